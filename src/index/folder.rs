//! The folder of an index: `CURRENT` names the folder of the store in force, `<fingerprint>/`;
//! `keep/` holds what survives every rebuild.
//!
//! A store with another fingerprint (schema, analyzer or extraction changed) is built beside the
//! old one and put in force by renaming `CURRENT`.

use super::schema::FINGERPRINT_DIGITS;
use crate::error::{Error, Result};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

const CURRENT: &str = "CURRENT";

/// The store in force.
///
/// # Errors
/// [`Error::NoIndex`] if the folder is missing or empty, [`Error::NotAnIndex`] if it holds
/// something else.
pub(crate) fn current(folder: &Path) -> Result<String> {
    match fs::read_to_string(folder.join(CURRENT)) {
        Ok(name) if is_name(name.trim()) => Ok(name.trim().to_owned()),
        Ok(_) => Err(Error::NotAnIndex(folder.into())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            if is_ours_or_empty(folder)? {
                Err(Error::NoIndex(folder.into()))
            } else {
                Err(Error::NotAnIndex(folder.into()))
            }
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => {
            Err(Error::NotAnIndex(folder.into()))
        }
        Err(error) => Err(Error::io(folder, error)),
    }
}

/// The folder of the store with this name, made if need be.
///
/// # Errors
/// [`Error::NotAnIndex`] if the index folder holds something else; [`Error::Io`].
pub(crate) fn prepare(folder: &Path, name: &str) -> Result<PathBuf> {
    match current(folder) {
        Ok(_) | Err(Error::NoIndex(_)) => {}
        Err(error) => return Err(error),
    }
    let store = folder.join(name);
    fs::create_dir_all(&store).map_err(|error| Error::io(&store, error))?;
    Ok(store)
}

/// Puts the store with this name in force, and removes the one before.
///
/// # Errors
/// [`Error::Io`].
pub(crate) fn put_in_force(folder: &Path, name: &str) -> Result<()> {
    let before = current(folder).ok();
    if before.as_deref() == Some(name) {
        return Ok(());
    }
    let draft = folder.join(format!("{CURRENT}.new"));
    let io = |error| Error::io(&draft, error);
    let mut file = fs::File::create(&draft).map_err(io)?;
    file.write_all(format!("{name}\n").as_bytes()).map_err(io)?;
    file.sync_all().map_err(io)?;
    drop(file);
    fs::rename(&draft, folder.join(CURRENT)).map_err(io)?;
    // Where a folder cannot be opened (Windows), a rename needs no sync of its own.
    let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
    if let Some(before) = before {
        // What is left of the old store costs disk, nothing else: the next run tries again.
        let _ = fs::remove_dir_all(folder.join(before));
    }
    Ok(())
}

/// A name that [`super::schema::fingerprint`] can have made: nothing that leaves the folder.
fn is_name(name: &str) -> bool {
    name.len() == FINGERPRINT_DIGITS && name.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Missing, empty, or a first run that did not come to its end.
fn is_ours_or_empty(folder: &Path) -> Result<bool> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => return Ok(false),
        Err(error) => return Err(Error::io(folder, error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| Error::io(folder, error))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !(is_name(&name) || name == "keep" || name.starts_with(CURRENT)) {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_something_else_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(current(folder.path()), Err(Error::NoIndex(_))));
        for name in ["b", "2025", "letter.txt"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        assert!(matches!(current(folder.path()), Err(Error::NotAnIndex(_))));
        assert!(matches!(prepare(folder.path(), "abcdef012345"), Err(Error::NotAnIndex(_))));
        let file = folder.path().join("letter.txt");
        assert!(matches!(current(&file), Err(Error::NotAnIndex(_))));
    }

    #[test]
    fn putting_in_force_removes_the_store_before() {
        let folder = tempfile::tempdir().unwrap();
        let old = prepare(folder.path(), "aaaaaaaaaaaa").unwrap();
        put_in_force(folder.path(), "aaaaaaaaaaaa").unwrap();
        prepare(folder.path(), "bbbbbbbbbbbb").unwrap();
        assert_eq!(current(folder.path()).unwrap(), "aaaaaaaaaaaa");
        put_in_force(folder.path(), "bbbbbbbbbbbb").unwrap();
        assert_eq!(current(folder.path()).unwrap(), "bbbbbbbbbbbb");
        assert!(!old.exists());
    }
}
