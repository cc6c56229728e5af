//! The register sheet that a published act may carry in front: "Số hiệu: …", "Người ký: …".
//!
//! In: lines. Out: what the sheet says, and which lines it takes, so that the head is read from
//! the act itself. What the act says goes before what the sheet says.

use super::Signer;
use super::date::{self, Date};
use super::lines::Line;
use super::number::Number;
use super::signature;
use super::tokens::Tokens;
use crate::text::fold::fold;
use std::ops::Range;

/// What a sheet says.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) number: Option<Number>,
    pub(super) date: Option<Date>,
    pub(super) kind: Option<String>,
    pub(super) issuer: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) signer: Option<Signer>,
    /// The lines it takes.
    pub(super) lines: Range<usize>,
}

/// Fields of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Number,
    Date,
    Kind,
    Issuer,
    Subject,
    Signer,
    Title,
    /// Known to stand in a sheet; not kept.
    Other,
}

/// Labels, folded (Nghị định 30/2020/NĐ-CP, Appendix IV, and how portals of law name them).
const LABELS: [(&str, Field); 40] = [
    ("so hieu", Field::Number),
    ("so, ky hieu", Field::Number),
    ("so/ky hieu", Field::Number),
    ("so ky hieu", Field::Number),
    ("so hieu van ban", Field::Number),
    ("ngay ban hanh", Field::Date),
    ("ngay ky", Field::Date),
    ("loai van ban", Field::Kind),
    ("ten loai", Field::Kind),
    ("hinh thuc van ban", Field::Kind),
    ("co quan ban hanh", Field::Issuer),
    ("noi ban hanh", Field::Issuer),
    ("don vi ban hanh", Field::Issuer),
    ("trich yeu", Field::Subject),
    ("trich yeu noi dung", Field::Subject),
    ("nguoi ky", Field::Signer),
    ("chuc vu", Field::Title),
    ("chuc danh", Field::Title),
    ("chuc danh nguoi ky", Field::Title),
    ("chuc vu nguoi ky", Field::Title),
    ("ngay hieu luc", Field::Other),
    ("hieu luc", Field::Other),
    ("ngay co hieu luc", Field::Other),
    ("linh vuc", Field::Other),
    ("can cu phap ly", Field::Other),
    ("co so phap ly", Field::Other),
    ("trang thai", Field::Other),
    ("tinh trang", Field::Other),
    ("tinh trang hieu luc", Field::Other),
    ("van ban thay the", Field::Other),
    ("van ban goc", Field::Other),
    ("thay the", Field::Other),
    ("bi thay the", Field::Other),
    ("nguon", Field::Other),
    ("tai lieu dinh kem", Field::Other),
    ("so cong bao", Field::Other),
    ("ngay cong bao", Field::Other),
    ("docid", Field::Other),
    ("ghi chu", Field::Other),
    ("tags", Field::Other),
];

/// Lines in which a sheet is looked for, and lines between two of its labels.
const LONGEST: usize = 80;
const APART: usize = 10;
/// Labels that make a sheet.
const ENOUGH: usize = 3;

/// Reads the sheet; empty if there is none.
pub(super) fn sheet(lines: &[Line]) -> Sheet {
    let mut sheet = Sheet::default();
    let (mut first, mut last, mut labels) = (None, 0, 0);
    for (at, line) in lines.iter().enumerate().take(LONGEST) {
        if first.is_some() && at > last + APART {
            break;
        }
        let Some((field, inline)) = label(line) else { continue };
        let (value, end) = match inline {
            Some(value) => (value.to_owned(), at),
            None => match lines.get(at + 1) {
                Some(next) if label(next).is_none() => (next.text.clone(), at + 1),
                _ => continue,
            },
        };
        first = first.or(Some(at));
        (last, labels) = (end, labels + 1);
        keep(&mut sheet, field, &value);
    }
    match first.filter(|_| labels >= ENOUGH) {
        Some(first) => Sheet { lines: start(lines, first)..last + 1, ..sheet },
        None => Sheet::default(),
    }
}

/// The first line of the sheet whose first label is line `first`: its title and the heads of its
/// columns belong to it.
fn start(lines: &[Line], first: usize) -> usize {
    const TITLES: [&str; 7] =
        ["thong tin van ban", "thuoc tinh", "noi dung", "truong", "gia tri", "thong tin", "muc"];
    let titles = lines.iter().take(first).rev().take_while(|l| TITLES.contains(&l.folded.as_str()));
    first - titles.count()
}

