//! The eight-bit encodings that Vietnamese was written in before Unicode: tables, no decision.
//!
//! In: bytes, or a text that shows each byte as a character. Out: text, every Vietnamese letter
//! precomposed (NFC). One file a table, each checked against two independent sources; none of them
//! is a copy of code, bytes and letters are facts.

mod capitals;
mod tcvn3;
mod viscii;
mod vni;
mod vps;
mod windows_1258;

pub use capitals::capitalize;

use super::letter::letter;
use encoding_rs::WINDOWS_1252;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// An eight-bit encoding of Vietnamese.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Charset {
    /// TCVN3 (ABC): fonts named `.Vn…`.
    Tcvn3,
    /// TCVN3 in a font that draws lower-case codes as capitals: `.Vn…H`.
    Tcvn3Capitals,
    /// VNI for Windows: fonts named `VNI-…`.
    Vni,
    /// Windows-1258.
    Windows1258,
    /// VISCII (RFC 1456).
    Viscii,
    /// VPS.
    Vps,
}

/// Decodes bytes; a byte that is nothing in the encoding becomes its Windows-1252 character, so no
/// byte is lost.
#[must_use]
pub fn decode(charset: Charset, bytes: &[u8]) -> String {
    compose(charset, bytes.iter().map(|byte| Shown { byte: Some(*byte), char: char::from(*byte) }))
}

/// Decodes a text in which each character stands for its byte, as a PDF with a legacy font or a
/// file that was converted wrongly shows it: by Latin-1 or by Windows-1252. Characters that are
/// neither stay.
#[must_use]
pub fn decode_shown(charset: Charset, shown: &str) -> String {
    compose(charset, shown.chars().map(|char| Shown { byte: byte_of(char), char }))
}

/// The byte that a character shows by Latin-1 or Windows-1252; `None` for any other character.
#[must_use]
pub fn byte_of(shown: char) -> Option<u8> {
    let windows = || {
        let at = WINDOWS.high.iter().position(|c| *c == shown)?;
        u8::try_from(at + 0x80).ok()
    };
    match shown {
        '\0'..='\u{FF}' => u8::try_from(shown).ok(),
        // What glyph names of PDF fonts give for µ · ¯.
        '\u{3BC}' => Some(0xB5),
        '\u{2219}' => Some(0xB7),
        '\u{2C9}' => Some(0xAF),
        // The highest of them is ™.
        '\u{152}'..='\u{2122}' => windows(),
        _ => None,
    }
}

/// A character of the input, and the byte it stands for.
struct Shown {
    byte: Option<u8>,
    char: char,
}

fn compose(charset: Charset, input: impl Iterator<Item = Shown>) -> String {
    let table = table(charset);
    let is_tcvn3 = matches!(charset, Charset::Tcvn3 | Charset::Tcvn3Capitals);
    let mut text = String::with_capacity(input.size_hint().0 * 3 / 2);
    let mut last = None;
    let mut input = input.peekable();
    while let Some(shown) = input.next() {
        if is_tcvn3 && matches!(shown.char, '-' | '\u{2212}') {
            let after = input.peek().and_then(|after| after.byte);
            let is_u = tcvn3::is_shown_u(last, shown.char, after);
            text.extend(last.replace(if is_u { 'ư' } else { shown.char }));
            continue;
        }
        let Some(byte) = shown.byte else {
            text.extend(last.replace(shown.char));
            continue;
        };
        let joined = last.filter(|_| byte >= 0x80).and_then(|base| (table.joined)(base, byte));
        if let Some(joined) = joined {
            last = Some(joined);
        } else {
            text.extend(last.replace(table.single(byte)));
        }
    }
    text.extend(last);
    if charset == Charset::Tcvn3Capitals { text.to_uppercase() } else { text }
}

/// One encoding: a character for each byte, and the letters that two bytes make.
struct Table {
    low: [char; 0x80],
    high: [char; 0x80],
    joined: fn(char, u8) -> Option<char>,
}

