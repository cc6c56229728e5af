//! Suggestions while typing, `/api/v1/suggest`.

use super::parameters::Parameters;
use super::problem::Problem;
use super::responses::{BadParameter, Unavailable, Unchanged};
use super::state::State;
use crate::search::suggest::{self, DEFAULT_LIMIT, MAX_LIMIT, Suggestions};
use axum::Json;
use axum::extract;
use utoipa::IntoParams;

/// What `/api/v1/suggest` takes.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by name, so that a wrong value is answered with what to do")]
struct SuggestParameters {
    /// The beginning of a question, with or without marks; a mark that is typed binds.
    #[param(example = "hạ tầ")]
    q: Option<String>,
    /// Suggestions at most.
    #[param(minimum = 1, maximum = 100, default = 10)]
    limit: Option<u32>,
}

/// What the beginning of a question may mean: numbers, phrases, issuers, subjects of the archive.
#[utoipa::path(
    get,
    path = "/api/v1/suggest",
    tag = "search",
    params(SuggestParameters),
    responses(
        (status = 200, description = "The suggestions; none is an answer too", body = Suggestions),
        Unchanged,
        BadParameter,
        Unavailable,
    )
)]
pub(crate) async fn suggestions(
    extract::State(state): extract::State<State>,
    given: Parameters,
) -> Result<Json<Suggestions>, Problem> {
    let limit = given.number("limit", 1..=MAX_LIMIT)?.unwrap_or(DEFAULT_LIMIT);
    let typed = given.text("q").unwrap_or_default().to_owned();
    let snapshot = state.snapshot()?;
    let found = state.gate().run(move || Ok(suggest::suggest(&snapshot, &typed, limit)?));
    Ok(Json(found.await?))
}
