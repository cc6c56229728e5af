//! Which directives are alike, over a generated archive: how long it takes, and what is found.
//!
//! `cargo bench --bench likeness`; `TRACUU_BENCH_RECORDS` sets the archive's size (100,000). A record has 420
//! syllables drawn from 130, the frequent ones as frequent as in office prose, so that every pair stands in
//! many records. Every twentieth is a copy of an earlier one: whole with some words changed, or one
//! half of it.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a benchmark that cannot go on fails, and says where; it says what it measures"
)]

use std::path::Path;
use std::time::{Duration, Instant};
use tracuu::directive::{Directive, Said};
use tracuu::document::{DocId, Document, Encoding, Format, Page, PageStatus};
use tracuu::fence::Reading;
use tracuu::index::record::Prepared;
use tracuu::index::{FileEntry, Index, Writer};
use tracuu::search::likeness::{SimilarRequest, compare, similar};

const WORDS: &str = "và của các thực hiện công tác quy định tổ chức cơ quan đơn vị nhân dân tỉnh \
    xã phường theo về trong việc cấp chính quyền địa phương hành chính nhà nước quản lý đất đai \
    phát triển kinh tế xã hội bảo đảm yêu cầu nhiệm vụ kế hoạch báo cáo kết quả số hạ tầng chuyển \
    đổi dữ liệu hệ thống thông tin phần mềm dùng chung cán bộ viên chức sắp xếp bộ máy tinh gọn \
    hiệu lực hiệu quả kiểm tra giám sát thanh tra xử lý vi phạm tài sản trụ sở ngân sách đầu tư \
    giáo dục đào tạo y tế văn hóa thể thao du lịch nông nghiệp môi trường xây dựng giao thông \
    khoa học nghệ an ninh quốc phòng trật tự phòng chống thiên tai dịch bệnh chăm sóc sức khỏe";
const LENGTH: usize = 420;
/// Every so many records is a copy.
const COPY: u64 = 20;

/// A small generator of numbers, the same on every machine (Knuth's MMIX constants).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }

    /// Below `end`, small ones far more often than large ones.
    fn frequent(&mut self, end: usize) -> usize {
        let unit = (self.next() % 10_000) as f64 / 10_000.0;
        ((end as f64).powf(unit) - 1.0) as usize
    }
}

/// The record that a copy is of.
fn original(at: u64) -> Option<u64> {
    (at > 0 && at.is_multiple_of(COPY)).then(|| at / 2 - u64::from((at / 2).is_multiple_of(COPY)))
}

fn syllables(at: u64) -> Vec<&'static str> {
    let all: Vec<&str> = WORDS.split_whitespace().collect();
    let mut numbers = Numbers(at.wrapping_mul(2_654_435_761).wrapping_add(7));
    numbers.next();
    let Some(original) = original(at) else {
        return (0..LENGTH).map(|_| all[numbers.frequent(all.len())]).collect();
    };
    let mut words = syllables(original);
    if at.is_multiple_of(2 * COPY) {
        for word in words.iter_mut().step_by(29) {
            *word = all[numbers.frequent(all.len())];
        }
    } else {
        for word in words.iter_mut().skip(LENGTH / 2) {
            *word = all[numbers.frequent(all.len())];
        }
    }
    words
}

fn text(at: u64) -> String {
    let mut text = format!("Số {at}-KH/UBND\n\n");
    for (n, word) in syllables(at).into_iter().enumerate() {
        text.push_str(word);
        text.push_str(match n % 56 {
            55 => ".\n\n",
            27 => ", ",
            _ => " ",
        });
    }
    text
}

fn id(at: u64) -> (DocId, String) {
    let hash = blake3::hash(&at.to_le_bytes());
    (DocId::from_hash(&hash), hash.to_hex().to_string())
}

fn fill(folder: &Path, records: u64) {
    let mut writer = Writer::open(folder).expect("an index");
    for at in 0..records {
        let directive = Directive { number: Some(format!("{at}-KH/UBND")), ..Directive::default() };
        let document = Document {
            format: Format::Txt,
            encoding: Some(Encoding::Utf8),
            pages: vec![Page { text: text(at), status: PageStatus::Text }],
            warnings: Vec::new(),
            read_by_ocr: Vec::new(),
            has_pictures: false,
            doubted: Vec::new(),
        };
        let outcome = document.outcome();
        let (id, hex) = id(at);
        let reading =
            Reading { document, said: Said { directive, guesses: Vec::new() }, words: Vec::new() };
        let path = format!("/archive/{at}.txt");
        let prepared = Prepared::new(id, hex.clone(), path.clone(), 1, reading);
        writer.put_directive(&prepared).expect("room");
        let entry = FileEntry { path, blake3: Some(hex), bytes: 1, changed: 0, seen: 0, outcome };
        writer.put_file(&entry).expect("room");
    }
    writer.finish().expect("room");
}

fn median(times: &mut [Duration]) -> (Duration, Duration) {
    times.sort_unstable();
    let last = times.len().saturating_sub(1);
    (times[times.len() / 2], times[last])
}

fn main() {
    let records = std::env::var("TRACUU_BENCH_RECORDS");
    let records: u64 = records.ok().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let kept = std::env::var_os("TRACUU_BENCH_INDEX");
    let folder = tempfile::tempdir().expect("a folder");
    let folder = kept.as_deref().map_or(folder.path(), Path::new);
    if !folder.join("CURRENT").exists() {
        fill(folder, records);
    }
    let snapshot = Index::open(folder).expect("an index").snapshot();
    for (name, first) in [("changed copies", 2 * COPY), ("half copies", COPY), ("others", 1)] {
        let (mut times, mut found, mut asked) = (Vec::new(), 0, 0);
        for at in (first..records).step_by((records / 4_000).max(1) as usize * 2 * COPY as usize) {
            let started = Instant::now();
            let of = similar(&snapshot, &id(at).0, &SimilarRequest::default()).expect("an answer");
            times.push(started.elapsed());
            asked += 1;
            let of = of.expect("a record").documents;
            found += match original(at) {
                Some(original) => usize::from(of.iter().any(|b| b.document.id == id(original).0)),
                None => usize::from(of.is_empty()),
            };
        }
        let (middle, worst) = median(&mut times);
        eprintln!(
            "similar, {name}: right {found} of {asked}; median {middle:.1?}, worst {worst:.1?}"
        );
    }
    let of = |at| snapshot.directive(&id(at).0).expect("an answer").expect("a record");
    let (a, b) = (of(2 * COPY), of(original(2 * COPY).unwrap_or_default()));
    let started = Instant::now();
    let compared = compare(&a, &b, false);
    let took = started.elapsed();
    eprintln!(
        "compare: {} passages differ, {:.2} alike, {took:.1?}",
        compared.passages.len(),
        compared.a_in_b
    );
}
