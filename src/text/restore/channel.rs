//! What a misread word may have been: candidates among the syllables, by how likely each is to be
//! printed so.
//!
//! In: a word as printed, without the signs around it. Out: [`Candidate`]s, the likeliest first. The
//! syllables hang in one tree of letters, so that a beginning that many share is laid over the word
//! once; a branch that fits nothing is not followed.

use super::model::{FIRST, Language, Model, Syllable};
use crate::text::fold::fold;
use std::collections::HashMap;

/// The most characters that one letter is misread as.
const LONGEST: usize = 3;
/// Candidates that are kept of a word.
const KEPT: usize = 16;
/// Score from which a branch is given up; so far off no candidate is chosen.
const HOPELESS: f32 = -26.0;
/// Behind the best branch of the same letters that far.
const BEAM: f32 = 17.0;

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Lower,
    /// A capital first.
    Title,
    Upper,
}

/// A syllable that a word may have been.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub(super) syllable: Syllable,
    pub(super) case: Case,
    /// Natural logarithm of the probability that it is printed as the word.
    pub(super) score: f32,
}

/// A letter of the tree.
struct Node {
    letter: char,
    capital: char,
    children: Vec<usize>,
    /// The syllable that ends here.
    syllable: Option<Syllable>,
}

/// The syllables as a tree, and how their letters are misread.
pub(super) struct Channel<'m> {
    model: &'m Model,
    nodes: Vec<Node>,
}

/// How likely a letter is printed as each part of one word: `[where][how long]`.
type Fits = Vec<[f32; LONGEST + 1]>;

impl<'m> Channel<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let root = Node { letter: ' ', capital: ' ', children: Vec::new(), syllable: None };
        let mut channel = Self { model, nodes: vec![root] };
        for at in FIRST..model.language.len() {
            if let Ok(syllable) = Syllable::try_from(at) {
                channel.hang(syllable);
            }
        }
        channel
    }

    fn hang(&mut self, syllable: Syllable) {
        let mut at = 0;
        for letter in self.model.language.letters(syllable).chars() {
            let children = self.nodes.get(at).map_or(&[][..], |node| &node.children);
            let known = children.iter().copied();
            let known = known
                .into_iter()
                .find(|child| self.nodes.get(*child).is_some_and(|node| node.letter == letter));
            at = known.unwrap_or_else(|| {
                let capital = letter.to_uppercase().next().unwrap_or(letter);
                let new = self.nodes.len();
                self.nodes.push(Node { letter, capital, children: Vec::new(), syllable: None });
                if let Some(parent) = self.nodes.get_mut(at) {
                    parent.children.push(new);
                }
                new
            });
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.syllable = Some(syllable);
        }
    }

    /// The likeliest syllables that a word may have been, each once.
    pub(super) fn candidates(&self, word: &str) -> Vec<Candidate> {
        let printed: Vec<char> = word.chars().collect();
        if printed.is_empty() {
            return Vec::new();
        }
        let mut search = Search {
            channel: self,
            printed: &printed,
            fits: HashMap::new(),
            found: Vec::new(),
            best: Vec::new(),
        };
        // Beside the likelihood of a way of writing in running text.
        search.all(Case::Lower, -0.15);
        if !printed.first().is_some_and(|c| c.is_lowercase()) {
            search.all(Case::Title, -2.2);
            let letters = printed.iter().filter(|c| c.is_alphabetic());
            if letters.clone().count() > 1 && letters.clone().all(|c| c.is_uppercase()) {
                search.all(Case::Upper, -3.5);
            }
        }
        let language = &self.model.language;
        let mut found = search.found;
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

    /// Natural logarithm of the probability that a letter is printed as these characters.
    fn printed_as(&self, letter: char, printed: &str) -> f32 {
        let seen = self.model.misreadings.get(&letter).and_then(|row| row.get(printed));
        seen.copied().unwrap_or_else(|| {
            let left = self.model.unseen.get(&letter).copied().unwrap_or(-6.0);
            left + unseen(letter, printed)
        })
    }
}

/// Likeliness as read, and, weaker, as a word.
fn rank(language: &Language, candidate: &Candidate) -> f32 {
    candidate.score + 0.7 * language.alone(candidate.syllable)
}

/// How what is left for the unseen is shared out; the rule that the model was learned with.
fn unseen(letter: char, printed: &str) -> f32 {
    match printed.chars().count() {
        0 => -3.0,
        1 if fold(printed) == fold(letter.encode_utf8(&mut [0; 4])) => -1.5,
        1 => -4.5,
        length => -5.0 - 1.2 * (length as f32 - 2.0),
    }
}

/// One word laid over the tree.
struct Search<'c> {
    channel: &'c Channel<'c>,
    printed: &'c [char],
    fits: HashMap<char, Fits>,
    found: Vec<Candidate>,
    /// The best score of any branch, by its length.
    best: Vec<f32>,
}

impl Search<'_> {
    fn all(&mut self, case: Case, prior: f32) {
        self.best.clear();
        let mut row = vec![f32::NEG_INFINITY; self.printed.len() + 1];
        if let Some(first) = row.first_mut() {
            *first = prior;
        }
        self.below(0, 0, case, &row);
    }

    /// Follows the branches below a node; `row[n]` is the score of its letters over the first `n`
    /// printed characters.
    fn below(&mut self, node: usize, depth: usize, case: Case, row: &[f32]) {
        let channel = self.channel;
        let children = channel.nodes.get(node).map_or(&[][..], |node| &node.children);
        for &child in children {
            let Some(node) = channel.nodes.get(child) else { continue };
            let is_capital = case == Case::Upper || case == Case::Title && depth == 0;
            let letter = if is_capital { node.capital } else { node.letter };
            let next = self.laid(letter, row);
            let top = next.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            if let Some(syllable) = node.syllable
                && let Some(&score) = next.last()
                && score > HOPELESS
            {
                self.found.push(Candidate { syllable, case, score });
            }
            if self.best.len() <= depth {
                self.best.resize(depth + 1, f32::NEG_INFINITY);
            }
            let best = self.best.get_mut(depth);
            let limit = best.map_or(HOPELESS, |best| {
                *best = best.max(top);
                (*best - BEAM).max(HOPELESS)
            });
            if top > limit {
                self.below(child, depth + 1, case, &next);
            }
        }
    }

    /// The row below a letter.
    fn laid(&mut self, letter: char, row: &[f32]) -> Vec<f32> {
        let (channel, printed) = (self.channel, self.printed);
        let fits = self.fits.entry(letter).or_insert_with(|| fits(channel, letter, printed));
        let mut next = vec![f32::NEG_INFINITY; row.len()];
        for (at, (score, fits)) in row.iter().zip(fits.iter()).enumerate() {
            if *score <= HOPELESS {
                continue;
            }
            for (length, fit) in fits.iter().enumerate() {
                if let Some(end) = next.get_mut(at + length) {
                    *end = end.max(score + fit);
                }
            }
        }
        next
    }
}

fn fits(channel: &Channel<'_>, letter: char, printed: &[char]) -> Fits {
    let part = |at: usize, length: usize| -> f32 {
        let part = printed.get(at..at + length);
        part.map_or(f32::NEG_INFINITY, |part| {
            channel.printed_as(letter, &part.iter().collect::<String>())
        })
    };
    (0..=printed.len()).map(|at| std::array::from_fn(|length| part(at, length))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::model::model;
    use super::*;

    fn best(word: &str) -> Vec<String> {
        let channel = Channel::new(model());
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
