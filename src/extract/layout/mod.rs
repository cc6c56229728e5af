//! Glyphs in their places → the text of a page in the order in which a person reads it.
//!
//! ```text
//! glyphs ─orient─▶ readings ─overlay, line, table─▶ leaf ─columns, text─▶ text, words
//! ```
//!
//! Knows nothing of the engine that found the glyphs, and goes by places: words are looked at only
//! to tell page numbers, footnotes and stamps. An empty line ends a paragraph, a plain `\n` only a
//! line, a tab and U+2029 stand between the cells of a table's row, and a line beside the text
//! (running header, page number, footnote, stamp) ends with [`ASIDE`](crate::text::aside::ASIDE).

mod columns;
mod footnote;
mod glyph;
mod leaf;
mod line;
mod orient;
mod overlay;
mod overprint;
mod table;
#[cfg(test)]
mod tests;
mod text;

use serde::{Deserialize, Serialize};

pub(super) use glyph::{Glyph, GlyphText, PageGlyphs, Rule};
pub(super) use leaf::{Leaf, leaf};
pub(super) use text::Laid;

/// A word of a page's text, and its box on the page as it is shown: points from the top left
/// corner, y downwards.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PlacedWord {
    /// The first byte of the word in the page's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Left edge.
    pub x0: f32,
    /// Upper edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Lower edge.
    pub y1: f32,
}

/// The words of a page, and its size as it is shown, in points.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PlacedPage {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// In the order of the page's text.
    pub words: Vec<PlacedWord>,
}
