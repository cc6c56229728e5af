//! The marks of a directive, numbered as a reader counts them.
//!
//! In: the marks of the highlighter. Out: the same in reading order, not overlapping, each with the
//! number of its hit. The text and the pictures of pages are marked by the same numbers.

use crate::search::Mark;
use std::collections::HashMap;

/// The marks of a directive.
#[derive(Debug, Default)]
pub(crate) struct Hits {
    /// In reading order, not overlapping, each with the number of its hit, from 1.
    pub(crate) marks: Vec<(Mark, u32)>,
    /// All hits.
    pub(crate) count: u32,
}

impl Hits {
    pub(crate) fn new(marks: &[Mark]) -> Self {
        let mut sorted = marks.to_vec();
        sorted.sort_unstable();
        let mut numbered: Vec<(Mark, u32)> = Vec::new();
        let mut seen: HashMap<u32, u32> = HashMap::new();
        for mut mark in sorted {
            if let Some((last, _)) = numbered.last()
                && last.page == mark.page
            {
                mark.start = mark.start.max(last.end);
            }
            if mark.start >= mark.end {
                continue;
            }
            let next = seen.len() as u32 + 1;
            numbered.push((mark, *seen.entry(mark.occurrence).or_insert(next)));
        }
        Self { marks: numbered, count: seen.len() as u32 }
    }

    /// The first hit on a page or behind it; the last of all if there is none.
    pub(crate) fn first_on(&self, page: u32) -> u32 {
        let found = self.marks.iter().find(|(mark, _)| mark.page >= page);
        found.map_or(self.count, |(_, hit)| *hit)
    }

    /// Where a hit begins.
    pub(crate) fn start(&self, hit: u32) -> Option<Mark> {
        self.marks.iter().find(|(_, of)| *of == hit).map(|(mark, _)| *mark)
    }

    /// The marks on a page.
    pub(crate) fn on(&self, page: u32) -> impl Iterator<Item = (Mark, u32)> {
        let first = self.marks.partition_point(|(mark, _)| mark.page < page);
        self.marks.iter().skip(first).take_while(move |(mark, _)| mark.page == page).copied()
    }
}
