//! What one directive has that another has not.
//!
//! In: two directives. Out: [`Comparison`]: how much of each stands in the other, and both passage by
//! passage.

use super::overlap::shares;
use super::rows::{Change, Passage, Rows};
use super::words::{Marks, Text};
use crate::index::{Card, Stored};
use serde::Serialize;
use utoipa::ToSchema;

/// Two directives beside each other.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Comparison {
    /// The first.
    pub a: Side,
    /// The second.
    pub b: Side,
    /// How much of the first stands in the second, from 0 to 1, by syllables: each that is part of a run of
    /// five that both have.
    pub a_in_b: f32,
    /// How much of the second stands in the first.
    pub b_in_a: f32,
    /// One of them is written without marks: so they were compared without.
    pub marks_ignored: bool,
    /// How many passages are the same in both.
    pub same: u64,
    /// The passages, in the order of the first; those that are the same only where they are asked for.
    pub passages: Vec<Passage>,
}

/// One of two directives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Side {
    /// Which.
    #[serde(flatten)]
    pub document: Card,
    /// Where its file is.
    pub path: String,
    /// How many syllables were compared.
    pub syllables: u64,
}

impl Comparison {
    /// Whether no syllable differs, nor their order.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.passages.iter().all(|passage| passage.change == Change::Same)
    }
}

/// Puts two directives beside each other, as their pages are shown; `all`: with what is the same.
#[must_use]
pub fn compare(a: &Stored, b: &Stored, all: bool) -> Comparison {
    let (text_a, text_b) = (Text::of(a), Text::of(b));
    let marks = common_marks(&text_a, &text_b);
    let (a_in_b, b_in_a) = shares(&text_a.keys(marks), &text_b.keys(marks));
    let mut passages = Rows::new(&text_a, &text_b, marks).worded();
    let same = passages.iter().filter(|passage| passage.change == Change::Same).count() as u64;
    if !all {
        passages.retain(|passage| passage.change != Change::Same);
    }
    let side = |stored: &Stored, text: &Text| Side {
        document: Card::new(&stored.record.id, &stored.record.directive),
        path: stored.record.path.clone(),
        syllables: text.len() as u64,
    };
    Comparison {
        a: side(a, &text_a),
        b: side(b, &text_b),
        a_in_b,
        b_in_a,
        marks_ignored: marks == Marks::Ignored,
        same,
        passages,
    }
}

/// Marks count, unless one of two texts is written without.
pub(super) fn common_marks(a: &Text, b: &Text) -> Marks {
    if a.is_bare() == b.is_bare() { Marks::Count } else { Marks::Ignored }
}

#[cfg(test)]
mod tests {
    use super::super::rows::{Piece, Whose};
    use super::*;
    use proptest::prelude::*;
    use std::time::Instant;

    fn rows(a: &str, b: &str) -> Vec<Passage> {
        let (a, b) = (Text::new(a.into()), Text::new(b.into()));
        Rows::new(&a, &b, common_marks(&a, &b)).worded()
    }

    fn changes(rows: &[Passage]) -> Vec<Change> {
        rows.iter().map(|row| row.change).collect()
    }

    const A: &str = "Kính gửi: Các sở.\n\n1. Các sở rà soát hồ sơ đất đai trước ngày 15/12/2025.\n\n2. Các \
                     xã báo cáo kết quả rà soát về Sở Nội vụ.\n\nTrân trọng cảm ơn sự phối hợp./.";

    #[test]
    fn flow_pages_and_composition_make_no_difference() {
        let flowed = "Kính gửi: Các\nsở. 1. Các sở rà soát\nhồ sơ đất đai trước\n3\u{b}\n\u{c}CÔNG BÁO\u{b}\n \
                      ngày 15/12/2025.\n2. Các xã báo cáo  kết quả rà soa\u{301}t về Sở Nội\u{a0}vụ.\nTrân \
                      trọng cảm ơn sự phối hợp";
        let rows = rows(A, flowed);
        assert!(rows.iter().all(|row| row.change == Change::Same), "{rows:#?}");
    }

