//! What a run is asked for.

use crate::document::{Failure, Outcome};
use crate::fence::Settings;
use crate::ocr::Engine;
use std::num::NonZero;
use std::path::PathBuf;

/// What to index, and with what means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The folder of the index.
    pub index: PathBuf,
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// Threads that read; one a core where nobody says.
    pub jobs: Option<NonZero<usize>>,
    /// How files are read, and what one may cost.
    pub reading: Settings,
    /// Bytes of files read at once; a larger file is read alone.
    pub budget: u64,
    /// Files that were not read in full before are read again.
    pub retry: bool,
    /// Papers that carry a mark of secrecy are taken in like others; else nothing of them is kept.
    pub allow_secret: bool,
    /// Reads pages that wait for OCR, also those of files read before; `None` lets them wait.
    pub ocr: Option<Engine>,
}

impl Options {
    /// Indexes `paths` with the usual means, and without a fence.
    #[must_use]
    pub fn new(index: impl Into<PathBuf>, paths: Vec<PathBuf>) -> Self {
        let reading = Settings::default();
        let (index, budget) = (index.into(), 256 << 20);
        Self {
            index,
            paths,
            jobs: None,
            reading,
            budget,
            retry: false,
            allow_secret: false,
            ocr: None,
        }
    }

    /// Whether a content that this became of is to be read again, though it has not changed.
    pub(super) fn reads_again(&self, outcome: &Outcome) -> bool {
        match outcome {
            Outcome::Failed(Failure::Encrypted) => self.retry || !self.reading.passwords.is_empty(),
            Outcome::Failed(Failure::TooLarge { limit, .. }) => {
                self.retry || *limit != self.reading.limits.file_bytes
            }
            Outcome::Failed(Failure::OverLimit { cap, limit })
            | Outcome::Opened { cut: Some(Failure::OverLimit { cap, limit }), .. } => {
                self.retry || *limit != self.reading.limits.of(*cap)
            }
            Outcome::Opened { cut: None, .. } => false,
            Outcome::Failed(Failure::Secret { .. }) => self.retry || self.allow_secret,
            Outcome::Read => false,
            _ if self.ocr.is_some() && outcome.waiting_pages() > 0 => true,
            _ => self.retry,
        }
    }
}
