//! Where nothing matches strictly: directives with any of the words, the most telling first.
//!
//! In: a question. Out: the best [`MOST`] directives, by score alone. What a question asks for beside
//! its words still holds: numbers and quoted phrases that the archive has, filters, what must not
//! occur.

use super::answer::Match;
use super::bm25::Bm25;
use super::evaluate;
use super::find::{Candidate, holds, numbers};
use super::pattern::Pattern;
use super::postings::{Width, each_term};
use super::query::{Clause, Query};
use super::rank::Weights;
use crate::error::Result;
use crate::index::Snapshot;
use std::cmp::Reverse;
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
    let patterns: Vec<&Pattern> = query.clauses.iter().filter_map(pattern).collect();
    if patterns.iter().all(|pattern| pattern.is_quoted) {
        return Ok(Vec::new());
    }
    let mut weights = Vec::new();
    for pattern in patterns {
        weights.push(Weights::new(snapshot, pattern)?);
    }
    let required = required(snapshot, query)?;
    let mut without = Vec::new();
    for pattern in &query.without {
        without.push(strict(evaluate::text(snapshot, pattern, Width::Strict)?));
    }
    let mut best: Vec<(Reverse<u32>, DocAddress)> = Vec::new();
    for (ord, segment) in snapshot.searcher().segment_readers().iter().enumerate() {
        let passes = query.filter.on(snapshot, segment)?;
        let is_in = |lists: &Docs, doc| holds(lists.get(ord).map_or(&[], Vec::as_slice), doc);
        let scores = scores(snapshot, segment, &weights)?;
        for (doc, score) in (0u32..).zip(scores) {
            if score > 0.0
                && !segment.is_deleted(doc)
                && passes.passes(doc)
                && required.iter().all(|lists| is_in(lists, doc))
                && !without.iter().any(|lists| is_in(lists, doc))
            {
                // Scores are positive: their bits are in their order.
                let address = DocAddress::new(u32::try_from(ord).unwrap_or(u32::MAX), doc);
                best.push((Reverse(score.to_bits()), address));
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

/// Directives, segment by segment, in order.
type Docs = Vec<Vec<DocId>>;

fn pattern(clause: &Clause) -> Option<&Pattern> {
    match clause {
        Clause::Text(pattern) => Some(pattern),
        Clause::Number(_, words) => words.as_ref(),
    }
}

/// What numbers and quoted phrases ask for; what the archive has nowhere is left to the words.
fn required(snapshot: &Snapshot, query: &Query) -> Result<Vec<Docs>> {
    let mut required: Vec<Docs> = Vec::new();
    for clause in &query.clauses {
        let docs = match clause {
            Clause::Number(number, _) => numbers(snapshot, number)?
                .into_iter()
                .map(|parts| parts.into_iter().map(|part| part.doc).collect())
                .collect(),
            Clause::Text(pattern) if pattern.is_quoted => {
                strict(evaluate::text(snapshot, pattern, Width::Strict)?)
            }
            Clause::Text(_) => Vec::new(),
        };
        required.push(docs);
    }
    required.retain(|docs| docs.iter().any(|docs| !docs.is_empty()));
    Ok(required)
}

fn strict(hits: evaluate::TextHits) -> Docs {
    let of = |hits: Vec<evaluate::TextHit>| {
        hits.iter().filter(|hit| hit.is_strict()).map(|hit| hit.doc).collect()
    };
    hits.segments.into_iter().map(of).collect()
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
