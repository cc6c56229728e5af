//! Dates as directives write them.
//!
//! In: tokens and a place. Out: a [`Date`], whole or in part, and where it ends. Blanks stay blank.

use super::lead;
use super::tokens::{Gap, Tokens};
use crate::text::numeral::numeral;

/// A date, or what of it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
}

impl Date {
    /// `2025-11-14` if day, month and year are written and are a day of the calendar.
    pub(super) fn iso(self) -> Option<String> {
        self.day().map(|day| day.to_string())
    }

    /// The day of the calendar, if day, month and year are written and are one.
    pub(super) fn day(self) -> Option<jiff::civil::Date> {
        jiff::civil::Date::new(self.year?, self.month?, self.day?).ok()
    }

    /// As much as is written: `2025-11-14`, or `2025`.
    pub(super) fn known(self) -> Option<String> {
        self.iso().or_else(|| self.year.map(|year| year.to_string()))
    }
}

/// A small number at token `i`, letters that OCR puts for digits repaired; the token after it.
fn small(tokens: &Tokens, i: usize) -> Option<(i8, usize)> {
    let (mut digits, mut at, mut true_digits) = (String::new(), i, false);
    while at < i + 3 && (at == i || tokens.glued(at)) {
        if tokens.is_digits(at) {
            digits.push_str(tokens.nfc(at));
            true_digits = true;
        } else if tokens.is_word(at) && tokens.folded(at).chars().all(|c| "ilo".contains(c)) {
            let digit = |c| if c == 'o' { '0' } else { '1' };
            digits.extend(tokens.folded(at).chars().map(digit));
        } else {
            break;
        }
        at += 1;
    }
    // "O01": a smear before the digits.
    let value = digits.strip_prefix("00").filter(|rest| !rest.is_empty()).unwrap_or(&digits);
    let fits = true_digits && value.len() <= 2;
    fits.then(|| value.parse().ok()).flatten().map(|n| (n, at))
}

/// A year at token `i`, of four digits.
pub(super) fn year(tokens: &Tokens, i: usize) -> Option<i16> {
    super::grammar::year(tokens, i).and_then(|year| i16::try_from(year).ok())
}

/// The date at token `i`: `14/11/2025`, `14-11-2025`, `14.11.2025`.
pub(super) fn digits_at(tokens: &Tokens, i: usize) -> Option<(Date, usize)> {
    let (day, at) = small(tokens, i)?;
    let joint = |at: usize| ['/', '-', '.'].into_iter().any(|s| tokens.is_sign(at, s));
    let (month, next) = joint(at).then(|| small(tokens, at + 1)).flatten()?;
    let year = joint(next).then(|| year(tokens, next + 1)).flatten()?;
    let valid = (1..=31).contains(&day) && (1..=12).contains(&month);
    valid.then_some((Date { year: Some(year), month: Some(month), day: Some(day) }, next + 2))
}

/// The date in words at token `i`: `ngày 08 tháng 5 năm 2026`, with any part left blank
/// (`ngày … tháng … năm 2025`), the words maybe damaged (`ngay 08 théng 9 nim 2025`).
pub(super) fn words_at(tokens: &Tokens, i: usize) -> Option<(Date, usize)> {
    if !like(tokens, i, "ngay") {
        return None;
    }
    // "ngàyl6": the first digit stuck to the word.
    let is_stuck = tokens.folded(i) == "ngayl" && tokens.glued(i + 1);
    // "ngày mồng 2 tháng 9"
    let is_first_days = matches!(tokens.folded(i + 1), "mong" | "mung");
    let (day, at) = part(tokens, i + 1 + usize::from(is_first_days));
    let stuck = |day| match day {
        Part::Digits(n @ 0..10) if is_stuck => Part::Digits(10 + n),
        day => day,
    };
    if !like(tokens, at, "thang") {
        return None;
    }
    let month = named_month(tokens, at + 1);
    let (month, at) = month.unwrap_or_else(|| part(tokens, at + 1));
    if !like(tokens, at, "nam") {
        return None;
    }
    let mut at = dots(tokens, at + 1);
    let year = year(tokens, at);
    // "năm 202…": a year that is half printed says nothing.
    if year.is_some() || (tokens.is_digits(at) && tokens.gap(at) <= Gap::Space) {
        at += 1;
    }
    let at = if year.is_none() { dots(tokens, at) } else { at };
    let is_new = year.is_some_and(|year| year >= ARABIC);
    let number = |part| match part {
        Part::Digits(n) => Some(n),
        Part::Letters(n) => Some(n).filter(|_| is_new),
    };
    let (day, month) = (day.map(stuck).and_then(number), month.and_then(number));
    let day = day.filter(|day| (1..=31).contains(day));
    let month = month.filter(|month| (1..=12).contains(month));
    Some((Date { year, month, day }, at))
}

