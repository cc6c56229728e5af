//! Which directives a question is about at all: kind and date.

use crate::error::Result;
use crate::index::Snapshot;
use jiff::civil::Date;
use std::collections::HashSet;
use std::ops::RangeInclusive;
use tantivy::columnar::Column;
use tantivy::{DocId, SegmentReader};

/// What a question asks of the record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Filter {
    /// Abbreviations of kinds; empty: any.
    pub kinds: Vec<String>,
    /// The first day, as yyyymmdd.
    pub from: Option<u64>,
    /// The last day, as yyyymmdd.
    pub to: Option<u64>,
}

impl Filter {
    /// Whether it lets everything pass.
    pub(crate) fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// The filter over one segment.
    ///
    /// # Errors
    /// The machine's: the store cannot be read.
    pub(crate) fn on(&self, snapshot: &Snapshot, segment: &SegmentReader) -> Result<Passes> {
        let failed = |error| snapshot.failed(error);
        let columns = segment.fast_fields();
        let mut kinds = None;
        if !self.kinds.is_empty() {
            let mut wanted = HashSet::new();
            let column = columns.str("kind").map_err(failed)?;
            if let Some(column) = &column {
                for kind in &self.kinds {
                    let ord = column.dictionary().term_ord(kind.as_bytes());
                    wanted.extend(ord.map_err(|error| failed(error.into()))?);
                }
            }
            kinds = Some((column.map(|column| column.ords().clone()), wanted));
        }
        let mut days = None;
        if self.from.is_some() || self.to.is_some() {
            let range = self.from.unwrap_or(0)..=self.to.unwrap_or(u64::MAX);
            let first = columns.u64("date_first").map_err(failed)?;
            let last = columns.u64("date_last").map_err(failed)?;
            days = Some((first, last, range));
        }
        Ok(Passes { kinds, days })
    }
}

/// A [`Filter`] over one segment.
pub(crate) struct Passes {
    kinds: Option<(Option<Column<u64>>, HashSet<u64>)>,
    days: Option<(Column<u64>, Column<u64>, RangeInclusive<u64>)>,
}

impl Passes {
    /// Whether a directive passes. One whose date is known only by its year passes where any day of
    /// the year would; one without any date passes no date filter.
    pub(crate) fn passes(&self, doc: DocId) -> bool {
        let kind = self.kinds.as_ref().is_none_or(|(column, wanted)| {
            column
                .as_ref()
                .is_some_and(|column| column.values_for_doc(doc).any(|ord| wanted.contains(&ord)))
        });
        let day = self.days.as_ref().is_none_or(|(first, last, range)| {
            match (first.first(doc), last.first(doc)) {
                (Some(first), Some(last)) => first <= *range.end() && last >= *range.start(),
                _ => false,
            }
        });
        kind && day
    }
}

/// The days that a date as people type it can mean: `2025-01-31`, `2025-01`, `2025`, `31/1/2025`,
/// `1/2025`, with `/`, `-` or `.` between.
pub(crate) fn days(text: &str) -> Option<RangeInclusive<u64>> {
    let parts: Vec<&str> = text.trim().split(['-', '/', '.', '–']).collect();
    let number = |part: &str| -> Option<i16> {
        let is_number = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if is_number { part.parse().ok() } else { None }
    };
    let numbers: Vec<i16> = parts.iter().map(|part| number(part)).collect::<Option<_>>()?;
    let year_first = parts.first().is_some_and(|part| part.len() == 4);
    let (year, month, day) = match (numbers.as_slice(), year_first) {
        ([year], true) => (*year, None, None),
        ([year, month], true) | ([month, year], false) => (*year, Some(*month), None),
        ([year, month, day], true) | ([day, month, year], false) => {
            (*year, Some(*month), Some(*day))
        }
        _ => return None,
    };
    let date = |month: i16, day: i16| {
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    if !(1900..=2200).contains(&year) {
        return None;
    }
    let (first, last) = match (month, day) {
        (None, _) => (date(1, 1)?, date(12, 31)?),
        (Some(month), None) => (date(month, 1)?, date(month, 1)?.last_of_month()),
        (Some(month), Some(day)) => (date(month, day)?, date(month, day)?),
    };
    Some(as_number(first)..=as_number(last))
}

fn as_number(date: Date) -> u64 {
    let part = |value: i64| u64::try_from(value).unwrap_or_default();
    part(date.year().into()) * 10_000 + part(date.month().into()) * 100 + part(date.day().into())
}

/// A day as people read it: `31/01/2025`.
pub(crate) fn shown(day: u64) -> String {
    format!("{:02}/{:02}/{}", day % 100, day / 100 % 100, day / 10_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_type_them() {
        assert_eq!(days("2025-01-31"), Some(20_250_131..=20_250_131));
        assert_eq!(days("31/1/2025"), Some(20_250_131..=20_250_131));
        assert_eq!(days("2026-02"), Some(20_260_201..=20_260_228));
        assert_eq!(days("2/2024"), Some(20_240_201..=20_240_229));
        assert_eq!(days("2025"), Some(20_250_101..=20_251_231));
        for wrong in ["", "hôm qua", "30/2/2025", "2025-13", "12", "1/2/3/4", "99999", "-"] {
            assert_eq!(days(wrong), None, "{wrong}");
        }
    }
}
