//! A ZIP archive → its members.
//!
//! What it holds is read here, from the directory at its end or, if that is damaged or cut off, from the
//! headers before each member: so members of one name stay two, and a broken archive gives what is left
//! of it. The `zip` crate unlocks and unpacks.

use super::bytes::{Unpacked, read};
use super::names;
use crate::document::Failure;
use std::io::Cursor;
use std::sync::Arc;
use zip::read::read_zipfile_from_stream_with_options;
use zip::result::ZipError;
use zip::{ZipArchive, ZipReadOptions};

const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
const END_64: &[u8] = b"PK\x06\x06";
const LOCATOR_64: &[u8] = b"PK\x06\x07";
const DESCRIPTOR: &[u8] = b"PK\x07\x08";
/// Bytes of a header before the name: in the directory, before a member.
const CENTRAL_HEADER: usize = 46;
const LOCAL_HEADER: usize = 30;
/// Bytes from the end within which the end of the directory stands.
const END_WITHIN: usize = 22 + 0xFFFF;
/// Headers before members that are looked at to tell what a damaged archive was.
const LOOKED_AT: usize = 64;

/// An opened archive.
#[derive(Debug)]
pub(super) struct Archive {
    bytes: Arc<Vec<u8>>,
    entries: Vec<Entry>,
    /// The archive has more members than are listed.
    is_broken: bool,
}

/// What the archive says of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    name: Vec<u8>,
    /// Flags: encrypted, sizes behind the data.
    flags: u16,
    crc: u32,
    packed: u64,
    size: u64,
    /// Where its header stands.
    start: u64,
}

/// Whether a file begins as an archive does; an empty one is its end alone.
pub(super) fn begins_so(head: &[u8]) -> bool {
    head.starts_with(LOCAL) || head.starts_with(END)
}

/// Whether these bytes are an archive of files, and no document that is packed in one.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    if !begins_so(bytes) {
        return false;
    }
    let entries = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => {
            return !archive.file_names_raw().any(is_of_package);
        }
        Err(_) => headers(bytes, LOOKED_AT),
    };
    !entries.is_empty() && !entries.iter().any(|entry| is_of_package(&entry.name))
}

/// Whether a member of this name is a part of a document or a program: Office Open XML, OpenDocument and
/// books, Java, Android.
fn is_of_package(name: &[u8]) -> bool {
    // Some of them twice over: a name that a disk has spoilt shall make no archive of a document.
    const PARTS: [&[u8]; 9] = [
        b"[Content_Types].xml",
        b"docProps/app.xml",
        b"docProps/core.xml",
        b"word/document.xml",
        b"META-INF/manifest.xml",
        b"mimetype",
        b"META-INF/MANIFEST.MF",
        b"AndroidManifest.xml",
        b"_rels/.rels",
    ];
    PARTS.contains(&name)
}

impl Archive {
    /// Opens an archive; no more than so many members are listed, and one more.
    ///
    /// # Errors
    /// [`Failure::Damaged`] if there is no trace of a member.
    pub(super) fn open(bytes: &Arc<Vec<u8>>, most: u64) -> Result<Self, Failure> {
        let most = usize::try_from(most).unwrap_or(usize::MAX).saturating_add(1);
        let (entries, is_broken) = match directory(bytes, most) {
            Some(entries) => (entries, false),
            None => (headers(bytes, most), true),
        };
        if is_broken && entries.is_empty() {
            return Err(Failure::Damaged { detail: "an archive without a directory".into() });
        }
        Ok(Self { bytes: bytes.clone(), entries, is_broken })
    }

    /// The members, without folders and litter: their places and paths.
    pub(super) fn names(&self) -> Vec<(usize, String)> {
        let names: Vec<&[u8]> = self.entries.iter().map(|entry| &*entry.name).collect();
        let names = names::decoded(&names).into_iter().enumerate();
        let files = names.filter(|(_, name)| !name.ends_with(['/', '\\']));
        let files = files.map(|(place, name)| (place, names::safe(&name)));
        files.filter(|(_, name)| !names::is_litter_path(name)).collect()
    }

    /// What is known to be lost of it.
    pub(super) fn cut(&self) -> Option<Failure> {
        let detail = "an archive that was cut off: its directory is not there".to_owned();
        self.is_broken.then_some(Failure::Damaged { detail })
    }

    /// Unpacks a member.
    pub(super) fn unpack(
        &self,
        place: usize,
        most: u64,
        ratio: u64,
        passwords: &[String],
    ) -> Unpacked {
        let Some(entry) = self.entries.get(place) else {
            return Unpacked::Failed(damaged("no such member"), 0);
        };
        if entry.flags & 1 == 0 {
            return self.unlocked(entry, most, ratio, None);
        }
        let mut spent = 0;
        for word in passwords {
            match self.unlocked(entry, most, ratio, Some(word)) {
                Unpacked::Failed(Failure::Encrypted | Failure::Damaged { .. }, more) => {
                    spent += more;
                }
                unpacked => return unpacked,
            }
        }
        Unpacked::Failed(Failure::Encrypted, spent)
    }

    fn unlocked(&self, entry: &Entry, most: u64, ratio: u64, word: Option<&String>) -> Unpacked {
        let start = usize::try_from(entry.start).unwrap_or(usize::MAX);
        let Some(mut from) = self.bytes.get(start..) else {
            return Unpacked::Failed(damaged("it begins behind the end of the file"), 0);
        };
        let mut options = ZipReadOptions::new()
            .password(word.map(String::as_bytes))
            .override_compressed_size(entry.packed);
        if self.is_broken {
            // What is not known before the data stands behind it, if at all.
            options = options.ignore_crc32(entry.flags & 8 != 0);
        } else {
            options = options.override_uncompressed_size(entry.size).override_crc(entry.crc);
        }
        match read_zipfile_from_stream_with_options(&mut from, options) {
            Ok(Some(file)) => read(file, entry.size, most, Some((entry.packed, ratio))),
            Ok(None) => Unpacked::Failed(damaged("no member begins there"), 0),
            Err(
                ZipError::InvalidPassword
                | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED),
            ) => Unpacked::Failed(Failure::Encrypted, 0),
            Err(error) => Unpacked::Failed(damaged(&error.to_string()), 0),
        }
    }
}

