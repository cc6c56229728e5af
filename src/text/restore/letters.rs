//! How likely each letter is printed as some characters.

use super::model::Model;
use crate::text::fold::fold;
use std::collections::HashMap;
use std::rc::Rc;

/// The most characters that one letter is misread as.
pub(super) const LONGEST: usize = 3;
/// Strings whose columns are kept; text has some thousands, and what has more is no text.
const COLUMNS: usize = 20_000;

/// How likely each letter is printed as one string, by the letter's number: natural logarithms.
pub(super) type Column = Rc<[f32]>;

/// The letters that syllables are made of, numbered, and how they are misread.
pub(super) struct Letters<'m> {
    model: &'m Model,
    letters: Vec<char>,
    columns: HashMap<String, Column>,
}

impl<'m> Letters<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        Self { model, letters: Vec::new(), columns: HashMap::new() }
    }

    /// A letter's number; all are to be numbered before the first column is asked for.
    pub(super) fn number(&mut self, letter: char) -> usize {
        self.letters.iter().position(|known| *known == letter).unwrap_or_else(|| {
            self.letters.push(letter);
            self.letters.len() - 1
        })
    }

    pub(super) fn column(&mut self, printed: &str) -> Column {
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

    fn printed_as(&self, letter: char, printed: &str, folded: &str) -> f32 {
        let seen = self.model.misreadings.get(&letter).and_then(|row| row.get(printed));
        seen.copied().unwrap_or_else(|| {
            let left = self.model.unseen.get(&letter).copied().unwrap_or(-6.0);
            left + unseen(letter, printed, folded)
        })
    }
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
