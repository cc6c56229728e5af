//! Words that an OCR program read off the images of pages → the texts of those pages.
//!
//! In: words with their boxes. Out: the same [`Document`] with its waiting pages filled, and where
//! each word of theirs stands. Words go through the same layout as the glyphs of a PDF, by place:
//! the OCR program's own order reads the two columns of a letterhead line by line across.

use super::judge::judge;
use super::layout::{self, Glyph, GlyphText, Leaf, PageGlyphs, PlacedWord};
use super::running::{Edges, running};
use crate::document::{Document, Page, PageStatus, Span};
use crate::text::quality::Features;
use serde::{Deserialize, Serialize};

/// A word as it was read, and its box on the levelled page: points from the top left corner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScannedWord {
    /// Its letters.
    pub text: String,
    /// Left edge.
    pub x0: f32,
    /// Upper edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Lower edge.
    pub y1: f32,
    /// The line that it is part of, as the OCR program tells lines apart.
    pub line: u32,
    /// How sure the OCR program is, from 0 to 100.
    pub confidence: f32,
}

/// What was read off the image of a page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ScannedPage {
    /// Width of the page, points.
    pub width: f32,
    /// Height of the page, points.
    pub height: f32,
    /// By how many degrees its lines fell to the right before it was levelled.
    pub skew: f32,
    /// The words in the order of the OCR program.
    pub words: Vec<ScannedWord>,
}

/// Fills pages, from 1, of a document with what was read off their images; returns the words of the
/// pages that were filled, with their boxes on the page as it is shown.
///
/// A page that was not waiting stays, and so does one of which nothing was read. A page of junk
/// gives way to what is no junk and not much less.
pub fn fill(
    document: &mut Document,
    scanned: &[(u32, ScannedPage)],
) -> Vec<(u32, Vec<PlacedWord>)> {
    let mut leaves: Vec<(usize, &ScannedPage, Option<Leaf>)> = Vec::new();
    let mut edges: Vec<Option<Edges>> = vec![None; document.pages.len()];
    for (number, page) in scanned {
        let at = usize::try_from(*number).ok().and_then(|number| number.checked_sub(1));
        let is_waiting = |page: &Page| page.status.waits_for_ocr();
        let Some(at) = at.filter(|at| document.pages.get(*at).is_some_and(is_waiting)) else {
            continue;
        };
        let leaf = layout::leaf(&glyphs(page));
        if let Some(place) = edges.get_mut(at) {
            *place = Some(leaf.edges().clone());
        }
        leaves.push((at, page, Some(leaf)));
    }
    let mut filled = Vec::new();
    for (at, scan, leaf) in &mut leaves {
        let of = |page: usize| edges.get(page).and_then(Option::as_ref);
        let (Some(leaf), Some(page)) = (leaf.take(), document.pages.get_mut(*at)) else { continue };
        let laid = leaf.set(&running(of, *at, edges.len()));
        let mut read = [Page { text: laid.text, status: PageStatus::Text }];
        judge(&mut read);
        let [read] = read;
        if is_better(&read, page) {
            *page = read;
            let number = u32::try_from(*at + 1).unwrap_or(u32::MAX);
            document.doubted.extend(laid.words.iter().filter_map(|word| {
                let span = Span {
                    page: number,
                    start: word.start.try_into().ok()?,
                    end: word.end.try_into().ok()?,
                };
                scan.is_doubted(word).then_some(span)
            }));
            let words = laid.words.into_iter().map(|word| scan.on_page(word));
            filled.push((number, words.collect()));
        }
    }
    document.read_by_ocr.extend(filled.iter().map(|(number, _)| *number));
    document.read_by_ocr.sort_unstable();
    document.read_by_ocr.dedup();
    filled
}

/// Whether what was read off a page's image is better than what the page has.
fn is_better(read: &Page, before: &Page) -> bool {
    let letters = |page: &Page| page.text.chars().filter(|c| c.is_alphanumeric()).count();
    let found = letters(read);
    match before.status {
        _ if found == 0 => false,
        PageStatus::JunkText => {
            let score = |page: &Page| Features::of(&page.text).score();
            read.status == PageStatus::Text
                && found * 3 >= letters(before)
                && score(read) > score(before)
        }
        _ => true,
    }
}

/// Confidence below which a number is doubted: printed ones have 70 and more, those written by hand 23 to
/// 46 (four real letters).
const SURE: f32 = 50.0;

impl ScannedPage {
    /// Whether a word of the page's text has digits of which the OCR program was not sure.
    fn is_doubted(&self, placed: &PlacedWord) -> bool {
        self.words.iter().any(|word| {
            let (x, y) = ((word.x0 + word.x1) / 2.0, (word.y0 + word.y1) / 2.0);
            word.confidence < SURE
                && word.text.contains(|c: char| c.is_ascii_digit())
                && (placed.x0..placed.x1).contains(&x)
                && (placed.y0..placed.y1).contains(&y)
        })
    }

