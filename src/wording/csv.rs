//! Tables for spreadsheets: CSV in UTF-8.
//!
//! In: rows of cells. Out: bytes. Spreadsheets take a cell that begins with `=`, `+`, `-` or `@` for a
//! formula, and a document may be written to make use of that; such a cell gets an apostrophe before it, as
//! OWASP advises ("CSV Injection"). A figure and a sign alone stay as they are.

use std::borrow::Cow;
use std::io::{self, Write};

/// Stands at the start of a table, so that spreadsheets see UTF-8.
pub const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Writes a row; [`BYTE_ORDER_MARK`] goes before the first.
///
/// # Errors
/// What `out` says.
pub fn write_row<T: AsRef<str>>(
    out: &mut impl Write,
    cells: impl IntoIterator<Item = T>,
) -> io::Result<()> {
    let mut row = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .buffer_capacity(1 << 10)
        .from_writer(out);
    for cell in cells {
        row.write_field(harmless(cell.as_ref()).as_bytes()).map_err(plain)?;
    }
    row.write_record(None::<&[u8]>).map_err(plain)?;
    row.flush()
}

/// An I/O error as such, so that a broken pipe is known.
fn plain(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A cell that no spreadsheet takes for a formula.
#[must_use]
pub fn harmless(cell: &str) -> Cow<'_, str> {
    let opens_formula =
        |c| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    if cell.starts_with(opens_formula) && !is_figure(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// `-`, `-5`, `+1.204,5`, `- 12`: a sign, and nothing but digits and their separators behind it.
fn is_figure(cell: &str) -> bool {
    let mut rest = cell.chars();
    matches!(rest.next(), Some('-' | '+'))
        && rest.all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '%'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless_and_figures_stay() {
        for (cell, shown) in [
            ("=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"),
            ("+84 (0)24", "'+84 (0)24"),
            ("- Như trên", "'- Như trên"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("＝1", "'＝1"),
            ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
            ("-", "-"),
            ("-5", "-5"),
            ("+1.204,5", "+1.204,5"),
            ("202-KL/TW", "202-KL/TW"),
            ("", ""),
        ] {
            assert_eq!(harmless(cell), shown, "{cell}");
        }
    }

    #[test]
    fn rows_are_quoted_where_need_be() {
        let mut out = Vec::new();
        write_row(&mut out, ["a,b", "c\"d", "e\nf", ""]).unwrap();
        write_row(&mut out, [""]).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert_eq!(out, "\"a,b\",\"c\"\"d\",\"e\nf\",\r\n\"\"\r\n");
    }
}
