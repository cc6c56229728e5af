//! A text cut into tokens, with the places that no phrase crosses.
//!
//! A token is a run of letters, digits and combining marks of the *original* text, so that offsets
//! stay true. A phrase does not cross a sentence or clause mark, a bracket, a bullet or item number
//! at the start of a line, or a paragraph's end; it does cross spaces of any kind, line ends, page
//! ends, soft hyphens, quotation marks, and - – — / &, because "kinh tế - xã hội" is one phrase.
//!
//! Lines that stand beside the text ([`aside`](super::aside)) are passed over, so that a phrase runs
//! from page to page past running headers and page numbers; their own tokens come last.

use super::aside::asides;
use super::letter::letter;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark as is_any_combining_mark;

/// One token of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'t> {
    /// The token as it stands in the text, soft hyphens included.
    pub text: &'t str,
    /// Its first byte.
    pub start: usize,
    /// Whether something that no phrase crosses stands between this token and the one before.
    pub after_break: bool,
}

impl Token<'_> {
    /// One past the last byte.
    #[must_use]
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The tokens of a text: those of the running text in order, then those of each stretch of lines
/// beside it, after a break.
#[must_use]
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens {
        text,
        at: 0,
        end: text.len(),
        asides: asides(text),
        next_aside: 0,
        is_aside: false,
        at_line_start: true,
        line_ended_open: false,
    }
}

/// See [`tokens`].
#[derive(Debug, Clone)]
pub struct Tokens<'t> {
    text: &'t str,
    /// The next byte to look at.
    at: usize,
    /// One past the last byte of what is read now: the text, or a stretch beside it.
    end: usize,
    /// The stretches beside the text, which are read after it.
    asides: Vec<Range<usize>>,
    /// The next of them to pass over, or to read.
    next_aside: usize,
    /// Whether they are being read.
    is_aside: bool,
    /// Nothing but space since the line began.
    at_line_start: bool,
    /// The line before ended without a mark: the sentence may run on.
    line_ended_open: bool,
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        // An empty line ends a paragraph, but not the white at a page's start or end.
        let (mut is_broken, mut is_parted, mut is_page_start) = (false, false, self.at == 0);
        let mut line_ends = 0;
        let start = loop {
            let here = self.at;
            if here == self.end {
                self.enter_aside()?;
                (is_broken, is_page_start) = (true, true);
                continue;
            }
            if let Some(aside) = self.asides.get(self.next_aside)
                && aside.start == here
                && !self.is_aside
            {
                self.at = aside.end;
                self.next_aside += 1;
                continue;
            }
            let c = self.rest(here).chars().next()?;
            self.at = here + c.len_utf8();
            if c == '\n' || c == '\u{2028}' {
                line_ends += 1;
                is_parted |= line_ends > 1 && !is_page_start;
                self.line_ended_open = !is_broken && !is_parted;
                self.at_line_start = true;
                continue;
            }
            if c == '\u{c}' {
                (is_parted, is_page_start) = (false, true);
                self.line_ended_open = !is_broken;
                self.at_line_start = true;
                continue;
            }
            if c.is_whitespace() && c != '\u{2029}' {
                continue;
            }
            if self.at_line_start && !joins_words(c) {
                is_broken |= self.opens_an_item(here);
            }
            if is_of_words(c) {
                break here;
            }
            if c != '\u{200b}' {
                self.at_line_start = false;
                is_broken |= is_parted;
                is_page_start = false;
                line_ends = 0;
            }
            is_broken |= is_break(c) && !self.is_inside_a_figure(here, c);
        };
        let end = self.end_of_word(start);
        self.at = end;
        self.at_line_start = false;
        let text = self.text.get(start..end)?;
        Some(Token { text, start, after_break: is_broken || is_parted })
    }
}

