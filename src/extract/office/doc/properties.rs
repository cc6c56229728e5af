//! What modifiers say of characters and paragraphs, as far as it says what their text is.

use super::bytes::Bytes;
use super::sprm::{Modifier, Modifiers, TABLE_LINES_6};
use crate::extract::office::builder::Edge;

/// Properties of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Characters {
    /// Numbers in the file's list of fonts: for letters beyond ASCII, and for ASCII.
    pub(super) font: Option<u16>,
    pub(super) ascii_font: Option<u16>,
    /// A style of characters.
    pub(super) style: Option<u16>,
    pub(super) is_raised: bool,
    pub(super) is_capital: bool,
    pub(super) is_hidden: bool,
    /// Deleted while changes were tracked.
    pub(super) is_deleted: bool,
    /// A font and a character of it that stand in place of the text.
    pub(super) symbol: Option<(u16, u16)>,
}

impl Characters {
    /// What modifiers make of these, which are those of the style.
    pub(super) fn with(self, list: Modifiers<'_>) -> Self {
        let mut own = self;
        for modifier in list {
            match modifier.code {
                0x4A4F => own.ascii_font = Some(modifier.number()),
                0x4A51 => own.font = Some(modifier.number()),
                0x4A30 => own.style = Some(modifier.number()),
                0x2A48 => own.is_raised = modifier.byte() == 1,
                0x083A | 0x083B => {
                    own.is_capital = modifier.switch(self.is_capital) || own.is_capital;
                }
                0x083C => own.is_hidden = modifier.switch(self.is_hidden),
                0x0800 => own.is_deleted = modifier.byte() != 0,
                0x6A09 => own.symbol = modifier.value.u16(0).zip(modifier.value.u16(2)),
                _ => {}
            }
        }
        own
    }
}

/// Properties of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Paragraph {
    pub(super) is_centred: bool,
    /// White before and behind it, in twentieths of a point.
    pub(super) before: u16,
    pub(super) behind: u16,
    pub(super) begins_page: bool,
    /// The use of a list that it is an item of, from 1 (0: none), and the level.
    pub(super) list: u16,
    pub(super) level: u8,
    /// Tables that it stands in.
    depth: u32,
    is_in_table: bool,
    /// It ends a row, or a cell or a row of a table inside another.
    pub(super) ends_row: bool,
    pub(super) ends_inner_cell: bool,
    pub(super) ends_inner_row: bool,
    /// Its row has lines between its cells.
    pub(super) is_ruled: bool,
}

/// White of paragraphs that leave it to the program, as web pages have it.
const CHOSEN: u16 = 280;

impl Paragraph {
    /// What modifiers make of these; `data` is the stream of what is too long for its place.
    pub(super) fn with(self, list: Modifiers<'_>, data: Bytes<'_>) -> Self {
        let mut own = self;
        for modifier in list {
            match modifier.code {
                // Where a long list of modifiers stands.
                0x6645 | 0x6646 => long(modifier, data).for_each(|modifier| own.set(modifier)),
                _ => own.set(modifier),
            }
        }
        own
    }

    fn set(&mut self, modifier: Modifier<'_>) {
        let is_on = modifier.byte() != 0;
        match modifier.code {
            0x2403 | 0x2461 => self.is_centred = modifier.byte() == 1,
            0x2407 => self.begins_page = is_on,
            0xA413 => self.before = modifier.number(),
            0xA414 => self.behind = modifier.number(),
            0x245B if is_on => self.before = CHOSEN,
            0x245C if is_on => self.behind = CHOSEN,
            0x460B => self.list = modifier.number(),
            0x260A => self.level = modifier.byte(),
            0x2416 => self.is_in_table = is_on,
            0x2417 => self.ends_row = is_on,
            0x6649 => self.depth = modifier.value.u32(0).unwrap_or_default(),
            0x244B => self.ends_inner_cell = is_on,
            0x244C => self.ends_inner_row = is_on,
            TABLE => self.is_ruled |= has_ruled_cell(modifier.value),
            // Lines of a table: the last two of six stand between its cells.
            0xD605 => self.is_ruled |= has_inner_line(modifier.value, 4, 1),
            0xD613 => self.is_ruled |= has_inner_line(modifier.value, 8, 5),
            TABLE_LINES_6 => self.is_ruled |= has_inner_line_6(modifier.value),
            _ => {}
        }
    }

    /// Tables that it stands in.
    pub(super) fn depth(&self) -> usize {
        let depth = usize::try_from(self.depth).unwrap_or(usize::MAX);
        depth.max(usize::from(self.is_in_table))
    }
}

/// The modifiers that stand elsewhere, since they are too many for their place.
fn long<'b>(modifier: Modifier<'_>, data: Bytes<'b>) -> Modifiers<'b> {
    let list = modifier.value.size(0).and_then(|at| {
        let length = usize::from(data.u16(at)?);
        data.part(at.checked_add(2)?, length)
    });
    Modifiers::of_97(list.unwrap_or_default())
}

/// What defines the cells of a row ([MS-DOC] 2.9.315): how many, their sides, and 20 bytes of each.
const TABLE: u16 = 0xD608;
const CELL: usize = 20;

/// Where the cells of a row end, as far as the properties of its end say.
pub(super) fn edges(list: Modifiers<'_>, data: Bytes<'_>) -> Vec<Edge> {
    let all = list.flat_map(|modifier| {
        let is_long = matches!(modifier.code, 0x6645 | 0x6646);
        let long = is_long.then(|| long(modifier, data)).into_iter().flatten();
        std::iter::once(modifier.code)
            .zip([modifier.value.0])
            .chain(long.map(|m| (m.code, m.value.0)))
    });
    let definition = all.filter(|(code, _)| *code == TABLE).map(|(_, value)| Bytes(value)).last();
    let Some(definition) = definition else { return Vec::new() };
    let columns = definition.byte(0).map_or(0, usize::from);
    let cells = definition.from(1 + (columns + 1) * 2);
    let edge = |at: usize| {
        let right = definition.u16(1 + (at + 1) * 2)?.cast_signed();
        let is_merged = cells.u16(at * CELL).is_some_and(|flags| flags & 2 != 0);
        Some(Edge { right: right.into(), is_merged })
    };
    (0..columns).map_while(edge).collect()
}

/// Whether a cell of a row has lines on three sides ([MS-DOC] 2.9.315).
fn has_ruled_cell(definition: Bytes<'_>) -> bool {
    let Some(columns) = definition.byte(0).map(usize::from) else { return false };
    let cells = definition.from(1 + (columns + 1) * 2);
    let sides = |cell: Bytes<'_>| {
        (0..4).filter(|side| cell.byte(4 + side * 4 + 1).is_some_and(is_line)).count()
    };
    (0..columns).filter_map(|at| cells.part(at * CELL, CELL)).any(|cell| sides(cell) >= 3)
}

fn has_inner_line(lines: Bytes<'_>, size: usize, kind: usize) -> bool {
    (4..6).any(|line| lines.byte(line * size + kind).is_some_and(is_line))
}

/// In Word 6 a line is two bytes: three bits of its width, two of its kind.
fn has_inner_line_6(lines: Bytes<'_>) -> bool {
    (4..6).any(|line| lines.u16(line * 2).is_some_and(|line| line & 0x18 != 0))
}

/// Whether this kind of line is drawn.
fn is_line(kind: u8) -> bool {
    !matches!(kind, 0 | 0xFF)
}
