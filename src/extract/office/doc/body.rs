//! The characters of a Word file → the builder of its story, paragraph by paragraph.

use super::apart::{Boxes, Note, Section};
use super::bytes::Bytes;
use super::dialect::Dialect;
use super::fkp::Runs;
use super::pieces::{Pieces, Place};
use super::properties::{Characters, Paragraph, edges};
use super::sprm::Modifiers;
use super::styles::Styles;
use crate::extract::office::builder::{Apart, Builder, Edge};
use crate::extract::office::field::Field;
use crate::extract::office::lists::Lists;
use crate::extract::office::story::{Look, Setting};
use std::collections::HashMap;
use std::ops::Range;

/// Fields that are open at once, and tables.
const DEPTH: usize = 64;
/// Styles are worked out once each.
type Resolved = HashMap<u16, (Paragraph, Characters)>;

/// Marks that end a paragraph.
const CELL_END: u16 = 7;
const PAGE_END: u16 = 12;
const PARAGRAPH_END: u16 = 13;

/// All that is known of the text.
pub(super) struct Source<'b> {
    pub(super) pieces: Pieces<'b>,
    pub(super) characters: Runs<'b>,
    pub(super) paragraphs: Runs<'b>,
    pub(super) styles: Styles<'b>,
    pub(super) fonts: Vec<String>,
    pub(super) sections: Vec<Section>,
    pub(super) notes: HashMap<usize, Note>,
    pub(super) boxes: Boxes,
    /// The stream of what is too long for its place.
    pub(super) data: Bytes<'b>,
    pub(super) dialect: Dialect,
}

/// Reads the text.
pub(super) struct Body<'s, 'b> {
    source: &'s Source<'b>,
    lists: Lists,
    pub(super) builder: Builder,
    resolved: Resolved,
    /// The builder's numbers of the file's fonts.
    fonts: Vec<u16>,
    fields: Vec<Field>,
    /// Notes so far.
    count: usize,
}

impl<'s, 'b> Body<'s, 'b> {
    pub(super) fn new(source: &'s Source<'b>, lists: Lists, mut builder: Builder) -> Self {
        let fonts = source.fonts.iter().map(|name| builder.font(name)).collect();
        Self {
            source,
            lists,
            builder,
            resolved: Resolved::new(),
            fonts,
            fields: Vec::new(),
            count: 0,
        }
    }

    /// Reads what stands apart.
    pub(super) fn read_apart(&mut self, text: Range<usize>, what: Apart) {
        self.builder.open_apart(what);
        let fields = std::mem::take(&mut self.fields);
        self.read(text);
        self.fields = fields;
        self.builder.close_apart();
    }

    /// Reads a part of the text.
    pub(super) fn read(&mut self, text: Range<usize>) {
        let end = text.end.min(self.source.pieces.len());
        let mut at = text.start;
        while at < end && !self.builder.is_full() {
            let units = self.source.pieces.units(at..end);
            let is_mark = |unit: &u16| matches!(*unit, CELL_END | PAGE_END | PARAGRAPH_END);
            let mark = units.iter().position(is_mark).map_or(end, |length| at + length);
            self.read_paragraph(at..mark.min(end));
            at = mark.saturating_add(1);
        }
        self.set_depth(0);
    }

