//! A page as lines and tables, before it is known what runs through its document; and from there
//! to its text.
//!
//! What stands beside the text comes out of the flow here: running lines by what
//! [`running`](crate::extract::running) says, footnotes, stamps, and text at right angles.

use super::columns;
use super::footnote;
use super::glyph::PageGlyphs;
use super::line::{self, Line};
use super::orient::{self, Direction};
use super::overlay;
use super::table::{self, Table};
use super::text::{Laid, Writer};
use crate::extract::running::{Edges, ROWS, Row, Running};

/// Share of a page's height, from an edge, in which running lines stand.
const MARGIN: f32 = 0.15;

/// Share of the page's width of text that the letters of a full line take.
const FULL: f32 = 0.6;

/// A page as lines and tables.
pub(in crate::extract) struct Leaf {
    /// What reads in the main direction first.
    parts: Vec<Part>,
    /// Stamps, each with its lines.
    stamps: Vec<Vec<Line>>,
    /// The lines near the edges.
    edges: Edges,
    /// From this line on there are footnotes.
    footnotes: usize,
    /// The area of the page, square points.
    area: f32,
}

/// The lines and tables of a page that read in one direction.
struct Part {
    direction: Direction,
    lines: Vec<Line>,
    tables: Vec<Table>,
}

/// The lines and tables of a page.
pub(in crate::extract) fn leaf(page: &PageGlyphs) -> Leaf {
    let mut stamps = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    let (mut edges, mut footnotes) = (Edges::default(), usize::MAX);
    for mut reading in orient::readings(page) {
        let apart = overlay::take(&mut reading.glyphs);
        stamps.extend(apart.iter().map(|glyphs| line::lines(glyphs)).filter(|l| !l.is_empty()));
        let lines = line::lines(&reading.glyphs);
        let (lines, tables) = table::tables(lines, &reading.rules);
        if parts.is_empty() {
            edges = edges_of(&lines, &tables, reading.direction.heights(page));
            footnotes = footnote::first(&lines, &reading.rules).unwrap_or(lines.len());
        }
        parts.push(Part { direction: reading.direction, lines, tables });
    }
    Leaf { parts, stamps, edges, footnotes, area: page.width * page.height }
}

/// The lines near the upper and lower edge, those of tables apart.
fn edges_of(lines: &[Line], tables: &[Table], (top, bottom): (f32, f32)) -> Edges {
    let margin = (bottom - top) * MARGIN;
    let first_table = tables.iter().map(|t| t.y0).fold(f32::MAX, f32::min);
    let last_table = tables.iter().map(|t| t.y1).fold(f32::MIN, f32::max);
    let left = lines.iter().filter_map(|l| Some(l.words.first()?.x0)).fold(f32::MAX, f32::min);
    let right = lines.iter().filter_map(|l| Some(l.words.last()?.x1)).fold(f32::MIN, f32::max);
    let row = |line: &Line, from_edge: f32| {
        let letters: f32 = line.words.iter().map(|w| w.x1 - w.x0).sum();
        let words = line.words.iter().map(|w| w.text.as_str());
        Row::new(words, from_edge, letters > FULL * (right - left))
    };
    let upper = lines.iter().take_while(|l| l.y - top <= margin && l.y < first_table);
    let lower = lines.iter().rev().take_while(|l| bottom - l.y <= margin && l.y > last_table);
    Edges {
        top: upper.take(ROWS).map(|l| row(l, l.y - top)).collect(),
        bottom: lower.take(ROWS).map(|l| row(l, bottom - l.y)).collect(),
    }
}

impl Leaf {
    /// The lines near the edges.
    pub(in crate::extract) fn edges(&self) -> &Edges {
        &self.edges
    }

    /// The area of the page, square points.
    pub(in crate::extract) fn area(&self) -> f32 {
        self.area
    }

    /// The text of the page, its running lines being known.
    pub(in crate::extract) fn set(self, running: &Running) -> Laid {
        let Self { parts, stamps, footnotes, .. } = self;
        let mut parts = parts.into_iter();
        let mut writer = Writer::default();
        if let Some(main) = parts.next() {
            let last = main.lines.len().saturating_sub(1);
            let is_header = |place: usize| running.top.contains(&place);
            let is_footer = |place: usize| running.bottom.contains(&(last - place.min(last)));
            let (mut flow, mut heads, mut feet, mut notes) = (vec![], vec![], vec![], vec![]);
            for (place, line) in main.lines.into_iter().enumerate() {
                match () {
                    () if is_header(place) => heads.push(line),
                    () if is_footer(place) => feet.push(line),
                    () if place >= footnotes => notes.push(line),
                    () => flow.push(line),
                }
            }
            let mut blocks = Vec::new();
            columns::order(flow, main.tables, &mut blocks);
            writer.turn(main.direction);
            writer.push_beside(&heads);
            writer.push_blocks(&blocks);
            for lines in [&notes].into_iter().chain(&stamps).chain([&feet]) {
                writer.push_beside(lines);
            }
        }
        for part in parts {
            let mut blocks = Vec::new();
            columns::order(part.lines, part.tables, &mut blocks);
            writer.turn(part.direction);
            writer.push_blocks_beside(&blocks);
        }
        writer.finish()
    }
}