impl Table {
    fn new(single: fn(u8) -> char, joined: fn(char, u8) -> Option<char>) -> Self {
        let byte = |at: usize| u8::try_from(at).unwrap_or(u8::MAX);
        Self {
            low: std::array::from_fn(|at| single(byte(at))),
            high: std::array::from_fn(|at| single(byte(at + 0x80))),
            joined,
        }
    }

    fn single(&self, byte: u8) -> char {
        let (half, at) = if byte < 0x80 { (&self.low, byte) } else { (&self.high, byte - 0x80) };
        half.get(usize::from(at)).copied().unwrap_or(char::from(byte))
    }
}

fn table(charset: Charset) -> &'static Table {
    match charset {
        Charset::Tcvn3 | Charset::Tcvn3Capitals => &TCVN3,
        Charset::Vni => &VNI,
        Charset::Windows1258 => &WINDOWS_1258,
        Charset::Viscii => &VISCII,
        Charset::Vps => &VPS,
    }
}

static TCVN3: LazyLock<Table> = LazyLock::new(|| Table::new(tcvn3::single, tcvn3::joined));
static VNI: LazyLock<Table> = LazyLock::new(|| Table::new(vni::single, vni::joined));
static WINDOWS_1258: LazyLock<Table> =
    LazyLock::new(|| Table::new(windows_1258::single, windows_1258::joined));
static VISCII: LazyLock<Table> = LazyLock::new(|| Table::new(viscii::single, |_, _| None));
static VPS: LazyLock<Table> = LazyLock::new(|| Table::new(vps::single, |_, _| None));
static WINDOWS: LazyLock<Table> = LazyLock::new(|| {
    let single = |byte: u8| {
        let byte_alone = [byte];
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(&byte_alone);
        text.chars().next().unwrap_or(char::from(byte))
    };
    Table::new(single, |_, _| None)
});

/// The letter of Vietnamese that a mark makes of the one before it, if they make one.
fn with_mark(base: char, mark: char) -> Option<char> {
    let mut composed = [base, mark].into_iter().nfc();
    composed.next().filter(|c| letter(*c).is_some() && composed.next().is_none())
}

