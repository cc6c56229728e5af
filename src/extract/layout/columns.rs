//! Lines and tables → blocks in reading order.
//!
//! Two texts side by side (the head of a directive with its two columns, recipients beside the
//! signature, a page in two columns) are read one after the other, the left one first. They are
//! told by a corridor of white that runs down between them. Three or more columns without rules
//! are a table, read across; unless they are signatures side by side, each centred below its title.

use super::line::{Line, Word};
use super::table::Table;

/// A part of a page that is read as one.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    /// Lines from top to bottom.
    Flow(Vec<Line>),
    /// The columns, two or more, of a part that is read column by column.
    Columns(Vec<Vec<Line>>),
    /// A ruled table.
    Table(Table),
}

/// Ems of white in a line that may begin a corridor, or go on one; and how many times the line's
/// usual gap it is (justified lines are spaced widely all along).
const OPEN: (f32, f32) = (1.0, 2.2);
/// The same where what stands right of it stands straight below what stood there before.
const ALIGNED: (f32, f32) = (0.45, 1.6);
/// The same where the line stands on one side only.
const ASIDE: f32 = 0.2;
/// Points by which edges may miss each other and still be one.
const EDGE: f32 = 1.5;
/// Points by which the words below each other in a table's column may: producers set them exactly,
/// and words that meet by chance are to be few.
const EXACT: f32 = 0.5;
/// Points by which centres may do so: producers round the widths of words.
const CENTRE: f32 = 3.0;
/// Ems between baselines up to which lines stand beside each other.
const BESIDE: f32 = 0.9;
/// Ems between baselines up to which lines belong to one part: above two columns, and below them
/// where only one goes on.
const NEAR: f32 = 1.9;
/// The same inside columns; and where all go on straight below their centres, as names stand below
/// titles with room for the signatures between.
const FAR: (f32, f32) = (3.05, 9.0);
/// Lines above one that may tell that it is in line with them.
const LOOK_BACK: usize = 64;
/// Ems that a column is wide at least: item numbers, bullets and page numbers are none. And the same
/// beside a centred column: recipients may be two words.
const WIDE: (f32, f32) = (4.5, 3.0);
/// Ems between a title and the name below it, at least.
const SIGNED: f32 = 2.0;
/// Share of a table's rows in which a column begins at the same place.
const ROWS: f32 = 0.6;

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
    fn is_left(self, word: &Word) -> bool {
        word.x0 + word.x1 < self.from + self.to
    }

    /// The edges of what a line has left and right of the corridor.
    fn sides(self, line: &Line) -> [Option<Edges>; 2] {
        let at = line.words.partition_point(|w| self.is_left(w));
        let (left, right) = line.words.split_at_checked(at).unwrap_or_default();
        [Edges::of(left), Edges::of(right)]
    }

    /// What the line leaves free of the corridor, below the lines `above`; `None` if it crosses it.
    fn narrowed(self, line: &Line, above: &[Line]) -> Option<Self> {
        let white = self.white(line);
        let free = white.to - white.from;
        let gap = usual_gap(line);
        let is_free = match white.sides(line) {
            [Some(left), Some(right)] => {
                let aligned = |other: Edges| right.is_in_line_with(other);
                let nearest = above.iter().rev().take(LOOK_BACK);
                if nearest.into_iter().any(|l| white.sides(l)[1].is_some_and(aligned)) {
                    // Centred lines leave less free of the corridor than stands open in each.
                    let room = (ALIGNED.0 * line.size).max(ALIGNED.1 * gap);
                    right.x0 - left.x1 >= room && free >= ASIDE * line.size
                } else {
                    free >= (OPEN.0 * line.size).max(OPEN.1 * gap)
                }
            }
            _ => free >= ASIDE * line.size,
        };
        is_free.then_some(white)
    }

    /// The widest white within the corridor: words may reach into it from either side.
    fn white(self, line: &Line) -> Self {
        let mut from = self.from;
        let mut best = Self { from, to: from };
        let reaching = line.words.iter().filter(|w| w.x1 > self.from && w.x0 < self.to);
        for (x0, x1) in reaching.map(|w| (w.x0, w.x1)).chain([(self.to, self.to)]) {
            if x0 - from > best.to - best.from {
                best = Self { from, to: x0 };
            }
            from = from.max(x1);
        }
        best
    }
}

/// Where a part of a line begins and ends.
#[derive(Debug, Clone, Copy)]
struct Edges {
    x0: f32,
    x1: f32,
}

