//! The sample corpus against its gold (`tests/make-sample-corpus/truth.json`): outcomes, records,
//! citations and searches, through the same way that `tracuu index` goes.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;
use tracuu::index::snapshot::outcome_code;
use tracuu::index::{Index, Record, Snapshot};
use tracuu::ingest::{self, Options};
use tracuu::search::{Answer, Match, Request, search};

#[derive(Deserialize)]
struct Truth {
    documents: Vec<Directive>,
    failures: Vec<Failed>,
    searches: Vec<Search>,
}

#[derive(Deserialize)]
struct Directive {
    path: String,
    copies: Vec<String>,
    pages: Option<u32>,
    text: Option<String>,
    number: Option<String>,
    symbol: Option<String>,
    kind: Option<String>,
    kind_name: Option<String>,
    date: Option<String>,
    year: Option<i16>,
    issuer: Option<String>,
    subject: Option<String>,
    signer: Option<Signer>,
    draft: bool,
    cites: Vec<String>,
}

#[derive(Deserialize)]
struct Signer {
    name: Option<String>,
}

#[derive(Deserialize)]
struct Failed {
    path: String,
    outcome: String,
}

#[derive(Deserialize)]
struct Search {
    query: String,
    found: BTreeMap<String, BTreeSet<String>>,
    never: BTreeSet<String>,
    readings: BTreeMap<String, BTreeSet<String>>,
}

static TRUTH: LazyLock<Truth> = LazyLock::new(|| {
    let json = include_str!("../make-sample-corpus/truth.json");
    serde_json::from_str(json).unwrap()
});

static ARCHIVE: LazyLock<(tempfile::TempDir, Index)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-corpus");
    let options = Options::new(folder.path().join("index"), vec![corpus]);
    ingest::run(&options, &AtomicBool::new(false), &mut |_| {}).unwrap();
    let index = Index::open(&folder.path().join("index")).unwrap();
    (folder, index)
});

fn snapshot() -> Snapshot {
    ARCHIVE.1.snapshot()
}

/// A path as the gold writes it.
fn short(path: &str) -> String {
    path.split_once("/sample-corpus/").map_or(path, |(_, short)| short).to_owned()
}

/// Records by the shortest of their paths in the gold.
fn records() -> BTreeMap<String, Record> {
    let snapshot = snapshot();
    let mut records = BTreeMap::new();
    for entry in snapshot.files().unwrap() {
        let stored = entry.id().and_then(|id| snapshot.directive(&id).unwrap());
        if let Some(stored) = stored {
            records.insert(short(&entry.path), stored.record);
        }
    }
    records
}

