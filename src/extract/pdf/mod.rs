//! A PDF file → pages.
//!
//! hayro reads the file and yields glyphs; [`layout`](super::layout) puts them into reading order.
//! A file that hayro rejects is tried again with its structure mended (lopdf). In between, glyphs
//! without text get it from their font program, those of legacy fonts are decoded:
//!
//! ```text
//! file ─open, hayro─▶ device, fonts ─▶ glyphs ─recover─▶ ─decode─▶ layout ─▶ text
//! ```
//!
//! Pages that wait for OCR are drawn ([`raster`]), and those that a person looks at ([`picture`]). Not done here: OCR itself, judging whether the text is any good.

mod catalog;
mod decode;
mod device;
mod draw;
#[cfg(test)]
mod font_tests;
mod fonts;
mod gather;
mod guard;
mod open;
mod picture;
mod program;
mod reader;
mod recover;
mod repair;
mod status;
#[cfg(test)]
mod tests;
mod words;

use self::open::open;
use self::reader::Reader;
use super::layout::{PlacedPage, PlacedWord};
use super::picture::{Picture, Zoom};
use super::raster::Raster;
use super::task::Task;
use crate::document::{Document, Failure, Format, Page, PageStatus, Warning};
use std::sync::Arc;

/// Bytes within which a PDF's header stands (junk before it is common).
const HEADER_WITHIN: usize = 1024;
/// Bytes from the end within which `startxref` stands.
const TRAILER_WITHIN: usize = 2048;

/// Whether the bytes are a PDF, be it a damaged one: its header or its trailer is there.
pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEADER_WITHIN.min(bytes.len())).unwrap_or_default();
    let tail = bytes.get(bytes.len().saturating_sub(TRAILER_WITHIN)..).unwrap_or_default();
    contains(head, b"%PDF-") || (contains(tail, b"startxref") && contains(tail, b"%%EOF"))
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|w| w == wanted)
}

/// Reads a PDF, on a thread of its own with a large stack.
///
/// # Errors
/// [`Failure::Encrypted`] if no password opens it, [`Failure::Damaged`] if neither reader finds a
/// page in it.
pub(super) fn extract(bytes: &Arc<Vec<u8>>, task: Task<'_>) -> Result<Document, Failure> {
    on_large_stack(|| read(bytes, task))
}

/// The words of each page with their boxes.
///
/// # Errors
/// As [`extract`].
pub(super) fn words(bytes: &Arc<Vec<u8>>, task: Task<'_>) -> Result<Vec<PlacedPage>, Failure> {
    on_large_stack(|| {
        let (pdf, _) = open(bytes, task.passwords)?;
        let words: Vec<Vec<PlacedWord>> = Reader::new(&pdf, task).pages(|_, laid| laid.words);
        let pages = pdf.pages().iter().zip(words).map(|(page, words)| {
            let (width, height) = page.render_dimensions();
            PlacedPage { width, height, words }
        });
        Ok(pages.collect())
    })
}

/// The picture of a page, from 1.
///
/// # Errors
/// As [`extract`], and if there is no such page.
pub(super) fn picture(
    bytes: &Arc<Vec<u8>>,
    task: Task<'_>,
    page: u32,
    zoom: Zoom,
) -> Result<Picture, Failure> {
    on_large_stack(|| picture::picture(bytes, task, page, zoom))
}

/// The image of a page, from 1.
///
/// # Errors
/// As [`extract`], and if there is no such page.
pub(super) fn raster(bytes: &Arc<Vec<u8>>, task: Task<'_>, page: u32) -> Result<Raster, Failure> {
    on_large_stack(|| draw::draw(bytes, task, page))
}

fn on_large_stack<T: Send>(work: impl FnOnce() -> Result<T, Failure> + Send) -> Result<T, Failure> {
    guard::on_large_stack(work).unwrap_or_else(|detail| Err(Failure::Damaged { detail }))
}

fn read(bytes: &Arc<Vec<u8>>, task: Task<'_>) -> Result<Document, Failure> {
    let (pdf, mut warnings) = open(bytes, task.passwords)?;
    let mut reader = Reader::new(&pdf, task);
    let pages = reader.pages(|status, laid| Page { text: laid.text, status });
    if pdf.pages().len() > task.limits.pages {
        warnings.push(Warning::PagesCut);
    }
    if reader.text_cut {
        warnings.push(Warning::TextCut);
    }
    if pages.iter().any(|p| matches!(p.status, PageStatus::Damaged | PageStatus::Timeout)) {
        warnings.push(Warning::PagesUnread);
    }
    let read_by_ocr = Vec::new();
    Ok(Document {
        format: Format::Pdf,
        encoding: None,
        pages,
        warnings,
        read_by_ocr,
        has_pictures: true,
        doubted: Vec::new(),
    })
}
