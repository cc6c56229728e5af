//! The tags and the text of a web page → the builder of its story.
//!
//! A stack of open elements with the ends that browsers imply, and no tree: [`DEPTH`] of them, as in
//! browsers; tags beyond are passed over.

use super::blocks::{List, Table, get};
use super::element::{Context, Element, Role, is_void};
use super::sheet::Sheet;
use super::style::{Style, family};
use crate::extract::office::builder::{Apart, Builder};
use crate::extract::office::story::{Look, Setting, Story};
use crate::extract::office::white::White;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};
use std::borrow::Cow;
use std::collections::HashMap;

/// Elements that are open at once.
const DEPTH: usize = 512;
/// Fonts that go on behind the end of a paragraph.
const FONTS: usize = 3;

/// Reads a page.
pub(super) struct Reader {
    pub(super) builder: Builder,
    sheet: Sheet,
    stack: Vec<Element>,
    /// How many elements of each role are open.
    open_roles: HashMap<Role, usize>,
    /// Elements that were opened beyond [`DEPTH`].
    beyond: usize,
    context: Context,
    white: White,
    /// White below the paragraph before.
    pub(super) behind: i32,
    pub(super) tables: Vec<Table>,
    pub(super) lists: Vec<List>,
    /// The label of the item in hand, until it has a character.
    pub(super) label: Option<String>,
}

impl Reader {
    pub(super) fn new(room: usize) -> Self {
        Self {
            builder: Builder::new(room),
            sheet: Sheet::default(),
            stack: Vec::new(),
            open_roles: HashMap::new(),
            beyond: 0,
            context: Context::default(),
            white: White::default(),
            behind: 0,
            tables: Vec::new(),
            lists: Vec::new(),
            label: None,
        }
    }

    /// What was read.
    pub(super) fn finish(mut self) -> Story {
        self.close_to(0);
        self.end_block();
        self.builder.finish()
    }

