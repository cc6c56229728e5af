//! Saved searches, what is new for them, and feeds: through the program and the API.

use super::support::{Archive, call, json, letter};
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use roxmltree::{Document, Node};
use serde_json::Value;
use std::fs;
use tower::ServiceExt;
use tracuu::serve::{self, State};

fn archive() -> Archive {
    let archive = Archive::new();
    for seed in 0..3 {
        archive.write(&format!("{seed}.txt"), letter(seed));
    }
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

/// The numbers of what is new.
fn new(archive: &Archive, arguments: &[&str]) -> Vec<String> {
    let (_, out, err) = run(archive, &[&["news"], arguments, &["--format", "jsonl"]].concat());
    assert!(err.is_empty(), "{err}");
    let mut numbers: Vec<String> =
        out.lines().map(|line| json(line)["number"].as_str().unwrap().to_owned()).collect();
    numbers.sort();
    numbers
}

fn remove_store(archive: &Archive) {
    let current = fs::read_to_string(archive.index().join("CURRENT")).unwrap();
    fs::remove_dir_all(archive.index().join(current.trim())).unwrap();
}

#[test]
fn what_is_new_is_told_once() {
    let archive = archive();
    assert_eq!(run(&archive, &["save", "hạ tầng", "hạ tầng số"]).0, 0);
    let (code, _, _) = run(&archive, &["news"]);
    assert_eq!(code, 1, "what it finds when it is saved is known");
    archive.write("3.txt", letter(3));
    archive.write("3 (sao).txt", letter(3));
    archive.run();
    for _ in 0..2 {
        assert_eq!(new(&archive, &["--peek"]), ["3-CV/TU"]);
    }
    assert_eq!(new(&archive, &[]), ["3-CV/TU"]);
    assert_eq!(run(&archive, &["news"]).0, 1);

    // A file that moves, a copy, an index that is made anew.
    fs::create_dir(archive.path("khác")).unwrap();
    fs::rename(archive.path("3.txt"), archive.path("khác/ba.txt")).unwrap();
    archive.write("lại.txt", letter(1));
    archive.run();
    assert!(new(&archive, &[]).is_empty());
    remove_store(&archive);
    archive.run();
    assert!(new(&archive, &[]).is_empty());
    // One that was gone and is back; and what changed in the file is another content.
    fs::remove_file(archive.path("2.txt")).unwrap();
    archive.run();
    assert!(new(&archive, &[]).is_empty());
    archive.write("2.txt", letter(2));
    archive.write("0.txt", letter(40));
    archive.run();
    assert_eq!(new(&archive, &[]), ["40-CV/TU"]);
}

#[test]
fn an_index_made_anew_step_by_step_makes_nothing_new() {
    let archive = archive();
    assert_eq!(run(&archive, &["save", "a", "hạ tầng số"]).0, 0);
    fs::rename(archive.path("2.txt"), archive.files().with_file_name("away.txt")).unwrap();
    remove_store(&archive);
    archive.run();
    assert!(new(&archive, &[]).is_empty());
    fs::rename(archive.files().with_file_name("away.txt"), archive.path("2.txt")).unwrap();
    archive.run();
    assert!(new(&archive, &[]).is_empty());
}

#[test]
fn only_strict_matches_are_new() {
    let archive = archive();
    assert_eq!(run(&archive, &["save", "gần", "\"nhiệm vụ hạ tầng\""]).0, 0);
    assert_eq!(run(&archive, &["save", "không dấu", "hạ tầng sô"]).0, 0);
    archive.write("4.txt", letter(4));
    archive.run();
    assert!(new(&archive, &[]).is_empty());
}

#[test]
fn searches_are_listed_replaced_and_removed() {
    let archive = archive();
    let (code, _, said) = run(&archive, &["save"]);
    assert!(code == 1 && said.contains("tracuu save TÊN CÂU-TÌM"), "{said}");
    let name = "../Ủy ban / \"số\" \\ 🙂";
    assert_eq!(run(&archive, &["save", name, "hạ", "tầng", "-giáo"]).0, 0);
    assert_eq!(run(&archive, &["save", "B", "1-CV/TU", "--verified"]).0, 0);
    let listed = value(&archive, &["save"]);
    let names: Vec<&str> =
        listed.as_array().unwrap().iter().map(|saved| saved["name"].as_str().unwrap()).collect();
    assert_eq!(names, [name, "B"]);
    assert_eq!(listed[0]["query"], "hạ tầng -giáo");
    assert_eq!((&listed[0]["known"], &listed[1]["verified"]), (&3.into(), &true.into()));
    // The same again changes nothing, another question is another search.
    archive.write("5.txt", letter(5));
    archive.run();
    assert_eq!(run(&archive, &["save", name, "hạ tầng -giáo"]).0, 0);
    assert_eq!(new(&archive, &["--peek", name]), ["5-CV/TU"]);
    assert_eq!(run(&archive, &["save", name, "nhiệm vụ"]).0, 0);
    assert!(new(&archive, &["--peek", name]).is_empty());
    let (code, _, said) = run(&archive, &["news", "không có"]);
    assert!(code == 2 && said.contains("Chưa có câu tìm tên “không có”"), "{said}");
    assert_eq!(run(&archive, &["save", "--remove", "b"]).0, 0);
    assert_eq!(run(&archive, &["save", "--remove", "B"]).0, 1);
    assert_eq!(value(&archive, &["save"]).as_array().unwrap().len(), 1);
    for wrong in
        [&["save", "  ", "x"][..], &["save", &"n".repeat(101), "x"], &["save", "a\u{202e}b", "x"]]
    {
        assert_eq!(run(&archive, wrong).0, 2, "{wrong:?}");
    }
    assert_eq!(run(&archive, &["save", "only a name"]).0, 2);
    let (code, table, _) = run(&archive, &["news", "--peek", "--format", "table"]);
    assert!(code == 1 && table.contains("0 văn bản mới, 4 tất cả"), "{table}");
    let told = value(&archive, &["news", "--peek"]);
    assert_eq!((&told[0]["new"], &told[0]["total"]), (&0.into(), &4.into()));
    let (_, csv, _) = run(&archive, &["news", "--peek", "--format", "csv"]);
    assert!(csv.starts_with("\u{feff}search,number,"), "{csv}");
    // Beside what is said of runs; nothing elsewhere.
    let kept = fs::read_dir(archive.index().join("keep")).unwrap();
    let mut kept: Vec<_> = kept.map(|entry| entry.unwrap().file_name()).collect();
    kept.sort();
    assert_eq!(kept, ["runs", "saved"]);
}

const ATOM: &str = "http://www.w3.org/2005/Atom";

/// The text of a child, which must stand once.
fn one<'d>(node: Node<'d, '_>, name: &str) -> &'d str {
    let mut found = node.children().filter(|child| child.has_tag_name((ATOM, name)));
    let (first, second) = (found.next(), found.next());
    assert!(second.is_none(), "{name} stands twice");
    first.and_then(|child| child.text()).unwrap_or_else(|| panic!("no {name}"))
}

#[tokio::test]
async fn a_feed_is_valid_and_its_ids_and_times_stay() {
    let archive = archive();
    let hostile =
        letter(9).replace("đôn đốc", "<b>&amp; ]]> \u{7}\u{1b}[31m\u{202e}\"'\u{ffff}đôn đốc");
    archive.write("hostile.txt", hostile);
    archive.run();
    assert_eq!(run(&archive, &["save", "a & b", "hạ tầng số"]).0, 0);
    let get = async |address: &str| {
        let state = State::new(&archive.index(), "127.0.0.1:0".parse().unwrap(), None);
        let request =
            Request::get(address).header("host", "127.0.0.1").body(Body::empty()).unwrap();
        let response = serve::router(state).oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, kind, String::from_utf8(body.to_vec()).unwrap())
    };
    let (_, _, body) = get("/api/v1/saved").await;
    let saved = json(&body);
    assert_eq!(
        (&saved["searches"][0]["name"], &saved["searches"][0]["known"]),
        (&"a & b".into(), &4.into())
    );
    let address = saved["searches"][0]["feed"].as_str().unwrap().to_owned();
    let (status, kind, text) = get(&address).await;
    assert_eq!((status, kind.as_str()), (200, "application/atom+xml; charset=utf-8"));
    let parsed = Document::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let feed = parsed.root_element();
    assert!(feed.has_tag_name((ATOM, "feed")));
    assert_eq!(one(feed, "title"), "tracuu: hạ tầng số");
    let links = |node: Node<'_, '_>, rel: &str| -> Vec<String> {
        let links = node.children().filter(|child| child.has_tag_name((ATOM, "link")));
        let links = links.filter(|link| link.attribute("rel") == Some(rel));
        links.map(|link| link.attribute("href").unwrap().to_owned()).collect()
    };
    assert_eq!(links(feed, "self"), std::slice::from_ref(&address));
    let entries: Vec<Node<'_, '_>> =
        feed.children().filter(|child| child.has_tag_name((ATOM, "entry"))).collect();
    assert_eq!(entries.len(), 4);
    let now = jiff::Timestamp::now();
    let time = |node| one(node, "updated").parse::<jiff::Timestamp>().unwrap();
    for entry in &entries {
        assert!(one(*entry, "id").starts_with("urn:uuid:"));
        let age = now.as_second() - time(*entry).as_second();
        assert!((0..600).contains(&age), "{age}");
        let (status, _, page) = get(&links(*entry, "alternate")[0]).await;
        assert!(status == 200 && page.contains("<mark"), "{page:.500}");
    }
    assert_eq!(time(feed), entries.iter().map(|entry| time(*entry)).max().unwrap());
    let first = entries.iter().find(|entry| one(**entry, "title").contains('<')).unwrap();
    assert!(one(*first, "title").contains("<b>&amp; ]]>"), "{text}");

    // The same text whenever it is asked for; other questions have the same entries by the same ids.
    assert_eq!(get(&address).await.2, text);
    let ids = |text: &str| -> Vec<String> {
        let parsed = Document::parse(text).unwrap();
        let entries = parsed.root_element().children();
        let entries = entries.filter(|child| child.has_tag_name((ATOM, "entry")));
        entries.map(|entry| one(entry, "id").to_owned()).collect()
    };
    let own = ids(&get("/api/v1/search.atom?q=1-CV%2FTU").await.2);
    assert!(own.len() == 1 && ids(&text).contains(&own[0]));
    // What came last stands first, and an older paper is no less new.
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    archive.write("old.txt", letter(77).replace("năm 2026", "năm 1999"));
    archive.run();
    let (_, _, later) = get(&format!("{address}&limit=2")).await;
    assert_eq!(ids(&later).len(), 2);
    assert!(!ids(&text).contains(&ids(&later)[0]) && ids(&text).contains(&ids(&later)[1]));
    // Nothing found is a feed, too.
    let (status, _, empty) = get("/api/v1/search.atom?q=kh%C3%B4ngc%C3%B3g%C3%AC").await;
    assert!(status == 200 && ids(&empty).is_empty());
    let parsed = Document::parse(&empty).unwrap();
    assert!(time(parsed.root_element()).as_second() > 1_700_000_000);
    assert_eq!(get("/api/v1/search.atom?limit=0").await.0, 400);
}
