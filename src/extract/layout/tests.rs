//! Layout by examples: pages set word by word, in a font whose letters are all half an em wide.

use super::*;
use crate::extract::running::Running;
use proptest::prelude::*;

const EM: f32 = 12.0;

/// A page that is set word by word.
#[derive(Default, Clone)]
struct Sheet(PageGlyphs);

impl Sheet {
    fn new() -> Self {
        Self(PageGlyphs { width: 600.0, height: 800.0, ..PageGlyphs::default() })
    }

    /// A line at `x`, `y`, its spaces not drawn.
    fn at(mut self, x: f32, y: f32, text: &str) -> Self {
        self.put((x, y), (1.0, 0.0), EM, text);
        self
    }

    fn put(&mut self, (x, y): (f32, f32), (right, down): (f32, f32), size: f32, text: &str) {
        for (i, c) in (0_u16..).zip(text.chars()).filter(|(_, c)| *c != ' ') {
            let advance = size * 0.5;
            let along = f32::from(i) * advance;
            let (x, y) = (x + right * along, y + down * along);
            let (dx, dy) = (right * advance, down * advance);
            let text = GlyphText::Char(c);
            self.0.glyphs.push(Glyph { text, x, y, dx, dy, size, font: 0, visible: true });
        }
    }

    /// The rules of a table with these edges.
    fn ruled(mut self, xs: &[f32], ys: &[f32]) -> Self {
        let (left, right) = (xs[0], xs[xs.len() - 1]);
        let (top, bottom) = (ys[0], ys[ys.len() - 1]);
        self.0.rules.extend(ys.iter().map(|y| Rule { x0: left, y0: *y, x1: right, y1: *y }));
        self.0.rules.extend(xs.iter().map(|x| Rule { x0: *x, y0: top, x1: *x, y1: bottom }));
        self
    }

    fn text(&self) -> String {
        leaf(&self.0).set(&Running::default()).text
    }
}

const BODY: &str = "Thực hiện Kết luận số 202-KL/TW ngày 12/9/2025 của Bộ Chính trị về việc";

#[test]
fn the_two_columns_of_a_head_are_read_one_after_the_other() {
    let sheet = Sheet::new()
        .at(60.0, 60.0, "TỈNH ỦY QUẢNG TRỊ")
        .at(300.0, 60.0, "ĐẢNG CỘNG SẢN VIỆT NAM")
        .at(80.0, 76.0, "BAN TỔ CHỨC")
        .at(100.0, 92.0, "*")
        .at(310.0, 92.0, "Quảng Trị, ngày 02 tháng 9 năm 2025")
        .at(60.0, 108.0, "Số: 15-CV/TU")
        .at(60.0, 150.0, BODY);
    let expected = "TỈNH ỦY QUẢNG TRỊ\nBAN TỔ CHỨC\n*\nSố: 15-CV/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\n\
                    Quảng Trị, ngày 02 tháng 9 năm 2025\n\n";
    assert_eq!(sheet.text(), format!("{expected}{BODY}\n"));
}

#[test]
fn columns_whose_baselines_differ_are_told_by_little_white() {
    let sheet = Sheet::new()
        .at(72.0, 60.0, "Nơi nhận:")
        .at(200.0, 50.0, "T/M BAN THƯỜNG VỤ")
        .at(200.0, 70.0, "PHÓ BÍ THƯ THƯỜNG")
        .at(72.0, 80.0, "- Thường trực ở Tỉnh")
        .at(200.0, 90.0, "TRỰC")
        .at(72.0, 100.0, "- Lưu: VT.")
        .at(200.0, 110.0, "Nguyễn Thị Huyền");
    let expected = "Nơi nhận:\n- Thường trực ở Tỉnh\n- Lưu: VT.\n\n\
                    T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ THƯỜNG\nTRỰC\nNguyễn Thị Huyền\n";
    assert_eq!(sheet.text(), expected);
}

