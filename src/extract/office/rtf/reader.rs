//! The groups and words of an RTF → the builder of its story.
//!
//! One loop with a stack of groups; beyond [`GROUPS`] a group is as the one around it.

use super::destination::{Destination, To, destination};
use super::font::Fonts;
use super::table::Row;
use super::token::{Token, Tokens};
use crate::extract::office::builder::{Apart, Builder, RUNNING};
use crate::extract::office::field::Field;
use crate::extract::office::story::{Look, Story};

/// Groups that are kept apart.
const GROUPS: usize = 10_000;
/// Bytes of a field's instruction that tell what it is.
const INSTRUCTION: usize = 64;

/// How characters look.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Characters {
    pub(super) font: i32,
    pub(super) is_raised: bool,
    pub(super) is_capital: bool,
    pub(super) is_hidden: bool,
    pub(super) is_deleted: bool,
}

/// How a paragraph stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Paragraph {
    pub(super) is_centred: bool,
    pub(super) before: i32,
    pub(super) behind: i32,
    pub(super) begins_page: bool,
    pub(super) is_in_table: bool,
    /// Tables around it.
    pub(super) level: u8,
}

/// What a group inherits, and its end gives back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    pub(super) to: To,
    pub(super) characters: Characters,
    pub(super) paragraph: Paragraph,
    /// Characters behind `\u` that stand for it in old programs.
    pub(super) fallback: u8,
    /// `\*` stands before its first word.
    is_optional: bool,
    /// What stands apart begins with it.
    is_apart: bool,
}

/// What is set aside while text that stands apart is read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Aside {
    is_in_row: bool,
    has_begun: bool,
}

