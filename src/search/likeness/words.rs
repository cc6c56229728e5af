//! A text as words and passages, to be compared.
//!
//! In: pages joined by [`PAGE_END`]. Out: [`Text`]. A passage is a sentence, an item of a list or a
//! paragraph, whichever ends first. Of the lines beside the text those are left out that run (they stand on
//! several pages) or say little (page numbers).

use crate::index::Stored;
use crate::index::analyzer::PAGE_END;
use crate::text::aside::{asides, without};
use crate::text::key;
use crate::text::token::tokens;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// A line beside the text with fewer words says nothing of its own.
const LEAST_ASIDE: usize = 4;
/// Words of a label at the start of an item: `1`, `IV`, `đ`.
const LABEL_CHARS: usize = 4;
/// One word of so many has a mark in a text with marks; in office prose it is seven of ten.
const MARKED_OF: usize = 10;

/// Which words are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marks {
    /// Equal syllables, marks included.
    Count,
    /// Equal letters.
    Ignored,
}

/// A word of a text: what is compared of it, and where it stands.
#[derive(Debug, Clone)]
struct Word {
    exact: u64,
    folded: u64,
    range: Range<usize>,
}

/// A text as words and passages.
#[derive(Debug)]
pub(crate) struct Text {
    source: String,
    asides: Vec<Range<usize>>,
    page_starts: Vec<usize>,
    words: Vec<Word>,
    /// Of words, in order, without gaps.
    passages: Vec<Range<usize>>,
    is_bare: bool,
}

impl Text {
    /// The text of a directive as it is shown.
    pub(crate) fn of(stored: &Stored) -> Self {
        let pages: Vec<String> = stored.shown().map(|page| page.text.into_owned()).collect();
        Self::new(pages.join(&PAGE_END.to_string()))
    }

    /// Reads a text; pages are joined by [`PAGE_END`].
    pub(crate) fn new(source: String) -> Self {
        let asides = asides(&source);
        let is_aside = |at: usize| {
            let next = asides.partition_point(|aside| aside.end <= at);
            asides.get(next).is_some_and(|aside| aside.start <= at)
        };
        let mut words: Vec<Word> = Vec::new();
        let mut passages: Vec<Range<usize>> = Vec::new();
        let mut first_aside = usize::MAX;
        let mut marked = 0;
        for token in tokens(&source) {
            let at = words.len();
            if first_aside == usize::MAX && is_aside(token.start) {
                first_aside = passages.len();
            }
            let is_label = passages.last().is_some_and(|last| {
                let label = words.last().map_or("", |word| slice(&source, &word.range));
                last.len() == 1 && label.chars().count() <= LABEL_CHARS
            });
            let last = words.last().map_or(0, |word| word.range.end);
            let parts = match source.get(last..token.start) {
                // The lines beside the text come last.
                None => true,
                Some(gap) if first_aside != usize::MAX && gap.contains('\n') => {
                    token.after_break || is_number(&source, last) || is_number(&source, token.start)
                }
                Some(gap) => words.is_empty() || token.after_break && parts(gap, is_label),
            };
            match passages.last_mut() {
                Some(last) if !parts => last.end = at + 1,
                _ => passages.push(at..at + 1),
            }
            let exact = key::exact(token.text);
            marked += usize::from(key::is_marked(&exact));
            let (exact, folded) = (hash(&exact), hash(key::folded(&exact)));
            words.push(Word { exact, folded, range: token.start..token.end() });
        }
        let page_starts = source.match_indices(PAGE_END).map(|(at, end)| at + end.len()).collect();
        let is_bare = marked * MARKED_OF < words.len();
        let mut text = Self { source, asides, page_starts, words, passages, is_bare };
        text.leave_out_running_lines(first_aside);
        text
    }

    fn leave_out_running_lines(&mut self, first_aside: usize) {
        let aside = self.passages.get(first_aside..).unwrap_or_default().to_vec();
        let mut times: HashMap<u64, usize> = HashMap::new();
        for passage in &aside {
            *times.entry(self.hash(passage, Marks::Count)).or_default() += 1;
        }
        let Some(first) = aside.first() else { return };
        let mut kept = Vec::new();
        self.passages.truncate(first_aside);
        for passage in &aside {
            let runs = times.get(&self.hash(passage, Marks::Count)).is_some_and(|times| *times > 1);
            if !runs && passage.len() >= LEAST_ASIDE {
                let start = first.start + kept.len();
                kept.extend(self.words.get(passage.clone()).unwrap_or_default().iter().cloned());
                self.passages.push(start..start + passage.len());
            }
        }
        self.words.truncate(first.start);
        self.words.append(&mut kept);
    }

    /// Whether it is written without marks.
    pub(crate) fn is_bare(&self) -> bool {
        self.is_bare
    }

    /// How many words it has.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// What is compared of its words.
    pub(crate) fn keys(&self, marks: Marks) -> Vec<u64> {
        let key = |word: &Word| match marks {
            Marks::Count => word.exact,
            Marks::Ignored => word.folded,
        };
        self.words.iter().map(key).collect()
    }

    /// Its passages, as ranges of words, in order.
    pub(crate) fn passages(&self) -> &[Range<usize>] {
        &self.passages
    }

