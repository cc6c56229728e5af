//! `tracuu read`: what tracuu reads in files, without an index.

use super::arguments::{Format, ReadArguments};
use super::{Context, Exit, clean, record, text};
use serde::Serialize;
use std::path::PathBuf;
use tracuu::document::Outcome;
use tracuu::error::Error;
use tracuu::fence::Fence;
use tracuu::index::record::Prepared;
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

/// A file of which nothing was read, or a container, whose members are read.
#[derive(Serialize)]
struct Unread<'r> {
    path: &'r str,
    blake3: Option<&'r str>,
    bytes: u64,
    #[serde(flatten)]
    outcome: &'r Outcome,
}

pub(super) fn run(context: &mut Context, arguments: &ReadArguments) -> anyhow::Result<Exit> {
    let paths: Vec<PathBuf> = arguments
        .files
        .iter()
        .map(|file| ingest::path::absolute(file).unwrap_or_else(|_| file.clone()))
        .collect();
    for (path, file) in paths.iter().zip(&arguments.files) {
        if !ingest::original::is_there(&ingest::path::to_text(path)) {
            return Err(Error::NoSuchPath(file.clone()).into());
        }
    }
    let fence = Fence::new(arguments.reading.settings()?);
    let engine = arguments.reading.engine(context.lang)?;
    let scans = engine.map(|engine| Scans::new(Ocr::new(engine, None), None));
    if context.out.format() == Format::Csv {
        context.out.csv_head(&record::CSV_HEAD)?;
    }
    let mut shown = Shown { context, arguments, held: None, count: 0, exit: Exit::Done };
    let mut failed = None;
    for path in &paths {
        let allow_secret = arguments.reading.allow_secret();
        ingest::read_file(path, &fence, scans.as_ref(), allow_secret, &mut |entry, prepared| {
            if failed.is_none() {
                failed = shown.take(entry, prepared).err();
            }
        });
        if let Some(error) = failed {
            return Err(error);
        }
    }
    shown.end()
}

/// What is shown of files, one after the other. One file is one value, several are a list; the files in an
/// archive are several, so that each is held back until it is known whether another follows.
struct Shown<'c> {
    context: &'c mut Context,
    arguments: &'c ReadArguments,
    held: Option<(FileEntry, Option<Prepared>)>,
    count: usize,
    exit: Exit,
}

impl Shown<'_> {
    fn take(&mut self, entry: FileEntry, prepared: Option<Prepared>) -> anyhow::Result<()> {
        match self.held.replace((entry, prepared)) {
            Some((entry, prepared)) => self.show(&entry, prepared.as_ref(), true),
            None => Ok(()),
        }
    }

    fn end(mut self) -> anyhow::Result<Exit> {
        if let Some((entry, prepared)) = self.held.take() {
            self.show(&entry, prepared.as_ref(), false)?;
        }
        if self.count > 1 && self.context.out.format() == Format::Json {
            self.context.out.text("]\n")?;
        }
        Ok(self.exit)
    }

    fn show(
        &mut self,
        entry: &FileEntry,
        prepared: Option<&Prepared>,
        is_followed: bool,
    ) -> anyhow::Result<()> {
        let (context, arguments) = (&mut *self.context, self.arguments);
        let format = context.out.format();
        if format == Format::Json && (is_followed || self.count > 0) {
            context.out.text(if self.count > 0 { "," } else { "[" })?;
        } else if format == Format::Table && self.count > 0 {
            context.out.line("")?;
        }
        self.count += 1;
        if entry.is_unread() {
            self.exit = Exit::Part;
        }
        let Some(prepared) = prepared else { return unread(context, entry) };
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
                json(context, &Read { record, outcome: &entry.outcome, text })?;
            }
        }
        Ok(())
    }
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
