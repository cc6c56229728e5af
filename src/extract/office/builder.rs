//! How a reader fills a [`Story`]: by what it meets, in the order of its file.
//!
//! Tables are told by their marks: a cell ends, a row ends. Bounded: tables in tables beyond [`DEPTH`] are
//! read as text of the cell they stand in, and text beyond the limit is left out.

use super::columns;
use super::story::{Block, Cell, Look, Paragraph, Piece, Setting, Story, Table};

/// Tables within tables, and boxes within boxes, that are kept apart. Letters have three.
const DEPTH: usize = 12;
/// Bytes of the limit on text that a paragraph, a cell or a row takes: a million empty ones are
/// no text, but memory.
const STRUCTURE: usize = 32;

/// Headers and footers of a file that are read: one that was put together from letters has hundreds.
pub(super) const RUNNING: usize = 12;

/// Where a cell ends, in a file that tells widths and no columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    /// Its right side, in twentieths of a point.
    pub(super) right: i32,
    /// It is a part of the cell before it.
    pub(super) is_merged: bool,
}

/// What is set apart from the text it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Apart {
    Header,
    Footer,
    Note,
    Box,
}

/// Text that is being collected: of the body, of a cell, of what stands apart.
#[derive(Debug, Default)]
struct Flow {
    blocks: Vec<Block>,
    paragraph: Paragraph,
    /// What goes behind the paragraph in hand.
    behind: Vec<Block>,
}

impl Flow {
    fn end_paragraph(&mut self, setting: Setting) {
        let mut paragraph = std::mem::take(&mut self.paragraph);
        paragraph.setting = setting;
        self.blocks.push(Block::Paragraph(paragraph));
        self.blocks.append(&mut self.behind);
    }

    fn finish(mut self) -> Vec<Block> {
        if !self.paragraph.pieces.is_empty() || !self.behind.is_empty() {
            self.end_paragraph(Setting::default());
        }
        self.blocks
    }
}

/// What is open around the text in hand.
#[derive(Debug)]
enum Open {
    /// A table, the row and the cell in hand, and what the table stands in; where the cells of
    /// each row end, if the file tells that.
    Table { table: Table, row: Vec<Cell>, edges: Vec<Vec<i32>>, around: Flow },
    /// What stands apart, and what it stands in.
    Apart { what: Apart, around: Flow },
}

/// Collects a [`Story`].
#[derive(Debug)]
pub(super) struct Builder {
    story: Story,
    flow: Flow,
    open: Vec<Open>,
    /// What was opened beyond [`DEPTH`] and not closed yet.
    beyond: usize,
    /// Bytes of text that there is still room for.
    room: usize,
}

impl Builder {
    /// Nothing yet; `room`: bytes of text that are kept.
    pub(super) fn new(room: usize) -> Self {
        Self { story: Story::default(), flow: Flow::default(), open: Vec::new(), beyond: 0, room }
    }

    /// The number of a font.
    pub(super) fn font(&mut self, name: &str) -> u16 {
        self.story.fonts.number(name)
    }

    /// Whether no more text is kept: a reader may stop.
    pub(super) fn is_full(&self) -> bool {
        self.story.is_cut
    }

    /// Characters; `\n` ends a line within the paragraph, `\t` is a tab.
    pub(super) fn text(&mut self, text: &str, look: Look) {
        if look.is_hidden || text.is_empty() {
            return;
        }
        let kept = text.get(..text.floor_char_boundary(self.room)).unwrap_or_default();
        self.story.is_cut |= kept.len() < text.len();
        self.room -= kept.len();
        match self.flow.paragraph.pieces.last_mut() {
            Some(last) if last.look == look => last.text.push_str(kept),
            _ if kept.is_empty() => {}
            _ => self.flow.paragraph.pieces.push(Piece { text: kept.to_owned(), look }),
        }
    }

    /// Ends the paragraph in hand, also where it is blank.
    pub(super) fn end_paragraph(&mut self, setting: Setting) {
        self.spend();
        self.flow.end_paragraph(setting);
    }

    /// Ends the paragraph in hand if it has begun.
    pub(super) fn end_begun(&mut self, setting: Setting) {
        if !self.flow.paragraph.pieces.is_empty() || !self.flow.behind.is_empty() {
            self.end_paragraph(setting);
        }
    }

    /// Whether the paragraph in hand has no character yet.
    pub(super) fn is_paragraph_blank(&self) -> bool {
        self.flow.paragraph.pieces.is_empty()
    }

    /// A new page begins; inside a table or a box there is none.
    pub(super) fn end_page(&mut self) {
        if self.open.is_empty() && self.beyond == 0 {
            self.end_begun(Setting::default());
            self.spend();
            self.flow.blocks.push(Block::PageEnd);
        }
    }

    /// How many tables are open around the text in hand, to the body or what stands apart.
    pub(super) fn depth(&self) -> usize {
        let tables = self.open.iter().rev().take_while(|open| matches!(open, Open::Table { .. }));
        tables.count() + self.beyond
    }

    /// Opens a table; its first cell is open then.
    pub(super) fn open_table(&mut self) {
        self.end_begun(Setting::default());
        if self.open.len() >= DEPTH || self.beyond > 0 {
            self.beyond = self.beyond.saturating_add(1);
            return;
        }
        let around = std::mem::take(&mut self.flow);
        let (table, row, edges) = Default::default();
        self.open.push(Open::Table { table, row, edges, around });
    }

