//! A question and how much of the answer is wanted.

use super::answer::Match;

/// A question and how much of the answer is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What was typed.
    pub query: String,
    /// Hits a page, 1 to [`MAX_LIMIT`].
    pub limit: usize,
    /// The cursor of a former answer ([`Answer::next`]); one that is none begins at the start, see
    /// [`is_cursor`].
    pub after: Option<String>,
    /// Lists `near` and `also` behind the strict hits.
    pub loose: bool,
    /// Leaves out what was found only by restoring a damaged text.
    pub verified: bool,
    /// In which order hits stand.
    pub sort: Sort,
    /// Lists only what matches in this way.
    pub only: Option<Match>,
    /// Says of every hit why it stands where it stands.
    pub explain: bool,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The strongest match first, then the most telling, then the newest.
    #[default]
    Relevance,
    /// The newest first; those without a date last.
    Newest,
    /// The oldest first; those without a date last.
    Oldest,
    /// As numbers stand in a register: by symbol, year, numeral; those without a number last.
    Number,
}

impl Sort {
    /// Names, as parameters take them.
    pub const NAMES: [(&'static str, Self); 4] = [
        ("relevance", Self::Relevance),
        ("newest", Self::Newest),
        ("oldest", Self::Oldest),
        ("number", Self::Number),
    ];

    /// The order with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(own, _)| *own == name).map(|(_, sort)| *sort)
    }
}

/// Hits a page where nobody says.
pub const DEFAULT_LIMIT: usize = 20;
/// Hits a page at most.
pub const MAX_LIMIT: usize = 1000;

impl Request {
    /// The first page of the answer to a question.
    #[must_use]
    pub fn new(query: impl Into<String>) -> Self {
        Self {
            query: query.into(),
            limit: DEFAULT_LIMIT,
            after: None,
            loose: false,
            verified: false,
            sort: Sort::default(),
            only: None,
            explain: false,
        }
    }
}

/// Whether a text can be a cursor.
#[must_use]
pub fn is_cursor(text: &str) -> bool {
    offset(text).is_some()
}

/// A cursor is `h` and the count of hits before the page.
pub(super) fn offset(cursor: &str) -> Option<usize> {
    cursor.strip_prefix('h')?.parse().ok()
}
