use crate::document::{Document, Failure, Format};
use crate::extract::kind::Kind;
use crate::extract::limits::Limits;
use crate::extract::office;
use proptest::prelude::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const STYLES: &str = "<office:font-face-decls><style:font-face style:name='F1' svg:font-family=\"'.VnTime'\"/>
    <style:font-face style:name='F2' svg:font-family='VNI-Times'/></office:font-face-decls>
    <style:style style:name='Giua' style:family='paragraph'><style:paragraph-properties fo:text-align='center'/></style:style>
    <style:style style:name='Trang' style:family='paragraph'><style:paragraph-properties fo:break-before='page'/></style:style>
    <style:style style:name='Abc' style:family='paragraph'><style:text-properties style:font-name='F1'/></style:style>
    <style:style style:name='Con' style:family='paragraph' style:parent-style-name='Abc'/>
    <style:style style:name='Vni' style:family='text'><style:text-properties style:font-name='F2'/></style:style>
    <style:style style:name='Hoa' style:family='text'><style:text-properties fo:text-transform='uppercase'/></style:style>
    <style:style style:name='An' style:family='text'><style:text-properties text:display='none'/></style:style>
    <style:style style:name='Mu' style:family='text'><style:text-properties style:text-position='super 58%'/></style:style>
    <style:style style:name='O' style:family='table-cell'><style:table-cell-properties fo:border='0.5pt solid #000000'/></style:style>
    <text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1' style:num-prefix='Điều ' style:num-suffix='.'/>
    <text:list-level-style-number text:level='2' style:num-format='a' text:display-levels='2' style:num-suffix=')'/>
    <text:list-level-style-bullet text:level='3' text:bullet-char='-'/></text:list-style>
    <text:list-style style:name='N'><text:list-level-style-number text:level='1' style:num-format='I' loext:num-list-format='Phần %1%:' text:start-value='2'/></text:list-style>";

fn odt(body: &str, common: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content>{STYLES}<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content),
        ("styles.xml", common),
        ("META-INF/manifest.xml", "<manifest/>"),
    ])
}

fn read(bytes: &[u8]) -> Result<Document, Failure> {
    office::extract(Format::Odt, bytes, &Limits::default())
}

fn texts_with(body: &str, common: &str) -> Vec<String> {
    let document = read(&odt(body, common)).unwrap();
    document.pages.into_iter().map(|page| page.text).collect()
}

fn texts(body: &str) -> Vec<String> {
    texts_with(body, "")
}

#[test]
fn paragraphs_lines_and_pages() {
    let body = "<text:p>Kính  gửi:\n <text:tab/>Sở &amp; ban<text:line-break/>ngành<text:soft-page-break/></text:p>
        <text:p text:style-name='Giua'>MỘT</text:p><text:p text:style-name='Giua'>HAI</text:p>
        <text:p text:style-name='Trang'>hạ<text:span text:style-name='Mu'>2</text:span><text:s text:c='2'/>tầng
        <text:span text:style-name='Hoa'>số<text:span text:style-name='An'>không</text:span></text:span> hết</text:p>";
    assert_eq!(texts(body), ["Kính gửi:   Sở & ban\nngành\n\nMỘT\nHAI\n", "hạ²  tầng SỐ hết\n"]);
}

#[test]
fn labels_are_counted() {
    let item = |text: &str| format!("<text:list-item><text:p>{text}</text:p></text:list-item>");
    let body = format!(
        "<text:list text:style-name='L' xml:id='x'>{}<text:list-item><text:p>hai</text:p><text:p>tiếp</text:p>
        <text:list>{}{}<text:list-item><text:list>{}</text:list></text:list-item></text:list></text:list-item></text:list>
        <text:p>xen</text:p><text:list text:continue-list='x' text:style-name='L'>{}</text:list>
        <text:list text:style-name='N'>{}</text:list><text:list text:style-name='L'><text:list-item text:start-value='9'>
        <text:p>chín</text:p></text:list-item></text:list>",
        item("một"), item("một"), item("hai"), item("gạch"), item("ba"), item("đầu")
    );
    assert_eq!(
        texts(&body),
        [
            "Điều 1. một\n\nĐiều 2. hai\n\ntiếp\n\n2.a) một\n\n2.b) hai\n\n- gạch\n\nxen\n\nĐiều 3. ba\n\n\
          Phần II: đầu\n\nĐiều 9. chín\n"
        ]
    );
}

