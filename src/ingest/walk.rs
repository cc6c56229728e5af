//! Folders → the files in them, and what could not be looked at.
//!
//! In: absolute roots. Out: [`Found`] files with size and time of change, and [`Fault`]s. Links
//! are followed, loops left; hidden files are files. Nothing is opened: a FIFO would hang.

use super::{original, path};
use crate::error::{Error, Result};
use crate::extract::container;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;
use walkdir::{DirEntry, WalkDir};

/// A file as the walk saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Its path as the ledger writes it.
    pub(super) path: String,
    /// What the file system says of it.
    pub(super) stat: Stat,
}

/// What tells a changed file from an unchanged one without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stat {
    /// Size in bytes.
    pub(super) bytes: u64,
    /// Nanoseconds from 1970 to its last change.
    pub(super) changed: i64,
}

impl Stat {
    /// From what the file system says.
    #[must_use]
    pub(super) fn of(metadata: &Metadata) -> Self {
        Self { bytes: metadata.len(), changed: metadata.modified().map_or(0, nanoseconds) }
    }
}

/// Nanoseconds from 1970, negative before.
#[must_use]
pub(super) fn nanoseconds(time: SystemTime) -> i64 {
    let whole = |d: std::time::Duration| i64::try_from(d.as_nanos()).unwrap_or(i64::MAX);
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => whole(after),
        Err(before) => whole(before.duration()).saturating_neg(),
    }
}

/// Something that could not be looked at, or is no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// Its path as the ledger writes it.
    pub(super) path: String,
    /// Why, in English.
    pub(super) detail: String,
    /// What is known of it, and of everything under it, cannot be said to be gone.
    pub(super) hides: bool,
}

/// What a walk saw.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Walk {
    /// Files, each path once, in the order of the roots and then of their names.
    pub(super) files: Vec<Found>,
    /// What is listed as unreadable.
    pub(super) faults: Vec<Fault>,
    /// The walk was stopped before its end.
    pub(super) stopped: bool,
}

/// The absolute form of the paths that a person named.
///
/// # Errors
/// [`Error::NoSuchPath`] if one does not exist.
pub(super) fn roots(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let is_missing = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
    let root = |path: &PathBuf| {
        let checked =
            path::absolute(path).and_then(|root| std::fs::symlink_metadata(&root).map(|_| root));
        match checked {
            Ok(root) => Ok(root),
            Err(error) if is_missing(&error) => Err(Error::NoSuchPath(path.clone())),
            Err(error) => Err(Error::io(path, error)),
        }
    };
    paths.iter().map(root).collect()
}

/// Walks the roots. `index` is the folder of the index, which is no part of an archive.
pub(super) fn walk(
    roots: &[PathBuf],
    index: &Path,
    stop: &AtomicBool,
    seen: &mut dyn FnMut(u64),
) -> Walk {
    let index = index.canonicalize().ok();
    let mut walk = Walk::default();
    for root in roots {
        let is_inside = root
            .canonicalize()
            .is_ok_and(|r| index.as_ref().is_some_and(|index| r.starts_with(index)));
        if is_inside {
            continue;
        }
        let entries = WalkDir::new(root)
            .follow_links(true)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| !is_index(entry, index.as_deref()));
        for entry in entries {
            if stop.load(Ordering::Relaxed) {
                walk.stopped = true;
                return walk;
            }
            match entry {
                Ok(entry) => walk.take(&entry),
                Err(error) => walk.faults.extend(fault(&error)),
            }
            seen(walk.files.len() as u64);
        }
    }
    walk.drop_doubles();
    walk
}

impl Walk {
    fn take(&mut self, entry: &DirEntry) {
        if entry.file_type().is_dir() || (entry.depth() > 0 && is_litter(entry)) {
            return;
        }
        let path = path::to_text(entry.path());
        if !entry.file_type().is_file() {
            let detail = "not a file but a pipe, a socket or a device".to_owned();
            self.faults.push(Fault { path, detail, hides: false });
            return;
        }
        match entry.metadata() {
            Ok(metadata) => self.files.push(Found { path, stat: Stat::of(&metadata) }),
            Err(error) => self.faults.extend(fault(&error)),
        }
    }

    /// Adds a file that the ledger of a former store knows, wherever it lies.
    pub(super) fn look_again(&mut self, path: String) {
        // What lies in a container is found when that is opened.
        if original::container(&path).is_some() {
            return;
        }
        match std::fs::metadata(path::from_text(&path)) {
            Ok(metadata) if metadata.is_file() => {
                self.files.push(Found { path, stat: Stat::of(&metadata) });
            }
            Ok(_) => {}
            Err(error) => {
                let detail = format!("in the index before, and now: {error}");
                self.faults.push(Fault { path, detail, hides: true });
            }
        }
    }

