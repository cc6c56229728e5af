//! How soon a page is seen: the browser's own first paint with anything on it, without a cache, beside that of a
//! line of text.
//!
//! `cargo bench --bench paint`; needs Chromium, as the tests in a browser do. `TRACUU_BENCH_LOADS` says how often
//! each page is opened.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "a benchmark that cannot go on fails, and says where; it says what it measures"
)]

#[path = "../browser/places.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod places;
#[path = "../browser/support/mod.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod support;

use std::path::Path;
use support::House;

const PAINT: &str = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime";
const FIRST_BYTE: &str = "performance.getEntriesByType('navigation')[0].responseStart";

/// A line of text without a style: what the browser needs for itself.
const LEAST: &str = "/livez";

async fn measure(house: &House) {
    let loads = std::env::var("TRACUU_BENCH_LOADS").ok().and_then(|loads| loads.parse().ok());
    let loads: usize = loads.unwrap_or(9);
    // On a machine with other work, the least is nearer to what the page itself takes.
    println!("medians of {loads}, in ms {:6} first byte  first paint  its least", "");
    let pages = places::places(house).into_iter().map(|place| (place.name, place.address));
    let mut all = Vec::new();
    for (name, address) in std::iter::once(("a line of text", LEAST.to_owned())).chain(pages) {
        let tab = house.tab().await;
        tab.without_cache().await;
        // The browser has been used before.
        tab.open(&address).await;
        let (mut bytes, mut paints) = (Vec::new(), Vec::new());
        for _ in 0..loads {
            tab.open(&address).await;
            tab.until(&format!("{PAINT} > 0")).await;
            bytes.push(tab.number(FIRST_BYTE).await);
            paints.push(tab.number(PAINT).await);
        }
        let (byte, paint) = (median(&mut bytes), median(&mut paints));
        println!("{name:30} {byte:10.1} {paint:12.1} {:10.1}", paints[0]);
        if address != LEAST {
            all.append(&mut paints);
        }
    }
    println!("{:30} {:10} {:12.1}", "all pages", "", median(&mut all));
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn main() {
    match support::find() {
        Ok(chromium) => {
            House::open(Path::new(env!("CARGO_BIN_EXE_tracuu")), &chromium).run(measure);
        }
        Err(missing) => println!("nothing is measured: {missing}"),
    }
}
