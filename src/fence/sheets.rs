//! The pages of one file, one by one: their images for OCR, and the document once they are read; their
//! pictures for a person, and where their words stand.

use super::Fence;
use super::reader::{Reader, Reason};
use super::reading::{self, Reading};
use crate::document::{Document, Failure};
use crate::extract::{GivenUp, Picture, PlacedPage, Raster, ScannedPage, Task, Zoom};
use std::path::Path;
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
        let limits = &self.fence.settings.limits;
        match &self.fence.settings.program {
            Some(program) => self.ask(program, |reader, bytes| reader.draw(bytes, page, limits)),
            None => reading::raster(&self.bytes, self.task(), page),
        }
    }

    /// The picture of a page, from 1.
    ///
    /// # Errors
    /// Why there is none; other pages may have one all the same.
    pub fn picture(&mut self, page: u32, zoom: Zoom) -> Result<Picture, Failure> {
        let limits = &self.fence.settings.limits;
        match &self.fence.settings.program {
            Some(program) => {
                self.ask(program, |reader, bytes| reader.show(bytes, page, zoom, limits))
            }
            None => reading::picture(&self.bytes, self.task(), page, zoom),
        }
    }

    /// Where the words of each page stand, but for pages that are given up.
    ///
    /// # Errors
    /// Why that is not known of any page.
    pub fn words(&mut self, given_up: &GivenUp) -> Result<Vec<PlacedPage>, Failure> {
        let limits = &self.fence.settings.limits;
        match &self.fence.settings.program {
            Some(program) => {
                self.ask(program, |reader, bytes| reader.place(bytes, given_up, limits))
            }
            None => reading::words(&self.bytes, Task { given_up, ..self.task() }),
        }
    }

    fn task(&self) -> Task<'_> {
        let settings = &self.fence.settings;
        Task { passwords: &settings.passwords, ..Task::new(&settings.limits) }
    }

    /// Asks the worker that has the file, or a new one, which is given it.
    fn ask<T>(
        &mut self,
        program: &Path,
        question: impl FnOnce(&mut Reader, &[u8]) -> Result<Result<T, Failure>, Reason>,
    ) -> Result<T, Failure> {
        let (mut reader, bytes) = match self.reader.take() {
            Some(reader) => (reader, &[][..]),
            None => (self.fence.start(program)?, self.bytes.as_slice()),
        };
        // A worker that ended is not asked again, and the next one gets the file.
        let answer = question(&mut reader, bytes);
        let answer = answer.map_err(|reason| reason.failure(&self.fence.settings.limits))?;
        self.reader = Some(reader);
        answer
    }
}
