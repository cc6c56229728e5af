//! The grammar of numbers over [`Tokens`]: numeral, year, kind, body.
//!
//! In: tokens and a place. Out: what stands there, and where it ends. Every rule looks at a bounded
//! number of tokens, so that a text is read in linear time. Where to look is decided by
//! [`super::scan`] (running text) and [`super::query`] (what a person types).
//!
//! ```text
//! numeral = digit{1,5} ["." digit{1,2}] [letter]        year = ("19" | "20") digit digit
//! party   = numeral sp dash sp KIND sp "/" sp body      202-KL/TW
//! state   = numeral "/" [year "/"] KIND dash body       33/CĐ-TTg   178/2024/NĐ-CP
//! letter  = numeral "/" body dash unit                  11410/BXD-KHCNMT&VLXD
//! law     = numeral "/" year "/" body                   95/2025/QH15
//! old     = numeral (dash | "/") body                   217-HĐBT   45/CP
//! spaced  = numeral " " part "/" body                   1520 TCT/NV6, behind "số"
//! body    = part { dash part }                          sp = spaces, at most one line break
//! ```

use super::agency;
use super::kind;
use super::lead;
use super::number::{Form, Number, Numeral, Symbol};
use super::tokens::{Gap, Tokens};
use crate::text::letter::{Tone, letter};

/// Who wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// A document: an unknown abbreviation must look like one.
    Text,
    /// A person in a search box: any case, spaces for dashes.
    Query,
}

/// What follows a numeral.
#[derive(Debug, Clone)]
pub(super) struct Tail {
    /// The year between slashes.
    pub(super) year: Option<u16>,
    /// The symbol.
    pub(super) symbol: Symbol,
    /// The token after it.
    pub(super) end: usize,
}

/// Most parts of a body, joined by dashes (`TTLT-BTC-BNV-BTP-BCA`).
const PARTS: usize = 6;
/// Longest part of a symbol, in bytes.
const PART: usize = 40;

/// The numeral at token `i`, and the token after it.
///
/// Letters that an OCR puts for digits are repaired (`I1` → `11`, `4O` → `40`) where at least one
/// true digit stands beside them.
pub(super) fn numeral(tokens: &Tokens, i: usize) -> Option<(Numeral, usize)> {
    let (mut digits, mut true_digits, mut at) = (String::new(), false, i);
    loop {
        if at > i && !tokens.glued(at) {
            break;
        }
        if tokens.is_digits(at) {
            digits.push_str(tokens.nfc(at));
            true_digits = true;
        } else if tokens.is_word(at) && tokens.nfc(at).chars().all(|c| digit(c).is_some()) {
            digits.extend(tokens.nfc(at).chars().filter_map(digit));
        } else if at > i && tokens.glued(at + 1) && tokens.is_digits(at + 1) {
            // Inside digits some signs are digits, too.
            match ['|', '§'].into_iter().find(|sign| tokens.is_sign(at, *sign)) {
                Some('|') => digits.push('1'),
                Some(_) => digits.push('8'),
                None => break,
            }
        } else {
            break;
        }
        at += 1;
        if digits.len() > Numeral::DIGITS {
            return None;
        }
    }
    if !true_digits {
        return None;
    }
    // A part after a dot: 66.7/2025/NQ-CP.
    let has_part = tokens.is_sign(at, '.')
        && tokens.glued(at)
        && tokens.glued(at + 1)
        && tokens.is_digits(at + 1)
        && tokens.nfc(at + 1).len() <= 2;
    if has_part {
        digits.push('.');
        digits.push_str(tokens.nfc(at + 1));
        return Some((Numeral::new(digits), at + 2));
    }
    // A letter: 12a/KH-UBND. Two letters are a kind (202kl/tw).
    let suffix = tokens.nfc(at);
    if tokens.glued(at) && tokens.is_word(at) && suffix.len() == 1 && !tokens.is_digits(at + 1) {
        digits.push_str(suffix);
        return Some((Numeral::new(digits), at + 1));
    }
    Some((Numeral::new(digits), at))
}