    pub(super) fn read(&mut self, markup: &str) {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(markup, emitter) {
            let Ok(token) = token;
            if self.builder.is_full() {
                return;
            }
            match token {
                Token::StartTag(tag) => self.open(&tag),
                Token::EndTag(tag) => self.close(&String::from_utf8_lossy(&tag.name)),
                Token::String(text) => self.text(&String::from_utf8_lossy(&text.value)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
    }

    fn open(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let style = self.style(&name, tag);
        if is_void(&name) {
            self.void(&name, &style);
            return;
        }
        let role = match Role::of(&name) {
            // The field of a page's number, which is one of a layout that is not here; others show text.
            Role::Hidden if name == "sdfield" && !is_page_number(tag) => Role::Inline,
            role => role,
        };
        // What a self-closing tag of another language holds is nothing.
        if tag.self_closing && role == Role::Inline && name.contains(':') {
            return;
        }
        self.end_implied(role);
        if self.stack.len() >= DEPTH {
            self.beyond += 1;
            return;
        }
        if role.is_block() {
            self.end_block();
        }
        if style.begins_page == Some(true) && !self.context.look.is_hidden {
            self.builder.end_page();
        }
        let role = if self.tables.is_empty() && role.is_of_table() && role != Role::Table {
            Role::Block
        } else {
            role
        };
        let apart = apart(tag, &style);
        if let Some(what) = apart {
            self.builder.open_apart(what);
        }
        match role {
            Role::List => self.open_list(&name, tag, &style),
            Role::Item => self.open_item(tag, &style),
            Role::Table => self.open_table(tag),
            Role::Cell => self.open_cell(tag, &style),
            // What has a head is a table, with lines or without.
            Role::Rows if name == "thead" => self.builder.rule(),
            _ => {}
        }
        self.push(Element { name, role, style, around: self.context, apart });
    }

    fn push(&mut self, mut element: Element) {
        element.around = self.context;
        self.context = self.context.inside(&element.name, element.role, &element.style);
        *self.open_roles.entry(element.role).or_default() += 1;
        self.stack.push(element);
    }

    /// An element of this role is open no more.
    fn forget(&mut self, role: Role) {
        let left = self.open_roles.remove(&role).unwrap_or(0).saturating_sub(1);
        if left > 0 {
            self.open_roles.insert(role, left);
        }
    }

    /// What the sheet, the attributes and the element's own style say.
    fn style(&mut self, name: &str, tag: &StartTag<()>) -> Style {
        let classes = get(tag, "class").unwrap_or_default();
        let mut style = Style::default();
        if let Some(face) = get(tag, "face").filter(|_| name == "font") {
            style.font = Some(self.builder.font(&family(&face)));
        }
        if let Some(align) = get(tag, "align").filter(|_| name != "table" && name != "img") {
            style.is_centred = Some(align.eq_ignore_ascii_case("center"));
        }
        if tag.attributes.contains_key(&b"hidden"[..]) {
            style.hides = Some(true);
        }
        // What Word marks as deleted; other pages show what was.
        if name == "del" && tag.attributes.contains_key(&b"datetime"[..]) {
            style.hides = Some(true);
        }
        if classes.contains("notesym") {
            style.is_raised = Some(true);
        }
        style = self.sheet.of(name, &classes).over(style);
        if let Some(own) = get(tag, "style") {
            style.declare(&own, &mut self.builder);
        }
        style
    }

    /// Elements without content.
    fn void(&mut self, name: &str, style: &Style) {
        if self.context.look.is_hidden {
            return;
        }
        match name {
            "br" if style.begins_page == Some(true) => {
                self.end_block();
                self.builder.end_page();
            }
            "br" => {
                self.builder.text("\n", self.context.look);
                self.white.begin();
            }
            "hr" => self.end_block(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.stack.last().is_some_and(|element| element.name == "style") {
            self.sheet.take(text, &mut self.builder);
            return;
        }
        let Context { look, is_pre, .. } = self.context;
        if look.is_hidden {
            return;
        }
        let is_start = self.builder.is_paragraph_blank();
        let shown = if is_pre {
            self.white.fill();
            Cow::Borrowed(if is_start { text.trim_start_matches('\n') } else { text })
        } else {
            self.white.collapse(text)
        };
        if shown.is_empty() {
            return;
        }
        if let Some(label) = self.label.take() {
            let look = Look { font: 0, ..Look::default() };
            self.builder.text(&label, look);
        }
        self.builder.text(&shown, look);
    }

    /// Ends the paragraph in hand.
    fn end_block(&mut self) {
        let Context { is_centred, before, behind, .. } = self.context;
        if !self.builder.is_paragraph_blank() {
            self.builder.end_paragraph(Setting::new(is_centred, before.max(self.behind)));
            self.behind = behind;
        }
        self.white.begin();
    }

    /// Ends what cannot hold the element that begins.
    fn end_implied(&mut self, role: Role) {
        if role.ends_paragraph() {
            self.close_role(&[Role::Paragraph], &[Role::Cell, Role::Caption, Role::Table]);
        }
        match role {
            Role::Item => self.close_role(&[Role::Item], &[Role::List, Role::Cell, Role::Table]),
            Role::Definition => {
                self.close_role(&[Role::Definition], &[Role::List, Role::Cell, Role::Table]);
            }
            Role::Cell => self.close_role(&[Role::Cell, Role::Caption], &[Role::Table, Role::Row]),
            Role::Row => self.close_role(&[Role::Row, Role::Caption], &[Role::Table, Role::Rows]),
            Role::Rows => self.close_role(&[Role::Rows, Role::Row, Role::Caption], &[Role::Table]),
            Role::Body => self.close_role(&[Role::Head], &[]),
            _ => {}
        }
    }

    /// Closes the element of these roles that was opened last, unless one of those is around the
    /// text in hand before.
    fn close_role(&mut self, roles: &[Role], limits: &[Role]) {
        if !roles.iter().any(|role| self.open_roles.contains_key(role)) {
            return;
        }
        let inner = self.stack.iter().rposition(|element| limits.contains(&element.role));
        let from = inner.map_or(0, |inner| inner + 1);
        let of = self.stack.iter().skip(from).position(|element| roles.contains(&element.role));
        if let Some(at) = of {
            self.close_to(from + at);
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "br" => return self.void("br", &Style::default()),
            _ if is_void(name) => return,
            _ => {}
        }
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let role = Role::of(name);
        let is_it = |element: &Element| {
            element.name == name || role == Role::Heading && element.role == Role::Heading
        };
        let is_limit = |element: &Element| match element.role {
            Role::Table => role != Role::Table,
            Role::Cell | Role::Caption => !role.is_of_table(),
            _ => false,
        };
        let found = self.stack.iter().rposition(|element| is_it(element) || is_limit(element));
        let Some(at) = found.filter(|at| self.stack.get(*at).is_some_and(is_it)) else { return };
        let mut inside = self.stack.iter().skip(at + 1);
        if !role.is_block() && inside.any(|element| element.role.is_block()) {
            self.cross(at);
        } else {
            self.close_to(at);
        }
    }

    /// Takes an element out from around blocks that stay open.
    fn cross(&mut self, at: usize) {
        let crossed = self.stack.remove(at);
        self.forget(crossed.role);
        let mut context = crossed.around;
        for element in self.stack.iter_mut().skip(at) {
            element.around = context;
            context = context.inside(&element.name, element.role, &element.style);
        }
        self.context = context;
    }

    /// Closes elements until so many are open.
    fn close_to(&mut self, count: usize) {
        let mut fonts = Vec::new();
        let is_reopened = self.stack.get(count).is_some_and(|element| {
            matches!(element.role, Role::Paragraph | Role::Block | Role::Item | Role::Heading)
        });
        while self.stack.len() > count {
            let Some(element) = self.stack.pop() else { break };
            self.forget(element.role);
            if element.role.is_block() {
                self.end_block();
            }
            self.context = element.around;
            match element.role {
                Role::List => {
                    self.lists.pop();
                    self.label = None;
                }
                Role::Item => self.label = None,
                Role::Table => {
                    self.builder.close_table();
                    self.tables.pop();
                }
                Role::Row => {
                    self.builder.end_row();
                    if let Some(table) = self.tables.last_mut() {
                        table.column = 0;
                    }
                }
                Role::Cell => {
                    let span = self.tables.last().map_or(1, |table| table.span);
                    self.builder.end_cell(span);
                }
                Role::Caption => {
                    self.builder.end_cell(1);
                    self.builder.end_row();
                }
                _ => {}
            }
            if element.apart.is_some() {
                self.builder.close_apart();
            }
            if element.style.ends_page == Some(true) && !self.context.look.is_hidden {
                self.builder.end_page();
            }
            if element.role == Role::Font && is_reopened {
                fonts.push(element);
            }
        }
        for font in fonts.into_iter().take(FONTS).rev() {
            self.push(font);
        }
    }
}

/// What an element stands apart as.
fn apart(tag: &StartTag<()>, style: &Style) -> Option<Apart> {
    if tag.name.as_slice() != b"div" {
        return None;
    }
    let is_note = |id: &str| {
        let number = id.strip_prefix("sdfootnote").or_else(|| id.strip_prefix("sdendnote"));
        number.is_some_and(|n| !n.is_empty() && n.bytes().all(|byte| byte.is_ascii_digit()))
    };
    match get(tag, "title").as_deref() {
        Some("header") => return Some(Apart::Header),
        Some("footer") => return Some(Apart::Footer),
        _ => {}
    }
    let noted = get(tag, "id").filter(|id| is_note(id)).map(|_| Apart::Note);
    noted.or(style.apart)
}

/// Whether LibreOffice wrote the number of a page, or how many there are, as this field.
fn is_page_number(tag: &StartTag<()>) -> bool {
    let is = |name: &str, of: &str| get(tag, name).is_some_and(|v| v.eq_ignore_ascii_case(of));
    is("type", "PAGE") || is("type", "DOCSTAT") && is("subtype", "PAGE")
}
