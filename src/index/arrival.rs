//! When the archive took a directive up.
//!
//! In: a [`Snapshot`]. Out: a moment by id. It is when the first of its files was looked at; an index that is made
//! anew takes everything up anew.

use super::snapshot::Snapshot;
use crate::document::DocId;
use crate::error::{Error, Result};
use std::collections::HashMap;

/// When directives were taken up, in nanoseconds from 1970.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arrivals {
    by_id: HashMap<u64, i64>,
    last: Option<i64>,
}

impl Arrivals {
    /// Reads the columns of the ledger.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn of(snapshot: &Snapshot) -> Result<Self> {
        let mut arrivals = Self::default();
        let failed = |error| snapshot.failed(error);
        for segment in snapshot.searcher().segment_readers() {
            let columns = segment.fast_fields();
            let Some(ids) = columns.str("file_of").map_err(failed)? else { continue };
            let seen = columns.i64("file_seen").map_err(failed)?;
            let mut id = String::new();
            for doc in segment.doc_ids_alive() {
                let Some(at) = seen.first(doc) else { continue };
                arrivals.last = arrivals.last.max(Some(at));
                let Some(ord) = ids.term_ords(doc).next() else { continue };
                id.clear();
                let found = ids.ord_to_str(ord, &mut id);
                found.map_err(|error| Error::io(snapshot.folder(), error))?;
                if let Some(key) = key(&id) {
                    let first = arrivals.by_id.entry(key).or_insert(at);
                    *first = at.min(*first);
                }
            }
        }
        Ok(arrivals)
    }

    /// When a directive was taken up; `None` if no file holds it.
    #[must_use]
    pub fn get(&self, id: &DocId) -> Option<i64> {
        self.by_id.get(&key(id.as_str())?).copied()
    }

    /// When a file was last looked at; `None` of an empty archive.
    #[must_use]
    pub fn last(&self) -> Option<i64> {
        self.last
    }
}

/// An id as a number: it has 16 hexadecimal digits.
fn key(id: &str) -> Option<u64> {
    u64::from_str_radix(id, 16).ok()
}
