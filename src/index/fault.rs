//! What tantivy reports, as the library's [`Error`].

use crate::error::Error;
use std::path::Path;
use tantivy::TantivyError;
use tantivy::directory::error::LockError;

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
        other => of_text(folder, &other.to_string()),
    }
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
