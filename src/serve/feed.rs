//! The hits of a question as a feed, the latest first: Atom, RFC 4287.
//!
//! An entry is a directive that matches strictly; its id follows from the directive's, so that a reader knows it
//! again under any question. Its time is when the archive took it up, or when a person last corrected it:
//! never the time of asking. References are relative, and so right behind any proxy.

use super::page::encoded;
use super::parameters::Parameters;
use super::problem::Problem;
use super::responses::{BadParameter, Unavailable, Unchanged};
use super::shown;
use super::state::State;
use crate::document::DocId;
use crate::index::statement::Statements;
use crate::index::{Arrivals, Snapshot};
use crate::search::{self, Hit, Request};
use crate::wording::{self, Lang};
use askama::Template;
use axum::extract;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;
use utoipa::IntoParams;

/// Entries of a feed.
const ENTRIES: usize = 50;

/// What `/api/v1/search.atom` takes.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by name, so that a wrong value is answered with what to do")]
struct FeedParameters {
    /// The question, as for `/api/v1/search`.
    #[param(example = "hạ tầng số")]
    q: Option<String>,
    /// Entries, the latest first.
    #[param(minimum = 1, maximum = 1000, default = 50)]
    limit: Option<u32>,
    /// `1` leaves out what was found only by restoring a damaged text.
    #[param(example = "1", pattern = "^(0|1|true|false)?$")]
    verified: Option<String>,
}

/// The strict hits of a question as an Atom feed, those that came last first.
#[utoipa::path(
    get,
    path = "/api/v1/search.atom",
    tag = "search",
    params(FeedParameters),
    responses(
        (status = 200, description = "The feed", body = String,
            content_type = "application/atom+xml"),
        Unchanged,
        BadParameter,
        Unavailable,
    )
)]
pub(crate) async fn search_atom(
    extract::State(state): extract::State<State>,
    given: Parameters,
) -> Result<Response, Problem> {
    let query = given.text("q").unwrap_or_default().to_owned();
    let verified = given.flag("verified")?;
    let most = given.number("limit", 1..=search::MAX_LIMIT)?.unwrap_or(ENTRIES);
    let snapshot = state.snapshot()?;
    let folder = state.folder().to_owned();
    let made = state.gate().run(move || feed(&snapshot, &folder, query, verified, most));
    Ok(([(CONTENT_TYPE, "application/atom+xml; charset=utf-8")], made.await?).into_response())
}

/// The address of the feed of a question.
pub(crate) fn address(query: &str, verified: bool) -> String {
    let verified = if verified { "&verified=1" } else { "" };
    format!("/api/v1/search.atom?q={}{verified}", encoded(query))
}

#[derive(Template)]
#[template(path = "feed.xml")]
struct Feed {
    id: String,
    title: String,
    updated: String,
    itself: String,
    page: String,
    entries: Vec<Entry>,
}

struct Entry {
    id: String,
    title: String,
    updated: String,
    href: String,
    author: Option<String>,
    kind: Option<String>,
    summary: String,
}

fn feed(
    snapshot: &Snapshot,
    folder: &Path,
    query: String,
    verified: bool,
    most: usize,
) -> Result<String, Problem> {
    let arrivals = Arrivals::of(snapshot)?;
    let mut hits = search::all(snapshot, &Request { verified, ..Request::new(&*query) })?;
    hits.keep_latest(most, &arrivals);
    let mut entries = Vec::new();
    for hit in hits {
        let hit = hit?;
        let corrected = Statements::load(folder, &hit.id)?.fields;
        let corrected = corrected.into_values().filter_map(|said| said.at.parse().ok()).max();
        let updated = corrected.max(Some(moment(arrivals.get(&hit.id)))).unwrap_or_default();
        entries.push((updated, entry(hit, &query, updated)));
    }
    let latest = entries.iter().map(|(updated, _)| *updated).max();
    let question: String = query.trim().nfc().collect();
    let feed = Feed {
        id: urn(&format!("feed\n{verified}\n{question}")),
        title: text(&format!("tracuu: {question}")),
        // Of an empty feed: when the archive was last as it is.
        updated: latest.unwrap_or_else(|| moment(arrivals.last())).to_string(),
        itself: address(&query, verified),
        page: format!("/?q={}", encoded(&query)),
        entries: entries.into_iter().map(|(_, entry)| entry).collect(),
    };
    feed.render().map_err(|error| {
        tracing::error!(%error, "a feed cannot be rendered");
        Problem::Internal
    })
}

