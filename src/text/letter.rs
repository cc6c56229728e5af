//! One letter taken apart: the base letter, its quality (â ă ơ đ …) and its tone.
//!
//! In: a `char`, precomposed. Out: [`Letter`]. A table over the 134 accented letters of Vietnamese
//! (67 in each case): decomposing by Unicode normalization, character by character, made indexing
//! four times slower than the stock tokenizer.

use std::sync::LazyLock;

/// What makes a letter another letter of the alphabet, apart from tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Quality {
    /// a e o u d …
    #[default]
    Plain,
    /// â ê ô
    Circumflex,
    /// ă
    Breve,
    /// ơ ư
    Horn,
    /// đ
    Stroke,
}

/// The six tones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Tone {
    /// ngang: no mark. A bare syllable is a syllable of its own.
    #[default]
    Level,
    /// huyền: à
    Grave,
    /// sắc: á
    Acute,
    /// hỏi: ả
    Hook,
    /// ngã: ã
    Tilde,
    /// nặng: ạ
    Dot,
}

/// A letter taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Letter {
    /// Lower case, without any mark.
    pub base: char,
    /// The mark that makes it another letter.
    pub quality: Quality,
    /// The tone it carries.
    pub tone: Tone,
    /// Whether it was a capital.
    pub upper: bool,
}

impl Letter {
    /// Whether it carries any mark at all.
    #[must_use]
    pub fn is_marked(self) -> bool {
        self.quality != Quality::Plain || self.tone != Tone::Level
    }
}

/// Each row: the letter in its six tones, in the order of [`Tone`].
const ROWS: [(&str, char, Quality); 12] = [
    ("aàáảãạ", 'a', Quality::Plain),
    ("ăằắẳẵặ", 'a', Quality::Breve),
    ("âầấẩẫậ", 'a', Quality::Circumflex),
    ("eèéẻẽẹ", 'e', Quality::Plain),
    ("êềếểễệ", 'e', Quality::Circumflex),
    ("iìíỉĩị", 'i', Quality::Plain),
    ("oòóỏõọ", 'o', Quality::Plain),
    ("ôồốổỗộ", 'o', Quality::Circumflex),
    ("ơờớởỡợ", 'o', Quality::Horn),
    ("uùúủũụ", 'u', Quality::Plain),
    ("ưừứửữự", 'u', Quality::Horn),
    ("yỳýỷỹỵ", 'y', Quality::Plain),
];

const TONES: [Tone; 6] =
    [Tone::Level, Tone::Grave, Tone::Acute, Tone::Hook, Tone::Tilde, Tone::Dot];

/// The accented letters lie below U+01B1 and in U+1EA0..=U+1EF9.
const LOW_END: usize = 0x1B1;
const HIGH_START: usize = 0x1EA0;
const HIGH_END: usize = 0x1EFA;

struct Table {
    low: Vec<Option<Letter>>,
    high: Vec<Option<Letter>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { low: vec![None; LOW_END], high: vec![None; HIGH_END - HIGH_START] };
    let mut put = |c: char, letter: Letter| {
        let at = c as usize;
        let slot = if at < LOW_END {
            table.low.get_mut(at)
        } else {
            at.checked_sub(HIGH_START).and_then(|at| table.high.get_mut(at))
        };
        if let Some(slot) = slot {
            *slot = Some(letter);
        }
    };
    for c in ('a'..='z').chain('A'..='Z') {
        let upper = c.is_ascii_uppercase();
        put(c, Letter { base: c.to_ascii_lowercase(), upper, ..Letter::default() });
    }
    for (row, base, quality) in ROWS {
        for (c, tone) in row.chars().zip(TONES) {
            put(c, Letter { base, quality, tone, upper: false });
            for upper in c.to_uppercase() {
                put(upper, Letter { base, quality, tone, upper: true });
            }
        }
    }
    // Đ (U+0110), and the letters that OCR and old keyboards put in its place: eth, African D.
    for (c, upper) in [('đ', false), ('ð', false), ('Đ', true), ('Ð', true), ('Ɖ', true)] {
        put(c, Letter { base: 'd', quality: Quality::Stroke, tone: Tone::Level, upper });
    }
    table
});

/// Takes a precomposed Latin letter apart; `None` for anything else (digits, other scripts,
/// combining marks).
#[must_use]
pub fn letter(c: char) -> Option<Letter> {
    let at = c as usize;
    let slot = if at < LOW_END {
        TABLE.low.get(at)
    } else {
        at.checked_sub(HIGH_START).and_then(|at| TABLE.high.get(at))
    };
    slot.copied().flatten()
}

/// The tone or quality that a combining mark writes (text in NFD, Windows-1258).
#[must_use]
pub fn combining(c: char) -> Option<(Quality, Tone)> {
    Some(match c {
        '\u{300}' | '\u{340}' => (Quality::Plain, Tone::Grave),
        '\u{301}' | '\u{341}' => (Quality::Plain, Tone::Acute),
        '\u{309}' => (Quality::Plain, Tone::Hook),
        '\u{303}' => (Quality::Plain, Tone::Tilde),
        '\u{323}' => (Quality::Plain, Tone::Dot),
        '\u{302}' => (Quality::Circumflex, Tone::Level),
        '\u{306}' => (Quality::Breve, Tone::Level),
        '\u{31b}' => (Quality::Horn, Tone::Level),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn every_accented_letter_agrees_with_unicode() {
        let mut accented = 0;
        for c in (0..0x2000u32).filter_map(char::from_u32) {
            let Some(letter) = letter(c) else { continue };
            if !letter.is_marked() {
                continue;
            }
            accented += 1;
            if letter.quality == Quality::Stroke {
                continue;
            }
            let mut nfd = c.nfd();
            assert_eq!(nfd.next().map(|b| b.to_ascii_lowercase()), Some(letter.base));
            let (mut quality, mut tone) = (Quality::Plain, Tone::Level);
            for mark in nfd {
                let (q, t) = combining(mark).expect("a Vietnamese mark");
                quality = quality.max(q);
                tone = tone.max(t);
            }
            assert_eq!((quality, tone), (letter.quality, letter.tone), "{c}");
        }
        // 67 accented letters in each case, and three look-alikes of đ.
        assert_eq!(accented, 134 + 3);
    }

    #[test]
    fn other_characters_are_no_letters() {
        for c in ['1', '-', 'ñ', 'ß', '\u{301}', 'ж', '中', '\u{10FFFF}'] {
            assert_eq!(letter(c), None, "{c}");
        }
    }
}
