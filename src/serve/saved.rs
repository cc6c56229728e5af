//! Saved searches, for programs: `/api/v1/saved`. They are made and changed at the terminal.

use super::feed;
use super::problem::Problem;
use super::responses::Unavailable;
use super::state::State;
use crate::index::saved::{self, Saved};
use axum::Json;
use axum::extract;
use serde::Serialize;
use utoipa::ToSchema;

/// The saved searches.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SavedSearches {
    /// By name.
    searches: Vec<SavedSearch>,
}

/// A saved search.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SavedSearch {
    /// Its name.
    name: String,
    /// The question.
    query: String,
    /// Without what is found only by restoring a damaged text.
    verified: bool,
    /// When it was saved: `2026-11-22T14:05:00Z`.
    saved: String,
    /// When somebody last took note of what was new.
    looked: String,
    /// How many directives it has found so far.
    known: u64,
    /// The address of its feed.
    feed: String,
}

impl From<Saved> for SavedSearch {
    fn from(of: Saved) -> Self {
        Self {
            feed: feed::address(&of.query, of.verified),
            name: of.name,
            query: of.query,
            verified: of.verified,
            saved: of.saved,
            looked: of.looked,
            known: of.known.len() as u64,
        }
    }
}

/// The saved searches of the archive.
#[utoipa::path(
    get,
    path = "/api/v1/saved",
    tag = "search",
    responses(
        (status = 200, description = "The searches; none is an answer too", body = SavedSearches),
        Unavailable,
    )
)]
pub(crate) async fn saved_searches(
    extract::State(state): extract::State<State>,
) -> Result<Json<SavedSearches>, Problem> {
    let folder = state.folder().to_owned();
    let all = state.gate().run(move || Ok(saved::all(&folder)?)).await?;
    Ok(Json(SavedSearches { searches: all.into_iter().map(SavedSearch::from).collect() }))
}
