//! The styles of a DOCX: what paragraphs and characters look like that do not say it themselves.

use super::properties::{ParagraphProperties, RunProperties};
use crate::extract::office::xml::{Node, Xml};
use std::collections::HashMap;

/// Styles that one is based on, one after the other; more are a circle.
const BASES: usize = 20;

/// The styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// What holds where nothing else is said.
    paragraph: ParagraphProperties,
    run: RunProperties,
    /// The style of paragraphs that name none.
    usual: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    paragraph: ParagraphProperties,
    run: RunProperties,
    /// A table whose cells have lines between them.
    is_ruled: bool,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(text: &str) -> Self {
        let mut styles = Self::default();
        let mut xml = Xml::new(text);
        while let Some(node) = xml.next() {
            let Node::Open(tag) = node else { continue };
            match tag.name() {
                "docDefaults" => {
                    let defaults = Style::read(&mut xml);
                    (styles.paragraph, styles.run) = (defaults.paragraph, defaults.run);
                }
                "style" => {
                    let id = tag.get("styleId").unwrap_or_default().into_owned();
                    let is_of_paragraphs = tag.get("type").as_deref() == Some("paragraph");
                    let is_usual = tag.get("default").as_deref().is_some_and(|v| v != "0");
                    if is_of_paragraphs && is_usual {
                        styles.usual = Some(id.clone());
                    }
                    styles.styles.insert(id, Style::read(&mut xml));
                }
                _ => {}
            }
        }
        styles
    }

    /// What a paragraph is like in all.
    pub(super) fn paragraph(&self, own: &ParagraphProperties) -> ParagraphProperties {
        let style = own.style.as_deref().or(self.usual.as_deref());
        self.bases(style)
            .fold(own.clone(), |own, style| own.over(&style.paragraph))
            .over(&self.paragraph)
    }

    /// What the characters of a paragraph are like that say nothing themselves.
    pub(super) fn characters(&self, own: &ParagraphProperties) -> RunProperties {
        let style = own.style.as_deref().or(self.usual.as_deref());
        let run = RunProperties::default();
        self.bases(style).fold(run, |run, style| run.over(&style.run)).over(&self.run)
    }

    /// What characters are like in all, in a paragraph whose characters are like `around`.
    pub(super) fn run(&self, own: &RunProperties, around: &RunProperties) -> RunProperties {
        let bases = self.bases(own.style.as_deref());
        bases.fold(own.clone(), |own, style| own.over(&style.run)).over(around)
    }

    /// Whether a style draws lines between the cells of a table.
    pub(super) fn is_ruled(&self, table: &str) -> bool {
        self.bases(Some(table)).any(|style| style.is_ruled)
    }

    /// A style and those it is based on.
    fn bases<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = &'s Style> {
        let first = id.and_then(|id| self.styles.get(id));
        let next = |style: &&'s Style| self.styles.get(style.based_on.as_deref()?);
        std::iter::successors(first, next).take(BASES)
    }
}

impl Style {
    /// Reads up to the end of the element.
    fn read(xml: &mut Xml<'_>) -> Self {
        let mut style = Self::default();
        xml.inside(|tag, xml| {
            match tag.name() {
                "pPr" => style.paragraph = ParagraphProperties::read(xml),
                "rPr" => style.run = RunProperties::read(xml),
                // What a table looks like in its first row or its last column.
                "tblStylePr" => xml.pass(),
                name => {
                    match name {
                        "basedOn" => style.based_on = tag.get("val").map(|id| id.into_owned()),
                        "insideH" | "insideV" => style.is_ruled |= tag.is_on(),
                        _ => {}
                    }
                    return false;
                }
            }
            true
        });
        style
    }
}
