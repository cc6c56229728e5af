//! The page and the API, over a small archive of files in a folder.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tower::ServiceExt;
use tracuu::directive::Said;
use tracuu::directive::{Citation, Directive, Mention, Signer};
use tracuu::document::{
    DocId, Document, Encoding, Failure, Format, Outcome, Page, PageStatus, Span, Warning,
};
use tracuu::fence::{Reading, Settings};
use tracuu::index::record::Prepared;
use tracuu::index::{FileEntry, Writer};
use tracuu::serve::{self, Options, State};

const LETTER: &str = "TỈNH ỦY HƯNG YÊN\nSố 453-CV/TU\nTriển khai thực hiện Kết luận số 202-KL/TW \
    của Ban Chỉ đạo và Kết luận số 27-KL/TW.\n\u{c}Các cơ quan rà soát hạ tầng số dùng chung, \
    nâng cấp hạ tầng\nsố tại cấp xã.\n\u{c}Phát triển hạ tầng số là nhiệm vụ thường xuyên.\n";
const CONCLUSION: &str = "BAN CHẤP HÀNH TRUNG ƯƠNG\nSố 202-KL/TW\nKẾT LUẬN\nvề sắp xếp đơn vị\n";
const HOSTILE: &str = "<script>alert(1)</script> hạ tầng số <img src=x onerror=alert(2)> \
    \u{202e}đảo\u{202c} \u{1b}[31mđỏ\u{7} & \"nháy\" 'đơn'\n";

struct Archive {
    folder: TempDir,
}

impl Archive {
    fn new() -> Self {
        let archive = Self { folder: tempfile::tempdir().unwrap() };
        let mut writer = Writer::open(&archive.index()).unwrap();
        archive.put(&mut writer, "453 công văn.txt", LETTER, letter());
        archive.put(&mut writer, "202-KL_TW.txt", CONCLUSION, conclusion());
        archive.put(&mut writer, "b\"ad<i>.txt", HOSTILE, hostile());
        let failed = |name: &str, outcome| FileEntry {
            path: archive.path(name),
            blake3: None,
            bytes: 12_400,
            changed: 0,
            seen: 0,
            outcome,
        };
        let damaged = Failure::Damaged { detail: "no trailer".into() };
        writer.put_file(&failed("hỏng.pdf", Outcome::Failed(damaged))).unwrap();
        writer.put_file(&failed("khóa.pdf", Outcome::Failed(Failure::Encrypted))).unwrap();
        writer.finish().unwrap();
        archive
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn put(&self, writer: &mut Writer, name: &str, text: &str, directive: Directive) {
        let format = if name.ends_with(".pdf") { Format::Pdf } else { Format::Txt };
        let path = self.path(name);
        fs::write(&path, text).unwrap();
        let hash = blake3::hash(text.as_bytes());
        let pages = text.split('\u{c}');
        let document = Document {
            format,
            encoding: (format == Format::Txt).then_some(Encoding::Utf8),
            pages: pages.map(|text| Page { text: text.into(), status: PageStatus::Text }).collect(),
            warnings: Vec::new(),
            read_by_ocr: Vec::new(),
            has_pictures: false,
            doubted: Vec::new(),
        };
        let blake3 = hash.to_hex().to_string();
        let bytes = text.len() as u64;
        let outcome = document.outcome();
        let id = DocId::from_hash(&hash);
        let reading =
            Reading { document, said: Said { directive, guesses: Vec::new() }, words: Vec::new() };
        let prepared = Prepared::new(id, blake3.clone(), path.clone(), bytes, reading);
        writer.put_directive(&prepared).unwrap();
        let blake3 = Some(blake3);
        writer.put_file(&FileEntry { path, blake3, bytes, changed: 0, seen: 0, outcome }).unwrap();
    }

    fn router(&self) -> Router {
        serve::router(State::new(&self.index(), "127.0.0.1:7878".parse().unwrap(), None))
    }

    fn guarded(&self, token: &str) -> Router {
        serve::router(State::new(&self.index(), "127.0.0.1:7878".parse().unwrap(), Some(token)))
    }
}

fn letter() -> Directive {
    let cites = |number: &str, start| Citation {
        number: number.into(),
        kind: Some("KL".into()),
        kind_name: Some("Kết luận".into()),
        date: None,
        issuer: None,
        subject: None,
        relations: vec![tracuu::directive::Relation::Mentions],
        mentions: vec![Mention {
            span: Span { page: 1, start, end: start + 9 },
            text: number.into(),
        }],
    };
    Directive {
        number: Some("453-CV/TU".into()),
        symbol: Some("CV/TU".into()),
        kind: Some("CV".into()),
        kind_name: Some("Công văn".into()),
        date: Some("2026-05-08".into()),
        year: Some(2026),
        issuer: Some("Tỉnh ủy Hưng Yên".into()),
        subject: Some("triển khai thực hiện Kết luận số 202-KL/TW".into()),
        signer: Some(Signer { name: Some("Nguyễn Văn Mẫu".into()), ..Signer::default() }),
        addressees: vec!["Các huyện ủy".into()],
        recipients: vec!["Như trên".into(), "Lưu VT".into()],
        citations: vec![cites("202-KL/TW", 80), cites("27-KL/TW", 120)],
        ..Directive::default()
    }
}

fn conclusion() -> Directive {
    Directive {
        number: Some("202-KL/TW".into()),
        symbol: Some("KL/TW".into()),
        kind: Some("KL".into()),
        kind_name: Some("Kết luận".into()),
        date: Some("2025-11-14".into()),
        year: Some(2025),
        ..Directive::default()
    }
}

fn hostile() -> Directive {
    Directive {
        symbol: Some("UBND-<b>".into()),
        kind_name: Some("<b>Công văn".into()),
        issuer: Some("</title><script>alert(3)</script>\u{202e}".into()),
        subject: Some("\"><script>alert(4)</script> & \u{202e}ngược\u{0}".into()),
        addressees: vec!["<iframe src=//evil.example>".into()],
        warnings: vec![Warning::Unnumbered],
        ..Directive::default()
    }
}

fn id(text: &str) -> String {
    DocId::from_hash(&blake3::hash(text.as_bytes())).to_string()
}

pub(super) struct Reply {
    pub(super) status: StatusCode,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Reply {
    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    pub(super) fn json(&self) -> Value {
        super::support::json(self.text())
    }

    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[track_caller]
    fn is_problem(&self, status: u16, code: &str) {
        assert_eq!(self.status.as_u16(), status);
        assert_eq!(self.header("content-type"), "application/problem+json");
        let body = self.json();
        assert_eq!(body["code"], code);
        assert_eq!(body["status"], status);
        assert_eq!(body["type"], format!("urn:tracuu:problem:{code}"));
        for key in ["title", "detail", "instance"] {
            assert!(!body[key].as_str().unwrap().is_empty(), "{key}");
        }
    }

    #[track_caller]
    fn is_page(&self, status: u16) {
        assert_eq!(self.status.as_u16(), status);
        assert_eq!(self.header("content-type"), "text/html; charset=utf-8");
        assert!(self.text().starts_with("<!doctype html>\n<html lang=\"vi\">"));
    }
}

async fn send(router: &Router, request: Request<Body>) -> Reply {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes().to_vec();
    Reply { status: parts.status, headers: parts.headers, bytes }
}

pub(super) async fn get(router: &Router, address: &str) -> Reply {
    get_with(router, address, &[]).await
}

pub(super) async fn get_with(router: &Router, address: &str, headers: &[(&str, &str)]) -> Reply {
    let mut request = Request::get(address).header("host", "localhost:7878");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(router, request.body(Body::empty()).unwrap()).await
}

/// Percent-encodes all but letters and digits of ASCII.
pub(super) fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(b).to_string(),
            b => format!("%{b:02X}"),
        })
        .collect()
}

