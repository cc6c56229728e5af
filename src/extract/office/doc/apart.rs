//! What stands apart from the text of a Word file: notes, headers and footers, frames.

use super::bytes::Plc;
use super::dialect::Dialect;
use super::fib::{Fib, Table, Text};
use super::sprm::Modifiers;
use crate::extract::office::builder::RUNNING;
use std::collections::HashMap;
use std::ops::Range;

/// A note: its text, and whether its mark is counted (else it stands in both texts).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    pub(super) text: Range<usize>,
    pub(super) is_counted: bool,
}

/// The notes by the characters that are their marks. Only the body has marks: one in a note would lead back
/// to itself.
pub(super) fn notes(fib: &Fib<'_>) -> HashMap<usize, Note> {
    let body = fib.text(Text::Body);
    let mut notes = HashMap::new();
    for (marks, texts, text) in [
        (Table::FootnoteMarks, Table::Footnotes, Text::Footnotes),
        (Table::EndnoteMarks, Table::Endnotes, Text::Endnotes),
    ] {
        let (marks, texts) = (Plc::new(fib.table(marks), 2), Plc::new(fib.table(texts), 0));
        let all = fib.text(text);
        for at in 0..marks.len() {
            let is_counted = marks.item(at).and_then(|item| item.u16(0)) != Some(0);
            let mark = marks.place(at).filter(|mark| body.contains(mark));
            if let (Some(mark), Some(text)) = (mark, texts.range(at)) {
                let text = inside(&all, &text);
                notes.insert(mark, Note { text, is_counted });
            }
        }
    }
    notes
}

/// Part of a text, as a part of all texts.
fn inside(all: &Range<usize>, part: &Range<usize>) -> Range<usize> {
    let place = |at: usize| all.start.saturating_add(at).min(all.end);
    place(part.start)..place(part.end)
}

/// The texts of frames by the characters that they hang on.
pub(super) type Boxes = HashMap<usize, Vec<Range<usize>>>;

/// The frames by the characters of the body that they hang on; those that hang on none behind them.
pub(super) fn boxes(fib: &Fib<'_>) -> (Boxes, Vec<Range<usize>>) {
    const SHAPE: usize = 26;
    const FRAME: usize = 22;
    let shapes = Plc::new(fib.table(Table::Shapes), SHAPE);
    let shape = |at: usize| Some((shapes.item(at)?.u32(0)?, shapes.place(at)?));
    let body = fib.text(Text::Body);
    let shapes: HashMap<u32, usize> =
        (0..shapes.len()).filter_map(shape).filter(|(_, place)| body.contains(place)).collect();
    let frames = Plc::new(fib.table(Table::Boxes), FRAME);
    let all = fib.text(Text::Boxes);
    let (mut hung, mut loose) = (Boxes::new(), Vec::new());
    for at in 0..frames.len() {
        let (Some(item), Some(text)) = (frames.item(at), frames.range(at)) else { continue };
        // One that is there to be used again, and holds nothing.
        let is_free = item.u16(8).is_some_and(|flag| flag != 0);
        let text = inside(&all, &text);
        match item.u32(14).and_then(|shape| shapes.get(&shape)) {
            _ if is_free || text.is_empty() => {}
            Some(place) => hung.entry(*place).or_default().push(text),
            None => loose.push(text),
        }
    }
    (hung, loose)
}

/// A section: its end in the text, whether it begins on the page where the one before ended, and
/// whether its first page has a header of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) end: usize,
    pub(super) is_continuous: bool,
    has_first: bool,
}

/// The sections in order.
pub(super) fn sections(fib: &Fib<'_>) -> Vec<Section> {
    const SECTION: usize = 12;
    let plc = Plc::new(fib.table(Table::Sections), SECTION);
    let section = |at: usize| {
        let mut section =
            Section { end: plc.place(at + 1)?, is_continuous: false, has_first: false };
        let properties = plc.item(at).and_then(|item| {
            let start = item.size(2).filter(|start| *start != u32::MAX as usize)?;
            let length = usize::from(fib.word().u16(start)?);
            fib.word().part(start + 2, length)
        });
        let properties = properties.unwrap_or_default();
        for modifier in Modifiers::new(properties, fib.dialect()) {
            match modifier.code {
                0x3009 => section.is_continuous = modifier.byte() == 0,
                0x300A => section.has_first = modifier.byte() != 0,
                _ => {}
            }
        }
        Some(section)
    };
    (0..plc.len()).filter_map(section).collect()
}

/// Texts of the headers and of the footers that pages show.
pub(super) fn running(
    fib: &Fib<'_>,
    sections: &[Section],
) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    /// Texts before the first section (what parts notes from the text), and texts of a section.
    const BEFORE: usize = 6;
    const OF_SECTION: usize = 6;
    /// Of these: for odd pages and for the first one.
    const HEADERS: [usize; 2] = [4, 1];
    const FOOTERS: [usize; 2] = [5, 3];
    // Those of Word 6 are kept otherwise: which there are, each section says.
    if fib.dialect() == Dialect::Word6 {
        return (Vec::new(), Vec::new());
    }
    let plc = Plc::new(fib.table(Table::Headers), 0);
    let all = fib.text(Text::Headers);
    let texts = |which: [usize; 2]| {
        let mut texts = Vec::new();
        for (at, section) in sections.iter().enumerate().take(RUNNING) {
            for kind in which {
                let is_first = kind >= 4;
                let text =
                    plc.range(BEFORE + at * OF_SECTION + kind).map(|text| inside(&all, &text));
                texts.extend(
                    text.filter(|text| !text.is_empty() && (!is_first || section.has_first)),
                );
            }
        }
        texts
    };
    (texts(HEADERS), texts(FOOTERS))
}
