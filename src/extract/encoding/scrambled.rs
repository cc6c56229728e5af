//! UTF-8 that was read as Windows-1252 and saved again ("Há»™i").
//!
//! In: a text. Out: what it was before. Five bytes have no character in Windows-1252: they come as
//! control characters, or are lost as `?` or U+FFFD. A lost letter is restored where just one makes
//! a syllable, else it stays U+FFFD. A Vietnamese Windows shows 0xC3 as Ă, and some programs put a
//! space for U+00A0 and nothing for U+00AD, the second bytes of à and í.

use crate::text::legacy::byte_of;
use crate::text::syllable::is_legal;
use crate::text::token::is_combining_mark;

/// Characters of a word looked at behind a space that may be the second byte of à.
const AHEAD: usize = 24;

/// What the first bytes of letters and punctuation show as, and 0xC3 in a Vietnamese Windows.
const LEADS: [char; 9] = ['Ã', 'Ä', 'Å', 'Æ', 'Ì', 'á', 'Ă', 'Â', 'â'];

/// The text before it was read wrongly; `None` if nothing in it looks so.
pub(super) fn restore(text: &str) -> Option<String> {
    if !text.contains(LEADS) {
        return None;
    }
    let mut restored = Restored::default();
    let mut found = false;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let sequence = sequence(rest).or_else(|| lone(rest, restored.word()));
        found |= sequence.is_some();
        let length = sequence.as_ref().map_or(first.len_utf8(), |s| s.length);
        match sequence.map(|s| s.letter) {
            Some(Letter::Known(letter)) => restored.push(letter),
            Some(Letter::Lost(options)) => restored.push_lost(options),
            None => restored.push(first),
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    restored.end_word();
    found.then_some(restored.text)
}

/// The characters that one letter shows as.
struct Sequence {
    letter: Letter,
    /// UTF-8 bytes of the characters.
    length: usize,
}

enum Letter {
    Known(char),
    /// One of these: its last byte is lost.
    Lost(&'static [char]),
}

/// The letter whose bytes the first characters show.
fn sequence(text: &str) -> Option<Sequence> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let mut length = first.len_utf8();
    let lead = lead_of(first)?;
    let more = match lead {
        0xC2..=0xDF => 1,
        0xE0..=0xEF => 2,
        0xF0..=0xF4 => 3,
        _ => return None,
    };
    let mut bytes = vec![lead];
    for c in chars.take(more) {
        length += c.len_utf8();
        match byte_of(c) {
            Some(byte @ 0x80..=0xBF) => bytes.push(byte),
            _ if matches!(c, '?' | char::REPLACEMENT_CHARACTER) => {
                let letter = Letter::Lost(options(&bytes)?);
                return Some(Sequence { letter, length });
            }
            _ => return None,
        }
    }
    let letter = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    Some(Sequence { letter: Letter::Known(letter), length })
}

fn lead_of(c: char) -> Option<u8> {
    if c == 'Ă' { Some(0xC3) } else { byte_of(c) }
}

/// The Vietnamese letters that begin with these bytes and end in a lost one.
fn options(bytes: &[u8]) -> Option<&'static [char]> {
    match bytes {
        [0xC3] => Some(&['Á', 'Í', 'Ý']),
        [0xC4] => Some(&['Đ']),
        [0xE1, 0xBB] => Some(&['ề', 'ọ', 'ỏ', 'ờ', 'Ố']),
        _ => None,
    }
}

/// An à whose second byte became a space, or an í whose second byte is gone; `before` is the
/// beginning of its word.
fn lone(text: &str, before: &str) -> Option<Sequence> {
    let first = text.chars().next().filter(|c| lead_of(*c) == Some(0xC3))?;
    // XÃ is a word.
    if before.chars().last().is_some_and(|c| c.is_ascii_uppercase()) && before.len() > 1 {
        return None;
    }
    let length = first.len_utf8();
    let behind = text.get(length..)?;
    let (letter, length) = match behind.chars().next() {
        Some(' ') if !ends_word(before, behind) => ('à', length + 1),
        Some(c) if c.is_ascii_lowercase() => ('í', length),
        _ => ('à', length),
    };
    Some(Sequence { letter: Letter::Known(letter), length })
}

