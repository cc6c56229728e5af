//! Which fonts show letters of an eight-bit encoding, by their names and by the words they make.
//!
//! Decided font by font, never for a whole document: pages mix .VnTime with Times New Roman. A name
//! (`.VnTime`, `VNI-Times`) says what to expect, the words that the font is part of have the last
//! word: where the name says nothing, a font is decoded only if its words are hardly Vietnamese as
//! they are shown, and nearly all of them are once decoded. The evidence of all pages is added up.

use crate::text::legacy::{Charset, byte_of, decode};
use crate::text::syllable::is_legal;
use std::collections::HashSet;

/// Where the byte of a glyph is to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The code that the page shows: subsets keep it, unless they number their glyphs anew.
    Code,
    /// The character that the file says it shows.
    Shown,
}

/// How the glyphs of a font become letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) charset: Charset,
    pub(super) source: Source,
}

/// Every reading that is tried; on equal evidence the earlier one holds.
pub(super) const READINGS: [Reading; 10] = {
    const fn reading(charset: Charset, source: Source) -> Reading {
        Reading { charset, source }
    }
    [
        reading(Charset::Tcvn3, Source::Code),
        reading(Charset::Tcvn3, Source::Shown),
        reading(Charset::Vni, Source::Code),
        reading(Charset::Vni, Source::Shown),
        reading(Charset::Windows1258, Source::Code),
        reading(Charset::Windows1258, Source::Shown),
        reading(Charset::Viscii, Source::Code),
        reading(Charset::Viscii, Source::Shown),
        reading(Charset::Vps, Source::Code),
        reading(Charset::Vps, Source::Shown),
    ]
};

/// Different words after which a font is decided for the rest of the file.
const ENOUGH: usize = 300;
/// Different words that a font without a telling name needs.
const WORDS: u32 = 6;
/// The same where another font of the file is decided already, and for the same encoding.
const WORDS_OF_KIN: u32 = 2;
/// Different words that prove a name wrong, or what is half right as it is shown.
const MANY: u32 = 12;

/// What the pages read so far say about a font.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// What its name says.
    named: Option<Charset>,
    /// Words counted so far, as they are shown.
    words: HashSet<String>,
    /// How many of them are Vietnamese as they are shown.
    as_shown: u32,
    /// And by each of [`READINGS`].
    legal: [u32; READINGS.len()],
    /// Glyphs whose code is the ASCII letter that they show, and those whose code is not.
    codes: (u32, u32),
}

/// What to do with a font's glyphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// They are what they show.
    AsShown,
    /// They are to be decoded.
    Decode(Reading),
    /// They show no Vietnamese, but too little to say what else.
    Unsure,
}

impl Evidence {
    /// Nothing but a name.
    pub(super) fn of_name(name: &str) -> Self {
        Self { named: charset_of(name), ..Self::default() }
    }

    /// Whether the name says that the font is a legacy one.
    pub(super) fn is_named(&self) -> bool {
        self.named.is_some()
    }

    /// Whether more words would change nothing.
    pub(super) fn is_complete(&self) -> bool {
        self.words.len() >= ENOUGH
    }

    /// Whether a good part of the words is no Vietnamese.
    pub(super) fn is_doubtful(&self) -> bool {
        let words = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        words >= self.as_shown.saturating_add(4) && self.as_shown * 10 < words * 9
    }

    /// Whether enough was seen to say that the font shows what it is.
    pub(super) fn is_cleared(&self) -> bool {
        self.is_complete() && self.verdict(&[]) == Verdict::AsShown
    }

    /// Counts a glyph that shows an ASCII letter.
    pub(super) fn count_ascii(&mut self, is_its_code: bool) {
        let count = if is_its_code { &mut self.codes.0 } else { &mut self.codes.1 };
        *count = count.saturating_add(1);
    }

    /// Counts a word in which the font shows more than ASCII; `by` gives it by each reading.
    pub(super) fn count(&mut self, shown: String, mut by: impl FnMut(Reading) -> String) {
        if self.is_complete() || self.words.contains(&shown) {
            return;
        }
        let as_shown = is_vietnamese(&shown);
        self.as_shown += u32::from(as_shown);
        for (reading, legal) in READINGS.iter().zip(&mut self.legal) {
            // VISCII and VPS have the vowels of Latin-1 in their places, the others do not: a word
            // that is right as it is shown is worth no closer look.
            let is_western = matches!(reading.charset, Charset::Viscii | Charset::Vps);
            let is_legal = match self.named {
                None if as_shown => is_western,
                _ => is_vietnamese(&by(*reading)),
            };
            *legal += u32::from(is_legal);
        }
        self.words.insert(shown);
    }

