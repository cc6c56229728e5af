//! The ways a group of bytes can be read.
//!
//! In: bytes and a [`Reading`]. Out: the text. No decision.

use super::scrambled;
use crate::document::Encoding;
use crate::text::legacy::{self, Charset};
use encoding_rs::WINDOWS_1252;
use std::borrow::Cow;

/// A way to read bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// UTF-8 as it is; bytes that are none become U+FFFD.
    Plain,
    /// Bytes of a legacy encoding.
    Bytes(Charset),
    /// UTF-8 whose characters show the bytes of a legacy encoding.
    Shown(Charset),
    /// UTF-8 that was read as Windows-1252 so many times.
    Scrambled(u8),
    /// Windows-1252, of some Western language.
    Western,
    /// Bytes of nothing known, shown as Windows-1252.
    Unknown,
}

/// The legacy encodings of Vietnamese, the frequent ones first.
const CHARSETS: [Charset; 5] =
    [Charset::Tcvn3, Charset::Vni, Charset::Windows1258, Charset::Viscii, Charset::Vps];

impl Reading {
    /// The ways to read bytes that are no UTF-8 as Vietnamese.
    pub(super) fn of_bytes() -> impl Iterator<Item = Self> {
        CHARSETS.into_iter().map(Self::Bytes)
    }

    /// The ways to read UTF-8 as Vietnamese that it does not look like.
    pub(super) fn of_shown() -> impl Iterator<Item = Self> {
        CHARSETS.into_iter().map(Self::Shown).chain((1..=3).map(Self::Scrambled))
    }

    /// The text of the bytes; `None` if they cannot be read so.
    pub(super) fn read(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Plain => String::from_utf8_lossy(bytes),
            Self::Bytes(charset) => Cow::Owned(capitals(charset, legacy::decode(charset, bytes))),
            Self::Shown(charset) => {
                let shown = std::str::from_utf8(bytes).ok()?;
                Cow::Owned(capitals(charset, legacy::decode_shown(charset, shown)))
            }
            Self::Scrambled(rounds) => {
                let mut text = Cow::Borrowed(std::str::from_utf8(bytes).ok()?);
                for _ in 0..rounds {
                    text = Cow::Owned(scrambled::restore(&text)?);
                }
                text
            }
            Self::Western | Self::Unknown => WINDOWS_1252.decode_without_bom_handling(bytes).0,
        })
    }

    /// What the encoding is called; `None` where it is the one of the file.
    pub(super) fn encoding(self) -> Option<Encoding> {
        match self {
            Self::Plain => None,
            Self::Bytes(charset) | Self::Shown(charset) => Some(match charset {
                Charset::Tcvn3 | Charset::Tcvn3Capitals => Encoding::Tcvn3,
                Charset::Vni => Encoding::Vni,
                Charset::Windows1258 => Encoding::Windows1258,
                Charset::Viscii => Encoding::Viscii,
                Charset::Vps => Encoding::Vps,
            }),
            Self::Scrambled(_) => Some(Encoding::Utf8AsWindows1252),
            Self::Western => Some(Encoding::Windows1252),
            Self::Unknown => Some(Encoding::Unknown),
        }
    }
}

/// TCVN3 has no capitals for most letters: in a word of capitals those stand in lower case.
fn capitals(charset: Charset, text: String) -> String {
    if charset == Charset::Tcvn3 { legacy::capitalize(text) } else { text }
}