fn entry(hit: Hit, query: &str, updated: Timestamp) -> Entry {
    let number = wording::number(hit.number.as_deref(), hit.symbol.as_deref());
    let name: Vec<String> = [hit.kind_name.clone(), number].into_iter().flatten().collect();
    let parts = [Some(name.join(" ")).filter(|name| !name.is_empty()), hit.subject];
    let title: Vec<String> = parts.into_iter().flatten().collect();
    let title = if title.is_empty() { shown::file_name(&hit.path) } else { title.join(": ") };
    let issued = hit.date.map(|date| wording::date(Lang::Vi, &date));
    let place = hit.snippets.into_iter().next().map(|snippet| {
        let page = wording::PAGE.to(Lang::Vi).to_lowercase();
        format!("{page} {}: {}", snippet.page, snippet.text)
    });
    let matched = wording::matched(Lang::Vi, hit.matched).to_owned();
    let summary: Vec<String> = [issued, Some(matched), place].into_iter().flatten().collect();
    Entry {
        id: urn(&format!("directive\n{}", hit.id)),
        title: text(&title),
        updated: updated.to_string(),
        href: href(&hit.id, query),
        author: hit.issuer.as_deref().map(text).filter(|name| !name.is_empty()),
        kind: hit.kind_name.as_deref().map(text),
        summary: text(&summary.join(" · ")),
    }
}

fn href(id: &DocId, query: &str) -> String {
    format!("/documents/{id}?q={}", encoded(query))
}

/// Nanoseconds from 1970 as a moment, in whole seconds.
fn moment(nanoseconds: Option<i64>) -> Timestamp {
    let seconds = nanoseconds.unwrap_or_default().div_euclid(1_000_000_000);
    Timestamp::from_second(seconds).unwrap_or_default()
}

/// A name for ever: a UUID of version 8 (RFC 9562) made of a hash.
fn urn(of: &str) -> String {
    let mut hash = blake3::Hasher::new_derive_key("tracuu 2026 ids of feeds and their entries");
    let hash = hash.update(of.as_bytes()).finalize();
    let mut bytes = u128::from_be_bytes(*hash.as_bytes().first_chunk().unwrap_or(&[0; 16]));
    bytes = bytes & !(0xf << 76) | 8 << 76;
    bytes = bytes & !(0b11 << 62) | 0b10 << 62;
    let digits = format!("{bytes:032x}");
    let part = |from, to| digits.get(from..to).unwrap_or_default();
    let parts = [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)];
    format!("urn:uuid:{}", parts.join("-"))
}

/// A text on one line, of characters that XML 1.0 has.
fn text(given: &str) -> String {
    let line = shown::line(given);
    line.chars().filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_uuids_and_stay() {
        let id = urn("directive\n0123456789abcdef");
        assert_eq!(id, urn("directive\n0123456789abcdef"));
        assert_ne!(id, urn("directive\n0123456789abcdee"));
        let digits: Vec<&str> = id.strip_prefix("urn:uuid:").unwrap().split('-').collect();
        assert_eq!(digits.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert!(digits[2].starts_with('8') && digits[3].starts_with(['8', '9', 'a', 'b']), "{id}");
    }

    #[test]
    fn times_are_whole_seconds() {
        assert_eq!(moment(Some(1_500_000_000_999_999_999)).to_string(), "2017-07-14T02:40:00Z");
        assert_eq!(moment(None).to_string(), "1970-01-01T00:00:00Z");
    }
}