/// The character of a byte in Windows-1252.
#[must_use]
pub fn windows_1252(byte: u8) -> char {
    WINDOWS.single(byte)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [Charset; 5] =
        [Charset::Tcvn3, Charset::Vni, Charset::Windows1258, Charset::Viscii, Charset::Vps];
    const LETTERS: &str = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữự\
        yỳýỷỹỵđ";

    /// Every text of one or two bytes that a charset has for a letter.
    fn spellings(charset: Charset, letter: char) -> Vec<Vec<u8>> {
        let singles = (1..=255_u8).map(|a| vec![a]);
        let pairs = (0x41..=255_u8).flat_map(|a| (0x80..=255_u8).map(move |b| vec![a, b]));
        let is_it = |bytes: &Vec<u8>| decode(charset, bytes).chars().eq([letter]);
        singles.chain(pairs).filter(is_it).collect()
    }

    #[test]
    fn every_letter_can_be_written() {
        for charset in ALL {
            let capitals = LETTERS.to_uppercase();
            let capitals = if charset == Charset::Tcvn3 { "ĂÂÊÔƠƯĐ" } else { &capitals };
            for letter in LETTERS.chars().chain(capitals.chars()) {
                assert!(!spellings(charset, letter).is_empty(), "{charset:?} {letter}");
            }
        }
    }

    // The motto as fonts of each encoding store it, typed by hand.
    #[test]
    fn mottos() {
        let motto = "Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập - Tự do";
        let shown = [
            (Charset::Tcvn3, "Céng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do"),
            (Charset::Vni, "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam Ñoäc laäp - Töï do"),
            (Charset::Windows1258, "Côòng hoÌa xaÞ hôòi chuÒ nghiÞa Viêòt Nam Ðôòc lâòp - Týò do"),
            (Charset::Viscii, "Cµng hòa xã hµi chü nghîa Vi®t Nam Ðµc l§p - Tñ do"),
            (Charset::Vps, "C¶ng hòa xã h¶i chû nghïa ViŒt Nam ñ¶c lÆp - T¿ do"),
        ];
        for (charset, shown) in shown {
            assert_eq!(decode_shown(charset, shown), motto, "{charset:?}");
            let bytes: Vec<u8> = shown.chars().filter_map(byte_of).collect();
            assert_eq!(decode(charset, &bytes), motto, "{charset:?}");
        }
    }

    #[test]
    fn fonts_of_capitals() {
        let shown = "QuyÕt ®Þnh sè 15/Q§-UBND vÒ \u{AD}u tiªn";
        assert_eq!(decode_shown(Charset::Tcvn3, shown), "Quyết định số 15/QĐ-UBND về ưu tiên");
        assert_eq!(
            decode_shown(Charset::Tcvn3Capitals, shown),
            "QUYẾT ĐỊNH SỐ 15/QĐ-UBND VỀ ƯU TIÊN"
        );
    }

    #[test]
    fn capitals_of_vni_and_marks_in_the_other_case() {
        let shown = "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM, ÑÖÔØNG MYÕ Î";
        assert_eq!(
            decode_shown(Charset::Vni, shown),
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, ĐƯỜNG MỸ Ỵ"
        );
        assert_eq!(decode_shown(Charset::Vni, "AÁ Aá aÁ xø 5ù"), "Ấ Ấ ấ xø 5ù");
    }

    #[test]
    fn bytes_of_both_ways_to_show_them() {
        // A dash and quotes of Word, as Windows-1252 and as Latin-1 show them.
        for shown in ["\u{93}x· héi\u{94} \u{96} 30°C", "“x· héi” – 30°C"] {
            assert_eq!(decode_shown(Charset::Tcvn3, shown), "“xã hội” – 30°C");
        }
        assert_eq!(
            decode_shown(Charset::Tcvn3, "ph−¬ng ®-îc −u, kh-i 5 − 3"),
            "phương được ưu, kh-i 5 − 3"
        );
        assert_eq!(decode_shown(Charset::Tcvn3, "μ·…\u{FFFD}中ạ"), "àã…\u{FFFD}中ạ");
        assert_eq!(decode(Charset::Tcvn3, b"a\xB1 \xB0 m\xB2"), "ả ° m²");
    }

    fn assert_same_for_what_shows(bytes: &[u8]) {
        for charset in ALL {
            let text = decode(charset, bytes);
            assert!(text.chars().count() * 3 >= bytes.len(), "no byte is dropped");
            let latin: String = bytes.iter().map(|b| char::from(*b)).collect();
            assert_eq!(decode_shown(charset, &latin), text);
            let windows: String = bytes.iter().map(|b| windows_1252(*b)).collect();
            assert_eq!(decode_shown(charset, &windows), text);
        }
    }

    #[test]
    fn a_tone_behind_a_capital_is_the_same_for_what_shows_it() {
        assert_same_for_what_shows(&[159, 242]);
    }

    proptest! {
        #[test]
        fn decoding_is_the_same_for_bytes_and_for_what_shows_them(
            bytes in prop::collection::vec(any::<u8>(), 0..200)
        ) {
            assert_same_for_what_shows(&bytes);
        }

        #[test]
        fn letters_come_out_composed(bytes in prop::collection::vec(0x20..=255_u8, 0..200)) {
            for charset in [Charset::Tcvn3, Charset::Vni, Charset::Viscii, Charset::Vps] {
                let text = decode(charset, &bytes);
                prop_assert_eq!(text.nfc().collect::<String>(), text);
            }
        }
    }
}
