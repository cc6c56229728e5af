//! A question → hits.
//!
//! [`search`] answers a question over a [`Snapshot`]; [`highlight`] marks the same matches in the
//! pages of one directive. The way of a question: `query` reads what was typed, `find` puts
//! together (`join`) what each clause meets (`clause`: `evaluate` over `postings`, by the rules of
//! `slot` and `pattern`; `condition` over the records), `rank` weighs, and `hit`, `snippet`, `facet` word
//! the [`Answer`].

mod any;
pub mod answer;
mod bm25;
mod clause;
mod condition;
mod evaluate;
mod explain;
mod facet;
mod days;
mod field;

mod find;
pub mod graph;
mod highlight;
mod hit;
mod join;
pub mod judge;
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
pub mod trial;

pub use answer::{
    Advice, Answer, Counts, Explanation, Facet, FacetValue, Facets, FormCount, Former, Hit, Match,
    Reading, ReadingPart, ScoreOf, ScorePart, Snippet, Synonym,
};
pub use field::field_names;
pub use highlight::Mark;
pub use query::MAX_CHARS;

use crate::document::DocId;
use crate::error::Result;
use crate::index::{Snapshot, Stored};
use crate::text::typing::decoded;
use any::find_any;
use explain::Explainer;
use find::{Candidate, Form, Found, find};
use postings::Width;
use query::Query;
use std::collections::HashSet;
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

/// Words from which on a question is a sentence rather than a phrase.
const LONG_QUESTION: usize = 6;
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
    let found = look(snapshot, &query, request)?;
    let mut counts = Counts::default();
    let (mut near, mut also) = (0, 0);
    for candidate in &found.candidates {
        counts.add(candidate.matched);
        near += u64::from(candidate.matched == Match::Near);
        also += u64::from(!is_strict(candidate.matched) && candidate.has_all);
    }
    let total = counts.total();
    let listed = listed(snapshot, &found, request)?;
    let limit = request.limit.clamp(1, MAX_LIMIT);
    let start = request.after.as_deref().and_then(offset).unwrap_or(0);
    let chosen = chosen_forms(&found.readings);
    let explainer = request.explain.then(|| Explainer::new(snapshot, &query)).transpose()?;
    let mut hits = Vec::new();
    for candidate in listed.iter().skip(start).take(limit) {
        let mut hit = hit::hit(snapshot, &query, candidate, &chosen)?;
        hit.explanation = explainer.as_ref().map(|e| e.explain(candidate)).transpose()?;
        hits.push(hit);
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

/// The directives that [`search`] lists for a question, in its order, `limit` of them: their ids alone,
/// for measuring.
///
/// # Errors
/// As [`search`].
pub fn ranked(snapshot: &Snapshot, request: &Request) -> Result<Vec<DocId>> {
    let query = query::parse(&request.query);
    let found = look(snapshot, &query, request)?;
    let mut ids = Vec::new();
    for candidate in listed(snapshot, &found, request)?.iter().take(request.limit) {
        ids.extend(snapshot.card(candidate.address).map(|card| card.id));
    }
    Ok(ids)
}

/// Looks for what a question asks, step by step wider until something is found.
fn look(snapshot: &Snapshot, query: &Query, request: &Request) -> Result<Found> {
    let mut found = find(snapshot, query, Width::AnyMarks)?;
    let has_strict =
        |found: &Found| found.candidates.iter().any(|candidate| is_strict(candidate.matched));
    if !has_strict(&found) {
        // Nothing as typed: one letter may be wrong.
        let wider = find(snapshot, query, Width::OneLetter)?;
        found.candidates = wider.candidates;
    }
    if request.verified {
        found.candidates.retain(|candidate| candidate.matched != Match::Recovered);
    }
    // A long question has words that its answer has not: what happens to hold all of them is no
    // better for it.
    let is_long = query.words() >= LONG_QUESTION;
    if found.candidates.is_empty() || (is_long && !has_strict(&found)) {
        let known: HashSet<_> = found.candidates.iter().map(|c| c.address).collect();
        let any = find_any(snapshot, query)?;
        found.candidates.extend(any.into_iter().filter(|c| !known.contains(&c.address)));
    }
    Ok(found)
}

/// What is shown of it, in its order.
fn listed<'f>(
    snapshot: &Snapshot,
    found: &'f Found,
    request: &Request,
) -> Result<Vec<&'f Candidate>> {
    let mut listed: Vec<&Candidate> = found.candidates.iter().collect();
    if let Some(only) = request.only {
        listed.retain(|candidate| candidate.matched == only);
    } else if !request.loose && listed.iter().any(|candidate| is_strict(candidate.matched)) {
        listed.retain(|candidate| is_strict(candidate.matched));
    }
    sort::sort(snapshot, &mut listed, request.sort)?;
    Ok(listed)
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
