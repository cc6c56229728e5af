//! One word of a question, and how a word of a text relates to it.
//!
//! The same rule classifies terms of the dictionary (search) and tokens of a page (highlighter).

use super::pattern::Place;
use crate::index::analyzer::analyze;
use crate::text::fold::fold;
use crate::text::key;
use crate::text::syllable::is_legal_folded;

/// One word asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    /// As typed.
    pub text: String,
    /// Its key, marks included.
    pub key: String,
    /// It is the beginning of the word: `tần*`.
    pub is_prefix: bool,
    /// The user typed a mark before it that a phrase does not cross: a text may have one there.
    pub may_follow_break: bool,
    /// Other writings of the same word: 2 = 02 = hai.
    pub same: Vec<String>,
}

/// How a word of a text relates to the word asked for, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Relation {
    /// The same, marks included.
    Same,
    /// The same letters in a passage that is written without marks.
    Unknown,
    /// The same in a reading of a damaged word, with its doubt.
    Guessed(u8),
    /// The question has no marks at all, the text has.
    Form,
    /// The marks are missing here or there, though question and passage have marks elsewhere.
    Missing,
    /// Other marks.
    Wrong,
    /// One letter more, less, or other.
    Letter,
}

/// Letters that a prefix must have to be taken as one.
const SHORTEST_PREFIX: usize = 2;

impl Slot {
    /// The folded letters.
    pub(crate) fn folded(&self) -> &str {
        key::folded(&self.key)
    }

    /// How a key of a text relates to this word; `is_unmarked`: the question has no marks at all.
    pub(crate) fn relation(&self, other: &str, is_unmarked: bool) -> Option<Relation> {
        if self.is_prefix {
            return self.begins(other, is_unmarked);
        }
        if other == self.key || self.same.iter().any(|same| same == other) {
            return Some(Relation::Same);
        }
        if key::folded(other) != self.folded() {
            return None;
        }
        Some(if other.ends_with(key::UNKNOWN) {
            if is_unmarked { Relation::Same } else { Relation::Unknown }
        } else if is_unmarked {
            Relation::Form
        } else if key::is_marked(other) && key::is_marked(&self.key) {
            Relation::Wrong
        } else {
            Relation::Missing
        })
    }

    /// How a word relates that begins like this one. A tone typed is a tone asked for; none may still come.
    fn begins(&self, other: &str, is_unmarked: bool) -> Option<Relation> {
        let folded = self.prefix();
        if !key::folded(other).starts_with(&folded) && key::folded(other) != self.folded() {
            return None;
        }
        Some(if other.ends_with(key::UNKNOWN) {
            if is_unmarked { Relation::Same } else { Relation::Unknown }
        } else if is_unmarked {
            if key::is_marked(other) { Relation::Form } else { Relation::Same }
        } else if key::begins(&self.key, folded.len(), other) {
            Relation::Same
        } else {
            Relation::Wrong
        })
    }

    /// The folded letters as typed: `ly` of `ly*`, where a whole word is compared as `li`.
    pub(crate) fn prefix(&self) -> String {
        fold(&self.text).chars().filter(|c| c.is_alphanumeric()).collect()
    }

    /// Whether it asks for more words than can be looked at.
    pub(crate) fn is_short_prefix(&self) -> bool {
        self.is_prefix && self.prefix().chars().count() < SHORTEST_PREFIX
    }

    /// Where the word stands in a short text.
    pub(crate) fn places_in(&self, text: &str, is_unmarked: bool) -> Vec<Place> {
        let place = |(which, token): (u32, crate::index::analyzer::Analyzed)| {
            let relation = self.relation(&token.key, is_unmarked)?;
            Some(Place { position: token.position, which, relation })
        };
        (0..).zip(analyze(text)).filter_map(place).collect()
    }

    /// How a term of what damaged pages may have said relates to this word: [`Relation::Guessed`], or
    /// not at all.
    pub(crate) fn reading(&self, key: &str, doubt: u8, is_unmarked: bool) -> Option<Relation> {
        let is_same = matches!(self.relation(key, is_unmarked)?, Relation::Same | Relation::Form);
        is_same.then_some(Relation::Guessed(doubt))
    }

    /// Folded syllables one letter away: one left out, put in, replaced, or two swapped.
    pub(crate) fn letter_variants(&self) -> Vec<String> {
        let letters: Vec<char> = self.folded().chars().collect();
        if letters.len() < 3 || !letters.iter().all(char::is_ascii_lowercase) {
            return Vec::new();
        }
        let spell = |parts: [&[char]; 3]| parts.concat().into_iter().collect::<String>();
        let mut variants = Vec::new();
        for at in 0..=letters.len() {
            let (head, tail) = letters.split_at(at);
            for letter in 'a'..='z' {
                variants.push(spell([head, &[letter], tail]));
                if let Some((_, rest)) = tail.split_first() {
                    variants.push(spell([head, &[letter], rest]));
                }
            }
            if let Some((_, rest)) = tail.split_first() {
                variants.push(spell([head, &[], rest]));
            }
            if let [first, second, rest @ ..] = tail {
                variants.push(spell([head, &[*second, *first], rest]));
            }
        }
        variants.retain(|variant| variant != self.folded() && is_legal_folded(variant));
        variants.sort_unstable();
        variants.dedup();
        variants
    }

