//! Candidates put in order.

use super::Sort;
use super::find::Candidate;
use crate::error::Result;
use crate::index::{Columns, Snapshot};
use std::cmp::Reverse;
use tantivy::DocAddress;
use tantivy::columnar::StrColumn;

/// Scores within two in a hundred are one relevance: the newer directive goes first.
const EQUAL: f32 = 1.02;

/// A score in steps of [`EQUAL`].
pub(crate) fn relevance(score: f32) -> i32 {
    (score.max(f32::MIN_POSITIVE).ln() / EQUAL.ln()).floor() as i32
}

/// Puts candidates in order; equal ones by address, so that a page follows the page before.
///
/// # Errors
/// The machine's: the store cannot be read.
pub(crate) fn sort(snapshot: &Snapshot, candidates: &mut [Candidate], order: Sort) -> Result<()> {
    let columns = Columns::open(snapshot)?;
    let day = |at: DocAddress| columns.last_day(at);
    match order {
        // In place: there may be a million.
        Sort::Relevance => candidates.sort_unstable_by_key(|candidate| {
            // Scores are sums of positive weights: their bits are in their order.
            let score = candidate.score.max(0.0);
            let first = (candidate.matched, !candidate.has_number, Reverse(relevance(score)));
            let day = Reverse(day(candidate.address));
            (first, day, Reverse(score.to_bits()), candidate.address)
        }),
        Sort::Newest => candidates
            .sort_unstable_by_key(|candidate| (Reverse(day(candidate.address)), candidate.address)),
        Sort::Oldest => candidates.sort_unstable_by_key(|candidate| {
            let day = day(candidate.address);
            (day == 0, day, candidate.address)
        }),
        Sort::Number => {
            let readers = snapshot.searcher().segment_readers();
            let numbers: Vec<Option<StrColumn>> = readers
                .iter()
                .map(|segment| segment.fast_fields().str("number_order"))
                .collect::<tantivy::Result<_>>()
                .map_err(|error| snapshot.failed(error))?;
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
