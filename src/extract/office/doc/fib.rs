//! The head of a Word file ([MS-DOC] 2.5): how long its texts are, and where its tables stand. That of
//! Word 6 and 95 has the same tables in the same order up to the pieces, elsewhere.

use super::bytes::Bytes;
use super::dialect::Dialect;
use crate::document::Failure;

/// What the head says.
#[derive(Debug)]
pub(super) struct Fib<'b> {
    word: Bytes<'b>,
    table: Bytes<'b>,
    dialect: Dialect,
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
/// The last version with the head of Word 6.
const LAST_6: u16 = 104;

impl<'b> Fib<'b> {
    /// Who wrote it, and which of the streams its tables are in: asked before those are read.
    ///
    /// # Errors
    /// [`Failure::Encrypted`]; [`Failure::Damaged`] for what is no Word file.
    pub(super) fn table_stream(word: Bytes<'b>) -> Result<(Dialect, &'static str), Failure> {
        let damaged = |detail: &str| Failure::Damaged { detail: detail.to_owned() };
        let (Some(mark), Some(version), Some(flags)) = (word.u16(0), word.u16(2), word.u16(10))
        else {
            return Err(damaged("its text is cut off"));
        };
        if flags & 0x0100 != 0 {
            return Err(Failure::Encrypted);
        }
        match mark {
            WORD_97 if version > LAST_6 && flags & 0x0200 != 0 => Ok((Dialect::Word97, "1Table")),
            WORD_97 if version > LAST_6 => Ok((Dialect::Word97, "0Table")),
            WORD_97 | WORD_6 => Ok((Dialect::Word6, "WordDocument")),
            _ => Err(damaged("it does not begin as a Word file")),
        }
    }

    pub(super) fn new(word: Bytes<'b>, table: Bytes<'b>, dialect: Dialect) -> Self {
        let counts = if dialect == Dialect::Word6 { 0x34 } else { 0x4C };
        let texts = std::array::from_fn(|at| word.size(counts + 4 * at).unwrap_or_default());
        Self { word, table, dialect, texts }
    }

    /// Who wrote it.
    pub(super) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Where the text of Word 6 stands if it is in one piece: bytes of the stream.
    pub(super) fn whole(&self) -> Option<std::ops::Range<usize>> {
        let range = self.word.size(0x18)?..self.word.size(0x1C)?;
        (self.dialect == Dialect::Word6 && range.start <= range.end).then_some(range)
    }

    /// The stream of the text.
    pub(super) fn word(&self) -> Bytes<'b> {
        self.word
    }

    /// The bytes of a table; empty where the file has none.
    pub(super) fn table(&self, table: Table) -> Bytes<'b> {
        let place = self.entry(table).and_then(|at| self.word.size(at).zip(self.word.size(at + 4)));
        place.and_then(|(start, length)| self.table.part(start, length)).unwrap_or_default()
    }

    /// The stream of the tables from the place on where one stands: the list's levels are behind it.
    pub(super) fn table_and_rest(&self, table: Table) -> Bytes<'b> {
        let start = self.entry(table).and_then(|at| {
            let is_there = self.word.u32(at + 4).is_some_and(|length| length > 0);
            self.word.size(at).filter(|_| is_there)
        });
        start.map_or(Bytes::default(), |start| self.table.from(start))
    }

    /// Where in the head the place of a table stands.
    fn entry(&self, table: Table) -> Option<usize> {
        let number = table as usize;
        match self.dialect {
            Dialect::Word97 => Some(0x9A + 8 * number),
            Dialect::Word6 => (number <= Table::Pieces as usize).then_some(0x58 + 8 * number),
        }
    }

    /// The characters of a text, counted over all texts.
    pub(super) fn text(&self, text: Text) -> std::ops::Range<usize> {
        let at = text as usize;
        let before = self.texts.iter().take(at).fold(0_usize, |sum, n| sum.saturating_add(*n));
        let length = self.texts.get(at).copied().unwrap_or_default();
        before..before.saturating_add(length)
    }
}
