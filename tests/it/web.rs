//! The web of citations, what falls due, secret papers, corrections: through the program and the API.

use super::support::{Archive, call, json};
use serde_json::Value;
use std::fs;
use tracuu::serve::{self, state::State};

/// A letter of a province with the parts that every letter has.
fn letter(place: &str, number: &str, day: &str, body: &str) -> String {
    let upper = place.to_uppercase();
    format!(
        "TỈNH ỦY {upper}\n*\nSố {number}\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\n{place}, ngày {day}\n\n\
         V/v công tác văn thư\n\nKính gửi: Các cơ quan, đơn vị tỉnh\n\n{body}\n\n\
         Nơi nhận:\n- Như trên,\n- Lưu VPTU.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nVũ Thị Mai\n"
    )
}

pub(super) fn run(archive: &Archive, arguments: &[&str]) -> (i32, String, String) {
    let index = archive.index();
    let globals = ["--index", index.to_str().unwrap(), "--lang", "vi"];
    let (code, out, err) = call(globals.iter().chain(arguments));
    (code, out, err)
}

fn value(archive: &Archive, arguments: &[&str]) -> Value {
    let (_, out, err) = run(archive, &[arguments, &["--format", "json"]].concat());
    assert!(!out.is_empty(), "{err}");
    json(&out)
}

/// Two provinces have a letter with the same number; one paper replaces another; one is only cited.
pub(super) fn archive() -> Archive {
    let archive = Archive::new();
    let order = "05 tháng 3 năm 2025";
    archive.write(
        "a.txt",
        letter(
            "Nghệ An",
            "12-CV/TU",
            order,
            "Căn cứ Kết luận số 7-KL/TW, ngày 02/01/2025 của Ban Bí thư;",
        ),
    );
    archive.write("b.txt", letter("Cà Mau", "12-CV/TU", order, "Trân trọng./."));
    archive.write(
        "c.txt",
        letter(
            "Nghệ An",
            "30-CV/TU",
            "01 tháng 9 năm 2025",
            "Công văn này thay thế Công văn số 12-CV/TU, ngày 05/3/2025 của Ban Thường vụ Tỉnh ủy \
             Nghệ An.\n\n1. Sở Nội vụ rà soát hồ sơ, hoàn thành trước ngày 15/12/2025.\n\n2. Các cơ \
             quan định kỳ hằng quý báo cáo kết quả.",
        ),
    );
    archive.write(
        "d.txt",
        letter("Nghệ An", "31-CV/TU", "02 tháng 12 năm 2025", "Thực hiện Công văn số 30-CV/TU, ngày 01/9/2025 của Ban Thường vụ Tỉnh ủy, đã hoàn thành rà soát."),
    );
    archive.run();
    archive
}

pub(super) fn id_of(archive: &Archive, name: &str) -> String {
    archive.read()[name].to_string()
}

#[test]
fn cites_shows_both_directions_and_tells_documents_with_one_number_apart() {
    let archive = archive();
    let found = value(&archive, &["cites", "12", "cv/tu"]);
    let documents = found["documents"].as_array().unwrap();
    assert_eq!(documents.len(), 2, "{found:#}");
    let of = |place: &str| {
        let name = format!("Tỉnh ủy {place}");
        documents.iter().find(|d| d["issuer"] == name.as_str()).unwrap()
    };
    let own = of("Nghệ An");
    assert_eq!(own["cites"][0]["node"]["number"], "7-KL/TW");
    assert_eq!(own["cites"][0]["relations"][0], "based_on");
    assert_eq!(own["cites"][0]["node"]["held"], Value::Null);
    assert_eq!(own["cited_by"][0]["node"]["number"], "30-CV/TU");
    assert_eq!(own["cited_by"][0]["relations"][0], "replaces");
    // The letter of the other province is another document.
    assert_eq!(of("Cà Mau")["cited_by"].as_array().unwrap().len(), 0);

    let deep = value(&archive, &["cites", "12-CV/TU", "--depth", "3"]);
    let own =
        deep["documents"].as_array().unwrap().iter().find(|d| d["issuer"] == "Tỉnh ủy Nghệ An");
    let step = &own.unwrap()["cited_by"][0]["branches"][0]["node"];
    assert_eq!(step["number"], "31-CV/TU");

    let shown = value(&archive, &["show", &id_of(&archive, "a.txt")]);
    assert_eq!(shown["superseded_by"][0]["relation"], "replaces");
    assert_eq!(shown["superseded_by"][0]["number"], "30-CV/TU");

    let (code, dot, _) = run(&archive, &["cites", "12-CV/TU", "--format", "dot"]);
    assert!(code == 0 && dot.starts_with("digraph") && dot.contains("label=\"replaces\""), "{dot}");
    let (code, tree, _) = run(&archive, &["cites", "12-CV/TU", "--format", "table"]);
    assert!(code == 0 && tree.contains("Thay thế: Công văn 30-CV/TU"), "{tree}");
    assert_eq!(run(&archive, &["cites", "999-CV/TU"]).0, 1);
    let (code, _, said) = run(&archive, &["missing", "--format", "dot"]);
    assert!(code == 2 && said.contains("chỉ dùng với tracuu cites"), "{said}");
}

