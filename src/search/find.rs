//! A query over the whole index: every directive that matches, with its strongest match.
//!
//! In: a [`Query`]. Out: [`Found`]: candidates, unsorted, and the readings of unmarked patterns.

use super::answer::Match;
use super::clause::{Clauses, Evaluated, Met, evaluated};
use super::evaluate::FormId;
use super::join::{Graded, Segment};
use super::pattern::Pattern;
use super::postings::{Width, each_with_any_word};
use super::query::{Clause, Query};
use super::rank::Weights;
use crate::error::Result;
use crate::index::Snapshot;
use crate::text::key;
use std::collections::HashMap;
use tantivy::DocAddress;

/// A directive that matches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Candidate {
    pub address: DocAddress,
    pub matched: Match,
    /// All words asked for occur in it.
    pub has_all: bool,
    pub occurrences: u32,
    pub score: f32,
}

/// What a query finds.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub candidates: Vec<Candidate>,
    /// Per clause: the forms of an unmarked pattern with their directives counted, the likeliest
    /// first.
    pub readings: Vec<Vec<Form>>,
}

/// A marked form of an unmarked pattern.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Form {
    pub keys: Vec<String>,
    pub count: u64,
    /// A directive that holds it.
    pub example: DocAddress,
}

/// Finds what the question asks for.
///
/// # Errors
/// The machine's: the store cannot be read.
pub(crate) fn find(snapshot: &Snapshot, query: &Query, width: Width) -> Result<Found> {
    let clauses = evaluated(snapshot, query, width)?;
    let segments = Segment::all(snapshot, &clauses)?;
    let mut found: Vec<DocAddress> = Vec::new();
    for (ord, segment) in (0u32..).zip(&segments) {
        found.extend(segment.docs(&query.root).into_iter().map(|doc| DocAddress::new(ord, doc)));
    }
    let readings: Vec<(Vec<Form>, Option<FormId>)> = clauses
        .iter()
        .enumerate()
        .map(|(at, clause)| match clause {
            Evaluated::Listed(listed) => read_forms(listed, at, &found, &segments),
            Evaluated::Open(_) => (Vec::new(), None),
        })
        .collect();
    let chosen: Vec<Option<FormId>> = readings.iter().map(|(_, chosen)| *chosen).collect();
    let graded = |address: &DocAddress| {
        let segment = segments.get(address.segment_ord as usize)?;
        let graded = segment.grade(&query.root, address.doc_id, &chosen)?;
        Some(Candidate::new(*address, &graded))
    };
    let candidates = found.iter().filter_map(graded).collect();
    Ok(Found { candidates, readings: readings.into_iter().map(|(forms, _)| forms).collect() })
}

impl Candidate {
    fn new(address: DocAddress, graded: &Graded) -> Self {
        Self {
            address,
            // Nothing but the record was asked for: it says what was asked for.
            matched: graded.matched.unwrap_or(Match::Exact),
            has_all: graded.has_all,
            occurrences: graded.occurrences,
            score: graded.score,
        }
    }
}

/// Where nothing else matches: directives with any of the words, by BM25.
///
/// # Errors
/// The machine's: the store cannot be read.
pub(crate) fn find_any(snapshot: &Snapshot, query: &Query) -> Result<Vec<Candidate>> {
    let mut scores: HashMap<DocAddress, f32> = HashMap::new();
    for (_, clause) in query.wanted() {
        match clause {
            Clause::Text(pattern, _) if pattern.is_quoted => return Ok(Vec::new()),
            Clause::Text(pattern, _) => any_word(snapshot, pattern, &mut scores)?,
            Clause::Near(_) => return Ok(Vec::new()),
            Clause::Number(_) | Clause::Record(_) => {}
        }
    }
    if scores.is_empty() {
        return Ok(Vec::new());
    }
    let clauses = evaluated(snapshot, query, Width::Strict)?;
    let segments = Segment::all(snapshot, &clauses)?;
    let passes = |address: &DocAddress| {
        let segment = segments.get(address.segment_ord as usize);
        segment.is_some_and(|segment| segment.is_let_pass(&query.root, address.doc_id))
    };
    let (matched, has_all, occurrences) = (Match::Words, false, 0);
    let candidate = |(address, score)| Candidate { address, matched, has_all, occurrences, score };
    Ok(scores.into_iter().filter(|(address, _)| passes(address)).map(candidate).collect())
}

fn any_word(
    snapshot: &Snapshot,
    pattern: &Pattern,
    scores: &mut HashMap<DocAddress, f32>,
) -> Result<()> {
    let failed = |error| snapshot.failed(error);
    let readers = snapshot.searcher().segment_readers();
    let mut unions = Vec::new();
    for segment in readers {
        let field = snapshot.fields().body;
        let opened = super::postings::open_all(segment, field, pattern, Width::Strict);
        unions.push(opened.map_err(failed)?);
    }
    let weights = Weights::new(snapshot, pattern, &unions)?;
    for ((ord, segment), unions) in (0u32..).zip(readers).zip(&mut unions) {
        let mut scorer = weights.scorer(snapshot, segment).map_err(failed)?;
        each_with_any_word(segment, unions, |doc, places| {
            *scores.entry(DocAddress::new(ord, doc)).or_default() += scorer.score(doc, places);
        });
    }
    Ok(())
}

/// Counts the forms of one clause over what was found: the likeliest first.
fn read_forms(
    listed: &Clauses,
    clause: usize,
    found: &[DocAddress],
    segments: &[Segment<'_>],
) -> (Vec<Form>, Option<FormId>) {
    let forms = &listed.forms.all;
    if forms.is_empty() {
        return (Vec::new(), None);
    }
    let mut counts = vec![0u64; forms.len()];
    for address in found {
        let segment = segments.get(address.segment_ord as usize);
        if let Some(Met::Text(hit)) = segment.and_then(|s| s.met(clause, address.doc_id)) {
            for (form, _) in &hit.forms {
                if let Some(count) = counts.get_mut(*form) {
                    *count += 1;
                }
            }
        }
    }
    let mut order: Vec<FormId> = (0..counts.len()).collect();
    let count = |id: FormId| counts.get(id).copied().unwrap_or_default();
    order.retain(|&id| count(id) > 0);
    order.sort_by_key(|&id| std::cmp::Reverse(count(id)));
    let readings = order
        .iter()
        .filter_map(|&id| {
            let (keys, example) = forms.get(id)?;
            Some(Form { keys: keys.clone(), count: count(id), example: *example })
        })
        .collect();
    (readings, order.first().copied())
}

impl Form {
    /// Whether it has any mark: the bare form of a text that has marks elsewhere has none.
    pub(crate) fn is_marked(&self) -> bool {
        self.keys.iter().any(|key| key::is_marked(key))
    }
}