    /// What is to be done; `kin` are the encodings of the file's other fonts.
    pub(super) fn verdict(&self, kin: &[Charset]) -> Verdict {
        let words = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        if self.named.is_none() && words == 0 {
            return Verdict::AsShown;
        }
        let codes_are_bytes = self.codes.0 > self.codes.1;
        let better = |(reading, legal): (&Reading, &u32)| {
            let is_named = self.named.is_some_and(|named| plain(named) == reading.charset);
            let is_likely = (reading.source == Source::Code) == codes_are_bytes;
            (*legal, is_named, is_likely)
        };
        let best = READINGS.iter().zip(&self.legal).rev().max_by_key(|of| better(*of));
        let Some((reading, legal)) = best else { return Verdict::AsShown };
        if let Some(named) = self.named {
            let of_name = READINGS.iter().zip(&self.legal).rev();
            let of_name =
                of_name.filter(|(r, _)| r.charset == plain(named)).max_by_key(|of| better(*of));
            // The name is wrong only if another encoding makes far more words, and many.
            let (reading, legal) = match of_name {
                Some((own, of_own)) if of_own * 3 >= legal * 2 || words < MANY => {
                    (Reading { charset: named, source: own.source }, of_own)
                }
                _ => (*reading, legal),
            };
            // A Unicode font may have the name of a legacy one.
            return if self.as_shown > *legal {
                Verdict::AsShown
            } else {
                Verdict::Decode(reading)
            };
        }
        let needed = if kin.contains(&reading.charset) { WORDS_OF_KIN } else { WORDS };
        let is_good = legal * 5 >= words * 4 && self.as_shown * 5 <= words * 2;
        let is_perfect = legal * 20 >= words * 19 && self.as_shown * 10 <= words * 7;
        if words >= needed && (is_good || (is_perfect && words >= MANY)) {
            Verdict::Decode(*reading)
        } else if self.as_shown * 10 <= words * 7 {
            Verdict::Unsure
        } else {
            Verdict::AsShown
        }
    }
}

/// The encoding without what is special to a font.
fn plain(charset: Charset) -> Charset {
    if charset == Charset::Tcvn3Capitals { Charset::Tcvn3 } else { charset }
}

/// The encoding that a font's name stands for.
///
/// `.VnTime` and its family are TCVN3, `.VnTimeH` shows capitals; the dot and the hyphens of VNI
/// and VPS fonts get lost on some ways to PDF.
pub(super) fn charset_of(name: &str) -> Option<Charset> {
    let family = family(name);
    let lower = family.to_ascii_lowercase();
    let compact: String = lower.chars().filter(char::is_ascii_alphanumeric).collect();
    let is_abc = lower.starts_with(".vn")
        || compact.strip_prefix("vn").is_some_and(|face| ABC.iter().any(|f| face.starts_with(f)));
    if is_abc {
        let is_capital = family.ends_with('H') || (lower == family && lower.ends_with('h'));
        return Some(if is_capital { Charset::Tcvn3Capitals } else { Charset::Tcvn3 });
    }
    match () {
        () if compact.starts_with("vni") => Some(Charset::Vni),
        () if compact.starts_with("viscii") => Some(Charset::Viscii),
        () if compact.starts_with("vps") => Some(Charset::Vps),
        () => None,
    }
}

/// Faces of the ABC fonts, as far as they are common in documents: a name without its dot is one
/// of theirs only with a face of theirs.
const ABC: [&str; 14] = [
    "time",
    "arial",
    "courier",
    "avant",
    "helv",
    "univers",
    "centuryschoolbook",
    "book",
    "arabia",
    "aristote",
    "black",
    "bodoni",
    "clarendon",
    "commercial",
];

