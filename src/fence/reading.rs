//! A file's bytes → its pages and what they say: the work itself, on either side of the fence.

use crate::directive::{self, Directive};
use crate::document::{Document, Failure, Page, PageStatus, Span, Warning};
use crate::extract::{self, PlacedWord, Raster, ScannedPage, Task};
use crate::text::restore::{Guess, Restorer, Shown};
use serde::{Deserialize, Serialize};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

/// What was read of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Its pages.
    pub document: Document,
    /// What they say.
    pub said: Said,
    /// The words of the pages, from 1, that OCR has filled, with their boxes.
    pub words: Vec<(u32, Vec<PlacedWord>)>,
}

/// What the pages of a file say.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Said {
    /// What the directive says of itself.
    pub directive: Directive,
    /// What the words of each damaged page most likely said; without the pages at the end that have
    /// none.
    pub guesses: Vec<Vec<Guess>>,
}

impl Reading {
    /// Puts together the pages and what they say; `None`: a fault kept that from being read.
    pub(super) fn new(mut document: Document, said: Option<Said>) -> Self {
        if said.is_none() {
            document.warnings.push(Warning::RecordUnread);
        }
        Self { document, said: said.unwrap_or_default(), words: Vec::new() }
    }
}

/// The pages of a file.
pub(super) fn document(bytes: &Arc<Vec<u8>>, task: Task<'_>) -> Result<Document, Failure> {
    let extracted = panic::catch_unwind(AssertUnwindSafe(|| extract::extract(bytes, task)));
    extracted.unwrap_or_else(|_| {
        Err(Failure::Damaged { detail: "the reader broke down over this file".into() })
    })
}

/// The image of a page, from 1, of a file.
pub(super) fn raster(bytes: &Arc<Vec<u8>>, task: Task<'_>, page: u32) -> Result<Raster, Failure> {
    let drawn = panic::catch_unwind(AssertUnwindSafe(|| extract::raster(bytes, task, page)));
    drawn.unwrap_or_else(|_| {
        Err(Failure::Damaged { detail: "the reader broke down over this page".into() })
    })
}

/// The document with pages, from 1, filled with what was read off their images; as it was after a
/// fault.
pub(super) fn filled(
    document: Document,
    scanned: &[(u32, ScannedPage)],
) -> (Document, Vec<(u32, Vec<PlacedWord>)>) {
    let filled = panic::catch_unwind(AssertUnwindSafe(|| {
        let mut filled = document.clone();
        let words = extract::fill(&mut filled, scanned);
        (filled, words)
    }));
    filled.unwrap_or((document, Vec::new()))
}

/// What the pages say; `None` after a fault.
pub(super) fn said(pages: &[Page]) -> Option<Said> {
    panic::catch_unwind(AssertUnwindSafe(|| {
        if pages.iter().all(|page| page.status != PageStatus::JunkText) {
            return Said { directive: directive::read(pages), guesses: Vec::new() };
        }
        restored(pages)
    }))
    .ok()
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
    let mut directive = directive::read(&as_shown);
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
