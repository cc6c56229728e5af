//! `keep/` in the folder of the index: what people made, written whole or not at all.

use crate::error::{Error, Result};
use std::fs;
use std::io::{ErrorKind, Read, Write};
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

/// The text of a file that nothing depends on, of so many bytes at most: what is no text in it shows as such. `None` if
/// it cannot be read.
pub(super) fn read_some(path: &Path, most: u64) -> Option<String> {
    let mut bytes = Vec::new();
    fs::File::open(path).ok()?.take(most).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Writes a file; what was there before is whole until the new one is.
///
/// # Errors
/// [`Error::DiskFull`], [`Error::Io`].
pub(super) fn write(path: &Path, text: &str) -> Result<()> {
    put(path, text, true)
}

/// As [`write()`], but a power cut may lose it: for what is written often and is worth little.
///
/// # Errors
/// As [`write()`].
pub(super) fn write_unsynced(path: &Path, text: &str) -> Result<()> {
    put(path, text, false)
}

fn put(path: &Path, text: &str, synced: bool) -> Result<()> {
    let failed = |error| Error::io(path, error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let draft = path.with_extension("new");
    let write = || {
        let mut file = fs::File::create(&draft)?;
        file.write_all(text.as_bytes())?;
        if synced {
            file.sync_all()?;
        }
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
