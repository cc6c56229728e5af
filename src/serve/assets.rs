//! The stylesheet, the script and the icon, inside the binary.

use axum::Router;
use axum::http::{HeaderName, header};
use axum::routing::get;

const STYLES: &str = include_str!("assets/tracuu.css");
const SCRIPT: &str = include_str!("assets/tracuu.js");
const ICON: &str = include_str!("assets/icon.svg");

/// Their addresses change with their content, so that browsers may keep it for ever.
pub(crate) fn version() -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(STYLES.as_bytes()).update(SCRIPT.as_bytes()).update(ICON.as_bytes());
    hasher.finalize().to_hex().chars().take(12).collect()
}

fn kept(kind: &'static str) -> [(HeaderName, &'static str); 2] {
    [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")]
}

/// Their routes.
pub(crate) fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/assets/tracuu.css", get(async || (kept("text/css; charset=utf-8"), STYLES)))
        .route("/assets/tracuu.js", get(async || (kept("text/javascript; charset=utf-8"), SCRIPT)))
        .route("/assets/icon.svg", get(async || (kept("image/svg+xml"), ICON)))
        // Asked for by browsers that show an original, which names no icon.
        .route("/favicon.ico", get(async || (kept("image/svg+xml"), ICON)))
}
