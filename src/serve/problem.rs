//! What can go wrong with a request, and the two faces of it: `application/problem+json` for
//! programs, a page in Vietnamese for people.
//!
//! A handler returns a [`Problem`]; [`face`] stands around all of them and gives every response
//! that is an error its body, those of the layers and of unknown addresses too.

use super::limits::RETRY_AFTER_SECONDS;
use super::page;
use crate::error::Error;
use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

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

/// What a parameter must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// A whole number within limits.
    Number {
        /// The smallest.
        least: usize,
        /// The largest.
        most: usize,
    },
    /// `1` or `0`.
    Flag,
    /// The `next` of a former answer to the same question.
    Cursor,
    /// An id of 16 hexadecimal digits.
    Id,
    /// A day, such as 2025-12-31.
    Day,
    /// One of these words.
    OneOf(&'static str),
}

impl Problem {
    /// The status of the response.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NoSuchPage | Self::NoSuchDocument(_) | Self::NoPicture => StatusCode::NOT_FOUND,
            Self::NotDrawn => StatusCode::UNPROCESSABLE_ENTITY,
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

    /// The same for every occurrence, in English.
    fn title(&self) -> &'static str {
        match self {
            Self::NoSuchPage => "Nothing is at this address",
            Self::NoSuchDocument(_) => "No such directive",
            Self::BadParameter { .. } => "A parameter cannot be read",
            Self::BadRequest => "The request cannot be read",
            Self::MethodNotAllowed => "Only GET and HEAD are answered",
            Self::TooLarge => "The request is too large",
            Self::Unauthorized => "A token is needed",
            Self::WrongHost => "The Host header names another host",
            Self::FileChanged => "The file has changed since it was indexed",
            Self::FileGone => "The file is not where it was",
            Self::FileUnreadable => "The file cannot be read",
            Self::NoPicture => "There is no picture of such a page",
            Self::NotDrawn => "The page cannot be drawn",
            Self::NoIndex => "There is no index",
            Self::IndexOutdated => "The index was made by another version",
            Self::IndexBroken => "The index cannot be opened",
            Self::Busy => "Too many questions at once",
            Self::Timeout => "The answer took too long",
            Self::Internal => "A fault of the server",
        }
    }

    /// What, where, and what to do, in English.
    fn detail(&self) -> String {
        match self {
            Self::NoSuchPage => "The addresses of the API are listed in /api/openapi.json.".into(),
            Self::NoSuchDocument(id) => format!(
                "No directive has the id {id:?}. It may have left the archive: search for it anew."
            ),
            Self::BadParameter { name, value, wanted } => {
                let value: String = value.chars().take(60).collect();
                let wanted = match wanted {
                    Wanted::Number { least, most } => {
                        format!("give a whole number from {least} to {most}")
                    }
                    Wanted::Flag => "give 1 or 0".into(),
                    Wanted::Cursor => {
                        "give the `next` of a former answer to the same question, or leave it out"
                            .into()
                    }
                    Wanted::Day => "give a day such as 2025-12-31".into(),
                    Wanted::OneOf(words) => format!("give one of: {words}"),
                    Wanted::Id => {
                        "give an id of 16 hexadecimal digits, as search answers it".into()
                    }
                };
                format!("The parameter `{name}` is {value:?}: {wanted}.")
            }
            Self::BadRequest => "Its address or headers are malformed.".into(),
            Self::MethodNotAllowed => "This server only reads: use GET or HEAD.".into(),
            Self::TooLarge => "No request to this server needs a body.".into(),
            Self::Unauthorized => {
                "Send the header `Authorization: Bearer TOKEN`, with the token that the server was \
                 started with."
                    .into()
            }
            Self::WrongHost => {
                "Use the address that the server was started with, localhost or 127.0.0.1.".into()
            }
            Self::FileChanged => {
                "Its content is no longer the one that was indexed: run `tracuu index` again."
                    .into()
            }
            Self::FileGone => {
                "It was moved or removed since it was indexed: run `tracuu index` again.".into()
            }
            Self::FileUnreadable => {
                "The system refuses its bytes: check the permissions and the disk.".into()
            }
            Self::NoPicture => {
                "The directive has fewer pages, or it is a text file: those have no pictures.".into()
            }
            Self::NotDrawn => {
                "It is damaged, closed by a password, or takes too much time or memory: ask for the \
                 file itself."
                    .into()
            }
            Self::NoIndex => "Run `tracuu index FOLDER` first; it is taken up by itself.".into(),
            Self::IndexOutdated => {
                "Run `tracuu index` again with the version and the tables (--data) of the server, or \
                 start the server with those of the index."
                    .into()
            }
            Self::IndexBroken => "The server's log says why; `tracuu check` looks closer.".into(),
            Self::Busy => "Ask again after the seconds in Retry-After.".into(),
            Self::Timeout => "Ask for less: fewer words without marks, or a smaller limit.".into(),
            Self::Internal => "The server's log has more under this request's id.".into(),
        }
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
        let body = Body {
            kind: format!("urn:tracuu:problem:{}", problem.code()),
            title: problem.title(),
            status: problem.status().as_u16(),
            detail: problem.detail(),
            code: problem.code(),
            instance: path,
        };
        let mut json = Json(body).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        json.headers_mut().insert(header::CONTENT_TYPE, kind);
        json
    } else {
        page::problem(&problem)
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
