//! The columns of a letterhead and of a signature's block, set apart before they are read: an OCR program
//! takes two lines side by side for one, and where they are not quite level it reads neither.
//!
//! In: a [`Raster`]. Out: another, in which the right column of each such block stands below the page; and
//! the way back, for the words that were read there. Only of use where the page as it is was read badly:
//! columns that are level are read right, and with all around them better.

use super::blocks::{Block, blocks};
use crate::extract::{Raster, ScannedPage, ScannedWord};

/// Confidence, from 0 to 100, from which a block was read right: 92 to 96 in heads that were, 71 to 87 in
/// those that were not (twelve pages).
const SURE: f32 = 88.0;
/// Points of white between what was moved.
const APART: f32 = 24.0;

/// A part of a page that was moved, in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Moved {
    /// Where it stood.
    top: usize,
    left: usize,
    /// Where it stands.
    to: usize,
    height: usize,
}

/// A page whose columns were set apart.
#[derive(Debug)]
pub(super) struct Columns {
    /// The page as it is to be read.
    pub(super) raster: Raster,
    moved: Vec<Moved>,
    /// Pixels down of the page as it was.
    height: u32,
}

impl Columns {
    /// Sets the columns of a page apart; `None` if it has none.
    pub(super) fn of(raster: &Raster) -> Option<Self> {
        let blocks = blocks(raster);
        let height = raster.height;
        let mut columns = Self { raster: raster.clone(), moved: Vec::new(), height };
        for block in &blocks {
            columns.set_apart(block);
        }
        (!blocks.is_empty()).then_some(columns)
    }

    /// Whether what was read of the page as it is leaves doubts in one of the blocks.
    pub(super) fn is_doubted(&self, page: &ScannedPage) -> bool {
        self.moved.iter().any(|moved| confidence(self.within(moved, page)) < SURE)
    }

    /// The words of the page, and of those blocks that were read better with their columns `apart` the
    /// words that were read so.
    pub(super) fn better(&self, page: ScannedPage, mut apart: ScannedPage) -> ScannedPage {
        self.put_back(&mut apart);
        let mut better = page;
        for moved in &self.moved {
            let new: Vec<ScannedWord> = self.within(moved, &apart).cloned().collect();
            if confidence(new.iter()) <= confidence(self.within(moved, &better)) {
                continue;
            }
            let lines = better.words.iter().map(|word| word.line + 1).max().unwrap_or_default();
            better.words.retain(|word| !self.is_within(moved, word));
            better.words.extend(
                new.into_iter().map(|word| ScannedWord { line: lines + word.line, ..word }),
            );
        }
        better
    }

    fn within<'p>(
        &self,
        moved: &Moved,
        page: &'p ScannedPage,
    ) -> impl Iterator<Item = &'p ScannedWord> {
        page.words.iter().filter(|word| self.is_within(moved, word))
    }

    /// Whether a word stands in the rows of a block.
    fn is_within(&self, moved: &Moved, word: &ScannedWord) -> bool {
        let middle = (word.y0 + word.y1) / 2.0 * self.raster.scale;
        (moved.top as f32..(moved.top + moved.height) as f32).contains(&middle)
    }

    fn set_apart(&mut self, block: &Block) {
        let raster = &mut self.raster;
        let width = usize::try_from(raster.width).unwrap_or(usize::MAX).max(1);
        let (top, left, height) = (block.rows.start, block.middle, block.rows.len());
        let apart = (APART * raster.scale).round() as usize;
        let to = raster.gray.len() / width + apart;
        let mut below = vec![u8::MAX; width * apart];
        for row in raster.gray.chunks_mut(width).skip(top).take(height) {
            let mut moved = vec![u8::MAX; width];
            if let (Some(from), Some(to)) = (row.get_mut(left..), moved.get_mut(left..)) {
                to.swap_with_slice(from);
            }
            below.extend(moved);
        }
        raster.gray.extend(below);
        raster.height = u32::try_from(raster.gray.len() / width).unwrap_or(u32::MAX);
        self.moved.push(Moved { top, left, to, height });
    }

    /// Puts the words of what was moved back to where it stood.
    fn put_back(&self, page: &mut ScannedPage) {
        let scale = self.raster.scale;
        let bottom = self.height as f32 / scale;
        page.height = bottom;
        page.words.retain_mut(|word| {
            let middle = (word.y0 + word.y1) / 2.0 * scale;
            if middle < self.height as f32 {
                return true;
            }
            let is_here = |moved: &&Moved| {
                (moved.to as f32..(moved.to + moved.height) as f32).contains(&middle)
            };
            let Some(moved) = self.moved.iter().find(is_here) else { return false };
            let up = (moved.to - moved.top) as f32 / scale;
            word.y0 = (word.y0 - up).clamp(0.0, bottom);
            word.y1 = (word.y1 - up).clamp(0.0, bottom);
            true
        });
    }
}