    /// Whether a folded syllable is one of [`Slot::letter_variants`], told without making them.
    pub(crate) fn is_letter_off(&self, other: &str) -> bool {
        let (own, other_bytes) = (self.folded().as_bytes(), other.as_bytes());
        if own.len() < 3
            || own.len().abs_diff(other_bytes.len()) > 1
            || !own.iter().chain(other_bytes).all(u8::is_ascii_lowercase)
        {
            return false;
        }
        let same = own.iter().zip(other_bytes).take_while(|(a, b)| a == b).count();
        let rest =
            (own.get(same..).unwrap_or_default(), other_bytes.get(same..).unwrap_or_default());
        let is_off = match rest {
            ([], []) => false,
            ([_, a @ ..], [_, b @ ..]) if a == b => true,
            ([x, y, a @ ..], [v, w, b @ ..]) if x == w && y == v && a == b => true,
            ([_, a @ ..], b) if a == b => true,
            (a, [_, b @ ..]) => a == b,
            _ => false,
        };
        is_off && is_legal_folded(other)
    }
}

/// Small numbers are written in figures or in words: `2 cấp` = `02 cấp` = `hai cấp`.
const NUMERALS: [(&str, &str); 10] = [
    ("1", "một"),
    ("2", "hai"),
    ("3", "ba"),
    ("4", "bốn"),
    ("5", "năm"),
    ("6", "sáu"),
    ("7", "bảy"),
    ("8", "tám"),
    ("9", "chín"),
    ("10", "mười"),
];

/// Other writings of the number that a word writes, as keys. `năm` is a year as well as 5, so a
/// word next to a figure ("năm 2025") is no number, nor a figure next to a figure ("5/2025").
pub(crate) fn numerals(word: &str, is_by_a_figure: bool) -> Vec<String> {
    if is_by_a_figure {
        return Vec::new();
    }
    let own = key::exact(word);
    let figure = own.trim_start_matches('0');
    let found = NUMERALS.iter().find(|(digit, name)| *digit == figure || key::exact(name) == own);
    let Some((digit, name)) = found else { return Vec::new() };
    let mut same = vec![(*digit).to_owned(), format!("{digit:0>2}"), key::exact(name)];
    same.retain(|writing| *writing != own);
    same
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(word: &str) -> Slot {
        Slot {
            text: word.into(),
            key: key::exact(word),
            is_prefix: false,
            may_follow_break: false,
            same: vec![],
        }
    }

    #[test]
    fn relations() {
        let tang = slot("tầng");
        let is = |other: &str| tang.relation(&key::exact(other), false);
        assert_eq!(is("TẦNG"), Some(Relation::Same));
        assert_eq!(is("tang"), Some(Relation::Missing));
        assert_eq!(is("tăng"), Some(Relation::Wrong));
        assert_eq!(is("tâng"), Some(Relation::Wrong));
        assert_eq!(is("tan"), None);
        assert_eq!(tang.relation(&key::unknown("tang"), false), Some(Relation::Unknown));
        let bare = slot("tang");
        assert_eq!(bare.relation(&key::exact("tầng"), true), Some(Relation::Form));
        assert_eq!(bare.relation(&key::unknown("tang"), true), Some(Relation::Same));
        assert_eq!(bare.relation(&key::exact("tầng"), false), Some(Relation::Missing));
    }

    #[test]
    fn one_letter_off() {
        assert!(slot("tầnh").letter_variants().contains(&"tang".to_owned()));
        assert!(slot("tagn").letter_variants().contains(&"tang".to_owned()));
        assert!(!slot("tầng").letter_variants().contains(&"tang".to_owned()));
        assert!(slot("số").letter_variants().is_empty(), "too short to guess");
        for word in ["tầnh", "tagn", "tầng", "số", "nghiêng", "của", "202", "oan"] {
            let slot = slot(word);
            let variants = slot.letter_variants();
            assert!(variants.iter().all(|variant| slot.is_letter_off(variant)), "{word}");
            let near = variants.iter().flat_map(|variant| self::slot(variant).letter_variants());
            for other in near.chain(["".into(), "t".into(), slot.folded().into()]) {
                assert_eq!(slot.is_letter_off(&other), variants.contains(&other), "{word} {other}");
            }
        }
    }

    #[test]
    fn numbers_in_words() {
        assert_eq!(numerals("2", false), ["02".to_owned(), key::exact("hai")]);
        assert_eq!(numerals("hai", false), ["2", "02"]);
        assert!(numerals("năm", true).is_empty());
        assert!(numerals("2025", false).is_empty());
        assert!(numerals("0", false).is_empty());
    }
}
