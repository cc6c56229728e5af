//! The second chance of a damaged file: lopdf, whose parser is the more lenient one, takes it
//! apart and writes it anew, so that there is one interpreter of page contents only.

use super::guard::guard;
use crate::document::Failure;
use lopdf::{Document, LoadOptions};

/// The same document with a sound cross-reference table.
///
/// # Errors
/// [`Failure::Damaged`] if lopdf cannot read it either, [`Failure::Encrypted`] if a password is
/// needed.
pub(super) fn rewrite(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let damaged = |detail: String| Failure::Damaged { detail };
    let rewritten = guard(|| {
        let mut document = Document::load_mem_with_options(bytes, LoadOptions::default())
            .map_err(|e| damaged(e.to_string()))?;
        if document.is_encrypted() {
            return Err(Failure::Encrypted);
        }
        if document.get_pages().is_empty() {
            return Err(damaged("no pages".into()));
        }
        let mut sound = Vec::with_capacity(bytes.len());
        document.save_to(&mut sound).map_err(|e| damaged(e.to_string()))?;
        Ok(sound)
    });
    rewritten.unwrap_or_else(|stopped| Err(damaged(format!("{stopped:?}"))))
}
