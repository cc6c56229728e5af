//! Nhiệm vụ và thời hạn: what is to be done by when, and by whom.
//!
//! In: pages, the directive's own date and addressees. Out: [`Deadline`]s in the order of the text.
//! Whether a task was done is not known here.

mod actor;
mod due;
mod find;
mod period;
mod when;
mod words;

pub(super) use due::Own;
pub(super) use find::{Known, deadlines};

use crate::document::Span;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One dated or recurring task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Deadline {
    /// `2025-12-15`, `2025-09`, `2026-Q2`, `2025`; `None` where no date is said, or it cannot be told
    /// (a period whose beginning is not known).
    pub date: Option<String>,
    /// How exact the date is; `None` without one.
    pub precision: Option<Precision>,
    /// How the task stands to the date.
    #[serde(rename = "kind")]
    pub relation: DeadlineKind,
    /// The period, where one is said (`trong thời hạn 10 ngày làm việc kể từ ngày nhận được …`).
    pub period: Option<Period>,
    /// Who is to do it, as the text says; the addressees where it says nobody.
    pub who: Vec<String>,
    /// The label of the item that says so: `5.3`, `a`.
    pub item: Option<String>,
    /// What is to be done: the sentence, on one line.
    pub what: String,
    /// Where the words of the deadline stand.
    #[serde(flatten)]
    pub span: Span,
    /// The words of the deadline, as they stand: `hoàn thành trước ngày 15/12/2025`.
    pub text: String,
    /// The item has no deadline of its own: it takes that of the lead-in above it.
    pub inherited: bool,
}

impl Deadline {
    /// The last day that its date means; `None` without one.
    #[must_use]
    pub fn last_day(&self) -> Option<jiff::civil::Date> {
        due::Due::parse(self.date.as_deref()?)?.last_day()
    }
}

/// How exact the date of a deadline is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// `2025-12-15`.
    Day,
    /// `2025-09`.
    Month,
    /// `2026-Q2`.
    Quarter,
    /// `2025`.
    Year,
}

/// How a task stands to its date.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DeadlineKind {
    /// Trước ngày: to be done before it.
    Before,
    /// Chậm nhất: at latest on it.
    AtLatest,
    /// Trong tháng, quý, thời hạn: within it.
    Within,
    /// Từ ngày, ngay từ tháng: it begins.
    From,
    /// Định kỳ, hằng tháng: again and again.
    Recurring,
}

/// A span of time from an event on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Period {
    /// How many.
    pub amount: u16,
    /// Of what.
    pub unit: Unit,
    /// From when, as the text says: `ngày nhận được hồ sơ hợp lệ`.
    pub since: Option<String>,
}

/// The unit of a period.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Giờ.
    Hour,
    /// Ngày.
    Day,
    /// Ngày làm việc.
    WorkingDay,
    /// Tuần.
    Week,
    /// Tháng.
    Month,
    /// Quý.
    Quarter,
    /// Năm.
    Year,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_days() {
        for (date, last) in [
            ("2025-12-15", Some("2025-12-15")),
            ("2024-02", Some("2024-02-29")),
            ("2026-Q2", Some("2026-06-30")),
            ("2025", Some("2025-12-31")),
            ("2025-13", None),
            ("nonsense", None),
        ] {
            let deadline = Deadline {
                date: Some(date.into()),
                precision: None,
                relation: DeadlineKind::Before,
                period: None,
                who: Vec::new(),
                item: None,
                what: String::new(),
                span: Span { page: 1, start: 0, end: 0 },
                text: String::new(),
                inherited: false,
            };
            assert_eq!(deadline.last_day().map(|d| d.to_string()).as_deref(), last, "{date}");
        }
    }
}
