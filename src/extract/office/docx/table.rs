//! What the markup of a DOCX says of tables and their rows.

use crate::extract::office::xml::Xml;

/// Whether borders, which are passed, rule a table: lines inside it, or on three sides of a cell.
pub(super) fn is_ruled(xml: &mut Xml<'_>) -> bool {
    let (mut sides, mut inside) = (0, false);
    xml.inside(|tag, _| {
        let value = tag.get("val");
        let is_drawn = !matches!(value.as_deref(), None | Some("nil" | "none"));
        match tag.name() {
            "insideH" | "insideV" => inside |= is_drawn,
            "top" | "bottom" | "left" | "right" | "start" | "end" => sides += u32::from(is_drawn),
            _ => {}
        }
        false
    });
    inside || sides >= 3
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
