//! `tracuu status`: what the index holds, what it could not read and why.

use super::arguments::Format;
use super::{Context, Exit, clean, table};
use serde::Serialize;
use std::collections::BTreeMap;
use tracuu::document::{DocId, Outcome};
use tracuu::index::snapshot::outcome_code;
use tracuu::index::{FileEntry, Index};
use tracuu::ingest::path;
use tracuu::wording::{self, Lang};

/// Scans listed; there may be as many as files.
const LISTED_SCANS: usize = 20;

#[derive(Serialize)]
struct Status {
    version: &'static str,
    index: String,
    directives: u64,
    files: u64,
    unread: u64,
    scans: u64,
    bytes: u64,
    outcomes: BTreeMap<String, u64>,
    unread_files: Vec<UnreadFile>,
}

#[derive(Serialize)]
struct UnreadFile {
    path: String,
    #[serde(flatten)]
    outcome: Outcome,
    bytes: u64,
    id: Option<DocId>,
}

impl UnreadFile {
    fn code(&self) -> String {
        outcome_code(&self.outcome)
    }
}

pub(super) fn run(context: &mut Context) -> anyhow::Result<Exit> {
    let index = Index::open(&context.index)?;
    let snapshot = index.snapshot();
    let summary = snapshot.summary();
    let mut unread_files: Vec<UnreadFile> = snapshot
        .files()?
        .into_iter()
        .filter(FileEntry::is_unread)
        .map(|entry| UnreadFile {
            id: entry.id().filter(|_| entry.is_indexed()),
            path: entry.path,
            outcome: entry.outcome,
            bytes: entry.bytes,
        })
        .collect();
    unread_files.sort_by(|a, b| (a.code(), &a.path).cmp(&(b.code(), &b.path)));
    let folder = path::absolute(&context.index).unwrap_or_else(|_| context.index.clone());
    let status = Status {
        version: env!("CARGO_PKG_VERSION"),
        index: path::to_text(&folder),
        directives: summary.directives,
        files: summary.files,
        unread: summary.unread,
        scans: summary.scans,
        bytes: summary.bytes,
        outcomes: summary.outcomes.clone(),
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
                let (code, bytes) = (file.code(), file.bytes.to_string());
                context.out.csv_row([code.as_str(), &reason, &file.path, &bytes, id])?;
            }
        }
    }
    Ok(Exit::Done)
}

fn table(context: &mut Context, status: &Status) -> anyhow::Result<()> {
    let lang = context.lang;
    let (directives, files) = (context.count(status.directives), context.count(status.files));
    let size = wording::bytes(lang, status.bytes);
    let folder = clean::line(&status.index);
    let head = match lang {
        Lang::Vi => format!("Kho văn bản {folder}: {directives} văn bản, {files} tệp, {size}"),
        Lang::En => format!("Index {folder}: {directives} directives, {files} files, {size}"),
    };
    context.out.line(head)?;
    let rows: Vec<Vec<String>> = status
        .outcomes
        .iter()
        .map(|(code, files)| {
            vec![context.count(*files), wording::outcome_of_code(lang, code).to_owned()]
        })
        .collect();
    for row in table::columns(&rows, &[0]) {
        context.out.line(format!("  {row}"))?;
    }
    let (scans, failed): (Vec<_>, Vec<_>) =
        status.unread_files.iter().partition(|file| file.outcome == Outcome::Scan);
    let failed_title = context.word("Chưa đọc được (đủ):", "Not read (in full):").to_owned();
    let scan_title = context.word("Chưa nhận dạng chữ:", "Waiting for OCR:").to_owned();
    for (title, files, most) in
        [(failed_title, &failed, failed.len()), (scan_title, &scans, LISTED_SCANS)]
    {
        if files.is_empty() {
            continue;
        }
        context.out.line(title)?;
        for file in files.iter().take(most) {
            let reason = clean::line(&wording::outcome(lang, &file.outcome));
            context.out.line(format!("  {}: {reason}", clean::path(&file.path)))?;
        }
        let more = context.count(files.len().saturating_sub(most) as u64);
        if files.len() > most {
            context.out.line(match lang {
                Lang::Vi => format!("  … và {more} tệp nữa (tất cả: tracuu status --format csv)"),
                Lang::En => format!("  … and {more} more (all: tracuu status --format csv)"),
            })?;
        }
    }
    Ok(())
}
