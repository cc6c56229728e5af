//! `/status` and what it is made of: bars that lead to what they count, the journal of runs, a run that is on, and what
//! is left of one that was killed.

use super::archive::put_as;
use super::languages::vietnamese;
use super::serve::{encoded, get};
use super::support::{Archive, call, json, letter, tracuu};
use axum::Router;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};
use tracuu::directive::Directive;
use tracuu::document::{Failure, Outcome};
use tracuu::index::journal::Given;
use tracuu::index::running::Shown;
use tracuu::index::{self, End, FileEntry, Progress, Stage, Writer};
use tracuu::ingest;
use tracuu::serve::{self, State};

const HOSTILE: &str = "</title><script>alert(\"x\")</script> \u{202e}& Tỉnh ủy";

fn router(index: &Path) -> Router {
    serve::router(State::new(index, "127.0.0.1:7878".parse().unwrap(), None))
}

/// Directives of several kinds, issuers and years, some of them without.
fn held() -> Archive {
    let archive = Archive::new();
    let mut writer = Writer::open(&archive.index()).unwrap();
    let rows = [
        ("CV", "Tỉnh ủy Hưng Yên", Some("2025-01-31")),
        ("CV", "Tỉnh ủy Hưng Yên", Some("2026-05-08")),
        // The name of the one is in that of the other.
        ("TB", "Văn phòng Tỉnh ủy Hưng Yên", Some("2026-05-09")),
        ("QĐ", "Ban \"Chỉ đạo\"  35", Some("1987-02-01")),
        // Two kinds have these letters, and these letters are of no kind.
        ("TT", HOSTILE, None),
        ("QĐNS", "tỉnh ủy hưng yên", Some("2026-01-01")),
        ("", "", None),
    ];
    for (at, (kind, issuer, date)) in rows.into_iter().enumerate() {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let directive = Directive {
            kind: some(kind),
            issuer: some(issuer),
            date: date.map(str::to_owned),
            year: date.map(|date| date[..4].parse().unwrap()),
            ..Directive::default()
        };
        put_as(&mut writer, &format!("/kho/{at}.txt"), &format!("văn bản {at}"), directive);
    }
    // Of its date the year alone is known.
    let directive = Directive { year: Some(2025), ..Directive::default() };
    put_as(&mut writer, "/kho/year.txt", "văn bản năm", directive);
    let encrypted = FileEntry {
        path: "/kho/khóa.pdf".into(),
        blake3: None,
        bytes: 7,
        changed: 0,
        seen: 0,
        outcome: Outcome::Failed(Failure::Encrypted),
    };
    writer.put_file(&encrypted).unwrap();
    writer.finish().unwrap();
    archive
}

/// The links of the charts, each with the count beside it.
fn bars(page: &str) -> Vec<(String, u64)> {
    let charts = page.split("<h2 id=\"by-year\">").nth(1).unwrap();
    let charts = charts.split("<h2 id=\"runs\">").next().unwrap();
    let bar = |piece: &str| {
        let href = piece.split('"').next().unwrap().to_owned();
        let count = piece.split("class=\"n\">").flat_map(|of| of.split("<td>")).nth(1).unwrap();
        (href, count.split('<').next().unwrap().replace('.', "").parse().unwrap())
    };
    charts.split("href=\"").skip(1).map(bar).collect()
}

#[tokio::test]
async fn every_bar_leads_to_what_it_counts() {
    let archive = held();
    let router = router(&archive.index());
    let page = get(&router, "/status").await;
    assert_eq!(page.status, 200);
    let bars = bars(page.text());
    // 1987, 2025, 2026, none; six kinds and none; five issuers and none.
    assert_eq!(bars.len(), 4 + 6 + 6, "{bars:?}");
    for (href, count) in &bars {
        let answer = json(get(&router, &href.replacen('/', "/api/v1/search", 1)).await.text());
        assert_eq!(answer["total"], *count, "{href}");
        assert!(answer["reading"]["advice"].as_array().unwrap().is_empty(), "{href}");
        let facets = json(get(&router, &href.replacen('/', "/api/v1/facets", 1)).await.text());
        assert_eq!(facets["total"], *count, "{href}");
        assert_eq!(get(&router, href).await.status, 200);
    }
    let sum: u64 = bars.iter().map(|(_, count)| count).sum();
    assert_eq!(sum, 3 * 8, "every directive is in one bar of each chart");
    assert!(page.text().contains(">1988–2024<"), "the gap is shown");
    assert!(!page.text().contains("<script>") && page.text().contains("&#60;script&#62;"));
    assert!(!page.text().contains(" style="), "the policy forbids it");
    assert!(
        page.text().contains("href=\"#outcome-encrypted\"")
            && page.text().contains("id=\"outcome-encrypted\"")
    );
}

