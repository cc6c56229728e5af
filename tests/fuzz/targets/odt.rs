//! Any bytes as the markup of a flat OpenDocument text: pages with a status each, or a failure;
//! no fault, no endless loop.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::Arc;
use tracuu::extract::{Limits, Task, extract};

const HEAD: &str = "<office:document office:mimetype='application/vnd.oasis.opendocument.text'>\
    <text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='1'/>\
    </text:list-style><office:body><office:text>";

fuzz_target!(|data: &[u8]| {
    let mut file = HEAD.as_bytes().to_vec();
    file.extend_from_slice(data);
    let limits = Limits { pages: 20, text_bytes: 1 << 20, ..Limits::default() };
    if let Ok(document) = extract(&Arc::new(file), Task::new(&limits)) {
        assert!(!document.pages.is_empty() && document.pages.len() <= 20);
        assert!(document.pages.iter().all(|page| !page.text.contains('\r')));
    }
});
