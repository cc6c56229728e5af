//! Nhiệm vụ và thời hạn of the whole archive: what falls due, whose it is, where it stands.
//!
//! In: a [`Snapshot`], what people say of tasks, a [`TaskRequest`]. Out: [`Tasks`], in the order of their
//! dates. Whether a task was done nobody knows but by a person's word: what is past its date is only that.

use crate::directive::deadline::{Deadline, DeadlineKind};
use crate::directive::number::Number;
use crate::error::Result;
use crate::index::statement::{Statement, Statements, task_key};
use crate::index::{Card, Columns, Snapshot};
use crate::text::fold::fold;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{TimeZone, offset};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;
use tantivy::DocAddress;
use utoipa::ToSchema;

/// Which tasks are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRequest {
    /// Due on this day or later.
    pub from: Option<Date>,
    /// Due on this day or earlier.
    pub to: Option<Date>,
    /// Who is to do it: words of the name, with or without marks.
    pub who: Option<String>,
    /// Also those without a date: recurring ones, periods whose beginning is not known.
    pub undated: bool,
    /// Only those that stand so.
    pub state: Option<TaskState>,
    /// Those past their date first, then those to come, each by date.
    pub past_first: bool,
    /// How many are listed.
    pub limit: usize,
    /// How many to pass over.
    pub offset: usize,
    /// The day that counts as today.
    pub today: Date,
}

impl TaskRequest {
    /// Every dated task.
    #[must_use]
    pub fn new(today: Date) -> Self {
        Self {
            from: None,
            to: None,
            who: None,
            undated: false,
            state: None,
            past_first: false,
            limit: 100,
            offset: 0,
            today,
        }
    }
}

/// The day of a moment, as the clock shows it in Vietnam: what tasks are compared with.
#[must_use]
pub fn today(now: Timestamp) -> Date {
    now.to_zoned(TimeZone::fixed(offset(7))).date()
}

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum TaskState {
    /// Đã qua thời hạn: its date is past; its result is not known.
    Past,
    /// Its date is to come.
    Open,
    /// It was to begin on a day that is past.
    Begun,
    /// It has no date.
    Undated,
    /// A person says that it is done.
    Done,
}

impl TaskState {
    /// Every state by its code.
    pub const NAMES: [(&'static str, Self); 5] = [
        ("past", Self::Past),
        ("open", Self::Open),
        ("begun", Self::Begun),
        ("undated", Self::Undated),
        ("done", Self::Done),
    ];

    /// The state with this code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(own, _)| *own == code).map(|(_, state)| *state)
    }
}

/// Tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Tasks {
    /// How many there are, listed or not.
    pub total: u64,
    /// Of these, past their date with no result known.
    pub past: u64,
    /// Who most of them are given to, as the texts say; at most thirty.
    pub bodies: Vec<TaskBody>,
    /// On which days they fall due: the last that a date means.
    pub days: Vec<TaskDay>,
    /// By date, those without one last.
    pub tasks: Vec<Task>,
}

/// Somebody who has tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TaskBody {
    /// As the texts say.
    pub who: String,
    /// How many.
    pub count: u64,
}

/// A day on which tasks fall due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TaskDay {
    /// `2025-12-15`.
    pub day: String,
    /// How many.
    pub count: u64,
}

/// One task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Task {
    /// Names the task: the directive's id, a point, eight digits.
    pub task: String,
    /// Where it stands.
    pub state: TaskState,
    /// What is to be done, by when, by whom.
    #[serde(flatten)]
    pub deadline: Deadline,
    /// The directive that says so.
    pub document: Card,
    /// What a person says of it.
    pub done: Option<Statement>,
    /// Later directives in the archive that cite this one: one of them may tell the result; the latest
    /// first, at most three.
    pub later: Vec<Card>,
}

/// Later directives that are listed for a task.
const LATER: usize = 3;
/// Bodies that are counted.
const BODIES: usize = 30;

