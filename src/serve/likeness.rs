//! Texts beside each other, for programs: `/api/v1/documents/{id}/similar`, `/api/v1/compare`.

use super::api::stored;
use super::parameters::{self, Parameters};
use super::problem::{Problem, Wanted};
use super::responses::{BadParameter, NoSuchDocument, Unavailable, Unchanged};
use super::state::State;
use crate::document::DocId;
use crate::search::likeness::{Comparison, Similar, SimilarRequest, compare, similar};
use axum::Json;
use axum::extract::{self, Path};
use utoipa::IntoParams;

/// What `/api/v1/documents/{id}/similar` takes.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by name, so that a wrong value is answered with what to do")]
struct SimilarParameters {
    /// Directives listed.
    #[param(minimum = 1, maximum = 50, default = 20)]
    limit: Option<u32>,
    /// How much of either must stand in the other, in per cent.
    #[param(minimum = 0, maximum = 100, default = 30)]
    least: Option<u32>,
}

/// Directives whose text is like that of one.
#[utoipa::path(
    get,
    path = "/api/v1/documents/{id}/similar",
    tag = "documents",
    params(
        ("id" = String, Path, description = "The directive's id: 16 hexadecimal digits", pattern = "^[0-9A-Fa-f]{16}$"),
        SimilarParameters,
    ),
    responses(
        (status = 200, description = "Those that share the most first", body = Similar),
        Unchanged,
        BadParameter,
        NoSuchDocument,
        Unavailable,
    )
)]
pub(crate) async fn similar_documents(
    extract::State(state): extract::State<State>,
    Path(id): Path<String>,
    given: Parameters,
) -> Result<Json<Similar>, Problem> {
    let id = parameters::id(&id)?;
    let usual = SimilarRequest::default();
    let limit = given.number("limit", 1..=50)?.unwrap_or(usual.limit);
    let least = given.number("least", 0..=100)?.and_then(|percent| u8::try_from(percent).ok());
    let least = least.map_or(usual.least, |percent| f32::from(percent) / 100.0);
    let snapshot = state.snapshot()?;
    let found = state.gate().run(move || {
        let found = similar(&snapshot, &id, &SimilarRequest { limit, least })?;
        found.ok_or_else(|| Problem::NoSuchDocument(id.to_string()))
    });
    Ok(Json(found.await?))
}

/// What `/api/v1/compare` takes.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by name, so that a wrong value is answered with what to do")]
struct CompareParameters {
    /// The id of the first directive.
    #[param(example = "0f3c5d7a9b1e2c4d", required = true, pattern = "^[0-9A-Fa-f]{16}$")]
    a: Option<String>,
    /// The id of the second.
    #[param(example = "1a2b3c4d5e6f7a8b", required = true, pattern = "^[0-9A-Fa-f]{16}$")]
    b: Option<String>,
    /// `1` lists also the passages that are the same.
    #[param(example = "1", pattern = "^(0|1|true|false)?$")]
    all: Option<String>,
}

/// What one directive has that another has not, passage by passage.
#[utoipa::path(
    get,
    path = "/api/v1/compare",
    tag = "documents",
    params(CompareParameters),
    responses(
        (status = 200, description = "Both beside each other", body = Comparison),
        Unchanged,
        BadParameter,
        NoSuchDocument,
        Unavailable,
    )
)]
pub(crate) async fn compare_documents(
    extract::State(state): extract::State<State>,
    given: Parameters,
) -> Result<Json<Comparison>, Problem> {
    let (a, b) = (id(&given, "a")?, id(&given, "b")?);
    let all = given.flag("all")?;
    let snapshot = state.snapshot()?;
    let made = state
        .gate()
        .run(move || Ok(compare(&stored(&snapshot, &a)?, &stored(&snapshot, &b)?, all)));
    Ok(Json(made.await?))
}

fn id(given: &Parameters, name: &'static str) -> Result<DocId, Problem> {
    let value = given.text(name).unwrap_or_default();
    let wrong = || Problem::BadParameter { name, value: value.into(), wanted: Wanted::Id };
    DocId::parse(value).ok_or_else(wrong)
}
