//! What the markup of a DOCX says of a table: whether lines are drawn between its cells.
//!
//! A style may draw them, the table may say otherwise, and so may each cell: most letterheads are tables of
//! the style "Table Grid" whose lines somebody took away.

use crate::extract::office::xml::{Tag, Xml};

/// A table that is open.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Lines between its cells by its style, and by what it says itself.
    by_style: bool,
    by_itself: Option<bool>,
    /// Some cell has lines on three sides; some has those of the table.
    has_ruled_cell: bool,
    has_usual_cell: bool,
    /// It has a row that is its head: it is a table, with lines or without.
    has_head: bool,
    /// Of the cell in hand: the columns that it takes, and whether it has taken its lines away.
    span: Option<u16>,
    is_bare: bool,
}

impl Table {
    /// Its style draws lines between cells, or not.
    pub(super) fn set_style(&mut self, is_ruled: bool) {
        self.by_style = is_ruled;
    }

    /// Reads up to the end of its borders.
    pub(super) fn read_borders(&mut self, xml: &mut Xml<'_>) {
        self.by_itself = borders(xml).inside.or(self.by_itself);
    }

    /// Reads up to the end of the borders of the cell in hand.
    pub(super) fn read_cell_borders(&mut self, xml: &mut Xml<'_>) {
        let Borders { drawn, bare, .. } = borders(xml);
        self.has_ruled_cell |= drawn >= 3;
        self.is_bare = drawn < 2 && bare >= 2;
    }

    /// The cell in hand takes several columns.
    pub(super) fn set_span(&mut self, tag: &Tag<'_>) {
        self.span = tag.number("val").and_then(|span| u16::try_from(span).ok());
    }

    /// A row is its head.
    pub(super) fn set_head(&mut self) {
        self.has_head = true;
    }

    /// The columns of the cell that ends.
    pub(super) fn end_cell(&mut self) -> u16 {
        self.has_usual_cell |= !std::mem::take(&mut self.is_bare);
        self.span.take().unwrap_or(1)
    }

    /// Whether it has lines between its cells, now that it ends.
    pub(super) fn is_ruled(&self) -> bool {
        let by_table = self.by_itself.unwrap_or(self.by_style) && self.has_usual_cell;
        self.has_head || self.has_ruled_cell || by_table
    }
}

/// Borders: the sides that are drawn, those that are said to be none, and the lines between cells, if
/// anything is said of them.
#[derive(Default)]
struct Borders {
    drawn: u32,
    bare: u32,
    inside: Option<bool>,
}

fn borders(xml: &mut Xml<'_>) -> Borders {
    let mut borders = Borders::default();
    xml.inside(|tag, _| {
        let value = tag.get("val");
        let is_drawn = !matches!(value.as_deref(), None | Some("nil" | "none"));
        match tag.name() {
            "insideH" | "insideV" => {
                borders.inside = Some(borders.inside.unwrap_or(false) || is_drawn);
            }
            "top" | "bottom" | "left" | "right" | "start" | "end" => {
                borders.drawn += u32::from(is_drawn);
                borders.bare += u32::from(!is_drawn);
            }
            _ => {}
        }
        false
    });
    borders
}

/// Whether the properties of a row, which are passed, say that it was deleted while changes were
/// tracked, and that it is a head that each page repeats.
pub(super) fn row(xml: &mut Xml<'_>) -> (bool, bool) {
    let (mut is_deleted, mut is_head) = (false, false);
    xml.inside(|tag, _| {
        is_deleted |= tag.name() == "del";
        is_head |= tag.name() == "tblHeader" && tag.is_on();
        false
    });
    (is_deleted, is_head)
}
