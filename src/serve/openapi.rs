//! The description of the API, generated from its code: OpenAPI 3.1.

use super::problem::Body;
use super::state::State;
use super::{api, export, facets, feed, file, leaves, likeness, saved, status, suggest, web};
use axum::Router;
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "tracuu",
        description = "Full-text search over an archive of Vietnamese directives. Additive changes \
                       only. Errors are application/problem+json with a stable code.",
    ),
    tags(
        (name = "search", description = "Questions and answers"),
        (name = "documents", description = "Directives"),
        (name = "citations", description = "Who cites what"),
        (name = "deadlines", description = "What falls due"),
        (name = "status", description = "What the archive holds"),
    ),
    components(schemas(Body)),
    modifiers(&Bearer),
    security((), ("token" = [])),
)]
struct Described;

/// A server may ask for its token.
struct Bearer;

impl utoipa::Modify for Bearer {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(scheme));
    }
}

/// Answers that follow from the index and the address alone, and their description.
fn answers() -> OpenApiRouter<State> {
    OpenApiRouter::with_openapi(Described::openapi())
        .routes(routes!(api::search))
        .routes(routes!(facets::facets))
        .routes(routes!(export::search_csv))
        .routes(routes!(export::search_jsonl))
        .routes(routes!(feed::search_atom))
        .routes(routes!(suggest::suggestions))
        .routes(routes!(api::document))
        .routes(routes!(likeness::similar_documents))
        .routes(routes!(likeness::compare_documents))
        .routes(routes!(web::number))
        .routes(routes!(web::missing_documents))
}

/// The original files and their pages, tasks, saved searches, runs: what is on the disk, and the day, may change without
/// the index.
fn originals() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(file::file))
        .routes(routes!(leaves::image))
        .routes(routes!(leaves::marks))
        .routes(routes!(web::deadlines))
        .routes(routes!(saved::saved_searches))
        .routes(routes!(status::status))
        .routes(routes!(status::progress))
}

/// The routes of the answers, and those of the originals.
pub(crate) fn routers() -> (Router<State>, Router<State>) {
    (answers().into(), originals().into())
}

/// The description, as `schema/openapi.json` holds it.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    let mut described = answers().into_openapi();
    described.merge(originals().into_openapi());
    described
}
