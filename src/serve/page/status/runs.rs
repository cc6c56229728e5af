//! The last runs as the page lists them.

use crate::index::{End, Run};
use crate::serve::shown;
use crate::wording::page::more_paths;
use crate::wording::{self, Lang};

/// Runs that are listed.
const LISTED: usize = 10;

/// A run.
pub(super) struct Line {
    pub(super) began: String,
    pub(super) end: String,
    pub(super) is_whole: bool,
    pub(super) took: String,
    pub(super) counts: String,
    pub(super) paths: Vec<String>,
    pub(super) more_paths: Option<String>,
}

/// The last runs, the latest first.
pub(super) fn lines(lang: Lang, runs: &[Run]) -> Vec<Line> {
    let line = |run: &Run| Line {
        began: shown::line(&wording::moment(lang, &run.began)),
        end: shown::line(&wording::run_end(lang, run)),
        is_whole: run.end == End::Done,
        took: wording::run_time(lang, run),
        counts: wording::run_counts(lang, run),
        paths: run.paths.iter().map(|path| shown::path(path)).collect(),
        more_paths: (run.more_paths > 0).then(|| more_paths(lang, run.more_paths)),
    };
    runs.iter().take(LISTED).map(line).collect()
}
