//! What can go wrong with a request, and the two faces of it: `application/problem+json` for
//! programs, a page for people.
//!
//! A handler returns a [`Problem`]; [`face`] stands around all of them and gives every response
//! that is an error its body, those of the layers and of unknown addresses too.

use super::limits::RETRY_AFTER_SECONDS;
use super::page;
use super::shown;
use super::visit::{self, Visit};
use crate::error::Error;
use crate::wording::{self, Lang};
use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// Characters of a wrong value that are said again.
const SHOWN: usize = 60;

/// Why a request has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Nothing is at this address.
    NoSuchPage,
    /// No directive has this id.
    NoSuchDocument(String),
    /// A parameter cannot be read.
    BadParameter {
        /// Its name, as in the address.
        name: &'static str,
        /// What was given.
        value: String,
        /// What is taken.
        wanted: Wanted,
    },
    /// The request cannot be read at all.
    BadRequest,
    /// Only GET and HEAD are answered here.
    MethodNotAllowed,
    /// The request's body is too large.
    TooLarge,
    /// The server asks for a token and got none, or a wrong one.
    Unauthorized,
    /// The Host header names a host that this server does not go by (DNS rebinding).
    WrongHost,
    /// The file has another content than the one indexed.
    FileChanged,
    /// The file is not where it was.
    FileGone,
    /// The system would not give the file's bytes.
    FileUnreadable,
    /// The file is closed by a password that the server does not have.
    FileEncrypted,
    /// The directive has no such page, or no pages with a picture.
    NoPicture,
    /// A page of the original cannot be drawn.
    NotDrawn,
    /// There is no index yet.
    NoIndex,
    /// The index was made by another version.
    IndexOutdated,
    /// The index cannot be opened.
    IndexBroken,
    /// More questions wait than the queue holds.
    Busy,
    /// The answer took longer than the limit.
    Timeout,
    /// A fault of ours; the log has it under the request's id.
    Internal,
}

pub(crate) use crate::wording::page::Wanted;

impl Problem {
    /// The status of the response.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NoSuchPage | Self::NoSuchDocument(_) | Self::NoPicture => StatusCode::NOT_FOUND,
            Self::NotDrawn | Self::FileEncrypted => StatusCode::UNPROCESSABLE_ENTITY,
            Self::BadParameter { .. } | Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::WrongHost => StatusCode::MISDIRECTED_REQUEST,
            Self::FileChanged => StatusCode::CONFLICT,
            Self::FileGone => StatusCode::GONE,
            Self::FileUnreadable
            | Self::NoIndex
            | Self::IndexOutdated
            | Self::IndexBroken
            | Self::Busy
            | Self::Timeout => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The stable code, for programs.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::NoSuchPage => "no-such-page",
            Self::NoSuchDocument(_) => "no-such-document",
            Self::BadParameter { .. } => "bad-parameter",
            Self::BadRequest => "bad-request",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::TooLarge => "request-too-large",
            Self::Unauthorized => "unauthorized",
            Self::WrongHost => "wrong-host",
            Self::FileChanged => "file-changed",
            Self::FileGone => "file-gone",
            Self::FileUnreadable => "file-unreadable",
            Self::FileEncrypted => "file-encrypted",
            Self::NoPicture => "no-picture",
            Self::NotDrawn => "not-drawn",
            Self::NoIndex => "no-index",
            Self::IndexOutdated => "index-outdated",
            Self::IndexBroken => "index-broken",
            Self::Busy => "busy",
            Self::Timeout => "timeout",
            Self::Internal => "internal",
        }
    }

    /// The same for every occurrence, and what, where, and what to do.
    pub(crate) fn words(&self, lang: Lang) -> (&'static str, String) {
        let (title, what) = wording::page::problem(lang, self.code());
        let what = match self {
            Self::BadParameter { name, value, wanted } => {
                let value: String = shown::line(value).chars().take(SHOWN).collect();
                wording::page::bad_parameter(lang, name, &value, *wanted)
            }
            _ => what.to_owned(),
        };
        (title, what)
    }

    /// The problem behind an error's status that no handler explained: a layer, the router.
    fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NoSuchPage,
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::SERVICE_UNAVAILABLE => Self::Timeout,
            status if status.is_client_error() => Self::BadRequest,
            _ => Self::Internal,
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NoIndex(_) => Self::NoIndex,
            Error::NotAnIndex(_) => Self::IndexBroken,
            Error::Outdated(_) => Self::IndexOutdated,
            Error::NoSuchDocument(id) => Self::NoSuchDocument(id),
            other => {
                tracing::error!(error = %other, "a request failed");
                Self::Internal
            }
        }
    }
}

/// The response carries the problem; [`face`] gives it its body.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The body of a problem (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct Body {
    /// A name of the kind of problem: `urn:tracuu:problem:` and the code.
    #[serde(rename = "type")]
    kind: String,
    /// The kind in words, the same each time.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What, where, and what to do.
    detail: String,
    /// The stable code.
    code: &'static str,
    /// The path that was asked for.
    instance: String,
}

/// Gives every error its body: for programs under `/api` and the health checks, for people
/// elsewhere.
pub(crate) async fn face(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let visit = Visit::new(request.uri(), request.headers());
    let lang = visit::lang_of_program(request.uri(), request.headers());
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let problem = match response.extensions().get::<Problem>() {
        Some(problem) => problem.clone(),
        None => Problem::of_status(status),
    };
    let is_for_programs =
        ["/api/", "/livez", "/readyz"].iter().any(|start| path.starts_with(start));
    let mut faced = if is_for_programs {
        let (title, detail) = problem.words(lang);
        let body = Body {
            kind: format!("urn:tracuu:problem:{}", problem.code()),
            title,
            status: problem.status().as_u16(),
            detail,
            code: problem.code(),
            instance: path,
        };
        let mut json = Json(body).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        json.headers_mut().insert(header::CONTENT_TYPE, kind);
        let lang = HeaderValue::from_static(visit::code(lang));
        json.headers_mut().insert(header::CONTENT_LANGUAGE, lang);
        json
    } else {
        page::problem(&problem, &visit)
    };
    *faced.status_mut() = problem.status();
    let headers = faced.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(allow) = response.headers().get(header::ALLOW) {
        headers.insert(header::ALLOW, allow.clone());
    }
    match problem {
        Problem::Busy | Problem::Timeout => {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER_SECONDS));
        }
        Problem::Unauthorized => {
            let how = HeaderValue::from_static("Bearer realm=\"tracuu\"");
            headers.insert(header::WWW_AUTHENTICATE, how);
        }
        _ => {}
    }
    faced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bare_status_has_a_problem_of_that_class() {
        for status in [400, 404, 405, 413, 414, 431, 500, 503] {
            let status = StatusCode::from_u16(status).unwrap();
            let problem = Problem::of_status(status);
            assert_eq!(problem.status().is_server_error(), status.is_server_error());
        }
    }
}