/// The digit that an OCR wrote this letter for.
fn digit(c: char) -> Option<char> {
    match c {
        'I' | 'l' => Some('1'),
        'O' => Some('0'),
        _ => None,
    }
}

/// A year at token `i`.
pub(super) fn year(tokens: &Tokens, i: usize) -> Option<u16> {
    let digits = tokens.nfc(i);
    let four = tokens.is_digits(i) && digits.len() == 4;
    if !four {
        return None;
    }
    digits.parse().ok().filter(|year| (1900..2100).contains(year))
}

/// The sign at token `i` with at most one line break round it; the token after it.
fn sign(tokens: &Tokens, i: usize, wanted: char) -> Option<usize> {
    // A dash at the start of a line is a bullet unless a letter touches it.
    let before = match tokens.gap(i) {
        Gap::None | Gap::Space => true,
        Gap::Line => tokens.glued(i + 1),
        Gap::Paragraph => false,
    };
    (before && tokens.is_sign(i, wanted) && tokens.gap(i + 1) <= Gap::Line).then_some(i + 1)
}

/// What follows a numeral that ends before token `i`. `named`: a kind word or "số" stands before
/// the numeral, so that forms are read that would say too little by themselves (`45/CP`).
pub(super) fn tail(tokens: &Tokens, i: usize, mode: Mode, named: bool) -> Option<Tail> {
    let tail = if let Some(at) = sign(tokens, i, '-') {
        // "12-2007/QĐ-BTC"
        let dashed = || named.then(|| state(tokens, at, mode, named)).flatten();
        let of_year = || dashed().filter(|t| t.year.is_some() && t.symbol.form() == Form::State);
        party(tokens, at, mode).or_else(|| old(tokens, at, mode, named)).or_else(of_year)
    } else if named && tokens.gap(i) == Gap::Line && tokens.is_sign(i, '-') {
        // "số 704⏎- NQ/TW": no item begins with letters of a kind and a slash.
        party(tokens, i + 1, mode).filter(|_| tokens.gap(i + 1) <= Gap::Space)
    } else if let Some(at) = sign(tokens, i, '/') {
        state(tokens, at, mode, named)
    } else {
        spaced(tokens, i, mode).filter(|_| named)
    }?;
    ends(tokens, tail.end).then_some(tail)
}

/// Right boundary: no further `-X` or `/X`.
fn ends(tokens: &Tokens, end: usize) -> bool {
    let joined = tokens.glued(end) && (tokens.is_sign(end, '-') || tokens.is_sign(end, '/'));
    let more = tokens.glued(end + 1) && (tokens.is_word(end + 1) || tokens.is_digits(end + 1));
    !(joined && more)
}

fn party(tokens: &Tokens, i: usize, mode: Mode) -> Option<Tail> {
    let letters = kind_letters(tokens, i, mode)?;
    let at = sign(tokens, i + 1, '/')?;
    let (body, end) = units(tokens, at, mode)?;
    Some(Tail { year: None, symbol: Symbol::new(Form::Party, Some(letters), Some(&body)), end })
}

/// Letters of the ministries of old, body and unit: no sign stands behind the numeral, and none but a
/// slash between the letters.
fn spaced(tokens: &Tokens, i: usize, mode: Mode) -> Option<Tail> {
    let letters = kind_letters(tokens, i, mode).filter(|_| tokens.gap(i) == Gap::Space)?;
    let is_known = || kind::spelling(letters).is_some() || agency::of_symbol(letters).is_some();
    let joined = tokens.is_sign(i + 1, '/') && tokens.glued(i + 1) && tokens.glued(i + 2);
    if !joined || !(abbreviates(letters) || is_known()) {
        return None;
    }
    let (body, end) = units(tokens, i + 2, mode)?;
    Some(Tail { year: None, symbol: Symbol::new(Form::Party, Some(letters), Some(&body)), end })
}

