//! The index as a call finds it: opened at the first, renewed when something was committed since.

use crate::error::Result;
use crate::index::{Index, Snapshot};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The index in a folder, which need not be there yet; cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Archive(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    folder: PathBuf,
    opened: Mutex<Option<Index>>,
}

/// What one call reads: one state of the index, and the folder it lies in.
pub(super) struct Seen {
    pub(super) snapshot: Snapshot,
    pub(super) folder: PathBuf,
}

impl Archive {
    pub(super) fn new(folder: &Path) -> Self {
        Self(Arc::new(Shared { folder: folder.into(), opened: Mutex::new(None) }))
    }

    /// The last commit.
    pub(super) fn seen(&self) -> Result<Seen> {
        let mut opened = self.0.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let index = match opened.take() {
            Some(index) if index.refresh() => index,
            _ => Index::open(&self.0.folder)?,
        };
        let snapshot = index.snapshot();
        *opened = Some(index);
        Ok(Seen { snapshot, folder: self.0.folder.clone() })
    }
}
