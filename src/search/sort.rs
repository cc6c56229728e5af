//! Candidates put in order.

use super::Sort;
use super::find::Candidate;
use crate::error::Result;
use crate::index::Snapshot;
use std::cmp::Reverse;
use tantivy::DocAddress;
use tantivy::columnar::{Column, StrColumn};

/// Puts candidates in order; equal ones by address, so that a page follows the page before.
///
/// # Errors
/// The machine's: the store cannot be read.
pub(crate) fn sort(snapshot: &Snapshot, candidates: &mut [&Candidate], order: Sort) -> Result<()> {
    let readers = snapshot.searcher().segment_readers();
    let failed = |error| snapshot.failed(error);
    let last: Vec<Column<u64>> = readers
        .iter()
        .map(|segment| segment.fast_fields().u64("date_last"))
        .collect::<tantivy::Result<_>>()
        .map_err(failed)?;
    let day = |at: DocAddress| {
        last.get(at.segment_ord as usize).and_then(|column| column.first(at.doc_id))
    };
    match order {
        Sort::Relevance => candidates.sort_by_cached_key(|candidate| {
            // Scores are sums of positive weights: their bits are in their order.
            let score = candidate.score.max(0.0).to_bits();
            let day = day(candidate.address).unwrap_or_default();
            (candidate.matched, Reverse(score), Reverse(day), candidate.address)
        }),
        Sort::Newest => candidates.sort_by_cached_key(|candidate| {
            let day = day(candidate.address);
            (day.is_none(), Reverse(day), candidate.address)
        }),
        Sort::Oldest => candidates.sort_by_cached_key(|candidate| {
            let day = day(candidate.address);
            (day.is_none(), day, candidate.address)
        }),
        Sort::Number => {
            let numbers: Vec<Option<StrColumn>> = readers
                .iter()
                .map(|segment| segment.fast_fields().str("number_order"))
                .collect::<tantivy::Result<_>>()
                .map_err(failed)?;
            let number = |at: DocAddress| {
                let column = numbers.get(at.segment_ord as usize)?.as_ref()?;
                let mut number = String::new();
                let ord = column.term_ords(at.doc_id).next()?;
                column.ord_to_str(ord, &mut number).ok()?.then_some(number)
            };
            candidates.sort_by_cached_key(|candidate| {
                let number = number(candidate.address);
                (number.is_none(), number, candidate.address)
            });
        }
    }
    Ok(())
}
