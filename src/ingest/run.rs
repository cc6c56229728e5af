//! One run: walk, plan, read in parallel, write, sweep.
//!
//! All threads read; the calling thread alone writes. The ledger and the text of a directive are
//! put in one commit. Whatever a crash leaves behind, the next run puts right: files without an
//! entry are read again, and directives that no entry refers to are swept out at the end.

use super::budget::{Budget, Share};
use super::note::Note;
use super::options::Options;
use super::path;
use super::plan::{Before, Ledger, Plan, Work};
use super::prepare::{Content, Contents, Made, Means, prepare};
use super::report::{Report, Unread};
use super::scans::Scans;
use super::walk::{self, nanoseconds};
use crate::document::{DocId, Failure, Outcome};
use crate::error::{Error, Result};
use crate::fence::Fence;
use crate::index::snapshot::outcome_code;
use crate::index::{FileEntry, Progress, Stage, Writer, former};
use crate::ocr::{Cache, Ocr};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::{HashMap, HashSet};
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant, SystemTime};

/// Between two commits: what a power cut may cost.
const BETWEEN_COMMITS: Duration = Duration::from_secs(60);
/// Between two looks at how far OCR is: a long scan is one file.
const BETWEEN_LOOKS: Duration = Duration::from_millis(500);
/// Files that wait for the writer, for each thread.
const WAITING: usize = 4;

/// Brings the index up to date with the files under the given paths.
///
/// Once `stop` is set, the files in hand are finished and what is done is committed.
///
/// # Errors
/// [`Error::NoSuchPath`] before anything is touched; [`Error::Busy`], [`Error::NotAnIndex`],
/// [`Error::DiskFull`], [`Error::Io`], [`Error::Store`]: what was committed before is whole.
pub fn run(
    options: &Options,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(&Progress),
) -> Result<Report> {
    let mut note = Note::new(options);
    let done = perform(options, stop, &mut |state| {
        note.take(state);
        progress(state);
    });
    note.end(&done);
    done
}

fn perform(
    options: &Options,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(&Progress),
) -> Result<Report> {
    let started = Instant::now();
    let roots = walk::roots(&options.paths)?;
    let mut writer = Writer::open(&options.index)?;
    let mut state = Progress::default();
    progress(&state);
    let snapshot = writer.snapshot()?;
    let ledger: Ledger =
        snapshot.files()?.into_iter().map(|entry| (entry.path.clone(), entry)).collect();
    let mut stored = snapshot.ids()?;
    let roots_text: Vec<String> = roots.iter().map(|root| path::to_text(root)).collect();
    if !options.allow_secret {
        // Admitted by a run before: what lies under these paths is judged again.
        let mut secret = snapshot.secret_ids()?;
        let is_here = |entry: &FileEntry| roots_text.iter().any(|r| path::is_under(&entry.path, r));
        let here: HashSet<DocId> =
            ledger.values().filter(|entry| is_here(entry)).filter_map(FileEntry::id).collect();
        secret.retain(|id| here.contains(id));
        for id in &secret {
            writer.delete_directive(id);
            stored.remove(id);
        }
    }
    drop(snapshot);

    let mut walk = walk::walk(&roots, &options.index, stop, &mut |found| {
        state.found = found;
        progress(&state);
    });
    let roots = roots_text;
    let mut ledger_lost = false;
    if writer.replaces().is_some() {
        // Nothing of the store before can be taken over: all its files are read again.
        let former = former::paths(&options.index);
        ledger_lost = former.is_err();
        let is_elsewhere = |path: &String| !roots.iter().any(|root| path::is_under(path, root));
        for path in former.unwrap_or_default().into_iter().filter(is_elsewhere) {
            walk.look_again(path);
        }
    }
    if walk.stopped {
        let seconds = started.elapsed().as_secs_f64();
        return Ok(Report { stopped: true, seconds, ..Report::default() });
    }
    let again = |outcome: &Outcome| options.reads_again(outcome);
    let plan = Plan::new(walk, &ledger, &stored, &roots, &again);
    state.files = plan.work.len() as u64;
    state.bytes = plan.bytes();
    let scans = options.ocr.clone().map(|engine| {
        Scans::new(Ocr::new(engine, Some(Cache::of_index(&options.index))), options.jobs)
    });
    if let Some(scans) = &scans {
        scans.expect(plan.waiting());
    }
    state.stage = Stage::Read;
    progress(&state);

    let known = ledger.values().filter_map(|entry| {
        let id = entry.id()?;
        let is_there = !entry.is_indexed() || stored.contains(&id);
        let is_settled = is_there && !again(&entry.outcome);
        is_settled.then(|| (id, entry.outcome.clone()))
    });
    let contents = Contents::new(known);
    let run = Run {
        writer,
        ledger,
        stored,
        contents: &contents,
        scans: scans.as_ref(),
        waiting: HashMap::new(),
        report: Report { unchanged: plan.unchanged, ledger_lost, ..Report::default() },
        committed: Instant::now(),
    };
    let mut report = run.all(plan, &roots, options, stop, &mut state, progress)?;
    report.seconds = started.elapsed().as_secs_f64();
    Ok(report)
}

