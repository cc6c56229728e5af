//! What the words of a page say about its fonts.

use super::fonts::Fonts;
use super::recover::Origin;
use super::words::ascii;
use crate::extract::layout::{Glyph, GlyphText};
use crate::extract::legacy::{Reading, Source, byte_of_shown, is_unicode_letter};
use crate::text::legacy::decode;
use std::cmp::Reverse;
use std::ops::Range;

/// Words of a page looked at for each font.
const WORDS: usize = 400;

/// Fonts with a telling name, and those that show high bytes but hardly a letter that only
/// Unicode has; those with most glyphs first.
pub(super) fn suspects(glyphs: &[Glyph], fonts: &Fonts<'_>) -> Vec<u16> {
    let mut counts = vec![Count::default(); fonts.len()];
    for glyph in glyphs {
        let Some(count) = counts.get_mut(usize::from(glyph.font)) else { continue };
        count.glyphs += 1;
        if let GlyphText::Char(c) = glyph.text
            && !c.is_ascii()
        {
            count.high += u32::from(is_high(c));
            count.letters += u32::from(is_unicode_letter(c));
        }
    }
    let is_suspect = |number: u16, count: &Count| {
        let is_legacy_like = count.high > 0 && count.letters * 4 < count.high;
        fonts.get(number).is_some_and(|font| {
            count.glyphs > 0
                && (font.evidence.is_named() || (is_legacy_like && !font.evidence.is_cleared()))
        })
    };
    let mut suspects: Vec<(u32, u16)> = (0..)
        .zip(&counts)
        .filter(|(number, count)| is_suspect(*number, count))
        .map(|(number, count)| (count.glyphs, number))
        .collect();
    suspects.sort_unstable_by_key(|(glyphs, number)| (Reverse(*glyphs), *number));
    suspects.into_iter().map(|(_, number)| number).collect()
}

/// What a page shows of a font.
#[derive(Clone, Default)]
struct Count {
    glyphs: u32,
    high: u32,
    letters: u32,
}

/// Whether a legacy font may show a letter by it.
fn is_high(c: char) -> bool {
    c == '\u{FFFD}' || (!c.is_ascii() && byte_of_shown(c).is_some())
}

/// Lets a font see the words of the page that it is part of.
pub(super) fn gather(
    number: u16,
    glyphs: &[Glyph],
    origins: &[Origin],
    words: &[Range<usize>],
    fonts: &mut Fonts<'_>,
) {
    let Some(font) = fonts.get_mut(number) else { return };
    let mut seen = 0;
    for range in words {
        if seen >= WORDS || font.evidence.is_complete() {
            return;
        }
        let (Some(word), Some(origins)) = (glyphs.get(range.clone()), origins.get(range.clone()))
        else {
            continue;
        };
        let (mut shows_high, mut shows_letter) = (false, false);
        for (glyph, origin) in word.iter().zip(origins) {
            let ascii = ascii(&glyph.text, *origin);
            shows_letter |= ascii.is_some_and(|c| c.is_ascii_alphabetic());
            if let (GlyphText::Char(c), true) = (&glyph.text, glyph.font == number) {
                shows_high |= is_high(*c);
                if let Some(ascii) = ascii.filter(|c| c.is_ascii_alphanumeric()) {
                    font.evidence.count_ascii(origin.code == u32::from(ascii));
                }
            }
        }
        // One letter alone says nothing: "µ" and "×" are vowels in TCVN3.
        if shows_high && shows_letter {
            seen += 1;
            let shown = shown(word, origins);
            font.evidence.count(shown, |reading| read(word, origins, number, reading));
        }
    }
}

/// A word as it is shown; glyphs without text by their codes.
pub(super) fn shown(word: &[Glyph], origins: &[Origin]) -> String {
    let mut text = String::with_capacity(word.len() * 3);
    for (glyph, origin) in word.iter().zip(origins) {
        match glyph.text {
            // Different words are counted: this one shall differ from others of its length.
            GlyphText::Char('\u{FFFD}') => text.extend(['\u{FFFD}', code_as_char(*origin)]),
            _ => text.extend(glyph.text.chars()),
        }
    }
    text
}

fn code_as_char(origin: Origin) -> char {
    char::from_u32(origin.code).unwrap_or('\u{FFFD}')
}

/// A word, the glyphs of one font decoded.
pub(super) fn read(word: &[Glyph], origins: &[Origin], number: u16, reading: Reading) -> String {
    let mut text = String::with_capacity(word.len() * 3);
    let mut bytes = Vec::with_capacity(word.len());
    for (glyph, origin) in word.iter().zip(origins) {
        let byte = match glyph.text {
            _ if glyph.font == number => byte(&glyph.text, *origin, reading.source),
            _ => origin.byte_of(&glyph.text),
        };
        match byte {
            Some(byte) => bytes.push(byte),
            None => {
                text.push_str(&decode(reading.charset, &bytes));
                bytes.clear();
                text.extend(glyph.text.chars());
            }
        }
    }
    text.push_str(&decode(reading.charset, &bytes));
    text
}

/// The byte that a glyph is of; `None` for one that is a character already.
pub(super) fn byte(text: &GlyphText, origin: Origin, source: Source) -> Option<u8> {
    let GlyphText::Char(shown) = *text else { return None };
    if is_unicode_letter(shown) || origin == Origin::NONE {
        return None;
    }
    match source {
        Source::Code => u8::try_from(origin.code).ok(),
        Source::Shown => byte_of_shown(shown),
    }
}
