//! Places of a pattern's words in one segment of the index: the union of all terms that relate to
//! each word, walked together.
//!
//! In: a pattern and a segment. Out, directive by directive, the places of every word. This is our
//! own matcher because the store's phrase query takes one term a place, and its regular-expression
//! phrase query costs about twice as much and scores by its pattern.

use super::pattern::{Pattern, Place};
use super::slot::{Relation, Slot};
use crate::index::recovered::of_term;
use crate::text::key;
use std::io;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings, SegmentPostings};
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
        let relation = |other: &str| match width {
            Width::Readings => {
                let (key, doubt) = of_term(other);
                slot.reading(key, doubt, is_unmarked)
            }
            Width::Strict => {
                slot.relation(other, is_unmarked).filter(|relation| *relation <= Relation::Form)
            }
            Width::AnyMarks | Width::OneLetter => slot.relation(other, is_unmarked),
        };
        if slot.is_prefix && !slot.is_short_prefix() {
            let prefix = slot.prefix();
            union.add_between(&index, &prefix, &format!("{prefix}{ABOVE_LETTERS}"), relation)?;
            if prefix == slot.folded() {
                return Ok(union);
            }
        }
        union.add_range(&index, slot.folded(), relation)?;
        for same in &slot.same {
            // A figure, or a word: its own key, and that of passages without marks.
            union.add_range(&index, key::folded(same), |other| {
                (other == same || (other.ends_with(key::UNKNOWN) && key::is_marked(same)))
                    .then_some(Relation::Same)
            })?;
        }
        if width == Width::OneLetter {
            for variant in slot.letter_variants() {
                union.add_range(&index, &variant, |_| Some(Relation::Letter))?;
            }
        }
        Ok(union)
    }

    /// Every form of a folded syllable is one range of the dictionary.
    fn add_range(
        &mut self,
        index: &InvertedIndexReader,
        folded: &str,
        relation: impl Fn(&str) -> Option<Relation>,
    ) -> io::Result<()> {
        self.add_between(index, folded, &format!("{folded}{}", key::ABOVE), relation)
    }

    fn add_between(
        &mut self,
        index: &InvertedIndexReader,
        from: &str,
        to: &str,
        relation: impl Fn(&str) -> Option<Relation>,
    ) -> io::Result<()> {
        let mut terms = index.terms().range().ge(from).lt(to).into_stream()?;
        while let Some((term, info)) = terms.next() {
            let Ok(term) = std::str::from_utf8(term) else { continue };
            let Some(relation) = relation(term) else { continue };
            let option = IndexRecordOption::WithFreqsAndPositions;
            self.alternatives.push(Alternative {
                key: term.to_owned(),
                relation,
                doc_freq: info.doc_freq,
                postings: index.read_postings_from_terminfo(info, option)?,
            });
        }
        Ok(())
    }

    /// Directives that hold any of the terms, those of several counted several times.
    pub(crate) fn cost(&self) -> u64 {
        self.alternatives.iter().map(|alternative| u64::from(alternative.doc_freq)).sum()
    }

    /// The first directive from `target` on that holds any of the terms.
    fn seek(&mut self, target: DocId) -> DocId {
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

    /// The places in the directive that all unions stand on.
    fn places(&mut self, doc: DocId, places: &mut Vec<Place>, buffer: &mut Vec<u32>) {
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

/// Calls back for every alive directive that holds any word of a pattern.
pub(crate) fn each_with_any_word(
    segment: &SegmentReader,
    unions: &mut [Union],
    mut found: impl FnMut(DocId, &[Vec<Place>]),
) {
    let mut places = vec![Vec::new(); unions.len()];
    let mut buffer = Vec::new();
    let mut target = 0;
    loop {
        let doc = unions.iter_mut().map(|union| union.seek(target)).min().unwrap_or(TERMINATED);
        if doc == TERMINATED {
            return;
        }
        target = doc + 1;
        if !segment.is_deleted(doc) {
            for (union, places) in unions.iter_mut().zip(&mut places) {
                union.places(doc, places, &mut buffer);
            }
            found(doc, &places);
        }
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
