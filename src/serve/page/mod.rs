//! The page for people: Vietnamese, rendered here, without any script.

mod document;
mod leaf;
mod look;
mod search;
mod sheet;
mod start;
mod status;

use super::problem::Problem;
use super::state::State;
use super::{assets, words};
use askama::Template;
use axum::Router;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

/// The routes of the page.
pub(crate) fn router() -> Router<State> {
    Router::new()
        .route("/", get(search::page))
        .route("/documents/{id}", get(document::page))
        .route("/status", get(status::page))
}

/// What stands around every page.
#[derive(Debug)]
struct Frame {
    title: String,
    /// What the search box holds.
    query: String,
    /// Of the stylesheet.
    version: String,
}

impl Frame {
    fn new(title: impl Into<String>, query: &str) -> Self {
        Self { title: title.into(), query: super::shown::line(query), version: assets::version() }
    }
}

/// A part of a text, marked or not.
#[derive(Debug, PartialEq, Eq)]
struct Piece {
    text: String,
    marked: bool,
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    frame: Frame,
    title: &'static str,
    detail: String,
    status: u16,
}

#[derive(Template)]
#[template(path = "welcome.html")]
struct WelcomePage {
    frame: Frame,
    next: String,
}

/// A problem as a page.
pub(crate) fn problem(problem: &Problem) -> Response {
    let (title, detail) = words::problem(problem);
    let status = problem.status().as_u16();
    rendered(&ProblemPage { frame: Frame::new(title, ""), title, detail, status })
}

/// Leads on to an address of this server, once the browser has its cookie.
pub(crate) fn welcome(next: &str) -> Response {
    // One slash only: two would lead to another host.
    let next = format!("/{}", next.trim_start_matches('/'));
    rendered(&WelcomePage { frame: Frame::new("Đã nhận mã truy cập", ""), next })
}

/// Percent-encoded, to stand in an address as a value.
pub(crate) fn encoded(text: &str) -> String {
    askama::filters::urlencode_strict(text).map(|text| text.to_string()).unwrap_or_default()
}

fn rendered(page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => Html(html).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page cannot be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
