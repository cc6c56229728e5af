//! Whether a passage can be read: good Vietnamese, written without marks, foreign, or junk.
//!
//! In: text. Out: [`Features`], their [`score`](Features::score), a [`Verdict`]. The unit is a
//! paragraph of at least [`ENOUGH`] words; a shorter one is judged with its surroundings
//! ([`unmarked_passages`]). Numbers, symbols of documents and abbreviations are left out.
//!
//! Measured on 198 good and 311 bad pages: any threshold of the score from .30 to .85 keeps all of
//! the good and refuses all of the bad.

use super::letter::{combining, letter};
use super::syllable::{is_legal, is_legal_folded};
use super::token::{is_combining_mark, tokens};
use serde::{Deserialize, Serialize};
use std::cell::LazyCell;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use utoipa::ToSchema;

/// Words that a passage needs to be judged by itself.
pub const ENOUGH: u32 = 20;

/// The least score of good Vietnamese.
pub const GOOD: f32 = 0.70;
/// Below this score a passage is none of good Vietnamese: formulas, notes of music and lines half in
/// English reach .30 to .60, junk and text without marks hardly .10.
pub const BAD: f32 = 0.30;

/// Counts over the words of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Features {
    /// Words counted.
    pub words: u32,
    /// Legal syllables.
    pub legal: u32,
    /// Legal syllables with a letter outside Latin-1 (ă đ ơ ư, U+1EA0–U+1EF9): no wrong decoding
    /// and no English OCR model writes those.
    pub special: u32,
    /// Words with any mark.
    pub marked: u32,
    /// Words that would be legal with the right marks.
    pub foldable: u32,
}

/// What a passage is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Vietnamese as it should be.
    Good,
    /// Vietnamese without marks.
    Unmarked,
    /// Another language.
    Foreign,
    /// Text that nobody can read: wrong OCR, wrong decoding.
    Junk,
    /// Too few words to say.
    TooShort,
}

impl Features {
    /// Counts over a text in any normal form.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let composed: String;
        let text = if text.chars().any(is_combining_mark) {
            composed = text.nfc().collect();
            &composed
        } else {
            text
        };
        let mut features = Self::default();
        for token in tokens(text) {
            features.count(token.text);
        }
        features
    }

    fn count(&mut self, word: &str) {
        let legal = is_legal(word);
        if !legal {
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            // Item labels and abbreviations say nothing of the text: "a", "UBND".
            let is_abbreviation = || letters <= 6 && word.chars().all(|c| !c.is_lowercase());
            if letters <= 1 || is_abbreviation() {
                return;
            }
        }
        self.words += 1;
        self.legal += u32::from(legal);
        self.special += u32::from(legal && word.chars().any(is_special));
        self.marked += u32::from(word.chars().any(is_marked));
        self.foldable += u32::from(legal || is_legal_folded(word));
    }

    /// From 0 (junk) to 1 (as it should be): share of legal syllables, times what is missing of
    /// the usual share of special letters (.40).
    #[must_use]
    pub fn score(&self) -> f32 {
        self.share(self.legal) * (self.share(self.special) / 0.40).min(1.0)
    }

    /// What a passage with these counts is.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if self.words < ENOUGH { Verdict::TooShort } else { self.verdict_of_few() }
    }

    /// The verdict however few the words are.
    fn verdict_of_few(&self) -> Verdict {
        let hardly_a_mark = self.share(self.marked) < 0.10;
        if self.words == 0 {
            Verdict::TooShort
        } else if self.score() >= GOOD {
            Verdict::Good
        } else if hardly_a_mark && self.share(self.foldable) >= 0.85 {
            Verdict::Unmarked
        } else if hardly_a_mark && self.share(self.foldable) < 0.45 {
            Verdict::Foreign
        } else {
            Verdict::Junk
        }
    }

    fn share(&self, count: u32) -> f32 {
        if self.words == 0 { 0.0 } else { count as f32 / self.words as f32 }
    }
}

impl std::ops::Add for Features {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            words: self.words + other.words,
            legal: self.legal + other.legal,
            special: self.special + other.special,
            marked: self.marked + other.marked,
            foldable: self.foldable + other.foldable,
        }
    }
}

/// Whether a letter is one that only Vietnamese has, among what wrong decodings and readings yield.
pub(crate) fn is_special(c: char) -> bool {
    matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1EA0}'..='\u{1EF9}')
}

