//! VNI for Windows (`VNI-Times`): a vowel is followed by a byte that says its marks; đ ơ ư, the
//! letters of i, and ỵ are single bytes.
//!
//! A mark may stand in the other case than its vowel: the vowel's case is the letter's. Whatever is
//! no such byte is the character of Windows-1252.
//!
//! Sources, which agree: the VNI-WIN table of UniKey (`ukengine/data.cpp`) and that of xvnkb
//! (`vni.h`).

const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';
const CIRCUMFLEX: char = '\u{302}';
const TILDE: char = '\u{303}';
const BREVE: char = '\u{306}';
const HOOK: char = '\u{309}';
const DOT: char = '\u{323}';

pub(super) fn single(byte: u8) -> char {
    match super::windows_1252(byte) {
        'Ñ' => 'Đ',
        'ñ' => 'đ',
        'Ô' => 'Ơ',
        'ô' => 'ơ',
        'Ö' => 'Ư',
        'ö' => 'ư',
        'Ì' => 'Ì',
        'ì' => 'ì',
        'Í' => 'Í',
        'í' => 'í',
        'Æ' => 'Ỉ',
        'æ' => 'ỉ',
        'Ó' => 'Ĩ',
        'ó' => 'ĩ',
        'Ò' => 'Ị',
        'ò' => 'ị',
        'Î' => 'Ỵ',
        'î' => 'ỵ',
        other => other,
    }
}

/// The letter that a byte of marks makes of the vowel before it.
pub(super) fn joined(base: char, byte: u8) -> Option<char> {
    let (quality, tone) = match byte | 0x20 {
        0xF8 => (None, Some(GRAVE)),
        0xF9 => (None, Some(ACUTE)),
        0xFB => (None, Some(HOOK)),
        0xF5 => (None, Some(TILDE)),
        0xEF => (None, Some(DOT)),
        0xE2 => (Some(CIRCUMFLEX), None),
        0xE0 => (Some(CIRCUMFLEX), Some(GRAVE)),
        0xE1 => (Some(CIRCUMFLEX), Some(ACUTE)),
        0xE5 => (Some(CIRCUMFLEX), Some(HOOK)),
        0xE3 => (Some(CIRCUMFLEX), Some(TILDE)),
        0xE4 => (Some(CIRCUMFLEX), Some(DOT)),
        0xEA => (Some(BREVE), None),
        0xE8 => (Some(BREVE), Some(GRAVE)),
        0xE9 => (Some(BREVE), Some(ACUTE)),
        0xFA => (Some(BREVE), Some(HOOK)),
        0xFC => (Some(BREVE), Some(TILDE)),
        0xEB => (Some(BREVE), Some(DOT)),
        _ => return None,
    };
    let takes = match quality {
        Some(BREVE) => matches!(base, 'a' | 'A'),
        Some(_) => matches!(base, 'a' | 'A' | 'e' | 'E' | 'o' | 'O'),
        // Marks of i, and ỵ, are single bytes.
        None => matches!(
            base,
            'a' | 'A' | 'e' | 'E' | 'o' | 'O' | 'u' | 'U' | 'y' | 'Y' | 'ơ' | 'Ơ' | 'ư' | 'Ư'
        ),
    };
    let with = |base: Option<char>, mark: Option<char>| match mark {
        Some(mark) => base.and_then(|base| super::with_mark(base, mark)),
        None => base,
    };
    if byte < 0xC0 || !takes { None } else { with(with(Some(base), quality), tone) }
}
