//! The fonts of a story, and the letters that those of a legacy encoding show.
//!
//! In: a story whose characters are as the file has them (`ViÖt Nam` in .VnTime). Out: the same in
//! Unicode. Decided font by font, by the rules that PDFs are read by ([`legacy`]): the name says what
//! to expect, the words that the font is part of decide.

use super::story::{Paragraph, Piece, Story};
use crate::extract::legacy::{self, Evidence, Reading, Verdict, is_vietnamese};
use crate::text::legacy::{Charset, decode_shown};
use std::collections::HashMap;

/// The highest number of a font; all further ones share it.
const MOST: u16 = 4_000;

/// The fonts of a file by their numbers; 0 is the one without a name.
#[derive(Debug)]
pub(super) struct Fonts {
    fonts: Vec<Font>,
    numbers: HashMap<String, u16>,
}

#[derive(Debug)]
struct Font {
    evidence: Evidence,
    /// Characters of it, characters that a byte may stand for, letters that only Unicode has.
    characters: u32,
    high: u32,
    letters: u32,
}

impl Font {
    fn new(name: &str) -> Self {
        Self { evidence: Evidence::of_name(name), characters: 0, high: 0, letters: 0 }
    }

    /// Whether it may be a legacy one.
    fn is_suspect(&self) -> bool {
        let is_legacy_like = self.high > 0 && self.letters.saturating_mul(4) < self.high;
        self.characters > 0 && (self.evidence.is_named() || is_legacy_like)
    }

    fn count(&mut self, c: char) {
        self.characters = self.characters.saturating_add(1);
        if !c.is_ascii() {
            self.high = self.high.saturating_add(u32::from(is_high(c)));
            self.letters = self.letters.saturating_add(u32::from(legacy::is_unicode_letter(c)));
        }
    }
}

impl Default for Fonts {
    fn default() -> Self {
        Self { fonts: vec![Font::new("")], numbers: HashMap::from([(String::new(), 0)]) }
    }
}

impl Fonts {
    /// The number of the font with this name.
    pub(super) fn number(&mut self, name: &str) -> u16 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u16::try_from(self.fonts.len()).unwrap_or(MOST).min(MOST);
        if number < MOST {
            self.fonts.push(Font::new(name));
            self.numbers.insert(name.to_owned(), number);
        }
        number
    }

    fn get_mut(&mut self, number: u16) -> Option<&mut Font> {
        self.fonts.get_mut(usize::from(number))
    }

    /// What is to be done with each font, at the place of its number.
    fn verdicts(&self) -> Vec<Option<Decoder>> {
        let decoded = |font: &Font, kin: &[Charset]| match font.evidence.verdict(kin) {
            Verdict::Decode(Reading { charset, .. }) if font.is_suspect() => {
                Some(Decoder { charset, is_sure: font.evidence.is_named() })
            }
            _ => None,
        };
        let kin: Vec<Charset> =
            self.fonts.iter().filter_map(|font| decoded(font, &[])).map(|d| d.charset).collect();
        self.fonts.iter().map(|font| decoded(font, &kin)).collect()
    }
}

/// How the characters of a font become letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Decoder {
    charset: Charset,
    /// Whether its name says that it is a legacy font.
    is_sure: bool,
}

/// Decodes what is to be decoded.
pub(super) fn decode(story: &mut Story) {
    story.each_paragraph(&mut |paragraph, fonts| {
        for Piece { text, look } in &paragraph.pieces {
            let Some(font) = fonts.get_mut(look.font) else { continue };
            text.chars().for_each(|c| font.count(c));
        }
    });
    if !story.fonts.fonts.iter().any(Font::is_suspect) {
        return;
    }
    story.each_paragraph(&mut |paragraph, fonts| gather(paragraph, fonts));
    let verdicts = story.fonts.verdicts();
    if verdicts.iter().any(Option::is_some) {
        story.each_paragraph(&mut |paragraph, _| decode_paragraph(paragraph, &verdicts));
    }
}

/// Whether a legacy font may show a letter by it.
fn is_high(c: char) -> bool {
    !c.is_ascii() && legacy::byte_of_shown(c).is_some()
}

