//! The head of a directive: number and symbol, place and date, kind, marks.
//!
//! In: lines. Out: [`Heading`], and where the head's parts stand, for [`super::subject`] and
//! [`super::issuer`]. Columns may come one after the other or row by row. A blank number or date
//! stays blank.

use super::date::{self, Date};
use super::grammar::{self, Mode};
use super::kind::{self, Kind};
use super::lead;
use super::lines::Line;
use super::lists;
use super::marks::{self, Mark};
use super::number::{Number, Symbol};
use super::tokens::Tokens;

/// What the head says.
#[derive(Debug, Default)]
pub(super) struct Heading {
    pub(super) number: Option<Number>,
    /// Also where the number is blank.
    pub(super) symbol: Option<Symbol>,
    /// The year in a symbol whose number is blank (`/2026/NĐ-CP`).
    pub(super) symbol_year: Option<u16>,
    pub(super) date: Option<Date>,
    pub(super) place: Option<String>,
    /// By the heading, or a word before the number.
    pub(super) kind: Option<&'static Kind>,
    pub(super) draft: bool,
    pub(super) secrecy: Option<&'static str>,
    pub(super) urgency: Option<&'static str>,
    pub(super) circulation: Vec<&'static str>,
    /// The line of the number.
    pub(super) number_line: Option<usize>,
    /// The line of the kind's name.
    pub(super) kind_line: Option<usize>,
    /// The line of "V/v".
    pub(super) marker_line: Option<usize>,
    /// One past the head's last line.
    pub(super) end: usize,
}

/// Most lines that a head has: a published act may have a register sheet before it.
const LONGEST: usize = 120;

/// Reads the head. `known` is the symbol by a sheet before it.
pub(super) fn heading(lines: &[Line], known: Option<&Symbol>) -> Heading {
    let mut head = Heading { end: end(lines), ..Heading::default() };
    for (at, line) in lines.iter().enumerate().take(head.end) {
        if line.motto {
            continue;
        }
        if let Some((place, date)) = &line.dated {
            if head.date.is_none() {
                head.date = Some(*date);
                head.place.clone_from(place);
            }
            continue;
        }
        let before = at.checked_sub(1).and_then(|before| lines.get(before));
        if let Some(mark) = marks::mark(line, before) {
            keep(&mut head, mark);
            continue;
        }
        if head.number_line.is_none() && own_number(&mut head, line, before) {
            head.number_line = Some(at);
        } else if let Some(kind) = heading_kind(line, head.symbol.as_ref().or(known)) {
            // A page of the web has its title above the act's own heading: the later one counts.
            if head.kind_line.is_none() || head.kind == Some(kind) {
                head.kind = Some(kind);
                head.kind_line = Some(at);
            }
        } else if head.kind_line.is_none()
            && head.marker_line.is_none()
            && is_marker(line, head.number_line.is_some() || head.date.is_some())
        {
            head.marker_line = Some(at);
        }
    }
    if head.date.is_none() {
        date_at_end(&mut head, lines);
    }
    if head.number.is_none() && head.symbol.is_none() {
        number_of_decree(&mut head, lines);
    }
    // A title with the number in it stands for a heading.
    let titled = head.number_line.filter(|_| head.kind.is_some() && head.marker_line.is_none());
    head.kind_line = head.kind_line.or(titled);
    head
}

/// A Sắc lệnh has digits alone for a number: `Số: 41`.
fn number_of_decree(head: &mut Heading, lines: &[Line]) {
    let Some(kind) = head.kind.filter(|kind| kind.abbreviation() == "SL") else { return };
    let found = lines.iter().enumerate().take(head.end).find_map(|(at, line)| {
        let tokens = Tokens::of_text(&line.text);
        let (numeral, end) = grammar::numeral(&tokens, so_at(&tokens, 0)?)?;
        (end == tokens.len()).then_some((at, numeral))
    });
    if let Some((at, numeral)) = found {
        let number = Number::bare(numeral, kind);
        head.symbol = Some(number.symbol().clone());
        head.number = Some(number);
        head.number_line = Some(at);
    }
}

/// Papers of old are dated at their end, laws by the day that they were passed.
fn date_at_end(head: &mut Heading, lines: &[Line]) {
    const LAST: usize = 40;
    const PASSED: &str = "thong qua ngay";
    let last = lines.iter().skip(head.end).rev().take(LAST);
    let law = head.symbol.as_ref().and_then(Symbol::body).is_some_and(|b| b.contains("QH"));
    let found = last.clone().find_map(|line| line.dated.clone()).or_else(|| {
        let line = last.clone().find(|line| law && line.folded.contains(PASSED))?;
        let (_, day) = line.folded.split_once(PASSED)?;
        let (date, _) = date::words_at(&Tokens::of_text(&format!("ngay {day}")), 0)?;
        Some((None, date))
    });
    if let Some((place, date)) = found {
        head.date = Some(date);
        head.place = head.place.take().or(place);
    }
}

