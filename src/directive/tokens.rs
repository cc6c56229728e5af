//! Text → tokens: runs of letters, runs of digits, single signs.
//!
//! In: pages as extraction left them (NFC or NFD). Out: [`Tokens`], each with its place in the
//! original bytes, its NFC spelling and its folded spelling (lower case, no marks), and the gap
//! that stands before it. What is no text to a reader is dropped here: markdown emphasis,
//! superscript notes (`^{*}`, `^1`), soft hyphens, zero-width characters. Lines that stand beside the
//! text (running headers, page numbers, footnotes) come after it. Nothing is interpreted.

use crate::document::{Page, Span};
use crate::text::aside::{asides, without};
use crate::text::fold::push_folded;
use crate::text::letter::{Quality, letter};
use crate::text::quality::is_special;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// ASCII digits.
    Digits,
    /// Any other character that is no space. All dashes are `-`, all slashes `/`.
    Sign(char),
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// Spaces of any kind.
    Space,
    /// One line break, or a page's end.
    Line,
    /// An empty line.
    Paragraph,
}

/// One token.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: Kind,
    /// What stands before it.
    pub(super) gap: Gap,
    /// Its page, from 1.
    pub(super) page: u32,
    /// Its bytes in the page's text.
    pub(super) bytes: Range<usize>,
    nfc: Range<usize>,
    folded: Range<usize>,
}

/// The tokens of one or more pages, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Tokens {
    list: Vec<Token>,
    nfc: String,
    folded: String,
    /// Letters, and those among them that only Vietnamese has.
    letters: usize,
    vietnamese: usize,
}

/// The longest `^{…}` that is taken for a note and dropped, in characters.
const NOTE: usize = 12;

impl Tokens {
    /// The tokens of pages; a page's end counts as a line's end.
    pub(super) fn of_pages(pages: &[Page]) -> Self {
        let mut tokens = Self::default();
        let beside: Vec<Vec<Range<usize>>> = pages.iter().map(|p| asides(&p.text)).collect();
        for ((page, at), beside) in pages.iter().zip(1..).zip(&beside) {
            for part in without(0..page.text.len(), beside) {
                tokens.push_text(&page.text, part, at, Gap::Line);
            }
        }
        for ((page, at), beside) in pages.iter().zip(1..).zip(beside) {
            for part in beside {
                tokens.push_text(&page.text, part, at, Gap::Paragraph);
            }
        }
        tokens
    }

    /// The tokens of one text, as page 1.
    pub(super) fn of_text(text: &str) -> Self {
        let mut tokens = Self::default();
        tokens.push_text(text, 0..text.len(), 1, Gap::Line);
        tokens
    }

    /// Adds a part of a page's text; `gap` stands before it.
    fn push_text(&mut self, text: &str, part: Range<usize>, page: u32, gap: Gap) {
        let chars = text.get(part.clone()).unwrap_or_default().char_indices();
        let mut gap = if self.list.is_empty() { Gap::Space } else { gap };
        let (mut breaks, mut first) = (0, true);
        let mut chars = chars.map(|(at, c)| (part.start + at, c)).peekable();
        while let Some((at, c)) = chars.next() {
            let mut end = at + c.len_utf8();
            let mut composed = c;
            // A letter and its combining marks are one character (text in NFD).
            if chars.peek().is_some_and(|&(_, m)| is_mark(m)) && !c.is_whitespace() {
                let mut cluster = String::from(c);
                while let Some((at, mark)) = chars.next_if(|&(_, m)| is_mark(m)) {
                    end = at + mark.len_utf8();
                    if cluster.len() < 32 {
                        cluster.push(mark);
                    }
                }
                composed = cluster.nfc().next().unwrap_or(c);
            }
            if composed.is_whitespace() {
                breaks += u32::from(composed == '\n');
                // Before a part's first token only what parts it counts, not its empty lines.
                if !first {
                    gap = gap.max(match breaks {
                        0 => Gap::Space,
                        1 => Gap::Line,
                        _ => Gap::Paragraph,
                    });
                }
                continue;
            }
            if composed == '^' {
                skip_note(&mut chars);
                continue;
            }
            if is_noise(composed) {
                continue;
            }
            self.push_char(composed, gap, page, at..end);
            (gap, breaks, first) = (Gap::None, 0, false);
        }
    }

