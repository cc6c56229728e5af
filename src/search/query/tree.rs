//! Pieces of a question → the query: what binds how.
//!
//! `NEAR` binds what stands right beside it, then everything side by side must match, then `OR`. Groups
//! are at most [`MAX_DEPTH`](super::group::MAX_DEPTH) deep, so is the recursion here.

use super::piece::{Piece, column};
use super::said::in_words;
use super::{Clause, Near, Node, NumberClause, Query};
use crate::directive::query::{NumberQuery, attributes_behind, number_in_field, numbers_in_query};
use crate::search::answer::{Advice, ReadingPart};
use crate::search::condition::Condition;
use crate::search::field::Field;
use crate::search::number;
use crate::search::pattern::{Pattern, has_no_marks};
use crate::search::synonym;
use std::ops::Range;

/// Builds the query.
pub(super) fn build(
    text: &str,
    pieces: &[Piece],
    is_unmarked: bool,
    advice: &mut Vec<Advice>,
) -> Query {
    let mut builder = Builder { text, pieces, at: 0, is_unmarked, clauses: Vec::new(), advice };
    let mut options = Options::default();
    // A bracket that closes nothing is passed over.
    while builder.at < pieces.len() {
        builder.any(&mut options);
        builder.at += 1;
    }
    let (root, parts) = options.joined();
    let mut query = Query { clauses: builder.clauses, root, ..Query::default() };
    query.reading.parts = parts;
    query
}

/// What stands between `OR`s.
#[derive(Default)]
struct Options(Vec<All>);

/// What stands side by side.
#[derive(Default)]
struct All {
    parts: Vec<Node>,
    without: Vec<Node>,
    said: Vec<ReadingPart>,
}

impl Options {
    fn joined(self) -> (Node, Vec<ReadingPart>) {
        let mut options: Vec<All> =
            self.0.into_iter().filter(|o| !(o.parts.is_empty() && o.without.is_empty())).collect();
        if options.len() < 2 {
            let only = options.pop().unwrap_or_default();
            return (Node::All { parts: only.parts, without: only.without }, only.said);
        }
        let (mut nodes, mut said) = (Vec::new(), Vec::new());
        for All { parts, without, said: parts_said } in options {
            nodes.push(Node::All { parts, without });
            said.push(parts_said);
        }
        (Node::Any(nodes), vec![ReadingPart::Either { options: said }])
    }
}

/// How words are asked for.
#[derive(Clone, Copy, PartialEq)]
enum Manner {
    /// As words.
    Loose,
    /// As a phrase.
    Phrase,
}

struct Builder<'t> {
    text: &'t str,
    pieces: &'t [Piece],
    /// The next piece.
    at: usize,
    is_unmarked: bool,
    clauses: Vec<Clause>,
    advice: &'t mut Vec<Advice>,
}