#[tokio::test]
async fn a_search_answers_as_json() {
    let archive = Archive::new();
    let router = archive.router();
    let reply = get(&router, &format!("/api/v1/search?q={}", encoded("hạ tầng số"))).await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("content-type"), "application/json");
    let answer = reply.json();
    assert_eq!(answer["total"], 2);
    assert_eq!(answer["counts"]["exact"], 2);
    assert_eq!(answer["unreadable"], 2);
    let numbers: Vec<_> =
        answer["hits"].as_array().unwrap().iter().map(|hit| hit["number"].clone()).collect();
    assert!(numbers.contains(&Value::from("453-CV/TU")));

    let reply = get(&router, "/api/v1/search?q=202-KL%2FTW").await;
    let answer = reply.json();
    assert_eq!(answer["counts"]["number_own"], 1);
    assert_eq!(answer["counts"]["number_cited"], 1);
    assert_eq!(answer["hits"][0]["id"], id(CONCLUSION));
}

#[tokio::test]
async fn pages_follow_each_other_by_cursor() {
    let archive = Archive::new();
    let router = archive.router();
    let first = get(&router, "/api/v1/search?q=h%E1%BA%A1%20t%E1%BA%A7ng%20s%E1%BB%91&limit=1");
    let first = first.await.json();
    let cursor = first["next"].as_str().unwrap();
    let address =
        format!("/api/v1/search?q={}&limit=1&after={}", encoded("hạ tầng số"), encoded(cursor));
    let second = get(&router, &address).await.json();
    assert_ne!(first["hits"][0]["id"], second["hits"][0]["id"]);
    assert_eq!(second["next"], Value::Null);

    let page = get(&router, &format!("/?q={}&limit=1", encoded("hạ tầng số"))).await;
    let next = page.text().split("rel=\"next\"").next().unwrap();
    let href = next.rsplit("href=\"").next().unwrap().split('"').next().unwrap();
    let href = href.replace("&#38;", "&");
    let page = get(&router, &href).await;
    page.is_page(200);
    assert!(page.text().contains("Trang đầu"));
    assert!(!page.text().contains("rel=\"next\""));
}

