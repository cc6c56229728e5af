//! The lists of a DOCX.

use super::properties::RunProperties;
use crate::extract::office::counting::{LEVELS, Level, List, Numeral, parts};
use crate::extract::office::lists::{Lists, Use};
use crate::extract::office::xml::{Node, Tag, Xml};

/// Reads `numbering.xml`.
pub(super) fn read(text: &str) -> Lists {
    let mut all = Lists::default();
    let mut xml = Xml::new(text);
    while let Some(node) = xml.next() {
        let Node::Open(tag) = node else { continue };
        match tag.name() {
            "abstractNum" => {
                let id = tag.number("abstractNumId").unwrap_or_default();
                all.lists.insert(id, list(&mut xml));
            }
            "num" => {
                let id = tag.number("numId").unwrap_or_default();
                all.uses.insert(id, read_use(&mut xml));
            }
            _ => {}
        }
    }
    all
}

/// Reads up to the end of `num`.
fn read_use(xml: &mut Xml<'_>) -> Use {
    let (mut number, mut at) = (Use::default(), 0);
    xml.inside(|tag, xml| {
        match tag.name() {
            "abstractNumId" => number.list = tag.number("val").unwrap_or_default(),
            "lvlOverride" => at = level_of(tag),
            "startOverride" => {
                number.starts.insert(at, tag.number("val").unwrap_or(1));
            }
            "lvl" => {
                number.levels.insert(at, level(xml));
                return true;
            }
            _ => {}
        }
        false
    });
    number
}

fn level_of(tag: &Tag<'_>) -> usize {
    let level = tag.number("ilvl").and_then(|level| usize::try_from(level).ok());
    level.unwrap_or_default().min(LEVELS - 1)
}

/// Reads up to the end of `abstractNum`.
fn list(xml: &mut Xml<'_>) -> List {
    let mut levels = vec![Level::default(); LEVELS];
    xml.inside(|tag, xml| {
        let is_level = tag.name() == "lvl";
        if let Some(own) = levels.get_mut(level_of(tag)).filter(|_| is_level) {
            *own = level(xml);
        }
        is_level
    });
    List { levels }
}

/// Reads up to the end of `lvl`.
fn level(xml: &mut Xml<'_>) -> Level {
    let mut level = Level { start: 1, ..Level::default() };
    xml.inside(|tag, xml| {
        match tag.name() {
            "start" => level.start = tag.number("val").unwrap_or(1),
            "numFmt" => level.numeral = Numeral::of_ooxml(&tag.get("val").unwrap_or_default()),
            "lvlText" => level.label = parts(&tag.get("val").unwrap_or_default()),
            "isLgl" => level.is_legal = tag.is_on(),
            "rPr" => {
                level.font = RunProperties::read(xml).font;
                return true;
            }
            _ => {}
        }
        false
    });
    level
}
