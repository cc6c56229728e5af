//! The fonts of an RTF, and the characters that its bytes stand for.
//!
//! The bytes of a legacy font become the characters that Windows-1252 shows by them, whatever code
//! page the file tells: so [`fonts`](crate::extract::office::fonts) knows them.

use crate::extract::legacy::charset_of;
use crate::extract::office::builder::Builder;
use crate::text::legacy::{Charset, decode};
use encoding_rs::{
    BIG5, EUC_KR, Encoding, GBK, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_874, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
    WINDOWS_1257,
};
use std::collections::HashMap;

/// Fonts of a table that are kept.
const MOST: usize = 10_000;
/// Characters of a name that are kept.
const NAME: usize = 200;

/// How bytes become characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Codec {
    Table(&'static Encoding),
    /// Windows-1258, whose tone marks follow their letters.
    Vietnamese,
    /// Pictures: a private area of Unicode, as Word has it.
    Symbols,
}

impl Codec {
    /// Of a code page.
    fn of_page(page: i32) -> Option<Self> {
        let table = match page {
            874 => WINDOWS_874,
            932 => SHIFT_JIS,
            936 => GBK,
            949 => EUC_KR,
            950 => BIG5,
            1250 => WINDOWS_1250,
            1251 => WINDOWS_1251,
            1252 | 437 | 850 => WINDOWS_1252,
            1253 => WINDOWS_1253,
            1254 => WINDOWS_1254,
            1255 => WINDOWS_1255,
            1256 => WINDOWS_1256,
            1257 => WINDOWS_1257,
            1258 => return Some(Self::Vietnamese),
            10_000 => MACINTOSH,
            65_001 => UTF_8,
            _ => return None,
        };
        Some(Self::Table(table))
    }

    /// Of the character set that a font is for; `None` for the one that the file is in.
    fn of_charset(charset: i32) -> Option<Self> {
        Self::of_page(match charset {
            0 => 1252,
            2 => return Some(Self::Symbols),
            77 => 10_000,
            128 => 932,
            129 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            _ => return None,
        })
    }

    /// Whether letters of ASCII stand for something else, too.
    pub(super) fn is_symbols(self) -> bool {
        self == Self::Symbols
    }

    pub(super) fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Table(table) => table.decode_without_bom_handling(bytes).0.into_owned(),
            Self::Vietnamese => decode(Charset::Windows1258, bytes),
            Self::Symbols => bytes.iter().map(|byte| symbol(*byte)).collect(),
        }
    }
}

fn symbol(byte: u8) -> char {
    let private = char::from_u32(0xF000 + u32::from(byte)).filter(|_| byte > b' ');
    private.unwrap_or(char::from(byte))
}

/// A font of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Font {
    /// Its number in the story.
    pub(super) number: u16,
    codec: Option<Codec>,
}

/// The table of fonts.
#[derive(Debug)]
pub(super) struct Fonts {
    fonts: HashMap<i32, Font>,
    /// The code page of the file.
    page: Codec,
    /// The font that is being told.
    id: i32,
    name: String,
    codec: Option<Codec>,
}

impl Default for Fonts {
    fn default() -> Self {
        let page = Codec::Table(WINDOWS_1252);
        Self { fonts: HashMap::new(), page, id: 0, name: String::new(), codec: None }
    }
}

impl Fonts {
    /// The code page of the file.
    pub(super) fn set_page(&mut self, page: i32) {
        self.page = Codec::of_page(page).unwrap_or(self.page);
    }

    /// A font begins to be told.
    pub(super) fn begin(&mut self, id: i32) {
        (self.id, self.codec) = (id, None);
        self.name.clear();
    }

    pub(super) fn set_charset(&mut self, charset: i32) {
        self.codec = Codec::of_charset(charset);
    }

    pub(super) fn set_font_page(&mut self, page: i32) {
        self.codec = Codec::of_page(page).or(self.codec);
    }

    /// Letters of its name; a semicolon ends it.
    pub(super) fn push_name(&mut self, text: &str, builder: &mut Builder) {
        let (name, ends) = text.split_once(';').map_or((text, false), |(name, _)| (name, true));
        if self.name.len() < NAME {
            self.name.push_str(name);
        }
        if ends {
            self.end(builder);
        }
    }

    /// The font is told.
    pub(super) fn end(&mut self, builder: &mut Builder) {
        let name = self.name.trim();
        if !name.is_empty() && self.fonts.len() < MOST {
            let latin = charset_of(name).map(|_| Codec::Table(WINDOWS_1252));
            let font = Font { number: builder.font(name), codec: latin.or(self.codec) };
            self.fonts.insert(self.id, font);
        }
        self.name.clear();
    }

    /// The number in the story of the font with this id.
    pub(super) fn number(&self, id: i32) -> u16 {
        self.fonts.get(&id).map_or(0, |font| font.number)
    }

    /// What the bytes of the font with this id stand for.
    pub(super) fn codec(&self, id: i32) -> Codec {
        self.fonts.get(&id).and_then(|font| font.codec).unwrap_or(self.page)
    }
}
