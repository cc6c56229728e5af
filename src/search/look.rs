//! What a question finds, step by step wider, in order; no hit is worded yet.

use super::answer::{Answer, Counts, FormCount, Match};
use super::any::find_any;
use super::find::{Candidate, Form, Found, find};
use super::postings::Width;
use super::query::{self, Query};
use super::request::Request;
use super::{facet, hit, sort, synonym};
use crate::document::DocId;
use crate::error::Result;
use crate::index::Snapshot;
use crate::text::leftover::decoded;
use std::collections::HashSet;

/// Words from which on a question is a sentence rather than a phrase.
const LONG_QUESTION: usize = 6;

/// What a question finds, in order, before any hit is worded.
pub(super) struct Ranked {
    pub(super) query: Query,
    /// All but the hits.
    pub(super) answer: Answer,
    pub(super) listed: Vec<Candidate>,
    /// The likeliest form of each clause.
    pub(super) forms: Vec<Option<Vec<String>>>,
}

/// Finds what a question asks for, and puts it in order.
///
/// # Errors
/// As [`search`](super::search).
pub(super) fn rank(snapshot: &Snapshot, request: &Request) -> Result<Ranked> {
    let query = query::parse(&request.query);
    let found = look(snapshot, &query, request)?;
    let mut counts = Counts::default();
    let (mut near, mut also) = (0, 0);
    for candidate in &found.candidates {
        counts.add(candidate.matched);
        near += u64::from(candidate.matched == Match::Near);
        also += u64::from(!is_strict(candidate.matched) && candidate.has_all);
    }
    let total = counts.total();
    let mut listed = listed(snapshot, found.candidates, request)?;
    // A question may find a million.
    listed.shrink_to_fit();
    let facets = facet::facets(snapshot, &listed)?;
    let typing = typing(snapshot, request)?;
    let answer = Answer {
        query: request.query.clone(),
        formers: synonym::formers(&request.query),
        typing,
        did_you_mean: Vec::new(),
        readings: hit::readings(snapshot, &found.readings)?,
        reading: query.reading.clone(),
        total,
        counts,
        near,
        also,
        unreadable: snapshot.summary().unread,
        took_ms: 0,
        facets,
        next: None,
        hits: Vec::new(),
    };
    Ok(Ranked { query, answer, listed, forms: chosen_forms(&found.readings) })
}

/// What an input method left over, as the question that it means, and how many directives match that.
fn typing(snapshot: &Snapshot, request: &Request) -> Result<Option<FormCount>> {
    let Some(text) = decoded(&request.query) else { return Ok(None) };
    let found = find(snapshot, &query::parse(&text), Width::AnyMarks)?;
    let strict = found.candidates.iter().filter(|candidate| is_strict(candidate.matched));
    Ok(Some(FormCount { count: strict.count() as u64, text }))
}

/// The directives that [`search`](super::search) lists for a question, in its order, `limit` of them: their ids alone,
/// for measuring.
///
/// # Errors
/// As [`search`](super::search).
pub fn ranked(snapshot: &Snapshot, request: &Request) -> Result<Vec<DocId>> {
    let query = query::parse(&request.query);
    let found = look(snapshot, &query, request)?;
    let mut ids = Vec::new();
    for candidate in listed(snapshot, found.candidates, request)?.iter().take(request.limit) {
        ids.extend(snapshot.card(candidate.address).map(|card| card.id));
    }
    Ok(ids)
}

/// Looks for what a question asks, step by step wider until something is found.
fn look(snapshot: &Snapshot, query: &Query, request: &Request) -> Result<Found> {
    let mut found = find(snapshot, query, Width::AnyMarks)?;
    let has_strict =
        |found: &Found| found.candidates.iter().any(|candidate| is_strict(candidate.matched));
    if !has_strict(&found) && query.may_have_a_wrong_letter() {
        // Nothing as typed: one letter may be wrong.
        let wider = find(snapshot, query, Width::OneLetter)?;
        found.candidates = wider.candidates;
    }
    if request.verified {
        found.candidates.retain(|candidate| candidate.matched != Match::Recovered);
    }
    // A long question has words that its answer has not: what happens to hold all of them is no
    // better for it.
    let is_long = query.words() >= LONG_QUESTION;
    if found.candidates.is_empty() || (is_long && !has_strict(&found)) {
        let known: HashSet<_> = found.candidates.iter().map(|c| c.address).collect();
        let any = find_any(snapshot, query)?;
        found.candidates.extend(any.into_iter().filter(|c| !known.contains(&c.address)));
    }
    Ok(found)
}

/// What is shown of it, in its order.
fn listed(
    snapshot: &Snapshot,
    mut listed: Vec<Candidate>,
    request: &Request,
) -> Result<Vec<Candidate>> {
    if let Some(only) = request.only {
        listed.retain(|candidate| candidate.matched == only);
    } else if !request.loose && listed.iter().any(|candidate| is_strict(candidate.matched)) {
        listed.retain(|candidate| is_strict(candidate.matched));
    }
    sort::sort(snapshot, &mut listed, request.sort)?;
    Ok(listed)
}

/// Whether a match counts in the total.
pub(super) fn is_strict(matched: Match) -> bool {
    matched < Match::Near
}

/// The likeliest form of each clause.
fn chosen_forms(readings: &[Vec<Form>]) -> Vec<Option<Vec<String>>> {
    readings.iter().map(|forms| forms.first().map(|form| form.keys.clone())).collect()
}
