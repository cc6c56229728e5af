//! Periods of tasks: `10 ngày làm việc kể từ ngày nhận được …`.
//!
//! In: tokens and a place. Out: the [`Period`], and the day that it ends on where its beginning is known: a
//! date, or the directive's own.

use super::super::tokens::Gap;
use super::due::{Due, Reader};
use super::when::When;
use super::{DeadlineKind, Period, Unit};
use jiff::civil::Date;

impl Reader<'_> {
    /// `10 ngày làm việc kể từ ngày nhận được …` at `at`.
    pub(super) fn period(&self, start: usize, at: usize, relation: DeadlineKind) -> Option<When> {
        let amount: u16 = self.tokens.nfc(at).parse().ok().filter(|n| *n > 0)?;
        // "30 (ba mươi) ngày"
        let open = self.tokens.is_sign(at + 1, '(');
        let close = (at + 2..at + 8).find(|i| self.tokens.is_sign(*i, ')')).filter(|_| open);
        let at = close.map_or(at + 1, |close| close + 1);
        let (unit, end) = self.unit(at)?;
        let comma = end + usize::from(self.tokens.is_sign(end, ','));
        let anchor = match (self.word(comma), self.word(comma + 1)) {
            ("ke" | "tinh", "tu") => Some(comma + 2),
            ("tu" | "sau", _) => Some(comma + 1),
            _ => None,
        };
        let Some(anchor) = anchor else {
            let period = Some(Period { amount, unit, since: None });
            return Some(When { tokens: start..end, relation, due: None, period });
        };
        let stop = self.clause_end(anchor);
        let day = self.anchor(anchor);
        let due = day.and_then(|day| after(day, amount, unit)).map(Due::of_day);
        let period = Some(Period { amount, unit, since: Some(self.tokens.line(anchor..stop)) });
        Some(When { tokens: start..stop, relation, due, period })
    }

    fn unit(&self, at: usize) -> Option<(Unit, usize)> {
        let unit = match self.word(at) {
            "gio" => Unit::Hour,
            "ngay" if self.word(at + 1) == "lam" && self.word(at + 2) == "viec" => {
                return Some((Unit::WorkingDay, at + 3));
            }
            "ngay" => Unit::Day,
            "tuan" => Unit::Week,
            "thang" => Unit::Month,
            "quy" => Unit::Quarter,
            "nam" => Unit::Year,
            _ => return None,
        };
        Some((unit, at + 1))
    }

    /// Where the event ends that a period counts from: at a comma, or the clause's end.
    fn clause_end(&self, at: usize) -> usize {
        const LONGEST: usize = 24;
        let stops = |i: &usize| {
            self.tokens.gap(*i) == Gap::Paragraph
                || [',', ';', '.', ')', ':'].into_iter().any(|s| self.tokens.is_sign(*i, s))
        };
        (at..at + LONGEST).find(stops).unwrap_or(at + LONGEST).min(self.tokens.len())
    }

    /// The day that a period counts from: a date, or the directive's own ("ngày ký", "ngày ban hành").
    fn anchor(&self, at: usize) -> Option<Date> {
        let day = at + usize::from(self.word(at) == "ngay");
        let own = match self.word(day) {
            "ky" => true,
            "ban" => self.word(day + 1) == "hanh",
            _ => false,
        };
        if own {
            // "ngày ký hợp đồng" is another day.
            let end = self.past(day, &["ky", "ban", "hanh"]);
            let of = self.word(end);
            let this = of.is_empty()
                || !self.tokens.is_word(end)
                || self.tokens.line(end..self.clause_end(at)).to_lowercase().contains(" này");
            return self.own.date.filter(|_| this);
        }
        self.due(at, true).and_then(|(due, _)| due.last_day())
    }
}

/// The day so long after another. Working days are Monday to Friday; holidays are not known here.
fn after(day: Date, amount: u16, unit: Unit) -> Option<Date> {
    let amount = i64::from(amount);
    let span = jiff::Span::new();
    let span = match unit {
        Unit::Hour => return None,
        Unit::Day => span.try_days(amount),
        Unit::Week => span.try_weeks(amount),
        Unit::Month => span.try_months(amount),
        Unit::Quarter => span.try_months(amount * 3),
        Unit::Year => span.try_years(amount),
        Unit::WorkingDay => {
            let (mut day, mut left) = (day, amount);
            while left > 0 {
                day = day.tomorrow().ok()?;
                let weekday = day.weekday().to_monday_one_offset();
                left -= i64::from(weekday <= 5);
            }
            return Some(day);
        }
    };
    day.checked_add(span.ok()?).ok()
}
