//! Lines and tables → blocks in reading order.
//!
//! Two texts side by side (the head of a directive with its two columns, recipients beside the
//! signature, a page in two columns) are read one after the other, the left one first. They are
//! told by a corridor of white that runs down between them. Three or more columns without rules
//! are a table, read across.

use super::line::{Line, Word};
use super::table::Table;

/// A part of a page that is read as one.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Lines from top to bottom.
    Flow(Vec<Line>),
    /// The left and the right column of a part in two columns.
    Columns([Vec<Line>; 2]),
    /// A ruled table.
    Table(Table),
}

/// Ems of white between two words that may begin a corridor.
const OPENS: f32 = 1.0;
/// Ems of white that a corridor keeps.
const KEEPS: f32 = 0.7;
/// Ems between baselines up to which lines stand beside each other.
const BESIDE: f32 = 0.9;
/// Ems between baselines up to which lines belong to one part: above two columns, below them where
/// only one goes on, and inside.
const NEAR: f32 = 1.9;
const FAR: f32 = 3.0;
/// Ems that a column is wide at least: item numbers, bullets and page numbers are none.
const WIDE: f32 = 4.5;

/// The blocks of lines (from top to bottom) and tables, added to `blocks`.
pub(super) fn order(lines: Vec<Line>, mut tables: Vec<Table>, blocks: &mut Vec<Block>) {
    tables.sort_by(|a, b| b.y0.total_cmp(&a.y0));
    let mut part: Vec<Line> = Vec::new();
    for line in lines {
        while let Some(table) = tables.pop_if(|t| t.y0 < line.y) {
            split(std::mem::take(&mut part), blocks);
            blocks.push(Block::Table(table));
        }
        part.push(line);
    }
    split(part, blocks);
    blocks.extend(tables.into_iter().rev().map(Block::Table));
}

/// Finds what stands in two columns among lines without a table between them.
fn split(lines: Vec<Line>, blocks: &mut Vec<Block>) {
    let (mut flow, mut at) = (0, 0);
    while at < lines.len() {
        match Band::at(&lines, flow, at) {
            Some(band) if band.in_columns(&lines) => {
                push_flow(lines.get(flow..band.start), blocks);
                blocks.push(band.columns(&lines));
                (flow, at) = (band.end, band.end);
            }
            Some(band) => at = band.end,
            None => at += 1,
        }
    }
    push_flow(lines.get(flow..), blocks);
}

fn push_flow(lines: Option<&[Line]>, blocks: &mut Vec<Block>) {
    if let Some(lines) = lines.filter(|l| !l.is_empty()) {
        blocks.push(Block::Flow(lines.to_vec()));
    }
}

/// White from `from` to `to`, all the way down some lines.
#[derive(Debug, Clone, Copy)]
struct Corridor {
    from: f32,
    to: f32,
}

impl Corridor {
    fn middle(self) -> f32 {
        (self.from + self.to) / 2.0
    }

    fn is_left(self, word: &Word) -> bool {
        (word.x0 + word.x1) / 2.0 < self.middle()
    }
}

/// Lines that leave corridors free.
struct Band {
    start: usize,
    end: usize,
    corridors: Vec<Corridor>,
}

impl Band {
    /// The band that begins with the words beside each other at line `at`, going back no further
    /// than `flow`.
    fn at(lines: &[Line], flow: usize, at: usize) -> Option<Self> {
        let first = lines.get(at)?;
        let rest = lines.get(at..)?;
        let beside = rest.iter().take_while(|l| l.y - first.y < BESIDE * first.size).count();
        let words = rest.iter().take(beside).flat_map(|l| &l.words);
        let mut corridors = corridors(words, OPENS * first.size);
        if corridors.is_empty() {
            return None;
        }
        let mut end = at + beside;
        let mut y = lines.get(end.checked_sub(1)?)?.y;
        for line in lines.get(end..)? {
            if line.y - y > FAR * line.size {
                break;
            }
            let left = narrowed(&corridors, line);
            if left.is_empty() {
                break;
            }
            (corridors, y, end) = (left, line.y, end + 1);
        }
        let mut start = at;
        let mut y = first.y;
        for line in lines.get(flow..at)?.iter().rev() {
            let left = narrowed(&corridors, line);
            if y - line.y > NEAR * line.size || left.is_empty() {
                break;
            }
            (corridors, y, start) = (left, line.y, start - 1);
        }
        let mut band = Self { start, end, corridors };
        band.drop_narrow(lines);
        band.cut_tail(lines);
        Some(band)
    }

