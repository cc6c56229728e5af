//! The web of citations and what falls due, for programs: `/api/v1/numbers`, `/missing`, `/deadlines`.

use super::parameters::Parameters;
use super::problem::{Problem, Wanted};
use super::responses::{BadParameter, Unavailable, Unchanged};
use super::state::State;
use crate::search::graph::{Asked, Missing, MissingRequest, Neighbourhood, missing, neighbourhood};
use crate::search::tasks::{TaskRequest, TaskState, Tasks, tasks, today};
use crate::wording::{self, Lang};
use axum::Json;
use axum::extract::{self, Path};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use utoipa::IntoParams;

/// Steps, documents, tasks in an answer at most.
const MOST: usize = 1_000;
/// The greatest number of other parameters: that of 32 bits, as they are described.
const GREATEST: usize = i32::MAX as usize;

/// The form of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Json,
    Csv,
    Ics,
}

fn form(given: &Parameters, calendar: bool) -> Result<Form, Problem> {
    match given.text("format") {
        None | Some("json") => Ok(Form::Json),
        Some("csv") => Ok(Form::Csv),
        Some("ics") if calendar => Ok(Form::Ics),
        Some(other) => Err(Problem::BadParameter {
            name: "format",
            value: other.into(),
            wanted: Wanted::OneOf(if calendar { "json, csv, ics" } else { "json, csv" }),
        }),
    }
}

/// What `/api/v1/numbers/{number}` takes.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by name, so that a wrong value is answered with what to do")]
struct NumberParameters {
    /// How many steps to go in both directions.
    #[param(minimum = 1, maximum = 10, default = 1)]
    depth: Option<u32>,
    /// Steps listed for each document.
    #[param(minimum = 1, maximum = 1000, default = 50)]
    limit: Option<u32>,
}

/// The documents that have a number, and what is around each: what it cites, what cites it.
#[utoipa::path(
    get,
    path = "/api/v1/numbers/{number}",
    tag = "citations",
    params(
        ("number" = String, Path, description = "A number in any writing, its slash as %2F; or an id",
            example = "202-KL%2FTW"),
        NumberParameters,
    ),
    responses(
        (status = 200, description = "The documents; none is an answer too", body = Neighbourhood),
        Unchanged,
        BadParameter,
        Unavailable,
    )
)]
pub(crate) async fn number(
    extract::State(state): extract::State<State>,
    Path(number): Path<String>,
    given: Parameters,
) -> Result<Json<Neighbourhood>, Problem> {
    let depth = given.number("depth", 1..=Asked::DEEPEST.into())?.unwrap_or(1);
    let most = given.number("limit", 1..=MOST)?.unwrap_or(Asked::MOST);
    let depth = u8::try_from(depth).unwrap_or(Asked::DEEPEST);
    let asked = Asked { query: number, depth, most };
    let snapshot = state.snapshot()?;
    Ok(Json(state.gate().run(move || Ok(neighbourhood(&snapshot, &asked)?)).await?))
}

/// What `/api/v1/missing` takes.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by name, so that a wrong value is answered with what to do")]
struct MissingParameters {
    /// Documents listed, the most cited first.
    #[param(minimum = 1, maximum = 1000, default = 100)]
    limit: Option<u32>,
    /// How many to pass over.
    #[param(minimum = 0)]
    offset: Option<u32>,
    /// Cited by at least so many directives.
    #[param(minimum = 1, default = 1)]
    least: Option<u32>,
    /// `json` or `csv`.
    #[param(pattern = "^(json|csv)?$")]
    format: Option<String>,
}

/// Documents that are cited and not held.
#[utoipa::path(
    get,
    path = "/api/v1/missing",
    tag = "citations",
    params(MissingParameters),
    responses(
        (status = 200, description = "The documents", content(
            (Missing = "application/json"), (String = "text/csv"))),
        Unchanged,
        BadParameter,
        Unavailable,
    )
)]
pub(crate) async fn missing_documents(
    extract::State(state): extract::State<State>,
    given: Parameters,
) -> Result<Response, Problem> {
    let form = form(&given, false)?;
    let asked = MissingRequest {
        limit: given.number("limit", 1..=MOST)?.unwrap_or(100),
        offset: given.number("offset", 0..=GREATEST)?.unwrap_or(0),
        least: given.number("least", 1..=GREATEST)?.unwrap_or(1) as u64,
    };
    let snapshot = state.snapshot()?;
    let found = state.gate().run(move || Ok(missing(&snapshot, &asked)?)).await?;
    Ok(match form {
        Form::Csv => {
            let rows = found.documents.iter().map(wording::missing_row);
            csv(&wording::MISSING_HEAD, rows.map(Vec::from))?
        }
        _ => Json(found).into_response(),
    })
}

