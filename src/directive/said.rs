//! Pages → what they say, damaged ones by what they most likely said.
//!
//! In: pages. Out: the record, and the guesses that it was read with. Only what is damaged beyond doubt
//! is guessed; places in the record are places of the pages as they were read.

use super::meant::name_bodies;
use super::{Directive, read};
use crate::document::{Page, Span};
use crate::extract::damaged;
use crate::text::restore::{Guess, Restorer, Shown};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What the pages of a file say.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Said {
    /// What the directive says of itself.
    pub directive: Directive,
    /// What the words of each damaged page most likely said; without the pages at the end that have
    /// none.
    pub guesses: Vec<Vec<Guess>>,
}

/// Reads pages, and what damaged ones most likely said.
#[must_use]
pub fn said(pages: &[Page]) -> Said {
    let parts: Vec<Vec<Range<usize>>> = pages.iter().map(damaged).collect();
    if parts.iter().all(Vec::is_empty) {
        return Said { directive: read(pages), guesses: Vec::new() };
    }
    restored(pages, &parts)
}

/// Pages of which parts are damaged: the record is read from what they most likely said.
fn restored(pages: &[Page], parts: &[Vec<Range<usize>>]) -> Said {
    let mut restorer = Restorer::new();
    let mut guesses: Vec<Vec<Guess>> = Vec::with_capacity(pages.len());
    for (page, parts) in pages.iter().zip(parts) {
        let mut of_page = Vec::new();
        for part in parts {
            let text = page.text.get(part.clone()).unwrap_or_default();
            of_page.extend(restorer.restore(text).into_iter().map(|guess| Guess {
                bytes: part.start + guess.bytes.start..part.start + guess.bytes.end,
                ..guess
            }));
        }
        name_bodies(&page.text, &mut of_page);
        guesses.push(of_page);
    }
    let shown: Vec<Shown<'_>> =
        pages.iter().zip(&guesses).map(|(page, guesses)| Shown::new(&page.text, guesses)).collect();
    let as_shown = |(page, shown): (&Page, &Shown<'_>)| Page {
        text: shown.text.clone().into_owned(),
        ..page.clone()
    };
    let as_shown: Vec<Page> = pages.iter().zip(&shown).map(as_shown).collect();
    let mut directive = read(&as_shown);
    let mentions = directive.citations.iter_mut().flat_map(|citation| &mut citation.mentions);
    let tasks = directive.deadlines.iter_mut().map(|deadline| &mut deadline.span);
    let fields = directive.places.iter_mut().filter_map(|place| place.span.as_mut());
    let spans = mentions.map(|mention| &mut mention.span).chain(tasks).chain(fields);
    for span in spans.chain(&mut directive.number_span) {
        let at = usize::try_from(span.page).ok().and_then(|page| page.checked_sub(1));
        if let Some(shown) = at.and_then(|at| shown.get(at)) {
            let raw = shown.to_raw(span.start as usize..span.end as usize);
            if let (Ok(start), Ok(end)) = (raw.start.try_into(), raw.end.try_into()) {
                *span = Span { start, end, ..*span };
            }
        }
    }
    while guesses.pop_if(|last| last.is_empty()).is_some() {}
    Said { directive, guesses }
}