impl<'t> Builder<'t> {
    fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).unwrap_or_default()
    }

    fn next(&mut self) -> Option<&'t Piece> {
        let piece = self.pieces.get(self.at)?;
        self.at += 1;
        Some(piece)
    }

    /// Reads to the bracket that closes the group, or the end; leaves the bracket.
    fn any(&mut self, options: &mut Options) {
        let mut all = All::default();
        while let Some(piece) = self.pieces.get(self.at) {
            match piece {
                Piece::Close => break,
                Piece::Or(at) => {
                    self.at += 1;
                    let nothing_before = all.parts.is_empty() && all.without.is_empty();
                    let nothing_behind = matches!(
                        self.pieces.get(self.at),
                        None | Some(Piece::Close | Piece::Or(_))
                    );
                    if nothing_before || nothing_behind {
                        self.advice.push(Advice::LoneOperator { at: column(self.text, *at) });
                    }
                    options.0.push(std::mem::take(&mut all));
                }
                _ => self.part(&mut all),
            }
        }
        options.0.push(all);
    }

    /// Reads one thing asked for.
    fn part(&mut self, all: &mut All) {
        match self.next() {
            Some(Piece::Without) => {
                let mut inner = All::default();
                self.operand(&mut inner, Manner::Phrase, false);
                if !inner.parts.is_empty() {
                    all.said.push(ReadingPart::Without { text: bare(&inner.said) });
                    all.without.push(Node::All { parts: inner.parts, without: inner.without });
                }
            }
            Some(Piece::Must) => self.operand(all, Manner::Phrase, self.is_unmarked),
            Some(Piece::Near { at, .. }) => {
                self.advice.push(Advice::LoneOperator { at: column(self.text, *at) });
            }
            Some(piece) => self.take(piece, all, Manner::Loose, self.is_unmarked),
            None => {}
        }
    }

    /// What a sign stands before.
    fn operand(&mut self, all: &mut All, manner: Manner, is_unmarked: bool) {
        if let Some(
            piece @ (Piece::Words(_) | Piece::Quoted(_) | Piece::Field { .. } | Piece::Open(_)),
        ) = self.pieces.get(self.at)
        {
            self.at += 1;
            self.take(piece, all, manner, is_unmarked);
        }
    }

    fn take(&mut self, piece: &'t Piece, all: &mut All, manner: Manner, is_unmarked: bool) {
        match piece {
            Piece::Words(range) | Piece::Quoted(range) if self.is_before_near() => {
                self.near(range, all, is_unmarked);
            }
            Piece::Words(range) if manner == Manner::Loose => {
                self.words(range.clone(), all, is_unmarked);
            }
            Piece::UnknownField(range) => {
                self.text_of(range.clone(), Manner::Loose, all, is_unmarked);
            }
            Piece::Words(range) | Piece::Quoted(range) => {
                // What must not occur has marks of its own.
                let text = self.slice(range.clone());
                let is_unmarked = is_unmarked || manner == Manner::Phrase && has_no_marks(text);
                match numbers_in_query(text).into_iter().next() {
                    Some((found, number)) if found.len() == text.trim().len() => {
                        self.number(number, range.clone(), None, all, is_unmarked);
                    }
                    _ => self.text_of(range.clone(), Manner::Phrase, all, is_unmarked),
                }
            }
            Piece::Field { field, name, value } => self.field(*field, name, value, all),
            Piece::Open(_) => {
                let mut options = Options::default();
                self.any(&mut options);
                self.at += 1;
                let (node, said) = options.joined();
                if !node.is_empty() {
                    all.parts.push(node);
                    all.said.extend(said);
                }
            }
            Piece::Without | Piece::Must | Piece::Or(_) | Piece::Near { .. } | Piece::Close => {}
        }
    }

    fn is_before_near(&self) -> bool {
        matches!(self.pieces.get(self.at), Some(Piece::Near { .. }))
            && matches!(self.pieces.get(self.at + 1), Some(Piece::Words(_) | Piece::Quoted(_)))
    }

    /// `hạ tầng NEAR/5 "số hóa"`, and on.
    fn near(&mut self, first: &Range<usize>, all: &mut All, is_unmarked: bool) {
        let mut ranges = vec![first.clone()];
        let mut distance = 0;
        while self.is_before_near() {
            if let Some(Piece::Near { words, .. }) = self.next() {
                distance = distance.max(*words);
            }
            if let Some(Piece::Words(range) | Piece::Quoted(range)) = self.next() {
                ranges.push(range.clone());
            }
        }
        let pattern =
            |range: &Range<usize>| Pattern::new(self.slice(range.clone()), true, is_unmarked);
        let operands: Vec<Pattern> = ranges.iter().filter_map(pattern).collect();
        if operands.len() < 2 {
            for range in ranges {
                self.text_of(range, Manner::Phrase, all, is_unmarked);
            }
            return;
        }
        let texts = operands.iter().map(|operand| operand.text.clone()).collect();
        all.said.push(ReadingPart::Near { texts, words: distance });
        self.push(Clause::Near(Near { operands, words: distance }), all);
    }

    /// Numbers in a run of words, and the words between them.
    fn words(&mut self, range: Range<usize>, all: &mut All, is_unmarked: bool) {
        let text = self.slice(range.clone());
        let mut at = range.start;
        for (found, number) in numbers_in_query(text) {
            let from = range.start + found.start;
            // The date of the number before this one may have been read.
            if from < at {
                continue;
            }
            self.text_of(at..from, Manner::Loose, all, is_unmarked);
            at = range.start + found.end;
            let attributes = attributes_behind(text, found.end);
            let end = attributes.as_ref().map_or(at, |attributes| range.start + attributes.end);
            let days = attributes.and_then(|attributes| attributes.days);
            self.number(number, from..at, days, all, is_unmarked);
            at = end;
        }
        self.text_of(at..range.end, Manner::Loose, all, is_unmarked);
    }

    fn text_of(&mut self, range: Range<usize>, manner: Manner, all: &mut All, is_unmarked: bool) {
        let is_quoted = manner == Manner::Phrase;
        let typed = self.slice(range.clone());
        let Some(pattern) = Pattern::new(typed, is_quoted, is_unmarked) else { return };
        // "=" says how a word is meant, and is none.
        let text = pattern.text.replace(" =", " ");
        let text = text.strip_prefix('=').unwrap_or(&text).to_owned();
        let variants = if is_quoted {
            all.said.push(ReadingPart::Phrase { text });
            Vec::new()
        } else {
            let (variants, synonyms) = synonym::variants(&pattern, self.text, range.start);
            all.said.push(ReadingPart::Words { text, synonyms });
            variants
        };
        if pattern.slots.iter().any(|slot| slot.is_short_prefix()) {
            self.advice.push(Advice::ShortPrefix { at: column(self.text, range.start) });
        }
        self.push(Clause::Text(pattern, variants), all);
    }

    fn number(
        &mut self,
        number: NumberQuery,
        range: Range<usize>,
        days: Option<std::ops::RangeInclusive<u64>>,
        all: &mut All,
        is_unmarked: bool,
    ) {
        let text = number::shown(&number, days.as_ref());
        all.said.push(ReadingPart::Number { text });
        let words = Pattern::new(self.slice(range), true, is_unmarked);
        self.push(Clause::Number(NumberClause { number, words, days }), all);
    }

    fn field(&mut self, field: Field, name: &Range<usize>, value: &Range<usize>, all: &mut All) {
        let typed_to = value.end;
        let typed = self.slice(value.clone()).trim();
        let clause = if field == Field::Number && !crate::search::field::is_none(typed) {
            number_in_field(typed).map(|number| {
                let shown = number::shown(&number, None);
                (Clause::Number(NumberClause { number, words: None, days: None }), shown)
            })
        } else {
            Condition::read(field, typed)
                .map(|(condition, shown)| (Clause::Record(condition), shown))
        };
        match clause {
            Some((clause, value)) => {
                let field = field.code().to_owned();
                let off = self.without(name.start..typed_to);
                all.said.push(ReadingPart::Field { field, value, off });
                self.push(clause, all);
            }
            None => self.advice.push(Advice::BadValue {
                field: self.slice(name.clone()).to_owned(),
                value: typed.to_owned(),
                at: column(self.text, name.start),
            }),
        }
    }

    /// The question without a part of it, and without the quotation mark that the part ends with.
    fn without(&self, range: Range<usize>) -> String {
        let before = self.slice(0..range.start).trim_end();
        let behind = self.slice(range.end..self.text.len());
        let behind = behind.trim_start_matches(['"', '”', '“']).trim_start();
        format!("{before} {behind}").trim().to_owned()
    }

    fn push(&mut self, clause: Clause, all: &mut All) {
        all.parts.push(Node::Clause(self.clauses.len()));
        self.clauses.push(clause);
    }
}

/// What must not occur, without the quotation marks that a phrase is said with.
fn bare(said: &[ReadingPart]) -> String {
    match said {
        [ReadingPart::Phrase { text }] => text.clone(),
        other => in_words(other),
    }
}