#[tokio::test]
async fn wrong_parameters_say_what_where_and_what_to_do() {
    let archive = Archive::new();
    let router = archive.router();
    for (address, name) in [
        ("/api/v1/search?q=a&limit=abc", "`limit` is \"abc\""),
        ("/api/v1/search?q=a&limit=0", "from 1 to 1000"),
        ("/api/v1/search?q=a&limit=1001", "from 1 to 1000"),
        ("/api/v1/search?q=a&after=%3Cx%3E", "`after`"),
        ("/api/v1/search?q=a&loose=perhaps", "give 1 or 0"),
        ("/api/v1/documents/xyz", "16 hexadecimal digits"),
        ("/api/v1/documents/xyz/file", "16 hexadecimal digits"),
    ] {
        let reply = get(&router, address).await;
        reply.is_problem(400, "bad-parameter");
        assert!(reply.json()["detail"].as_str().unwrap().contains(name), "{address}");
    }
    for address in ["/?q=a&limit=abc", "/documents/xyz", "/?q=a&after=zz"] {
        let page = get(&router, address).await;
        page.is_page(400);
        assert!(page.text().contains("Địa chỉ không đúng"));
    }
    let path = format!("/documents/{}?page=0", id(LETTER));
    get(&router, &path).await.is_page(400);
}

#[tokio::test]
async fn what_is_not_there_is_said_by_both_faces() {
    let archive = Archive::new();
    let router = archive.router();
    get(&router, "/api/v1/documents/0123456789abcdef").await.is_problem(404, "no-such-document");
    get(&router, "/api/v1/documents/0123456789abcdef/file")
        .await
        .is_problem(404, "no-such-document");
    get(&router, "/api/v1/nothing").await.is_problem(404, "no-such-page");
    get(&router, "/documents/0123456789abcdef").await.is_page(404);
    let page = get(&router, "/%3Cscript%3E").await;
    page.is_page(404);
    assert!(page.text().contains("Không có trang này"));
    let post = Request::post("/api/v1/search").body(Body::empty()).unwrap();
    let reply = send(&router, post).await;
    reply.is_problem(405, "method-not-allowed");
    assert_eq!(reply.header("allow"), "GET,HEAD");
    let large = Request::post("/").header("content-length", "99999999").body(Body::empty());
    send(&router, large.unwrap()).await.is_page(413);
}

#[tokio::test]
async fn any_question_is_answered() {
    let archive = Archive::new();
    let router = archive.router();
    let questions =
        ["x".repeat(10_000), "(((".repeat(300), "\u{0}\u{202e}".into(), "số: loại: -\"".into()];
    for question in questions {
        let reply = get(&router, &format!("/api/v1/search?q={}", encoded(&question))).await;
        assert_eq!(reply.status, 200);
        get(&router, &format!("/?q={}", encoded(&question))).await.is_page(200);
    }
    let page = get(&router, &format!("/?q={}", "x".repeat(10_000))).await;
    assert!(page.text().contains("Câu tìm quá dài, chỉ dùng 512 ký tự đầu."));
    assert_eq!(get(&router, "/api/v1/search?q=%FF%FE").await.status, 200);
    assert_eq!(get(&router, "/api/v1/search").await.status, 200);
}

#[tokio::test]
async fn a_document_is_answered_with_its_record_and_text() {
    let archive = Archive::new();
    let router = archive.router();
    let address = format!("/api/v1/documents/{}", id(LETTER));
    let record = get(&router, &address).await.json();
    assert_eq!(record["number"], "453-CV/TU");
    assert_eq!(record["pages"], 3);
    assert_eq!(record["citations"][0]["held"], id(CONCLUSION));
    assert_eq!(record["citations"][1]["held"], Value::Null);
    assert_eq!(record["citations"][1]["mentions"][0]["page"], 1);
    assert_eq!(record.get("text"), None);
    let with_text = get(&router, &format!("{address}?text=1")).await.json();
    let pages = with_text["text"].as_array().unwrap();
    assert_eq!(pages.len(), 3);
    assert_eq!(pages[1]["page"], 2);
    assert_eq!(pages[1]["text"], LETTER.split('\u{c}').nth(1).unwrap());
}

#[tokio::test]
async fn the_original_comes_untouched_or_not_at_all() {
    let archive = Archive::new();
    let router = archive.router();
    let address = format!("/api/v1/documents/{}/file", id(LETTER));
    let reply = get(&router, &address).await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.bytes, LETTER.as_bytes());
    assert_eq!(reply.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(reply.header("content-length"), LETTER.len().to_string());
    assert_eq!(reply.header("x-content-type-options"), "nosniff");
    assert_eq!(reply.header("content-security-policy"), "default-src 'none'; sandbox");
    let name = "filename=\"453 cong van.txt\"; filename*=UTF-8''453%20c%C3%B4ng%20v%C4%83n.txt";
    assert_eq!(reply.header("content-disposition"), format!("inline; {name}"));
    let saved = get(&router, &format!("{address}?download=1")).await;
    assert_eq!(saved.header("content-disposition"), format!("attachment; {name}"));
    let held = get_with(&router, &address, &[("if-none-match", reply.header("etag"))]).await;
    assert_eq!(held.status, 304);

    let path = archive.path("453 công văn.txt");
    fs::write(&path, LETTER.replace("453", "454")).unwrap();
    get(&router, &address).await.is_problem(409, "file-changed");
    let held = get_with(&router, &address, &[("if-none-match", reply.header("etag"))]).await;
    held.is_problem(409, "file-changed");
    fs::write(&path, "short").unwrap();
    get(&router, &address).await.is_problem(409, "file-changed");
    fs::remove_file(&path).unwrap();
    get(&router, &address).await.is_problem(410, "file-gone");
    fs::create_dir(&path).unwrap();
    get(&router, &address).await.is_problem(409, "file-changed");
}

