//! Damaged text → what it most likely said, word by word, with how sure that is.
//!
//! In: text that a wrong OCR made of Vietnamese, or Vietnamese without marks. Out: [`Guess`]es, each
//! beside the word it stands for; the text itself is never changed. Noisy channel: how a syllable is
//! printed by a reader that has no marks ([`channel`]), times how likely syllables follow each other
//! ([`model`]). Numbers, symbols and abbreviations are not guessed.
//!
//! On good text this does harm (99.8 % right syllables become 90 %): what is damaged is decided
//! before, by [`quality`](super::quality).

mod bare;
mod channel;
mod decode;
mod letters;
mod model;
mod shown;
mod sums;
mod units;
mod unmarked;

pub use shown::{CERTAIN, Shown};
pub use unmarked::{add_marks, is_unmarked};

use bare::Bare;
use channel::{Candidate, Channel};
use decode::{Decision, Place};
use model::{ABBREVIATION, BREAK, Model, NUMBER, OTHER, Syllable, model};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// Characters of a word beyond which it is no syllable.
const LONGEST: usize = 12;
/// The most readings given of a word, and the least probable. Five, and .01, find 1 in 100 phrases less.
pub(crate) const READINGS: usize = 8;
const LEAST: f32 = 0.004;

/// A word that was guessed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Guess {
    /// Its bytes in the text, without the signs around it.
    pub bytes: Range<usize>,
    /// What it most likely said, then what else it may have said; each once, at most eight.
    pub readings: Vec<Reading>,
}

/// What a word may have said.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The syllable, in the word's case.
    pub text: String,
    /// How probable it is, from 0 to 1.
    pub probability: f32,
}

/// Restores texts; keeps what it found out about words, since half of them come again.
pub struct Restorer {
    model: &'static Model,
    source: Source,
    known: HashMap<String, Rc<Vec<Candidate>>>,
}

/// How a text came to be what it is.
enum Source {
    /// An OCR without Vietnamese read it.
    Misread(Box<Channel>),
    /// It was typed without marks.
    Bare(Bare),
}

/// Words that are kept; a text that has more is no text.
const KNOWN: usize = 100_000;

impl std::fmt::Debug for Restorer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Restorer").field("known", &self.known.len()).finish_non_exhaustive()
    }
}

impl Default for Restorer {
    fn default() -> Self {
        Self::new()
    }
}

/// A word, or a break, of the text.
struct Slot {
    /// Empty at a break.
    bytes: Range<usize>,
    candidates: Option<Rc<Vec<Candidate>>>,
    place: Place,
}

impl Restorer {
    /// A restorer of text that an OCR without Vietnamese read; unpacks the model, if nobody did before.
    #[must_use]
    pub fn new() -> Self {
        let model = model();
        let source = Source::Misread(Box::new(Channel::new(model)));
        Self { model, source, known: HashMap::new() }
    }

    /// A restorer of text that was typed without marks.
    #[must_use]
    pub fn of_unmarked() -> Self {
        let model = model();
        Self { model, source: Source::Bare(Bare::new(&model.language)), known: HashMap::new() }
    }

    /// What the words of a text most likely said, in order; words that are not guessed are left out.
    pub fn restore(&mut self, text: &str) -> Vec<Guess> {
        let slots = self.slots(text);
        let places: Vec<Place> = slots.iter().map(|slot| slot.place.clone()).collect();
        let decisions = decode::decide(&self.model.language, &places);
        let decided = slots.iter().zip(&decisions);
        decided.filter_map(|(slot, decision)| self.guess(text, slot, decision)).collect()
    }