impl<'t> Tokens<'t> {
    fn rest(&self, from: usize) -> &'t str {
        self.text.get(from..self.end).unwrap_or_default()
    }

    /// Goes on to the next stretch beside the text; `None` behind the last one.
    fn enter_aside(&mut self) -> Option<()> {
        if !std::mem::replace(&mut self.is_aside, true) {
            self.next_aside = 0;
        }
        let aside = self.asides.get(self.next_aside)?;
        (self.at, self.end) = (aside.start, aside.end);
        self.next_aside += 1;
        (self.at_line_start, self.line_ended_open) = (true, false);
        Some(())
    }

    /// The byte after the last letter of the word that starts here.
    fn end_of_word(&self, start: usize) -> usize {
        let mut end = start;
        for (offset, c) in self.rest(start).char_indices() {
            if is_of_words(c) || is_combining_mark(c) {
                end = start + offset + c.len_utf8();
            } else if !joins_words(c) {
                break;
            }
        }
        end
    }

    /// `1.204`, `31.12.2025`, `8:30`: a mark between two digits is part of a figure.
    fn is_inside_a_figure(&self, here: usize, c: char) -> bool {
        let digit_before =
            here > 0 && self.text.as_bytes().get(here - 1).is_some_and(u8::is_ascii_digit);
        matches!(c, '.' | ',' | ':')
            && digit_before
            && self.text.as_bytes().get(here + 1).is_some_and(u8::is_ascii_digit)
    }

    /// Whether the line whose first visible character is at `here` opens an item of a list.
    fn opens_an_item(&self, here: usize) -> bool {
        let line = self.rest(here).split('\n').next().unwrap_or_default();
        let Some(first) = line.chars().next() else { return false };
        match first {
            '#' => true,
            '-' | '–' | '—' | '+' | '*' => {
                let after = line.trim_start_matches(first);
                let text = after.trim_start();
                // "kinh tế⏎- xã hội": a line that begins in the middle of a phrase.
                let runs_on =
                    self.line_ended_open && text.chars().next().is_some_and(char::is_lowercase);
                after.len() > text.len() && !runs_on
            }
            _ => is_item_label(line),
        }
    }
}

/// `1. ` `1.2. ` `1.2 ` `2) ` `1- ` `3/ ` `a) ` `đ. ` `IV. ` at the start of a line.
fn is_item_label(line: &str) -> bool {
    let label_end = line.find(char::is_whitespace).unwrap_or(line.len());
    let Some(label) = line.get(..label_end) else { return false };
    if label.len() > 12 {
        return false;
    }
    let stem = label.trim_end_matches(['.', ')', '/', '-', '–', ':']);
    let closed = stem.len() < label.len();
    let mut letters = stem.chars();
    let is_letter = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    let is_roman = !stem.is_empty() && stem.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let is_figure = !stem.is_empty()
        && stem
            .split('.')
            .all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    let is_nested = is_figure && stem.matches('.').count() == 1 && stem.len() <= 5;
    (closed && (is_letter || is_roman || is_figure)) || (is_nested && label_end < line.len())
}

/// Letters and digits, but not the raised digits of footnotes and units (`QH15¹`, `84 m²`).
fn is_of_words(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    let is_raised = matches!(c, '²' | '³' | '¹' | '\u{2070}'..='\u{209c}');
    // The table of letters answers for nearly every character of a text.
    letter(c).is_some() || (c.is_alphanumeric() && !is_raised)
}

/// Whether a character is a combining mark; cheap for the letters of a text.
pub(crate) fn is_combining_mark(c: char) -> bool {
    c >= '\u{300}' && letter(c).is_none() && is_any_combining_mark(c)
}

/// Characters inside a word that are not seen: they neither end it nor belong to it.
fn joins_words(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}')
}

