//! A file of a word processor → pages.
//!
//! Each format has a reader that knows nothing of the others and fills a [`Builder`](builder::Builder);
//! what follows knows no format:
//!
//! ```text
//! bytes ─docx, doc, rtf, odt, html─▶ story ─fonts─▶ the same in Unicode ─flow─▶ texts of pages
//! ```

mod album;
mod builder;
mod columns;
mod counting;
mod doc;
mod docx;
mod field;
mod flow;
mod fonts;
mod html;
mod length;
mod lists;
mod odt;
mod package;
mod pictures;
mod rtf;
mod story;
mod symbols;
mod white;
mod xml;

use super::limits::Limits;
use crate::document::{Document, Encoding, Failure, Format, Page, PageStatus, Warning};

/// Words of a text beside which pictures are no more than that.
const ENOUGH: usize = 20;

/// A PDF of the pictures of a file that shows hardly any text but them, as scans that somebody pasted into
/// it; an empty page for each of its own stands before them. `None` for any other file.
pub(super) fn album(
    format: Format,
    bytes: &[u8],
    read: &Result<Document, Failure>,
    limits: &Limits,
) -> Option<Vec<u8>> {
    let before = match read {
        Ok(document) => {
            let mut words = document.pages.iter().flat_map(|page| page.text.split_whitespace());
            words.nth(ENOUGH - 1).is_none().then_some(document.pages.len())?
        }
        Err(Failure::Empty) => 0,
        Err(_) => return None,
    };
    let room = limits.pages.saturating_sub(before);
    album::album(pictures::pictures(format, bytes, room), before)
}

/// What a reader makes of a file.
struct Told {
    story: story::Story,
    /// It was damaged; what could be read of it is there.
    is_mended: bool,
    /// A part was larger than what is unpacked.
    is_cut: bool,
}

/// Reads a file that was told to be of this format.
///
/// # Errors
/// [`Failure::Damaged`] and [`Failure::Encrypted`], [`Failure::Empty`] where it shows no text.
pub(super) fn extract(format: Format, bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    let (mut encoding, mut replaced) = (None, false);
    let Told { mut story, is_mended, is_cut } = match format {
        Format::Docx => docx::read(bytes, limits.text_bytes)?,
        Format::Doc => doc::read(bytes, limits.text_bytes)?,
        Format::Html => {
            let page = html::read(bytes, limits.text_bytes)?;
            (encoding, replaced) = (page.encoding, page.replaced);
            page.told
        }
        Format::Odt => odt::read(bytes, limits.text_bytes)?,
        Format::Rtf => rtf::read(bytes, limits.text_bytes),
        _ => return Err(Failure::NotADocument),
    };
    fonts::decode(&mut story);
    let mut texts = flow::pages(&story);
    let mut warnings = Vec::new();
    if replaced {
        warnings.push(Warning::BytesReplaced);
    }
    if is_mended {
        warnings.push(Warning::SecondReader);
    }
    if story.is_cut || is_cut {
        warnings.push(Warning::TextCut);
    }
    if texts.len() > limits.pages {
        texts.truncate(limits.pages);
        warnings.push(Warning::PagesCut);
    }
    if texts.iter().all(|text| text.trim().is_empty()) {
        return Err(Failure::Empty);
    }
    let page = |text: String| {
        let status = match encoding {
            _ if text.trim().is_empty() => PageStatus::Blank,
            Some(Encoding::Unknown) => PageStatus::JunkText,
            _ => PageStatus::Text,
        };
        Page { text, status }
    };
    let pages = texts.into_iter().map(page).collect();
    let (read_by_ocr, doubted) = (Vec::new(), Vec::new());
    let has_pictures = false;
    Ok(Document { format, encoding, pages, warnings, read_by_ocr, doubted, has_pictures })
}
