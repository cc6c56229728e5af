//! `/tasks`: what falls due, by whom, those past their date first; and a month of it as a calendar.

use super::{Frame, encoded, rendered};
use crate::search::tasks::{Task, TaskRequest, TaskState, Tasks, tasks, today};
use crate::serve::parameters::Parameters;
use crate::serve::problem::{Problem, Wanted};
use crate::serve::state::State;
use crate::serve::visit::Visit;
use crate::serve::web::day;
use crate::serve::{shown, words};
use crate::wording::page::{Labels, labels, month_of};
use crate::wording::{self, Lang};
use askama::Template;
use axum::extract;
use axum::response::Response;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::collections::HashMap;

/// Tasks a page.
const LISTED: usize = 50;
/// The furthest page.
const FURTHEST: usize = 1_000_000;

/// The tasks page.
pub(crate) async fn page(
    extract::State(state): extract::State<State>,
    visit: Visit,
    given: Parameters,
) -> Result<Response, Problem> {
    let today = today(Timestamp::now());
    let chosen = given.one_of("state", "past, open, begun, undated, done", TaskState::of_code)?;
    let asked = TaskRequest {
        from: day(&given, "from")?,
        to: day(&given, "to")?,
        who: given.text("who").map(str::to_owned),
        undated: chosen == Some(TaskState::Undated),
        state: chosen,
        past_first: true,
        limit: LISTED,
        offset: given.number("offset", 0..=FURTHEST)?.unwrap_or(0),
        today,
    };
    let month = match given.text("month") {
        None => today.first_of_month(),
        Some(text) => format!("{text}-01").parse().map_err(|_| Problem::BadParameter {
            name: "month",
            value: text.into(),
            wanted: Wanted::Month,
        })?,
    };
    let (snapshot, index) = (state.snapshot()?, state.folder().to_owned());
    let wish = asked.clone();
    let (found, around) = state
        .gate()
        .run(move || {
            let found = tasks(&snapshot, &index, &wish)?;
            let around = TaskRequest {
                from: Some(month),
                to: Some(month.last_of_month()),
                who: wish.who.clone(),
                limit: 0,
                ..TaskRequest::new(today)
            };
            Ok((found, tasks(&snapshot, &index, &around)?))
        })
        .await?;
    let address = Address { asked, month };
    Ok(rendered(&Page::new(&visit, &found, &around, &address)))
}

/// What is asked for, as it stands in the address.
struct Address {
    asked: TaskRequest,
    month: Date,
}

impl Address {
    fn of(&self, asked: &TaskRequest, month: Date) -> String {
        let mut parts = Vec::new();
        let state = TaskState::NAMES.iter().find(|(_, state)| asked.state == Some(*state));
        parts.extend(state.map(|(code, _)| format!("state={code}")));
        parts.extend(asked.who.as_deref().map(|who| format!("who={}", encoded(who))));
        parts.extend(asked.from.map(|day| format!("from={day}")));
        parts.extend(asked.to.map(|day| format!("to={day}")));
        if month != asked.today.first_of_month() {
            parts.push(format!("month={:04}-{:02}", month.year(), month.month()));
        }
        if asked.offset > 0 {
            parts.push(format!("offset={}", asked.offset));
        }
        let mark = if parts.is_empty() { "" } else { "?" };
        format!("/tasks{mark}{}", parts.join("&"))
    }

    fn changed(&self, change: impl FnOnce(&mut TaskRequest)) -> String {
        let mut asked = TaskRequest { offset: 0, ..self.asked.clone() };
        change(&mut asked);
        self.of(&asked, self.month)
    }

    /// The same tasks in another form.
    fn form(&self, form: &str) -> String {
        let whole = TaskRequest { offset: 0, ..self.asked.clone() };
        let address = self.of(&whole, whole.today.first_of_month());
        let query = address.split_once('?').map_or(String::new(), |(_, query)| format!("&{query}"));
        format!("/api/v1/deadlines?format={form}&limit=1000{query}")
    }
}

#[derive(Template)]
#[template(path = "tasks.html")]
struct Page {
    frame: Frame,
    total: String,
    past: String,
    states: Vec<Choice>,
    who: String,
    from: String,
    to: String,
    /// The state that is chosen.
    state: &'static str,
    groups: Vec<Group>,
    bodies: Vec<Choice>,
    calendar: Calendar,
    before: Option<String>,
    behind: Option<String>,
    all: Option<String>,
    ics: String,
    csv: String,
}

/// A link with a count; the one that is in force leads nowhere.
struct Choice {
    label: String,
    count: String,
    href: Option<String>,
}

/// Tasks that stand alike.
struct Group {
    title: &'static str,
    is_past: bool,
    tasks: Vec<Row>,
}

struct Row {
    due: String,
    who: String,
    what: String,
    number: String,
    href: String,
    page: u32,
    done: Option<String>,
    later: Vec<(String, String)>,
}