    #[test]
    fn changed_words_are_shown_word_by_word() {
        let b =
            A.replace("15/12/2025", "31/01/2026").replace("Sở Nội vụ", "Sở Nội vụ và Sở Tài chính");
        let rows = rows(A, &b);
        let changed: Vec<&Passage> =
            rows.iter().filter(|row| row.change == Change::Changed).collect();
        assert_eq!(changed.len(), 2, "{rows:#?}");
        let piece = |of, text: &str| Piece { of, text: text.into() };
        assert_eq!(
            changed[0].pieces,
            [
                piece(Whose::Both, "1. Các sở rà soát hồ sơ đất đai trước ngày"),
                piece(Whose::A, "15/12/2025."),
                piece(Whose::B, "31/01/2026."),
            ]
        );
        assert_eq!(changed[1].pieces[1], piece(Whose::B, "và Sở Tài chính."));
    }

    #[test]
    fn what_one_has_alone_and_what_moved() {
        let b = "Trân trọng cảm ơn sự phối hợp./.\n\nKính gửi: Các sở.\n\n1. Các sở rà soát hồ sơ đất đai \
                 trước ngày 15/12/2025.\n\n3. Giao Văn phòng theo dõi.";
        let rows = rows(A, b);
        assert_eq!(
            changes(&rows),
            [Change::Same, Change::Same, Change::OnlyA, Change::Moved, Change::OnlyB],
            "{rows:#?}"
        );
        assert_eq!(
            rows[3].b.as_ref().map(|place| place.text.as_str()),
            Some("Trân trọng cảm ơn sự phối hợp./.")
        );
        assert_eq!(rows[4].b.as_ref().map(|place| place.page), Some(1));
    }

    #[test]
    fn a_passage_that_was_parted_is_still_the_same() {
        let parted = A.replace("đất đai trước", "đất đai. Trước");
        let rows = rows(A, &parted);
        assert!(rows.iter().all(|row| row.change == Change::Same), "{rows:#?}");
    }

    #[test]
    fn a_text_without_marks_is_compared_without() {
        let bare = crate::text::fold::fold(A);
        assert!(rows(A, &bare).iter().all(|row| row.change == Change::Same));
    }

    #[test]
    fn long_texts_that_share_nothing_end_in_time() {
        let text = |from: u32| (from..from + 60_000).map(|n| format!("w{n} ")).collect::<String>();
        let started = Instant::now();
        assert!(rows(&text(0), &text(30_000)).len() < 10);
        assert!(started.elapsed().as_secs() < 15);
    }

    /// The words of a side, in its order.
    fn of_side(rows: &[Passage], side: impl Fn(&Passage) -> Option<String>) -> Vec<String> {
        let mut words: Vec<String> = rows
            .iter()
            .filter_map(side)
            .flat_map(|text| {
                // Not the bullets of items inside.
                let words = text.split_whitespace().filter(|word| *word != "-");
                words.map(str::to_owned).collect::<Vec<_>>()
            })
            .collect();
        words.sort();
        words
    }

    proptest! {
        #[test]
        fn every_word_of_both_is_in_one_row(
            a in "([a-d]{1,2}( |\\. |\n\n|\n- )){0,60}",
            b in "([a-d]{1,2}( |\\. |\n\n|\n- )){0,60}",
        ) {
            let rows = rows(&a, &b);
            let text = |place: &Option<super::super::rows::Place>| {
                place.as_ref().map(|place| place.text.replace('.', " "))
            };
            let all = |text: &str| {
                let mut words: Vec<String> = crate::text::token::tokens(text)
                    .map(|token| token.text.to_owned())
                    .collect();
                words.sort();
                words
            };
            prop_assert_eq!(of_side(&rows, |row| text(&row.a)), all(&a));
            prop_assert_eq!(of_side(&rows, |row| text(&row.b)), all(&b));
            // A changed row's pieces are its two sides.
            for row in rows.iter().filter(|row| row.change == Change::Changed) {
                let side = |other: Whose| -> String {
                    let pieces = row.pieces.iter().filter(|piece| piece.of != other);
                    pieces.flat_map(|piece| piece.text.chars()).filter(|c| c.is_alphabetic()).collect()
                };
                let letters = |place: &Option<super::super::rows::Place>| -> String {
                    text(place).unwrap_or_default().chars().filter(|c| c.is_alphabetic()).collect()
                };
                prop_assert_eq!(side(Whose::B), letters(&row.a));
                prop_assert_eq!(side(Whose::A), letters(&row.b));
            }
        }
    }
}
