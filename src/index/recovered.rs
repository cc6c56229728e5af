//! What damaged pages most likely said → what is indexed of it: a field beside the body, so that a
//! guess never counts as the text itself.
//!
//! In: the pages and their [`Guess`]es. Out: [`Token`]s with positions. At one position stand the keys of
//! all readings, each with its doubt ([`term`]). Pages that are not damaged have none. The highlighter
//! walks the same tokens.

use super::analyzer::{PAGE_END, analyze};
use crate::text::key::{UNKNOWN, exact};
use crate::text::restore::{Guess, Shown};
use serde::Serialize;
use std::collections::HashMap;
use std::ops::Range;
use tantivy::tokenizer::{PreTokenizedString, Token};
use utoipa::ToSchema;

/// A reading of a word of a damaged page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveredToken {
    /// Its key.
    pub key: String,
    /// How much it is to be doubted: see [`term`].
    pub doubt: u8,
    /// The bytes of the body that it was read from.
    pub range: Range<usize>,
    /// Tokens and breaks before it.
    pub position: u32,
}

/// The greatest doubt.
const DOUBT: u8 = 9;

/// How a reading stands in the dictionary: its key, and, if it is not as good as certain, a mark and a
/// digit: its doubt, the negative natural logarithm of its probability, rounded. 0 is from .61 on,
/// 1 from .22, 2 from .08.
#[must_use]
pub fn term(key: &str, doubt: u8) -> String {
    match doubt {
        0 => key.to_owned(),
        doubt => format!("{key}{UNKNOWN}{}", doubt.min(DOUBT)),
    }
}

/// The key and the doubt of a term.
#[must_use]
pub fn of_term(term: &str) -> (&str, u8) {
    term.split_once(UNKNOWN).map_or((term, 0), |(key, doubt)| (key, doubt.parse().unwrap_or(DOUBT)))
}

fn doubt(probability: f32) -> u8 {
    // A float beyond a byte is its end, and none is its beginning.
    (-probability.ln()).round() as u8
}

/// A damaged page as it most likely was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RestoredPage {
    /// Its text, words restored by guess.
    pub text: String,
    /// The words that are not certain: `[start, end)` in bytes of `text`.
    pub uncertain: Vec<[usize; 2]>,
}

impl RestoredPage {
    /// `None` for a page of which nothing is restored.
    #[must_use]
    pub fn new(shown: &Shown<'_>) -> Option<Self> {
        let uncertain = shown.uncertain().map(|range| [range.start, range.end]).collect();
        shown.is_restored().then(|| Self { text: shown.text.to_string(), uncertain })
    }
}

