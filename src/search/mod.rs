//! A question → hits.
//!
//! [`search`] answers a question over a [`Snapshot`]; [`highlight`] marks the same matches in the
//! pages of one directive. The way of a question: `query` reads what was typed, `find` puts
//! together what each clause meets (`evaluate` over `postings`, by the rules of `slot` and
//! `pattern`), `rank` weighs, and `hit`, `snippet`, `facet` word the [`Answer`].

mod any;
pub mod answer;
mod bm25;
mod evaluate;
mod explain;
mod facet;
mod field;
mod filter;
mod find;
pub mod graph;
mod highlight;
mod hit;
pub mod judge;
mod meant;
mod number;
mod pattern;
mod postings;
mod query;
mod rank;
mod slot;
mod snippet;
pub mod suggest;
pub mod tasks;
pub mod trial;

pub use answer::{
    Advice, Answer, Counts, Explanation, Facet, FacetValue, Facets, FormCount, Hit, Match, Reading,
    ReadingPart, ScoreOf, ScorePart, Snippet,
};
pub use highlight::Mark;
pub use query::MAX_CHARS;

use crate::document::DocId;
use crate::error::Result;
use crate::index::{Snapshot, Stored};
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
    /// Says of every hit why it stands where it stands.
    pub explain: bool,
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
    let did_you_mean = match (total, start) {
        (0, 0) => meant::did_you_mean(snapshot, &request.query, &query)?,
        _ => Vec::new(),
    };
    let end = start.saturating_add(limit);
    let facets = facet::facets(snapshot, listed.iter().map(|candidate| candidate.address))?;
    Ok(Answer {
        query: request.query.clone(),
        readings: hit::readings(snapshot, &found.readings)?,
        reading: query.reading,
        total,
        counts,
        near,
        also,
        unreadable: snapshot.summary().unread,
        took_ms: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        facets,
        did_you_mean,
        next: (end < listed.len()).then(|| format!("h{end}")),
        hits,
    })
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
    if !has_strict(&found) && query.may_have_a_wrong_letter() {
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
    if !request.loose && listed.iter().any(|candidate| is_strict(candidate.matched)) {
        listed.retain(|candidate| is_strict(candidate.matched));
    }
    hit::sort(snapshot, &mut listed)?;
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
