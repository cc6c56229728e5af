//! A row of words asked for, matched against places of a text.
//!
//! Pure: in go, for each word, the places where a word of the text relates to it; out come
//! occurrences. Search feeds it from postings, the highlighter from a page's tokens.

use super::slot::{Relation, Slot, numerals};
use crate::text::key;
use crate::text::letter::letter;
use crate::text::token::tokens;
use unicode_normalization::UnicodeNormalization;

/// Words looked for as a phrase, and, unless quoted, near each other or apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// As typed.
    pub text: String,
    /// Its words.
    pub slots: Vec<Slot>,
    /// In quotation marks: the phrase alone.
    pub is_quoted: bool,
    /// The whole question has no marks.
    pub is_unmarked: bool,
}

/// Words of a phrase in which one letter may be wrong.
const MOST_WITH_A_WRONG_LETTER: usize = 12;

/// A place where a word of the text relates to a word asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The position of the token.
    pub position: u32,
    /// What the token is: an index the caller understands.
    pub which: u32,
    /// How it relates.
    pub relation: Relation,
}

/// How an occurrence of the phrase matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grade {
    /// Every word the same.
    Exact,
    /// In a passage without marks.
    Unaccented,
    /// A marked form of an unmarked question.
    Form,
    /// Marks missing, or one word wrong by marks or by a letter.
    Near,
}

impl Pattern {
    /// Reads the words of a text as typed; `None` if it has none.
    pub(crate) fn new(text: &str, is_quoted: bool, is_unmarked: bool) -> Option<Self> {
        let words: Vec<_> = tokens(text).collect();
        let is_figure = |at: Option<usize>| {
            at.and_then(|at| words.get(at))
                .is_some_and(|word| word.text.chars().all(|c| c.is_ascii_digit()))
        };
        let slots: Vec<Slot> = words
            .iter()
            .enumerate()
            .map(|(at, word)| {
                let by_a_figure = is_figure(at.checked_sub(1)) || is_figure(at.checked_add(1));
                let behind = text.get(word.end()..).unwrap_or_default();
                let is_prefix = begins_others(behind);
                Slot {
                    text: word.text.to_owned(),
                    key: key::exact(word.text),
                    is_prefix,
                    may_follow_break: word.after_break && at > 0,
                    same: if is_prefix { Vec::new() } else { numerals(word.text, by_a_figure) },
                }
            })
            .collect();
        let text = text.trim().to_owned();
        (!slots.is_empty()).then_some(Self { text, slots, is_quoted, is_unmarked })
    }

    /// Whether a letter may be wrong: each word then asks for some dozen others, and nobody types a
    /// whole sentence as it stands.
    pub(crate) fn may_have_a_wrong_letter(&self) -> bool {
        self.slots.len() <= MOST_WITH_A_WRONG_LETTER
    }

    /// Calls back for every occurrence of the phrase that has a grade, in reading order; the
    /// places are one a slot.
    pub(crate) fn phrases(&self, places: &[Vec<Place>], mut found: impl FnMut(Grade, &[Place])) {
        let Some((first, rest)) = places.split_first() else { return };
        let mut occurrence: Vec<Place> = Vec::with_capacity(places.len());
        'starts: for start in first {
            occurrence.clear();
            occurrence.push(*start);
            let mut position = start.position;
            for (slot, places) in self.slots.iter().skip(1).zip(rest) {
                let next = at_position(places, position + 1).or_else(|| {
                    slot.may_follow_break.then(|| at_position(places, position + 2)).flatten()
                });
                let Some(next) = next else { continue 'starts };
                position = next.position;
                occurrence.push(next);
            }
            if let Some(grade) = grade(&occurrence) {
                found(grade, &occurrence);
            }
        }
    }

