//! The text of a directive as sheets, with the hits marked: pages as far as they fit, a window of
//! them where the text is long.
//!
//! In: the stored pages, the marks of the highlighter, where the reader wants to be. Out: sheets of
//! pieces. A page that is long by itself (a text file has one page, whatever its length) is cut
//! into parts at line ends.

use crate::document::PageStatus;
use crate::index::Stored;
use crate::search::Mark;
use crate::serve::hits::Hits;
use crate::serve::shown as clean;
use crate::text::restore::Shown;
use std::ops::Range;

/// Text shown at once, in bytes: a book is shown in parts, a directive whole.
const SHOWN: usize = 400_000;
/// A part of a page, in bytes.
const PART: usize = 100_000;

/// A page, or a part of a long one.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    /// From 1.
    pub(super) page: u32,
    /// From 1, where the page has several.
    pub(super) part: Option<u32>,
    /// Said of a page without readable text.
    pub(super) status: Option<PageStatus>,
    /// Whether the reader lands on its start.
    pub(super) is_here: bool,
    pub(super) runs: Vec<Run>,
}

impl Sheet {
    /// Whether its page begins here.
    pub(super) fn starts_page(&self) -> bool {
        self.part.is_none_or(|part| part == 1)
    }
}

/// A run of text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    /// Whether it is a word restored by guess that is not certain.
    pub(super) is_uncertain: bool,
    /// The hit it belongs to, from 1; `None` for text that is no hit.
    pub(super) hit: Option<u32>,
    /// Whether the hit begins here.
    pub(super) is_first: bool,
    /// Whether it is the hit that the reader is at.
    pub(super) is_current: bool,
    /// Whether the reader lands here.
    pub(super) is_here: bool,
}

/// Where the reader wants to be.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wish {
    pub(super) page: Option<u32>,
    pub(super) part: Option<u32>,
    pub(super) hit: Option<u32>,
}

/// A place to go on reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) page: u32,
    pub(super) part: u32,
}

/// What is shown of a directive.
#[derive(Debug)]
pub(super) struct Sheets {
    pub(super) sheets: Vec<Sheet>,
    /// All hits of the directive.
    pub(super) hits: u32,
    /// The hit that the reader is at, from 1; 0 if there is none.
    pub(super) current: u32,
    /// Where the text before the window begins.
    pub(super) before: Option<Spot>,
    /// Where the text behind it begins.
    pub(super) behind: Option<Spot>,
}

/// A piece of the whole text.
#[derive(Debug, Clone)]
struct Part {
    page: u32,
    part: u32,
    is_only: bool,
    range: Range<usize>,
}

impl Sheets {
    pub(super) fn new(stored: &Stored, hits: &Hits, wish: Wish) -> Self {
        let shown: Vec<Shown<'_>> = stored.shown().collect();
        let pages: Vec<&str> = shown.iter().map(|page| &*page.text).collect();
        let parts = parts(&pages);
        let current = match (wish.hit, wish.page) {
            (Some(hit), _) => hit.clamp(1, hits.count.max(1)),
            (None, Some(page)) => hits.first_on(page),
            (None, None) => 1,
        };
        let current = if hits.count == 0 { 0 } else { current };
        let is_asked = wish.hit.is_some() || wish.page.is_none();
        let at = hits.start(current).filter(|mark| is_asked || wish.page == Some(mark.page));
        let center = parts
            .iter()
            .position(|part| match at {
                Some(mark) => part.page == mark.page && (mark.start as usize) < part.range.end,
                None => Some(part.page) == wish.page && part.part >= wish.part.unwrap_or(1),
            })
            .unwrap_or(0);
        let window = window(&parts, center);
        let spot = |index: Option<usize>| {
            let part = parts.get(index?)?;
            Some(Spot { page: part.page, part: part.part })
        };
        let before = window.start.checked_sub(1).map(|last| {
            // A window of the same size, ending where this one begins.
            let mut start = last;
            let mut size = 0;
            while let Some(part) = parts.get(start) {
                size += part.range.len();
                if size > SHOWN / 2 || start == 0 {
                    break;
                }
                start -= 1;
            }
            start
        });
        let sheets = parts
            .get(window.clone())
            .unwrap_or_default()
            .iter()
            .enumerate()
            .map(|(i, part)| {
                let index = (part.page as usize).saturating_sub(1);
                // What is restored is there to be read.
                let is_restored = shown.get(index).is_some_and(Shown::is_restored);
                let status = stored.record.page_status.get(index).copied();
                let status = status.filter(|_| !is_restored);
                Sheet {
                    page: part.page,
                    part: (!part.is_only).then_some(part.part),
                    status: status
                        .filter(|status| *status != PageStatus::Text)
                        .filter(|_| part.part == 1),
                    is_here: at.is_none() && wish.page.is_some() && window.start + i == center,
                    runs: shown
                        .get(index)
                        .map_or_else(Vec::new, |page| hits.runs(page, part, current, at)),
                }
            })
            .collect();
        Self {
            sheets,
            hits: hits.count,
            current,
            before: spot(before),
            behind: spot(Some(window.end)),
        }
    }
}

