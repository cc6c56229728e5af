//! A directive as the index has it.

use super::analyzer::PAGE_END;
use super::record::Record;
use super::recovered;
use crate::text::restore::{Guess, Shown, add_marks};

/// A directive with all that the index has of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// What is known of it; path and copies as the ledger has them now.
    pub record: Record,
    /// Its pages joined by form feeds, as they were read.
    pub body: String,
    /// What the words of each damaged page most likely said.
    pub guesses: Vec<Vec<Guess>>,
}

impl Stored {
    /// Its pages as they were read.
    pub fn pages(&self) -> impl Iterator<Item = &str> {
        self.body.split(PAGE_END)
    }

    /// Adds guesses of what its pages without marks would say with them, for reading.
    pub fn add_marks(&mut self) {
        add_marks(self.body.split(PAGE_END), &mut self.guesses);
    }

    /// Its pages as they are shown: damaged ones as they most likely were.
    pub fn shown(&self) -> impl Iterator<Item = Shown<'_>> {
        recovered::shown(&self.body, &self.guesses)
    }
}