/// A name without its style: ".VnTimeH,Bold", "VNI-Times-Bold-Italic", "VnTimeBold".
fn family(name: &str) -> &str {
    const STYLES: [&str; 8] =
        ["bold", "italic", "oblique", "regular", "normal", "roman", "mt", "ps"];
    let mut family = name.split(',').next().unwrap_or(name);
    loop {
        let bare = family.trim_end_matches([' ', '-', '_']);
        let style = STYLES.iter().find_map(|style| {
            let at = bare.len().checked_sub(style.len()).filter(|at| *at > 0)?;
            let (head, tail) = bare.split_at_checked(at)?;
            tail.eq_ignore_ascii_case(style).then_some(head)
        });
        match style {
            Some(head) => family = head,
            None => return bare,
        }
    }
}

/// Whether a drawn word is Vietnamese: its parts between ASCII punctuation are syllables, numbers
/// or abbreviations, and one is a syllable.
pub(super) fn is_vietnamese(word: &str) -> bool {
    let is_quote = |c: char| matches!(c, '“' | '”' | '‘' | '’' | '«' | '»' | '–' | '—' | '…');
    let mut syllables = 0;
    for part in word.split(|c: char| c.is_ascii_punctuation() || is_quote(c)) {
        let is_number = part.bytes().all(|b| b.is_ascii_digit());
        if is_number || is_abbreviation(part) {
            continue;
        }
        if !is_legal(part) {
            return false;
        }
        syllables += 1;
    }
    syllables > 0
}

/// Capitals such as QĐ or UBND: no syllable, but no sign of a wrong encoding either.
fn is_abbreviation(part: &str) -> bool {
    part.chars().all(|c| c == 'Đ' || c.is_ascii_uppercase())
}

/// The byte of a shown character. Besides what a byte shows by its encoding: the hyphens and the
/// minus sign that stand for 0xAD, and the private characters of a symbol font.
pub(super) fn byte_of_shown(shown: char) -> Option<u8> {
    match shown {
        '\u{2010}' | '\u{2011}' | '\u{2212}' => Some(0xAD),
        '\u{F020}'..='\u{F0FF}' => u8::try_from(u32::from(shown) & 0xFF).ok(),
        _ => byte_of(shown),
    }
}

/// A Vietnamese letter that is in no eight-bit code page of the west: ă đ ơ ư and those of the
/// block of U+1EA0.
pub(super) fn is_unicode_letter(c: char) -> bool {
    matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1EA0}'..='\u{1EF9}')
}

/// The letter that two bytes make together, if they make one.
pub(super) fn joined(charset: Charset, base: u8, mark: u8) -> Option<char> {
    one(&decode(charset, &[base, mark]))
}

/// The letter of one byte.
pub(super) fn single(charset: Charset, byte: u8) -> char {
    one(&decode(charset, &[byte])).unwrap_or(char::from(byte))
}

fn one(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fonts() {
        for (name, charset) in [
            (".VnTime", Some(Charset::Tcvn3)),
            (".VnArial NarrowH,BoldItalic", Some(Charset::Tcvn3Capitals)),
            (".VnTimeH,Bold", Some(Charset::Tcvn3Capitals)),
            ("VnTimeH-BoldItalic", Some(Charset::Tcvn3Capitals)),
            (".vntimeh", Some(Charset::Tcvn3Capitals)),
            (".VNTIME", Some(Charset::Tcvn3)),
            (".VnHelvetInsH", Some(Charset::Tcvn3Capitals)),
            ("VnTimeBold", Some(Charset::Tcvn3)),
            ("VNI-Helve-Bold", Some(Charset::Vni)),
            ("VNI Times,Italic", Some(Charset::Vni)),
            ("VNITimes", Some(Charset::Vni)),
            ("VPS Times", Some(Charset::Vps)),
            ("VISCII Arial", Some(Charset::Viscii)),
            ("TimesNewRomanPS-BoldMT", None),
            ("ViviennePlain", None),
            ("Helvetica", None),
            ("Bold", None),
            ("", None),
        ] {
            assert_eq!(charset_of(name), charset, "{name}");
        }
    }

    #[test]
    fn drawn_words() {
        for word in ["(Quyết", "lý/QĐ-UBND.", "“là”", "Nghị,"] {
            assert!(is_vietnamese(word), "{word}");
        }
        for word in ["ViÖt", "Coäng", "2019", "QĐ", "\u{FFFD}a", "l\u{FFFD}"] {
            assert!(!is_vietnamese(word), "{word}");
        }
    }
}