#[test]
fn what_follows_the_left_column_waits_for_the_right_one() {
    let sheet = Sheet::new()
        .at(60.0, 60.0, "ỦY BAN NHÂN DÂN TỈNH")
        .at(320.0, 60.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA")
        .at(60.0, 76.0, "Số: 15/UBND-NC")
        .at(320.0, 76.0, "Độc lập - Tự do - Hạnh phúc")
        .at(58.0, 98.0, "CHỈ THỊ")
        .at(60.0, 120.0, BODY);
    assert!(sheet.text().contains("Hạnh phúc\n\nCHỈ THỊ\n"), "{}", sheet.text());
}

#[test]
fn a_blank_number_stays_on_its_line() {
    let sheet = Sheet::new()
        .at(60.0, 60.0, "ỦY BAN NHÂN DÂN TỈNH")
        .at(320.0, 60.0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA")
        .at(62.5, 76.0, "Số:         /UBND-NC")
        .at(320.0, 76.0, "Hà Nội, ngày       tháng      năm 2025");
    let text = sheet.text();
    assert!(text.contains("TỈNH\nSố:   /UBND-NC\n\nCỘNG"), "{text}");
    assert!(text.contains("Hà Nội, ngày   tháng   năm 2025"), "{text}");
}

#[test]
fn a_table_without_rules_is_read_across() {
    let mut sheet = Sheet::new();
    for (y, row) in [(100.0, "STT"), (116.0, "1"), (132.0, "2")] {
        sheet = sheet.at(60.0, y, row).at(100.0, y, "Số hóa hồ sơ").at(260.0, y, "Sở Tài chính");
        sheet = sheet.at(420.0, y, "845.600.000");
    }
    let row = "   Số hóa hồ sơ   Sở Tài chính   845.600.000\n";
    assert_eq!(sheet.text(), format!("STT{row}1{row}2{row}"));
}

#[test]
fn a_ruled_table_is_read_cell_by_cell() {
    let sheet = Sheet::new()
        .ruled(&[50.0, 150.0, 300.0, 420.0], &[80.0, 100.0, 140.0])
        .at(60.0, 60.0, BODY)
        .at(60.0, 95.0, "Nội dung")
        .at(160.0, 95.0, "Đơn vị")
        .at(310.0, 95.0, "Thời hạn")
        .at(60.0, 115.0, "Xây dựng hạ")
        .at(160.0, 115.0, "Sở Khoa học")
        .at(310.0, 115.0, "15/12/2025")
        .at(60.0, 131.0, "tầng số")
        .at(160.0, 131.0, "và Công nghệ")
        .at(60.0, 170.0, BODY);
    let table = "Nội dung|Đơn vị|Thời hạn\n\
                 Xây dựng hạ tầng số|Sở Khoa học và Công nghệ|15/12/2025\n";
    let table = table.replace('|', "\t\u{2029}");
    assert_eq!(sheet.text(), format!("{BODY}\n\n{table}\n{BODY}\n"));
}

#[test]
fn tall_cells_are_texts_of_their_own() {
    let mut sheet = Sheet::new().ruled(&[50.0, 250.0, 450.0], &[80.0, 160.0]);
    for (y, line) in [(95.0, "một"), (110.0, "hai"), (125.0, "ba"), (140.0, "bốn")] {
        sheet = sheet.at(60.0, y, line).at(260.0, y, "phải");
    }
    assert_eq!(sheet.text(), "một\nhai\nba\nbốn\n\nphải\nphải\nphải\nphải\n\n");
}

#[test]
fn wider_white_between_lines_ends_a_paragraph() {
    let sheet = Sheet::new()
        .at(60.0, 100.0, BODY)
        .at(60.0, 114.0, BODY)
        .at(60.0, 128.0, BODY)
        .at(60.0, 148.0, BODY)
        .at(60.0, 162.0, BODY);
    assert_eq!(sheet.text(), format!("{BODY}\n{BODY}\n{BODY}\n\n{BODY}\n{BODY}\n"));
}

#[test]
fn the_hyphen_of_a_number_stays_at_a_lines_end() {
    let sheet = Sheet::new().at(60.0, 60.0, "Kết luận số 202-").at(60.0, 74.0, "KL/TW ngày");
    assert_eq!(sheet.text(), "Kết luận số 202-\nKL/TW ngày\n");
}

#[test]
fn a_soft_hyphen_joins_words_and_hardens_in_numbers() {
    let sheet = Sheet::new().at(60.0, 60.0, "inter\u{AD}").at(60.0, 74.0, "net số 202\u{AD}").at(
        60.0,
        88.0,
        "KL/TW và 15\u{AD}CV/TU",
    );
    assert_eq!(sheet.text(), "internet số 202-\nKL/TW và 15-CV/TU\n");
}

#[test]
fn a_raised_digit_stays_apart_from_the_number() {
    let mut sheet = Sheet::new().at(60.0, 60.0, "Luật 95/2025/QH15");
    sheet.put((60.0 + 17.0 * 6.0, 55.6), (1.0, 0.0), 7.5, "1");
    sheet = sheet.at(170.0, 60.0, "về");
    assert_eq!(sheet.text(), "Luật 95/2025/QH15¹ về\n");
}

#[test]
fn letters_printed_twice_are_read_once() {
    let sheet = Sheet::new().at(60.0, 60.0, "CHỈ THỊ").at(60.4, 60.0, "CHỈ THỊ");
    assert_eq!(sheet.text(), "CHỈ THỊ\n");
    let mut doubled = Sheet::new();
    for glyph in Sheet::new().at(60.0, 60.0, "CHỈ THỊ").0.glyphs {
        doubled.0.glyphs.push(glyph.clone());
        doubled.0.glyphs.push(Glyph { x: glyph.x + 0.3, ..glyph });
    }
    assert_eq!(doubled.text(), "CHỈ THỊ\n");
}

#[test]
fn a_skewed_stamp_is_dropped_and_a_turned_note_comes_last() {
    let mut sheet = Sheet::new().at(60.0, 100.0, BODY);
    sheet.put((100.0, 300.0), (0.7, -0.7), 30.0, "BẢN SAO");
    sheet.put((20.0, 400.0), (0.0, -1.0), 8.0, "Mẫu số 1");
    assert_eq!(sheet.text(), format!("{BODY}\n\nMẫu số 1\u{b}\n"));
}

#[test]
fn a_page_on_its_side_is_read_along_its_text() {
    let mut sheet = Sheet::new();
    for (x, text) in [(100.0, "dòng một"), (86.0, "dòng hai"), (72.0, "dòng ba")] {
        sheet.put((x, 50.0), (0.0, 1.0), EM, text);
    }
    assert_eq!(sheet.text(), "dòng một\ndòng hai\ndòng ba\n");
}

#[test]
fn combining_marks_stay_with_their_letters() {
    let mut sheet = Sheet::new().at(60.0, 60.0, "ha");
    let text = GlyphText::Char('\u{323}');
    let mark = Glyph { text, x: 72.0, y: 60.0, dx: 0.0, dy: 0.0, size: EM, font: 1, visible: true };
    sheet.0.glyphs.push(mark);
    assert_eq!(sheet.at(78.0, 60.0, "tang").text(), "ha\u{323} tang\n");
}

#[test]
fn marked_text_takes_the_place_of_its_glyphs() {
    let mut sheet = Sheet::new().at(60.0, 60.0, "U");
    sheet.put((60.0, 58.5), (1.0, 0.0), EM, "?");
    sheet.0.replace_text(0, "Ủ");
    assert_eq!(sheet.at(66.0, 60.0, "Y BAN").text(), "ỦY BAN\n");
}

proptest! {
    #[test]
    fn the_order_of_drawing_does_not_matter(seed in prop::collection::vec(any::<u32>(), 40)) {
        let lines = ["TỈNH ỦY QUẢNG TRỊ", "BAN TỔ CHỨC", "Số: 15-CV/TU", "Kính gửi: các sở"];
        let mut words: Vec<Sheet> = Vec::new();
        for (y, line) in (0_u8..).zip(lines) {
            for (at, word) in (0_u8..).zip(line.split(' ')) {
                let sheet = Sheet::new();
                words.push(sheet.at(60.0 + 40.0 * f32::from(at), 60.0 + 16.0 * f32::from(y), word));
            }
        }
        let whole = |words: &[Sheet]| {
            let mut sheet = Sheet::new();
            sheet.0.glyphs.extend(words.iter().flat_map(|w| w.0.glyphs.clone()));
            sheet.text()
        };
        let expected = whole(&words);
        let mut keyed: Vec<_> = seed.iter().zip(words).collect();
        keyed.sort_by_key(|(key, _)| **key);
        let shuffled: Vec<Sheet> = keyed.into_iter().map(|(_, word)| word).collect();
        prop_assert_eq!(whole(&shuffled), expected);
    }

    #[test]
    fn any_glyphs_and_rules_have_a_text(
        glyphs in prop::collection::vec(
            (any::<char>(), -100.0..900.0_f32, -100.0..900.0_f32, -20.0..20.0_f32, -20.0..20.0_f32, 0.1..50.0_f32),
            0..200
        ),
        rules in prop::collection::vec((0.0..600.0_f32, 0.0..800.0_f32, 0.0..300.0_f32, any::<bool>()), 0..60),
    ) {
        let mut sheet = Sheet::new();
        for (c, x, y, dx, dy, size) in glyphs {
            let text = GlyphText::Char(c);
            sheet.0.glyphs.push(Glyph { text, x, y, dx, dy, size, font: 0, visible: false });
        }
        for (x, y, length, across) in rules {
            let (w, h) = if across { (length, 0.0) } else { (0.0, length) };
            sheet.0.rules.push(Rule { x0: x, y0: y, x1: x + w, y1: y + h });
        }
        let text = sheet.text();
        prop_assert!(!text.contains('\r') && (text.is_empty() || text.ends_with('\n')));
    }
}
