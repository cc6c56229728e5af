//! A question → hits.
//!
//! [`search`] answers a question over a [`Snapshot`]; [`highlight`] marks the same matches in the
//! pages of one directive.

pub mod answer;

pub use answer::{
    Advice, Answer, Counts, Facet, FacetValue, Facets, FormCount, Hit, Match, Reading, ReadingPart,
    Snippet,
};

use crate::error::Result;
use crate::index::{Snapshot, Stored};

/// A question and how much of the answer is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What was typed.
    pub query: String,
    /// Hits a page, 1 to [`MAX_LIMIT`].
    pub limit: usize,
    /// The cursor of a former answer ([`Answer::next`]).
    pub after: Option<String>,
    /// Lists `near` and `also` behind the strict hits.
    pub loose: bool,
}

/// Hits a page where nobody says.
pub const DEFAULT_LIMIT: usize = 20;
/// Hits a page at most.
pub const MAX_LIMIT: usize = 1000;

impl Request {
    /// The first page of the answer to a question.
    #[must_use]
    pub fn new(query: impl Into<String>) -> Self {
        Self { query: query.into(), limit: DEFAULT_LIMIT, after: None, loose: false }
    }
}

/// Answers a question. A question is always readable, perhaps with advice.
///
/// # Errors
/// The machine's only: [`crate::error::Error::Io`], [`crate::error::Error::Store`].
pub fn search(snapshot: &Snapshot, request: &Request) -> Result<Answer> {
    let _ = snapshot;
    Ok(Answer {
        query: request.query.clone(),
        reading: Reading::default(),
        total: 0,
        counts: Counts::default(),
        near: 0,
        also: 0,
        readings: Vec::new(),
        unreadable: snapshot.summary().unread,
        took_ms: 0,
        facets: Facets::default(),
        hits: Vec::new(),
        next: None,
    })
}

/// A marked place in a directive's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The page, from 1.
    pub page: u32,
    /// The first byte of the page's text.
    pub start: u32,
    /// One past the last byte. A phrase that runs over a page's end gives a mark on each page.
    pub end: u32,
    /// Which occurrence it belongs to, from 0: marks of one occurrence count once.
    pub occurrence: u32,
}

/// The places of a directive that match a question, in reading order, at the strongest step that
/// matches in it.
#[must_use]
pub fn highlight(stored: &Stored, query: &str) -> (Option<Match>, Vec<Mark>) {
    let _ = (stored, query);
    (None, Vec::new())
}
