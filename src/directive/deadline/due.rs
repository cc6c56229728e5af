//! Dates of tasks: a day, a month, a quarter, a year, as a text says them.
//!
//! In: tokens and a place. Out: a [`Due`], and where it ends. A day without a year is of the directive's
//! year, or the next.

use super::super::date;
use super::super::tokens::{Gap, Tokens};
use super::Precision;
use jiff::civil::Date;

/// A day, month, quarter or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) year: i16,
    /// The month, or the first month of the quarter; 0 of a year.
    month: i8,
    day: i8,
    pub(super) precision: Precision,
}

impl Due {
    pub(super) fn new(year: i16, month: i8, day: i8, precision: Precision) -> Option<Self> {
        let due = Self { year, month, day, precision };
        Date::new(year, month.max(1), day.max(1)).ok().map(|_| due)
    }

    /// Of a day of the calendar.
    pub(super) fn of_day(day: Date) -> Self {
        let (year, month, precision) = (day.year(), day.month(), Precision::Day);
        Self { year, month, day: day.day(), precision }
    }

    /// As a record holds it: `2025-12-15`, `2025-09`, `2026-Q2`, `2025`.
    pub(super) fn iso(self) -> String {
        let Self { year, month, day, precision } = self;
        match precision {
            Precision::Day => format!("{year:04}-{month:02}-{day:02}"),
            Precision::Month => format!("{year:04}-{month:02}"),
            Precision::Quarter => format!("{year:04}-Q{}", (month + 2) / 3),
            Precision::Year => format!("{year:04}"),
        }
    }

    /// What a record holds, read back.
    pub(super) fn parse(iso: &str) -> Option<Self> {
        let year = iso.get(..4)?.parse().ok()?;
        let rest = iso.get(5..).unwrap_or_default();
        if rest.is_empty() {
            return Self::new(year, 0, 0, Precision::Year);
        }
        if let Some(quarter) = rest.strip_prefix('Q') {
            let quarter: i8 = quarter.parse().ok().filter(|q| (1..=4).contains(q))?;
            return Self::new(year, quarter * 3 - 2, 0, Precision::Quarter);
        }
        let month = rest.get(..2)?.parse().ok()?;
        match rest.get(3..5) {
            Some(day) => Self::new(year, month, day.parse().ok()?, Precision::Day),
            None => Self::new(year, month, 0, Precision::Month),
        }
    }

    /// The last day that it means.
    pub(super) fn last_day(self) -> Option<Date> {
        let first = Date::new(self.year, self.month.max(1), self.day.max(1)).ok()?;
        let months = match self.precision {
            Precision::Day => return Some(first),
            Precision::Month => 1,
            Precision::Quarter => 3,
            Precision::Year => 12,
        };
        let next = first.checked_add(jiff::Span::new().months(months)).ok()?;
        next.yesterday().ok()
    }
}

/// When the directive itself was made: what a date without a year counts from.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::directive) struct Own {
    pub(in crate::directive) date: Option<Date>,
    pub(in crate::directive) year: Option<i16>,
}

/// Reads what tokens say of time.
pub(super) struct Reader<'t> {
    pub(super) tokens: &'t Tokens,
    pub(super) own: Own,
}

