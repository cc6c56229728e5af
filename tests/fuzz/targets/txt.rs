//! Any bytes as a text file, in whatever encoding: clean UTF-8 stays as it is.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::Arc;
use tracuu::extract::{Limits, Task, extract};

fuzz_target!(|data: &[u8]| {
    if data.windows(5).any(|window| window == b"%PDF-" || window == b"%%EOF") {
        return;
    }
    let limits = Limits { pages: 50, ..Limits::default() };
    if let Ok(document) = extract(&Arc::new(data.to_vec()), Task::new(&limits)) {
        assert!(!document.pages.is_empty() && document.pages.len() <= 50);
        assert!(document.pages.iter().all(|page| !page.text.contains(['\r', '\u{c}'])));
        if data.is_ascii() && !data.contains(&b'\r') {
            let pages: Vec<_> = document.pages.iter().map(|page| page.text.as_str()).collect();
            let text = std::str::from_utf8(data).unwrap();
            assert!(text.starts_with(&pages.join("\u{c}")));
        }
    }
});
