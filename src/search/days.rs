//! Dates as people type them → the days that they can mean.
//!
//! In: `2025-01-31`, `31/1/2025`, `1/2025`, `2025`, `ngày 8 tháng 9 năm 2025`, `tháng 3 năm 2025`, `quý
//! I/2025`, `6 tháng đầu năm 2025`, ranges of them (`2024..2025`, `từ … đến …`), sides (`<31/12/2025`).
//! Out: a range of days, each as yyyymmdd.

use crate::text::fold::fold;
use crate::text::numeral::numeral;
use jiff::civil::Date;
use std::ops::RangeInclusive;

/// Days, each as yyyymmdd; open sides are 0 and [`u64::MAX`].
pub(crate) type Days = RangeInclusive<u64>;

/// The days that a text means; `None` if it is no date.
pub(crate) fn days(text: &str) -> Option<Days> {
    let folded = fold(text.trim());
    let text = folded.trim();
    for (sign, is_after, with) in [
        ("<=", false, true),
        (">=", true, true),
        ("<", false, false),
        (">", true, false),
        ("≤", false, true),
        ("≥", true, true),
        ("truoc ", false, false),
        ("sau ", true, false),
    ] {
        // "sau" is after, and "sáu" six.
        if let Some(of) = text.strip_prefix(sign).and_then(|rest| one(rest.trim())) {
            return Some(match (is_after, with) {
                (false, true) => 0..=*of.end(),
                (false, false) => 0..=of.start().checked_sub(1)?,
                (true, true) => *of.start()..=u64::MAX,
                (true, false) => of.end().checked_add(1)?..=u64::MAX,
            });
        }
    }
    let text = text.strip_prefix("tu ").unwrap_or(text);
    for between in ["..", " den het ", " den ", " toi "] {
        if let Some((from, to)) = text.split_once(between) {
            if from.trim().is_empty() && to.trim().is_empty() {
                return None;
            }
            let from = if from.trim().is_empty() { 0 } else { *one(from.trim())?.start() };
            let to = if to.trim().is_empty() { u64::MAX } else { *one(to.trim())?.end() };
            return (from <= to).then_some(from..=to);
        }
    }
    one(text)
}

/// One date, folded.
fn one(text: &str) -> Option<Days> {
    in_figures(text).or_else(|| in_words(text))
}

/// `2025-01-31`, `2025-01`, `2025`, `31/1/2025`, `1/2025`, with `/`, `-` or `.` between.
fn in_figures(text: &str) -> Option<Days> {
    let parts: Vec<&str> = text.split(['-', '/', '.', '–']).map(str::trim).collect();
    let number = |part: &str| -> Option<i16> {
        let is_number = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if is_number { part.parse().ok() } else { None }
    };
    let numbers: Vec<i16> = parts.iter().map(|part| number(part)).collect::<Option<_>>()?;
    let year_first = parts.first().is_some_and(|part| part.len() == 4);
    match (numbers.as_slice(), year_first) {
        ([year], true) => months(*year, 1, 12),
        ([year, month], true) | ([month, year], false) => months(*year, *month, *month),
        ([year, month, day], true) | ([day, month, year], false) => day_of(*year, *month, *day),
        _ => None,
    }
}

/// `ngày 8 tháng 9 năm 2025`, `tháng 3 năm 2025`, `tháng 3/2025`, `quý I năm 2025`, `6 tháng cuối năm 2025`.
fn in_words(text: &str) -> Option<Days> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == '/' || c == ',')
        .filter(|w| !w.is_empty())
        .collect();
    let number = |word: &str| word.parse::<i16>().ok().or_else(|| numeral(word).map(i16::from));
    match words.as_slice() {
        ["ngay", date] => in_figures(date),
        [six, "thang", half @ ("dau" | "cuoi"), "nam", year] if number(six) == Some(6) => {
            let year = year.parse().ok()?;
            if *half == "dau" { months(year, 1, 6) } else { months(year, 7, 12) }
        }
        ["quy", quarter, "nam", year] | ["quy", quarter, year] => {
            let quarter = number(quarter).or_else(|| roman(quarter))?;
            let first = quarter.checked_sub(1)?.checked_mul(3)?.checked_add(1)?;
            months(year.parse().ok()?, first, first.checked_add(2)?)
        }
        ["thang", month, "nam", year] | ["thang", month, year] => {
            months(year.parse().ok()?, number(month)?, number(month)?)
        }
        ["ngay", day, month, year]
        | ["ngay", day, "thang", month, "nam", year]
        | ["ngay", day, "thang", month, year]
        | [day, "thang", month, "nam", year]
        | [day, "thang", month, year]
        | ["mung", day, "thang", month, "nam", year] => {
            day_of(year.parse().ok()?, number(month)?, number(day)?)
        }
        ["thang", one] => in_figures(one),
        ["nam", year] => months(year.parse().ok()?, 1, 12),
        _ => None,
    }
}

fn roman(word: &str) -> Option<i16> {
    let at = ["i", "ii", "iii", "iv"].iter().position(|roman| *roman == word)?;
    i16::try_from(at).ok()?.checked_add(1)
}

