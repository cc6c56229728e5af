//! Whether a page's text can be read at all: the one place that says `junk-text` of what was read, and
//! what of a page is damaged.
//!
//! In: pages of any format, after extraction. Out: their status, and the parts that may be restored.
//! Judged by passages of at least [`ENOUGH`] words, so that a page half in English is none; a page is
//! junk where junk is most of what can be judged. Good, unmarked and foreign text stays, and so does
//! what is too short to say.

use super::encoding;
use crate::document::{Page, PageStatus};
use crate::text::quality::{BAD, ENOUGH, Features, Verdict};
use std::cell::LazyCell;
use std::ops::Range;

/// Share of words that are syllables but for their marks, from which a text is meant to be
/// Vietnamese: 0.6–0.8 in what an English OCR makes of it, below 0.3 in Western languages.
const MEANT: f32 = 0.5;
/// Share of words that no keyboard writes, from which a text without marks is no list of names:
/// 0.05–0.3 in what an English OCR makes of Vietnamese, 0.02 in lists of shops and addresses.
const GARBLED: f32 = 0.03;
/// Share of words with a question mark inside, from which letters were lost in saving.
const LOST: f32 = 0.15;

/// Bytes of a part that is looked at, and parts of a page.
const SAMPLE: usize = 4 << 10;
const SAMPLES: usize = 32;

/// Marks the pages whose text is junk.
pub(super) fn judge(pages: &mut [Page]) {
    for page in pages.iter_mut().filter(|page| page.status == PageStatus::Text) {
        if !is_plainly_good(&page.text) && is_junk(&page.text) {
            page.status = PageStatus::JunkText;
        }
    }
}

/// Words that a passage of a good page needs to be called damaged, and a line to count for itself.
const PASSAGE: u32 = 30;
const LINE: u32 = 4;

/// The parts of a page that a wrong OCR made, as bytes of its text: all of a page of junk, of any other
/// the runs of lines that are junk beyond doubt.
#[must_use]
pub fn damaged(page: &Page) -> Vec<Range<usize>> {
    match page.status {
        PageStatus::JunkText => std::iter::once(0..page.text.len()).collect(),
        PageStatus::Text => {
            suspicious(&page.text).filter(|part| is_damaged(&page.text, part)).collect()
        }
        _ => Vec::new(),
    }
}

fn is_damaged(text: &str, part: &Range<usize>) -> bool {
    let Some(passage) = text.get(part.clone()) else { return false };
    let features = Features::of(passage);
    let is_garbled = LazyCell::new(|| is_garbled(passage));
    features.words >= PASSAGE && is_junk_passage(passage, features, &is_garbled)
}

/// Runs of lines without the letters that half of all words have: what is to be looked at closer.
fn suspicious(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start..*at, counts(line)))
    });
    let mut open: Option<(Range<usize>, u32)> = None;
    let mut is_over = false;
    std::iter::from_fn(move || {
        while !is_over {
            let next = lines.next();
            is_over = next.is_none();
            let (line, (words, special)) = next.unwrap_or_default();
            match &mut open {
                Some((range, all)) if !is_over && (words < LINE || special * 8 < words) => {
                    range.end = line.end;
                    *all += words;
                }
                _ => {
                    let is_new = words >= LINE && special * 8 < words;
                    let closed = std::mem::replace(&mut open, is_new.then_some((line, words)));
                    if let Some((range, _)) = closed.filter(|(_, all)| *all >= PASSAGE) {
                        return Some(range);
                    }
                }
            }
        }
        None
    })
}

/// Letters that only Vietnamese has stand in half of the words of good text, and in none of junk:
/// a cheap look at the bytes that begin them, which nearly every page passes. (Letters of Central
/// Europe begin so, too: they are no junk.)
fn is_plainly_good(text: &str) -> bool {
    let (words, special) = counts(text);
    special * 4 >= words
}

/// Words, and bytes that begin letters of Vietnamese alone.
fn counts(text: &str) -> (u32, u32) {
    let (mut words, mut special) = (0_u32, 0_u32);
    let mut is_in_word = false;
    for byte in text.bytes() {
        let is_word = !byte.is_ascii_whitespace();
        words += u32::from(is_word && !is_in_word);
        is_in_word = is_word;
        special += u32::from(matches!(byte, 0xC4..=0xC6 | 0xCC | 0xE1));
    }
    (words, special)
}