    fn read_paragraph(&mut self, text: Range<usize>) {
        let mark = text.end;
        let (paragraph, characters) = self.paragraph(mark.min(self.source.pieces.len() - 1));
        let unit = self.source.pieces.unit(mark);
        let is_cell_end = unit == Some(CELL_END);
        self.set_depth(paragraph.depth().max(usize::from(is_cell_end)));
        if paragraph.begins_page && self.builder.is_paragraph_blank() {
            self.builder.end_page();
        }
        self.label(&paragraph, &characters, mark);
        self.read_characters(text, &characters);
        let white = paragraph.before.max(paragraph.behind);
        let setting = Setting::new(paragraph.is_centred, white);
        let ends_row = is_cell_end && paragraph.ends_row || paragraph.ends_inner_row;
        match unit {
            _ if ends_row => {
                if paragraph.is_ruled {
                    self.builder.rule();
                }
                match &*self.edges(mark) {
                    [] => self.builder.end_row(),
                    edges => self.builder.end_row_at(edges),
                }
            }
            Some(CELL_END) => {
                self.builder.end_begun(setting);
                self.builder.end_cell(1);
            }
            _ if paragraph.ends_inner_cell => {
                self.builder.end_begun(setting);
                self.builder.end_cell(1);
            }
            Some(PAGE_END) => {
                self.builder.end_begun(setting);
                if !self.is_followed_on_its_page(mark) {
                    self.builder.end_page();
                }
            }
            // Its mark was deleted while changes were tracked: it goes on in the next.
            _ if self.look_at(mark, &characters).is_some_and(|look| look.is_deleted) => {}
            _ => self.builder.end_paragraph(setting),
        }
    }

    /// Whether a mark ends a section whose next one begins on the same page.
    fn is_followed_on_its_page(&self, mark: usize) -> bool {
        let sections = &self.source.sections;
        let ended = sections.iter().position(|section| section.end == mark + 1);
        ended.and_then(|at| sections.get(at + 1)).is_some_and(|next| next.is_continuous)
    }

    /// Opens and closes tables until so many are open.
    fn set_depth(&mut self, depth: usize) {
        while self.builder.depth() > depth {
            self.builder.close_table();
        }
        while self.builder.depth() < depth.min(DEPTH) {
            self.builder.open_table();
        }
    }

    /// What the paragraph is like that a character ends, and its characters that say nothing
    /// themselves.
    fn paragraph(&mut self, mark: usize) -> (Paragraph, Characters) {
        let source = self.source;
        let Some(place) = source.pieces.place(mark) else { return Default::default() };
        let run = source.paragraphs.at(place.start).map(|run| run.properties).unwrap_or_default();
        let style = run.u16(0).unwrap_or_default();
        let resolve = || source.styles.paragraph(style, source.data);
        let (paragraph, characters) = *self.resolved.entry(style).or_insert_with(resolve);
        let own = paragraph.with(self.modifiers(run.from(2)), source.data);
        (own.with(self.modifiers(Bytes(place.properties)), source.data), characters)
    }

    /// Where the cells of the row end that a character ends.
    fn edges(&self, mark: usize) -> Vec<Edge> {
        let place = self.source.pieces.place(mark);
        let run = place.and_then(|place| self.source.paragraphs.at(place.start));
        let list = run.map(|run| run.properties.from(2)).unwrap_or_default();
        edges(self.modifiers(list), self.source.data)
    }

