//! The pages of one file that are read by OCR: their images, and the document once they are read.

use super::Fence;
use super::reader::Reader;
use super::reading::{self, Reading};
use crate::document::{Document, Failure};
use crate::extract::{Raster, ScannedPage, Task};
use std::sync::Arc;

/// Draws pages of one file; a worker of its own keeps the file from page to page. To be used on one
/// thread: on Linux a worker ends with the thread that started it.
#[derive(Debug)]
pub struct Sheets<'f> {
    fence: &'f Fence,
    bytes: Arc<Vec<u8>>,
    /// The worker that has the file.
    reader: Option<Reader>,
}

impl Fence {
    /// The pages of a file.
    #[must_use]
    pub fn sheets(&self, bytes: &Arc<Vec<u8>>) -> Sheets<'_> {
        Sheets { fence: self, bytes: bytes.clone(), reader: None }
    }

    /// Fills pages, from 1, of a document with what was read off their images, and reads anew what
    /// the document says of itself.
    ///
    /// # Errors
    /// What became of the worker; the document stays as it is.
    pub fn fill(
        &self,
        document: &mut Document,
        scanned: &[(u32, ScannedPage)],
    ) -> Result<Reading, Failure> {
        let Some(program) = &self.settings.program else {
            let (filled, words) = reading::filled(document.clone(), scanned);
            let said = reading::said(&filled.pages);
            return Ok(Reading { words, ..Reading::new(filled, said) });
        };
        let limits = &self.settings.limits;
        let mut reader = self.start(program)?;
        let result = reader.fill(document, scanned, limits);
        let reading = result.map_err(|reason| reason.failure(limits))?;
        self.idle().push(reader);
        reading
    }
}

impl Sheets<'_> {
    /// The image of a page, from 1.
    ///
    /// # Errors
    /// Why there is none; other pages may have one all the same.
    pub fn draw(&mut self, page: u32) -> Result<Raster, Failure> {
        let settings = &self.fence.settings;
        let Some(program) = &settings.program else {
            let task = Task { passwords: &settings.passwords, ..Task::new(&settings.limits) };
            return reading::raster(&self.bytes, task, page);
        };
        let (mut reader, bytes) = match self.reader.take() {
            Some(reader) => (reader, &[][..]),
            None => (self.fence.start(program)?, self.bytes.as_slice()),
        };
        let drawn = reader.draw(bytes, page, &settings.limits);
        // A worker that ended is not asked again, and the next one gets the file.
        let drawn = drawn.map_err(|reason| reason.failure(&settings.limits))?;
        self.reader = Some(reader);
        drawn
    }
}
