//! Whether bytes are UTF-16, with a byte order mark or without.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Bytes looked at where there is no byte order mark.
const SAMPLE: usize = 4096;
/// Share of plausible characters from which a sample is UTF-16 text. Text in UTF-8 or in an
/// eight-bit encoding, read two bytes at a time, falls among the Chinese characters: below 0.1.
const PLAUSIBLE: f32 = 0.9;

/// The byte order of a text in UTF-16; `None` for any other bytes.
pub(super) fn byte_order(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] => Some(UTF_16BE),
        [0xEF, 0xBB, 0xBF, ..] => None,
        _ => [UTF_16LE, UTF_16BE].into_iter().find(|e| is_text(bytes, e)),
    }
}

/// Whether the bytes read as UTF-16 of this byte order are text: nearly all characters are of the
/// blocks that Vietnamese writes with, and ASCII is among them (spaces, digits, line ends).
fn is_text(bytes: &[u8], encoding: &Encoding) -> bool {
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
