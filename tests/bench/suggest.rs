//! Suggestions over a generated archive of 100,000 directives.
//!
//! `cargo bench --bench suggest`; `TRACUU_BENCH_RECORDS` sets the archive's size. What is measured is the
//! answer to each keystroke of a dozen questions, and once, how long the vocabulary takes to be made.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark that cannot go on fails, and says where; it says what it measures"
)]

use std::time::{Duration, Instant};
use tracuu::index::Index;
use tracuu::ingest::lines::{Line, fill};
use tracuu::search::suggest::{suggest, warm};

/// What subjects are made of.
const WORDS: &str = "triển khai thực hiện công tác quy định tổ chức cơ quan đơn vị nhân dân tỉnh xã \
    phường việc cấp chính quyền địa phương hành chính nhà nước quản lý đất đai phát triển kinh tế xã hội \
    bảo đảm yêu cầu nhiệm vụ kế hoạch báo cáo kết quả số hạ tầng chuyển đổi dữ liệu hệ thống thông tin \
    phần mềm dùng chung cán bộ viên chức sắp xếp bộ máy tinh gọn hiệu lực hiệu quả kiểm tra giám sát";
const TYPED: [&str; 12] = [
    "hạ tầng số",
    "ha tang so",
    "chuyển đổi số cấp xã",
    "202-KL/TW",
    "kế hoạch 15",
    "ủy ban nhân dân",
    "quản lý đất đai",
    "bao cao ket qua",
    "công tác cán bộ",
    "thông tin",
    "kl 20",
    "tinh gọn bộ máy",
];

/// A small generator of numbers, the same on every machine (Knuth's MMIX constants).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

fn line(at: usize, numbers: &mut Numbers, words: &[&str]) -> Line {
    let mut some = |count: usize| {
        let words: Vec<&str> = (0..count).map(|_| words[numbers.below(words.len())]).collect();
        words.join(" ")
    };
    let title = format!("{} {at}", some(14));
    let body = some(60);
    let (number, cited) = (at / 4 + 1, at % 5_000 + 1);
    let kind = ["KH", "QĐ", "BC", "TB"][at % 4];
    let text = format!(
        "ỦY BAN NHÂN DÂN\nTỈNH SÔNG VÂN\n\nSố: {number}/{kind}-UBND\n\nSông Vân, ngày 12 tháng 5 năm 2025\n\n\
         Thực hiện Kết luận số {cited}-KL/TW ngày 14/11/2025 của Bộ Chính trị, {body}.\n"
    );
    Line { id: at.to_string(), title: Some(title), text }
}

fn main() {
    let records = std::env::var("TRACUU_BENCH_RECORDS").ok().and_then(|n| n.parse().ok());
    let records = records.unwrap_or(100_000);
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut numbers = Numbers(7);
    let folder = tempfile::tempdir().expect("a folder");
    fill(folder.path(), (0..records).map(|at| line(at, &mut numbers, &words))).expect("an index");
    let snapshot = Index::open(folder.path()).expect("an index").snapshot();
    let started = Instant::now();
    warm(&snapshot).expect("a vocabulary");
    println!("{records} directives; vocabulary made in {:?}", started.elapsed());
    let mut times: Vec<Duration> = Vec::new();
    for typed in TYPED {
        for length in 1..=typed.chars().count() {
            let beginning: String = typed.chars().take(length).collect();
            let started = Instant::now();
            std::hint::black_box(suggest(&snapshot, &beginning, 10).expect("suggestions"));
            times.push(started.elapsed());
        }
    }
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    println!(
        "{} keystrokes: median {:?}, 95 % {:?}, most {:?}",
        times.len(),
        at(50),
        at(95),
        at(100)
    );
}