    fn modifiers(&self, bytes: Bytes<'b>) -> Modifiers<'b> {
        Modifiers::new(bytes, self.source.dialect)
    }

    /// What a character is like.
    fn look_at(&self, at: usize, around: &Characters) -> Option<Characters> {
        let place = self.source.pieces.place(at)?;
        Some(self.characters(place, around).0)
    }

    /// What the characters from a place on are like, and how many are.
    fn characters(&self, place: Place<'b>, around: &Characters) -> (Characters, usize) {
        let source = self.source;
        let run = source.characters.at(place.start);
        let list = self.modifiers(run.map(|run| run.properties).unwrap_or_default());
        // The style of characters holds below what is said beside it.
        let styled = match around.with(list).style {
            Some(style) => source.styles.characters(style, *around),
            None => *around,
        };
        let own = styled.with(list).with(self.modifiers(Bytes(place.properties)));
        let length = run.map_or(1, |run| (run.end - place.start) / place.width);
        (own, length.clamp(1, place.left.max(1)))
    }

    fn look(&self, characters: &Characters) -> Look {
        let font = characters.font.or(characters.ascii_font);
        Look {
            font: self.font(font),
            is_raised: characters.is_raised,
            is_capital: characters.is_capital,
            is_hidden: characters.is_hidden || characters.is_deleted,
        }
    }

    fn font(&self, number: Option<u16>) -> u16 {
        let own = number.and_then(|number| self.fonts.get(usize::from(number)));
        own.copied().unwrap_or_default()
    }

    fn label(&mut self, paragraph: &Paragraph, characters: &Characters, mark: usize) {
        if paragraph.list == 0 {
            return;
        }
        let Some((label, font)) = self.lists.next(paragraph.list.into(), paragraph.level.into())
        else {
            return;
        };
        let own = self.look_at(mark, characters).unwrap_or(*characters);
        let mut look = Look { is_raised: false, is_hidden: false, ..self.look(&own) };
        if let Some(font) = font {
            look.font = self.builder.font(&font);
        }
        self.builder.text(&label, look);
        self.builder.text(" ", look);
    }

    fn read_characters(&mut self, text: Range<usize>, around: &Characters) {
        let mut at = text.start;
        while let Some(place) = self.source.pieces.place(at).filter(|_| at < text.end) {
            let (characters, length) = self.characters(place, around);
            let end = (at + length).min(text.end);
            let look = self.look(&characters);
            match characters.symbol {
                Some((font, unit)) => {
                    let look = Look { font: self.font(Some(font)), ..look };
                    let shown = char::from_u32(u32::from(unit)).unwrap_or(' ');
                    self.push(&shown.to_string(), look);
                }
                None => self.read_run(at..end, look),
            }
            at = end;
        }
    }

    /// Characters of one look.
    fn read_run(&mut self, text: Range<usize>, look: Look) {
        let source = self.source;
        let mut pending: Vec<u16> = Vec::new();
        for (at, unit) in (text.start..).zip(source.pieces.units(text)) {
            let shown = match unit {
                0x0B | 0x0E => Some(u16::from(b'\n')),
                0x1E => Some(0x2011),
                0x1F => Some(0xAD),
                0x09 | 0x20.. => Some(*unit),
                _ => None,
            };
            pending.extend(shown);
            let is_special = shown.is_none() || source.notes.contains_key(&at);
            if is_special {
                self.push(&String::from_utf16_lossy(&pending), look);
                pending.clear();
                self.special(at, *unit, look);
            }
        }
        self.push(&String::from_utf16_lossy(&pending), look);
    }

    fn push(&mut self, text: &str, look: Look) {
        match self.fields.last_mut() {
            Some(field) if !field.is_shown() => field.instruct(text),
            _ => self.builder.text(text, look),
        }
    }

    /// A character that stands for something.
    fn special(&mut self, at: usize, unit: u16, look: Look) {
        match unit {
            0x13 if self.fields.len() < DEPTH => self.fields.push(Field::begin()),
            0x14 => {
                if let Some(field) = self.fields.last_mut() {
                    field.separate();
                }
            }
            0x15 => {
                self.fields.pop();
            }
            _ => {}
        }
        if self.fields.last().is_some_and(|field| !field.is_shown()) {
            return;
        }
        if let Some(note) = self.source.notes.get(&at) {
            self.note(note, look);
        }
        for text in self.source.boxes.get(&at).into_iter().flatten() {
            self.read_apart(text.clone(), Apart::Box);
        }
    }

    fn note(&mut self, note: &Note, look: Look) {
        // Marks of notes stand in the body alone: so no note is in another.
        let (look, raised) = (Look { is_raised: false, ..look }, Look { is_raised: true, ..look });
        self.count += 1;
        let mark = if note.is_counted { self.count.to_string() } else { String::new() };
        self.builder.text(&mark, raised);
        self.builder.open_apart(Apart::Note);
        if note.is_counted {
            self.builder.text(&mark, raised);
            self.builder.text(" ", look);
        }
        let fields = std::mem::take(&mut self.fields);
        self.read(note.text.clone());
        self.fields = fields;
        self.builder.close_apart();
    }
}