/// Cuts long pages at line ends.
fn parts(pages: &[&str]) -> Vec<Part> {
    let mut parts = Vec::new();
    for (page, text) in (1u32..).zip(pages) {
        let is_only = text.len() <= PART + PART / 2;
        let mut start = 0;
        let mut part = 1;
        while !is_only && text.len() - start > PART + PART / 2 {
            let end = cut(text, start + PART);
            parts.push(Part { page, part, is_only, range: start..end });
            start = end;
            part += 1;
        }
        parts.push(Part { page, part, is_only, range: start..text.len() });
    }
    parts
}

/// The end of a line shortly before a place; without one, of a word, of a character.
fn cut(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let head = text.get(..at).unwrap_or_default();
    let near = |found: Option<usize>| found.filter(|end| at - end < PART / 2).map(|end| end + 1);
    near(head.rfind('\n')).or_else(|| near(head.rfind(' '))).unwrap_or(at)
}

/// As many parts around one as fit.
fn window(parts: &[Part], center: usize) -> Range<usize> {
    let size = |index: usize| parts.get(index).map(|part| part.range.len());
    let (mut start, mut end) = (center, center + 1);
    let mut used = size(center).unwrap_or_default();
    loop {
        let behind = size(end).filter(|size| used + size <= SHOWN);
        if let Some(size) = behind {
            used += size;
            end += 1;
        }
        let before = start.checked_sub(1).and_then(size).filter(|size| used + size <= SHOWN);
        if let Some(size) = before {
            used += size;
            start -= 1;
        }
        if behind.is_none() && before.is_none() {
            return start..end.min(parts.len());
        }
    }
}

/// A range cut at the words that are not certain.
fn parted(range: Range<usize>, uncertain: &[Range<usize>]) -> Vec<(Range<usize>, bool)> {
    let first = uncertain.partition_point(|word| word.end <= range.start);
    let (mut parts, mut at) = (Vec::new(), range.start);
    for word in uncertain.iter().skip(first).take_while(|word| word.start < range.end) {
        let (start, end) = (word.start.max(at), word.end.min(range.end));
        parts.push((at..start, false));
        parts.push((start..end, true));
        at = end;
    }
    parts.push((at..range.end, false));
    parts
}

impl Hits {
    /// The text of a part, cut at its marks.
    fn runs(&self, page: &Shown<'_>, part: &Part, current: u32, at: Option<Mark>) -> Vec<Run> {
        let text = &*page.text;
        let uncertain: Vec<Range<usize>> = page.uncertain().collect();
        let mut runs = Vec::new();
        let mut push = |whole: Range<usize>, of: Option<(Mark, u32)>| {
            for (range, is_uncertain) in parted(whole.clone(), &uncertain) {
                let is_start = range.start == whole.start;
                let Some(text) = text.get(range).filter(|text| !text.is_empty()) else { continue };
                runs.push(Run {
                    text: clean::text(text),
                    is_uncertain,
                    hit: of.map(|(_, hit)| hit),
                    is_first: is_start
                        && of.is_some_and(|(mark, hit)| {
                            self.start(hit) == Some(mark) && mark.start as usize >= part.range.start
                        }),
                    is_current: of.is_some_and(|(_, hit)| hit == current),
                    is_here: is_start && of.is_some_and(|(mark, _)| Some(mark) == at),
                });
            }
        };
        let mut from = part.range.start;
        let from_page = self.marks.partition_point(|(mark, _)| mark.page < part.page);
        for (mark, hit) in self.marks.iter().skip(from_page) {
            let end = (mark.end as usize).min(part.range.end);
            let start = (mark.start as usize).max(from);
            if mark.page > part.page || start >= part.range.end {
                break;
            }
            // A mark that does not fit the text is a fault of ours, not worth losing the page.
            if start < end && text.is_char_boundary(start) && text.is_char_boundary(end) {
                push(from..start, None);
                push(start..end, Some((*mark, *hit)));
                from = end;
            }
        }
        push(from..part.range.end, None);
        runs
    }
}
