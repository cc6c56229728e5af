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
use super::layout::{self, PageGlyphs};
use super::limits::Limits;
use super::task::Task;
use crate::document::{Document, Failure, Format, Page, PageStatus, Warning};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::Object;
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page, kurbo,
};
use std::sync::Arc;
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
pub(super) fn extract(bytes: &Arc<Vec<u8>>, task: Task<'_>) -> Result<Document, Failure> {
    guard::on_large_stack(|| read(bytes, task))
        .unwrap_or_else(|detail| Err(Failure::Damaged { detail }))
}

fn read(bytes: &Arc<Vec<u8>>, task: Task<'_>) -> Result<Document, Failure> {
    let limits = task.limits;
    let mut warnings = Vec::new();
    let pdf = match open(bytes, task.passwords) {
        Ok(pdf) => pdf,
        Err(Failure::Encrypted) => return Err(Failure::Encrypted),
        Err(failure) => {
            warnings.push(Warning::SecondReader);
            second_chance(bytes)?.ok_or(failure)?
        }
    };
    let mut reader = Reader::new(&pdf, limits);
    let mut pages = Vec::new();
    for (page, number) in pdf.pages().iter().take(limits.pages).zip(1..) {
        (task.page_begun)(number);
        pages.push(match task.given_up.status(number) {
            Some(status) => Page { text: String::new(), status },
            None => reader.page(page),
        });
    }
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

/// Opens a file with the empty password, else with the first of these that fits.
fn open(bytes: &Arc<Vec<u8>>, passwords: &[String]) -> Result<Pdf, Failure> {
    let closed = load(bytes.clone(), "");
    if !matches!(closed, Err(Failure::Encrypted)) {
        return closed;
    }
    passwords.iter().find_map(|word| load(bytes.clone(), word).ok()).map_or(closed, Ok)
}

/// Opens a file with a password, which may be empty; one without a page is damaged.
fn load(bytes: Arc<Vec<u8>>, password: &str) -> Result<Pdf, Failure> {
    let damaged = |detail: String| Failure::Damaged { detail };
    let pdf = match guard(|| Pdf::new_with_password(bytes, password)) {
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
    let rewritten = repair::rewrite(bytes)?.and_then(|sound| load(Arc::new(sound), "").ok());
    let adopted = || repair::adopt_pages(bytes).and_then(|whole| load(Arc::new(whole), "").ok());
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

    fn page(&mut self, page: &PdfPage<'a>) -> Page {
        let unread = |status| Page { text: String::new(), status };
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
        let Ok(mut text) = guard(|| layout::text(&glyphs)) else {
            return unread(PageStatus::Damaged);
        };
        let room = self.limits.text_bytes.saturating_sub(self.text_bytes);
        if text.len() > room {
            text.truncate(text.floor_char_boundary(room));
            self.text_cut = true;
        }
        self.text_bytes += text.len();
        let status = match () {
            () if panicked => PageStatus::Damaged,
            () if timed_out => PageStatus::Timeout,
            () => match status(&text, &glyphs, &marks) {
                PageStatus::Blank if is_lost(page) => PageStatus::Damaged,
                status => status,
            },
        };
        Page { text, status }
    }
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
fn status(text: &str, glyphs: &PageGlyphs, marks: &Marks) -> PageStatus {
    let letters = text.chars().filter(|c| !c.is_whitespace()).count();
    let unknown = text.chars().filter(|c| *c == '\u{FFFD}').count();
    let shown = marks.image_area / (glyphs.width * glyphs.height).max(1.0);
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
