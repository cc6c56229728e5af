//! What became of a page, by what it shows.

use super::device::Marks;
use crate::document::PageStatus;
use hayro_interpret::hayro_syntax::object::Object;
use hayro_interpret::hayro_syntax::page::Page;

/// Whether a page that shows nothing has contents all the same: cut off, beyond decoding, or a
/// decompression bomb.
pub(super) fn is_lost(page: &Page<'_>) -> bool {
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
pub(super) fn status(text: &str, area: f32, marks: &Marks) -> PageStatus {
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
