//! The question that finds just the directives that were counted under a value.
//!
//! In: what was counted, and the value. Out: the question. A name in a question is found inside longer names, too
//! (`cơquan:"Tỉnh ủy"`), so that counts of names ask for the whole name: `cơquan:"=Tỉnh ủy Hưng Yên"`.

use super::answer::ReadingPart;
use super::days::days;
use super::field::kinds_named;
use super::query::{self, is_quote};
use unicode_normalization::UnicodeNormalization;

/// What directives are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountedBy {
    /// By kind, its letters.
    Kind,
    /// By issuer.
    Issuer,
    /// By year.
    Year,
}

/// The question that finds the directives with this value, and no others; those that say nothing, where none is
/// given. `None` where no question does.
#[must_use]
pub fn question_of(by: CountedBy, value: Option<&str>) -> Option<String> {
    let field = match by {
        CountedBy::Kind => "loại",
        CountedBy::Issuer => "cơquan",
        CountedBy::Year => "ngày",
    };
    let Some(value) = value else { return Some(format!("{field}:trống")) };
    let question = match by {
        CountedBy::Kind if is_of_table(value) => format!("{field}:{value}"),
        CountedBy::Kind | CountedBy::Issuer => format!("{field}:\"={}\"", plain(value)),
        CountedBy::Year => {
            let year: u64 = value.parse().ok()?;
            let is_whole =
                days(&format!("{year:04}")) == Some(year * 10_000 + 101..=year * 10_000 + 1231);
            is_whole.then(|| format!("{field}:{year:04}"))?
        }
    };
    let reading = query::parse(&question).reading;
    let is_one = matches!(reading.parts.as_slice(), [ReadingPart::Field { .. }]);
    (is_one && reading.advice.is_empty()).then_some(question)
}

/// Whether letters of a kind, typed, ask for these very letters.
fn is_of_table(letters: &str) -> bool {
    let kinds = kinds_named(letters);
    !kinds.is_empty() && kinds.iter().all(|kind| kind.abbreviation() == letters)
}

/// A name as it is compared as a whole: quotation marks, which a question cannot hold, as spaces; spaces as one.
pub(super) fn plain(name: &str) -> String {
    let spaced: String =
        name.nfc().map(|c| if is_quote(c) || c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::kind::kinds;

    #[test]
    fn questions_ask_for_the_very_value() {
        let of = |by, value| question_of(by, Some(value)).unwrap_or_default();
        assert_eq!(of(CountedBy::Kind, "CV"), "loại:CV");
        assert_eq!(of(CountedBy::Kind, "QĐNS"), "loại:\"=QĐNS\"");
        assert_eq!(of(CountedBy::Issuer, "UBND \"xã\"  A"), "cơquan:\"=UBND xã A\"");
        assert_eq!(
            (of(CountedBy::Year, "2025"), of(CountedBy::Year, "x")),
            ("ngày:2025".into(), String::new())
        );
        assert_eq!(question_of(CountedBy::Issuer, None).as_deref(), Some("cơquan:trống"));
        let long = "ố".repeat(600);
        assert_eq!(question_of(CountedBy::Issuer, Some(&long)), None, "longer than a question");
        for kind in kinds() {
            assert!(!of(CountedBy::Kind, kind.abbreviation()).is_empty(), "{}", kind.name);
        }
    }
}
