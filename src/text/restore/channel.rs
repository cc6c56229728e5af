//! What a misread word may have been: candidates among the syllables, by how likely each is to be
//! printed so.
//!
//! In: a word as printed, without the signs around it. Out: [`Candidate`]s, the likeliest first. The
//! word is cut in two at every place: how likely each onset is printed as the one half, each rime as
//! the other.

use super::letters::Letters;
use super::model::{FIRST, Language, Model, Syllable};
use super::units::{BEAM, Case, HOPELESS, Units};
use crate::text::fold::fold;

/// Candidates that are kept of a word.
const KEPT: usize = 16;
/// The most characters that an onset is printed as.
const ONSET: usize = 6;

/// A syllable that a word may have been.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub(super) syllable: Syllable,
    pub(super) case: Case,
    /// Natural logarithm of the probability that it is printed as the word.
    pub(super) score: f32,
}

/// The syllables as onsets and rimes, and how those are misread.
pub(super) struct Channel {
    model: &'static Model,
    letters: Letters<'static>,
    onsets: Units,
    rimes: Units,
    /// By onset: the rimes behind it, and the syllables that they make.
    syllables: Vec<Vec<(usize, Syllable)>>,
    /// The number of no onset.
    none: usize,
}

impl Channel {
    pub(super) fn new(model: &'static Model) -> Self {
        let (mut letters, mut onsets, mut rimes) =
            (Letters::new(model), Units::new(), Units::new());
        let none = onsets.number("", &mut letters, model);
        let mut syllables: Vec<Vec<(usize, Syllable)>> = Vec::new();
        for at in FIRST..model.language.len() {
            let Ok(syllable) = Syllable::try_from(at) else { break };
            let (onset, rime) = cut(model.language.letters(syllable));
            let onset = onsets.number(onset, &mut letters, model);
            let rime = rimes.number(rime, &mut letters, model);
            if syllables.len() <= onset {
                syllables.resize_with(onset + 1, Vec::new);
            }
            if let Some(row) = syllables.get_mut(onset) {
                row.push((rime, syllable));
            }
        }
        Self { model, letters, onsets, rimes, syllables, none }
    }

    /// The likeliest syllables that a word may have been, each once.
    pub(super) fn candidates(&mut self, word: &str) -> Vec<Candidate> {
        let printed: Vec<char> = word.chars().collect();
        let mut found: Vec<Candidate> = Vec::new();
        if printed.is_empty() {
            return found;
        }
        // Beside the likelihood of a way of writing in running text.
        self.find(&printed, Case::Lower, -0.15, &mut found);
        if !printed.first().is_some_and(|c| c.is_lowercase()) {
            self.find(&printed, Case::Title, -2.2, &mut found);
            let letters = printed.iter().filter(|c| c.is_alphabetic());
            if letters.clone().count() > 1 && letters.clone().all(|c| c.is_uppercase()) {
                self.find(&printed, Case::Upper, -3.5, &mut found);
            }
        }
        let language = &self.model.language;
        found.sort_by(|a, b| rank(language, b).total_cmp(&rank(language, a)));
        let mut seen: Vec<Syllable> = Vec::new();
        found.retain(|candidate| {
            let is_new = !seen.contains(&candidate.syllable) && seen.len() < KEPT;
            if is_new {
                seen.push(candidate.syllable);
            }
            is_new
        });
        found
    }

    /// Adds the syllables that the word may have been in a way of writing.
    fn find(&mut self, printed: &[char], case: Case, prior: f32, found: &mut Vec<Candidate>) {
        let mut best = found.iter().map(|known| known.score).fold(f32::NEG_INFINITY, f32::max);
        for at in 0..=printed.len().min(ONSET) {
            let (Some(before), Some(behind)) = (printed.get(..at), printed.get(at..)) else {
                break;
            };
            let onsets = self.onsets.scores(&mut self.letters, before, case);
            for (onset, (score, rows)) in onsets.iter().zip(&self.syllables).enumerate() {
                if *score <= HOPELESS || *score + prior < best - BEAM {
                    continue;
                }
                let case_behind = match case {
                    Case::Title if onset != self.none => Case::Lower,
                    case => case,
                };
                let rimes = self.rimes.scores(&mut self.letters, behind, case_behind);
                for (rime, syllable) in rows {
                    let rime = rimes.get(*rime).copied().unwrap_or(f32::NEG_INFINITY);
                    let score = prior + score + rime;
                    if score > (best - BEAM).max(HOPELESS) {
                        best = best.max(score);
                        found.push(Candidate { syllable: *syllable, case, score });
                    }
                }
            }
        }
    }
}

/// A syllable as onset and rime; the rule that the model was learned with.
fn cut(syllable: &str) -> (&str, &str) {
    let is_vowel = |letter: char| {
        let plain = fold(letter.encode_utf8(&mut [0; 4]));
        plain.starts_with(['a', 'e', 'i', 'o', 'u', 'y'])
    };
    let at = syllable.find(is_vowel).unwrap_or(syllable.len());
    syllable.split_at_checked(at).unwrap_or((syllable, ""))
}

/// Likeliness as read, and, weaker, as a word.
fn rank(language: &Language, candidate: &Candidate) -> f32 {
    candidate.score + 0.7 * language.alone(candidate.syllable)
}

#[cfg(test)]
mod tests {
    use super::super::model::model;
    use super::*;

    fn best(word: &str) -> Vec<String> {
        let mut channel = Channel::new(model());
        let letters =
            |candidate: &Candidate| model().language.letters(candidate.syllable).to_owned();
        channel.candidates(word).iter().map(letters).collect()
    }

    #[test]
    fn the_right_syllable_is_among_the_candidates() {
        for (printed, meant) in [
            ("tiép", "tiếp"),
            ("trién", "triển"),
            ("cdp", "cấp"),
            ("ludgn", "luận"),
            ("chtrc", "chức"),
            ("v&", "về"),
            ("nhiing", "những"),
            ("DANG", "đảng"),
            ("Tinh", "tỉnh"),
            ("tdng", "tầng"),
        ] {
            assert!(
                best(printed).iter().any(|word| word == meant),
                "{printed}: {:?}",
                best(printed)
            );
        }
    }

    #[test]
    fn candidates_are_few_and_each_stands_once() {
        let found = best("cdc");
        assert!((1..=KEPT).contains(&found.len()));
        let mut once = found.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), found.len());
    }

    #[test]
    fn what_is_no_word_has_no_candidates() {
        assert!(best("~~~###$$$%%%@@@").is_empty());
        assert!(best("").is_empty());
    }
}
