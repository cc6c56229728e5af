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
    assert_eq!(sheet.text(), "một\nhai\nba\nbốn\n\nphải\nphải\nphải\nphải\n");
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
fn a_number_stamped_over_its_template_takes_its_place() {
    for (x, y, stamp) in [
        (64.0, 99.0, "Số: 5778/QĐ-ĐHBK"),
        (58.0, 101.0, "Số: 5778/QĐ-ĐHBK"),
        (84.0, 100.5, "5778/QĐ-ĐHBK"),
    ] {
        let sheet = Sheet::new()
            .at(60.0, 84.0, "TRƯỜNG ĐẠI HỌC")
            .at(60.0, 100.0, "Số:            /QĐ-ĐHBK")
            .at(60.0, 300.0, BODY)
            .at(x, y, stamp);
        assert!(sheet.text().contains("Số: 5778/QĐ-ĐHBK\n"), "{}", sheet.text());
    }
}

#[test]
fn a_number_stamped_into_its_blank_joins_its_symbol() {
    for (dx, dy, size) in [(30.0, 0.0, 12.0), (26.0, -4.0, 10.0), (28.0, 5.0, 14.0)] {
        let mut sheet = Sheet::new()
            .at(60.0, 84.0, "ỦY BAN NHÂN DÂN")
            .at(60.0, 100.0, "Số:       /QĐ-UBND")
            .at(320.0, 100.0, "Huế, ngày      tháng      năm 2025")
            .at(60.0, 300.0, BODY);
        sheet.put((60.0 + dx, 100.0 + dy), (1.0, 0.0), size, "123");
        sheet.put((386.0, 97.0), (1.0, 0.0), size, "05");
        sheet.put((458.0, 97.0), (1.0, 0.0), size, "11");
        let text = sheet.text();
        assert!(text.contains("Số: 123/QĐ-UBND\n"), "{text}");
        let single: Vec<&str> = text.split_whitespace().collect();
        assert!(single.join(" ").contains("ngày 05 tháng 11 năm 2025"), "{text}");
    }
}

#[test]
fn words_that_overlap_are_not_lost() {
    let sheet = Sheet::new().at(60.0, 100.0, "phát triển").at(60.0, 300.0, BODY);
    let text = sheet.at(72.0, 101.0, "hạ tầng").text();
    let words: Vec<&str> = text.split_whitespace().collect();
    for word in ["phát", "triển", "hạ", "tầng"] {
        assert!(words.contains(&word), "{text}");
    }
}

#[test]
fn an_invisible_copy_of_the_text_is_not_read() {
    let mut sheet = Sheet::new().at(60.0, 100.0, BODY).at(60.0, 120.0, "Kết luận số 202-KL/TW");
    let first = sheet.0.glyphs.len();
    sheet = sheet.at(61.0, 101.0, &BODY.replace("Chính", "Chlnh"));
    sheet = sheet.at(61.0, 121.0, "Kết luận số 2O2-KL/TW");
    for glyph in sheet.0.glyphs.iter_mut().skip(first) {
        glyph.visible = false;
    }
    assert_eq!(sheet.text(), format!("{BODY}\nKết luận số 202-KL/TW\n"));
}

#[test]
fn the_stamp_of_a_signature_stands_beside_the_text() {
    let mut sheet = Sheet::new()
        .at(60.0, 60.0, "TỈNH ỦY HƯNG YÊN")
        .at(330.0, 60.0, "ĐẢNG CỘNG SẢN VIỆT NAM")
        .at(60.0, 76.0, "Số: 15-CV/TU")
        .at(330.0, 76.0, "Hưng Yên, ngày 02 tháng 9")
        .at(60.0, 120.0, BODY);
    let stamp = [
        "Người ký: Văn phòng Tỉnh ủy",
        "Cơ quan: Tỉnh ủy",
        "Thời gian ký: 02.09.2025 16:03:22 +07:00",
    ];
    for (y, line) in [(58.0, stamp[0]), (67.0, stamp[1]), (76.5, stamp[2])] {
        sheet.put((210.0, y), (1.0, 0.0), 6.0, line);
    }
    let apart: String = stamp.iter().map(|line| format!("{line}\u{b}\n")).collect();
    let head =
        "TỈNH ỦY HƯNG YÊN\nSố: 15-CV/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\nHưng Yên, ngày 02 tháng 9\n";
    assert_eq!(sheet.text(), format!("{head}\n{BODY}\n\n{apart}"));
    // The sheet of a published act says who signed, too: that is text.
    let sheet =
        Sheet::new().at(60.0, 60.0, "Người ký: Nguyễn Văn A").at(60.0, 76.0, "Ngày ban hành: 2/9");
    assert!(!sheet.text().contains('\u{b}'));
}

#[test]
fn a_watermark_across_the_text_stands_beside_it() {
    let mut sheet = Sheet::new();
    sheet.put((60.0, 140.0), (1.0, 0.0), 60.0, "BẢN SAO");
    for line in 0..6_u8 {
        sheet = sheet.at(60.0, 100.0 + 16.0 * f32::from(line), BODY);
    }
    assert_eq!(sheet.text(), format!("{}\nBẢN SAO\u{b}\n", format!("{BODY}\n").repeat(6)));
}

