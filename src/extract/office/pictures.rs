//! The pictures in an office file: of each the JPEG or PNG that it is kept as.
//!
//! In: bytes. Out: the pictures in the file's order, as far as its format tells one. Looked for only in
//! a file that shows hardly any text, so nothing here follows how a text holds them: what begins as a picture
//! and can be measured is one.

use super::doc;
use super::package::Package;
use crate::document::Format;
use memchr::memmem;

const PNG: &[u8; 8] = b"\x89PNG\r\n\x1a\n";
const JPEG: &[u8; 3] = b"\xFF\xD8\xFF";

/// Bytes of the parts of an archive that are unpacked to look for pictures.
const ROOM: usize = 512 << 20;

/// At most so many pictures of a file.
pub(super) fn pictures(format: Format, bytes: &[u8], most: usize) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut take = |holder: &[u8]| {
        found.extend(cut(holder).map(<[u8]>::to_vec).take(most.saturating_sub(found.len())));
        found.len() < most
    };
    match format {
        Format::Docx | Format::Odt => packed(bytes, &mut take),
        Format::Doc => {
            // What stands in the text first, then what floats above it.
            let _ = doc::streams(bytes, ["Data", "WordDocument"]).all(|stream| take(&stream));
        }
        Format::Rtf => {
            let _ = digits(bytes).all(|picture| take(&picture));
        }
        _ => {}
    }
    found
}

/// The pictures among the parts of an archive.
fn packed(bytes: &[u8], take: &mut impl FnMut(&[u8]) -> bool) {
    let Ok(mut package) = Package::open(bytes) else { return };
    let mut names = package.names(|name| name.contains("media/") || name.starts_with("Pictures/"));
    // Word counts them in the order of the text: image2 comes before image10.
    names.sort_by_key(|name| (name.len(), name.clone()));
    let mut room = ROOM;
    for name in names {
        let Ok(Some(part)) = package.part(&name) else { continue };
        let Some(left) = room.checked_sub(part.len()).filter(|_| take(&part)) else { break };
        room = left;
    }
}

/// The pictures that stand somewhere in bytes, one behind the other.
fn cut(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    /// How often the bytes may be gone through: what looks like a picture and is none is looked at again.
    const AGAIN: usize = 4;
    let mut rest = bytes;
    let mut work = Work { left: bytes.len().saturating_mul(AGAIN) };
    std::iter::from_fn(move || {
        loop {
            let begins = |at: &usize| {
                rest.get(*at..).is_some_and(|r| r.starts_with(PNG) || r.starts_with(JPEG))
            };
            let at = memchr::memchr2_iter(PNG[0], JPEG[0], rest).find(begins)?;
            let (_, begun) = rest.split_at_checked(at)?;
            let is_drawing = begun.starts_with(PNG);
            let length = if is_drawing {
                png_length(begun, &mut work)
            } else {
                jpeg_length(begun, &mut work)
            };
            match length.and_then(|length| begun.split_at_checked(length)) {
                Some((picture, behind)) => {
                    rest = behind;
                    return Some(picture);
                }
                None => rest = begun.get(1..)?,
            }
        }
    })
}

/// Bytes that may yet be looked at.
struct Work {
    left: usize,
}

impl Work {
    /// Takes so many bytes; `None` if there are not as many.
    fn take(&mut self, bytes: usize) -> Option<()> {
        self.left = self.left.checked_sub(bytes)?;
        Some(())
    }
}

/// How long the PNG is that begins here (ISO/IEC 15948: chunks up to `IEND`).
fn png_length(bytes: &[u8], work: &mut Work) -> Option<usize> {
    /// Bytes of a chunk beside its content: length, name, check.
    const FRAME: usize = 12;
    let mut at = PNG.len();
    loop {
        work.take(FRAME)?;
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
        let name = bytes.get(at + 4..at + 8)?;
        at = at.checked_add(usize::try_from(length).ok()?)?.checked_add(FRAME)?;
        if name == b"IEND" {
            return Some(at.min(bytes.len()));
        }
    }
}

/// How long the JPEG is that begins here (ISO/IEC 10918-1: segments, then codes up to the mark of the
/// end). A thumbnail inside a segment is not its end; one without an end goes as far as the bytes do.
fn jpeg_length(bytes: &[u8], work: &mut Work) -> Option<usize> {
    /// Bytes of a segment beside its content: mark, length.
    const FRAME: usize = 4;
    let mut at = 2;
    loop {
        work.take(FRAME)?;
        let [0xFF, mark] = *bytes.get(at..at + 2)? else { return None };
        match mark {
            0xD9 => return Some(at + 2),
            0x01 | 0xFF | 0xD0..=0xD7 => at += if mark == 0xFF { 1 } else { 2 },
            // Another begins: this one was none.
            0xD8 => return None,
            _ => {
                let length = u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?);
                at = at.checked_add(2 + usize::from(length))?;
            }
        }
        if mark == 0xDA {
            // In the codes 0xFF stands before nothing but 0 and restarts.
            let ends =
                |pair: &[u8]| matches!(pair, [0xFF, m] if !matches!(*m, 0 | 0xD0..=0xD7 | 0xFF));
            let codes = bytes.get(at..)?;
            let seen = codes.get(..work.left).unwrap_or(codes);
            let end = seen.windows(2).position(ends);
            work.take(end.unwrap_or(seen.len()))?;
            match end {
                Some(end) => at += end,
                None => return (seen.len() == codes.len()).then_some(bytes.len()),
            }
        }
    }
}