/// Fields that differ from the gold, all of them at once.
fn assert_same(what: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

#[test]
fn every_file_has_the_outcome_it_should() {
    let mut outcomes: BTreeMap<String, String> = BTreeMap::new();
    for entry in snapshot().files().unwrap() {
        outcomes.insert(short(&entry.path), outcome_code(&entry.outcome));
    }
    for failed in &TRUTH.failures {
        assert_eq!(outcomes.get(&failed.path), Some(&failed.outcome), "{}", failed.path);
    }
    let failed: BTreeSet<&str> = TRUTH.failures.iter().map(|f| f.path.as_str()).collect();
    for document in TRUTH.documents.iter().filter(|d| !failed.contains(d.path.as_str())) {
        // What an OCR of another language made of a scan is indexed, and listed as junk.
        let outcome = if document.text.as_deref() == Some("damaged") { "junk" } else { "read" };
        for path in document.copies.iter().chain([&document.path]) {
            assert_eq!(outcomes.get(path).map(String::as_str), Some(outcome), "{path}");
        }
    }
}

#[test]
fn records_say_what_the_directives_say() {
    let records = records();
    let failed: BTreeSet<&str> = TRUTH.failures.iter().map(|f| f.path.as_str()).collect();
    let mut wrong = Vec::new();
    for truth in TRUTH.documents.iter().filter(|d| !failed.contains(d.path.as_str())) {
        let record = &records[&truth.path];
        let own = &record.directive;
        let mut check = |field: &str, found: Option<&str>, expected: Option<&str>| {
            if found != expected {
                wrong.push(format!("{}: {field} {found:?}, should be {expected:?}", truth.path));
            }
        };
        check("number", own.number.as_deref(), truth.number.as_deref());
        check("symbol", own.symbol.as_deref(), truth.symbol.as_deref());
        check("kind", own.kind.as_deref(), truth.kind.as_deref());
        check("kind_name", own.kind_name.as_deref(), truth.kind_name.as_deref());
        check("date", own.date.as_deref(), truth.date.as_deref());
        let year = |year: Option<i16>| year.map(|year| year.to_string());
        check("year", year(own.year).as_deref(), year(truth.year).as_deref());
        let pages = truth.pages.map(|pages| pages.to_string());
        if pages.is_some() {
            check("pages", Some(&record.pages.to_string()), pages.as_deref());
        }
        check("draft", Some(&own.draft.to_string()), Some(&truth.draft.to_string()));
        // Of a text typed without marks the gold has the words as they stand; the record spells the
        // bodies that it knows.
        if !matches!(truth.text.as_deref(), Some("damaged" | "unaccented")) {
            check("issuer", own.issuer.as_deref(), truth.issuer.as_deref());
            check("subject", own.subject.as_deref(), truth.subject.as_deref());
            let name = own.signer.as_ref().and_then(|signer| signer.name.as_deref());
            check("signer", name, truth.signer.as_ref().and_then(|s| s.name.as_deref()));
        }
    }
    assert_same("records", &wrong);
}

#[test]
fn every_citation_is_found_and_none_is_made_up() {
    let records = records();
    let failed: BTreeSet<&str> = TRUTH.failures.iter().map(|f| f.path.as_str()).collect();
    let mut wrong = Vec::new();
    for truth in TRUTH.documents.iter().filter(|d| !failed.contains(d.path.as_str())) {
        let citations = &records[&truth.path].directive.citations;
        let found: BTreeSet<&str> = citations.iter().map(|c| c.number.as_str()).collect();
        let expected: BTreeSet<&str> = truth.cites.iter().map(String::as_str).collect();
        for missed in expected.difference(&found) {
            wrong.push(format!("{}: missed {missed}", truth.path));
        }
        for made_up in found.difference(&expected) {
            wrong.push(format!("{}: made up {made_up}", truth.path));
        }
    }
    assert_same("citations", &wrong);
}

/// Paths of the strict hits at one step; a copy stands for its original.
fn paths_at(answer: &Answer, step: Match) -> BTreeSet<String> {
    let original = |path: String| {
        let of_copy = TRUTH.documents.iter().find(|d| d.copies.contains(&path));
        of_copy.map_or(path, |d| d.path.clone())
    };
    let hits = answer.hits.iter().filter(|hit| hit.matched == step);
    hits.map(|hit| original(short(&hit.path))).collect()
}

#[test]
fn searches_find_what_they_must_and_nothing_else() {
    let snapshot = snapshot();
    let mut wrong = Vec::new();
    for truth in &TRUTH.searches {
        let request = Request { limit: 1000, ..Request::new(&truth.query) };
        let answer = search(&snapshot, &request).unwrap();
        for (name, step) in [
            ("number_own", Match::NumberOwn),
            ("number_cited", Match::NumberCited),
            ("exact", Match::Exact),
            ("unaccented", Match::Unaccented),
        ] {
            let found = paths_at(&answer, step);
            let expected = truth.found.get(name).cloned().unwrap_or_default();
            for missed in expected.difference(&found) {
                wrong.push(format!("{}: {name} missed {missed}", truth.query));
            }
            for false_hit in found.difference(&expected) {
                wrong.push(format!("{}: {name} false {false_hit}", truth.query));
            }
            for never in found.intersection(&truth.never) {
                wrong.push(format!("{}: {name} must never find {never}", truth.query));
            }
        }
        for (form, paths) in &truth.readings {
            let found = answer.readings.iter().find(|reading| reading.text == *form);
            if found.map(|reading| reading.count) != Some(paths.len() as u64) {
                wrong.push(format!("{}: reading {form} {found:?}", truth.query));
            }
        }
    }
    assert_same("searches", &wrong);
}