/// The parts of each page that are written without marks, as byte ranges of the page's text.
///
/// A paragraph with enough words speaks for itself; a shorter one without any mark follows its
/// page, a short page its document, and a document of a few words speaks for itself.
#[must_use]
pub fn unmarked_passages<'t>(
    pages: impl IntoIterator<Item = &'t str> + Clone,
) -> Vec<Vec<Range<usize>>> {
    // Nearly every text has marks everywhere: only what hardly has any is looked at closely.
    let document =
        || pages.clone().into_iter().fold(Features::default(), |a, p| a + Features::of(p));
    let document = LazyCell::new(|| document().verdict_of_few());
    let of_page = |page: &'t str| {
        let of_page = LazyCell::new(|| match verdict_if_unmarked(page) {
            Some(Verdict::TooShort) => *document,
            verdict => verdict.unwrap_or(Verdict::Good),
        });
        paragraphs(page)
            .filter(|range| {
                let paragraph = page.get(range.clone()).unwrap_or_default();
                match verdict_if_unmarked(paragraph) {
                    Some(Verdict::TooShort) => {
                        !paragraph.nfc().any(is_marked) && *of_page == Verdict::Unmarked
                    }
                    verdict => verdict == Some(Verdict::Unmarked),
                }
            })
            .collect()
    };
    pages.clone().into_iter().map(of_page).collect()
}

/// The verdict on a text that hardly has marks; `None` for one that has, without a closer look.
fn verdict_if_unmarked(text: &str) -> Option<Verdict> {
    let (mut words, mut marked) = (0_u32, 0_u32);
    let (mut is_in_word, mut has_mark) = (false, false);
    for c in text.chars().chain([' ']) {
        let letter = letter(c);
        if letter.is_some() || combining(c).is_some() {
            is_in_word = true;
            has_mark |= combining(c).is_some() || letter.is_some_and(|l| l.is_marked());
        } else if is_in_word {
            words += 1;
            marked += u32::from(has_mark);
            (is_in_word, has_mark) = (false, false);
        }
    }
    // Fewer words count than are here, never fewer marked ones: the true share is at least this.
    let has_marks = marked > 0 && marked * 10 >= words;
    (!has_marks).then(|| Features::of(text).verdict())
}

fn is_marked(c: char) -> bool {
    letter(c).is_some_and(|l| l.is_marked())
}

/// The paragraphs of a page: runs of lines that are not blank.
fn paragraphs(page: &str) -> impl Iterator<Item = Range<usize>> {
    let mut lines = page.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start..*at, line.trim().is_empty()))
    });
    std::iter::from_fn(move || {
        let (mut range, _) = lines.by_ref().find(|(_, blank)| !blank)?;
        for (line, blank) in lines.by_ref() {
            if blank {
                break;
            }
            range.end = line.end;
        }
        Some(range)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành, địa phương tập trung rà soát, \
        hoàn thiện cơ sở dữ liệu dùng chung, bảo đảm kết nối thông suốt, an toàn thông tin trong \
        quá trình vận hành chính quyền địa phương hai cấp.";
    const JUNK: &str = "Uy ban nhdn dan tinh yéu cAu cdc s&, nganh, dia phuong tdp trung ra soat, \
        hodn thién co s& dit liéu ding chung, bdo dam két ndi thdng subt, an toan thdng tin trong \
        qué trinh van hanh chinh quyén dia phuong hai cép.";
    const ENGLISH: &str = "The provincial people's committee requests all departments to review \
        the shared database, to keep the services connected and to report every month on what \
        has been done since the last meeting of the steering board.";

    #[test]
    fn verdicts() {
        assert_eq!(Features::of(GOOD).verdict(), Verdict::Good);
        assert_eq!(Features::of(&GOOD.nfd().collect::<String>()).verdict(), Verdict::Good);
        assert_eq!(Features::of(&GOOD.to_uppercase()).verdict(), Verdict::Good);
        assert_eq!(Features::of(&super::super::fold::fold(GOOD)).verdict(), Verdict::Unmarked);
        assert_eq!(Features::of(JUNK).verdict(), Verdict::Junk);
        assert_eq!(Features::of(ENGLISH).verdict(), Verdict::Foreign);
        assert_eq!(Features::of("Số: 12").verdict(), Verdict::TooShort);
    }

    #[test]
    fn unmarked_parts_are_found_by_paragraph() {
        let bare = super::super::fold::fold(GOOD);
        let page = format!("{GOOD}\n\n{bare}\n\nDa ky\n");
        let found = unmarked_passages([page.as_str()]);
        let texts: Vec<_> =
            found[0].iter().filter_map(|r| page.get(r.clone())).map(str::trim).collect();
        assert_eq!(texts, [bare.as_str()]);
    }

    #[test]
    fn short_texts_speak_for_themselves() {
        assert_eq!(unmarked_passages(["phat trien ha tang so"])[0].len(), 1);
        assert_eq!(unmarked_passages(["Trung tâm Hung Yên"])[0].len(), 0);
        assert_eq!(unmarked_passages(["UBND"])[0].len(), 0);
    }
}
