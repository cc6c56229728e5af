//! Sentences of the page of the archive.

use super::documents;
use crate::wording::{Lang, count};

/// `và 12 tên loại khác: 48 văn bản`.
#[must_use]
pub fn rest_of_kinds(lang: Lang, kinds: u64, number: u64) -> String {
    rest(lang, kinds, number, ["tên loại khác", "other kind", "other kinds"])
}

/// `và 12 cơ quan khác: 48 văn bản`.
#[must_use]
pub fn rest_of_issuers(lang: Lang, issuers: u64, number: u64) -> String {
    rest(lang, issuers, number, ["cơ quan khác", "other issuer", "other issuers"])
}

fn rest(lang: Lang, values: u64, number: u64, [vi, one, many]: [&str; 3]) -> String {
    let (others, held) = (count(lang, values), documents(lang, number));
    match lang {
        Lang::Vi => format!("và {others} {vi}: {held}"),
        Lang::En if values == 1 => format!("and {others} {one}: {held}"),
        Lang::En => format!("and {others} {many}: {held}"),
    }
}

/// `và 12 đường dẫn khác`.
#[must_use]
pub fn more_paths(lang: Lang, paths: u64) -> String {
    match lang {
        Lang::Vi => format!("và {} đường dẫn khác", count(lang, paths)),
        Lang::En => format!("and {} more", count(lang, paths)),
    }
}
