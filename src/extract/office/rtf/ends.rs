//! Where paragraphs, cells, rows, pages and sections of an RTF begin and end.

use super::destination::To;
use super::reader::{Paragraph, Reader};
use crate::extract::office::story::Setting;

/// Tables in tables.
const LEVELS: u8 = 12;

impl Reader<'_> {
    /// The paragraph in hand has something: what stands before it is ended.
    pub(super) fn begin(&mut self) {
        if !self.aside.is_empty() {
            self.set_level(self.level());
            return;
        }
        if let Some(full) = self.full_row.take() {
            let told = std::mem::replace(&mut self.row, full);
            self.end_row(1);
            self.row = told;
        }
        self.set_level(self.level());
        if std::mem::take(&mut self.section_ended) && !self.is_continuous {
            self.builder.end_page();
        }
        let is_first = !std::mem::replace(&mut self.has_begun, true);
        if is_first && self.group.paragraph.begins_page && self.builder.is_paragraph_blank() {
            self.builder.end_page();
        }
    }

    /// Tables around the paragraph in hand.
    pub(super) fn level(&self) -> u8 {
        let Paragraph { is_in_table, level, .. } = self.group.paragraph;
        // Old writers tell the row alone.
        if is_in_table { level.clamp(1, LEVELS) } else { u8::from(self.is_in_row) }
    }

    /// Opens and closes tables until so many are open.
    pub(super) fn set_level(&mut self, level: u8) {
        while self.builder.depth() > usize::from(level) {
            self.builder.close_table();
        }
        while self.builder.depth() < usize::from(level) {
            self.builder.open_table();
        }
    }

    fn setting(&self) -> Setting {
        let Paragraph { is_centred, before, behind, .. } = self.group.paragraph;
        Setting::new(is_centred, before.max(behind))
    }

    pub(super) fn end_paragraph(&mut self) {
        // Deleted while changes were tracked: it goes on in the next one.
        if self.group.to == To::Text && !self.group.characters.is_deleted {
            self.begin();
            self.builder.end_paragraph(self.setting());
            self.has_begun = false;
        }
    }

    pub(super) fn end_cell(&mut self, level: u8) {
        self.set_level(level);
        self.builder.end_paragraph(self.setting());
        self.builder.end_cell(1);
        if level == 1 && self.aside.is_empty() {
            self.cells += 1;
        }
        self.has_begun = false;
    }

    pub(super) fn end_row(&mut self, level: u8) {
        if self.builder.depth() == 0 {
            return;
        }
        self.set_level(level);
        if level == 1 && self.aside.is_empty() {
            self.cells = 0;
        }
        let row = if level == 1 { &self.row } else { &self.inner_row };
        if row.is_ruled {
            self.builder.rule();
        }
        self.builder.end_row_at(&row.edges);
        self.has_begun = false;
    }

    pub(super) fn end_page(&mut self) {
        if self.group.to == To::Text {
            self.begin();
            self.builder.end_page();
        }
    }

    pub(super) fn end_section(&mut self) {
        if self.group.to == To::Text && self.aside.is_empty() {
            self.begin();
            self.builder.end_begun(self.setting());
            (self.section_ended, self.has_begun) = (true, false);
        }
    }
}
