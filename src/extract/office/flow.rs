//! A story → the texts of its pages, as those of PDFs are: an empty line between paragraphs, a tab and
//! U+2029 between the cells of a row, lines beside the text with their mark at its end.
//!
//! A page ends where its author ended it: these formats have no other. Columns that were set by a
//! table without rules, as nearly every letterhead is, are read one after the other.

use super::story::{Block, Cell, Paragraph, Piece, Story, Table};
use crate::text::aside::ASIDE;

/// Between the cells of a table's row: a tab to the eye, and a paragraph's end to a phrase.
const CELL_END: &str = "\t\u{2029}";
/// A tab within a line: white wider than between words.
const WHITE: &str = "   ";
/// Columns and rows of a table without rules that are columns of text. Letterheads and signatures have
/// two, and up to four rows (body, its unit, number, subject); lists have more.
const COLUMNS: usize = 3;
const ROWS: usize = 5;
/// Bytes in a cell, or paragraphs, from which it is a text of its own, not a value.
const TALL: usize = 400;
const TALL_PARAGRAPHS: usize = 4;

/// Bytes of the mark of a note.
const MARK: usize = 4;

/// The texts of the pages; at least one.
pub(super) fn pages(story: &Story) -> Vec<String> {
    let mut writer = Writer::default();
    let (head, beside) = letterhead(&story.header);
    for line in lines(beside) {
        writer.push_beside(&line);
    }
    writer.push_blocks(head);
    writer.push_blocks(&story.blocks);
    let mut pages = writer.finish();
    if let Some(first) = pages.first_mut() {
        for line in lines(&story.footer) {
            push_beside(first, &line);
        }
    }
    pages
}

/// The headers of the pages, as what is the letterhead (people put it there, for the first page) and
/// what runs on every page: a single line.
fn letterhead(header: &[Block]) -> (&[Block], &[Block]) {
    let is_head = lines(header).len() > 2 || header.iter().any(|b| matches!(b, Block::Table(_)));
    if is_head { (header, &[]) } else { (&[], header) }
}

/// The lines of what stands beside the text, each once; a page number is none.
fn lines(blocks: &[Block]) -> Vec<String> {
    let mut writer = Writer::default();
    writer.push_blocks(blocks);
    let mut lines: Vec<String> = Vec::new();
    for line in writer.finish().iter().flat_map(|page| page.lines()) {
        let is_said = line.chars().any(char::is_alphabetic);
        if is_said && !lines.iter().any(|said| said == line) {
            lines.push(line.to_owned());
        }
    }
    lines
}

/// A line beside the text, at the end of a page.
fn push_beside(page: &mut String, line: &str) {
    page.push_str(line);
    page.push(ASIDE);
    page.push('\n');
}

/// Writes pages.
#[derive(Default)]
struct Writer {
    done: Vec<String>,
    text: String,
    /// Lines at the foot of the page in hand.
    notes: Vec<String>,
}

/// What parts a paragraph from the one before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// A line's end.
    Line,
    /// An empty line.
    Empty,
}

impl Writer {
    fn finish(mut self) -> Vec<String> {
        self.end_page();
        self.done
    }