#[tokio::test]
async fn a_pdf_comes_as_a_pdf_and_is_not_packed_again() {
    let archive = Archive::new();
    let mut writer = Writer::open(&archive.index()).unwrap();
    let bytes = "%PDF-1.7 made up for this test, long enough to be worth packing\n".repeat(20);
    archive.put(&mut writer, "x.pdf", &bytes, Directive::default());
    writer.finish().unwrap();
    let address = format!("/api/v1/documents/{}/file", id(&bytes));
    let reply = get_with(&archive.router(), &address, &[("accept-encoding", "gzip")]).await;
    assert_eq!(reply.header("content-type"), "application/pdf");
    assert_eq!(reply.header("content-encoding"), "");
    assert_eq!(reply.header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(reply.bytes, bytes.as_bytes());
}

#[tokio::test]
async fn a_copy_stands_in_for_a_changed_file() {
    let archive = Archive::new();
    let mut writer = Writer::open(&archive.index()).unwrap();
    let path = archive.path("z copy.txt");
    fs::write(&path, LETTER).unwrap();
    let blake3 = Some(blake3::hash(LETTER.as_bytes()).to_hex().to_string());
    let bytes = LETTER.len() as u64;
    let entry = FileEntry { path, blake3, bytes, changed: 0, seen: 0, outcome: Outcome::Read };
    writer.put_file(&entry).unwrap();
    writer.finish().unwrap();
    fs::write(archive.path("453 công văn.txt"), "changed").unwrap();
    let reply = get(&archive.router(), &format!("/api/v1/documents/{}/file", id(LETTER))).await;
    assert_eq!(reply.bytes, LETTER.as_bytes());
    assert!(reply.header("content-disposition").contains("z copy.txt"));
}

#[tokio::test]
async fn the_status_tells_what_could_not_be_read() {
    let archive = Archive::new();
    let router = archive.router();
    let status = get(&router, "/api/v1/status").await.json();
    assert_eq!(status["directives"], 3);
    assert_eq!(status["files"], 5);
    assert_eq!(status["unread"], 2);
    assert_eq!(status["outcomes"]["damaged"], 1);
    assert_eq!(status["unread_files"][0]["code"], "damaged");
    assert_eq!(status["unread_files"][1]["outcome"], "failed");
    let page = get(&router, "/status").await;
    page.is_page(200);
    for words in ["hỏng.pdf", "Tệp hỏng, không mở được", "Tệp đặt mật khẩu", "12,4 kB"]
    {
        assert!(page.text().contains(words), "{words}");
    }
}

#[tokio::test]
async fn the_start_page_offers_questions_that_are_answered() {
    let archive = Archive::new();
    let router = archive.router();
    let page = get(&router, "/").await;
    page.is_page(200);
    assert!(page.text().contains("Kho có 3 văn bản"));
    assert!(page.text().contains("2 tệp không đọc được"));
    let examples = page.text().split("class=\"examples\"").nth(1).unwrap();
    let examples = examples.split("</ul>").next().unwrap();
    let hrefs: Vec<&str> =
        examples.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(hrefs.len(), 3);
    for href in hrefs {
        let answer = get(&router, &href.replacen('/', "/api/v1/search", 1)).await.json();
        assert!(answer["total"].as_u64().unwrap() > 0, "{href}");
    }
}

#[tokio::test]
async fn results_say_how_they_matched() {
    let archive = Archive::new();
    let router = archive.router();
    let page = get(&router, &format!("/?q={}", encoded("hạ tầng số"))).await;
    page.is_page(200);
    for words in [
        "2 văn bản</h1>",
        "<b>2</b> đúng nguyên văn",
        "2 tệp không đọc được",
        "Đúng nguyên văn",
        "453-CV/TU",
        "08/5/2026",
        "Tỉnh ủy Hưng Yên",
        "<mark>hạ tầng số</mark>",
        ">tr. 2</a>",
        "<span class=\"n\">1</span>",
    ] {
        assert!(page.text().contains(words), "{words}");
    }
    let narrowed = get(&router, &format!("/?q={}", encoded("hạ tầng số loại:CV"))).await;
    assert!(narrowed.text().contains("1 văn bản</h1>"));
    assert!(page.text().contains(&encoded("hạ tầng số loại:CV")));

    let cited = get(&router, "/?q=27-KL%2FTW").await;
    let note = "Kho chưa có bản chính của 27-KL/TW; có 1 văn bản viện dẫn.";
    assert!(cited.text().contains(note));
}

#[tokio::test]
async fn nothing_found_is_said_with_what_was_not_read() {
    let archive = Archive::new();
    let router = archive.router();
    let page = get(&router, &format!("/?q={}", encoded("\"xuất khẩu gạo\""))).await;
    page.is_page(200);
    let words = "Không tìm thấy văn bản khớp trong phần đã đọc được. Còn 2 tệp không đọc được nên \
                 chưa thể khẳng định là không có.";
    assert!(page.text().contains(words));
    assert!(!page.text().contains("0 kết quả"));
}

#[tokio::test]
async fn a_document_page_marks_its_hits_and_leads_from_one_to_the_next() {
    let archive = Archive::new();
    let router = archive.router();
    let base = format!("/documents/{}", id(LETTER));
    let page = get(&router, &format!("{base}?q={}", encoded("hạ tầng số"))).await;
    page.is_page(200);
    let text = page.text();
    assert!(text.contains("Chỗ khớp <b>1</b>/3"));
    assert!(text.contains("<mark id=\"hit-1\" class=\"current\">hạ tầng số</mark>"));
    assert!(text.contains("<mark id=\"hit-2\">hạ tầng\nsố</mark>"));
    assert!(text.contains("<mark id=\"hit-3\">hạ tầng số</mark>"));
    assert!(text.contains("hit=2#hit-2"));
    for page in 1..=3 {
        assert!(text.contains(&format!("id=\"page-{page}\"")));
    }
    let last = get(&router, &format!("{base}?q={}&hit=3", encoded("hạ tầng số"))).await;
    assert!(last.text().contains("Chỗ khớp <b>3</b>/3"));
    assert!(last.text().contains("<mark id=\"hit-3\" class=\"current\">"));
    assert!(last.text().contains("hit=2#hit-2"));
    assert!(!last.text().contains("hit=4"));
    let third = get(&router, &format!("{base}?q={}&page=3", encoded("hạ tầng số"))).await;
    assert!(third.text().contains("<span id=\"here\"></span><mark id=\"hit-3\""));

    let plain = get(&router, &base).await;
    for words in [
        "Nguyễn Văn Mẫu",
        "Các huyện ủy",
        "Lưu VT",
        "08/5/2026",
        "chưa có trong kho",
        "có trong kho, mở",
        "Mở bản gốc",
        "Tải tệp gốc",
        "/file?download=1",
    ] {
        assert!(plain.text().contains(words), "{words}");
    }
    assert!(!plain.text().contains("<mark"));
    assert!(plain.text().contains(&format!("href=\"/documents/{}\"", id(CONCLUSION))));
    assert!(plain.text().contains("href=\"/?q=27-KL%2FTW\""));
    let unmatched = get(&router, &format!("{base}?q=%22khoai%22")).await;
    assert!(unmatched.text().contains("Câu tìm không khớp chỗ nào"));
}

#[tokio::test]
async fn a_long_text_is_shown_in_parts_and_lands_on_the_hit() {
    let archive = Archive::new();
    let mut lines: Vec<String> =
        (0..40_000).map(|i| format!("Điều {i}. Nội dung của điều này.")).collect();
    lines[30_000] = "Tại đây có cụm từ hải đăng cuối biển.".into();
    let text = lines.join("\n");
    let mut writer = Writer::open(&archive.index()).unwrap();
    archive.put(&mut writer, "long.txt", &text, Directive::default());
    writer.finish().unwrap();
    let router = archive.router();
    let address = format!("/documents/{}?q={}", id(&text), encoded("hải đăng cuối biển"));
    let page = get(&router, &address).await;
    assert!(page.text().contains("<mark id=\"hit-1\" class=\"current\">hải đăng cuối biển</mark>"));
    assert!(page.bytes.len() < 700_000, "{}", page.bytes.len());
    assert!(page.text().contains("Phần trước") && page.text().contains("Phần sau"));
    // From the first part on, following the links shows every line once.
    let mut seen = 0;
    let mut next = Some(format!("/documents/{}?page=1&part=1", id(&text)));
    while let Some(address) = next {
        let page = get(&router, &address).await;
        let numbers = page.text().split("Điều ").skip(1);
        let numbers = numbers.filter_map(|rest| rest.split('.').next()?.parse::<u32>().ok());
        let numbers: Vec<u32> = numbers.collect();
        assert!(numbers[0] <= seen, "{} after {seen}", numbers[0]);
        assert!(*numbers.last().unwrap() >= seen, "{address} leads nowhere");
        seen = numbers.last().unwrap() + 1;
        next = page.text().split("class=\"window\"").skip(1).find_map(|rest| {
            let link = rest.split("</p>").next()?;
            let href = link.split("href=\"").nth(1)?.split('"').next()?.replace("&#38;", "&");
            let href = href.split('#').next()?.to_owned();
            link.contains("Phần sau").then_some(href)
        });
    }
    assert_eq!(seen, 40_000);
}

#[tokio::test]
async fn text_of_documents_is_only_ever_text() {
    let archive = Archive::new();
    let router = archive.router();
    let address = format!("/documents/{}?q={}", id(HOSTILE), encoded("hạ tầng số"));
    let addresses = [
        address,
        format!("/?q={}", encoded("hạ tầng số")),
        "/".into(),
        "/status".into(),
        format!("/numbers/{}", id(HOSTILE)),
        format!("/numbers/{}", encoded("<script>alert(7)</script>\u{202e}\u{1}")),
        format!("/documents/{}?field=issuer", id(HOSTILE)),
        format!("/?q={}", encoded("<script>alert(5)</script>\u{202e}\u{1}")),
        format!("/?q={}", encoded("từ:<script>alert(6)</script>")),
    ];
    for address in addresses {
        let page = get(&router, &address).await;
        page.is_page(200);
        let text = page.text();
        assert_eq!(text.matches("<script").count(), 1, "{address}");
        assert!(text.contains("<script src=\"/assets/tracuu.js?v="), "{address}");
        for raw in ["<script>", "<img", "<iframe", "</title><", "<b>C", "onerror=alert(2)>"] {
            assert!(!text.contains(raw), "{raw} in {address}");
        }
        let hidden = |c: char| (c.is_control() && c != '\n') || "\u{202e}\u{202c}".contains(c);
        assert!(!text.contains(hidden), "{address}");
        assert!(!text.contains("style=") && !text.contains("<style"), "{address}");
    }
    let page = get(&router, &format!("/documents/{}", id(HOSTILE))).await;
    assert!(page.text().contains("&#60;script&#62;alert(1)&#60;/script&#62; hạ tầng số"));
}

#[tokio::test]
async fn every_response_tells_the_browser_what_to_refuse() {
    let archive = Archive::new();
    let router = archive.router();
    for address in [
        "/",
        "/?q=a",
        "/status",
        "/api/v1/search?q=a",
        "/nothing",
        "/api/nothing",
        "/livez",
        "/assets/tracuu.css",
        "/api/v1/search?limit=0",
    ] {
        let reply = get(&router, address).await;
        let policy = reply.header("content-security-policy");
        assert!(policy.contains("default-src 'self'"), "{address}");
        assert!(!policy.contains("unsafe"), "{address}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{address}");
        assert_eq!(reply.header("referrer-policy"), "no-referrer", "{address}");
        assert!(!reply.header("cache-control").is_empty(), "{address}");
        assert!(!reply.header("x-request-id").is_empty(), "{address}");
        assert_eq!(reply.header("access-control-allow-origin"), "", "{address}");
    }
    let styles = get(&router, "/assets/tracuu.css").await;
    assert_eq!(styles.header("content-type"), "text/css; charset=utf-8");
    assert!(styles.header("cache-control").contains("immutable"));
    assert!(!styles.text().contains("http"));
    assert_eq!(get(&router, "/assets/icon.svg").await.header("content-type"), "image/svg+xml");
}

#[tokio::test]
async fn pages_ask_for_nothing_from_elsewhere() {
    let archive = Archive::new();
    let router = archive.router();
    for address in ["/", "/?q=a", "/status", &format!("/documents/{}", id(LETTER))] {
        let page = get(&router, address).await;
        let targets = page.text().split(['"', '\'']).filter(|part| part.contains("//"));
        let elsewhere: Vec<&str> = targets.collect();
        assert!(elsewhere.is_empty(), "{elsewhere:?} in {address}");
    }
}

#[tokio::test]
async fn an_answer_that_is_held_costs_nothing() {
    let archive = Archive::new();
    let router = archive.router();
    for address in ["/?q=202", "/api/v1/search?q=202", "/api/v1/facets"] {
        let first = get(&router, address).await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{address}");
        let held = get_with(&router, address, &[("if-none-match", &tag)]).await;
        assert_eq!(held.status, 304, "{address}");
        assert!(held.bytes.is_empty());
        let other = get_with(&router, "/?q=203", &[("if-none-match", &tag)]).await;
        assert_eq!(other.status, 200);
    }
    let first = get(&router, "/?q=202").await;
    let tag = first.header("etag").to_owned();
    let mut writer = Writer::open(&archive.index()).unwrap();
    archive.put(&mut writer, "new.txt", "Số 202 khác\n", Directive::default());
    writer.finish().unwrap();
    assert_eq!(get(&router, "/readyz").await.status, 200);
    let fresh = get_with(&router, "/?q=202", &[("if-none-match", &tag)]).await;
    assert_eq!(fresh.status, 200);
    assert_ne!(fresh.header("etag"), tag);
}

#[tokio::test]
async fn answers_are_compressed_where_the_client_can_read_it() {
    let archive = Archive::new();
    let router = archive.router();
    let packed = get_with(&router, "/", &[("accept-encoding", "gzip")]).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.bytes.starts_with(&[0x1f, 0x8b]));
    assert_eq!(get(&router, "/").await.header("content-encoding"), "");
}

