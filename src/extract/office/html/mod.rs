//! A web page → its story.
//!
//! ```text
//! bytes ─decode─▶ text ─html5gum─▶ tags and text ─reader─▶ story
//! ```
//!
//! What a browser shows of it without running anything: tables, lists with their labels, and
//! whatever stands around a text that was saved from a site. Styles count as far as they stand at an
//! element or are of its name or class.

mod blocks;
mod decode;
mod element;
mod reader;
mod sheet;
mod style;
#[cfg(test)]
mod tests;

use super::Told;
use crate::document::{Encoding, Failure};
use decode::Decoded;
use reader::Reader;

/// Bytes of markup that are read.
const MARKUP: usize = 256 << 20;

/// What a web page says, and how its bytes were read.
pub(super) struct Page {
    pub(super) told: Told,
    /// Unless it is one that Vietnamese is not written in.
    pub(super) encoding: Option<Encoding>,
    /// Bytes that are no text in its encoding were replaced.
    pub(super) replaced: bool,
}

/// Reads a web page.
///
/// # Errors
/// [`Failure::NotADocument`] for bytes that are no text.
pub(super) fn read(bytes: &[u8], room: usize) -> Result<Page, Failure> {
    let Decoded { mut text, encoding, replaced } =
        decode::decode(bytes, MARKUP).ok_or(Failure::NotADocument)?;
    let is_cut = text.len() > MARKUP;
    text.truncate(text.floor_char_boundary(MARKUP));
    let mut reader = Reader::new(room);
    reader.read(&text);
    let told = Told { story: reader.finish(), is_mended: false, is_cut };
    Ok(Page { told, encoding, replaced })
}
