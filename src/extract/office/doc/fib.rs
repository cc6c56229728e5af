//! The head of a Word file ([MS-DOC] 2.5): how long its texts are, and where its tables stand.

use super::bytes::Bytes;
use crate::document::Failure;

/// What the head says.
#[derive(Debug)]
pub(super) struct Fib<'b> {
    word: Bytes<'b>,
    table: Bytes<'b>,
    /// Characters of each text, in the order in which they follow one another.
    texts: [usize; 8],
}

/// The texts of a file, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    Body = 0,
    Footnotes = 1,
    Headers = 2,
    Endnotes = 5,
    Boxes = 6,
}

/// The tables, by their numbers in `FibRgFcLcb97`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Table {
    Styles = 1,
    FootnoteMarks = 2,
    Footnotes = 3,
    Sections = 6,
    Headers = 11,
    Characters = 12,
    Paragraphs = 13,
    Fonts = 15,
    Pieces = 33,
    Shapes = 40,
    EndnoteMarks = 46,
    Endnotes = 47,
    Boxes = 56,
    Lists = 73,
    ListUses = 74,
}

/// The first bytes of the stream, and those of versions before 97.
const WORD_97: u16 = 0xA5EC;
const WORD_6: u16 = 0xA5DC;
/// The first version with this head: Word 97.
const FIRST: u16 = 101;

impl<'b> Fib<'b> {
    /// Which of the two table streams belongs to it: asked before they are read.
    ///
    /// # Errors
    /// [`Failure::Encrypted`]; [`Failure::Damaged`] for what is no Word file since 97.
    pub(super) fn table_stream(word: Bytes<'b>) -> Result<&'static str, Failure> {
        let damaged = |detail: &str| Failure::Damaged { detail: detail.to_owned() };
        let (Some(mark), Some(version), Some(flags)) = (word.u16(0), word.u16(2), word.u16(10))
        else {
            return Err(damaged("its text is cut off"));
        };
        if flags & 0x0100 != 0 {
            return Err(Failure::Encrypted);
        }
        match mark {
            WORD_97 if version >= FIRST => {}
            WORD_97 | WORD_6 => return Err(damaged("written by Word 6 or 95, which is not read")),
            _ => return Err(damaged("it does not begin as a Word file")),
        }
        Ok(if flags & 0x0200 != 0 { "1Table" } else { "0Table" })
    }

    pub(super) fn new(word: Bytes<'b>, table: Bytes<'b>) -> Self {
        let texts = std::array::from_fn(|at| word.size(0x4C + 4 * at).unwrap_or_default());
        Self { word, table, texts }
    }

    /// The stream of the text.
    pub(super) fn word(&self) -> Bytes<'b> {
        self.word
    }

    /// The bytes of a table; empty where the file has none.
    pub(super) fn table(&self, table: Table) -> Bytes<'b> {
        let at = 0x9A + 8 * (table as usize);
        let place = self.word.size(at).zip(self.word.size(at + 4));
        place.and_then(|(start, length)| self.table.part(start, length)).unwrap_or_default()
    }

    /// The stream of the tables from the place on where one stands: the list's levels are behind it.
    pub(super) fn table_and_rest(&self, table: Table) -> Bytes<'b> {
        let at = 0x9A + 8 * (table as usize);
        let is_there = self.word.u32(at + 4).is_some_and(|length| length > 0);
        let start = self.word.size(at).filter(|_| is_there);
        start.map_or(Bytes::default(), |start| self.table.from(start))
    }

    /// The characters of a text, counted over all texts.
    pub(super) fn text(&self, text: Text) -> std::ops::Range<usize> {
        let at = text as usize;
        let before = self.texts.iter().take(at).fold(0_usize, |sum, n| sum.saturating_add(*n));
        let length = self.texts.get(at).copied().unwrap_or_default();
        before..before.saturating_add(length)
    }
}
