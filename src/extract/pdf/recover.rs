//! Glyphs whose text the file does not tell, or tells as nonsense, get it from their font program.

use super::fonts::{Font, Fonts};
use super::program::{is_character, is_private};
use super::words::follows;
use crate::extract::layout::{Glyph, GlyphText};
use crate::extract::legacy::is_vietnamese;
use std::collections::HashSet;
use std::ops::Range;

/// What a glyph was before it was text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Origin {
    /// The code that the page shows.
    pub(super) code: u32,
    /// Its glyph in the font program.
    pub(super) glyph: u32,
    /// The byte that it was decoded from.
    pub(super) byte: Option<u8>,
}

impl Origin {
    /// Of a glyph that was not drawn by a font, or whose text the page itself states.
    pub(super) const NONE: Self = Self { code: u32::MAX, glyph: u32::MAX, byte: None };

    /// The byte of a letter that a mark of a legacy encoding may follow.
    pub(super) fn byte_of(self, text: &GlyphText) -> Option<u8> {
        match *text {
            GlyphText::Char(c) if c.is_ascii() => u8::try_from(c).ok(),
            _ => self.byte,
        }
    }
}

/// Codes with one and the same character from which the file's table of characters is nonsense.
const CODES: usize = 8;
/// Lines of a page by which a font's table of characters is judged.
const LINES: usize = 60;
/// Different words that it takes to find it nonsense.
const ENOUGH: usize = 8;
/// Pages on which a font is looked at.
const PAGES: u8 = 4;

/// Whether what the file says of a font's characters is to be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Belief {
    /// It has made no Vietnamese words on so many pages, which may be right.
    Open(u8),
    /// It makes words.
    File,
    /// It makes none, and the font program does.
    Program,
}

/// Replaces what is no text by what the font programs say, where they say anything.
pub(super) fn recover(glyphs: &mut [Glyph], origins: &[Origin], fonts: &mut Fonts<'_>) {
    judge(glyphs, origins, fonts);
    let constant = constant_fonts(glyphs, origins);
    // Fonts, their lost glyphs, and those that have a code in the program.
    let mut coded: Vec<(u16, u32, u32)> = Vec::new();
    for (glyph, origin) in glyphs.iter_mut().zip(origins) {
        let GlyphText::Char(shown) = glyph.text else { continue };
        let Some(font) = fonts.get(glyph.font) else { continue };
        let Some(program) = &font.program else { continue };
        let is_lost = !is_character(shown)
            || font.belief == Belief::Program
            || constant.contains(&glyph.font);
        if !is_lost || *origin == Origin::NONE {
            continue;
        }
        let found = match shown {
            c if is_private(c) => program.unicode(origin.glyph),
            _ => program.char(origin.glyph),
        };
        if let Some(c) = found {
            glyph.text = GlyphText::Char(c);
        } else if !is_private(shown) {
            let has_code = program.char_by_code(origin.glyph, origin.code).is_some();
            match coded.iter_mut().find(|(font, ..)| *font == glyph.font) {
                Some((_, lost, with)) => (*lost, *with) = (*lost + 1, *with + u32::from(has_code)),
                None => coded.push((glyph.font, 1, u32::from(has_code))),
            }
        }
    }
    // Codes are worth something only if they are those of a whole font, not of a part renumbered.
    coded.retain(|(_, lost, with)| with * 10 >= lost * 9);
    if coded.is_empty() {
        return;
    }
    for (glyph, origin) in glyphs.iter_mut().zip(origins) {
        let is_lost =
            matches!(glyph.text, GlyphText::Char(c) if !is_character(c) && !is_private(c));
        let program = fonts.get(glyph.font).and_then(|font| font.program.as_ref());
        if let (true, Some(program)) = (is_lost, program)
            && coded.iter().any(|(font, ..)| *font == glyph.font)
            && let Some(c) = program.char_by_code(origin.glyph, origin.code)
        {
            glyph.text = GlyphText::Char(c);
        }
    }
}

