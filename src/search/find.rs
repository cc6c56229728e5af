//! A query over the whole index: every directive that matches, with its strongest match.
//!
//! In: a [`Query`]. Out: [`Found`]: candidates, unsorted, and the readings of unmarked patterns.

use super::answer::Match;
use super::clause::{Clauses, Evaluated, Met, evaluated};
use super::evaluate::FormId;
use super::join::{Graded, Segment};
use super::postings::Width;
use super::query::Query;
use crate::error::Result;
use crate::index::Snapshot;
use crate::text::key;
use tantivy::DocAddress;

/// A directive that matches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Candidate {
    pub address: DocAddress,
    pub matched: Match,
    /// All words asked for occur in it.
    pub has_all: bool,
    /// It is the one whose number was asked for.
    pub has_number: bool,
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
            has_number: graded.has_number,
            occurrences: graded.occurrences,
            score: graded.score,
        }
    }
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
