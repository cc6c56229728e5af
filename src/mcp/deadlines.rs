//! `deadlines`: dated tasks of the whole archive.

use super::archive::Seen;
use super::reply::{Refusal, Reply, Title};
use super::tool::{Tool, within};
use crate::search::tasks::{Task, TaskRequest, TaskState, day, tasks, today};
use crate::wording::{self, Lang};
use jiff::Timestamp;
use jiff::civil::Date;
use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;

pub(super) struct Deadlines;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Arguments {
    /// Due on this day or later: 2025-12-01, 01/12/2025, 2025-12 or 2025
    from: Option<String>,
    /// Due on this day or earlier, in the same forms
    to: Option<String>,
    /// The body or person whose task it is: words of the name, with or without marks (sở nội vụ)
    who: Option<String>,
    /// Only those that stand so: past its date (result unknown), to come, begun, without a date, noted as done
    state: Option<StateArgument>,
    /// Also recurring tasks, and periods whose beginning is not known
    undated: Option<bool>,
    /// Tasks listed (default 20)
    #[schemars(range(min = 1, max = 100))]
    limit: Option<usize>,
    /// How many to pass over
    #[schemars(range(min = 0))]
    offset: Option<usize>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
enum StateArgument {
    Past,
    Open,
    Begun,
    Undated,
    Done,
}

impl From<StateArgument> for TaskState {
    fn from(of: StateArgument) -> Self {
        match of {
            StateArgument::Past => Self::Past,
            StateArgument::Open => Self::Open,
            StateArgument::Begun => Self::Begun,
            StateArgument::Undated => Self::Undated,
            StateArgument::Done => Self::Done,
        }
    }
}

impl Tool for Deadlines {
    type Arguments = Arguments;
    const NAME: &'static str = "deadlines";
    const TITLE: &'static str = "Tasks and deadlines (nhiệm vụ, thời hạn)";
    const DESCRIPTION: &'static str = "\
Dated tasks that directives give (nhiệm vụ, thời hạn, chậm nhất, trước ngày), by date: due, who (cơ quan thực hiện), what, \
where it stands, the directive and page that say so. Whether a task was done only a person knows: what is past its \
date is that and no more; `later` names later directives that may tell.";

    fn call(seen: &Seen, given: Arguments) -> Result<Reply, Refusal> {
        let state = given.state.map(TaskState::from);
        let asked = TaskRequest {
            from: bound("from", given.from.as_deref(), false)?,
            to: bound("to", given.to.as_deref(), true)?,
            who: given.who.filter(|who| !who.trim().is_empty()),
            undated: given.undated.unwrap_or_default() || state == Some(TaskState::Undated),
            state,
            past_first: false,
            limit: within("limit", given.limit, 20, 1..=100)?,
            offset: given.offset.unwrap_or(0),
            today: today(Timestamp::now()),
        };
        let found = tasks(&seen.snapshot, &seen.folder, &asked)?;
        let mut reply = Reply::new(&found)?;
        reply.line(format!(
            "{} tasks, of these {} past their date with no result known; today is {}.",
            found.total, found.past, asked.today
        ));
        for task in &found.tasks {
            listed(&mut reply, task);
        }
        let listed = asked.offset.saturating_add(found.tasks.len());
        if (listed as u64) < found.total && !found.tasks.is_empty() {
            reply.line(format!("There are more: offset {listed}"));
        }
        Ok(reply)
    }
}

fn bound(name: &str, text: Option<&str>, last: bool) -> Result<Option<Date>, Refusal> {
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return Ok(None) };
    let wrong = || {
        Refusal::argument(format!(
            "`{name}` is {text:?}: give a day such as 2025-12-31 or 31/12/2025, a month 2025-12, or a year 2025."
        ))
    };
    day(text, last).map(Some).ok_or_else(wrong)
}

fn listed(reply: &mut Reply, task: &Task) {
    let deadline = &task.deadline;
    let due = match &deadline.date {
        Some(date) => format!("{} {date}", wording::deadline_kind(Lang::En, deadline.relation)),
        None => deadline.text.clone(),
    };
    let state = wording::task_state(Lang::En, task.state);
    reply.line(format!("- {due} ({state}); {}: {}", deadline.who.join("; "), deadline.what));
    let card = &task.document;
    reply.line(format!("  page {} of {} [id {}]", deadline.span.page, Title::from(card), card.id));
}