/// Reads an RTF.
pub(super) struct Reader<'b> {
    tokens: Tokens<'b>,
    pub(super) builder: Builder,
    pub(super) fonts: Fonts,
    /// The font of characters that tell none.
    pub(super) usual_font: i32,
    pub(super) group: Group,
    groups: Vec<Group>,
    /// Groups that were opened beyond [`GROUPS`].
    beyond: usize,
    /// Bytes that are not characters yet.
    bytes: Vec<u8>,
    /// Characters that stand for the one before.
    pub(super) passed: u8,
    /// The first half of a character beyond the first plane.
    half: Option<u32>,
    pub(super) row: Row,
    pub(super) inner_row: Row,
    /// The row in hand, if it has all its cells and another may begin without its end: LibreOffice
    /// leaves out `\row` behind a table within a table.
    pub(super) full_row: Option<Row>,
    /// Cells of it so far.
    pub(super) cells: usize,
    /// Between `\trowd` and `\row`.
    pub(super) is_in_row: bool,
    /// The paragraph in hand has a character.
    pub(super) has_begun: bool,
    /// The section before has ended, and nothing of this one was read yet.
    pub(super) section_ended: bool,
    pub(super) is_continuous: bool,
    pub(super) has_first: bool,
    pub(super) has_left: bool,
    /// What was set aside for each text that stands apart and is open.
    pub(super) aside: Vec<Aside>,
    running: Vec<&'b [u8]>,
    pub(super) notes: usize,
    /// What the field in hand computes, as far as it tells what it is.
    instruction: String,
    is_broken: bool,
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8], room: usize) -> Self {
        let group = Group {
            to: To::Text,
            characters: Characters::default(),
            paragraph: Paragraph::default(),
            fallback: 1,
            is_optional: false,
            is_apart: false,
        };
        Self {
            tokens: Tokens::new(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)),
            builder: Builder::new(room),
            fonts: Fonts::default(),
            usual_font: 0,
            group,
            groups: Vec::new(),
            beyond: 0,
            bytes: Vec::new(),
            passed: 0,
            half: None,
            row: Row::default(),
            inner_row: Row::default(),
            full_row: None,
            cells: 0,
            is_in_row: false,
            has_begun: false,
            section_ended: false,
            is_continuous: false,
            has_first: false,
            has_left: false,
            aside: Vec::new(),
            running: Vec::new(),
            notes: 0,
            instruction: String::new(),
            is_broken: false,
        }
    }

    /// Whether its groups do not fit each other.
    pub(super) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// What was read.
    pub(super) fn finish(self) -> Story {
        self.builder.finish()
    }

    pub(super) fn read(&mut self) {
        while let Some(token) = self.tokens.next() {
            if self.builder.is_full() {
                return;
            }
            match token {
                Token::Open => self.open(),
                Token::Close => {
                    if self.groups.is_empty() {
                        self.is_broken = true;
                    } else {
                        self.close();
                    }
                    if self.groups.is_empty() && is_nothing(self.tokens.rest()) {
                        break;
                    }
                }
                Token::Word(word, number) => self.control(word, number),
                Token::Symbol(symbol) => self.symbol(symbol),
                Token::Byte(byte) => self.push(&[byte]),
                Token::Text(text) => self.push(text),
            }
        }
        self.flush();
        self.is_broken |= !self.groups.is_empty();
    }

    fn open(&mut self) {
        self.flush();
        self.passed = 0;
        if self.groups.len() >= GROUPS {
            self.beyond += 1;
            return;
        }
        self.groups.push(self.group);
        (self.group.is_optional, self.group.is_apart) = (false, false);
    }

    fn close(&mut self) {
        self.flush();
        self.passed = 0;
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        if self.group.to == To::Fonts {
            self.fonts.end(&mut self.builder);
        }
        if self.group.is_apart {
            self.builder.close_apart();
            let aside = self.aside.pop().unwrap_or_default();
            (self.is_in_row, self.has_begun) = (aside.is_in_row, aside.has_begun);
        }
        if let Some(around) = self.groups.pop() {
            self.group = around;
        }
    }

    fn control(&mut self, word: &str, number: Option<i32>) {
        self.flush();
        self.passed = 0;
        let is_optional = std::mem::take(&mut self.group.is_optional);
        if matches!(self.group.to, To::Nothing | To::Instruction) {
            return;
        }
        match destination(word) {
            Some(destination) => self.begin_destination(destination),
            None if is_optional => self.group.to = To::Nothing,
            None => self.word(word, number),
        }
    }

    fn begin_destination(&mut self, destination: Destination) {
        match destination {
            Destination::Is(to) => {
                if to == To::Instruction {
                    self.instruction.clear();
                }
                // What is shown of a label, of a name, stays one.
                let stays = to == To::Text && matches!(self.group.to, To::Label | To::Fonts);
                if !stays {
                    self.group.to = to;
                }
            }
            Destination::Result => {
                let field = Field::result_of(&self.instruction);
                self.begin_destination(Destination::Is(match field {
                    Field::PageNumber => To::Nothing,
                    _ => To::Text,
                }));
            }
            Destination::Apart(what) => self.open_apart(what),
            Destination::FirstHeader(what) if self.has_first => self.open_apart(what),
            Destination::LeftHeader(what) if self.has_left => self.open_apart(what),
            Destination::FirstHeader(_) | Destination::LeftHeader(_) => {
                self.group.to = To::Nothing;
            }
        }
    }

    fn open_apart(&mut self, what: Apart) {
        let is_running = matches!(what, Apart::Header | Apart::Footer);
        let is_known = || self.running.contains(&self.tokens.group());
        let is_full = is_running && (self.running.len() >= RUNNING || is_known());
        let is_inside = is_running && !self.aside.is_empty();
        if self.beyond > 0 || self.group.is_apart || is_full || is_inside {
            self.group.to = To::Nothing;
            return;
        }
        if is_running {
            self.running.push(self.tokens.group());
        }
        self.notes += usize::from(what == Apart::Note);
        self.builder.open_apart(what);
        self.aside.push(Aside { is_in_row: self.is_in_row, has_begun: self.has_begun });
        (self.is_in_row, self.has_begun) = (false, false);
        (self.group.to, self.group.is_apart) = (To::Text, true);
        self.group.paragraph = Paragraph::default();
    }

    fn symbol(&mut self, symbol: u8) {
        if symbol == b'*' {
            self.group.is_optional = true;
            return;
        }
        let text = match symbol {
            b'\\' | b'{' | b'}' | b'\t' => return self.push(&[symbol]),
            b'~' => "\u{A0}",
            b'_' => "\u{2011}",
            b'-' => "\u{AD}",
            b'\r' | b'\n' => return self.control("par", None),
            _ => return,
        };
        if self.passed > 0 {
            self.passed -= 1;
            return;
        }
        self.show(text);
    }

    /// Bytes of a text.
    fn push(&mut self, bytes: &[u8]) {
        let passed = bytes.len().min(usize::from(self.passed));
        self.passed -= u8::try_from(passed).unwrap_or(0);
        if !matches!(self.group.to, To::Nothing | To::Around | To::Row) {
            self.bytes.extend_from_slice(bytes.get(passed..).unwrap_or_default());
        }
    }

    /// The bytes so far become characters.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let codec = match self.group.to {
            To::Fonts => self.fonts.codec(i32::MIN),
            _ => self.fonts.codec(self.group.characters.font),
        };
        match std::str::from_utf8(&bytes) {
            Ok(text) if bytes.is_ascii() && !codec.is_symbols() => self.emit(text),
            _ => self.emit(&codec.decode(&bytes)),
        }
        self.bytes = bytes;
        self.bytes.clear();
    }

    /// A character of Unicode, of UTF-16 where it takes two.
    pub(super) fn unicode(&mut self, number: i32) {
        let code = u32::try_from(if number < 0 { number.saturating_add(65_536) } else { number });
        self.passed = self.group.fallback;
        let Ok(code) = code else { return };
        let half = self.half.take();
        let code = match (half, code) {
            (_, 0xD800..=0xDBFF) => {
                self.half = Some(code);
                return;
            }
            (Some(first), 0xDC00..=0xDFFF) => 0x1_0000 + ((first - 0xD800) << 10) + code - 0xDC00,
            _ => code,
        };
        if let Some(c) = char::from_u32(code) {
            self.show(c.encode_utf8(&mut [0; 4]));
        }
    }

    /// Characters that the file tells otherwise than by bytes.
    pub(super) fn show(&mut self, text: &str) {
        self.flush();
        self.emit(text);
    }

    fn emit(&mut self, text: &str) {
        match self.group.to {
            To::Fonts => self.fonts.push_name(text, &mut self.builder),
            To::Label => self.emit_shown(if text == "\t" { " " } else { text }),
            To::Text => self.emit_shown(text),
            To::Instruction if self.instruction.len() < INSTRUCTION => {
                self.instruction.push_str(
                    text.get(..text.floor_char_boundary(INSTRUCTION)).unwrap_or_default(),
                );
            }
            To::Instruction => {}
            To::Row | To::Around | To::Nothing => {}
        }
    }

    fn emit_shown(&mut self, text: &str) {
        let look = self.look();
        if !look.is_hidden {
            self.begin();
            self.builder.text(text, look);
        }
    }

    fn look(&self) -> Look {
        let Characters { font, is_raised, is_capital, is_hidden, is_deleted } =
            self.group.characters;
        let font = self.fonts.number(font);
        Look { font, is_raised, is_capital, is_hidden: is_hidden || is_deleted }
    }

    /// The number of a note, where it is referred to and in the note.
    pub(super) fn note_number(&mut self) {
        // Its mark in the text stands before it.
        let number = if self.aside.is_empty() { self.notes + 1 } else { self.notes };
        if self.group.to == To::Text {
            let look = Look { is_raised: true, ..self.look() };
            self.begin();
            self.builder.text(&number.to_string(), look);
        }
    }
}

/// Whether nothing follows that says something: files end with zeros or blanks.
fn is_nothing(rest: &[u8]) -> bool {
    rest.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0)
}