    /// Whether a short text, such as a name, holds the phrase; in any form, if the question has no marks.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        let places: Vec<Vec<Place>> =
            self.slots.iter().map(|slot| slot.places_in(text, self.is_unmarked)).collect();
        let mut is_in = false;
        self.phrases(&places, |grade, _| is_in |= grade <= Grade::Form);
        is_in
    }

    /// Calls back for every occurrence of the phrase among the readings of damaged words, in reading
    /// order.
    pub(crate) fn readings(&self, places: &[Vec<Place>], mut found: impl FnMut(&[Place])) {
        // A word may meet several readings at one place: the likeliest counts.
        let best = |places: &Vec<Place>| {
            let mut places = places.clone();
            places.sort_unstable_by_key(|place| (place.position, place.relation));
            places.dedup_by_key(|place| place.position);
            places
        };
        let places: Vec<Vec<Place>> = places.iter().map(best).collect();
        self.phrases(&places, |_, occurrence| {
            if is_likely(occurrence) {
                found(occurrence);
            }
        });
    }

    /// The shortest stretch that holds every word, each in a place of its own, in any order and
    /// across breaks; first and last position. Only words related strictly count.
    pub(crate) fn nearest(&self, places: &[Vec<Place>]) -> Option<(u32, u32)> {
        let mut groups: Vec<(&Slot, usize)> = Vec::new();
        let mut all: Vec<(u32, usize)> = Vec::new();
        for (slot, places) in self.slots.iter().zip(places) {
            if let Some((_, wanted)) = groups.iter_mut().find(|(other, _)| other.key == slot.key) {
                *wanted += 1;
                continue;
            }
            let group = groups.len();
            groups.push((slot, 1));
            let strict = places.iter().filter(|place| place.relation <= Relation::Form);
            all.extend(strict.map(|place| (place.position, group)));
        }
        all.sort_unstable();
        let mut counts = vec![0; groups.len()];
        let mut missing = groups.len();
        let mut best: Option<(u32, u32)> = None;
        let mut left = all.iter();
        for (end, group) in &all {
            let (Some(count), Some((_, wanted))) = (counts.get_mut(*group), groups.get(*group))
            else {
                continue;
            };
            *count += 1;
            if *count == *wanted {
                missing -= 1;
            }
            while missing == 0 {
                let Some((start, group)) = left.next() else { break };
                if best.is_none_or(|(from, to)| end - start < to - from) {
                    best = Some((*start, *end));
                }
                let (Some(count), Some((_, wanted))) = (counts.get_mut(*group), groups.get(*group))
                else {
                    continue;
                };
                if *count == *wanted {
                    missing += 1;
                }
                *count -= 1;
            }
        }
        best
    }

    /// Whether a stretch is short enough for "near each other": twice as long as the words are,
    /// and six more.
    pub(crate) fn is_near(&self, (first, last): (u32, u32)) -> bool {
        (last - first) as usize <= 2 * self.slots.len() + 6
    }
}

/// Whether a star stands right behind a word: words that begin so. Two are emphasis, of a pasted text.
fn begins_others(behind: &str) -> bool {
    let mut chars = behind.chars();
    chars.next() == Some('*') && chars.next().is_none_or(|c| c != '*' && !c.is_alphanumeric())
}

/// Whether a text carries no mark of Vietnamese at all.
pub(crate) fn has_no_marks(text: &str) -> bool {
    !text.nfc().any(|c| letter(c).is_some_and(|l| l.is_marked()))
}

fn at_position(places: &[Place], position: u32) -> Option<Place> {
    let at = places.binary_search_by_key(&position, |place| place.position).ok()?;
    places.get(at).copied()
}

/// Doubt that a word of a phrase may have, on the average. The longer a phrase, the rarer it is met by
/// chance, so it is the mean that counts, not the sum (figures: DESIGN.md).
const DOUBT: usize = 2;

/// Whether damaged words may say what is asked for; a single word has no other to stand for it.
fn is_likely(occurrence: &[Place]) -> bool {
    let doubt = |place: &Place| match place.relation {
        Relation::Guessed(doubt) => usize::from(doubt),
        _ => 0,
    };
    let doubts: usize = occurrence.iter().map(doubt).sum();
    match occurrence.len() {
        1 => doubts <= 1,
        words => doubts <= DOUBT * words,
    }
}

