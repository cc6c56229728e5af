//! Numbers in what a person types.
//!
//! In: a query. Out: each number in it with its bytes (kind word and "số" included, so that what
//! is left is words) and how specific it is, as [`NumberQuery`]. Ordinary words are no numbers:
//! `2 cấp`, `năm 2025`, `kế hoạch 5 năm`, `hạ tầng số`, `15/12/2025`. Looks nothing up.

use super::agency;
use super::body;
use super::date::{self, Date};
use super::grammar::{self, Mode};
use super::kind::{Kind, System};
use super::lead::{self, Word};
use super::number::{Form, Number, Numeral, Symbol, folded, numbered};
use super::tokens::{Gap, Tokens};
use crate::text::letter::letter;
use std::ops::{Range, RangeInclusive};

/// What a typed number says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Number, kind and body: `202-KL/TW`, `kế hoạch 02 bcđ`.
    Full(Number),
    /// Number, kind, and the head of a body whose unit is not said: `công văn 12 ubnd`.
    KindAndBody {
        /// Kind keys.
        kinds: Vec<String>,
        /// The digits.
        numeral: Numeral,
        /// The body's letters.
        body: String,
    },
    /// Number and kind, of any body: `kl 202`, `nđ 178/2024`.
    Kind {
        /// Kind keys: `tt` is Thông tư or Thông tri.
        kinds: Vec<String>,
        /// The digits.
        numeral: Numeral,
        /// The year.
        year: Option<u16>,
    },
    /// A number alone: `số 453`.
    Number {
        /// The digits.
        numeral: Numeral,
        /// The year.
        year: Option<u16>,
    },
    /// A symbol alone: `/UBND-NC`.
    Symbol(Symbol),
}

/// One number in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberQuery {
    /// What it says.
    pub reading: Reading,
    /// Typed wholly without marks, so that [`NumberQuery::folded_keys`] apply too.
    pub unmarked: bool,
}

impl NumberQuery {
    /// The keys to look up, any of them: documents hold them in [`Number::keys`].
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        match &self.reading {
            Reading::Full(number) => vec![number.full_key()],
            Reading::KindAndBody { kinds, numeral, body } => {
                let body = body.to_lowercase();
                let of = |kind: &String| format!("{}/{body}", numbered(kind, numeral, None));
                kinds.iter().flat_map(|kind| [of(kind), of(kind) + "-"]).collect()
            }
            Reading::Kind { kinds, numeral, year } => {
                kinds.iter().map(|kind| numbered(kind, numeral, *year)).collect()
            }
            Reading::Number { numeral, year } => match year {
                Some(year) => vec![format!("#{}:{year}", numeral.key())],
                None => vec![format!("#{}", numeral.key())],
            },
            Reading::Symbol(symbol) => vec![symbol.key()],
        }
    }

    /// The keys without marks, where the query was typed without marks and a letter of it may have
    /// lost one (đ is the only marked letter of symbols). Hits under these alone are "regardless
    /// of marks".
    #[must_use]
    pub fn folded_keys(&self) -> Vec<String> {
        let keys: Vec<String> = self.keys().iter().map(|key| folded(key)).collect();
        let open = self.unmarked && keys.iter().any(|key| key.contains('d'));
        if open { keys } else { Vec::new() }
    }

    fn of(tokens: &Tokens, range: Range<usize>, reading: Reading) -> Self {
        let marked = |c| letter(c).is_some_and(|l| l.is_marked());
        Self { reading, unmarked: !range.into_iter().any(|i| tokens.nfc(i).chars().any(marked)) }
    }
}

impl PartialEq for Numeral {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}
impl Eq for Numeral {}

/// Every number in a query, in order, with the bytes of the query that say it.
#[must_use]
pub fn numbers_in_query(text: &str) -> Vec<(Range<usize>, NumberQuery)> {
    let tokens = Tokens::of_text(text);
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match numbers_at(&tokens, i) {
            Some((numbers, end)) if end > i => {
                for (range, reading) in numbers {
                    let bytes = tokens.span(range.clone());
                    let query = NumberQuery::of(&tokens, range, reading);
                    found.extend(bytes.map(|s| (s.start as usize..s.end as usize, query)));
                }
                i = end;
            }
            _ => i += 1,
        }
    }
    found
}

