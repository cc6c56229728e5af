//! What a run leaves in the folder of the index for people to see: how far it is while it is on, and a line in the
//! journal at its end. Nothing of it stops a run.

use super::options::Options;
use super::path;
use super::report::Report;
use crate::error::{Error, Result};
use crate::index::journal::{self, Given};
use crate::index::running::{Shown, moment};
use crate::index::{End, Progress, Run};
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Characters of what the system said that are kept.
const DETAIL: usize = 300;

/// A run as it is noted down.
pub(super) struct Note<'o> {
    index: &'o Path,
    began: String,
    started: Instant,
    given: Given,
    /// The index is open for writing.
    is_open: bool,
    shown: Option<Shown>,
}

impl<'o> Note<'o> {
    /// A run that begins now; nothing is touched yet.
    pub(super) fn new(options: &'o Options) -> Self {
        let text = |given: &PathBuf| {
            path::to_text(&path::absolute(given).unwrap_or_else(|_| given.clone()))
        };
        Self {
            index: &options.index,
            began: moment(Timestamp::now()),
            started: Instant::now(),
            given: Given::new(options.paths.iter().map(text)),
            is_open: false,
            shown: None,
        }
    }

    /// How far it is. Who gets here has the lock of the store.
    pub(super) fn take(&mut self, progress: &Progress) {
        if !self.is_open {
            self.is_open = true;
            self.shown = Shown::begin(self.index, &self.began, &self.given);
        }
        if let Some(shown) = &mut self.shown {
            shown.take(progress);
        }
    }

    /// How it ended. Where there is no index, and the run did not come to make one, nothing is left.
    pub(super) fn end(self, done: &Result<Report>) {
        let Self { index, began, started, given, is_open, shown } = self;
        if is_open || journal::has_index(index) {
            let seconds = started.elapsed().as_secs_f64();
            let run = match done {
                Ok(report) => of_report(report, Run::new(began, seconds, end(report), given)),
                Err(error) => Run::new(began, seconds, failed(error), given),
            };
            if let Err(error) = journal::add(index, run) {
                tracing::warn!(%error, "the journal of runs cannot be written");
            }
        }
        if let Some(shown) = shown {
            shown.end();
        }
    }
}

fn end(report: &Report) -> End {
    if report.stopped { End::Stopped } else { End::Done }
}

fn of_report(report: &Report, run: Run) -> Run {
    Run {
        new: report.new,
        changed: report.changed,
        unchanged: report.unchanged,
        copies: report.copies,
        gone: report.gone,
        unread: report.unread.len() as u64,
        left: report.left,
        bytes: report.bytes,
        scans_read: report.scans_read,
        scans_failed: report.scans_failed,
        ..run
    }
}

/// What kept a run from going on, without the names of files: one may be that of a paper that must not be named.
fn failed(error: &Error) -> End {
    let (code, detail) = match error {
        Error::NoSuchPath(path) => ("no-such-path", Some(path::to_text(path))),
        Error::Busy(_) => ("busy", None),
        Error::DiskFull(_) => ("disk-full", None),
        Error::Io { source, .. } => ("io", Some(source.to_string())),
        // Names stand first in what the store says, its reason last.
        Error::Store(text) => ("store", text.rsplit(": ").next().map(str::to_owned)),
        _ => ("other", None),
    };
    let detail = detail.map(|detail| detail.chars().take(DETAIL).collect());
    End::Failed { code: code.to_owned(), detail }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_is_named_but_what_was_given() {
        let secret = Error::Store("/kho/Tối mật: 12.pdf: key must be a string".into());
        let io = Error::io("/kho/Tối mật.pdf", std::io::ErrorKind::PermissionDenied.into());
        for error in [secret, io] {
            let End::Failed { detail, .. } = failed(&error) else { panic!("{error}") };
            let detail = detail.unwrap();
            assert!(!detail.contains("mật") && !detail.is_empty(), "{detail}");
        }
    }
}
