//! Any bytes as the groups of an RTF: pages with a status each, or a failure;
//! no fault, no endless loop.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::Arc;
use tracuu::extract::{Limits, Task, extract};

fuzz_target!(|data: &[u8]| {
    let mut file = b"{\\rtf1\\ansi{\\fonttbl{\\f1 .VnTime;}{\\f2\\fcharset163 Arial;}}".to_vec();
    file.extend_from_slice(data);
    let limits = Limits { pages: 20, text_bytes: 1 << 20, ..Limits::default() };
    if let Ok(document) = extract(&Arc::new(file), Task::new(&limits)) {
        assert!(!document.pages.is_empty() && document.pages.len() <= 20);
        assert!(document.pages.iter().all(|page| !page.text.contains('\r')));
    }
});