/// A text that is known to be a number (the value of a field `số:`): a bare number is taken too.
#[must_use]
pub fn number_in_field(text: &str) -> Option<NumberQuery> {
    let text = text.trim();
    if let [(range, query)] = numbers_in_query(text).as_slice()
        && *range == (0..text.len())
    {
        return Some(query.clone());
    }
    let tokens = Tokens::of_text(text);
    let start = lead::so_at(&tokens, 0).unwrap_or(0);
    let (numeral, mut at) = grammar::numeral(&tokens, start)?;
    let year = grammar::year(&tokens, at + 1).filter(|_| tokens.is_sign(at, '/'));
    at += if year.is_some() { 2 } else { 0 };
    let whole = at == tokens.len();
    whole.then(|| NumberQuery::of(&tokens, 0..at, Reading::Number { numeral, year }))
}

/// What is typed behind a number: its date, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attributes {
    /// The days that its date can be, as yyyymmdd.
    pub days: Option<RangeInclusive<u64>>,
    /// Its issuer, as typed.
    pub issuer: Option<String>,
    /// The byte behind them.
    pub end: usize,
}

/// The date and the issuer right behind a number that ends at a byte: `ngày 31/10/2025 của Bộ Chính trị`.
#[must_use]
pub fn attributes_behind(text: &str, at: usize) -> Option<Attributes> {
    let tokens = Tokens::of_text(text);
    let start = |i: usize| tokens.span(i..i + 1).map(|span| span.start as usize);
    let first = (0..tokens.len()).find(|i| start(*i).is_some_and(|start| start >= at))?;
    let dated = date::behind_number(&tokens, first);
    let days = dated.and_then(|(date, _)| days_of(date));
    let next = dated.filter(|_| days.is_some()).map_or(first, |(_, end)| end);
    let is_of = tokens.folded(next) == "cua";
    let body = is_of.then(|| body::behind(&tokens, next)).flatten();
    if days.is_none() && body.is_none() {
        return None;
    }
    let end = body.as_ref().map_or(next, |(_, end)| *end);
    let end = tokens.span(first..end).map(|span| span.end as usize)?;
    Some(Attributes { days, issuer: body.map(|(name, _)| name), end })
}

fn days_of(date: Date) -> Option<RangeInclusive<u64>> {
    let number = |day: jiff::civil::Date| day.strftime("%Y%m%d").to_string().parse::<u64>().ok();
    match (date.day(), date.year) {
        (Some(day), _) => number(day).map(|day| day..=day),
        (None, Some(year)) => {
            let year = u64::try_from(year).ok()?.checked_mul(10_000)?;
            Some(year + 101..=year + 1231)
        }
        _ => None,
    }
}

/// The bytes of the name of a body at the beginning of a text: `sở nội vụ tỉnh Hưng Yên`.
#[must_use]
pub fn length_of_body(text: &str) -> Option<usize> {
    let tokens = Tokens::of_text(text);
    let end = body::named_by(&tokens, 0).filter(|end| *end > 0)?;
    tokens.span(0..end).map(|span| span.end as usize)
}

type Found = (Range<usize>, Reading);

/// The numbers that begin at token `i` (a kind word, "số", a numeral or a slash), and the token
/// after them.
fn numbers_at(tokens: &Tokens, i: usize) -> Option<(Vec<Found>, usize)> {
    if !bounded(tokens, i) {
        return None;
    }
    if tokens.is_sign(i, '/') && tokens.glued(i + 1) {
        let (symbol, end) = grammar::blank(tokens, i + 1, Mode::Query)?;
        let whole =
            symbol.body().is_some_and(|b| b.contains('-') || symbol.kind_letters().is_some());
        return whole.then(|| (vec![(i..end, Reading::Symbol(symbol))], end));
    }
    let word = lead::word_at(tokens, i);
    let after = word.as_ref().map_or(i, |word| word.end);
    let so = lead::so_at(tokens, after);
    let at = so.unwrap_or(after);
    if let Some(found) = list(tokens, i, at, after > i || so.is_some()) {
        return Some(found);
    }
    match word {
        Some(word) => kind_and_number(tokens, i, &word, so),
        None => so.and_then(|at| number_alone(tokens, i, at)),
    }
}

/// Left boundary: not directly after a letter, a digit, a slash or a dash.
fn bounded(tokens: &Tokens, i: usize) -> bool {
    let joined = i > 0
        && tokens.glued(i)
        && i.checked_sub(1).is_some_and(|p| {
            tokens.is_word(p)
                || tokens.is_digits(p)
                || tokens.is_sign(p, '/')
                || tokens.is_sign(p, '-') && p > 0 && tokens.glued(p)
                || tokens.is_sign(p, '.')
        });
    !joined
}

