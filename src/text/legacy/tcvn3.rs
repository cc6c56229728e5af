//! TCVN3, the encoding of the ABC fonts (`.VnTime`): bytes 0x80–0xFF.
//!
//! It has capitals for Ă Â Ê Ô Ơ Ư Đ alone; the others are lower-case codes in fonts that draw
//! capitals, whose names end in H. The capitals and the combining marks of TCVN 5712:1993 VN2 stand
//! where the ABC fonts have nothing. Bytes below 0xA0 are those of Windows-1252: that is where Word
//! put its dashes and quotes, and VN1, which has capitals there, was never used on Windows.
//!
//! Sources, which agree: TCVN 5712:1993 (`TCVN5712-1` of glibc's iconv), and the TCVN3 table of
//! UniKey (`ukengine/data.cpp`); also xvnkb (`tcvn.h`).

/// 0xA0–0xFF; the five spaces from 0xB0 are combining marks.
const HIGH: &str = "\u{A0}ĂÂÊÔƠƯĐăâêôơưđẰ     àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽ\
    éẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";

pub(super) fn single(byte: u8) -> char {
    match byte {
        // Not behind a vowel: the degree sign and its neighbours.
        ..0xA0 | 0xB0..=0xB4 => super::windows_1252(byte),
        _ => HIGH.chars().nth(usize::from(byte - 0xA0)).unwrap_or(char::from(byte)),
    }
}

/// The letter that a combining mark of VN2 makes of the one before it.
pub(super) fn joined(base: char, byte: u8) -> Option<char> {
    let mark = match byte {
        0xB0 => '\u{300}',
        0xB1 => '\u{309}',
        0xB2 => '\u{303}',
        0xB3 => '\u{301}',
        0xB4 => '\u{323}',
        _ => return None,
    };
    super::with_mark(base, mark)
}

/// Whether a dash stands for ư, whose byte is the soft hyphen of Latin-1: programs show and save
/// that as a minus (`t−¬ng`) or a hyphen (`t-¬ng`). A hyphen is one only before ơ, in the middle of
/// a word.
pub(super) fn is_shown_u(before: Option<char>, dash: char, after: Option<u8>) -> bool {
    let is_behind_letter = before.is_some_and(char::is_alphabetic);
    let is_before_o = after.is_some_and(|byte| matches!(byte, 0xAC | 0xEA..=0xEE));
    match dash {
        '-' => is_behind_letter && is_before_o,
        '\u{2212}' => is_behind_letter || is_before_o || after == Some(b'u'),
        _ => false,
    }
}