    /// A word of the levelled page, on the page as it is shown.
    fn on_page(&self, word: PlacedWord) -> PlacedWord {
        if self.skew == 0.0 {
            return word;
        }
        let (sin, cos) = self.skew.to_radians().sin_cos();
        let (cx, cy) = (self.width / 2.0, self.height / 2.0);
        let corner = |x: f32, y: f32| {
            let (dx, dy) = (x - cx, y - cy);
            (dx * cos - dy * sin + cx, dx * sin + dy * cos + cy)
        };
        let PlacedWord { x0, y0, x1, y1, .. } = word;
        let corners = [corner(x0, y0), corner(x1, y0), corner(x0, y1), corner(x1, y1)];
        let least =
            |side: fn(&(f32, f32)) -> f32| corners.iter().map(side).fold(f32::MAX, f32::min);
        let most = |side: fn(&(f32, f32)) -> f32| corners.iter().map(side).fold(f32::MIN, f32::max);
        let (x, y) = (|corner: &(f32, f32)| corner.0, |corner: &(f32, f32)| corner.1);
        PlacedWord { x0: least(x), y0: least(y), x1: most(x), y1: most(y), ..word }
    }
}

/// The words of a page as glyphs, each word one, with spaces drawn between those of a line.
fn glyphs(page: &ScannedPage) -> PageGlyphs {
    let lines = || page.words.chunk_by(|a, b| a.line == b.line);
    let mut sizes: Vec<f32> = page.words.iter().filter_map(size).collect();
    let usual = median(&mut sizes).unwrap_or(12.0);
    let mut glyphs = Vec::with_capacity(page.words.len() * 2);
    for line in lines() {
        let mut sizes: Vec<f32> = line.iter().filter_map(size).collect();
        let size = median(&mut sizes).unwrap_or(usual).clamp(usual * 0.6, usual * 2.5);
        let mut feet: Vec<f32> = line
            .iter()
            .filter(|word| size_of(&word.text).is_some_and(|(_, down)| down == 0.0))
            .map(|word| word.y1)
            .collect();
        let mut bottoms: Vec<f32> = line.iter().map(|word| word.y1 - DOWN * size).collect();
        let Some(y) = median(&mut feet).or_else(|| median(&mut bottoms)) else { continue };
        let mut end: Option<f32> = None;
        for word in line {
            let glyph =
                |text, x, dx| Glyph { text, x, y, dx, dy: 0.0, size, font: 0, visible: true };
            if let Some(end) = end {
                glyphs.push(glyph(GlyphText::Char(' '), end, (word.x0 - end).max(0.1)));
            }
            let text = GlyphText::Many(word.text.as_str().into());
            glyphs.push(glyph(text, word.x0, (word.x1 - word.x0).max(0.1)));
            end = Some(word.x1);
        }
    }
    let (width, height) = (page.width, page.height);
    PageGlyphs { width, height, glyphs, rules: Vec::new(), fonts: vec![String::new()] }
}

/// Ems that letters reach below their baseline, and above it (Times): small ones, tall ones, small
/// ones under two marks, capitals under one.
const DOWN: f32 = 0.22;
const UP: [f32; 4] = [0.46, 0.68, 0.75, 0.87];
/// Letters that reach below the baseline, beside those with a dot below.
const LOW: &str = "gjpqyýỳỷỹ,;()[]{}|/Q_";
const DOTTED: &str = "ạặậẹệịọộợụựỵẠẶẬẸỆỊỌỘỢỤỰỴ";
/// Small letters that do not reach up.
const SMALL: &str = "acegmnopqrsuvwxyzạọụẹịỵ";
/// Small letters under two marks.
const STACKED: &str = "ấầẩẫắằẳẵếềểễốồổỗ";

/// How far the letters of a word reach up and down, in ems; `None` for one without letters.
fn size_of(text: &str) -> Option<(f32, f32)> {
    let (mut up, mut down) = (0.0_f32, 0.0_f32);
    for c in text.chars() {
        if LOW.contains(c) || DOTTED.contains(c) {
            down = DOWN;
        }
        if !c.is_alphanumeric() {
            continue;
        }
        let [small, tall, stacked, marked] = UP;
        up = up.max(match c {
            _ if SMALL.contains(c) => small,
            _ if STACKED.contains(c) => stacked,
            _ if c.is_uppercase() && !c.is_ascii() && !"ĐĂÂƯƠẠỌỤỰỢẸỊỴ".contains(c) => {
                marked
            }
            _ => tall,
        });
    }
    (up > 0.0).then_some((up, down))
}

/// The size of a word's font in points, by the height of its box.
fn size(word: &ScannedWord) -> Option<f32> {
    let (up, down) = size_of(&word.text)?;
    let size = (word.y1 - word.y0) / (up + down);
    (size.is_finite() && size > 0.5).then_some(size)
}

