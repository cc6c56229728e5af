//! How soon a page is seen: the browser's own first paint with anything on it, each time with an empty cache.
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

async fn measure(house: &House) {
    let loads = std::env::var("TRACUU_BENCH_LOADS").ok().and_then(|loads| loads.parse().ok());
    let loads: usize = loads.unwrap_or(9);
    let mut all = Vec::new();
    println!("{:30} first byte, first paint: medians of {loads}, in ms", "");
    for place in places::places(house) {
        let (mut bytes, mut paints) = (Vec::new(), Vec::new());
        for _ in 0..loads {
            let tab = house.tab().await;
            tab.open(&place.address).await;
            tab.until(&format!("{PAINT} > 0")).await;
            bytes.push(tab.number(FIRST_BYTE).await);
            paints.push(tab.number(PAINT).await);
        }
        println!("{:30} {:10.1} {:12.1}", place.name, median(&mut bytes), median(&mut paints));
        all.append(&mut paints);
    }
    println!("{:30} {:10} {:12.1}", "all", "", median(&mut all));
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