    fn slots(&mut self, text: &str) -> Vec<Slot> {
        let mut slots: Vec<Slot> = Vec::new();
        let close = |slots: &mut Vec<Slot>, at: usize| {
            let is_closed = slots.last().is_none_or(|last| last.bytes.is_empty());
            if !is_closed {
                slots.push(Slot { bytes: at..at, candidates: None, place: vec![(BREAK, 0.0)] });
            }
        };
        let mut ends = 0;
        let mut at = 0;
        for piece in text.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end();
            let start = at;
            at += piece.len();
            if !word.is_empty() {
                // An empty line, or a line beside the text, ends a sentence.
                if ends > 1 {
                    close(&mut slots, start);
                }
                ends = 0;
                let inner = core(word);
                if inner.start > 0 {
                    close(&mut slots, start);
                }
                let core = word.get(inner.clone()).unwrap_or_default();
                if !core.is_empty() {
                    let bytes = start + inner.start..start + inner.end;
                    slots.push(self.slot(core, bytes));
                }
                if inner.end < word.len() {
                    close(&mut slots, start + word.len());
                }
            }
            ends += usize::from(piece.ends_with('\n')) + 2 * usize::from(piece.ends_with('\u{b}'));
        }
        slots
    }

    fn slot(&mut self, word: &str, bytes: Range<usize>) -> Slot {
        if let Some(marker) = fixed(word) {
            return Slot { bytes, candidates: None, place: vec![(marker, 0.0)] };
        }
        let candidates = match self.known.get(word) {
            Some(known) => Rc::clone(known),
            None => {
                let found = Rc::new(match &mut self.source {
                    Source::Misread(channel) => channel.candidates(word),
                    Source::Bare(bare) => bare.candidates(word),
                });
                if self.known.len() < KNOWN {
                    self.known.insert(word.to_owned(), Rc::clone(&found));
                }
                found
            }
        };
        let mut place: Place = candidates.iter().map(|c| (c.syllable, c.score)).collect();
        // It may be what it is: a foreign word, or an abbreviation.
        let length = word.chars().count() as f32;
        let is_capital = word.chars().all(|c| !c.is_lowercase());
        place.push(if is_capital {
            (ABBREVIATION, -6.0 - 1.2 * length)
        } else {
            (OTHER, -9.0 - 1.5 * length)
        });
        Slot { bytes, candidates: Some(candidates), place }
    }

    /// `None` for a word that stays as it is.
    fn guess(&self, text: &str, slot: &Slot, decision: &Decision) -> Option<Guess> {
        let Decision { choice, shares } = decision;
        let candidates = slot.candidates.as_ref()?;
        let as_it_is = || text.get(slot.bytes.clone()).unwrap_or_default().to_owned();
        let reading = |at: usize| Reading {
            text: candidates.get(at).map_or_else(as_it_is, |candidate| self.written(candidate)),
            probability: shares.get(at).copied().unwrap_or_default(),
        };
        let mut order: Vec<usize> = (0..shares.len()).filter(|at| at != choice).collect();
        order.sort_by(|a, b| {
            shares.get(*b).partial_cmp(&shares.get(*a)).unwrap_or(std::cmp::Ordering::Equal)
        });
        let others = order.into_iter().map(reading).filter(|other| other.probability >= LEAST);
        let readings = std::iter::once(reading(*choice)).chain(others).take(READINGS).collect();
        Some(Guess { bytes: slot.bytes.clone(), readings })
    }

    fn written(&self, candidate: &Candidate) -> String {
        let letters = self.model.language.letters(candidate.syllable);
        candidate.case.of(letters)
    }
}

/// A word without the signs around it.
fn core(word: &str) -> Range<usize> {
    const OPENING: &str = "([{“\"'‘«-–—•*+";
    const CLOSING: &str = ").,;:!?]}”\"'’»…-–—";
    let start = word.len() - word.trim_start_matches(|c| OPENING.contains(c)).len();
    let rest = word.get(start..).unwrap_or_default();
    start..start + rest.trim_end_matches(|c| CLOSING.contains(c)).len()
}

