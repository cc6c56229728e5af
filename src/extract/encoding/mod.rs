//! Which encoding a text file is in: the one place that decides it.
//!
//! In: bytes. Out: the text, the encoding, and whether bytes had to be replaced; or that the bytes
//! are no text. UTF-8 and UTF-16 stay as they are (NFD stays NFD, line ends too); what the eight-bit
//! encodings decode to is NFC.
//!
//! Decided for each [`Group`](group::Group) of lines, because files are put together from others: a
//! group that plainly is UTF-8 is one, every other is read by each candidate and judged by its
//! syllables. Linear in the file; what is kept beside bytes and text does not
//! grow with it.

mod choose;
mod group;
mod reading;
mod scrambled;
mod score;
mod utf16;

use crate::document::Encoding;
use choose::Usual;
pub(super) use choose::is_undecoded;
use encoding_rs::UTF_16LE;
use group::{Group, Kind, groups};
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

/// Decodes a text file, little more of it than makes so many bytes of text; `None` if the bytes are
/// no text.
pub(super) fn decode(bytes: &[u8], limit: usize) -> Option<Decoded> {
    if let Some(utf16) = utf16::byte_order(bytes) {
        let enough = limit.saturating_add(4).saturating_mul(2);
        let (text, _, replaced) = utf16.decode(bytes.get(..enough).unwrap_or(bytes));
        let encoding = if utf16 == UTF_16LE { Encoding::Utf16Le } else { Encoding::Utf16Be };
        let decoded = read(text.as_bytes(), encoding, limit);
        return Some(Decoded { replaced: replaced || decoded.replaced, ..decoded });
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let unfilled = without_end_mark(bytes);
    if unfilled.is_empty() && !bytes.is_empty() {
        return None;
    }
    let bytes = unfilled;
    let controls = runs_of_controls(bytes);
    let dirt = bytes.len() / DIRT + 1;
    let zeros = if controls.all > 0 { bytes.iter().filter(|b| **b == 0).count() } else { 0 };
    if zeros > bytes.len() / 2 || controls.all - controls.letters > dirt {
        return None;
    }
    let decoded = read(bytes, Encoding::Utf8, limit);
    let is_text = controls.all <= dirt || runs_of_controls(decoded.text.as_bytes()).all <= dirt;
    if !is_text {
        return None;
    }
    // Zeros fill up fields: they stand between words.
    let is_filled = controls.all > 0 && decoded.text.contains('\0');
    let text = if is_filled { decoded.text.replace('\0', " ") } else { decoded.text };
    Some(Decoded { text, ..decoded })
}

/// Reads each group of lines in its own way; `plain` is what the file is where nothing is to be
/// decoded. Stops where there are more than `limit` bytes of text.
fn read(bytes: &[u8], plain: Encoding, limit: usize) -> Decoded {
    let whole = std::str::from_utf8(bytes).ok();
    let is_utf8 = whole.is_some();
    let is_open = |group: Group<'_>| matches!(group.kind, Kind::Latin | Kind::Invalid);
    if let Some(text) = whole
        && !groups(bytes, is_utf8).any(is_open)
    {
        let text = text.get(..text.floor_char_boundary(limit.saturating_add(4))).unwrap_or(text);
        return Decoded { text: text.to_owned(), encoding: plain, replaced: false };
    }
    let usual = Usual::of(bytes, is_utf8);
    let mut text = String::with_capacity(bytes.len().min(limit));
    let mut found = Found::default();
    let mut replaced = false;
    let mut at = 0;
    for group in groups(bytes, is_utf8) {
        let reading = usual.reading(group);
        let end = at + group.bytes.len();
        // The plain part of UTF-8 was looked at already.
        let known = whole.filter(|_| reading == Reading::Plain).and_then(|text| text.get(at..end));
        let part = known.map(Cow::Borrowed).or_else(|| reading.read(group.bytes));
        let part = part.unwrap_or_default();
        at = end;
        found.count(reading.encoding().unwrap_or(plain), &part);
        replaced |= match reading {
            Reading::Plain => group.kind == Kind::Invalid,
            Reading::Scrambled(_) => part.contains(char::REPLACEMENT_CHARACTER),
            _ => false,
        };
        text.push_str(&part);
        if text.len() > limit {
            break;
        }
    }
    Decoded { text, encoding: found.encoding(plain), replaced }
}

/// Letters beyond ASCII that were read in each encoding; the others are the same everywhere.
#[derive(Default)]
struct Found(Vec<(Encoding, usize)>);

impl Found {
    fn count(&mut self, encoding: Encoding, text: &str) {
        // The bytes that begin a character beyond the symbols of Latin-1, General Punctuation apart.
        let begins = |byte: &&u8| matches!(byte, 0xC3..=0xE1 | 0xE3..=0xF4);
        let letters = text.as_bytes().iter().filter(begins).count();
        match self.0.iter_mut().find(|(found, _)| *found == encoding) {
            Some((_, count)) => *count += letters,
            None if letters > 0 => self.0.push((encoding, letters)),
            None => {}
        }
    }

    /// What the file is called.
    fn encoding(&self, plain: Encoding) -> Encoding {
        let most = self.0.iter().max_by_key(|(_, letters)| *letters).map(|(encoding, _)| *encoding);
        let is_other =
            |encoding: &Encoding| matches!(encoding, Encoding::Windows1252 | Encoding::Unknown);
        // Lines of another language may look like Windows-1252, or like UTF-8, by chance.
        let is_by_chance = |encoding: &Encoding| is_other(encoding) || *encoding == plain;
        match (most, &self.0[..]) {
            (None, _) => plain,
            (Some(most), [_]) => most,
            (Some(most), all) if is_other(&most) && all.iter().all(|(e, _)| is_by_chance(e)) => {
                most
            }
            _ => Encoding::Mixed,
        }
    }
}

/// DOS ended a text with 0x1A, and filled its last block with that or with zeros.
fn without_end_mark(bytes: &[u8]) -> &[u8] {
    let filled = bytes.iter().rev().take_while(|b| matches!(b, 0 | 0x1A)).count();
    bytes.get(..bytes.len() - filled).unwrap_or(bytes)
}

/// Runs of one control character that no text file holds.
#[derive(Default)]
struct Controls {
    all: usize,
    /// Those that VISCII and VPS have capitals for.
    letters: usize,
}

fn runs_of_controls(bytes: &[u8]) -> Controls {
    let mut controls = Controls::default();
    let mut before = None;
    for byte in bytes {
        if is_stray_control(*byte) && before != Some(*byte) {
            controls.all += 1;
            let is_letter = matches!(byte, 0x02..=0x06 | 0x10..=0x15 | 0x19 | 0x1C..=0x1E);
            controls.letters += usize::from(is_letter);
        }
        before = Some(*byte);
    }
    controls
}

/// A control character that no text file holds.
fn is_stray_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decode(bytes: &[u8]) -> Option<Decoded> {
        super::decode(bytes, usize::MAX)
    }

    const TEXT: &str = "Kết luận số 202-KL/TW, ngày 12/9/2025\r\nvề hạ tầng số ở 2 cấp";

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        let bytes = |u: u16| if big { u.to_be_bytes() } else { u.to_le_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn byte_order_marks_decide_and_do_not_stay() {
        for (big, encoding) in [(false, Encoding::Utf16Le), (true, Encoding::Utf16Be)] {
            let decoded = decode(&utf16(&format!("\u{FEFF}{TEXT}"), big)).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding), (TEXT, encoding));
        }
        let decoded = decode(format!("\u{FEFF}{TEXT}").as_bytes()).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (TEXT, Encoding::Utf8));
    }

    #[test]
    fn utf16_is_told_without_a_mark() {
        for (big, encoding) in [(false, Encoding::Utf16Le), (true, Encoding::Utf16Be)] {
            let decoded = decode(&utf16(TEXT, big)).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding), (TEXT, encoding));
        }
    }

    #[test]
    fn a_few_broken_bytes_are_replaced() {
        let mut bytes = TEXT.repeat(3).into_bytes();
        bytes.insert(40, 0xFF);
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.encoding, Encoding::Utf8);
        assert!(decoded.replaced && decoded.text.contains('\u{FFFD}'));
    }

    fn read(bytes: &[u8]) -> (String, Encoding) {
        let decoded = decode(bytes).unwrap();
        (decoded.text, decoded.encoding)
    }

    #[test]
    fn an_eight_bit_text_is_decoded() {
        let text = "Uỷ ban nhân dân tỉnh".to_owned();
        assert_eq!(read(b"U\xFB ban nh\xA9n d\xA9n t\xD8nh"), (text, Encoding::Tcvn3));
        let text = "ỦY BAN NHÂN DÂN TỈNH".to_owned();
        assert_eq!(read(b"\xF1Y BAN NH\xA2N D\xA2N T\xD8NH"), (text, Encoding::Tcvn3));
    }

    #[test]
    fn western_text_and_what_is_unknown_are_kept() {
        let french = "Le président a été élu à l'unanimité; voilà".to_owned();
        let bytes: Vec<u8> = french.chars().map(|c| u8::try_from(c).unwrap()).collect();
        assert_eq!(read(&bytes), (french, Encoding::Windows1252));
        let (text, encoding) = read(b"\xF0\xC9\xD3\xD8\xCD\xCF \xEF\xD4 15");
        assert_eq!((text.as_str(), encoding), ("ðÉÓØÍÏ ïÔ 15", Encoding::Unknown));
    }

    #[test]
    fn paragraphs_have_encodings_of_their_own() {
        let tcvn3 = b"Quy\xD5t \xAE\xDEnh c\xF1a \xF1y ban nh\xA9n d\xA9n t\xD8nh v\xD2 h\xB9 t\xC7ng s\xE8";
        let parts: [&[u8]; 4] = [tcvn3, b"\n", TEXT.as_bytes(), b"\n\nS\xE8: 15\n"];
        let decoded = decode(&parts.concat()).unwrap();
        let wanted =
            format!("Quyết định của ủy ban nhân dân tỉnh về hạ tầng số\n{TEXT}\n\nSố: 15\n");
        assert_eq!((decoded.text, decoded.encoding), (wanted, Encoding::Mixed));
    }

    #[test]
    fn ends_of_dos_and_zeros_are_no_text() {
        let mut bytes = TEXT.as_bytes().to_vec();
        bytes.extend([0x1A; 90]);
        assert_eq!(read(&bytes).0, TEXT);
        assert_eq!(
            read(format!("{TEXT}\0\0\0\0Kính gửi").as_bytes()).0,
            format!("{TEXT}    Kính gửi")
        );
    }

    #[test]
    fn broken_utf16_keeps_the_rest() {
        let mut bytes = utf16(TEXT, false);
        bytes.extend(0xD800_u16.to_le_bytes());
        bytes.push(b'x');
        let decoded = decode(&bytes).unwrap();
        assert!(decoded.replaced && decoded.text.starts_with(TEXT));
        assert_eq!(decoded.encoding, Encoding::Utf16Le);
    }

    #[test]
    fn a_binary_is_no_text() {
        let binary: Vec<u8> = (0..2000_u32).map(|i| ((i * 7919) >> 3) as u8).collect();
        assert!(decode(&binary).is_none());
        assert!(decode(b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00").is_none());
    }

    proptest! {
        #[test]
        fn vietnamese_survives_every_encoding(
            words in prop::collection::vec("[a-zđăâêôơưáàảãạếềểễệốồổỗộứừửữựỳỷỹỵ]{1,6}[,.]?", 4..40)
        ) {
            let text = words.join(" ");
            prop_assert_eq!(&decode(text.as_bytes()).unwrap().text, &text);
            prop_assert_eq!(&decode(&utf16(&text, false)).unwrap().text, &text);
            prop_assert_eq!(&decode(&utf16(&text, true)).unwrap().text, &text);
        }
    }
}
