//! One pattern over the whole index: which directives hold it, how, and how much it says of them.
//!
//! In: a [`Pattern`]. Out: [`TextHit`]s, segment by segment in the order of directives.

use super::pattern::{Grade, Pattern};
use super::postings::{Union, Width, each_with_all_words, open_all};
use super::query::Near;
use super::rank::Weights;
use super::synonym::Variant;
use crate::error::Result;
use crate::index::Snapshot;
use std::collections::HashMap;
use tantivy::schema::Field;
use tantivy::{DocAddress, DocId, SegmentReader};

/// How one directive holds a pattern.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TextHit {
    /// The directive within its segment.
    pub doc: DocId,
    /// Occurrences word for word.
    pub exact: u32,
    /// Occurrences in passages without marks.
    pub unaccented: u32,
    /// Occurrences of marked forms of an unmarked question: the form and how often.
    pub forms: Vec<(FormId, u32)>,
    /// Occurrences by another name of what was typed.
    pub synonym: u32,
    /// Occurrences in what damaged pages most likely said.
    pub recovered: u32,
    /// Occurrences with marks missing or one word wrong.
    pub near: u32,
    /// Every word occurs strictly somewhere.
    pub has_all: bool,
    /// Every word occurs strictly, near each other.
    pub is_together: bool,
    /// See [`super::rank`].
    pub score: f32,
}

/// A form in [`Forms`].
pub(crate) type FormId = usize;

/// The marked forms of an unmarked pattern that the archive holds.
#[derive(Debug, Clone, Default)]
pub(crate) struct Forms {
    ids: HashMap<Vec<String>, FormId>,
    /// The keys of each form, and a directive that holds it.
    pub all: Vec<(Vec<String>, DocAddress)>,
}

impl Forms {
    fn id(&mut self, keys: Vec<String>, example: DocAddress) -> FormId {
        let next = self.all.len();
        let id = *self.ids.entry(keys.clone()).or_insert(next);
        if id == next {
            self.all.push((keys, example));
        }
        id
    }
}

/// What a pattern meets in the index.
#[derive(Debug, Default)]
pub(crate) struct TextHits {
    /// One list a segment, in the order of directives.
    pub segments: Vec<Vec<TextHit>>,
    /// Marked forms, of an unmarked pattern.
    pub forms: Forms,
    /// What stands where the phrase nearly does.
    pub near_forms: Forms,
    /// Directives that hold each of those.
    pub near_counts: Vec<u64>,
}

/// Evaluates a pattern over the bodies.
///
/// # Errors
/// The machine's: the store cannot be read.
pub(crate) fn text(snapshot: &Snapshot, pattern: &Pattern, width: Width) -> Result<TextHits> {
    let width = match width {
        Width::OneLetter if !pattern.may_have_a_wrong_letter() => Width::AnyMarks,
        width => width,
    };
    let field = snapshot.fields().body;
    let failed = |error| snapshot.failed(error);
    let readers = snapshot.searcher().segment_readers();
    let mut unions: Vec<Vec<Union>> = Vec::with_capacity(readers.len());
    for segment in readers {
        unions.push(open_all(segment, field, pattern, width).map_err(failed)?);
    }
    let weights = Weights::new(snapshot, pattern)?;
    let mut hits = TextHits::default();
    for (ord, segment) in readers.iter().enumerate() {
        let mut found: Vec<TextHit> = Vec::new();
        let Some(unions) = unions.get_mut(ord) else { continue };
        let mut scorer = weights.scorer(snapshot, segment).map_err(failed)?;
        // The callback cannot borrow the unions while they are walked.
        let keys: Vec<Vec<String>> = unions
            .iter()
            .map(|union| union.alternatives.iter().map(|a| a.key.clone()).collect())
            .collect();
        each_with_all_words(segment, unions, |doc, places| {
            let address = DocAddress::new(u32::try_from(ord).unwrap_or(u32::MAX), doc);
            let mut hit = TextHit::new(doc);
            let mut near: Vec<FormId> = Vec::new();
            pattern.phrases(places, |grade, occurrence| match grade {
                Grade::Exact if pattern.is_unmarked && is_bare(&keys, occurrence) => {
                    hit.exact += 1;
                    hit.add_form(hits.forms.id(form(&keys, occurrence), address));
                }
                Grade::Exact => hit.exact += 1,
                Grade::Unaccented => hit.unaccented += 1,
                Grade::Form => hit.add_form(hits.forms.id(form(&keys, occurrence), address)),
                Grade::Near => {
                    hit.near += 1;
                    near.push(hits.near_forms.id(form(&keys, occurrence), address));
                }
            });
            hits.near_counts.resize(hits.near_forms.all.len(), 0);
            near.sort_unstable();
            near.dedup();
            for id in near {
                hits.near_counts.get_mut(id).into_iter().for_each(|count| *count += 1);
            }
            if !pattern.is_quoted
                && let Some(stretch) = pattern.nearest(places)
            {
                hit.has_all = true;
                hit.is_together = pattern.is_near(stretch);
            }
            let is_phrase = hit.is_strict();
            hit.has_all |= is_phrase;
            if is_phrase || hit.near > 0 || hit.has_all {
                hit.score = scorer.score(doc, places);
                found.push(hit);
            }
        });
        if width != Width::Strict {
            add_readings(&mut found, readings(segment, snapshot, pattern)?);
        }
        hits.segments.push(found);
    }
    Ok(hits)
}

