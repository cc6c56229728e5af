//! A PDF file → pages.
//!
//! hayro reads the file and yields glyphs; [`layout`](super::layout) puts them into reading order.
//! A file that hayro rejects is tried again with its structure mended (lopdf). Not done here:
//! decoding of legacy fonts, OCR of images, judging whether the text is any good.

mod device;
mod fonts;
mod guard;
mod repair;
#[cfg(test)]
mod tests;

use self::device::{Collector, Marks};
use self::fonts::FontNames;
use self::guard::{Stopped, guard};
use super::layout::{self, Laid, Leaf, PlacedWord};
use super::limits::Limits;
use super::running::{Edges, REACH, Running, running};
use crate::document::{Document, Failure, Format, Page, PageStatus, Warning};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::Object;
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page, kurbo,
};
use std::collections::VecDeque;
use std::ops::Range;
use std::time::Instant;

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
/// [`Failure::Encrypted`] if it opens with no empty password, [`Failure::Damaged`] if neither
/// reader finds a page in it.
pub(super) fn extract(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    guard::on_large_stack(|| read(bytes, limits))
        .unwrap_or_else(|detail| Err(Failure::Damaged { detail }))
}

/// The words of a page with their boxes.
///
/// # Errors
/// As [`extract`].
pub(super) fn page_words(
    bytes: &[u8],
    page: usize,
    limits: &Limits,
) -> Result<Vec<PlacedWord>, Failure> {
    let read = || {
        let (pdf, _) = open(bytes)?;
        let mut words = Vec::new();
        let count = pdf.pages().len().min(limits.pages);
        Reader::new(&pdf, limits).read(page..page.saturating_add(1).min(count), |_, laid| {
            words = laid.words;
        });
        Ok(words)
    };
    guard::on_large_stack(read).unwrap_or_else(|detail| Err(Failure::Damaged { detail }))
}

fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    let (pdf, mut warnings) = open(bytes)?;
    let mut reader = Reader::new(&pdf, limits);
    let mut pages: Vec<Page> = Vec::new();
    reader.read(0..pdf.pages().len().min(limits.pages), |status, laid| {
        pages.push(Page { text: laid.text, status });
    });
    if pdf.pages().len() > limits.pages {
        warnings.push(Warning::PagesCut);
    }
    if reader.text_cut {
        warnings.push(Warning::TextCut);
    }
    if pages.iter().any(|p| matches!(p.status, PageStatus::Damaged | PageStatus::Timeout)) {
        warnings.push(Warning::PagesUnread);
    }
    Ok(Document { format: Format::Pdf, encoding: None, pages, warnings })
}

/// A file, mended if need be, and what was to be mended.
fn open(bytes: &[u8]) -> Result<(Pdf, Vec<Warning>), Failure> {
    match load(bytes.to_vec()) {
        Ok(pdf) => Ok((pdf, Vec::new())),
        Err(Failure::Encrypted) => Err(Failure::Encrypted),
        Err(failure) => Ok((second_chance(bytes)?.ok_or(failure)?, vec![Warning::SecondReader])),
    }
}

/// Opens a file with the empty password; one without a page is damaged.
fn load(bytes: Vec<u8>) -> Result<Pdf, Failure> {
    let damaged = |detail: String| Failure::Damaged { detail };
    let pdf = match guard(|| Pdf::new(bytes)) {
        Ok(Ok(pdf)) => pdf,
        Ok(Err(LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ))) => return Err(Failure::Encrypted),
        Ok(Err(error)) => return Err(damaged(format!("{error:?}"))),
        Err(stopped) => return Err(damaged(stopped.to_string())),
    };
    if pdf.pages().is_empty() { Err(damaged("no pages".into())) } else { Ok(pdf) }
}

/// A rejected file with its structure mended, if that yields a page.
fn second_chance(bytes: &[u8]) -> Result<Option<Pdf>, Failure> {
    let rewritten = repair::rewrite(bytes)?.and_then(|sound| load(sound).ok());
    let adopted = || repair::adopt_pages(bytes).and_then(|whole| load(whole).ok());
    Ok(rewritten.or_else(adopted))
}

/// What the pages of one file share.
struct Reader<'a> {
    pdf: &'a Pdf,
    limits: &'a Limits,
    cache: InterpreterCache<'a>,
    settings: InterpreterSettings,
    fonts: FontNames,
    begun: Instant,
    text_bytes: usize,
    text_cut: bool,
}

impl<'a> Reader<'a> {
    fn new(pdf: &'a Pdf, limits: &'a Limits) -> Self {
        Self {
            pdf,
            limits,
            cache: InterpreterCache::new(),
            settings: InterpreterSettings::default(),
            fonts: FontNames::default(),
            begun: Instant::now(),
            text_bytes: 0,
            text_cut: false,
        }
    }

