//! Where two columns stand side by side on the image of a page: a letterhead, the block of a signature.
//!
//! In: a [`Raster`]. Out: [`Block`]s. They are told from text by the white between them, which runs
//! through several lines, and from a river of white by what stands beside it.

use crate::extract::Raster;
use std::ops::Range;

/// Points of a cell of the grid in which white is looked for.
const CELL: f32 = 3.0;
/// Shades that are ink, and dark pixels of a cell that are more than dust.
const INK: u8 = 140;
const DUST: f32 = 0.08;
/// Cells across of the white between two columns: at least, and so many that it is no river of white that
/// runs between the words of some lines by chance.
const GAP: usize = 4;
const WIDE: usize = 8;
/// Where the white between two columns may stand, as shares of the width.
const MIDDLE: (f32, f32) = (0.25, 0.72);
/// Lines that a column has at least; beside white that is not wide.
const LINES: usize = 2;
const MORE_LINES: usize = 3;
/// Cells from the margins in which a line of text ends.
const MARGIN: usize = 3;
/// Blocks of a page that are set apart: a head, a foot, and a few more.
const BLOCKS: usize = 6;
/// Two columns side by side, in pixels.
pub(super) struct Block {
    /// The rows.
    pub(super) rows: Range<usize>,
    /// Where the white between them is.
    pub(super) middle: usize,
}

/// Two columns side by side, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    /// The rows.
    top: usize,
    bottom: usize,
    /// The first of the cells between them.
    left: usize,
    /// Lines of the column that has fewer.
    lines: usize,
    /// Whether most lines run from margin to margin, as those of a text do.
    is_full: bool,
}

/// The blocks of a page, none of whose rows is another's.
pub(super) fn blocks(raster: &Raster) -> Vec<Block> {
    let Some(grid) = Grid::of(raster) else { return Vec::new() };
    let in_pixels = |found: Found| Block {
        rows: found.top * grid.cell..found.bottom * grid.cell,
        middle: (found.left + GAP / 2) * grid.cell,
    };
    grid.blocks().into_iter().map(in_pixels).collect()
}

/// Which cells of a page have ink.
struct Grid {
    /// Pixels of a cell's side.
    cell: usize,
    across: usize,
    ink: Vec<bool>,
}

impl Grid {
    fn of(raster: &Raster) -> Option<Self> {
        let width = usize::try_from(raster.width).ok().filter(|width| *width > 0)?;
        let cell = ((CELL * raster.scale).round() as usize).max(1);
        let across = width / cell;
        if across <= GAP {
            return None;
        }
        let least = ((cell * cell) as f32 * DUST).max(2.0) as usize;
        let mut ink = Vec::new();
        for rows in raster.gray.chunks_exact(width * cell) {
            let mut dark = vec![0_usize; across];
            for row in rows.chunks_exact(width) {
                for (count, pixels) in dark.iter_mut().zip(row.chunks_exact(cell)) {
                    *count += pixels.iter().filter(|shade| **shade < INK).count();
                }
            }
            ink.extend(dark.iter().map(|count| *count >= least));
        }
        Some(Self { cell, across, ink })
    }

    fn rows(&self) -> impl Iterator<Item = &[bool]> {
        self.ink.chunks_exact(self.across)
    }

    /// The blocks with two columns, none of whose rows is another's.
    fn blocks(&self) -> Vec<Found> {
        let share = |share: f32| (self.across as f32 * share) as usize;
        let margins = self.margins();
        let mut found: Vec<Found> = (share(MIDDLE.0)..share(MIDDLE.1))
            .flat_map(|left| self.blocks_at(left, &margins))
            .collect();
        // The most lines; of as many, the white in the middle of all that there is.
        found.sort_by_key(|block| (std::cmp::Reverse(block.lines), block.top, block.left));
        let is_same = |a: &Found, b: &Found| {
            (a.lines, a.top, a.bottom, a.left + 1) == (b.lines, b.top, b.bottom, b.left)
        };
        let mut kept: Vec<Found> = Vec::new();
        for same in found.chunk_by(is_same) {
            let Some(block) = same.get(same.len() / 2) else { continue };
            let is_wide = same.len() + GAP > WIDE;
            let is_sound = is_wide || block.lines >= MORE_LINES && !block.is_full;
            let is_apart = |other: &Found| block.bottom <= other.top || other.bottom <= block.top;
            if is_sound && kept.iter().all(is_apart) && kept.len() < BLOCKS {
                kept.push(*block);
            }
        }
        kept
    }

