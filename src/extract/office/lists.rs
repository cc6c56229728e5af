//! The lists of a file as its paragraphs use them: a paragraph names a use, a use names a list and says
//! what differs from it.

use super::counting::{Counters, LEVELS, Level, List};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// The lists of a file, and how far each is counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    pub(super) lists: HashMap<i64, List>,
    /// By the numbers that paragraphs name.
    pub(super) uses: HashMap<i64, Use>,
    counters: Counters,
    /// Uses and levels that began anew already.
    begun: HashSet<(i64, usize)>,
}

/// A list as paragraphs use it, and what differs from it.
#[derive(Debug, Default)]
pub(super) struct Use {
    pub(super) list: i64,
    pub(super) starts: HashMap<usize, i64>,
    pub(super) levels: HashMap<usize, Level>,
}

impl Lists {
    pub(super) fn new(lists: HashMap<i64, List>, uses: HashMap<i64, Use>) -> Self {
        Self { lists, uses, ..Self::default() }
    }

    /// Counts an item and gives its label, with the font that it has if it has one of its own.
    pub(super) fn next(&mut self, number: i64, level: i64) -> Option<(String, Option<String>)> {
        let at = usize::try_from(level).ok().filter(|level| *level < LEVELS)?;
        let of = self.uses.get(&number)?;
        let mut list = Cow::Borrowed(self.lists.get(&of.list)?);
        for (at, level) in &of.levels {
            if let Some(own) = list.to_mut().levels.get_mut(*at) {
                *own = level.clone();
            }
        }
        if let Some(start) = of.starts.get(&at)
            && self.begun.insert((number, at))
        {
            self.counters.restart(of.list, at, *start);
        }
        let label = self.counters.next(of.list, &list, at);
        let font = list.levels.get(at).and_then(|level| level.font.clone());
        (!label.is_empty()).then_some((label, font))
    }
}
