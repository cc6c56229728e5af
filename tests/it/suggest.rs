//! Suggestions while typing, and what may be meant where nothing is found.

use super::archive::Archive;
use super::support::{self, call, json};
use std::fs;
use tracuu::index::Index;
use tracuu::ingest::lines::{Line, fill};
use tracuu::search::suggest::{Suggested, suggest};

fn directive(number: u32, subject: &str, body: &str) -> String {
    format!(
        "TỈNH ỦY HƯNG YÊN\n*\nSố {number}-KL/TU\nHưng Yên, ngày 08 tháng 5 năm 2026\n\nKẾT LUẬN\nvề \
         {subject}\n\nKính gửi: Các đảng ủy trực thuộc.\n\n{body}\n"
    )
}

fn archive() -> Archive {
    let texts = [
        directive(
            7,
            "phát triển hạ tầng số",
            "Thực hiện Kết luận số 202-KL/TW, ngày 12/9/2025 của Bộ Chính trị, các sở, ngành tập trung phát triển \
             hạ tầng số ở cấp xã.",
        ),
        directive(
            8,
            "chuyển đổi số",
            "Các cơ quan tiếp tục đầu tư hạ tầng số và phòng, chống mưa bão.",
        ),
        directive(15, "công tác cán bộ", "Chính quyền địa phương rà soát hạ tầng giao thông."),
    ];
    Archive::new(["a", "b", "c"].into_iter().zip(texts.each_ref().map(|text| text.as_str())))
}

fn texts(archive: &Archive, typed: &str, of: Suggested) -> Vec<String> {
    let found = suggest(&archive.snapshot(), typed, 20).unwrap();
    let of_sort = found.suggestions.into_iter().filter(|suggestion| suggestion.of == of);
    of_sort.map(|suggestion| suggestion.text).collect()
}

#[test]
fn phrases_with_or_without_marks() {
    let archive = archive();
    for typed in
        ["hạ tầ", "ha ta", "Hạ Tầ", "ha tầ", "ha\u{323} ta\u{302}\u{300}", "hạ tầng s", "ha tang"]
    {
        let found = texts(&archive, typed, Suggested::Phrase);
        assert!(found.contains(&"hạ tầng số".to_owned()), "{typed}: {found:?}");
    }
    for typed in ["hạ tă", "hà ta", "hạ tấ", "tầng lớp", "", " ", "…"] {
        let found = texts(&archive, typed, Suggested::Phrase);
        assert!(found.is_empty(), "{typed}: {found:?}");
    }
}

#[test]
fn numbers_that_are_held_and_cited() {
    let archive = archive();
    for typed in ["7", "7-k", "7 KL", "kl 7", "kết luận 7", "ket luan 7"] {
        assert_eq!(texts(&archive, typed, Suggested::Number), ["7-KL/TU"], "{typed}");
    }
    for typed in ["20", "202-KL", "kl 2", "Kết luận 202"] {
        assert_eq!(texts(&archive, typed, Suggested::NumberCited), ["202-KL/TW"], "{typed}");
    }
    let found = suggest(&archive.snapshot(), "202", 5).unwrap().suggestions;
    assert_eq!(found[0].count, Some(1));
}

#[test]
fn issuers_and_subjects_from_any_word_on() {
    let archive = archive();
    for typed in ["tỉnh ủy", "tinh uỷ", "hưng", "hung yen"] {
        let found = texts(&archive, typed, Suggested::Issuer);
        assert_eq!(found, ["Tỉnh ủy Hưng Yên"], "{typed}");
    }
    for typed in ["công tác", "cong tac can", "tác cán"] {
        let found = texts(&archive, typed, Suggested::Subject);
        assert!(found.len() == 1 && found[0].contains("công tác cán bộ"), "{typed}: {found:?}");
    }
    assert!(texts(&archive, "ác cán", Suggested::Subject).is_empty());
    assert!(suggest(&archive.snapshot(), "h", 3).unwrap().suggestions.len() <= 3);
}

#[test]
fn what_nobody_wrote_is_not_what_is_meant() {
    let archive = archive();
    for (typed, meant, count) in [
        ("hạ tầng sô", "hạ tầng số", 2),
        ("hạ tầnh số", "hạ tầng số", 2),
        ("\"hạ tâng số\"", "\"hạ tầng số\"", 2),
        ("chuyểm đổi số", "chuyển đổi số", 1),
        ("phát triển hạ tâng số 7-KL/TU", "phát triển hạ tầng số 7-KL/TU", 1),
        ("giaothông", "", 0),
        ("thônh", "thông", 1),
    ] {
        let answer = archive.ask(typed);
        assert_eq!(answer.total, 0, "{typed}");
        let first = answer.did_you_mean.first();
        let found = first.map_or(("", 0), |first| (first.text.as_str(), first.count));
        assert_eq!(found, (meant, count), "{typed}");
        if count > 0 {
            assert_eq!(archive.ask(meant).total, count);
        }
    }
    assert!(archive.ask("hạ tầng số").did_you_mean.is_empty());
}

#[test]
fn the_program_suggests() {
    let archive = support::Archive::new();
    for seed in 0..3 {
        archive.write(&format!("{seed}.txt"), support::letter(seed));
    }
    archive.run();
    let index = archive.index();
    let run = |more: &[&str]| call(["--index", index.to_str().unwrap()].iter().chain(more));
    let (code, out, _) = run(&["suggest", "hạ", "tầ"]);
    assert_eq!(code, 0);
    let found = json(&out);
    assert_eq!(found["query"], "hạ tầ");
    assert_eq!(found["suggestions"][0]["text"], "hạ tầng số");
    assert_eq!(found["suggestions"][0]["of"], "phrase");
    assert_eq!(run(&["suggest", "xyz"]).0, 1);
    let (_, out, _) = run(&["--format", "csv", "suggest", "2-cv"]);
    assert_eq!(out, "\u{feff}of,count,text\r\nnumber,1,2-CV/TU\r\n");
    let (code, out, _) = run(&["--format", "table", "search", "hạ tầng sô"]);
    assert_eq!(code, 1);
    assert!(out.contains("Did you mean: hạ tầng số (3)"), "{out}");
}

/// Suggestions follow the archive.
#[test]
fn what_is_taken_in_is_suggested() {
    let folder = tempfile::tempdir().unwrap();
    let line = |id: &str, text: &str| Line { id: id.into(), title: None, text: text.into() };
    fill(folder.path(), [line("a", "Bảo vệ môi trường nước.")]).unwrap();
    let index = Index::open(folder.path()).unwrap();
    let count = |typed: &str| suggest(&index.snapshot(), typed, 9).unwrap().suggestions.len();
    assert!(count("môi tr") > 0);
    assert_eq!(count("đất đ"), 0);
    fill(folder.path(), [line("b", "Quản lý đất đai ở nông thôn.")]).unwrap();
    index.reload().unwrap();
    assert!(count("đất đ") > 0);
    fs::remove_dir_all(folder.path()).unwrap();
}