fn is_junk(text: &str) -> bool {
    let is_garbled = LazyCell::new(|| is_garbled(text));
    let (mut junk, mut all) = (0, 0);
    for (passage, features) in samples(text).flat_map(passages) {
        all += features.words;
        if is_junk_passage(passage, features, &is_garbled) {
            junk += features.words;
        }
    }
    junk * 2 > all
}

fn is_junk_passage(
    text: &str,
    features: Features,
    is_garbled: &LazyCell<bool, impl FnOnce() -> bool>,
) -> bool {
    let share = |count: u32| count as f32 / features.words.max(1) as f32;
    if share(broken_words(text)) >= LOST {
        return true;
    }
    if features.score() >= BAD || matches!(features.verdict(), Verdict::Good | Verdict::Unmarked) {
        return false;
    }
    let is_meant = share(features.foldable) >= MEANT;
    let has_marks = share(features.marked) >= 0.10;
    is_meant && (has_marks || **is_garbled) || encoding::is_undecoded(text)
}

/// Whether many words of a page have a capital behind a small letter, or a digit or a symbol between
/// letters (`cAu`, `h6i`, `lu~t`); addresses of the net and joined words do not count.
fn is_garbled(text: &str) -> bool {
    let (mut words, mut garbled) = (0_u32, 0_u32);
    for word in text.split_whitespace() {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !word.contains(char::is_alphabetic) || word.contains(['.', '/', '@', '_', '-']) {
            continue;
        }
        words += 1;
        let (mut before, mut is_odd, mut letters) = (' ', false, false);
        for c in word.chars() {
            is_odd |= before.is_lowercase() && c.is_uppercase();
            let is_inside = letters && c.is_alphabetic();
            is_odd |=
                is_inside && (before.is_ascii_digit() || "~^|<>{}[]()$§\\*;%=+&!".contains(before));
            letters |= c.is_alphabetic();
            before = c;
        }
        garbled += u32::from(is_odd);
    }
    garbled as f32 >= GARBLED * words as f32
}

/// Words in which letters were lost: `ngh?a`.
fn broken_words(text: &str) -> u32 {
    let mut chars = text.chars().peekable();
    let (mut before, mut broken) = (' ', 0);
    while let Some(c) = chars.next() {
        let is_lost = matches!(c, '?' | char::REPLACEMENT_CHARACTER);
        let is_inside = before.is_alphabetic() && chars.peek().is_some_and(|c| c.is_alphabetic());
        broken += u32::from(is_lost && is_inside);
        before = c;
    }
    broken
}

/// The text, or parts from all over it if it is long: a text file may be one page of many megabytes.
fn samples(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.len().div_ceil(SAMPLE).clamp(1, SAMPLES);
    let stride = text.len() / parts;
    (0..parts).filter_map(move |part| {
        let end = if parts < SAMPLES { (part + 1) * stride } else { part * stride + SAMPLE };
        let end = if part + 1 == parts && parts < SAMPLES { text.len() } else { end };
        text.get(text.floor_char_boundary(part * stride)..text.floor_char_boundary(end))
    })
}

