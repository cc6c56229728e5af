//! Files of word processors: one directive in every format says the same, whatever its name says; and
//! it is found, shown and handed out as any other.

use crate::support::{Archive, call, json};
use std::fs;
use std::path::{Path, PathBuf};

/// What every format holds.
const FORMATS: [&str; 2] = ["docx", "doc"];

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
        Việc một\t\u{2029}Sở A trong 1\t\u{2029}trong 2\nCả hàng\n";
    for format in FORMATS {
        let read = read(&sample(format));
        let texts = texts(&read);
        assert_eq!(texts.len(), 2, "{format}");
        assert!(texts[0].contains(first), "{format}: {}", texts[0]);
        assert!(texts[0].contains("¹   Chú thích ở chân trang.\u{b}\n"), "{format}: {}", texts[0]);
        assert!(texts[1].starts_with("Trang hai².\n"), "{format}: {}", texts[1]);
        for hidden in ["đã xóa", "ẩn đi"] {
            assert!(!texts.concat().contains(hidden), "{format}: {hidden}");
        }
        let record = &read["record"];
        assert_eq!(record["format"], format);
        assert_eq!(record["number"], "57/QĐ-UBND", "{format}");
        assert_eq!(record["date"], "2026-05-12", "{format}");
        assert_eq!(record["citations"][0]["number"], "57-NQ/TW", "{format}");
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
    let report = archive.run();
    let unread: Vec<&str> = report.unread.iter().map(|unread| unread.path.as_str()).collect();
    assert!(unread.iter().all(|path| path.contains("cut.")), "{unread:?}");
    assert!(archive.read().keys().filter(|path| path.contains("whole.")).count() == FORMATS.len());
}