/// The tokens of a body, page by page; `guesses` are those of each page.
#[must_use]
pub fn recovered(body: &str, guesses: &[Vec<Guess>]) -> Vec<RecoveredToken> {
    let none = Vec::new();
    let pages: Vec<(usize, Shown<'_>, &Vec<Guess>)> = body
        .split(PAGE_END)
        .scan(0, |at, page| {
            let start = *at;
            *at += page.len() + PAGE_END.len_utf8();
            Some((start, page))
        })
        .zip(guesses.iter().chain(std::iter::repeat(&none)))
        .map(|((start, page), guesses)| {
            let page = if guesses.is_empty() { "" } else { page };
            (start, Shown::new(page, guesses), guesses)
        })
        .collect();
    // Positions run on from page to page, as those of the body do.
    let mut joined = String::new();
    let mut starts = Vec::new();
    for (at, (_, shown, _)) in pages.iter().enumerate() {
        if at > 0 {
            joined.push(PAGE_END);
        }
        starts.push(joined.len());
        joined.push_str(&shown.text);
    }
    let mut tokens = Vec::new();
    let words = pages.iter().flat_map(|(start, _, guesses)| {
        guesses.iter().map(move |guess| (start + guess.bytes.start, guess))
    });
    let words: HashMap<usize, &Guess> = words.collect();
    let mut last = None;
    for token in analyze(&joined) {
        let page = starts.partition_point(|start| *start <= token.range.start).saturating_sub(1);
        let (Some((raw, shown, _)), Some(start)) = (pages.get(page), starts.get(page)) else {
            continue;
        };
        let inside =
            token.range.start.saturating_sub(*start)..token.range.end.saturating_sub(*start);
        let place = shown.to_raw(inside);
        let range = raw + place.start..raw + place.end;
        let position = token.position;
        // The readings of a word stand at its first token.
        let is_first = last != Some(range.start);
        last = Some(range.start);
        let readings = words.get(&range.start).map_or(&[][..], |guess| guess.readings.as_slice());
        let (first, others) = readings.split_first().unzip();
        for other in others.into_iter().flatten().filter(|_| is_first) {
            let (key, doubt) = (exact(&other.text), doubt(other.probability));
            tokens.push(RecoveredToken { key, doubt, range: range.clone(), position });
        }
        // What is likeliest is marked where it is; that no passage says so is no matter here.
        let key = token.key.trim_end_matches(UNKNOWN).to_owned();
        let doubt = first.map_or(0, |first| doubt(first.probability));
        tokens.push(RecoveredToken { key, doubt, range, position });
    }
    tokens
}

/// The pages of a body as they are shown: damaged ones as they most likely were.
pub fn shown<'t>(body: &'t str, guesses: &'t [Vec<Guess>]) -> impl Iterator<Item = Shown<'t>> {
    let guesses = guesses.iter().map(Vec::as_slice).chain(std::iter::repeat(&[][..]));
    body.split(PAGE_END).zip(guesses).map(|(page, guesses)| Shown::new(page, guesses))
}

/// The tokens of a body, for the store.
pub(super) fn pretokenized(body: &str, guesses: &[Vec<Guess>]) -> PreTokenizedString {
    let tokens = recovered(body, guesses).into_iter().map(|token| Token {
        offset_from: token.range.start,
        offset_to: token.range.end,
        position: token.position as usize,
        text: term(&token.key, token.doubt),
        position_length: 1,
    });
    PreTokenizedString { text: String::new(), tokens: tokens.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::restore::{Reading, Restorer};

    #[test]
    fn readings_stand_at_the_position_of_their_word() {
        let damaged = "trién khai ha tdng sé, chuyén d6i sé";
        let body = format!("Trang lành\u{c}{damaged}");
        let guesses = vec![Vec::new(), Restorer::new().restore(damaged)];
        let tokens = recovered(&body, &guesses);
        let mut best: Vec<&RecoveredToken> = tokens.iter().collect();
        best.sort_by_key(|token| (token.position, token.doubt));
        best.dedup_by_key(|token| token.position);
        let keys: Vec<String> =
            "triển khai hạ tầng số chuyển đổi số".split(' ').map(exact).collect();
        assert_eq!(best.iter().map(|token| token.key.clone()).collect::<Vec<_>>(), keys);
        let positions: Vec<u32> = best.iter().map(|token| token.position).collect();
        assert_eq!(positions, [0, 1, 2, 3, 4, 6, 7, 8], "a comma is a break");
        assert_eq!(body.get(best[3].range.clone()), Some("tdng"));
        assert!(tokens.len() > best.len());
        for token in &tokens {
            assert!(best.iter().any(|b| b.position == token.position && b.range == token.range));
        }
    }

    #[test]
    fn a_doubt_is_part_of_the_term() {
        for (probability, expected) in [(1.0, 0), (0.62, 0), (0.5, 1), (0.1, 2), (0.0, u8::MAX)] {
            assert_eq!(doubt(probability), expected);
        }
        let key = exact("tầng");
        assert_eq!(term(&key, 0), key);
        for doubt in 0..=9 {
            assert_eq!(of_term(&term(&key, doubt)), (key.as_str(), doubt));
        }
        assert_eq!(of_term(&term(&key, 200)), (key.as_str(), 9));
    }

    #[test]
    fn a_word_of_several_tokens_has_its_other_readings_once() {
        let text = "nha+nuoc";
        let reading = |text: &str, probability| Reading { text: text.into(), probability };
        let readings = vec![reading(text, 0.7), reading("nhà", 0.2)];
        let guesses = vec![vec![Guess { bytes: 0..text.len(), readings }]];
        let keys: Vec<String> = recovered(text, &guesses).into_iter().map(|t| t.key).collect();
        assert_eq!(keys, [exact("nhà"), exact("nha"), exact("nuoc")]);
    }

    #[test]
    fn good_pages_have_none() {
        assert!(recovered("Trang lành\u{c}Trang nữa", &[]).is_empty());
    }
}
