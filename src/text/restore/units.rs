//! How likely each onset, or each rime, is printed as some characters.
//!
//! In: characters. Out: a score of each unit. What was seen of a unit as a whole counts first, since a mark
//! also changes what is read of the letter beside it; what is left goes to its letters one by one. The
//! units hang in one tree of letters, so that a beginning that many share is laid over the characters
//! once; a branch that fits nothing is not followed.

use super::letters::{Column, LONGEST, Letters};
use super::model::Model;
use super::sums::add;
use std::collections::HashMap;
use std::rc::Rc;

/// Score from which a branch is given up; so far off no candidate is chosen.
pub(super) const HOPELESS: f32 = -21.0;
/// Behind the best branch of as many letters that far.
pub(super) const BEAM: f32 = 12.0;
/// Strings whose scores are kept.
const KNOWN: usize = 20_000;

/// How a word, or a unit of it, is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Case {
    Lower,
    /// A capital first.
    Title,
    Upper,
}

impl Case {
    /// A string in lower case, written so.
    pub(super) fn of(self, lower: &str) -> String {
        match self {
            Self::Lower => lower.to_owned(),
            Self::Upper => lower.to_uppercase(),
            Self::Title => {
                let mut rest = lower.chars();
                let first = rest.next().into_iter().flat_map(char::to_uppercase);
                first.collect::<String>() + rest.as_str()
            }
        }
    }
}

/// Natural logarithms, by the unit's number.
pub(super) type Scores = Rc<[f32]>;

/// A letter of the tree.
struct Node {
    letter: char,
    /// Numbers of the letter and of its capital.
    lower: usize,
    upper: usize,
    children: Vec<usize>,
    /// The unit that ends here.
    unit: Option<usize>,
}

/// What was seen of the units in one way of writing.
#[derive(Default)]
struct Seen {
    /// By what was printed: units, and natural logarithms.
    printed: HashMap<&'static str, Vec<(usize, f32)>>,
    /// By the unit's number: what is left to its letters.
    left: Vec<f32>,
}

/// All onsets, or all rimes.
pub(super) struct Units {
    names: HashMap<String, usize>,
    nodes: Vec<Node>,
    seen: HashMap<Case, Seen>,
    known: HashMap<(Case, String), Scores>,
}

impl Units {
    pub(super) fn new() -> Self {
        let root = Node { letter: ' ', lower: 0, upper: 0, children: Vec::new(), unit: None };
        Self {
            names: HashMap::new(),
            nodes: vec![root],
            seen: HashMap::new(),
            known: HashMap::new(),
        }
    }

    /// The number of a unit, in lower case; a new one is hung into the tree.
    pub(super) fn number(
        &mut self,
        unit: &str,
        letters: &mut Letters<'_>,
        model: &'static Model,
    ) -> usize {
        if let Some(known) = self.names.get(unit) {
            return *known;
        }
        let number = self.names.len();
        self.names.insert(unit.to_owned(), number);
        let mut at = 0;
        for letter in unit.chars() {
            at = self.child(at, letter, letters);
        }
        if let Some(node) = self.nodes.get_mut(at) {
            node.unit = Some(number);
        }
        for case in [Case::Lower, Case::Title, Case::Upper] {
            let seen = self.seen.entry(case).or_default();
            let known = model.units.get(&case.of(unit));
            seen.left.push(known.map_or(0.0, |unit| unit.left));
            for (printed, score) in known.iter().flat_map(|unit| &unit.seen) {
                seen.printed.entry(printed).or_default().push((number, *score));
            }
        }
        number
    }

    fn child(&mut self, at: usize, letter: char, letters: &mut Letters<'_>) -> usize {
        let children = self.nodes.get(at).map_or(&[][..], |node| &node.children);
        let is_it = |child: &usize| self.nodes.get(*child).is_some_and(|n| n.letter == letter);
        children.iter().copied().find(is_it).unwrap_or_else(|| {
            let capital = letter.to_uppercase().next().unwrap_or(letter);
            let (lower, upper) = (letters.number(letter), letters.number(capital));
            let new = self.nodes.len();
            self.nodes.push(Node { letter, lower, upper, children: Vec::new(), unit: None });
            if let Some(parent) = self.nodes.get_mut(at) {
                parent.children.push(new);
            }
            new
        })
    }

