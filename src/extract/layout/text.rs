//! Blocks → text.
//!
//! A line of the page is a line of the text. Wider white than between lines, and the end of a
//! column, is an empty line. A hyphen at a line's end stays (it may belong to a number); a soft
//! hyphen there goes, with the line's end.

use super::columns::Block;
use super::line::Line;
use super::table::{Cell, Table};

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

/// The text of a page.
pub(super) fn text(blocks: &[Block]) -> String {
    let leading = leading(blocks);
    let mut text = String::new();
    for (i, block) in blocks.iter().enumerate() {
        match block {
            Block::Flow(lines) => {
                if i > 0 && !continues(blocks.get(i - 1), lines, leading) {
                    end_paragraph(&mut text);
                }
                push_lines(&mut text, lines, leading);
            }
            Block::Columns(columns) => {
                if i > 0 && !continues(blocks.get(i - 1), &columns[0], leading) {
                    end_paragraph(&mut text);
                }
                for (i, lines) in columns.iter().enumerate() {
                    if i > 0 {
                        end_paragraph(&mut text);
                    }
                    push_lines(&mut text, lines, leading);
                }
            }
            Block::Table(table) => {
                end_paragraph(&mut text);
                push_table(&mut text, table, leading);
            }
        }
    }
    end_line(&mut text);
    text
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

fn push_lines(text: &mut String, lines: &[Line], leading: f32) {
    let mut before: Option<&Line> = None;
    for line in lines {
        if before.is_some_and(|b| is_parted(b, line, leading)) {
            end_paragraph(text);
        } else {
            join_or_end_line(text, line);
        }
        push_line(text, line);
        before = Some(line);
    }
}

/// The words of a line.
fn push_line(text: &mut String, line: &Line) {
    let mut end: Option<f32> = None;
    for word in &line.words {
        if let Some(end) = end {
            harden(text);
            text.push_str(if word.x0 - end > WHITE * line.size { "   " } else { " " });
        }
        push_word(text, &word.text);
        end = Some(word.x1);
    }
}

/// A soft hyphen that is drawn within a line is a hyphen: a true one shows at a line's end only.
fn push_word(text: &mut String, word: &str) {
    match word.strip_suffix(SOFT_HYPHEN) {
        _ if !word.contains(SOFT_HYPHEN) => text.push_str(word),
        Some(head) => {
            text.extend(head.chars().map(|c| if c == SOFT_HYPHEN { '-' } else { c }));
            text.push(SOFT_HYPHEN);
        }
        None => text.extend(word.chars().map(|c| if c == SOFT_HYPHEN { '-' } else { c })),
    }
}

/// Makes a soft hyphen at the end of the text a hyphen.
fn harden(text: &mut String) {
    if text.ends_with(SOFT_HYPHEN) {
        text.pop();
        text.push('-');
    }
}

/// Ends the line before `next`; or joins it to it if a soft hyphen says that a word goes on, and
/// what stands beside it are letters of a word, not a number's.
fn join_or_end_line(text: &mut String, next: &Line) {
    if let Some(head) = text.strip_suffix(SOFT_HYPHEN) {
        let goes_on = next.words.first().and_then(|w| w.text.chars().next());
        if goes_on.is_some_and(char::is_lowercase) && head.ends_with(char::is_lowercase) {
            text.pop();
            return;
        }
    }
    end_line(text);
}

fn end_line(text: &mut String) {
    harden(text);
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

fn end_paragraph(text: &mut String) {
    end_line(text);
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push('\n');
    }
}

/// A table row by row: short cells on one line with tabs between them, tall ones one after another.
fn push_table(text: &mut String, table: &Table, leading: f32) {
    for row in &table.rows {
        let filled: Vec<&Cell> = row.iter().filter(|c| !c.lines.is_empty()).collect();
        if filled.iter().any(|c| c.lines.len() >= TALL) {
            for cell in filled {
                end_paragraph(text);
                push_lines(text, &cell.lines, leading);
            }
            end_paragraph(text);
            continue;
        }
        end_line(text);
        for (i, cell) in filled.iter().enumerate() {
            if i > 0 {
                harden(text);
                text.push('\t');
            }
            for (i, line) in cell.lines.iter().enumerate() {
                if i > 0 {
                    harden(text);
                    text.push(' ');
                }
                push_line(text, line);
            }
        }
    }
    end_paragraph(text);
}