/// Whether the space behind a lone à is a space: what follows it is no part of the same syllable.
fn ends_word(before: &str, behind: &str) -> bool {
    let next: String = behind.chars().skip(1).take(AHEAD).take_while(|c| *c != ' ').collect();
    let next = restore(&next).unwrap_or(next);
    let letters: String = next.chars().take_while(|c| c.is_alphabetic()).collect();
    !letters.is_empty() && !is_legal(&format!("{before}à{letters}"))
}

/// The text so far, and the lost letters of its last word.
#[derive(Default)]
struct Restored {
    text: String,
    word_start: usize,
    lost: Vec<(usize, &'static [char])>,
}

impl Restored {
    fn word(&self) -> &str {
        self.text.get(self.word_start..).unwrap_or_default()
    }

    fn push(&mut self, c: char) {
        let is_in_word = c.is_alphabetic() || is_combining_mark(c);
        if !is_in_word {
            self.end_word();
        }
        self.text.push(c);
        if !is_in_word {
            self.word_start = self.text.len();
        }
    }

    fn push_lost(&mut self, options: &'static [char]) {
        match options {
            [one] => self.push(*one),
            _ => {
                self.lost.push((self.text.len() - self.word_start, options));
                self.text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }

    /// Settles the lost letter of the last word.
    fn end_word(&mut self) {
        if let [(at, options)] = self.lost[..] {
            let with = |option: &char| {
                let mut word = self.word().to_owned();
                let end = at + char::REPLACEMENT_CHARACTER.len_utf8();
                word.replace_range(at..end, option.encode_utf8(&mut [0; 4]));
                word
            };
            let legal: Vec<String> = options.iter().map(with).filter(|w| is_legal(w)).collect();
            if let [word] = &legal[..] {
                self.text.truncate(self.word_start);
                self.text.push_str(word);
            }
        }
        self.lost.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::WINDOWS_1252;

    /// As a program shows UTF-8 that it takes for Windows-1252.
    fn scrambled(text: &str) -> String {
        WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    const TEXT: &str = "Quyết định về việc phát triển hạ tầng số; ĐẢNG ỦY xã Đông Hòa, XÃ HỘI\n\
        “và các thành tích” – ở bài học, đều được";

    #[test]
    fn one_round_restores_one_reading() {
        assert_eq!(restore(&scrambled(TEXT)).as_deref(), Some(TEXT));
        let twice = scrambled(&scrambled(TEXT));
        assert_eq!(restore(&restore(&twice).unwrap()).as_deref(), Some(TEXT));
        assert_eq!(restore("Hà Nội, naïve café"), None);
    }

    #[test]
    fn lost_bytes_are_restored_where_one_letter_fits() {
        for lost in ["?", "\u{FFFD}"] {
            let shown = scrambled("Điều tiền đường thường về")
                .replace(['\u{8F}', '\u{90}', '\u{9D}', '\u{81}', '\u{8D}'], lost);
            assert_eq!(restore(&shown).as_deref(), Some("Điều tiền đường thường v\u{FFFD}"));
        }
    }

    #[test]
    fn spaces_that_were_second_bytes() {
        let shown = scrambled("và các thành tích, bài toán là")
            .replace('\u{A0}', " ")
            .replace('\u{AD}', "");
        assert_eq!(restore(&shown).as_deref(), Some("và các thành tích, bài toán là"));
        assert_eq!(restore("vÃ  giÃ¡o").as_deref(), Some("và giáo"));
        assert_eq!(restore("vÃ giÃ¡o").as_deref(), Some("và giáo"));
    }
}
