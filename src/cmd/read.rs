//! `tracuu read`: what tracuu reads in files, without an index.

use super::arguments::{Format, ReadArguments};
use super::{Context, Exit, clean, record, text};
use serde::Serialize;
use tracuu::document::Outcome;
use tracuu::error::Error;
use tracuu::fence::Fence;
use tracuu::index::snapshot::outcome_code;
use tracuu::index::{FileEntry, Published, TextPage};
use tracuu::ingest::{self, Scans};
use tracuu::ocr::Ocr;
use tracuu::wording;

/// A file that was read: its record, and what became of it.
#[derive(Serialize)]
struct Read<'r> {
    #[serde(flatten)]
    record: Published<'r>,
    #[serde(flatten)]
    outcome: &'r Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Vec<TextPage>>,
}

/// A file of which nothing was read.
#[derive(Serialize)]
struct Unread<'r> {
    path: &'r str,
    blake3: Option<&'r str>,
    bytes: u64,
    #[serde(flatten)]
    outcome: &'r Outcome,
}

pub(super) fn run(context: &mut Context, arguments: &ReadArguments) -> anyhow::Result<Exit> {
    for file in &arguments.files {
        if std::fs::symlink_metadata(file).is_err_and(|e| e.kind() == std::io::ErrorKind::NotFound)
        {
            return Err(Error::NoSuchPath(file.clone()).into());
        }
    }
    let fence = Fence::new(arguments.reading.settings()?);
    let engine = arguments.reading.engine(context.lang)?;
    let scans = engine.map(|engine| Scans::new(Ocr::new(engine, None), None));
    let format = context.out.format();
    if format == Format::Csv {
        context.out.csv_head(&record::CSV_HEAD)?;
    }
    // One file is one value, several are a list.
    let is_list = format == Format::Json && arguments.files.len() > 1;
    let mut exit = Exit::Done;
    for (at, file) in arguments.files.iter().enumerate() {
        if is_list {
            context.out.text(if at > 0 { "," } else { "[" })?;
        } else if format == Format::Table && at > 0 {
            context.out.line("")?;
        }
        let path = ingest::path::absolute(file).unwrap_or_else(|_| file.clone());
        let (entry, prepared) = {
            let allow_secret = arguments.reading.allow_secret();
            ingest::read_file(&path, &fence, scans.as_ref(), allow_secret)
        };
        if entry.is_unread() {
            exit = Exit::Part;
        }
        let Some(prepared) = &prepared else {
            unread(context, &entry)?;
            continue;
        };
        let record = Published::new(&prepared.record, None)?;
        match format {
            Format::Table if arguments.text => {
                let pages = text::pages(&prepared.body, &prepared.guesses, arguments.marks);
                text::write(context, &pages, pages.len(), arguments.raw)?;
            }
            Format::Table => {
                let outcome = wording::outcome(context.lang, &entry.outcome);
                context.out.line(format!("{}: {outcome}", clean::path(&entry.path)))?;
                for line in record::lines(context, &record, false) {
                    context.out.line(format!("  {line}"))?;
                }
            }
            Format::Csv => {
                let row = record::csv_row(context, &record, &outcome_code(&entry.outcome));
                context.out.csv_row(row)?;
            }
            Format::Json | Format::Jsonl => {
                let text = arguments
                    .text
                    .then(|| text::pages(&prepared.body, &prepared.guesses, arguments.marks));
                let read = Read { record, outcome: &entry.outcome, text };
                json(context, &read)?;
            }
        }
    }
    if is_list {
        context.out.text("]\n")?;
    }
    Ok(exit)
}

fn unread(context: &mut Context, entry: &FileEntry) -> anyhow::Result<()> {
    let reason = wording::outcome(context.lang, &entry.outcome);
    let value = Unread {
        path: &entry.path,
        blake3: entry.blake3.as_deref(),
        bytes: entry.bytes,
        outcome: &entry.outcome,
    };
    match context.out.format() {
        Format::Table => {
            let line = format!("{}: {}", clean::path(&entry.path), clean::line(&reason));
            context.out.line(line)?;
        }
        Format::Csv => {
            let mut row = vec![String::new(); record::CSV_HEAD.len()];
            let code = outcome_code(&entry.outcome);
            for (name, cell) in record::CSV_HEAD.iter().zip(&mut row) {
                match *name {
                    "path" => cell.clone_from(&entry.path),
                    "outcome" => cell.clone_from(&code),
                    "warnings" => cell.clone_from(&reason),
                    _ => {}
                }
            }
            context.out.csv_row(row)?;
        }
        Format::Json | Format::Jsonl => json(context, &value)?,
    }
    Ok(())
}

fn json(context: &mut Context, value: &impl Serialize) -> anyhow::Result<()> {
    if context.out.format() == Format::Jsonl {
        context.out.json_line(value)
    } else {
        context.out.json(value)
    }
}