#[test]
fn what_is_cited_and_not_held_is_missing() {
    let archive = archive();
    let found = value(&archive, &["missing"]);
    assert_eq!(found["total"], 1, "{found:#}");
    let document = &found["documents"][0];
    assert_eq!(document["number"], "7-KL/TW");
    assert_eq!(document["date"], "2025-01-02");
    assert_eq!(document["cited_by"], 1);
    assert_eq!(document["since"], "2025-03-05");
    assert_eq!(document["issuers"][0]["issuer"], "Tỉnh ủy Nghệ An");
    // Once it is held, nothing is missing.
    let conclusion = "BAN CHẤP HÀNH TRUNG ƯƠNG\n*\nSố 7-KL/TW\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nHà Nội, ngày \
                      02 tháng 01 năm 2025\n\nKẾT LUẬN\nCỦA BAN BÍ THƯ\nvề công tác văn thư\n\nBan Bí thư \
                      yêu cầu:\n\nT/M BAN BÍ THƯ\n";
    archive.write("e.txt", conclusion);
    archive.run();
    assert_eq!(value(&archive, &["missing"])["total"], 0);
    assert_eq!(run(&archive, &["missing"]).0, 1);
}

#[test]
fn what_is_held_twice_is_reported_and_copies_know_their_original() {
    let archive = archive();
    assert_eq!(run(&archive, &["duplicates"]).0, 1);
    let order = "05 tháng 3 năm 2025";
    let other = letter("Cà Mau", "12-CV/TU", order, "Trân trọng kính mời./.");
    archive.write("again.txt", &other);
    archive.write("same.txt", &other);
    let original = letter("Cà Mau", "77-CV/TU", order, "Thực hiện./.");
    archive.write("original.txt", &original);
    let copied =
        "\nTỈNH ỦY CÀ MAU\nVĂN PHÒNG\n*\nSAO Y\nSố 15-SY/VPTU\nCà Mau, ngày 07 tháng 3 năm 2025\n";
    archive.write("copy.txt", format!("{original}{copied}"));
    archive.run();
    let found = value(&archive, &["duplicates"]);
    assert_eq!(found["same_content"][0]["paths"].as_array().unwrap().len(), 2, "{found:#}");
    let same = found["same_number"].as_array().unwrap();
    let letters = same.iter().find(|same| same["number"] == "12-CV/TU").unwrap();
    // Not the letter of the other province.
    assert_eq!(letters["documents"].as_array().unwrap().len(), 2, "{found:#}");
    assert!(found.to_string().contains("Nơi nhận: - Như trên"), "{found:#}");
    assert!(same.iter().all(|same| same["number"] != "77-CV/TU"), "{found:#}");
    let shown = value(&archive, &["show", &id_of(&archive, "copy.txt")]);
    assert_eq!(shown["copy"]["kind"], "SY", "{shown:#}");
    assert_eq!(shown["original"], id_of(&archive, "original.txt").as_str());
}

