//! What was typed, cut into pieces: words, phrases, fields, signs.
//!
//! In: the question and where numbers stand in it. Out: [`Piece`]s, by bytes, and advice. Brackets are
//! groups only where an operator asks for that: of a pasted title they are punctuation.

use super::group::groups;
use crate::directive::query::numbers_in_query;
use crate::search::answer::Advice;
use crate::search::field::{Field, length_of_value};
use std::ops::Range;

/// A piece of a question, by bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words that stand together.
    Words(Range<usize>),
    /// What stands in quotation marks.
    Quoted(Range<usize>),
    /// `name:value`.
    Field { field: Field, name: Range<usize>, value: Range<usize> },
    /// The name before a colon that is no field's: words.
    UnknownField(Range<usize>),
    /// `-`, right before a word, a phrase or a group: must not occur.
    Without,
    /// `+`, right before them: must occur as typed.
    Must,
    /// `OR`, `|`: either side.
    Or(usize),
    /// `NEAR/5`: both sides within so many words.
    Near { words: u32, at: usize },
    /// A bracket that opens a group.
    Open(usize),
    /// The bracket that closes it.
    Close,
}

/// Words between what `NEAR` stands between, where nobody says.
const NEAR: u32 = 10;
/// The most.
const FARTHEST: u32 = 200;

/// Cuts a question; `numbers` are the bytes of the numbers in it.
pub(super) fn pieces(text: &str, numbers: &[Range<usize>]) -> (Vec<Piece>, Vec<Advice>) {
    let (groups, advice) = groups(text);
    let mut reader =
        Reader { text, at: 0, numbers, groups, advice, pieces: Vec::new(), words: None };
    reader.read();
    (reader.pieces, reader.advice)
}

struct Reader<'t> {
    text: &'t str,
    /// The next byte to read.
    at: usize,
    /// Where numbers stand.
    numbers: &'t [Range<usize>],
    /// The brackets of groups, in order.
    groups: Vec<usize>,
    advice: Vec<Advice>,
    pieces: Vec<Piece>,
    /// Words that may go on.
    words: Option<Range<usize>>,
}

