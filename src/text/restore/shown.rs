//! A damaged text as it is shown: its words replaced by what they most likely said.
//!
//! In: a text and its [`Guess`]es. Out: [`Shown`], and the way from places of the one to places of the
//! other: what is stored and promised (spans, marks) are places of the text as it was read.

use super::Guess;
use std::borrow::Cow;
use std::ops::Range;

/// Below this probability a word is shown as uncertain.
pub const CERTAIN: f32 = 0.95;

/// A text to show, and what in it was guessed.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown<'t> {
    /// What is shown.
    pub text: Cow<'t, str>,
    words: Vec<Word>,
}

/// A word that was replaced.
#[derive(Debug, Clone, PartialEq)]
struct Word {
    raw: Range<usize>,
    shown: Range<usize>,
    probability: f32,
}

impl<'t> Shown<'t> {
    /// A text with its guesses, which are in order; those that lie outside of it are left out.
    #[must_use]
    pub fn new(raw: &'t str, guesses: &[Guess]) -> Self {
        if guesses.is_empty() {
            return Self { text: raw.into(), words: Vec::new() };
        }
        let (mut text, mut words, mut at) = (String::with_capacity(raw.len()), Vec::new(), 0);
        for guess in guesses {
            let before = raw.get(at..guess.bytes.start);
            let (Some(before), Some(best)) = (before, guess.readings.first()) else { continue };
            if raw.get(guess.bytes.clone()).is_none() {
                continue;
            }
            text.push_str(before);
            let start = text.len();
            text.push_str(&best.text);
            words.push(Word {
                raw: guess.bytes.clone(),
                shown: start..text.len(),
                probability: best.probability,
            });
            at = guess.bytes.end;
        }
        text.push_str(raw.get(at..).unwrap_or_default());
        Self { text: text.into(), words }
    }

    /// Whether any word was replaced.
    #[must_use]
    pub fn is_restored(&self) -> bool {
        !self.words.is_empty()
    }

    /// Where a range of the text as read is shown; a part of a word is the whole word.
    #[must_use]
    pub fn to_shown(&self, raw: Range<usize>) -> Range<usize> {
        let map = |at, is_end| moved(&self.words, at, is_end, |word| (&word.raw, &word.shown));
        map(raw.start, false)..map(raw.end, true)
    }

    /// Where a shown range stands in the text as read.
    #[must_use]
    pub fn to_raw(&self, shown: Range<usize>) -> Range<usize> {
        let map = |at, is_end| moved(&self.words, at, is_end, |word| (&word.shown, &word.raw));
        map(shown.start, false)..map(shown.end, true)
    }

    /// The words, in bytes of what is shown, that are less than [`CERTAIN`].
    pub fn uncertain(&self) -> impl Iterator<Item = Range<usize>> {
        let words = self.words.iter().filter(|word| word.probability < CERTAIN);
        words.map(|word| word.shown.clone())
    }
}

/// A place of one side on the other: the start or the end of the word that it lies in, or as far
/// behind the last word before it.
fn moved(
    words: &[Word],
    at: usize,
    is_end: bool,
    sides: impl Fn(&Word) -> (&Range<usize>, &Range<usize>),
) -> usize {
    let behind = words.partition_point(|word| {
        let (from, _) = sides(word);
        if is_end { from.start < at } else { from.start <= at }
    });
    let Some(word) = behind.checked_sub(1).and_then(|last| words.get(last)) else { return at };
    let (from, to) = sides(word);
    if at < from.end || is_end && at == from.end {
        if is_end { to.end } else { to.start }
    } else {
        to.end + (at - from.end)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Reading;
    use super::*;

    const RAW: &str = "v& h4 tang, sd 5";

    fn guesses() -> Vec<Guess> {
        let guess = |word: &str, said: &str, probability| {
            let start = RAW.find(word).unwrap();
            let readings = vec![Reading { text: said.into(), probability }];
            Guess { bytes: start..start + word.len(), readings }
        };
        vec![
            guess("v&", "về", 0.9),
            guess("h4", "hạ", 1.0),
            guess("tang", "tầng", 1.0),
            guess("sd", "số", 0.6),
        ]
    }

    #[test]
    fn words_are_replaced_and_places_found_again() {
        let guesses = guesses();
        let shown = Shown::new(RAW, &guesses);
        assert_eq!(shown.text, "về hạ tầng, số 5");
        for (raw, said) in
            [("h4", "hạ"), ("h4 tang", "hạ tầng"), (", ", ", "), ("sd 5", "số 5"), ("5", "5")]
        {
            let start = RAW.find(raw).unwrap();
            let range = shown.to_shown(start..start + raw.len());
            assert_eq!(shown.text.get(range.clone()), Some(said));
            assert_eq!(shown.to_raw(range), start..start + raw.len(), "{raw}");
        }
        let uncertain: Vec<_> =
            shown.uncertain().filter_map(|range| shown.text.get(range)).collect();
        assert_eq!(uncertain, ["về", "số"]);
    }

    #[test]
    fn a_part_of_a_word_is_the_whole_word() {
        let guesses = guesses();
        let shown = Shown::new(RAW, &guesses);
        let start = RAW.find("ang").unwrap();
        let range = shown.to_shown(start..start + 1);
        assert_eq!(shown.text.get(range), Some("tầng"));
    }

    #[test]
    fn guesses_of_another_text_do_no_harm() {
        let shown = Shown::new("ạ", &guesses()).text.into_owned();
        assert!(shown.contains('ạ') || !shown.is_empty());
        assert_eq!(Shown::new(RAW, &[]).text, RAW);
    }
}
