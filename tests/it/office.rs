//! Files of word processors: one directive in every format says the same, whatever its name says; and
//! it is found, shown and handed out as any other.

use crate::containers::pack::zip;
use crate::ocr::{self, PHRASE};
use crate::support::{Archive, call, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tracuu::document::{Format, Origin, Outcome, PageStatus};
use tracuu::extract::{self, Limits, Task, Zoom};

/// All formats; what LibreOffice writes as HTML has other labels, and its frame is a picture.
const FORMATS: [&str; 5] = ["docx", "doc", "rtf", "odt", "html"];

fn sample(format: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office");
    folder.join(format!("giao-ke-hoach.{format}"))
}

/// What `tracuu read` says of a file.
fn read(path: &Path) -> serde_json::Value {
    let args = ["read", "--text", "--format", "json", path.to_str().unwrap()];
    let (code, out, err) = call(args);
    assert_eq!(code, 0, "{err}");
    json(&out)
}

fn texts(read: &serde_json::Value) -> Vec<String> {
    let pages = read["text"].as_array().unwrap().iter();
    pages.map(|page| page["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn one_text_in_every_format() {
    let first = "ỦY BAN NHÂN DÂN\nTỈNH SÔNG VÂN\nSố: 57/QĐ-UBND\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\
        Độc lập - Tự do - Hạnh phúc\nSông Vân, ngày 12 tháng 5 năm 2026\n\nQUYẾT ĐỊNH\n\
        Về việc giao kế hoạch phát triển hạ tầng số¹ năm 2026\n\n\
        Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị, diện tích 12 km², còn lại.   Sau tab\n\
        dòng mới\n\nKhung đây và tiếp.\n\nHỎA TỐC\n\nĐiều 1. Phạm vi điều chỉnh\n\n1. Khoản một\n\n\
        a) điểm thứ nhất\n\nb) điểm thứ hai\n\n2. Khoản hai\n\nĐiều 2. Hiệu lực\n\n- gạch đầu dòng\n\n\
        Việc một";
    for format in FORMATS {
        let read = read(&sample(format));
        let texts = texts(&read);
        assert_eq!(texts.len(), 2, "{format}");
        let all = texts.concat();
        let letterhead = first.split("\n\nQUYẾT").next().unwrap();
        assert!(all.contains(if format == "html" { letterhead } else { first }), "{format}: {all}");
        let table: String = all.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(table.contains("Việc một Sở A trong 1 trong 2 Cả hàng"), "{format}: {all}");
        let notes: Vec<&str> = all.lines().filter(|line| line.ends_with('\u{b}')).collect();
        assert!(notes.iter().any(|note| note.contains("Chú thích ở chân trang.")), "{notes:?}");
        assert!(notes.iter().any(|note| note.contains("CÔNG BÁO/Số 15")), "{notes:?}");
        assert!(!all.contains("haii"), "{format}: {all}");
        assert!(!all.contains("ẩn đi"), "{format}: {all}");
        // As HTML it is written like any other text.
        assert!(format == "html" || !all.contains("đã xóa"), "{format}: {all}");
        assert_eq!((&read["format"], &read["has_pictures"]), (&format.into(), &false.into()));
        assert_eq!(read["number"], "57/QĐ-UBND", "{format}");
        assert_eq!(read["date"], "2026-05-12", "{format}");
        assert_eq!(read["subject"], "giao kế hoạch phát triển hạ tầng số năm 2026", "{format}");
        assert_eq!(read["citations"][0]["number"], "57-NQ/TW", "{format}");
    }
}

#[test]
fn names_may_lie_and_each_is_found() {
    let archive = Archive::new();
    for (at, format) in FORMATS.iter().enumerate() {
        // A name that says something else: what a file is, its content says.
        let other = FORMATS[(at + 1) % FORMATS.len()];
        archive.write(&format!("{format}.{other}"), fs::read(sample(format)).unwrap());
    }
    let report = archive.run();
    assert!(report.unread.is_empty(), "{:?}", report.unread);
    let index = archive.index();
    let args = ["search", "\"hạ tầng số\"", "--index", index.to_str().unwrap(), "--format", "json"];
    let (code, out, err) = call(args);
    assert_eq!(code, 0, "{err}");
    assert_eq!(json(&out)["total"], FORMATS.len(), "{out}");
}

#[test]
fn a_cut_file_is_listed_and_the_rest_is_read() {
    let archive = Archive::new();
    for format in FORMATS {
        let bytes = fs::read(sample(format)).unwrap();
        archive.write(&format!("cut.{format}"), &bytes[..bytes.len() / 3]);
        archive.write(&format!("whole.{format}"), bytes);
    }
    // Of an archive that is cut off, the parts before its end are whole.
    let docx = fs::read(sample("docx")).unwrap();
    let path = archive.write("ended.docx", &docx[..docx.len() - 200]);
    let ended = read(&path);
    assert!(texts(&ended).concat().contains("HỎA TỐC") && ended["number"] == "57/QĐ-UBND");
    assert_eq!(ended["warnings"][0], "second-reader");
    let report = archive.run();
    let unread: Vec<&str> = report.unread.iter().map(|unread| unread.path.as_str()).collect();
    assert!(unread.iter().all(|path| path.contains("cut.")), "{unread:?}");
    assert!(archive.read().keys().filter(|path| path.contains("whole.")).count() == FORMATS.len());
}

/// A scanned page as a PNG.
fn scan() -> Vec<u8> {
    let page = ocr::image();
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, page.width, page.height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&page.gray).unwrap();
    png
}

/// Files that show scans and hardly a word: by format, with the pages of their own text.
fn files_of_scans() -> [(Format, &'static str, Vec<u8>, usize); 4] {
    let scan = scan();
    let word = |text: &str| {
        let text = format!(
            "<w:document><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
        );
        let parts: [(&str, &[u8]); 4] = [
            ("[Content_Types].xml", b"<Types/>"),
            ("word/document.xml", text.as_bytes()),
            ("word/media/image10.png", &scan),
            ("word/media/image2.png", &scan),
        ];
        zip(parts)
    };
    let hex: String = scan.iter().map(|byte| format!("{byte:02x}")).collect();
    let rtf = format!(r"{{\rtf1 {{\pict\pngblip {hex}}}\par}}");
    let content = "<office:document-content><office:body><office:text/></office:body></office:document-content>";
    let odt: [(&str, &[u8]); 4] = [
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("Pictures/a.png", &scan),
    ];
    [
        (Format::Docx, "trang.docx", word(""), 0),
        (Format::Docx, "chup.docx", word("Bản chụp tờ trình"), 1),
        (Format::Rtf, "trang.rtf", rtf.into_bytes(), 0),
        (Format::Odt, "trang.odt", zip(odt), 0),
    ]
}

#[test]
fn scans_in_an_office_file_wait_and_have_pictures() {
    let limits = Limits::default();
    for (format, name, bytes, own) in files_of_scans() {
        let bytes = Arc::new(bytes);
        let document = extract::extract(&bytes, Task::new(&limits)).unwrap();
        assert_eq!(document.format, format, "{name}");
        let (text, scans) = document.pages.split_at(own);
        assert!(text.iter().all(|page| page.status == PageStatus::Text), "{name}: {text:?}");
        let is_scan = scans.iter().all(|page| page.status == PageStatus::Scan);
        assert!(!scans.is_empty() && is_scan, "{name}: {scans:?}");
        let first = u32::try_from(own + 1).unwrap();
        assert_eq!(document.waiting_pages().first(), Some(&first));
        assert!(extract::raster(&bytes, Task::new(&limits), first).unwrap().is_whole());
        let picture = extract::picture(&bytes, Task::new(&limits), first, Zoom::One).unwrap();
        assert!(picture.height > picture.width && picture.width > 500, "{name}");
        let words = extract::words(&bytes, Task::new(&limits)).unwrap();
        assert_eq!(words.len(), document.pages.len());
    }
}

#[test]
fn scans_in_an_office_file_are_found_by_what_they_show() {
    if ocr::engine().is_none() {
        return;
    }
    let archive = Archive::new();
    let files = files_of_scans();
    for (_, name, bytes, _) in &files {
        archive.write(name, bytes);
    }
    let (code, report) = ocr::run(&archive, &["--ocr"]);
    assert_eq!((code, &report["waiting"]), (0, &0.into()), "{report}");
    for (_, name, _, own) in &files {
        let entry = &archive.ledger()[*name];
        assert_eq!(entry.outcome, Outcome::Read, "{name}");
        let stored = archive.snapshot().directive(&entry.id().unwrap()).unwrap().unwrap();
        let origin = if *own > 0 { Origin::Mixed } else { Origin::Ocr };
        assert_eq!(stored.record.origin, origin, "{name}");
        assert!(stored.record.has_pictures, "{name}");
        assert!(stored.body.contains(PHRASE), "{name}: {}", stored.body);
    }
}
