//! Any question to a small archive: an answer, never an error, and marks that lie in the snippets.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;
use tracuu::index::{Index, Snapshot};
use tracuu::ingest::{self, Options};
use tracuu::search::{Request, search};

static ARCHIVE: LazyLock<Snapshot> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap().keep();
    let files = folder.join("files");
    std::fs::create_dir(&files).unwrap();
    for (n, text) in ["hạ tầng số", "ha tang so", "phân quyền, phân cấp", "Kết luận 202-KL/TW"]
        .iter()
        .enumerate()
    {
        let text =
            format!("TỈNH ỦY HƯNG YÊN\n*\nSố {n}-CV/TU\nV/v {text}\n\nYêu cầu về {text} số 2.");
        std::fs::write(files.join(format!("{n}.txt")), text).unwrap();
    }
    let options = Options::new(folder.join("index"), vec![files]);
    ingest::run(&options, &AtomicBool::new(false), &mut |_| {}).unwrap();
    Index::open(&folder.join("index")).unwrap().snapshot()
});

fuzz_target!(|query: &str| {
    let request = Request { limit: 5, loose: true, explain: true, ..Request::new(query) };
    let answer = search(&ARCHIVE, &request).unwrap();
    for snippet in answer.hits.iter().flat_map(|hit| &hit.snippets) {
        let length = snippet.text.chars().count();
        assert!(snippet.marks.iter().all(|[start, end]| start < end && *end as usize <= length));
    }
});
