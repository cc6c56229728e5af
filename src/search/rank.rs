//! How much a directive has to do with the words asked for: BM25 over syllables, over folded pairs of
//! neighbours, and over the subject.
//!
//! In: a pattern, and of a directive the places of its words. Out: a score, and if asked for, what it
//! is made of. A bare word asks for all its forms here, though not in the steps of matching: where
//! half of a question is typed without marks, the pairs and the other words say which form is meant.
//!
//! The weights were chosen by cross-validation (`tests/bench/retrieval.rs`; figures: DESIGN.md). No word
//! segmenter came near them.

use super::answer::{ScoreOf, ScorePart};
use super::bm25::{Bm25, Curve, share_of_any};
use super::pattern::{Grade, Pattern, Place};
use super::postings::{Union, Width, each_term, open_all};
use super::slot::{Relation, Slot};
use crate::error::Result;
use crate::index::Snapshot;
use crate::index::analyzer::pair;
use crate::text::key;
use std::collections::HashMap;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, Term};

const WORDS: Curve = Curve { factor: 1.0, k1: 1.2, b: 0.75 };
const PAIRS: Curve = Curve { factor: 1.0, k1: 0.45, b: 0.5 };
const SUBJECT: Curve = Curve { factor: 0.25, k1: 1.2, b: 0.75 };

/// Whether a word of a text counts for a word asked for.
pub(crate) fn counts(slot: &Slot, relation: Relation) -> bool {
    relation <= Relation::Form || (relation == Relation::Missing && !key::is_marked(&slot.key))
}

/// The weights of a pattern's words and pairs over the whole index.
pub(crate) struct Weights<'p> {
    pub(super) pattern: &'p Pattern,
    /// One a word.
    pub(super) words: Vec<Bm25>,
    /// The same in the subject.
    pub(super) subject: Vec<Bm25>,
    pub(super) pairs: Vec<(Pair, Bm25)>,
}

/// Two neighbours of a question.
pub(crate) struct Pair {
    pub(super) term: Term,
    /// As typed.
    text: String,
}

impl<'p> Weights<'p> {
    /// Weighs words and pairs by how many directives hold them.
    ///
    /// # Errors
    /// The machine's: the store cannot be read.
    pub(crate) fn new(snapshot: &Snapshot, pattern: &'p Pattern) -> Result<Self> {
        let directives = snapshot.summary().directives.max(1);
        let fields = snapshot.fields();
        let of_words = |field, curve| -> Result<Vec<Bm25>> {
            let mean = mean_length(snapshot, field, directives)?;
            let mut weights = Vec::new();
            for slot in &pattern.slots {
                let share = share_holding(snapshot, field, pattern, slot, directives)?;
                weights.push(Bm25::new(share, directives, curve, mean));
            }
            Ok(weights)
        };
        let mean = mean_length(snapshot, fields.pairs, directives)?;
        let mut pairs = Vec::new();
        for slots in pattern.slots.windows(2) {
            if let [first, second] = slots
                && !second.may_follow_break
            {
                let term = Term::from_field_text(fields.pairs, &pair(&first.key, &second.key));
                let held = snapshot.searcher().doc_freq(&term);
                let held = held.map_err(|error| snapshot.failed(error))?;
                let text = format!("{} {}", first.text, second.text);
                let share = held as f32 / directives as f32;
                pairs.push((Pair { term, text }, Bm25::new(share, directives, PAIRS, mean)));
            }
        }
        Ok(Self {
            pattern,
            words: of_words(fields.body, WORDS)?,
            subject: of_words(fields.subject, SUBJECT)?,
            pairs,
        })
    }

    /// The most that the body of a directive can score: the phrase in the subject adds as much, so that
    /// it stands above any mention in a body.
    fn most_of_body(&self) -> f32 {
        let words: f32 = self.words.iter().map(Bm25::most).sum();
        let pairs: f32 = self.pairs.iter().map(|(_, weight)| weight.most()).sum();
        words + pairs
    }

    /// The scorer of one segment; directives must come in their order.
    pub(crate) fn scorer<'w>(
        &'w self,
        snapshot: &Snapshot,
        segment: &SegmentReader,
    ) -> tantivy::Result<Scorer<'w>> {
        let fields = snapshot.fields();
        let index = segment.inverted_index(fields.pairs)?;
        let mut pairs = Vec::new();
        for (pair, weight) in &self.pairs {
            if let Some(postings) = index.read_postings(&pair.term, IndexRecordOption::WithFreqs)? {
                pairs.push((postings, pair, weight));
            }
        }
        Ok(Scorer {
            weights: self,
            lengths: segment.get_fieldnorms_reader(fields.body)?,
            pairs,
            pair_lengths: segment.get_fieldnorms_reader(fields.pairs)?,
            subject: open_all(segment, fields.subject, self.pattern, Width::Ranking)?,
            subject_lengths: segment.get_fieldnorms_reader(fields.subject)?,
            places: vec![Vec::new(); self.pattern.slots.len()],
        })
    }
}

