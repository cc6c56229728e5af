//! One run: walk, plan, read in parallel, write, sweep.
//!
//! All threads read; the calling thread alone writes. The ledger and the text of a directive are
//! put in one commit. Whatever a crash leaves behind, the next run puts right: files without an
//! entry are read again, and directives that no entry refers to are swept out at the end.

use super::inside;
use super::note::Note;
use super::options::Options;
use super::parallel::{Message, Reading};
use super::path;
use super::plan::{Ledger, Plan};
use super::prepare::{Content, Contents, Made};
use super::report::{Report, Unread};
use super::scans::Scans;
use super::walk::{self, nanoseconds};
use crate::document::{DocId, Failure, Outcome};
use crate::error::Result;
use crate::index::snapshot::outcome_code;
use crate::index::{FileEntry, Progress, Stage, Writer, former};
use crate::ocr::{Cache, Ocr};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant, SystemTime};

/// Between two commits: what a power cut may cost.
const BETWEEN_COMMITS: Duration = Duration::from_secs(60);

/// Brings the index up to date with the files under the given paths.
///
/// Once `stop` is set, the files in hand are finished and what is done is committed.
///
/// # Errors
/// [`crate::error::Error::NoSuchPath`] before anything is touched; [`crate::error::Error::Busy`], [`crate::error::Error::NotAnIndex`],
/// [`crate::error::Error::DiskFull`], [`crate::error::Error::Io`], [`crate::error::Error::Store`]: what was committed before is whole.
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
    let roots_text = roots_with_inner(&roots);
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
        let is_container = matches!(entry.outcome, Outcome::Opened { .. });
        let is_settled = is_there && !is_container && !again(&entry.outcome);
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
        found: HashSet::new(),
        hiding: HashSet::new(),
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
    waiting: HashMap<DocId, Vec<FileEntry>>,
    /// Paths in containers that were entered.
    found: HashSet<String>,
    /// Containers that may hold more than was found in them.
    hiding: HashSet<String>,
    report: Report,
    committed: Instant,
}

/// The roots as the ledger writes them. What lies in a file that is one lies under a folder that is none.
fn roots_with_inner(roots: &[PathBuf]) -> Vec<String> {
    let mut texts: Vec<String> = roots.iter().map(|root| path::to_text(root)).collect();
    for root in roots.iter().filter(|root| root.is_file()) {
        let inner = format!("{}!", path::to_text(root));
        if !path::from_text(&inner).exists() {
            texts.push(inner);
        }
    }
    texts
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
        let reading = Reading { options, scans, contents: self.contents, stop };
        reading.all(&plan.work, |message| {
            if let Some(message) = message {
                let planned = message.planned;
                self.take(message)?;
                state.files_done += u64::from(planned.is_some());
                state.bytes_done += planned.unwrap_or_default();
            }
            (state.scans, state.scans_done) = scans.map_or((0, 0), Scans::pages);
            progress(state);
            Ok(())
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
            let is_hidden = |path: &String| {
                inside::containers(path).any(|container| self.hiding.contains(container))
            };
            let is_lost = |path: &String| !self.found.contains(path) && !is_hidden(path);
            let gone = plan.gone.into_iter().chain(plan.inner.into_iter().filter(is_lost));
            let gone: Vec<String> = gone.collect();
            self.report.gone = gone.len() as u64;
            for path in gone {
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

    fn take(&mut self, message: Message<'_>) -> Result<()> {
        let Message { made: Made { mut entry, content }, planned, .. } = message;
        if entry.blake3.is_some() && planned.is_some() {
            self.report.bytes += entry.bytes;
        }
        match content {
            Content::Unread => self.count(&entry, false),
            Content::Known => self.count(&entry, true),
            Content::Elsewhere(id) => match self.contents.outcome(&id) {
                Some(outcome) => {
                    entry.outcome = outcome;
                    self.count(&entry, true);
                }
                None => {
                    if planned.is_none() {
                        // Not what was there before: the container may be entered earlier.
                        self.writer.delete_file(&entry.path);
                    }
                    self.waiting.entry(id).or_default().push(entry);
                    return Ok(());
                }
            },
            Content::Fresh(prepared) => {
                self.report.extracted += 1;
                self.count(&entry, false);
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
        for mut copy in self.waiting.remove(&id).unwrap_or_default() {
            copy.outcome = outcome.clone();
            self.count(&copy, true);
            self.enter(copy)?;
        }
        self.contents.settle(id, outcome.clone());
        Ok(())
    }

    fn count(&mut self, entry: &FileEntry, known: bool) {
        let report = &mut self.report;
        match self.ledger.get(&entry.path) {
            Some(before) if before.blake3 == entry.blake3 => report.unchanged += 1,
            Some(_) => report.changed += 1,
            None if known => report.copies += 1,
            None => report.new += 1,
        }
    }

    fn enter(&mut self, entry: FileEntry) -> Result<()> {
        if inside::hides(&entry, self.ledger.get(&entry.path)) {
            self.hiding.insert(entry.path.clone());
        }
        if inside::containers(&entry.path).next().is_some() {
            self.found.insert(entry.path.clone());
        }
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
