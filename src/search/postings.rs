//! Places of a pattern's words in one segment of the index: the union of all terms that relate to
//! each word, walked together.
//!
//! In: a pattern and a segment. Out, directive by directive, the places of every word. This is our
//! own matcher because the store's phrase query takes one term a place, and its regular-expression
//! phrase query costs about twice as much and scores by its pattern.

use super::pattern::{Pattern, Place};
use super::rank::counts;
use super::slot::{Relation, Slot};
use crate::index::recovered::of_term;
use crate::text::key;
use std::io;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

/// Above every letter and digit.
const ABOVE_LETTERS: char = char::MAX;

/// A term that relates to a word of the question.
pub(crate) struct Alternative {
    pub key: String,
    pub relation: Relation,
    pub doc_freq: u32,
    postings: SegmentPostings,
}

/// All terms that relate to one word.
pub(crate) struct Union {
    pub alternatives: Vec<Alternative>,
}

/// Which terms count as related.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Width {
    /// Readings of damaged words.
    Readings,
    /// Equal, unknown marks, marked forms.
    Strict,
    /// What counts for the score: the same, and all forms of a bare word.
    Ranking,
    /// Other and missing marks too.
    AnyMarks,
    /// One letter off too.
    OneLetter,
}

impl Union {
    /// The terms of a field that relate to a word.
    pub(crate) fn open(
        segment: &SegmentReader,
        field: Field,
        slot: &Slot,
        is_unmarked: bool,
        width: Width,
    ) -> tantivy::Result<Self> {
        let index = segment.inverted_index(field)?;
        let mut union = Self { alternatives: Vec::new() };
        each_term(&index, slot, is_unmarked, width, |term, relation, info| {
            let option = IndexRecordOption::WithFreqsAndPositions;
            union.alternatives.push(Alternative {
                key: term.to_owned(),
                relation,
                doc_freq: info.doc_freq,
                postings: index.read_postings_from_terminfo(info, option)?,
            });
            Ok(())
        })?;
        Ok(union)
    }

    /// Directives that hold any of the terms, those of several counted several times.
    pub(crate) fn cost(&self) -> u64 {
        self.alternatives.iter().map(|alternative| u64::from(alternative.doc_freq)).sum()
    }

    /// The first directive from `target` on that holds any of the terms.
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        let mut first = TERMINATED;
        for alternative in &mut self.alternatives {
            let mut doc = alternative.postings.doc();
            if doc < target {
                doc = alternative.postings.seek(target);
            }
            first = first.min(doc);
        }
        first
    }

    /// The places in the directive that the union stands on.
    pub(crate) fn places(&mut self, doc: DocId, places: &mut Vec<Place>, buffer: &mut Vec<u32>) {
        places.clear();
        for (which, alternative) in (0u32..).zip(&mut self.alternatives) {
            if alternative.postings.doc() == doc {
                alternative.postings.positions(buffer);
                let relation = alternative.relation;
                places.extend(buffer.iter().map(|&position| Place { position, which, relation }));
            }
        }
        places.sort_unstable();
    }
}

/// Calls back for every term of a field that relates to a word.
pub(crate) fn each_term(
    index: &InvertedIndexReader,
    slot: &Slot,
    is_unmarked: bool,
    width: Width,
    mut each: impl FnMut(&str, Relation, &TermInfo) -> io::Result<()>,
) -> io::Result<()> {
    let strict = |other: &str| slot.relation(other, is_unmarked);
    let of_word = |other: &str| match width {
        Width::Readings => {
            let (key, doubt) = of_term(other);
            slot.reading(key, doubt, is_unmarked)
        }
        Width::Strict => strict(other).filter(|relation| *relation <= Relation::Form),
        Width::Ranking => strict(other).filter(|relation| counts(slot, *relation)),
        Width::AnyMarks | Width::OneLetter => strict(other),
    };
    if slot.is_prefix && !slot.is_short_prefix() {
        let prefix = slot.prefix();
        each_between(index, &prefix, &format!("{prefix}{ABOVE_LETTERS}"), of_word, &mut each)?;
        if prefix == slot.folded() {
            return Ok(());
        }
    }
    each_in_range(index, slot.folded(), of_word, &mut each)?;
    for same in &slot.same {
        // A figure, or a word: its own key, and that of passages without marks.
        let of_same = |other: &str| {
            (other == same || (other.ends_with(key::UNKNOWN) && key::is_marked(same)))
                .then_some(Relation::Same)
        };
        each_in_range(index, key::folded(same), of_same, &mut each)?;
    }
    if width == Width::OneLetter {
        for variant in slot.letter_variants() {
            each_in_range(index, &variant, |_| Some(Relation::Letter), &mut each)?;
        }
    }
    Ok(())
}

/// Every form of a folded syllable is one range of the dictionary.
fn each_in_range(
    index: &InvertedIndexReader,
    folded: &str,
    relation: impl Fn(&str) -> Option<Relation>,
    each: &mut impl FnMut(&str, Relation, &TermInfo) -> io::Result<()>,
) -> io::Result<()> {
    each_between(index, folded, &format!("{folded}{}", key::ABOVE), relation, each)
}

fn each_between(
    index: &InvertedIndexReader,
    from: &str,
    to: &str,
    relation: impl Fn(&str) -> Option<Relation>,
    each: &mut impl FnMut(&str, Relation, &TermInfo) -> io::Result<()>,
) -> io::Result<()> {
    let mut terms = index.terms().range().ge(from).lt(to).into_stream()?;
    while let Some((term, info)) = terms.next() {
        let Ok(term) = std::str::from_utf8(term) else { continue };
        if let Some(relation) = relation(term) {
            each(term, relation, info)?;
        }
    }
    Ok(())
}

/// Calls back for every alive directive that holds all words of a pattern.
pub(crate) fn each_with_all_words(
    segment: &SegmentReader,
    unions: &mut [Union],
    mut found: impl FnMut(DocId, &[Vec<Place>]),
) {
    // The rarest word leads, the others follow.
    let mut order: Vec<usize> = (0..unions.len()).collect();
    order.sort_by_key(|&at| unions.get(at).map_or(0, Union::cost));
    let mut places = vec![Vec::new(); unions.len()];
    let mut buffer = Vec::new();
    let mut target = 0;
    'candidates: loop {
        let mut agreed = 0;
        for &at in order.iter().cycle() {
            let Some(union) = unions.get_mut(at) else { return };
            let doc = union.seek(target);
            if doc == TERMINATED {
                return;
            }
            agreed = if doc == target { agreed + 1 } else { 1 };
            target = doc;
            if agreed == order.len() {
                break;
            }
        }
        if order.is_empty() {
            return;
        }
        let doc = target;
        target += 1;
        if segment.is_deleted(doc) {
            continue 'candidates;
        }
        for (union, places) in unions.iter_mut().zip(&mut places) {
            union.places(doc, places, &mut buffer);
        }
        found(doc, &places);
    }
}

/// The unions of all words of a pattern in a field.
pub(crate) fn open_all(
    segment: &SegmentReader,
    field: Field,
    pattern: &Pattern,
    width: Width,
) -> tantivy::Result<Vec<Union>> {
    let open = |slot| Union::open(segment, field, slot, pattern.is_unmarked, width);
    pattern.slots.iter().map(open).collect()
}
