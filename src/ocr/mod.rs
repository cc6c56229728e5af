//! The image of a page → its words, by an OCR program that the machine has: tesseract.
//!
//! In: a [`Raster`]. Out: a [`ScannedPage`], or the [`Fault`] that keeps the page waiting. What was
//! read once is kept ([`cache`]), since a page takes a second of processor time. Not done here: words →
//! text (`extract::fill`), and which pages are to be read.

mod blocks;
mod boxes;
pub mod cache;
mod columns;
mod engine;
mod process;
mod tsv;

pub use boxes::Boxes;
pub use cache::Cache;
pub use engine::{Engine, Fault, Missing};

use crate::document::DocId;
use crate::extract::{Raster, ScannedPage};
use columns::Columns;
use std::time::Duration;

/// Reads images of pages.
#[derive(Debug)]
pub struct Ocr {
    engine: Engine,
    cache: Option<Cache>,
}

impl Ocr {
    /// Reads with this program; what it has read is kept in `cache`, if there is one.
    #[must_use]
    pub fn new(engine: Engine, cache: Option<Cache>) -> Self {
        Self { engine, cache }
    }

    /// Keeps where the words of a directive's pages stand.
    pub fn keep_boxes(&self, id: &DocId, boxes: &Boxes) {
        let kept = self.cache.as_ref().map(|cache| cache.put_boxes(id, boxes));
        if let Some(Err(error)) = kept {
            tracing::warn!("where the words of {id} stand could not be kept: {error}");
        }
    }

    /// The words of a page.
    ///
    /// # Errors
    /// [`Fault`]: the program did not read this page; it may read others.
    pub fn read(&self, raster: &Raster, time: Duration) -> Result<ScannedPage, Fault> {
        let page = self.read_as_it_is(raster, time)?;
        match Columns::of(raster).filter(|columns| columns.is_doubted(&page)) {
            Some(columns) => {
                let apart = self.read_as_it_is(&columns.raster, time)?;
                Ok(columns.better(page, apart))
            }
            None => Ok(page),
        }
    }

    fn read_as_it_is(&self, raster: &Raster, time: Duration) -> Result<ScannedPage, Fault> {
        let Some(cache) = &self.cache else {
            return tsv::page(&self.engine.read(raster, time)?, raster);
        };
        let name = cache::name(&self.engine, raster);
        if let Some(page) = cache.get(&name).and_then(|table| tsv::page(&table, raster).ok()) {
            return Ok(page);
        }
        let table = self.engine.read(raster, time)?;
        let page = tsv::page(&table, raster)?;
        if let Err(error) = cache.put(&name, &tsv::words_of(&table)) {
            tracing::warn!("what OCR read could not be kept: {error}");
        }
        Ok(page)
    }
}
