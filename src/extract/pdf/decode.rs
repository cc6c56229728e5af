//! The glyphs of a page whose fonts are of a legacy encoding become the letters they show.
//!
//! Before layout, since that drops soft hyphens (U+00AD is 'ư' in TCVN3), and glyph by glyph. The
//! fonts with most glyphs come first: one that draws but a single letter is judged by words whose
//! other letters are right already.

use super::fonts::Fonts;
use super::gather::{byte, gather, read, shown, suspects};
use super::recover::Origin;
use super::words::{follows, words};
use crate::extract::layout::{Glyph, GlyphText};
use crate::extract::legacy::{self, Reading, Source, Verdict, is_vietnamese};
use crate::text::legacy::Charset;
use std::ops::Range;

/// Decodes what is to be decoded. Returns the fonts of which the file has shown too little yet:
/// their glyphs stay as they are.
pub(super) fn decode_page(
    glyphs: &mut Vec<Glyph>,
    origins: &mut Vec<Origin>,
    fonts: &mut Fonts<'_>,
) -> Vec<u16> {
    let suspects = suspects(glyphs, fonts);
    let mut unsure = Vec::new();
    if suspects.is_empty() {
        return unsure;
    }
    let mut places = words(glyphs, origins);
    for number in suspects {
        gather(number, glyphs, origins, &places, fonts);
        let kin = fonts.charsets();
        let Some(font) = fonts.get(number) else { continue };
        match font.evidence.verdict(&kin) {
            Verdict::Decode(reading) => {
                let is_sure = font.evidence.is_named();
                Decoder { number, reading, is_sure }.decode(&places, glyphs, origins);
                places = words(glyphs, origins);
            }
            Verdict::Unsure => unsure.push(number),
            Verdict::AsShown => {}
        }
    }
    unsure
}

/// Decodes the glyphs of one font.
struct Decoder {
    number: u16,
    reading: Reading,
    /// Whether its name says that it is a legacy font.
    is_sure: bool,
}

impl Decoder {
    fn decode(&self, words: &[Range<usize>], glyphs: &mut Vec<Glyph>, origins: &mut Vec<Origin>) {
        let is_tcvn3 = matches!(self.reading.charset, Charset::Tcvn3 | Charset::Tcvn3Capitals);
        if is_tcvn3 && self.reading.source == Source::Shown {
            self.restore_soft_hyphens(words, glyphs, origins);
        }
        let kept =
            if self.is_sure { Vec::new() } else { self.unicode_words(words, glyphs, origins) };
        self.apply(&kept, glyphs, origins);
    }

    /// Gives back the 'ư' of TCVN3 (0xAD, the soft hyphen) where a producer has made a plain hyphen
    /// of it: in words that make a syllable with it.
    fn restore_soft_hyphens(
        &self,
        words: &[Range<usize>],
        glyphs: &mut [Glyph],
        origins: &[Origin],
    ) {
        let is_hyphen =
            |glyph: &Glyph| glyph.font == self.number && glyph.text == GlyphText::Char('-');
        for range in words {
            let (Some(word), Some(origins)) =
                (glyphs.get_mut(range.clone()), origins.get(range.clone()))
            else {
                continue;
            };
            if !word.iter().any(is_hyphen) {
                continue;
            }
            let shown = word.to_vec();
            for glyph in word.iter_mut().filter(|glyph| is_hyphen(glyph)) {
                glyph.text = GlyphText::Char('\u{AD}');
            }
            if !is_vietnamese(&read(word, origins, self.number, self.reading)) {
                word.clone_from_slice(&shown);
            }
        }
    }

    /// Words that stay as they are: a font whose name says nothing may be one of Unicode, in which
    /// legacy text was pasted among other text.
    fn unicode_words(
        &self,
        words: &[Range<usize>],
        glyphs: &[Glyph],
        origins: &[Origin],
    ) -> Vec<Range<usize>> {
        let is_unicode = |range: &&Range<usize>| {
            let (Some(word), Some(origins)) =
                (glyphs.get((*range).clone()), origins.get((*range).clone()))
            else {
                return false;
            };
            let shown = shown(word, origins);
            !shown.is_ascii()
                && word.iter().any(|glyph| glyph.font == self.number)
                && is_vietnamese(&shown)
                && !is_vietnamese(&read(word, origins, self.number, self.reading))
        };
        words.iter().filter(is_unicode).cloned().collect()
    }

    /// A mark becomes part of the letter before it, which then has the width of both.
    fn apply(&self, kept: &[Range<usize>], glyphs: &mut Vec<Glyph>, origins: &mut Vec<Origin>) {
        let charset = self.reading.charset;
        let table: Vec<char> = (0..=u8::MAX).map(|byte| legacy::single(charset, byte)).collect();
        let mut kept = kept.iter().peekable();
        let drawn = std::mem::take(glyphs).into_iter().zip(std::mem::take(origins));
        for (at, (mut glyph, mut origin)) in drawn.enumerate() {
            while kept.next_if(|range| range.end <= at).is_some() {}
            let is_kept = kept.peek().is_some_and(|range| range.contains(&at));
            let is_its = glyph.font == self.number && !is_kept;
            let byte = if is_its { byte(&glyph.text, origin, self.reading.source) } else { None };
            if let Some(byte) = byte {
                if let (Some(last), Some(of_last), 0x80..) =
                    (glyphs.last_mut(), origins.last_mut(), byte)
                    && follows(last, &glyph)
                    && let Some(base) = of_last.byte_of(&last.text)
                    && let Some(letter) = legacy::joined(charset, base, byte)
                {
                    last.text = GlyphText::Char(letter);
                    last.dx += glyph.dx;
                    last.dy += glyph.dy;
                    *of_last = Origin::NONE;
                    continue;
                }
                let letter = table.get(usize::from(byte)).copied();
                glyph.text = letter.map_or(glyph.text, GlyphText::Char);
                origin.byte = Some(byte);
            }
            glyphs.push(glyph);
            origins.push(origin);
        }
    }
}
