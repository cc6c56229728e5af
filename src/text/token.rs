//! A text cut into tokens, with the places that no phrase crosses.
//!
//! A token is a run of letters, digits and combining marks of the *original* text, so that offsets
//! stay true. A phrase does not cross a sentence or clause mark, a bracket, a bullet or item number
//! at the start of a line, or a paragraph's end; it does cross spaces of any kind, line ends, soft
//! hyphens, quotation marks, and - – — / &, because "kinh tế - xã hội" is one phrase.

use super::letter::letter;
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

/// The tokens of a text, in order.
#[must_use]
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0, at_line_start: true, line_ended_open: false }
}

/// See [`tokens`].
#[derive(Debug, Clone)]
pub struct Tokens<'t> {
    text: &'t str,
    /// The next byte to look at.
    at: usize,
    /// Nothing but space since the line began.
    at_line_start: bool,
    /// The line before ended without a mark: the sentence may run on.
    line_ended_open: bool,
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        let mut after_break = false;
        let mut line_ends = 0;
        let mut chars = self.rest(self.at).char_indices();
        let start = loop {
            let (offset, c) = chars.next()?;
            let here = self.at + offset;
            if c == '\n' || c == '\u{2028}' {
                line_ends += 1;
                after_break |= line_ends > 1;
                self.line_ended_open = !after_break;
                self.at_line_start = true;
                continue;
            }
            if c.is_whitespace() && c != '\u{2029}' {
                continue;
            }
            if self.at_line_start && !joins_words(c) {
                after_break |= self.opens_an_item(here);
            }
            if is_of_words(c) {
                break here;
            }
            if c != '\u{200b}' {
                self.at_line_start = false;
                line_ends = 0;
            }
            after_break |= is_break(c) && !self.is_inside_a_figure(here, c);
        };
        let end = self.end_of_word(start);
        self.at = end;
        self.at_line_start = false;
        let text = self.text.get(start..end)?;
        Some(Token { text, start, after_break })
    }
}

impl<'t> Tokens<'t> {
    fn rest(&self, from: usize) -> &'t str {
        self.text.get(from..).unwrap_or_default()
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
    fn combining_marks_stay_in_the_token() {
        assert_eq!(shown("ha\u{323} ta\u{302}\u{300}ng"), "ha\u{323} ta\u{302}\u{300}ng");
    }

    proptest! {
        #[test]
        fn tokens_are_true_slices_in_order(text in "\\PC*|[a-zạố0-9 .,\n\u{301}\u{ad}-]*") {
            let mut last = 0;
            for token in tokens(&text) {
                prop_assert!(token.start >= last);
                prop_assert_eq!(text.get(token.start..token.end()), Some(token.text));
                last = token.end();
            }
        }
    }
}