/// One past the last line of the head: where the text, or "Kính gửi", begins.
fn end(lines: &[Line]) -> usize {
    let begun = |at: usize| lines.iter().take(at).any(|l| own_line(l) || l.dated.is_some());
    let text = |(at, line): &(usize, &Line)| {
        lists::is_addressed(line)
            || line.begins("can cu")
            || line.begins("dieu 1")
            || (line.words() > 25 && begun(*at) && !line.begins("v/v") && !line.begins("ve"))
    };
    let end = lines.iter().enumerate().take(LONGEST).find(text).map(|(at, _)| at);
    // Columns read one after the other: the right column may follow the letter's left one.
    end.unwrap_or(lines.len().min(LONGEST))
}

/// Whether a line starts with "Số" and holds a number or a symbol.
fn own_line(line: &Line) -> bool {
    own_number(&mut Heading::default(), line, None)
}

/// Reads `Số: 12/KH-UBND`, `Số: /UBND-NC`, `LUẬT SỐ: 95/2025/QH15` at the start of a line.
fn own_number(head: &mut Heading, line: &Line, before: Option<&Line>) -> bool {
    let tokens = Tokens::of_text(&line.text);
    let word = lead::word_at(&tokens, 0);
    let at = word.as_ref().map_or(0, |w| w.end);
    let Some(mut at) = so_at(&tokens, at) else { return published(head, &tokens, word) };
    // "V/v thực hiện Kế hoạch⏎số 423-KH/TU": the line before ends in a kind's name.
    if word.is_none() && before.is_some_and(ends_in_kind) {
        return false;
    }
    // "Số: Số: 12/…": stamped over the form.
    while let Some(again) = so_at(&tokens, at) {
        at = again;
    }
    // A stray sign may stand before the digits; a slash or a dash there means that they are blank.
    let joined = ['/', '-', '.', '…', '_'].into_iter().any(|s| tokens.is_sign(at, s));
    let stray = !(joined || tokens.is_word(at) || tokens.is_digits(at));
    let found = grammar::numeral(&tokens, at + usize::from(stray)).and_then(|(numeral, after)| {
        let tail = grammar::tail(&tokens, after, Mode::Query, true)?;
        Some((Number::new(numeral, tail.year, tail.symbol), tail.end))
    });
    let kind = word.and_then(|w| w.kinds.first().copied());
    if let Some((number, end)) = found {
        if !rest_is_blank(&tokens, end) {
            return false;
        }
        head.symbol = Some(number.symbol().clone());
        head.number = Some(number);
        head.kind = head.kind.or(kind);
        return true;
    }
    blank(head, &tokens, at)
}

/// "Số", as it may be damaged, at token `i`, and its colon: the token after them.
fn so_at(tokens: &Tokens, i: usize) -> Option<usize> {
    let printed = tokens.folded(i);
    let glued = tokens.glued(i + 1) && tokens.nfc(i + 1).chars().count() == 1;
    let short = matches!(printed, "so" | "se" | "sb" | "sd" | "sé");
    if let Some(after) = misread_so(tokens, i) {
        return Some(after);
    }
    let split = printed == "s" && glued && !tokens.is_sign(i + 1, ':');
    let at = if short {
        i + 1
    } else if split {
        i + 2
    } else {
        return None;
    };
    Some(
        at + usize::from(
            tokens.is_sign(at, ':') || tokens.is_sign(at, '.') && !tokens.is_sign(at + 1, '.'),
        ),
    )
}

/// "Số:" without a letter of it left (`$6:`, `86:`, `S6:`) at token `i`: the token after it. Only the
/// colon tells it from text.
fn misread_so(tokens: &Tokens, i: usize) -> Option<usize> {
    const FIRST: [char; 5] = ['S', '$', '§', '8', '5'];
    const LONGEST: usize = 3;
    let colon = (i + 1..=i + LONGEST).find(|at| tokens.is_sign(*at, ':'))?;
    let printed: String = (i..colon).map(|at| tokens.nfc(at)).collect();
    let is_glued = (i + 1..=colon).all(|at| tokens.glued(at));
    let is_short = (2..=LONGEST).contains(&printed.chars().count());
    (is_glued && is_short && printed.starts_with(FIRST)).then_some(colon + 1)
}