    /// Roots may lie in each other.
    fn drop_doubles(&mut self) {
        let mut paths = std::collections::HashSet::new();
        let keep: Vec<bool> = self.files.iter().map(|f| paths.insert(f.path.as_str())).collect();
        drop(paths);
        let mut keep = keep.into_iter();
        self.files.retain(|_| keep.next().unwrap_or(true));
        self.faults.sort_by(|a, b| a.path.cmp(&b.path));
        self.faults.dedup_by(|a, b| a.path == b.path);
    }
}

/// The folder of the index itself, also by another name.
fn is_index(entry: &DirEntry, index: Option<&Path>) -> bool {
    let Some(index) = index else { return false };
    entry.file_type().is_dir()
        && (entry.path_is_symlink() || Some(entry.file_name()) == index.file_name())
        && entry.path().canonicalize().is_ok_and(|path| path == index)
}

/// What systems and Word leave behind in folders.
fn is_litter(entry: &DirEntry) -> bool {
    container::is_litter(&entry.file_name().to_string_lossy())
}

/// A loop is no fault (its files are found where they are), nor is what went away meanwhile.
fn fault(error: &walkdir::Error) -> Option<Fault> {
    let path = error.path()?;
    let source = error.io_error()?;
    let link = std::fs::symlink_metadata(path);
    let is_link = link.as_ref().is_ok_and(Metadata::is_symlink);
    let is_missing = source.kind() == io::ErrorKind::NotFound;
    if is_missing && !is_link {
        return None;
    }
    let detail = if is_missing {
        "a link to something that does not exist".to_owned()
    } else if path.is_dir() {
        format!("folder: {source}")
    } else {
        source.to_string()
    };
    Some(Fault { path: path::to_text(path), detail, hides: !is_missing })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn names(roots: &[PathBuf], index: &Path) -> (Vec<String>, Vec<String>) {
        let walk = walk(roots, index, &AtomicBool::new(false), &mut |_| {});
        let name = |path: &str| path.rsplit(std::path::is_separator).next().unwrap().to_owned();
        let faults = walk.faults.iter().map(|fault| name(&fault.path)).collect();
        (walk.files.iter().map(|file| name(&file.path)).collect(), faults)
    }

    #[test]
    fn litter_and_the_index_are_left_out_and_hidden_files_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for name in ["b.txt", "a.txt", ".hidden", "Thumbs.db", ".DS_Store", "Desktop.ini", "~$a"] {
            fs::write(root.join(name), name).unwrap();
        }
        fs::create_dir_all(root.join("x.pdf")).unwrap();
        fs::write(root.join("x.pdf/c.txt"), "c").unwrap();
        fs::create_dir_all(root.join("kho/abc")).unwrap();
        fs::write(root.join("kho/CURRENT"), "abc").unwrap();
        let (files, faults) = names(&[root.into(), root.join("x.pdf")], &root.join("kho"));
        assert_eq!(files, [".hidden", "a.txt", "b.txt", "c.txt"]);
        assert_eq!(faults, [""; 0]);
        assert_eq!(names(&[root.join("Thumbs.db")], &root.join("kho")).0, ["Thumbs.db"]);
        assert_eq!(names(&[root.join("kho")], &root.join("kho")).0, [""; 0]);
    }

    #[test]
    fn a_root_must_exist() {
        let folder = tempfile::tempdir().unwrap();
        let named = [folder.path().to_owned(), folder.path().join("none")];
        assert_eq!(roots(&named[..1]).unwrap().len(), 1);
        assert!(matches!(roots(&named), Err(Error::NoSuchPath(path)) if path == named[1]));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_loops_are_left() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("a")).unwrap();
        fs::write(root.join("a/1.txt"), "1").unwrap();
        let link = |to: &Path, name: &str| std::os::unix::fs::symlink(to, root.join(name)).unwrap();
        link(root, "a/loop");
        link(&root.join("a/1.txt"), "2.txt");
        link(&root.join("none"), "dangling.txt");
        link(&root.join("self"), "self");
        let (files, faults) = names(&[root.into()], Path::new("none"));
        assert_eq!(files, ["2.txt", "1.txt"]);
        assert_eq!(faults, ["dangling.txt", "self"]);
    }
}
