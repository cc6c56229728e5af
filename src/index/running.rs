//! A run that is on, as other processes see it: `keep/runs/running.json` in the folder of the index.
//!
//! Who runs holds the lock of `keep/runs/RUNNING`, which the system gives back whatever becomes of the process: a
//! file without the lock is the trace of a run that was killed. (The time of the last sign alone would not tell: the
//! last merge may take minutes without one.) Nothing depends on the file, so that it is never synced, and a
//! disk that does not take it stops no run.

use super::journal::{self, End, Given, Run};
use super::keep;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use utoipa::ToSchema;

/// Between two writings.
const BETWEEN: Duration = Duration::from_millis(500);
/// Where files cannot be locked, a sign of life as old as this is none.
const SILENT: Duration = Duration::from_secs(120);
/// The longest that a file of these is.
const LONGEST: u64 = 256 << 10;
/// What a file weighs beside its bytes.
const FILE_WEIGHT: f64 = 4096.0;
/// A page read by OCR takes a second, in which so many bytes of text are read.
const SCAN_WEIGHT: f64 = 2e7;

/// How far a run is; handed to whoever watches it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Progress {
    /// What is going on.
    pub stage: Stage,
    /// Files found so far.
    pub found: u64,
    /// Files to be read.
    pub files: u64,
    /// Of these, done.
    pub files_done: u64,
    /// Bytes to be read.
    pub bytes: u64,
    /// Of these, done.
    pub bytes_done: u64,
    /// Pages to be read by OCR, as far as they are known.
    pub scans: u64,
    /// Of these, done.
    pub scans_done: u64,
}

/// The parts of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// Looking what is there.
    #[default]
    Walk,
    /// Reading files.
    Read,
    /// Writing what is left to the disk.
    Finish,
}

impl Progress {
    /// How much of the reading is done, from 0 to 1; `None` before it begins.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        let weight = |bytes: u64, files: u64, scans: u64| {
            bytes as f64 + files as f64 * FILE_WEIGHT + scans as f64 * SCAN_WEIGHT
        };
        let done = weight(self.bytes_done, self.files_done, self.scans_done);
        let all = weight(self.bytes, self.files, self.scans);
        match self.stage {
            Stage::Walk => None,
            Stage::Read if all > 0.0 => Some((done / all).clamp(0.0, 1.0)),
            Stage::Read | Stage::Finish => Some(1.0),
        }
    }

    /// What is left at the pace so far, `elapsed` after the reading began.
    #[must_use]
    pub fn left(&self, elapsed: Duration) -> Option<Duration> {
        let share = self.share().filter(|share| *share > 0.0)?;
        let is_known = self.stage == Stage::Read && elapsed >= Duration::from_secs(1);
        // A pace that would take longer than anybody lives is none.
        let left = elapsed.as_secs_f64() * (1.0 - share) / share;
        Duration::try_from_secs_f64(left).ok().filter(|_| is_known && left < 1e9)
    }
}

/// A run that is on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Running {
    /// When it began: `2026-11-22T14:05:00.250Z`.
    pub began: String,
    /// When this was written.
    pub updated: String,
    /// How far it is.
    #[serde(flatten)]
    pub progress: Progress,
    /// Seconds that are left at the pace so far, while files are read.
    pub seconds_left: Option<u64>,
    /// What it was given, ten at most.
    pub paths: Vec<String>,
    /// Paths beyond those.
    pub more_paths: u64,
}

