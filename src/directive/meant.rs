//! Names of bodies that guessed words mean: `Dang tiy Uy ban` is no `Đang từ Ủy ban`.
//!
//! In: the text of a page and the guesses at its words. Out: the guesses, where a name of the table is
//! likely enough made the first readings. The language that the guesses come from knows laws and news,
//! in which few names of Party bodies stand.

use super::agency;
use super::lead::distance;
use crate::text::fold::fold;
use crate::text::restore::{Guess, READINGS, Reading};
use std::sync::LazyLock;

/// How much less likely than the first readings a name's may be, in all.
const LEAST: f32 = 0.02;
/// The same where one of its words was not thought of at all.
const LEAST_BUT_ONE: f32 = 0.3;
/// The fewest words of a name of which one was not thought of.
const LONG: usize = 4;

/// The names of the table of two words and more, in words; the longest first.
static NAMES: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let bare = |name: &String| name.split('{').next().unwrap_or_default().trim().to_owned();
    let of = |agency: &'static agency::Agency| agency.name.iter().chain(&agency.aliases);
    let mut names: Vec<Vec<String>> = agency::agencies()
        .iter()
        .flat_map(of)
        .map(|name| bare(name).split(' ').map(str::to_owned).collect::<Vec<String>>())
        .filter(|words| words.len() > 1 && words.iter().all(|word| is_plain(word)))
        .collect();
    names.sort_by_key(|words| std::cmp::Reverse(words.len()));
    names.dedup();
    names
});

/// Letters alone, and no abbreviation: such are not guessed.
fn is_plain(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && word.chars().skip(1).any(char::is_lowercase)
}

/// Makes names of bodies the first readings where they are likely.
pub(super) fn name_bodies(text: &str, guesses: &mut [Guess]) {
    let mut at = 0;
    while at < guesses.len() {
        let row = guesses.get(at..).map(|rest| row(text, rest)).unwrap_or_default();
        let named =
            NAMES.iter().find_map(|name| Some((name, fit(text, row.get(..name.len())?, name)?)));
        let Some((name, readings)) = named else {
            at += 1;
            continue;
        };
        let words = guesses.iter_mut().skip(at).zip(name).zip(readings);
        words.for_each(|((guess, word), reading)| prefer(text, guess, word, reading));
        at += name.len();
    }
}

/// The guesses that follow each other with nothing but one space or line's end between, from the first
/// on; none if it does not begin a name.
fn row<'g>(text: &str, guesses: &'g [Guess]) -> &'g [Guess] {
    let printed = guesses.first().and_then(|first| text.get(first.bytes.clone()));
    if !printed.is_some_and(|printed| printed.starts_with(char::is_uppercase)) {
        return &[];
    }
    let longest = NAMES.first().map_or(0, Vec::len);
    let joined = |pair: &&[Guess]| match pair {
        [a, b] => matches!(text.get(a.bytes.end..b.bytes.start), Some(" " | "\n")),
        _ => false,
    };
    let length = 1 + guesses.windows(2).take(longest).take_while(joined).count();
    guesses.get(..length).unwrap_or_default()
}

/// Of each word of a name the reading that it is, `None` of one that was not thought of; `None` if
/// the name is not likely.
fn fit(text: &str, row: &[Guess], name: &[String]) -> Option<Vec<Option<usize>>> {
    let (mut product, mut readings) = (1.0, Vec::with_capacity(name.len()));
    for (guess, word) in row.iter().zip(name) {
        let word = word.to_lowercase();
        let reading = guess.readings.iter().position(|r| r.text.to_lowercase() == word);
        match reading.and_then(|at| guess.readings.get(at)).zip(guess.readings.first()) {
            Some((reading, best)) => product *= reading.probability / best.probability,
            None => {
                let printed = fold(text.get(guess.bytes.clone())?);
                let word = fold(&word);
                let near = printed.chars().next() == word.chars().next();
                if !near || distance(&printed, &word).is_none_or(|edits| edits > 1) {
                    return None;
                }
            }
        }
        readings.push(reading);
    }
    let unknown = readings.iter().filter(|reading| reading.is_none()).count();
    let least = match unknown {
        0 => LEAST,
        1 if name.len() >= LONG => LEAST_BUT_ONE,
        _ => return None,
    };
    (product >= least).then_some(readings)
}

/// Makes a reading the first, as probable as all others together; one that was not thought of is as the
/// table spells it.
fn prefer(text: &str, guess: &mut Guess, word: &str, reading: Option<usize>) {
    if reading == Some(0) {
        return;
    }
    let thought_of = reading.filter(|at| *at < guess.readings.len());
    let text = match thought_of {
        Some(at) => guess.readings.remove(at).text,
        None => {
            let printed = text.get(guess.bytes.clone()).unwrap_or_default();
            let capital = printed.starts_with(char::is_uppercase);
            if capital { word.to_owned() } else { word.to_lowercase() }
        }
    };
    guess.readings.truncate(READINGS - 1);
    let others: f32 = guess.readings.iter().map(|reading| reading.probability).sum();
    for reading in &mut guess.readings {
        reading.probability *= 0.5 / others.max(0.5);
    }
    guess.readings.insert(0, Reading { text, probability: 0.5 });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::restore::{Restorer, Shown};

    fn meant(text: &str) -> String {
        let mut guesses = Restorer::new().restore(text);
        name_bodies(text, &mut guesses);
        for guess in &guesses {
            let sum: f32 = guess.readings.iter().map(|reading| reading.probability).sum();
            assert!(sum < 1.01, "{guess:?}");
            assert!(
                guess.readings.is_sorted_by(|a, b| a.probability >= b.probability),
                "{guess:?}"
            );
        }
        Shown::new(text, &guesses).text.into_owned()
    }

    #[test]
    fn names_of_bodies() {
        for (printed, wanted) in [
            ("Truéc 15/3/2024, Dang tiy Uy ban nhan dan tinh", "Đảng ủy Ủy ban nhân dân tỉnh"),
            ("Trong thang 7/2024, Ban T4 chtrc Tinh Gy tham muu", "Ban Tổ chức Tỉnh ủy tham mưu"),
            ("8. Uy ban Kiém tra Tinh Gy giam sat", "Ủy ban Kiểm tra Tỉnh ủy giám sát"),
        ] {
            let shown = meant(printed);
            assert!(shown.contains(wanted), "{printed} => {shown}");
        }
    }

    #[test]
    fn what_is_no_name_stays() {
        let text = "Can bé dang tir chdi nhan nhiém vu, viéc bat dau tir thang 5";
        let mut guesses = Restorer::new().restore(text);
        let before = guesses.clone();
        name_bodies(text, &mut guesses);
        assert_eq!(guesses, before);
    }
}
