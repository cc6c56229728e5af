//! Saved searches: a name, a question, and the directives that are known of it.
//!
//! One file for each, `keep/saved/HASH.json` in the folder of the index, named after a hash of the name, so
//! that a name is never part of a path. What is known are ids, which are hashes of contents: neither a file
//! that moves nor an index that is made anew makes a directive new again, and one that was gone and is back
//! is not new either.

use super::keep;
use crate::document::DocId;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 100;

/// A saved search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Saved {
    /// As it was given first, in NFC.
    pub name: String,
    /// The question.
    pub query: String,
    /// Without what is found only by restoring a damaged text.
    pub verified: bool,
    /// When it was saved: `2026-11-22T14:05:00Z`.
    pub saved: String,
    /// When what was new was last taken note of.
    pub looked: String,
    /// The directives that are known: all that it has found so far.
    pub known: BTreeSet<DocId>,
}

/// What is wrong with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameFault {
    /// Nothing but space.
    Empty,
    /// Longer than [`LONGEST_NAME`].
    TooLong,
    /// A character that cannot be seen.
    Unseen,
}

/// A name as it is kept: in NFC, spaces as one.
///
/// # Errors
/// What is wrong with it.
pub fn name(given: &str) -> std::result::Result<String, NameFault> {
    let name: String = given.nfc().collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_unseen = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}')
    };
    match name.chars().count() {
        0 => Err(NameFault::Empty),
        count if count > LONGEST_NAME => Err(NameFault::TooLong),
        _ if name.chars().any(is_unseen) => Err(NameFault::Unseen),
        _ => Ok(name),
    }
}

impl Saved {
    /// The search of this name, whatever its capitals.
    ///
    /// # Errors
    /// [`Error::Io`]; also if the file is not one of these.
    pub fn load(index: &Path, name: &str) -> Result<Option<Self>> {
        of_file(&path(index, name))
    }

    /// Keeps it under its name.
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::Io`]; what was kept before is whole.
    pub fn save(&self, index: &Path) -> Result<()> {
        let path = path(index, &self.name);
        let text = serde_json::to_string(self);
        keep::write(&path, &text.map_err(|error| Error::io(&*path, error.into()))?)
    }

    /// Removes the search of this name; says whether there was one.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn remove(index: &Path, name: &str) -> Result<bool> {
        keep::remove(&path(index, name))
    }
}

/// All saved searches, by name.
///
/// # Errors
/// [`Error::Io`]; also if a file is not one of these.
pub fn all(index: &Path) -> Result<Vec<Saved>> {
    let mut all = Vec::new();
    for path in keep::files(&folder(index), "json")? {
        all.extend(of_file(&path)?);
    }
    all.sort_by_cached_key(|saved: &Saved| saved.name.to_lowercase());
    Ok(all)
}

/// Held while searches are changed: two runs at once would each forget what the other has seen.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Waits until nobody else changes saved searches.
///
/// # Errors
/// [`Error::Io`].
pub fn lock(index: &Path) -> Result<Lock> {
    let folder = folder(index);
    let path = folder.join("LOCK");
    let failed = |error| Error::io(&*path, error);
    fs::create_dir_all(&folder).map_err(failed)?;
    let file = File::create(&path).map_err(failed)?;
    match file.lock() {
        // A file system without locks: there is no better.
        Err(error) if error.kind() != std::io::ErrorKind::Unsupported => Err(failed(error)),
        _ => Ok(Lock { _file: file }),
    }
}

fn of_file(path: &Path) -> Result<Option<Saved>> {
    let Some(text) = keep::read(path)? else { return Ok(None) };
    serde_json::from_str(&text).map(Some).map_err(|error| Error::io(path, error.into()))
}

fn path(index: &Path, name: &str) -> PathBuf {
    let name: String = name.nfc().collect::<String>().to_lowercase();
    let hash: String = blake3::hash(name.as_bytes()).to_hex().chars().take(DocId::DIGITS).collect();
    folder(index).join(format!("{hash}.json"))
}

fn folder(index: &Path) -> PathBuf {
    keep::folder(index, "saved")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(name: &str) -> Saved {
        let at = "2026-11-22T00:00:00Z".to_owned();
        let known = BTreeSet::from([DocId::parse("0123456789abcdef").unwrap()]);
        let (name, query) = (name.to_owned(), "hạ tầng số".to_owned());
        Saved { name, query, verified: false, saved: at.clone(), looked: at, known }
    }

    #[test]
    fn searches_are_kept_by_name_and_removed() {
        let index = tempfile::tempdir().unwrap();
        assert_eq!(all(index.path()).unwrap(), []);
        let names = [
            "../../etc/passwd",
            "Hạ tầng",
            "a/b\\c:d",
            "CON",
            "日本",
            "🙂",
            "x".repeat(100).as_str(),
        ]
        .map(str::to_owned);
        for given in &names {
            saved(&name(given).unwrap()).save(index.path()).unwrap();
        }
        assert_eq!(all(index.path()).unwrap().len(), names.len());
        let files = fs::read_dir(folder(index.path())).unwrap().count();
        assert_eq!(files, names.len(), "a name led elsewhere");
        let nfd: String = "hạ TẦNG".nfd().collect();
        assert_eq!(Saved::load(index.path(), &nfd).unwrap(), Some(saved("Hạ tầng")));
        assert!(Saved::remove(index.path(), "hạ tầng").unwrap());
        assert!(!Saved::remove(index.path(), "hạ tầng").unwrap());
        assert_eq!(Saved::load(index.path(), "Hạ tầng").unwrap(), None);
    }

    #[test]
    fn names_are_what_a_person_can_see() {
        assert_eq!(name("  hạ \n tầng ").as_deref(), Ok("hạ tầng"));
        assert_eq!(name(" \t"), Err(NameFault::Empty));
        assert_eq!(name(&"ố".repeat(101)), Err(NameFault::TooLong));
        for unseen in ["a\0b", "a\u{202e}b", "a\u{1b}[31m", "\u{feff}a"] {
            assert_eq!(name(unseen), Err(NameFault::Unseen), "{unseen:?}");
        }
    }

    #[test]
    fn a_file_that_is_none_is_an_error() {
        let index = tempfile::tempdir().unwrap();
        saved("a").save(index.path()).unwrap();
        fs::write(path(index.path(), "a"), "{").unwrap();
        assert!(all(index.path()).is_err());
    }

    #[test]
    fn one_at_a_time_changes_them() {
        let index = tempfile::tempdir().unwrap();
        let held = lock(index.path()).unwrap();
        let other = File::create(folder(index.path()).join("LOCK")).unwrap();
        assert!(other.try_lock().is_err());
        drop(held);
        assert!(other.try_lock().is_ok());
        assert_eq!(all(index.path()).unwrap(), []);
    }
}