fn old(tokens: &Tokens, i: usize, mode: Mode, named: bool) -> Option<Tail> {
    let (part, end) = part(tokens, i, mode)?;
    // "18-NQ" says a kind, "217-HĐBT" a body.
    if kind::spelling(&part).is_some() && agency::of_symbol(&part).is_none() {
        let certain = named || mode == Mode::Query;
        let symbol = Symbol::new(Form::Bare, Some(&part), None);
        return certain.then_some(Tail { year: None, symbol, end });
    }
    let known = agency::of_symbol(&part).is_some_and(|a| a.system != kind::System::Party);
    let symbol = Symbol::new(Form::Old, None, Some(&part));
    (known && (named || mode == Mode::Query)).then_some(Tail { year: None, symbol, end })
}

fn state(tokens: &Tokens, i: usize, mode: Mode, named: bool) -> Option<Tail> {
    let (year, i) = match year(tokens, i) {
        Some(year) => (Some(year), sign(tokens, i + 1, '/')?),
        None => (None, i),
    };
    // Where a kind stands, its dash may be spaced: "33/CT -TTg". Until 2007 it could be a slash: "04/2001/QĐ/NHNN".
    let slash = || (year.is_some() && tokens.is_sign(i + 1, '/')).then_some(i + 2);
    if let Some(letters) = kind_letters(tokens, i, mode).filter(|l| kind::spelling(l).is_some())
        && let Some(at) = sign(tokens, i + 1, '-').or_else(slash)
        && let Some((body, end)) = body(tokens, at, mode)
    {
        let symbol = Symbol::new(Form::State, Some(letters), Some(&body));
        return Some(Tail { year, symbol, end });
    }
    let (mut body, mut end) = body(tokens, i, mode)?;
    // Body and unit of a letter may be spaced as well: "3190 /BHXH - CNTT".
    if !body.contains('-') && year.is_none() && tokens.gap(end) == Gap::Space {
        let unit = sign(tokens, end, '-').filter(|&at| abbreviates(tokens.nfc(at)));
        if let Some((unit, after)) = unit.and_then(|at| part(tokens, at, mode)) {
            (body, end) = (format!("{body}-{unit}"), after);
        }
    }
    let certain = match body.split_once('-') {
        // A letter: body and unit.
        Some(_) => true,
        // A law (95/2025/QH15), or an act of old (45/CP).
        None => {
            let known = agency::of_symbol(&body).is_some_and(|a| a.system != kind::System::Party)
                || kind::spelling(&body).is_some()
                // A letter's own number: "Số: 123/NCPL".
                || mode == Mode::Query && abbreviates(&body);
            known && (year.is_some() || named)
        }
    };
    let symbol = Symbol::new(Form::Letter, None, Some(&body));
    certain.then_some(Tail { year, symbol, end })
}

/// The letters of a kind at token `i`.
fn kind_letters(tokens: &Tokens, i: usize, mode: Mode) -> Option<&str> {
    let letters = tokens.nfc(i);
    let fits = tokens.is_word(i) && letters.len() <= 12 && tokens.gap(i) <= Gap::Line;
    let known = kind::spelling(letters).is_some();
    (fits && (known || mode == Mode::Query || abbreviates(letters))).then_some(letters)
}

/// A body at token `i`: parts joined by dashes that touch both of them.
fn body(tokens: &Tokens, i: usize, mode: Mode) -> Option<(String, usize)> {
    let (mut body, mut end) = part(tokens, i, mode)?;
    for _ in 1..PARTS {
        let dash = tokens.is_sign(end, '-') && tokens.glued(end);
        // "BXD-⏎KHCN": a line may break after the dash.
        let broken = tokens.gap(end + 1) == Gap::Line && abbreviates(tokens.nfc(end + 1));
        if !dash || !(tokens.glued(end + 1) || broken) {
            break;
        }
        let Some((next, after)) = part(tokens, end + 1, mode) else { break };
        body.push('-');
        body.push_str(&next);
        end = after;
    }
    Some((body, end))
}

