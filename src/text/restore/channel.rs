//! What a misread word may have been: candidates among the syllables, by how likely each is to be
//! printed so.
//!
//! In: a word as printed, without the signs around it. Out: [`Candidate`]s, the likeliest first. The
//! syllables hang in one tree of letters, so that a beginning that many share is laid over the word
//! once; a branch that fits nothing is not followed.

use super::model::{FIRST, Language, Model, Syllable};
use crate::text::fold::fold;
use std::collections::HashMap;
use std::rc::Rc;

/// The most characters that one letter is misread as.
const LONGEST: usize = 3;
/// Candidates that are kept of a word.
const KEPT: usize = 16;
/// Score from which a branch is given up; so far off no candidate is chosen.
const HOPELESS: f32 = -21.0;
/// Behind the best branch of the same letters that far.
const BEAM: f32 = 12.0;

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
    /// Numbers of the letter and of its capital in [`Channel::letters`].
    lower: usize,
    upper: usize,
    children: Vec<usize>,
    /// The syllable that ends here.
    syllable: Option<Syllable>,
}

/// How likely each letter is printed as one string.
type Column = Rc<[f32]>;

/// Strings whose columns are kept; text has some thousands, and what has more is no text.
const COLUMNS: usize = 20_000;

/// The syllables as a tree, and how their letters are misread.
pub(super) struct Channel<'m> {
    model: &'m Model,
    nodes: Vec<Node>,
    letters: Vec<char>,
    columns: HashMap<String, Column>,
}

impl<'m> Channel<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let root = Node { letter: ' ', lower: 0, upper: 0, children: Vec::new(), syllable: None };
        let (letters, columns) = (Vec::new(), HashMap::new());
        let mut channel = Self { model, nodes: vec![root], letters, columns };
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
            let is_it = |child: &usize| self.nodes.get(*child).is_some_and(|n| n.letter == letter);
            at = children.iter().copied().find(is_it).unwrap_or_else(|| {
                let capital = letter.to_uppercase().next().unwrap_or(letter);
                let (lower, upper) = (self.number(letter), self.number(capital));
                let new = self.nodes.len();
                self.nodes.push(Node {
                    letter,
                    lower,
                    upper,
                    children: Vec::new(),
                    syllable: None,
                });
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

    fn number(&mut self, letter: char) -> usize {
        self.letters.iter().position(|known| *known == letter).unwrap_or_else(|| {
            self.letters.push(letter);
            self.letters.len() - 1
        })
    }

    /// The likeliest syllables that a word may have been, each once.
    pub(super) fn candidates(&mut self, word: &str) -> Vec<Candidate> {
        let printed: Vec<char> = word.chars().collect();
        if printed.is_empty() {
            return Vec::new();
        }
        let parts: Vec<Vec<Column>> = (0..=printed.len())
            .map(|at| {
                let parts = (0..=LONGEST).map_while(|length| printed.get(at..at + length));
                parts.map(|part| self.column(&part.iter().collect::<String>())).collect()
            })
            .collect();
        let mut search = Search {
            nodes: &self.nodes,
            parts: &parts,
            found: Vec::new(),
            best: Vec::new(),
            rows: Vec::new(),
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

    fn column(&mut self, printed: &str) -> Column {
        if let Some(known) = self.columns.get(printed) {
            return Rc::clone(known);
        }
        let folded = fold(printed);
        let column: Column =
            self.letters.iter().map(|letter| self.printed_as(*letter, printed, &folded)).collect();
        if self.columns.len() < COLUMNS {
            self.columns.insert(printed.to_owned(), Rc::clone(&column));
        }
        column
    }

    /// Natural logarithm of the probability that a letter is printed as these characters.
    fn printed_as(&self, letter: char, printed: &str, folded: &str) -> f32 {
        let seen = self.model.misreadings.get(&letter).and_then(|row| row.get(printed));
        seen.copied().unwrap_or_else(|| {
            let left = self.model.unseen.get(&letter).copied().unwrap_or(-6.0);
            left + unseen(letter, printed, folded)
        })
    }
}

/// Likeliness as read, and, weaker, as a word.
fn rank(language: &Language, candidate: &Candidate) -> f32 {
    candidate.score + 0.7 * language.alone(candidate.syllable)
}

/// How what is left for the unseen is shared out; the rule that the model was learned with.
fn unseen(letter: char, printed: &str, folded: &str) -> f32 {
    match printed.chars().count() {
        0 => -3.0,
        1 if folded == fold(letter.encode_utf8(&mut [0; 4])) => -1.5,
        1 => -4.5,
        length => -5.0 - 1.2 * (length as f32 - 2.0),
    }
}

/// One word laid over the tree.
struct Search<'c> {
    nodes: &'c [Node],
    /// By where it begins and how long it is.
    parts: &'c [Vec<Column>],
    found: Vec<Candidate>,
    /// The best score of any branch, by its length.
    best: Vec<f32>,
    /// Rows that are not in use.
    rows: Vec<Vec<f32>>,
}

impl Search<'_> {
    fn all(&mut self, case: Case, prior: f32) {
        self.best.clear();
        let mut row = vec![f32::NEG_INFINITY; self.parts.len()];
        if let Some(first) = row.first_mut() {
            *first = prior;
        }
        self.below(0, 0, case, &row);
    }

    /// Follows the branches below a node; `row[n]` is the score of its letters over the first `n`
    /// printed characters.
    fn below(&mut self, node: usize, depth: usize, case: Case, row: &[f32]) {
        let nodes = self.nodes;
        let children = nodes.get(node).map_or(&[][..], |node| &node.children);
        let mut next = self.rows.pop().unwrap_or_default();
        for &child in children {
            let Some(node) = nodes.get(child) else { continue };
            let is_capital = case == Case::Upper || case == Case::Title && depth == 0;
            self.lay(if is_capital { node.upper } else { node.lower }, row, &mut next);
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
        self.rows.push(next);
    }

    /// The row below a letter.
    fn lay(&self, letter: usize, row: &[f32], next: &mut Vec<f32>) {
        next.clear();
        next.resize(row.len(), f32::NEG_INFINITY);
        for (at, (score, parts)) in row.iter().zip(self.parts).enumerate() {
            if *score <= HOPELESS {
                continue;
            }
            let ends = next.iter_mut().skip(at);
            for (end, part) in ends.zip(parts) {
                *end = end.max(score + part.get(letter).copied().unwrap_or(f32::NEG_INFINITY));
            }
        }
    }
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
