//! When the archive took a directive up.
//!
//! In: a [`Snapshot`]. Out: a moment by id. It is when the first of its files was looked at; an index that is made
//! anew takes everything up anew.

use super::snapshot::Snapshot;
use crate::document::DocId;
use crate::error::{Error, Result};
use std::collections::HashMap;
use std::io;
use tantivy::DocAddress;
use tantivy::columnar::StrColumn;

/// When directives were taken up, in nanoseconds from 1970.
pub struct Arrivals {
    by_id: HashMap<u64, i64>,
    /// Of each segment: the ids of its directives, and the moments by their places in the dictionary.
    segments: Vec<Option<(StrColumn, Vec<i64>)>>,
    last: Option<i64>,
}

impl std::fmt::Debug for Arrivals {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Arrivals").field("directives", &self.by_id.len()).finish_non_exhaustive()
    }
}

impl Arrivals {
    /// Reads the columns of the ledger.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn of(snapshot: &Snapshot) -> Result<Self> {
        let failed = |error| snapshot.failed(error);
        let of_disk = |error| Error::io(snapshot.folder(), error);
        let segments = || snapshot.searcher().segment_readers().iter();
        let (mut by_id, mut last) = (HashMap::new(), None);
        for segment in segments() {
            let columns = segment.fast_fields();
            let seen = columns.i64("file_seen").map_err(failed)?;
            last = last.max(segment.doc_ids_alive().filter_map(|doc| seen.first(doc)).max());
            let Some(files) = columns.str("file_of").map_err(failed)? else { continue };
            let ids = ids(&files).map_err(of_disk)?;
            for doc in segment.doc_ids_alive() {
                let id = files.term_ords(doc).next().and_then(|ord| of_ord(&ids, ord));
                if let (Some(Some(id)), Some(at)) = (id, seen.first(doc)) {
                    let first = by_id.entry(id).or_insert(at);
                    *first = at.min(*first);
                }
            }
        }
        let mut moments = Vec::new();
        for segment in segments() {
            let column = segment.fast_fields().str("id").map_err(failed)?;
            let with_moments = |column: StrColumn| {
                let ids = ids(&column)?.into_iter();
                let moment = |id: Option<u64>| id.and_then(|id| by_id.get(&id).copied());
                io::Result::Ok((column, ids.map(|id| moment(id).unwrap_or_default()).collect()))
            };
            moments.push(column.map(with_moments).transpose().map_err(of_disk)?);
        }
        Ok(Self { by_id, segments: moments, last })
    }

    /// When a directive was taken up; `None` if no file holds it.
    #[must_use]
    pub fn get(&self, id: &DocId) -> Option<i64> {
        self.by_id.get(&number(id.as_str())?).copied()
    }

    /// When the directive at an address was taken up; 0 if that is not known.
    pub(crate) fn at(&self, address: DocAddress) -> i64 {
        let segment = usize::try_from(address.segment_ord).ok();
        let segment = segment.and_then(|ord| self.segments.get(ord)?.as_ref());
        let moment = segment.and_then(|(column, moments)| {
            of_ord(moments, column.term_ords(address.doc_id).next()?)
        });
        moment.unwrap_or_default()
    }

    /// When a file was last looked at; `None` of an empty archive.
    #[must_use]
    pub fn last(&self) -> Option<i64> {
        self.last
    }
}

/// All ids of a dictionary, in its order: once through it is far faster than one by one.
fn ids(column: &StrColumn) -> io::Result<Vec<Option<u64>>> {
    let mut ids = Vec::with_capacity(column.num_terms());
    let mut terms = column.dictionary().stream()?;
    while terms.advance() {
        ids.push(std::str::from_utf8(terms.key()).ok().and_then(number));
    }
    Ok(ids)
}

/// An id as a number: it has 16 hexadecimal digits.
fn number(id: &str) -> Option<u64> {
    u64::from_str_radix(id, 16).ok()
}

fn of_ord<T: Copy>(values: &[T], ord: u64) -> Option<T> {
    values.get(usize::try_from(ord).ok()?).copied()
}
