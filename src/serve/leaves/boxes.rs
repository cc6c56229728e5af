//! A place in a page's text → the boxes on the page's picture that cover it.
//!
//! In: the words of a page with their boxes, bytes of its text as it was read. Out: boxes in fractions
//! of the page as it is shown. What does not fit the text is not used: a box at a wrong place is worse
//! than none.

use crate::document::Origin;
use crate::extract::{PlacedPage, PlacedWord};
use crate::index::Record;
use crate::ocr::{Boxes, Cache};
use serde::Serialize;
use std::ops::Range;
use std::path::Path;
use utoipa::ToSchema;

/// Left edge, upper edge, width, height: fractions of the page's width and height.
pub(crate) type Fractions = [f32; 4];

/// Where the boxes of a page's words come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Source {
    /// The file's own text.
    File,
    /// Read off the page's image by OCR.
    Ocr,
}

/// Share of a page's words that must fit its text: less, and they are those of another reading.
const FIT: f32 = 0.9;
/// Heights of a line between two words from which each has a box of its own.
const APART: f32 = 2.5;

/// The words of one page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Leaf<'w> {
    /// Width and height, points; of A4 if they are not known.
    pub(crate) size: (f32, f32),
    words: &'w [PlacedWord],
    /// `None`: no words, or none that fit the text.
    pub(crate) source: Option<Source>,
}

impl<'w> Leaf<'w> {
    /// A page, from 1, with this text: by its own words or, if those are not what it says, by the
    /// words that OCR has read.
    pub(crate) fn new(
        page: u32,
        text: &str,
        file: Option<&'w [PlacedPage]>,
        ocr: &'w Boxes,
    ) -> Self {
        let index = usize::try_from(page).ok().and_then(|page| page.checked_sub(1));
        let own = file.and_then(|pages| pages.get(index?));
        let is_sound = |page: &&PlacedPage| page.width > 0.0 && page.height > 0.0;
        let size = own.filter(is_sound).map_or((595.0, 842.0), |page| (page.width, page.height));
        let read = ocr.iter().find(|(number, _)| *number == page);
        let read = read.map(|(_, words)| (words.as_slice(), Source::Ocr));
        let own = own.map(|page| (page.words.as_slice(), Source::File));
        let found = read.into_iter().chain(own).find(|(words, _)| do_fit(words, text));
        let (words, source) = found.map_or((&[][..], None), |(words, of)| (words, Some(of)));
        Self { size, words, source }
    }

    /// The boxes that cover bytes of its text, line by line.
    pub(crate) fn boxes(&self, text: &str, bytes: Range<usize>) -> Vec<Fractions> {
        let first = self.words.iter().filter(|word| word.end > bytes.start);
        let within = first.filter(|word| word.start < bytes.end && fits(word, text));
        let mut lines: Vec<PlacedWord> = Vec::new();
        let words: Vec<PlacedWord> = within.map(|word| part(word, text, &bytes)).collect();
        let is_turned = is_turned(&words);
        for word in words {
            match lines.last_mut() {
                Some(line) if is_beside(line, &word, is_turned) => {
                    (line.x0, line.x1) = (line.x0.min(word.x0), line.x1.max(word.x1));
                    (line.y0, line.y1) = (line.y0.min(word.y0), line.y1.max(word.y1));
                }
                _ => lines.push(word),
            }
        }
        lines.iter().filter_map(|line| self.fractions(line)).collect()
    }

    /// A box in fractions, as far as it is on the page.
    fn fractions(&self, word: &PlacedWord) -> Option<Fractions> {
        let (width, height) = self.size;
        let [x0, x1] = [word.x0, word.x1].map(|x| (x / width).clamp(0.0, 1.0));
        let [y0, y1] = [word.y0, word.y1].map(|y| (y / height).clamp(0.0, 1.0));
        let rounded = |fraction: f32| (fraction * 1e5).round() / 1e5;
        (x1 > x0 && y1 > y0).then(|| [x0, y0, x1 - x0, y1 - y0].map(rounded))
    }
}

/// The words of a directive that were read by OCR.
pub(crate) fn ocr_boxes(folder: &Path, record: &Record) -> Boxes {
    match record.origin {
        Origin::Text => Boxes::new(),
        Origin::Ocr | Origin::Mixed | Origin::Recovered => {
            Cache::of_index(folder).boxes(&record.id)
        }
    }
}

/// Whether a word's bytes are those of a word of the text.
fn fits(word: &PlacedWord, text: &str) -> bool {
    let is_whole = |found: &str| !found.is_empty() && !found.contains(char::is_whitespace);
    text.get(word.start..word.end).is_some_and(is_whole)
}