#[tokio::test]
async fn foreign_hosts_are_refused_while_the_server_is_for_this_machine() {
    let archive = Archive::new();
    let router = archive.router();
    let foreign = get_with(&router, "/api/v1/status", &[]).await;
    assert_eq!(foreign.status, 200);
    let ask = |host: &str, path: &str| {
        Request::get(path).header("host", host).body(Body::empty()).unwrap()
    };
    send(&router, ask("evil.example:7878", "/api/v1/status")).await.is_problem(421, "wrong-host");
    send(&router, ask("evil.example", "/")).await.is_page(421);
    for host in ["127.0.0.1:7878", "[::1]:7878", "localhost"] {
        assert_eq!(send(&router, ask(host, "/api/v1/status")).await.status, 200, "{host}");
    }
}

#[tokio::test]
async fn a_token_is_asked_for_and_kept_in_a_cookie() {
    let archive = Archive::new();
    let router = archive.guarded("s3cret&x");
    let refused = get(&router, "/api/v1/search?q=a").await;
    refused.is_problem(401, "unauthorized");
    assert!(refused.header("www-authenticate").starts_with("Bearer"));
    get(&router, "/").await.is_page(401);
    for wrong in ["Bearer wrong", "Bearer ", "Basic s3cret&x", "s3cret&x"] {
        let reply = get_with(&router, "/api/v1/search?q=a", &[("authorization", wrong)]).await;
        assert_eq!(reply.status, 401, "{wrong}");
    }
    let right = [("authorization", "Bearer s3cret&x")];
    assert_eq!(get_with(&router, "/api/v1/search?q=a", &right).await.status, 200);
    assert_eq!(get(&router, "/?token=wrong").await.status, 401);
    assert_eq!(get(&router, "/api/v1/status?token=s3cret%26x").await.status, 401);

    let welcome = get(&router, "/?q=a&token=s3cret%26x").await;
    welcome.is_page(200);
    assert!(welcome.text().contains("content=\"0; url=/?q=a\""));
    let cookie = welcome.header("set-cookie");
    assert!(cookie.contains("HttpOnly; SameSite=Strict; Path=/"));
    assert!(!cookie.contains("s3cret"));
    let cookie = cookie.split(';').next().unwrap();
    let with_cookie = get_with(&router, "/?q=a", &[("cookie", &format!("a=b; {cookie}"))]).await;
    assert_eq!(with_cookie.status, 200);
    assert_eq!(get_with(&router, "/", &[("cookie", "tracuu=00")]).await.status, 401);
    for free in ["/livez", "/readyz", "/assets/tracuu.css"] {
        assert_eq!(get(&router, free).await.status, 200, "{free}");
    }
}