/// Scores the directives of one segment.
pub(crate) struct Scorer<'w> {
    weights: &'w Weights<'w>,
    lengths: FieldNormReader,
    pairs: Vec<(SegmentPostings, &'w Pair, &'w Bm25)>,
    pair_lengths: FieldNormReader,
    subject: Vec<Union>,
    subject_lengths: FieldNormReader,
    /// Of the words in the subject at hand.
    places: Vec<Vec<Place>>,
}

impl Scorer<'_> {
    /// The score of a directive, given the places of each word.
    pub(crate) fn score(&mut self, doc: DocId, places: &[Vec<Place>]) -> f32 {
        let mut score = 0.0;
        self.each_part(doc, places, |part| score += part.score());
        score
    }

    /// What the score of a directive is made of.
    pub(crate) fn explain(&mut self, doc: DocId, places: &[Vec<Place>]) -> Vec<ScorePart> {
        let mut parts = Vec::new();
        self.each_part(doc, places, |part| parts.push(part.worded()));
        parts
    }

    fn each_part(&mut self, doc: DocId, places: &[Vec<Place>], mut each: impl FnMut(Part<'_>)) {
        let slots = &self.weights.pattern.slots;
        let length = self.lengths.fieldnorm(doc);
        let words = slots.iter().zip(&self.weights.words).zip(places);
        for ((slot, weight), places) in words {
            let count = places.iter().filter(|place| counts(slot, place.relation)).count();
            if let Some(part) = Part::new(ScoreOf::Word, &slot.text, weight, length, count) {
                each(part);
            }
        }
        let length = self.pair_lengths.fieldnorm(doc);
        for (postings, pair, weight) in &mut self.pairs {
            if postings.doc() < doc {
                postings.seek(doc);
            }
            if postings.doc() == doc {
                let count = postings.term_freq() as usize;
                Part::new(ScoreOf::Pair, &pair.text, weight, length, count).map(&mut each);
            }
        }
        let mut buffer = Vec::new();
        for (union, places) in self.subject.iter_mut().zip(&mut self.places) {
            places.clear();
            if union.seek(doc) == doc {
                union.places(doc, places, &mut buffer);
            }
        }
        let length = self.subject_lengths.fieldnorm(doc);
        for ((slot, weight), places) in slots.iter().zip(&self.weights.subject).zip(&self.places) {
            let count = places.len();
            Part::new(ScoreOf::SubjectWord, &slot.text, weight, length, count).map(&mut each);
        }
        if self.places.iter().any(Vec::is_empty) {
            return;
        }
        let mut held = 0;
        self.weights
            .pattern
            .phrases(&self.places, |grade, _| held += u32::from(grade < Grade::Near));
        if held > 0 {
            let weight = self.weights.most_of_body();
            let text = &self.weights.pattern.text;
            each(Part { of: ScoreOf::SubjectPhrase, text, weight, count: held, saturated: 1.0 });
        }
    }
}

/// A part of a score.
struct Part<'t> {
    of: ScoreOf,
    text: &'t str,
    weight: f32,
    count: u32,
    saturated: f32,
}

impl<'t> Part<'t> {
    /// `None` where the word does not occur.
    fn new(of: ScoreOf, text: &'t str, weight: &Bm25, length: u32, count: usize) -> Option<Self> {
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let saturated = weight.saturated(length, count);
        (count > 0).then_some(Self { of, text, weight: weight.weight(), count, saturated })
    }

    fn score(&self) -> f32 {
        self.weight * self.saturated
    }

    fn worded(&self) -> ScorePart {
        ScorePart {
            of: self.of,
            text: self.text.to_owned(),
            weight: self.weight,
            occurrences: self.count,
            frequency: self.saturated,
            score: self.score(),
        }
    }
}

/// The share of the directives whose field holds a word in any form that counts.
fn share_holding(
    snapshot: &Snapshot,
    field: Field,
    pattern: &Pattern,
    slot: &Slot,
    directives: u64,
) -> Result<f32> {
    let mut held: HashMap<String, u64> = HashMap::new();
    for segment in snapshot.searcher().segment_readers() {
        let index = segment.inverted_index(field).map_err(|error| snapshot.failed(error))?;
        each_term(&index, slot, pattern.is_unmarked, Width::Ranking, |key, _, info| {
            *held.entry(key.to_owned()).or_default() += u64::from(info.doc_freq);
            Ok(())
        })
        .map_err(|error| snapshot.failed(error.into()))?;
    }
    Ok(share_of_any(held.values().map(|held| *held as f32 / directives as f32)))
}

/// Tokens a directive has on average.
fn mean_length(snapshot: &Snapshot, field: Field, directives: u64) -> Result<f32> {
    let mut tokens = 0;
    for segment in snapshot.searcher().segment_readers() {
        let index = segment.inverted_index(field).map_err(|error| snapshot.failed(error))?;
        tokens += index.total_num_tokens();
    }
    Ok((tokens as f32 / directives as f32).max(1.0))
}
