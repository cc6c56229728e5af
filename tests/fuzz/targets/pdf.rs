//! Any bytes as a PDF: pages with a status each, or a failure; no fault, no endless loop.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::Arc;
use std::time::Duration;
use tracuu::extract::{Limits, Task, extract};

fuzz_target!(|data: &[u8]| {
    let mut file = b"%PDF-1.7\n".to_vec();
    file.extend_from_slice(data);
    let limits = Limits {
        pages: 20,
        page_glyphs: 20_000,
        page_time: Duration::from_secs(1),
        file_time: Duration::from_secs(3),
        ..Limits::default()
    };
    if let Ok(document) = extract(&Arc::new(file), Task::new(&limits)) {
        assert!(!document.pages.is_empty());
        assert!(document.pages.iter().all(|page| !page.text.contains('\r')));
    }
});
