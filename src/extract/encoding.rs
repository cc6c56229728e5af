//! Which encoding a text file is in: the one place that decides it.
//!
//! In: bytes. Out: the text, the encoding, and whether bytes had to be replaced; or that the bytes
//! are no text. Nothing is normalized (NFD stays NFD) and line ends are left as they are.
//!
//! Eight-bit encodings (TCVN3, VNI, Windows-1258 …) are not told apart here: such a file is decoded
//! as Windows-1252, so that nothing of it is lost, and named [`Encoding::Unknown`].

use crate::document::Encoding;
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A decoded text file.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: Encoding,
    /// Bytes that are no text in this encoding were replaced by U+FFFD.
    pub(super) replaced: bool,
}

/// Bytes looked at to tell UTF-16 without a byte order mark.
const SAMPLE: usize = 4096;
/// Share of plausible characters from which a sample is UTF-16 text. Text in UTF-8 or in an
/// eight-bit encoding, read two bytes at a time, falls among the Chinese characters: below 0.1.
const PLAUSIBLE: f32 = 0.9;
/// One invalid sequence in this many characters is damage; more often, it is another encoding.
const DAMAGE: usize = 20;
/// One control character in this many bytes is dirt; more often, the file is no text.
const DIRT: usize = 100;

/// Decodes a text file; `None` if the bytes are no text.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let utf16 = match bytes {
        [0xFF, 0xFE, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] => Some(UTF_16BE),
        [0xEF, 0xBB, 0xBF, ..] => None,
        _ => [UTF_16LE, UTF_16BE].into_iter().find(|e| is_utf16(bytes, e)),
    };
    if let Some(utf16) = utf16 {
        let (text, _, replaced) = utf16.decode(bytes);
        let encoding = if utf16 == UTF_16LE { Encoding::Utf16Le } else { Encoding::Utf16Be };
        return Some(Decoded { text: text.into_owned(), encoding, replaced });
    }
    let controls = bytes.iter().filter(|b| is_stray_control(**b)).count();
    if controls > bytes.len() / DIRT {
        return None;
    }
    let (text, _, replaced) = UTF_8.decode(bytes);
    if replaced && !is_damaged_utf8(&text) {
        let (text, _, _) = WINDOWS_1252.decode(bytes);
        return Some(Decoded {
            text: text.into_owned(),
            encoding: Encoding::Unknown,
            replaced: false,
        });
    }
    Some(Decoded { text: text.into_owned(), encoding: Encoding::Utf8, replaced })
}

/// A control character that no text file holds.
fn is_stray_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)
}

/// A UTF-8 text with a few bytes broken, as against a text in another encoding: there the broken
/// bytes are the marked letters, every third of a Vietnamese text, and hardly a letter beyond
/// ASCII comes out right.
fn is_damaged_utf8(text: &str) -> bool {
    let (mut broken, mut right, mut all) = (0, 0, 0);
    for c in text.chars() {
        all += 1;
        match c {
            '\u{FFFD}' => broken += 1,
            c if !c.is_ascii() => right += 1,
            _ => {}
        }
    }
    broken <= right && broken <= all / DAMAGE + 1
}

/// Whether the bytes read as UTF-16 of this byte order are text: nearly all characters are of the
/// blocks that Vietnamese writes with, and ASCII is among them (spaces, digits, line ends).
fn is_utf16(bytes: &[u8], encoding: &encoding_rs::Encoding) -> bool {
    let even = bytes.len() & !1;
    let sample = bytes.get(..even.min(SAMPLE)).unwrap_or_default();
    let unit = |pair: &[u8; 2]| {
        if *encoding == *UTF_16LE { u16::from_le_bytes(*pair) } else { u16::from_be_bytes(*pair) }
    };
    let (mut all, mut plausible, mut ascii) = (0.0_f32, 0.0_f32, 0.0_f32);
    for pair in sample.as_chunks::<2>().0 {
        let unit = unit(pair);
        all += 1.0;
        let is_ascii = matches!(unit, 0x09 | 0x0A | 0x0C | 0x0D | 0x20..=0x7E);
        ascii += f32::from(u8::from(is_ascii));
        let is_letter = matches!(unit, 0xA0..=0x1BF | 0x300..=0x331 | 0x1EA0..=0x1EF9);
        let is_punctuation = matches!(unit, 0x2010..=0x2040 | 0x20AB | 0x25A0..=0x25FF | 0xFEFF);
        plausible += f32::from(u8::from(is_ascii || is_letter || is_punctuation));
    }
    all > 0.0 && plausible / all >= PLAUSIBLE && ascii / all >= 0.05
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    #[test]
    fn an_eight_bit_text_is_kept_and_named_unknown() {
        // "Uỷ ban nhân dân tỉnh" in TCVN3, then as Windows-1252 shows it.
        let decoded = decode(b"U\xFB ban nh\xA9n d\xA9n t\xD8nh").unwrap();
        assert_eq!(decoded.encoding, Encoding::Unknown);
        assert_eq!(decoded.text, "Uû ban nh©n d©n tØnh");
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
