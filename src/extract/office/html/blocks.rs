//! The lists and the tables of a web page.

use super::reader::Reader;
use super::style::{Marker, Style, marker_of_type};
use crate::extract::office::counting::Numeral;
use html5gum::StartTag;
use std::borrow::Cow;

/// Columns and rows that a cell may take.
const COLUMNS: usize = 1_000;
const ROWS: u16 = 10_000;

/// A list that is open.
#[derive(Debug)]
pub(super) struct List {
    pub(super) marker: Marker,
    pub(super) next: i64,
}

/// A table that is open.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The column that the next cell begins at.
    pub(super) column: usize,
    /// Columns that the cell in hand takes.
    pub(super) span: u16,
    /// Rows further down that a cell above takes, by columns.
    pub(super) taken: Vec<u16>,
}

/// The value of an attribute.
pub(super) fn get<'t>(tag: &'t StartTag<()>, name: &str) -> Option<Cow<'t, str>> {
    Some(String::from_utf8_lossy(tag.attributes.get(name.as_bytes())?))
}

fn number(tag: &StartTag<()>, name: &str) -> Option<u16> {
    get(tag, name)?.trim().parse().ok()
}

impl Reader {
    pub(super) fn open_list(&mut self, name: &str, tag: &StartTag<()>, style: &Style) {
        let usual = match (name, self.lists.len()) {
            ("ol", _) => Marker::Number(Numeral::Decimal),
            (_, 0) => Marker::Sign('•'),
            (_, 1) => Marker::Sign('◦'),
            _ => Marker::Sign('▪'),
        };
        let typed = get(tag, "type").and_then(|name| marker_of_type(&name));
        let marker = style.marker.or(typed).unwrap_or(usual);
        let start = get(tag, "start").and_then(|start| start.trim().parse().ok());
        self.lists.push(List { marker, next: start.unwrap_or(1) });
    }

    pub(super) fn open_item(&mut self, tag: &StartTag<()>, style: &Style) {
        let typed = get(tag, "type").and_then(|name| marker_of_type(&name));
        let value: Option<i64> = get(tag, "value").and_then(|value| value.trim().parse().ok());
        let (marker, number) = match self.lists.last_mut() {
            Some(list) => {
                let number = value.unwrap_or(list.next);
                list.next = number.saturating_add(1);
                (style.marker.or(typed).unwrap_or(list.marker), number)
            }
            None => (Marker::Sign('•'), 1),
        };
        self.label = match marker {
            Marker::Number(numeral) => Some(format!("{}. ", numeral.write(number))),
            Marker::Sign(sign) => Some(format!("{sign} ")),
            Marker::Nothing => None,
        };
    }

    pub(super) fn open_table(&mut self, tag: &StartTag<()>) {
        self.builder.open_table();
        self.tables.push(Table::default());
        let has_border = get(tag, "border").is_some_and(|border| border.trim() != "0");
        let has_rules =
            get(tag, "rules").is_some_and(|rules| matches!(&*rules, "all" | "rows" | "cols"));
        if has_border || has_rules {
            self.builder.rule();
        }
    }

    pub(super) fn open_cell(&mut self, tag: &StartTag<()>, style: &Style) {
        if style.is_ruled() {
            self.builder.rule();
        }
        self.behind = 0;
        let Some(table) = self.tables.last_mut() else { return };
        // Columns that a cell above takes.
        while let Some(rows) = table.taken.get_mut(table.column).filter(|rows| **rows > 0) {
            *rows -= 1;
            table.column += 1;
            self.builder.end_cell(1);
        }
        let span = number(tag, "colspan").unwrap_or(1).clamp(1, COLUMNS as u16);
        let rows = number(tag, "rowspan").unwrap_or(1).clamp(1, ROWS);
        table.span = span;
        let end = table.column.saturating_add(usize::from(span)).min(COLUMNS);
        if rows > 1 {
            table.taken.resize(table.taken.len().max(end), 0);
            for taken in table.taken.iter_mut().take(end).skip(table.column) {
                *taken = rows - 1;
            }
        }
        table.column = end;
    }
}
