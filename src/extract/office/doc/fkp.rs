//! The properties of characters and paragraphs, kept on pages of 512 bytes by places in the stream
//! ([MS-DOC] 2.9.32, 2.9.175).

use super::bytes::{Bytes, Plc};
use super::dialect::Dialect;

/// Bytes of a page.
const PAGE: usize = 512;
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
    pub(super) fn read(word: Bytes<'b>, table: Bytes<'b>, kind: Kind, dialect: Dialect) -> Self {
        let pages = Plc::new(table, if dialect == Dialect::Word6 { 2 } else { 4 });
        let number = |item: Bytes<'_>| match dialect {
            Dialect::Word6 => item.u16(0).map(usize::from),
            Dialect::Word97 => item.size(0).map(|number| number & 0x3F_FFFF),
        };
        let mut runs = Vec::new();
        for at in 0..pages.len().min(PAGES) {
            let place = pages.item(at).and_then(number).and_then(|page| page.checked_mul(PAGE));
            if let Some(page) = place.and_then(|place| word.part(place, PAGE)) {
                runs.extend(stretches(page, kind, dialect));
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

fn stretches(page: Bytes<'_>, kind: Kind, dialect: Dialect) -> impl Iterator<Item = Run<'_>> {
    let count = usize::from(page.byte(PAGE - 1).unwrap_or_default());
    // Of an entry of a paragraph the first byte says where its properties stand.
    let entry = match (kind, dialect) {
        (Kind::Characters, _) => 1,
        (Kind::Paragraphs, Dialect::Word6) => 7,
        (Kind::Paragraphs, Dialect::Word97) => 13,
    };
    let stretch = move |at: usize| {
        let (start, end) = (page.size(at * 4)?, page.size(at * 4 + 4)?);
        let place = usize::from(page.byte((count + 1) * 4 + at * entry)?) * 2;
        let properties = if place == 0 { None } else { properties(page, place, kind, dialect) };
        Some(Run { start, end, properties: properties.unwrap_or_default() })
    };
    (0..count).map_while(stretch)
}

fn properties(page: Bytes<'_>, place: usize, kind: Kind, dialect: Dialect) -> Option<Bytes<'_>> {
    let length = usize::from(page.byte(place)?);
    match kind {
        Kind::Characters => page.part(place + 1, length),
        Kind::Paragraphs if dialect == Dialect::Word6 => page.part(place + 1, length * 2),
        // Words, the first byte of which is this one; or behind it, if it is none.
        Kind::Paragraphs if length > 0 => page.part(place + 1, length * 2 - 1),
        Kind::Paragraphs => page.part(place + 2, usize::from(page.byte(place + 1)?) * 2),
    }
}