/// How sure the OCR program was of words, by their letters; 0 of none.
fn confidence<'w>(words: impl Iterator<Item = &'w ScannedWord>) -> f32 {
    let weighed = words.map(|word| {
        let letters = word.text.chars().filter(|c| c.is_alphanumeric()).count() as f32;
        (letters, letters * word.confidence)
    });
    let (letters, sum) = weighed.fold((0.0, 0.0), |a, b| (a.0 + b.0, a.1 + b.1));
    if letters > 0.0 { sum / letters } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTH: usize = 1190;

    /// A page of two pixels a point; black where lines of text are: (top, left, right) in points.
    fn page(lines: &[(usize, usize, usize)]) -> Raster {
        let mut gray = vec![255_u8; WIDTH * 1684];
        for (top, left, right) in lines {
            for y in top * 2..(top + 9) * 2 {
                gray[y * WIDTH + left * 2..y * WIDTH + right * 2].fill(0);
            }
        }
        Raster { width: WIDTH as u32, height: 1684, scale: 2.0, skew: 0.0, gray }
    }

    /// A letter: a head of two columns that are not level, a title, a body, a foot.
    fn letter() -> Vec<(usize, usize, usize)> {
        let mut lines = vec![(50, 80, 240), (64, 100, 220), (90, 110, 210)];
        lines.extend([(50, 290, 540), (66, 340, 490), (95, 320, 530)]);
        lines.extend([(130, 250, 350), (146, 150, 450)]);
        lines.extend((0..20).map(|line| (180 + line * 16, 80, 540)));
        lines.extend([(520, 80, 150), (534, 80, 200), (522, 360, 500), (580, 380, 480)]);
        lines
    }

    #[test]
    fn the_columns_of_head_and_foot_are_set_apart() {
        let raster = page(&letter());
        let columns = Columns::of(&raster).unwrap();
        assert_eq!(columns.moved.len(), 2);
        let ink = |raster: &Raster| raster.gray.iter().filter(|shade| **shade == 0).count();
        assert_eq!(ink(&columns.raster), ink(&raster), "nothing is lost");
        assert!(columns.raster.is_whole());
        // The right column of the head is gone from beside the left one.
        let row = &columns.raster.gray[104 * WIDTH..105 * WIDTH];
        assert!(row[..600].contains(&0) && !row[600..].contains(&0));
    }

    /// What stands in the white ends a block; the line that it is part of is left whole.
    #[test]
    fn no_line_is_cut() {
        let mut raster = page(&letter());
        // Marks above the first line of the text, but for where the white of the head is.
        raster.gray[350 * WIDTH + 700..350 * WIDTH + 900].fill(0);
        for row in 351..360 {
            raster.gray[row * WIDTH + 700..row * WIDTH + 900].fill(0);
        }
        for moved in &Columns::of(&raster).unwrap().moved {
            assert!(moved.top + moved.height <= 300 || moved.top > 900, "{moved:?}");
        }
    }

    #[test]
    fn words_go_back_to_where_they_stood() {
        let columns = Columns::of(&page(&letter())).unwrap();
        for moved in &columns.moved {
            let (top, to) = (moved.top as f32 / 2.0, moved.to as f32 / 2.0);
            let word = |y0: f32| ScannedWord {
                text: "Số".into(),
                x0: 300.0,
                y0,
                x1: 320.0,
                y1: y0 + 9.0,
                line: 0,
                confidence: 90.0,
            };
            let words = vec![word(60.0), word(to + 4.0), word(to - 15.0)];
            let height = columns.raster.height as f32 / 2.0;
            let mut page = ScannedPage { width: 595.0, height, skew: 0.0, words };
            columns.put_back(&mut page);
            assert_eq!(page.height, 842.0);
            let places: Vec<f32> = page.words.iter().map(|word| word.y0).collect();
            assert_eq!(places, [60.0, top + 4.0], "what stands in the white between is dust");
        }
    }

    #[test]
    fn the_better_reading_of_a_block_is_taken() {
        let columns = Columns::of(&page(&letter())).unwrap();
        let word = |text: &str, y0: f32, confidence| ScannedWord {
            text: text.into(),
            x0: 100.0,
            y0,
            x1: 140.0,
            y1: y0 + 9.0,
            line: 0,
            confidence,
        };
        let page =
            |words: Vec<ScannedWord>| ScannedPage { width: 595.0, height: 842.0, skew: 0.0, words };
        let as_it_is = page(vec![
            word("TRỮNI", 52.0, 30.0),
            word("thân", 300.0, 91.0),
            word("Lưu", 522.0, 95.0),
        ]);
        let apart =
            page(vec![word("Số", 52.0, 90.0), word("than", 300.0, 99.0), word("Luu", 522.0, 60.0)]);
        assert!(columns.is_doubted(&as_it_is));
        let better = columns.better(as_it_is, apart);
        let texts: Vec<&str> = better.words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, ["thân", "Lưu", "Số"]);
        assert!(better.words[2].line > better.words[0].line);
        assert!(!columns.is_doubted(&better));
    }

    #[test]
    fn text_of_one_column_stays() {
        let body: Vec<_> = (0..40).map(|line| (50 + line * 16, 80, 540)).collect();
        assert!(Columns::of(&page(&body)).is_none());
        // A river of white through a justified text is no column.
        let river = (0..12).flat_map(|line| {
            let top = 50 + line * 16;
            if line % 6 < 4 { vec![(top, 80, 300), (top, 314, 540)] } else { vec![(top, 80, 540)] }
        });
        assert!(Columns::of(&page(&river.collect::<Vec<_>>())).is_none());
        // A line with a gap is no column.
        assert!(Columns::of(&page(&[(50, 80, 200), (50, 300, 400)])).is_none());
        for size in [(0, 0), (3, 3), (1190, 0)] {
            let raster = Raster { width: size.0, height: size.1, scale: 2.0, ..Raster::default() };
            assert!(Columns::of(&raster).is_none());
        }
    }
}
