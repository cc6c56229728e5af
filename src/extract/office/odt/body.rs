//! The markup of an ODT's text → the builder of its story.
//!
//! One loop over the elements, with stacks for what may stand inside itself: so no depth of nesting
//! is a depth of calls.

use super::lists::Lists;
use super::properties::Properties;
use super::styles::Styles;
use crate::extract::office::builder::{Apart, Builder};
use crate::extract::office::story::{Look, Setting, Story};
use crate::extract::office::white::White;
use crate::extract::office::xml::{Node, Tag, Xml};

/// What is open at once; what is nested deeper belongs to the last.
const DEPTH: usize = 64;
/// Spaces that one element may stand for.
const SPACES: i64 = 200;

/// A paragraph that is open.
#[derive(Debug, Default)]
struct Paragraph {
    properties: Properties,
    look: Look,
    /// The looks around the spans that are open.
    spans: Vec<Look>,
    /// Spans that were opened beyond [`DEPTH`].
    beyond: usize,
    white: White,
}

/// A table that is open.
#[derive(Debug, Default)]
struct Table {
    /// Columns of the cell in hand.
    span: u16,
    /// Cells that follow and are covered by it.
    covered: u16,
}

/// Reads markup.
pub(super) struct Body<'p> {
    styles: &'p Styles,
    builder: Builder,
    lists: Lists,
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    /// Shapes that are open.
    shapes: usize,
    /// The mark of the note in hand.
    mark: String,
    is_broken: bool,
}

impl<'p> Body<'p> {
    pub(super) fn new(styles: &'p Styles, builder: Builder) -> Self {
        Self {
            styles,
            builder,
            lists: Lists::default(),
            paragraphs: Vec::new(),
            tables: Vec::new(),
            shapes: 0,
            mark: String::new(),
            is_broken: false,
        }
    }

    /// Whether some part ended before its end.
    pub(super) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// What follows is of these styles.
    pub(super) fn set_styles(&mut self, styles: &'p Styles) {
        self.styles = styles;
    }

    /// What was read.
    pub(super) fn finish(self) -> Story {
        self.builder.finish()
    }

    /// Reads what stands apart.
    pub(super) fn read_apart(&mut self, markup: &str, what: Apart) {
        self.builder.open_apart(what);
        self.paragraphs.clear();
        self.tables.clear();
        self.lists = Lists::default();
        self.read(markup);
        self.builder.close_apart();
    }

