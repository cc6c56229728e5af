//! The best places of a hit, cut to a line each.
//!
//! In: a directive and the marks of a query in it. Out: up to [`MOST`] [`Snippet`]s in reading
//! order, those with the most marks; from sentence to sentence where one ends in reach, else whole
//! words; on one line, in NFC, without characters that are not seen; … where a sentence is cut. What
//! stands beside the text (a page number at the page's end) is no surroundings of what is in it.

use super::answer::Snippet;
use super::highlight::Mark;
use crate::text::aside::asides;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Snippets a hit.
pub(crate) const MOST: usize = 3;
/// Places that the best are chosen of.
const LOOKED_AT: usize = 100;
/// Bytes of text before and behind what is marked.
const BEFORE: usize = 110;
const BEHIND: usize = 150;

/// Cuts the snippets of a hit.
pub(crate) fn snippets<'p>(pages: impl Iterator<Item = &'p str>, marks: &[Mark]) -> Vec<Snippet> {
    let mut places: Vec<Place<'_>> = Vec::new();
    let mut marks = marks;
    for (number, page) in (1u32..).zip(pages) {
        let here = marks.iter().take_while(|mark| mark.page <= number).count();
        let (mut of_page, rest) = marks.split_at(here);
        marks = rest;
        let beside = if of_page.is_empty() { Vec::new() } else { asides(page) };
        while let (Some(first), true) = (of_page.first(), places.len() < LOOKED_AT) {
            let window = window(page, first, &beside);
            let inside =
                of_page.iter().take_while(|mark| (mark.end as usize) <= window.end).count().max(1);
            let (marks, rest) = of_page.split_at(inside);
            of_page = rest;
            places.push(Place { number, page, window, marks });
        }
    }
    let mut best: Vec<usize> = (0..places.len()).collect();
    best.sort_by_key(|at| std::cmp::Reverse(places.get(*at).map_or(0, |place| place.marks.len())));
    best.truncate(MOST);
    best.sort_unstable();
    best.into_iter().filter_map(|at| places.get(at)).map(cut).collect()
}

/// A stretch of a page with marks.
struct Place<'p> {
    number: u32,
    page: &'p str,
    window: Range<usize>,
    marks: &'p [Mark],
}

/// The bytes around a mark: within its paragraph, whole words.
fn window(page: &str, mark: &Mark, beside: &[Range<usize>]) -> Range<usize> {
    let (start, end) = (mark.start as usize, mark.end as usize);
    let edges = || beside.iter().flat_map(|aside| [aside.start, aside.end]);
    let first = edges().filter(|edge| *edge <= start).max().unwrap_or(0);
    let last = edges().filter(|edge| *edge >= end).min().unwrap_or(page.len());
    let before = page.get(first..start).unwrap_or_default();
    let behind = page.get(end..last).unwrap_or_default();
    let paragraph = before.rfind("\n\n").map_or(first, |at| first + at + 2);
    let paragraph_end = behind.find("\n\n").map_or(last, |at| end + at);
    let mut from = paragraph;
    if start - paragraph > BEFORE {
        let far = floor(page, start - BEFORE);
        let head = page.get(far..start).unwrap_or_default();
        let cut = || head.find(char::is_whitespace).unwrap_or(0);
        from = far + sentence_ends(head).next().unwrap_or_else(cut);
    }
    let mut to = paragraph_end;
    if paragraph_end - end > BEHIND {
        let far = floor(page, end + BEHIND);
        let tail = page.get(end..far).unwrap_or_default();
        let cut = || tail.rfind(char::is_whitespace).unwrap_or(tail.len());
        to = end + sentence_ends(tail).last().unwrap_or_else(cut);
    }
    from..to
}

/// Where sentences end: behind the mark.
fn sentence_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    let ends = move |at: &usize| {
        let mark = at.checked_sub(1).and_then(|before| bytes.get(before));
        let before = at.checked_sub(2).and_then(|before| bytes.get(before));
        // "TP. Hồ Chí Minh", "1. Nội dung"
        let is_short = before.is_none_or(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        matches!(mark, Some(b'.' | b';' | b'!' | b'?')) && !is_short
    };
    text.match_indices(char::is_whitespace).map(|(at, _)| at).filter(ends)
}

