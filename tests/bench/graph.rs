//! The web of citations over a generated archive: `cites` and `missing`.
//!
//! `cargo bench --bench graph`; `TRACUU_BENCH_RECORDS` sets the archive's size (100,000). A record cites
//! eight documents, a few of them very often, as laws are; every other document that is cited is held.

#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a benchmark that cannot go on fails, and says where; it says what it measures"
)]

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::Path;
use tracuu::directive::{Citation, Directive, Relation, Said};
use tracuu::document::{DocId, Document, Encoding, Format, Page, PageStatus};
use tracuu::fence::Reading;
use tracuu::index::record::Prepared;
use tracuu::index::{Index, Writer};
use tracuu::search::graph::{Asked, MissingRequest, missing, neighbourhood};

/// A small generator of numbers, the same on every machine (Knuth's MMIX constants).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }
}

/// Document `n` of the web: number, date, issuer.
fn document(n: u64) -> (String, String, String) {
    let date = format!("{}-{:02}-{:02}", 1995 + n % 31, 1 + n % 12, 1 + n % 28);
    let (number, issuer) = match n % 4 {
        0 => (format!("{}-KL/TW", n / 4 + 1), "Ban Bí thư"),
        1 => (format!("{}/{}/NĐ-CP", n % 900 + 1, 1995 + n % 31), "Chính phủ"),
        2 => (format!("{}/QĐ-UBND", n % 9_000 + 1), "Ủy ban nhân dân tỉnh Hưng Yên"),
        _ => (format!("{}-CV/TU", n % 9_000 + 1), "Tỉnh ủy Hưng Yên"),
    };
    (number, date, issuer.into())
}

fn citation(n: u64) -> Citation {
    let (number, date, issuer) = document(n);
    Citation {
        number,
        kind: None,
        kind_name: None,
        date: Some(date),
        issuer: Some(issuer),
        subject: None,
        relations: vec![if n.is_multiple_of(3) { Relation::BasedOn } else { Relation::Mentions }],
        mentions: Vec::new(),
    }
}

fn fill(folder: &Path, records: u64) {
    let mut numbers = Numbers(7);
    let mut writer = Writer::open(folder).expect("an index");
    for at in 0..records {
        // Half of the documents of the web are held.
        let (number, date, issuer) = document(at * 2);
        let cited = (0..8).map(|_| {
            let unit = (numbers.next() % 100_000) as f64 / 100_000.0;
            // A few documents are cited far more often than others.
            (((records * 2) as f64).powf(unit)) as u64
        });
        let mut cited: Vec<u64> = cited.collect();
        cited.sort_unstable();
        cited.dedup();
        let directive = Directive {
            number: Some(number),
            date: Some(date),
            issuer: Some(issuer),
            subject: Some(format!("triển khai nhiệm vụ số {at} trên địa bàn tỉnh")),
            citations: cited.into_iter().map(citation).collect(),
            ..Directive::default()
        };
        let hash = blake3::hash(&at.to_le_bytes());
        let page = Page { text: format!("văn bản {at}"), status: PageStatus::Text };
        let document = Document {
            format: Format::Txt,
            encoding: Some(Encoding::Utf8),
            pages: vec![page],
            warnings: Vec::new(),
            read_by_ocr: Vec::new(),
            has_pictures: false,
            doubted: Vec::new(),
        };
        let reading =
            Reading { document, said: Said { directive, guesses: Vec::new() }, words: Vec::new() };
        let (id, hex) = (DocId::from_hash(&hash), hash.to_hex().to_string());
        let prepared = Prepared::new(id, hex, format!("/archive/{at}.txt"), 1, reading);
        writer.put_directive(&prepared).expect("room");
    }
    writer.finish().expect("room");
}

fn web(c: &mut Criterion) {
    let records = std::env::var("TRACUU_BENCH_RECORDS");
    let records = records.ok().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().expect("a folder");
    fill(folder.path(), records);
    let snapshot = Index::open(folder.path()).expect("an index").snapshot();
    let mut group = c.benchmark_group("graph");
    for (name, n, depth) in
        [("cites, most cited", 1, 1), ("cites, depth 2", 4, 2), ("cites, seldom", 70_000, 3)]
    {
        let asked = Asked { depth, ..Asked::new(document(n).0) };
        let found = neighbourhood(&snapshot, &asked).expect("an answer");
        let around = found.documents.iter().map(|d| d.cited_by.len() as u64 + d.cited_by_left);
        eprintln!("{name}: {} is cited by {}", asked.query, around.sum::<u64>());
        group.bench_function(name, |b| {
            b.iter(|| neighbourhood(&snapshot, black_box(&asked)).expect("an answer"));
        });
    }
    let asked = MissingRequest::default();
    eprintln!("missing: {}", missing(&snapshot, &asked).expect("an answer").total);
    group.sample_size(10);
    group.bench_function("missing", |b| {
        b.iter(|| missing(&snapshot, black_box(&asked)).expect("an answer"));
    });
    group.finish();
}

criterion_group!(graph, web);
criterion_main!(graph);
