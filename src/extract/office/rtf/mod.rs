//! An RTF file (Rich Text Format 1.9) → its story.
//!
//! ```text
//! bytes ─token─▶ groups, words, text ─reader─▶ story
//! ```
//!
//! What a page of it shows, as of a DOCX. The labels of lists stand in the file; styles do not count,
//! since what they say stands beside them.

mod destination;
mod ends;
mod font;
mod reader;
mod table;
#[cfg(test)]
mod tests;
mod token;
mod words;

use super::Told;
use reader::Reader;

/// Reads an RTF.
pub(super) fn read(bytes: &[u8], room: usize) -> Told {
    let mut reader = Reader::new(bytes, room);
    reader.read();
    let is_mended = reader.is_broken();
    Told { story: reader.finish(), is_mended, is_cut: false }
}