    fn end_page(&mut self) {
        let mut text = std::mem::take(&mut self.text);
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            text.push('\n');
        }
        if !self.notes.is_empty() && !text.is_empty() {
            text.push('\n');
        }
        for note in self.notes.drain(..) {
            push_beside(&mut text, &note);
        }
        self.done.push(text);
    }

    fn push_beside(&mut self, line: &str) {
        push_beside(&mut self.text, line);
    }

    fn push_blocks(&mut self, blocks: &[Block]) {
        let mut is_tight = false;
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let text = text(paragraph);
                    let is_line = paragraph.setting.is_centred && !paragraph.setting.is_spaced;
                    // Lines of a heading follow one another.
                    let gap = if is_tight && is_line { Gap::Line } else { Gap::Empty };
                    if text.is_empty() {
                        self.part(Gap::Empty);
                        is_tight = false;
                        continue;
                    }
                    self.part(gap);
                    self.text.push_str(&text);
                    is_tight = is_line;
                }
                Block::Table(table) => {
                    self.part(Gap::Empty);
                    self.push_table(table);
                    is_tight = false;
                }
                Block::Box(blocks) => {
                    self.part(Gap::Empty);
                    self.push_blocks(blocks);
                    self.part(Gap::Empty);
                    is_tight = false;
                }
                Block::Note(blocks) => {
                    let mut note = Self::default();
                    note.push_blocks(blocks);
                    let lines = note.finish().concat();
                    let lines = lines.lines().filter(|line| !line.is_empty());
                    self.notes.extend(lines.map(str::to_owned));
                }
                Block::PageEnd => {
                    // A break at the very start, or two in a row, is no page.
                    if !self.text.trim().is_empty() {
                        self.end_page();
                    }
                    is_tight = false;
                }
            }
        }
    }

    fn push_table(&mut self, table: &Table) {
        let widest = table.rows.iter().map(|row| width(row)).max().unwrap_or(0);
        if table.is_ruled || widest > COLUMNS || table.rows.len() > ROWS {
            for row in &table.rows {
                self.push_row(row);
            }
        } else {
            // A cell that takes the whole width is no column: what is above it is read before.
            let is_across = |row: &[Cell]| row.len() == 1;
            for rows in table.rows.chunk_by(|a, b| is_across(a) == is_across(b)) {
                self.push_columns(rows);
            }
        }
        self.part(Gap::Empty);
    }

    /// Cell by cell, down each column.
    fn push_columns(&mut self, rows: &[Vec<Cell>]) {
        let columns = rows.iter().map(|row| width(row)).max().unwrap_or(0);
        for column in 0..columns {
            self.part(Gap::Empty);
            for row in rows {
                let mut at = 0;
                for cell in row {
                    if at == column {
                        self.part(Gap::Line);
                        self.push_cell(cell);
                    }
                    at += usize::from(cell.span);
                }
            }
        }
    }

    fn push_row(&mut self, row: &[Cell]) {
        let texts = row.iter().map(|cell| {
            let mut writer = Self::default();
            writer.push_cell(cell);
            let notes = std::mem::take(&mut writer.notes);
            (writer.finish().concat(), notes)
        });
        let mut filled: Vec<String> = Vec::with_capacity(row.len());
        for (text, notes) in texts {
            self.notes.extend(notes);
            let text = text.trim().to_owned();
            if !text.is_empty() {
                filled.push(text);
            }
        }
        let is_tall =
            |text: &String| text.len() >= TALL || text.lines().nth(TALL_PARAGRAPHS - 1).is_some();
        if filled.iter().any(is_tall) {
            for text in filled {
                self.part(Gap::Empty);
                self.text.push_str(&text);
            }
            self.part(Gap::Empty);
            return;
        }
        self.part(Gap::Line);
        for (at, text) in filled.iter().enumerate() {
            if at > 0 {
                self.text.push_str(CELL_END);
            }
            for (at, line) in text.lines().filter(|line| !line.is_empty()).enumerate() {
                if at > 0 {
                    self.text.push(' ');
                }
                self.text.push_str(line);
            }
        }
    }

    /// The paragraphs of a cell are its lines.
    fn push_cell(&mut self, cell: &Cell) {
        for block in &cell.blocks {
            if let Block::Paragraph(paragraph) = block {
                let text = text(paragraph);
                let gap = if paragraph.setting.is_spaced { Gap::Empty } else { Gap::Line };
                self.part(if text.is_empty() { Gap::Empty } else { gap });
                self.text.push_str(&text);
            } else {
                self.push_blocks(std::slice::from_ref(block));
            }
        }
    }

    /// Ends the line in hand, if it has begun, and leaves at least such a gap.
    fn part(&mut self, gap: Gap) {
        if self.text.is_empty() {
            return;
        }
        let wanted = match gap {
            Gap::Line => 1,
            Gap::Empty => 2,
        };
        let bytes = self.text.as_bytes();
        let there = bytes.iter().rev().take(wanted).take_while(|byte| **byte == b'\n').count();
        for _ in there..wanted {
            self.text.push('\n');
        }
    }
}

fn width(row: &[Cell]) -> usize {
    row.iter().map(|cell| usize::from(cell.span)).sum()
}

/// The characters of a paragraph as a page shows them, without white at the ends of its lines.
fn text(paragraph: &Paragraph) -> String {
    let mut shown = String::new();
    for piece in &paragraph.pieces {
        push_piece(&mut shown, piece);
    }
    let mut text = String::with_capacity(shown.len());
    for line in shown.split('\n') {
        if !text.is_empty() {
            text.push('\n');
        }
        let mut parts = line.split('\t').map(str::trim_end).filter(|part| !part.trim().is_empty());
        text.push_str(parts.next().map_or("", str::trim_start));
        for part in parts {
            text.push_str(WHITE);
            text.push_str(part.trim_start());
        }
    }
    text.truncate(text.trim_end().len());
    text
}

fn push_piece(shown: &mut String, Piece { text, look }: &Piece) {
    let is_number = look.is_raised && text.bytes().all(|byte| byte.is_ascii_digit());
    let characters = text.chars().filter_map(|c| match c {
        _ if is_number => raised(c),
        '\r' | ASIDE | '\u{c}' | '\u{2028}' => Some('\n'),
        '\u{A0}' | '\u{2029}' => Some(' '),
        // Hyphens that Word tells apart.
        '\u{2011}' => Some('-'),
        '\u{AD}' | '\u{FEFF}' => None,
        '\u{E000}'..='\u{F8FF}' => symbol(c),
        '\t' | '\n' => Some(c),
        c => (!c.is_control()).then_some(c),
    });
    // The mark of a note that is a letter is no letter of the word before it.
    let is_mark = look.is_raised && !is_number && text.len() <= MARK;
    if is_mark && shown.ends_with(char::is_alphabetic) && text.starts_with(char::is_alphabetic) {
        shown.push(' ');
    }
    if look.is_capital {
        shown.extend(characters.flat_map(char::to_uppercase));
    } else {
        shown.extend(characters);
    }
}

/// The digit above the line: the mark of a note, which is no part of the number before it.
fn raised(digit: char) -> Option<char> {
    let digits = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    digits.get(digit.to_digit(10)? as usize).copied()
}

/// What a character of a symbol font says: a bullet, a tick, or nothing.
fn symbol(c: char) -> Option<char> {
    match u32::from(c) & 0xFF {
        0xB7 | 0x6C | 0x9F => Some('•'),
        0xA7 | 0x6E => Some('▪'),
        0xFC => Some('✓'),
        0x2D => Some('-'),
        _ => None,
    }
}
