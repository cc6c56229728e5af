//! Glyphs whose text the file does not tell, or tells as nonsense, get it from their font program.

use super::fonts::Fonts;
use super::program::is_character;
use crate::extract::layout::{Glyph, GlyphText};

/// What a glyph was before it was text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Origin {
    /// The code that the page shows.
    pub(super) code: u32,
    /// Its glyph in the font program.
    pub(super) glyph: u32,
}

impl Origin {
    /// Of a glyph that was not drawn by a font, or whose text the page itself states.
    pub(super) const NONE: Self = Self { code: u32::MAX, glyph: u32::MAX };
}

/// Codes with one and the same character from which the file's table of characters is nonsense.
const CODES: usize = 8;

/// Replaces what is no text by what the font programs say, where they say anything.
pub(super) fn recover(glyphs: &mut [Glyph], origins: &[Origin], fonts: &Fonts<'_>) {
    let constant = constant_fonts(glyphs, origins);
    for (glyph, origin) in glyphs.iter_mut().zip(origins) {
        let GlyphText::Char(shown) = glyph.text else { continue };
        let is_lost = !is_character(shown) || constant.contains(&glyph.font);
        if !is_lost || *origin == Origin::NONE {
            continue;
        }
        let program = fonts.get(glyph.font).and_then(|font| font.program.as_ref());
        if let Some(c) = program.and_then(|program| program.char(origin.glyph, origin.code)) {
            glyph.text = GlyphText::Char(c);
        }
    }
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
