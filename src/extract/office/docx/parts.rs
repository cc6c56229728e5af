//! The parts that the text of a DOCX refers to: styles, notes, sections.

use super::properties::Section;
use super::styles::Styles;
use crate::extract::office::xml::{Node, Xml};
use std::collections::HashMap;

/// What the text refers to.
#[derive(Debug)]
pub(super) struct Parts<'x> {
    pub(super) styles: Styles,
    /// The markup of notes by their ids.
    pub(super) footnotes: HashMap<String, &'x str>,
    pub(super) endnotes: HashMap<String, &'x str>,
}

/// The markup of the notes in a part, by their ids; separators are none.
pub(super) fn notes(text: &str) -> HashMap<String, &str> {
    let mut notes = HashMap::new();
    let mut xml = Xml::new(text);
    while let Some(node) = xml.next() {
        let Node::Open(tag) = node else { continue };
        if !matches!(tag.name(), "footnote" | "endnote") {
            continue;
        }
        let id = tag.get("id").filter(|_| tag.get("type").is_none_or(|kind| kind == "normal"));
        let id = id.map(|id| id.into_owned());
        let start = xml.position();
        xml.pass();
        if let (Some(id), Some(note)) = (id, text.get(start..xml.position())) {
            notes.insert(id, note);
        }
    }
    notes
}

/// The sections of a text, in order.
pub(super) fn sections(markup: &str) -> Vec<Section> {
    let first = markup.find("sectPr").and_then(|at| markup.get(..at)?.rfind('<'));
    let Some(tail) = first.and_then(|first| markup.get(first..)) else { return Vec::new() };
    let mut sections = Vec::new();
    let mut xml = Xml::new(tail);
    while let Some(node) = xml.next() {
        match node {
            Node::Open(tag) if tag.name() == "sectPr" => sections.push(Section::read(&mut xml)),
            Node::Open(tag) if tag.name() == "sectPrChange" => xml.pass(),
            _ => {}
        }
    }
    sections
}
