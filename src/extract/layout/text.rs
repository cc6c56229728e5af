//! Blocks → text, and where each word of it stands on the page.
//!
//! A line of the page is a line of the text. Wider white than between lines, and the end of a
//! column, is an empty line. A hyphen at a line's end stays (it may belong to a number); a soft
//! hyphen there goes, with the line's end. A line that stands beside the text ends with
//! [`ASIDE`](crate::text::aside::ASIDE), a table's cell with [`CELL_END`].

use super::PlacedWord;
use super::columns::Block;
use super::glyph::Rule;
use super::line::{Line, Word};
use super::orient::Direction;
use super::table::{Cell, Table};
use crate::text::aside::ASIDE;

/// Between the cells of a table's row: a tab to the eye, and a paragraph's end to a phrase.
const CELL_END: &str = "\t\u{2029}";
const SOFT_HYPHEN: char = '\u{AD}';
/// Ems of white within a line that are shown as such.
const WHITE: f32 = 1.5;
/// Ems between baselines beyond the usual that part two paragraphs (6 points before a paragraph in
/// 14 points, the usual spacing of directives, are 0.43 em).
const PARTED: f32 = 0.3;
/// Ems between baselines: what may be the usual distance of lines (single to double spacing).
const LEADING: std::ops::Range<f32> = 0.8..2.4;
/// Lines in a table's cell from which it is a text of its own, not a value.
const TALL: usize = 4;
/// Ems that letters reach above and below their baseline (Times: 0.89 and 0.22).
const REACH: (f32, f32) = (0.9, 0.22);

/// A page's text with its words.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::extract) struct Laid {
    /// The text.
    pub(in crate::extract) text: String,
    /// Its words in the order of the text.
    pub(in crate::extract) words: Vec<PlacedWord>,
}

/// Writes a page's text.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
    words: Vec<PlacedWord>,
    /// Which way what is written next runs.
    direction: Direction,
    /// Whether what is written next stands beside the text.
    is_beside: bool,
}

impl Writer {
    /// What is written next runs this way.
    pub(super) fn turn(&mut self, direction: Direction) {
        self.direction = direction;
    }

    /// The text and its words.
    pub(super) fn finish(mut self) -> Laid {
        self.end_line();
        let end = self.text.trim_end_matches('\n').len();
        self.text.truncate((end + 1).min(self.text.len()));
        Laid { text: self.text, words: self.words }
    }

    /// Lines that stand beside the text, parted from it.
    pub(super) fn push_beside(&mut self, lines: &[Line]) {
        if !lines.is_empty() {
            self.end_paragraph();
            self.is_beside = true;
            for line in lines {
                self.end_line();
                self.push_line(line);
            }
            self.end_paragraph();
            self.is_beside = false;
        }
    }

    /// Blocks that stand beside the text.
    pub(super) fn push_blocks_beside(&mut self, blocks: &[Block]) {
        self.end_paragraph();
        self.is_beside = true;
        self.push_blocks(blocks);
        self.end_line();
        self.is_beside = false;
    }

    /// Blocks in reading order.
    pub(super) fn push_blocks(&mut self, blocks: &[Block]) {
        let leading = leading(blocks);
        for (i, block) in blocks.iter().enumerate() {
            match block {
                Block::Flow(lines) => {
                    if i > 0 && !continues(blocks.get(i - 1), lines, leading) {
                        self.end_paragraph();
                    }
                    self.push_lines(lines, leading);
                }
                Block::Columns(columns) => {
                    if i > 0
                        && !continues(
                            blocks.get(i - 1),
                            columns.first().map_or(&[], Vec::as_slice),
                            leading,
                        )
                    {
                        self.end_paragraph();
                    }
                    for (i, lines) in columns.iter().enumerate() {
                        if i > 0 {
                            self.end_paragraph();
                        }
                        self.push_lines(lines, leading);
                    }
                }
                Block::Table(table) => {
                    self.end_paragraph();
                    self.push_table(table, leading);
                }
            }
        }
    }

    fn push_lines(&mut self, lines: &[Line], leading: f32) {
        let mut before: Option<&Line> = None;
        for line in lines {
            if before.is_some_and(|b| is_parted(b, line, leading)) {
                self.end_paragraph();
            } else {
                self.join_or_end_line(line);
            }
            self.push_line(line);
            before = Some(line);
        }
    }

    /// The words of a line.
    fn push_line(&mut self, line: &Line) {
        let mut end: Option<f32> = None;
        for word in &line.words {
            if let Some(end) = end {
                self.harden();
                self.text.push_str(if word.x0 - end > WHITE * line.size { "   " } else { " " });
            }
            self.push_word(word, line.y);
            end = Some(word.x1);
        }
    }