impl Reader<'_> {
    pub(super) fn word(&self, at: usize) -> &str {
        if self.tokens.gap(at) > Gap::Line { "" } else { self.tokens.folded(at) }
    }

    /// Past these folded words, in any order.
    pub(super) fn past(&self, mut at: usize, words: &[&str]) -> usize {
        while words.contains(&self.word(at)) {
            at += 1;
        }
        at
    }

    /// A time of the day: `17 giờ 00`, `17h00`.
    pub(super) fn hour(&self, at: usize) -> usize {
        if !self.tokens.is_digits(at) || !matches!(self.word(at + 1), "gio" | "h" | "g") {
            return at;
        }
        let end = at + 2 + usize::from(self.tokens.is_digits(at + 2));
        let end = self.past(end, &["phut"]);
        end + usize::from(self.tokens.is_sign(end, ','))
    }

    /// A date at `at`. `said` is whether a word says that one is to come.
    pub(super) fn due(&self, at: usize, said: bool) -> Option<(Due, usize)> {
        let at = self.past(at, &["het", "cuoi", "dau"]);
        match self.word(at) {
            "ngay" => {
                let in_words = date::words_at(self.tokens, at).and_then(|(d, end)| {
                    Some((Due::new(d.year?, d.month?, d.day?, Precision::Day)?, end))
                });
                in_words.or_else(|| self.day(at + 1, true))
            }
            "thang" => self.month(at + 1),
            "quy" => self.quarter(at + 1),
            "nam" => {
                let year = date::year(self.tokens, at + 1)?;
                // "năm 2025 - 2030", "năm 2026-2030"
                let ranged = self.tokens.is_sign(at + 2, '-') && self.tokens.is_digits(at + 3);
                let due = (!ranged).then(|| Due::new(year, 0, 0, Precision::Year)).flatten()?;
                Some((due, at + 2))
            }
            _ => self.day(at, said).or_else(|| {
                let word = self.tokens.is_digits(at) && self.word(at + 1) == "thang";
                word.then(|| self.day_in_words(at)).flatten()
            }),
        }
    }

    /// `15 tháng 12 năm 2025`.
    pub(super) fn day_in_words(&self, at: usize) -> Option<(Due, usize)> {
        let day: i8 = self.tokens.nfc(at).parse().ok()?;
        let (month, end) = self.month(at + 2)?;
        // A form to be filled in: "ngày 01 tháng 01 năm ……".
        if self.word(end) == "nam" {
            return None;
        }
        Some((Due::new(month.year, month.month, day, Precision::Day)?, end))
    }

    /// `15/12/2025`, `15.12.2025`; `15/12` of the directive's year or the next.
    pub(super) fn day(&self, at: usize, said: bool) -> Option<(Due, usize)> {
        if let Some((date, end)) = date::digits_at(self.tokens, at) {
            return Some((Due::new(date.year?, date.month?, date.day?, Precision::Day)?, end));
        }
        if self.word(at + 1) == "thang" {
            return self.day_in_words(at);
        }
        let joined = self.tokens.is_sign(at + 1, '/') && self.tokens.glued(at + 1);
        let more = self.tokens.is_sign(at + 3, '/') && self.tokens.glued(at + 3);
        if !(said && joined) || more {
            return None;
        }
        let day: i8 = self.tokens.nfc(at).parse().ok()?;
        let month: i8 = self.tokens.nfc(at + 2).parse().ok()?;
        let year = self.year_of(month, day)?;
        Some((Due::new(year, month, day, Precision::Day)?, at + 3))
    }

    /// `9/2025`, `9 năm 2025`; `9` of the directive's year or the next.
    pub(super) fn month(&self, at: usize) -> Option<(Due, usize)> {
        let month: i8 = self.tokens.nfc(at).parse().ok().filter(|m| (1..=12).contains(m))?;
        let (year, end) = self.year_behind(at + 1).or_else(|| {
            // "tháng 9, 10/2025", "tháng 9 - 10": several.
            let several = [',', '-', '/'].into_iter().any(|s| self.tokens.is_sign(at + 1, s))
                && self.tokens.is_digits(at + 2);
            (!several).then_some(())?;
            Some((self.year_of(month, 28)?, at + 1))
        })?;
        Some((Due::new(year, month, 0, Precision::Month)?, end))
    }

    /// `II/2026`, `II năm 2026`, `2/2026`.
    pub(super) fn quarter(&self, at: usize) -> Option<(Due, usize)> {
        let quarter: i8 = match self.tokens.nfc(at) {
            "I" | "1" | "l" => 1,
            "II" | "2" => 2,
            "III" | "3" => 3,
            "IV" | "4" => 4,
            _ => return None,
        };
        let first = quarter * 3 - 2;
        let (year, end) = match self.year_behind(at + 1) {
            Some(found) => found,
            None => (self.year_of(first + 2, 28)?, at + 1),
        };
        Some((Due::new(year, first, 0, Precision::Quarter)?, end))
    }

    /// `/2025`, `năm 2025`, `-2025` at `at`.
    pub(super) fn year_behind(&self, at: usize) -> Option<(i16, usize)> {
        let slash = ['/', '-', '.'].into_iter().any(|s| self.tokens.is_sign(at, s));
        let word = self.word(at) == "nam";
        let year = (slash || word).then(|| date::year(self.tokens, at + 1)).flatten()?;
        Some((year, at + 2))
    }

    /// The year that a day without one means: the directive's, or the next if that is past.
    pub(super) fn year_of(&self, month: i8, day: i8) -> Option<i16> {
        let Some(own) = self.own.date else { return self.own.year };
        let same = Date::new(own.year(), month, day).ok()?;
        Some(if same < own { own.year() + 1 } else { own.year() })
    }
}