    /// Where most lines of the page begin and end.
    fn margins(&self) -> Range<usize> {
        let ends = |row: &[bool]| {
            let first = row.iter().position(|ink| *ink)?;
            Some((first, row.iter().rposition(|ink| *ink)?))
        };
        let (mut starts, mut ends): (Vec<usize>, Vec<usize>) = self.rows().filter_map(ends).unzip();
        starts.sort_unstable();
        ends.sort_unstable();
        let tenth = starts.len() / 10;
        let left = starts.get(tenth).copied().unwrap_or_default();
        left..ends.iter().rev().nth(tenth).copied().unwrap_or_default()
    }

    /// Runs of rows that are white in the cells from `left` on and have lines on both sides.
    fn blocks_at(&self, left: usize, margins: &Range<usize>) -> Vec<Found> {
        let mut found = Vec::new();
        let mut run = Run::default();
        for (at, row) in self.rows().enumerate() {
            let has = |cells: Range<usize>| row.get(cells).is_some_and(|row| row.contains(&true));
            if has(left..left + GAP) {
                found.extend(std::mem::replace(&mut run, Run::torn()).block(left));
                continue;
            }
            let behind = left + GAP;
            run.add(Row {
                at,
                sides: [has(0..left), has(behind..self.across)],
                ends: [
                    has(0..(margins.start + MARGIN).min(left)),
                    has(margins.end.saturating_sub(MARGIN).max(behind)..self.across),
                ],
            });
        }
        run.end_line();
        found.extend(run.block(left));
        found
    }
}

/// A row with white between two sides.
struct Row {
    at: usize,
    /// Which sides have ink.
    sides: [bool; 2],
    /// Which margins have.
    ends: [bool; 2],
}

/// Rows without a white one among them.
#[derive(Clone, Copy, Default)]
struct Line {
    top: usize,
    bottom: usize,
    /// Lines of each side, since those of two columns need not be level.
    lines: [usize; 2],
    /// Whether the last row had ink.
    sides: [bool; 2],
    ends: [bool; 2],
}

/// Lines with white between two sides. One that is cut by what stands in the white belongs to no block:
/// its marks would be cut off.
#[derive(Default)]
struct Run {
    is_torn: bool,
    line: Option<Line>,
    rows: Option<Range<usize>>,
    lines: [usize; 2],
    all: usize,
    full: usize,
}

impl Run {
    /// A run that begins within a line.
    fn torn() -> Self {
        Self { is_torn: true, ..Self::default() }
    }

    fn add(&mut self, row: Row) {
        let Row { at, sides, ends } = row;
        if sides == [false, false] {
            self.end_line();
            self.is_torn = false;
            return;
        }
        if self.is_torn {
            return;
        }
        let line = self.line.get_or_insert(Line { top: at, ends, ..Line::default() });
        line.bottom = at + 1;
        for ((lines, was), has) in line.lines.iter_mut().zip(&mut line.sides).zip(sides) {
            *lines += usize::from(has && !*was);
            *was = has;
        }
        for (end, has) in line.ends.iter_mut().zip(ends) {
            *end |= has;
        }
    }

    fn end_line(&mut self) {
        let Some(line) = self.line.take() else { return };
        let top = self.rows.as_ref().map_or(line.top, |rows| rows.start);
        self.rows = Some(top..line.bottom);
        for (all, lines) in self.lines.iter_mut().zip(line.lines) {
            *all += lines;
        }
        self.all += 1;
        self.full += usize::from(line.ends == [true, true]);
    }

    fn block(self, left: usize) -> Option<Found> {
        let Range { start: top, end: bottom } = self.rows?;
        let lines = self.lines.into_iter().min()?;
        let is_full = self.full * 2 > self.all;
        (lines >= LINES).then_some(Found { top, bottom, left, lines, is_full })
    }
}
