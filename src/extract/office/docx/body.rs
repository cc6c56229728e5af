//! The markup of a DOCX's text → the builder of its story.
//!
//! One loop over the elements, with stacks for what may stand inside itself: so no depth of nesting
//! is a depth of calls.

use super::parts::Parts;
use super::properties::{ParagraphProperties, RunProperties, Section};
use super::table::{self, Table};
use crate::extract::office::builder::{Apart, Builder};
use crate::extract::office::field::Field;
use crate::extract::office::lists::Lists;
use crate::extract::office::story::{Look, Setting, Story};
use crate::extract::office::symbols::{is_symbol, symbols};
use crate::extract::office::xml::{Node, Tag, Xml};
use std::collections::HashMap;

/// Paragraphs and fields that are open at once; what is nested deeper belongs to the last.
const DEPTH: usize = 64;

/// What a text in the markup is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    /// Of the page.
    Text,
    /// Of a field's instruction.
    Instruction,
    /// Neither.
    Other,
}

/// A paragraph that is open.
#[derive(Debug, Default)]
struct Paragraph {
    properties: ParagraphProperties,
    /// What its characters are like that say nothing themselves.
    characters: RunProperties,
    /// Of the run in hand.
    run: RunProperties,
    /// The look of the run in hand.
    look: Look,
}

/// Reads markup.
pub(super) struct Body<'p> {
    parts: &'p Parts<'p>,
    numbering: Lists,
    builder: Builder,
    paragraphs: Vec<Paragraph>,
    fields: Vec<Field>,
    tables: Vec<Table>,
    /// Notes so far.
    notes: usize,
    is_in_note: bool,
    sections: Vec<Section>,
    /// Which of them is in hand.
    section: usize,
    is_broken: bool,
}

impl<'p> Body<'p> {
    pub(super) fn new(
        parts: &'p Parts<'p>,
        numbering: Lists,
        sections: Vec<Section>,
        builder: Builder,
    ) -> Self {
        Self {
            parts,
            numbering,
            builder,
            paragraphs: Vec::new(),
            fields: Vec::new(),
            tables: Vec::new(),
            notes: 0,
            is_in_note: false,
            sections,
            section: 0,
            is_broken: false,
        }
    }

    /// Whether some part ended before its end.
    pub(super) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// What was read.
    pub(super) fn finish(self) -> Story {
        self.builder.finish()
    }

    /// Relations of the headers and footers that pages show, each once.
    pub(super) fn running(&self) -> (Vec<String>, Vec<String>) {
        let shown = |of: fn(&Section) -> &[(String, String)]| {
            let mut ids: Vec<String> = Vec::new();
            for section in &self.sections {
                let is_shown =
                    |pages: &str| pages == "default" || section.has_first && pages == "first";
                for (_, id) in of(section).iter().filter(|(pages, _)| is_shown(pages)) {
                    if !ids.contains(id) {
                        ids.push(id.clone());
                    }
                }
            }
            ids
        };
        (shown(|section| &section.headers), shown(|section| &section.footers))
    }

    /// Reads a part that stands apart.
    pub(super) fn read_apart(&mut self, markup: &str, what: Apart) {
        self.builder.open_apart(what);
        let outside = std::mem::take(&mut self.paragraphs);
        let fields = std::mem::take(&mut self.fields);
        self.read(markup);
        self.paragraphs = outside;
        self.fields = fields;
        self.builder.close_apart();
    }