/// A body at token `i` and maybe a unit behind a further slash, as ministries of old wrote them: `QĐ/TCT` of
/// `812 TC/QĐ/TCT`.
fn units(tokens: &Tokens, i: usize, mode: Mode) -> Option<(String, usize)> {
    let (body, end) = body(tokens, i, mode)?;
    let joined = tokens.is_sign(end, '/') && tokens.glued(end) && tokens.glued(end + 1);
    match joined.then(|| part(tokens, end + 1, Mode::Text)).flatten() {
        Some((unit, after)) => Some((format!("{body}/{unit}"), after)),
        None => Some((body, end)),
    }
}

/// One part of a body: letters, with digits, `&` and `.` inside (`KHCNMT&VLXD`, `QH15`).
///
/// A digit behind the letters of a known body is a footnote's (`NĐ-CP1`), but for bodies that
/// count their terms.
fn part(tokens: &Tokens, i: usize, mode: Mode) -> Option<(String, usize)> {
    if !tokens.is_word(i) || tokens.gap(i) > Gap::Line {
        return None;
    }
    let mut part = tokens.nfc(i).to_owned();
    let known = agency::of_symbol(&part).is_some() || kind::spelling(&part).is_some();
    if !(known || mode == Mode::Query || abbreviates(&part)) {
        return None;
    }
    let mut end = i + 1;
    while tokens.glued(end) && part.len() <= PART {
        if tokens.is_digits(end) {
            match term(&part, tokens.nfc(end)) {
                Some(digits) => part.push_str(digits),
                None => return Some((part, end + 1)),
            }
        } else if tokens.is_word(end) {
            part.push_str(tokens.nfc(end));
        } else if joins(tokens, end) {
            part.push_str(tokens.nfc(end));
            part.push_str(tokens.nfc(end + 1));
            end += 1;
        } else {
            break;
        }
        end += 1;
    }
    (part.len() <= PART).then_some((part, end))
}

/// The digits that belong to a body: the term of `QH15` (not a footnote behind it), a number that
/// an unknown body carries (`VX1`).
fn term<'a>(letters: &str, digits: &'a str) -> Option<&'a str> {
    match letters {
        "QH" | "UBTVQH" | "HĐNN" | "qh" | "ubtvqh" | "hđnn" | "hdnn" => {
            digits.get(..2).or(Some(digits))
        }
        "BCĐ" | "bcđ" | "BCD" | "bcd" => Some(digits),
        // Its departments: "QĐ-NHNN1", "QĐ-NH5".
        "NHNN" | "nhnn" | "NH" | "nh" => digits.get(..2).or(Some(digits)),
        _ if agency::of_symbol(letters).is_some() => None,
        _ => (digits.len() <= 4).then_some(digits),
    }
}

/// `&` or `.` between two runs of capitals.
fn joins(tokens: &Tokens, i: usize) -> bool {
    let next = tokens.nfc(i + 1);
    let glued = tokens.glued(i + 1) && tokens.is_word(i + 1);
    let capitals = next.chars().all(char::is_uppercase);
    glued && (tokens.is_sign(i, '&') || (tokens.is_sign(i, '.') && capitals && next.len() > 1))
}

/// Whether letters look like an abbreviation: at least two, more capitals than small letters, no
/// tone (a word in capitals has one more often than not).
fn abbreviates(letters: &str) -> bool {
    let (mut all, mut capitals) = (0_usize, 0_usize);
    for c in letters.chars() {
        all += 1;
        capitals += usize::from(c.is_uppercase());
        if letter(c).is_none_or(|l| l.tone != Tone::Level) {
            return false;
        }
    }
    all >= 2 && capitals * 2 > all && letters.starts_with(char::is_uppercase)
}

