//! `keep/` in the folder of the index: what people made, written whole or not at all.

use crate::error::{Error, Result};
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The folder of one sort of things that are kept.
pub(super) fn folder(index: &Path, sort: &str) -> PathBuf {
    index.join("keep").join(sort)
}

/// The text of a file; `None` if there is none.
///
/// # Errors
/// [`Error::Io`].
pub(super) fn read(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io(path, error)),
    }
}

/// Writes a file; what was there before is whole until the new one is.
///
/// # Errors
/// [`Error::DiskFull`], [`Error::Io`].
pub(super) fn write(path: &Path, text: &str) -> Result<()> {
    let failed = |error| Error::io(path, error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let draft = path.with_extension("new");
    let write = || {
        let mut file = fs::File::create(&draft)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&draft, path)
    };
    write().inspect_err(|_| drop(fs::remove_file(&draft))).map_err(failed)
}

/// Removes a file; says whether it was there.
///
/// # Errors
/// [`Error::Io`].
pub(super) fn remove(path: &Path) -> Result<bool> {
    match fs::remove_file(path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Error::io(path, error)),
    }
}

/// The files of a folder with an ending; none, if there is no folder.
///
/// # Errors
/// [`Error::Io`].
pub(super) fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::io(folder, error)),
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| Error::io(folder, error))?.path();
        if path.extension().is_some_and(|extension| extension == ending) {
            files.push(path);
        }
    }
    Ok(files)
}
