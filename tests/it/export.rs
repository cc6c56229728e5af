//! Every hit of a question: through the program and the API.

use super::support::{Archive, call, json, letter};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use http_body_util::BodyExt;
use std::io::Read;
use std::time::Duration;
use tower::ServiceExt;
use tracuu::search::{self, Request as Question};
use tracuu::serve::{self, State};

const LETTERS: u64 = 150;

fn archive() -> Archive {
    let archive = Archive::new();
    for seed in 0..LETTERS {
        archive.write(&format!("{seed}.txt"), letter(seed));
    }
    let formula = letter(900).replace("V/v đôn đốc", "V/v =HYPERLINK(\"http://x\") đôn đốc");
    archive.write("formula.txt", formula.replace("TỈNH ỦY", "-TỈNH ỦY"));
    archive.run();
    archive
}

fn router(archive: &Archive) -> Router {
    serve::router(State::new(&archive.index(), "127.0.0.1:7878".parse().unwrap(), None))
}

async fn ask(router: &Router, address: &str) -> (u16, HeaderMap, Body) {
    let request = Request::get(address).header("host", "127.0.0.1").body(Body::empty()).unwrap();
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    (parts.status.as_u16(), parts.headers, body)
}

#[test]
fn all_hits_are_those_of_the_pages_in_the_same_order() {
    let archive = archive();
    let snapshot = archive.snapshot();
    for (query, loose) in [("hạ tầng số", false), ("ha tang so", false), ("nhiệm vụ", true)]
    {
        let mut question = Question { loose, limit: 40, ..Question::new(query) };
        let all = search::all(&snapshot, &question).unwrap();
        let first = search::search(&snapshot, &question).unwrap();
        assert_eq!(all.answer().total, first.total);
        assert_eq!(all.left() as u64, first.total, "{query}");
        let mut paged = first.hits;
        question.after = first.next;
        while question.after.is_some() {
            let page = search::search(&snapshot, &question).unwrap();
            paged.extend(page.hits);
            question.after = page.next;
        }
        let all: Vec<_> = all.map(Result::unwrap).collect();
        assert_eq!(all, paged, "{query}");
        assert!(all.len() > LETTERS as usize, "{query}");
    }
}

#[test]
fn the_program_writes_all_of_them() {
    let archive = archive();
    let index = archive.index();
    let run = |arguments: &[&str]| {
        let globals = ["--index", index.to_str().unwrap(), "--lang", "vi", "search"];
        call(globals.iter().chain(arguments))
    };
    let (code, out, _) = run(&["hạ tầng số", "--all", "--format", "csv"]);
    assert!(code == 0 && out.starts_with('\u{feff}'));
    let mut rows = csv::Reader::from_reader(out.trim_start_matches('\u{feff}').as_bytes());
    assert_eq!(rows.headers().unwrap().len(), 12);
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert_eq!(rows.len() as u64, LETTERS + 1);
    // What a spreadsheet would take for a formula.
    assert!(rows.iter().any(|row| row[4].starts_with("'=HYPERLINK")), "{out:.3000}");
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '@'])));
    let (code, lines, _) = run(&["hạ tầng số", "--all", "--format", "jsonl"]);
    assert_eq!((code, lines.lines().count() as u64), (0, LETTERS + 1));
    assert_eq!(json(lines.lines().next().unwrap())["match"], "exact");
    let (_, whole, _) = run(&["hạ tầng số", "--all", "--format", "json"]);
    let whole = json(&whole);
    assert_eq!(whole["hits"].as_array().unwrap().len() as u64, LETTERS + 1);
    assert_eq!(whole["next"], serde_json::Value::Null);
    let (code, out, _) = run(&["không có gì như thế này", "--all", "--format", "jsonl"]);
    assert_eq!((code, out.as_str()), (1, ""));
}

#[tokio::test]
async fn the_api_streams_all_of_them() {
    let archive = archive();
    let router = router(&archive);
    let address = "/api/v1/search.csv?q=h%E1%BA%A1%20t%E1%BA%A7ng%20s%E1%BB%91";
    let (status, headers, body) = ask(&router, address).await;
    assert_eq!(
        (status, headers["content-type"].to_str().unwrap()),
        (200, "text/csv; charset=utf-8")
    );
    let name = headers["content-disposition"].to_str().unwrap();
    assert!(
        name.starts_with("attachment; filename=\"tracuu ha tang so.csv\"; filename*="),
        "{name}"
    );
    let bytes = body.collect().await.unwrap().to_bytes();
    let (_, out, _) = {
        let index = archive.index();
        let globals = ["--index", index.to_str().unwrap(), "--lang", "vi"];
        call(globals.iter().chain(&["search", "hạ tầng số", "--all", "--format", "csv"]))
    };
    assert_eq!(std::str::from_utf8(&bytes).unwrap(), out);

    let (_, headers, body) = ask(&router, &address.replace(".csv", ".jsonl")).await;
    assert!(headers["content-type"].to_str().unwrap().starts_with("application/jsonl"));
    let bytes = body.collect().await.unwrap().to_bytes();
    assert_eq!(std::str::from_utf8(&bytes).unwrap().lines().count() as u64, LETTERS + 1);
    // The same question again costs nothing.
    let request = Request::get(address.replace(".csv", ".jsonl")).header("host", "127.0.0.1");
    let request = request.header("if-none-match", &headers["etag"]).body(Body::empty()).unwrap();
    assert_eq!(router.clone().oneshot(request).await.unwrap().status().as_u16(), 304);
    assert_eq!(ask(&router, "/api/v1/search.csv?q=x&loose=maybe").await.0, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_that_leave_give_their_place_back() {
    let archive = archive();
    let router = router(&archive);
    let address = "/api/v1/search.csv?q=nhi%E1%BB%87m%20v%E1%BB%A5";
    // They take the first part, and no more: the work waits for them.
    let mut waiting = Vec::new();
    for _ in 0..2 {
        let (status, _, mut body) = ask(&router, address).await;
        assert_eq!(status, 200);
        assert!(body.frame().await.unwrap().unwrap().is_data());
        waiting.push(body);
    }
    assert_eq!(ask(&router, &format!("{address}&loose=0")).await.0, 503);
    drop(waiting);
    for _ in 0..200 {
        if ask(&router, address).await.0 == 200 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("no place after ten seconds");
}

/// A browser asks for every body packed.
#[tokio::test]
async fn a_packed_stream_is_whole() {
    let archive = archive();
    let router = router(&archive);
    for ending in ["csv", "jsonl"] {
        let address = format!("/api/v1/search.{ending}?q=ha%20tang%20so");
        let (_, _, body) = ask(&router, &address).await;
        let plain = body.collect().await.unwrap().to_bytes();
        let request = Request::get(&address).header("host", "127.0.0.1");
        let request = request.header("accept-encoding", "gzip").body(Body::empty()).unwrap();
        let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
        assert_eq!(parts.headers["content-encoding"], "gzip");
        let packed = body.collect().await.unwrap().to_bytes();
        let mut text = Vec::new();
        flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut text).unwrap();
        assert!(text == plain, "{ending}");
    }
}