fn damaged(detail: &str) -> Failure {
    Failure::Damaged { detail: detail.to_owned() }
}

/// The entries of the directory at the end; `None` if it is not there, or not whole.
fn directory(bytes: &[u8], most: usize) -> Option<Vec<Entry>> {
    let tail = bytes.len().saturating_sub(END_WITHIN);
    let end = tail + memchr::memmem::rfind(bytes.get(tail..)?, END)?;
    let mut count = u64::from(short(bytes, end + 10)?);
    let mut length = u64::from(long(bytes, end + 12)?);
    let mut start = u64::from(long(bytes, end + 16)?);
    let mut before = end;
    if (count == 0xFFFF || start == 0xFFFF_FFFF || length == 0xFFFF_FFFF)
        && let Some(locator) = end.checked_sub(20)
        && bytes.get(locator..)?.starts_with(LOCATOR_64)
    {
        before = usize::try_from(huge(bytes, locator + 8)?).ok()?;
        if !bytes.get(before..)?.starts_with(END_64) {
            return None;
        }
        count = huge(bytes, before + 32)?;
        length = huge(bytes, before + 40)?;
        start = huge(bytes, before + 48)?;
    }
    // What was put before an archive moves all its places.
    let real = (before as u64).checked_sub(length)?;
    let is_there = |at: u64| {
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        bytes.get(at..).is_some_and(|rest| rest.starts_with(CENTRAL))
    };
    let moved = if is_there(start) { 0 } else { real.checked_sub(start)? };
    let mut at = usize::try_from(start.checked_add(moved)?).ok()?;
    let mut entries = Vec::new();
    for _ in 0..count {
        if entries.len() >= most {
            break;
        }
        if !bytes.get(at..)?.starts_with(CENTRAL) {
            return None;
        }
        let [name, extra, remark] = [28, 30, 32].map(|place| short(bytes, at + place));
        let [name, extra, remark] = [name?, extra?, remark?].map(usize::from);
        let from = at + CENTRAL_HEADER;
        let mut entry = Entry {
            name: bytes.get(from..from + name)?.to_vec(),
            flags: short(bytes, at + 8)?,
            crc: long(bytes, at + 16)?,
            packed: long(bytes, at + 20)?.into(),
            size: long(bytes, at + 24)?.into(),
            start: long(bytes, at + 42)?.into(),
        };
        widen(&mut entry, bytes.get(from + name..from + name + extra)?);
        entry.start = entry.start.saturating_add(moved);
        entries.push(entry);
        at = from + name + extra + remark;
    }
    Some(entries)
}

/// Takes what is too large for the header from the field behind the name.
fn widen(entry: &mut Entry, mut extra: &[u8]) {
    while let (Some(kind), Some(length)) = (short(extra, 0), short(extra, 2)) {
        let end = 4 + usize::from(length);
        if kind == 1 {
            let mut values = (4..end).step_by(8).map_while(|at| huge(extra, at));
            for value in [&mut entry.size, &mut entry.packed, &mut entry.start] {
                if *value == 0xFFFF_FFFF {
                    *value = values.next().unwrap_or(*value);
                }
            }
        }
        extra = extra.get(end..).unwrap_or_default();
    }
}

/// The entries by the headers before the members.
fn headers(bytes: &[u8], most: usize) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut at = 0;
    while entries.len() < most {
        let rest = bytes.get(at..).unwrap_or_default();
        let Some(found) = memchr::memmem::find(rest, LOCAL) else { break };
        at += found;
        let Some((entry, end)) = header(bytes, at) else {
            at += LOCAL.len();
            continue;
        };
        entries.push(entry);
        at = end;
    }
    entries
}

/// The entry of a header, and where its data ends.
fn header(bytes: &[u8], at: usize) -> Option<(Entry, usize)> {
    let [name, extra] = [short(bytes, at + 26)?, short(bytes, at + 28)?].map(usize::from);
    let from = at + LOCAL_HEADER;
    let data = from.checked_add(name)?.checked_add(extra)?;
    let mut entry = Entry {
        name: bytes.get(from..from + name).filter(|name| !name.is_empty())?.to_vec(),
        flags: short(bytes, at + 6)?,
        crc: long(bytes, at + 14)?,
        packed: long(bytes, at + 18)?.into(),
        size: long(bytes, at + 22)?.into(),
        start: at as u64,
    };
    widen(&mut entry, bytes.get(from + name..data)?);
    entry.start = at as u64;
    if entry.flags & 8 != 0 && entry.packed == 0 {
        let rest = bytes.get(data..)?;
        let ends = [DESCRIPTOR, LOCAL, CENTRAL].map(|sign| memchr::memmem::find(rest, sign));
        let packed = ends.into_iter().flatten().min().unwrap_or(rest.len());
        (entry.packed, entry.size) = (packed as u64, 0);
    }
    let end = data.saturating_add(usize::try_from(entry.packed).unwrap_or(usize::MAX));
    Some((entry, end.min(bytes.len())))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().copied().map(u16::from_le_bytes)
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().copied().map(u32::from_le_bytes)
}

fn huge(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().copied().map(u64::from_le_bytes)
}