/// A day or a month, as it is printed.
#[derive(Debug, Clone, Copy)]
enum Part {
    Digits(i8),
    /// Letters that may be digits, or Roman.
    Letters(i8),
}

/// A month by its name at token `i`, as in papers of old: `tháng tư`, `tháng Giêng`, `tháng mười một`.
fn named_month(tokens: &Tokens, i: usize) -> Option<(Option<Part>, usize)> {
    // "tháng năm 2026" is a blank month.
    let ends = |end: usize| like(tokens, end, "nam").then_some(end);
    let first = numeral(tokens.folded(i))?;
    let second = || (first == 10).then(|| numeral(tokens.folded(i + 1))).flatten();
    let (month, end) = match ends(i + 1) {
        Some(end) => (first, end),
        None => (first + second().filter(|second| *second <= 2)?, ends(i + 2)?),
    };
    Some((Some(Part::Digits(month)), end))
}

/// Since when no office writes months in Roman figures: `II` is an OCR's 11, not February.
const ARABIC: i16 = 1976;

/// A small number at token `i` of which an OCR has left no digit: `II`, `lO`.
fn letters(tokens: &Tokens, i: usize) -> Option<i8> {
    let digits: String =
        tokens.nfc(i).chars().map(|c| if "Il".contains(c) { '1' } else { '0' }).collect();
    let is_read = tokens.is_word(i) && tokens.nfc(i).chars().all(|c| "IlOo".contains(c));
    (is_read && digits.len() <= 2).then(|| digits.parse().ok()).flatten().filter(|n| *n > 0)
}

/// A number that may be blank or dotted.
fn part(tokens: &Tokens, i: usize) -> (Option<Part>, usize) {
    let at = dots(tokens, i);
    let digits = small(tokens, at).map(|(n, at)| (Part::Digits(n), at));
    let part = digits.or_else(|| letters(tokens, at).map(|n| (Part::Letters(n), at + 1)));
    match part.filter(|_| tokens.gap(at) <= Gap::Line) {
        Some((part, at)) => (Some(part), dots(tokens, at)),
        None => (None, at),
    }
}

/// Past dots, underscores and the like that hold a blank.
pub(super) fn dots(tokens: &Tokens, i: usize) -> usize {
    let blank =
        |at: &usize| ['.', '…', '_', '-', '·', '‥'].into_iter().any(|s| tokens.is_sign(*at, s));
    (i..i + 80).find(|at| !blank(at)).unwrap_or(i)
}

/// Whether token `i` is this folded word, or one letter beside it.
fn like(tokens: &Tokens, i: usize, word: &str) -> bool {
    let printed = tokens.folded(i);
    tokens.is_word(i)
        && (printed == word
            || (printed.chars().next() == word.chars().next()
                && lead::distance(printed, word).is_some_and(|slips| slips <= 1)))
}

