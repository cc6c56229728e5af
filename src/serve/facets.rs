//! Counts over an answer without its hits, `/api/v1/facets`.

use super::api::request;
use super::parameters::Parameters;
use super::problem::Problem;
use super::responses::{BadParameter, Unavailable, Unchanged};
use super::state::State;
use crate::search::{self, Counted, Request};
use axum::Json;
use axum::extract;
use utoipa::IntoParams;

/// What `/api/v1/facets` takes.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by name, so that a wrong value is answered with what to do")]
struct FacetParameters {
    /// The question, as for a search; without one all directives are counted.
    #[param(example = "hạ tầng số")]
    q: Option<String>,
    /// `1` leaves out what was found only by restoring a damaged text.
    #[param(example = "1", pattern = "^(0|1|true|false)?$")]
    verified: Option<String>,
}

/// Counts by kind, issuer, year, origin, secrecy and way to match.
#[utoipa::path(
    get,
    path = "/api/v1/facets",
    tag = "search",
    params(FacetParameters),
    responses(
        (status = 200, description = "The counts; nothing found is an answer too", body = Counted),
        Unchanged,
        BadParameter,
        Unavailable,
    )
)]
pub(crate) async fn facets(
    extract::State(state): extract::State<State>,
    given: Parameters,
) -> Result<Json<Counted>, Problem> {
    let Request { query, verified, .. } = request(&given)?;
    let asked = Request { verified, ..Request::new(query) };
    let snapshot = state.snapshot()?;
    Ok(Json(state.gate().run(move || Ok(search::counted(&snapshot, &asked)?)).await?))
}
