//! What is compared in search: the *key* of a token.
//!
//! A key is the folded token, and behind it, where there are marks, `\x01` and the marks: the tone
//! apart from the letter it stands on, so that hòa = hoà, and the quality of each letter. i and y
//! are one where the language writes both (lý = lí, quý = quí). So
//!
//! * two keys are equal where the syllables are equal, marks included;
//! * all forms of a folded syllable are one range of keys, from `ha` to `ha\x03`;
//! * a token of a passage written without marks has the key `ha\x02`: its marks are not known.

use super::letter::{Quality, Tone, letter};
use super::token::is_combining_mark;
use unicode_normalization::UnicodeNormalization;

/// Between the folded letters and the marks.
pub const MARKS: char = '\u{1}';
/// Behind the folded letters of a token whose marks are not known.
pub const UNKNOWN: char = '\u{2}';
/// Above every key with the same folded letters.
pub const ABOVE: char = '\u{3}';
/// Longer keys are cut: no word of a language is that long, only junk.
const MAX_LETTERS: usize = 80;

/// The key of a token whose marks count.
#[must_use]
pub fn exact(token: &str) -> String {
    let mut key = String::with_capacity(token.len() + 4);
    let marks = write_folded(token, &mut key);
    if marks.tones.is_empty() && marks.qualities.is_empty() {
        return key;
    }
    key.push(MARKS);
    // One digit of tone, then one digit a letter up to the last that has a quality.
    key.push(marks.tones.first().map_or('0', |&tone| digit(tone as u8)));
    key.extend(marks.qualities.iter().map(|&quality| digit(quality as u8)));
    if marks.tones.len() > 1 {
        key.push('+');
        key.extend(marks.tones.iter().skip(1).map(|&tone| digit(tone as u8)));
    }
    key
}

/// The key of a token of a passage that is written without marks.
#[must_use]
pub fn unknown(token: &str) -> String {
    let mut key = String::with_capacity(token.len() + 1);
    write_folded(token, &mut key);
    key.push(UNKNOWN);
    key
}

/// The folded letters of a key.
#[must_use]
pub fn folded(key: &str) -> &str {
    key.split([MARKS, UNKNOWN]).next().unwrap_or(key)
}

/// Whether a word with the key `other` may be what a beginning of so many folded letters becomes: their
/// marks are the same, and the tone too, if there is one yet. `tâ` begins `tầng`, and no `tăng`.
#[must_use]
pub fn begins(beginning: &str, letters: usize, other: &str) -> bool {
    let marks = |key: &str| {
        let marks = key.split_once(MARKS).map_or("", |(_, marks)| marks);
        let marks = marks.split('+').next().unwrap_or_default().to_owned();
        let (tone, qualities) = marks.split_at_checked(1).unwrap_or(("0", ""));
        (tone.to_owned(), qualities.to_owned())
    };
    let (tone, qualities) = marks(beginning);
    let (other_tone, other_qualities) = marks(other);
    let at = |qualities: &str, letter: usize| qualities.chars().nth(letter).unwrap_or('0');
    (tone == "0" || tone == other_tone)
        && (0..letters).all(|letter| at(&qualities, letter) == at(&other_qualities, letter))
}

/// Whether a key has marks.
#[must_use]
pub fn is_marked(key: &str) -> bool {
    key.contains(MARKS)
}

fn digit(value: u8) -> char {
    char::from(b'0' + value)
}

#[derive(Default)]
struct Marks {
    tones: Vec<Tone>,
    /// One a letter, without the plain ones at the end.
    qualities: Vec<Quality>,
}

/// Appends the folded letters and returns the marks.
fn write_folded(token: &str, key: &mut String) -> Marks {
    let mut marks = Marks::default();
    let mut push = |c: char, letters: &mut usize| {
        if *letters >= MAX_LETTERS || c == '\u{ad}' || is_format(c) {
            return;
        }
        if let Some(l) = letter(c) {
            key.push(l.base);
            if l.tone != Tone::Level {
                marks.tones.push(l.tone);
            }
            if l.quality != Quality::Plain {
                marks.qualities.resize(*letters, Quality::Plain);
                marks.qualities.push(l.quality);
            }
            *letters += 1;
        } else if !is_combining_mark(c) {
            key.extend(c.to_lowercase());
            *letters += 1;
        }
    };
    let mut letters = 0;
    if token.chars().any(is_combining_mark) {
        token.nfc().for_each(|c| push(c, &mut letters));
    } else {
        token.chars().for_each(|c| push(c, &mut letters));
    }
    merge_y(key);
    marks
}

fn is_format(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// One syllable, two spellings: hy ky ly my sy ty quy = hi ki li mi si ti qui.
fn merge_y(key: &mut String) {
    if matches!(key.as_str(), "hy" | "ky" | "ly" | "my" | "sy" | "ty" | "quy") {
        key.pop();
        key.push('i');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_syllable_one_key() {
        for (a, b) in [
            ("hòa", "hoà"),
            ("Ủy", "uỷ"),
            ("lý", "lí"),
            ("Mỹ", "mĩ"),
            ("quý", "quí"),
            ("đường", "ĐƯỜNG"),
            ("Đảng", "Ðảng"),
            ("tầng", "ta\u{302}\u{300}ng"),
            ("tầng", "tâ\u{300}ng"),
            ("hạ", "ha\u{323}"),
            ("thúy", "thuý"),
            ("hạ", "h\u{ad}ạ"),
        ] {
            assert_eq!(exact(a), exact(b), "{a} {b}");
        }
    }

    #[test]
    fn other_syllables_other_keys() {
        let words = [
            "ha", "hà", "hạ", "hả", "há", "hã", "hâ", "hă", "đa", "da", "tang", "tâng", "tầng",
            "tăng", "tằng", "tuong", "tương", "tuơng", "tưong", "tường", "cung", "cùng", "quy",
            "quỹ", "quý", "so", "số", "sở", "sổ", "sô", "sơ", "02", "2",
        ];
        for (i, a) in words.iter().enumerate() {
            for b in words.iter().skip(i + 1) {
                assert_ne!(exact(a), exact(b), "{a} {b}");
            }
        }
    }

    #[test]
    fn every_form_lies_in_the_range_of_its_letters() {
        for word in ["hạ", "ha", "Hà", "hâ"] {
            let key = exact(word);
            assert!(key.as_str() >= "ha" && key.as_str() < "ha\u{3}");
            assert_eq!(folded(&key), "ha");
        }
        assert!(unknown("ha").as_str() < "ha\u{3}");
        assert!(exact("hab").as_str() > "ha\u{3}");
        assert_ne!(exact("ha"), unknown("ha"));
    }

    proptest! {
        #[test]
        fn never_fails(token in "\\PC*") {
            prop_assert!(folded(&exact(&token)).chars().count() <= MAX_LETTERS * 3);
        }

        #[test]
        fn normal_forms_agree(token in "[a-zđàảãáạăằắâầấêềôồơờưừỳý]{1,8}") {
            let nfd: String = token.nfd().collect();
            prop_assert_eq!(exact(&token), exact(&nfd));
            prop_assert_eq!(exact(&token), exact(&token.to_uppercase()));
        }
    }
}
