//! A query over the whole index: every directive that matches, with its strongest match.
//!
//! In: a [`Query`]. Out: [`Found`]: candidates, unsorted, and the readings of unmarked patterns.

use super::answer::Match;
use super::evaluate::{self, FormId, Forms, TextHit};
use super::postings::Width;
use super::query::{Clause, Query};
use crate::directive::query::NumberQuery;
use crate::error::Result;
use crate::index::{Snapshot, Whose};
use crate::text::key;
use std::collections::HashMap;
use tantivy::{DocAddress, DocId, SegmentReader};

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

/// One clause over the index, one list a segment in the order of directives.
struct Clauses {
    segments: Vec<Vec<Part>>,
    forms: Forms,
}

/// How one directive meets one clause.
pub(crate) struct Part {
    pub doc: DocId,
    met: Met,
}

enum Met {
    Number(Match),
    Text(TextHit),
    /// The words of a number that no directive has or cites: never a strict match.
    NumberAsText(TextHit),
}

/// Finds what matches all clauses, the filter, and none of what must not occur.
///
/// # Errors
/// The machine's: the store cannot be read.
pub(crate) fn find(snapshot: &Snapshot, query: &Query, width: Width) -> Result<Found> {
    let mut found = Found::default();
    let mut clauses = Vec::new();
    for clause in &query.clauses {
        clauses.push(evaluate_clause(snapshot, clause, width)?);
    }
    let mut without = Vec::new();
    for pattern in &query.without {
        without.push(evaluate::text(snapshot, pattern, Width::Strict)?);
    }
    let mut joined: Vec<(DocAddress, Vec<&Met>)> = Vec::new();
    for (ord, segment) in snapshot.searcher().segment_readers().iter().enumerate() {
        let passes = query.filter.on(snapshot, segment)?;
        let excluded = |doc: DocId| {
            without.iter().any(|hits| {
                hits.segments.get(ord).is_some_and(|hits| {
                    let at = hits.binary_search_by_key(&doc, |hit| hit.doc);
                    at.ok().and_then(|at| hits.get(at)).is_some_and(TextHit::is_strict)
                })
            })
        };
        let of_segment: Vec<&[Part]> = clauses
            .iter()
            .map(|clause| clause.segments.get(ord).map_or(&[][..], Vec::as_slice))
            .collect();
        for (doc, met) in join(snapshot, segment, &of_segment, !query.filter.is_open())? {
            if passes.passes(doc) && !excluded(doc) {
                let ord = u32::try_from(ord).unwrap_or(u32::MAX);
                joined.push((DocAddress::new(ord, doc), met));
            }
        }
    }
    let readings: Vec<(Vec<Form>, Option<FormId>)> = clauses
        .iter()
        .enumerate()
        .map(|(at, clause)| read_forms(&clause.forms, at, &joined))
        .collect();
    found.candidates = joined
        .iter()
        .filter_map(|(address, met)| {
            let parts = met.iter().zip(&readings).map(|(met, (_, chosen))| met.grade(*chosen));
            combine(*address, parts)
        })
        .collect();
    found.readings = readings.into_iter().map(|(forms, _)| forms).collect();
    Ok(found)
}

fn evaluate_clause(snapshot: &Snapshot, clause: &Clause, width: Width) -> Result<Clauses> {
    let as_parts = |hits: evaluate::TextHits, met: fn(TextHit) -> Met| {
        let parts = |hits: Vec<TextHit>| {
            hits.into_iter().map(|hit| Part { doc: hit.doc, met: met(hit) }).collect()
        };
        Clauses { segments: hits.segments.into_iter().map(parts).collect(), forms: hits.forms }
    };
    match clause {
        Clause::Text(pattern) => Ok(as_parts(evaluate::text(snapshot, pattern, width)?, Met::Text)),
        Clause::Number(number, words) => {
            let segments = numbers(snapshot, number)?;
            match words {
                Some(pattern) if segments.iter().all(Vec::is_empty) => {
                    let hits = evaluate::text(snapshot, pattern, Width::Strict)?;
                    Ok(as_parts(hits, Met::NumberAsText))
                }
                _ => Ok(Clauses { segments, forms: Forms::default() }),
            }
        }
    }
}

/// The directives that have, or cite, a number.
pub(crate) fn numbers(snapshot: &Snapshot, number: &NumberQuery) -> Result<Vec<Vec<Part>>> {
    let mut strongest: HashMap<DocAddress, Match> = HashMap::new();
    let mut keys = number.keys();
    keys.extend(number.folded_keys());
    for key in keys {
        for (whose, matched) in [(Whose::Cited, Match::NumberCited), (Whose::Own, Match::NumberOwn)]
        {
            for address in snapshot.addresses_with_number(&key, whose)? {
                let entry = strongest.entry(address).or_insert(matched);
                *entry = matched.min(*entry);
            }
        }
    }
    let mut segments: Vec<Vec<Part>> = Vec::new();
    segments.resize_with(snapshot.searcher().segment_readers().len(), Vec::new);
    for (address, matched) in strongest {
        if let Some(parts) = segments.get_mut(address.segment_ord as usize) {
            parts.push(Part { doc: address.doc_id, met: Met::Number(matched) });
        }
    }
    for parts in &mut segments {
        parts.sort_unstable_by_key(|part| part.doc);
    }
    Ok(segments)
}

