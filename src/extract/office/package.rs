//! The parts of an office file that is an archive (DOCX, ODT).
//!
//! Bounded: a part is unpacked up to [`PART`] bytes. What is damaged from some place on is read up to
//! there; of an archive that is cut off, the parts before are.

use crate::document::Failure;
use crate::extract::container::salvage;
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Bytes of a part that are unpacked. An act of 227 pages has 6 MB of markup.
const PART: u64 = 256 << 20;

/// An opened archive.
pub(super) struct Package<'b> {
    source: Source<'b>,
    /// A part was damaged, or larger than what is unpacked.
    pub(super) is_damaged: bool,
    pub(super) is_cut: bool,
}

/// Where parts come from.
enum Source<'b> {
    Archive(ZipArchive<Cursor<&'b [u8]>>),
    /// What could be had of one without a list of its parts.
    Salvaged(HashMap<String, Vec<u8>>),
}

impl<'b> Package<'b> {
    /// # Errors
    /// [`Failure::Damaged`] if it has no list of parts, and none can be found without.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Failure> {
        let (source, is_damaged) = match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => (Source::Archive(archive), false),
            Err(error) => match salvage(bytes, PART) {
                Ok(parts) => (Source::Salvaged(parts), true),
                Err(_) => return Err(damaged(error)),
            },
        };
        Ok(Self { source, is_damaged, is_cut: false })
    }

    /// The names of the parts that a rule admits.
    pub(super) fn names(&self, admits: impl Fn(&str) -> bool) -> Vec<String> {
        let mut names: Vec<String> = match &self.source {
            Source::Archive(archive) => {
                archive.file_names().filter_map(Result::ok).map(Cow::into_owned).collect()
            }
            Source::Salvaged(parts) => parts.keys().cloned().collect(),
        };
        names.retain(|name| admits(name));
        names
    }

    /// The bytes of a part; `None` if there is none of that name.
    ///
    /// # Errors
    /// [`Failure::Encrypted`] if a password closes it.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Failure> {
        let archive = match &mut self.source {
            Source::Archive(archive) => archive,
            Source::Salvaged(parts) => return Ok(parts.remove(name)),
        };
        let part = match archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(Failure::Encrypted);
            }
            Err(error) => return Err(damaged(error)),
        };
        let mut bytes = Vec::new();
        let read = part.take(PART + 1).read_to_end(&mut bytes);
        self.is_damaged |= read.is_err();
        if bytes.len() as u64 > PART {
            bytes.truncate(PART as usize);
            self.is_cut = true;
        }
        Ok(Some(bytes))
    }
}

fn damaged(error: ZipError) -> Failure {
    Failure::Damaged { detail: format!("its archive: {error}") }
}
