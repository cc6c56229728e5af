//! What any office format says: paragraphs, tables, and what stands apart from them.
//!
//! Plain data that knows no format; [`Builder`](super::builder::Builder) makes it.

use super::fonts::Fonts;

/// How characters look, as far as it says what they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    /// Number of the font in [`Fonts`].
    pub(super) font: u16,
    /// Raised above the line: the digits of a reference to a note.
    pub(super) is_raised: bool,
    /// Drawn as capitals whatever they are.
    pub(super) is_capital: bool,
    /// Not shown at all.
    pub(super) is_hidden: bool,
}

/// Characters of one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) look: Look,
}

/// How a paragraph stands on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Setting {
    /// In the middle: lines of a heading follow one another so.
    pub(super) is_centred: bool,
    /// With white before it or behind it.
    pub(super) is_spaced: bool,
}

/// White around a paragraph that a reader sees as a gap: 4 points, in twentieths.
const GAP: i64 = 80;

impl Setting {
    /// Of a paragraph with so much white around it, in twentieths of a point.
    pub(super) fn new(is_centred: bool, white: impl Into<i64>) -> Self {
        Self { is_centred, is_spaced: white.into() >= GAP }
    }
}

/// A paragraph: its pieces in order; `\n` is a line's end within it, `\t` a tab.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Paragraph {
    pub(super) pieces: Vec<Piece>,
    pub(super) setting: Setting,
}

/// One thing after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(Paragraph),
    Table(Table),
    /// What stands in a frame beside the text.
    Box(Vec<Block>),
    /// A note whose mark stands in the paragraph before.
    Note(Vec<Block>),
    PageEnd,
}

/// A table: rows of cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Vec<Cell>>,
    /// Whether lines are drawn between its cells: a table to the eye, and not a way to set columns.
    pub(super) is_ruled: bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Cell {
    pub(super) blocks: Vec<Block>,
    /// Columns that it takes.
    pub(super) span: u16,
}

/// All that a file says.
#[derive(Debug, Default)]
pub(super) struct Story {
    pub(super) blocks: Vec<Block>,
    /// What stands at the head and at the foot of every page, each text once.
    pub(super) header: Vec<Block>,
    pub(super) footer: Vec<Block>,
    pub(super) fonts: Fonts,
    /// More text than the limit: the rest was left out.
    pub(super) is_cut: bool,
}

impl Story {
    /// Every paragraph, wherever it stands.
    pub(super) fn each_paragraph(&mut self, each: &mut impl FnMut(&mut Paragraph, &mut Fonts)) {
        let Self { blocks, header, footer, fonts, .. } = self;
        for blocks in [header, blocks, footer] {
            each_paragraph(blocks, fonts, each);
        }
    }
}

fn each_paragraph(
    blocks: &mut [Block],
    fonts: &mut Fonts,
    each: &mut impl FnMut(&mut Paragraph, &mut Fonts),
) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => each(paragraph, fonts),
            Block::Table(table) => {
                for cell in table.rows.iter_mut().flatten() {
                    each_paragraph(&mut cell.blocks, fonts, each);
                }
            }
            Block::Box(blocks) | Block::Note(blocks) => each_paragraph(blocks, fonts, each),
            Block::PageEnd => {}
        }
    }
}
