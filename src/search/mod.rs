//! A question → hits.
//!
//! [`search`] answers a question over a [`Snapshot`] page by page, [`all`] with every hit; [`highlight`]
//! marks the same matches in the pages of one directive. The way of a question: `query` reads what was
//! typed, `look` goes step by step wider, `find` puts together (`join`) what each clause meets
//! (`clause`: `evaluate` over `postings`, by the rules of `slot` and `pattern`; `condition` over the
//! records), `rank` weighs, `sort` orders, and `hit`, `snippet`, `facet` word the [`Answer`].

mod all;
mod any;
pub mod answer;
mod bm25;
mod clause;
mod condition;
mod counted;
mod days;
mod evaluate;
mod exactly;
mod explain;
mod facet;
mod field;
mod find;
pub mod graph;
mod highlight;
mod hit;
mod join;
pub mod judge;
pub mod likeness;
mod look;
mod meant;
pub mod named;
mod near;
pub mod news;
mod number;
mod pattern;
mod postings;
mod query;
mod rank;
mod request;
mod slot;
mod snippet;
mod sort;
pub mod suggest;
pub mod synonym;
pub mod tasks;
pub mod trial;

pub use all::{All, all};
pub use answer::{
    Advice, Answer, Counts, Explanation, Facet, FacetValue, Facets, FormCount, Former, Hit, Match,
    Reading, ReadingPart, ScoreOf, ScorePart, Snippet, Synonym,
};
pub use counted::{Counted, counted};
pub use exactly::{CountedBy, question_of};
pub use field::field_names;
pub use highlight::Mark;
pub use look::ranked;
pub use query::{MAX_CHARS, field_label};
pub use request::{DEFAULT_LIMIT, MAX_LIMIT, Request, Sort, is_cursor};

use crate::error::Result;
use crate::index::{Snapshot, Stored};
use explain::Explainer;
use look::rank;
use request::offset;
use std::time::Instant;

/// Answers a question. A question is always readable, perhaps with advice.
///
/// # Errors
/// The machine's only: [`crate::error::Error::Io`], [`crate::error::Error::Store`].
pub fn search(snapshot: &Snapshot, request: &Request) -> Result<Answer> {
    let started = Instant::now();
    let ranked = rank(snapshot, request)?;
    let limit = request.limit.clamp(1, MAX_LIMIT);
    let start = request.after.as_deref().and_then(offset).unwrap_or(0);
    let query = &ranked.query;
    let explainer = request.explain.then(|| Explainer::new(snapshot, query)).transpose()?;
    let mut hits = Vec::new();
    for candidate in ranked.listed.iter().skip(start).take(limit) {
        let mut hit = hit::hit(snapshot, query, candidate, &ranked.forms)?;
        hit.explanation = explainer.as_ref().map(|e| e.explain(candidate)).transpose()?;
        hits.push(hit);
    }
    let did_you_mean = match (ranked.answer.total, start) {
        (0, 0) => meant::did_you_mean(snapshot, &request.query, query)?,
        _ => Vec::new(),
    };
    let end = start.saturating_add(limit);
    Ok(Answer {
        took_ms: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        did_you_mean,
        next: (end < ranked.listed.len()).then(|| format!("h{end}")),
        hits,
        ..ranked.answer
    })
}

/// How a question is understood; asks no index.
#[must_use]
pub fn read(question: &str) -> Reading {
    query::parse(question).reading
}

/// The places of a directive that match a question, in reading order, each part of the question at
/// its strongest match there.
#[must_use]
pub fn highlight(stored: &Stored, query: &str) -> (Option<Match>, Vec<Mark>) {
    highlight::marks(stored, &query::parse(query), &[])
}
