//! Glyphs in their places → the text of a page in the order in which a person reads it.
//!
//! ```text
//! glyphs ─orient─▶ readings ─line─▶ words, lines ─table, columns─▶ blocks ─text─▶ text
//! ```
//!
//! Knows nothing of the engine that found the glyphs, nor of Vietnamese: it goes by places alone.
//! An empty line ends a paragraph, a plain `\n` only a line, a tab stands between the cells of a
//! table's row.

mod columns;
mod glyph;
mod line;
mod orient;
mod table;
#[cfg(test)]
mod tests;
mod text;

pub use columns::Block;
pub use glyph::{Glyph, GlyphText, PageGlyphs, Rule};
pub use line::{Line, Word};
pub use table::{Cell, Table};

/// The text of a page.
#[must_use]
pub fn text(page: &PageGlyphs) -> String {
    text::text(&blocks(page))
}

/// The blocks of a page in reading order.
#[must_use]
pub fn blocks(page: &PageGlyphs) -> Vec<Block> {
    let mut blocks = Vec::new();
    for reading in orient::readings(page) {
        let lines = line::lines(&reading.glyphs);
        let (lines, tables) = table::tables(lines, &reading.rules);
        columns::order(lines, tables, &mut blocks);
    }
    blocks
}