/// Like [`tail`], for what a person types: spaces may stand for dash and slash, and the body may
/// be missing (`202 KL TW`, `202kl/tw`, `202/KL-TW`, `202-kl`).
pub(super) fn loose_tail(tokens: &Tokens, i: usize, named: bool) -> Option<Tail> {
    if let Some(tail) = tail(tokens, i, Mode::Query, named) {
        return Some(tail);
    }
    let joined = |i| tokens.is_sign(i, '-') || tokens.is_sign(i, '/');
    let (slash, first) = (tokens.is_sign(i, '/'), joined(i));
    let mut at = i + usize::from(first);
    let mut number_year = None;
    if let Some(year) = year(tokens, at).filter(|_| slash) {
        number_year = Some(year);
        at += 1 + usize::from(joined(at + 1));
    }
    let letters = tokens.nfc(at);
    if !tokens.is_word(at) || letters.chars().count() < 2 {
        return None;
    }
    kind::spelling(letters)?;
    let end = at + 1;
    let second = joined(end);
    let form = if slash { Form::State } else { Form::Party };
    if let Some((body, end)) = body(tokens, end + usize::from(second), Mode::Query)
        && (second || is_body(tokens, end - 1, &body))
        && ends(tokens, end)
    {
        let symbol = Symbol::new(form, Some(letters), Some(&body));
        return Some(Tail { year: number_year, symbol, end });
    }
    // "202-kl", "202KL", "202 KL"; but "2 tt" may be words.
    let glued = first || tokens.glued(at);
    let certain = (glued || abbreviates(letters)) && !second;
    let symbol = Symbol::new(Form::Bare, Some(letters), None);
    certain.then_some(Tail { year: number_year, symbol, end })
}

/// Whether a word after a number is the letters of a body: known or in capitals, and no word that
/// goes on (`kế hoạch 5 tu bổ`).
pub(super) fn is_body(tokens: &Tokens, i: usize, body: &str) -> bool {
    let known = body.split('-').next().and_then(agency::of_symbol).is_some();
    let syllable = matches!(body.to_lowercase().as_str(), "tu" | "hu" | "đu" | "du" | "thu" | "pu");
    let last = !tokens.is_word(i + 1);
    abbreviates(body) || (known && (!syllable || last))
}

/// One number that fills the whole text, see [`Number::parse`].
pub(super) fn number(text: &str) -> Option<Number> {
    let tokens = Tokens::of_text(text);
    let mut start = lead::forward(&tokens, 0);
    if start >= tokens.len() {
        start = 0;
    }
    let (numeral, at) = numeral(&tokens, start)?;
    let tail = loose_tail(&tokens, at, true)?;
    (tail.end == tokens.len()).then(|| Number::new(numeral, tail.year, tail.symbol))
}

/// A symbol that fills the whole text, see [`Symbol::parse`].
pub(super) fn symbol(text: &str) -> Option<Symbol> {
    let tokens = Tokens::of_text(text);
    let slash = usize::from(tokens.is_sign(0, '/') || tokens.is_sign(0, '-'));
    let (symbol, end) = blank(&tokens, slash, Mode::Query)?;
    (end == tokens.len()).then_some(symbol)
}

/// The symbol at token `i`, its number blank: `CV/TU`, `NĐ-CP`, `UBND-NC`, `QH15`.
pub(super) fn blank(tokens: &Tokens, i: usize, mode: Mode) -> Option<(Symbol, usize)> {
    let letters = kind_letters(tokens, i, mode);
    if let (Some(letters), Some(at)) = (letters, sign(tokens, i + 1, '/')) {
        let (body, end) = units(tokens, at, mode)?;
        return Some((Symbol::new(Form::Party, Some(letters), Some(&body)), end));
    }
    if let (Some(letters), Some(at)) = (letters, sign(tokens, i + 1, '-'))
        && kind::spelling(letters).is_some()
        && agency::of_symbol(letters).is_none()
    {
        let (body, end) = body(tokens, at, mode)?;
        return Some((Symbol::new(Form::State, Some(letters), Some(&body)), end));
    }
    let (body, end) = body(tokens, i, mode)?;
    let kind_alone = kind::spelling(&body).is_some() && agency::of_symbol(&body).is_none();
    let symbol = if kind_alone {
        Symbol::new(Form::Bare, Some(&body), None)
    } else {
        Symbol::new(Form::Letter, None, Some(&body))
    };
    Some((symbol, end))
}
