//! What was typed → a [`Query`]: the grammar of questions.
//!
//! A question is always readable, perhaps with advice; nothing of it reaches the store's own query
//! parser. At most [`MAX_CHARS`] characters, no recursion, one pass.
//!
//! | typed | read as |
//! |---|---|
//! | `hạ tầng số` | words: the phrase first, then near each other, then apart |
//! | `"hạ tầng số"` | the phrase alone |
//! | `202-KL/TW`, `kl 202`, `Kết luận số 202 - kl/tw` | a number |
//! | `số:202-KL/TW` `loại:KL` `từ:2025-01-01` `đến:2026-01` | fields |
//! | `-từ`, `-"cụm từ"` | must not occur |

use super::answer::{Advice, Reading, ReadingPart};
use super::field::{Field, kinds_named, longest_kind};
use super::filter::{Filter, days, shown};
use super::number;
use super::pattern::{Pattern, has_no_marks};
use crate::directive::query::{NumberQuery, number_in_field, numbers_in_query};
use crate::text::token::is_combining_mark;
use std::ops::Range;

/// Characters of a question that are read.
pub const MAX_CHARS: usize = 512;

/// A question as it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Query {
    /// What must match, all of it.
    pub clauses: Vec<Clause>,
    /// What must not occur.
    pub without: Vec<Pattern>,
    /// What the record must say.
    pub filter: Filter,
    /// The same, for people.
    pub reading: Reading,
}

impl Query {
    /// Whether a letter of anything that is looked for may be wrong.
    pub(crate) fn may_have_a_wrong_letter(&self) -> bool {
        self.clauses.iter().any(|clause| match clause {
            Clause::Text(pattern) => pattern.may_have_a_wrong_letter(),
            Clause::Number(..) => false,
        })
    }

    /// How many words are looked for that are no phrase of their own.
    pub(crate) fn words(&self) -> usize {
        let bare = self.clauses.iter().map(|clause| match clause {
            Clause::Text(pattern) if !pattern.is_quoted => pattern.slots.len(),
            _ => 0,
        });
        bare.sum()
    }
}

/// One thing asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Clause {
    /// Words of the text.
    Text(Pattern),
    /// The number of a directive; the words of it, for where the archive has no such number.
    Number(NumberQuery, Option<Pattern>),
}

/// A piece of a question, by bytes.
enum Piece {
    Words(Range<usize>),
    Quoted(Range<usize>),
    Field { field: Field, name: Range<usize>, value: Range<usize> },
    UnknownField(Range<usize>),
    Without(Range<usize>, bool),
}

/// Reads a question.
pub(crate) fn parse(typed: &str) -> Query {
    let mut query = Query::default();
    // Marks that are characters of their own are no characters more.
    let mut letters = typed.char_indices().filter(|(_, c)| !is_combining_mark(*c));
    let text = match letters.nth(MAX_CHARS) {
        Some((end, _)) => {
            query.reading.advice.push(Advice::TooLong { limit: MAX_CHARS });
            typed.get(..end).unwrap_or_default()
        }
        None => typed,
    };
    let numbers = numbers_in_query(text).into_iter().map(|(range, _)| range).collect();
    let mut reader = Reader { text, at: 0, numbers, query };
    let pieces = reader.pieces();
    let is_unmarked = pieces.iter().all(|piece| reader.is_unmarked(piece));
    for piece in pieces {
        reader.take(piece, is_unmarked);
    }
    let mut query = reader.query;
    if query.clauses.is_empty() && query.filter.is_open() {
        query.reading.advice.push(if query.without.is_empty() {
            Advice::Empty
        } else {
            Advice::OnlyWithout
        });
    }
    query.reading.text = in_words(&query.reading.parts);
    query
}

struct Reader<'t> {
    text: &'t str,
    /// The next byte to read.
    at: usize,
    /// Where numbers stand in the whole text.
    numbers: Vec<Range<usize>>,
    query: Query,
}

