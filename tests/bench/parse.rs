//! How long the reading of a question takes at most: random and mutated questions, ten million of them.
//!
//! `cargo bench --bench parse` (fewer: `TRACUU_PARSE_COUNT=100000`). Says the median and the slowest of
//! each kind, with the slowest question; a panic ends it.

#![expect(
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark that cannot go on fails, and says where; it says what it measures"
)]

use std::time::{Duration, Instant};
use tracuu::search;

/// What questions are made of.
const PIECES: [&str; 44] = [
    "hạ tầng số",
    "ha tang so",
    "202-KL/TW",
    "kl 202",
    "433, 443, 440-KH/TU",
    "ngày 31/10/2025",
    "của Bộ Chính trị",
    "UBND",
    "HĐND",
    "BCT",
    "OR",
    "|",
    "NEAR/5",
    "NEAR",
    "(",
    ")",
    "((((",
    "))))",
    "\"",
    "“",
    "”",
    "-",
    "+",
    "=",
    "*",
    "tần*",
    "loại:",
    "từ:",
    "đến:2025",
    "hạn:<31/12/2025",
    "cơquan:Sở Nội vụ",
    "số:trống",
    "ngày:tháng 3 năm 2025",
    ":",
    "/",
    ",",
    "văn bản nào",
    "triển khai",
    "được giao việc gì",
    "\u{301}",
    "\u{200b}",
    "😀",
    "\n",
    " ",
];

/// A small generator: the same questions each time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap_or(0)
    }
}

/// Pieces in a row.
fn row(random: &mut Random, most: usize) -> String {
    let mut text = String::new();
    for _ in 0..=random.below(most) {
        text.push_str(PIECES[random.below(PIECES.len())]);
        if random.below(3) > 0 {
            text.push(' ');
        }
    }
    text
}

/// Any characters.
fn noise(random: &mut Random) -> String {
    let count = random.below(200);
    let any = |random: &mut Random| {
        let code = u32::try_from(random.below(0x3000)).unwrap_or(0);
        char::from_u32(code).unwrap_or(' ')
    };
    (0..count).map(|_| any(random)).collect()
}

/// A row with some characters changed.
fn mutated(random: &mut Random) -> String {
    let mut chars: Vec<char> = row(random, 8).chars().collect();
    for _ in 0..random.below(6) {
        let at = random.below(chars.len());
        match random.below(3) {
            0 if at < chars.len() => drop(chars.remove(at)),
            1 => chars.insert(
                at.min(chars.len()),
                *PIECES[random.below(44)].as_bytes().first().unwrap() as char,
            ),
            _ if at < chars.len() => {
                let other = random.below(chars.len());
                chars.swap(at, other);
            }
            _ => {}
        }
    }
    chars.into_iter().collect()
}

fn main() {
    let count: usize = std::env::var("TRACUU_PARSE_COUNT")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(10_000_000);
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    type Make = fn(&mut Random) -> String;
    let kinds: [(&str, usize, Make); 4] = [
        ("short rows", count * 5 / 10, |random| row(random, 6)),
        ("long rows", count / 10, |random| row(random, 120)),
        ("mutated", count * 3 / 10, mutated),
        ("noise", count / 10, noise),
    ];
    for (name, count, make) in kinds {
        let mut slowest = (Duration::ZERO, String::new());
        let mut total = Duration::ZERO;
        for _ in 0..count {
            let question = make(&mut random);
            let started = Instant::now();
            std::hint::black_box(search::read(&question));
            let took = started.elapsed();
            total += took;
            if took > slowest.0 {
                slowest = (took, question);
            }
        }
        let mean = total / u32::try_from(count.max(1)).unwrap_or(u32::MAX);
        println!(
            "{name}: {count} questions, mean {mean:?}, slowest {:?}: {:?}",
            slowest.0, slowest.1
        );
    }
}
