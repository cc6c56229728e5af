//! Any text as a number: what is read is written in its canonical form, and read again the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tracuu::directive::number::Number;
use tracuu::directive::query::{number_in_field, numbers_in_query};

fuzz_target!(|text: &str| {
    if let Some(number) = Number::parse(text) {
        let written = number.to_string();
        assert_eq!(Number::parse(&written).map(|again| again.to_string()), Some(written));
    }
    drop(number_in_field(text));
    for (span, _) in numbers_in_query(text) {
        assert!(text.get(span).is_some());
    }
});
