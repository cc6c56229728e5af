//! An embedded font program → the characters that its glyphs stand for, for fonts whose file does
//! not tell them.
//!
//! Asked in this order: the program's Unicode `cmap` the other way round, its glyph names (`post`,
//! CFF) by the Adobe glyph list, a symbol or Macintosh `cmap`. Not here: PDF encodings.

use super::guard::guard;
use encoding_rs::{MACINTOSH, WINDOWS_1252};
use hayro_interpret::font::FontData;
use skrifa::Font;
use skrifa::raw::model::charmap::EncodingKind;
use skrifa::raw::ps::agl::name_to_char;
use std::cell::OnceCell;
use std::collections::HashMap;

/// Mappings looked at of a font program; the largest real ones have some 70,000.
const MAPPINGS: usize = 200_000;

/// A font program embedded in the file.
pub(super) struct Program {
    data: FontData,
    chars: OnceCell<Chars>,
}

/// The characters of a program by glyph.
#[derive(Default)]
struct Chars {
    unicode: HashMap<u32, char>,
    names: HashMap<u32, char>,
    /// Codes of a symbol or Macintosh mapping, with the character of that code.
    bytes: HashMap<u32, (u32, char)>,
}

impl Program {
    pub(super) fn new(data: FontData) -> Self {
        Self { data, chars: OnceCell::new() }
    }

    /// The character that a glyph stands for by a Unicode mapping, else by its name.
    pub(super) fn char(&self, glyph: u32) -> Option<char> {
        self.unicode(glyph).or_else(|| self.chars().names.get(&glyph).copied())
    }

    /// The same by a symbol or Macintosh mapping. One that says nothing but the code which the page
    /// shows is no answer: producers number the glyphs of a subset anew.
    pub(super) fn char_by_code(&self, glyph: u32, code: u32) -> Option<char> {
        let (own, c) = self.chars().bytes.get(&glyph)?;
        (*own != code).then_some(*c)
    }

    /// The same by the Unicode mapping alone: names and codes of symbol fonts are those of letters.
    pub(super) fn unicode(&self, glyph: u32) -> Option<char> {
        self.chars().unicode.get(&glyph).copied()
    }

    fn chars(&self) -> &Chars {
        self.chars.get_or_init(|| {
            // A font program is as hostile as the rest of the file.
            guard(|| Font::new(self.data.clone(), 0).map(|font| Chars::of(&font)))
                .ok()
                .flatten()
                .unwrap_or_default()
        })
    }
}

impl Chars {
    fn of(font: &Font) -> Self {
        let mut chars = Self::default();
        let charmap = font.charmap();
        for encoding in charmap.encodings() {
            let codes = charmap.codes(encoding).take(MAPPINGS);
            match encoding.kind() {
                EncodingKind::Unicode => {
                    for (code, glyph) in codes {
                        chars.is_unicode(glyph.to_u32(), code);
                    }
                }
                EncodingKind::MsSymbol => {
                    for (code, glyph) in codes {
                        chars.is_byte(glyph.to_u32(), code & 0xFF, WINDOWS_1252);
                    }
                }
                EncodingKind::AppleRoman => {
                    for (code, glyph) in codes {
                        chars.is_byte(glyph.to_u32(), code, MACINTOSH);
                    }
                }
                _ => {}
            }
        }
        chars.unicode.retain(|_, c| is_character(*c));
        for (glyph, name) in font.glyph_names().take(MAPPINGS) {
            let c = if name.is_synthesized() { None } else { character_of(name.as_str()) };
            chars.names.extend(c.map(|c| (glyph.to_u32(), c)));
        }
        chars
    }

    fn is_unicode(&mut self, glyph: u32, code: u32) {
        let Some(c) = char::from_u32(code) else { return };
        let best = self.unicode.entry(glyph).or_insert(c);
        if rank(c) < rank(*best) {
            *best = c;
        }
    }

    fn is_byte(&mut self, glyph: u32, code: u32, encoding: &'static encoding_rs::Encoding) {
        let Ok(byte) = u8::try_from(code) else { return };
        let byte = [byte];
        let text = encoding.decode_without_bom_handling(&byte).0;
        if let Some(c) = text.chars().next().filter(|c| is_character(*c)) {
            self.bytes.entry(glyph).or_insert((code, c));
        }
    }
}

/// The character of a glyph name by the Adobe glyph list. Names such as "a65" only number the
/// glyphs of a subset, the list has them for dingbats; some fonts write "uni1ebF".
fn character_of(name: &str) -> Option<char> {
    let by_number = || {
        let digits = name.strip_prefix("uni")?.get(..4)?;
        u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
    };
    let c = name_to_char(name).or_else(by_number)?;
    (is_character(c) && !matches!(c, '\u{2700}'..='\u{27BF}')).then_some(c)
}

/// Whether a text can consist of it: not a control, not private, not a replacement.
pub(super) fn is_character(c: char) -> bool {
    !c.is_control() && c != '\u{FFFD}' && !is_private(c)
}

pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// Of several characters that one glyph draws, the one with the least rank is meant: not the
/// Icelandic 'Ð' but 'Đ', not the special spaces and hyphens; otherwise the one coded first.
fn rank(c: char) -> (u8, char) {
    let class = match c {
        _ if !is_character(c) => 2,
        '\u{A0}' | '\u{AD}' | 'Ð' | '\u{189}' | '\u{2000}'..='\u{200B}' => 1,
        '\u{2010}' | '\u{2011}' | '\u{202F}' | '\u{F900}'..='\u{FFEF}' => 1,
        _ => 0,
    };
    (class, c)
}
