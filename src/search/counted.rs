//! Counts over an answer, or over the whole archive, without a hit.

use super::answer::Facets;
use super::facet;
use super::look::rank;
use super::request::Request;
use crate::error::Result;
use crate::index::Snapshot;
use serde::Serialize;
use tantivy::DocAddress;
use utoipa::ToSchema;

/// What directives say of themselves, counted.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Counted {
    /// What was typed; empty: all directives are counted.
    pub query: String,
    /// Directives that match strictly, or all.
    pub total: u64,
    /// Counts over all strict hits (over the listed step where nothing is strict); how they matched only where
    /// something is asked.
    pub facets: Facets,
}

/// Counts what a question finds; all directives, if nothing is asked.
///
/// # Errors
/// As [`search`](super::search).
pub fn counted(snapshot: &Snapshot, request: &Request) -> Result<Counted> {
    let query = request.query.clone();
    if query.trim().is_empty() {
        let all = directives(snapshot)?;
        let facets = facet::of_records(snapshot, all.iter().copied())?;
        return Ok(Counted { query, total: all.len() as u64, facets });
    }
    let answer = rank(snapshot, request)?.answer;
    Ok(Counted { query, total: answer.total, facets: answer.facets })
}

/// Where all directives are. Files have no id of a directive.
fn directives(snapshot: &Snapshot) -> Result<Vec<DocAddress>> {
    let mut all = Vec::new();
    for (ord, segment) in (0u32..).zip(snapshot.searcher().segment_readers()) {
        let ids = segment.fast_fields().str("id").map_err(|error| snapshot.failed(error))?;
        let Some(ids) = ids else { continue };
        let held = segment.doc_ids_alive().filter(|doc| ids.term_ords(*doc).next().is_some());
        all.extend(held.map(|doc| DocAddress::new(ord, doc)));
    }
    Ok(all)
}
