//! An axis of dates: where a day stands, and which days are written under it.
//!
//! In: dates of documents, as far as they are said. Out: an [`Axis`].

use jiff::ToSpan;
use jiff::civil::Date;

/// Marks at most.
const MARKS: usize = 8;
/// Days that an axis spans at least: a mark of a month on either side.
const LEAST: i64 = 60;

/// The first and the last day that a date means: `2025-11-14`, `2025`. `None` if it is none.
pub(super) fn days(date: &str) -> Option<(Date, Date)> {
    match date.len() {
        4 => {
            let first = Date::new(date.parse().ok()?, 1, 1).ok()?;
            Some((first, first.last_of_year()))
        }
        _ => date.parse().ok().map(|day| (day, day)),
    }
}

/// An axis from left to right.
#[derive(Debug, Clone)]
pub(super) struct Axis {
    first: Date,
    last: Date,
    left: f64,
    right: f64,
}

/// A line with what is written at it.
#[derive(Debug, PartialEq)]
pub(super) struct Mark {
    pub(super) x: f64,
    /// The year, or month and year.
    pub(super) label: String,
}

impl Axis {
    /// An axis that holds all these days between two places; `None` if there are none.
    pub(super) fn new(
        days: impl Iterator<Item = (Date, Date)>,
        left: f64,
        right: f64,
    ) -> Option<Self> {
        let (mut first, mut last) = days.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
        let short = LEAST - between(first, last);
        if short > 0 {
            let half = (short / 2 + 1).days();
            first = first.checked_sub(half).unwrap_or(first);
            last = last.checked_add(half).unwrap_or(last);
        }
        Some(Self { first, last, left, right })
    }

    /// Where a day stands, to a tenth.
    pub(super) fn x(&self, day: Date) -> f64 {
        let whole = between(self.first, self.last).max(1) as f64;
        let at = between(self.first, day) as f64 / whole;
        let x = self.left + at.clamp(0.0, 1.0) * (self.right - self.left);
        (x * 10.0).round() / 10.0
    }

    /// Years, or of a short time months.
    pub(super) fn marks(&self) -> Vec<Mark> {
        let years = i64::from(self.last.year()) - i64::from(self.first.year());
        if years < 2 { self.months() } else { self.years(years) }
    }

    fn years(&self, years: i64) -> Vec<Mark> {
        const STEPS: [i64; 6] = [1, 2, 5, 10, 20, 50];
        let step = STEPS.into_iter().find(|step| years / step <= MARKS as i64).unwrap_or(500);
        let first = i64::from(self.first.year());
        let marks = (first..=first + years).filter(|year| year % step == 0);
        marks.filter_map(|year| self.mark(i16::try_from(year).ok()?, 1, year.to_string())).collect()
    }

    fn months(&self) -> Vec<Mark> {
        const STEPS: [i32; 4] = [1, 2, 3, 6];
        let of = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
        let (first, last) = (of(self.first), of(self.last));
        let fits = |step: &i32| (last - first) / step <= MARKS as i32;
        let step = STEPS.into_iter().find(fits).unwrap_or(12);
        let marks = (first..=last).filter(|month| month % step == 0);
        let mark = |month: i32| {
            let (year, month) =
                (i16::try_from(month / 12).ok()?, i8::try_from(month % 12 + 1).ok()?);
            self.mark(year, month, format!("{month:02}/{year}"))
        };
        marks.filter_map(mark).collect()
    }

    /// A mark at the first day of a month, if the axis holds it.
    fn mark(&self, year: i16, month: i8, label: String) -> Option<Mark> {
        let day = Date::new(year, month, 1).ok()?;
        (self.first <= day && day <= self.last).then(|| Mark { x: self.x(day), label })
    }
}

/// Days from one to the other.
fn between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn labels(dates: &[&str]) -> Vec<String> {
        let axis = Axis::new(dates.iter().filter_map(|date| days(date)), 0.0, 100.0).unwrap();
        axis.marks().into_iter().map(|mark| mark.label).collect()
    }

    #[test]
    fn days_stand_in_their_order() {
        let all = ["2020", "2022-06-15", "2025-12-31"].map(|date| days(date).unwrap());
        let axis = Axis::new(all.into_iter(), 100.0, 700.0).unwrap();
        assert!((axis.x(all[0].0) - 100.0).abs() < 1e-9);
        assert!((axis.x(all[2].1) - 700.0).abs() < 1e-9);
        assert!(axis.x(all[0].1) < axis.x(all[1].0) && axis.x(all[1].0) < axis.x(all[2].0));
    }

    #[test]
    fn marks_are_few() {
        assert_eq!(labels(&["2021-05-01", "2025-01-01"]), ["2022", "2023", "2024", "2025"]);
        assert_eq!(labels(&["1945-09-02", "2026"]).len(), 8);
        assert_eq!(
            labels(&["2025-10-15", "2026-02-10"]),
            ["11/2025", "12/2025", "01/2026", "02/2026"]
        );
        assert_eq!(labels(&["2025-06-10"]), ["06/2025", "07/2025"]);
        assert_eq!(days("hôm qua"), None);
        assert_eq!(days("20a5"), None);
    }

    proptest! {
        #[test]
        fn every_day_stands_on_its_axis(mut dates in prop::collection::vec((1i16..9999, 1i8..13, 1i8..29), 1..9)) {
            dates.sort_unstable();
            let dates: Vec<Date> =
                dates.into_iter().map(|(y, m, d)| Date::new(y, m, d).unwrap()).collect();
            let axis = Axis::new(dates.iter().map(|day| (*day, *day)), 10.0, 90.0).unwrap();
            let places: Vec<f64> = dates.iter().map(|day| axis.x(*day)).collect();
            prop_assert!(places.is_sorted());
            prop_assert!(places.iter().all(|x| (10.0..=90.0).contains(x)));
            let marks = axis.marks();
            prop_assert!(marks.len() <= 25, "{} marks", marks.len());
            prop_assert!(marks.iter().all(|mark| (10.0..=90.0).contains(&mark.x)));
        }
    }
}