/// One number with its symbol, or several that share it: `433, 443, 440-KH/TU`.
fn list(tokens: &Tokens, start: usize, at: usize, named: bool) -> Option<(Vec<Found>, usize)> {
    let mut items: Vec<(usize, Numeral)> = Vec::new();
    let mut next = at;
    loop {
        let (numeral, after) = grammar::numeral(tokens, next)?;
        items.push((next, numeral));
        if let Some(tail) = grammar::loose_tail(tokens, after, named) {
            let shared = |(begin, numeral): (usize, Numeral)| {
                let number = Number::new(numeral, tail.year, tail.symbol.clone());
                (begin, Reading::Full(number))
            };
            let begins: Vec<(usize, Reading)> = items.into_iter().map(shared).collect();
            return Some((split(tokens, start, &begins, tail.end), tail.end));
        }
        if !tokens.is_sign(after, ',') || items.len() > 30 {
            return None;
        }
        next = after + 1;
    }
}

/// Readings with the tokens from one numeral to the next; a number without a body is its kind's.
fn split(tokens: &Tokens, start: usize, begins: &[(usize, Reading)], end: usize) -> Vec<Found> {
    let mut found = Vec::new();
    for (k, (begin, reading)) in begins.iter().enumerate() {
        let from = if k == 0 { start } else { *begin };
        let to = begins.get(k + 1).map_or(end, |(next, _)| next.saturating_sub(1));
        let to = if tokens.is_sign(to, ',') || to == end { to } else { to.max(from + 1) };
        found.push((from..to, generalize(reading)));
    }
    found
}

/// A full reading whose number has no body is a kind and a number.
fn generalize(reading: &Reading) -> Reading {
    match reading {
        Reading::Full(number) if number.symbol().form() == Form::Bare => {
            let letters = number.symbol().kind_letters().unwrap_or_default();
            Reading::Kind {
                kinds: kind_keys(super::kind::all_of_letters(letters), Some(letters)),
                numeral: number.numeral().clone(),
                year: number.year(),
            }
        }
        other => other.clone(),
    }
}

fn kind_keys(kinds: &[&Kind], letters: Option<&str>) -> Vec<String> {
    match letters {
        // Letters that say more than their kind: QĐNS.
        Some(letters) if kinds.iter().all(|kind| kind.abbreviation() != letters) => {
            vec![letters.to_lowercase()]
        }
        _ => kinds.iter().map(|kind| kind.key()).collect(),
    }
}

/// `kl 202`, `nđ 178/2024`, `kế hoạch 02 bcđ`.
fn kind_and_number(
    tokens: &Tokens,
    start: usize,
    word: &Word,
    so: Option<usize>,
) -> Option<(Vec<Found>, usize)> {
    let at = so.unwrap_or(word.end);
    if tokens.gap(at) > Gap::Space {
        return None;
    }
    let (numeral, mut end) = grammar::numeral(tokens, at)?;
    let mut year = None;
    if tokens.is_sign(end, '/') && tokens.is_digits(end + 1) {
        // "báo cáo 9/2025" is a month.
        let act = so.is_some() || word.letters.is_some() || !word.kinds.iter().any(|k| k.planning);
        year = Some(grammar::year(tokens, end + 1).filter(|_| act)?);
        end += 2;
    }
    let joined = tokens.glued(end)
        && (tokens.is_word(end)
            || tokens.is_digits(end)
            || (tokens.is_sign(end, '-') || tokens.is_sign(end, '/') || tokens.is_sign(end, '.'))
                && tokens.is_digits(end + 1))
        || tokens.is_sign(end, '%')
        || tokens.is_sign(end, '-') && tokens.is_digits(end + 1);
    if joined || (so.is_none() && year.is_none() && is_phrase(tokens, at, end, word)) {
        return None;
    }
    // The year said behind it: "nghị quyết 18 năm 2017".
    if year.is_none()
        && tokens.folded(end) == "nam"
        && let Some(said) = grammar::year(tokens, end + 1).filter(|_| !in_range(tokens, end + 1))
    {
        year = Some(said);
        end += 2;
    }
    if let Some((reading, end)) = with_body(tokens, word, &numeral, year, end) {
        return Some((vec![(start..end, reading)], end));
    }
    let kinds = kind_keys(&word.kinds, word.letters);
    Some((vec![(start..end, Reading::Kind { kinds, numeral, year })], end))
}