/// The nearest character boundary at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn cut(place: &Place<'_>) -> Snippet {
    let Place { number, page, window, marks } = place;
    let mut line = Line::default();
    let slice = |range: Range<usize>| page.get(range).unwrap_or_default();
    let is_end = |c: char| matches!(c, '\n' | '.' | ';' | '!' | '?');
    if slice(0..window.start).chars().next_back().is_some_and(|c| !is_end(c)) {
        line.push("… ");
    }
    let mut at = window.start;
    let mut places = Vec::new();
    for mark in *marks {
        let (start, end) = (mark.start as usize, (mark.end as usize).min(window.end));
        line.push(slice(at..start));
        let from = line.start_of_next();
        line.push(slice(start..end));
        if line.length > from {
            places.push([from, line.length]);
        }
        at = end;
    }
    line.push(slice(at..window.end));
    let is_line_end = slice(window.clone()).ends_with(is_end);
    if !is_line_end && slice(window.end..page.len()).chars().next().is_some_and(|c| c != '\n') {
        line.push(" …");
    }
    Snippet { page: *number, text: line.text, marks: places }
}

/// Text on one line, its length kept in code points.
#[derive(Default)]
struct Line {
    text: String,
    length: u32,
    /// White space was seen since the last character.
    space: bool,
}

impl Line {
    /// Where the next character will stand.
    fn start_of_next(&self) -> u32 {
        self.length + u32::from(self.space && self.length > 0)
    }

    fn push(&mut self, text: &str) {
        for c in text.nfc() {
            if c.is_whitespace() {
                self.space = true;
            } else if !is_unseen(c) {
                if self.space && self.length > 0 {
                    self.text.push(' ');
                    self.length += 1;
                }
                self.space = false;
                self.text.push(c);
                self.length += 1;
            }
        }
    }
}

/// Control, bidi and zero-width characters, which could turn a line around.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(page: &str, what: &str) -> Mark {
        let start = page.find(what).unwrap();
        let byte = |at: usize| u32::try_from(at).unwrap();
        Mark { page: 1, start: byte(start), end: byte(start + what.len()), occurrence: 0 }
    }

    fn marked(snippet: &Snippet) -> Vec<String> {
        let chars: Vec<char> = snippet.text.chars().collect();
        let of = |[from, to]: &[u32; 2]| chars[*from as usize..*to as usize].iter().collect();
        snippet.marks.iter().map(of).collect()
    }

    #[test]
    fn marks_stand_on_the_words_whatever_the_spaces() {
        let page = "Mở đầu.\n\nĐầu tư   hạ\n tầng\u{a0}số  của tỉnh.\n\nCuối.";
        let found = snippets([page].into_iter(), &[mark(page, "hạ\n tầng\u{a0}số")]);
        assert_eq!(found[0].text, "Đầu tư hạ tầng số của tỉnh.");
        assert_eq!(marked(&found[0]), ["hạ tầng số"]);
    }

    #[test]
    fn what_stands_beside_the_text_is_left_out() {
        let page = "CÔNG BÁO\u{b}\ntầng số của tỉnh, phát triển hạ\n3\u{b}\n";
        let found = snippets([page].into_iter(), &[mark(page, "tầng số")]);
        assert_eq!(found[0].text, "tầng số của tỉnh, phát triển hạ");
        let found = snippets([page].into_iter(), &[mark(page, "CÔNG BÁO")]);
        assert_eq!(found[0].text, "CÔNG BÁO");
    }

    #[test]
    fn decomposed_text_is_shown_composed() {
        let page = "Đầu tư hạ tầng số".nfd().collect::<String>();
        let what = "hạ tầng số".nfd().collect::<String>();
        let found = snippets([page.as_str()].into_iter(), &[mark(&page, &what)]);
        assert_eq!(found[0].text, "Đầu tư hạ tầng số");
        assert_eq!(marked(&found[0]), ["hạ tầng số"]);
    }

    #[test]
    fn long_paragraphs_are_cut_at_words() {
        let page = format!("{}hạ tầng số {}", "một hai ba ".repeat(40), "bốn năm sáu ".repeat(40));
        let found = snippets([page.as_str()].into_iter(), &[mark(&page, "hạ tầng số")]);
        assert!(found[0].text.starts_with("… ") && found[0].text.ends_with(" …"));
        assert!(found[0].text.chars().count() < 300);
        assert_eq!(marked(&found[0]), ["hạ tầng số"]);
    }

    #[test]
    fn unseen_characters_are_left_out() {
        let page = "a\u{202e}b hạ tầng\u{200b} số";
        let found = snippets([page].into_iter(), &[mark(page, "hạ tầng\u{200b} số")]);
        assert_eq!(found[0].text, "ab hạ tầng số");
        assert_eq!(marked(&found[0]), ["hạ tầng số"]);
    }
}
