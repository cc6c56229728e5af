//! Any bytes as the streams of a DOC, or as a whole one.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};
use std::sync::Arc;
use tracuu::extract::{Limits, Task, extract};

/// The first two bytes say where the table stream begins.
fn compound(data: &[u8]) -> std::io::Result<Vec<u8>> {
    let (head, rest) = data.split_at(data.len().min(2));
    let at = head.iter().fold(0, |at, byte| at << 8 | usize::from(*byte)).min(rest.len());
    let (word, table) = rest.split_at(at);
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
    for (name, content) in [("WordDocument", word), ("0Table", table), ("1Table", table)] {
        file.create_stream(name)?.write_all(content)?;
    }
    Ok(file.into_inner().into_inner())
}

fuzz_target!(|data: &[u8]| {
    let is_whole = data.starts_with(b"\xD0\xCF\x11\xE0");
    let bytes = if is_whole { Ok(data.to_vec()) } else { compound(data) };
    let Ok(bytes) = bytes else { return };
    let limits = Limits { pages: 50, text_bytes: 1 << 20, ..Limits::default() };
    if let Ok(document) = extract(&Arc::new(bytes), Task::new(&limits)) {
        assert!(!document.pages.is_empty() && document.pages.len() <= 50);
        assert!(document.pages.iter().all(|page| !page.text.contains(['\r', '\u{c}'])));
    }
});
