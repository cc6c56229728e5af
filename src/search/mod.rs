//! A question → hits.
//!
//! [`search`] answers a question over a [`Snapshot`] page by page, [`all`] with every hit; [`highlight`] marks the same matches in the
//! pages of one directive. The way of a question: `query` reads what was typed, `find` puts
//! together what each clause meets (`evaluate` over `postings`, by the rules of `slot` and
//! `pattern`), `rank` weighs, and `hit`, `snippet`, `facet` word the [`Answer`].

mod all;
pub mod answer;
mod evaluate;
mod facet;
mod field;
mod filter;
mod find;
pub mod graph;
mod highlight;
mod hit;
pub mod likeness;
pub mod news;
mod number;
mod pattern;
mod postings;
mod query;
mod rank;
mod slot;
mod snippet;
pub mod tasks;

pub use all::{All, all};
pub use answer::{
    Advice, Answer, Counts, Facet, FacetValue, Facets, FormCount, Hit, Match, Reading, ReadingPart,
    Snippet,
};
pub use highlight::Mark;
pub use query::MAX_CHARS;

use crate::error::Result;
use crate::index::{Snapshot, Stored};
use find::{Candidate, Form, find, find_any};
use postings::Width;
use query::Query;
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
    let ranked = rank(snapshot, request)?;
    let limit = request.limit.clamp(1, MAX_LIMIT);
    let start = request.after.as_deref().and_then(offset).unwrap_or(0);
    let mut hits = Vec::new();
    for candidate in ranked.listed.iter().skip(start).take(limit) {
        hits.push(hit::hit(snapshot, &ranked.query, candidate, &ranked.forms)?);
    }
    let end = start.saturating_add(limit);
    Ok(Answer {
        took_ms: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        next: (end < ranked.listed.len()).then(|| format!("h{end}")),
        hits,
        ..ranked.answer
    })
}

/// What a question finds, in order, before any hit is worded.
struct Ranked {
    query: Query,
    /// All but the hits.
    answer: Answer,
    listed: Vec<Candidate>,
    /// The likeliest form of each clause.
    forms: Vec<Option<Vec<String>>>,
}

fn rank(snapshot: &Snapshot, request: &Request) -> Result<Ranked> {
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
    // In place: a question may find a million.
    let mut listed = found.candidates;
    if total > 0 && !request.loose {
        listed.retain(|candidate| is_strict(candidate.matched));
    }
    hit::sort(snapshot, &mut listed)?;
    listed.shrink_to_fit();
    let facets = facet::facets(snapshot, listed.iter().map(|candidate| candidate.address))?;
    let answer = Answer {
        query: request.query.clone(),
        readings: hit::readings(snapshot, &found.readings)?,
        reading: query.reading.clone(),
        total,
        counts,
        near,
        also,
        unreadable: snapshot.summary().unread,
        took_ms: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        facets,
        next: None,
        hits: Vec::new(),
    };
    Ok(Ranked { query, answer, listed, forms: chosen_forms(&found.readings) })
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