/// The tasks asked for.
///
/// # Errors
/// [`crate::error::Error::Io`], [`crate::error::Error::Store`].
pub fn tasks(snapshot: &Snapshot, index: &Path, asked: &TaskRequest) -> Result<Tasks> {
    let mut found: Vec<(Option<Date>, DocAddress, Task)> = Vec::new();
    let wanted = asked.who.as_deref().map(fold);
    for at in snapshot.with_deadlines(asked.from, asked.to, asked.undated)? {
        let stored = snapshot.stored(at)?;
        let card = Card::new(&stored.record.id, &stored.record.directive);
        let said = Statements::load(index, &stored.record.id)?;
        for deadline in stored.record.directive.deadlines {
            let day = deadline.last_day();
            let done = said.done.get(&task_key(&deadline)).cloned();
            let state = state(&deadline, done.as_ref(), asked.today);
            let in_time = match day {
                Some(day) => {
                    asked.from.is_none_or(|from| day >= from) && asked.to.is_none_or(|to| day <= to)
                }
                None => asked.undated,
            };
            let by = wanted.as_ref().is_none_or(|wanted| {
                deadline.who.iter().any(|who| fold(who).contains(wanted.as_str()))
            });
            if !in_time || !by || asked.state.is_some_and(|asked| asked != state) {
                continue;
            }
            let task = format!("{}.{}", card.id, task_key(&deadline));
            let (document, later) = (card.clone(), Vec::new());
            found.push((day, at, Task { task, state, deadline, document, done, later }));
        }
    }
    found.sort_by_cached_key(|(day, _, task)| {
        let state = asked.past_first.then_some(task.state);
        (state, day.is_none(), *day, task.document.id.clone(), task.deadline.span)
    });
    let past = found.iter().filter(|(_, _, task)| task.state == TaskState::Past).count() as u64;
    let total = found.len() as u64;
    let bodies = bodies(found.iter().map(|(_, _, task)| task));
    let mut days: BTreeMap<Date, u64> = BTreeMap::new();
    for day in found.iter().filter_map(|(day, _, _)| *day) {
        *days.entry(day).or_default() += 1;
    }
    let days = days.into_iter().map(|(day, count)| TaskDay { day: day.to_string(), count });
    let columns = Columns::open(snapshot)?;
    let mut tasks = Vec::new();
    for (_, _, mut task) in found.into_iter().skip(asked.offset).take(asked.limit) {
        task.later = later(snapshot, &columns, &task.document)?;
        tasks.push(task);
    }
    Ok(Tasks { total, past, bodies, days: days.collect(), tasks })
}

/// Who has the most tasks.
fn bodies<'t>(tasks: impl Iterator<Item = &'t Task>) -> Vec<TaskBody> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for who in tasks.flat_map(|task| &task.deadline.who) {
        *counts.entry(who).or_default() += 1;
    }
    let mut bodies: Vec<TaskBody> =
        counts.into_iter().map(|(who, count)| TaskBody { who: who.to_owned(), count }).collect();
    bodies.sort_by_key(|body| Reverse(body.count));
    bodies.truncate(BODIES);
    bodies
}

/// A day as people type it: `2025-12-31`, `31/12/2025`, `2025-12`, `2025`; of a month and a year the first
/// day, or the last one. `None` if it is no day.
#[must_use]
pub fn day(text: &str, last: bool) -> Option<Date> {
    let parts: Vec<&str> = text.trim().split(['-', '/']).collect();
    let (year, month, day) = match parts.as_slice() {
        [year] => (*year, if last { "12" } else { "1" }, None),
        [year, month] if year.len() == 4 => (*year, *month, None),
        [month, year] => (*year, *month, None),
        [year, month, day] if year.len() == 4 => (*year, *month, Some(*day)),
        [day, month, year] => (*year, *month, Some(*day)),
        _ => return None,
    };
    let first = Date::new(
        year.parse().ok()?,
        month.parse().ok()?,
        day.map_or(Some(1), |day| day.parse().ok())?,
    );
    let first = first.ok()?;
    Some(if day.is_none() && last { first.last_of_month() } else { first })
}