impl Edges {
    fn of(words: &[Word]) -> Option<Self> {
        let x0 = words.first()?.x0;
        Some(Self { x0, x1: words.iter().map(|w| w.x1).fold(x0, f32::max) })
    }

    /// Whether both begin at the same place, or have the same centre.
    fn is_in_line_with(self, other: Self) -> bool {
        (self.x0 - other.x0).abs() <= EDGE || self.off_centre(other) <= CENTRE
    }

    fn off_centre(self, other: Self) -> f32 {
        (self.x0 + self.x1 - other.x0 - other.x1).abs() / 2.0
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
        let mut corridors = openings(rest.get(..beside)?);
        if corridors.is_empty() {
            return None;
        }
        let mut end = at + beside;
        let mut y = lines.get(end.checked_sub(1)?)?.y;
        for line in lines.get(end..)? {
            let above = lines.get(at..end)?;
            let left: Vec<_> = corridors.iter().filter_map(|c| c.narrowed(line, above)).collect();
            let far = if is_centred_below(&left, line, above) { FAR.1 } else { FAR.0 };
            if line.y - y > far * line.size || left.is_empty() {
                break;
            }
            (corridors, y, end) = (left, line.y, end + 1);
        }
        let signatures = Self { start: at, end, corridors };
        if signatures.is_signatures(lines) {
            return Some(signatures);
        }
        let mut corridors = signatures.corridors;
        let (mut start, mut y) = (at, first.y);
        for line in lines.get(flow..at)?.iter().rev() {
            let below = lines.get(start..end)?;
            let left: Vec<_> = corridors.iter().filter_map(|c| c.narrowed(line, below)).collect();
            if y - line.y > NEAR * line.size || left.is_empty() {
                break;
            }
            (corridors, y, start) = (left, line.y, start - 1);
        }
        let mut band = Self { start, end, corridors };
        band.drop_narrow(lines);
        band.cut_where_edges_move(lines);
        band.cut_tail(lines);
        Some(band)
    }

