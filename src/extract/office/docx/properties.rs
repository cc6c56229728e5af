//! How runs and paragraphs of a DOCX look, as far as it says what their text is.

use crate::extract::office::xml::{Tag, Xml};

/// Properties of characters; `None` leaves what a style says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RunProperties {
    /// A style of characters.
    pub(super) style: Option<String>,
    /// The font of letters beyond ASCII; blank for one of the theme, which is never a legacy one.
    pub(super) font: Option<String>,
    pub(super) is_raised: Option<bool>,
    pub(super) is_capital: Option<bool>,
    pub(super) is_hidden: Option<bool>,
    /// What it is of was deleted while changes were tracked.
    pub(super) is_deleted: bool,
}

/// Properties of a paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ParagraphProperties {
    pub(super) style: Option<String>,
    pub(super) is_centred: Option<bool>,
    /// White before and behind it, in twentieths of a point.
    pub(super) before: Option<i64>,
    pub(super) behind: Option<i64>,
    /// The list that it is an item of (0: none), and the level.
    pub(super) list: Option<i64>,
    pub(super) level: Option<i64>,
    pub(super) begins_page: Option<bool>,
    /// Of its mark, and of the label of a list.
    pub(super) mark: RunProperties,
    /// A section ends with it.
    pub(super) ends_section: bool,
}

/// A section: how it begins, and its headers and footers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// It goes on on the page where the section before ended.
    pub(super) is_continuous: bool,
    /// The first page has a header and a footer of its own.
    pub(super) has_first: bool,
    /// Relations of headers and footers, with the pages they are for.
    pub(super) headers: Vec<(String, String)>,
    pub(super) footers: Vec<(String, String)>,
}

impl RunProperties {
    /// Reads up to the end of `rPr`.
    pub(super) fn read(xml: &mut Xml<'_>) -> Self {
        let mut properties = Self::default();
        each(xml, |tag, _| {
            match tag.name() {
                "rStyle" => properties.style = value(tag),
                "rFonts" => properties.font = font(tag).or(properties.font.take()),
                "vertAlign" => {
                    properties.is_raised = Some(tag.get("val").as_deref() == Some("superscript"));
                }
                "caps" | "smallCaps" => {
                    let before = properties.is_capital.unwrap_or(false);
                    properties.is_capital = Some(before || tag.is_on());
                }
                "vanish" => properties.is_hidden = Some(tag.is_on()),
                "del" | "moveFrom" => properties.is_deleted = true,
                _ => {}
            }
            false
        });
        properties
    }

    /// These properties where they say something, else those of `below`.
    pub(super) fn over(&self, below: &Self) -> Self {
        Self {
            style: self.style.clone().or_else(|| below.style.clone()),
            font: self.font.clone().or_else(|| below.font.clone()),
            is_raised: self.is_raised.or(below.is_raised),
            is_capital: self.is_capital.or(below.is_capital),
            is_hidden: self.is_hidden.or(below.is_hidden),
            is_deleted: self.is_deleted,
        }
    }
}

impl ParagraphProperties {
    /// Reads up to the end of `pPr`.
    pub(super) fn read(xml: &mut Xml<'_>) -> Self {
        let mut properties = Self::default();
        each(xml, |tag, xml| {
            match tag.name() {
                "pStyle" => properties.style = value(tag),
                "jc" => properties.is_centred = Some(tag.get("val").as_deref() == Some("center")),
                "spacing" => {
                    properties.before = white(tag, "before").or(properties.before);
                    properties.behind = white(tag, "after").or(properties.behind);
                }
                "numId" => properties.list = tag.number("val"),
                "ilvl" => properties.level = tag.number("val"),
                "pageBreakBefore" => properties.begins_page = Some(tag.is_on()),
                "rPr" => {
                    properties.mark = RunProperties::read(xml);
                    return true;
                }
                "sectPr" => {
                    properties.ends_section = true;
                    xml.pass();
                    return true;
                }
                _ => {}
            }
            false
        });
        properties
    }

    /// These properties where they say something, else those of `below`.
    pub(super) fn over(&self, below: &Self) -> Self {
        Self {
            style: self.style.clone().or_else(|| below.style.clone()),
            is_centred: self.is_centred.or(below.is_centred),
            before: self.before.or(below.before),
            behind: self.behind.or(below.behind),
            list: self.list.or(below.list),
            level: self.level.or(below.level),
            begins_page: self.begins_page.or(below.begins_page),
            mark: self.mark.over(&below.mark),
            ends_section: self.ends_section,
        }
    }
}

impl Section {
    /// Reads up to the end of `sectPr`.
    pub(super) fn read(xml: &mut Xml<'_>) -> Self {
        let mut section = Self::default();
        each(xml, |tag, _| {
            let reference = || {
                let pages = tag.get("type").unwrap_or_default().into_owned();
                tag.get("id").map(|id| (pages, id.into_owned()))
            };
            match tag.name() {
                "type" => section.is_continuous = tag.get("val").as_deref() == Some("continuous"),
                "titlePg" => section.has_first = tag.is_on(),
                "headerReference" => section.headers.extend(reference()),
                "footerReference" => section.footers.extend(reference()),
                _ => {}
            }
            false
        });
        section
    }
}

/// Gives each element of the one that is open, up to its end; what a change replaced is passed over.
/// `take` returns whether it has read the element up to its own end.
fn each<'x>(xml: &mut Xml<'x>, mut take: impl FnMut(&Tag<'_>, &mut Xml<'x>) -> bool) {
    xml.inside(|tag, xml| {
        let is_former = tag.name().ends_with("Change");
        if is_former {
            xml.pass();
        }
        is_former || take(tag, xml)
    });
}

fn value(tag: &Tag<'_>) -> Option<String> {
    tag.get("val").map(std::borrow::Cow::into_owned)
}

fn font(tag: &Tag<'_>) -> Option<String> {
    let is_of_theme = tag.get("hAnsiTheme").or_else(|| tag.get("asciiTheme")).is_some();
    let named = || tag.get("hAnsi").or_else(|| tag.get("ascii"));
    if is_of_theme { Some(String::new()) } else { named().map(std::borrow::Cow::into_owned) }
}

/// White that Word chooses itself is that of a web page, 14 points.
fn white(tag: &Tag<'_>, side: &str) -> Option<i64> {
    const CHOSEN: i64 = 280;
    let is_chosen = tag.get(&format!("{side}Autospacing"));
    let is_chosen = is_chosen.is_some_and(|value| !matches!(&*value, "0" | "false" | "off"));
    if is_chosen { Some(CHOSEN) } else { tag.number(side) }
}