    /// The table in hand has lines between its cells.
    pub(super) fn rule(&mut self) {
        if let (0, Some(Open::Table { table, .. })) = (self.beyond, self.open.last_mut()) {
            table.is_ruled = true;
        }
    }

    /// Ends the cell in hand, which takes so many columns; what follows is of the next.
    pub(super) fn end_cell(&mut self, span: u16) {
        self.end_begun(Setting::default());
        self.spend();
        if let (0, Some(Open::Table { row, .. })) = (self.beyond, self.open.last_mut()) {
            let blocks = std::mem::take(&mut self.flow).finish();
            row.push(Cell { blocks, span: span.max(1) });
        }
    }

    /// Ends the row in hand.
    pub(super) fn end_row(&mut self) {
        if self.has_begun() {
            self.end_cell(1);
        }
        self.spend();
        if let (0, Some(Open::Table { table, row, .. })) = (self.beyond, self.open.last_mut())
            && !row.is_empty()
        {
            table.rows.push(std::mem::take(row));
        }
    }

    /// Ends the row in hand, whose cells end at these places: which columns they take is seen when
    /// the table is closed.
    pub(super) fn end_row_at(&mut self, places: &[Edge]) {
        if self.has_begun() {
            self.end_cell(1);
        }
        if let (0, Some(Open::Table { table, row, edges, .. })) =
            (self.beyond, self.open.last_mut())
            && !row.is_empty()
        {
            let mut rights = Vec::with_capacity(row.len());
            let mut cells: Vec<Cell> = Vec::with_capacity(row.len());
            let places = places.iter().map(Some).chain(std::iter::repeat(None));
            for (cell, place) in std::mem::take(row).into_iter().zip(places) {
                let right = place.map_or(i32::MAX, |place| place.right);
                match (cells.last_mut(), rights.last_mut()) {
                    (Some(before), Some(end)) if place.is_some_and(|place| place.is_merged) => {
                        before.blocks.extend(cell.blocks);
                        *end = right;
                    }
                    _ => {
                        cells.push(cell);
                        rights.push(right);
                    }
                }
            }
            edges.resize_with(table.rows.len(), Vec::new);
            edges.push(rights);
            *row = cells;
        }
        self.end_row();
    }

    /// Closes the table in hand, if one is open.
    pub(super) fn close_table(&mut self) {
        if self.beyond > 0 {
            self.end_begun(Setting::default());
            self.beyond -= 1;
            return;
        }
        if !matches!(self.open.last(), Some(Open::Table { .. })) {
            return;
        }
        self.end_row();
        if let Some(Open::Table { mut table, edges, around, .. }) = self.open.pop() {
            columns::set_spans(&mut table, &edges);
            self.flow = around;
            if !table.rows.is_empty() {
                self.flow.blocks.push(Block::Table(table));
            }
        }
    }

    /// What follows stands apart, until [`close_apart`](Self::close_apart).
    pub(super) fn open_apart(&mut self, what: Apart) {
        if self.open.len() >= DEPTH || self.beyond > 0 {
            self.beyond = self.beyond.saturating_add(1);
            return;
        }
        let around = std::mem::take(&mut self.flow);
        self.open.push(Open::Apart { what, around });
    }

    /// Closes what stands apart, and all tables inside that are still open.
    pub(super) fn close_apart(&mut self) {
        if self.beyond > 0 {
            self.end_begun(Setting::default());
            self.beyond -= 1;
            return;
        }
        while matches!(self.open.last(), Some(Open::Table { .. })) {
            self.close_table();
        }
        if let Some(Open::Apart { what, around }) = self.open.pop() {
            let blocks = std::mem::replace(&mut self.flow, around).finish();
            match what {
                Apart::Header => self.story.header.extend(blocks),
                Apart::Footer => self.story.footer.extend(blocks),
                Apart::Note => self.flow.behind.push(Block::Note(blocks)),
                // A shape without a text is no block between two lines.
                Apart::Box if blocks.iter().all(is_blank) => {}
                Apart::Box => self.flow.behind.push(Block::Box(blocks)),
            }
        }
    }

    /// What was collected; whatever is open is closed.
    pub(super) fn finish(mut self) -> Story {
        self.beyond = 0;
        while let Some(open) = self.open.last() {
            match open {
                Open::Table { .. } => self.close_table(),
                Open::Apart { .. } => self.close_apart(),
            }
        }
        self.story.blocks = self.flow.finish();
        self.story
    }

    fn has_begun(&self) -> bool {
        let flow = &self.flow;
        !(flow.blocks.is_empty() && flow.paragraph.pieces.is_empty() && flow.behind.is_empty())
    }

    fn spend(&mut self) {
        self.story.is_cut |= self.room < STRUCTURE;
        self.room = self.room.saturating_sub(STRUCTURE);
    }
}

fn is_blank(block: &Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => {
            paragraph.pieces.iter().all(|piece| piece.text.trim().is_empty())
        }
        Block::PageEnd => true,
        Block::Table(_) | Block::Box(_) | Block::Note(_) => false,
    }
}