/// A label alone on its line (a table's cell), or before a colon.
fn label(line: &Line) -> Option<(Field, Option<&str>)> {
    let (name, value) = match line.text.split_once(':') {
        Some((name, value)) => (name, Some(value.trim()).filter(|v| !v.is_empty())),
        None => (line.text.as_str(), None),
    };
    let name = fold(name.trim_start_matches(['-', '+', ' ']));
    let name = name.trim_end_matches(" chinh").trim();
    LABELS.iter().find(|(label, _)| *label == name).map(|&(_, field)| (field, value))
}

/// Keeps the first value of a field.
fn keep(sheet: &mut Sheet, field: Field, value: &str) {
    let value = value.trim();
    if value.is_empty() || matches!(fold(value).as_str(), "-" | "—" | "dang cap nhat" | "...") {
        return;
    }
    let text = || Some(value.to_owned());
    match field {
        Field::Number => sheet.number = sheet.number.take().or_else(|| Number::parse(value)),
        Field::Date => sheet.date = sheet.date.or_else(|| date_of(value)),
        Field::Kind => sheet.kind = sheet.kind.take().or_else(text),
        Field::Issuer => sheet.issuer = sheet.issuer.take().or_else(text),
        Field::Subject => sheet.subject = sheet.subject.take().or_else(text),
        Field::Title => {
            let signer = sheet.signer.get_or_insert_default();
            signer.title = signer.title.take().or_else(text);
        }
        Field::Signer => {
            let (said, behind) = value.split_once(['(', ',']).unwrap_or((value, ""));
            let (title, name) = signature::title_and_name(said.trim());
            let behind = Some(behind.trim().trim_end_matches(')').to_owned());
            let signer = sheet.signer.get_or_insert_default();
            signer.name = signer.name.take().or(name);
            let title = title.or(behind.filter(|title| !title.is_empty()));
            signer.title = signer.title.take().or(title);
        }
        Field::Other => {}
    }
}

/// `26 tháng 6 năm 2026`, `09/07/2026`, `2026-07-09`.
fn date_of(value: &str) -> Option<Date> {
    let iso = value.split(' ').next().and_then(|v| v.parse::<jiff::civil::Date>().ok());
    if let Some(day) = iso {
        let (year, month, day) = (Some(day.year()), Some(day.month()), Some(day.day()));
        return Some(Date { year, month, day });
    }
    let worded = Tokens::of_text(&format!("ngày {}", value.trim_start_matches("ngày")));
    let found = date::words_at(&worded, 0).or_else(|| date::digits_at(&worded, 1));
    found.map(|(date, _)| date).filter(|date| date.year.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::lines::lines;
    use crate::document::{Page, PageStatus};

    #[test]
    fn a_sheet_in_a_table_and_in_lines() {
        for text in [
            "| Số hiệu | 12/2026/TT-BYT |\n|---|---|\n| Ngày ban hành | 09/07/2026 |\n\
             | Người ký | Vũ Thị Mai (Thứ trưởng) |\n\nBỘ Y TẾ",
            "**Số hiệu:** 12/2026/TT-BYT\n\n**Ngày ban hành:** 09 tháng 7 năm 2026\n\n\
             **Người ký:** Vũ Thị Mai (Thứ trưởng)\n\nBỘ Y TẾ",
        ] {
            let lines = lines(&[Page { text: text.into(), status: PageStatus::Text }]);
            let sheet = sheet(&lines);
            assert_eq!(sheet.number.map(|n| n.to_string()), Some("12/2026/TT-BYT".into()));
            assert_eq!(sheet.date.and_then(Date::iso), Some("2026-07-09".into()));
            let signer = sheet.signer.unwrap();
            assert_eq!(signer.name.as_deref(), Some("Vũ Thị Mai"));
            assert_eq!(signer.title.as_deref(), Some("Thứ trưởng"));
            assert_eq!(lines.get(sheet.lines.end).map(|l| l.text.as_str()), Some("BỘ Y TẾ"));
        }
    }

    #[test]
    fn a_letter_has_none() {
        let text = "Số: 12/KH-UBND\nTrích yếu: về việc\nKính gửi: Sở Y tế";
        let lines = lines(&[Page { text: text.into(), status: PageStatus::Text }]);
        assert!(sheet(&lines).lines.is_empty());
    }
}