/// Runs of lines with at least [`ENOUGH`] words each, and their counts; a rest that is shorter is
/// left out, unless it is all there is to a page with as many words.
fn passages(text: &str) -> impl Iterator<Item = (&str, Features)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (mut features, mut length) = (Features::default(), 0);
        for line in rest.split_inclusive('\n') {
            features = features + Features::of(line);
            length += line.len();
            if features.words >= ENOUGH {
                let (passage, after) = rest.split_at_checked(length)?;
                rest = after;
                return Some((passage, features));
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;
    use crate::text::quality::is_special;

    const GOOD: &str = "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành, địa phương tập trung rà soát,\n\
        hoàn thiện cơ sở dữ liệu dùng chung, bảo đảm kết nối thông suốt, an toàn thông tin trong\n\
        quá trình vận hành chính quyền địa phương hai cấp.\n";
    const OCR: &str = "Uy ban nhdn dan tinh yéu cAu cdc s&, nganh, dia phuong tdp trung ra soat,\n\
        hodn thién co s& dit liéu ding chung, bdo dam két ndi thdng subt, an toan thdng tin trong\n\
        qué trinh van hanh chinh quyén dia phuong hai cép.\n";
    const ENGLISH: &str = "The provincial committee requests all departments to review the shared\n\
        database, to keep the services connected and to report every month on what has been done\n\
        since the last meeting of the steering board.\n";
    const FRENCH: &str = "Le président de la République est élu pour cinq ans au suffrage universel\n\
        direct. À l'issue de cette réunion, les ministres ont décidé de créer une commission\n\
        chargée d'étudier les problèmes liés à l'aménagement du territoire.\n";
    const LEGACY: &str = "ñy ban nh©n d©n tØnh yªu cÇu c¸c së, ngµnh, ®Þa ph−¬ng tËp trung rµ so¸t,\n\
        hoµn thiÖn c¬ së d÷ liÖu dïng chung, b¶o ®¶m kÕt nèi th«ng suèt, an toµn th«ng tin\n";

    fn status(text: &str) -> PageStatus {
        let mut pages = [Page { text: text.to_owned(), status: PageStatus::Text }];
        judge(&mut pages);
        pages[0].status
    }

    #[test]
    fn what_can_be_read_stays() {
        let bare = fold(GOOD);
        for text in [GOOD, &bare, ENGLISH, FRENCH, "", "Số: 12\n", "yéu cAu cdc s&, nganh"] {
            assert_eq!(status(text), PageStatus::Text, "{text}");
        }
        let shops =
            "Cafe Y Lan 12 Nguyen Trai, P.4, Da Lat pass 1234567890 Langfarm Mong Dep Cho Da Lat\n";
        assert_eq!(status(&shops.repeat(9)), PageStatus::Text);
        let figures = "STT 1.204 15,5 % 31/12/2025 UBND HĐND 2.000\n".repeat(30);
        assert_eq!(status(&figures), PageStatus::Text);
    }

    #[test]
    fn damaged_parts_of_good_pages_are_told() {
        let of = |text: &str, status| damaged(&Page { text: text.to_owned(), status });
        let twice = OCR.repeat(2);
        let text = format!("{GOOD}{GOOD}{GOOD}\n{twice}Số 12\n{GOOD}{GOOD}");
        let found = of(&text, PageStatus::Text);
        let parts: Vec<_> = found.iter().filter_map(|part| text.get(part.clone())).collect();
        assert_eq!(parts, [format!("{twice}Số 12\n")]);
        assert_eq!(of(&text, PageStatus::JunkText).first(), Some(&(0..text.len())));
        assert!(of(&text, PageStatus::Scan).is_empty());
        let whole = format!("{GOOD}{twice}");
        assert_eq!(of(&whole, PageStatus::Text).first(), Some(&(GOOD.len()..whole.len())));
        let links =
            "source: https://vanban.chinhphu.vn/nghi-quyet-31-2026-qh16?pageid=27160&docid=2\n";
        let bare = fold(GOOD);
        for good in [GOOD, &bare, ENGLISH, FRENCH, &links.repeat(9), ""] {
            let text = format!("{GOOD}{}{GOOD}", good.repeat(3));
            assert!(of(&text, PageStatus::Text).is_empty(), "{text}");
        }
    }

    #[test]
    fn junk_is_named() {
        let lost = GOOD.replace(is_special, "?");
        for text in [OCR, LEGACY, &lost] {
            assert_eq!(status(text), PageStatus::JunkText, "{text}");
        }
    }

    #[test]
    fn a_page_is_what_most_of_it_is() {
        assert_eq!(status(&format!("{GOOD}\n{OCR}")), PageStatus::Text);
        assert_eq!(status(&format!("{GOOD}\n{OCR}\n{OCR}\n{OCR}")), PageStatus::JunkText);
        assert_eq!(status(&format!("{GOOD}\n{ENGLISH}\n{ENGLISH}")), PageStatus::Text);
    }
}
