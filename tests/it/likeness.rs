//! Directives that are alike, and what one has that another has not: through the program and the API.

use super::support::{Archive, call, json};
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;
use tracuu::serve::{self, State};

/// A letter about something; the paragraphs between head and foot.
fn letter(number: &str, about: &str, body: &str) -> String {
    format!(
        "TỈNH ỦY HƯNG YÊN\n*\nSố {number}\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nHưng Yên, ngày 08 tháng 5 năm 2026\n\n\
         V/v {about}\n\nKính gửi: Các đảng ủy trực thuộc.\n\n{body}\n\nNơi nhận:\n- Như trên,\n- Lưu VPTU.\n\n\
         T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nVũ Thị Mai\n"
    )
}

const FLOOD: &str = "1. Các xã ven sông kiểm tra từng đoạn đê bối, cống và trạm bơm, lập danh sách điểm xung \
    yếu, gửi về Chi cục Thủy lợi trước ngày 15/6/2026.\n\n2. Lực lượng xung kích mỗi thôn có đủ cuốc, xẻng, \
    bao tải, đèn pin; tập dượt ít nhất một lần trước mùa mưa bão.\n\n3. Khi nước lên báo động hai, di dời \
    người già, trẻ em và gia súc khỏi bãi ngoài đê; không để ai ở lại canh hoa màu.";
const SCHOOL: &str = "1. Phòng học xuống cấp tại các điểm trường lẻ phải được chống thấm, quét vôi và thay bàn \
    ghế hỏng xong trước lễ khai giảng.\n\n2. Giáo viên hợp đồng được trả lương đúng kỳ; trường nào chậm thì \
    hiệu trưởng chịu trách nhiệm trước cấp ủy.";

fn archive() -> Archive {
    let archive = Archive::new();
    archive.write("flood.txt", letter("11-CV/TU", "phòng, chống lụt, bão", FLOOD));
    // Flowed anew over two pages, one date and one paragraph changed.
    let copy = letter("12-CV/TU", "phòng, chống lụt, bão", FLOOD)
        .replace("15/6/2026", "30/6/2026")
        .replace("kiểm tra từng đoạn", "kiểm tra\ntừng   đoạn")
        .replace("2. Lực lượng", "\u{c}2. Lực lượng")
        .replace(
            "Nơi nhận",
            "4. Văn phòng Tỉnh ủy theo dõi, đôn đốc, báo cáo hằng tuần.\n\nNơi nhận",
        );
    archive.write("copy.txt", copy);
    archive.write("school.txt", letter("13-CV/TU", "sửa chữa trường học", SCHOOL));
    let secret = letter("14-CV/TU", "phòng, chống lụt, bão", FLOOD);
    archive.write("secret.txt", format!("TỐI MẬT\n\n{secret}"));
    // A report that holds all of the letter, and much else.
    let other: String =
        (0..40).map(|n| format!("Mục {n}: đã làm việc thứ {n} theo lịch.\n\n")).collect();
    archive.write(
        "report.txt",
        letter("15-BC/TU", "báo cáo tổng hợp", &format!("{FLOOD}\n\n{other}")),
    );
    archive.run();
    archive
}

fn run(archive: &Archive, arguments: &[&str]) -> (i32, String, String) {
    let index = archive.index();
    let globals = ["--index", index.to_str().unwrap(), "--lang", "vi"];
    call(globals.iter().chain(arguments))
}

fn value(archive: &Archive, arguments: &[&str]) -> Value {
    let (_, out, err) = run(archive, &[arguments, &["--format", "json"]].concat());
    assert!(!out.is_empty(), "{err}");
    json(&out)
}

#[test]
fn near_copies_come_first_and_secret_papers_never() {
    let archive = archive();
    let found = value(&archive, &["similar", "11-CV/TU"]);
    assert_eq!(found["document"]["number"], "11-CV/TU");
    let documents = found["documents"].as_array().unwrap();
    let numbers: Vec<&str> = documents.iter().map(|d| d["number"].as_str().unwrap()).collect();
    assert_eq!(numbers[..2], ["12-CV/TU", "15-BC/TU"], "{found:#}");
    assert!(!found.to_string().contains("14-CV/TU") && !found.to_string().contains("secret"));
    let share = |at: usize, name: &str| documents[at][name].as_f64().unwrap();
    assert!(share(0, "a_in_b") > 0.9 && share(0, "b_in_a") > 0.8, "{found:#}");
    assert!(share(1, "a_in_b") > 0.8 && share(1, "b_in_a") < 0.5, "{found:#}");

    let (code, table, _) = run(&archive, &["similar", "11-CV/TU", "--format", "table"]);
    assert!(code == 0 && table.contains("12-CV/TU") && table.contains('%'), "{table}");
    let (_, csv, _) = run(&archive, &["similar", "11-CV/TU", "--format", "csv"]);
    assert!(csv.starts_with("\u{feff}a_in_b,b_in_a,number"), "{csv}");
    let (code, _, said) = run(&archive, &["similar", "13-CV/TU", "--least", "95"]);
    assert!(code == 1 && said.contains("Không có văn bản tương tự"), "{said}");
    assert_eq!(run(&archive, &["similar", "999-CV/TU"]).0, 1);
    assert_eq!(run(&archive, &["similar", "xin chào"]).0, 2);
}