#[test]
fn footnotes_stand_beside_the_text() {
    let mut sheet = Sheet::new();
    for line in 0..6_u8 {
        sheet = sheet.at(60.0, 100.0 + 16.0 * f32::from(line), BODY);
    }
    sheet.put((60.0, 706.0), (1.0, 0.0), 6.0, "1");
    sheet.put((64.0, 710.0), (1.0, 0.0), 9.0, "Nghị quyết số 57-NQ/TW của Bộ");
    sheet.put((60.0, 722.0), (1.0, 0.0), 9.0, "Chính trị về chuyển đổi số");
    assert!(!sheet.text().contains('\u{b}'), "small print without a rule is text");
    sheet.0.rules.push(Rule { x0: 60.0, y0: 695.0, x1: 200.0, y1: 695.0 });
    let notes = "¹ Nghị quyết số 57-NQ/TW của Bộ\u{b}\nChính trị về chuyển đổi số\u{b}\n";
    let text = sheet.text().replace("¹N", "¹ N");
    assert_eq!(text, format!("{}\n{notes}", format!("{BODY}\n").repeat(6)));
}

#[test]
fn signatures_side_by_side_are_read_one_after_the_other() {
    let sheet = Sheet::new()
        .at(60.0, 60.0, BODY)
        .at(60.0, 100.0, "NGƯỜI LẬP")
        .at(240.0, 100.0, "KẾ TOÁN TRƯỞNG")
        .at(450.0, 100.0, "GIÁM ĐỐC")
        .at(51.0, 170.0, "Lê Văn Bình")
        .at(249.0, 170.0, "Trần Thị Hà")
        .at(432.0, 170.0, "Nguyễn Văn Nam");
    let names =
        "NGƯỜI LẬP\n\nLê Văn Bình\n\nKẾ TOÁN TRƯỞNG\n\nTrần Thị Hà\n\nGIÁM ĐỐC\n\nNguyễn Văn Nam\n";
    assert_eq!(sheet.text(), format!("{BODY}\n\n{names}"));
}

#[test]
fn running_lines_stand_beside_the_text_and_out_of_its_columns() {
    let sheet = Sheet::new()
        .at(60.0, 40.0, "CÔNG BÁO/Số 5")
        .at(540.0, 40.0, "7")
        .at(60.0, 100.0, BODY)
        .at(60.0, 700.0, "Nơi nhận:")
        .at(320.0, 700.0, "T/M BAN THƯỜNG VỤ")
        .at(60.0, 716.0, "- Thường trực Tỉnh ủy,")
        .at(330.0, 716.0, "PHÓ BÍ THƯ TỈNH")
        .at(300.0, 732.0, "7");
    let leaf = leaf(&sheet.0);
    let running = Running { top: vec![0], bottom: vec![0] };
    let text = format!(
        "CÔNG BÁO/Số 5   7\u{b}\n\n{BODY}\n\nNơi nhận:\n- Thường trực Tỉnh ủy,\n\nT/M BAN THƯỜNG VỤ\n\
         PHÓ BÍ THƯ TỈNH\n\n7\u{b}\n"
    );
    assert_eq!(leaf.set(&running).text, text);
}

#[test]
fn words_have_their_boxes_however_the_page_is_turned() {
    let mut sheet =
        Sheet::new().at(60.0, 100.0, "Kết luận 202\u{ad}KL").at(60.0, 120.0, "inter\u{ad}");
    sheet = sheet.at(60.0, 134.0, "net");
    sheet.put((20.0, 400.0), (0.0, -1.0), 8.0, "Mẫu");
    let laid = leaf(&sheet.0).set(&Running::default());
    let of = |word: &str| {
        let found = laid.words.iter().find(|w| laid.text.get(w.start..w.end) == Some(word));
        let PlacedWord { x0, y0, x1, y1, .. } = *found.unwrap();
        [x0, y0, x1, y1].map(|n| n.round() as i32)
    };
    assert_eq!(of("luận"), [84, 89, 108, 103]);
    assert_eq!(of("202-KL"), [114, 89, 150, 103]);
    assert_eq!(of("inter"), [60, 109, 96, 123]);
    assert_eq!(of("net"), [60, 123, 78, 137]);
    assert_eq!(of("Mẫu"), [13, 388, 22, 400], "a note that runs upwards");
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

/// Numbers between these tenths. (The sampler of floating-point ranges stumbles over its own rounding.)
fn tenths(from: i16, to: i16) -> impl Strategy<Value = f32> {
    (from..to).prop_map(|tenths| f32::from(tenths) / 10.0)
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
            (any::<char>(), tenths(-1000, 9000), tenths(-1000, 9000), tenths(-200, 200), tenths(-200, 200), tenths(1, 500)),
            0..200
        ),
        rules in prop::collection::vec((tenths(0, 6000), tenths(0, 8000), tenths(0, 3000), any::<bool>()), 0..60),
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
        let Laid { text, words } = leaf(&sheet.0).set(&Running::default());
        prop_assert!(!text.contains('\r') && (text.is_empty() || text.ends_with('\n')));
        // The words are the text, in order, with nothing but white between them.
        let mut end = 0;
        for word in words {
            let white = text.get(end..word.start);
            prop_assert!(white.is_some_and(|w| w.chars().all(char::is_whitespace)), "{:?}", white);
            prop_assert!(text.get(word.start..word.end).is_some_and(|w| !w.is_empty()));
            prop_assert!(word.x0 <= word.x1 && word.y0 <= word.y1);
            end = word.end;
        }
        prop_assert!(text.get(end..).is_some_and(|rest| rest.trim().is_empty()));
    }
}
