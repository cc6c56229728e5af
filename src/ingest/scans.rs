//! Pages that wait for OCR → read.
//!
//! All threads of a run share one [`Scans`]: so many pages are read at once as the run has threads,
//! be they of one file or of many. A page that is not read keeps waiting, and its file is read all
//! the same.

use super::budget::Budget;
use super::prepare::Means;
use crate::document::DocId;
use crate::extract::ScannedPage;
use crate::fence::{Fence, Reading, Sheets};
use crate::ocr::{Fault, Kept, Ocr};
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// Pages in a row that the OCR program may fail at before it is left alone: each may take it all of
/// its time.
const FAULTS: u32 = 10;

/// Reads pages by OCR.
#[derive(Debug)]
pub struct Scans {
    ocr: Ocr,
    /// A share for each page that is read at the same time.
    places: Budget,
    jobs: usize,
    /// Threads that read pages just now.
    threads: AtomicUsize,
    /// Pages known to wait, in files that were not come to yet.
    expected: AtomicU64,
    /// Pages found, and of these done.
    found: AtomicU64,
    done: AtomicU64,
    read: AtomicU64,
    failed: AtomicU64,
    /// Faults since the last page that was read.
    in_a_row: AtomicU32,
    /// The first fault.
    fault: Mutex<Option<Fault>>,
}

impl Scans {
    /// Reads so many pages at once; one a core where nobody says.
    #[must_use]
    pub fn new(ocr: Ocr, jobs: Option<NonZero<usize>>) -> Self {
        let jobs = jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get);
        Self {
            ocr,
            places: Budget::new(jobs as u64),
            jobs,
            threads: AtomicUsize::new(0),
            expected: AtomicU64::new(0),
            found: AtomicU64::new(0),
            done: AtomicU64::new(0),
            read: AtomicU64::new(0),
            failed: AtomicU64::new(0),
            in_a_row: AtomicU32::new(0),
            fault: Mutex::default(),
        }
    }

    /// Leaves all further pages waiting.
    pub(super) fn abandon(&self) {
        self.in_a_row.store(FAULTS, Ordering::Relaxed);
    }

    /// Pages to be read as far as they are known, and how many of them are done.
    #[must_use]
    pub fn pages(&self) -> (u64, u64) {
        let load = |count: &AtomicU64| count.load(Ordering::Relaxed);
        (load(&self.found) + load(&self.expected), load(&self.done))
    }

    /// Pages that the OCR program read, and those that it did not.
    #[must_use]
    pub fn outcome(&self) -> (u64, u64) {
        (self.read.load(Ordering::Relaxed), self.failed.load(Ordering::Relaxed))
    }

    /// Why the first page that was not read was not.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        lock(&self.fault).clone()
    }

    /// So many pages are known to wait.
    pub(super) fn expect(&self, pages: u64) {
        self.expected.fetch_add(pages, Ordering::Relaxed);
    }

    /// A file has so many waiting pages, of which so many were expected.
    pub(super) fn find(&self, pages: u64, expected: u64) {
        self.found.fetch_add(pages, Ordering::Relaxed);
        self.expected.fetch_sub(expected, Ordering::Relaxed);
    }

    /// Fills the waiting pages of a file, until `stop` is set.
    pub(super) fn fill(
        &self,
        mut reading: Reading,
        bytes: &Arc<Vec<u8>>,
        id: &DocId,
        waiting: &[u32],
        means: Means<'_>,
    ) -> Reading {
        let Means { fence, stop, .. } = means;
        let file = File {
            scans: self,
            fence,
            stop,
            bytes,
            waiting,
            next: AtomicUsize::new(0),
            scanned: Mutex::default(),
            kept: Mutex::default(),
        };
        thread::scope(|scope| {
            // One more thread whenever there is room: other files come to their end, too. This one
            // is enough, should the system give no more.
            file.work(|| {
                if self.threads.load(Ordering::Relaxed) < self.jobs && !file.is_done() {
                    let thread = thread::Builder::new().name("ocr".into());
                    let _ = thread.spawn_scoped(scope, || file.work(|| {}));
                }
            });
        });
        let mut scanned = file.scanned.into_inner().unwrap_or_else(PoisonError::into_inner);
        if scanned.is_empty() {
            return reading;
        }
        scanned.sort_by_key(|(page, _)| *page);
        match fence.fill(&mut reading.document, &scanned) {
            Ok(filled) => {
                if means.withholds(&filled) {
                    let kept = file.kept.into_inner().unwrap_or_else(PoisonError::into_inner);
                    self.ocr.forget(&kept);
                } else {
                    self.ocr.keep_boxes(id, &filled.words);
                }
                filled
            }
            Err(failure) => {
                tracing::warn!("what OCR read could not be put together: {failure}");
                reading
            }
        }
    }

    fn note(&self, fault: Fault) {
        tracing::info!("a page was not read: {fault}");
        self.failed.fetch_add(1, Ordering::Relaxed);
        // A page that cannot be drawn is not the program's fault.
        if !matches!(fault, Fault::NoImage { .. }) {
            self.in_a_row.fetch_add(1, Ordering::Relaxed);
        }
        lock(&self.fault).get_or_insert(fault);
    }
}

/// The waiting pages of one file, shared by the threads that read them.
struct File<'f> {
    scans: &'f Scans,
    fence: &'f Fence,
    stop: &'f AtomicBool,
    bytes: &'f Arc<Vec<u8>>,
    waiting: &'f [u32],
    next: AtomicUsize,
    scanned: Mutex<Vec<(u32, ScannedPage)>>,
    /// What was put on disk for it.
    kept: Mutex<Kept>,
}

impl File<'_> {
    fn is_done(&self) -> bool {
        self.next.load(Ordering::Relaxed) >= self.waiting.len()
    }

    /// Reads pages until all are taken; `grow` is called before each.
    fn work(&self, grow: impl Fn()) {
        let scans = self.scans;
        scans.threads.fetch_add(1, Ordering::Relaxed);
        // Not passed from thread to thread: a worker ends with the thread that started it.
        let mut sheets = self.fence.sheets(self.bytes);
        while let Some(page) = self.waiting.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            grow();
            let place = scans.places.take(1);
            let is_over = scans.in_a_row.load(Ordering::Relaxed) >= FAULTS;
            if !is_over && !self.stop.load(Ordering::Relaxed) {
                match self.read(*page, &mut sheets) {
                    Ok(scanned) => {
                        scans.read.fetch_add(1, Ordering::Relaxed);
                        scans.in_a_row.store(0, Ordering::Relaxed);
                        lock(&self.scanned).push((*page, scanned));
                    }
                    Err(fault) => scans.note(fault),
                }
            } else if is_over {
                scans.failed.fetch_add(1, Ordering::Relaxed);
            }
            drop(place);
            scans.done.fetch_add(1, Ordering::Relaxed);
        }
        scans.threads.fetch_sub(1, Ordering::Relaxed);
    }

    fn read(&self, page: u32, sheets: &mut Sheets<'_>) -> Result<ScannedPage, Fault> {
        let raster =
            sheets.draw(page).map_err(|failure| Fault::NoImage { detail: failure.to_string() })?;
        let mut kept = Kept::default();
        let read = self.scans.ocr.read(&raster, self.fence.limits().ocr_time, &mut kept);
        lock(&self.kept).append(&mut kept);
        read
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