    fn lines<'l>(&self, lines: &'l [Line]) -> &'l [Line] {
        lines.get(self.start..self.end).unwrap_or_default()
    }

    /// Drops the corridors beside which there is no column, but item numbers or the like.
    fn drop_narrow(&mut self, lines: &[Line]) {
        let words: Vec<&Word> = self.lines(lines).iter().flat_map(|l| &l.words).collect();
        let wide = |from: f32, to: f32| {
            let column = words.iter().filter(|w| w.x0 >= from && w.x1 <= to);
            let (mut x0, mut x1, mut size) = (f32::MAX, f32::MIN, 0.0_f32);
            for word in column {
                (x0, x1, size) = (x0.min(word.x0), x1.max(word.x1), size.max(word.size));
            }
            x1 - x0 >= WIDE * size
        };
        let mut kept: Vec<Corridor> = Vec::new();
        for (i, corridor) in self.corridors.iter().enumerate() {
            let from = kept.last().map_or(f32::MIN, |c| c.middle());
            let to = self.corridors.get(i + 1).map_or(f32::MAX, |c| c.middle());
            if wide(from, corridor.middle()) && wide(corridor.middle(), to) {
                kept.push(*corridor);
            }
        }
        self.corridors = kept;
    }

    /// Below the end of the right column, what follows the left one at a distance belongs to the
    /// text that comes after both.
    fn cut_tail(&mut self, lines: &[Line]) {
        let [corridor] = self.corridors[..] else { return };
        let band = self.lines(lines);
        let is_left_only = |line: &Line| line.words.iter().all(|w| corridor.is_left(w));
        let tail = band.iter().rev().take_while(|l| is_left_only(l)).count();
        let Some(begin) = band.len().checked_sub(tail) else { return };
        let pairs = band.iter().zip(band.iter().skip(1)).skip(begin.saturating_sub(1));
        let near = pairs.take_while(|(a, b)| b.y - a.y <= NEAR * b.size).count();
        self.end = self.start + begin.max(1) + near;
    }

    /// Whether the band is text in two columns, as against a table, a form or a list.
    fn in_columns(&self, lines: &[Line]) -> bool {
        let [corridor] = self.corridors[..] else { return false };
        let band = self.lines(lines);
        let has = |line: &&Line, left: bool| line.words.iter().any(|w| corridor.is_left(w) == left);
        let (left, right) = (
            band.iter().filter(|l| has(l, true)).count(),
            band.iter().filter(|l| has(l, false)).count(),
        );
        // "Name: …, Born: …": labels with their values beside them.
        let labels = band.iter().filter_map(|l| l.words.iter().rfind(|w| corridor.is_left(w)));
        let labels = labels.filter(|w| w.text.ends_with(':')).count();
        left + right > 2 && left > 0 && right > 0 && (labels < 2 || labels < left)
    }

    fn columns(&self, lines: &[Line]) -> Block {
        let mut columns: [Vec<Line>; 2] = Default::default();
        if let [corridor] = self.corridors[..] {
            for line in self.lines(lines) {
                let (left, right): (Vec<Word>, Vec<Word>) =
                    line.words.iter().cloned().partition(|w| corridor.is_left(w));
                for (words, column) in [left, right].into_iter().zip(&mut columns) {
                    if !words.is_empty() {
                        let size = words.iter().map(|w| w.size).fold(0.0, f32::max);
                        column.push(Line { words, y: line.y, size });
                    }
                }
            }
        }
        Block::Columns(columns)
    }
}

/// The white between words that is as wide as `width`, from left to right.
fn corridors<'l>(words: impl Iterator<Item = &'l Word>, width: f32) -> Vec<Corridor> {
    let mut words: Vec<(f32, f32)> = words.map(|w| (w.x0, w.x1)).collect();
    words.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut corridors = Vec::new();
    let mut end = f32::MAX;
    for (x0, x1) in words {
        if x0 - end >= width {
            corridors.push(Corridor { from: end, to: x0 });
        }
        end = if end == f32::MAX { x1 } else { end.max(x1) };
    }
    corridors
}

/// The corridors that the line leaves free, as wide as it does.
fn narrowed(corridors: &[Corridor], line: &Line) -> Vec<Corridor> {
    let mut free = Vec::with_capacity(corridors.len());
    for corridor in corridors {
        // The widest white within the corridor: words may reach into it from either side.
        let (mut from, mut best) = (corridor.from, Corridor { from: 0.0, to: 0.0 });
        let mut try_white = |from: f32, to: f32| {
            if to - from > best.to - best.from {
                best = Corridor { from, to };
            }
        };
        for word in line.words.iter().filter(|w| w.x1 > corridor.from && w.x0 < corridor.to) {
            try_white(from, word.x0);
            from = from.max(word.x1);
        }
        try_white(from, corridor.to);
        if best.to - best.from >= KEEPS * line.size {
            free.push(best);
        }
    }
    free
}
