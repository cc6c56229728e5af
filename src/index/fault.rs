//! What tantivy reports, as the library's [`Error`].

use crate::error::Error;
use std::path::Path;
use tantivy::TantivyError;
use tantivy::directory::error::LockError;

/// Less room than this is none.
const PROBE_BYTES: usize = 16 << 20;

/// Names the folder with a fault of the store.
pub(crate) fn of_store(folder: &Path, error: TantivyError) -> Error {
    match error {
        TantivyError::LockFailure(LockError::LockBusy, _) => Error::Busy(folder.into()),
        TantivyError::LockFailure(LockError::IoError(source), _) => {
            Error::io(folder, std::io::Error::new(source.kind(), source.to_string()))
        }
        TantivyError::IoError(source) => {
            Error::io(folder, std::io::Error::new(source.kind(), source.to_string()))
        }
        // A thread of the store died and took its reason along: most often the disk is full.
        TantivyError::ErrorInThread(_) if is_full(folder) => Error::DiskFull(folder.into()),
        other => of_text(folder, &other.to_string()),
    }
}

/// Whether the disk has no room for what a segment may need.
fn is_full(folder: &Path) -> bool {
    let probe = folder.join("CURRENT.probe");
    let written = std::fs::write(&probe, vec![0; PROBE_BYTES]);
    let _ = std::fs::remove_file(&probe);
    let full = [std::io::ErrorKind::StorageFull, std::io::ErrorKind::QuotaExceeded];
    written.is_err_and(|error| full.contains(&error.kind()))
}

/// Wrapped errors keep only their words: a full disk is found in those.
fn of_text(folder: &Path, text: &str) -> Error {
    let lower = text.to_lowercase();
    if lower.contains("no space left") || lower.contains("storagefull") {
        Error::DiskFull(folder.into())
    } else {
        Error::Store(text.to_owned())
    }
}