/// A moment as the journal writes it.
#[must_use]
pub fn moment(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// The run that is on, if one is.
#[must_use]
pub fn running(index: &Path) -> Option<Running> {
    match look(index) {
        Trace::Alive(running) => Some(running),
        Trace::Nothing | Trace::Left(_) => None,
    }
}

/// The run that left nothing but its trace, if it is not in the journal.
pub(super) fn killed(index: &Path) -> Option<Run> {
    let Trace::Left(left) = look(index) else { return None };
    (!journal::has(index, &left.began)).then(|| of_trace(left))
}

fn of_trace(left: Running) -> Run {
    let at = |text: &str| text.parse::<Timestamp>().ok();
    let lived = at(&left.began).zip(at(&left.updated));
    let seconds = lived.map_or(0.0, |(began, updated)| updated.duration_since(began).as_secs_f64());
    let given = Given { paths: left.paths, more_paths: left.more_paths };
    let progress = left.progress;
    Run {
        left: progress.files.saturating_sub(progress.files_done),
        ..Run::new(left.began, seconds.max(0.0), End::Killed, given)
    }
}

enum Trace {
    Nothing,
    Alive(Running),
    Left(Running),
}

fn look(index: &Path) -> Trace {
    let Some(running) = read(index) else { return Trace::Nothing };
    match is_held(index) {
        Some(true) => Trace::Alive(running),
        // A run removes its file before it gives the lock back: what still lies here was left.
        Some(false) => match read(index) {
            Some(again) if again.began == running.began => Trace::Left(again),
            Some(other) => Trace::Alive(other),
            None => Trace::Nothing,
        },
        None if is_fresh(&running) => Trace::Alive(running),
        None => Trace::Left(running),
    }
}

fn read(index: &Path) -> Option<Running> {
    serde_json::from_str(&keep::read_some(&path(index), LONGEST)?).ok()
}

/// Whether a run holds the lock; `None` where files cannot be locked.
fn is_held(index: &Path) -> Option<bool> {
    let Ok(file) = File::open(folder(index).join("RUNNING")) else { return Some(false) };
    match file.try_lock_shared() {
        Ok(()) => Some(false),
        Err(TryLockError::WouldBlock) => Some(true),
        Err(TryLockError::Error(_)) => None,
    }
}

fn is_fresh(running: &Running) -> bool {
    let updated = running.updated.parse::<Timestamp>().ok();
    let age = updated.map(|updated| Timestamp::now().duration_since(updated).as_secs());
    age.is_some_and(|age| age.unsigned_abs() <= SILENT.as_secs())
}

/// The folder of what is said of runs.
pub(super) fn folder(index: &Path) -> PathBuf {
    keep::folder(index, "runs")
}

fn path(index: &Path) -> PathBuf {
    folder(index).join("running.json")
}

/// What a run shows of itself while it is on. Dropped without [`Shown::end`], it leaves the trace of a run that was
/// killed.
#[derive(Debug)]
pub struct Shown {
    path: PathBuf,
    /// `None` where files cannot be locked.
    _lock: Option<File>,
    running: Running,
    reading_since: Option<Instant>,
    written: Option<Instant>,
}

impl Shown {
    /// Begins to show a run that holds the lock of the store; one that was killed before is put in the journal. `None` if
    /// that cannot be.
    #[must_use]
    pub fn begin(index: &Path, began: &str, given: &Given) -> Option<Self> {
        let folder = folder(index);
        fs::create_dir_all(&folder).ok()?;
        let lock = lock(&folder.join("RUNNING")).ok()?;
        drop_trace(index);
        let running = Running {
            began: began.to_owned(),
            updated: String::new(),
            progress: Progress::default(),
            seconds_left: None,
            paths: given.paths.clone(),
            more_paths: given.more_paths,
        };
        let path = path(index);
        Some(Self { path, _lock: lock, running, reading_since: None, written: None })
    }

    /// Takes up how far the run is; written twice a second at most, and at the beginning of each stage.
    pub fn take(&mut self, progress: &Progress) {
        let begins = self.written.is_none() || progress.stage != self.running.progress.stage;
        if begins && progress.stage == Stage::Read {
            self.reading_since = Some(Instant::now());
        }
        if !begins && self.written.is_some_and(|at| at.elapsed() < BETWEEN) {
            return;
        }
        self.written = Some(Instant::now());
        let left = self.reading_since.and_then(|since| progress.left(since.elapsed()));
        self.running.progress = *progress;
        self.running.seconds_left = left.map(|left| left.as_secs());
        self.running.updated = moment(Timestamp::now());
        if let Ok(text) = serde_json::to_string(&self.running) {
            // Nobody sees how far it is then; that is no reason to stop.
            let _ = keep::write_unsynced(&self.path, &text);
        }
    }

    /// The run has ended, and said so in the journal.
    pub fn end(self) {
        let _ = keep::remove(&self.path);
    }
}

/// Puts the trace of a run that was killed in the journal, and removes it. Who calls this writes the store: no
/// other run is on.
fn drop_trace(index: &Path) {
    if let Some(left) = read(index).filter(|left| !journal::has(index, &left.began))
        && let Err(error) = journal::add(index, of_trace(left))
    {
        tracing::warn!(%error, "the journal of runs cannot be written");
    }
    let _ = keep::remove(&path(index));
}

/// Takes the lock; a look at it by others may be in the way for a moment.
fn lock(path: &Path) -> std::io::Result<Option<File>> {
    const TRIES: u32 = 20;
    const PAUSE: Duration = Duration::from_millis(50);
    let file = File::create(path)?;
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
    Err(std::io::ErrorKind::WouldBlock.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_follows_the_pace() {
        let stage = Stage::Read;
        let mut progress = Progress { stage, files: 100, bytes: 4_000_000, ..Progress::default() };
        assert_eq!(progress.left(Duration::from_secs(9)), None);
        (progress.files_done, progress.bytes_done) = (50, 2_000_000);
        assert_eq!(progress.left(Duration::from_secs(9)), Some(Duration::from_secs(9)));
        assert_eq!(progress.left(Duration::from_millis(900)), None);
        assert_eq!(progress.share(), Some(0.5));
        // Nearly all of the time goes into pages.
        (progress.scans, progress.scans_done) = (40, 10);
        assert_eq!(progress.left(Duration::from_secs(9)).unwrap().as_secs(), 26);
        assert_eq!(Progress::default().share(), None);
    }

    #[test]
    fn a_run_is_on_while_it_holds_its_lock() {
        let folder = tempfile::tempdir().unwrap();
        let index = folder.path();
        let given = Given::new(vec!["/kho".to_owned()].into_iter());
        assert_eq!(running(index), None);
        let mut shown = Shown::begin(index, "2026-11-22T14:05:00.250Z", &given).unwrap();
        shown.take(&Progress { found: 3, ..Progress::default() });
        let seen = running(index).unwrap();
        assert_eq!((seen.progress.found, seen.paths.as_slice()), (3, &["/kho".to_owned()][..]));
        assert!(journal::runs(index).is_empty());
        // As a process that is killed: the lock is given back, the file stays.
        drop(shown);
        // A program that was just being started has the lock for a moment, too.
        let is_over = |_| {
            std::thread::sleep(Duration::from_millis(5));
            running(index).is_none()
        };
        assert!((0..400).any(is_over));
        assert_eq!(journal::runs(index)[0].end, End::Killed);
        let shown = Shown::begin(index, "2026-11-22T15:00:00Z", &given).unwrap();
        assert_eq!(journal::runs(index).len(), 1, "it is in the journal, once");
        shown.end();
        assert_eq!(journal::runs(index).len(), 1);
        assert!(!path(index).exists());
    }

    #[test]
    fn a_file_that_is_none_is_no_run() {
        let index = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder(index.path())).unwrap();
        for wrong in ["", "{", "[1]", "{\"began\":\"x\"}"] {
            fs::write(path(index.path()), wrong).unwrap();
            assert_eq!(running(index.path()), None, "{wrong}");
            assert!(journal::runs(index.path()).is_empty(), "{wrong}");
        }
    }
}
