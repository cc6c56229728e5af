//! Which encoding a text file is in: the one place that decides it.
//!
//! In: bytes. Out: the text, the encoding, and whether bytes had to be replaced; or that the bytes
//! are no text. UTF-8 and UTF-16 stay as they are (NFD stays NFD, line ends too); what the eight-bit
//! encodings decode to is NFC.
//!
//! Decided for each [`Group`](group::Group) of lines, because files are put together from others: a
//! group that plainly is UTF-8 is one, every other is read by each candidate and judged by its
//! syllables. Linear in the file; what is kept beside bytes and text does not grow with it.

mod choose;
mod group;
mod reading;
mod scrambled;
mod score;
mod utf16;

use crate::document::Encoding;
use choose::Usual;
use encoding_rs::UTF_16LE;
use group::{Kind, groups};
use reading::Reading;
use std::borrow::Cow;

/// A decoded text file.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: Encoding,
    /// Bytes that are no text in this encoding were replaced by U+FFFD.
    pub(super) replaced: bool,
}

/// One control character in this many bytes is dirt; more often, the file is no text.
const DIRT: usize = 100;

/// Decodes a text file; `None` if the bytes are no text.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    if let Some(utf16) = utf16::byte_order(bytes) {
        let (text, _, replaced) = utf16.decode(bytes);
        let encoding = if utf16 == UTF_16LE { Encoding::Utf16Le } else { Encoding::Utf16Be };
        let decoded = read(text.as_bytes(), encoding);
        return Some(Decoded { replaced: replaced || decoded.replaced, ..decoded });
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let bytes = without_end_mark(bytes);
    let decoded = read(bytes, Encoding::Utf8);
    // Capitals of VISCII and VPS stand among the control characters, and are decoded by now.
    let controls = runs_of_controls(bytes).min(runs_of_controls(decoded.text.as_bytes()));
    if controls > bytes.len() / DIRT {
        return None;
    }
    // Zeros fill up fields: they stand between words.
    let is_filled = controls > 0 && decoded.text.contains('\0');
    let text = if is_filled { decoded.text.replace('\0', " ") } else { decoded.text };
    Some(Decoded { text, ..decoded })
}

/// Reads each group of lines in its own way; `plain` is what the file is where nothing is to be
/// decoded.
fn read(bytes: &[u8], plain: Encoding) -> Decoded {
    if let Ok(text) = std::str::from_utf8(bytes)
        && groups(bytes).all(|group| !matches!(group.kind, Kind::Latin | Kind::Invalid))
    {
        return Decoded { text: text.to_owned(), encoding: plain, replaced: false };
    }
    let usual = Usual::of(bytes);
    let mut text = String::with_capacity(bytes.len());
    let mut encoding = None;
    let mut replaced = false;
    for group in groups(bytes) {
        let reading = usual.reading(group);
        let part = reading.read(group.bytes).unwrap_or(Cow::Borrowed(""));
        // White space, digits and punctuation are the same everywhere.
        if part.chars().any(|c| !c.is_ascii() && c.is_alphabetic()) {
            let found = reading.encoding().unwrap_or(plain);
            let is_same = encoding.is_none_or(|encoding| encoding == found);
            encoding = Some(if is_same { found } else { Encoding::Mixed });
        }
        let is_lossy = match reading {
            Reading::Plain => group.kind == Kind::Invalid,
            Reading::Scrambled(_) => part.contains(char::REPLACEMENT_CHARACTER),
            _ => false,
        };
        replaced |= is_lossy;
        text.push_str(&part);
    }
    Decoded { text, encoding: encoding.unwrap_or(plain), replaced }
}

/// DOS ended a text with 0x1A, and filled its last block with that or with zeros.
fn without_end_mark(bytes: &[u8]) -> &[u8] {
    let filled = bytes.iter().rev().take_while(|b| matches!(b, 0 | 0x1A)).count();
    bytes.get(..bytes.len() - filled).unwrap_or(bytes)
}

/// Runs of one control character that no text file holds.
fn runs_of_controls(bytes: &[u8]) -> usize {
    let mut before = None;
    let starts = bytes.iter().filter(|byte| {
        let starts = is_stray_control(**byte) && before != Some(**byte);
        before = Some(**byte);
        starts
    });
    starts.count()
}

fn is_stray_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)
}
