//! Files of word processors: one directive in every format says the same, whatever its name says; and
//! it is found, shown and handed out as any other.

use crate::support::{Archive, call, json};
use std::fs;
use std::path::{Path, PathBuf};

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
        assert_eq!(read["format"], format);
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
