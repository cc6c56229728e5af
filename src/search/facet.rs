//! Counts by value over what was found, from columns.

use super::answer::{Facet, FacetValue, Facets, Match};
use super::find::Candidate;
use crate::directive::kind;
use crate::error::Result;
use crate::index::Snapshot;
use std::collections::HashMap;
use tantivy::columnar::StrColumn;
use tantivy::{DocAddress, SegmentReader};

/// Counts kinds, issuers, years, origins, secrecy and ways to match.
///
/// # Errors
/// The machine's: the store cannot be read.
pub(crate) fn facets(snapshot: &Snapshot, candidates: &[Candidate]) -> Result<Facets> {
    let found = candidates.iter().map(|candidate| candidate.address);
    Ok(Facets { matched: matches(candidates), ..of_records(snapshot, found)? })
}

/// As [`facets`], without ways to match.
pub(super) fn of_records(
    snapshot: &Snapshot,
    found: impl Iterator<Item = DocAddress> + Clone,
) -> Result<Facets> {
    let by_kind = count_texts(snapshot, "kind", found.clone())?;
    let kind_name = |letters: &str| {
        kind::all_of_letters(letters)
            .first()
            .map_or_else(|| letters.to_owned(), |kind| kind.name.clone())
    };
    Ok(Facets {
        kind: sorted(by_kind, kind_name),
        issuer: sorted(count_texts(snapshot, "issuer", found.clone())?, str::to_owned),
        year: years(snapshot, found.clone())?,
        origin: sorted(count_texts(snapshot, "origin", found.clone())?, str::to_owned),
        secrecy: sorted(count_texts(snapshot, "secrecy", found)?, str::to_owned),
        matched: Facet::new(),
    })
}

/// The strongest first.
fn matches(candidates: &[Candidate]) -> Facet {
    let count = |matched: Match| {
        let count = candidates.iter().filter(|candidate| candidate.matched == matched).count();
        let code = matched.code().to_owned();
        FacetValue { label: code.clone(), value: code, count: count as u64 }
    };
    Match::ALL.into_iter().map(count).filter(|value| value.count > 0).collect()
}

fn count_texts(
    snapshot: &Snapshot,
    field: &str,
    found: impl Iterator<Item = DocAddress>,
) -> Result<HashMap<String, u64>> {
    let failed = |error| snapshot.failed(error);
    let readers = snapshot.searcher().segment_readers();
    let columns: Vec<Option<StrColumn>> = readers
        .iter()
        .map(|segment: &SegmentReader| segment.fast_fields().str(field))
        .collect::<tantivy::Result<_>>()
        .map_err(failed)?;
    let mut ords: HashMap<(u32, u64), u64> = HashMap::new();
    for address in found {
        let Some(Some(column)) = columns.get(address.segment_ord as usize) else { continue };
        for ord in column.term_ords(address.doc_id) {
            *ords.entry((address.segment_ord, ord)).or_default() += 1;
        }
    }
    let mut counts = HashMap::new();
    for ((segment, ord), count) in ords {
        let Some(Some(column)) = columns.get(segment as usize) else { continue };
        let mut value = String::new();
        column.ord_to_str(ord, &mut value).map_err(|error| failed(error.into()))?;
        *counts.entry(value).or_default() += count;
    }
    Ok(counts)
}

/// The most frequent first.
fn sorted(counts: HashMap<String, u64>, label: impl Fn(&str) -> String) -> Facet {
    let mut values: Facet = counts
        .into_iter()
        .map(|(value, count)| FacetValue { label: label(&value), value, count })
        .collect();
    // Kinds of different letters may have one name.
    let names = |a: &FacetValue, b: &FacetValue| (&a.label, &a.value).cmp(&(&b.label, &b.value));
    values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| names(a, b)));
    values
}

/// The newest first.
fn years(snapshot: &Snapshot, found: impl Iterator<Item = DocAddress>) -> Result<Facet> {
    let readers = snapshot.searcher().segment_readers();
    let columns = readers
        .iter()
        .map(|segment| segment.fast_fields().u64("date_first"))
        .collect::<tantivy::Result<Vec<_>>>()
        .map_err(|error| snapshot.failed(error))?;
    let mut counts: HashMap<u64, u64> = HashMap::new();
    for address in found {
        let column = columns.get(address.segment_ord as usize);
        if let Some(day) = column.and_then(|column| column.first(address.doc_id)) {
            *counts.entry(day / 10_000).or_default() += 1;
        }
    }
    let mut years: Vec<(u64, u64)> = counts.into_iter().collect();
    years.sort_unstable_by_key(|(year, _)| std::cmp::Reverse(*year));
    let value = |(year, count): (u64, u64)| FacetValue {
        value: year.to_string(),
        label: year.to_string(),
        count,
    };
    Ok(years.into_iter().map(value).collect())
}