#[tokio::test]
async fn a_server_without_an_index_says_so_until_there_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join("index");
    let router = serve::router(State::new(&index, "127.0.0.1:0".parse().unwrap(), None));
    assert_eq!(get(&router, "/livez").await.status, 200);
    get(&router, "/readyz").await.is_problem(503, "no-index");
    get(&router, "/api/v1/search?q=a").await.is_problem(503, "no-index");
    let page = get(&router, "/").await;
    page.is_page(503);
    assert!(page.text().contains("Chưa có kho văn bản"));
    Writer::open(&index).unwrap().finish().unwrap();
    assert_eq!(get(&router, "/readyz").await.status, 200);
    let page = get(&router, "/").await;
    page.is_page(200);
    assert!(page.text().contains("Kho chưa có văn bản nào"));
}

#[tokio::test]
async fn an_index_that_is_removed_and_made_anew_is_taken_up() {
    let archive = Archive::new();
    let router = archive.router();
    assert_eq!(get(&router, "/readyz").await.status, 200);
    fs::remove_dir_all(archive.index()).unwrap();
    get(&router, "/readyz").await.is_problem(503, "no-index");
    // What was taken up before is still answered.
    assert_eq!(get(&router, "/api/v1/status").await.json()["directives"], 3);
    let mut writer = Writer::open(&archive.index()).unwrap();
    archive.put(&mut writer, "202-KL_TW.txt", CONCLUSION, conclusion());
    writer.finish().unwrap();
    assert_eq!(get(&router, "/readyz").await.status, 200);
    assert_eq!(get(&router, "/api/v1/status").await.json()["directives"], 1);
    // Once more, with as many operations as before.
    fs::remove_dir_all(archive.index()).unwrap();
    let mut writer = Writer::open(&archive.index()).unwrap();
    archive.put(&mut writer, "other.txt", HOSTILE, hostile());
    writer.finish().unwrap();
    assert_eq!(get(&router, "/readyz").await.status, 200);
    let address = format!("/api/v1/documents/{}", id(HOSTILE));
    assert_eq!(get(&router, &address).await.status, 200);
}