fn grade(occurrence: &[Place]) -> Option<Grade> {
    let count = |relation| occurrence.iter().filter(|place| place.relation == relation).count();
    let wrong = count(Relation::Wrong) + count(Relation::Letter);
    if wrong > 1 || (wrong == 1 && occurrence.len() == 1 && count(Relation::Letter) == 1) {
        None
    } else if wrong == 1 || count(Relation::Missing) > 0 {
        Some(Grade::Near)
    } else if count(Relation::Form) > 0 {
        Some(Grade::Form)
    } else if count(Relation::Unknown) > 0 {
        Some(Grade::Unaccented)
    } else {
        Some(Grade::Exact)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::analyzer::analyze;

    /// Grades of the occurrences of a question in a text.
    fn grades(question: &str, text: &str) -> Vec<Grade> {
        let pattern = Pattern::new(question, true, has_no_marks(question)).unwrap();
        let mut out = Vec::new();
        pattern.phrases(&places(&pattern, text), |grade, _| out.push(grade));
        out
    }

    fn places(pattern: &Pattern, text: &str) -> Vec<Vec<Place>> {
        let tokens: Vec<_> = analyze(text).collect();
        let of = |slot: &Slot| {
            tokens
                .iter()
                .filter_map(|token| {
                    let relation = slot.relation(&token.key, pattern.is_unmarked)?;
                    Some(Place { position: token.position, which: 0, relation })
                })
                .collect()
        };
        pattern.slots.iter().map(of).collect()
    }

    #[test]
    fn the_steps() {
        use Grade::{Exact, Form, Near, Unaccented};
        let text = "Đầu tư phát triển hạ tầng số của tỉnh";
        assert_eq!(grades("hạ tầng số", text), [Exact]);
        assert_eq!(grades("HẠ  TẦNG SỐ", text), [Exact]);
        assert_eq!(grades("ha tang so", text), [Form]);
        assert_eq!(grades("ha tầng số", text), [Near]);
        assert_eq!(grades("hạ tầng sô", text), [Near]);
        assert_eq!(grades("hạ tâng sô", text), []);
        assert_eq!(grades("hạ tầng số", "dau tu phat trien ha tang so cua tinh"), [Unaccented]);
        assert_eq!(grades("ha tang so", "dau tu phat trien ha tang so cua tinh"), [Exact]);
        for other in [
            "phát triển hạ tầng, số hóa của tỉnh",
            "phát triển hạ tầng. Số liệu được",
            "phát triển số hạ tầng của tỉnh",
            "ông Hà tăng số lượng của tỉnh",
        ] {
            assert_eq!(grades("hạ tầng số", other), [], "{other}");
        }
    }

    #[test]
    fn typed_marks_may_be_crossed() {
        assert_eq!(grades("phân cấp, phân quyền", "việc phân cấp, phân quyền").len(), 1);
        assert_eq!(grades("phân cấp, phân quyền", "việc phân cấp phân quyền").len(), 1);
        assert_eq!(grades("phân cấp phân quyền", "việc phân cấp, phân quyền").len(), 0);
    }

    #[test]
    fn words_near_each_other_need_places_of_their_own() {
        let pattern = Pattern::new("phân cấp phân quyền", false, false).unwrap();
        let nearest = |text: &str| pattern.nearest(&places(&pattern, text));
        assert_eq!(nearest("đẩy mạnh phân quyền, phân cấp"), Some((2, 6)));
        assert_eq!(nearest("đẩy mạnh phân cấp quyền"), None);
    }

    #[test]
    fn readings_may_be_doubted_on_the_average() {
        let found = |question: &str, doubts: &[u8]| {
            let pattern = Pattern::new(question, true, false).unwrap();
            let place = |(position, doubt): (u32, &u8)| {
                vec![Place { position, which: 0, relation: Relation::Guessed(*doubt) }]
            };
            let places: Vec<Vec<Place>> = (0..).zip(doubts).map(place).collect();
            let mut count = 0;
            pattern.readings(&places, |_| count += 1);
            count == 1
        };
        assert!(found("hạ tầng số", &[0, 0, 0]));
        assert!(found("hạ tầng số", &[0, 5, 1]));
        assert!(!found("hạ tầng số", &[2, 3, 2]));
        assert!(found("tầng", &[1]));
        assert!(!found("tầng", &[2]), "a word alone has no other to stand for it");
    }

    #[test]
    fn the_likeliest_reading_at_a_place_counts() {
        let pattern = Pattern::new("tầng", true, false).unwrap();
        let place = |doubt| Place { position: 3, which: 0, relation: Relation::Guessed(doubt) };
        let mut found = Vec::new();
        pattern.readings(&[vec![place(4), place(0)]], |places| found.extend_from_slice(places));
        assert_eq!(found, [place(0)]);
    }

    #[test]
    fn small_numbers_in_words() {
        for text in ["chính quyền 2 cấp", "chính quyền 02 cấp", "chính quyền hai cấp"]
        {
            for question in ["2 cấp", "02 cấp", "hai cấp"] {
                assert_eq!(grades(question, text), [Grade::Exact], "{question} in {text}");
            }
        }
        assert_eq!(grades("năm 2025", "tháng 5/2025"), []);
    }
}
