//! How far a run is, on stderr: a bar on a terminal, a line every few seconds elsewhere.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};
use tracuu::ingest::{Progress, Stage};
use tracuu::wording::{self, Lang};

/// Between two lines where there is no terminal.
const BETWEEN_LINES: Duration = Duration::from_secs(5);
/// Between two looks of a terminal's bar.
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

/// Shows progress.
pub(super) struct Shown {
    lang: Lang,
    by: By,
    stage: Stage,
    reading_since: Instant,
    last: Instant,
}

enum By {
    Bar(ProgressBar),
    Lines,
    Nothing,
}

impl Shown {
    pub(super) fn new(lang: Lang, quiet: bool) -> Self {
        let by = if quiet {
            By::Nothing
        } else if std::io::stderr().is_terminal() {
            let bar = ProgressBar::new_spinner();
            bar.enable_steady_tick(BETWEEN_LOOKS);
            By::Bar(bar)
        } else {
            By::Lines
        };
        let now = Instant::now();
        Self { lang, by, stage: Stage::Walk, reading_since: now, last: now }
    }

    /// Takes up how far the run is.
    pub(super) fn take(&mut self, progress: &Progress) {
        let begins = progress.stage != self.stage;
        self.stage = progress.stage;
        if begins && progress.stage == Stage::Read {
            self.reading_since = Instant::now();
        }
        let text = || self.text(progress);
        match &self.by {
            By::Nothing => {}
            By::Bar(bar) => {
                if begins && progress.stage == Stage::Read {
                    bar.set_length(progress.bytes.max(1));
                    let style = ProgressStyle::with_template("{bar:30} {msg}");
                    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
                }
                bar.set_position(progress.bytes_done);
                if begins || self.last.elapsed() >= BETWEEN_LOOKS {
                    bar.set_message(text());
                    self.last = Instant::now();
                }
            }
            By::Lines => {
                if self.last.elapsed() >= BETWEEN_LINES {
                    let _ = writeln!(std::io::stderr().lock(), "{}", text());
                    self.last = Instant::now();
                }
            }
        }
    }

    /// Clears the line.
    pub(super) fn end(self) {
        if let By::Bar(bar) = self.by {
            bar.finish_and_clear();
        }
    }

    fn text(&self, progress: &Progress) -> String {
        let count = |number| wording::count(self.lang, number);
        match (progress.stage, self.lang) {
            (Stage::Walk, Lang::Vi) => format!("đang tìm tệp: {}", count(progress.found)),
            (Stage::Walk, Lang::En) => format!("looking for files: {}", count(progress.found)),
            (Stage::Finish, Lang::Vi) => "đang ghi kho".into(),
            (Stage::Finish, Lang::En) => "writing the index".into(),
            (Stage::Read, lang) => {
                let (done, all) = (count(progress.files_done), count(progress.files));
                let elapsed = self.reading_since.elapsed();
                let rate = rate(progress.bytes_done, elapsed);
                let mut text = match lang {
                    Lang::Vi => format!("Đang cập nhật kho: {done}/{all} tệp"),
                    Lang::En => format!("indexing: {done}/{all} files"),
                };
                text.push_str(&format!(" · {}/s", wording::bytes(lang, rate)));
                if progress.scans > 0 {
                    let (done, all) = (count(progress.scans_done), count(progress.scans));
                    text.push_str(&match lang {
                        Lang::Vi => format!(" · nhận dạng chữ {done}/{all} trang"),
                        Lang::En => format!(" · OCR {done}/{all} pages"),
                    });
                }
                if let Some(left) = progress.left(elapsed) {
                    text.push_str(&wording::time_left(lang, left));
                }
                text
            }
        }
    }
}

/// Bytes a second.
pub(super) fn rate(bytes: u64, elapsed: Duration) -> u64 {
    let seconds = elapsed.as_secs_f64();
    if seconds > 0.0 { (bytes as f64 / seconds) as u64 } else { 0 }
}