fn is_break(c: char) -> bool {
    matches!(
        c,
        '.' | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '…'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '<'
            | '>'
            | '|'
            | '·'
            | '•'
            | '‣'
            | '◦'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '●'
            | '○'
            | '►'
            | '➢'
            | '✓'
            | '✔'
            | '→'
            | '⇒'
            | '\u{f0b7}'
            | '\u{f0a7}'
            | '\u{f0fc}'
            | '\u{f0d8}'
            | '\u{2029}'
            | '。'
            | '、'
            | '，'
            | '；'
            | '：'
            | '！'
            | '？'
            | '（'
            | '）'
            | '．'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Tokens joined by a space, by ` / ` where a break stands between them.
    fn shown(text: &str) -> String {
        let mut out = String::new();
        for (i, token) in tokens(text).enumerate() {
            if i > 0 {
                out.push_str(if token.after_break { " / " } else { " " });
            }
            out.push_str(token.text);
        }
        out
    }

    #[test]
    fn phrases_end_at_marks() {
        assert_eq!(shown("hạ tầng. Số liệu"), "hạ tầng / Số liệu");
        assert_eq!(shown("phát triển hạ tầng, số hóa"), "phát triển hạ tầng / số hóa");
        assert_eq!(shown("hạ tầng (số)"), "hạ tầng / số");
        assert_eq!(shown("hạ tầng\n\nSố liệu"), "hạ tầng / Số liệu");
        assert_eq!(shown("hạ tầng\r\n \r\nSố liệu"), "hạ tầng / Số liệu");
        assert_eq!(shown("hạ tầng...Số"), "hạ tầng / Số");
        assert_eq!(shown("hạ tầng;\n- Số liệu"), "hạ tầng / Số liệu");
        assert_eq!(shown("hạ tầng\n- Số liệu"), "hạ tầng / Số liệu");
        assert_eq!(shown("hạ tầng\n1. Số"), "hạ tầng / 1 / Số");
        assert_eq!(shown("hạ tầng\na) số"), "hạ tầng / a / số");
        assert_eq!(shown("hạ tầng\n5.3 Số"), "hạ tầng / 5 3 Số");
        assert_eq!(shown("hạ tầng\n1- Số"), "hạ tầng / 1 Số");
    }

    #[test]
    fn phrases_run_on() {
        assert_eq!(shown("hạ\ntầng số"), "hạ tầng số");
        assert_eq!(shown("hạ\u{a0}tầng\u{2009}số"), "hạ tầng số");
        assert_eq!(shown("kinh tế - xã hội"), "kinh tế xã hội");
        assert_eq!(shown("kinh tế\n- xã hội"), "kinh tế xã hội");
        assert_eq!(shown("“hạ tầng” **số**"), "hạ tầng số");
        assert_eq!(shown("khoa học & công nghệ"), "khoa học công nghệ");
        assert_eq!(shown("năm\n2025 của"), "năm 2025 của");
        assert_eq!(shown("ngày\n15/12/2025"), "ngày 15 12 2025");
        assert_eq!(shown("1.204 văn bản"), "1 204 văn bản");
        assert_eq!(shown("202-\nKL/TW"), "202 KL TW");
        assert_eq!(shown("hạ tầ\u{ad}ng"), "hạ tầ\u{ad}ng");
        assert_eq!(shown("hạ tầng¹ số²³ và 84 m²"), "hạ tầng số và 84 m");
    }

    #[test]
    fn phrases_run_over_the_end_of_a_page() {
        assert_eq!(shown("hạ\u{c}tầng số"), "hạ tầng số");
        assert_eq!(shown("hạ\n\n\u{c}\n \ntầng số"), "hạ tầng số");
        assert_eq!(shown("hạ.\n\u{c}\ntầng"), "hạ / tầng");
        assert_eq!(shown("hạ\n\n***\n\u{c}\ntầng"), "hạ / tầng");
        assert_eq!(shown("hạ\n\u{c}\ntầng\n\nsố"), "hạ tầng / số");
        assert_eq!(shown("hạ;\n\u{c}\n- tầng"), "hạ / tầng");
    }

    #[test]
    fn lines_beside_the_text_are_passed_over_and_come_last() {
        let text = "hạ\n\n2\u{b}\n\u{c}CÔNG BÁO\u{b}\nSố 5\u{b}\n\ntầng số\n3\u{b}";
        assert_eq!(shown(text), "hạ tầng số / 2 / CÔNG BÁO Số 5 / 3");
        assert_eq!(shown("2\u{b}\nhạ"), "hạ / 2");
        assert_eq!(shown("2\u{b}\n"), "2");
        assert_eq!(shown("hạ\u{b}tầng"), "hạ tầng");
    }

    #[test]
    fn combining_marks_stay_in_the_token() {
        assert_eq!(shown("ha\u{323} ta\u{302}\u{300}ng"), "ha\u{323} ta\u{302}\u{300}ng");
    }

    proptest! {
        #[test]
        fn tokens_are_true_slices_in_order(
            text in "\\PC*|[a-zạố0-9 .,\n\u{b}\u{c}\u{301}\u{ad}-]*",
        ) {
            let beside = asides(&text);
            let mut last = 0;
            for token in tokens(&text) {
                // One step back: from the running text to what stands beside it.
                let is_aside = beside.iter().any(|aside| aside.contains(&token.start));
                prop_assert!(token.start >= last || is_aside);
                prop_assert_eq!(text.get(token.start..token.end()), Some(token.text));
                last = token.end();
            }
            let words = |text: &str| {
                let mut words: Vec<String> = tokens(text).map(|t| t.text.to_owned()).collect();
                words.sort();
                words
            };
            prop_assert_eq!(words(&text), words(&text.replace('\u{b}', " ")), "none is lost");
        }
    }
}
