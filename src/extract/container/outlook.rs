//! A message of Outlook (.msg: [MS-OXMSG] in a compound file) → its members.
//!
//! Members are what is attached, and the text of the message. A message within it is a folder of its
//! own members.

use super::bytes::{Shared, Unpacked, read};
use super::lzfu;
use super::message::Head;
use super::names;
use crate::document::Failure;
use crate::extract::encoding;
use cfb::CompoundFile;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// The stream that only messages have.
const PROPERTIES: &str = "__properties_version1.0";
/// What the names of properties, and of attachments, begin with.
const PROPERTY: &str = "__substg1.0_";
const ATTACHMENT: &str = "__attach_version1.0_";
/// Messages in messages.
const DEPTH: usize = 8;
/// Bytes of a text of a message.
const TEXT: u64 = 64 << 20;

/// An opened message.
#[derive(Debug)]
pub(super) struct Outlook {
    file: File,
    parts: Vec<Part>,
}

type File = CompoundFile<Cursor<Shared>>;

#[derive(Debug)]
struct Part {
    name: String,
    content: Content,
}

#[derive(Debug)]
enum Content {
    /// The text of the message.
    Text(Vec<u8>),
    Stream(PathBuf),
}

/// Whether a file begins as a compound file does.
pub(super) fn begins_so(head: &[u8]) -> bool {
    head.starts_with(COMPOUND)
}

/// Whether a compound file is a message: by what stands at its root, since a message may hold any other
/// file, and any other file a message.
pub(crate) fn is_outlook(bytes: &[u8]) -> bool {
    let name: Vec<u8> = PROPERTIES.encode_utf16().flat_map(u16::to_le_bytes).collect();
    begins_so(bytes)
        && memchr::memmem::find(bytes, &name).is_some()
        && CompoundFile::open(Cursor::new(bytes))
            .is_ok_and(|file| file.is_stream(Path::new("/").join(PROPERTIES)))
}

impl Outlook {
    /// Opens a message.
    ///
    /// # Errors
    /// [`Failure::Damaged`] if its structure cannot be followed.
    pub(super) fn open(bytes: &Arc<Vec<u8>>) -> Result<Self, Failure> {
        let file = CompoundFile::open(Cursor::new(Shared(bytes.clone())));
        let mut file = file.map_err(|error| Failure::Damaged { detail: error.to_string() })?;
        let mut parts = Vec::new();
        gather(&mut file, Path::new("/"), "", 0, &mut parts);
        Ok(Self { file, parts })
    }

    /// The members: their places and paths.
    pub(super) fn names(&self) -> Vec<(usize, String)> {
        let named = |(place, part): (usize, &Part)| (place, names::safe(&part.name));
        self.parts.iter().enumerate().map(named).collect()
    }

    /// Unpacks a member.
    pub(super) fn unpack(&mut self, place: usize, most: u64) -> Unpacked {
        let damaged = |detail: String| Unpacked::Failed(Failure::Damaged { detail }, 0);
        match self.parts.get(place).map(|part| &part.content) {
            Some(Content::Text(text)) if text.len() as u64 > most => {
                Unpacked::TooLarge { size: text.len() as u64 }
            }
            Some(Content::Text(text)) => Unpacked::Whole(text.clone()),
            Some(Content::Stream(path)) => match self.file.open_stream(path) {
                Ok(stream) => {
                    let size = stream.len();
                    read(stream, size, most, None)
                }
                Err(error) => damaged(error.to_string()),
            },
            None => damaged("no such part".to_owned()),
        }
    }
}

