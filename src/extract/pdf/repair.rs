//! The second chance of a damaged file: its structure is mended, so that there is one interpreter
//! of page contents only.
//!
//! lopdf takes the file apart and writes it anew; where it finds no page either, the pages that lie
//! about in the bytes are put under a page tree of our own (a download cut off has lost its own,
//! which stands at the end). Broken contents stay broken.

use super::guard::guard;
use crate::document::Failure;
use lopdf::{Document, LoadOptions};
use regex::bytes::Regex;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// Object numbers of the catalogue and of the page tree that are added: the largest that PDF
/// readers take for sure (ISO 32000-1, Annex C: 8,388,607 objects).
const CATALOG: u32 = 8_388_607;
const TREE: u32 = CATALOG - 1;
/// Bytes of an object within which its type is looked for.
const WITHIN: usize = 4096;

/// The same document, written anew by lopdf; `None` if it finds no page.
///
/// # Errors
/// [`Failure::Encrypted`] if a password is needed.
pub(super) fn rewrite(bytes: &[u8]) -> Result<Option<Vec<u8>>, Failure> {
    let load = |force_reconstruct| {
        let options = LoadOptions { force_reconstruct, ..LoadOptions::default() };
        let document = Document::load_mem_with_options(bytes, options).ok()?;
        (document.is_encrypted() || !document.get_pages().is_empty()).then_some(document)
    };
    let rewritten = guard(|| {
        // As it is written; then by a scan for its objects.
        let Some(mut document) = load(false).or_else(|| load(true)) else { return Ok(None) };
        if document.is_encrypted() {
            return Err(Failure::Encrypted);
        }
        let mut sound = Vec::with_capacity(bytes.len());
        Ok(document.save_to(&mut sound).ok().map(|()| sound))
    });
    rewritten.unwrap_or(Ok(None))
}

/// The file with an end put to it that names the pages found in its bytes, in the order of their
/// numbers; `None` if there is none.
pub(super) fn adopt_pages(bytes: &[u8]) -> Option<Vec<u8>> {
    static OBJECT: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?-u)\b([0-9]{1,7})\s+([0-9]{1,5})\s+obj\b").ok());
    static PAGE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?-u)/Type\s*/Page\b").ok());
    static END: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?-u)\b(?:endobj|stream)\b").ok());
    let (object, page, end) = (OBJECT.as_ref()?, PAGE.as_ref()?, END.as_ref()?);
    let is_page = |from: usize| {
        let body = bytes.get(from..bytes.len().min(from.saturating_add(WITHIN)))?;
        let body = end.find(body).and_then(|end| body.get(..end.start())).unwrap_or(body);
        Some(page.is_match(body))
    };
    let number = |digits: &[u8]| std::str::from_utf8(digits).ok()?.parse::<u32>().ok();
    let mut pages: Vec<(u32, u32)> = object
        .captures_iter(bytes)
        .filter(|found| found.get(0).and_then(|m| is_page(m.end())) == Some(true))
        .filter_map(|found| {
            Some((number(found.get(1)?.as_bytes())?, number(found.get(2)?.as_bytes())?))
        })
        .collect();
    pages.sort_unstable();
    pages.dedup();
    if pages.is_empty() {
        return None;
    }
    let kids = pages.iter().fold(String::new(), |mut kids, (number, generation)| {
        let _ = write!(kids, "{number} {generation} R ");
        kids
    });
    let (count, size) = (pages.len(), CATALOG + 1);
    let mut whole = bytes.to_vec();
    whole.extend_from_slice(
        format!(
            "\nendstream\nendobj\n{CATALOG} 0 obj\n<</Type/Catalog/Pages {TREE} 0 R>>\nendobj\n\
             {TREE} 0 obj\n<</Type/Pages/Kids[{kids}]/Count {count}>>\nendobj\n\
             trailer\n<</Root {CATALOG} 0 R/Size {size}>>\nstartxref\n0\n%%EOF\n"
        )
        .as_bytes(),
    );
    Some(whole)
}