#[test]
fn deadlines_are_listed_marked_and_given_to_a_calendar() {
    let archive = archive();
    let found = value(&archive, &["deadlines"]);
    assert_eq!(found["total"], 1, "{found:#}");
    let task = &found["tasks"][0];
    assert_eq!(task["date"], "2025-12-15");
    assert_eq!(task["kind"], "before");
    assert_eq!(task["who"], serde_json::json!(["Sở Nội vụ"]));
    assert_eq!(task["document"]["number"], "30-CV/TU");
    assert_eq!(task["later"][0]["number"], "31-CV/TU");
    assert_eq!(value(&archive, &["deadlines", "--undated"])["total"], 2);
    assert_eq!(value(&archive, &["deadlines", "--from", "2026"])["total"], 0);
    assert_eq!(
        value(&archive, &["deadlines", "--to", "12/2025", "--who", "so noi vu"])["total"],
        1
    );
    assert_eq!(value(&archive, &["deadlines", "--who", "Sở Y tế"])["total"], 0);
    assert_eq!(run(&archive, &["deadlines", "--from", "mai"]).0, 2);

    let (code, calendar, _) = run(&archive, &["deadlines", "--format", "ics"]);
    assert!(code == 0 && calendar.starts_with("BEGIN:VCALENDAR\r\n"), "{calendar}");
    assert!(calendar.contains("DTSTART;VALUE=DATE:20251215"), "{calendar}");
    let (_, sheet, _) = run(&archive, &["deadlines", "--format", "csv"]);
    assert!(sheet.starts_with('\u{feff}') && sheet.contains("Sở Nội vụ"), "{sheet}");

    let name = task["task"].as_str().unwrap();
    let done = ["deadlines", "done", name, "--by-document", "31-CV/TU", "--by", "Mai"];
    assert_eq!(run(&archive, &done).0, 0);
    let task = &value(&archive, &["deadlines"])["tasks"][0];
    assert_eq!((&task["state"], &task["done"]["value"]), (&"done".into(), &"31-CV/TU".into()));
    // It outlives the index.
    archive.run();
    assert_eq!(value(&archive, &["deadlines", "--state", "done"])["total"], 1);
    assert_eq!(run(&archive, &["deadlines", "undo", name]).0, 0);
    assert_eq!(value(&archive, &["deadlines", "--state", "done"])["total"], 0);
    assert_eq!(run(&archive, &["deadlines", "done", "0123456789abcdef.01234567"]).0, 1);
}

#[test]
fn nothing_of_a_secret_paper_is_kept() {
    let archive = archive();
    let text =
        letter("Nghệ An", "40-CV/TU", "05 tháng 3 năm 2025", "Phương án xyzzyplugh của tỉnh.");
    archive.write("secret.txt", format!("TỐI MẬT\n\n{text}"));
    archive.write(
        "about.txt",
        letter(
            "Nghệ An",
            "41-CV/TU",
            "05 tháng 3 năm 2025",
            "Về bảo vệ bí mật nhà nước: văn bản mật, tối mật.",
        ),
    );
    let files = archive.files();
    let files = files.to_str().unwrap();
    let (code, _, _) = run(&archive, &["index", files]);
    assert_eq!(code, 1);
    let status = value(&archive, &["status"]);
    let unread = status["unread_files"].as_array().unwrap();
    assert_eq!(unread.len(), 1, "{status:#}");
    assert_eq!((&unread[0]["code"], &unread[0]["level"]), (&"secret".into(), &"Tối mật".into()));
    let nothing = value(&archive, &["search", "xyzzyplugh"]);
    assert_eq!((&nothing["total"], &nothing["near"]), (&0.into(), &0.into()));
    assert_eq!(value(&archive, &["cites", "40-CV/TU"])["documents"].as_array().unwrap().len(), 0);
    assert_eq!(value(&archive, &["search", "\"bảo vệ bí mật nhà nước\""])["total"], 1);
    for file in walkdir::WalkDir::new(archive.index()) {
        let file = file.unwrap();
        if file.file_type().is_file() {
            let bytes = fs::read(file.path()).unwrap();
            let kept = bytes.windows(10).any(|window| window == b"xyzzyplugh");
            assert!(!kept, "{}", file.path().display());
        }
    }
    // Where it is allowed it is a directive like others, and leaves again where it is not.
    assert_eq!(run(&archive, &["index", files, "--allow-secret"]).0, 0);
    assert_eq!(value(&archive, &["search", "xyzzyplugh"])["total"], 1);
    assert_eq!(run(&archive, &["index", files]).0, 1);
    assert_eq!(value(&archive, &["search", "xyzzyplugh"])["total"], 0);
    let path = archive.path("secret.txt");
    let (code, out, _) = run(&archive, &["read", path.to_str().unwrap(), "--text"]);
    assert!(code == 1 && !out.contains("xyzzyplugh"), "{out}");
}

