//! Where nothing matches strictly: directives with any of the words, the most telling first.
//!
//! In: a question. Out: the best [`MOST`] directives, by score alone. What a question asks for beside
//! its words still holds: numbers and quoted phrases that the archive has, filters, what must not
//! occur.

use super::answer::Match;
use super::bm25::Bm25;
use super::clause::{Evaluated, of_clause};
use super::find::Candidate;
use super::join::Segment;
use super::pattern::Pattern;
use super::postings::{Width, each_term};
use super::query::{Clause, Query};
use super::rank::Weights;
use crate::error::Result;
use crate::index::Snapshot;
use std::cmp::Reverse;
use std::collections::HashSet;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, SegmentReader, TERMINATED};

/// Directives found by any word, at most: further ones have hardly anything to do with the question.
const MOST: usize = 1_000;

/// The directives with any of the words.
///
/// # Errors
/// The machine's: the store cannot be read.
pub(crate) fn find_any(snapshot: &Snapshot, query: &Query) -> Result<Vec<Candidate>> {
    let patterns: Vec<&Pattern> =
        query.wanted().filter_map(|(_, clause)| pattern(clause)).collect();
    if patterns.iter().all(|pattern| pattern.is_quoted) {
        return Ok(Vec::new());
    }
    let mut weights = Vec::new();
    for pattern in patterns {
        weights.push(Weights::new(snapshot, pattern)?);
    }
    let wanted: HashSet<usize> = query.wanted().map(|(at, _)| at).collect();
    let of = |(at, clause): (usize, &Clause)| match clause {
        // Its words are what is looked for here, not all of them at once.
        Clause::Text(pattern, _) if !pattern.is_quoted && wanted.contains(&at) => {
            Ok(Evaluated::nothing())
        }
        clause => of_clause(snapshot, clause, Width::Strict),
    };
    let clauses: Vec<Evaluated> =
        query.clauses.iter().enumerate().map(of).collect::<Result<_>>()?;
    // What the archive has nowhere is left to the words.
    let required: Vec<bool> = clauses.iter().map(Evaluated::is_met).collect();
    let segments = Segment::all(snapshot, &clauses)?;
    let mut best: Vec<(Reverse<u32>, DocAddress)> = Vec::new();
    let readers = snapshot.searcher().segment_readers();
    for ((ord, reader), segment) in (0u32..).zip(readers).zip(&segments) {
        let scores = scores(snapshot, reader, &weights)?;
        for (doc, score) in (0u32..).zip(scores) {
            if score > 0.0
                && !reader.is_deleted(doc)
                && segment.is_let_pass(&query.root, doc, &required)
            {
                // Scores are positive: their bits are in their order.
                best.push((Reverse(score.to_bits()), DocAddress::new(ord, doc)));
            }
        }
        if best.len() > MOST {
            best.select_nth_unstable(MOST);
            best.truncate(MOST);
        }
    }
    let candidate = |(score, address): (Reverse<u32>, DocAddress)| Candidate {
        address,
        matched: Match::Words,
        has_all: false,
        has_number: false,
        occurrences: 0,
        score: f32::from_bits(score.0),
    };
    Ok(best.into_iter().map(candidate).collect())
}

fn pattern(clause: &Clause) -> Option<&Pattern> {
    match clause {
        Clause::Text(pattern, _) => Some(pattern),
        Clause::Number(asked) => asked.words.as_ref(),
        Clause::Near(_) | Clause::Record(_) => None,
    }
}

/// The scores of all directives of a segment, word by word: most hold some word of a long question, and
/// one list of places after the other is read fastest.
fn scores(
    snapshot: &Snapshot,
    segment: &SegmentReader,
    weights: &[Weights<'_>],
) -> Result<Vec<f32>> {
    let fields = snapshot.fields();
    let mut sum = Sum {
        scores: vec![0.0; segment.max_doc() as usize],
        counts: vec![0; segment.max_doc() as usize],
        touched: Vec::new(),
    };
    let mut add = || -> tantivy::Result<()> {
        for weights in weights {
            let of_fields = [(fields.body, &weights.words), (fields.subject, &weights.subject)];
            for (field, of_words) in of_fields {
                let index = segment.inverted_index(field)?;
                let lengths = segment.get_fieldnorms_reader(field)?;
                let pattern = weights.pattern;
                for (slot, weight) in pattern.slots.iter().zip(of_words) {
                    let width = Width::Ranking;
                    each_term(&index, slot, pattern.is_unmarked, width, |_, _, info| {
                        let option = IndexRecordOption::WithFreqs;
                        sum.count(index.read_postings_from_terminfo(info, option)?);
                        Ok(())
                    })?;
                    sum.add(weight, &lengths);
                }
            }
            let index = segment.inverted_index(fields.pairs)?;
            let lengths = segment.get_fieldnorms_reader(fields.pairs)?;
            for (pair, weight) in &weights.pairs {
                let option = IndexRecordOption::WithFreqs;
                if let Some(postings) = index.read_postings(&pair.term, option)? {
                    sum.count(postings);
                    sum.add(weight, &lengths);
                }
            }
        }
        Ok(())
    };
    add().map_err(|error| snapshot.failed(error))?;
    Ok(sum.scores)
}

/// Scores in the making.
struct Sum {
    scores: Vec<f32>,
    /// How often the word at hand stands in each directive.
    counts: Vec<u32>,
    /// Directives that hold it.
    touched: Vec<DocId>,
}

impl Sum {
    /// Counts one form of a word.
    fn count(&mut self, mut postings: SegmentPostings) {
        let mut doc = postings.doc();
        while doc != TERMINATED {
            if let Some(count) = self.counts.get_mut(doc as usize) {
                if *count == 0 {
                    self.touched.push(doc);
                }
                *count = count.saturating_add(postings.term_freq());
            }
            doc = postings.advance();
        }
    }

    /// Adds what was counted, and begins anew.
    fn add(&mut self, weight: &Bm25, lengths: &FieldNormReader) {
        for doc in self.touched.drain(..) {
            let at = doc as usize;
            if let (Some(count), Some(score)) = (self.counts.get_mut(at), self.scores.get_mut(at)) {
                *score += weight.score(lengths.fieldnorm(doc), std::mem::take(count));
            }
        }
    }
}
