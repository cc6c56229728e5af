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
    /// The index was made by a program with another schema, or with other tables.
    #[error("the index {} was made by another version of tracuu or with other tables (--data)", .0.display())]
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
    /// A table of a user (`--data`) is not as it must be.
    #[error("{0}")]
    Table(Box<TableFault>),
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

/// What is wrong in a table of a user, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableFault {
    /// The file, or the folder.
    pub file: PathBuf,
    /// The line, from 1; of an entry its first one.
    pub line: Option<usize>,
    /// What.
    pub wrong: Wrong,
}

impl std::fmt::Display for TableFault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.file.display())?;
        if let Some(line) = self.line {
            write!(formatter, ", line {line}")?;
        }
        write!(formatter, ": {}", self.wrong)
    }
}

/// What is wrong in a table of a user.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// A folder without a table.
    #[error("there is no table in this folder")]
    NoTable,
    /// A file by the name of no table.
    #[error("there is no table of this name")]
    UnknownTable,
    /// Bytes that are no UTF-8.
    #[error("it is not written in UTF-8")]
    NotUtf8,
    /// No TOML, or not the fields of this table: what the parser says.
    #[error("{0}")]
    Malformed(String),
    /// An entry without what it is known by.
    #[error("this entry has no name")]
    Nameless,
    /// A kind without letters.
    #[error("{0:?} has no abbreviation")]
    NoLetters(String),
    /// Letters in a number that are none.
    #[error("{0:?} is no abbreviation: it must be of letters alone")]
    NotLetters(String),
    /// A name or letters that mean something else already.
    #[error("{0:?} stands in another entry, too")]
    Twice(String),
    /// It ends before it begins.
    #[error("{0:?} ends before it begins")]
    Backwards(String),
    /// A change that names neither a former nor a new name.
    #[error("this change has neither `from` nor `to`")]
    NoChange,
    /// A change of something that no list names.
    #[error("{0:?} is named nowhere else in this file")]
    Unlisted(String),
    /// A change ends what had ended.
    #[error("{0:?} has ended before this change")]
    EndedBefore(String),
    /// A change begins what is there.
    #[error("{0:?} is there before this change, and does not end by it")]
    ThereBefore(String),
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
            | Self::NoSuchDocument(_)
            | Self::Table(_) => Fault::Caller,
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
