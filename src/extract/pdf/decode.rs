//! The glyphs of a page whose fonts are of a legacy encoding become the letters they show.
//!
//! Before layout, since that drops soft hyphens (U+00AD is 'ư' in TCVN3), and glyph by glyph.

use super::fonts::Fonts;
use super::legacy::{self, Reading, Source, Verdict, byte_of_shown};
use super::recover::Origin;
use super::words::{ascii, follows, words};
use crate::extract::layout::{Glyph, GlyphText, PageGlyphs};
use crate::text::legacy::{Charset, decode};
use std::ops::Range;

/// Words of a page looked at for each font.
const WORDS: usize = 400;

/// Decodes what is to be decoded. Returns the fonts of which the file has shown too little yet:
/// their glyphs stay as they are.
pub(super) fn decode_page(
    page: &mut PageGlyphs,
    origins: &[Origin],
    fonts: &mut Fonts<'_>,
) -> Vec<u16> {
    let suspects = suspects(&page.glyphs, fonts);
    if suspects.is_empty() {
        return suspects;
    }
    let words = words(&page.glyphs, origins);
    for number in &suspects {
        gather(*number, &page.glyphs, origins, &words, fonts);
    }
    let kin = fonts.charsets();
    let mut unsure = Vec::new();
    let mut readings: Vec<Option<Reading>> = Vec::new();
    for number in suspects {
        match fonts.get(number).map(|font| font.evidence.verdict(&kin)) {
            Some(Verdict::Decode(reading)) => {
                let place = usize::from(number);
                if place >= readings.len() {
                    readings.resize(place + 1, None);
                }
                if let Some(free) = readings.get_mut(place) {
                    *free = Some(reading);
                }
            }
            Some(Verdict::Unsure) => unsure.push(number),
            Some(Verdict::AsShown) | None => {}
        }
    }
    if readings.iter().any(Option::is_some) {
        restore_soft_hyphens(&words, &readings, &mut page.glyphs, origins);
        let kept = unicode_words(&words, &readings, &page.glyphs, origins, fonts);
        apply(&readings, &kept, page, origins);
    }
    unsure
}

/// Gives back the 'ư' of TCVN3 (0xAD, the soft hyphen) where a producer has made a plain hyphen of
/// it: in words that make a syllable with it.
fn restore_soft_hyphens(
    words: &[Range<usize>],
    readings: &[Option<Reading>],
    glyphs: &mut [Glyph],
    origins: &[Origin],
) {
    for range in words {
        let Some(word) = glyphs.get_mut(range.clone()) else { continue };
        let reading_of = |glyph: &Glyph| {
            let reading = readings.get(usize::from(glyph.font)).copied().flatten();
            reading.filter(|r| r.source == Source::Shown && is_tcvn3(r.charset))
        };
        let is_hyphen =
            |glyph: &Glyph| glyph.text == GlyphText::Char('-') && reading_of(glyph).is_some();
        let Some(hyphen) = word.iter().find(|glyph| is_hyphen(glyph)) else { continue };
        let (font, Some(reading)) = (hyphen.font, reading_of(hyphen)) else { continue };
        let shown = word.to_vec();
        for glyph in word.iter_mut().filter(|glyph| is_hyphen(glyph)) {
            glyph.text = GlyphText::Char('\u{AD}');
        }
        let is_word = origins
            .get(range.clone())
            .is_some_and(|origins| legacy::is_vietnamese(&read(word, origins, font, reading)));
        if !is_word {
            word.clone_from_slice(&shown);
        }
    }
}

fn is_tcvn3(charset: Charset) -> bool {
    matches!(charset, Charset::Tcvn3 | Charset::Tcvn3Capitals)
}

/// Words that stay as they are: a font whose name says nothing may be one of Unicode, in which
/// legacy text was pasted among other text.
fn unicode_words(
    words: &[Range<usize>],
    readings: &[Option<Reading>],
    glyphs: &[Glyph],
    origins: &[Origin],
    fonts: &Fonts<'_>,
) -> Vec<Range<usize>> {
    let is_unicode = |range: &&Range<usize>| {
        let (word, origins) = (glyphs.get((*range).clone())?, origins.get((*range).clone())?);
        let is_told = |font: u16| fonts.get(font).is_some_and(|font| font.evidence.is_named());
        let reading_of = |glyph: &Glyph| {
            let reading = readings.get(usize::from(glyph.font)).copied().flatten()?;
            (!is_told(glyph.font)).then_some((glyph.font, reading))
        };
        let (font, reading) = word.iter().find_map(reading_of)?;
        let shown = shown(word, origins);
        let is_right = |word: &str| legacy::is_vietnamese(word);
        Some(
            !shown.is_ascii() && is_right(&shown) && !is_right(&read(word, origins, font, reading)),
        )
    };
    words.iter().filter(|range| is_unicode(range) == Some(true)).cloned().collect()
}

