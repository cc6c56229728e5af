//! Bytes → pages. Stateless: `extract(bytes, task)` knows nothing of files, index or threads, so
//! that a child process can run it.
//!
//! Chosen by content, never by a name's extension. What comes out is the text that the file holds:
//! nothing is normalized or corrected, and a page of junk is called so.

pub mod container;
mod encoding;
mod judge;
mod kind;
mod layout;
mod legacy;
pub mod limits;
mod office;
mod pdf;
mod picture;
mod raster;
mod running;
mod scanned;
mod task;
mod txt;

pub use judge::damaged;
pub use layout::{PlacedPage, PlacedWord};
pub use limits::Limits;
pub use picture::{Picture, Zoom};
pub use raster::Raster;
pub use scanned::{ScannedPage, ScannedWord, fill};
pub use task::{GivenUp, Task};

use crate::document::{Document, Failure, Format};
use kind::Kind;
use std::sync::Arc;

/// Reads the pages of a file. A [`container`] has none: it is unpacked.
///
/// # Errors
/// [`Failure`] says why there is no document at all; a page that cannot be read is no error but a
/// page with its status.
pub fn extract(bytes: &Arc<Vec<u8>>, task: Task<'_>) -> Result<Document, Failure> {
    let (size, limit) = (bytes.len() as u64, task.limits.file_bytes);
    if size > limit {
        return Err(Failure::TooLarge { size, limit });
    }
    if bytes.is_empty() {
        return Err(Failure::Empty);
    }
    let mut document = match Kind::of(bytes) {
        Kind::Pdf => pdf::extract(bytes, task)?,
        Kind::Text => txt::extract(bytes, task.limits)?,
        Kind::Locked => return Err(Failure::Encrypted),
        Kind::Container(_) | Kind::Other => return Err(Failure::NotADocument),
        office => {
            let format = office.written_by_office().ok_or(Failure::NotADocument)?;
            let read = office::extract(format, bytes, task.limits);
            match office::album(format, bytes, &read, task.limits) {
                Some(album) => with_scans(read, pdf::extract(&Arc::new(album), task)?, format),
                None => read?,
            }
        }
    };
    judge::judge(&mut document.pages);
    Ok(document)
}

/// An office file with the pages of its pictures: its own ones stand before them, in the place of the
/// album's empty ones.
fn with_scans(read: Result<Document, Failure>, scans: Document, format: Format) -> Document {
    let (mut pages, mut warnings) =
        read.map(|document| (document.pages, document.warnings)).unwrap_or_default();
    pages.extend(scans.pages.into_iter().skip(pages.len()));
    warnings.extend(scans.warnings);
    Document { format, pages, warnings, ..scans }
}

/// What is drawn of a file: a PDF itself, the album of an office file.
fn drawn(bytes: &Arc<Vec<u8>>, limits: &Limits) -> Option<Arc<Vec<u8>>> {
    match Kind::of(bytes) {
        Kind::Pdf => Some(bytes.clone()),
        kind => {
            let format = kind.written_by_office()?;
            let read = office::extract(format, bytes, limits);
            office::album(format, bytes, &read, limits).map(Arc::new)
        }
    }
}

/// The words of each page of a PDF with their boxes; for when somebody looks at its pages. They fit
/// the texts that [`extract`] gives byte for byte: so the whole file is read, since what is known of
/// a font or a running header comes from other pages, too.
///
/// # Errors
/// As [`extract`]; no pages for a file of which nothing is drawn.
pub fn words(bytes: &Arc<Vec<u8>>, task: Task<'_>) -> Result<Vec<PlacedPage>, Failure> {
    drawn(bytes, task.limits).map_or(Ok(Vec::new()), |pdf| pdf::words(&pdf, task))
}

/// The picture of a page, from 1, of a PDF, or of an office file of scans: for a person.
///
/// # Errors
/// As [`extract`]; [`Failure::NotADocument`] for a file of which nothing is drawn.
pub fn picture(
    bytes: &Arc<Vec<u8>>,
    task: Task<'_>,
    page: u32,
    zoom: Zoom,
) -> Result<Picture, Failure> {
    let pdf = drawn(bytes, task.limits).ok_or(Failure::NotADocument)?;
    pdf::picture(&pdf, task, page, zoom)
}

/// The image of a page, from 1, of a PDF, or of an office file of scans: for OCR.
///
/// # Errors
/// As [`extract`]; [`Failure::NotADocument`] for a file of which nothing is drawn.
pub fn raster(bytes: &Arc<Vec<u8>>, task: Task<'_>, page: u32) -> Result<Raster, Failure> {
    let pdf = drawn(bytes, task.limits).ok_or(Failure::NotADocument)?;
    pdf::raster(&pdf, task, page)
}

/// Whether a file that begins and ends with these bytes can be a document; asked of large files
/// before they are read whole. Some kilobytes of each are enough.
#[must_use]
pub fn can_be_document(head: &[u8], tail: &[u8]) -> bool {
    Kind::may_be(head, tail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn extract(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
        super::extract(&Arc::new(bytes.to_vec()), Task::new(limits))
    }

    #[test]
    fn an_empty_and_an_oversized_file_are_named() {
        assert_eq!(extract(b"", &Limits::default()), Err(Failure::Empty));
        let limits = Limits { file_bytes: 3, ..Limits::default() };
        let too_large = Failure::TooLarge { size: 4, limit: 3 };
        assert_eq!(extract(b"abcd", &limits), Err(too_large));
    }

    #[test]
    fn ends_tell_what_can_be_a_document() {
        let binary = [0, 1, 2, 3].repeat(2048);
        assert!(can_be_document("Kết luận ".repeat(1000).as_bytes(), b"\x00\x01"));
        assert!(can_be_document(&[&b"%PDF-1.7\n"[..], &binary].concat(), &binary));
        assert!(can_be_document(&binary, b"startxref\n12345\n%%EOF\n"));
        assert!(!can_be_document(&binary, &binary));
    }

    proptest! {
        #[test]
        fn any_bytes_have_an_outcome(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
            if let Ok(document) = extract(&bytes, &Limits::default()) {
                prop_assert!(!document.pages.is_empty());
                prop_assert!(document.pages.iter().all(|p| !p.text.contains('\r')));
            }
        }
    }
}
