//! What a run did.

use crate::document::Outcome;
use crate::ocr::Fault;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a run did.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Report {
    /// All files under the given paths by the code of their outcome, as the index has them now.
    pub outcomes: BTreeMap<String, u64>,
    /// Files that were not there before.
    pub new: u64,
    /// Files with another content than before.
    pub changed: u64,
    /// Files as they were.
    pub unchanged: u64,
    /// New files whose content the index had, or got, from another file: copies, moved files.
    pub copies: u64,
    /// Files that are no more.
    pub gone: u64,
    /// Contents whose text was extracted.
    pub extracted: u64,
    /// Pages that were read by OCR in this run.
    pub scans_read: u64,
    /// Pages that OCR failed at in this run: they keep waiting.
    pub scans_failed: u64,
    /// Why the first of them was not read.
    pub scans_fault: Option<Fault>,
    /// Pages under the given paths that wait for OCR.
    pub waiting: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Seconds from start to end.
    pub seconds: f64,
    /// The run was stopped: [`Report::left`] files wait for the next one.
    pub stopped: bool,
    /// Files that a stopped run did not come to.
    pub left: u64,
    /// The index was made by another version, and which files it knew could not be read from it:
    /// only the given paths are indexed.
    pub ledger_lost: bool,
    /// What was not read, or not in full, by path.
    pub unread: Vec<Unread>,
}

/// A file, or a folder, that was not read, or not in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unread {
    /// As the ledger writes it.
    pub path: String,
    /// Why.
    #[serde(flatten)]
    pub outcome: Outcome,
}

impl Report {
    /// Files under the given paths.
    #[must_use]
    pub fn files(&self) -> u64 {
        self.outcomes.values().sum()
    }
}