fn state(deadline: &Deadline, done: Option<&Statement>, today: Date) -> TaskState {
    match deadline.last_day() {
        _ if done.is_some() => TaskState::Done,
        None => TaskState::Undated,
        // "trước ngày 15/12": the 15th is past it.
        Some(day) => match deadline.relation {
            DeadlineKind::Before if day <= today => TaskState::Past,
            DeadlineKind::From if day < today => TaskState::Begun,
            DeadlineKind::From => TaskState::Open,
            _ if day < today => TaskState::Past,
            _ => TaskState::Open,
        },
    }
}

/// The latest directives that cite one, and are later than it.
fn later(snapshot: &Snapshot, columns: &Columns<'_>, card: &Card) -> Result<Vec<Card>> {
    let Some(number) = card.number.as_deref().and_then(Number::parse) else {
        return Ok(Vec::new());
    };
    let own = card.known_date();
    let mut found: Vec<(u64, DocAddress)> = Vec::new();
    for citing in snapshot.citing(&number.full_key())? {
        if citing.of.may_be(&card.own()) {
            found.extend(citing.at.into_iter().map(|at| (columns.last_day(at), at)));
        }
    }
    found.sort_unstable_by(|a, b| b.cmp(a));
    let mut later = Vec::new();
    for (_, at) in found {
        let citing = snapshot.card(at)?;
        if citing.id != card.id && citing.known_date() >= own {
            later.push(citing);
        }
        if later.len() == LATER {
            break;
        }
    }
    Ok(later)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;

    #[test]
    fn days_as_they_are_typed() {
        for (text, first, last) in [
            ("2025-12-31", "2025-12-31", "2025-12-31"),
            ("31/12/2025", "2025-12-31", "2025-12-31"),
            ("1-2-2025", "2025-02-01", "2025-02-01"),
            (" 2024-02", "2024-02-01", "2024-02-29"),
            ("02/2024", "2024-02-01", "2024-02-29"),
            ("2025", "2025-01-01", "2025-12-31"),
        ] {
            let shown = |last| day(text, last).unwrap().to_string();
            assert_eq!((shown(false).as_str(), shown(true).as_str()), (first, last), "{text}");
        }
        for wrong in ["", "-", "hôm qua", "2025-13", "30/02/2025", "1/2/3/4", "99999999", "--2025"]
        {
            assert_eq!(day(wrong, false), None, "{wrong}");
        }
    }

    #[test]
    fn states() {
        let of = |relation, date: Option<&str>| Deadline {
            date: date.map(str::to_owned),
            precision: None,
            relation,
            period: None,
            who: Vec::new(),
            item: None,
            what: String::new(),
            span: Span { page: 1, start: 0, end: 0 },
            text: String::new(),
            inherited: false,
        };
        let today = Date::constant(2025, 12, 15);
        for (relation, date, wanted) in [
            (DeadlineKind::Before, Some("2025-12-15"), TaskState::Past),
            (DeadlineKind::Before, Some("2025-12-16"), TaskState::Open),
            (DeadlineKind::AtLatest, Some("2025-12-15"), TaskState::Open),
            (DeadlineKind::AtLatest, Some("2025-12-14"), TaskState::Past),
            (DeadlineKind::Within, Some("2025-12"), TaskState::Open),
            (DeadlineKind::Within, Some("2025-Q3"), TaskState::Past),
            (DeadlineKind::From, Some("2025-05"), TaskState::Begun),
            (DeadlineKind::From, Some("2026-05"), TaskState::Open),
            (DeadlineKind::Recurring, None, TaskState::Undated),
        ] {
            assert_eq!(state(&of(relation, date), None, today), wanted, "{relation:?} {date:?}");
        }
        let said = Statement { value: String::new(), by: None, at: String::new() };
        let past = of(DeadlineKind::Before, Some("2025-01-01"));
        assert_eq!(state(&past, Some(&said), today), TaskState::Done);
    }
}
