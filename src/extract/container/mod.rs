//! A container → its members, one by one: an archive, a mail, a message of Outlook.
//!
//! In: bytes. Out: [`Member`]s, each with a path inside and its bytes; one is in memory at a time.
//! What a container may cost is capped ([`Allowance`], [`Limits`]); each cap says that it was met,
//! and loses only what is beyond it. What the members say is not looked at.

mod bytes;
mod lzfu;
mod mail;
mod message;
mod names;
mod outlook;
mod zip;

pub(super) use mail::is_mail;
pub use names::is_litter;
pub(super) use outlook::is_outlook;
pub(super) use zip::is_archive;

use super::kind::{Container, Kind};
use super::limits::Limits;
use super::task::Task;
use crate::document::{Cap, Failure};
use bytes::Unpacked;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// Whether the bytes of a file are a container.
#[must_use]
pub fn is_container(bytes: &[u8]) -> bool {
    matches!(Kind::of_packed(bytes), Some(Kind::Container(_)))
}

/// Whether a file that begins so may be a container: only its signature is looked at.
#[must_use]
pub fn may_be_container(head: &[u8]) -> bool {
    zip::begins_so(head) || outlook::begins_so(head) || mail::begins_so(head)
}

/// The parts that can still be had of a document that is an archive without a directory, by their
/// names; no more than so many bytes of all.
///
/// # Errors
/// [`Failure::Damaged`] if there is no trace of a part.
pub(super) fn salvage(bytes: &[u8], most: u64) -> Result<HashMap<String, Vec<u8>>, Failure> {
    /// Parts of a document; those with hundreds of pictures have thousands.
    const PARTS: u64 = 10_000;
    let archive = zip::Archive::open(&Arc::new(bytes.to_vec()), PARTS)?;
    let mut left = most;
    let mut parts = HashMap::new();
    for (place, name) in archive.names() {
        if let Unpacked::Whole(part) = archive.unpack(place, left, u64::MAX, &[]) {
            left = left.saturating_sub(part.len() as u64);
            parts.insert(name, part);
        }
    }
    Ok(parts)
}

/// One file in a container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its path inside, parted by `/`; no two members of a container have the same.
    pub path: String,
    /// Its bytes, or why they could not be had.
    pub content: Result<Vec<u8>, Failure>,
}

/// What may still be unpacked of a container, and of those inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// Members.
    pub members: u64,
    /// Their bytes in all.
    pub bytes: u64,
}

impl Allowance {
    /// All that the limits allow.
    #[must_use]
    pub fn new(limits: &Limits) -> Self {
        Self { members: limits.members, bytes: limits.unpacked }
    }
}

/// An opened container.
#[derive(Debug)]
pub struct Package {
    source: Source,
    /// The members to come: their places and paths.
    names: std::vec::IntoIter<(usize, String)>,
    left: Allowance,
    limits: Limits,
    passwords: Vec<String>,
    cut: Option<Failure>,
}

#[derive(Debug)]
enum Source {
    Zip(zip::Archive),
    Mail(mail::Mail),
    Outlook(outlook::Outlook),
}

impl Package {
    /// Opens a container; of its members only the one with the path that is wanted, if any is, or the one
    /// in which that lies.
    ///
    /// # Errors
    /// [`Failure::NotADocument`] if it is none, [`Failure::Damaged`] if nothing can be found in it.
    pub fn open(
        bytes: &Arc<Vec<u8>>,
        task: Task<'_>,
        left: Allowance,
        wanted: Option<&str>,
    ) -> Result<Self, Failure> {
        let Some(Kind::Container(kind)) = Kind::of_packed(bytes) else {
            return Err(Failure::NotADocument);
        };
        let most = task.limits.members;
        let (source, names, cut) = match kind {
            Container::Zip => {
                let archive = zip::Archive::open(bytes, most)?;
                let (names, cut) = (archive.names(), archive.cut());
                (Source::Zip(archive), names, cut)
            }
            Container::Mail => {
                let mail = mail::Mail::open(bytes)?;
                let names = mail.names();
                (Source::Mail(mail), names, None)
            }
            Container::Outlook => {
                let outlook = outlook::Outlook::open(bytes)?;
                let names = outlook.names();
                (Source::Outlook(outlook), names, None)
            }
        };
        let mut names = names::told_apart(names);
        if let Some(wanted) = wanted {
            names = names::only(names, wanted);
        }
        let (limits, passwords) = (task.limits.clone(), task.passwords.to_vec());
        Ok(Self { source, names: names.into_iter(), left, limits, passwords, cut })
    }

    /// Why not all members could be had; known after the last one.
    #[must_use]
    pub fn cut(&self) -> Option<&Failure> {
        self.cut.as_ref()
    }

    /// The next member.
    fn unpack(&mut self) -> Option<Member> {
        let (place, path) = self.names.next()?;
        if self.left.members == 0 {
            return self.stop(Cap::Members, self.limits.members);
        }
        self.left.members -= 1;
        let limit = self.limits.file_bytes;
        let most = limit.min(self.left.bytes);
        let unpacked = match &mut self.source {
            Source::Zip(archive) => archive.unpack(place, most, self.limits.ratio, &self.passwords),
            Source::Mail(mail) => mail.unpack(place, most),
            Source::Outlook(outlook) => outlook.unpack(place, most),
        };
        let content = match unpacked {
            Unpacked::Whole(bytes) => {
                self.left.bytes = self.left.bytes.saturating_sub(bytes.len() as u64);
                Ok(bytes)
            }
            Unpacked::TooLarge { .. } if most < limit => {
                return self.stop(Cap::Unpacked, self.limits.unpacked);
            }
            Unpacked::TooLarge { size } => Err(Failure::TooLarge { size, limit }),
            Unpacked::Failed(failure, spent) => {
                self.left.bytes = self.left.bytes.saturating_sub(spent);
                Err(failure)
            }
        };
        Some(Member { path, content })
    }

    /// Leaves the rest.
    fn stop(&mut self, cap: Cap, limit: u64) -> Option<Member> {
        self.names = Vec::new().into_iter();
        self.cut = Some(Failure::OverLimit { cap, limit });
        None
    }
}

impl Iterator for Package {
    type Item = Member;

    fn next(&mut self) -> Option<Member> {
        self.unpack()
    }
}

#[cfg(test)]
mod tests;
