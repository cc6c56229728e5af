//! Damaged text: found by what it most likely said, under its own name, and never as if it were read.

use super::support::{Archive, call, json};
use serde_json::Value;
use tracuu::text::fold::fold;

/// A letter as an OCR without Vietnamese leaves it.
const DAMAGED: &str = "UY BAN NHAN DAN\nTINH SONG VAN\n\nSé: 318/UBND-KGVX\nSéng Van, ngay 12 thang 5 nam 2025\n\
    V/v trién khai ha tdng sé va chuyén d6i sé trén dia ban tinh\n\n\
    Kinh giri: Céc s&, ban, nganh tinh; Uy ban nhan dan céc xa, phuong.\n\n\
    Thuc hién chi dao cua Thu tu6ng Chinh phi, Uy ban nhan dan tinh yéu ciu cdc sd, nganh, dia phuong tap\n\
    trung ra soat, hoan thién co s& dit liéu ding chung, bao dam két néi thong suét, an toan thong tin trong qua\n\
    trinh vin hanh chinh quyén dia phuong hai cp. Sd Khoa hoc va Cong nghé chu tri, phdi hop véi cac don vi lién\n\
    quan theo déi, don déc va bao cdo Uy ban nhan dan tinh truéc ngay 30 thang 6 nim 2025 theo quy dinh./.\n";
/// The same subject, as it should be.
const GOOD: &str = "ỦY BAN NHÂN DÂN\nTỈNH SÔNG VÂN\n\nSố: 12/UBND-KGVX\nV/v phát triển hạ tầng số\n\n\
    Ủy ban nhân dân tỉnh yêu cầu các sở, ngành, địa phương tập trung phát triển hạ tầng số, hoàn thiện cơ sở dữ liệu.\n";

fn archive() -> Archive {
    let archive = Archive::new();
    archive.write("damaged.txt", DAMAGED);
    archive.write("good.txt", GOOD);
    archive.run();
    archive
}

fn ask(archive: &Archive, arguments: &[&str]) -> Value {
    let index = archive.index();
    let globals = ["--index", index.to_str().unwrap(), "--format", "json"];
    let (_, out, _) = call(globals.iter().chain(arguments));
    json(&out)
}

fn read(archive: &Archive, name: &str) -> Value {
    ask(archive, &["read", "--text", archive.path(name).to_str().unwrap()])
}

