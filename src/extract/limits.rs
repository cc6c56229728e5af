//! Caps on what one file may cost.

use std::time::Duration;

/// Caps on what one file may cost. Every cap has an outcome that names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file; a larger one is [`TooLarge`](crate::document::Failure::TooLarge).
    pub file_bytes: u64,
    /// Pages read of a file; the rest is not, with the warning `pages-cut`.
    pub pages: usize,
    /// Glyphs read of a page; the rest is not, with the warning `text-cut`. A dense A4 page of
    /// text has 4,000, a large table 20,000.
    pub page_glyphs: usize,
    /// UTF-8 bytes of text kept of a file; the rest is not, with the warning `text-cut`.
    pub text_bytes: usize,
    /// Time for one page; a slower one has the status `timeout`. Looked at whenever the page draws
    /// something, so a soft limit: the hard one is for whoever runs the extraction.
    pub page_time: Duration,
    /// Time for one file; pages not begun by then have the status `timeout`.
    pub file_time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 512 << 20,
            pages: 20_000,
            page_glyphs: 500_000,
            text_bytes: 256 << 20,
            page_time: Duration::from_secs(20),
            file_time: Duration::from_secs(300),
        }
    }
}
