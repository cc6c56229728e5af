//! The words of a page in drawing order, by which fonts are judged: over changes of font, since
//! producers draw one word in several.

use super::recover::Origin;
use crate::extract::layout::{Glyph, GlyphText};
use crate::extract::legacy::byte_of_shown;
use std::ops::Range;

/// Glyphs of a word; what has less or more says nothing of a font.
const LETTERS: Range<usize> = 2..40;
/// Ems off its place from which a glyph begins another word.
const APART: f32 = 0.3;

/// The words of a page, as places of glyphs.
pub(super) fn words(glyphs: &[Glyph], origins: &[Origin]) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut before: Option<&Glyph> = None;
    let mut end = |start: usize, end: usize| {
        if LETTERS.contains(&(end.saturating_sub(start))) {
            words.push(start..end);
        }
    };
    for (at, (glyph, origin)) in glyphs.iter().zip(origins).enumerate() {
        let is_space = is_blank(&glyph.text, *origin);
        if is_space || before.is_some_and(|before| !follows(before, glyph)) {
            end(start, at);
            start = if is_space { at + 1 } else { at };
        }
        before = (!is_space).then_some(glyph);
    }
    end(start, glyphs.len());
    words
}

/// Whether a glyph stands where the one before it ends, or over it: marks are drawn back over
/// their letters, and what follows them stands where the letter ends.
pub(super) fn follows(before: &Glyph, glyph: &Glyph) -> bool {
    let (x, y) = (glyph.x - before.x, glyph.y - before.y);
    let advance = before.dx.hypot(before.dy);
    let apart = APART * glyph.size.max(before.size);
    if advance <= 0.0 {
        return x.hypot(y) < apart;
    }
    let along = (x * before.dx + y * before.dy) / advance;
    let across = (x * before.dy - y * before.dx) / advance;
    across.abs() < apart && along > -apart && along < advance + apart
}

/// The ASCII character that a glyph is, or may be if its font is of a legacy encoding: the code of
/// one that shows nothing, the private character of a symbol font.
pub(super) fn ascii(text: &GlyphText, origin: Origin) -> Option<char> {
    let GlyphText::Char(shown) = *text else { return None };
    let byte = match shown {
        '\u{FFFD}' => u8::try_from(origin.code).ok(),
        _ => byte_of_shown(shown),
    };
    byte.filter(u8::is_ascii).map(char::from)
}

fn is_blank(text: &GlyphText, origin: Origin) -> bool {
    match text {
        GlyphText::Char(c) => c.is_whitespace() || ascii(text, origin) == Some(' '),
        GlyphText::Many(text) => text.trim().is_empty(),
    }
}