/// The pictures that an RTF writes in digits: `{\pict\jpegblip … ffd8ff…}`.
fn digits(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    const PICTURE: &[u8] = b"\\pict";
    memmem::find_iter(bytes, PICTURE).map(|at| {
        // As far as another begins.
        let begun = bytes.get(at + PICTURE.len()..).unwrap_or_default();
        let end = memmem::find(begun, PICTURE).unwrap_or(begun.len());
        let mut rest = begun.get(..end).unwrap_or_default();
        let mut depth = 0_usize;
        // What is said of the picture before its digits: words, and groups of them.
        while let Some((first, behind)) = rest.split_first() {
            match first {
                b'\\' => {
                    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
                    let length = behind.iter().take_while(|byte| is_word(byte)).count().max(1);
                    rest = behind.get(length..).unwrap_or_default();
                    continue;
                }
                b'{' => depth += 1,
                b'}' => match depth.checked_sub(1) {
                    Some(less) => depth = less,
                    None => break,
                },
                byte if depth == 0 && byte.is_ascii_hexdigit() => break,
                _ => {}
            }
            rest = behind;
        }
        let value = |byte: &u8| char::from(*byte).to_digit(16).and_then(|d| u8::try_from(d).ok());
        let written = rest.iter().filter(|byte| !byte.is_ascii_whitespace()).map_while(value);
        let mut bytes = Vec::new();
        let mut high = None;
        for digit in written {
            match high.take() {
                Some(high) => bytes.push(high << 4 | digit),
                None => high = Some(digit),
            }
        }
        bytes
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::{Cursor, Write};

    /// A JPEG of segments and codes: it has a thumbnail inside, and an end.
    const PHOTO: &[u8] =
        b"\xFF\xD8\xFF\xE1\0\x09\xFF\xD8\xFF\xD9xyz\xFF\xDA\0\x04ab12\xFF\0\xFF\xD03\xFF\xD9";
    const DRAWING: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x03IHDRabc1234\0\0\0\0IEND1234";

    #[test]
    fn pictures_are_cut_out_whole() {
        let bytes = [b"xx\xFF\xD8\xFF", PHOTO, b"..", DRAWING, PHOTO, b"\xFF\xD8"].concat();
        assert_eq!(cut(&bytes).collect::<Vec<_>>(), [PHOTO, DRAWING, PHOTO]);
    }

    #[test]
    fn digits_of_an_rtf_are_a_picture() {
        let hex: String = PHOTO.iter().map(|byte| format!("{byte:02x}\r\n")).collect();
        let rtf = format!(
            "{{\\rtf1 a{{\\pict{{\\*\\blipuid 0aff}}\\picw100\\jpegblip\\bliptag-12 {hex}}}b}}"
        );
        assert_eq!(pictures(Format::Rtf, rtf.as_bytes(), 9), [PHOTO]);
        assert!(pictures(Format::Rtf, rtf.as_bytes(), 0).is_empty());
    }

    #[test]
    fn a_doc_keeps_them_in_its_streams() {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for (name, content) in [("WordDocument", DRAWING), ("Data", &[b"\x44\0", PHOTO].concat())] {
            file.create_stream(name).unwrap().write_all(content).unwrap();
        }
        let bytes = file.into_inner().into_inner();
        assert_eq!(pictures(Format::Doc, &bytes, 9), [PHOTO, DRAWING]);
        assert_eq!(pictures(Format::Doc, &bytes, 1), [PHOTO]);
    }

    /// Each of many beginnings leads over the others to one long chain: it is gone along some times only.
    #[test]
    fn what_only_begins_is_not_followed_for_ever() {
        const HEADS: u16 = 10_000;
        let heads = (0..HEADS).flat_map(|head| {
            let [high, low] = ((HEADS - head) * 6 - 4).to_be_bytes();
            [0xFF, 0xD8, 0xFF, 0xE0, high, low]
        });
        let chain = b"\xFF\xE0\0\x02".repeat(1_000_000);
        let bytes: Vec<u8> = PHOTO.iter().copied().chain(heads).chain(chain).collect();
        assert_eq!(cut(&bytes).collect::<Vec<_>>(), [PHOTO]);
        let rtf = [b"{\\rtf1 ".as_slice(), &b"\\pict".repeat(1_000_000)].concat();
        assert!(pictures(Format::Rtf, &rtf, 9).iter().all(Vec::is_empty));
    }

    proptest! {
        #[test]
        fn any_bytes_end(parts in prop::collection::vec(prop_oneof![
            prop::collection::vec(any::<u8>(), 0..6),
            Just(JPEG.to_vec()), Just(PNG.to_vec()), Just(PHOTO.to_vec()), Just(b"\\pict{".to_vec()),
            Just(b"\xFF\xDA\0\x02".to_vec()), Just(DRAWING.to_vec()), Just(b"\xFF\xFF".to_vec()),
        ], 0..12)) {
            let bytes = parts.concat();
            prop_assert!(cut(&bytes).map(<[u8]>::len).sum::<usize>() <= bytes.len());
            let _ = pictures(Format::Rtf, &bytes, 9);
        }
    }
}
