//! Values made fit for a reader's eye: text of documents without what could disturb the page, dates
//! and counts in the Vietnamese form. Escaping is the templates' work.

use jiff::civil::Date;
use std::fmt::Write;

/// A text of several lines: without control characters, and without those that turn the direction
/// of what follows or hide in it.
pub(crate) fn text(given: &str) -> String {
    given.chars().filter(|c| *c == '\n' || !is_hidden(*c)).collect()
}

/// As [`text`], on one line.
pub(crate) fn line(given: &str) -> String {
    let spaced: String = given.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    text(&spaced)
}

/// Controls, directional marks and embeddings (Unicode Bidi_Control), byte order marks, tags.
/// Joiners and zero-width spaces stay: they belong to words.
fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(
            c,
            '\u{61C}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2066}'..='\u{2069}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// `08/5/2026`, `15/02/2026`: a day below 10 and the months 1 and 2 take a zero (Nghị định
/// 30/2020/NĐ-CP, Phụ lục I). A year alone, `2025`, stays; what is no date is shown as it is.
pub(crate) fn date(iso: &str) -> String {
    let Ok(date) = iso.parse::<Date>() else { return line(iso) };
    let month = date.month();
    let zero = if month < 3 { "0" } else { "" };
    format!("{:02}/{zero}{month}/{}", date.day(), date.year())
}

/// `1.204`.
pub(crate) fn count(number: impl Into<u64>) -> String {
    let digits = number.into().to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// `12,4 MB`: decimal units, a comma before the tenths.
pub(crate) fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if bytes < 1000 {
        return format!("{bytes} byte");
    }
    let mut amount = bytes as f64 / 1000.0;
    let mut unit = UNITS[0];
    for larger in UNITS.iter().skip(1) {
        if amount < 999.95 {
            break;
        }
        amount /= 1000.0;
        unit = larger;
    }
    let mut out = String::new();
    let _ = write!(out, "{amount:.1} {unit}");
    out.replace('.', ",")
}

/// The last part of a path.
pub(crate) fn file_name(path: &str) -> String {
    line(path.rsplit(['/', '\\']).next().unwrap_or(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_left_out() {
        assert_eq!(text("số\u{0}\u{1b}[31m\u{202e}12\u{2069}\r\nhai"), "số[31m12\nhai");
        assert_eq!(line("một\n\thai\u{200f}"), "một  hai");
    }

    #[test]
    fn dates_have_zeros_where_the_decree_wants_them() {
        assert_eq!(date("2026-05-08"), "08/5/2026");
        assert_eq!(date("2026-02-15"), "15/02/2026");
        assert_eq!(date("2025-12-15"), "15/12/2025");
        assert_eq!(date("2025"), "2025");
    }

    #[test]
    fn counts_and_sizes() {
        assert_eq!([0u64, 999, 1204, 1_234_567].map(count), ["0", "999", "1.204", "1.234.567"]);
        let sizes = [0, 999, 1000, 12_400, 999_960, 12_400_000, 3_000_000_000];
        assert_eq!(
            sizes.map(size),
            ["0 byte", "999 byte", "1,0 kB", "12,4 kB", "1,0 MB", "12,4 MB", "3,0 GB"]
        );
    }
}
