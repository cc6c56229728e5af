//! Glyphs of one direction → words, and words → lines.
//!
//! Works by place, not by drawing order alone: producers draw one word in several fonts, letters
//! one by one, or lines backwards.

use super::orient::Placed;
use super::overprint;

/// A word with its box.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    /// Its characters.
    pub text: String,
    /// Left edge.
    pub x0: f32,
    /// Right edge.
    pub x1: f32,
    /// Size of its font.
    pub size: f32,
    /// The font of its first glyph.
    pub font: u16,
}

/// A line of words from left to right.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Line {
    /// The words; never none.
    pub words: Vec<Word>,
    /// The baseline.
    pub y: f32,
    /// Size of its largest font.
    pub size: f32,
}

/// A gap of this many ems is no break within a run of glyphs, whatever the font.
const TIGHT: f32 = 0.12;
/// A gap of this many ems is a space where the file draws none (Word's narrowest justified space
/// is 0.17 em).
const SPACE: f32 = 0.17;
/// A gap of this many ems is a space even where the file draws its spaces (the narrowest one that
/// any font has is 0.25 em): smaller ones are letter-spacing.
const SPACE_BESIDE_DRAWN: f32 = 0.21;
/// Glyphs in a line without any drawn space from which the file does not draw them.
const LONG: usize = 12;
/// The same glyph again within this many ems is fake bold.
const FAKE_BOLD: f32 = 0.15;

/// Ems by which words drawn apart overlap that are not one word.
const OVER: f32 = 0.6;
/// Ems between a stamped number and the symbol printed behind it (`123   /QĐ-UBND`).
const FILLED: f32 = 2.5;
/// Ems between the baselines of one line.
const LEVEL: f32 = 0.35;
/// The same for small raised and lowered marks (Word raises them by 0.36 em).
const RAISED: f32 = 0.5;

/// Glyphs drawn one after another without a gap; or a drawn space.
pub(super) struct Run {
    /// Bytes of the page's text buffer.
    text: std::ops::Range<usize>,
    /// Its place in the order of drawing.
    pub(super) order: usize,
    pub(super) glyphs: usize,
    pub(super) is_space: bool,
    pub(super) is_visible: bool,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    font: u16,
}

impl Run {
    /// Its letters, in the page's text buffer.
    pub(super) fn letters<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.get(self.text.clone())
    }
}

