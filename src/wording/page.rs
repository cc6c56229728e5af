//! What the page says: labels, and sentences with counts in them.

mod archive;
mod fields;
mod labels;
mod problem;
mod reading;
mod sentences;

pub use archive::{more_paths, rest_of_issuers, rest_of_kinds};
pub use fields::field;
pub use labels::Labels;
pub use problem::{Wanted, bad_parameter, problem};
pub use reading::reading;
pub use sentences::{
    any_word, archive_holds, beyond, cited_by_count, cites_count, corrected, day_of, documents,
    further_documents, month_of, more_files, nothing_found, nothing_strict, only_cited, pages,
    pages_of, several, since, superseded_by, unknown_number, unread,
};

use super::Lang;

/// The labels of the page in a language.
#[must_use]
pub fn labels(lang: Lang) -> &'static Labels {
    match lang {
        Lang::Vi => &labels::VI,
        Lang::En => &labels::EN,
    }
}
