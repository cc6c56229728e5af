//! Any text through the analyzer: every token is a piece of it (those of lines beside the text come
//! last), and none is told twice.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tracuu::text::quality::{Features, unmarked_passages};
use tracuu::text::token::tokens;

fuzz_target!(|text: &str| {
    let mut ends = Vec::new();
    for token in tokens(text) {
        assert_eq!(text.get(token.start..token.end()), Some(token.text));
        ends.push(token.end());
    }
    ends.sort_unstable();
    assert!(ends.windows(2).all(|pair| pair[0] < pair[1]));
    drop(tracuu::index::analyzer::analyze(text));
    let score = Features::of(text).score();
    assert!((0.0..=1.0).contains(&score));
    drop(unmarked_passages([text]));
});
