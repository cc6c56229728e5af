//! What is promised in `schema/` is what comes out.

use super::support::{Archive, call, json, letter};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("schema").join(name)
}

/// Checks a value against one of the schemas.
fn check(name: &str, value: &Value) {
    let schema: Value = serde_json::from_str(&fs::read_to_string(file(name)).unwrap()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let faults: Vec<String> = validator
        .iter_errors(value)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{name}: {faults:#?}\n{value:#}");
}

fn output(archive: &Archive, arguments: &[&str]) -> Value {
    let index = archive.index();
    let globals = ["--index", index.to_str().unwrap(), "--format", "json"];
    let (_, out, _) = call(globals.iter().chain(arguments));
    json(&out)
}

fn archive() -> Archive {
    let archive = Archive::new();
    for seed in 0..5 {
        archive.write(&format!("{seed}.txt"), letter(seed));
    }
    archive.write("copy.txt", letter(1));
    archive.write("blank.txt", "UBND TỈNH\nSố: /UBND-NC\nHưng Yên, ngày   tháng   năm 2025\n");
    archive.write(
        "cites.txt",
        "Căn cứ Kết luận số 202-KL/TW, ngày 12/9/2025 của Bộ Chính trị và Công văn 3-CV/TU, ngày \
         08/5/2026; Nghị định số 178/2024/NĐ-CP. phat trien ha tang so cua tinh\n",
    );
    archive.write("broken.txt", [0; 9]);
    archive.run();
    archive
}

#[test]
fn records_are_as_promised() {
    let archive = archive();
    for (name, id) in archive.read() {
        let shown = output(&archive, &["show", id.as_str()]);
        check("record.schema.json", &shown);
        assert_eq!(shown["id"], id.as_str(), "{name}");
        if name == "1.txt" {
            assert_eq!(shown["copies"].as_array().unwrap().len(), 1);
        }
    }
}

/// A record, an entry and an outcome are put together in one object.
#[test]
fn no_key_stands_twice_whatever_became_of_a_file() {
    const JUNK: &str = "Uy ban nhdn dan tinh yéu cAu cdc s&, nganh, dia phuong tdp trung ra soat\n";
    let archive = Archive::new();
    archive.write("junk.txt", JUNK.repeat(9));
    archive.write("large.txt", "hạ tầng số ".repeat(2_000));
    archive.write("empty.txt", "");
    let limit = ["--limit", "file-bytes=9k"];
    for (name, outcome) in [("junk", "junk"), ("large", "failed"), ("empty", "failed")] {
        let path = archive.path(&format!("{name}.txt"));
        let read = output(&archive, &[&["read", path.to_str().unwrap()], &limit[..]].concat());
        assert_eq!(read["outcome"], outcome, "{name}");
    }
    let files = archive.files();
    let report = output(&archive, &[&["index", files.to_str().unwrap()], &limit[..]].concat());
    assert_eq!(report["extracted"], 2, "{report}");
    assert_eq!(output(&archive, &["status"])["unread_files"].as_array().unwrap().len(), 3);
}

#[test]
fn what_read_says_is_a_record_and_an_outcome() {
    let archive = archive();
    let path = archive.path("cites.txt");
    let mut read = output(&archive, &["read", path.to_str().unwrap()]);
    let outcome = read.as_object_mut().unwrap().remove("outcome");
    assert_eq!(outcome, Some("read".into()));
    check("record.schema.json", &read);
}

#[test]
fn answers_are_as_promised() {
    let archive = archive();
    let long = "hạ tầng ".repeat(200);
    for query in [
        "hạ tầng số",
        "ha tang so",
        "\"hạ tầng số\" -giáo",
        "202-KL/TW",
        "3-CV/TU",
        "số:3-CV/TU từ:2025 đến:2026-12-31",
        "màu:đỏ từ:hôm_qua",
        "\"hạ tầng",
        "-số",
        " ",
        "không có gì như thế",
        "UBND tỉnh",
        "kế hoạch của Hội đồng Bộ trưởng",
        "haj taangf soos",
        "hạ tầng NEAR/5 số OR (số:trống -\"đất đai\")",
        "văn bản chưa có số",
        "h* (đất OR nhà",
        "OR đất",
        "(((((((((đất OR nhà)))))))))",
        "hạ tần* loại:CV ngày:2025",
        &long,
    ] {
        check("search.schema.json", &output(&archive, &["search", "--loose", query]));
        check("search.schema.json", &output(&archive, &["search", "--explain", query]));
    }
}

/// The fields of the index. After a change on purpose: raise `VERSION` of `index::schema`, and run
/// this test with `TRACUU_WRITE_SCHEMA=1`.
#[test]
fn the_fields_of_the_index_are_as_written_down() {
    let (schema, _) = tracuu::index::schema::build();
    let fields = serde_json::json!({
        "version": tracuu::index::schema::VERSION,
        "fields": serde_json::to_value(schema).unwrap(),
    });
    let path = file("index.json");
    if std::env::var_os("TRACUU_WRITE_SCHEMA").is_some() {
        fs::write(&path, format!("{fields:#}\n")).unwrap();
    }
    let written: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(written, fields);
}