#[test]
fn a_letterhead_is_read_column_by_column_and_a_ruled_table_row_by_row() {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let ruled = |text: &str| {
        cell(text).replace("<table:table-cell", "<table:table-cell table:style-name='O'")
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let wide = "<table:table-cell table:number-columns-spanned='2' table:number-rows-spanned='2'><text:p>rộng</text:p>\
        </table:table-cell><table:covered-table-cell/>".to_owned();
    let covered = "<table:covered-table-cell/>".to_owned();
    let body = format!(
        "<table:table>{}{}</table:table><table:table>{}{}{}</table:table>",
        row(&[cell("UBND"), cell("CỘNG HÒA")]),
        row(&[cell("Số: 1"), cell("ngày 5")]),
        row(&[ruled("a"), ruled("b"), ruled("c")]),
        row(&[wide, ruled("d")]),
        row(&[covered.clone(), covered, ruled("e")]),
    );
    assert_eq!(
        texts(&body),
        ["UBND\nSố: 1\n\nCỘNG HÒA\nngày 5\n\na\t\u{2029}b\t\u{2029}c\nrộng\t\u{2029}d\ne\n"]
    );
}

#[test]
fn what_stands_apart_and_what_is_not_shown() {
    let common = "<office:master-styles><style:master-page style:name='Standard'><style:header><text:p>CÔNG BÁO/Số 5</text:p>
        </style:header><style:footer style:display='false'><text:p>không</text:p></style:footer></style:master-page>
        <style:master-page style:name='Khac'><style:header><text:p>không</text:p></style:header></style:master-page></office:master-styles>";
    let body = "<text:tracked-changes><text:p>không</text:p></text:tracked-changes>
        <text:p>Có 12<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Theo báo cáo.</text:p>
        </text:note-body></text:note><draw:frame><draw:text-box><text:p>HỎA TỐC</text:p></draw:text-box><svg:title>không</svg:title>
        </draw:frame><office:annotation><text:p>không</text:p></office:annotation> xã<text:page-number>9</text:page-number>.</text:p>
        <text:section text:display='none'><text:p>không</text:p></text:section>";
    assert_eq!(
        texts_with(body, common),
        ["CÔNG BÁO/Số 5\u{b}\n\nCó 12¹ xã.\n\nHỎA TỐC\n\n¹ Theo báo cáo.\u{b}\n"]
    );
}

#[test]
fn legacy_fonts_are_decoded_span_by_span() {
    let body = "<text:p text:style-name='Con'>ñy ban nh©n d©n ph<text:span>\u{AD}êng</text:span></text:p>
        <text:p><text:span text:style-name='Vni'>Coäng hoaø xaõ hoäi</text:span> và TP. Đà Nẵng</text:p>";
    assert_eq!(texts(body), ["ủy ban nhân dân phường\n\nCộng hoà xã hội và TP. Đà Nẵng\n"]);
}

#[test]
fn flat_and_closed_files() {
    let flat = "<?xml version='1.0'?><office:document office:mimetype='application/vnd.oasis.opendocument.text'>
        <office:body><office:text><text:p>phẳng</text:p></office:text></office:body></office:document>";
    assert_eq!(Kind::of(flat.as_bytes()), Kind::Odt);
    assert_eq!(read(flat.as_bytes()).unwrap().pages[0].text, "phẳng\n");
    let manifest = "<manifest><manifest:encryption-data/></manifest>";
    let closed =
        packed(&[("mimetype", ""), ("content.xml", "\u{1}"), ("META-INF/manifest.xml", manifest)]);
    assert_eq!(Kind::of(&closed), Kind::Odt);
    assert_eq!(read(&closed), Err(Failure::Encrypted));
    let sheet = "<office:document-content><office:body><office:spreadsheet/></office:body></office:document-content>";
    assert_eq!(read(&packed(&[("content.xml", sheet)])), Err(Failure::NotADocument));
    assert!(matches!(read(&packed(&[("content.xml", "x")])), Err(Failure::Damaged { .. })));
}

#[test]
fn hostile_files_have_an_outcome() {
    let openings = [
        "<table:table><table:table-row><table:table-cell>",
        "<text:list><text:list-item>",
        "<text:p><text:span>",
        "<text:p><draw:frame><draw:text-box>",
        "<text:note><text:note-body>",
    ];
    for opening in openings {
        let nested = format!("{}<text:p>đáy</text:p>", opening.repeat(100_000));
        assert!(texts(&nested).concat().contains("đáy"), "{opening}");
    }
    let spaces = "<text:p>a<text:s text:c='999999999'/>b</text:p>";
    assert!(texts(spaces)[0].len() < 300);
    let limits = Limits { text_bytes: 400, ..Limits::default() };
    let rows =
        odt(&"<table:table-row><table:covered-table-cell/></table:table-row>".repeat(1000), "");
    let cut = office::extract(Format::Odt, &rows, &limits);
    assert!(cut.is_err() || !cut.unwrap().warnings.is_empty());
}

proptest! {
    #[test]
    fn any_markup_has_an_outcome(
        parts in prop::collection::vec(prop::sample::select(vec![
            "<text:p>", "</text:p>", "<text:h text:outline-level='2'>", "</text:h>", "<text:span>", "</text:span>", "số",
            "<table:table>", "</table:table>", "<table:table-row>", "</table:table-row>", "<table:table-cell>",
            "</table:table-cell>", "<table:covered-table-cell/>", "<text:list text:style-name='L'>", "</text:list>",
            "<text:list-item>", "</text:list-item>", "<draw:text-box>", "</draw:text-box>", "<text:note-body>",
            "</text:note-body>", "<text:note-citation>", "<draw:frame>", "</draw:frame>", "<text:s/>", "<", "&#x0;",
        ]), 0..60)
    ) {
        if let Ok(document) = read(&odt(&parts.concat(), "<style:header><text:p>x")) {
            prop_assert!(document.pages.iter().all(|page| !page.text.contains('\r')));
        }
    }
}
