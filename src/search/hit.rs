//! Candidates put in order and worded: hits with their snippets, and the readings of a question.

use super::answer::{FormCount, Hit};
use super::find::{Candidate, Form};
use super::highlight::marks;
use super::query::Query;
use super::snippet::snippets;
use crate::error::Result;
use crate::index::analyzer::analyze;
use crate::index::{Columns, Snapshot};
use crate::text::restore::Shown;
use std::cmp::Reverse;
use unicode_normalization::UnicodeNormalization;

/// Marked forms that an answer names.
const MOST_READINGS: usize = 8;

/// Scores within two in a hundred are one relevance: the newer directive goes first.
const EQUAL: f32 = 1.02;

/// A score in steps of [`EQUAL`].
pub(crate) fn relevance(score: f32) -> i32 {
    (score.max(f32::MIN_POSITIVE).ln() / EQUAL.ln()).floor() as i32
}

/// The strongest match first; then the directive whose own number was asked for, the most telling, the
/// newest.
///
/// # Errors
/// The machine's: the store cannot be read.
pub(crate) fn sort(snapshot: &Snapshot, candidates: &mut [&Candidate]) -> Result<()> {
    let columns = Columns::open(snapshot)?;
    candidates.sort_by_cached_key(|candidate| {
        // Scores are sums of positive weights: their bits are in their order.
        let score = candidate.score.max(0.0);
        let first = (candidate.matched, !candidate.has_number, Reverse(relevance(score)));
        let day = Reverse(columns.last_day(candidate.address));
        (first, day, Reverse(score.to_bits()), candidate.address)
    });
    Ok(())
}

/// Words one hit.
///
/// # Errors
/// The machine's: the store cannot be read.
pub(crate) fn hit(
    snapshot: &Snapshot,
    query: &Query,
    candidate: &Candidate,
    forms: &[Option<Vec<String>>],
) -> Result<Hit> {
    let stored = snapshot.stored(candidate.address)?;
    let (_, marks) = marks(&stored, query, forms);
    let occurrences = marks.last().map_or(candidate.occurrences, |mark| mark.occurrence + 1);
    let shown: Vec<Shown<'_>> = stored.shown().collect();
    let snippets = snippets(shown.iter().map(|page| &*page.text), &marks);
    let record = stored.record;
    Ok(Hit {
        id: record.id,
        path: record.path,
        number: record.directive.number,
        symbol: record.directive.symbol,
        kind_name: record.directive.kind_name,
        date: record.directive.date,
        year: record.directive.year,
        issuer: record.directive.issuer,
        subject: record.directive.subject,
        origin: record.origin,
        matched: candidate.matched,
        score: candidate.score,
        occurrences,
        snippets,
        explanation: None,
    })
}

/// The marked forms that unmarked words met, as the archive writes them; none where the only form
/// is the bare one.
///
/// # Errors
/// The machine's: the store cannot be read.
pub(crate) fn readings(snapshot: &Snapshot, clauses: &[Vec<Form>]) -> Result<Vec<FormCount>> {
    let mut readings = Vec::new();
    for forms in clauses {
        if !forms.iter().any(Form::is_marked) {
            continue;
        }
        for form in forms.iter().take(MOST_READINGS) {
            let body = snapshot.stored(form.example)?.body;
            if let Some(text) = surface(&body, &form.keys) {
                readings.push(FormCount { text, count: form.count });
            }
        }
    }
    Ok(readings)
}

/// The first place of a row of keys in a text, in lower case and NFC, on one line.
pub(crate) fn surface(body: &str, keys: &[String]) -> Option<String> {
    let tokens: Vec<_> = analyze(body).collect();
    let found = tokens
        .windows(keys.len().max(1))
        .find(|window| window.iter().map(|token| &token.key).eq(keys.iter()))?;
    let words = found.iter().filter_map(|token| body.get(token.range.clone()));
    let words: Vec<String> =
        words.map(|word| word.nfc().collect::<String>().to_lowercase()).collect();
    Some(words.join(" "))
}