/// Lets each suspect font see the words that it is part of.
fn gather(paragraph: &Paragraph, fonts: &mut Fonts) {
    let mut word: Vec<(char, u16)> = Vec::new();
    let pieces = paragraph.pieces.iter();
    let characters = pieces.flat_map(|piece| piece.text.chars().map(|c| (c, piece.look.font)));
    for (c, font) in characters.chain(std::iter::once((' ', 0))) {
        if is_blank(c) {
            count(&word, fonts);
            word.clear();
        } else {
            word.push((c, font));
        }
    }
}

fn count(word: &[(char, u16)], fonts: &mut Fonts) {
    let shows_letter = word.iter().any(|(c, _)| c.is_ascii_alphabetic());
    if !shows_letter || word.len() > LONGEST {
        return;
    }
    let mut counted: Option<u16> = None;
    for (_, number) in word.iter().filter(|(c, _)| is_high(*c)) {
        // A word is of one font, or of two; counting it twice changes nothing.
        if counted.replace(*number) == Some(*number) {
            continue;
        }
        let Some(font) = fonts.get_mut(*number).filter(|font| font.is_suspect()) else { continue };
        let shown: String = word.iter().map(|(c, _)| *c).collect();
        font.evidence.count(shown, |reading| read(word, *number, reading.charset));
    }
}

/// Characters of a word that is looked at; longer ones are no words.
const LONGEST: usize = 40;

/// A word, the characters of one font decoded.
fn read(word: &[(char, u16)], number: u16, charset: Charset) -> String {
    let mut text = String::with_capacity(word.len() * 3);
    for part in word.chunk_by(|(_, a), (_, b)| a == b) {
        let shown: String = part.iter().map(|(c, _)| *c).collect();
        let is_its = part.first().is_some_and(|(_, font)| *font == number);
        text.push_str(&if is_its { decode_shown(charset, &as_latin(&shown)) } else { shown });
    }
    text
}

/// The same text with each character that stands for a byte as that byte's character.
fn as_latin(shown: &str) -> String {
    let plain = |c: char| {
        let is_its = !c.is_ascii() && !legacy::is_unicode_letter(c);
        let byte = if is_its { legacy::byte_of_shown(c) } else { None };
        byte.map_or(c, char::from)
    };
    shown.chars().map(plain).collect()
}

/// Decodes the pieces of a paragraph; those that follow one another in one encoding together, since
/// a letter and its mark may stand in two.
fn decode_paragraph(paragraph: &mut Paragraph, verdicts: &[Option<Decoder>]) {
    let decoder = |piece: &Piece| verdicts.get(usize::from(piece.look.font)).copied().flatten();
    if !paragraph.pieces.iter().any(|piece| decoder(piece).is_some()) {
        return;
    }
    let mut decoded: Vec<Piece> = Vec::with_capacity(paragraph.pieces.len());
    for piece in std::mem::take(&mut paragraph.pieces) {
        match decoded.last_mut() {
            Some(last)
                if decoder(&piece).is_some()
                    && decoder(last) == decoder(&piece)
                    && begins_with_mark(&piece.text) =>
            {
                last.text.push_str(&piece.text);
            }
            _ => decoded.push(piece),
        }
    }
    for piece in &mut decoded {
        if let Some(decoder) = decoder(piece) {
            piece.text = decoder.decode(&piece.text);
        }
    }
    paragraph.pieces = decoded;
}

/// Whether the first character may be a mark of the letter before it.
fn begins_with_mark(text: &str) -> bool {
    text.chars().next().is_some_and(is_high)
}

impl Decoder {
    fn decode(self, text: &str) -> String {
        if self.is_sure {
            return decode_shown(self.charset, &as_latin(text));
        }
        // A font whose name says nothing may be one of Unicode, in which legacy text was pasted
        // among other text: words that are right as they are shown stay.
        text.split_inclusive(is_blank).map(|word| self.decode_word(word)).collect()
    }

    fn decode_word(self, word: &str) -> String {
        let decoded = decode_shown(self.charset, &as_latin(word));
        let is_right = |word: &str| is_vietnamese(word.trim_end_matches(is_blank));
        let stays = !word.is_ascii() && is_right(word) && !is_right(&decoded);
        if stays { word.to_owned() } else { decoded }
    }
}

/// White space; U+0085 and U+00A0 are letters of legacy encodings, and no end of a word.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\u{2028}' | '\u{3000}')
}