/// A month.
struct Calendar {
    title: String,
    before: String,
    behind: String,
    heads: [&'static str; 7],
    weeks: Vec<Vec<Cell>>,
}

/// A day of it; a number of 0 is none of the month.
struct Cell {
    day: i8,
    is_today: bool,
    count: u64,
    href: String,
    label: String,
}

impl Page {
    fn new(visit: &Visit, found: &Tasks, around: &Tasks, address: &Address) -> Self {
        let (lang, say) = (visit.lang, labels(visit.lang));
        let asked = &address.asked;
        let choice = |(_, state): &(&str, TaskState)| Choice {
            label: wording::task_state(lang, *state).to_owned(),
            count: String::new(),
            href: (asked.state != Some(*state))
                .then(|| address.changed(|asked| asked.state = Some(*state))),
        };
        let all = Choice {
            label: say.all.to_owned(),
            count: String::new(),
            href: asked.state.map(|_| address.changed(|asked| asked.state = None)),
        };
        let bodies = found.bodies.iter().take(12).map(|body| Choice {
            label: shown::line(&body.who),
            count: words::count(lang, body.count),
            href: Some(address.changed(|asked| asked.who = Some(body.who.clone()))),
        });
        let state = TaskState::NAMES.iter().find(|(_, state)| asked.state == Some(*state));
        let next = asked.offset.saturating_add(LISTED);
        let has_more = (next as u64) < found.total;
        let is_narrow = asked.who.is_some() || asked.from.is_some() || asked.to.is_some();
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        Self {
            frame: Frame::new(visit, format!("{} – {}", say.tasks, say.brand), ""),
            total: words::count(lang, found.total),
            past: words::count(lang, found.past),
            states: std::iter::once(all).chain(TaskState::NAMES.iter().map(choice)).collect(),
            who: asked.who.as_deref().map(shown::line).unwrap_or_default(),
            from: day(asked.from),
            to: day(asked.to),
            state: state.map_or("", |(code, _)| code),
            groups: groups(lang, &found.tasks),
            bodies: bodies.collect(),
            calendar: Calendar::new(lang, say, around, address),
            before: (asked.offset > 0).then(|| {
                address.changed(|changed| changed.offset = asked.offset.saturating_sub(LISTED))
            }),
            behind: has_more.then(|| address.changed(|changed| changed.offset = next)),
            all: is_narrow.then(|| {
                address.changed(|asked| (asked.who, asked.from, asked.to) = (None, None, None))
            }),
            ics: address.form("ics"),
            csv: address.form("csv"),
        }
    }
}

/// Tasks in runs of those that stand alike.
fn groups(lang: Lang, tasks: &[Task]) -> Vec<Group> {
    let runs = tasks.chunk_by(|a, b| a.state == b.state);
    runs.filter_map(|run| {
        let state = run.first()?.state;
        Some(Group {
            title: wording::task_state(lang, state),
            is_past: state == TaskState::Past,
            tasks: run.iter().map(|task| Row::new(lang, task)).collect(),
        })
    })
    .collect()
}

impl Row {
    fn new(lang: Lang, task: &Task) -> Self {
        let deadline = &task.deadline;
        let date = deadline.date.as_deref().map(|date| wording::due(lang, date));
        let number = |number: &Option<String>, symbol: &Option<String>| {
            let number = words::number(number.as_deref(), symbol.as_deref());
            number.unwrap_or_else(|| "—".into())
        };
        let page = deadline.span.page;
        let later = task
            .later
            .iter()
            .map(|card| (number(&card.number, &card.symbol), format!("/documents/{}", card.id)));
        Self {
            due: shown::line(&date.unwrap_or_else(|| deadline.text.clone())),
            who: shown::line(&deadline.who.join("; ")),
            what: shown::line(&deadline.what),
            number: number(&task.document.number, &task.document.symbol),
            href: format!("/documents/{}?page={page}#page-{page}", task.document.id),
            page,
            done: task.done.as_ref().map(|done| shown::line(&done.value)),
            later: later.collect(),
        }
    }
}

impl Calendar {
    fn new(lang: Lang, say: &Labels, around: &Tasks, address: &Address) -> Self {
        let (month, asked) = (address.month, &address.asked);
        let counts: HashMap<&str, u64> =
            around.days.iter().map(|day| (day.day.as_str(), day.count)).collect();
        let shifted = |months: i64| {
            let other = month.checked_add(months.months()).unwrap_or(month);
            address.of(&TaskRequest { offset: 0, ..asked.clone() }, other)
        };
        let cell = |day: Date| {
            let count = counts.get(day.to_string().as_str()).copied().unwrap_or_default();
            let href = address.changed(|asked| (asked.from, asked.to) = (Some(day), Some(day)));
            let label = format!(
                "{}: {} {}",
                wording::date(lang, &day.to_string()),
                words::count(lang, count),
                say.tasks_unit
            );
            Cell { day: day.day(), is_today: day == asked.today, count, href, label }
        };
        let blank = || Cell {
            day: 0,
            is_today: false,
            count: 0,
            href: String::new(),
            label: String::new(),
        };
        let lead = usize::try_from(month.weekday().to_monday_zero_offset()).unwrap_or(0);
        let mut cells: Vec<Cell> = std::iter::repeat_with(blank).take(lead).collect();
        let mut day = Some(month);
        while let Some(at) = day.filter(|day| day.month() == month.month()) {
            cells.push(cell(at));
            day = at.tomorrow().ok();
        }
        let mut weeks: Vec<Vec<Cell>> = Vec::new();
        for cell in cells {
            match weeks.last_mut() {
                Some(week) if week.len() < 7 => week.push(cell),
                _ => weeks.push(vec![cell]),
            }
        }
        if let Some(week) = weeks.last_mut() {
            week.extend(std::iter::repeat_with(blank).take(7usize.saturating_sub(week.len())));
        }
        let heads = [say.mon, say.tue, say.wed, say.thu, say.fri, say.sat, say.sun];
        let title = month_of(lang, month.year(), month.month());
        Self { title, before: shifted(-1), behind: shifted(1), heads, weeks }
    }
}
