//! `tracuu status`: what the index holds, what it could not read and why.

use super::arguments::Format;
use super::reading::engine_of_system;
use super::{Context, Exit, clean, table};
use serde::Serialize;
use tracuu::document::DocId;
use tracuu::index::snapshot::Summary;
use tracuu::index::{self, Index, Run, Running, UnreadFile};
use tracuu::ingest::path;
use tracuu::wording::{self, Lang};

/// Files listed of each outcome; there may be as many as files in the archive.
const LISTED: usize = 20;

#[derive(Serialize)]
struct Status<'s> {
    version: &'static str,
    index: String,
    #[serde(flatten)]
    summary: &'s Summary,
    /// Why they cannot be read on this machine; `None` if they can, or none waits.
    no_ocr: Option<String>,
    /// The run that is on.
    running: Option<Running>,
    /// The last runs, the latest first.
    runs: Vec<Run>,
    unread_files: Vec<UnreadFile>,
}

pub(super) fn run(context: &mut Context) -> anyhow::Result<Exit> {
    let index = Index::open(&context.index)?;
    let snapshot = index.snapshot();
    let summary = snapshot.summary();
    let unread_files = snapshot.unread_files()?;
    let folder = path::absolute(&context.index).unwrap_or_else(|_| context.index.clone());
    let missing = if summary.waiting_pages > 0 { engine_of_system().err() } else { None };
    let status = Status {
        no_ocr: missing.map(|missing| wording::no_ocr(context.lang, &missing)),
        version: env!("CARGO_PKG_VERSION"),
        index: path::to_text(&folder),
        summary,
        running: index::running(&context.index),
        runs: index::runs(&context.index),
        unread_files,
    };
    match context.out.format() {
        Format::Table => table(context, &status)?,
        Format::Json => context.out.json(&status)?,
        Format::Jsonl => {
            for file in &status.unread_files {
                context.out.json_line(file)?;
            }
        }
        Format::Csv => {
            context.out.csv_head(&["outcome", "reason", "path", "bytes", "id"])?;
            for file in &status.unread_files {
                let reason = wording::outcome(context.lang, &file.outcome);
                let id = file.id.as_ref().map_or("", DocId::as_str);
                let bytes = file.bytes.to_string();
                context.out.csv_row([file.code.as_str(), &reason, &file.path, &bytes, id])?;
            }
        }
    }
    Ok(Exit::Done)
}

fn table(context: &mut Context, status: &Status<'_>) -> anyhow::Result<()> {
    let (lang, summary) = (context.lang, status.summary);
    let (directives, files) = (context.count(summary.directives), context.count(summary.files));
    let size = wording::bytes(lang, summary.bytes);
    let folder = clean::line(&status.index);
    let head = match lang {
        Lang::Vi => format!("Kho văn bản {folder}: {directives} văn bản, {files} tệp, {size}"),
        Lang::En => format!("Index {folder}: {directives} directives, {files} files, {size}"),
    };
    context.out.line(head)?;
    let files = summary.outcomes.iter().map(|(code, files)| {
        vec![context.count(*files), wording::outcome_of_code(lang, code).to_owned()]
    });
    counts(context, files.collect())?;
    if !summary.unread_pages.is_empty() {
        context.out.line(context.word("Trang chưa đọc được:", "Pages not read:").to_owned())?;
        let pages = summary.unread_pages.iter().map(|(status, pages)| {
            vec![context.count(*pages), wording::page_status(lang, *status).to_owned()]
        });
        counts(context, pages.collect())?;
    }
    if summary.waiting_pages > 0 {
        context.out.line(wording::waiting(lang, summary.waiting_pages))?;
    }
    if let Some(missing) = &status.no_ocr {
        context.out.line(format!("  {}", clean::line(&wording::sentence(missing))))?;
    }
    runs(context, status)?;
    for group in status.unread_files.chunk_by(|a, b| a.code == b.code) {
        let Some(first) = group.first() else { continue };
        let code = &first.code;
        let what = wording::sentence(wording::outcome_of_code(lang, code));
        let remedy = wording::remedy(lang, code).map(|what| format!(" – {what}"));
        let count = context.count(group.len() as u64);
        context.out.line(format!("{what} ({count}){}:", remedy.unwrap_or_default()))?;
        for file in group.iter().take(LISTED) {
            let reason = clean::line(&wording::outcome(lang, &file.outcome));
            context.out.line(format!("  {}: {reason}", clean::path(&file.path)))?;
        }
        if group.len() > LISTED {
            let more = context.count((group.len() - LISTED) as u64);
            context.out.line(match lang {
                Lang::Vi => format!("  … và {more} tệp nữa (tất cả: tracuu status --format csv)"),
                Lang::En => format!("  … and {more} more (all: tracuu status --format csv)"),
            })?;
        }
    }
    Ok(())
}

/// The run that is on, and the last that has ended.
fn runs(context: &mut Context, status: &Status<'_>) -> anyhow::Result<()> {
    let lang = context.lang;
    if let Some(running) = &status.running {
        context.out.line(wording::running(lang, running))?;
    }
    if let Some(run) = status.runs.first() {
        let began = clean::line(&wording::moment(lang, &run.began));
        let (took, end) = (wording::run_time(lang, run), clean::line(&wording::run_end(lang, run)));
        let last = context.word("Lần cập nhật gần nhất", "Last run");
        context.out.line(format!("{last}: {began}, {took}, {end}"))?;
        let counts = wording::run_counts(lang, run);
        if !counts.is_empty() {
            context.out.line(format!("  {counts}"))?;
        }
    }
    Ok(())
}

/// Lines of a count and what it counts.
fn counts(context: &mut Context, rows: Vec<Vec<String>>) -> anyhow::Result<()> {
    for row in table::columns(&rows, &[0]) {
        context.out.line(format!("  {row}"))?;
    }
    Ok(())
}