/// The lines from top to bottom.
pub(super) fn lines(glyphs: &[Placed<'_>]) -> Vec<Line> {
    let (text, runs) = runs(glyphs);
    let mut rows = overprint::fill_blanks(rows(runs), &text);
    let drawn: usize = rows.iter().flatten().filter(|r| r.is_space).count();
    let drawn_on_page = drawn * 20 > glyphs.len();
    rows.iter_mut().filter_map(|row| line(&text, row, drawn_on_page)).collect()
}

/// Glyphs in drawing order → runs.
fn runs(glyphs: &[Placed<'_>]) -> (String, Vec<Run>) {
    let mut text = String::with_capacity(glyphs.len() * 2);
    let mut runs: Vec<Run> = Vec::with_capacity(glyphs.len() / 3);
    let mut before: Option<&Placed<'_>> = None;
    for placed in glyphs {
        let Placed { glyph, x0, x1, y } = *placed;
        let size = glyph.size;
        let is_space = glyph.text.chars().all(char::is_whitespace);
        let start = text.len();
        if is_space {
            if glyph.text.chars().next().is_some() {
                text.push(' ');
            }
        } else {
            text.extend(glyph.text.chars().filter(|c| !c.is_control()));
        }
        if text.len() == start {
            continue;
        }
        let last =
            runs.last_mut().filter(|r| r.is_space == is_space && (r.y - y).abs() < 0.1 * size);
        if let Some(last) = last {
            let gap = x0 - last.x1;
            let overprinted = before.is_some_and(|b| {
                b.glyph.text == glyph.text && (b.x0 - x0).abs() < FAKE_BOLD * size && !is_space
            });
            if overprinted {
                text.truncate(start);
                continue;
            }
            let is_mark = glyph.text.chars().all(is_combining);
            let same_size = (last.size / size - 1.0).abs() < 0.1;
            let follows = gap.abs() < TIGHT * size || (gap < 0.0 && gap > -0.5 * size);
            let follows = follows && x0 >= before.map_or(x0, |b| b.x0) && same_size;
            if follows || (is_mark && gap.abs() < size) {
                last.text.end = text.len();
                last.glyphs += 1;
                last.x1 = last.x1.max(if is_mark { x0 } else { x1 });
                before = Some(placed);
                continue;
            }
        }
        let text = start..text.len();
        let (order, font, is_visible) = (runs.len(), glyph.font, glyph.visible);
        runs.push(Run { text, order, glyphs: 1, is_space, is_visible, x0, x1, y, size, font });
        before = Some(placed);
    }
    (text, runs)
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Runs whose baselines are the same, or near enough for raised and lowered marks.
fn rows(mut runs: Vec<Run>) -> Vec<Vec<Run>> {
    runs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<Run>> = Vec::new();
    let (mut y, mut size) = (f32::MIN, 1.0_f32);
    for run in runs {
        let (large, small) = (size.max(run.size), size.min(run.size));
        let raised = if small < 0.8 * large { RAISED } else { LEVEL };
        let near = (raised * large).min(0.7 * small);
        match rows.last_mut() {
            Some(row) if run.y - y <= near => {
                // The row's baseline is that of its largest letters.
                if run.size > size * 1.05 && !run.is_space {
                    (y, size) = (run.y, run.size);
                }
                row.push(run);
            }
            _ => {
                (y, size) = (run.y, run.size);
                rows.push(vec![run]);
            }
        }
    }
    rows
}

/// A row of runs → words.
fn line(text: &str, row: &mut Vec<Run>, drawn_on_page: bool) -> Option<Line> {
    row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    overprint::give_way(row, text);
    let size = row.iter().filter(|r| !r.is_space).map(|r| r.size).fold(0.0, f32::max);
    // The baseline is that of most glyphs.
    let y = row.iter().filter(|r| !r.is_space).max_by_key(|r| r.glyphs)?.y;
    let glyphs: usize = row.iter().filter(|r| !r.is_space).map(|r| r.glyphs).sum();
    let drawn = row.iter().any(|r| r.is_space) || (glyphs < LONG && drawn_on_page);
    let space = if drawn { SPACE_BESIDE_DRAWN } else { SPACE };
    let mut words: Vec<Word> = Vec::with_capacity(row.len());
    let mut pending = true;
    let mut before: Option<&Run> = None;
    for run in row.iter() {
        if run.is_space {
            pending = true;
            continue;
        }
        let letters = text.get(run.text.clone()).unwrap_or_default();
        if let (Some(b), Some(word)) = (before, words.last_mut()) {
            let em = run.size.max(b.size);
            let printed = text.get(b.text.clone()).unwrap_or_default();
            if printed == letters && (run.x0 - b.x0).abs() < FAKE_BOLD * em {
                continue;
            }
            let gap = run.x0 - word.x1;
            let is_apart = is_apart(b, run);
            let is_filled = is_apart && gap < FILLED * em;
            if is_filled && letters.starts_with(['/', '-']) && word.text.ends_with(letters) {
                // The template's symbol behind a stamp that has it, too.
                continue;
            }
            let is_filled = is_filled && ends_and_goes_on(printed, letters);
            let is_over = is_apart && gap < -OVER * em;
            if is_filled || (!pending && gap < space * em && !is_over) {
                pending = false;
                let stamped = is_apart && gap > space * em;
                push(&mut word.text, letters, run, (!stamped).then_some((y, size)));
                word.x1 = word.x1.max(run.x1);
                word.size = word.size.max(run.size);
                before = Some(run);
                continue;
            }
        }
        let mut fresh = String::with_capacity(letters.len());
        // A number stamped into a blank is no footnote's mark, however small and high it stands.
        let is_apart = before.is_some_and(|b| is_apart(b, run));
        push(&mut fresh, letters, run, (!is_apart).then_some((y, size)));
        words.push(Word { text: fresh, x0: run.x0, x1: run.x1, size: run.size, font: run.font });
        pending = false;
        before = Some(run);
    }
    if words.is_empty() { None } else { Some(Line { words, y, size }) }
}

/// Whether two runs were not drawn one after the other, be it with a space between.
fn is_apart(a: &Run, b: &Run) -> bool {
    a.order.abs_diff(b.order) > 2
}

/// Whether a number ends and a symbol goes on: `123` and `/QĐ-UBND`.
fn ends_and_goes_on(number: &str, symbol: &str) -> bool {
    let mut symbol = symbol.chars();
    number.ends_with(|c: char| c.is_ascii_digit())
        && matches!(symbol.next(), Some('/' | '-'))
        && symbol.next().is_some_and(char::is_alphabetic)
}

/// Adds the letters of a run to a word of a `line`: its baseline and size. Small raised digits stay
/// apart from the digits before them ("QH15¹" is no QH151, "m²" no m2).
fn push(word: &mut String, letters: &str, run: &Run, line: Option<(f32, f32)>) {
    let is_raised = |(y, size)| run.size < size * 0.85 && y - run.y > size * 0.15;
    if line.is_some_and(is_raised) && letters.bytes().all(|b| b.is_ascii_digit()) {
        word.extend(letters.bytes().map(superscript));
    } else {
        word.push_str(letters);
    }
}

fn superscript(digit: u8) -> char {
    match digit {
        b'1' => '¹',
        b'2' => '²',
        b'3' => '³',
        other => char::from_u32(0x2070 + u32::from(other & 0xF)).unwrap_or('⁰'),
    }
}
