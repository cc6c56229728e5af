//! The journal of runs: what brought the index up to date, when, and how it ended.
//!
//! `keep/runs/journal.jsonl` in the folder of the index, one run a line, the oldest first, [`KEPT`] at most; it outlives
//! every rebuild. It is for people to look at and nothing else depends on it: whatever is wrong with it is passed over,
//! and a line that a later version wrote stays as it is. It names the paths that a run was given and no other file,
//! so that it cannot tell of a paper that the archive must not hold.

use super::{folder, keep, running};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;
use utoipa::ToSchema;

/// Runs that are kept.
pub const KEPT: usize = 50;
/// The form of a line; a line of another is left alone.
const VERSION: u32 = 1;
/// Bytes of a journal that are looked at: fifty lines of the longest paths are less.
const LONGEST: u64 = 4 << 20;
/// Paths that a line names.
const PATHS: usize = 10;
/// Characters of a path that are kept.
const PATH_CHARS: usize = 1000;

/// A run that has ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Run {
    /// When it began: `2026-11-22T14:05:00.250Z`.
    pub began: String,
    /// Seconds to its end, or to its last sign of life.
    pub seconds: f64,
    /// How it ended.
    #[serde(flatten)]
    pub end: End,
    /// What it was given, ten at most.
    pub paths: Vec<String>,
    /// Paths beyond those.
    pub more_paths: u64,
    /// Files that were not there before.
    pub new: u64,
    /// Files with another content than before.
    pub changed: u64,
    /// Files as they were.
    pub unchanged: u64,
    /// New files whose content was there already.
    pub copies: u64,
    /// Files that are no more.
    pub gone: u64,
    /// Files under its paths that could not be read, or not in full.
    pub unread: u64,
    /// Files that it did not come to.
    pub left: u64,
    /// Bytes read.
    pub bytes: u64,
    /// Pages read by OCR.
    pub scans_read: u64,
    /// Pages that OCR failed at.
    pub scans_failed: u64,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "end", rename_all = "lowercase")]
pub enum End {
    /// All was done.
    Done,
    /// Somebody stopped it; what was done is kept.
    Stopped,
    /// It could not go on.
    Failed {
        /// Why: `busy`, `disk-full`, `no-such-path`, `io`, `store`.
        code: String,
        /// What the system said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        detail: Option<String>,
    },
    /// It left no word: it was killed, or the machine went down.
    Killed,
}

impl Run {
    /// A run of which nothing is counted yet.
    #[must_use]
    pub fn new(began: String, seconds: f64, end: End, given: Given) -> Self {
        let Given { paths, more_paths } = given;
        Self {
            began,
            // Tenths are enough for people.
            seconds: (seconds * 10.0).round() / 10.0,
            end,
            paths,
            more_paths,
            new: 0,
            changed: 0,
            unchanged: 0,
            copies: 0,
            gone: 0,
            unread: 0,
            left: 0,
            bytes: 0,
            scans_read: 0,
            scans_failed: 0,
        }
    }
}

/// The paths that a run was given, as far as they are kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    pub(super) paths: Vec<String>,
    pub(super) more_paths: u64,
}

impl Given {
    /// Of all the paths of a run.
    pub fn new(paths: impl ExactSizeIterator<Item = String>) -> Self {
        let more_paths = paths.len().saturating_sub(PATHS) as u64;
        let cut = |path: String| path.chars().take(PATH_CHARS).collect();
        Self { paths: paths.take(PATHS).map(cut).collect(), more_paths }
    }
}

#[derive(Serialize, Deserialize)]
struct Line {
    version: u32,
    #[serde(flatten)]
    run: Run,
}

/// The runs that are known, the latest first; one that was killed is among them. What cannot be read is passed over.
#[must_use]
pub fn runs(index: &Path) -> Vec<Run> {
    let killed = running::killed(index);
    let kept = kept(index);
    killed.into_iter().chain(kept.into_iter().rev()).take(KEPT).collect()
}

