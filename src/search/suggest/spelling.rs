//! How what was typed is compared with what may be meant.
//!
//! Words are compared by their letters without marks, y as i; the marks that were typed must be there, those
//! that were not may be. Pure.

use crate::text::fold::fold;
use crate::text::letter::{Quality, Tone, letter};
use crate::text::token::tokens;
use unicode_normalization::UnicodeNormalization;

/// The words of a text, without marks, a space between.
pub(super) fn spelled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for token in tokens(text) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&fold(token.text).replace('y', "i"));
    }
    out
}

/// The beginning of a question.
pub(super) struct Typed {
    /// As [`spelled`]; with a space behind where the last word is whole.
    pub prefix: String,
    words: Vec<Marks>,
}

/// The marks of one word.
#[derive(Debug, Default, PartialEq, Eq)]
struct Marks {
    qualities: Vec<Quality>,
    tone: Tone,
}

impl Typed {
    pub(super) fn new(typed: &str) -> Self {
        let mut prefix = spelled(typed);
        if !prefix.is_empty() && typed.ends_with(char::is_whitespace) {
            prefix.push(' ');
        }
        Self { prefix, words: marks(typed) }
    }

    /// Whether the words of a text, from one of them on, have the marks that were typed.
    pub(super) fn fits(&self, text: &str, from: usize) -> bool {
        if self.words.iter().all(Marks::is_bare) {
            return true;
        }
        let of_text = marks(text);
        let mut there = of_text.iter().skip(from);
        self.words.iter().all(|typed| there.next().is_some_and(|word| typed.is_within(word)))
    }
}

impl Marks {
    fn is_bare(&self) -> bool {
        self.tone == Tone::Level && self.qualities.iter().all(|q| *q == Quality::Plain)
    }

    fn is_within(&self, other: &Self) -> bool {
        let letters = self.qualities.iter().zip(&other.qualities);
        let of_letters = letters.into_iter().all(|(a, b)| *a == Quality::Plain || a == b);
        of_letters && (self.tone == Tone::Level || self.tone == other.tone)
    }
}

fn marks(text: &str) -> Vec<Marks> {
    let of = |word: &str| {
        let mut marks = Marks::default();
        for c in word.nfc() {
            let letter = letter(c).unwrap_or_default();
            marks.qualities.push(letter.quality);
            if letter.tone != Tone::Level {
                marks.tone = letter.tone;
            }
        }
        marks
    };
    tokens(text).map(|token| of(token.text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begins(typed: &str, text: &str) -> bool {
        let typed = Typed::new(typed);
        spelled(text).starts_with(&typed.prefix) && typed.fits(text, 0)
    }

    #[test]
    fn marks_bind_where_they_are_typed() {
        for typed in [
            "h",
            "ha",
            "hạ",
            "ha ",
            "ha ta",
            "hạ tầ",
            "hạ tâ",
            "HẠ TẦNG",
            "ha tầng so",
            "ha\u{323} t",
        ] {
            assert!(begins(typed, "hạ tầng số"), "{typed}");
        }
        for typed in ["hà", "ha tă", "hạ tấ", "hạ  số", "hạ tầng sơ", "tầng"] {
            assert!(!begins(typed, "hạ tầng số"), "{typed}");
        }
        assert!(!begins("tâ", "tăng"));
        assert!(begins("hoà", "hòa bình") && begins("lí", "lý do") && begins("202-k", "202-KL/TW"));
        assert!(!begins("hạ tầng số ", "hạ tầng số"));
    }
}