fn matches(answer: &Value) -> Vec<(String, String)> {
    let name = |hit: &Value| hit["path"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let hits = answer["hits"].as_array().unwrap();
    hits.iter().map(|hit| (name(hit), hit["match"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn damaged_text_is_found_after_what_is_read_word_for_word() {
    let archive = archive();
    for question in ["\"hạ tầng số\"", "hạ tầng số", "ha tang so"] {
        let answer = ask(&archive, &["search", question]);
        let found = matches(&answer);
        assert_eq!(found.len(), 2, "{question}: {found:?}");
        assert_eq!(found[0].0, "good.txt", "{question}");
        assert_eq!(found[1], ("damaged.txt".into(), "recovered".into()), "{question}");
        assert_eq!((&answer["total"], &answer["counts"]["recovered"]), (&2.into(), &1.into()));
        let snippet = answer["hits"][1]["snippets"][0]["text"].as_str().unwrap();
        assert!(snippet.contains("hạ tầng số"), "{snippet}");
    }
    let nowhere = ask(&archive, &["search", "\"hạ tầng giao thông\""]);
    assert_eq!(nowhere["counts"]["recovered"], 0);
}

/// A page that can be read, with an enclosure that cannot.
#[test]
fn a_damaged_passage_of_a_good_page_is_found() {
    let archive = Archive::new();
    let body = DAMAGED.split_once("Thuc hién").map(|(_, body)| format!("Thuc hién{body}")).unwrap();
    archive.write("both.txt", format!("{}\n{body}\n{GOOD}", GOOD.repeat(3)));
    archive.run();
    for (question, expected) in [
        ("\"phát triển hạ tầng số\"", "exact"),
        ("\"bảo đảm kết nối thông suốt\"", "recovered"),
        ("\"chính quyền địa phương\"", "recovered"),
    ] {
        let answer = ask(&archive, &["search", question]);
        assert_eq!(matches(&answer), [("both.txt".into(), expected.into())], "{question}");
    }
    let read = read(&archive, "both.txt");
    assert_eq!(read["outcome"], "read");
    let text = read["text"][0]["restored"]["text"].as_str().unwrap();
    assert!(
        text.contains("phát triển hạ tầng số") && text.contains("kết nối thông suốt"),
        "{text}"
    );
}

#[test]
fn guesses_can_be_left_out() {
    let archive = archive();
    let answer = ask(&archive, &["search", "--verified", "\"hạ tầng số\""]);
    assert_eq!(matches(&answer), [("good.txt".into(), "exact".into())]);
    assert_eq!((&answer["total"], &answer["counts"]["recovered"]), (&1.into(), &0.into()));
}

#[test]
fn the_record_is_read_from_what_was_most_likely_said() {
    let archive = archive();
    let read = read(&archive, "damaged.txt");
    assert_eq!(read["number"], "318/UBND-KGVX");
    assert_eq!(read["date"], "2025-05-12");
    assert_eq!((&read["origin"], &read["has_pictures"]), (&"recovered".into(), &false.into()));
    assert_eq!(read["outcome"], "junk", "it is not read, only guessed");
    let subject = read["subject"].as_str().unwrap();
    assert!(subject.contains("hạ tầng số và chuyển đổi số"), "{subject}");
    // The text as it was read is kept, beside what it most likely said.
    let page = &read["text"][0];
    assert_eq!(page["text"], DAMAGED);
    let restored = page["restored"]["text"].as_str().unwrap();
    assert!(restored.contains("Khoa học và Công nghệ"), "{restored}");
    for place in page["restored"]["uncertain"].as_array().unwrap() {
        let [start, end] = [0, 1].map(|at| usize::try_from(place[at].as_u64().unwrap()).unwrap());
        assert!(restored.get(start..end).is_some_and(|word| !word.is_empty()));
    }
}

#[test]
fn good_text_is_left_alone() {
    let archive = archive();
    let read = read(&archive, "good.txt");
    assert_eq!(read["origin"], "text");
    assert_eq!(read["text"][0].get("restored"), None);
}

#[test]
fn a_text_is_shown_as_it_was_read_if_asked() {
    let archive = archive();
    let path = archive.path("damaged.txt");
    let text = |more: &[&str]| {
        let arguments = [&["--format", "table", "read", "--text"], more, &[path.to_str().unwrap()]];
        call(arguments.concat())
    };
    let (_, shown, said) = text(&[]);
    assert!(shown.contains('‹') && said.contains("--raw"), "{shown}");
    assert!(shown.replace(['‹', '›'], "").contains("triển khai hạ tầng số"), "{shown}");
    let (_, raw, _) = text(&["--raw"]);
    assert!(raw.contains("ha tdng") && !raw.contains('‹'), "{raw}");
}

/// A text typed without marks is found as it is; for reading it can be had with the marks that it most
/// likely had.
#[test]
fn a_text_without_marks_is_shown_with_marks_if_asked() {
    let archive = Archive::new();
    archive.write("bare.txt", fold(GOOD));
    archive.run();
    let answer = ask(&archive, &["search", "\"hạ tầng số\""]);
    assert_eq!(matches(&answer), [("bare.txt".into(), "unaccented".into())]);
    let id = answer["hits"][0]["id"].as_str().unwrap();
    let restored = |arguments: &[&str]| {
        let shown = ask(&archive, arguments);
        shown["text"][0]["restored"]["text"].as_str().map(str::to_owned)
    };
    assert_eq!(restored(&["show", "--text", id]), None);
    let text = restored(&["show", "--text", "--marks", id]).unwrap();
    assert!(text.contains("phát triển hạ tầng số") && text.contains("ủy ban nhân dân"), "{text}");
    let path = archive.path("bare.txt");
    let read = restored(&["read", "--text", "--marks", path.to_str().unwrap()]).unwrap();
    assert_eq!(read, text);
    let both = ["show", "--text", "--marks", "--raw", id];
    assert_eq!(call(["--index", archive.index().to_str().unwrap()].iter().chain(&both)).0, 2);
}
