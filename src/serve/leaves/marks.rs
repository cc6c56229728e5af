//! `/api/v1/documents/{id}/pages/{page}/marks`: where on the picture of a page the hits stand.

use super::address::named;
use super::boxes::ocr_boxes;
use super::{Fractions, Leaf, Source};
use crate::index::Stored;
use crate::search;
use crate::serve::hits::Hits;
use crate::serve::parameters::Parameters;
use crate::serve::problem::Problem;
use crate::serve::responses::{
    BadParameter, FileChanged, FileGone, FileUnavailable, NoPicture, NotDrawn,
};
use crate::serve::state::State;
use axum::Json;
use axum::extract::{self, Path};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// Where the hits of a question stand on a page.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PageMarks {
    /// From 1.
    page: u32,
    /// Width of the page as it is shown, in points (72 an inch).
    width: f32,
    /// Height of the page, in points.
    height: f32,
    /// Where the places of words come from; `null`: it is not known where this page's words stand.
    source: Option<Source>,
    /// All hits of the directive.
    hits: u32,
    /// Those that begin on this page, or reach it.
    marks: Vec<HitMark>,
}

/// A marked place.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HitMark {
    /// The hit that it belongs to, from 1 in reading order.
    hit: u32,
    /// Left edge, upper edge, width, height of each line of it: fractions of the page's width and
    /// height. None where it is not known where the words stand.
    #[schema(value_type = Vec<[f32; 4]>)]
    boxes: Vec<Fractions>,
}

/// Where the hits of a question stand on the picture of a page.
#[utoipa::path(
    get,
    path = "/api/v1/documents/{id}/pages/{page}/marks",
    tag = "documents",
    params(
        ("id" = String, Path, description = "The directive's id: 16 hexadecimal digits", pattern = "^[0-9A-Fa-f]{16}$"),
        ("page" = u32, Path, description = "The page, from 1", minimum = 1),
        ("q" = Option<String>, Query, description = "The question, as in a search"),
    ),
    responses(
        (status = 200, description = "The places; none is an answer too", body = PageMarks),
        BadParameter,
        NoPicture,
        FileChanged,
        FileGone,
        NotDrawn,
        FileUnavailable,
    )
)]
pub(crate) async fn marks(
    extract::State(state): extract::State<State>,
    Path((id, page)): Path<(String, String)>,
    given: Parameters,
) -> Result<Json<PageMarks>, Problem> {
    let query = given.text("q").unwrap_or_default().to_owned();
    let (stored, page) = named(&state, &id, &page).await?;
    let words = state.leaves().words(Arc::new(stored.record.clone())).await?;
    let folder = state.folder().to_owned();
    let made = state.gate().run(move || {
        let hits = hits(&stored, &query);
        let boxes = ocr_boxes(&folder, &stored.record);
        let at = usize::try_from(page).ok().and_then(|page| page.checked_sub(1));
        let text = at.and_then(|at| stored.pages().nth(at)).unwrap_or_default();
        let leaf = Leaf::new(page, text, Some(&words), &boxes);
        let shown = at.and_then(|at| stored.shown().nth(at));
        let place = |(mark, hit): (search::Mark, u32)| {
            let bytes = mark.start as usize..mark.end as usize;
            let bytes = shown.as_ref().map_or(bytes.clone(), |shown| shown.to_raw(bytes));
            HitMark { hit, boxes: leaf.boxes(text, bytes) }
        };
        let (width, height) = leaf.size;
        let marks = hits.on(page).map(place).collect();
        Ok(PageMarks { page, width, height, source: leaf.source, hits: hits.count, marks })
    });
    Ok(Json(made.await?))
}

/// The hits of a question in a directive; none of an empty one.
fn hits(stored: &Stored, query: &str) -> Hits {
    if query.trim().is_empty() {
        return Hits::default();
    }
    Hits::new(&search::highlight(stored, query).1)
}