/// Compares the words that fonts make by the file with those that they make by their programs: a
/// file may have tables of another font's subset, or none, and codes that look like letters.
fn judge(glyphs: &[Glyph], origins: &[Origin], fonts: &mut Fonts<'_>) {
    let mut open: Vec<u16> = Vec::new();
    let mut last = None;
    for font in glyphs.iter().map(|glyph| glyph.font) {
        let is_new = last.replace(font) != Some(font) && !open.contains(&font);
        if is_new && fonts.get(font).is_some_and(is_open) {
            open.push(font);
        }
    }
    if open.is_empty() {
        return;
    }
    for number in open {
        let belief = fonts.get(number).map(|font| belief(number, font, glyphs, origins));
        if let (Some(font), Some(belief)) = (fonts.get_mut(number), belief) {
            font.belief = belief;
        }
    }
}

fn is_open(font: &Font) -> bool {
    font.program.is_some() && matches!(font.belief, Belief::Open(pages) if pages < PAGES)
}

fn belief(number: u16, font: &Font, glyphs: &[Glyph], origins: &[Origin]) -> Belief {
    let (Belief::Open(pages), Some(program)) = (font.belief, &font.program) else {
        return font.belief;
    };
    let mut lines = lines(number, glyphs);
    lines.truncate(LINES);
    let by_file = lines.iter().map(|line| {
        let glyphs = glyphs.get(line.clone()).unwrap_or_default();
        glyphs.iter().flat_map(|glyph| glyph.text.chars()).collect()
    });
    let (words, legal) = count(by_file);
    if legal * 2 >= words && legal > 2 {
        return Belief::File;
    }
    if words > 0 && legal * 5 <= words {
        let char = |origin: &Origin| program.unicode(origin.glyph).unwrap_or('\u{FFFD}');
        let by_program = lines
            .iter()
            .map(|line| origins.get(line.clone()).unwrap_or_default().iter().map(char).collect());
        let (words, legal) = count(by_program);
        if words >= ENOUGH && legal * 5 >= words * 4 {
            return Belief::Program;
        }
    }
    Belief::Open(pages.saturating_add(1))
}

/// Glyphs of a font that follow each other, as places.
fn lines(number: u16, glyphs: &[Glyph]) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut before: Option<&Glyph> = None;
    for (at, glyph) in glyphs.iter().enumerate() {
        if glyph.font == number {
            match lines.last_mut() {
                Some(line) if before.is_some_and(|b| follows(b, glyph)) => line.end = at + 1,
                _ => lines.push(at..at + 1),
            }
        }
        before = (glyph.font == number).then_some(glyph);
    }
    lines
}

/// The different words of lines, and how many of them are Vietnamese.
fn count(lines: impl Iterator<Item = String>) -> (usize, usize) {
    let mut words: HashSet<String> = HashSet::new();
    for line in lines {
        words.extend(line.split_whitespace().map(str::to_owned));
    }
    (words.len(), words.iter().filter(|word| is_vietnamese(word)).count())
}

/// Fonts of which the page shows many codes, and the file says that all are the same character.
fn constant_fonts(glyphs: &[Glyph], origins: &[Origin]) -> Vec<u16> {
    let mut seen: Vec<Option<(char, Vec<u32>)>> = Vec::new();
    // The character of each font, as long as it has one only.
    for (glyph, origin) in glyphs.iter().zip(origins) {
        let font = usize::from(glyph.font);
        if font >= seen.len() {
            seen.resize(font + 1, Some(('\0', Vec::new())));
        }
        let mut several = false;
        let Some(Some((char, codes))) = seen.get_mut(font) else { continue };
        match glyph.text {
            _ if *origin == Origin::NONE => {}
            GlyphText::Char(c) if codes.is_empty() || c == *char => {
                *char = c;
                if codes.len() < CODES && !codes.contains(&origin.code) {
                    codes.push(origin.code);
                }
            }
            _ => several = true,
        }
        if let (true, Some(seen)) = (several, seen.get_mut(font)) {
            *seen = None;
        }
    }
    let is_constant = |seen: &Option<(char, Vec<u32>)>| {
        seen.as_ref().is_some_and(|(_, codes)| codes.len() >= CODES)
    };
    (0..).zip(&seen).filter(|(_, seen)| is_constant(seen)).map(|(font, _)| font).collect()
}
