//! tesseract's table of words → words with their boxes.
//!
//! One row a word; rows that are none are passed over: what another program prints is not to be
//! trusted.

use super::engine::Fault;
use crate::extract::{Raster, ScannedPage, ScannedWord};

/// How the table begins.
const HEAD: &str =
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext";
/// The level of rows that are words.
const WORD: &str = "5";
/// Words kept of a page, and letters of a word: far more than any has.
const WORDS: usize = 50_000;
const LETTERS: usize = 200;

/// The words of a page.
///
/// # Errors
/// [`Fault::Garbage`] if it is no such table.
pub(super) fn page(table: &str, raster: &Raster) -> Result<ScannedPage, Fault> {
    let mut rows = table.lines();
    if rows.next().map(str::trim_end) != Some(HEAD) {
        return Err(Fault::Garbage);
    }
    let (mut words, mut line, mut before) = (Vec::new(), 0, None);
    for row in rows {
        let Some((of, mut word)) = word(row, raster) else { continue };
        if before.replace(of).is_some_and(|before| before != of) {
            line += 1;
        }
        word.line = line;
        words.push(word);
        if words.len() == WORDS {
            break;
        }
    }
    let (width, height) = (raster.width as f32 / raster.scale, raster.height as f32 / raster.scale);
    Ok(ScannedPage { width, height, skew: raster.skew, words })
}

/// The table with nothing but its words.
pub(super) fn words_of(table: &str) -> String {
    let mut kept = String::with_capacity(table.len());
    let is_word = |row: &&str| row.split('\t').next() == Some(WORD);
    for row in table.lines().take(1).chain(table.lines().filter(is_word)) {
        kept.push_str(row);
        kept.push('\n');
    }
    kept
}

/// A word, and the block, paragraph and line that it stands in.
fn word<'r>(row: &'r str, raster: &Raster) -> Option<([&'r str; 3], ScannedWord)> {
    let mut cells = row.splitn(12, '\t');
    let mut cell = || cells.next();
    (cell()? == WORD).then_some(())?;
    let _page = cell()?;
    let of = [cell()?, cell()?, cell()?];
    let _word = cell()?;
    let mut pixels = || cell()?.parse::<u32>().ok();
    let [left, top, width, height] = [pixels()?, pixels()?, pixels()?, pixels()?];
    let confidence: f32 = cell()?.parse().ok().filter(|sure| (0.0..=100.0).contains(sure))?;
    let text = repaired(cell()?);
    let (right, bottom) = (left.checked_add(width)?, top.checked_add(height)?);
    let is_inside = right <= raster.width && bottom <= raster.height && width > 0 && height > 0;
    if !is_inside || text.is_empty() {
        return None;
    }
    let point = |pixels: u32| pixels as f32 / raster.scale;
    let (x0, y0, x1, y1) = (point(left), point(top), point(right), point(bottom));
    Some((of, ScannedWord { text, x0, y0, x1, y1, line: 0, confidence }))
}

/// A word without what is no character. The eth of Iceland stands where Đ should: the two
/// capitals look the same, and tesseract knows both.
fn repaired(word: &str) -> String {
    let letters = word.chars().filter(|c| !c.is_whitespace() && !c.is_control());
    let vietnamese = letters.map(|c| match c {
        'Ð' => 'Đ',
        'ð' => 'đ',
        c => c,
    });
    vietnamese.take(LETTERS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn raster() -> Raster {
        Raster { width: 1000, height: 500, scale: 2.0, skew: 0.5, gray: Vec::new() }
    }

    fn read(rows: &str) -> Vec<ScannedWord> {
        page(&format!("{HEAD}\n{rows}"), &raster()).unwrap().words
    }

    #[test]
    fn words_have_places_in_points_and_lines() {
        let rows = "1\t1\t0\t0\t0\t0\t0\t0\t1000\t500\t-1\t\n\
            5\t1\t1\t1\t1\t1\t100\t20\t40\t30\t96.5\tTỈNH\n\
            5\t1\t1\t1\t1\t2\t150\t20\t40\t30\t91\tÐẢNG\n\
            5\t1\t1\t1\t2\t1\t100\t60\t40\t30\t90\tSố\n";
        let words = read(rows);
        assert_eq!(
            words.iter().map(|w| (w.text.as_str(), w.line)).collect::<Vec<_>>(),
            [("TỈNH", 0), ("ĐẢNG", 0), ("Số", 1)]
        );
        let first = &words[0];
        assert_eq!((first.x0, first.y0, first.x1, first.y1), (50.0, 10.0, 70.0, 25.0));
        assert_eq!(first.confidence, 96.5);
        let whole = format!("{HEAD}\n{rows}");
        assert_eq!(page(&words_of(&whole), &raster()).unwrap().words, words);
        assert!(words_of(&whole).len() < whole.len());
    }

    #[test]
    fn rows_that_are_no_words_are_passed_over() {
        for row in [
            "",
            "5",
            "5\t1\t1\t1\t1\t1\t990\t20\t40\t30\t96\tra ngoài",
            "5\t1\t1\t1\t1\t1\t-4\t20\t40\t30\t96\tâm",
            "5\t1\t1\t1\t1\t1\t4294967295\t20\t4294967295\t30\t96\ttràn",
            "5\t1\t1\t1\t1\t1\t1\t2\t4\t3\tNaN\tsố",
            "5\t1\t1\t1\t1\t1\t1\t2\t4\t3\t-1\tsố",
            "5\t1\t1\t1\t1\t1\t1\t2\t4\t3\t90\t \u{b} ",
            "5\t1\t1\t1\t1\t1\t1\t2\t0\t3\t90\tsố",
        ] {
            assert_eq!(read(row), [], "{row}");
        }
    }

    #[test]
    fn what_is_no_table_is_garbage() {
        for garbage in ["", "hello", "\u{0}\u{1}", "level\ttext\n5\tsố"] {
            assert_eq!(page(garbage, &raster()), Err(Fault::Garbage), "{garbage:?}");
        }
    }

    proptest! {
        #[test]
        fn any_table_is_read(rows in "([0-9\\-\t\n.]|[a-zđ\u{b}]){0,300}") {
            for word in read(&rows) {
                prop_assert!(word.x0 < word.x1 && word.x1 <= 500.0 && word.y1 <= 250.0);
            }
        }
    }
}
