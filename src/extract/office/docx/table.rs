//! What the markup of a DOCX says of tables and their rows.

use crate::extract::office::xml::{Node, Xml};

/// Whether borders, which are passed, rule a table: lines inside it, or on three sides of a cell.
pub(super) fn is_ruled(xml: &mut Xml<'_>) -> bool {
    let (mut sides, mut inside, mut depth) = (0, false, 1_usize);
    for node in xml.by_ref() {
        match node {
            Node::Open(tag) => {
                let value = tag.get("val");
                let is_drawn = !matches!(value.as_deref(), None | Some("nil" | "none"));
                match tag.name() {
                    "insideH" | "insideV" => inside |= is_drawn,
                    "top" | "bottom" | "left" | "right" | "start" | "end" => {
                        sides += u8::from(is_drawn);
                    }
                    _ => {}
                }
                depth += 1;
            }
            Node::Close(_) => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            Node::Text(_) => {}
        }
    }
    inside || sides >= 3
}

/// Whether the properties of a row, which are passed, say that it was deleted while changes were
/// tracked, and that it is a head that each page repeats.
pub(super) fn row(xml: &mut Xml<'_>) -> (bool, bool) {
    let (mut depth, mut is_deleted, mut is_head) = (1_usize, false, false);
    for node in xml.by_ref() {
        match node {
            Node::Open(tag) => {
                is_deleted |= tag.name() == "del";
                is_head |= tag.name() == "tblHeader" && tag.is_on();
                depth += 1;
            }
            Node::Close(_) => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            Node::Text(_) => {}
        }
    }
    (is_deleted, is_head)
}
