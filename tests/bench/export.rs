//! Memory and time of taking out every hit of a question, over a generated archive.
//!
//! `cargo bench --bench export`; `TRACUU_BENCH_RECORDS` sets the archive's size (200,000). Each record is a
//! short letter that holds the phrase asked for. What is said of memory is what the process itself holds
//! (`RssAnon`; Linux): pages of the index in memory belong to the system's cache, and are given back.

#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a benchmark that cannot go on fails, and says where; it says what it measures"
)]

use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tracuu::directive::{Directive, Said};
use tracuu::document::{DocId, Document, Encoding, Format, Page, PageStatus};
use tracuu::fence::Reading;
use tracuu::index::record::Prepared;
use tracuu::index::{FileEntry, Index, Writer};
use tracuu::search::{self, Request};
use tracuu::wording::{Lang, csv, hit_row};

fn fill(folder: &Path, records: u64) {
    let mut writer = Writer::open(folder).expect("an index");
    for at in 0..records {
        let day = format!("{}-{:02}-{:02}", 2000 + at % 26, 1 + at % 12, 1 + at % 28);
        let directive = Directive {
            number: Some(format!("{at}-CV/TU")),
            date: Some(day),
            issuer: Some("Tỉnh ủy Sông Vân".into()),
            subject: Some(format!("triển khai nhiệm vụ số {at} trên địa bàn tỉnh")),
            ..Directive::default()
        };
        let text = format!(
            "Số {at}-CV/TU\n\nBan Thường vụ Tỉnh ủy yêu cầu các cơ quan, đơn vị tập trung triển khai \
             nhiệm vụ thứ {at} về phát triển hạ tầng số và báo cáo kết quả trước ngày 15 hằng tháng.\n"
        );
        let document = Document {
            format: Format::Txt,
            encoding: Some(Encoding::Utf8),
            pages: vec![Page { text, status: PageStatus::Text }],
            warnings: Vec::new(),
            read_by_ocr: Vec::new(),
            has_pictures: false,
            doubted: Vec::new(),
        };
        let (hash, outcome) = (blake3::hash(&at.to_le_bytes()), document.outcome());
        let (id, hex) = (DocId::from_hash(&hash), hash.to_hex().to_string());
        let reading =
            Reading { document, said: Said { directive, guesses: Vec::new() }, words: Vec::new() };
        let path = format!("/archive/{at}.txt");
        let prepared = Prepared::new(id, hex.clone(), path.clone(), 1, reading);
        writer.put_directive(&prepared).expect("room");
        let blake3 = Some(hex);
        let entry = FileEntry { path, blake3, bytes: 1, changed: 0, seen: 0, outcome };
        writer.put_file(&entry).expect("room");
    }
    writer.finish().expect("room");
}

/// What the process holds by itself, in kB.
fn held() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// Does something; answers what came of it, and the most that was held meanwhile, looked at each 5 ms.
fn watched<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let (done, most) = (AtomicBool::new(false), AtomicU64::new(held()));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                most.fetch_max(held(), Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        let result = work();
        done.store(true, Ordering::Relaxed);
        (result, most.load(Ordering::Relaxed))
    })
}

/// Counts what is written, and forgets it.
struct Count(u64);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn main() {
    let records = std::env::var("TRACUU_BENCH_RECORDS");
    let records = records.ok().and_then(|n| n.parse().ok()).unwrap_or(200_000);
    let kept = std::env::var_os("TRACUU_BENCH_INDEX");
    let folder = tempfile::tempdir().expect("a folder");
    let folder = kept.as_deref().map_or(folder.path(), Path::new);
    if !folder.join("CURRENT").exists() {
        fill(folder, records);
        eprintln!("the index is made; for figures of memory run again with TRACUU_BENCH_INDEX");
    }
    let snapshot = Index::open(folder).expect("an index").snapshot();
    let before = held();
    let started = Instant::now();
    let question = Request::new("\"hạ tầng số\"");
    let (all, most) = watched(|| search::all(&snapshot, &question).expect("an answer"));
    let hits = all.left();
    eprintln!(
        "{hits} hits found in {:.1?}: {} kB held at most, {} kB then, {before} kB before",
        started.elapsed(),
        most,
        held()
    );
    let (started, mut out) = (Instant::now(), Count(0));
    let ((), most) = watched(|| {
        for hit in all {
            let hit = hit.expect("a hit");
            csv::write_row(&mut out, hit_row(Lang::Vi, &hit)).expect("room");
        }
    });
    let took = started.elapsed();
    let each = took.checked_div(u32::try_from(hits).unwrap_or(1).max(1)).unwrap_or_default();
    eprintln!(
        "written: {} MB in {took:.1?} ({each:.1?} a hit), {most} kB held at most",
        out.0 >> 20
    );
}
