//! Why a hit stands where it stands.
//!
//! In: a question and a candidate. Out: its [`Explanation`]: what its score is the sum of, and what decides
//! between equal ones. The same sums as in ranking, taken once more for the hits of one page.

use super::answer::{Explanation, ScoreOf, ScorePart};
use super::find::Candidate;
use super::pattern::Pattern;
use super::postings::{Width, open_all};
use super::query::{Clause, Query};
use super::rank::Weights;
use super::sort::relevance;
use crate::error::Result;
use crate::index::{Columns, Snapshot};

/// Explains the hits of one answer.
pub(crate) struct Explainer<'q> {
    snapshot: &'q Snapshot,
    weights: Vec<Weights<'q>>,
    columns: Columns<'q>,
}

impl<'q> Explainer<'q> {
    /// Weighs the words of a question.
    ///
    /// # Errors
    /// The machine's: the store cannot be read.
    pub(crate) fn new(snapshot: &'q Snapshot, query: &'q Query) -> Result<Self> {
        let mut weights = Vec::new();
        for pattern in query.wanted().filter_map(|(_, clause)| weighed(clause)) {
            weights.push(Weights::new(snapshot, pattern)?);
        }
        Ok(Self { snapshot, weights, columns: Columns::open(snapshot)? })
    }

    /// Explains one hit.
    ///
    /// # Errors
    /// The machine's: the store cannot be read.
    pub(crate) fn explain(&self, candidate: &Candidate) -> Result<Explanation> {
        let address = candidate.address;
        let segment = self.snapshot.searcher().segment_reader(address.segment_ord);
        let body = self.snapshot.fields().body;
        let failed = |error| self.snapshot.failed(error);
        let mut parts = Vec::new();
        for weights in &self.weights {
            let pattern = weights.pattern;
            let mut unions = open_all(segment, body, pattern, Width::Ranking).map_err(failed)?;
            let mut buffer = Vec::new();
            let mut places = vec![Vec::new(); unions.len()];
            for (union, places) in unions.iter_mut().zip(&mut places) {
                if union.seek(address.doc_id) == address.doc_id {
                    union.places(address.doc_id, places, &mut buffer);
                }
            }
            let mut scorer = weights.scorer(self.snapshot, segment).map_err(failed)?;
            parts.extend(scorer.explain(address.doc_id, &places));
        }
        let sum: f32 = parts.iter().map(|part| part.score).sum();
        if is_less(candidate.score, sum) {
            // Its words stand in what its damaged pages most likely said, and nowhere else.
            parts = vec![self.recovered(candidate)];
        }
        Ok(Explanation {
            has_number: candidate.has_number,
            relevance: relevance(candidate.score),
            day: self.columns.last_day(address),
            parts,
        })
    }

    fn recovered(&self, candidate: &Candidate) -> ScorePart {
        let texts: Vec<&str> = self.weights.iter().map(|w| w.pattern.text.as_str()).collect();
        ScorePart {
            of: ScoreOf::Recovered,
            text: texts.join(" "),
            weight: 1.0,
            occurrences: candidate.occurrences,
            frequency: candidate.score,
            score: candidate.score,
        }
    }
}

/// Whether a score is less than a sum by more than rounding can be.
fn is_less(score: f32, sum: f32) -> bool {
    sum - score > 0.001 * sum.max(1.0)
}

fn weighed(clause: &Clause) -> Option<&Pattern> {
    match clause {
        Clause::Text(pattern, _) => Some(pattern),
        Clause::Near(_) | Clause::Number(_) | Clause::Record(_) => None,
    }
}
