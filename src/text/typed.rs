//! A text as other people would type it: for measuring whether the way of typing matters.
//!
//! In: a text with its marks. Out: the same in another [`Typing`].

use super::fold::fold_char;
use super::letter::{Quality, Tone, letter};
use unicode_normalization::UnicodeNormalization;

/// A way of typing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Typing {
    /// As it is.
    Plain,
    /// Without any mark.
    Unmarked,
    /// Every second word without marks, from the first on.
    Mixed,
    /// Marks as characters of their own (NFD).
    Decomposed,
    /// The tone on the other letter: hoà for hòa, ủy for uỷ.
    OtherTone,
    /// In capitals.
    Capitals,
}

impl Typing {
    /// All of them, the plain one first.
    pub const ALL: [Self; 6] = [
        Self::Plain,
        Self::Unmarked,
        Self::Mixed,
        Self::Decomposed,
        Self::OtherTone,
        Self::Capitals,
    ];

    /// Its name in results.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Unmarked => "unmarked",
            Self::Mixed => "mixed",
            Self::Decomposed => "nfd",
            Self::OtherTone => "other-tone",
            Self::Capitals => "capitals",
        }
    }

    /// The text typed so.
    #[must_use]
    pub fn apply(self, text: &str) -> String {
        let text: String = text.nfc().collect();
        match self {
            Self::Plain => text,
            Self::Unmarked => text.chars().map(fold_char).collect(),
            Self::Mixed => mixed(&text),
            Self::Decomposed => text.nfd().collect(),
            Self::OtherTone => other_tone(&text),
            Self::Capitals => text.to_uppercase(),
        }
    }
}

fn mixed(text: &str) -> String {
    let mut typed = String::with_capacity(text.len());
    for (at, word) in text.split_inclusive(char::is_whitespace).enumerate() {
        match at % 2 {
            0 => typed.extend(word.chars().map(fold_char)),
            _ => typed.push_str(word),
        }
    }
    typed
}

/// Moves the tone within `oa oe uy` at the end of a syllable; there alone two ways are in use.
fn other_tone(text: &str) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for at in 0..chars.len() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
        let (Some(&first), Some(&second)) = (chars.get(at), chars.get(at + 1)) else { break };
        let is_end = chars.get(at + 2).is_none_or(|c| !c.is_alphabetic());
        let is_qu = matches!(before, Some('q' | 'Q'));
        if is_end
            && !is_qu
            && let Some(moved) = moved(first, second)
            && let Some(pair) = chars.get_mut(at..at + 2)
        {
            pair.copy_from_slice(&moved);
        }
    }
    chars.into_iter().collect()
}

fn moved(first: char, second: char) -> Option<[char; 2]> {
    let (a, b) = (letter(first)?, letter(second)?);
    let is_pair = matches!((a.base, b.base), ('o', 'a' | 'e') | ('u', 'y'));
    let is_plain = a.quality == Quality::Plain && b.quality == Quality::Plain;
    if !is_pair || !is_plain {
        return None;
    }
    match (a.tone, b.tone) {
        (Tone::Level, Tone::Level) => None,
        (tone, Tone::Level) => Some([fold_char(first), with_tone(second, tone)]),
        (Tone::Level, tone) => Some([with_tone(first, tone), fold_char(second)]),
        _ => None,
    }
}

fn with_tone(c: char, tone: Tone) -> char {
    let mark = match tone {
        Tone::Level => return c,
        Tone::Grave => '\u{300}',
        Tone::Acute => '\u{301}',
        Tone::Hook => '\u{309}',
        Tone::Tilde => '\u{303}',
        Tone::Dot => '\u{323}',
    };
    [c, mark].into_iter().nfc().next().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::key::exact;
    use proptest::prelude::*;

    #[test]
    fn ways_of_typing() {
        let text = "Ủy ban điều hòa, KHOẺ, quý hoàn";
        assert_eq!(Typing::Plain.apply(text), text);
        assert_eq!(Typing::Unmarked.apply(text), "Uy ban dieu hoa, KHOE, quy hoan");
        assert_eq!(Typing::Mixed.apply("hạ tầng số hóa"), "ha tầng so hóa");
        assert_eq!(Typing::OtherTone.apply(text), "Uỷ ban điều hoà, KHỎE, quý hoàn");
        assert_eq!(Typing::Decomposed.apply("hạ"), "ha\u{323}");
        assert_eq!(Typing::Capitals.apply("hạ tầng"), "HẠ TẦNG");
    }

    proptest! {
        #[test]
        fn the_other_tone_is_the_same_syllable(word in "[bhtkđ]{0,1}(o[àáảãạaeèẽ]|[òóỏõọ][ae]|u[ỳýỷỹỵ]|[ùúủũụ]y)") {
            let other = Typing::OtherTone.apply(&word);
            prop_assert_eq!(exact(&word), exact(&other));
            prop_assert_eq!(Typing::OtherTone.apply(&other), word);
        }
    }
}
