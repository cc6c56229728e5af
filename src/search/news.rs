//! What is new for a saved search.
//!
//! In: a [`Saved`] search and a [`Snapshot`]. Out: [`News`]. New is what it finds strictly and has not found before;
//! nothing is written here.

use super::{All, Request, all};
use crate::document::DocId;
use crate::error::Result;
use crate::index::Snapshot;
use crate::index::saved::Saved;

/// What is new for one saved search.
#[derive(Debug)]
pub struct News {
    /// Directives that match strictly, new or not.
    pub total: u64,
    /// Those that are new.
    pub ids: Vec<DocId>,
    /// The same, one after another, the best first.
    pub hits: All,
}

/// What a search finds that it has not found before.
///
/// # Errors
/// The machine's only: [`crate::error::Error::Io`], [`crate::error::Error::Store`].
pub fn news(snapshot: &Snapshot, saved: &Saved) -> Result<News> {
    let verified = saved.verified;
    let mut hits = all(snapshot, &Request { verified, ..Request::new(&*saved.query) })?;
    let total = hits.answer().total;
    let mut ids = Vec::new();
    hits.retain_strict(|id| {
        let is_new = !saved.known.contains(id);
        if is_new {
            ids.push(id.clone());
        }
        is_new
    })?;
    Ok(News { total, ids, hits })
}