/// A date behind a number, at token `i`: `, ngày 24/4/2026`, `ngày 05 tháng 3 năm 2020`,
/// `năm 2025`; and the token after it.
pub(super) fn behind_number(tokens: &Tokens, i: usize) -> Option<(Date, usize)> {
    let comma = usize::from(tokens.is_sign(i, ','));
    let open = usize::from(tokens.is_sign(i + comma, '('));
    let at = i + comma + open;
    if tokens.gap(at) > Gap::Line {
        return None;
    }
    let (date, mut end) = if like(tokens, at, "ngay") {
        words_at(tokens, at)
            .filter(|(d, _)| d.year.is_some())
            .or_else(|| digits_at(tokens, at + 1))?
    } else if open > 0 {
        digits_at(tokens, at)?
    } else if comma == 0 && like(tokens, at, "nam") {
        let year = year(tokens, at + 1).filter(|_| !tokens.is_sign(at + 2, '-'))?;
        (Date { year: Some(year), month: None, day: None }, at + 2)
    } else {
        return None;
    };
    end += if open > 0 { usize::from(tokens.is_sign(end, ')')) } else { 0 };
    Some((date, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn behind(text: &str) -> Option<String> {
        behind_number(&Tokens::of_text(&format!("x {text}")), 1).and_then(|(date, _)| date.known())
    }

    #[test]
    fn dates() {
        assert_eq!(behind("ngày 14/11/2025 của"), Some("2025-11-14".into()));
        assert_eq!(behind(", ngày 24/4/2026"), Some("2026-04-24".into()));
        assert_eq!(behind("ngay 04.7.2025"), Some("2025-07-04".into()));
        assert_eq!(behind("ngày 05 tháng 3\nnăm 2020"), Some("2020-03-05".into()));
        assert_eq!(behind("năm 2025 của"), Some("2025".into()));
        assert_eq!(behind("(24/07/2024)"), Some("2024-07-24".into()));
        assert_eq!(behind("năm 2025-2030"), None);
        assert_eq!(behind("ngày 31/2/2025"), Some("2025".into()));
        assert_eq!(behind("về việc"), None);
    }

    #[test]
    fn digits_that_an_ocr_misread() {
        for (text, expected) in [
            ("ngàyl6 tháng 0Ì năm 2018", "2018-01-16"),
            ("ngày O01 tháng 6 năm 2026", "2026-06-01"),
            ("ngày l2 tháng I0 năm 2025", "2025-10-12"),
            ("ngày6 tháng 1 năm 2018", "2018-01-06"),
            ("ngày 15 tháng II năm 2016", "2016-11-15"),
            ("ngày lO tháng 3 năm 2016", "2016-03-10"),
        ] {
            let date = words_at(&Tokens::of_text(text), 0).and_then(|(date, _)| date.iso());
            assert_eq!(date.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn months_by_their_names() {
        for (text, expected) in [
            ("ngày 30 tháng tư năm 1975", "1975-04-30"),
            ("ngày mồng 5 tháng Giêng năm 1946", "1946-01-05"),
            ("ngày 19 tháng năm năm 1950", "1950-05-19"),
            ("ngày 22 tháng mười hai năm 1944", "1944-12-22"),
        ] {
            let date = words_at(&Tokens::of_text(text), 0).and_then(|(date, _)| date.iso());
            assert_eq!(date.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn months_in_roman_figures_are_not_misread() {
        let (date, _) = words_at(&Tokens::of_text("ngày 5 tháng II năm 1946"), 0).unwrap();
        assert_eq!((date.year, date.month, date.day), (Some(1946), None, Some(5)));
    }

    #[test]
    fn blanks() {
        for (text, month) in [
            ("ngày tháng năm 2025", None),
            ("ngày … tháng … năm 2025", None),
            ("ngày ..... tháng 5 năm 2025", Some(5)),
            ("ngay 31 théng 13 nim 2025", None),
        ] {
            let tokens = Tokens::of_text(text);
            let (date, end) = words_at(&tokens, 0).unwrap();
            assert_eq!((date.year, date.month, date.iso()), (Some(2025), month, None), "{text}");
            assert_eq!(end, tokens.len());
        }
    }
}
