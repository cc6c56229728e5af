//! The fields of a question: their names in Vietnamese (with or without marks) and English, and the
//! values that are rows of words.

use crate::directive::kind::{self, Kind};
use crate::text::fold::fold;

/// What a field asks of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    /// Số, ký hiệu.
    Number,
    /// Tên loại.
    Kind,
    /// The first day.
    From,
    /// The last day.
    To,
}

/// Names, folded.
const NAMES: [(&str, Field); 10] = [
    ("so", Field::Number),
    ("number", Field::Number),
    ("sokyhieu", Field::Number),
    ("loai", Field::Kind),
    ("tenloai", Field::Kind),
    ("kind", Field::Kind),
    ("tu", Field::From),
    ("from", Field::From),
    ("den", Field::To),
    ("to", Field::To),
];

impl Field {
    /// The field with this name, in any case, with or without marks.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let folded = fold(name);
        NAMES.iter().find(|(known, _)| *known == folded).map(|(_, field)| *field)
    }
}

/// The kinds that a value names: by name, or by abbreviation (`tt` is Thông tư or Thông tri).
pub(crate) fn kinds_named(value: &str) -> Vec<&'static Kind> {
    match kind::of_name(value) {
        Some(kind) => vec![kind],
        None => kind::all_of_letters(value).to_vec(),
    }
}

/// The bytes of the longest row of words, of up to six, that names a kind.
pub(crate) fn longest_kind(text: &str) -> Option<usize> {
    let spaces = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(end, _)| end);
    let ends = spaces.chain(std::iter::once(text.len()));
    ends.take(6)
        .filter(|&end| text.get(..end).is_some_and(|name| !kinds_named(name.trim()).is_empty()))
        .last()
}
