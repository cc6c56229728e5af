//! Any bytes as a text file, in whatever encoding: clean UTF-8 stays as it is.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::Arc;
use tracuu::document::Format;
use tracuu::extract::{Limits, Task, extract};

fuzz_target!(|data: &[u8]| {
    if data.windows(5).any(|window| window == b"%PDF-" || window == b"%%EOF") {
        return;
    }
    let limits = Limits { pages: 50, ..Limits::default() };
    if let Ok(document) = extract(&Arc::new(data.to_vec()), Task::new(&limits)) {
        assert!(!document.pages.is_empty() && document.pages.len() <= 50);
        assert!(document.pages.iter().all(|page| !page.text.contains(['\r', '\u{c}'])));
        // Plain ASCII is plain text in whatever encoding.
        let is_plain = |byte: &u8| matches!(byte, b'\n' | b'\t' | b' '..=b'~');
        if document.format == Format::Txt && data.iter().all(is_plain) {
            assert_eq!(document.pages[0].text.as_bytes(), data);
        }
    }
});