fn median(values: &mut [f32]) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, Origin};

    /// Words of lines, each with its left edge and its baseline, in 12 points; half an em a letter.
    fn page(lines: &[(f32, f32, &str)]) -> ScannedPage {
        let mut words = Vec::new();
        for (line, (left, y, text)) in (0..).zip(lines) {
            let mut x = *left;
            for word in text.split(' ') {
                let (up, down) = size_of(word).unwrap_or((0.3, 0.0));
                let (y0, y1) = (y - up * 12.0, y + down * 12.0);
                let x1 = x + word.chars().count() as f32 * 6.0;
                let (text, x0) = (word.to_owned(), x);
                words.push(ScannedWord { text, x0, y0, x1, y1, line, confidence: 90.0 });
                x = x1 + 3.0;
            }
        }
        ScannedPage { width: 595.0, height: 842.0, skew: 0.0, words }
    }

    fn document(pages: &[(&str, PageStatus)]) -> Document {
        let pages =
            pages.iter().map(|(text, status)| Page { text: (*text).into(), status: *status });
        Document {
            format: Format::Pdf,
            encoding: None,
            pages: pages.collect(),
            warnings: Vec::new(),
            read_by_ocr: Vec::new(),
            has_pictures: true,
            doubted: Vec::new(),
        }
    }

    const BODY: &str = "Ban Thường vụ Tỉnh ủy yêu cầu các cơ quan, đơn vị tập trung triển khai";

    #[test]
    fn columns_of_a_letterhead_stay_together() {
        // Two lines of the OCR program, each across both columns.
        let scan = page(&[
            (72.0, 70.0, "TỈNH ỦY HƯNG YÊN"),
            (330.0, 70.5, "ĐẢNG CỘNG SẢN VIỆT NAM"),
            (90.0, 86.0, "Số 416-KH/TU"),
            (300.0, 86.0, "Hưng Yên, ngày 31 tháng 5 năm 2025"),
            (72.0, 130.0, BODY),
            (72.0, 146.0, BODY),
        ]);
        let mut read = document(&[("Người ký: A\n", PageStatus::Scan)]);
        let words = fill(&mut read, &[(1, scan)]);
        let text = &read.pages[0].text;
        assert!(
            text.starts_with("TỈNH ỦY HƯNG YÊN\nSố 416-KH/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n"),
            "{text}"
        );
        assert_eq!(read.pages[0].status, PageStatus::Text);
        assert_eq!((read.origin(), &read.read_by_ocr), (Origin::Ocr, &vec![1]));
        let [(1, words)] = words.as_slice() else { panic!("{words:?}") };
        let of = |w: &PlacedWord| text.get(w.start..w.end).unwrap();
        let number = words.iter().find(|word| of(word) == "416-KH/TU").unwrap();
        assert!(number.x0 > 100.0 && number.x1 < 170.0 && number.y0 < 80.0 && number.y1 > 86.0);
    }

    #[test]
    fn numbers_that_are_not_certain_are_doubted() {
        let lines = [(90.0, 86.0, "Số 9/KH-UBND"), (72.0, 130.0, BODY), (72.0, 146.0, BODY)];
        let doubted = |confidence| {
            let mut scan = page(&lines);
            scan.words[1].confidence = confidence;
            let mut read = document(&[("", PageStatus::Scan)]);
            fill(&mut read, &[(1, scan)]);
            let at = |needle: &str| {
                let start = u32::try_from(read.pages[0].text.find(needle).unwrap()).unwrap();
                Span { page: 1, start, end: start + 2 }
            };
            (read.is_doubted(at("9/KH")), read.is_doubted(at("Ban")))
        };
        assert_eq!(doubted(25.0), (true, false));
        assert_eq!(doubted(80.0), (false, false));
    }

    #[test]
    fn what_was_not_waiting_stays_and_junk_gives_way_to_better() {
        let junk = "Uy ban nhdn dan tinh yéu cAu cdc s&, nganh, dia phuong tdp trung ra soat\n";
        let good = || page(&[(72.0, 100.0, BODY), (72.0, 116.0, BODY)]);
        let empty = || page(&[(72.0, 100.0, "— ~")]);
        let mut read = document(&[
            ("đọc được\n", PageStatus::Text),
            (junk, PageStatus::JunkText),
            (junk, PageStatus::JunkText),
            ("", PageStatus::Scan),
        ]);
        let before = read.clone();
        let scanned = [
            (1, good()),
            (2, page(&[(72.0, 100.0, "Số")])),
            (3, good()),
            (4, empty()),
            (5, good()),
            (0, good()),
        ];
        let filled = fill(&mut read, &scanned);
        assert_eq!(filled.iter().map(|(page, _)| *page).collect::<Vec<_>>(), [3]);
        assert_eq!(read.pages[2].status, PageStatus::Text);
        assert_eq!(read.pages[..2], before.pages[..2]);
        assert_eq!(read.pages[3], before.pages[3]);
        assert_eq!(read.origin(), Origin::Mixed);
    }

    #[test]
    fn boxes_are_those_of_the_page_as_it_is_shown() {
        let scan = ScannedPage { skew: 2.0, ..page(&[(72.0, 100.0, BODY)]) };
        let mut read = document(&[("", PageStatus::Scan)]);
        let [(1, words)] = &*fill(&mut read, &[(1, scan)]) else { panic!() };
        // Lines fall to the right: on the left they stand higher than the levelled ones.
        assert!(words[0].y1 < 96.0, "{:?}", words[0]);
        let last = words.last().unwrap();
        assert!(last.y1 > words[0].y1 + 10.0, "{last:?}");
    }
}
