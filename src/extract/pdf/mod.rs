//! A PDF file → pages.
//!
//! hayro reads the file and yields glyphs; [`layout`](super::layout) puts them into reading order.
//! A file that hayro rejects is tried again with its structure mended (lopdf). In between, glyphs
//! without text get it from their font program, those of legacy fonts are decoded:
//!
//! ```text
//! file ─hayro─▶ device, fonts ─▶ glyphs ─recover─▶ ─decode─▶ layout ─▶ text
//! ```
//!
//! Not done here: OCR of images, judging whether the text is any good.

mod catalog;
mod decode;
mod device;
#[cfg(test)]
mod font_tests;
mod fonts;
mod gather;
mod guard;
mod legacy;
mod program;
mod recover;
mod repair;
#[cfg(test)]
mod tests;
mod words;

use self::decode::decode_page;
use self::device::{Collector, Drawing, Marks};
use self::fonts::Fonts;
use self::guard::{Stopped, guard};
use self::recover::recover;
use super::layout::{self, PageGlyphs};
use super::limits::Limits;
use crate::document::{Document, Failure, Format, Page, PageStatus, Warning};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::Object;
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page, kurbo,
};
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

fn read(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    let mut warnings = Vec::new();
    let pdf = match load(bytes.to_vec()) {
        Ok(pdf) => pdf,
        Err(Failure::Encrypted) => return Err(Failure::Encrypted),
        Err(failure) => {
            warnings.push(Warning::SecondReader);
            second_chance(bytes)?.ok_or(failure)?
        }
    };
    let mut reader = Reader::new(&pdf, limits);
    let pages = reader.pages();
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
    fonts: Fonts<'a>,
    begun: Instant,
    text_bytes: usize,
    text_cut: bool,
}

impl<'a> Reader<'a> {
    fn new(pdf: &'a Pdf, limits: &'a Limits) -> Self {
        let settings = InterpreterSettings::default();
        Self {
            pdf,
            limits,
            cache: InterpreterCache::new(),
            fonts: Fonts::new(settings.clone()),
            settings,
            begun: Instant::now(),
            text_bytes: 0,
            text_cut: false,
        }
    }

    fn pages(&mut self) -> Vec<Page> {
        let of_file = self.pdf.pages();
        let mut pages = Vec::with_capacity(of_file.len().min(self.limits.pages));
        let mut unsure = Vec::new();
        for (at, page) in of_file.iter().take(self.limits.pages).enumerate() {
            let (page, fonts) = self.page(page);
            pages.push(page);
            if !fonts.is_empty() {
                unsure.push((at, fonts));
            }
        }
        // What a later page told of a font holds for the earlier ones.
        for (at, fonts) in unsure {
            let is_decoded = fonts.iter().any(|font| self.fonts.is_decoded(*font));
            if let (true, Some(page), Some(read)) = (is_decoded, of_file.get(at), pages.get_mut(at))
            {
                self.text_bytes = self.text_bytes.saturating_sub(read.text.len());
                *read = self.page(page).0;
            }
        }
        pages
    }

    /// Reads a page. Also returns the fonts of which too little is known to decode them.
    fn page(&mut self, page: &PdfPage<'a>) -> (Page, Vec<u16>) {
        let unread = |status| (Page { text: String::new(), status }, Vec::new());
        if self.begun.elapsed() > self.limits.file_time {
            return unread(PageStatus::Timeout);
        }
        let (mut drawing, mut panicked) = self.draw(page);
        let mut unsure = self.decode(&mut drawing);
        if self.fonts.are_mixed_up() && self.fonts.tell_apart() {
            (drawing, panicked) = self.draw(page);
            unsure = self.decode(&mut drawing);
        }
        let Drawing { page: glyphs, marks, timed_out, cut, .. } = drawing;
        self.text_cut |= cut;
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
            // Its first part is better than nothing, but it is damaged.
            () if panicked => PageStatus::Damaged,
            () if timed_out => PageStatus::Timeout,
            () => match status(&text, &glyphs, &marks) {
                PageStatus::Blank if is_lost(page) => PageStatus::Damaged,
                status => status,
            },
        };
        (Page { text, status }, unsure)
    }

    /// What a page draws, and whether a panic in the middle of it has cut that off.
    fn draw(&mut self, page: &PdfPage<'a>) -> (Drawing, bool) {
        self.fonts.begin(page);
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
        let drawing = collector.finish();
        let panicked = matches!(interpreted, Err(Stopped::Panic(_)));
        if panicked {
            self.cache = InterpreterCache::new();
        }
        (drawing, panicked)
    }

    /// Gives glyphs the text that the file does not tell. Returns the fonts of which too little is
    /// known to do so.
    fn decode(&mut self, drawing: &mut Drawing) -> Vec<u16> {
        recover(&mut drawing.page.glyphs, &drawing.origins, &mut self.fonts);
        decode_page(&mut drawing.page.glyphs, &mut drawing.origins, &mut self.fonts)
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