#[tokio::test]
async fn a_folder_of_something_else_is_no_index() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("letter.txt"), "x").unwrap();
    let router = serve::router(State::new(folder.path(), "127.0.0.1:0".parse().unwrap(), None));
    get(&router, "/readyz").await.is_problem(503, "index-broken");
}

#[tokio::test]
async fn the_description_of_the_api_is_the_one_committed() {
    let archive = Archive::new();
    let router = archive.router();
    let served = get(&router, "/api/openapi.json").await.json();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/openapi.json");
    if std::env::var_os("REMAKE_SCHEMA").is_some() {
        let text = serde_json::to_string_pretty(&served).unwrap();
        fs::write(&path, format!("{text}\n")).unwrap();
    }
    let committed: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert!(served == committed, "remake schema/openapi.json with REMAKE_SCHEMA=1");
    assert_eq!(committed["openapi"], "3.1.0");
    let paths: Vec<&String> = committed["paths"].as_object().unwrap().keys().collect();
    assert_eq!(
        paths,
        [
            "/api/v1/compare",
            "/api/v1/deadlines",
            "/api/v1/documents/{id}",
            "/api/v1/documents/{id}/file",
            "/api/v1/documents/{id}/pages/{page}/image.png",
            "/api/v1/documents/{id}/pages/{page}/marks",
            "/api/v1/documents/{id}/similar",
            "/api/v1/facets",
            "/api/v1/missing",
            "/api/v1/numbers/{number}",
            "/api/v1/progress",
            "/api/v1/saved",
            "/api/v1/search",
            "/api/v1/search.atom",
            "/api/v1/search.csv",
            "/api/v1/search.jsonl",
            "/api/v1/status",
            "/api/v1/suggest"
        ]
    );
}