/// Fonts with a telling name, and those that show high bytes but no letter that only Unicode has.
fn suspects(glyphs: &[Glyph], fonts: &Fonts<'_>) -> Vec<u16> {
    let mut counts = vec![(0_u32, 0_u32); fonts.len()];
    let mut used = vec![false; fonts.len()];
    for glyph in glyphs {
        let font = usize::from(glyph.font);
        if let Some(used) = used.get_mut(font) {
            *used = true;
        }
        let GlyphText::Char(c) = glyph.text else { continue };
        if !c.is_ascii()
            && let Some((high, letters)) = counts.get_mut(font)
        {
            *high += u32::from(is_high(c));
            *letters += u32::from(is_unicode_letter(c));
        }
    }
    let is_suspect = |number: u16| {
        let font = fonts.get(number)?;
        let (high, letters) = *counts.get(usize::from(number))?;
        let is_used = *used.get(usize::from(number))?;
        let by_bytes = high > 0 && letters * 4 < high && !font.evidence.is_cleared();
        Some(is_used && (font.evidence.is_named() || by_bytes))
    };
    (0..).take(fonts.len()).filter(|number| is_suspect(*number) == Some(true)).collect()
}

/// Whether a legacy font may show a letter by it.
fn is_high(c: char) -> bool {
    c == '\u{FFFD}' || (!c.is_ascii() && byte_of_shown(c).is_some())
}

/// A Vietnamese letter that is in no eight-bit code page of the west: ă đ ơ ư and those of the
/// block of U+1EA0.
fn is_unicode_letter(c: char) -> bool {
    matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1EA0}'..='\u{1EF9}')
}

/// Lets a font see the words of the page that it is part of.
fn gather(
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
fn shown(word: &[Glyph], origins: &[Origin]) -> String {
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
fn read(word: &[Glyph], origins: &[Origin], number: u16, reading: Reading) -> String {
    let mut text = String::with_capacity(word.len() * 3);
    let mut bytes = Vec::with_capacity(word.len());
    for (glyph, origin) in word.iter().zip(origins) {
        let byte = match glyph.text {
            _ if glyph.font == number => byte(&glyph.text, *origin, reading.source),
            GlyphText::Char(c) if c.is_ascii() => u8::try_from(c).ok(),
            _ => None,
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
fn byte(text: &GlyphText, origin: Origin, source: Source) -> Option<u8> {
    let GlyphText::Char(shown) = *text else { return None };
    if is_unicode_letter(shown) || origin == Origin::NONE {
        return None;
    }
    match source {
        Source::Code => u8::try_from(origin.code).ok(),
        Source::Shown => byte_of_shown(shown),
    }
}

/// Decodes the glyphs of fonts that have a reading. A mark becomes part of the letter before it,
/// which then has the width of both.
fn apply(
    readings: &[Option<Reading>],
    kept: &[Range<usize>],
    page: &mut PageGlyphs,
    origins: &[Origin],
) {
    let mut kept = kept.iter().peekable();
    let mut tables: Vec<(Charset, Box<[char]>)> = Vec::new();
    let mut decoded: Vec<Glyph> = Vec::with_capacity(page.glyphs.len());
    // The byte of the glyph last kept.
    let mut base: Option<u8> = None;
    let glyphs = std::mem::take(&mut page.glyphs);
    for (at, (mut glyph, origin)) in glyphs.into_iter().zip(origins).enumerate() {
        while kept.next_if(|range| range.end <= at).is_some() {}
        let is_kept = kept.peek().is_some_and(|range| range.contains(&at));
        let reading = readings.get(usize::from(glyph.font)).copied().flatten();
        let reading = reading.filter(|_| !is_kept);
        let Some(reading) = reading else {
            base = match glyph.text {
                GlyphText::Char(c) if c.is_ascii() => u8::try_from(c).ok(),
                _ => None,
            };
            decoded.push(glyph);
            continue;
        };
        let charset = reading.charset;
        let Some(byte) = byte(&glyph.text, *origin, reading.source) else {
            base = None;
            decoded.push(glyph);
            continue;
        };
        if let (Some(first), Some(last), 0x80..) = (base, decoded.last_mut(), byte)
            && follows(last, &glyph)
            && let Some(letter) = legacy::joined(charset, first, byte)
        {
            last.text = GlyphText::Char(letter);
            last.dx += glyph.dx;
            last.dy += glyph.dy;
            base = None;
            continue;
        }
        let table = match tables.iter().position(|(of, _)| *of == charset) {
            Some(at) => at,
            None => {
                let table = (0..=u8::MAX).map(|byte| legacy::single(charset, byte)).collect();
                tables.push((charset, table));
                tables.len() - 1
            }
        };
        let letter = tables.get(table).and_then(|(_, table)| table.get(usize::from(byte)));
        glyph.text = letter.map_or(glyph.text, |letter| GlyphText::Char(*letter));
        base = Some(byte);
        decoded.push(glyph);
    }
    page.glyphs = decoded;
}
