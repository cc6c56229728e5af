//! The text of a Word file: pieces all over the stream, in their order ([MS-DOC] 2.4.1).

use super::bytes::{Bytes, Plc};
use super::dialect::Dialect;
use super::fib::{Fib, Table};
use crate::text::legacy::windows_1252;
use std::ops::Range;

/// The text, a unit of UTF-16 a character, and where in the stream each stands.
#[derive(Debug, Default)]
pub(super) struct Pieces<'b> {
    units: Vec<u16>,
    pieces: Vec<Piece>,
    /// Properties that pieces name: what was changed and saved in haste.
    properties: Vec<&'b [u8]>,
    /// There was more text than fits.
    pub(super) is_cut: bool,
}

#[derive(Debug)]
struct Piece {
    run: Run,
    /// Which of the properties hold for it.
    properties: Option<usize>,
}

/// Characters that follow one another in the stream.
#[derive(Debug)]
struct Run {
    /// Characters of the text.
    places: Range<usize>,
    /// The place in the stream of the first.
    start: usize,
    /// Bytes of a character.
    width: usize,
}

impl Run {
    /// What the table says of a piece, and which properties it names.
    fn read(
        places: Range<usize>,
        item: Bytes<'_>,
        dialect: Dialect,
    ) -> Option<(Self, Option<usize>)> {
        let place = item.u32(2)?;
        let (start, width) = match dialect {
            Dialect::Word6 => (place, 1),
            Dialect::Word97 if place & COMPRESSED != 0 => ((place & !COMPRESSED) / 2, 1),
            Dialect::Word97 => (place, 2),
        };
        let modifier = item.u16(6).unwrap_or_default();
        let properties = (modifier & 1 == 1).then_some(usize::from(modifier >> 1));
        Some((Self { places, start: usize::try_from(start).ok()?, width }, properties))
    }
}

/// Bit of a place that says that its characters are bytes.
const COMPRESSED: u32 = 1 << 30;

impl<'b> Pieces<'b> {
    /// Reads the pieces; at most `most` characters.
    pub(super) fn read(fib: &Fib<'b>, most: usize) -> Self {
        let (word, table) = (fib.word(), fib.table(Table::Pieces));
        let mut pieces = Self::default();
        if let Some(whole) = fib.whole().filter(|_| table.len() == 0) {
            pieces.push(
                word,
                Run { places: 0..whole.len(), start: whole.start, width: 1 },
                None,
                most,
            );
            return pieces;
        }
        let mut at = 0;
        while table.byte(at) == Some(1) {
            let Some(length) = table.u16(at + 1).map(usize::from) else { break };
            pieces.properties.extend(table.part(at + 3, length).map(|bytes| bytes.0));
            at += 3 + length;
        }
        let list = table.size(at + 1).filter(|_| table.byte(at) == Some(2));
        let list = list.and_then(|length| table.part(at + 5, length)).unwrap_or_default();
        let list = Plc::new(list, 8);
        for (range, item) in (0..list.len()).filter_map(|at| list.range(at).zip(list.item(at))) {
            let Some((run, properties)) = Run::read(range, item, fib.dialect()) else { break };
            if pieces.push(word, run, properties, most).is_none() {
                break;
            }
        }
        pieces
    }

    /// `None` ends the text.
    fn push(
        &mut self,
        word: Bytes<'_>,
        run: Run,
        properties: Option<usize>,
        most: usize,
    ) -> Option<()> {
        let Run { places: range, start, width } = run;
        // Pieces follow one another; a table that says otherwise is no longer believed.
        if range.start != self.units.len() {
            return None;
        }
        let length = range.len();
        self.is_cut |= self.units.len().saturating_add(length) > most;
        let length = length.min(most - self.units.len());
        let there = word.from(start).len() / width;
        let bytes = word.part(start, length.min(there) * width)?.0;
        if width == 1 {
            self.units.extend(bytes.iter().map(|byte| unit(windows_1252(*byte))));
        } else {
            self.units.extend(bytes.chunks_exact(2).filter_map(|unit| Bytes(unit).u16(0)));
        }
        let run = Run { places: range.start..self.units.len(), start, width };
        self.pieces.push(Piece { run, properties });
        (there >= length && !self.is_cut).then_some(())
    }

    /// Characters in all.
    pub(super) fn len(&self) -> usize {
        self.units.len()
    }

    pub(super) fn unit(&self, at: usize) -> Option<u16> {
        self.units.get(at).copied()
    }

    pub(super) fn units(&self, range: Range<usize>) -> &[u16] {
        let end = range.end.min(self.units.len());
        self.units.get(range.start.min(end)..end).unwrap_or_default()
    }

    /// The place in the stream of a character; how many characters from it on follow one another there; and the
    /// properties of its piece.
    pub(super) fn place(&self, at: usize) -> Option<Place<'b>> {
        let index = self.pieces.partition_point(|piece| piece.run.places.end <= at);
        let piece = self.pieces.get(index).filter(|piece| piece.run.places.contains(&at))?;
        let properties = piece.properties.and_then(|index| self.properties.get(index));
        let run = &piece.run;
        Some(Place {
            start: run.start + (at - run.places.start) * run.width,
            width: run.width,
            left: run.places.end - at,
            properties: properties.copied().unwrap_or_default(),
        })
    }
}

/// Where a character stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'b> {
    /// Byte of the stream.
    pub(super) start: usize,
    /// Bytes of a character.
    pub(super) width: usize,
    /// Characters up to the end of the piece.
    pub(super) left: usize,
    /// What holds for the piece.
    pub(super) properties: &'b [u8],
}

/// A character of Windows-1252 as UTF-16: all have one unit.
fn unit(c: char) -> u16 {
    u16::try_from(u32::from(c)).unwrap_or(0xFFFD)
}