/// Adds what holds a pattern written in another way.
///
/// # Errors
/// The machine's: the store cannot be read.
pub(crate) fn add_variants(
    snapshot: &Snapshot,
    variants: &[Variant],
    hits: &mut TextHits,
) -> Result<()> {
    for variant in variants {
        let found = text(snapshot, &variant.pattern, Width::Strict)?;
        for (hits, found) in hits.segments.iter_mut().zip(found.segments) {
            let mut merged = Vec::with_capacity(hits.len() + found.len());
            let mut held = std::mem::take(hits).into_iter().peekable();
            for hit in found {
                while let Some(before) = held.next_if(|held| held.doc < hit.doc) {
                    merged.push(before);
                }
                let count = hit.phrases();
                let of_doc = held.next_if(|held| held.doc == hit.doc);
                let score = hit.score;
                let of_doc = of_doc.unwrap_or_else(|| TextHit { score, ..TextHit::new(hit.doc) });
                merged.push(TextHit { synonym: of_doc.synonym + count, has_all: true, ..of_doc });
            }
            merged.extend(held);
            *hits = merged;
        }
    }
    Ok(())
}

/// What holds words or phrases near each other.
///
/// # Errors
/// The machine's: the store cannot be read.
pub(crate) fn near(snapshot: &Snapshot, near: &Near, width: Width) -> Result<TextHits> {
    let row = near.row();
    let failed = |error| snapshot.failed(error);
    let readers = snapshot.searcher().segment_readers();
    let mut unions: Vec<Vec<Union>> = Vec::with_capacity(readers.len());
    for segment in readers {
        let field = snapshot.fields().body;
        unions.push(open_all(segment, field, &row, width).map_err(failed)?);
    }
    let weights = Weights::new(snapshot, &row)?;
    let mut hits = TextHits::default();
    for (segment, unions) in readers.iter().zip(&mut unions) {
        let mut scorer = weights.scorer(snapshot, segment).map_err(failed)?;
        let mut found: Vec<TextHit> = Vec::new();
        each_with_all_words(segment, unions, |doc, places| {
            let Some(together) = near.together(places) else { return };
            let mut hit = TextHit::new(doc);
            match together.grade {
                Grade::Exact => hit.exact = together.count,
                Grade::Unaccented | Grade::Form => hit.unaccented = together.count,
                Grade::Near => hit.near = together.count,
            }
            hit.has_all = together.grade != Grade::Near;
            hit.score = scorer.score(doc, places);
            found.push(hit);
        });
        hits.segments.push(found);
    }
    Ok(hits)
}

/// The directives whose damaged pages most likely say the phrase, and how often.
fn readings(
    segment: &SegmentReader,
    snapshot: &Snapshot,
    pattern: &Pattern,
) -> Result<Vec<(DocId, u32)>> {
    let field = snapshot.fields().recovered;
    let mut unions = open_all(segment, field, pattern, Width::Readings)
        .map_err(|error| snapshot.failed(error))?;
    let mut found = Vec::new();
    each_with_all_words(segment, &mut unions, |doc, places| {
        let mut count = 0;
        pattern.readings(places, |_| count += 1);
        if count > 0 {
            found.push((doc, count));
        }
    });
    Ok(found)
}

/// Both are in the order of directives.
fn add_readings(hits: &mut Vec<TextHit>, readings: Vec<(DocId, u32)>) {
    for (doc, count) in readings {
        let at = hits.binary_search_by_key(&doc, |hit| hit.doc).unwrap_or_else(|at| {
            hits.insert(at, TextHit { score: count as f32, ..TextHit::new(doc) });
            at
        });
        if let Some(hit) = hits.get_mut(at) {
            hit.recovered = count;
            hit.has_all = true;
        }
    }
}

/// The directives whose subject holds the phrase, segment by segment.
pub(crate) fn subjects(
    snapshot: &Snapshot,
    field: Field,
    pattern: &Pattern,
) -> Result<Vec<Vec<DocId>>> {
    let mut all = Vec::new();
    for segment in snapshot.searcher().segment_readers() {
        let mut docs = Vec::new();
        let mut unions = open_all(segment, field, pattern, Width::Strict)
            .map_err(|error| snapshot.failed(error))?;
        each_with_all_words(segment, &mut unions, |doc, places| {
            let mut is_in = false;
            pattern.phrases(places, |_, _| is_in = true);
            if is_in {
                docs.push(doc);
            }
        });
        all.push(docs);
    }
    Ok(all)
}

impl TextHit {
    fn new(doc: DocId) -> Self {
        Self {
            doc,
            exact: 0,
            unaccented: 0,
            forms: Vec::new(),
            synonym: 0,
            recovered: 0,
            near: 0,
            has_all: false,
            is_together: false,
            score: 0.0,
        }
    }

    /// Occurrences of the phrase in any strict form.
    fn phrases(&self) -> u32 {
        let forms = self.forms.iter().map(|(_, count)| *count);
        forms.fold(self.exact.saturating_add(self.unaccented), u32::saturating_add)
    }

    /// Whether it holds the phrase, marks as typed or without any.
    pub(crate) fn is_strict(&self) -> bool {
        self.exact + self.unaccented > 0 || !self.forms.is_empty()
    }

    fn add_form(&mut self, form: FormId) {
        match self.forms.iter_mut().find(|(id, _)| *id == form) {
            Some((_, count)) => *count += 1,
            None => self.forms.push((form, 1)),
        }
    }
}

/// The keys of an occurrence.
fn form(keys: &[Vec<String>], occurrence: &[super::pattern::Place]) -> Vec<String> {
    keys.iter()
        .zip(occurrence)
        .filter_map(|(keys, place)| keys.get(place.which as usize).cloned())
        .collect()
}

/// Bare syllables in a text that has marks elsewhere: a form of its own, beside the marked ones. In
/// a passage without marks the form is not known.
fn is_bare(keys: &[Vec<String>], occurrence: &[super::pattern::Place]) -> bool {
    form(keys, occurrence).iter().all(|key| !key.ends_with(crate::text::key::UNKNOWN))
}
