//! What a word typed without marks may be: any syllable with its letters, each as likely typed so.

use super::channel::Candidate;
use super::model::{FIRST, Language, Syllable};
use super::units::Case;
use crate::text::fold::fold;
use std::collections::HashMap;

/// The syllables, by their letters without marks.
pub(super) struct Bare {
    syllables: HashMap<String, Vec<Syllable>>,
}

impl Bare {
    pub(super) fn new(language: &Language) -> Self {
        let mut syllables: HashMap<String, Vec<Syllable>> = HashMap::new();
        for syllable in (FIRST..language.len()).filter_map(|at| Syllable::try_from(at).ok()) {
            syllables.entry(fold(language.letters(syllable))).or_default().push(syllable);
        }
        Self { syllables }
    }

    pub(super) fn candidates(&self, word: &str) -> Vec<Candidate> {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let case = match word.chars().next() {
            Some(first) if first.is_uppercase() => {
                if capitals > 1 {
                    Case::Upper
                } else {
                    Case::Title
                }
            }
            _ => Case::Lower,
        };
        let found = self.syllables.get(&fold(word)).into_iter().flatten();
        found.map(|syllable| Candidate { syllable: *syllable, case, score: 0.0 }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::model;
    use super::*;

    #[test]
    fn every_form_is_as_likely() {
        let bare = Bare::new(&model().language);
        let letters = |word: &str| -> Vec<String> {
            let of = |candidate: &Candidate| {
                candidate.case.of(model().language.letters(candidate.syllable))
            };
            bare.candidates(word).iter().map(of).collect()
        };
        for form in ["số", "sổ", "so", "sơ"] {
            assert!(letters("so").iter().any(|found| found == form), "{form}");
        }
        assert!(letters("Uy").contains(&"Ủy".to_owned()));
        assert!(letters("UY").contains(&"ỦY".to_owned()));
        assert!(letters("xyz").is_empty());
    }
}
