//! `/livez`: the process answers. `/readyz`: it answers from the last commit.

use super::problem::Problem;
use super::state::State;
use axum::Json;
use axum::extract;
use serde::Serialize;

/// What a health check says when all is well.
#[derive(Debug, Serialize)]
pub(crate) struct Health {
    status: &'static str,
}

/// The process answers.
pub(crate) async fn live() -> Json<Health> {
    Json(Health { status: "live" })
}

/// Questions are answered, and from the last commit. Looks for itself, past the timer.
pub(crate) async fn ready(
    extract::State(state): extract::State<State>,
) -> Result<Json<Health>, Problem> {
    let looked = tokio::task::spawn_blocking(move || state.refresh());
    looked.await.unwrap_or(Err(Problem::Internal))?;
    Ok(Json(Health { status: "ready" }))
}
