//! What the ledger has in containers: by the files that they are, and whether it is all.

use super::original::INSIDE;
use super::plan::Ledger;
use crate::document::{Failure, Outcome};
use crate::index::FileEntry;
use std::collections::{HashMap, HashSet};

/// The entries of what lies in a file, or in containers in it, by the path of the file.
pub(super) type Inner<'l> = HashMap<&'l str, Vec<&'l FileEntry>>;

/// What the ledger has in these files. A path that is a file itself lies in none.
pub(super) fn by_file<'l>(ledger: &'l Ledger, files: &HashSet<&str>) -> Inner<'l> {
    let mut inner = Inner::new();
    for (path, entry) in ledger {
        if let Some(file) = containers(path).find(|file| files.contains(file))
            && !files.contains(&**path)
        {
            inner.entry(file).or_default().push(entry);
        }
    }
    inner
}

/// The paths of the containers that a path may lie in, the outermost first.
pub(super) fn containers(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices(INSIDE).filter_map(|(at, _)| path.get(..at))
}

/// Whether the ledger has all members of a container, and of those inside it. A run that was killed may have
/// left some out.
pub(super) fn is_complete(file: &FileEntry, inner: &[&FileEntry]) -> bool {
    let all = || std::iter::once(file).chain(inner.iter().copied());
    let opened = |entry: &&FileEntry| matches!(entry.outcome, Outcome::Opened { .. });
    let mut members: HashMap<&str, u32> = all().filter(opened).map(|of| (&*of.path, 0)).collect();
    for entry in inner {
        let around = containers(&entry.path);
        let nearest = around.filter(|container| members.contains_key(container)).last();
        if let Some(count) = nearest.and_then(|nearest| members.get_mut(nearest)) {
            *count += 1;
        }
    }
    all().all(|entry| match entry.outcome {
        Outcome::Opened { members: said, .. } => {
            members.get(&*entry.path).is_some_and(|count| *count >= said)
        }
        _ => true,
    })
}

/// Whether what a file held before may still be in it, though it was not found there: it could not be opened to
/// its end, for a reason that lies not in it, or is the very file that it was.
pub(super) fn hides(now: &FileEntry, before: Option<&FileEntry>) -> bool {
    let (Outcome::Failed(failure) | Outcome::Opened { cut: Some(failure), .. }) = &now.outcome
    else {
        return false;
    };
    let is_passing = matches!(
        failure,
        Failure::TimedOut { .. } | Failure::OutOfMemory { .. } | Failure::Unreadable { .. }
    );
    let is_same = |before: &FileEntry| match &now.blake3 {
        Some(hash) => before.blake3.as_ref() == Some(hash),
        None => (before.bytes, before.changed) == (now.bytes, now.changed),
    };
    is_passing || before.is_some_and(is_same)
}
