//! Pages → what they say, damaged ones by what they most likely said.
//!
//! In: pages. Out: the record, and the guesses that it was read with. Only pages of junk are guessed;
//! places in the record are places of the pages as they were read.

use super::{Directive, read};
use crate::document::{Page, PageStatus, Span};
use crate::text::restore::{Guess, Restorer, Shown};
use serde::{Deserialize, Serialize};

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
    if pages.iter().all(|page| page.status != PageStatus::JunkText) {
        return Said { directive: read(pages), guesses: Vec::new() };
    }
    restored(pages)
}

/// Pages of which some are damaged: the record is read from what they most likely said.
fn restored(pages: &[Page]) -> Said {
    let mut restorer = Restorer::new();
    let mut guess = |page: &Page| match page.status {
        PageStatus::JunkText => restorer.restore(&page.text),
        _ => Vec::new(),
    };
    let mut guesses: Vec<Vec<Guess>> = pages.iter().map(&mut guess).collect();
    let shown: Vec<Shown<'_>> =
        pages.iter().zip(&guesses).map(|(page, guesses)| Shown::new(&page.text, guesses)).collect();
    let as_shown = |(page, shown): (&Page, &Shown<'_>)| Page {
        text: shown.text.clone().into_owned(),
        ..page.clone()
    };
    let as_shown: Vec<Page> = pages.iter().zip(&shown).map(as_shown).collect();
    let mut directive = read(&as_shown);
    let spans = directive.citations.iter_mut().flat_map(|citation| &mut citation.mentions);
    for span in spans.map(|mention| &mut mention.span).chain(&mut directive.number_span) {
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