    fn push_char(&mut self, c: char, gap: Gap, page: u32, bytes: Range<usize>) {
        let c = plain(c);
        let kind = match c {
            _ if c.is_ascii_digit() => Kind::Digits,
            // The table answers for nearly every letter, and faster than Unicode's.
            _ if letter(c).is_some() || c.is_alphabetic() => Kind::Word,
            _ => Kind::Sign(c),
        };
        let (nfc, folded) = (self.nfc.len(), self.folded.len());
        self.letters += usize::from(kind == Kind::Word);
        self.vietnamese += usize::from(is_special(c));
        self.nfc.push(c);
        push_folded(&mut self.folded, c);
        let joins = gap == Gap::None && !matches!(kind, Kind::Sign(_));
        match self.list.last_mut() {
            Some(last) if joins && last.kind == kind && last.page == page => {
                last.bytes.end = bytes.end;
                last.nfc.end = self.nfc.len();
                last.folded.end = self.folded.len();
            }
            _ => self.list.push(Token {
                kind,
                gap,
                page,
                bytes,
                nfc: nfc..self.nfc.len(),
                folded: folded..self.folded.len(),
            }),
        }
    }

    /// Whether the text, long enough to tell, has hardly a letter that only Vietnamese has: it was
    /// read by a foreign OCR, or typed without marks. (In sound text they are about a letter in
    /// six.)
    pub(super) fn is_damaged(&self) -> bool {
        const ENOUGH: usize = 200;
        self.letters >= ENOUGH && self.vietnamese * 50 < self.letters
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The token at `i`.
    pub(super) fn get(&self, i: usize) -> Option<&Token> {
        self.list.get(i)
    }

    /// The NFC spelling of token `i`; empty past the end.
    pub(super) fn nfc(&self, i: usize) -> &str {
        self.get(i).and_then(|t| self.nfc.get(t.nfc.clone())).unwrap_or_default()
    }

    /// The folded spelling of token `i`; empty past the end.
    pub(super) fn folded(&self, i: usize) -> &str {
        self.get(i).and_then(|t| self.folded.get(t.folded.clone())).unwrap_or_default()
    }

    /// The gap before token `i`; past the end that of a paragraph.
    pub(super) fn gap(&self, i: usize) -> Gap {
        self.get(i).map_or(Gap::Paragraph, |t| t.gap)
    }

    /// Whether token `i` stands directly after the one before it.
    pub(super) fn glued(&self, i: usize) -> bool {
        self.gap(i) == Gap::None
    }

    /// Whether token `i` is a run of letters.
    pub(super) fn is_word(&self, i: usize) -> bool {
        self.get(i).is_some_and(|t| t.kind == Kind::Word)
    }

    /// Whether token `i` is a run of digits.
    pub(super) fn is_digits(&self, i: usize) -> bool {
        self.get(i).is_some_and(|t| t.kind == Kind::Digits)
    }

    /// Whether token `i` is this sign.
    pub(super) fn is_sign(&self, i: usize, sign: char) -> bool {
        self.get(i).is_some_and(|t| t.kind == Kind::Sign(sign))
    }

    /// Whether these folded words, apart by single spaces, stand at token `i`, at most a line break between
    /// them.
    pub(super) fn spells(&self, i: usize, words: &str) -> bool {
        let stands = |(word, at): (&str, usize)| {
            self.folded(at) == word && (at == i || self.gap(at) <= Gap::Line)
        };
        words.split(' ').zip(i..).all(stands)
    }

    /// The span of the tokens `range`, cut at the end of the page that it begins on.
    pub(super) fn span(&self, range: Range<usize>) -> Option<Span> {
        let first = self.get(range.start)?;
        let mut end = first.bytes.end;
        for token in self.list.get(range)?.iter().filter(|t| t.page == first.page) {
            end = end.max(token.bytes.end);
        }
        Some(Span {
            page: first.page,
            start: u32::try_from(first.bytes.start).ok()?,
            end: u32::try_from(end).ok()?,
        })
    }

    /// The tokens `range` as one line of text, gaps as single spaces; a line that broke behind a
    /// dash (`18-⏎NQ/TW`) is joined.
    pub(super) fn line(&self, range: Range<usize>) -> String {
        let mut line = String::new();
        for i in range {
            let broken = self.gap(i) == Gap::Line
                && i.checked_sub(1).is_some_and(|dash| self.is_sign(dash, '-') && self.glued(dash));
            if !(line.is_empty() || self.glued(i) || broken) {
                line.push(' ');
            }
            line.push_str(self.nfc(i));
        }
        line
    }
}

fn is_mark(c: char) -> bool {
    // Cheap refusal first: nearly all characters of a text lie below the combining marks.
    c >= '\u{300}' && letter(c).is_none() && canonical_combining_class(c) != 0
}

/// Markdown emphasis, soft hyphens, zero-width characters, superscript digits.
fn is_noise(c: char) -> bool {
    matches!(c, '*' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
        || matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// One dash for all dashes, one slash for all slashes, đ for its look-alikes.
fn plain(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FF0D}' => '-',
        '\u{2044}' | '\u{2215}' | '\u{FF0F}' => '/',
        _ => match letter(c) {
            Some(l) if l.quality == Quality::Stroke => {
                if l.upper {
                    'Đ'
                } else {
                    'đ'
                }
            }
            _ => c,
        },
    }
}

/// Skips what is raised after a caret: `{…}`, or the digits of a footnote.
fn skip_note(chars: &mut std::iter::Peekable<impl Iterator<Item = (usize, char)>>) {
    if chars.next_if(|&(_, c)| c == '{').is_some() {
        for _ in 0..NOTE {
            match chars.next_if(|&(_, c)| c != '\n') {
                Some((_, '}')) | None => return,
                Some(_) => {}
            }
        }
    } else {
        while chars.next_if(|&(_, c)| c.is_ascii_digit()).is_some() {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spell(text: &str) -> Vec<String> {
        let tokens = Tokens::of_text(text);
        (0..tokens.len()).map(|i| tokens.nfc(i).to_owned()).collect()
    }

    #[test]
    fn letters_digits_and_signs() {
        assert_eq!(spell("số 202-KL/TW"), ["số", "202", "-", "KL", "/", "TW"]);
        assert_eq!(spell("kl202"), ["kl", "202"]);
        assert_eq!(spell("Số ^{*}453 – CV/TU^1"), ["Số", "453", "-", "CV", "/", "TU"]);
        assert_eq!(spell("**33/CÐ-TTg**"), ["33", "/", "CĐ", "-", "TTg"]);
    }

    #[test]
    fn lines_beside_the_text_come_last_and_keep_their_places() {
        let page = |text: &str| {
            let (text, status) = (text.to_owned(), crate::document::PageStatus::Text);
            Page { text, status }
        };
        let tokens = Tokens::of_pages(&[page("số 202-\n\n1\u{b}\n"), page("CB\u{b}\n\nKL/TW\n")]);
        assert_eq!(tokens.line(0..tokens.len()), "số 202-KL/TW 1 CB");
        let places: Vec<_> = (0..tokens.len())
            .filter_map(|i| tokens.get(i).map(|t| (t.page, t.bytes.clone(), t.gap)))
            .collect();
        assert_eq!(places[3], (2, 5..7, Gap::Line));
        assert_eq!(places[6], (1, 11..12, Gap::Paragraph));
        assert_eq!(places[7], (2, 0..2, Gap::Paragraph));
    }

    #[test]
    fn decomposed_text_keeps_its_bytes() {
        let text: String = "số 33/CĐ-TTg của Bộ".nfd().collect();
        let tokens = Tokens::of_text(&text);
        let last = tokens.len() - 1;
        assert_eq!(tokens.nfc(last), "Bộ");
        let printed = text.get(tokens.get(last).unwrap().bytes.clone()).unwrap();
        assert_eq!(printed.nfc().to_string(), "Bộ");
        assert_eq!(tokens.folded(0), "so");
    }

    #[test]
    fn gaps() {
        let tokens = Tokens::of_text("a b\nc\n \nd");
        let gaps: Vec<Gap> = (1..tokens.len()).map(|i| tokens.gap(i)).collect();
        assert_eq!(gaps, [Gap::Space, Gap::Line, Gap::Paragraph]);
    }
}
