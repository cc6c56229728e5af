//! Results on stdout, in the form that was asked for.

use super::arguments::{Format, FormatArgument, Special};
use super::clean;
use anstream::{AutoStream, ColorChoice};
use serde::Serialize;
use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use tracuu::wording::csv;

/// Where results go.
pub(super) struct Output {
    format: Format,
    special: Option<Special>,
    /// Somebody asked for this format.
    asked: bool,
    to: BufWriter<AutoStream<StdoutLock<'static>>>,
    styled: bool,
    terminal: bool,
}

impl Output {
    /// Results in `format`, or as fits where stdout leads.
    pub(super) fn new(asked: Option<FormatArgument>) -> Self {
        let terminal = io::stdout().is_terminal();
        let styled = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
        let usual = if terminal { Format::Table } else { Format::Json };
        let (format, special) = asked.map_or((usual, None), FormatArgument::parts);
        Self {
            format,
            special,
            asked: asked.is_some(),
            to: BufWriter::new(AutoStream::auto(io::stdout().lock())),
            styled,
            terminal,
        }
    }

    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// The form that only one verb has.
    pub(super) fn special(&self) -> Option<Special> {
        self.special
    }

    pub(super) fn is_asked(&self) -> bool {
        self.asked
    }

    pub(super) fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Whether marks may be shown by style alone.
    pub(super) fn is_styled(&self) -> bool {
        self.styled
    }

    /// A line of a table: cleaned text, maybe with styles.
    pub(super) fn line(&mut self, line: impl Display) -> io::Result<()> {
        writeln!(self.to, "{line}")
    }

    /// Text as it is.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        self.to.write_all(text.as_bytes())
    }

    /// One JSON value over several lines.
    pub(super) fn json(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        let json = serde_json::to_string_pretty(value)?;
        writeln!(self.to, "{}", clean::json(&json))?;
        Ok(())
    }

    /// One JSON value on a line.
    pub(super) fn json_line(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        let json = serde_json::to_string(value)?;
        writeln!(self.to, "{}", clean::json(&json))?;
        Ok(())
    }

    /// Begins a CSV: a byte order mark, so that spreadsheets see UTF-8, and the head.
    pub(super) fn csv_head(&mut self, names: &[&str]) -> io::Result<()> {
        self.to.write_all(csv::BYTE_ORDER_MARK.as_bytes())?;
        self.csv_row(names)
    }

    /// A row of a CSV; no cell is a formula.
    pub(super) fn csv_row<T: AsRef<str>>(
        &mut self,
        values: impl IntoIterator<Item = T>,
    ) -> io::Result<()> {
        csv::write_row(&mut self.to, values)
    }

    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