/// Gathers what a message holds whose properties lie in this storage.
fn gather(file: &mut File, at: &Path, prefix: &str, depth: usize, parts: &mut Vec<Part>) {
    let head = Head {
        subject: text(file, at, "0037").unwrap_or_default(),
        from: person(file, at),
        to: text(file, at, "0E04").unwrap_or_default(),
        date: sent(file, at, if depth == 0 { 32 } else { 24 }).unwrap_or_default(),
    };
    let plain = text(file, at, "1000").filter(|text| !text.trim().is_empty());
    let page = if plain.is_none() { page(file, at) } else { None };
    let (name, content) = match page {
        Some(page) => ("message.html", head.above_page(&page)),
        None => ("message.txt", head.above_text(&plain.clone().unwrap_or_default())),
    };
    let is_said = plain.is_some() || name == "message.html";
    let rtf = if is_said { None } else { rtf(file, at) };
    if is_said || head != Head::default() {
        parts.push(Part { name: format!("{prefix}{name}"), content: Content::Text(content) });
    }
    if let Some(rtf) = rtf {
        parts.push(Part { name: format!("{prefix}message.rtf"), content: Content::Text(rtf) });
    }
    for storage in attachments(file, at) {
        let property = |id: &str| storage.join(format!("{PROPERTY}{id}"));
        let named = ["3707", "3704", "3001"].iter().find_map(|id| text(file, &storage, id));
        let name = named.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| "attachment".to_owned());
        let (data, inner) = (property("37010102"), property("3701000D"));
        if file.is_stream(&data) {
            let is_in_text = file.exists(property("3712001F")) || file.exists(property("3712001E"));
            if !(is_in_text && is_picture(&name)) {
                let content = Content::Stream(data);
                parts.push(Part { name: format!("{prefix}{name}"), content });
            }
        } else if depth < DEPTH && file.is_stream(inner.join(PROPERTIES)) {
            let folder = format!("{prefix}{}.msg/", name.replace(['/', '\\'], "_"));
            gather(file, &inner, &folder, depth + 1, parts);
        }
    }
}

/// The storages of what is attached to a message, in their order.
fn attachments(file: &File, at: &Path) -> Vec<PathBuf> {
    let Ok(entries) = file.read_storage(at) else { return Vec::new() };
    let entries = entries.filter(|entry| entry.is_storage());
    let entries = entries.filter(|entry| entry.name().starts_with(ATTACHMENT));
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.path().to_owned()).collect();
    found.sort();
    found
}

fn is_picture(name: &str) -> bool {
    let end = name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(&*end, "png" | "jpg" | "jpeg" | "gif" | "bmp" | "emf" | "wmf")
}

/// The bytes of a property, if there are no more of them than a text has.
fn value(file: &mut File, at: &Path, tag: &str) -> Option<Vec<u8>> {
    let stream = file.open_stream(at.join(format!("{PROPERTY}{tag}"))).ok()?;
    let mut bytes = Vec::new();
    stream.take(TEXT).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// A property that is a text.
fn text(file: &mut File, at: &Path, id: &str) -> Option<String> {
    if let Some(bytes) = value(file, at, &format!("{id}001F")) {
        let units: Vec<u16> =
            bytes.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
        return Some(String::from_utf16_lossy(&units));
    }
    let bytes = value(file, at, &format!("{id}001E"))?;
    Some(encoding::decode(&bytes, usize::MAX)?.text)
}

/// The web page that a message is.
fn page(file: &mut File, at: &Path) -> Option<String> {
    let page = match value(file, at, "10130102") {
        Some(bytes) => encoding::decode(&bytes, usize::MAX)?.text,
        None => text(file, at, "1013")?,
    };
    Some(page).filter(|page| !page.trim().is_empty())
}

/// The RTF that a message is, where it is nothing else.
fn rtf(file: &mut File, at: &Path) -> Option<Vec<u8>> {
    let most = usize::try_from(TEXT).unwrap_or(usize::MAX);
    lzfu::unpack(&value(file, at, "10090102")?, most).filter(|rtf| !rtf.is_empty())
}

/// Who sent it: a name and an address.
fn person(file: &mut File, at: &Path) -> String {
    let name = text(file, at, "0C1A").unwrap_or_default();
    let address = ["5D01", "0C1F"].iter().find_map(|id| text(file, at, id)).unwrap_or_default();
    match (name.is_empty(), address.contains('@')) {
        (false, true) if name != address => format!("{name} <{address}>"),
        (true, true) => address,
        _ => name,
    }
}

/// When it was sent; the properties of fixed size stand behind so many bytes.
fn sent(file: &mut File, at: &Path, behind: usize) -> Option<String> {
    let stream = file.open_stream(at.join(PROPERTIES)).ok()?;
    let mut bytes = Vec::new();
    stream.take(1 << 20).read_to_end(&mut bytes).ok()?;
    let (entries, _) = bytes.get(behind..)?.as_chunks::<16>();
    // The time of sending, of type time.
    let tag = 0x0039_0040_u32.to_le_bytes();
    let entry = entries.iter().find(|entry| entry.starts_with(&tag))?;
    let ticks = u64::from_le_bytes(*entry.last_chunk()?);
    // Tenths of microseconds from 1601.
    let seconds = i64::try_from(ticks / 10_000_000).ok()?.checked_sub(11_644_473_600)?;
    jiff::Timestamp::from_second(seconds).ok().map(|moment| moment.to_string())
}