/// A heading as the web publishes it: kind and whole number, `Nghị định 235/2026/NĐ-CP …`.
fn published(head: &mut Heading, tokens: &Tokens, word: Option<lead::Word>) -> bool {
    let Some(word) = word.filter(|w| w.letters.is_none()) else { return false };
    let read = grammar::numeral(tokens, word.end).and_then(|(numeral, after)| {
        let tail = grammar::tail(tokens, after, Mode::Text, true)?;
        rest_is_blank(tokens, tail.end).then(|| Number::new(numeral, tail.year, tail.symbol))
    });
    let Some(number) = read else { return false };
    head.symbol = Some(number.symbol().clone());
    head.number = Some(number);
    head.kind = head.kind.or(word.kinds.first().copied());
    true
}

/// `/UBND-NC`, `……-KL/TU`, `/2026/NĐ-CP`: the number is blank.
fn blank(head: &mut Heading, tokens: &Tokens, at: usize) -> bool {
    let mut at = date::dots(tokens, at);
    at += usize::from(tokens.is_sign(at, '/'));
    let year = grammar::year(tokens, at);
    if year.is_some() && tokens.is_sign(at + 1, '/') {
        at += 2;
    }
    let Some((symbol, end)) = grammar::blank(tokens, at, Mode::Query) else { return false };
    // What follows "Số" must have been a dash or a slash, not a word.
    let joined =
        at.checked_sub(1).is_some_and(|j| tokens.is_sign(j, '/') || tokens.is_sign(j, '-'));
    if !joined || !rest_is_blank(tokens, end) {
        return false;
    }
    head.symbol = Some(symbol);
    head.symbol_year = year;
    true
}

/// Nothing, or no words in small letters, follows: the number ends its line.
fn rest_is_blank(tokens: &Tokens, end: usize) -> bool {
    const MOST: usize = 8;
    let small = |at: usize| tokens.is_word(at) && tokens.nfc(at).chars().all(char::is_lowercase);
    tokens.len() < end + MOST && !(end..tokens.len()).any(small) || is_dated(tokens, end)
}

/// A place and a damaged date follow, as in the right column of a head: `Sông Vân, ngày O01 thang 6`.
fn is_dated(tokens: &Tokens, end: usize) -> bool {
    const PLACE: usize = 6;
    const DATE: usize = 8;
    let is_name = tokens.is_word(end) && tokens.nfc(end).starts_with(char::is_uppercase);
    let day = (end..end + PLACE).find(|at| tokens.folded(*at) == "ngay");
    let behind_comma =
        day.and_then(|at| at.checked_sub(1)).is_some_and(|at| tokens.is_sign(at, ','));
    is_name && behind_comma && day.is_some_and(|at| tokens.len() <= at + DATE)
}

fn ends_in_kind(line: &Line) -> bool {
    let tokens = Tokens::of_text(&line.text);
    let last = tokens.len().saturating_sub(1);
    !line.is_capitals()
        && kind::names_to(tokens.folded(last)).any(|n| line.folded.ends_with(&n.words.join(" ")))
}

/// The name of a kind that a line begins with.
pub(super) fn name_on(line: &Line) -> Option<&'static kind::Name> {
    let first = line.folded.split([' ', ':']).next()?;
    kind::names_from(first).find(|name| line.begins(&name.words.join(" ")))
}

/// The kind that a heading names: `KẾ HOẠCH`, `KẾT LUẬN CỦA BỘ CHÍNH TRỊ`, `LUẬT ĐẤU THẦU`. Where
/// more follows than the kind's name it must be the kind that the letters say: "HƯỚNG DẪN VIỆC …"
/// may be what a Thông tư is about.
fn heading_kind(line: &Line, symbol: Option<&Symbol>) -> Option<&'static Kind> {
    let name = name_on(line)?;
    let whole = line.folded.trim_end_matches([':', ' ']) == name.words.join(" ");
    if whole {
        return line.text.starts_with(char::is_uppercase).then_some(name.kind);
    }
    let letters = symbol.and_then(Symbol::kind_letters);
    let agrees = letters.is_none_or(|l| kind::all_of_letters(l).contains(&name.kind));
    (line.is_capitals() && agrees).then_some(name.kind)
}

/// "V/v", or "Về" behind the number.
fn is_marker(line: &Line, begun: bool) -> bool {
    let text = line.folded.trim_start_matches(['(', '"', '“']);
    text.starts_with("v/v")
        || text.starts_with("v/ v")
        || (begun && line.begins("ve") && line.text.starts_with(char::is_uppercase))
}

