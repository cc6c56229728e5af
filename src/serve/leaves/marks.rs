//! `/api/v1/documents/{id}/pages/{page}/marks`: where on the picture of a page the hits stand.

use super::{Fractions, Leaf, Source};
use crate::document::{Format, Origin};
use crate::index::{Record, Stored};
use crate::ocr::{Boxes, Cache};
use crate::search;
use crate::serve::api;
use crate::serve::hits::Hits;
use crate::serve::parameters::{self, Parameters};
use crate::serve::problem::{Body, Problem, Wanted};
use crate::serve::responses::BadParameter;
use crate::serve::state::State;
use axum::Json;
use axum::extract::{self, Path};
use serde::Serialize;
use std::path::Path as Folder;
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
        (status = 404, description = "no-such-document, no-picture", body = Body,
            content_type = "application/problem+json"),
        (status = 409, description = "file-changed", body = Body,
            content_type = "application/problem+json"),
        (status = 410, description = "file-gone", body = Body,
            content_type = "application/problem+json"),
        (status = 422, description = "not-drawn", body = Body,
            content_type = "application/problem+json"),
        (status = 503, description = "file-unreadable, busy, timeout, no-index", body = Body,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn marks(
    extract::State(state): extract::State<State>,
    Path((id, page)): Path<(String, String)>,
    given: Parameters,
) -> Result<Json<PageMarks>, Problem> {
    let query = given.text("q").unwrap_or_default().to_owned();
    let (stored, page) = record(&state, &id, &page).await?;
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

/// The words of a directive that were read by OCR.
pub(crate) fn ocr_boxes(folder: &Folder, record: &Record) -> Boxes {
    match record.origin {
        Origin::Text => Boxes::new(),
        Origin::Ocr | Origin::Mixed | Origin::Recovered => {
            Cache::of_index(folder).boxes(&record.id)
        }
    }
}

/// The directive and the page that an address names; a page that has a picture.
pub(super) async fn record(state: &State, id: &str, page: &str) -> Result<(Stored, u32), Problem> {
    let id = parameters::id(id)?;
    let most = u32::MAX as usize;
    let wrong = || Problem::BadParameter {
        name: "page",
        value: page.into(),
        wanted: Wanted::Number { least: 1, most },
    };
    let page: u32 = page.parse().ok().filter(|page| *page > 0).ok_or_else(wrong)?;
    let snapshot = state.snapshot()?;
    let stored = state.gate().run(move || api::stored(&snapshot, &id)).await?;
    let has_picture = stored.record.format == Format::Pdf && page <= stored.record.pages;
    if has_picture { Ok((stored, page)) } else { Err(Problem::NoPicture) }
}