    /// Tells a row of words from others.
    pub(crate) fn hash(&self, words: &Range<usize>, marks: Marks) -> u64 {
        let mut hasher = DefaultHasher::new();
        for word in self.words.get(words.clone()).unwrap_or_default() {
            hasher.write_u64(if marks == Marks::Count { word.exact } else { word.folded });
        }
        hasher.finish()
    }

    /// The page that a word stands on, from 1.
    pub(crate) fn page(&self, word: usize) -> u32 {
        let at = self.words.get(word).map_or(0, |word| word.range.start);
        let page = self.page_starts.partition_point(|start| *start <= at) + 1;
        u32::try_from(page).unwrap_or(u32::MAX)
    }

    /// Whether no white stands between a word and the one before: `15/6/2026`, `11-CV/TU`.
    pub(crate) fn is_joined(&self, word: usize) -> bool {
        let before = word.checked_sub(1).and_then(|before| self.words.get(before));
        let gap = before
            .zip(self.words.get(word))
            .and_then(|(before, word)| self.source.get(before.range.end..word.range.start));
        gap.is_some_and(|gap| !gap.chars().any(char::is_whitespace))
    }

    /// A row of words as it stands in the text, with the marks behind each word, on one line, in NFC.
    pub(crate) fn said(&self, words: Range<usize>) -> String {
        let of = self.words.get(words.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (of.first(), of.last()) else { return String::new() };
        let next = self.words.get(words.end).map(|word| word.range.start);
        let tail = self.source.get(last.range.end..).unwrap_or_default();
        // Punctuation up to the next white, unless another word follows at once.
        let tail = tail.find(char::is_whitespace).unwrap_or(tail.len());
        let end = last.range.end + tail;
        let end = next.filter(|next| (last.range.end..end).contains(next)).unwrap_or(end);
        let is_aside = self.asides.iter().any(|aside| aside.contains(&first.range.start));
        let beside = if is_aside { &[][..] } else { &self.asides };
        let mut line = String::new();
        for part in without(first.range.start..end, beside) {
            for word in slice(&self.source, &part).split_whitespace() {
                if !line.is_empty() {
                    line.push(' ');
                }
                line.extend(word.nfc().filter(|c| !c.is_control()));
            }
        }
        line
    }
}

fn slice<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    text.get(range.clone()).unwrap_or_default()
}

fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// Whether there is no letter in the line around a byte: the number of a page.
fn is_number(text: &str, at: usize) -> bool {
    let is_end = |c| c == '\n' || c == PAGE_END;
    let (before, behind) = text.split_at_checked(at).unwrap_or_default();
    let before = before.rsplit(is_end).next().unwrap_or_default();
    let behind = behind.split(is_end).next().unwrap_or_default();
    !before.chars().chain(behind.chars()).any(char::is_alphabetic)
}

/// Whether a break between two words ends a passage: a sentence's end, a line's that ends no clause. A
/// comma or a bracket does not, nor the full stop behind an item's label.
fn parts(gap: &str, is_label: bool) -> bool {
    let ends_sentence = gap.contains(['.', ';', '!', '?', '…']) && !is_label;
    ends_sentence || gap.contains('\n') && !gap.contains([',', '(', '[', '“', '"'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passages(text: &str) -> Vec<String> {
        let text = Text::new(text.into());
        text.passages().iter().map(|passage| text.said(passage.clone())).collect()
    }

    #[test]
    fn passages_are_sentences_items_and_paragraphs() {
        let text = "V/v phòng, chống lụt,\nbão\n\n1. Các sở rà soát;\n2. Các xã (phường) báo\n cáo. Hạn: \
                    15/12/2025.\n- Ủy ban: thực hiện\n\nNơi nhận:\n- Như trên./.";
        assert_eq!(
            passages(text),
            [
                "V/v phòng, chống lụt, bão",
                "1. Các sở rà soát;",
                "2. Các xã (phường) báo cáo.",
                "Hạn: 15/12/2025.",
                "Ủy ban: thực hiện",
                "Nơi nhận:",
                "Như trên./."
            ]
        );
    }

    #[test]
    fn pages_and_what_stands_beside_them_part_nothing() {
        let text = "CÔNG BÁO số 5\u{b}\nCác sở\n1\u{b}\n\u{c}CÔNG BÁO số 5\u{b}\nrà soát.\n¹ Chú thích về \
                    việc rà soát\u{b}\n2\u{b}\n";
        assert_eq!(passages(text), ["Các sở rà soát.", "Chú thích về việc rà soát"]);
        let text = Text::new(text.into());
        assert_eq!((text.page(0), text.page(2), text.len()), (1, 2, 10));
    }

    #[test]
    fn marks_count_unless_a_text_has_none() {
        let (a, b) = (Text::new("hoà bình".into()), Text::new("ho\u{300}a bi\u{300}nh".into()));
        assert_eq!(a.keys(Marks::Count), Text::new("HÒA\nBÌNH.".into()).keys(Marks::Count));
        assert_ne!(a.keys(Marks::Count), Text::new("hoa bình".into()).keys(Marks::Count));
        assert_eq!(a.keys(Marks::Ignored), b.keys(Marks::Ignored));
        assert!(Text::new("phat trien ha tang so".into()).is_bare() && !a.is_bare());
    }
}
