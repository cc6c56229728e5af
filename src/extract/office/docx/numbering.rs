//! The lists of a DOCX.

use super::properties::RunProperties;
use crate::extract::office::counting::{Counters, LEVELS, Level, List, Numeral, parts};
use crate::extract::office::xml::{Node, Tag, Xml};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// The lists of a file, and how far each is counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<i64, List>,
    numbers: HashMap<i64, Number>,
    counters: Counters,
    /// Lists and levels that began anew already.
    begun: HashSet<(i64, usize)>,
}

/// What a paragraph names: a list, and what differs from it.
#[derive(Debug, Default)]
struct Number {
    list: i64,
    starts: HashMap<usize, i64>,
    levels: HashMap<usize, Level>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(text: &str) -> Self {
        let mut numbering = Self::default();
        let mut xml = Xml::new(text);
        while let Some(node) = xml.next() {
            let Node::Open(tag) = node else { continue };
            match tag.name() {
                "abstractNum" => {
                    let id = tag.number("abstractNumId").unwrap_or_default();
                    numbering.lists.insert(id, list(&mut xml));
                }
                "num" => {
                    let id = tag.number("numId").unwrap_or_default();
                    numbering.numbers.insert(id, Number::read(&mut xml));
                }
                _ => {}
            }
        }
        numbering
    }

    /// Counts an item and gives its label, with the font that it has if it has one of its own.
    pub(super) fn next(&mut self, number: i64, level: i64) -> Option<(String, Option<String>)> {
        let at = usize::try_from(level).ok().filter(|level| *level < LEVELS)?;
        let of = self.numbers.get(&number)?;
        let mut list = Cow::Borrowed(self.lists.get(&of.list)?);
        for (at, level) in &of.levels {
            if let Some(own) = list.to_mut().levels.get_mut(*at) {
                *own = level.clone();
            }
        }
        if let Some(start) = of.starts.get(&at)
            && self.begun.insert((number, at))
        {
            self.counters.restart(of.list, at, *start);
        }
        let label = self.counters.next(of.list, &list, at);
        let font = list.levels.get(at).and_then(|level| level.font.clone());
        (!label.is_empty()).then_some((label, font))
    }
}

impl Number {
    fn read(xml: &mut Xml<'_>) -> Self {
        let (mut number, mut at) = (Self::default(), 0);
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
