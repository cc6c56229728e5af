//! Tables of a user in place of the built-in ones: `--data DIR`, `tracuu gen data DIR`.

use super::support::{Archive, call, json, letter, said, tracuu};
use std::fs;
use std::path::Path;

/// A paper of a kind that no built-in table has.
const DISPATCH: &str = "UBND TỈNH HƯNG YÊN\nSỞ Y TẾ\nSố: 15/MGL-SYT\n\
     Hưng Yên, ngày 08 tháng 5 năm 2026\n\nMẬT GIAO LỆNH\nVề việc trực tại các bệnh viện\n\n\
     Giám đốc Sở Y tế yêu cầu các bệnh viện tổ chức trực theo Mật giao lệnh số 14/MGL-SYT ngày \
     02/4/2026 của Sở Y tế và báo cáo kết quả.\n";

const KIND: &str =
    "\n[[kind]]\nname = \"Mật giao lệnh\"\nabbreviations = [\"MGL\"]\nsystem = \"state\"\n";

/// A folder with the built-in tables.
fn built_in() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (code, _, err) = call(["gen", "data", folder.path().to_str().unwrap()]);
    assert_eq!((code, err.as_str()), (0, ""));
    folder
}

fn append(path: &Path, text: &str) {
    let before = fs::read_to_string(path).unwrap();
    fs::write(path, before + text).unwrap();
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_kind_of_the_user_is_known_everywhere() {
    let archive = Archive::new();
    archive.write("1.txt", letter(1));
    let file = archive.write("lệnh.txt", DISPATCH);
    let data = built_in();
    append(&data.path().join("kinds.toml"), KIND);
    let kind = |out: &str| json(out)["kind_name"].clone();
    let (_, out, _) = call(["read", text(&file)]);
    assert_ne!(kind(&out), "Mật giao lệnh", "not built in");
    let data = text(data.path());
    let (code, out, err) = call(["--data", data, "read", text(&file)]);
    assert_eq!((code, kind(&out)), (0, "Mật giao lệnh".into()), "{err}");
    assert_eq!(json(&out)["citations"][0]["kind_name"], "Mật giao lệnh");
    let index = archive.index();
    let on = |arguments: &[&str]| {
        let mut command = tracuu();
        command.env("TRACUU_DATA", data).arg("--index").arg(&index).args(arguments);
        said(&command.output().unwrap())
    };
    let (code, _, err) = on(&["index", text(&archive.files())]);
    assert_eq!(code, 0, "{err}");
    let (code, out, _) = on(&["search", "mật giao lệnh 15"]);
    assert_eq!((code, &json(&out)["hits"][0]["kind_name"]), (0, &"Mật giao lệnh".into()), "{out}");
}

#[test]
fn other_tables_read_everything_again() {
    let archive = Archive::new();
    archive.write("1.txt", letter(1));
    let data = built_in();
    let (files, index) = (archive.files(), archive.index());
    let (files, index, data) = (text(&files), text(&index), data.path());
    let new = |arguments: &[&str]| {
        let (code, out, err) =
            call(["--index", index].iter().chain(arguments).chain(&["index", files]));
        assert_eq!(code, 0, "{err}");
        let report = json(&out);
        (report["new"].clone(), report["unchanged"].clone())
    };
    assert_eq!(new(&[]), (1.into(), 0.into()));
    assert_eq!(new(&["--data", text(data)]), (0.into(), 1.into()), "the same tables");
    append(&data.join("kinds.toml"), "\n# A remark.\n");
    assert_eq!(new(&["--data", text(data)]), (0.into(), 1.into()), "a remark");
    append(&data.join("kinds.toml"), KIND);
    let (code, _, err) = call(["--index", index, "--data", text(data), "search", "hạ tầng"]);
    assert_eq!(code, 2);
    assert!(err.contains("other tables (--data)") && err.contains("tracuu index"), "{err}");
    assert_ne!(new(&["--data", text(data)]).1, 1, "all is read again");
    let (code, out, _) = call(["--index", index, "--data", text(data), "search", "hạ tầng"]);
    assert_eq!((code, &json(&out)["total"]), (0, &1.into()));
    let (code, _, _) = call(["--index", index, "search", "hạ tầng"]);
    assert_eq!(code, 2, "the built-in tables are others");
}

#[test]
fn a_wrong_table_is_told() {
    let file = tempfile::tempdir().unwrap();
    let file = file.path().join("1.txt");
    let kind = |fields: &str| format!("\n[[kind]]\nname = \"X\"\nsystem = \"state\"\n{fields}\n");
    let agency = |more: &str| {
        format!("[[agency]]\nsymbol = \"A\"\nname = \"Sông\"\nsystem = \"state\"\n{more}")
    };
    for (name, content, expected) in [
        ("kinds.toml", "[[kind]\n".to_owned(), vec!["line 1", "gen data"]),
        (
            "kinds.toml",
            kind("abbreviations = [\"X\"]\ncolour = 1"),
            vec!["line 6", "colour", "expected"],
        ),
        ("kinds.toml", kind("abbreviations = \"X\""), vec!["line 5"]),
        ("kinds.toml", kind("abbreviations = []"), vec!["line 2", "\"X\" has no abbreviation"]),
        ("kinds.toml", kind("abbreviations = [\"1\"]"), vec!["line 2", "\"1\" is no abbreviation"]),
        (
            "kinds.toml",
            kind("abbreviations = [\"X\"]").repeat(2),
            vec!["line 7", "\"X\" stands in another"],
        ),
        (
            "kinds.toml",
            "[[kind]]\nabbreviations = [\"X\"]\nsystem = \"both\"\n".into(),
            vec!["line 1", "name"],
        ),
        (
            "kinds.toml",
            "[[kind]]\nname = \"\"\nabbreviations = [\"X\"]\nsystem = \"both\"\n".into(),
            vec!["line 1", "no name"],
        ),
        ("kinds.toml", String::new(), vec!["kinds.toml", "kind"]),
        (
            "kind.toml",
            String::new(),
            vec!["kind.toml", "no table of this name", "kinds.toml, agencies.toml"],
        ),
        ("read.me", String::new(), vec!["no table in this folder", "gen data"]),
        (
            "agencies.toml",
            agency("from = 2025-01-01\nuntil = \"2024\""),
            vec!["line 1", "ends before it begins"],
        ),
        (
            "agencies.toml",
            agency("from = \"yesterday\""),
            vec!["line 5", "yesterday", "2025-07-01"],
        ),
        ("agencies.toml", agency("") + &agency(""), vec!["line 5", "\"A\" stands in another"]),
        (
            "agencies.toml",
            agency("\n[[renamed]]\non = 2025\nto = [\"Núi\"]"),
            vec!["line 6", "\"Núi\" is named nowhere"],
        ),
        ("agencies.toml", agency("\n[[renamed]]\non = 2025"), vec!["line 6", "neither"]),
        (
            "agencies.toml",
            agency(
                "\n[[renamed]]\non = 2025\nfrom = [\"Sông\"]\n[[renamed]]\non = 2026\nfrom = [\"Sông\"]",
            ),
            vec!["line 9", "has ended"],
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), &content).unwrap();
        for lang in ["en", "vi"] {
            let (code, out, err) =
                call(["--lang", lang, "--data", text(folder.path()), "read", text(&file)]);
            assert_eq!((code, out.as_str()), (2, ""), "{content} {err}");
            assert!(err.contains(text(folder.path())), "{err}");
            if lang == "vi" {
                let words = ["sửa chỗ đó", "các bảng là"];
                assert!(words.iter().any(|words| err.contains(words)), "{err}");
            } else {
                for part in &expected {
                    assert!(err.contains(part), "{content}\n{part:?} is not in {err}");
                }
            }
        }
    }
    let (code, _, err) = call(["--data", "/no/such/folder", "status"]);
    assert_eq!(code, 2);
    assert!(err.contains("/no/such/folder") && err.contains("no such file"), "{err}");
    let (code, _, err) = call(["--lang", "vi", "--data", "/no/such/folder", "status"]);
    assert_eq!(code, 2);
    assert!(err.contains("không có tệp hoặc thư mục /no/such/folder"), "{err}");
}

