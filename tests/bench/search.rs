//! Latency of questions over a generated archive, and the cost of making its index.
//!
//! `cargo bench --bench search`; `TRACUU_BENCH_DIRECTIVES` sets the archive's size (20,000). Each
//! directive has about 2.5 KB of text drawn from a few hundred syllables, the frequent ones as
//! frequent as in office prose, so that posting lists are as long as real ones.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a benchmark that cannot go on fails, and says where"
)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::Path;
use tracuu::directive;
use tracuu::directive::Said;
use tracuu::document::{DocId, Document, Encoding, Format, Page, PageStatus};
use tracuu::fence::Reading;
use tracuu::index::record::Prepared;
use tracuu::index::{FileEntry, Index, Writer};
use tracuu::search::{Request, search};

/// Frequent words first.
const WORDS: &str = "và của các thực hiện công tác quy định tổ chức cơ quan đơn vị nhân dân tỉnh \
    xã phường theo về trong việc cấp chính quyền địa phương hành chính nhà nước quản lý đất đai \
    phát triển kinh tế xã hội bảo đảm yêu cầu nhiệm vụ kế hoạch báo cáo kết quả số hạ tầng chuyển \
    đổi dữ liệu hệ thống thông tin phần mềm dùng chung cán bộ viên chức sắp xếp bộ máy tinh gọn \
    hiệu lực hiệu quả kiểm tra giám sát thanh tra xử lý vi phạm tài sản trụ sở ngân sách đầu tư \
    giáo dục đào tạo y tế văn hóa thể thao du lịch nông nghiệp môi trường xây dựng giao thông \
    khoa học nghệ an ninh quốc phòng trật tự phòng chống thiên tai dịch bệnh chăm sóc sức khỏe \
    ban thường ủy hội đồng nghị quyết luận chỉ đạo hướng dẫn đề án chương trình mục tiêu giải pháp";

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

fn text(numbers: &mut Numbers, words: &[&str]) -> String {
    let mut text = String::from("ỦY BAN NHÂN DÂN\nTỈNH SÔNG VÂN\n\n");
    let number = numbers.next() % 900 + 1;
    text.push_str(&format!(
        "Số: {number}/KH-UBND\n\nSông Vân, ngày 12 tháng 5 năm 2025\n\nKẾ HOẠCH\nvề "
    ));
    for at in 0..420 {
        text.push_str(words[numbers.frequent(words.len())]);
        text.push_str(match at % 14 {
            13 if at % 56 == 55 => ".\n\n",
            13 => ", ",
            _ => " ",
        });
        if at % 200 == 150 {
            let cited = numbers.next() % 300 + 1;
            text.push_str(&format!(
                "theo Kết luận số {cited}-KL/TW ngày 14/11/2025 của Bộ Chính trị "
            ));
        }
    }
    text
}

/// Makes the index; answers the bytes of text in it.
fn fill(folder: &Path, directives: u64) -> u64 {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut numbers = Numbers(7);
    let mut writer = Writer::open(folder).expect("an index");
    let mut bytes = 0;
    for at in 0..directives {
        let text = text(&mut numbers, &words);
        bytes += text.len() as u64;
        let hash = blake3::hash(format!("{at} {text}").as_bytes());
        let pages = vec![Page { text, status: PageStatus::Text }];
        let directive = directive::read(&pages);
        let (format, encoding) = (Format::Txt, Some(Encoding::Utf8));
        let document = Document {
            format,
            encoding,
            pages,
            warnings: Vec::new(),
            read_by_ocr: Vec::new(),
            has_pictures: false,
            doubted: Vec::new(),
        };
        let (outcome, hex) = (document.outcome(), hash.to_hex().to_string());
        let path = format!("/archive/{at}.txt");
        let id = DocId::from_hash(&hash);
        let reading =
            Reading { document, said: Said { directive, guesses: Vec::new() }, words: Vec::new() };
        let prepared = Prepared::new(id, hex.clone(), path.clone(), 1, reading);
        writer.put_directive(&prepared).expect("room");
        let blake3 = Some(hex);
        let entry = FileEntry { path, blake3, bytes: 1, changed: 0, seen: 0, outcome };
        writer.put_file(&entry).expect("room");
    }
    writer.finish().expect("room");
    bytes
}

fn questions(c: &mut Criterion) {
    let directives = std::env::var("TRACUU_BENCH_DIRECTIVES");
    let directives = directives.ok().and_then(|n| n.parse().ok()).unwrap_or(20_000);
    let folder = tempfile::tempdir().expect("a folder");
    fill(folder.path(), directives);
    let index = Index::open(folder.path()).expect("an index");
    let snapshot = index.snapshot();
    let mut group = c.benchmark_group("question");
    for (name, query) in [
        ("phrase", "\"hạ tầng số\""),
        ("words", "chuyển đổi số cấp xã"),
        ("unmarked phrase", "\"ha tang so\""),
        ("unmarked words", "chuyen doi so"),
        ("frequent word", "của"),
        ("number", "202-KL/TW"),
        ("number without body", "kl 202"),
        ("one letter wrong", "hạ tầnh số"),
        ("filter", "loại:KH từ:2025-05 đất đai"),
    ] {
        group.bench_function(name, |b| {
            b.iter(|| search(&snapshot, black_box(&Request::new(query))).expect("an answer"));
        });
    }
}

fn indexing(c: &mut Criterion) {
    let mut group = c.benchmark_group("indexing");
    group.sample_size(10);
    let bytes = fill(tempfile::tempdir().expect("a folder").path(), 500);
    group.throughput(Throughput::Bytes(bytes));
    group.bench_function("500 directives", |b| {
        b.iter_with_setup(
            || tempfile::tempdir().expect("a folder"),
            |folder| fill(folder.path(), 500),
        );
    });
}

criterion_group!(benches, questions, indexing);
criterion_main!(benches);