/// The letters of a body after a kind and a number.
fn with_body(
    tokens: &Tokens,
    word: &Word,
    numeral: &Numeral,
    year: Option<u16>,
    end: usize,
) -> Option<(Reading, usize)> {
    // One sign may stand between: "cv 12/ubnd".
    let at = end + usize::from(tokens.is_sign(end, '/') || tokens.is_sign(end, '-'));
    let body = tokens.nfc(at);
    let known =
        tokens.is_word(at) && tokens.gap(at) <= Gap::Space && agency::of_symbol(body).is_some();
    if !known || !grammar::is_body(tokens, at, body) {
        return None;
    }
    let after = at + 1;
    let [kind] = word.kinds.as_slice() else { return None };
    let system = agency::of_symbol(body).map_or(System::Both, |a| a.system);
    if kind.name == "Công văn" && system != System::Party {
        let (kinds, body) = (vec![kind.key()], agency::spelling(body));
        return Some((Reading::KindAndBody { kinds, numeral: numeral.clone(), body }, after));
    }
    let form = if system == System::State { Form::State } else { Form::Party };
    let letters = word.letters.unwrap_or_else(|| kind.abbreviation());
    let symbol = Symbol::new(form, Some(letters), Some(body));
    Some((Reading::Full(Number::new(numeral.clone(), year, symbol)), after))
}

/// `số 453`: only where "số" is no syllable of a word (`hạ tầng số 2`).
fn number_alone(tokens: &Tokens, start: usize, at: usize) -> Option<(Vec<Found>, usize)> {
    let marked = tokens.nfc(start).to_lowercase() == "số";
    let after_word = start.checked_sub(1).is_some_and(|p| tokens.is_word(p));
    let after_paper = start
        .checked_sub(2)
        .is_some_and(|p| tokens.folded(p) == "van" && tokens.folded(p + 1) == "ban");
    if !marked || (after_word && !after_paper) {
        return None;
    }
    let (numeral, mut end) = grammar::numeral(tokens, at)?;
    let year = grammar::year(tokens, end + 1).filter(|_| tokens.is_sign(end, '/'));
    end += if year.is_some() { 2 } else { 0 };
    let joined = tokens.glued(end) && end < tokens.len() && !tokens.is_sign(end, ',');
    if joined || is_counted(tokens, end) {
        return None;
    }
    Some((vec![(start..end, Reading::Number { numeral, year })], end))
}

/// Whether kind word and number are a phrase: a year, a count of something, a title.
fn is_phrase(tokens: &Tokens, at: usize, end: usize, word: &Word) -> bool {
    let year = grammar::year(tokens, at).is_some_and(|year| (1945..=2045).contains(&year));
    let numbered_high = word.kinds.iter().any(|k| matches!(k.abbreviation(), "CV" | "QĐ" | "TB"));
    let titled = word.letters.is_none() && word.kinds.iter().all(|k| k.titled);
    (year && !numbered_high) || titled || is_counted(tokens, end)
}

/// A year that a dash goes on from: `2021-2025`.
fn in_range(tokens: &Tokens, i: usize) -> bool {
    tokens.is_sign(i + 1, '-') && tokens.is_digits(i + 2)
}

/// Words that are counted, folded; those of two syllables need both.
const UNITS: [&str; 62] = [
    "thang",
    "quy",
    "tuan",
    "gio",
    "phut",
    "cap",
    "nguoi",
    "trieu",
    "ty",
    "ti",
    "nghin",
    "ngan",
    "dong",
    "km",
    "m",
    "m2",
    "ha",
    "kg",
    "tan",
    "lan",
    "buoc",
    "xa",
    "phuong",
    "tinh",
    "huyen",
    "khau",
    "tru",
    "ben",
    "chieu",
    "dot",
    "ky",
    "trang",
    "nhom",
    "khu",
    "vung",
    "ngay",
    "nam",
    "chuyen de",
    "noi dung",
    "nhiem vu",
    "giai phap",
    "linh vuc",
    "muc tieu",
    "chi tieu",
    "don vi",
    "co quan",
    "cong trinh",
    "van ban",
    "du an",
    "de an",
    "thanh pho",
    "dong chi",
    "ho so",
    "hoc sinh",
    "can bo",
    "dang vien",
    "ngon ngu",
    "thu tuc",
    "dich vu",
    "mon hoc",
    "diem cau",
    "ho dan",
];

/// Whether what stands at token `i` counts the number before it (`5 năm`, `2 cấp`).
pub(super) fn is_counted(tokens: &Tokens, i: usize) -> bool {
    if tokens.is_sign(i, '%') {
        return true;
    }
    let (word, next) = (tokens.folded(i), tokens.folded(i + 1));
    if !tokens.is_word(i) || matches!(next, "uy" | "doan") {
        return false;
    }
    let dated = match word {
        "ngay" => tokens.is_digits(i + 1),
        "nam" => grammar::year(tokens, i + 1).is_some() && !in_range(tokens, i + 1),
        _ => false,
    };
    let pair = format!("{word} {next}");
    !dated && UNITS.iter().any(|unit| *unit == word || *unit == pair)
}

#[cfg(test)]
mod tests;