impl<'t> Reader<'t> {
    fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    fn rest(&self) -> &'t str {
        self.slice(self.at..self.text.len())
    }

    fn push(&mut self, piece: Piece) {
        self.pieces.extend(self.words.take().map(Piece::Words));
        self.pieces.push(piece);
    }

    fn read(&mut self) {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start().len();
            let start = self.at;
            let Some(first) = self.rest().chars().next() else { break };
            // `416 -KH/TU`: a number is recognised before `-word` is.
            let around = self.end_of_number_around(start);
            if let (Some(words), Some(end)) = (&mut self.words, around) {
                self.at = end;
                words.end = end;
            } else if self.is_group(start) {
                self.at += first.len_utf8();
                self.push(if first == '(' { Piece::Open(start) } else { Piece::Close });
            } else if is_quote(first) {
                let quoted = self.quoted();
                self.push(Piece::Quoted(quoted));
            } else if matches!(first, '-' | '+') && self.is_before_something(first) {
                self.at += first.len_utf8();
                self.push(if first == '-' { Piece::Without } else { Piece::Must });
                self.signed();
            } else if let Some((operator, end)) = operator(self.text, start) {
                self.at = end;
                self.push(operator);
            } else if !self.field() {
                let range = self.word();
                self.words = Some(self.words.take().map_or(range.start, |w| w.start)..range.end);
            }
        }
        self.pieces.extend(self.words.take().map(Piece::Words));
    }

    /// What a sign stands before: one word, if no phrase, field or group.
    fn signed(&mut self) {
        let first = self.rest().chars().next();
        if !self.is_group(self.at) && !first.is_some_and(is_quote) && !self.field() {
            let range = self.word();
            self.push(Piece::Words(range));
        }
    }

    fn is_group(&self, at: usize) -> bool {
        self.groups.binary_search(&at).is_ok()
    }

    /// Where the number ends that began before this byte and runs over it.
    fn end_of_number_around(&self, byte: usize) -> Option<usize> {
        let around = self.numbers.iter().find(|range| range.start < byte && byte < range.end);
        around.map(|range| range.end)
    }

    /// A minus or plus sign asks for something only right before a word, and not in a row of signs.
    fn is_before_something(&self, sign: char) -> bool {
        let at = self.at + sign.len_utf8();
        let behind = self.slice(at..self.text.len()).chars().next();
        self.is_group(at) || behind.is_some_and(|c| c.is_alphanumeric() || is_quote(c))
    }

    /// Reads to the next white space, quotation mark or bracket of a group.
    fn word(&mut self) -> Range<usize> {
        let start = self.at;
        let rest = self.rest();
        let ends = |(at, c): &(usize, char)| {
            c.is_whitespace() || is_quote(*c) || self.is_group(start + at)
        };
        let end = rest.char_indices().skip(1).find(ends);
        self.at += end.map_or(rest.len(), |(end, _)| end);
        start..self.at
    }

    /// Reads what stands in quotation marks; without the second one, to the end.
    fn quoted(&mut self) -> Range<usize> {
        let open = self.at;
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
        let start = self.at;
        match self.rest().char_indices().find(|(_, c)| is_quote(*c)) {
            Some((offset, close)) => {
                let end = start + offset;
                self.at = end + close.len_utf8();
                start..end
            }
            None => {
                self.advice.push(Advice::OpenQuote { at: column(self.text, open) });
                self.at = self.text.len();
                start..self.at
            }
        }
    }

    /// `name:value`, the name a word of letters right before the colon; whether there is one.
    fn field(&mut self) -> bool {
        let start = self.at;
        let known = long_name(self.rest()).or_else(|| name_and_rest(self.rest()));
        let Some((name, behind)) = known else { return false };
        let has_value = behind.chars().next().is_some_and(|c| !c.is_whitespace() && c != '/');
        let name_range = start..start + name.len();
        let known = Field::named(&name.replace(' ', ""));
        if !(has_value || (known.is_some() && !behind.trim().is_empty())) {
            return false;
        }
        self.at = name_range.end + 1;
        let Some(field) = known else {
            let at = column(self.text, start);
            self.advice.push(Advice::UnknownField { field: name.to_owned(), at });
            // The name and the colon stay words; the value is read on as it comes.
            self.push(Piece::UnknownField(name_range));
            return true;
        };
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
        let value = self.value(field);
        self.push(Piece::Field { field, name: name_range, value });
        true
    }

    /// The value of a field: what is quoted, or as many words as belong to it.
    fn value(&mut self, field: Field) -> Range<usize> {
        if self.rest().chars().next().is_some_and(is_quote) {
            return self.quoted();
        }
        let start = self.at;
        // A group ends it, an operator too.
        let mut stop = self.groups.iter().copied().find(|at| *at >= start);
        let mut at = start;
        while let Some(space) = self.slice(at..self.text.len()).find(char::is_whitespace) {
            at += space;
            at += self.slice(at..self.text.len()).chars().next().map_or(1, char::len_utf8);
            let ends = operator(self.text, at).is_some()
                || name_and_rest(self.slice(at..self.text.len()))
                    .is_some_and(|(name, _)| Field::named(name).is_some());
            if ends {
                stop = Some(stop.map_or(at, |stop| stop.min(at)));
                break;
            }
        }
        let value = self.slice(start..stop.unwrap_or(self.text.len()));
        let longest = match field {
            Field::Number | Field::Citing(_) => numbers_in_query(value)
                .into_iter()
                .find(|(range, _)| range.start == 0)
                .map(|(range, _)| range.end),
            other => length_of_value(other, value),
        };
        match longest {
            Some(length) if length > 0 => {
                self.at = start + length;
                start..self.at
            }
            _ => self.word(),
        }
    }
}

/// The name before a colon, and what stands behind it.
fn name_and_rest(text: &str) -> Option<(&str, &str)> {
    let (name, behind) = text.split_once(':')?;
    let is_name = !name.is_empty() && name.chars().all(char::is_alphabetic);
    is_name.then_some((name, behind))
}

/// A field's name in two or three words: `người ký: …`.
fn long_name(text: &str) -> Option<(&str, &str)> {
    let (name, behind) = text.split_once(':')?;
    let words = name.split_whitespace().count();
    let is_row = name.chars().all(|c| c.is_alphabetic() || c == ' ');
    let known = (2..4).contains(&words) && is_row && Field::named(&name.replace(' ', "")).is_some();
    known.then_some((name, behind))
}

/// The operator in words that stands alone at a byte, and the byte behind it.
pub(super) fn operator(text: &str, at: usize) -> Option<(Piece, usize)> {
    let rest = text.get(at..)?;
    let end = rest.find(|c: char| c.is_whitespace() || c == '(').unwrap_or(rest.len());
    let word = rest.get(..end)?;
    let before = text.get(..at)?.chars().next_back();
    if !before.is_none_or(|c| c.is_whitespace() || c == ')' || c == '(') {
        return None;
    }
    let piece = match word {
        "OR" | "|" | "||" | "HOẶC" => Piece::Or(at),
        "NEAR" => Piece::Near { words: NEAR, at },
        _ => {
            let words = word.strip_prefix("NEAR/")?.parse().ok()?;
            Piece::Near { words: u32::min(words, FARTHEST), at }
        }
    };
    Some((piece, at + end))
}

pub(in crate::search) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

/// The character column of a byte, for advice.
pub(super) fn column(text: &str, byte: usize) -> usize {
    text.get(..byte).unwrap_or_default().chars().count()
}
