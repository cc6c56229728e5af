use crate::document::{Document, Failure, Format};
use crate::extract::limits::Limits;
use crate::extract::office;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RELATIONS: &str = r#"<Relationships>
<Relationship Id="1" Type="x/styles" Target="styles.xml"/>
<Relationship Id="2" Type="x/numbering" Target="numbering.xml"/>
<Relationship Id="3" Type="x/footnotes" Target="/word/footnotes.xml"/>
<Relationship Id="4" Type="x/header" Target="header1.xml"/>
</Relationships>"#;

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A file with this body, and whatever else.
fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let mut parts = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", document.as_str()),
        ("word/_rels/document.xml.rels", RELATIONS),
    ];
    parts.extend(others);
    packed(&parts)
}

fn read(bytes: &[u8]) -> Result<Document, Failure> {
    office::extract(Format::Docx, bytes, &Limits::default())
}

fn texts(body: &str, others: &[(&str, &str)]) -> Vec<String> {
    let document = read(&docx(body, others)).unwrap();
    document.pages.into_iter().map(|page| page.text).collect()
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn paragraphs_lines_and_pages() {
    let body = "<w:p><w:r><w:t>Kính gửi:</w:t><w:tab/><w:t xml:space='preserve'>Sở &amp; ban</w:t>\
        <w:br/><w:t>ngành</w:t></w:r></w:p>\
        <w:p><w:r><w:br w:type='page'/><w:t>Hạ tầng</w:t></w:r><w:r><w:t xml:space='preserve'> số</w:t></w:r></w:p>\
        <w:p/><w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>hết</w:t></w:r></w:p>";
    assert_eq!(texts(body, &[]), ["Kính gửi:   Sở & ban\nngành\n", "Hạ tầng số\n", "hết\n"]);
}

#[test]
fn a_letterhead_is_read_column_by_column_and_a_ruled_table_row_by_row() {
    let cell = |texts: &[&str]| {
        let texts: String = texts.iter().map(|text| paragraph(text)).collect();
        format!("<w:tc>{texts}</w:tc>")
    };
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let head = format!(
        "<w:tbl>{}{}</w:tbl>",
        row(&[cell(&["UBND TỈNH", "SỞ NỘI VỤ"]), cell(&["CỘNG HÒA", "Độc lập"])]),
        row(&[cell(&["Số: 12/SNV"]), cell(&["ngày 5 tháng 6"])])
    );
    let borders = "<w:tblPr><w:tblBorders><w:insideV w:val='single'/></w:tblBorders></w:tblPr>";
    let table = format!(
        "<w:tbl>{borders}{}{}</w:tbl>",
        row(&[cell(&["Việc", "một"]), cell(&["Sở A"])]),
        row(&[cell(&["Việc hai"]), cell(&["Sở B"])])
    );
    assert_eq!(
        texts(&(head + &table), &[]),
        ["UBND TỈNH\nSỞ NỘI VỤ\nSố: 12/SNV\n\nCỘNG HÒA\nĐộc lập\nngày 5 tháng 6\n\n\
          Việc một\t\u{2029}Sở A\nViệc hai\t\u{2029}Sở B\n"]
    );
}

#[test]
fn lines_that_somebody_took_away_are_not_there() {
    let styles = "<w:styles><w:style w:type='table' w:styleId='Grid'><w:tblPr><w:tblBorders>\
        <w:insideH w:val='single'/><w:insideV w:val='single'/></w:tblBorders></w:tblPr></w:style></w:styles>";
    let none = "<w:left w:val='nil'/><w:right w:val='nil'/>";
    let table = |borders: &str, cells: &str| {
        let cell = |text: &str| format!("<w:tc><w:tcPr>{cells}</w:tcPr>{}</w:tc>", paragraph(text));
        let row = |a, b| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
        let rows = row("UBND TỈNH", "CỘNG HÒA") + &row("Số: 12", "ngày 5");
        let body =
            format!("<w:tbl><w:tblPr><w:tblStyle w:val='Grid'/>{borders}</w:tblPr>{rows}</w:tbl>");
        texts(&body, &[("word/styles.xml", styles)]).concat()
    };
    let by_columns = "UBND TỈNH\nSố: 12\n\nCỘNG HÒA\nngày 5\n";
    assert_eq!(table("<w:tblBorders><w:insideV w:val='none'/></w:tblBorders>", ""), by_columns);
    assert_eq!(table("", &format!("<w:tcBorders>{none}</w:tcBorders>")), by_columns);
    assert!(table("", "").contains("UBND TỈNH\t\u{2029}CỘNG HÒA\n"));
}

#[test]
fn labels_are_counted_and_styles_inherited() {
    let styles = "<w:styles><w:style w:type='paragraph' w:styleId='Dieu'><w:pPr><w:numPr>\
        <w:numId w:val='3'/></w:numPr></w:pPr><w:rPr><w:caps/></w:rPr></w:style>\
        <w:style w:type='paragraph' w:styleId='Con'><w:basedOn w:val='Dieu'/>\
        <w:rPr><w:caps w:val='0'/></w:rPr></w:style></w:styles>";
    let numbering = "<w:numbering><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'>\
        <w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='Điều %1.'/></w:lvl>\
        </w:abstractNum><w:num w:numId='3'><w:abstractNumId w:val='1'/></w:num></w:numbering>";
    let item = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = item("Dieu", "mở đầu") + &item("Con", "kết thúc");
    assert_eq!(
        texts(&body, &[("word/styles.xml", styles), ("word/numbering.xml", numbering)]),
        ["ĐIỀU 1. MỞ ĐẦU\n\nĐiều 2. kết thúc\n"]
    );
}

#[test]
fn notes_headers_and_frames_stand_apart() {
    let notes = "<w:footnotes><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>\
        <w:footnote w:id='2'><w:p><w:r><w:t>Theo báo cáo.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let header = format!("<w:hdr>{}</w:hdr>", paragraph("CÔNG BÁO/Số 5"));
    let body = "<w:p><w:r><w:t>Có 12</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>\
        <w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent><w:p><w:r><w:t>HỎA TỐC</w:t></w:r></w:p>\
        </w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:p><w:r><w:t>HỎA TỐC</w:t></w:r></w:p></mc:Fallback>\
        </mc:AlternateContent><w:t xml:space='preserve"
        .to_owned()
        + "'> xã.</w:t></w:r></w:p><w:sectPr><w:headerReference w:type='default' r:id='4'/></w:sectPr>";
    assert_eq!(
        texts(&body, &[("word/footnotes.xml", notes), ("word/header1.xml", &header)]),
        ["CÔNG BÁO/Số 5\u{b}\n\nCó 12¹ xã.\n\nHỎA TỐC\n\n¹ Theo báo cáo.\u{b}\n"]
    );
}

#[test]
fn changes_are_accepted_and_fields_show_their_results() {
    let body = "<w:p><w:r><w:t>Số </w:t></w:r><w:del><w:r><w:delText>15</w:delText><w:t>15</w:t></w:r></w:del>\
        <w:ins><w:r><w:t>16</w:t></w:r></w:ins><w:fldSimple w:instr=' PAGE '><w:r><w:t>9</w:t></w:r></w:fldSimple><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType='begin'/><w:instrText>REF x</w:instrText><w:t>REF</w:t>\
        <w:fldChar w:fldCharType='separate'/><w:t>/QĐ</w:t><w:fldChar w:fldCharType='end'/></w:r></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>một </w:t></w:r></w:p><w:p><w:r><w:t>câu</w:t></w:r></w:p>\
        <w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>xóa</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    assert_eq!(texts(body, &[]), ["Số 16/QĐ\n\nmột câu\n"]);
}

#[test]
fn legacy_fonts_are_decoded_run_by_run() {
    let body = "<w:p><w:r><w:rPr><w:rFonts w:ascii='.VnTime' w:hAnsi='.VnTime'/></w:rPr>\
        <w:t>ñy ban nh©n d©n ph</w:t></w:r><w:r><w:rPr><w:rFonts w:hAnsi='.VnTime'/></w:rPr>\
        <w:softHyphen/><w:t>êng</w:t></w:r><w:r><w:t> và TP. Đà Nẵng</w:t></w:r></w:p>\
        <w:p><w:r><w:rPr><w:rFonts w:hAnsi='.VnTimeH'/></w:rPr><w:t>quyÕt ®Þnh</w:t></w:r></w:p>\
        <w:p><w:r><w:rPr><w:rFonts w:hAnsi='VNI-Times'/></w:rPr><w:t>Coäng hoaø xaõ h</w:t></w:r>\
        <w:r><w:rPr><w:rFonts w:hAnsi='VNI-Times'/><w:b/></w:rPr><w:t>oäi</w:t></w:r></w:p>";
    assert_eq!(
        texts(body, &[]),
        ["ủy ban nhân dân phường và TP. Đà Nẵng\n\nQUYẾT ĐỊNH\n\nCộng hoà xã hội\n"]
    );
}

#[test]
fn hostile_files_have_an_outcome() {
    let nested = "<w:tbl><w:tr><w:tc>".repeat(100_000) + &paragraph("đáy");
    assert_eq!(texts(&nested, &[]), ["đáy\n"]);
    let boxes = "<w:p><w:r><w:txbxContent>".repeat(50_000) + &paragraph("đáy");
    assert_eq!(texts(&boxes, &[]), ["đáy\n"]);
    let circle = "<w:styles><w:style w:styleId='A'><w:basedOn w:val='A'/></w:style></w:styles>";
    let body = "<w:p><w:pPr><w:pStyle w:val='A'/></w:pPr><w:r><w:t>vòng</w:t></w:r></w:p>";
    assert_eq!(texts(body, &[("word/styles.xml", circle)]), ["vòng\n"]);
    assert_eq!(read(&docx("<w:p/>", &[])), Err(Failure::Empty));
    assert!(matches!(read(&packed(&[("word/x", "")])), Err(Failure::Damaged { .. })));
    let limits = Limits { text_bytes: 400, ..Limits::default() };
    let cells = docx(&"<w:p><w:r><w:t>ô</w:t></w:r></w:p>".repeat(1000), &[]);
    let cut = office::extract(Format::Docx, &cells, &limits).unwrap();
    assert!(cut.pages[0].text.len() <= 400 && !cut.warnings.is_empty());
}

proptest! {
    #[test]
    fn any_markup_has_an_outcome(
        parts in prop::collection::vec(prop::sample::select(vec![
            "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>số", "</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>",
            "</w:tr>", "<w:tc>", "</w:tc>", "<w:txbxContent>", "</w:txbxContent>", "<w:br w:type='page'/>",
            "<w:pPr>", "</w:pPr>", "<w:rPr>", "</w:rPr>", "<w:del>", "</w:del>", "<w:sectPr/>", "<", "&#x0;",
            "<w:footnoteReference w:id='2'/>", "<w:fldChar w:fldCharType='begin'/>", "<w:gridSpan w:val='9'/>",
        ]), 0..60)
    ) {
        let notes = "<w:footnote w:id='2'><w:footnoteReference w:id='2'/><w:p>x";
        let body = parts.concat();
        if let Ok(document) = read(&docx(&body, &[("word/footnotes.xml", notes)])) {
            prop_assert!(document.pages.iter().all(|page| !page.text.contains('\r')));
        }
    }
}