/// Whether words are those of a text: they fit, and begin and end where its words do.
fn do_fit(words: &[PlacedWord], text: &str) -> bool {
    let is_white = |found: Option<char>| found.is_none_or(|c| !c.is_alphanumeric());
    let fit = words.iter().filter(|word| {
        let before = text.get(..word.start).and_then(|before| before.chars().next_back());
        let behind = text.get(word.end..).and_then(|behind| behind.chars().next());
        fits(word, text) && is_white(before) && is_white(behind)
    });
    !words.is_empty() && fit.count() as f32 >= FIT * words.len() as f32
}

/// The part of a word that bytes of the text cover: `tỉnh` of `(tỉnh).`.
fn part(word: &PlacedWord, text: &str, bytes: &Range<usize>) -> PlacedWord {
    let of = |bytes: Range<usize>| text.get(bytes).map_or(0, |part| part.chars().count()) as f32;
    let (width, height) = (word.x1 - word.x0, word.y1 - word.y0);
    let all = of(word.start..word.end).max(1.0);
    // Of a word that stands upright nothing is known of where its letters are.
    if width < height && all > 2.0 {
        return *word;
    }
    let before = of(word.start..bytes.start.max(word.start)) / all;
    let behind = of(bytes.end.min(word.end)..word.end) / all;
    PlacedWord { x0: word.x0 + width * before, x1: word.x1 - width * behind, ..*word }
}

/// Whether a line of words runs down or up the page as it is shown: it is higher than wide.
fn is_turned(words: &[PlacedWord]) -> bool {
    let (wide, high) = words.iter().fold((0.0, 0.0), |(wide, high), word| {
        (wide + (word.x1 - word.x0), high + (word.y1 - word.y0))
    });
    high > wide
}

/// Whether a word goes on a line's box, in whichever direction the page is turned.
fn is_beside(line: &PlacedWord, word: &PlacedWord, is_turned: bool) -> bool {
    let sides = |of: &PlacedWord| [(of.x0, of.x1), (of.y0, of.y1)];
    let [line_x, line_y] = sides(line);
    let [word_x, word_y] = sides(word);
    if is_turned {
        goes_on(line_y, word_y, line_x, word_x)
    } else {
        goes_on(line_x, word_x, line_y, word_y)
    }
}

/// Whether a word goes on a line along one side; `across` is the other.
fn goes_on(
    line: (f32, f32),
    word: (f32, f32),
    across: (f32, f32),
    word_across: (f32, f32),
) -> bool {
    let shared = across.1.min(word_across.1) - across.0.max(word_across.0);
    let height = (across.1 - across.0).min(word_across.1 - word_across.0);
    let gap = (word.0 - line.1).max(line.0 - word.1);
    shared > height / 2.0 && gap > -height && gap < APART * height
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "phát triển hạ\ntầng số. Số 15";

    /// The words of [`TEXT`], ten points a letter, each line ten points high.
    fn page() -> PlacedPage {
        let mut words = Vec::new();
        let (mut at, mut y) = (0, 10.0);
        for line in TEXT.split('\n') {
            let mut x = 100.0;
            for word in line.split(' ') {
                let wide = word.chars().count() as f32 * 10.0;
                let (start, end) = (at, at + word.len());
                words.push(PlacedWord { start, end, x0: x, y0: y, x1: x + wide, y1: y + 10.0 });
                (at, x) = (end + 1, x + wide + 5.0);
            }
            y += 20.0;
        }
        PlacedPage { width: 1000.0, height: 100.0, words }
    }

    #[test]
    fn a_mark_is_covered_line_by_line() {
        let (pages, none) = ([page()], Boxes::new());
        let leaf = Leaf::new(1, TEXT, Some(&pages), &none);
        assert_eq!((leaf.size, leaf.source), ((1000.0, 100.0), Some(Source::File)));
        let start = TEXT.find("triển").unwrap();
        let end = TEXT.find('.').unwrap();
        let expected = [[0.145, 0.1, 0.075, 0.1], [0.1, 0.3, 0.065, 0.1]];
        assert_eq!(leaf.boxes(TEXT, start..end), expected);
        assert!(leaf.boxes(TEXT, 900..901).is_empty());
    }

    #[test]
    fn words_of_another_text_are_not_used() {
        let pages = [page()];
        let other = "phát hiện điều gì khác hẳn trong trang";
        let none = Boxes::new();
        assert_eq!(Leaf::new(1, other, Some(&pages), &none).source, None);
        // Where OCR has read the page, its words are those of the text.
        let word = |start, end| PlacedWord { start, end, x0: 0.0, y0: 0.0, x1: 9.0, y1: 9.0 };
        let read = vec![(1, vec![word(0, 5)])];
        let leaf = Leaf::new(1, other, Some(&pages), &read);
        assert_eq!(leaf.source, Some(Source::Ocr));
        assert_eq!(leaf.boxes(other, 0..5), [[0.0, 0.0, 0.009, 0.09]]);
        assert_eq!(Leaf::new(2, other, Some(&pages), &read).source, None);
        assert_eq!(Leaf::new(1, TEXT, None, &none).size, (595.0, 842.0));
    }
}