/// The directives of a segment that meet every clause; without a clause, all of them.
fn join<'p>(
    snapshot: &Snapshot,
    segment: &SegmentReader,
    clauses: &[&'p [Part]],
    all_if_none: bool,
) -> Result<Vec<(DocId, Vec<&'p Met>)>> {
    let Some((first, rest)) = clauses.split_first() else {
        let mut all = Vec::new();
        if all_if_none {
            // Files have no id of a directive.
            let ids = segment.fast_fields().str("id").map_err(|error| snapshot.failed(error))?;
            if let Some(ids) = ids {
                let directives = segment.doc_ids_alive();
                let directives = directives.filter(|&doc| ids.term_ords(doc).next().is_some());
                all.extend(directives.map(|doc| (doc, Vec::new())));
            }
        }
        return Ok(all);
    };
    let meets_all = |part: &'p Part| {
        let mut met = vec![&part.met];
        for parts in rest {
            let at = parts.binary_search_by_key(&part.doc, |part| part.doc).ok()?;
            met.push(&parts.get(at)?.met);
        }
        Some((part.doc, met))
    };
    Ok(first.iter().filter_map(meets_all).collect())
}

/// Counts the forms of one clause over what was found: the likeliest first.
fn read_forms(
    forms: &Forms,
    clause: usize,
    joined: &[(DocAddress, Vec<&Met>)],
) -> (Vec<Form>, Option<FormId>) {
    let mut counts = vec![0u64; forms.all.len()];
    for (_, met) in joined {
        if let Some(Met::Text(hit)) = met.get(clause) {
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
            let (keys, example) = forms.all.get(id)?;
            Some(Form { keys: keys.clone(), count: count(id), example: *example })
        })
        .collect();
    (readings, order.first().copied())
}

impl Met {
    /// The strongest match, whether all words occur, occurrences, score; `None` if it is another
    /// reading of an unmarked question.
    fn grade(&self, chosen: Option<FormId>) -> Option<(Match, bool, u32, f32)> {
        let (hit, is_text) = match self {
            Self::Number(matched) => return Some((*matched, true, 1, 0.0)),
            Self::Text(hit) => (hit, true),
            Self::NumberAsText(hit) => (hit, false),
        };
        let of_form = chosen.and_then(|chosen| hit.forms.iter().find(|(form, _)| *form == chosen));
        let (matched, occurrences) = if hit.exact > 0 {
            (Match::Exact, hit.exact)
        } else if hit.unaccented > 0 {
            (Match::Unaccented, hit.unaccented)
        } else if let Some((_, count)) = of_form {
            (Match::Unaccented, *count)
        } else if hit.recovered > 0 {
            (Match::Recovered, hit.recovered)
        } else if !hit.forms.is_empty() {
            return None;
        } else if hit.near > 0 {
            (Match::Near, hit.near)
        } else if hit.is_together {
            (Match::Near, 1)
        } else {
            (Match::Words, 0)
        };
        let matched = if is_text { matched } else { matched.max(Match::Near) };
        Some((matched, hit.has_all, occurrences, hit.score))
    }
}

/// A directive is as strong as its weakest clause.
fn combine(
    address: DocAddress,
    parts: impl Iterator<Item = Option<(Match, bool, u32, f32)>>,
) -> Option<Candidate> {
    let start = Candidate {
        address,
        matched: Match::NumberOwn,
        has_all: true,
        has_number: false,
        occurrences: 0,
        score: 0.0,
    };
    let mut any = false;
    let mut sum = start;
    for part in parts {
        let (matched, has_all, occurrences, score) = part?;
        any = true;
        sum.matched = sum.matched.max(matched);
        sum.has_number |= matched == Match::NumberOwn;
        sum.has_all &= has_all;
        sum.occurrences = sum.occurrences.saturating_add(occurrences);
        sum.score += score;
    }
    // Nothing but filters was asked for: the record is what was asked for.
    Some(if any { sum } else { Candidate { matched: Match::Exact, ..start } })
}

/// Whether a list in order holds a directive.
pub(crate) fn holds(docs: &[DocId], doc: DocId) -> bool {
    docs.binary_search(&doc).is_ok()
}

impl Form {
    /// Whether it has any mark: the bare form of a text that has marks elsewhere has none.
    pub(crate) fn is_marked(&self) -> bool {
        self.keys.iter().any(|key| key::is_marked(key))
    }
}
