//! Did you mean: the nearest that the archive's own words come to a question that finds nothing as typed.
//!
//! In: a question. Out: up to [`MOST`] questions that do find something, with their counts. A phrase of
//! which one word differs by marks or by a letter is looked for as a whole, so that it is one that the archive
//! holds; where there is none, words that the archive has nowhere give way to their nearest.

use super::answer::FormCount;
use super::evaluate;
use super::find::find;
use super::hit::surface;
use super::look::is_strict;
use super::pattern::Pattern;
use super::postings::{Width, each_term};
use super::query::{self, Clause, Query};
use super::slot::Slot;
use crate::error::Result;
use crate::index::Snapshot;
use crate::text::key;
use std::cmp::Reverse;
use std::collections::HashMap;
use tantivy::DocAddress;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

/// Questions offered.
const MOST: usize = 3;

/// What a question that finds nothing may have meant.
///
/// # Errors
/// The machine's: the store cannot be read.
pub(crate) fn did_you_mean(
    snapshot: &Snapshot,
    typed: &str,
    query: &Query,
) -> Result<Vec<FormCount>> {
    let mut offered: Vec<FormCount> = Vec::new();
    for (_, clause) in query.wanted() {
        let Clause::Text(pattern, _) = clause else { continue };
        if !pattern.may_have_a_wrong_letter() {
            continue;
        }
        let mut texts = phrases(snapshot, pattern)?;
        if texts.is_empty() {
            texts.extend(words(snapshot, pattern)?);
        }
        for text in texts.into_iter().take(MOST) {
            let meant = typed.replacen(&pattern.text, &text, 1);
            if meant == typed || offered.iter().any(|known| known.text == meant) {
                continue;
            }
            let found = find(snapshot, &query::parse(&meant), Width::AnyMarks)?;
            let strict = found.candidates.iter().filter(|found| is_strict(found.matched));
            let count = strict.count() as u64;
            if count > 0 {
                offered.push(FormCount { text: meant, count });
            }
        }
    }
    offered.sort_by_key(|offer| Reverse(offer.count));
    offered.truncate(MOST);
    Ok(offered)
}

/// Phrases of the archive that differ from the one typed by marks or by one letter, the most frequent
/// first.
fn phrases(snapshot: &Snapshot, pattern: &Pattern) -> Result<Vec<String>> {
    let hits = evaluate::text(snapshot, pattern, Width::OneLetter)?;
    let mut forms: Vec<(&(Vec<String>, DocAddress), u64)> =
        hits.near_forms.all.iter().zip(hits.near_counts.iter().copied()).collect();
    forms.sort_by_key(|(_, count)| Reverse(*count));
    let mut texts = Vec::new();
    for ((keys, example), _) in forms.into_iter().take(MOST) {
        texts.extend(surface(&snapshot.stored(*example)?.body, keys));
    }
    Ok(texts)
}

/// The phrase with words that the archive has nowhere replaced by the nearest that it has; nothing if one
/// has none near, or all are known.
fn words(snapshot: &Snapshot, pattern: &Pattern) -> Result<Option<String>> {
    let mut written: Vec<String> = Vec::new();
    let mut is_changed = false;
    for slot in &pattern.slots {
        if is_known(snapshot, pattern, slot)? {
            written.push(slot.text.clone());
            continue;
        }
        let Some(nearest) = nearest(snapshot, pattern, slot)? else { return Ok(None) };
        written.push(nearest);
        is_changed = true;
    }
    Ok(is_changed.then(|| written.join(" ")))
}

fn is_known(snapshot: &Snapshot, pattern: &Pattern, slot: &Slot) -> Result<bool> {
    let mut is_known = false;
    for segment in snapshot.searcher().segment_readers() {
        let index = segment.inverted_index(snapshot.fields().body);
        let index = index.map_err(|error| snapshot.failed(error))?;
        each_term(&index, slot, pattern.is_unmarked, Width::Strict, |_, _, _| {
            is_known = true;
            Ok(())
        })
        .map_err(|error| snapshot.failed(error.into()))?;
    }
    Ok(is_known)
}

/// The most frequent word one letter or some marks away, as a text writes it.
fn nearest(snapshot: &Snapshot, pattern: &Pattern, slot: &Slot) -> Result<Option<String>> {
    let field = snapshot.fields().body;
    let mut held: HashMap<String, (u64, DocAddress)> = HashMap::new();
    for (ord, segment) in (0u32..).zip(snapshot.searcher().segment_readers()) {
        let index = segment.inverted_index(field).map_err(|error| snapshot.failed(error))?;
        each_term(&index, slot, pattern.is_unmarked, Width::OneLetter, |term, _, info| {
            let mut postings = index.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
            while postings.doc() != TERMINATED && segment.is_deleted(postings.doc()) {
                postings.advance();
            }
            if postings.doc() != TERMINATED && !term.ends_with(key::UNKNOWN) {
                let example = DocAddress::new(ord, postings.doc());
                held.entry(term.to_owned()).or_insert((0, example)).0 += u64::from(info.doc_freq);
            }
            Ok(())
        })
        .map_err(|error| snapshot.failed(error.into()))?;
    }
    let best = held.into_iter().max_by(|a, b| a.1.0.cmp(&b.1.0).then_with(|| b.0.cmp(&a.0)));
    let Some((key, (_, example))) = best else { return Ok(None) };
    Ok(surface(&snapshot.stored(example)?.body, &[key]))
}
