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

/// What is kept on disk of some pages.
#[derive(Debug, Default)]
pub struct Kept(Vec<cache::Name>);

impl Kept {
    /// Takes over what another has.
    pub fn append(&mut self, other: &mut Self) {
        self.0.append(&mut other.0);
    }
}

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

    /// The words of a page; `kept` gets the names of what of it is on disk.
    ///
    /// # Errors
    /// [`Fault`]: the program did not read this page; it may read others.
    pub fn read(
        &self,
        raster: &Raster,
        time: Duration,
        kept: &mut Kept,
    ) -> Result<ScannedPage, Fault> {
        let page = self.read_as_it_is(raster, time, kept)?;
        match Columns::of(raster).filter(|columns| columns.is_doubted(&page)) {
            Some(columns) => {
                let apart = self.read_as_it_is(&columns.raster, time, kept)?;
                Ok(columns.better(page, apart))
            }
            None => Ok(page),
        }
    }

    /// Takes what was kept of pages off the disk again.
    pub fn forget(&self, kept: &Kept) {
        for name in self.cache.iter().flat_map(|cache| kept.0.iter().map(move |n| (cache, n))) {
            if let Err(error) = name.0.remove(name.1) {
                tracing::error!("what OCR read of a secret paper could not be removed: {error}");
            }
        }
    }

    fn read_as_it_is(
        &self,
        raster: &Raster,
        time: Duration,
        kept: &mut Kept,
    ) -> Result<ScannedPage, Fault> {
        let Some(cache) = &self.cache else {
            return tsv::page(&self.engine.read(raster, time)?, raster);
        };
        let name = cache::name(&self.engine, raster);
        kept.0.push(name.clone());
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
