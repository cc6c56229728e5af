//! `/api/v1/documents/{id}/pages/{page}/image.png`: a page of the original, as it looks.

use super::address::named;
use crate::extract::Zoom;
use crate::serve::cache;
use crate::serve::parameters::Parameters;
use crate::serve::problem::Problem;
use crate::serve::responses::{
    BadParameter, FileChanged, FileGone, FileUnavailable, NoPicture, NotDrawn,
};
use crate::serve::state::State;
use axum::extract::{self, Path};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// An id is that of a content, and a content is drawn the same for a day at least: a newer version of
/// the program may draw it better.
const KEPT: HeaderValue = HeaderValue::from_static("private, max-age=86400");

/// The codes of [`Zoom::ALL`].
const ZOOMS: &str = "1, 1.5, 2, 3";

/// A page of the original as a picture, of a directive that `has_pictures`.
#[utoipa::path(
    get,
    path = "/api/v1/documents/{id}/pages/{page}/image.png",
    tag = "documents",
    params(
        ("id" = String, Path, description = "The directive's id: 16 hexadecimal digits", pattern = "^[0-9A-Fa-f]{16}$"),
        ("page" = u32, Path, description = "The page, from 1", minimum = 1),
        ("zoom" = Option<String>, Query, description = "How large: `1` (110 pixels an inch), `1.5`, \
            `2`, `3`"),
    ),
    responses(
        (status = 200, description = "The page, rotated and cropped as the file says",
            content_type = "image/png", body = Vec<u8>),
        (status = 304, description = "The client holds this picture already"),
        BadParameter,
        NoPicture,
        FileChanged,
        FileGone,
        NotDrawn,
        FileUnavailable,
    )
)]
pub(crate) async fn image(
    extract::State(state): extract::State<State>,
    Path((id, page)): Path<(String, String)>,
    given: Parameters,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let zoom = given.one_of("zoom", ZOOMS, Zoom::parse)?.unwrap_or_default();
    let (stored, page) = named(&state, &id, &page).await?;
    let record = Arc::new(stored.record);
    let (content, program) = (&record.blake3, env!("CARGO_PKG_VERSION"));
    let tag = format!("\"{content}-{page}-{}-{program}\"", zoom.code());
    let tag = HeaderValue::try_from(tag).map_err(|_| Problem::Internal)?;
    let about = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, KEPT)];
    if cache::is_held(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, about).into_response());
    }
    let png = state.leaves().picture(record, page, zoom).await?;
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("image/png"))];
    Ok((about, kind, png).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_to_a_wrong_zoom_names_all() {
        assert_eq!(Zoom::ALL.map(Zoom::code).join(", "), ZOOMS);
    }
}
