//! Writes a text in the encodings that the program reads: the reverse of its tables.

use encoding_rs::WINDOWS_1252;
use std::collections::HashMap;
use tracuu::text::legacy::{Charset, decode};

/// A form that a text file comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    Utf8,
    Utf16Le,
    Utf16Be,
    /// The bytes of a legacy encoding.
    Legacy(Charset),
    /// Those bytes, each saved as the UTF-8 of its Windows-1252 character.
    Shown(Charset),
    /// UTF-8 read as Windows-1252 and saved again, so many times.
    Scrambled(usize),
}

pub(crate) const CHARSETS: [Charset; 5] =
    [Charset::Tcvn3, Charset::Vni, Charset::Windows1258, Charset::Viscii, Charset::Vps];

/// The ways to write each letter in an encoding.
pub(crate) struct Writer {
    spellings: HashMap<Charset, HashMap<char, Vec<u8>>>,
}

impl Writer {
    pub(crate) fn new() -> Self {
        let spellings = CHARSETS.map(|charset| {
            let mut of = HashMap::new();
            let one = (0..=255_u8).map(|a| vec![a]);
            let two = (0x41..=255_u8).flat_map(|a| (0xC0..=255_u8).map(move |b| vec![a, b]));
            // A vowel and its mark are of one case; ơ ư stand at 0xF4 0xF6.
            let is_small = |byte: &u8| matches!(byte, b'a'..=b'z' | 0xE0..);
            let two = two.filter(|bytes| {
                charset != Charset::Vni || bytes.iter().all(is_small) || !bytes.iter().any(is_small)
            });
            let spellings: Vec<Vec<u8>> = match charset {
                // Letters are written with their marks apart, as keyboards do.
                Charset::Vni | Charset::Windows1258 => two.chain(one).collect(),
                _ => one.collect(),
            };
            for bytes in spellings {
                let text = decode(charset, &bytes);
                let mut chars = text.chars();
                if let (Some(c), None) = (chars.next(), chars.next()) {
                    of.entry(c).or_insert(bytes);
                }
            }
            (charset, of)
        });
        Self { spellings: spellings.into() }
    }

    /// The text in a form, and what is to be read from it: TCVN3 lacks capitals, and no encoding
    /// has every dash.
    pub(crate) fn write(&self, text: &str, form: Form) -> (Vec<u8>, String) {
        let as_it_is = text.to_owned();
        match form {
            Form::Utf8 => (text.as_bytes().to_vec(), as_it_is),
            Form::Utf16Le => (text.encode_utf16().flat_map(u16::to_le_bytes).collect(), as_it_is),
            Form::Utf16Be => (text.encode_utf16().flat_map(u16::to_be_bytes).collect(), as_it_is),
            Form::Scrambled(rounds) => {
                let mut bytes = text.as_bytes().to_vec();
                for _ in 0..rounds {
                    bytes = shown(&bytes).into_bytes();
                }
                (bytes, as_it_is)
            }
            Form::Legacy(charset) => self.legacy(text, charset),
            Form::Shown(charset) => {
                let (bytes, truth) = self.legacy(text, charset);
                (shown(&bytes).into_bytes(), truth)
            }
        }
    }

    fn legacy(&self, text: &str, charset: Charset) -> (Vec<u8>, String) {
        let spellings = &self.spellings[&charset];
        let (mut bytes, mut truth) = (Vec::new(), String::new());
        for c in text.chars() {
            let lower = c.to_lowercase().next().unwrap_or(c);
            let written = [c, lower, '-'].into_iter().find(|c| {
                // The capitals of TCVN 5712 that the ABC fonts lack.
                let has_no_capitals = charset == Charset::Tcvn3 && !"ĂÂÊÔƠƯĐ".contains(*c);
                let is_missing = has_no_capitals && c.is_uppercase() && !c.is_ascii();
                !is_missing && spellings.contains_key(c)
            });
            let written = written.unwrap_or('-');
            bytes.extend(&spellings[&written]);
            truth.push(written);
        }
        (bytes, truth)
    }
}

/// What a program shows that takes bytes for Windows-1252.
pub(crate) fn shown(bytes: &[u8]) -> String {
    WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}
