//! The properties of characters and paragraphs, kept on pages of 512 bytes by places in the stream
//! ([MS-DOC] 2.9.32, 2.9.175).

use super::bytes::{Bytes, Plc};

/// Bytes of a page.
const PAGE: usize = 512;
/// Bytes of an entry of a paragraph, of which the first says where its properties stand.
const ENTRY: usize = 13;
/// Pages of a file; a text of 64 MB of a property each has fewer.
const PAGES: usize = 1 << 20;

/// Stretches of the stream in order, each with its properties.
#[derive(Debug, Default)]
pub(super) struct Runs<'b>(Vec<Run<'b>>);

/// A stretch of the stream.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run<'b> {
    pub(super) start: usize,
    pub(super) end: usize,
    /// For characters: modifiers. For paragraphs: the style, then modifiers.
    pub(super) properties: Bytes<'b>,
}

/// What is kept on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Characters,
    Paragraphs,
}

impl<'b> Runs<'b> {
    /// Reads all pages that the table names.
    pub(super) fn read(word: Bytes<'b>, table: Bytes<'b>, kind: Kind) -> Self {
        let pages = Plc::new(table, 4);
        let mut runs = Vec::new();
        for at in 0..pages.len().min(PAGES) {
            let number = pages.item(at).and_then(|item| item.size(0)).unwrap_or(usize::MAX);
            let page = (number & 0x3F_FFFF).checked_mul(PAGE).and_then(|at| word.part(at, PAGE));
            if let Some(page) = page {
                runs.extend(stretches(page, kind));
            }
        }
        runs.retain(|run| run.start < run.end);
        // A damaged table may name pages in any order, or one a million times.
        runs.sort_by_key(|run| run.start);
        runs.dedup_by_key(|run| run.start);
        Self(runs)
    }

    /// The stretch that a place is in.
    pub(super) fn at(&self, place: usize) -> Option<Run<'b>> {
        let behind = self.0.partition_point(|run| run.start <= place);
        let run = self.0.get(behind.checked_sub(1)?)?;
        (place < run.end).then_some(*run)
    }
}

fn stretches(page: Bytes<'_>, kind: Kind) -> impl Iterator<Item = Run<'_>> {
    let count = usize::from(page.byte(PAGE - 1).unwrap_or_default());
    let entry = if kind == Kind::Characters { 1 } else { ENTRY };
    let stretch = move |at: usize| {
        let (start, end) = (page.size(at * 4)?, page.size(at * 4 + 4)?);
        let place = usize::from(page.byte((count + 1) * 4 + at * entry)?) * 2;
        let properties = if place == 0 { None } else { properties(page, place, kind) };
        Some(Run { start, end, properties: properties.unwrap_or_default() })
    };
    (0..count).map_while(stretch)
}

fn properties(page: Bytes<'_>, place: usize, kind: Kind) -> Option<Bytes<'_>> {
    let length = usize::from(page.byte(place)?);
    match kind {
        Kind::Characters => page.part(place + 1, length),
        // Words, the first byte of which is this one; or behind it, if it is none.
        Kind::Paragraphs if length > 0 => page.part(place + 1, length * 2 - 1),
        Kind::Paragraphs => page.part(place + 2, usize::from(page.byte(place + 1)?) * 2),
    }
}
