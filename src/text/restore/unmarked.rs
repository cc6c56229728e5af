//! Pages that are typed without marks, as they would be read with marks.
//!
//! In: pages, and the guesses that they have. Out: guesses of those that have no marks. Only for
//! reading: search takes such pages as they are.

use super::{Guess, Restorer};
use crate::text::quality::{Features, Verdict};

/// Adds what pages without marks would say with marks; `guesses` are those of each page, maybe
/// fewer than pages. Says whether there are such pages.
pub fn add_marks<'t>(pages: impl Iterator<Item = &'t str>, guesses: &mut Vec<Vec<Guess>>) -> bool {
    let mut restorer: Option<Restorer> = None;
    for (at, page) in pages.enumerate() {
        let is_guessed = guesses.get(at).is_some_and(|guesses| !guesses.is_empty());
        if is_guessed || !is_unmarked(page) {
            continue;
        }
        let of_page = restorer.get_or_insert_with(Restorer::of_unmarked).restore(page);
        if guesses.len() <= at {
            guesses.resize_with(at + 1, Vec::new);
        }
        if let Some(place) = guesses.get_mut(at) {
            *place = of_page;
        }
    }
    restorer.is_some()
}

/// Whether a page is Vietnamese without marks.
#[must_use]
pub fn is_unmarked(page: &str) -> bool {
    // Good text has a mark in every third byte: no need to look at its words.
    page.bytes().filter(|byte| !byte.is_ascii()).count() * 20 < page.len()
        && Features::of(page).verdict() == Verdict::Unmarked
}

#[cfg(test)]
mod tests {
    use super::super::Shown;
    use super::*;

    const BARE: &str = "Uy ban nhan dan tinh yeu cau cac so, nganh, dia phuong tap trung ra soat, hoan \
        thien co so du lieu dung chung, bao dam ket noi thong suot, an toan thong tin.";
    const GOOD: &str = "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành, địa phương tập trung rà soát, hoàn \
        thiện cơ sở dữ liệu dùng chung, bảo đảm kết nối thông suốt, an toàn thông tin.";

    #[test]
    fn pages_without_marks_get_theirs() {
        let mut guesses = Vec::new();
        assert!(add_marks([GOOD, BARE, "12"].into_iter(), &mut guesses));
        assert_eq!(guesses.len(), 2);
        assert!(guesses[0].is_empty());
        assert_eq!(Shown::new(BARE, &guesses[1]).text, GOOD);
    }

    #[test]
    fn others_stay() {
        let english = "The provincial committee requests all departments to review the shared database, \
            to keep the services connected and to report every month on what has been done.";
        let mut guesses = Vec::new();
        assert!(!add_marks([GOOD, english, ""].into_iter(), &mut guesses));
        assert!(guesses.is_empty());
    }

    #[test]
    fn what_is_guessed_is_not_guessed_again() {
        let mut guesses = vec![vec![Guess { bytes: 0..2, readings: Vec::new() }]];
        let before = guesses.clone();
        assert!(!add_marks(std::iter::once(BARE), &mut guesses));
        assert_eq!(guesses, before);
    }
}
