use crate::document::{Document, Failure, Format, Warning};
use crate::extract::limits::Limits;
use crate::extract::office;
use proptest::prelude::*;

const FONTS: &str = r"{\fonttbl{\f0\froman\fcharset0 Times New Roman{\*\falt Arial};}{\f1\fnil .VnTime;}
{\f2\fnil\fcharset0 .VnTimeH;}{\f3\fnil\fcharset0 VNI-Times;}{\f4\fcharset2 Symbol;}{\f5\fcharset163 Arial;}
{\f6\fcharset128 MS Mincho;}}";

fn read(rtf: &[u8]) -> Result<Document, Failure> {
    office::extract(Format::Rtf, rtf, &Limits::default())
}

/// The pages of a file with this body.
fn texts(body: &str) -> Vec<String> {
    let rtf = format!("{{\\rtf1\\ansi\\ansicpg1252\\deff0{FONTS}{{\\colortbl;\\red0;}}{body}}}");
    let document = read(rtf.as_bytes()).unwrap();
    assert_eq!(document.warnings, []);
    document.pages.into_iter().map(|page| page.text).collect()
}

#[test]
fn paragraphs_lines_and_pages() {
    assert_eq!(
        texts(
            r"\pard\plain K\'ednh g\u7917\'3fi:\tab S\u7903?\~& ban\line ng\'e0nh\par
\page H\u7841? t\u7847\'fang{\b  s\u7889? \emdash  1\par}\pard\par \pard\pagebb h\u7871?t\uc0\u8230 \{\par"
        ),
        ["Kính gửi:   Sở & ban\nngành\n", "Hạ tầng số — 1\n", "hết…{\n"]
    );
    assert_eq!(
        texts(r"một\par\sect\sectd\sbknone hai\sect\sectd ba\sect\sectd\sbkcol bốn")[1..],
        ["ba\n\nbá»‘n\n"]
    );
    let lines = r"\pard\qc M\'d4T\par HAI\par\pard\qc\sb120 BA\par";
    assert_eq!(texts(lines), ["MÔT\nHAI\n\nBA\n"]);
}

#[test]
fn bytes_are_of_the_code_page_of_their_font() {
    assert_eq!(
        texts(r"\f5 Vi\'ea\'f2t Nam, \'fd\'f5\f6  \'93\'fa\'96\'7b\f4\'b7\f0 \u-10179 ?\u-9132 ?"),
        ["Việt Nam, ươ 日本•👔\n"]
    );
    let utf8 = "{\\rtf1\\ansi\\ansicpg65001 \u{1EE7}y ban}";
    assert_eq!(read(utf8.as_bytes()).unwrap().pages[0].text, "ủy ban\n");
}