fn is_year(year: i16) -> bool {
    (1900..=2200).contains(&year)
}

/// The days from the first of a month to the last of another.
fn months(year: i16, first: i16, last: i16) -> Option<Days> {
    let of = |month: i16| Date::new(year, i8::try_from(month).ok()?, 1).ok();
    let (first, last) = (of(first)?, of(last)?.last_of_month());
    is_year(year).then(|| as_number(first)..=as_number(last))
}

fn day_of(year: i16, month: i16, day: i16) -> Option<Days> {
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    is_year(year).then(|| as_number(date)..=as_number(date))
}

/// A day as yyyymmdd.
pub(crate) fn as_number(date: Date) -> u64 {
    let part = |value: i64| u64::try_from(value).unwrap_or_default();
    part(date.year().into()) * 10_000 + part(date.month().into()) * 100 + part(date.day().into())
}

/// Days as people read them: `31/01/2025`, `tháng 3/2025`, `năm 2025`, `từ 01/01/2025 đến 31/03/2025`.
pub(crate) fn shown(days: &Days) -> String {
    let day = |day: u64| format!("{:02}/{:02}/{}", day % 100, day / 100 % 100, day / 10_000);
    let (from, to) = (*days.start(), *days.end());
    let is_last = |to: u64| {
        let part = |value: u64| i16::try_from(value).ok();
        let month = months(
            part(to / 10_000).unwrap_or_default(),
            part(to / 100 % 100).unwrap_or_default(),
            part(to / 100 % 100).unwrap_or_default(),
        );
        month.is_some_and(|month| *month.end() == to)
    };
    match (from, to) {
        (0, to) => format!("đến hết ngày {}", day(to)),
        (from, u64::MAX) => format!("từ ngày {}", day(from)),
        (from, to) if from == to => day(from),
        (from, to)
            if from % 10_000 == 101 && to % 10_000 == 1231 && from / 10_000 == to / 10_000 =>
        {
            format!("năm {}", from / 10_000)
        }
        (from, to) if from % 100 == 1 && from / 100 == to / 100 && is_last(to) => {
            format!("tháng {}/{}", from / 100 % 100, from / 10_000)
        }
        (from, to) => format!("từ {} đến {}", day(from), day(to)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_type_them() {
        for (text, wanted) in [
            ("2025-01-31", 20_250_131..=20_250_131),
            ("31/1/2025", 20_250_131..=20_250_131),
            ("31.1.2025", 20_250_131..=20_250_131),
            ("2026-02", 20_260_201..=20_260_228),
            ("2/2024", 20_240_201..=20_240_229),
            ("2025", 20_250_101..=20_251_231),
            ("năm 2025", 20_250_101..=20_251_231),
            ("ngày 8 tháng 9 năm 2025", 20_250_908..=20_250_908),
            ("ngày 08/9/2025", 20_250_908..=20_250_908),
            ("8 tháng 9 năm 2025", 20_250_908..=20_250_908),
            ("tháng 3 năm 2025", 20_250_301..=20_250_331),
            ("thang 3/2025", 20_250_301..=20_250_331),
            ("tháng ba năm 2025", 20_250_301..=20_250_331),
            ("quý I/2025", 20_250_101..=20_250_331),
            ("quý 4 năm 2025", 20_251_001..=20_251_231),
            ("6 tháng đầu năm 2025", 20_250_101..=20_250_630),
            ("sáu tháng cuối năm 2025", 20_250_701..=20_251_231),
            ("2024..2025", 20_240_101..=20_251_231),
            ("1/2025..3/2025", 20_250_101..=20_250_331),
            ("từ 1/1/2025 đến 31/3/2025", 20_250_101..=20_250_331),
            ("từ tháng 1 năm 2025 đến tháng 3 năm 2025", 20_250_101..=20_250_331),
            ("2024..", 20_240_101..=u64::MAX),
            ("<31/12/2025", 0..=20_251_230),
            ("<=2025", 0..=20_251_231),
            ("> 2025", 20_251_232..=u64::MAX),
            (">=1/2025", 20_250_101..=u64::MAX),
            ("trước 31/12/2025", 0..=20_251_230),
        ] {
            assert_eq!(days(text), Some(wanted), "{text}");
        }
        for wrong in [
            "",
            "hôm qua",
            "30/2/2025",
            "2025-13",
            "12",
            "1/2/3/4",
            "99999",
            "-",
            "..",
            "<",
            "quý 5/2025",
            "tháng 13 năm 2025",
            "năm",
            "2025..2024",
            "quý 0/2025",
            "quý 32767/2025",
        ] {
            assert!(days(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn days_as_people_read_them() {
        for (text, wanted) in [
            ("2025", "năm 2025"),
            ("2/2024", "tháng 2/2024"),
            ("31/1/2025", "31/01/2025"),
            ("<=31/12/2025", "đến hết ngày 31/12/2025"),
            ("quý I/2025", "từ 01/01/2025 đến 31/03/2025"),
        ] {
            assert_eq!(days(text).as_ref().map(shown).as_deref(), Some(wanted), "{text}");
        }
    }
}