/// The writing side.
struct Run<'c> {
    writer: Writer,
    /// As it will be at the next commit.
    ledger: Ledger,
    /// Directives in the store.
    stored: HashSet<DocId>,
    contents: &'c Contents,
    scans: Option<&'c Scans>,
    /// Files whose content another file brings.
    waiting: HashMap<DocId, Vec<(FileEntry, Option<Before>)>>,
    report: Report,
    committed: Instant,
}

/// From a reading thread to the writing one; the share of the budget is held until it is written.
struct Message<'b> {
    made: Made,
    before: Option<Before>,
    planned: u64,
    _share: Share<'b>,
}

impl Run<'_> {
    fn all(
        mut self,
        plan: Plan,
        roots: &[String],
        options: &Options,
        stop: &AtomicBool,
        state: &mut Progress,
        progress: &mut dyn FnMut(&Progress),
    ) -> Result<Report> {
        let scans = self.scans;
        self.read(&plan.work, options, stop, |done| {
            if let Some(bytes) = done {
                state.files_done += 1;
                state.bytes_done += bytes;
            }
            (state.scans, state.scans_done) = scans.map_or((0, 0), Scans::pages);
            progress(state);
        })?;
        if let Some(scans) = scans {
            (self.report.scans_read, self.report.scans_failed) = scans.outcome();
            self.report.scans_fault = scans.fault();
        }
        self.report.left = state.files - state.files_done;
        self.report.stopped = self.report.left > 0;
        state.stage = Stage::Finish;
        progress(state);
        for fault in plan.faults {
            let seen = nanoseconds(SystemTime::now());
            let outcome = Outcome::Failed(Failure::Unreadable { detail: fault.detail });
            let path = fault.path;
            let same = self.ledger.get(&path).is_some_and(|before| before.outcome == outcome);
            if !same {
                self.enter(FileEntry { path, blake3: None, bytes: 0, changed: 0, seen, outcome })?;
            }
        }
        // A stopped run leaves these for the next: the new place of a moved file may be among what
        // it did not come to.
        if !self.report.stopped {
            self.report.gone = plan.gone.len() as u64;
            for path in plan.gone {
                self.writer.delete_file(&path);
                self.ledger.remove(&path);
            }
        }
        self.sweep();
        let is_rebuilt = self.writer.replaces().is_some();
        if self.report.stopped {
            self.writer.commit()?
        } else {
            self.writer.finish()?
        }
        self.report.unread = plan
            .hidden
            .into_iter()
            .map(|fault| {
                let outcome = Outcome::Failed(Failure::Unreadable { detail: fault.detail });
                Unread { path: fault.path, outcome }
            })
            .collect();
        for entry in self.ledger.values() {
            if is_rebuilt || roots.iter().any(|root| path::is_under(&entry.path, root)) {
                *self.report.outcomes.entry(outcome_code(&entry.outcome)).or_default() += 1;
                self.report.waiting += u64::from(entry.outcome.waiting_pages());
                if entry.is_unread() {
                    let (path, outcome) = (entry.path.clone(), entry.outcome.clone());
                    self.report.unread.push(Unread { path, outcome });
                }
            }
        }
        self.report.unread.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(self.report)
    }

    /// Reads files in all threads and writes what comes of them.
    fn read(
        &mut self,
        work: &[Work],
        options: &Options,
        stop: &AtomicBool,
        mut done: impl FnMut(Option<u64>),
    ) -> Result<()> {
        let jobs = options.jobs.map_or(0, NonZero::get);
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(jobs)
            .thread_name(|n| format!("read-{n}"))
            .build()
            .map_err(|error| Error::io(&options.index, std::io::Error::other(error)))?;
        let (sender, receiver) = sync_channel(pool.current_num_threads() * WAITING);
        let budget = &Budget::new(options.budget);
        let contents = self.contents;
        let fence = &Fence::new(options.reading.clone());
        let allow_secret = options.allow_secret;
        let means = Means { fence, scans: self.scans, expected: 0, stop, allow_secret };
        let broken = &AtomicBool::new(false);
        pool.in_place_scope(|scope| {
            scope.spawn(move |_| {
                work.par_iter().for_each_with(sender, |sender, work| {
                    if stop.load(Ordering::Relaxed) || broken.load(Ordering::Relaxed) {
                        return;
                    }
                    let planned = work.file.stat.bytes;
                    let share = budget.take(planned);
                    let made = prepare(&work.file, means.for_work(work), contents);
                    let before = work.before.clone();
                    // Nobody listens after a fault of the writer.
                    let _ = sender.send(Message { made, before, planned, _share: share });
                });
            });
            // Ends with this closure, so that nobody waits for room in the queue after a fault.
            let receiver = receiver;
            loop {
                let message = match receiver.recv_timeout(BETWEEN_LOOKS) {
                    Ok(message) => message,
                    Err(RecvTimeoutError::Timeout) => {
                        done(None);
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => return Ok(()),
                };
                let planned = message.planned;
                if let Err(error) = self.take(message) {
                    broken.store(true, Ordering::Relaxed);
                    self.scans.inspect(|scans| scans.abandon());
                    return Err(error);
                }
                done(Some(planned));
            }
        })
    }

    fn take(&mut self, message: Message<'_>) -> Result<()> {
        let Message { made: Made { mut entry, content }, before, .. } = message;
        if entry.blake3.is_some() {
            self.report.bytes += entry.bytes;
        }
        match content {
            Content::Unread => self.count(&entry, before.as_ref(), false),
            Content::Known => self.count(&entry, before.as_ref(), true),
            Content::Elsewhere(id) => match self.contents.outcome(&id) {
                Some(outcome) => {
                    entry.outcome = outcome;
                    self.count(&entry, before.as_ref(), true);
                }
                None => {
                    self.waiting.entry(id).or_default().push((entry, before));
                    return Ok(());
                }
            },
            Content::Fresh(prepared) => {
                self.report.extracted += 1;
                self.count(&entry, before.as_ref(), false);
                let (id, outcome) = (entry.id(), entry.outcome.clone());
                self.enter(entry)?;
                if let Some(prepared) = prepared {
                    self.stored.insert(prepared.record.id.clone());
                    self.writer.put_directive(&prepared)?;
                }
                if let Some(id) = id {
                    self.settle(id, &outcome)?;
                }
                return self.commit_in_time();
            }
        }
        self.enter(entry)?;
        self.commit_in_time()
    }

    /// The content of a file is there: so are the files that waited for it.
    fn settle(&mut self, id: DocId, outcome: &Outcome) -> Result<()> {
        for (mut copy, before) in self.waiting.remove(&id).unwrap_or_default() {
            copy.outcome = outcome.clone();
            self.count(&copy, before.as_ref(), true);
            self.enter(copy)?;
        }
        self.contents.settle(id, outcome.clone());
        Ok(())
    }

    fn count(&mut self, entry: &FileEntry, before: Option<&Before>, known: bool) {
        let report = &mut self.report;
        match before {
            Some(before) if before.blake3 == entry.blake3 => report.unchanged += 1,
            Some(_) => report.changed += 1,
            None if known => report.copies += 1,
            None => report.new += 1,
        }
    }

    fn enter(&mut self, entry: FileEntry) -> Result<()> {
        self.writer.put_file(&entry)?;
        self.ledger.insert(entry.path.clone(), entry);
        Ok(())
    }

    fn commit_in_time(&mut self) -> Result<()> {
        if self.committed.elapsed() >= BETWEEN_COMMITS {
            self.writer.commit()?;
            self.committed = Instant::now();
        }
        Ok(())
    }

    /// Removes directives that no file holds any more. At the end, and not as files change: the
    /// content that one file lost another may have got (files swapped, moved, copied back).
    fn sweep(&mut self) {
        let held: HashSet<DocId> = self
            .ledger
            .values()
            .filter(|entry| entry.is_indexed())
            .filter_map(FileEntry::id)
            .collect();
        for id in self.stored.difference(&held) {
            self.writer.delete_directive(id);
        }
    }
}
