//! Any text through the analyzer: every token is a piece of it, in order.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tracuu::text::quality::{Features, unmarked_passages};
use tracuu::text::token::tokens;

fuzz_target!(|text: &str| {
    let mut end = 0;
    for token in tokens(text) {
        assert!(token.start >= end && text.get(token.start..token.start + token.text.len()).is_some());
        end = token.start + token.text.len();
    }
    drop(tracuu::index::analyzer::analyze(text));
    let score = Features::of(text).score();
    assert!((0.0..=1.0).contains(&score));
    drop(unmarked_passages([text]));
});