/// What `/api/v1/deadlines` takes.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by name, so that a wrong value is answered with what to do")]
struct DeadlineParameters {
    /// Due on this day or later: `2025-12-01`.
    #[param(example = "2025-12-01", format = Date)]
    from: Option<String>,
    /// Due on this day or earlier: `2025-12-31`.
    #[param(format = Date)]
    to: Option<String>,
    /// Who is to do it: words of the name, with or without marks.
    who: Option<String>,
    /// `past`, `open`, `begun`, `undated` or `done`.
    #[param(pattern = "^(past|open|begun|undated|done)?$")]
    state: Option<String>,
    /// `1` lists recurring tasks, too, and periods whose beginning is not known.
    #[param(pattern = "^(0|1|true|false)?$")]
    undated: Option<String>,
    /// Tasks listed.
    #[param(minimum = 1, maximum = 1000, default = 100)]
    limit: Option<u32>,
    /// How many to pass over.
    #[param(minimum = 0)]
    offset: Option<u32>,
    /// `json`, `csv` or `ics`.
    #[param(pattern = "^(json|csv|ics)?$")]
    format: Option<String>,
}

/// Dated tasks: due, who, what, where they stand.
#[utoipa::path(
    get,
    path = "/api/v1/deadlines",
    tag = "deadlines",
    params(DeadlineParameters),
    responses(
        (status = 200, description = "The tasks, by date", content(
            (Tasks = "application/json"), (String = "text/csv"), (String = "text/calendar"))),
        BadParameter,
        Unavailable,
    )
)]
pub(crate) async fn deadlines(
    extract::State(state): extract::State<State>,
    given: Parameters,
) -> Result<Response, Problem> {
    let form = form(&given, true)?;
    let stands = given.one_of("state", "past, open, begun, undated, done", TaskState::of_code)?;
    let now = Timestamp::now();
    let asked = TaskRequest {
        from: day(&given, "from")?,
        to: day(&given, "to")?,
        who: given.text("who").map(str::to_owned),
        undated: given.flag("undated")? || stands == Some(TaskState::Undated),
        state: stands,
        limit: given.number("limit", 1..=MOST)?.unwrap_or(100),
        offset: given.number("offset", 0..=GREATEST)?.unwrap_or(0),
        past_first: false,
        today: today(now),
    };
    let snapshot = state.snapshot()?;
    let index = state.folder().to_owned();
    let found = state.gate().run(move || Ok(tasks(&snapshot, &index, &asked)?)).await?;
    Ok(match form {
        Form::Json => Json(found).into_response(),
        Form::Csv => {
            let rows = found.tasks.iter().map(wording::task_row);
            csv(&wording::TASK_HEAD, rows.map(Vec::from))?
        }
        Form::Ics => {
            let calendar = wording::calendar(Lang::Vi, &found.tasks, now);
            ([(CONTENT_TYPE, "text/calendar; charset=utf-8")], calendar).into_response()
        }
    })
}

pub(crate) fn day(given: &Parameters, name: &'static str) -> Result<Option<Date>, Problem> {
    let Some(text) = given.text(name) else { return Ok(None) };
    let wrong = |_| Problem::BadParameter { name, value: text.into(), wanted: Wanted::Day };
    text.parse().map(Some).map_err(wrong)
}

/// A table for spreadsheets.
fn csv(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<Response, Problem> {
    let mut out = wording::csv::BYTE_ORDER_MARK.as_bytes().to_vec();
    let internal = |_| Problem::Internal;
    wording::csv::write_row(&mut out, head).map_err(internal)?;
    for row in rows {
        wording::csv::write_row(&mut out, row).map_err(internal)?;
    }
    Ok(([(CONTENT_TYPE, "text/csv; charset=utf-8")], out).into_response())
}
