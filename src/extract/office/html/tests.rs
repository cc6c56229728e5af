use crate::document::{Document, Encoding, Failure, Format};
use crate::extract::limits::Limits;
use crate::extract::office;
use proptest::prelude::*;

fn read(html: &[u8]) -> Result<Document, Failure> {
    office::extract(Format::Html, html, &Limits::default())
}

fn texts(html: &str) -> Vec<String> {
    read(html.as_bytes()).unwrap().pages.into_iter().map(|page| page.text).collect()
}

#[test]
fn paragraphs_lines_and_pages() {
    let html = "<html><head><title>không</title><style>p.Giua{text-align:center;margin:0}</style>
        <script>if (a<b) không</script></head><body>Kính   gửi: <b>Sở</b>
        &amp;&nbsp;ban<br>ngành<!-- không --><p class=Giua>MỘT<p class=Giua>HAI<p align=center>BA
        <br clear=all style='page-break-before:always'>
        <div style='page-break-before: always'>hạ<sup>2</sup> tầng<span style='display:none'>không</span>
        </div><div style='text-transform:uppercase'>số</div>x&#150;y<pre>
một
  hai</pre><noscript>không</noscript><![if !supportLists]>-<![endif]> ba";
    assert_eq!(
        texts(html),
        [
            "Kính gửi: Sở & ban\nngành\n\nMỘT\nHAI\n\nBA\n",
            "hạ² tầng\n\nSỐ\n\nx–y\n\nmột\nhai\n\n- ba\n"
        ]
    );
}

#[test]
fn a_letterhead_is_read_column_by_column_and_a_ruled_table_row_by_row() {
    let html =
        "<table><tr><td><p>UBND TỈNH<p>SỞ<td>CỘNG HÒA<br>Độc lập<tr><td>Số: 12<td>ngày 5</table>
        <table border=1><caption>Bảng 1</caption><tbody><tr><th>Việc</th><th>Ai</th></tr>
        <tr><td rowspan=2><p>một</p><p>hai</p></td><td>A<table><tr><td>trong</table></td></tr>
        <tr><td>B</td></tr></tbody></table>
        <table><tr><td style='border:solid 1px'>x<td style='border-top:none'>y</tr></table> hết";
    assert_eq!(
        texts(html),
        ["UBND TỈNH\n\nSỞ\nSố: 12\n\nCỘNG HÒA\nĐộc lập\nngày 5\n\n\
          Bảng 1\nViệc\t\u{2029}Ai\nmột hai\t\u{2029}A trong\nB\n\nx\t\u{2029}y\n\nhết\n"]
    );
}

#[test]
fn labels_are_counted() {
    let html = "<ol start=3><li>ba<li><p>bốn</p><ol type=a><li>một<li value=5>năm</ol><li>năm</ol>
        <ul><li>chấm<ul><li>vòng</ul></ul><ul style='list-style-type:none'><li>không</ul><li>lạc";
    assert_eq!(
        texts(html),
        ["3. ba\n\n4. bốn\n\na. một\n\ne. năm\n\n5. năm\n\n• chấm\n\n◦ vòng\n\nkhông\n\n• lạc\n"]
    );
}

#[test]
fn legacy_fonts_are_decoded_element_by_element() {
    let html = b"<style>p.MsoNormal, li.MsoNormal {margin:0cm; font-family:\".VnTime\";}</style>
        <p class=MsoNormal>\xF1y ban nh\xA9n d\xA9n ph\xAD\xEAng v\xB5 <span style='font-family:\"Times New Roman\"'>TP.
        H\xE0</span> n\xE3i</p><p><font face='.VnTimeH'>quy\xD5t \xAE\xDEnh<p>s\xE8</font> 5</p>
        <p style='font-family:\"VNI-Times\",serif'>Co\xE4ng hoa\xF8 xa\xF5 <b>ho\xE4i</b></p>";
    let document = read(html).unwrap();
    assert_eq!(
        document.pages[0].text,
        "ủy ban nhân dân phường và TP. Hà nói\n\nQUYẾT ĐỊNH\n\nSỐ 5\n\nCộng hoà xã hội\n"
    );
    assert!(document.encoding.is_some_and(|encoding| encoding != Encoding::Unknown));
}

#[test]
fn what_stands_apart() {
    let html = "<div title='header'><p>CÔNG BÁO/Số 5</p></div><p>Có 12<a class=sdfootnoteanc><sup>1</sup></a> xã<sdfield type=PAGE>9</sdfield>.</p>
        <div id='sdfootnote1'><p><a class='sdfootnotesym'>1</a> Theo báo cáo.</p></div>";
    assert_eq!(texts(html), ["CÔNG BÁO/Số 5\u{b}\n\nCó 12¹ xã.\n\n¹ Theo báo cáo.\u{b}\n"]);
}

#[test]
fn ends_that_cross_each_other() {
    assert_eq!(texts("<p>a<b>b</p>c</b></td></p>d"), ["ab\n\ncd\n"]);
    assert_eq!(texts("<span><p>a</span>b</p><div>c</p>d"), ["ab\n\ncd\n"]);
    assert_eq!(texts("<td>a<tr>b</table><li>c"), ["a\n\nb\n\n• c\n"]);
    assert_eq!(texts("<table><td>a</div></p></table>b"), ["a\n\nb\n"]);
}

#[test]
fn hostile_files_have_an_outcome() {
    let nested = ["<table><tr><td>", "<div>", "<b>", "<ul><li>", "<div title=header>", "<p><font>"];
    for opening in nested {
        let html = format!("<html>{}đáy", opening.repeat(100_000));
        assert!(texts(&html).concat().contains("đáy"), "{opening}");
    }
    let crossed = "<span><p></span></b></p>".repeat(50_000) + "x";
    assert_eq!(texts(&crossed), ["x\n"]);
    let rows =
        "<table><tr><td rowspan=65000 colspan=65000>x".to_owned() + &"<tr><td>".repeat(1_000);
    assert!(texts(&rows).concat().starts_with('x'));
    assert_eq!(read(b"<html><script>x"), Err(Failure::Empty));
    assert!(read(&[b"<html>".to_vec(), vec![7; 5_000]].concat()).is_err());
    let limits = Limits { text_bytes: 400, ..Limits::default() };
    let cut = office::extract(Format::Html, "<p>x</p>".repeat(1000).as_bytes(), &limits).unwrap();
    assert!(cut.pages[0].text.len() <= 400 && !cut.warnings.is_empty());
}

proptest! {
    #[test]
    fn any_tags_have_an_outcome(
        parts in prop::collection::vec(prop::sample::select(vec![
            "<p>", "</p>", "<b>", "</b>", "<font face='.VnTime'>", "</font>", "<table border=1>", "</table>", "<tr>",
            "</tr>", "<td colspan=9 rowspan=3>", "</td>", "<ol>", "</ol>", "<li>", "</li>", "<div title=header>",
            "</div>", "<div id=sdfootnote1>", "<br>", "<br style='page-break-before:always'>", "<style>", "</style>",
            "<pre>", "</pre>", "p{font-family:a}", "s\u{e8}", " ", "\n", "&#0;", "<", "<!--", "-->", "<caption>",
        ]), 0..60)
    ) {
        let html = parts.concat();
        if let Ok(document) = read(html.as_bytes()) {
            prop_assert!(document.pages.iter().all(|page| !page.text.contains('\r')));
        }
    }
}