    /// Reads pages, and those around them as far as they say what runs through them; `each` gets
    /// the pages asked for, in order.
    fn read(&mut self, asked: Range<usize>, mut each: impl FnMut(PageStatus, Laid)) {
        let pdf = self.pdf;
        let count = pdf.pages().len().min(self.limits.pages);
        let first = asked.start.saturating_sub(REACH);
        let mut edges: Vec<Edges> = Vec::new();
        let mut ahead: VecDeque<Sheet> = VecDeque::new();
        for at in first..asked.end {
            while first + edges.len() < count.min(at + REACH + 1) {
                let Some(page) = pdf.pages().get(first + edges.len()) else { break };
                let sheet = self.sheet(page);
                edges.push(sheet.leaf.as_ref().map(|l| l.edges().clone()).unwrap_or_default());
                ahead.push_back(sheet);
            }
            let Some(sheet) = ahead.pop_front() else { break };
            if asked.contains(&at) {
                let of = |page: usize| edges.get(page.checked_sub(first)?);
                let (status, laid) = self.set(sheet, &running(of, at, count));
                each(status, laid);
            }
        }
    }

    /// Interprets a page.
    fn sheet(&mut self, page: &PdfPage<'a>) -> Sheet {
        let unread = |status| Sheet { fault: Some(status), ..Sheet::default() };
        if self.begun.elapsed() > self.limits.file_time {
            return unread(PageStatus::Timeout);
        }
        let mut collector = Collector::new(self.limits, &mut self.fonts, page.render_dimensions());
        let interpreted = guard(|| {
            let area = kurbo::Rect::new(0.0, 0.0, f64::from(f32::MAX), f64::from(f32::MAX));
            let mut context = Context::new(
                page.initial_transform(true).to_kurbo(),
                area,
                &self.cache,
                self.pdf.xref(),
                self.settings.clone(),
            );
            interpret_page(page, &mut context, &mut collector);
        });
        let (glyphs, marks, timed_out, cut) = collector.finish();
        self.text_cut |= cut;
        // A panic in the middle of a page leaves its first part: better than nothing, but damaged.
        let panicked = matches!(interpreted, Err(Stopped::Panic(_)));
        if panicked {
            self.cache = InterpreterCache::new();
        }
        let Ok(leaf) = guard(|| layout::leaf(&glyphs)) else {
            return unread(PageStatus::Damaged);
        };
        let fault = match () {
            () if panicked => Some(PageStatus::Damaged),
            () => timed_out.then_some(PageStatus::Timeout),
        };
        let is_lost = glyphs.glyphs.is_empty() && is_lost(page);
        Sheet { leaf: Some(leaf), marks, fault, is_lost }
    }

    /// The text of an interpreted page, and what became of it.
    fn set(&mut self, sheet: Sheet, running: &Running) -> (PageStatus, Laid) {
        let Sheet { leaf, marks, fault, is_lost } = sheet;
        let Some(leaf) = leaf else {
            return (fault.unwrap_or(PageStatus::Damaged), Laid::default());
        };
        let area = leaf.area();
        let Ok(mut laid) = guard(|| leaf.set(running)) else {
            return (PageStatus::Damaged, Laid::default());
        };
        let room = self.limits.text_bytes.saturating_sub(self.text_bytes);
        if laid.text.len() > room {
            laid.text.truncate(laid.text.floor_char_boundary(room));
            self.text_cut = true;
        }
        self.text_bytes += laid.text.len();
        let status = fault.unwrap_or_else(|| match status(&laid.text, area, &marks) {
            PageStatus::Blank if is_lost => PageStatus::Damaged,
            status => status,
        });
        (status, laid)
    }
}

/// A page that was interpreted, before it is known what runs through its document.
#[derive(Default)]
struct Sheet {
    /// `None` if there is none to be had.
    leaf: Option<Leaf>,
    marks: Marks,
    /// What became of the page, if not what its text says.
    fault: Option<PageStatus>,
    /// It has contents that draw nothing.
    is_lost: bool,
}

/// Whether a page that shows nothing has contents all the same: cut off, beyond decoding, or a
/// decompression bomb.
fn is_lost(page: &PdfPage<'_>) -> bool {
    let contents = || page.raw().get::<Object<'_>>(CONTENTS.as_slice());
    match page.page_stream() {
        Some([]) => {
            matches!(contents(), Some(Object::Array(parts)) if parts.raw_iter().next().is_some())
        }
        Some(stream) => stream.len() > BOMB,
        None => page.raw().contains_key(CONTENTS.as_slice()),
    }
}

const CONTENTS: &[u8; 8] = b"Contents";
/// Bytes of contents that draw something for sure, if they are what they seem to be.
const BOMB: usize = 16 << 20;

/// What became of a page that was interpreted to its end.
fn status(text: &str, area: f32, marks: &Marks) -> PageStatus {
    let letters = text.chars().filter(|c| !c.is_whitespace()).count();
    let unknown = text.chars().filter(|c| *c == '\u{FFFD}').count();
    let shown = marks.image_area / area.max(1.0);
    if letters == 0 {
        return if shown > 0.0 || marks.paths > OUTLINES {
            PageStatus::Scan
        } else {
            PageStatus::Blank
        };
    }
    if unknown * 2 > letters {
        return PageStatus::JunkText;
    }
    if shown > 0.5 && letters < STAMP { PageStatus::Scan } else { PageStatus::Text }
}

/// Paths on a page without text from which it shows something to read: letters drawn as outlines.
const OUTLINES: u32 = 100;
/// Letters on a page filled by an image up to which they are a stamp on a scan ("Người ký: …, Thời
/// gian ký: …" has 100–200), not the page's text. The page keeps them and still waits for OCR.
const STAMP: usize = 250;