    /// Reads a part.
    pub(super) fn read(&mut self, markup: &str) {
        let mut xml = Xml::new(markup);
        // What the text in hand is of.
        let mut element = Element::Other;
        while let Some(node) = xml.next() {
            if self.builder.is_full() {
                return;
            }
            match node {
                Node::Open(tag) => {
                    element = match tag.name() {
                        "t" => Element::Text,
                        "instrText" => Element::Instruction,
                        _ => Element::Other,
                    };
                    self.open(&tag, &mut xml);
                }
                Node::Close(close) => {
                    element = Element::Other;
                    self.close(close.name());
                }
                Node::Text(text) => match (element, self.fields.last_mut()) {
                    (Element::Text, _) => self.text(&text),
                    (Element::Instruction, Some(field)) => field.instruct(&text),
                    _ => {}
                },
            }
        }
        self.is_broken |= xml.is_broken();
    }

    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) {
        match tag.name() {
            "p" => self.open_paragraph(),
            "pPr" => {
                let properties = ParagraphProperties::read(xml);
                self.set_paragraph(properties);
            }
            "r" => self.set_run(RunProperties::default()),
            "rPr" => {
                let properties = RunProperties::read(xml);
                self.set_run(properties);
            }
            "tab" | "ptab" => self.text("\t"),
            "br" if tag.get("type").as_deref() == Some("page") => self.builder.end_page(),
            "br" | "cr" => self.text("\n"),
            "noBreakHyphen" => self.text("\u{2011}"),
            "softHyphen" => self.text("\u{AD}"),
            "sym" => self.symbol(tag),
            "footnoteReference" => self.note(tag, |parts| &parts.footnotes),
            "endnoteReference" => self.note(tag, |parts| &parts.endnotes),
            "fldSimple" if self.fields.len() < DEPTH => {
                self.fields.push(Field::result_of(&tag.get("instr").unwrap_or_default()));
            }
            "fldChar" => self.field(&tag.get("fldCharType").unwrap_or_default()),
            "tbl" => {
                self.builder.open_table();
                if self.tables.len() < DEPTH {
                    self.tables.push(Table::default());
                }
            }
            "tblStyle" | "tblBorders" | "tcBorders" | "gridSpan" => self.table(tag, xml),
            // This stands before the cells of its row.
            "trPr" => {
                let (is_deleted, is_head) = table::row(xml);
                if is_deleted {
                    xml.pass();
                }
                if let Some(table) = self.tables.last_mut().filter(|_| is_head) {
                    table.set_head();
                }
            }
            "txbxContent" => {
                self.builder.open_apart(Apart::Box);
                self.paragraphs.push(Paragraph::default());
            }
            // What was deleted; what stands beside it for programs that do not know it; what no page shows.
            "del" | "moveFrom" | "Fallback" | "sdtPr" | "sectPr" | "tblGrid" | "tblPrEx" => {
                xml.pass()
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.close_paragraph(),
            "tc" => {
                let span = self.tables.last_mut().map_or(1, Table::end_cell);
                self.builder.end_cell(span);
            }
            "tr" => self.builder.end_row(),
            "fldSimple" => {
                self.fields.pop();
            }
            "tbl" => {
                if self.tables.pop().is_some_and(|table| table.is_ruled()) {
                    self.builder.rule();
                }
                self.builder.close_table();
            }
            "txbxContent" => {
                self.paragraphs.pop();
                self.builder.close_apart();
            }
            _ => {}
        }
    }

    /// What is said of the table in hand, or of its cell.
    fn table(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) {
        let Some(table) = self.tables.last_mut() else { return };
        match tag.name() {
            "tblStyle" => {
                let style = tag.get("val").unwrap_or_default();
                table.set_style(self.parts.styles.is_ruled(&style));
            }
            "tblBorders" => table.read_borders(xml),
            "tcBorders" => table.read_cell_borders(xml),
            _ => table.set_span(tag),
        }
    }

    fn open_paragraph(&mut self) {
        if self.paragraphs.len() >= DEPTH {
            self.paragraphs.pop();
        }
        self.paragraphs.push(Paragraph::default());
        self.set_paragraph(ParagraphProperties::default());
    }

    fn set_paragraph(&mut self, own: ParagraphProperties) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        paragraph.characters = self.parts.styles.characters(&own);
        paragraph.properties = self.parts.styles.paragraph(&own);
        let is_said = own != ParagraphProperties::default();
        self.set_run(RunProperties::default());
        if !is_said {
            return;
        }
        if own.begins_page == Some(true) && self.builder.is_paragraph_blank() {
            self.builder.end_page();
        }
        self.label();
    }

    /// The label of an item of a list.
    fn label(&mut self) {
        let Some(paragraph) = self.paragraphs.last() else { return };
        let properties = &paragraph.properties;
        let Some(list) = properties.list.filter(|list| *list != 0) else { return };
        let level = properties.level.unwrap_or_default();
        let Some((label, font)) = self.numbering.next(list, level) else { return };
        let run = self.parts.styles.run(&properties.mark, &paragraph.characters);
        let is_bullet = label.chars().count() == 1;
        let font = font.or(run.font).unwrap_or_default();
        let label = if is_bullet && is_symbol(&font) { symbols(&label) } else { label };
        let look = Look {
            font: self.builder.font(&font),
            is_capital: run.is_capital == Some(true),
            ..Look::default()
        };
        self.builder.text(&label, look);
        self.builder.text(" ", look);
    }

    fn set_run(&mut self, own: RunProperties) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let run = self.parts.styles.run(&own, &paragraph.characters);
        paragraph.look = Look {
            font: self.builder.font(run.font.as_deref().unwrap_or_default()),
            is_raised: run.is_raised == Some(true),
            is_capital: run.is_capital == Some(true),
            is_hidden: run.is_hidden == Some(true),
        };
        paragraph.run = run;
    }

    fn text(&mut self, text: &str) {
        if self.fields.last().is_some_and(|field| !field.is_shown()) {
            return;
        }
        let Some(paragraph) = self.paragraphs.last() else { return };
        let font = paragraph.run.font.as_deref().unwrap_or_default();
        // A line's end inside the markup is white; a line's end of the text is an element.
        let is_plain = text == "\n" || !text.contains(['\n', '\r']);
        if is_symbol(font) {
            self.builder.text(&symbols(text), paragraph.look);
        } else if is_plain {
            self.builder.text(text, paragraph.look);
        } else {
            self.builder.text(&text.replace(['\n', '\r'], " "), paragraph.look);
        }
    }

    fn symbol(&mut self, tag: &Tag<'_>) {
        let code = tag.get("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let Some(c) = code.and_then(char::from_u32) else { return };
        let Some(paragraph) = self.paragraphs.last() else { return };
        let look = Look {
            font: self.builder.font(&tag.get("font").unwrap_or_default()),
            ..paragraph.look
        };
        self.builder.text(&c.to_string(), look);
    }

    fn note(&mut self, tag: &Tag<'_>, of: impl Fn(&'p Parts<'p>) -> &'p HashMap<String, &'p str>) {
        let id = tag.get("id").unwrap_or_default();
        let Some(markup) = of(self.parts).get(&*id).copied() else { return };
        // A note inside a note would be read without end.
        if std::mem::replace(&mut self.is_in_note, true) {
            return;
        }
        self.notes += 1;
        let mark = self.notes.to_string();
        let look = self.paragraphs.last().map_or(Look::default(), |paragraph| paragraph.look);
        let (look, raised) = (Look { is_raised: false, ..look }, Look { is_raised: true, ..look });
        self.builder.text(&mark, raised);
        self.builder.open_apart(Apart::Note);
        self.builder.text(&mark, raised);
        self.builder.text(" ", look);
        let outside = std::mem::take(&mut self.paragraphs);
        self.read(markup);
        self.paragraphs = outside;
        self.builder.close_apart();
        self.is_in_note = false;
    }

    fn field(&mut self, kind: &str) {
        match kind {
            "begin" if self.fields.len() < DEPTH => self.fields.push(Field::begin()),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    field.separate();
                }
            }
            "end" => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    fn close_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let properties = paragraph.properties;
        let white = properties.before.unwrap_or(0).max(properties.behind.unwrap_or(0));
        let setting = Setting::new(properties.is_centred == Some(true), white);
        // Its mark was deleted while changes were tracked: it goes on in the next paragraph.
        if !properties.mark.is_deleted {
            self.builder.end_paragraph(setting);
        }
        if properties.ends_section {
            self.section += 1;
            // How a section begins stands at its own end.
            if self.sections.get(self.section).is_none_or(|next| !next.is_continuous) {
                self.builder.end_page();
            }
        }
    }
}
