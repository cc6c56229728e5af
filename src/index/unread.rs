//! The files that could not be read, or not in full: what no answer can speak for.

use super::snapshot::{Snapshot, outcome_code};
use crate::document::{DocId, Outcome};
use crate::error::Result;
use serde::Serialize;
use utoipa::ToSchema;

/// A file that could not be read, or not in full.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct UnreadFile {
    /// Where it is.
    pub path: String,
    /// `partial`, `scan`, or the code of a failure: by this the list is sorted.
    #[serde(skip)]
    #[schema(ignore)]
    pub code: String,
    /// What became of it.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// Its size in bytes.
    pub bytes: u64,
    /// The directive that was read from it, if any.
    pub id: Option<DocId>,
}

impl Snapshot {
    /// The files that could not be read, or not in full, by outcome and path.
    ///
    /// # Errors
    /// As [`Snapshot::files`].
    pub fn unread_files(&self) -> Result<Vec<UnreadFile>> {
        let mut unread = Vec::new();
        self.for_each_file(Outcome::is_unread, |entry| {
            unread.push(UnreadFile {
                code: outcome_code(&entry.outcome),
                id: entry.id().filter(|_| entry.is_indexed()),
                path: entry.path,
                outcome: entry.outcome,
                bytes: entry.bytes,
            });
        })?;
        unread.sort_unstable_by(|a, b| (&a.code, &a.path).cmp(&(&b.code, &b.path)));
        Ok(unread)
    }
}