#[test]
fn a_correction_is_kept_shown_searched_and_taken_back() {
    let archive = archive();
    let id = id_of(&archive, "b.txt");
    let fixed = ["fix", &id, "number=13-CV/TU", "trích yếu=tu bổ đê điều", "--by", "Mai"];
    assert_eq!(run(&archive, &fixed).0, 0);
    let shown = || value(&archive, &["show", &id]);
    let check = || {
        let shown = shown();
        assert_eq!(shown["number"], "13-CV/TU");
        assert_eq!(shown["subject"], "tu bổ đê điều");
        assert_eq!(shown["corrections"][0]["field"], "number");
        assert_eq!(shown["corrections"][0]["was"], "12-CV/TU");
        assert_eq!(shown["corrections"][0]["by"], "Mai");
        assert_eq!(value(&archive, &["show", "13-CV/TU"])["id"], id.as_str());
    };
    check();
    // A file that is read anew, and an index that is made anew.
    fs::remove_dir_all(
        archive.index().join(fs::read_to_string(archive.index().join("CURRENT")).unwrap().trim()),
    )
    .unwrap();
    archive.run();
    check();
    for wrong in ["number=abc", "ngày=31/2/2025", "màu=đỏ"] {
        let (code, _, said) = run(&archive, &["fix", &id, wrong]);
        assert_eq!(code, 2, "{wrong}: {said}");
    }
    assert_eq!(run(&archive, &["fix", &id, "number", "subject"]).0, 0);
    assert_eq!(shown()["number"], "12-CV/TU");
    assert_eq!(shown()["corrections"].as_array().unwrap().len(), 0);
    assert_eq!(run(&archive, &["fix", "0123456789abcdef", "number=1-CV/TU"]).0, 1);
}

#[tokio::test]
async fn the_api_answers_the_same() {
    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt;

    let archive = archive();
    let state = State::new(&archive.index(), "127.0.0.1:0".parse().unwrap(), None);
    let router = serve::router(state);
    let get = async |address: &str| {
        let request =
            Request::get(address).header("host", "127.0.0.1").body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, kind, String::from_utf8(body.to_vec()).unwrap())
    };
    let (status, _, body) = get("/api/v1/numbers/12-CV%2FTU?depth=2").await;
    assert_eq!((status, json(&body)["documents"].as_array().unwrap().len()), (200, 2));
    let (_, _, body) = get("/api/v1/missing").await;
    assert_eq!(json(&body), value(&archive, &["missing"]));
    let (_, kind, body) = get("/api/v1/missing?format=csv").await;
    assert!(kind.starts_with("text/csv") && body.starts_with('\u{feff}'), "{kind} {body}");
    let (_, _, body) = get("/api/v1/deadlines?undated=1").await;
    assert_eq!(json(&body), value(&archive, &["deadlines", "--undated"]));
    let (_, kind, body) = get("/api/v1/deadlines?format=ics").await;
    assert!(kind.starts_with("text/calendar") && body.contains("END:VCALENDAR"), "{kind} {body}");
    for wrong in
        ["missing?format=ics", "deadlines?from=mai", "deadlines?state=x", "numbers/x?depth=0"]
    {
        let (status, kind, body) = get(&format!("/api/v1/{wrong}")).await;
        assert_eq!((status, kind.as_str()), (400, "application/problem+json"), "{wrong} {body}");
    }
}