impl<'t> Reader<'t> {
    fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    fn rest(&self) -> &'t str {
        self.slice(self.at..self.text.len())
    }

    /// The character column of a byte, for advice.
    fn column(&self, byte: usize) -> usize {
        self.slice(0..byte).chars().count()
    }

    /// Cuts the question into pieces.
    fn pieces(&mut self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut words: Option<Range<usize>> = None;
        loop {
            self.skip_space();
            let start = self.at;
            let Some(first) = self.rest().chars().next() else { break };
            // `416 -KH/TU`: a number is recognised before `-word` is.
            if let (Some(words), Some(end)) = (&mut words, self.end_of_number_around(start)) {
                self.at = end;
                words.end = end;
                continue;
            }
            let piece = if is_quote(first) {
                Some(Piece::Quoted(self.quoted()))
            } else if matches!(first, '-' | '+') && self.is_before_a_word(first) {
                self.at += first.len_utf8();
                let is_quoted = self.rest().chars().next().is_some_and(is_quote);
                let range = if is_quoted { self.quoted() } else { self.word() };
                match (first, is_quoted) {
                    ('-', _) => Some(Piece::Without(range, is_quoted)),
                    (_, true) => Some(Piece::Quoted(range)),
                    (_, false) => {
                        words = Some(words.map_or(range.start, |w| w.start)..range.end);
                        None
                    }
                }
            } else if let Some(piece) = self.field() {
                Some(piece)
            } else {
                let range = self.word();
                words = Some(words.map_or(start, |w| w.start)..range.end);
                None
            };
            if let Some(piece) = piece {
                pieces.extend(words.take().map(Piece::Words));
                pieces.push(piece);
            }
        }
        pieces.extend(words.map(Piece::Words));
        pieces
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Where the number ends that began before this byte and runs over it.
    fn end_of_number_around(&self, byte: usize) -> Option<usize> {
        let around = self.numbers.iter().find(|range| range.start < byte && byte < range.end);
        around.map(|range| range.end)
    }

    /// A minus or plus sign asks for something only right before a word, and not in a row of signs.
    fn is_before_a_word(&self, sign: char) -> bool {
        let behind = self.slice(self.at + sign.len_utf8()..self.text.len());
        behind.chars().next().is_some_and(|c| c.is_alphanumeric() || is_quote(c))
    }

    /// Reads to the next white space or quotation mark.
    fn word(&mut self) -> Range<usize> {
        let start = self.at;
        let rest = self.rest();
        let end = rest.char_indices().skip(1).find(|(_, c)| c.is_whitespace() || is_quote(*c));
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
                let at = self.column(open);
                self.query.reading.advice.push(Advice::OpenQuote { at });
                self.at = self.text.len();
                start..self.at
            }
        }
    }

    /// `name:value`, the name a word of letters right before the colon.
    fn field(&mut self) -> Option<Piece> {
        let start = self.at;
        let (name, behind) = self.rest().split_once(':')?;
        let is_name = !name.is_empty() && name.chars().all(char::is_alphabetic);
        let has_value = behind.chars().next().is_some_and(|c| !c.is_whitespace() && c != '/');
        let name_range = start..start + name.len();
        let known = Field::named(name);
        if !is_name || !(has_value || (known.is_some() && !behind.trim().is_empty())) {
            return None;
        }
        let Some(field) = known else {
            self.at = name_range.end + 1;
            self.query
                .reading
                .advice
                .push(Advice::UnknownField { field: name.to_owned(), at: self.column(start) });
            // The name and the colon stay words; the value is read on as it comes.
            return Some(Piece::UnknownField(name_range));
        };
        self.at = name_range.end + 1;
        self.skip_space();
        let value = self.value(field);
        Some(Piece::Field { field, name: name_range, value })
    }

    /// The value of a field: what is quoted, or as many words as belong to it.
    fn value(&mut self, field: Field) -> Range<usize> {
        if self.rest().chars().next().is_some_and(is_quote) {
            return self.quoted();
        }
        let start = self.at;
        let longest = match field {
            Field::Number => numbers_in_query(self.rest())
                .into_iter()
                .find(|(range, _)| range.start == 0)
                .map(|(range, _)| range.end),
            Field::Kind => longest_kind(self.rest()),
            Field::From | Field::To => None,
        };
        match longest {
            Some(length) if length > 0 => {
                self.at = start + length;
                start..self.at
            }
            _ => self.word(),
        }
    }

    /// Whether the words to look for have no marks; names of fields and numbers do not count.
    fn is_unmarked(&self, piece: &Piece) -> bool {
        match piece {
            Piece::Words(range) => {
                let is_of_number = |byte: usize| self.numbers.iter().any(|n| n.contains(&byte));
                let text = self.slice(range.clone()).char_indices();
                let words = text.filter(|(at, _)| !is_of_number(range.start + at));
                has_no_marks(&words.map(|(_, c)| c).collect::<String>())
            }
            Piece::Quoted(range) => has_no_marks(self.slice(range.clone())),
            Piece::Field { .. } | Piece::UnknownField(_) | Piece::Without(..) => true,
        }
    }

    /// Puts one piece into the query.
    fn take(&mut self, piece: Piece, is_unmarked: bool) {
        match piece {
            Piece::Words(range) => self.take_words(range, is_unmarked),
            Piece::UnknownField(range) => self.take_text(range, false, is_unmarked),
            Piece::Quoted(range) => {
                let text = self.slice(range.clone());
                let numbers = numbers_in_query(text);
                match numbers.into_iter().next() {
                    Some((found, number)) if found.len() == text.trim().len() => {
                        self.take_number(number, text, is_unmarked);
                    }
                    _ => self.take_text(range, true, is_unmarked),
                }
            }
            Piece::Without(range, is_quoted) => {
                let text = self.slice(range);
                if let Some(pattern) = Pattern::new(text, is_quoted, has_no_marks(text)) {
                    let text = pattern.text.clone();
                    self.query.reading.parts.push(ReadingPart::Without { text });
                    self.query.without.push(Pattern { is_quoted: true, ..pattern });
                }
            }
            Piece::Field { field, name, value } => self.take_field(field, name, value),
        }
    }

    /// Numbers in a run of words, and the words between them.
    fn take_words(&mut self, range: Range<usize>, is_unmarked: bool) {
        let text = self.slice(range.clone());
        let mut at = range.start;
        for (found, number) in numbers_in_query(text) {
            let found = range.start + found.start..range.start + found.end;
            self.take_text(at..found.start, false, is_unmarked);
            self.take_number(number, self.slice(found.clone()), is_unmarked);
            at = found.end;
        }
        self.take_text(at..range.end, false, is_unmarked);
    }

    fn take_text(&mut self, range: Range<usize>, is_quoted: bool, is_unmarked: bool) {
        if let Some(pattern) = Pattern::new(self.slice(range), is_quoted, is_unmarked) {
            let text = pattern.text.clone();
            let part =
                if is_quoted { ReadingPart::Phrase { text } } else { ReadingPart::Words { text } };
            self.query.reading.parts.push(part);
            self.query.clauses.push(Clause::Text(pattern));
        }
    }

    fn take_number(&mut self, number: NumberQuery, typed: &str, is_unmarked: bool) {
        self.query.reading.parts.push(ReadingPart::Number { text: number::shown(&number) });
        let words = Pattern::new(typed, true, is_unmarked);
        self.query.clauses.push(Clause::Number(number, words));
    }

    fn take_field(&mut self, field: Field, name: Range<usize>, value: Range<usize>) {
        let typed = self.slice(value.clone()).trim();
        let understood = match field {
            Field::Number => number_in_field(typed).map(|number| {
                let text = number::shown(&number);
                self.query.clauses.push(Clause::Number(number, None));
                ("number", text)
            }),
            Field::Kind => {
                let kinds = kinds_named(typed);
                let names: Vec<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
                let shown = names.join(", ");
                let letters = kinds.iter().map(|kind| kind.abbreviation().to_owned());
                self.query.filter.kinds.extend(letters);
                (!kinds.is_empty()).then_some(("kind", shown))
            }
            Field::From => days(typed).map(|range| {
                self.query.filter.from = Some(*range.start());
                ("from", shown(*range.start()))
            }),
            Field::To => days(typed).map(|range| {
                self.query.filter.to = Some(*range.end());
                ("to", shown(*range.end()))
            }),
        };
        match understood {
            Some((field, value)) => {
                let field = field.to_owned();
                self.query.reading.parts.push(ReadingPart::Field { field, value });
            }
            None => self.query.reading.advice.push(Advice::BadValue {
                field: self.slice(name.clone()).to_owned(),
                value: typed.to_owned(),
                at: self.column(name.start),
            }),
        }
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

/// The reading for people, in Vietnamese.
fn in_words(parts: &[ReadingPart]) -> String {
    let words: Vec<String> = parts
        .iter()
        .map(|part| match part {
            ReadingPart::Words { text } => text.clone(),
            ReadingPart::Phrase { text } => format!("cụm từ “{text}”"),
            ReadingPart::Number { text } => format!("số, ký hiệu {text}"),
            ReadingPart::Without { text } => format!("không có “{text}”"),
            ReadingPart::Field { field, value } => match field.as_str() {
                "number" => format!("số, ký hiệu {value}"),
                "kind" => format!("tên loại {value}"),
                "from" => format!("từ ngày {value}"),
                _ => format!("đến ngày {value}"),
            },
        })
        .collect();
    words.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(typed: &str) -> Vec<String> {
        parse(typed)
            .reading
            .parts
            .into_iter()
            .map(|part| match part {
                ReadingPart::Words { text } => format!("words {text}"),
                ReadingPart::Phrase { text } => format!("phrase {text}"),
                ReadingPart::Number { text } => format!("number {text}"),
                ReadingPart::Field { field, value } => format!("{field} {value}"),
                ReadingPart::Without { text } => format!("without {text}"),
            })
            .collect()
    }

    #[test]
    fn words_phrases_and_what_must_not_occur() {
        assert_eq!(parts("hạ tầng số"), ["words hạ tầng số"]);
        assert_eq!(parts("\"hạ tầng số\""), ["phrase hạ tầng số"]);
        assert_eq!(parts("“hạ tầng số” cấp xã"), ["phrase hạ tầng số", "words cấp xã"]);
        assert_eq!(parts("hạ tầng -số hóa"), ["words hạ tầng", "without số", "words hóa"]);
        assert_eq!(parts("hạ tầng -\"số hóa\""), ["words hạ tầng", "without số hóa"]);
        assert_eq!(parts("kinh tế - xã hội"), ["words kinh tế - xã hội"]);
        assert_eq!(parts("chính quyền 2 cấp"), ["words chính quyền 2 cấp"]);
    }

    #[test]
    fn numbers_in_any_writing() {
        for typed in [
            "202-KL/TW",
            "202 KL TW",
            "202/KL-TW",
            "202kl/tw",
            "Kết luận số 202 - kl/tw",
            "202 -KL/TW",
            "202 – KL/TW",
            "\"202-KL/TW\"",
            "số:202-KL/TW",
            "số:202 KL TW",
        ] {
            let read = parts(typed);
            assert_eq!(read, ["number 202-KL/TW"], "{typed}");
        }
        let read = parts("202-KL/TW chuyển đổi số");
        assert_eq!(read, ["number 202-KL/TW", "words chuyển đổi số"]);
    }

    #[test]
    fn fields_in_vietnamese_and_english() {
        assert_eq!(parts("loại:KL hạ tầng"), ["kind Kết luận", "words hạ tầng"]);
        assert_eq!(parts("loai:\"kế hoạch\" số hóa"), ["kind Kế hoạch", "words số hóa"]);
        assert_eq!(parts("loại:kế hoạch hạ tầng"), ["kind Kế hoạch", "words hạ tầng"]);
        assert_eq!(
            parts("từ:2025-01-01 đến:2026-01 đất đai"),
            ["from 01/01/2025", "to 31/01/2026", "words đất đai"]
        );
        assert_eq!(parse("từ: 2025").filter.from, Some(20_250_101));
    }

    #[test]
    fn names_of_fields_and_numbers_do_not_mark_a_question() {
        for typed in ["loại:KL ha tang so", "từ:2025 \"ha tang so\"", "kết luận 202 chuyen doi so"]
        {
            let is_unmarked = parse(typed)
                .clauses
                .iter()
                .any(|clause| matches!(clause, Clause::Text(pattern) if pattern.is_unmarked));
            assert!(is_unmarked, "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_advice() {
        let advice = |typed: &str| parse(typed).reading.advice;
        let unknown = Advice::UnknownField { field: "màu".into(), at: 8 };
        assert_eq!(advice("hạ tầng màu:đỏ"), [unknown]);
        assert_eq!(parts("hạ tầng màu:đỏ"), ["words hạ tầng", "words màu", "words đỏ"]);
        let wrong = Advice::BadValue { field: "từ".into(), value: "hôm".into(), at: 0 };
        assert_eq!(advice("từ:hôm qua"), [wrong]);
        assert_eq!(advice("hạ \"tầng"), [Advice::OpenQuote { at: 3 }]);
        assert_eq!(advice("-số"), [Advice::OnlyWithout]);
        for nothing in ["", "  ", "\"\"", "...", "- +"] {
            assert!(advice(nothing).contains(&Advice::Empty), "{nothing}");
        }
        let long = "hạ tầng ".repeat(1250);
        assert_eq!(advice(&long), [Advice::TooLong { limit: MAX_CHARS }]);
        assert!(advice("họp lúc 15:30 tại https://x").is_empty());
    }

    proptest! {
        #[test]
        fn every_question_is_readable(typed in "\\PC{0,600}") {
            parse(&typed);
        }

        #[test]
        fn every_question_of_signs_is_readable(
            typed in "([\"“” +:-]|số|từ|loại|đến|202|KL|TW|/|hạ tầng|2025|,|\n){0,40}"
        ) {
            let query = parse(&typed);
            let advised = !query.reading.advice.is_empty();
            prop_assert!(advised || !query.clauses.is_empty() || !query.filter.is_open());
        }
    }
}
