//! A directive's text → what is indexed: keys with positions, and folded pairs.
//!
//! In: the pages, joined by [`PAGE_END`]. A position is the count of tokens before, plus one for
//! each break: no phrase crosses a break, but one runs on over a page's end and the running headers
//! there, whose own tokens come last. The same analysis serves the highlighter, so that what matches
//! and what is marked cannot drift apart.

use crate::text::key;
use crate::text::quality::unmarked_passages;
use crate::text::token::{self, Tokens};
use std::ops::Range;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Name of the analyzer of `body` and `subject`.
pub const BODY: &str = "syllables";
/// Name of the analyzer of `pairs`.
pub const PAIRS: &str = "folded-pairs";
/// Between two pages of a body.
pub const PAGE_END: char = '\u{c}';

/// One analysed token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analyzed {
    /// What is compared.
    pub key: String,
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Tokens and breaks before it.
    pub position: u32,
}

/// Analyses a text; pages are joined by [`PAGE_END`].
#[must_use]
pub fn analyze(text: &str) -> Analysis<'_> {
    let pages = unmarked_passages(text.split(PAGE_END));
    let starts = text.split(PAGE_END).scan(0, |at, page| {
        let start = *at;
        *at += page.len() + PAGE_END.len_utf8();
        Some(start)
    });
    let unmarked = starts
        .zip(pages)
        .flat_map(|(start, ranges)| ranges.into_iter().map(move |r| start + r.start..start + r.end))
        .collect();
    Analysis { tokens: token::tokens(text), unmarked, next: 0, after_break: false }
}

/// See [`analyze`].
#[derive(Debug)]
pub struct Analysis<'t> {
    tokens: Tokens<'t>,
    /// Passages without marks, in order.
    unmarked: Vec<Range<usize>>,
    next: u32,
    after_break: bool,
}

impl Analysis<'_> {
    /// Whether a break stands between the token returned last and the one before it.
    fn is_after_break(&self) -> bool {
        self.after_break
    }

    fn is_unmarked(&self, at: usize) -> bool {
        let next = self.unmarked.partition_point(|range| range.end <= at);
        self.unmarked.get(next).is_some_and(|range| range.start <= at)
    }
}

impl Iterator for Analysis<'_> {
    type Item = Analyzed;

    fn next(&mut self) -> Option<Analyzed> {
        let token = self.tokens.next()?;
        self.after_break = token.after_break;
        let position = self.next + u32::from(token.after_break && self.next > 0);
        self.next = position.saturating_add(1);
        let has_letters = token.text.chars().any(char::is_alphabetic);
        let key = if has_letters && self.is_unmarked(token.start) {
            key::unknown(token.text)
        } else {
            key::exact(token.text)
        };
        Some(Analyzed { key, range: token.start..token.end(), position })
    }
}

/// The term of a folded pair.
#[must_use]
pub fn pair(first: &str, second: &str) -> String {
    format!("{} {}", key::folded(first), key::folded(second))
}

/// Keys with positions.
#[derive(Debug, Clone, Copy)]
pub struct BodyAnalyzer;

/// Folded pairs of neighbours that no break parts.
#[derive(Debug, Clone, Copy)]
pub struct PairAnalyzer;

impl Tokenizer for BodyAnalyzer {
    type TokenStream<'a> = KeyStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> KeyStream<'a> {
        KeyStream { analysis: analyze(text), token: Token::default() }
    }
}

impl Tokenizer for PairAnalyzer {
    type TokenStream<'a> = PairStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> PairStream<'a> {
        let mut analysis = analyze(text);
        let before = analysis.next();
        PairStream { analysis, before, token: Token::default() }
    }
}

/// The stream of a [`BodyAnalyzer`].
#[derive(Debug)]
pub struct KeyStream<'t> {
    analysis: Analysis<'t>,
    token: Token,
}

impl TokenStream for KeyStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(next) = self.analysis.next() else { return false };
        self.token.offset_from = next.range.start;
        self.token.offset_to = next.range.end;
        self.token.position = next.position as usize;
        self.token.text = next.key;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// The stream of a [`PairAnalyzer`].
#[derive(Debug)]
pub struct PairStream<'t> {
    analysis: Analysis<'t>,
    before: Option<Analyzed>,
    token: Token,
}

impl TokenStream for PairStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some(next) = self.analysis.next() {
            let Some(before) = self.before.replace(next) else { continue };
            let Some(next) = &self.before else { continue };
            if self.analysis.is_after_break() {
                continue;
            }
            self.token.offset_from = before.range.start;
            self.token.offset_to = next.range.end;
            self.token.position = before.position as usize;
            self.token.text = pair(&before.key, &next.key);
            return true;
        }
        false
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn positions(text: &str) -> Vec<u32> {
        analyze(text).map(|t| t.position).collect()
    }

    #[test]
    fn a_break_is_a_gap_and_a_page_end_is_not() {
        assert_eq!(positions("phát triển hạ tầng. Số liệu"), [0, 1, 2, 3, 5, 6]);
        assert_eq!(positions("(phát triển hạ\u{c}tầng số)"), [0, 1, 2, 3, 4]);
        assert_eq!(positions("hạ\n2\u{b}\n\u{c}CÔNG BÁO\u{b}\ntầng số"), [0, 1, 2, 4, 6, 7]);
    }

    #[test]
    fn pairs_do_not_cross_breaks() {
        let mut stream = PairAnalyzer;
        let mut stream = stream.token_stream("Hạ tầng số. Số liệu");
        let mut pairs = Vec::new();
        while stream.advance() {
            pairs.push(stream.token().text.clone());
        }
        assert_eq!(pairs, ["ha tang", "tang so", "so lieu"]);
    }

    #[test]
    fn passages_without_marks_have_keys_of_their_own() {
        let text = "Phát triển hạ tầng số năm 2025\u{c}phat trien ha tang so nam 2025";
        let keys: Vec<_> = analyze(text).map(|t| t.key).collect();
        assert_eq!(keys[2], key::exact("hạ"));
        assert!(!keys.contains(&key::unknown("ha")), "a page of a few words follows its document");
        let keys: Vec<_> = analyze("phat trien ha tang so nam 2025").map(|t| t.key).collect();
        assert_eq!(keys[2], key::unknown("ha"));
        assert_eq!(keys[6], "2025");
    }
}