/// What a word is that is not guessed: a number, a date, a symbol (`186-KL/TW`), a long word.
fn fixed(word: &str) -> Option<Syllable> {
    let mut chars = word.chars();
    let is_number = chars.next().is_some_and(|c| c.is_ascii_digit())
        && chars.all(|c| c.is_ascii_digit() || "./,:%-–+*".contains(c));
    if is_number {
        return Some(NUMBER);
    }
    let is_joined = word.contains(['-', '/']);
    let has_digit = word.contains(|c: char| c.is_ascii_digit());
    let is_capital = word.contains(char::is_uppercase) && !word.contains(char::is_lowercase);
    if is_joined && (has_digit || is_capital) || is_symbol(word) {
        let is_number = word.starts_with(|c: char| c.is_ascii_digit());
        return Some(if is_number { NUMBER } else { ABBREVIATION });
    }
    if is_abbreviation(word) {
        return Some(ABBREVIATION);
    }
    (word.chars().count() > LONGEST).then_some(OTHER)
}

/// Whether it looks like the symbol of a document though not all of it is in capitals (`cv/TU`), or is
/// "V/v": short parts, one of them in capitals.
fn is_symbol(word: &str) -> bool {
    let is_short = |part: &str| (1..=6).contains(&part.chars().count());
    let is_capital = |part: &str| part.chars().all(char::is_uppercase);
    let mut parts = word.split(['/', '-']);
    word.contains('/') && parts.clone().all(is_short) && parts.any(is_capital)
}

/// Abbreviations that offices print everywhere, as an OCR without marks leaves them.
fn is_abbreviation(word: &str) -> bool {
    const KNOWN: [&str; 16] = [
        "UBND", "HDND", "HĐND", "MTTQ", "TTHC", "CCHC", "KHCN", "TW", "TU", "VPTU", "BCD", "QD",
        "ND", "CP", "TTg", "VNeID",
    ];
    KNOWN.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn restored(text: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        for guess in Restorer::new().restore(text) {
            out.push_str(text.get(at..guess.bytes.start).unwrap());
            out.push_str(&guess.readings[0].text);
            at = guess.bytes.end;
        }
        out + text.get(at..).unwrap()
    }

    #[test]
    fn a_damaged_sentence_is_read() {
        assert_eq!(
            restored("trién khai ha tdng sé, chuyén d6i sé va dé 4n 06 theo Cong van so 12-CV/TU."),
            "triển khai hạ tầng số, chuyển đổi số và đề án 06 theo Công văn số 12-CV/TU."
        );
    }

    #[test]
    fn text_without_marks_is_read() {
        assert_eq!(
            restored("Uy ban nhan dan tinh yeu cau cac dia phuong tap trung ra soat"),
            "Ủy ban nhân dân tỉnh yêu cầu các địa phương tập trung rà soát"
        );
    }

    #[test]
    fn numbers_and_symbols_stay() {
        for word in ["472-CV/TU", "cv/TU", "V/v", "12/2025", "08.9", "UBND", "186-KL/TW", "NQ-CP"] {
            assert!(fixed(word).is_some(), "{word}");
        }
        for word in ["Dang", "TINH", "gitp", "0y", "Két"] {
            assert_eq!(fixed(word), None, "{word}");
        }
    }

    #[test]
    fn readings_are_ordered_and_sum_to_no_more_than_one() {
        for guess in Restorer::new().restore("Céc co quan chuyén trach tham muu, gitp viéc Tinh Uy")
        {
            let sum: f32 = guess.readings.iter().map(|reading| reading.probability).sum();
            assert!(sum <= 1.001 && !guess.readings.is_empty(), "{guess:?}");
            let others = guess.readings.iter().skip(1).map(|reading| reading.probability);
            assert!(others.is_sorted_by(|a, b| a >= b));
        }
    }

    #[test]
    fn any_text_is_taken() {
        for text in ["", " \n\n", "12/2025 - /", "ạ\u{323}\u{323}", "🙂 ~~ ###", &"x".repeat(9_000)]
        {
            for guess in Restorer::new().restore(text) {
                assert!(text.get(guess.bytes).is_some());
            }
        }
    }
}
