//! Bytes → pages. Stateless: `extract(bytes, limits)` knows nothing of files, index or threads, so
//! that a child process can run it.
//!
//! Chosen by content, never by a name's extension.

use crate::document::{Document, Failure};

/// Caps on what one file may cost. Every cap has an outcome that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file.
    pub file_bytes: u64,
    /// Pages read of a file; the rest is not, with the warning `pages-cut`.
    pub pages: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 512 << 20, pages: 20_000 }
    }
}

/// Reads the pages of a file.
///
/// # Errors
/// [`Failure`] says why there is no document at all; a page that cannot be read is no error but a
/// page with its status.
pub fn extract(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    let _ = (bytes, limits);
    Err(Failure::NotADocument)
}
