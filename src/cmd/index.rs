//! `tracuu index`: builds or updates the index, and says what became of the files.

use super::arguments::{Format, IndexArguments};
use super::progress::{Shown, rate};
use super::{Context, Exit, clean, stop, table};
use std::time::Duration;
use tracuu::document::Outcome;
use tracuu::ingest::{self, Options, Report, Unread};
use tracuu::wording;

/// Unread files listed behind the table; `tracuu status` has them all.
const LISTED: usize = 20;

pub(super) fn run(context: &mut Context, arguments: &IndexArguments) -> anyhow::Result<Exit> {
    let options = Options {
        jobs: arguments.jobs,
        reading: arguments.reading.settings()?,
        allow_secret: arguments.reading.allow_secret(),
        retry: arguments.retry,
        ocr: arguments.reading.engine(context.lang)?,
        ..Options::new(&context.index, arguments.paths.clone())
    };
    let report = index(context, &options, arguments.quiet)?;
    let format = context.out.format();
    if !arguments.quiet {
        let lines = summary(context, &report);
        for line in lines {
            if format == Format::Table { context.out.line(line)? } else { context.say(&line) }
        }
    }
    if !arguments.quiet || context.out.is_asked() {
        match format {
            Format::Table => {}
            Format::Json => context.out.json(&report)?,
            Format::Jsonl => context.out.json_line(&report)?,
            Format::Csv => {
                context.out.csv_head(&["outcome", "files"])?;
                for (code, files) in &report.outcomes {
                    context.out.csv_row([code.as_str(), &files.to_string()])?;
                }
            }
        }
    }
    Ok(exit(&report))
}

/// Indexes with progress on stderr; Ctrl-C stops.
pub(super) fn index(context: &Context, options: &Options, quiet: bool) -> anyhow::Result<Report> {
    let notice = context.word(
        "Đang dừng: đọc nốt các tệp dở, giữ những gì đã xong. Ctrl-C lần nữa để thoát ngay.",
        "Stopping: the files in hand are finished, what is done is kept. Ctrl-C again ends at once.",
    );
    let stop = stop::flag(notice.to_owned())?;
    let mut shown = Shown::new(context.lang, quiet);
    let report = ingest::run(options, stop, &mut |progress| shown.take(progress));
    shown.end();
    Ok(report?)
}

pub(super) fn exit(report: &Report) -> Exit {
    if report.stopped {
        Exit::Stopped
    } else if report.unread.is_empty() {
        Exit::Done
    } else {
        Exit::Part
    }
}

/// What the run did, in lines for people.
pub(super) fn summary(context: &Context, report: &Report) -> Vec<String> {
    let lang = context.lang;
    let mut lines = Vec::new();
    if report.stopped {
        let left = context.count(report.left);
        lines.push(match lang {
            wording::Lang::Vi => format!(
                "Đã dừng theo yêu cầu; giữ những gì đã đọc, còn {left} tệp. Chạy lại lệnh để đọc tiếp."
            ),
            wording::Lang::En => format!(
                "Stopped; what was read is kept, {left} files are left. Run it again to go on."
            ),
        });
    } else if report.files() == 0 && report.unread.is_empty() {
        lines.push(
            context
                .word(
                    "Không có tệp nào ở đường dẫn đã cho.",
                    "There are no files under these paths.",
                )
                .to_owned(),
        );
    }
    let rows: Vec<Vec<String>> = report
        .outcomes
        .iter()
        .map(|(code, files)| {
            let word = wording::outcome_of_code(lang, code).to_owned();
            vec![context.count(*files), word]
        })
        .collect();
    lines.extend(table::columns(&rows, &[0]).into_iter().map(|row| format!("  {row}")));
    lines.push(figures(context, report));
    lines.extend(scans(context, report));
    if report.ledger_lost {
        lines.push(
            context
                .word(
                    "Không đọc được danh mục tệp của kho cũ (phiên bản khác): hãy chạy lệnh index cho \
                     mọi thư mục của kho.",
                    "The list of files of the former index could not be read: name every folder of \
                     the archive to index.",
                )
                .to_owned(),
        );
    }
    lines.extend(unread(context, &report.unread));
    lines
}

fn figures(context: &Context, report: &Report) -> String {
    let count = |number| context.count(number);
    let elapsed = Duration::from_secs_f64(report.seconds);
    let speed = wording::bytes(context.lang, rate(report.bytes, elapsed));
    let size = wording::bytes(context.lang, report.bytes);
    let seconds = format!("{:.1}", report.seconds);
    let (new, changed, copies) = (count(report.new), count(report.changed), count(report.copies));
    let (unchanged, gone) = (count(report.unchanged), count(report.gone));
    match context.lang {
        wording::Lang::Vi => format!(
            "Mới {new} · bản trùng mới {copies} · thay đổi {changed} · giữ nguyên {unchanged} · không \
             còn {gone} · đã đọc {size} trong {} giây ({speed}/s)",
            seconds.replace('.', ",")
        ),
        wording::Lang::En => format!(
            "{new} new · {copies} new copies · {changed} changed · {unchanged} unchanged · {gone} gone \
             · {size} read in {seconds} s ({speed}/s)"
        ),
    }
}

/// What OCR did, and what waits for it.
fn scans(context: &Context, report: &Report) -> Vec<String> {
    let (read, failed) = (context.count(report.scans_read), context.count(report.scans_failed));
    let mut lines = Vec::new();
    if report.scans_read > 0 {
        lines.push(match context.lang {
            wording::Lang::Vi => format!("Đã nhận dạng chữ {read} trang"),
            wording::Lang::En => format!("{read} pages read by OCR"),
        });
    }
    if let Some(fault) = &report.scans_fault {
        let why = wording::ocr_fault(context.lang, fault);
        lines.push(clean::line(&match context.lang {
            wording::Lang::Vi => format!("Không nhận dạng được {failed} trang: {why}"),
            wording::Lang::En => format!("OCR failed at {failed} pages: {why}"),
        }));
    }
    if report.waiting > 0 {
        lines.push(wording::waiting(context.lang, report.waiting));
    }
    lines
}

/// The first files that were not read, with the reason; scans are only counted, there may be as
/// many as files.
fn unread(context: &Context, unread: &[Unread]) -> Vec<String> {
    let listed: Vec<&Unread> =
        unread.iter().filter(|file| !matches!(file.outcome, Outcome::Scan { .. })).collect();
    let line = |file: &&Unread| {
        let reason = wording::outcome(context.lang, &file.outcome);
        format!("  {}: {}", clean::path(&file.path), clean::line(&reason))
    };
    let mut lines = Vec::new();
    if !listed.is_empty() {
        let title = context.word("Chưa đọc được (đủ):", "Not read (in full):");
        lines.push(title.to_owned());
        lines.extend(listed.iter().take(LISTED).map(line));
    }
    let more = listed.len().saturating_sub(LISTED);
    if more > 0 {
        let more = context.count(more as u64);
        lines.push(match context.lang {
            wording::Lang::Vi => format!("  … và {more} tệp nữa; xem tất cả: tracuu status"),
            wording::Lang::En => format!("  … and {more} more; see them all with: tracuu status"),
        });
    }
    lines
}