    fn lines<'l>(&self, lines: &'l [Line]) -> &'l [Line] {
        lines.get(self.start..self.end).unwrap_or_default()
    }

    /// Drops the corridors beside which there is no column, but item numbers or the like.
    fn drop_narrow(&mut self, lines: &[Line]) {
        let words: Vec<&Word> = self.lines(lines).iter().flat_map(|l| &l.words).collect();
        let is_wide = |from: f32, to: f32| {
            let (mut x0, mut x1, mut size) = (f32::MAX, f32::MIN, 0.0_f32);
            for word in words.iter().filter(|w| w.x0 >= from && w.x1 <= to) {
                (x0, x1, size) = (x0.min(word.x0), x1.max(word.x1), size.max(word.size));
            }
            let wide =
                if from == f32::MIN && self.is_right_centred(to, lines) { WIDE.1 } else { WIDE.0 };
            x1 - x0 >= wide * size
        };
        let mut kept: Vec<Corridor> = Vec::new();
        for (i, corridor) in self.corridors.iter().enumerate() {
            let before = kept.last().map_or(f32::MIN, |c| c.to);
            let after = self.corridors.get(i + 1).map_or(f32::MAX, |c| c.from);
            if is_wide(before, corridor.from) && is_wide(corridor.to, after) {
                kept.push(*corridor);
            }
        }
        self.corridors = kept;
    }

    /// Whether what stands right of the white behind a left column is centred.
    fn is_right_centred(&self, left_end: f32, lines: &[Line]) -> bool {
        let Some(corridor) = self.corridors.iter().find(|c| c.from == left_end) else {
            return false;
        };
        let right = self.lines(lines).iter().filter_map(|line| corridor.sides(line)[1]);
        is_centred(&right.collect::<Vec<_>>())
    }

    /// Two parts in columns, one below the other: where the straight left edge of the right column
    /// gives way to another, the second part begins.
    fn cut_where_edges_move(&mut self, lines: &[Line]) {
        let [corridor] = self.corridors[..] else { return };
        let right = |line: &Line| corridor.sides(line)[1].map(|edges| edges.x0);
        let edges: Vec<(usize, f32)> = (self.start..)
            .zip(self.lines(lines))
            .filter_map(|(place, line)| Some((place, right(line)?)))
            .collect();
        let Some((_, edge)) = edges.first() else { return };
        let first = edges.iter().take_while(|(_, x)| (x - edge).abs() < EDGE / 2.0).count();
        let Some([(place, other), rest @ ..]) = edges.get(first..) else { return };
        if first >= 3
            && !rest.is_empty()
            && rest.iter().all(|(_, x)| (x - other).abs() < EDGE / 2.0)
        {
            self.end = *place;
        }
    }

    /// Below the end of the right column, what does not go on the left one belongs to the text
    /// after both.
    fn cut_tail(&mut self, lines: &[Line]) {
        let [corridor] = self.corridors[..] else { return };
        let band = self.lines(lines);
        let is_right = |line: &Line| corridor.sides(line)[1].is_some();
        let Some(last) = band.iter().rposition(is_right) else { return };
        let left: Vec<(&Line, Edges)> =
            band.iter().filter_map(|l| Some((l, corridor.sides(l)[0]?))).collect();
        let y = band.get(last).map_or(0.0, |l| l.y);
        let (above, tail) = left.split_at(left.partition_point(|(line, _)| line.y <= y));
        let pairs = || above.iter().zip(above.iter().skip(1));
        let (starts, centres) = pairs().fold((0.0_f32, 0.0_f32), |(starts, centres), (a, b)| {
            (starts.max((a.1.x0 - b.1.x0).abs()), centres.max(a.1.off_centre(b.1)))
        });
        let pitch = pairs().map(|((a, _), (b, _))| b.y - a.y).fold(0.0, f32::max);
        let is_centred = centres < starts && centres <= CENTRE;
        let goes_on = |(a, at): (&Line, Edges), (b, bt): (&Line, Edges)| {
            let straight = match () {
                () if is_centred => at.off_centre(bt) <= centres + CENTRE,
                () if starts <= CENTRE => (at.x0 - bt.x0).abs() <= (starts * 1.5).max(1.0),
                () => true,
            };
            let indented = bt.x0 > at.x0 && pitch > 0.0 && b.y - a.y <= pitch * 1.05;
            b.y - a.y <= NEAR * b.size && (straight || (indented && !is_centred))
        };
        let before = above.last().into_iter().chain(tail);
        let first = usize::from(above.is_empty());
        let kept = before.zip(tail.iter().skip(first)).take_while(|(a, b)| goes_on(**a, **b));
        let kept = first.min(tail.len()) + kept.count();
        // Lines of the left column alone follow one another, so counting them is enough.
        self.end = self.start + last + 1 + kept;
    }

    /// Whether the band is text in columns, as against a table, a form or a list.
    fn in_columns(&self, lines: &[Line]) -> bool {
        let [corridor] = self.corridors[..] else { return self.is_signatures(lines) };
        let band = self.lines(lines);
        let sides = || band.iter().map(|l| corridor.sides(l));
        let left = sides().filter(|s| s[0].is_some()).count();
        let right = sides().filter(|s| s[1].is_some()).count();
        // "Name: …, Born: …": labels with their values beside them.
        let labels = band.iter().filter_map(|l| l.words.iter().rfind(|w| corridor.is_left(w)));
        let labels = labels.filter(|w| w.text.ends_with(':')).count();
        left > 0
            && right > 0
            && left + right > 2
            && (labels < 2 || labels < left)
            && starts(band) < 3
    }

    /// Whether the band is three signatures or more: columns centred each, with room below the
    /// titles.
    fn is_signatures(&self, lines: &[Line]) -> bool {
        let band = self.lines(lines);
        let rows: Vec<_> = band.iter().map(|line| parts(&self.corridors, line)).collect();
        let column = |at: usize| -> Vec<Edges> {
            rows.iter().filter_map(|row| row.get(at).copied().flatten()).collect()
        };
        let pairs = band.iter().zip(band.iter().skip(1));
        self.corridors.len() >= 2
            && (0..=self.corridors.len()).all(|at| column(at).len() >= 2 && on_centre(&column(at)))
            && (0..=self.corridors.len()).any(|at| is_centred(&column(at)))
            && pairs.into_iter().any(|(a, b)| b.y - a.y >= SIGNED * b.size)
    }

    fn columns(&self, lines: &[Line]) -> Block {
        let mut columns: Vec<Vec<Line>> = vec![Vec::new(); self.corridors.len() + 1];
        for line in self.lines(lines) {
            let mut words = line.words.iter().peekable();
            for (place, column) in columns.iter_mut().enumerate() {
                let corridor = self.corridors.get(place);
                let is_here = |word: &&Word| corridor.is_none_or(|c| c.is_left(word));
                let own: Vec<Word> =
                    std::iter::from_fn(|| words.next_if(is_here)).cloned().collect();
                if !own.is_empty() {
                    let size = own.iter().map(|w| w.size).fold(0.0, f32::max);
                    column.push(Line { words: own, y: line.y, size });
                }
            }
        }
        Block::Columns(columns)
    }
}