/// The runs of the journal, the oldest first.
fn kept(index: &Path) -> Vec<Run> {
    let line = |line: &String| serde_json::from_str::<Line>(line).ok();
    let lines = lines(index);
    let known = lines.iter().filter_map(line).filter(|line| line.version == VERSION);
    known.map(|line| line.run).collect()
}

/// Whether the journal has the run that began then.
pub(super) fn has(index: &Path, began: &str) -> bool {
    kept(index).iter().any(|run| run.began == began)
}

/// Whether there is an index here that a journal belongs to.
#[must_use]
pub fn has_index(index: &Path) -> bool {
    folder::current(index).is_ok()
}

/// Adds a run as the latest.
///
/// # Errors
/// [`Error::DiskFull`], [`Error::Io`]; what was kept before is whole.
pub fn add(index: &Path, run: Run) -> Result<()> {
    let path = path(index);
    let _one = lock(index)?;
    let mut lines = lines(index);
    let line = serde_json::to_string(&Line { version: VERSION, run });
    lines.push(line.map_err(|error| Error::io(&*path, error.into()))?);
    let older = lines.len().saturating_sub(KEPT);
    let text: String = lines.into_iter().skip(older).map(|line| line + "\n").collect();
    keep::write(&path, &text)
}

/// The lines of the journal, of whatever version.
fn lines(index: &Path) -> Vec<String> {
    let text = keep::read_some(&path(index), LONGEST).unwrap_or_default();
    let is_line = |line: &&str| {
        serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(line).is_ok()
    };
    text.lines().filter(is_line).map(str::to_owned).collect()
}

/// One at a time adds to it: two would each forget the other's line. `None` where files cannot be locked.
fn lock(index: &Path) -> Result<Option<File>> {
    const TRIES: u32 = 20;
    const PAUSE: Duration = Duration::from_millis(50);
    let folder = running::folder(index);
    let path = folder.join("LOCK");
    let failed = |error| Error::io(&*path, error);
    fs::create_dir_all(&folder).map_err(failed)?;
    let file = File::create(&path).map_err(failed)?;
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
    Err(Error::Busy(index.into()))
}

fn path(index: &Path) -> PathBuf {
    running::folder(index).join("journal.jsonl")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(began: &str, end: End) -> Run {
        Run::new(began.into(), 1.26, end, Given::new(vec!["/kho".to_owned()].into_iter()))
    }

    #[test]
    fn the_last_runs_are_kept_the_latest_first() {
        let index = tempfile::tempdir().unwrap();
        assert_eq!(runs(index.path()), []);
        for at in 0..KEPT + 3 {
            add(index.path(), run(&format!("{at:03}"), End::Done)).unwrap();
        }
        let kept = runs(index.path());
        assert_eq!((kept.len(), kept[0].began.as_str(), kept[0].seconds), (KEPT, "052", 1.3));
        assert_eq!(kept[KEPT - 1].began, "003");
    }

    #[test]
    fn what_cannot_be_read_is_passed_over() {
        let index = tempfile::tempdir().unwrap();
        let failed = End::Failed { code: "disk-full".into(), detail: None };
        add(index.path(), run("1", failed.clone())).unwrap();
        let path = path(index.path());
        let mut text = fs::read(&path).unwrap();
        text.extend(b"\xff\xfe{{{\n[]\n{\"version\":7,\"end\":\"paused\"}\n{\"version\":1}\n{\"version\":1,\"began\":");
        fs::write(&path, &text).unwrap();
        assert_eq!(runs(index.path()), [run("1", failed)]);
        add(index.path(), run("2", End::Stopped)).unwrap();
        assert_eq!(runs(index.path()).len(), 2);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("paused"), "what a later version wrote is left: {text}");
        assert!(!text.contains("{{{"));
        // Something else stands in its place.
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert_eq!(runs(index.path()), []);
        assert!(add(index.path(), run("3", End::Done)).is_err());
    }

    #[test]
    fn many_paths_are_counted() {
        let given = Given::new((0..25).map(|at| format!("/{at}{}", "ố".repeat(2000))));
        assert_eq!((given.paths.len(), given.more_paths), (10, 15));
        assert_eq!(given.paths[0].chars().count(), PATH_CHARS);
    }
}