/// Keeps a mark that stands on a line.
fn keep(head: &mut Heading, mark: Mark) {
    match mark {
        Mark::Secrecy(level) => head.secrecy = Some(level),
        Mark::Urgency(level) => head.urgency = Some(level),
        Mark::Circulation(said) if !head.circulation.contains(&said) => head.circulation.push(said),
        Mark::Circulation(_) => {}
        Mark::Draft => head.draft = true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::lines::lines;
    use crate::document::{Page, PageStatus};

    fn of(text: &str) -> Heading {
        heading(&lines(&[Page { text: text.into(), status: PageStatus::Text }]), None)
    }

    #[test]
    fn blank_numbers_keep_their_symbol() {
        for (line, symbol) in [
            ("Số: /UBND-NC", "UBND-NC"),
            ("Số:        /KH-UBND", "KH-UBND"),
            ("Số …..-KL/TU", "KL/TU"),
            ("Số:      /2026/NĐ-CP", "NĐ-CP"),
            ("Số:   /2026/NQ-HĐND", "NQ-HĐND"),
            ("Nghị quyết số:   /2026/NQ-HĐND", "NQ-HĐND"),
            ("Số:   / 2026/NQ-HĐND", "NQ-HĐND"),
            ("Số: …… / 2026 / NQ-HĐND", "NQ-HĐND"),
            ("Số: ....../2026/NQ-HĐND", "NQ-HĐND"),
        ] {
            let head = of(&format!("CHÍNH PHỦ\n{line}\nHà Nội, ngày     tháng     năm 2026"));
            assert_eq!(head.number, None, "{line}");
            assert_eq!(head.symbol.map(|s| s.to_string()).as_deref(), Some(symbol), "{line}");
            assert_eq!(head.date.and_then(|d| d.year), Some(2026));
        }
    }

    #[test]
    fn own_numbers() {
        for (line, number) in [
            ("Số ^{*}453 - CV/TU", "453-CV/TU"),
            ("sé 472 -cv/TU Vinh, ngày 8 tháng 9 năm 2025", "472-CV/TU"),
            ("Luật số: 36/2024/QH15", "36/2024/QH15"),
            ("Số: Số: 5778/QĐ-ĐHBK /QĐ-ĐHBK", "5778/QĐ-ĐHBK"),
            ("Số: 217-HĐBT", "217-HĐBT"),
            ("Số: 812 TC/QĐ/TCT", "812-TC/QĐ/TCT"),
            ("Số: 1262-TC/QĐ/CĐKT", "1262-TC/QĐ/CĐKT"),
            ("Số: 04/2001/QĐ/NHNN", "04/2001/QĐ-NHNN"),
            ("Số: 12-2007/QĐ-BTC", "12/2007/QĐ-BTC"),
            ("Số: 08-TTLB", "08-TTLB"),
            ("Số: 123/NCPL", "123/NCPL"),
            ("Số: 24/1999/KHXX", "24/1999/KHXX"),
            ("$6: 1147/UBND-VX", "1147/UBND-VX"),
            ("86: 400/QD-UBND", "400/QĐ-UBND"),
            ("Số: 3§1/CCKL-QLBVR", "381/CCKL-QLBVR"),
            ("S6: 115/CT-UBND Séng Van, ngay OO1 thang 6 nam 2026", "115/CT-UBND"),
        ] {
            let read = of(&format!("BỘ Y TẾ\n{line}\nKính gửi: Sở Y tế")).number;
            assert_eq!(read.map(|n| n.to_string()).as_deref(), Some(number), "{line}");
        }
        // The number of a subject is not the letter's own.
        let subject = of("BỘ Y TẾ\nV/v thực hiện Kế hoạch\nsố 423-KH/TU\nKính gửi: Sở Y tế");
        assert_eq!(subject.number, None);
    }

    #[test]
    fn a_law_is_dated_by_its_passing() {
        let head = of("QUỐC HỘI\nLuật số: 36/2024/QH15\nLUẬT\nĐƯỜNG BỘ\nCăn cứ Hiến pháp;\n\
                       Luật này được Quốc hội khóa XV thông qua ngày 27 tháng 6 năm 2024.");
        assert_eq!(head.date.and_then(Date::iso).as_deref(), Some("2024-06-27"));
    }

    #[test]
    fn marks_stand_alone() {
        let head = of("MẬT\nDỰ THẢO LẦN 2\nHỎA TỐC\nSố: 1/KH-UBND\nKẾ HOẠCH");
        assert_eq!((head.secrecy, head.urgency, head.draft), (Some("Mật"), Some("Hỏa tốc"), true));
        let head = of("Số: 1/KH-UBND\nKẾ HOẠCH\nBảo vệ bí mật nhà nước");
        assert_eq!((head.secrecy, head.draft), (None, false));
    }
}