/// What a line has between the corridors, from left to right.
fn parts(corridors: &[Corridor], line: &Line) -> Vec<Option<Edges>> {
    let mut rest = line.words.as_slice();
    let mut parts = Vec::with_capacity(corridors.len() + 1);
    for corridor in corridors {
        let at = rest.partition_point(|w| corridor.is_left(w));
        let (left, right) = rest.split_at_checked(at).unwrap_or_default();
        parts.push(Edges::of(left));
        rest = right;
    }
    parts.push(Edges::of(rest));
    parts
}

/// Whether a line has something in every column, each below the centre of what stands above it.
fn is_centred_below(corridors: &[Corridor], line: &Line, above: &[Line]) -> bool {
    let Some(before) = above.last() else { return false };
    let (here, there) = (parts(corridors, line), parts(corridors, before));
    !corridors.is_empty()
        && here.iter().zip(&there).all(|(a, b)| a.zip(*b).is_some_and(|(a, b)| on_centre(&[a, b])))
        && here.iter().zip(&there).any(|(a, b)| a.zip(*b).is_some_and(|(a, b)| is_centred(&[a, b])))
}

/// Whether lines below each other have one centre.
fn on_centre(lines: &[Edges]) -> bool {
    lines.iter().zip(lines.iter().skip(1)).all(|(a, b)| a.off_centre(*b) <= CENTRE)
}

/// Whether lines below each other have one centre, and are not of one width.
fn is_centred(lines: &[Edges]) -> bool {
    let differ = |(a, b): (&Edges, &Edges)| (a.x0 - b.x0).abs() > EXACT;
    on_centre(lines) && lines.iter().zip(lines.iter().skip(1)).any(differ)
}

/// The white between words of lines beside each other: wide white within a line, or any between
/// lines whose baselines differ.
fn openings(lines: &[Line]) -> Vec<Corridor> {
    let size = lines.iter().map(|l| l.size).fold(0.0, f32::max);
    let gap = lines.iter().map(usual_gap).fold(0.0, f32::max);
    let mut words: Vec<(f32, f32)> =
        lines.iter().flat_map(|l| &l.words).map(|w| (w.x0, w.x1)).collect();
    words.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut corridors = Vec::new();
    let mut end: Option<f32> = None;
    for (x0, x1) in words {
        if let Some(end) = end {
            let corridor = Corridor { from: end, to: x0 };
            let sides = || lines.iter().map(|l| corridor.sides(l));
            let beside = || sides().any(|s| s[1].is_none()) && sides().any(|s| s[0].is_none());
            let white = x0 - end;
            if white >= (OPEN.0 * size).max(OPEN.1 * gap) || (white >= ASIDE * size && beside()) {
                corridors.push(corridor);
            }
        }
        end = Some(end.unwrap_or(x1).max(x1));
    }
    corridors
}

/// The usual white between the words of a line; 0 if it has too few to tell.
fn usual_gap(line: &Line) -> f32 {
    let pairs = line.words.iter().zip(line.words.iter().skip(1));
    let mut gaps: Vec<f32> = pairs.map(|(a, b)| b.x0 - a.x1).collect();
    gaps.sort_by(f32::total_cmp);
    if gaps.len() < 4 { 0.0 } else { gaps.get(gaps.len() / 2).copied().unwrap_or(0.0) }
}

/// The places at which words begin in most of the rows that have several columns: those of a
/// table's columns, however narrow the white beside them is in some row.
fn starts(band: &[Line]) -> usize {
    let gaps = |line: &Line| -> Vec<(f32, f32)> {
        let ends = std::iter::once(f32::MIN).chain(line.words.iter().map(|w| w.x1));
        line.words.iter().zip(ends).map(|(w, end)| (w.x0, (w.x0 - end) / line.size)).collect()
    };
    let rows: Vec<Vec<(f32, f32)>> = band
        .iter()
        .map(gaps)
        .filter(|row| row.iter().filter(|(_, gap)| *gap >= OPEN.0).count() > 1)
        .collect();
    let mut places: Vec<f32> =
        rows.iter().flatten().filter(|(_, gap)| *gap >= OPEN.0).map(|(x, _)| *x).collect();
    places.sort_by(f32::total_cmp);
    places.dedup_by(|b, a| *b - *a <= EXACT);
    let is_start = |place: &f32| {
        let has = |row: &Vec<(f32, f32)>| row.iter().any(|(x, _)| (x - place).abs() <= EXACT);
        let count = rows.iter().filter(|row| has(row)).count();
        count >= 2 && count as f32 >= ROWS * rows.len() as f32
    };
    places.into_iter().filter(is_start).count()
}