#[tokio::test]
async fn facets_count_an_answer_without_its_hits() {
    let archive = held();
    let router = router(&archive.index());
    let all = json(get(&router, "/api/v1/facets").await.text());
    assert_eq!((&all["total"], all.get("hits")), (&8.into(), None));
    assert_eq!(all["facets"]["issuer"][0]["value"], "Tỉnh ủy Hưng Yên");
    assert_eq!(all["facets"]["issuer"][0]["count"], 2);
    assert_eq!(all["facets"]["match"], Value::Array(Vec::new()));
    for query in ["văn bản", "loại:CV", "từ:2026", "khongco", "((", "-x"] {
        let address = |route: &str| format!("/api/v1/{route}?q={}", encoded(query));
        let facets = json(get(&router, &address("facets")).await.text());
        let answer = json(get(&router, &address("search")).await.text());
        assert_eq!(facets["facets"], answer["facets"], "{query}");
        assert_eq!(facets["total"], answer["total"], "{query}");
    }
    assert_eq!(get(&router, "/api/v1/facets?verified=maybe").await.status, 400);
}

#[tokio::test]
async fn an_empty_archive_has_a_page_in_either_language() {
    let folder = tempfile::tempdir().unwrap();
    Writer::open(folder.path()).unwrap().finish().unwrap();
    let router = router(folder.path());
    let page = get(&router, "/status").await;
    assert_eq!(page.header("etag"), "", "runs change without the index");
    for text in ["Kho chưa có văn bản nào", "Chưa ghi nhận lần cập nhật nào."] {
        assert!(page.text().contains(text), "{text}");
    }
    assert!(!page.text().contains("<svg") && !page.text().contains("<progress"));
    let status = json(get(&router, "/api/v1/status").await.text());
    assert_eq!((&status["running"], &status["runs"]), (&Value::Null, &Value::Array(Vec::new())));
    let progress = json(get(&router, "/api/v1/progress").await.text());
    assert_eq!((&progress["running"], &progress["text"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn the_page_is_all_of_one_language() {
    let archive = Archive::new();
    archive.write("plain.txt", "a plain letter of nobody, about nothing in particular");
    archive.write("broken.txt", [0; 9]);
    archive.run();
    let router = router(&archive.index());
    let page = get(&router, "/status?lang=en").await;
    let ours = ["tra", "cứu", "Tiếng", "Việt"];
    let left: Vec<_> = vietnamese(page.text()).into_iter().filter(|w| !ours.contains(w)).collect();
    assert!(left.is_empty(), "{left:?}");
    for text in ["Last runs", ">done<", "2 new", "No issuer", "1 not read in full", "By year"] {
        assert!(page.text().contains(text), "{text}: {}", page.text());
    }
    let page = get(&router, "/status").await;
    for english in ["runs", "Last", "done", "No ", "read", "About"] {
        let seen: String = page.text().split('<').filter_map(|tag| tag.split('>').nth(1)).collect();
        assert!(!seen.contains(english), "{english}");
    }
}

#[test]
fn every_run_leaves_a_line() {
    let archive = Archive::new();
    let run = |stop: bool| ingest::run(&archive.options(), &AtomicBool::new(stop), &mut |_| {});
    let ends = || index::runs(&archive.index()).into_iter().map(|run| run.end).collect::<Vec<_>>();
    // Nothing is touched for the sake of a line.
    let nowhere = ingest::Options::new(archive.index(), vec![archive.path("none")]);
    ingest::run(&nowhere, &AtomicBool::new(false), &mut |_| {}).unwrap_err();
    assert!(!archive.index().exists());

    archive.write("1.txt", letter(1));
    archive.write("2.txt", [0; 9]);
    run(false).unwrap();
    let first = index::runs(&archive.index()).remove(0);
    assert_eq!((first.new, first.unread, &first.end), (2, 1, &End::Done));
    assert_eq!(first.paths, [ingest::path::to_text(&archive.files())]);
    assert!(first.bytes > 100 && first.seconds >= 0.0);

    fs::remove_file(archive.path("2.txt")).unwrap();
    archive.write("3.txt", letter(3));
    assert!(run(true).unwrap().stopped);
    run(false).unwrap();
    let third = index::runs(&archive.index()).remove(0);
    assert_eq!((third.new, third.unchanged, third.gone, third.unread), (1, 1, 1, 0));
    assert_eq!(ends(), [End::Done, End::Stopped, End::Done]);

    let held = Writer::open(&archive.index()).unwrap();
    run(false).unwrap_err();
    drop(held);
    ingest::run(&nowhere, &AtomicBool::new(false), &mut |_| {}).unwrap_err();
    let codes: Vec<String> = (ends().into_iter())
        .filter_map(|end| match end {
            End::Failed { code, .. } => Some(code),
            _ => None,
        })
        .collect();
    assert_eq!(codes, ["no-such-path", "busy"]);
    assert_eq!(index::running(&archive.index()), None);
}

#[test]
fn a_folder_of_something_else_gets_no_journal() {
    let archive = Archive::new();
    archive.write("1.txt", letter(1));
    fs::create_dir(archive.index()).unwrap();
    fs::write(archive.index().join("letter.txt"), "x").unwrap();
    ingest::run(&archive.options(), &AtomicBool::new(false), &mut |_| {}).unwrap_err();
    assert_eq!(fs::read_dir(archive.index()).unwrap().count(), 1);
}

#[test]
fn a_run_is_seen_while_it_is_on() {
    let archive = Archive::new();
    for seed in 0..5 {
        archive.write(&format!("{seed}.txt"), letter(seed));
    }
    let (place, mut seen) = (archive.index(), Vec::new());
    ingest::run(&archive.options(), &AtomicBool::new(false), &mut |_| {
        seen.extend(index::running(&place));
    })
    .unwrap();
    let stages: Vec<Stage> = seen.iter().map(|run| run.progress.stage).collect();
    for stage in [Stage::Walk, Stage::Read, Stage::Finish] {
        assert!(stages.contains(&stage), "{stages:?}");
    }
    assert!(seen.iter().all(|run| run.paths.len() == 1 && run.progress.files_done <= 5));
    assert_eq!(index::running(&place), None);
    assert_eq!(fs::read_dir(place.join("keep/runs")).unwrap().count(), 3, "no progress is left");
}

/// Another process runs, is seen, and is killed.
#[tokio::test]
async fn what_a_killed_run_leaves_is_not_running() {
    let archive = Archive::new();
    for seed in 0..400 {
        archive.write(&format!("{seed}.txt"), letter(seed).repeat(30));
    }
    let mut command = tracuu();
    command.arg("--index").arg(archive.index()).arg("index").arg(archive.files()).arg("--quiet");
    let mut child = command.spawn().unwrap();
    let since = Instant::now();
    let mut seen = None;
    while seen.is_none() && since.elapsed() < Duration::from_secs(60) {
        seen = index::running(&archive.index());
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let seen = seen.expect("no run was seen");
    // A program that it was just starting has the lock for a moment, too.
    let is_over = |_| {
        std::thread::sleep(Duration::from_millis(5));
        index::running(&archive.index()).is_none()
    };
    assert!((0..400).any(is_over));
    let runs = index::runs(&archive.index());
    assert_eq!((runs.len(), &runs[0].end, &runs[0].began), (1, &End::Killed, &seen.began));
    archive.run();
    let runs = index::runs(&archive.index());
    let ends: Vec<&End> = runs.iter().map(|run| &run.end).collect();
    assert_eq!(ends, [&End::Done, &End::Killed], "it is in the journal");
    let page = get(&router(&archive.index()), "/status").await;
    assert!(page.text().contains("bị ngắt giữa chừng") && !page.text().contains("<progress"));
}

#[tokio::test]
async fn the_page_follows_a_run_even_before_there_is_an_index() {
    let archive = Archive::new();
    let router = router(&archive.index());
    assert_eq!(get(&router, "/status").await.status, 503);
    let given = Given::new(vec!["/kho/<b>".to_owned()].into_iter());
    let mut shown = Shown::begin(&archive.index(), "2026-11-22T14:05:00.000Z", &given).unwrap();
    let stage = Stage::Read;
    let (files, files_done) = (5000, 1204);
    shown.take(&Progress { stage, files, files_done, ..Progress::default() });
    let page = get(&router, "/status").await;
    assert_eq!((page.status.as_u16(), page.header("etag")), (200, ""));
    for text in [
        "<p>Đang cập nhật kho: 1.204/5.000 tệp</p>",
        "<progress max=\"1\" value=\"0.2408\"",
        "<noscript><meta http-equiv=\"refresh\" content=\"10\"></noscript>",
        "aria-live=\"polite\"",
    ] {
        assert!(page.text().contains(text), "{text}: {}", page.text());
    }
    let english = json(get(&router, "/api/v1/progress").await.text());
    assert_eq!(english["text"], "The archive is being updated: 1,204/5,000 files");
    assert_eq!((&english["running"]["files"], &english["share"]), (&5000.into(), &0.2408.into()));
    let page = get(&router, "/status?lang=en").await;
    assert!(page.text().contains("1,204/5,000 files"));
    let status = json(get(&router, "/api/v1/status?files=0").await.text());
    assert_eq!((&status["running"]["stage"], &status["directives"]), (&"read".into(), &0.into()));
    shown.end();
    assert_eq!(get(&router, "/status").await.status, 503);
    assert_eq!(json(get(&router, "/api/v1/progress").await.text())["running"], Value::Null);
}

#[tokio::test]
async fn what_is_wrong_with_the_journal_stops_nothing() {
    let archive = Archive::new();
    archive.write("1.txt", letter(1));
    archive.run();
    let journal = archive.index().join("keep/runs/journal.jsonl");
    let hostile = r#"{"version":1,"began":"<script>alert(1)</script>","seconds":1e308,"end":"failed","code":"<i>","detail":"<script>\u202e","paths":["<script>"],"more_paths":3,"new":18446744073709551615,"changed":0,"unchanged":0,"copies":0,"gone":0,"unread":0,"left":0,"bytes":0,"scans_read":0,"scans_failed":0}"#;
    fs::write(&journal, format!("\u{feff}nothing\n{hostile}\n{{\"version\":2}}\n")).unwrap();
    let router = router(&archive.index());
    let page = get(&router, "/status").await;
    assert_eq!(page.status, 200);
    assert!(!page.text().contains("<script>") && page.text().contains("&#60;script&#62;"));
    let status = json(get(&router, "/api/v1/status").await.text());
    assert_eq!(status["runs"].as_array().unwrap().len(), 1);
    archive.write("2.txt", letter(2));
    archive.run();
    let (_, out, _) = call(["--index", archive.index().to_str().unwrap(), "status"]);
    assert_eq!(json(&out)["runs"].as_array().unwrap().len(), 2);
    // Where it cannot be written at all, the archive is brought up to date all the same.
    fs::remove_dir_all(archive.index().join("keep/runs")).unwrap();
    fs::write(archive.index().join("keep/runs"), "in the way").unwrap();
    archive.write("3.txt", letter(3));
    archive.run();
    archive.assert_whole();
    assert_eq!(archive.read().len(), 3);
    assert_eq!(get(&router, "/status").await.status, 200);
}

#[test]
fn no_secret_paper_is_named() {
    let archive = Archive::new();
    let secret = letter(7).replace("V/v đôn đốc", "TỐI MẬT\nV/v đôn đốc");
    archive.write("phuong an tac chien.txt", secret);
    archive.write("1.txt", letter(1));
    archive.run();
    let journal = fs::read_to_string(archive.index().join("keep/runs/journal.jsonl")).unwrap();
    assert!(!journal.contains("tac chien") && journal.lines().count() == 1, "{journal}");
}