#[test]
fn two_directives_are_compared_passage_by_passage() {
    let archive = archive();
    let found = value(&archive, &["compare", "11-CV/TU", "12 cv tu"]);
    let passages = found["passages"].as_array().unwrap();
    let changes: Vec<&str> = passages.iter().map(|p| p["change"].as_str().unwrap()).collect();
    assert_eq!(changes, ["changed", "changed", "only_b"], "{found:#}");
    assert_eq!(passages[0]["pieces"][1]["text"], "11-CV/TU");
    let date = passages[1]["pieces"].as_array().unwrap();
    let of = |whose: &str| date.iter().find(|piece| piece["of"] == whose).unwrap()["text"].clone();
    assert_eq!((of("a"), of("b")), ("15/6/2026.".into(), "30/6/2026.".into()));
    assert_eq!(passages[2]["b"]["page"], 2);
    assert!(found["a_in_b"].as_f64().unwrap() > found["b_in_a"].as_f64().unwrap());
    assert!(found["same"].as_u64().unwrap() > 8, "{found:#}");
    let all = value(&archive, &["compare", "11-CV/TU", "12-CV/TU", "--all"]);
    let count = all["passages"].as_array().unwrap().len() as u64;
    assert_eq!(count, found["same"].as_u64().unwrap() + 3);

    let (code, table, _) = run(&archive, &["compare", "11-CV/TU", "12-CV/TU", "--format", "table"]);
    assert!(code == 0 && table.contains("[-15/6/2026.-] {+30/6/2026.+}"), "{table}");
    assert!(table.contains("\n+ trang 2: 4. Văn phòng Tỉnh ủy theo dõi"), "{table}");
    let (_, csv, _) = run(&archive, &["compare", "11-CV/TU", "12-CV/TU", "--format", "csv"]);
    assert!(csv.lines().count() == 4 && csv.contains("only_b,,2,,\"4. Văn phòng"), "{csv}");
    let same = value(&archive, &["compare", "11-CV/TU", "11-CV/TU"]);
    assert_eq!((&same["a_in_b"], same["passages"].as_array().unwrap().len()), (&1.0.into(), 0));
    assert_eq!(run(&archive, &["compare", "11-CV/TU", "14-CV/TU"]).0, 1);
}

#[test]
fn of_several_with_one_number_one_is_to_be_chosen() {
    let archive = archive();
    archive.write("again.txt", letter("11-CV/TU", "việc khác", SCHOOL));
    archive.run();
    let (code, out, said) = run(&archive, &["compare", "11-CV/TU", "12-CV/TU"]);
    assert!(code == 1 && out.is_empty() && said.contains("chọn một theo mã văn bản"), "{said}");
    let ids = archive.read();
    for name in ["again.txt", "flood.txt"] {
        assert!(said.contains(ids[name].as_str()), "{said}");
    }
}

#[tokio::test]
async fn the_api_answers_the_same() {
    let archive = archive();
    let state = State::new(&archive.index(), "127.0.0.1:0".parse().unwrap(), None);
    let router = serve::router(state);
    let get = async |address: String| {
        let request =
            Request::get(address).header("host", "127.0.0.1").body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, json(std::str::from_utf8(&body).unwrap()))
    };
    let ids = archive.read();
    let (a, b) = (&ids["flood.txt"], &ids["copy.txt"]);
    let (status, found) = get(format!("/api/v1/documents/{a}/similar")).await;
    assert_eq!((status, &found), (200, &value(&archive, &["similar", a.as_str()])));
    let (_, found) = get(format!("/api/v1/documents/{a}/similar?limit=1&least=90")).await;
    assert_eq!(found["documents"].as_array().unwrap().len(), 1);
    let (status, found) = get(format!("/api/v1/compare?a={a}&b={b}")).await;
    let told = value(&archive, &["compare", a.as_str(), b.as_str()]);
    assert_eq!((status, &found), (200, &told));
    let none = "0123456789abcdef";
    for (address, wanted) in [
        (format!("/api/v1/documents/{none}/similar"), 404),
        (format!("/api/v1/documents/{a}/similar?limit=51"), 400),
        (format!("/api/v1/compare?a={a}"), 400),
        (format!("/api/v1/compare?a={a}&b={none}"), 404),
        (format!("/api/v1/compare?a={a}&b=../b"), 400),
    ] {
        assert_eq!(get(address.clone()).await.0, wanted, "{address}");
    }
}
