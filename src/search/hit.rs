//! Candidates worded: hits with their snippets, and the readings of a question.

use super::answer::{FormCount, Hit};
use super::find::{Candidate, Form};
use super::highlight::marks;
use super::query::Query;
use super::snippet::snippets;
use crate::error::Result;
use crate::index::Snapshot;
use crate::index::analyzer::analyze;
use crate::text::restore::Shown;
use unicode_normalization::UnicodeNormalization;

/// Marked forms that an answer names.
const MOST_READINGS: usize = 8;

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
