//! The page for people: rendered here, in Vietnamese or English, and whole without any script.

mod citations;
mod document;
mod leaf;
mod look;
mod panel;
mod search;
mod sheet;
mod start;
mod status;
mod tasks;

use super::problem::Problem;
use super::state::State;
use super::visit::Visit;
use super::{assets, shown, words};
use crate::document::PageStatus;
use crate::wording::page::{Labels, labels, pages_of};
use crate::wording::{Lang, Word};
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
        .route("/numbers/{number}", get(citations::page))
}

/// Those of pages that change with the day, with what people say, and with runs that are on, too.
pub(crate) fn daily() -> Router<State> {
    Router::new().route("/tasks", get(tasks::page)).route("/status", get(status::page))
}

/// What stands around every page.
#[derive(Debug)]
struct Frame {
    title: String,
    /// What the search box holds.
    query: String,
    /// Of the stylesheet.
    version: String,
    lang: Lang,
    /// What the page says.
    say: &'static Labels,
    /// The same page in the other language.
    other: String,
}

impl Frame {
    fn new(visit: &Visit, title: impl Into<String>, query: &str) -> Self {
        Self {
            title: title.into(),
            query: shown::line(query),
            version: assets::version(),
            lang: visit.lang,
            say: labels(visit.lang),
            other: visit.other.clone(),
        }
    }
}

impl Frame {
    /// What became of a page without a text of its own.
    fn page_status(&self, status: &PageStatus) -> String {
        words::page(self.lang, *status)
    }

    fn word(&self, word: Word) -> &'static str {
        word.to(self.lang)
    }

    /// `Trang 3/12`.
    fn page_of(&self, page: &u32, pages: &u32) -> String {
        pages_of(self.lang, *page, *pages)
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
pub(crate) fn problem(problem: &Problem, visit: &Visit) -> Response {
    let (title, detail) = problem.words(visit.lang);
    let status = problem.status().as_u16();
    rendered(&ProblemPage { frame: Frame::new(visit, title, ""), title, detail, status })
}

/// Leads on to an address of this server, once the browser has its cookie.
pub(crate) fn welcome(next: &str, visit: &Visit) -> Response {
    // One slash only: two would lead to another host.
    let next = format!("/{}", next.trim_start_matches('/'));
    let title = labels(visit.lang).token_taken;
    rendered(&WelcomePage { frame: Frame::new(visit, title, ""), next })
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
