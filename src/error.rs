//! Whose fault it is: the caller's (a wrong argument) or the machine's (disk, permissions, lock).
//!
//! A fault of one *file* is not an error here: it is data, an
//! [`Outcome`](crate::document::Outcome) kept in the index, and the run goes on.

use std::path::PathBuf;

/// The library's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What stops a verb. Messages are English; the binary and the page word them for people.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A path that the caller named does not exist.
    #[error("no such file or folder: {}", .0.display())]
    NoSuchPath(PathBuf),
    /// There is no index at this place yet.
    #[error("no index in {}", .0.display())]
    NoIndex(PathBuf),
    /// The folder holds something that is not a tracuu index; nothing in it was touched.
    #[error("{} is not an index of tracuu and is not empty", .0.display())]
    NotAnIndex(PathBuf),
    /// The index was made by a program with another schema.
    #[error("the index {} was made by another version of tracuu", .0.display())]
    Outdated(PathBuf),
    /// Another run is writing to this index.
    #[error("another run is updating the index {}", .0.display())]
    Busy(PathBuf),
    /// No directive has this id or number.
    #[error("no directive {0:?} in the index")]
    NoSuchDocument(String),
    /// The disk is full; what was committed before is whole.
    #[error("no space left while writing the index {}", .0.display())]
    DiskFull(PathBuf),
    /// Reading or writing failed.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder concerned.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The store failed in a way not named above.
    #[error("the index failed: {0}")]
    Store(String),
}

/// Whose fault an [`Error`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The arguments or the question: saying it again differently helps.
    Caller,
    /// Disk, permission, lock, memory: somebody has to look at the machine.
    Machine,
}

impl Error {
    /// Whose fault it is.
    #[must_use]
    pub fn fault(&self) -> Fault {
        match self {
            Self::NoSuchPath(_)
            | Self::NoIndex(_)
            | Self::NotAnIndex(_)
            | Self::Outdated(_)
            | Self::NoSuchDocument(_) => Fault::Caller,
            Self::Busy(_) | Self::DiskFull(_) | Self::Io { .. } | Self::Store(_) => Fault::Machine,
        }
    }

    /// Wraps an I/O error with the path it happened at.
    #[must_use]
    pub fn io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        let path = path.into();
        match source.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => {
                Self::DiskFull(path)
            }
            _ => Self::Io { path, source },
        }
    }
}
