//! Time of drawing pages of originals: the request for a picture, from the address to the last byte of the
//! PNG, through all layers of the server and the process behind the fence.
//!
//! `cargo bench --bench pages`; `TRACUU_PAGES` names a folder of PDFs (the sample corpus where it is not
//! set). Each page is asked for once by itself, with nothing kept of it, and once more when it is kept.
//! Pages with a text of their own and pages that are only an image are told apart. A file's first page
//! pays for opening the file.

#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a benchmark that cannot go on fails, and says where; it says what it measures"
)]

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};
use tower::ServiceExt;
use tracuu::document::{DocId, Format, PageStatus};
use tracuu::extract::Limits;
use tracuu::fence::Settings;
use tracuu::index::Index;
use tracuu::ingest::{self, Options};
use tracuu::serve::{self, State};

/// Pages of a file at most, so that a long one does not count for all.
const PAGES: u32 = 12;

struct Page {
    path: String,
    page: u32,
    is_scan: bool,
    bytes: usize,
    first: Duration,
    again: Duration,
}

async fn get(router: &Router, address: &str) -> (u16, usize, Duration) {
    let request = Request::get(address).header("host", "localhost:7878").body(Body::empty());
    let since = Instant::now();
    let response = router.clone().oneshot(request.expect("a request")).await.expect("an answer");
    let status = response.status().as_u16();
    let body = response.into_body().collect().await.expect("a body").to_bytes();
    (status, body.len(), since.elapsed())
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn report(what: &str, pages: &[&Page]) {
    if pages.is_empty() {
        return;
    }
    let mut first: Vec<Duration> = pages.iter().map(|page| page.first).collect();
    let mut again: Vec<Duration> = pages.iter().map(|page| page.again).collect();
    let mut bytes: Vec<usize> = pages.iter().map(|page| page.bytes).collect();
    bytes.sort_unstable();
    let (middle, kept) = (median(&mut first), median(&mut again));
    let most = first.last().copied().unwrap_or_default();
    let late = first.get(first.len() * 95 / 100).copied().unwrap_or(most);
    let size = bytes.get(bytes.len() / 2).copied().unwrap_or_default() / 1024;
    eprintln!(
        "{what}: {} pages; first time median {middle:.1?}, 95 % {late:.1?}, most {most:.1?}; kept \
         {kept:.1?}; {size} KB",
        pages.len()
    );
}

fn main() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-corpus");
    let folder = std::env::var_os("TRACUU_PAGES").map_or(sample, PathBuf::from);
    let index = tempfile::tempdir().expect("a folder");
    let program = Some(PathBuf::from(env!("CARGO_BIN_EXE_tracuu")));
    let reading = Settings { program, limits: Limits::default(), passwords: Vec::new() };
    let mut options = Options::new(index.path(), vec![folder]);
    options.reading = reading.clone();
    options.allow_secret = true;
    ingest::run(&options, &AtomicBool::new(false), &mut |_| {}).expect("an index");
    let snapshot = Index::open(index.path()).expect("an index").snapshot();
    let files = snapshot.files().expect("its files");
    let mut ids: Vec<DocId> = files.iter().filter_map(|entry| entry.id()).collect();
    ids.sort_unstable();
    ids.dedup();
    let address = "127.0.0.1:7878".parse().expect("an address");
    let router = serve::router(State::with(index.path(), address, None, reading));
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    let mut pages = Vec::new();
    for id in ids {
        let Some(stored) = snapshot.directive(&id).expect("a record") else { continue };
        let record = stored.record;
        if record.format != Format::Pdf {
            continue;
        }
        for (page, status) in (1..=PAGES).zip(&record.page_status) {
            let at = format!("/api/v1/documents/{id}/pages/{page}/image.png");
            let (code, bytes, first) = runtime.block_on(get(&router, &at));
            if code != 200 {
                eprintln!("{} page {page}: {code}", record.path);
                continue;
            }
            let (_, _, again) = runtime.block_on(get(&router, &at));
            let is_scan = *status != PageStatus::Text;
            pages.push(Page { path: record.path.clone(), page, is_scan, bytes, first, again });
        }
    }
    let of = |wanted: bool| pages.iter().filter(|page| page.is_scan == wanted).collect::<Vec<_>>();
    report("pages with a text", &of(false));
    report("pages that are images, or have no good text", &of(true));
    pages.sort_by_key(|page| std::cmp::Reverse(page.first));
    for page in pages.iter().take(6) {
        eprintln!("slowest: {:.0?} {} page {}", page.first, page.path, page.page);
    }
}