    /// How likely each unit is printed so.
    pub(super) fn scores(
        &mut self,
        letters: &mut Letters<'_>,
        printed: &[char],
        case: Case,
    ) -> Scores {
        let key = (case, printed.iter().collect::<String>());
        if let Some(known) = self.known.get(&key) {
            return Rc::clone(known);
        }
        let parts: Vec<Vec<Column>> = (0..=printed.len())
            .map(|at| {
                let parts = (0..=LONGEST).map_while(|length| printed.get(at..at + length));
                parts.map(|part| letters.column(&part.iter().collect::<String>())).collect()
            })
            .collect();
        let mut search = Search {
            nodes: &self.nodes,
            parts: &parts,
            scores: vec![f32::NEG_INFINITY; self.names.len()],
            best: Vec::new(),
            rows: Vec::new(),
        };
        search.all(case);
        let mut scores = search.scores;
        if let Some(seen) = self.seen.get(&case) {
            for (score, left) in scores.iter_mut().zip(&seen.left) {
                *score += left;
            }
            for (unit, whole) in seen.printed.get(key.1.as_str()).into_iter().flatten() {
                if let Some(score) = scores.get_mut(*unit) {
                    *score = add(*score, *whole);
                }
            }
        }
        let scores: Scores = scores.into();
        if self.known.len() < KNOWN {
            self.known.insert(key, Rc::clone(&scores));
        }
        scores
    }
}

/// Characters laid over the tree.
struct Search<'c> {
    nodes: &'c [Node],
    /// By where it begins and how long it is.
    parts: &'c [Vec<Column>],
    scores: Vec<f32>,
    /// The best score of any branch, by its length.
    best: Vec<f32>,
    /// Rows that are not in use.
    rows: Vec<Vec<f32>>,
}

impl Search<'_> {
    fn all(&mut self, case: Case) {
        let mut row = vec![f32::NEG_INFINITY; self.parts.len()];
        if let Some(first) = row.first_mut() {
            *first = 0.0;
        }
        if let (1, Some(unit)) = (row.len(), self.nodes.first().and_then(|root| root.unit))
            && let Some(score) = self.scores.get_mut(unit)
        {
            *score = 0.0;
        }
        self.below(0, 0, case, &row);
    }

    /// Follows the branches below a node; `row[n]` is the score of its letters over the first `n`
    /// characters.
    fn below(&mut self, node: usize, depth: usize, case: Case, row: &[f32]) {
        let nodes = self.nodes;
        let children = nodes.get(node).map_or(&[][..], |node| &node.children);
        let mut next = self.rows.pop().unwrap_or_default();
        for &child in children {
            let Some(node) = nodes.get(child) else { continue };
            let is_capital = case == Case::Upper || case == Case::Title && depth == 0;
            self.lay(if is_capital { node.upper } else { node.lower }, row, &mut next);
            let top = next.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            if let (Some(unit), Some(&score)) = (node.unit, next.last())
                && score > HOPELESS
                && let Some(kept) = self.scores.get_mut(unit)
            {
                *kept = score;
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

    struct Given {
        letters: Letters<'static>,
        units: Units,
        numbers: Vec<usize>,
    }

    fn given(names: &[&str]) -> Given {
        let (mut letters, mut units) = (Letters::new(model()), Units::new());
        let numbers = names.iter().map(|name| units.number(name, &mut letters, model()));
        let numbers = numbers.collect();
        Given { letters, units, numbers }
    }

    impl Given {
        fn score(&mut self, which: usize, printed: &str, case: Case) -> f32 {
            let printed: Vec<char> = printed.chars().collect();
            self.units.scores(&mut self.letters, &printed, case)[self.numbers[which]]
        }
    }

    #[test]
    fn a_unit_has_one_number() {
        let mut given = given(&["ang", "anh", "ang"]);
        assert_eq!(given.numbers, [0, 1, 0]);
        assert!(given.score(0, "ang", Case::Lower) > given.score(1, "ang", Case::Lower));
    }

    #[test]
    fn what_was_seen_of_the_whole_counts() {
        let mut given = given(&["ững", "ang"]);
        assert!(given.score(0, "iing", Case::Lower) > -3.0);
        assert!(given.score(1, "iing", Case::Lower) < given.score(0, "iing", Case::Lower) - 4.0);
    }

    #[test]
    fn capitals_are_units_of_their_own() {
        let mut given = given(&["đ"]);
        let upper = given.score(0, "D", Case::Upper);
        assert!(upper > given.score(0, "D", Case::Lower) + 2.0);
        assert_eq!(upper, given.score(0, "D", Case::Title), "one letter");
        assert_eq!(Case::Title.of("ươ"), "Ươ");
    }

    #[test]
    fn no_unit_is_printed_as_nothing() {
        let mut given = given(&[""]);
        assert_eq!(given.score(0, "", Case::Lower), 0.0);
        assert_eq!(given.score(0, "x", Case::Lower), f32::NEG_INFINITY);
    }

    /// Each probability is one, and all that a unit can be printed as adds up to no more.
    #[test]
    fn probabilities_are_probabilities() {
        for unit in model().units.values() {
            let sum: f32 = unit.seen.iter().map(|(_, score)| score.exp()).sum();
            assert!(unit.left <= 0.0 && (0.9..1.1).contains(&(sum + unit.left.exp())));
        }
    }
}
