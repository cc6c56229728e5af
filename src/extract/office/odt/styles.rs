//! The styles of an ODT: named ones, those that a program made for what was set by hand, and what a
//! page has at its head and foot.

use super::Running;
use super::lists::level;
use super::properties::Properties;
use crate::extract::office::builder::Apart;
use crate::extract::office::counting::{LEVELS, Level, List};
use crate::extract::office::xml::{Node, Tag, Xml};
use std::collections::{HashMap, HashSet};

/// Styles that one is based on, one after the other; more are a circle.
const BASES: usize = 20;

/// The styles of a file.
#[derive(Debug, Clone, Default)]
pub(super) struct Styles {
    /// By their families and names.
    styles: HashMap<String, Style>,
    /// What holds where nothing else is said, by families.
    usual: HashMap<String, Properties>,
    /// Families of fonts by the names of their declarations.
    faces: HashMap<String, String>,
    lists: HashMap<String, List>,
    /// The labels of headings.
    pub(super) outline: List,
    masters: HashSet<String>,
}

#[derive(Debug, Clone, Default)]
struct Style {
    parent: Option<String>,
    properties: Properties,
}

fn key(family: &str, name: &str) -> String {
    format!("{family}/{name}")
}

fn value(tag: &Tag<'_>, name: &str) -> Option<String> {
    tag.get(name).map(std::borrow::Cow::into_owned)
}

impl Styles {
    /// Reads the styles of a part, up to its text; later ones stand for earlier ones.
    pub(super) fn read(&mut self, text: &str) {
        let mut xml = Xml::new(text);
        while let Some(node) = xml.next() {
            let Node::Open(tag) = node else { continue };
            match tag.name() {
                "font-face" => {
                    let name = value(&tag, "name").unwrap_or_default();
                    let family = value(&tag, "font-family").unwrap_or_default();
                    self.faces.insert(name, family.trim_matches(['"', '\'']).to_owned());
                }
                "style" => self.read_style(&tag, &mut xml),
                "default-style" => {
                    let family = value(&tag, "family").unwrap_or_default();
                    self.usual.insert(family, properties(&mut xml));
                }
                "list-style" => {
                    let name = value(&tag, "name").unwrap_or_default();
                    self.lists.insert(name, list(&mut xml));
                }
                "outline-style" => self.outline = list(&mut xml),
                "body" => return,
                _ => {}
            }
        }
    }

    fn read_style(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) {
        let name = value(tag, "name").unwrap_or_default();
        let family = value(tag, "family").unwrap_or_default();
        let parent = value(tag, "parent-style-name");
        let list = value(tag, "list-style-name");
        let master = value(tag, "master-page-name").filter(|name| !name.is_empty());
        let mut properties = properties(xml);
        properties.list = list;
        if let Some(master) = master {
            properties.begins_page = Some(true);
            self.masters.insert(master);
        }
        self.styles.insert(key(&family, &name), Style { parent, properties });
    }

    /// Whether pages of the text are made by this master page.
    pub(super) fn uses_master(&self, name: &str) -> bool {
        name == "Standard" || self.masters.contains(name)
    }

    /// What a style says in all.
    pub(super) fn of(&self, family: &str, name: &str) -> Properties {
        let mut properties = Properties::default();
        let mut next = Some(name);
        for _ in 0..BASES {
            let Some(style) = next.and_then(|name| self.styles.get(&key(family, name))) else {
                break;
            };
            properties = properties.over(&style.properties);
            next = style.parent.as_deref();
        }
        match self.usual.get(family) {
            Some(usual) if family != "text" => properties.over(usual),
            _ => properties,
        }
    }

    /// The family of a font that is named as it is declared.
    pub(super) fn family<'s>(&'s self, font: &'s str) -> &'s str {
        self.faces.get(font).map_or(font, String::as_str)
    }

    pub(super) fn list(&self, name: &str) -> Option<&List> {
        self.lists.get(name)
    }
}

/// Reads up to the end of a style.
fn properties(xml: &mut Xml<'_>) -> Properties {
    let mut properties = Properties::default();
    xml.inside(|tag, _| {
        match tag.name() {
            "text-properties" => properties.take_characters(tag),
            "paragraph-properties" | "table-properties" => properties.take_paragraph(tag),
            "table-cell-properties" => properties.take_cell(tag),
            _ => {}
        }
        false
    });
    properties
}

/// Reads up to the end of a style of lists.
fn list(xml: &mut Xml<'_>) -> List {
    let mut levels = vec![Level { start: 1, ..Level::default() }; LEVELS];
    let mut at = None;
    xml.inside(|tag, _| {
        if tag.name().contains("-level-style") {
            let number = tag.number("level").and_then(|level| level.checked_sub(1));
            let number = number.and_then(|number| usize::try_from(number).ok());
            at = number.filter(|at| *at < LEVELS);
            if let Some(own) = at.and_then(|at| levels.get_mut(at)) {
                *own = level(tag, at.unwrap_or(0));
            }
        } else if tag.name() == "text-properties"
            && let Some(own) = at.and_then(|at| levels.get_mut(at))
        {
            own.font = value(tag, "font-name").or_else(|| value(tag, "font-family"));
        }
        false
    });
    List { levels }
}

/// A master page.
#[derive(Debug)]
pub(super) struct Master<'x> {
    pub(super) name: String,
    pub(super) running: Vec<Running<'x>>,
}

/// The master pages of a part.
pub(super) fn masters(text: &str) -> Vec<Master<'_>> {
    let mut masters: Vec<Master<'_>> = Vec::new();
    let mut xml = Xml::new(text);
    while let Some(node) = xml.next() {
        let Node::Open(tag) = node else { continue };
        let what = match tag.name() {
            "master-page" => {
                let name = value(&tag, "name").unwrap_or_default();
                masters.push(Master { name, running: Vec::new() });
                continue;
            }
            "header" | "header-first" | "header-left" => Apart::Header,
            "footer" | "footer-first" | "footer-left" => Apart::Footer,
            "body" => break,
            _ => continue,
        };
        let is_shown = tag.get("display").as_deref() != Some("false");
        let start = xml.position();
        xml.pass();
        if let (Some(master), Some(markup), true) =
            (masters.last_mut(), text.get(start..xml.position()), is_shown)
        {
            master.running.push((what, markup));
        }
    }
    masters
}
