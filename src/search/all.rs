//! Every hit of a question, one after another.
//!
//! In: a question and a [`Snapshot`]. Out: [`All`]. The question is evaluated once; what is kept of each
//! hit until its turn is its place, its match and its score (20 bytes). Its directive is read when it is
//! asked for, and forgotten.

use super::find::Candidate;
use super::look::{is_strict, rank};
use super::query::Query;
use super::request::offset;
use super::{Answer, Hit, Request, hit};
use crate::document::DocId;
use crate::error::Result;
use crate::index::{Arrivals, Columns, Snapshot};
use std::cmp::Reverse;

/// The hits of a question, the best first. It holds its own view of the index, so that commits meanwhile
/// change nothing.
pub struct All {
    snapshot: Snapshot,
    query: Query,
    answer: Answer,
    forms: Vec<Option<Vec<String>>>,
    listed: Vec<Candidate>,
    next: usize,
}

impl std::fmt::Debug for All {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("All").field("next", &self.next).field("of", &self.listed.len()).finish()
    }
}

/// Evaluates a question for all its hits; [`Request::limit`] does not count.
///
/// # Errors
/// The machine's only: [`crate::error::Error::Io`], [`crate::error::Error::Store`].
pub fn all(snapshot: &Snapshot, request: &Request) -> Result<All> {
    let ranked = rank(snapshot, request)?;
    Ok(All {
        snapshot: snapshot.clone(),
        query: ranked.query,
        answer: ranked.answer,
        forms: ranked.forms,
        listed: ranked.listed,
        next: request.after.as_deref().and_then(offset).unwrap_or(0),
    })
}

impl All {
    /// The answer without its hits.
    #[must_use]
    pub fn answer(&self) -> &Answer {
        &self.answer
    }

    /// How many hits are to come.
    #[must_use]
    pub fn left(&self) -> usize {
        self.listed.len().saturating_sub(self.next)
    }

    /// Keeps the strict hits that the archive took up last, the latest first.
    pub fn keep_latest(&mut self, most: usize, arrivals: &Arrivals) {
        self.listed.retain(|candidate| is_strict(candidate.matched));
        self.listed.sort_by_cached_key(|candidate| Reverse(arrivals.at(candidate.address)));
        self.listed.truncate(most);
    }

    /// Keeps the strict hits whose directives `keep` wants; their texts are not read for that.
    ///
    /// # Errors
    /// [`crate::error::Error::Io`], [`crate::error::Error::Store`].
    pub fn retain_strict(&mut self, mut keep: impl FnMut(&DocId) -> bool) -> Result<()> {
        let columns = Columns::open(&self.snapshot)?;
        let mut kept = Vec::new();
        for candidate in self.listed.drain(..) {
            if is_strict(candidate.matched)
                && columns.id(candidate.address)?.is_some_and(|id| keep(&id))
            {
                kept.push(candidate);
            }
        }
        self.listed = kept;
        Ok(())
    }
}

impl Iterator for All {
    type Item = Result<Hit>;

    fn next(&mut self) -> Option<Result<Hit>> {
        let candidate = self.listed.get(self.next)?;
        self.next += 1;
        Some(hit::hit(&self.snapshot, &self.query, candidate, &self.forms))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left(), Some(self.left()))
    }
}