/// What the API answers is what its description says.
#[tokio::test]
async fn answers_fit_their_schemas() {
    let archive = Archive::new();
    let router = archive.router();
    let described = get(&router, "/api/openapi.json").await.json();
    let fits = |name: &str, answer: &Value| {
        let mut schema = described.clone();
        schema["$ref"] = format!("#/components/schemas/{name}").into();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(answer)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    };
    fits("Answer", &get(&router, "/api/v1/search?q=202-KL%2FTW").await.json());
    let explained = format!("/api/v1/search?q={}&explain=1", encoded("hạ tầng số"));
    fits("Answer", &get(&router, &explained).await.json());
    let suggested = get(&router, &format!("/api/v1/suggest?q={}", encoded("hạ tầ"))).await.json();
    fits("Suggestions", &suggested);
    assert_eq!(suggested["suggestions"][0]["text"], "hạ tầng số");
    get(&router, "/api/v1/suggest?q=h&limit=0").await.is_problem(400, "bad-parameter");
    let bare = format!("/api/v1/search?q={}&loose=1", encoded("ha tang so lạ:a -x"));
    fits("Answer", &get(&router, &bare).await.json());
    for text in [LETTER, CONCLUSION, HOSTILE] {
        let document = get(&router, &format!("/api/v1/documents/{}?text=1", id(text))).await;
        fits("Document", &document.json());
    }
    fits("Status", &get(&router, "/api/v1/status").await.json());
    let similar = format!("/api/v1/documents/{}/similar?least=0", id(LETTER));
    fits("Similar", &get(&router, &similar).await.json());
    let compared = format!("/api/v1/compare?a={}&b={}&all=1", id(LETTER), id(CONCLUSION));
    fits("Comparison", &get(&router, &compared).await.json());
    fits("SavedSearches", &get(&router, "/api/v1/saved").await.json());
    let lines = get(&router, "/api/v1/search.jsonl?q=202-KL%2FTW").await;
    let hits: Vec<Value> = lines.text().lines().map(super::support::json).collect();
    assert!(hits.len() > 1);
    hits.iter().for_each(|hit| fits("Hit", hit));
    fits("Problem", &get(&router, "/api/v1/nothing").await.json());
}

fn options(archive: &Archive) -> Options {
    let (index, address) = (archive.index(), "127.0.0.1:0".parse().unwrap());
    Options { index, address, token: None, reading: Settings::default() }
}

/// One request over a real connection.
fn ask(address: std::net::SocketAddr, path: &str) -> String {
    use std::io::{Read, Write};
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").unwrap();
    let mut reply = String::new();
    stream.read_to_string(&mut reply).unwrap();
    reply
}

#[test]
fn a_server_listens_takes_up_commits_and_stops_when_told() {
    let archive = Archive::new();
    let options = options(&archive);
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let (ready, is_ready) = std::sync::mpsc::channel();
    let serving = std::thread::spawn(move || {
        let stopped = async move {
            let _ = stopped.await;
        };
        serve::run_until(&options, |address| ready.send(address).unwrap(), stopped)
    });
    let address = is_ready.recv().unwrap();
    assert!(ask(address, "/api/v1/status").contains("\"directives\":3"));
    // The timer takes up what another process commits.
    let mut writer = Writer::open(&archive.index()).unwrap();
    archive.put(&mut writer, "new.txt", "Văn bản mới\n", Directive::default());
    writer.finish().unwrap();
    let began = std::time::Instant::now();
    while !ask(address, "/api/v1/status").contains("\"directives\":4") {
        assert!(began.elapsed().as_secs() < 60, "the commit is not taken up");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    // A connection that stays open does not keep the server from stopping.
    let idle = std::net::TcpStream::connect(address).unwrap();
    stop.send(()).unwrap();
    serving.join().unwrap().unwrap();
    drop(idle);
    assert!(std::net::TcpStream::connect(address).is_err());
}

#[test]
fn an_address_that_is_taken_is_named() {
    let archive = Archive::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let options = Options { address, ..options(&archive) };
    let error = serve::run(&options, |_| panic!("it cannot listen")).unwrap_err();
    assert!(error.to_string().contains(&address.to_string()), "{error}");
}

#[test]
fn options_do_not_print_their_token() {
    let address = "0.0.0.0:1".parse().unwrap();
    let index = PathBuf::from("x");
    let reading = Settings::default();
    let options = Options { index, address, token: Some("s3cret".into()), reading };
    assert!(!format!("{options:?}").contains("s3cret"));
    assert!(!options.is_open_to_network());
    assert!(Options { token: None, ..options.clone() }.is_open_to_network());
    let here = "127.0.0.1:1".parse().unwrap();
    assert!(!Options { token: None, address: here, ..options }.is_open_to_network());
}
