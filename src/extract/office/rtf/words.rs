//! The control words of an RTF that say what text is like, or are text.

use super::destination::To;
use super::reader::{Characters, Paragraph, Reader};

/// White that Word chooses itself: that of a web page, in twentieths of a point.
const CHOSEN: i32 = 280;

impl Reader<'_> {
    /// A control word that begins no destination.
    pub(super) fn word(&mut self, word: &str, number: Option<i32>) {
        if self.group.to == To::Fonts {
            match word {
                "f" => self.fonts.begin(number.unwrap_or(0)),
                "fcharset" => self.fonts.set_charset(number.unwrap_or(1)),
                "cpg" => self.fonts.set_font_page(number.unwrap_or(0)),
                "u" => self.unicode(number.unwrap_or(0)),
                "uc" => self.fallback(number),
                _ => {}
            }
            return;
        }
        let is_known = self.character(word)
            || self.look_word(word, number)
            || self.row_word(word)
            || self.paragraph_word(word, number)
            || self.section_word(word);
        if is_known {
            return;
        }
        match word {
            "ansicpg" => self.fonts.set_page(number.unwrap_or(0)),
            "mac" => self.fonts.set_page(10_000),
            "deff" => {
                self.usual_font = number.unwrap_or(0);
                self.group.characters.font = self.usual_font;
            }
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.fallback(number),
            _ => self.row_property(word, number),
        }
    }

    fn fallback(&mut self, number: Option<i32>) {
        self.group.fallback = u8::try_from(number.unwrap_or(1).max(0)).unwrap_or(u8::MAX);
    }

    /// Words that are characters.
    fn character(&mut self, word: &str) -> bool {
        let text = match word {
            "tab" => "\t",
            "line" => "\n",
            "emdash" => "—",
            "endash" => "–",
            "bullet" => "•",
            "lquote" => "‘",
            "rquote" => "’",
            "ldblquote" => "“",
            "rdblquote" => "”",
            "emspace" | "enspace" | "qmspace" => " ",
            "chftn" => {
                self.note_number();
                return true;
            }
            _ => return false,
        };
        self.show(text);
        true
    }

    /// Words about how characters look.
    fn look_word(&mut self, word: &str, number: Option<i32>) -> bool {
        let is_on = number != Some(0);
        let characters = &mut self.group.characters;
        match word {
            "plain" => *characters = Characters { font: self.usual_font, ..Characters::default() },
            "f" => characters.font = number.unwrap_or(0),
            "super" => characters.is_raised = is_on,
            "sub" | "nosupersub" => characters.is_raised = false,
            "caps" | "scaps" => characters.is_capital = is_on,
            "v" => characters.is_hidden = is_on,
            "deleted" => characters.is_deleted = is_on,
            _ => return false,
        }
        true
    }

    /// Words that end a cell, or a row.
    fn row_word(&mut self, word: &str) -> bool {
        let is_shown = matches!(self.group.to, To::Text | To::Row);
        let inner = self.level().max(2);
        match word {
            "cell" if is_shown => self.end_cell(self.level().min(1)),
            "nestcell" if is_shown => self.end_cell(inner),
            "row" if is_shown => {
                // The same row was told again before its end, as Word does.
                self.full_row = None;
                self.end_row(1);
                self.is_in_row = false;
            }
            "nestrow" if is_shown => self.end_row(inner),
            "cell" | "nestcell" | "row" | "nestrow" => {}
            _ => return false,
        }
        true
    }

    /// Words that tell what a row is like.
    fn row_property(&mut self, word: &str, number: Option<i32>) {
        match self.group.to {
            To::Row => {
                self.inner_row.take(word, number);
            }
            To::Text => {
                if word == "trowd" && self.cells > 0 && self.cells == self.row.edges.len() {
                    self.full_row = Some(std::mem::take(&mut self.row));
                }
                self.is_in_row |= word == "trowd";
                self.row.take(word, number);
            }
            _ => {}
        }
    }

    /// Words about a paragraph; a label has none of its own.
    fn paragraph_word(&mut self, word: &str, number: Option<i32>) -> bool {
        let is_label = self.group.to != To::Text;
        let mut own = self.group.paragraph;
        match word {
            "par" => {
                self.end_paragraph();
                return true;
            }
            "pard" => own = Paragraph::default(),
            "qc" => own.is_centred = true,
            "ql" | "qr" | "qj" | "qd" => own.is_centred = false,
            "sb" => own.before = number.unwrap_or(0),
            "sa" => own.behind = number.unwrap_or(0),
            "sbauto" if number != Some(0) => own.before = CHOSEN,
            "saauto" if number != Some(0) => own.behind = CHOSEN,
            "pagebb" => own.begins_page = number != Some(0),
            "intbl" => own.is_in_table = number != Some(0),
            "itap" => {
                own.level = u8::try_from(number.unwrap_or(1).max(0)).unwrap_or(u8::MAX);
            }
            _ => return false,
        }
        if !is_label {
            self.group.paragraph = own;
        }
        true
    }

    /// Words about pages and sections.
    fn section_word(&mut self, word: &str) -> bool {
        match word {
            "page" => self.end_page(),
            "sect" => self.end_section(),
            "sectd" => (self.is_continuous, self.has_first) = (false, false),
            "sbknone" | "sbkcol" => self.is_continuous = true,
            "sbkpage" | "sbkeven" | "sbkodd" => self.is_continuous = false,
            "titlepg" => self.has_first = true,
            "facingp" => self.has_left = true,
            _ => return false,
        }
        true
    }
}
