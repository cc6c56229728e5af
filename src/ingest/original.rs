//! A path of the ledger → the bytes it stands for: those of a file or, behind `!/`, of a member of a
//! container, which is unpacked behind the fence.
//!
//! The one place where an original is opened by its path.

use super::path::from_text;
use crate::document::Failure;
use crate::extract::container::Allowance;
use crate::fence::{Fence, Opened};
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

/// What stands between a container and the path inside.
pub const INSIDE: &str = "!/";

/// An original.
#[derive(Debug)]
pub enum Original {
    /// A file, opened at its start.
    File(File),
    /// The bytes of a member of a container.
    Member(Vec<u8>),
}

/// Opens an original. A path that is one of the file system is that file.
///
/// # Errors
/// What the system says; [`io::ErrorKind::NotFound`] if there is no such file or member,
/// [`io::ErrorKind::InvalidInput`] for what is no file; others if the container cannot be opened.
pub fn open(path: &str, fence: &Fence) -> io::Result<Original> {
    let file = from_text(path);
    // Opening a pipe would wait for its writer.
    match std::fs::metadata(&file) {
        Ok(metadata) if metadata.is_file() => File::open(file).map(Original::File),
        Ok(_) => Err(io::ErrorKind::InvalidInput.into()),
        Err(error) => match container(path) {
            Some((file, inside)) => member(file, inside, fence).map(Original::Member),
            None => Err(error),
        },
    }
}

/// Whether a path is a file, or a member of one.
#[must_use]
pub fn is_there(path: &str) -> bool {
    std::fs::symlink_metadata(from_text(path)).is_ok() || container(path).is_some()
}

/// The file that a path leads into, and the path inside.
pub(super) fn container(path: &str) -> Option<(PathBuf, &str)> {
    path.match_indices(INSIDE).find_map(|(at, _)| {
        let file = from_text(path.get(..at)?);
        let inside = path.get(at + INSIDE.len()..).filter(|inside| !inside.is_empty())?;
        file.is_file().then_some((file, inside))
    })
}

fn member(file: PathBuf, inside: &str, fence: &Fence) -> io::Result<Vec<u8>> {
    let limits = fence.limits();
    let missing = || io::Error::from(io::ErrorKind::NotFound);
    let failed = |failure: &Failure| io::Error::other(failure.to_string());
    let mut bytes = Vec::new();
    File::open(file)?.take(limits.file_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    let mut inside = inside;
    for _ in 0..limits.depth {
        let mut package = match fence.open(bytes) {
            Ok(Opened::Container(package)) => package,
            Ok(Opened::Document(_)) => return Err(missing()),
            Err(failure) => return Err(failed(&failure)),
        };
        package.unpack(Allowance::new(limits), Some(inside));
        let Some(offer) = package.offer() else {
            return Err(package.cut().map_or_else(missing, failed));
        };
        offer.content.map_err(|failure| failed(&failure))?;
        bytes = package.take().ok_or_else(|| package.cut().map_or_else(missing, failed))?;
        match inside.strip_prefix(&*offer.path).map(|rest| rest.strip_prefix(INSIDE)) {
            Some(None) => return Ok(bytes),
            Some(Some(rest)) => inside = rest,
            None => return Err(missing()),
        }
    }
    Err(missing())
}
