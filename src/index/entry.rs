//! One file in the ledger: where it is, what it was when it was looked at, what became of it.

use crate::document::{DocId, Outcome};
use serde::{Deserialize, Serialize};

/// The ledger's entry of one path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// The absolute path, as [`crate::ingest::path`] writes it.
    pub path: String,
    /// blake3 of the content, hexadecimal; `None` if it was not read.
    pub blake3: Option<String>,
    /// Size in bytes.
    pub bytes: u64,
    /// Nanoseconds from 1970 to its last change, as the file system says.
    pub changed: i64,
    /// Nanoseconds from 1970 to when it was looked at.
    pub seen: i64,
    /// What became of it.
    pub outcome: Outcome,
}

impl FileEntry {
    /// The id of its content.
    #[must_use]
    pub fn id(&self) -> Option<DocId> {
        DocId::parse(self.blake3.as_deref()?.get(..DocId::DIGITS)?)
    }

    /// Whether its content became a directive in the index.
    #[must_use]
    pub fn is_indexed(&self) -> bool {
        !matches!(self.outcome, Outcome::Failed(_) | Outcome::Opened { .. })
    }

    /// Whether a search cannot speak for all of it.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.outcome.is_unread()
    }
}
