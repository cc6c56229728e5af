//! Windows-1258: precomposed letters, and five tone marks that follow their letter.
//!
//! Sources, which agree: Microsoft's table as `encoding_rs` (the WHATWG index) has it, and
//! `CP1258` of glibc's iconv.

use encoding_rs::WINDOWS_1258;

pub(super) fn single(byte: u8) -> char {
    let byte_alone = [byte];
    let (text, _) = WINDOWS_1258.decode_without_bom_handling(&byte_alone);
    text.chars().next().unwrap_or(char::from(byte))
}

/// The letter that a tone mark makes of the one before it.
pub(super) fn joined(base: char, byte: u8) -> Option<char> {
    match byte {
        0xCC | 0xD2 | 0xDE | 0xEC | 0xF2 => super::with_mark(base, single(byte)),
        _ => None,
    }
}