    /// Reads a part.
    pub(super) fn read(&mut self, markup: &str) {
        let mut xml = Xml::new(markup);
        while let Some(node) = xml.next() {
            if self.builder.is_full() {
                return;
            }
            match node {
                Node::Open(tag) => self.open(&tag, &mut xml),
                Node::Close(close) => self.close(close.name()),
                Node::Text(text) => self.text(&text),
            }
        }
        self.is_broken |= xml.is_broken();
    }

    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) {
        match tag.name() {
            "p" | "h" => self.open_paragraph(tag),
            "span" => self.open_span(tag),
            "s" => self.spaces(tag.number("c").unwrap_or(1)),
            "tab" => self.sign("\t"),
            "line-break" => self.sign("\n"),
            "list" => self.lists.open(tag),
            "list-item" | "list-header" => self.lists.open_item(tag),
            "table" => self.open_table(tag),
            "table-cell" => self.open_cell(tag),
            "covered-table-cell" => {
                xml.pass();
                self.cover();
            }
            "note-citation" => self.mark = xml.text(),
            "note-body" => self.open_note(),
            "text-box" => self.open_box(),
            "section" if tag.get("display").as_deref() == Some("none") => xml.pass(),
            "title" if self.shapes > 0 => xml.pass(),
            // What has a head is a table, with lines or without.
            "table-header-rows" => self.builder.rule(),
            // What was deleted, what somebody remarked, what no page shows; the numbers of pages of a
            // layout that is not here.
            "page-number" | "page-count" | "tracked-changes" | "annotation" | "forms"
            | "binary-data" | "object" | "object-ole" | "desc" | "ruby-text" | "hidden-text"
            | "script" | "scripts" | "event-listeners" => {
                xml.pass();
            }
            name if name.ends_with("-source") => xml.pass(),
            name if is_shape(name) => {
                self.shapes += 1;
                if has_text(name) {
                    self.open_box();
                }
            }
            _ => {}
        }
    }

    fn open_box(&mut self) {
        self.builder.open_apart(Apart::Box);
        self.paragraphs.push(Paragraph::default());
    }

    fn close_apart(&mut self) {
        self.paragraphs.pop();
        self.builder.close_apart();
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => self.close_paragraph(),
            "span" => self.close_span(),
            "list" => self.lists.close(),
            "table-cell" => {
                let span = self.tables.last().map_or(1, |table| table.span);
                self.builder.end_cell(span);
            }
            "table-row" => self.builder.end_row(),
            "table" => {
                self.builder.close_table();
                self.tables.pop();
            }
            "note-body" | "text-box" => self.close_apart(),
            name if is_shape(name) => {
                self.shapes = self.shapes.saturating_sub(1);
                if has_text(name) {
                    self.close_apart();
                }
            }
            _ => {}
        }
    }

    fn open_paragraph(&mut self, tag: &Tag<'_>) {
        if self.paragraphs.len() >= DEPTH {
            self.paragraphs.pop();
        }
        let properties = self.styles.of("paragraph", &tag.get("style-name").unwrap_or_default());
        if properties.begins_page == Some(true) && self.builder.is_paragraph_blank() {
            self.builder.end_page();
        }
        let look = self.look(&properties, Look::default());
        let is_heading = tag.name() == "h" && tag.get("is-list-header").as_deref() != Some("true");
        let list = properties.list.clone();
        let label = match tag.number("outline-level") {
            Some(level) if is_heading && !self.lists.is_inside() && list.is_none() => {
                self.lists.heading(self.styles, level).map(|label| (label, None))
            }
            _ => self.lists.label(self.styles, list.as_deref()),
        };
        self.paragraphs.push(Paragraph { properties, look, ..Paragraph::default() });
        if let Some((label, font)) = label {
            let font = font.map(|font| self.builder.font(self.styles.family(&font)));
            let look = Look { font: font.unwrap_or(look.font), ..look };
            self.builder.text(&label, look);
            self.builder.text(" ", look);
        }
    }

    fn close_paragraph(&mut self) {
        let Some(Paragraph { properties, .. }) = self.paragraphs.pop() else { return };
        let white = properties.before.unwrap_or(0).max(properties.behind.unwrap_or(0));
        let is_centred = properties.is_centred == Some(true);
        self.builder.end_paragraph(Setting::new(is_centred, white));
        if properties.ends_page == Some(true) {
            self.builder.end_page();
        }
    }

    fn open_span(&mut self, tag: &Tag<'_>) {
        let properties = self.styles.of("text", &tag.get("style-name").unwrap_or_default());
        let Some(paragraph) = self.paragraphs.last() else { return };
        let inside = self.look(&properties, paragraph.look);
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if paragraph.spans.len() >= DEPTH {
            paragraph.beyond += 1;
        } else {
            paragraph.spans.push(std::mem::replace(&mut paragraph.look, inside));
        }
    }

    fn close_span(&mut self) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if paragraph.beyond > 0 {
            paragraph.beyond -= 1;
        } else if let Some(around) = paragraph.spans.pop() {
            paragraph.look = around;
        }
    }

    fn look(&mut self, properties: &Properties, around: Look) -> Look {
        let font = properties.font.as_deref();
        let font = font.map(|font| self.builder.font(self.styles.family(font)));
        Look {
            font: font.unwrap_or(around.font),
            is_raised: properties.is_raised.unwrap_or(around.is_raised),
            is_capital: properties.is_capital.unwrap_or(around.is_capital),
            is_hidden: properties.is_hidden.unwrap_or(around.is_hidden),
        }
    }

    fn text(&mut self, text: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let shown = paragraph.white.collapse(text);
        self.builder.text(&shown, paragraph.look);
    }

    /// A character that stands as an element.
    fn sign(&mut self, sign: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        paragraph.white.fill();
        self.builder.text(sign, paragraph.look);
    }

    fn spaces(&mut self, count: i64) {
        let count = usize::try_from(count.clamp(0, SPACES)).unwrap_or(0);
        self.sign(&" ".repeat(count));
    }

    fn open_table(&mut self, tag: &Tag<'_>) {
        let properties = self.styles.of("table", &tag.get("style-name").unwrap_or_default());
        if properties.begins_page == Some(true) {
            self.builder.end_page();
        }
        self.builder.open_table();
        if self.tables.len() < DEPTH {
            self.tables.push(Table { span: 1, covered: 0 });
        }
    }

    fn open_cell(&mut self, tag: &Tag<'_>) {
        let properties = self.styles.of("table-cell", &tag.get("style-name").unwrap_or_default());
        if properties.is_ruled() {
            self.builder.rule();
        }
        let span = tag.number("number-columns-spanned").and_then(|span| u16::try_from(span).ok());
        let span = span.unwrap_or(1).max(1);
        if let Some(table) = self.tables.last_mut() {
            (table.span, table.covered) = (span, span - 1);
        }
    }

    /// A cell that is covered by the one before it, or by one above it.
    fn cover(&mut self) {
        match self.tables.last_mut() {
            Some(table) if table.covered > 0 => table.covered -= 1,
            _ => self.builder.end_cell(1),
        }
    }

    fn open_note(&mut self) {
        let look = self.paragraphs.last().map_or(Look::default(), |paragraph| paragraph.look);
        let (look, raised) = (Look { is_raised: false, ..look }, Look { is_raised: true, ..look });
        let mark = std::mem::take(&mut self.mark);
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.white.fill();
        }
        self.builder.text(&mark, raised);
        self.builder.open_apart(Apart::Note);
        self.builder.text(&mark, raised);
        self.builder.text(" ", look);
        self.paragraphs.push(Paragraph::default());
    }
}

/// Whether an element draws something, and is no text of the paragraph it stands in.
fn is_shape(name: &str) -> bool {
    const SHAPES: [&str; 13] = [
        "frame",
        "custom-shape",
        "rect",
        "line",
        "g",
        "polyline",
        "polygon",
        "path",
        "ellipse",
        "circle",
        "connector",
        "regular-polygon",
        "measure",
    ];
    SHAPES.contains(&name)
}

/// Whether paragraphs stand in a shape without a box of their own.
fn has_text(shape: &str) -> bool {
    !matches!(shape, "frame" | "g")
}