#[test]
fn built_in_tables_are_written_once() {
    let folder = built_in();
    for table in &tracuu::data::BUILT_IN {
        let path = folder.path().join(format!("{}.toml", table.name));
        assert_eq!(fs::read_to_string(path).unwrap(), table.toml);
    }
    fs::write(folder.path().join("kinds.toml"), "mine").unwrap();
    fs::remove_file(folder.path().join("agencies.toml")).unwrap();
    for (lang, words) in [("en", "is there already"), ("vi", "đã có và được giữ nguyên")]
    {
        let (code, _, err) = call(["--lang", lang, "gen", "data", text(folder.path())]);
        assert_eq!(code, 2);
        assert!(err.contains("kinds.toml") && err.contains(words), "{err}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("kinds.toml")).unwrap(), "mine");
    assert!(!folder.path().join("agencies.toml").exists(), "all or none");
}

#[test]
fn sound_tables_are_to_be_had_beside_broken_ones() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = tracuu();
    command.env("TRACUU_DATA", "/no/such/folder").args(["gen", "data"]).arg(folder.path());
    let (code, _, err) = said(&command.output().unwrap());
    assert_eq!(code, 0, "{err}");
    assert!(folder.path().join("kinds.toml").exists());
}

#[test]
fn an_empty_variable_is_none() {
    let archive = Archive::new();
    let file = archive.write("1.txt", letter(1));
    let mut command = tracuu();
    command.env("TRACUU_DATA", "").arg("read").arg(&file);
    let (code, _, err) = said(&command.output().unwrap());
    assert_eq!(code, 0, "{err}");
}
