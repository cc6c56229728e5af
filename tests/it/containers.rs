//! Archives and mails: what they hold is read like files, and what they do costs no more than is allowed.

mod pack;

use crate::support::{Archive, call, json, letter};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use pack::{base64, closed, outlook, utf16, zip};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Instant;
use tower::ServiceExt;
use tracuu::document::{Cap, Failure, Outcome};
use tracuu::fence::Settings;
use tracuu::ingest::{self, Options, Report};
use tracuu::serve::{self, State};

/// A PDF of one page, by the samples.
fn pdf() -> Vec<u8> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-corpus/2024");
    fs::read(samples.join("09-CT-UBND chan chinh quan ly dat dai.pdf")).unwrap()
}

fn settings() -> Settings {
    Settings { program: Some(PathBuf::from(env!("CARGO_BIN_EXE_tracuu"))), ..Settings::default() }
}

fn options(archive: &Archive) -> Options {
    Options { reading: settings(), ..archive.options() }
}

fn run_with(options: &Options) -> Report {
    ingest::run(options, &AtomicBool::new(false), &mut |_| {}).unwrap()
}

fn run(archive: &Archive) -> Report {
    let report = run_with(&options(archive));
    archive.assert_whole();
    report
}

/// The ledger in short: what became of each path.
fn outcomes(archive: &Archive) -> BTreeMap<String, String> {
    let code = |outcome: &Outcome| match outcome {
        Outcome::Opened { members, cut: None } => format!("opened {members}"),
        outcome => tracuu::index::snapshot::outcome_code(outcome),
    };
    archive.ledger().into_iter().map(|(path, entry)| (path, code(&entry.outcome))).collect()
}

fn expected(wanted: &[(&str, &str)]) -> BTreeMap<String, String> {
    wanted.iter().map(|(path, code)| ((*path).to_owned(), (*code).to_owned())).collect()
}

async fn get(archive: &Archive, path: &str) -> (StatusCode, String, Vec<u8>) {
    let address = "127.0.0.1:7878".parse().unwrap();
    let state = State::with(&archive.index(), address, None, settings());
    let request = Request::get(path).header("host", "127.0.0.1:7878").body(Body::empty()).unwrap();
    let response = serve::router(state).oneshot(request).await.unwrap();
    let header = response.headers().get("content-disposition");
    let name = header.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let status = response.status();
    let bytes = response.into_body().collect().await.unwrap().to_bytes().to_vec();
    (status, name.unwrap_or_default(), bytes)
}

#[tokio::test]
async fn what_an_archive_holds_is_read_found_and_opened() {
    let archive = Archive::new();
    let inner = zip([("ba.txt", letter(3))]);
    archive.write(
        "thư.zip",
        zip([
            ("một.txt", letter(1).as_bytes()),
            ("năm 2025/hai.pdf", &pdf()),
            ("năm 2025/", b""),
            ("trong.zip", &inner),
            ("ảnh.bin", &[0; 900]),
            ("__MACOSX/._một.txt", b"x"),
            (".DS_Store", b"x"),
        ]),
    );
    let report = run(&archive);
    assert_eq!(
        outcomes(&archive),
        expected(&[
            ("thư.zip", "opened 4"),
            ("thư.zip!/một.txt", "read"),
            ("thư.zip!/năm 2025/hai.pdf", "read"),
            ("thư.zip!/trong.zip", "opened 1"),
            ("thư.zip!/trong.zip!/ba.txt", "read"),
            ("thư.zip!/ảnh.bin", "not-a-document"),
        ])
    );
    assert_eq!((report.new, report.extracted, report.unread.len()), (6, 4, 1));
    let ledger = archive.ledger();
    for (path, content) in [
        ("thư.zip!/một.txt", letter(1).into_bytes()),
        ("thư.zip!/năm 2025/hai.pdf", pdf()),
        ("thư.zip!/trong.zip!/ba.txt", letter(3).into_bytes()),
    ] {
        let id = ledger[path].id().unwrap();
        let record = archive.snapshot().directive(&id).unwrap().unwrap().record;
        assert!(record.path.ends_with(path), "{}", record.path);
        let (status, _, bytes) = get(&archive, &format!("/api/v1/documents/{id}/file")).await;
        assert_eq!((status, bytes == content), (StatusCode::OK, true), "{path}");
        let (status, _, page) = get(&archive, &format!("/documents/{id}")).await;
        assert_eq!(status, StatusCode::OK);
        assert!(String::from_utf8(page).unwrap().contains("thư.zip!/"), "{path}");
    }
    let id = ledger["thư.zip!/năm 2025/hai.pdf"].id().unwrap();
    let (status, _, png) = get(&archive, &format!("/api/v1/documents/{id}/pages/1/image")).await;
    assert_eq!((status, png.starts_with(b"\x89PNG")), (StatusCode::OK, true));
    let (status, _, page) = get(&archive, "/status").await;
    assert_eq!(status, StatusCode::OK);
    assert!(String::from_utf8(page).unwrap().contains("đã mở"));

    let index = archive.index();
    let index = index.to_str().unwrap();
    let (code, out, _) =
        call(["--index", index, "--format", "json", "search", "\"hạ tầng số\" nhiệm vụ thứ 3"]);
    assert_eq!(code, 0, "{out}");
    assert!(
        json(&out)["hits"][0]["path"].as_str().unwrap().ends_with("trong.zip!/ba.txt"),
        "{out}"
    );
    let (_, out, _) = call(["--index", index, "--format", "json", "status"]);
    let status = json(&out);
    assert_eq!((&status["files"], &status["outcomes"]["opened"]), (&6.into(), &2.into()), "{out}");
    assert_eq!(status["unread_files"].as_array().unwrap().len(), 1);

    // The archive is no more what it was.
    archive.write("thư.zip", zip([("một.txt", letter(9))]));
    let id = ledger["thư.zip!/một.txt"].id().unwrap();
    let (status, ..) = get(&archive, &format!("/api/v1/documents/{id}/file")).await;
    assert_eq!(status, StatusCode::CONFLICT);
    let id = ledger["thư.zip!/năm 2025/hai.pdf"].id().unwrap();
    let (status, ..) = get(&archive, &format!("/api/v1/documents/{id}/file")).await;
    assert_eq!(status, StatusCode::GONE);
}
