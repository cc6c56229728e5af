//! PDFs written here, whole and broken.

use super::*;
use crate::document::Outcome;
use crate::extract::Limits;
use proptest::prelude::*;
use std::fmt::Write as _;

fn words_of(bytes: &[u8], page: usize) -> Vec<PlacedWord> {
    let words = super::words(&Arc::new(bytes.to_vec()), Task::new(&Limits::default())).unwrap();
    words.into_iter().nth(page).unwrap_or_default().words
}

fn extract(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    crate::extract::extract(&Arc::new(bytes.to_vec()), Task::new(limits))
}

/// A file with one page for each of these contents, in a Vietnamese font (code = UTF-16), which
/// is not embedded, and in Helvetica.
fn pdf(contents: &[&str]) -> Vec<u8> {
    let cmap = "1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
                1 beginbfrange <0000> <FFFF> <0000> endbfrange";
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        String::new(),
        "<</Type/Font/Subtype/Type0/BaseFont/VnSample/Encoding/Identity-H/DescendantFonts[4 0 R]\
         /ToUnicode 5 0 R>>"
            .to_owned(),
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/VnSample/DW 500/CIDSystemInfo\
         <</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
            .to_owned(),
        format!("<</Length {}>>\nstream\n{cmap}\nendstream", cmap.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
    ];
    let mut kids = String::new();
    for content in contents {
        let page = objects.len() + 1;
        let _ = write!(kids, "{page} 0 R ");
        objects.push(format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R\
             /Resources<</Font<</V 3 0 R/H 6 0 R>>>>>>",
            page + 1
        ));
        objects.push(format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()));
    }
    objects[1] = format!("<</Type/Pages/Kids[{kids}]/Count {}>>", contents.len());
    let mut file = "%PDF-1.7\n".to_owned();
    let mut xref = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (i, object) in objects.iter().enumerate() {
        let _ = writeln!(xref, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", i + 1);
    }
    let (start, size) = (file.len(), objects.len() + 1);
    let _ = write!(file, "{xref}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}

/// The operators that show a Vietnamese text at a place, from the lower left corner.
fn show(x: u32, y: u32, text: &str) -> String {
    let codes: String = text.encode_utf16().fold(String::new(), |mut codes, unit| {
        let _ = write!(codes, "{unit:04X}");
        codes
    });
    format!("BT /V 12 Tf {x} {y} Td <{codes}> Tj ET\n")
}

pub(super) fn read(bytes: &[u8]) -> Document {
    extract(bytes, &Limits::default()).unwrap()
}

pub(super) fn texts(document: &Document) -> Vec<&str> {
    document.pages.iter().map(|p| p.text.as_str()).collect()
}

#[test]
fn pages_come_in_order_with_their_texts() {
    let one = show(72, 700, "Kết luận số 202-") + &show(72, 684, "KL/TW về hạ tầng số");
    let document = read(&pdf(&[&one, &show(72, 700, "Trang hai")]));
    assert_eq!(texts(&document), ["Kết luận số 202-\nKL/TW về hạ tầng số\n", "Trang hai\n"]);
    assert_eq!(document.outcome(), Outcome::Read);
    assert_eq!((document.format, document.warnings), (Format::Pdf, vec![]));
}

/// A page of a paper with a running header and a page number.
fn numbered(number: u32, lines: &[&str]) -> String {
    let lines = lines.iter().zip(0..).map(|(line, at)| show(72, 740 - 20 * at, line));
    let lines: String = lines.collect();
    show(72, 800, "CÔNG BÁO/Số 5") + &lines + &show(290, 40, &number.to_string())
}

#[test]
fn running_lines_stand_beside_the_text() {
    let pages = [
        numbered(11, &["Phát triển nhanh hạ"]),
        numbered(12, &["tầng số của tỉnh, xã"]),
        numbered(13, &["và phường."]),
    ];
    let document = read(&pdf(&pages.each_ref().map(String::as_str)));
    let page = |text: &str, number: u32| format!("CÔNG BÁO/Số 5\u{b}\n\n{text}\n\n{number}\u{b}\n");
    let expected =
        [page("Phát triển nhanh hạ", 11), page("tầng số của tỉnh, xã", 12), page("và phường.", 13)];
    assert_eq!(texts(&document), expected);
}

#[test]
fn words_of_a_page_fit_its_text() {
    let mut pages: Vec<String> = (1..=9)
        .map(|n| numbered(n, &["Kết luận số 202-", "KL/TW về hạ tầng số", &format!("trang {n}")]))
        .collect();
    // A page on its side.
    pages[4] = format!("0 1 -1 0 595 0 cm {}", pages[4]);
    let bytes = pdf(&pages.iter().map(String::as_str).collect::<Vec<_>>());
    let document = read(&bytes);
    for (at, page) in document.pages.iter().enumerate() {
        let words = words_of(&bytes, at);
        let found: Vec<&str> = words.iter().filter_map(|w| page.text.get(w.start..w.end)).collect();
        let expected: Vec<&str> = page.text.split_whitespace().collect();
        assert_eq!(found, expected, "page {at}");
        assert!(words.iter().all(|w| w.x0 < w.x1 && w.y0 < w.y1 && w.x1 < 596.0 && w.y1 < 843.0));
    }
    let words = words_of(&bytes, 0);
    let first = words.iter().find(|w| w.start > 0 && w.y0 > 80.0).unwrap();
    assert_eq!([first.x0, first.y0, first.x1].map(|n| n.round() as i32), [72, 91, 90]);
    assert_eq!(words_of(&bytes, 9), []);
}

#[test]
fn invisible_text_is_read() {
    let document = read(&pdf(&[&format!("3 Tr {}", show(72, 700, "chữ của máy quét"))]));
    assert_eq!(texts(&document), ["chữ của máy quét\n"]);
}

#[test]
fn fonts_mixed_inside_a_word_are_joined() {
    let content = "BT /H 12 Tf 72 700 Td (TH) Tj ET ".to_owned();
    // "TH" in Helvetica is 0.611 + 0.722 em wide.
    let content = content + &show(88, 700, "Ủ TỤC");
    assert_eq!(texts(&read(&pdf(&[&content]))), ["THỦ TỤC\n"]);
}

#[test]
fn marked_text_is_read_for_its_glyphs() {
    let content = format!("/Span<</ActualText<FEFF1EE6>>>BDC {} EMC", show(72, 700, "U"));
    assert_eq!(texts(&read(&pdf(&[&content]))), ["Ủ\n"]);
}

#[test]
fn a_drawn_disc_is_a_bullet() {
    // Four curves around (70, 704), four points across, as browsers draw the bullet of a list.
    let disc = "72 704 m 72 705 71 706 70 706 c 69 706 68 705 68 704 c \
                68 703 69 702 70 702 c 71 702 72 703 72 704 c h f ";
    let content = disc.to_owned() + &show(84, 700, "Sở Tài chính");
    assert_eq!(texts(&read(&pdf(&[&content]))), ["\u{2022} Sở Tài chính\n"]);
}

#[test]
fn drawn_lines_and_thin_bars_rule_a_table() {
    let bars = "50 600 1 120 re 250 600 1 120 re 450 600 1 120 re f ";
    let lines = "0.5 w 50 720 m 450 720 l S 50 660 m 450 660 l S 50 600 m 450 600 l S ";
    let cells = show(60, 700, "Việc một") + &show(60, 684, "và hai") + &show(260, 700, "Sở A");
    let cells = cells + &show(60, 640, "Việc ba") + &show(260, 640, "Sở B");
    let document = read(&pdf(&[&format!("{bars}{lines}{cells}")]));
    assert_eq!(texts(&document), ["Việc một và hai\t\u{2029}Sở A\nViệc ba\t\u{2029}Sở B\n"]);
}

#[test]
fn a_page_says_why_it_has_no_text() {
    let image = "q 400 0 0 600 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u{1} EI Q";
    let statuses: Vec<_> =
        read(&pdf(&["", image, "BT ET"])).pages.iter().map(|p| p.status).collect();
    assert_eq!(statuses, [PageStatus::Blank, PageStatus::Scan, PageStatus::Blank]);
}

#[test]
fn junk_before_the_header_and_a_wrong_table_do_no_harm() {
    let whole = pdf(&[&show(72, 700, "Số 15-CV/TU")]);
    let shifted = [b"HTTP/1.1 200 OK\r\n\r\n".as_slice(), &whole].concat();
    assert_eq!(texts(&read(&shifted)), ["Số 15-CV/TU\n"]);
}

#[test]
fn a_file_cut_off_keeps_the_pages_that_are_there() {
    let whole = pdf(&[&show(72, 700, "Trang một"), &show(72, 700, "Trang hai")]);
    let end = whole.windows(4).position(|w| w == b"xref").unwrap();
    let document = read(&whole[..end]);
    assert_eq!(texts(&document), ["Trang một\n", "Trang hai\n"]);
    // The catalogue gone as well, and the contents of the second page.
    let begin = whole.windows(7).position(|w| w == b"3 0 obj").unwrap();
    let last = whole.windows(8).position(|w| w == b"10 0 obj").unwrap();
    let middle = [b"%PDF-1.7\n", &whole[begin..last]].concat();
    let document = read(&middle);
    assert_eq!(texts(&document), ["Trang một\n", ""]);
    assert_eq!(document.pages[1].status, PageStatus::Damaged);
    assert_eq!(document.warnings, [Warning::SecondReader, Warning::PagesUnread]);
    let unread = [(PageStatus::Damaged, 1)].into();
    assert_eq!(document.outcome(), Outcome::Partial { read: 1, pages: 2, unread, waiting: 0 });
}

#[test]
fn nothing_but_a_header_is_damage() {
    let failure = extract(b"%PDF-1.7\n", &Limits::default()).unwrap_err();
    assert!(matches!(failure, Failure::Damaged { .. }));
}

#[test]
fn caps_have_their_warning() {
    let whole = pdf(&[&show(72, 700, "một hai ba"), &show(72, 700, "bốn")]);
    let limits = Limits { pages: 1, page_glyphs: 3, ..Limits::default() };
    let document = extract(&whole, &limits).unwrap();
    assert_eq!(texts(&document), ["một\n"]);
    assert_eq!(document.warnings, [Warning::PagesCut, Warning::TextCut]);
    let limits = Limits { text_bytes: 5, ..Limits::default() };
    assert_eq!(texts(&extract(&whole, &limits).unwrap()), ["một", ""]);
    let limits = Limits { file_time: std::time::Duration::ZERO, ..Limits::default() };
    let document = extract(&whole, &limits).unwrap();
    assert!(document.pages.iter().all(|p| p.status == PageStatus::Timeout));
}

#[test]
fn deep_nesting_ends() {
    let deep = "[".repeat(20_000) + &"q ".repeat(20_000) + &show(72, 700, "xong");
    assert_eq!(read(&pdf(&[&deep])).pages.len(), 1);
    let mut file = b"%PDF-1.7\n1 0 obj\n".to_vec();
    file.extend(b"<</A".repeat(50_000));
    assert!(extract(&file, &Limits::default()).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_broken_file_has_an_outcome(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        cut in any::<prop::sample::Index>(),
        keep in any::<bool>(),
    ) {
        let mut bytes = pdf(&[&show(72, 700, "Số 15-CV/TU"), &show(72, 700, "Trang hai")]);
        for (at, byte) in edits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if !keep {
            bytes.truncate(cut.index(bytes.len()).max(1));
        }
        if let Ok(document) = extract(&bytes, &Limits::default()) {
            prop_assert!(!document.pages.is_empty());
        }
    }

    #[test]
    fn a_line_survives(words in prop::collection::vec("[a-zđăâêôơưạảấếộừ]{1,7}", 1..9)) {
        let line = words.join(" ");
        let document = read(&pdf(&[&show(72, 700, &line)]));
        prop_assert_eq!(texts(&document), [format!("{line}\n")]);
    }
}