    /// A soft hyphen that is drawn within a line is a hyphen: a true one shows at a line's end only.
    fn push_word(&mut self, word: &Word, y: f32) {
        let start = self.text.len();
        let letters = word.text.as_str();
        let hard = |c: char| if c == SOFT_HYPHEN { '-' } else { c };
        match letters.strip_suffix(SOFT_HYPHEN) {
            _ if !letters.contains(SOFT_HYPHEN) => self.text.push_str(letters),
            Some(head) => {
                self.text.extend(head.chars().map(hard));
                self.text.push(SOFT_HYPHEN);
            }
            None => self.text.extend(letters.chars().map(hard)),
        }
        let (up, down) = (REACH.0 * word.size, REACH.1 * word.size);
        let place = Rule { x0: word.x0, y0: y - up, x1: word.x1, y1: y + down };
        let Rule { x0, y0, x1, y1 } = self.direction.on_page(place);
        self.words.push(PlacedWord { start, end: self.text.len(), x0, y0, x1, y1 });
    }

    /// Makes a soft hyphen at the end of the text a hyphen.
    fn harden(&mut self) {
        if self.text.ends_with(SOFT_HYPHEN) {
            self.text.pop();
            self.text.push('-');
            self.shorten_last_word();
        }
    }

    /// The last word ends where the text does.
    fn shorten_last_word(&mut self) {
        if let Some(word) = self.words.last_mut() {
            word.end = self.text.len();
        }
    }

    /// Ends the line before `next`; or joins it to it if a soft hyphen says that a word goes on,
    /// and what stands beside it are letters of a word, not a number's.
    fn join_or_end_line(&mut self, next: &Line) {
        if let Some(head) = self.text.strip_suffix(SOFT_HYPHEN) {
            let goes_on = next.words.first().and_then(|w| w.text.chars().next());
            if goes_on.is_some_and(char::is_lowercase) && head.ends_with(char::is_lowercase) {
                self.text.pop();
                self.shorten_last_word();
                return;
            }
        }
        self.end_line();
    }

    fn end_line(&mut self) {
        self.harden();
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            if self.is_beside {
                self.text.push(ASIDE);
            }
            self.text.push('\n');
        }
    }

    fn end_paragraph(&mut self) {
        self.end_line();
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A table row by row: short cells on one line with [`CELL_END`] between them, tall ones one
    /// after another.
    fn push_table(&mut self, table: &Table, leading: f32) {
        for row in &table.rows {
            let filled: Vec<&Cell> = row.iter().filter(|c| !c.lines.is_empty()).collect();
            if filled.iter().any(|c| c.lines.len() >= TALL) {
                for cell in filled {
                    self.end_paragraph();
                    self.push_lines(&cell.lines, leading);
                }
                self.end_paragraph();
                continue;
            }
            self.end_line();
            for (i, cell) in filled.iter().enumerate() {
                if i > 0 {
                    self.harden();
                    self.text.push_str(CELL_END);
                }
                for (i, line) in cell.lines.iter().enumerate() {
                    if i > 0 {
                        self.harden();
                        self.text.push(' ');
                    }
                    self.push_line(line);
                }
            }
        }
        self.end_paragraph();
    }
}

/// Whether lines go on the paragraph at the end of the block before: only a text above columns can,
/// its last line being taken for the head of the left one.
fn continues(before: Option<&Block>, lines: &[Line], leading: f32) -> bool {
    let Some(Block::Flow(above)) = before else { return false };
    above.last().zip(lines.first()).is_some_and(|(a, b)| !is_parted(a, b, leading))
}

/// The usual distance of baselines in ems: the lower quartile over the page, since it holds as many
/// or more distances of paragraphs.
fn leading(blocks: &[Block]) -> f32 {
    let mut distances: Vec<f32> = Vec::new();
    for block in blocks {
        let columns: &[Vec<Line>] = match block {
            Block::Flow(lines) => std::slice::from_ref(lines),
            Block::Columns(columns) => columns,
            Block::Table(_) => continue,
        };
        for lines in columns {
            let pairs = lines.iter().zip(lines.iter().skip(1));
            let ems = pairs.map(|(a, b)| (b.y - a.y) / b.size.max(a.size));
            distances.extend(ems.filter(|d| LEADING.contains(d)));
        }
    }
    distances.sort_by(f32::total_cmp);
    distances.get(distances.len() / 4).copied().unwrap_or(LEADING.end)
}

fn is_parted(a: &Line, b: &Line, leading: f32) -> bool {
    (b.y - a.y) / b.size.max(a.size) > leading + PARTED
}