#[test]
fn legacy_fonts_are_decoded_run_by_run() {
    assert_eq!(
        texts(
            r"\pard\f1 \'f1y ban nh\'a9n d\'a9n ph{\b\-\'eang} v\'b5 {\f0 TP. H\'e0}\par
{\f2 quy\'d5t \'ae\'denh}\par\f3 Co\'e4ng hoa\'f8 xa\'f5 h{\b o\'e4i}\par"
        ),
        ["ủy ban nhân dân phường và TP. Hà\n\nQUYẾT ĐỊNH\n\nCộng hoà xã hội\n"]
    );
}

#[test]
fn a_letterhead_is_read_column_by_column_and_a_ruled_table_row_by_row() {
    let head = r"\trowd\trgaph108\cellx4000\cellx9000\pard\intbl UBND T\'c8NH\par S\'d4\cell C\'d4NG\par T\'f9 do\cell\row
\pard\intbl S\'e8: 12\cell ng\'e0y 5\cell\row\pard\par ";
    let borders = r"\clbrdrt\brdrw10\brdrs\clbrdrl\brdrs\clbrdrb\brdrs ";
    let table = format!(
        r"\trowd{borders}\cellx1000{borders}\cellx5000{borders}\cellx8000\pard\intbl Vi\'eac\par m\'e9t\cell A\cell B\cell\row
\trowd{borders}\clmgf\cellx1000\clmrg\cellx5000\cellx8000 hai\cell\cell C\cell\row\pard h"
    );
    assert_eq!(
        texts(&(head.to_owned() + &table)),
        ["UBND TÈNH\nSÔ\nSè: 12\n\nCÔNG\nTù do\nngày 5\n\n\
          Viêc mét\t\u{2029}A\t\u{2029}B\nhai\t\u{2029}C\n\nh\n"]
    );
}

#[test]
fn tables_in_tables() {
    let nested = r"\trowd\cellx4000\cellx8000\pard\intbl\itap1 A\par\pard\intbl\itap2 x\nestcell y\nestcell
{\*\nesttableprops\trowd\trbrdrv\brdrs\cellx2000\cellx4000\nestrow}{\nonesttables\par}
\pard\intbl\itap1 B\cell C\cell\row\pard D\par";
    assert_eq!(texts(nested), ["A\n\nx\t\u{2029}y\n\nB\n\nC\n\nD\n"]);
    let unended = r"\trowd\trbrdrv\brdrs\cellx4\cellx8\pard\intbl a\cell b\cell\trowd\cellx4\cellx8 c\cell d\cell
\trowd\cellx4\cellx8\row\pard e";
    assert_eq!(texts(unended), ["a\t\u{2029}b\nc\t\u{2029}d\n\ne\n"]);
}

#[test]
fn labels_notes_headers_and_frames() {
    let body = r"{\header CONG BAO\par}{\headerf nh\'e1p\par}{\footer {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}
{\listtext\pard\plain\f4\'b7\tab}{\pard C\'f3 12{\super\chftn{\*\footnote\pard\plain{\super\chftn} Theo
 b\'e1o c\'e1o.}} x\'e3{\field{\*\fldinst{ PAGE }}{\fldrslt 9}}{\field{\*\fldinst REF x}{\fldrslt{, 3}}}{\shp{\*\shpinst{\sp{\sn a}{\sv 202}}{\shptxt\pard H\'daA\par}}{\shprslt{\*\do{\dptxbxtext H}}}}.\par}
\sect\sectd{\header CONG BAO\par}{\*\unknown kh\'f4ng}{\info{\title kh\'f4ng}}{\pict ffff}{\v kh\'f4ng}{\deleted kh\'f4ng\par}{\caps h\'eat}
{\upr{khong}{\*\ud{ th\u7853?t}}}";
    assert_eq!(
        texts(body),
        ["CONG BAO\u{b}\n\n• Có 12¹ xã, 3.\n\nHÚA\n\n¹ Theo báo cáo.\u{b}\n", "HÊT thật\n"]
    );
}

#[test]
fn hostile_files_have_an_outcome() {
    for opening in ["{", "{\\*", "{\\footnote ", "{\\shptxt ", "{\\header ", "{\\itap9\\intbl{"] {
        let nested = format!("{{\\rtf1 {} day", opening.repeat(300_000));
        if let Ok(document) = read(nested.as_bytes()) {
            assert_eq!(document.warnings, [Warning::SecondReader], "{opening}");
        }
    }
    let deep = format!("{{\\rtf1 {}day", "{\\b ".repeat(1_000_000));
    assert_eq!(read(deep.as_bytes()).unwrap().pages[0].text, "day\n");
    assert_eq!(read(b"{\\rtf1 mot\\bin999999999 hai}").unwrap().pages[0].text, "mot\n");
    assert_eq!(read(b"{\\rtf1 mot}}} hai}").unwrap().pages[0].text, "mot hai\n");
    assert_eq!(read(b"{\\rtf1 mot}\0\0").unwrap().warnings, []);
    assert_eq!(read(b"{\\rtf1 }"), Err(Failure::Empty));
    let cells = format!("{{\\rtf1\\trowd{}\\intbl x\\cell\\row}}", "\\cellx5".repeat(100_000));
    assert_eq!(read(cells.as_bytes()).unwrap().pages[0].text, "x\n");
    let fonts = format!("{{\\rtf1{{\\fonttbl{}}}x}}", "{\\f1 A;}".repeat(100_000));
    assert_eq!(read(fonts.as_bytes()).unwrap().pages[0].text, "x\n");
    let limits = Limits { text_bytes: 400, ..Limits::default() };
    let rows = format!("{{\\rtf1 {}", "\\intbl\\cell\\row x\\par".repeat(1000));
    let cut = office::extract(Format::Rtf, rows.as_bytes(), &limits).unwrap();
    assert!(cut.pages[0].text.len() <= 400 && cut.warnings.contains(&Warning::TextCut));
}

proptest! {
    #[test]
    fn any_words_have_an_outcome(
        parts in prop::collection::vec(prop::sample::select(vec![
            "{", "}", "{\\*", "\\par", " s\\'e8", "\\cell", "\\nestcell", "\\row", "\\nestrow", "\\trowd",
            "\\intbl", "\\itap3", "\\pard", "\\cellx900", "\\clmrg", "{\\footnote", "{\\header", "{\\shptxt",
            "{\\*\\nesttableprops", "\\sect", "\\page", "\\u7879", "\\u-10179", "\\uc3", "\\bin3", "\\'", "\\",
            "{\\fonttbl", "\\f1", " .VnTime;", "\\fcharset128", "\\plain", "\\chftn", "{\\listtext", "{\\upr",
        ]), 0..60)
    ) {
        let rtf = format!("{{\\rtf1{}", parts.concat());
        if let Ok(document) = read(rtf.as_bytes()) {
            prop_assert!(document.pages.iter().all(|page| !page.text.contains('\r')));
        }
    }

    #[test]
    fn a_file_cut_anywhere_has_an_outcome(length in 0..900_usize) {
        let rtf = format!("{{\\rtf1\\ansi{FONTS}\\trowd\\cellx9\\intbl a\\cell{{\\footnote b\\row}}\\'e9\\u7879?");
        drop(read(rtf.as_bytes().get(..length).unwrap_or(rtf.as_bytes())));
    }
}
