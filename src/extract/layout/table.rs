//! Ruled tables: the grid that ruling lines draw, and the words in its cells.
//!
//! Tables without rules are not known here; their rows are read across by [`columns`](super::columns).

use super::glyph::Rule;
use super::line::{Line, Word};

/// A cell: its lines from top to bottom.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Cell {
    /// The lines; none if the cell is empty.
    pub lines: Vec<Line>,
}

/// A ruled table.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Table {
    /// Rows from top to bottom, each with its cells from left to right. A cell that spans several
    /// rows stands in the first of them.
    pub rows: Vec<Vec<Cell>>,
    /// Upper edge.
    pub y0: f32,
    /// Lower edge.
    pub y1: f32,
}

/// Points by which lines that meet may miss each other.
const MISS: f32 = 3.0;
/// Cells of a grid beyond which it is a drawing or graph paper.
const CELLS: usize = 20_000;
/// Tables of a page beyond which it is a drawing.
const GRIDS: usize = 200;

/// Takes the lines that stand in ruled tables out of `lines`.
pub(super) fn tables(lines: Vec<Line>, rules: &[Rule]) -> (Vec<Line>, Vec<Table>) {
    let grids = grids(rules);
    if grids.is_empty() {
        return (lines, Vec::new());
    }
    let mut cells: Vec<Vec<Cell>> =
        grids.iter().map(|g| vec![Cell::default(); g.owner.len()]).collect();
    let mut outside = Vec::with_capacity(lines.len());
    for line in lines {
        let mut rest: Vec<Word> = Vec::new();
        for word in line.words {
            let place =
                grids.iter().enumerate().find_map(|(i, g)| Some((i, g.cell(&word, line.y)?)));
            let cell = place.and_then(|(grid, cell)| cells.get_mut(grid)?.get_mut(cell));
            match cell {
                Some(cell) => cell.add(word, line.y),
                None => rest.push(word),
            }
        }
        if !rest.is_empty() {
            outside.push(Line { words: rest, ..line });
        }
    }
    let tables = grids.iter().zip(cells).map(|(grid, cells)| grid.table(cells));
    (outside, tables.filter(|t| !t.rows.is_empty()).collect())
}

impl Cell {
    fn add(&mut self, word: Word, y: f32) {
        match self.lines.last_mut() {
            Some(line) if line.y == y => {
                line.size = line.size.max(word.size);
                line.words.push(word);
            }
            _ => self.lines.push(Line { y, size: word.size, words: vec![word] }),
        }
    }
}

/// The lines of a table: where its columns and rows begin and end, and which of the fields between
/// them belong to one cell.
struct Grid {
    xs: Vec<f32>,
    ys: Vec<f32>,
    /// By row and column: the first field of the cell that the field belongs to.
    owner: Vec<usize>,
}

