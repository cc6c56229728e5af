//! What was typed → a [`Query`]: the grammar of questions.
//!
//! A question is always readable, perhaps with advice; nothing of it reaches the store's own query
//! parser. At most [`MAX_CHARS`] characters are read, and groups eight deep. What can be typed is said
//! by [`grammar`](super::grammar), with examples that are under test.

mod group;
mod piece;
mod question;
mod said;
mod tree;

use super::answer::{Advice, Reading};
use super::condition::Condition;
use super::pattern::{Pattern, has_no_marks};
use super::synonym::Variant;
use crate::directive::query::{NumberQuery, numbers_in_query};
use crate::text::token::is_combining_mark;
pub(super) use piece::is_quote;
use piece::{Piece, pieces};
pub use said::field_label;
use std::ops::{Range, RangeInclusive};

/// Characters of a question that are read.
pub const MAX_CHARS: usize = 512;

/// A question as it was understood.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Query {
    /// What is asked for, each once; [`Node`]s say how it is put together.
    pub clauses: Vec<Clause>,
    /// The whole.
    pub root: Node,
    /// The same, for people.
    pub reading: Reading,
}

/// How clauses are put together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// A clause of [`Query::clauses`].
    Clause(usize),
    /// All of these, and none of those.
    All {
        /// What must match.
        parts: Vec<Node>,
        /// What must not occur.
        without: Vec<Node>,
    },
    /// Any of these.
    Any(Vec<Node>),
}

impl Default for Node {
    fn default() -> Self {
        Self::All { parts: Vec::new(), without: Vec::new() }
    }
}

/// One thing asked for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Clause {
    /// Words of the text, and what synonyms make of them.
    Text(Pattern, Vec<Variant>),
    /// Words or phrases near each other, in any order.
    Near(Near),
    /// The number of a directive.
    Number(NumberClause),
    /// What the record must say.
    Record(Condition),
}

/// A number asked for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NumberClause {
    /// The number.
    pub number: NumberQuery,
    /// The words of it, for where the archive has no such number; not of a field.
    pub words: Option<Pattern>,
    /// Its date as typed behind it, as yyyymmdd.
    pub days: Option<RangeInclusive<u64>>,
}

/// Words or phrases near each other.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Near {
    /// Each a phrase; at least two.
    pub operands: Vec<Pattern>,
    /// The most words between one and the next.
    pub words: u32,
}

impl Query {
    /// How many words are looked for that are no phrase of their own.
    pub(crate) fn words(&self) -> usize {
        let bare = self.wanted().map(|(_, clause)| match clause {
            Clause::Text(pattern, _) if !pattern.is_quoted => pattern.slots.len(),
            _ => 0,
        });
        bare.sum()
    }

    /// Whether a letter of anything that is looked for may be wrong.
    pub(crate) fn may_have_a_wrong_letter(&self) -> bool {
        self.wanted().any(|(_, clause)| match clause {
            Clause::Text(pattern, _) => pattern.may_have_a_wrong_letter(),
            Clause::Near(_) => true,
            Clause::Number(_) | Clause::Record(_) => false,
        })
    }

    /// Whether anything is asked for either way.
    pub(crate) fn has_either(&self) -> bool {
        self.root.has_either()
    }

    /// The clauses that are wanted, not those that must not occur.
    pub(crate) fn wanted(&self) -> impl Iterator<Item = (usize, &Clause)> {
        let mut wanted = vec![false; self.clauses.len()];
        self.root.mark_wanted(&mut wanted);
        self.clauses.iter().enumerate().zip(wanted).filter(|(_, is)| *is).map(|(clause, _)| clause)
    }
}

impl Node {
    fn has_either(&self) -> bool {
        match self {
            Self::Clause(_) => false,
            Self::All { parts, .. } => parts.iter().any(Self::has_either),
            Self::Any(_) => true,
        }
    }

    fn mark_wanted(&self, wanted: &mut [bool]) {
        match self {
            Self::Clause(at) => wanted.get_mut(*at).into_iter().for_each(|is| *is = true),
            Self::All { parts, .. } => parts.iter().for_each(|part| part.mark_wanted(wanted)),
            Self::Any(parts) => parts.iter().for_each(|part| part.mark_wanted(wanted)),
        }
    }

    /// Whether nothing is asked for.
    fn is_empty(&self) -> bool {
        matches!(self, Self::All { parts, without } if parts.is_empty() && without.is_empty())
    }
}

/// Reads a question.
pub(crate) fn parse(typed: &str) -> Query {
    let mut advice = Vec::new();
    // Marks that are characters of their own are no characters more.
    let mut letters = typed.char_indices().filter(|(_, c)| !is_combining_mark(*c));
    let typed = match letters.nth(MAX_CHARS) {
        Some((end, _)) => {
            advice.push(Advice::TooLong { limit: MAX_CHARS });
            typed.get(..end).unwrap_or_default()
        }
        None => typed,
    };
    let rewritten = question::read(typed);
    let text = rewritten.as_deref().unwrap_or(typed);
    let mut query = parse_language(text, advice);
    query.reading.rewritten = rewritten;
    query
}

/// Reads a question in the language of questions.
fn parse_language(text: &str, mut advice: Vec<Advice>) -> Query {
    let numbers: Vec<Range<usize>> =
        numbers_in_query(text).into_iter().map(|(range, _)| range).collect();
    let (pieces, more) = pieces(text, &numbers);
    advice.extend(more);
    let is_unmarked = is_unmarked(text, &pieces, &numbers);
    let mut query = tree::build(text, &pieces, is_unmarked, &mut advice);
    if query.root.is_empty() {
        advice.push(Advice::Empty);
    } else if matches!(&query.root, Node::All { parts, .. } if parts.is_empty()) {
        advice.push(Advice::OnlyWithout);
    }
    query.reading.text = said::in_words(&query.reading.parts);
    query.reading.advice = advice;
    query
}

/// Whether the words to look for have no marks; names of fields and numbers do not count, nor what must
/// not occur.
fn is_unmarked(text: &str, pieces: &[Piece], numbers: &[Range<usize>]) -> bool {
    let mut before = None;
    pieces.iter().all(|piece| {
        let is_without = before.replace(piece) == Some(&Piece::Without);
        match piece {
            Piece::Words(range) | Piece::Quoted(range) if !is_without => {
                let is_of_number = |byte: usize| numbers.iter().any(|n| n.contains(&byte));
                let slice = text.get(range.clone()).unwrap_or_default();
                let words = slice.char_indices().filter(|(at, _)| !is_of_number(range.start + at));
                has_no_marks(&words.map(|(_, c)| c).collect::<String>())
            }
            _ => true,
        }
    })
}

#[cfg(test)]
mod tests;
