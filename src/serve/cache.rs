//! An answer depends on the index, the language and the address alone: its ETag is of these, so that
//! asking again costs no search.

use super::state::State;
use super::visit;
use axum::extract::{self, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Answers 304 where the client has the answer already, and gives answers their ETag.
pub(crate) async fn etag(
    extract::State(state): extract::State<State>,
    request: Request,
    next: Next,
) -> Response {
    let Ok(generation) = state.generation() else { return next.run(request).await };
    let address = request.uri().path_and_query().map_or("", |address| address.as_str());
    let lang = visit::code(visit::lang(request.uri(), request.headers()));
    let hash = blake3::hash(format!("{generation} {lang} {address}").as_bytes());
    // Weak: two answers differ in the time they took.
    let tag: String = hash.to_hex().chars().take(24).collect();
    let Ok(tag) = HeaderValue::try_from(format!("W/\"{tag}\"")) else {
        return next.run(request).await;
    };
    if is_held(request.headers(), &tag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
    }
    let mut response = next.run(request).await;
    if response.status() == StatusCode::OK {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// Whether the client says that it holds the answer with this tag.
pub(crate) fn is_held(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let Ok(tag) = tag.to_str().map(opaque) else { return false };
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|held| opaque(held) == tag)
}