impl Grid {
    fn columns(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    /// The cell in which a word of the line at `y` stands.
    fn cell(&self, word: &Word, y: f32) -> Option<usize> {
        let column = between(&self.xs, (word.x0 + word.x1) / 2.0)?;
        let row = between(&self.ys, y - word.size * 0.3)?;
        self.owner.get(row * self.columns() + column).copied()
    }

    fn table(&self, cells: Vec<Cell>) -> Table {
        let (y0, y1) = (self.ys.first().copied(), self.ys.last().copied());
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        let mut cells = cells.into_iter().zip(&self.owner).enumerate();
        for _ in 1..self.ys.len() {
            let row = cells.by_ref().take(self.columns());
            let row: Vec<Cell> = row
                .filter(|(place, (_, owner))| place == *owner)
                .map(|(_, (cell, _))| cell)
                .collect();
            if row.iter().any(|cell| !cell.lines.is_empty()) {
                rows.push(row);
            }
        }
        Table { rows, y0: y0.unwrap_or_default(), y1: y1.unwrap_or_default() }
    }
}

/// The place between two neighbours of a sorted list.
fn between(edges: &[f32], at: f32) -> Option<usize> {
    let after = edges.partition_point(|edge| *edge <= at);
    (after < edges.len()).then(|| after.checked_sub(1)).flatten()
}

/// The grids that the rules draw: groups of rules that meet, with two columns or more.
fn grids(rules: &[Rule]) -> Vec<Grid> {
    let (across, down): (Vec<Rule>, Vec<Rule>) =
        rules.iter().partition(|r| r.x1 - r.x0 >= r.y1 - r.y0);
    if down.len() < 2 || across.len() < 2 {
        return Vec::new();
    }
    let across =
        joined(across, |r| (r.y0, r.x0, r.x1), |y, a, b| Rule { x0: a, y0: y, x1: b, y1: y });
    let down = joined(down, |r| (r.x0, r.y0, r.y1), |x, a, b| Rule { x0: x, y0: a, x1: x, y1: b });
    let mut grids = Vec::new();
    let (mut free_down, mut free_across) = (down, across);
    while let Some(first) = free_down.pop().filter(|_| grids.len() < GRIDS) {
        // Everything that touches the first rule, and what touches that.
        let (mut downs, mut acrosses, mut next) = (vec![first], Vec::new(), 0);
        while let Some(rule) = downs.get(next).copied() {
            next += 1;
            let (met, free): (Vec<_>, Vec<_>) =
                free_across.into_iter().partition(|a| meet(a, &rule));
            free_across = free;
            for a in met {
                let (met, free): (Vec<_>, Vec<_>) =
                    free_down.into_iter().partition(|d| meet(&a, d));
                free_down = free;
                downs.extend(met);
                acrosses.push(a);
            }
        }
        grids.extend(grid(&acrosses, &downs));
    }
    grids
}

fn meet(across: &Rule, down: &Rule) -> bool {
    down.x0 >= across.x0 - MISS
        && down.x0 <= across.x1 + MISS
        && across.y0 >= down.y0 - MISS
        && across.y0 <= down.y1 + MISS
}

/// Pieces of one line joined: borders are drawn cell by cell.
fn joined(
    rules: Vec<Rule>,
    parts: impl Fn(&Rule) -> (f32, f32, f32),
    rule: impl Fn(f32, f32, f32) -> Rule,
) -> Vec<Rule> {
    let mut parts: Vec<_> = rules.iter().map(parts).collect();
    parts.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Lines at nearly the same place are one: give them one place, then sort along it.
    let mut place = f32::MIN;
    for part in &mut parts {
        if part.0 - place > MISS / 2.0 {
            place = part.0;
        }
        part.0 = place;
    }
    parts.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut joined: Vec<(f32, f32, f32)> = Vec::new();
    for part in parts {
        match joined.last_mut() {
            Some(last) if last.0 == part.0 && part.1 <= last.2 + MISS => {
                last.2 = last.2.max(part.2)
            }
            _ => joined.push(part),
        }
    }
    joined.into_iter().map(|(at, from, to)| rule(at, from, to)).collect()
}

/// The grid of rules that meet; `None` for a frame, an underline or a drawing.
fn grid(across: &[Rule], down: &[Rule]) -> Option<Grid> {
    // Tables open at the sides: their outermost columns end where the rules across do.
    let ends = across.iter().flat_map(|r| [r.x0, r.x1]);
    let outer = [ends.clone().fold(f32::MAX, f32::min), ends.fold(f32::MIN, f32::max)];
    let xs = edges(down.iter().map(|r| r.x0).chain(outer).collect());
    let ys = edges(across.iter().map(|r| r.y0).collect());
    let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if columns < 2 || rows < 1 || columns * rows > CELLS {
        return None;
    }
    let mut owner: Vec<usize> = (0..columns * rows).collect();
    for row in 0..rows {
        for column in 0..columns {
            let (left, right) = (*xs.get(column)?, *xs.get(column + 1)?);
            let (top, bottom) = (*ys.get(row)?, *ys.get(row + 1)?);
            let (x, y) = ((left + right) / 2.0, (top + bottom) / 2.0);
            let open_left = column > 0
                && !down.iter().any(|r| (r.x0 - left).abs() <= MISS && r.y0 < y && r.y1 > y);
            let open_above = row > 0
                && !across.iter().any(|r| (r.y0 - top).abs() <= MISS && r.x0 < x && r.x1 > x);
            let place = row * columns + column;
            let neighbour = match () {
                () if open_left => place - 1,
                () if open_above => place - columns,
                () => continue,
            };
            let first = *owner.get(neighbour)?;
            *owner.get_mut(place)? = first;
        }
    }
    Some(Grid { xs, ys, owner })
}

/// Places in order, those within [`MISS`] of each other as one.
fn edges(mut places: Vec<f32>) -> Vec<f32> {
    places.sort_by(f32::total_cmp);
    places.dedup_by(|b, a| *b - *a <= MISS);
    places
}
