//! A question → hits.
//!
//! [`search`] answers a question over a [`Snapshot`]; [`highlight`] marks the same matches in the
//! pages of one directive. The way of a question: `query` reads what was typed, `find` puts
//! together (`join`) what each clause meets (`clause`: `evaluate` over `postings`, by the rules of
//! `slot` and `pattern`; `condition` over the records), `rank` weighs, and `hit`, `snippet`, `facet` word
//! the [`Answer`].

pub mod answer;
mod clause;
mod condition;
mod evaluate;
mod facet;
mod days;
mod field;

mod find;
pub mod graph;
mod highlight;
mod hit;
mod join;
mod near;
mod number;
mod pattern;
mod postings;
mod query;
mod rank;
mod slot;
mod snippet;
mod sort;
pub mod synonym;
pub mod tasks;

pub use answer::{
    Advice, Answer, Counts, Facet, FacetValue, Facets, FormCount, Former, Hit, Match, Reading,
    ReadingPart, Snippet, Synonym,
};
pub use field::field_names;
pub use highlight::Mark;
pub use query::MAX_CHARS;

use crate::error::Result;
use crate::index::{Snapshot, Stored};
use crate::text::typing::decoded;
use find::{Candidate, Form, find, find_any};
use postings::Width;
use std::time::Instant;

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
        }
    }
}

/// Whether a text can be a cursor.
#[must_use]
pub fn is_cursor(text: &str) -> bool {
    offset(text).is_some()
}

/// A cursor is `h` and the count of hits before the page.
fn offset(cursor: &str) -> Option<usize> {
    cursor.strip_prefix('h')?.parse().ok()
}

/// Answers a question. A question is always readable, perhaps with advice.
///
/// # Errors
/// The machine's only: [`crate::error::Error::Io`], [`crate::error::Error::Store`].
pub fn search(snapshot: &Snapshot, request: &Request) -> Result<Answer> {
    let started = Instant::now();
    let query = query::parse(&request.query);
    let mut found = find(snapshot, &query, Width::AnyMarks)?;
    if !found.candidates.iter().any(|candidate| is_strict(candidate.matched)) {
        // Nothing as typed: one letter may be wrong.
        let wider = find(snapshot, &query, Width::OneLetter)?;
        found.candidates = wider.candidates;
    }
    if request.verified {
        found.candidates.retain(|candidate| candidate.matched != Match::Recovered);
    }
    if found.candidates.is_empty() {
        found.candidates = find_any(snapshot, &query)?;
    }
    let mut counts = Counts::default();
    let (mut near, mut also) = (0, 0);
    for candidate in &found.candidates {
        counts.add(candidate.matched);
        near += u64::from(candidate.matched == Match::Near);
        also += u64::from(!is_strict(candidate.matched) && candidate.has_all);
    }
    let total = counts.total();
    let mut listed: Vec<&Candidate> = found.candidates.iter().collect();
    if let Some(only) = request.only {
        listed.retain(|candidate| candidate.matched == only);
    } else if total > 0 && !request.loose {
        listed.retain(|candidate| is_strict(candidate.matched));
    }
    sort::sort(snapshot, &mut listed, request.sort)?;
    let limit = request.limit.clamp(1, MAX_LIMIT);
    let start = request.after.as_deref().and_then(offset).unwrap_or(0);
    let chosen = chosen_forms(&found.readings);
    let mut hits = Vec::new();
    for candidate in listed.iter().skip(start).take(limit) {
        hits.push(hit::hit(snapshot, &query, candidate, &chosen)?);
    }
    let end = start.saturating_add(limit);
    let facets = facet::facets(snapshot, &listed)?;
    let typing = typing(snapshot, request)?;
    Ok(Answer {
        query: request.query.clone(),
        formers: synonym::formers(&request.query),
        typing,
        readings: hit::readings(snapshot, &found.readings)?,
        reading: query.reading,
        total,
        counts,
        near,
        also,
        unreadable: snapshot.summary().unread,
        took_ms: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        facets,
        next: (end < listed.len()).then(|| format!("h{end}")),
        hits,
    })
}

/// What an input method left over, as the question that it means, and how many directives match that.
fn typing(snapshot: &Snapshot, request: &Request) -> Result<Option<FormCount>> {
    let Some(text) = decoded(&request.query) else { return Ok(None) };
    let found = find(snapshot, &query::parse(&text), Width::Strict)?;
    let strict = found.candidates.iter().filter(|candidate| is_strict(candidate.matched));
    Ok(Some(FormCount { count: strict.count() as u64, text }))
}

/// The places of a directive that match a question, in reading order, each part of the question at
/// its strongest match there.
#[must_use]
pub fn highlight(stored: &Stored, query: &str) -> (Option<Match>, Vec<Mark>) {
    highlight::marks(stored, &query::parse(query), &[])
}

/// Whether a match counts in the total.
fn is_strict(matched: Match) -> bool {
    matched < Match::Near
}

/// The likeliest form of each clause.
fn chosen_forms(readings: &[Vec<Form>]) -> Vec<Option<Vec<String>>> {
    readings.iter().map(|forms| forms.first().map(|form| form.keys.clone())).collect()
}
