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
                if let Some(left) = left(progress, elapsed) {
                    text.push_str(&match lang {
                        Lang::Vi => format!(", còn khoảng {}", duration(lang, left)),
                        Lang::En => format!(", about {} left", duration(lang, left)),
                    });
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

/// What is left at the pace so far; a file counts as some bytes, however small it is, and a page read
/// by OCR as many: it takes a second, in which 20 MB of text are read.
fn left(progress: &Progress, elapsed: Duration) -> Option<Duration> {
    let weight = |bytes: u64, files: u64, scans: u64| {
        bytes as f64 + files as f64 * 4096.0 + scans as f64 * 2e7
    };
    let done = weight(progress.bytes_done, progress.files_done, progress.scans_done);
    let all = weight(progress.bytes, progress.files, progress.scans);
    (done > 0.0 && elapsed >= Duration::from_secs(1))
        .then(|| elapsed.mul_f64((all - done).max(0.0) / done))
}

/// A time for people: `40 giây`, `6 phút`, `2 giờ`.
fn duration(lang: Lang, duration: Duration) -> String {
    let seconds = duration.as_secs();
    let (number, vi, en) = match seconds {
        0..=89 => (seconds.max(1), "giây", "s"),
        90..=5399 => ((seconds + 30) / 60, "phút", "min"),
        _ => ((seconds + 1800) / 3600, "giờ", "h"),
    };
    format!("{number} {}", if lang == Lang::Vi { vi } else { en })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_rounded_for_people() {
        let of = |seconds| duration(Lang::Vi, Duration::from_secs(seconds));
        assert_eq!([of(0), of(40), of(360), of(7300)], ["1 giây", "40 giây", "6 phút", "2 giờ"]);
    }

    #[test]
    fn what_is_left_follows_the_pace() {
        let mut progress = Progress { files: 100, bytes: 4_000_000, ..Progress::default() };
        assert_eq!(left(&progress, Duration::from_secs(9)), None);
        (progress.files_done, progress.bytes_done) = (50, 2_000_000);
        assert_eq!(left(&progress, Duration::from_secs(9)), Some(Duration::from_secs(9)));
        // Nearly all of the time goes into pages.
        (progress.scans, progress.scans_done) = (40, 10);
        assert_eq!(left(&progress, Duration::from_secs(9)).unwrap().as_secs(), 26);
    }
}
