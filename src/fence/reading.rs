//! A file's bytes → its pages and what they say: the work itself, on either side of the fence.

use crate::directive::{self, Said};
use crate::document::{Document, Failure, Page, Warning};
use crate::extract::container::{self, Allowance, Member, Package};
use crate::extract::{
    self, Limits, Picture, PlacedPage, PlacedWord, Raster, ScannedPage, Task, Zoom,
};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

/// What was read of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Its pages.
    pub document: Document,
    /// What they say.
    pub said: Said,
    /// The words of the pages, from 1, that OCR has filled, with their boxes.
    pub words: Vec<(u32, Vec<PlacedWord>)>,
}

impl Reading {
    /// Puts together the pages and what they say; `None`: a fault kept that from being read.
    pub(super) fn new(mut document: Document, said: Option<Said>) -> Self {
        if said.is_none() {
            document.warnings.push(Warning::RecordUnread);
        }
        Self { document, said: said.unwrap_or_default(), words: Vec::new() }
    }
}

/// The pages of a file.
pub(super) fn document(bytes: &Arc<Vec<u8>>, task: Task<'_>) -> Result<Document, Failure> {
    let extracted = panic::catch_unwind(AssertUnwindSafe(|| extract::extract(bytes, task)));
    extracted.unwrap_or_else(|_| {
        Err(Failure::Damaged { detail: "the reader broke down over this file".into() })
    })
}

/// The image of a page, from 1, of a file.
pub(super) fn raster(bytes: &Arc<Vec<u8>>, task: Task<'_>, page: u32) -> Result<Raster, Failure> {
    let drawn = panic::catch_unwind(AssertUnwindSafe(|| extract::raster(bytes, task, page)));
    drawn.unwrap_or_else(|_| {
        Err(Failure::Damaged { detail: "the reader broke down over this page".into() })
    })
}

/// The picture of a page, from 1, of a file.
pub(super) fn picture(
    bytes: &Arc<Vec<u8>>,
    task: Task<'_>,
    page: u32,
    zoom: Zoom,
) -> Result<Picture, Failure> {
    let drawn = panic::catch_unwind(AssertUnwindSafe(|| extract::picture(bytes, task, page, zoom)));
    drawn.unwrap_or_else(|_| {
        Err(Failure::Damaged { detail: "the reader broke down over this page".into() })
    })
}

/// Where the words of each page of a file stand.
pub(super) fn words(bytes: &Arc<Vec<u8>>, task: Task<'_>) -> Result<Vec<PlacedPage>, Failure> {
    let placed = panic::catch_unwind(AssertUnwindSafe(|| extract::words(bytes, task)));
    placed.unwrap_or_else(|_| {
        Err(Failure::Damaged { detail: "the reader broke down over this file".into() })
    })
}

/// The document with pages, from 1, filled with what was read off their images; as it was after a
/// fault.
pub(super) fn filled(
    document: Document,
    scanned: &[(u32, ScannedPage)],
) -> (Document, Vec<(u32, Vec<PlacedWord>)>) {
    let filled = panic::catch_unwind(AssertUnwindSafe(|| {
        let mut filled = document.clone();
        let words = extract::fill(&mut filled, scanned);
        (filled, words)
    }));
    filled.unwrap_or((document, Vec::new()))
}

/// What the pages say; `None` after a fault.
pub(super) fn said(pages: &[Page]) -> Option<Said> {
    panic::catch_unwind(AssertUnwindSafe(|| directive::said(pages))).ok()
}

/// Whether a file is a container, and no larger than a file may be.
pub(super) fn is_container(bytes: &[u8], limits: &Limits) -> bool {
    let is = || bytes.len() as u64 <= limits.file_bytes && container::is_container(bytes);
    panic::catch_unwind(AssertUnwindSafe(is)).unwrap_or_default()
}

/// The members of a container, one by one.
#[derive(Debug)]
pub(super) struct Members {
    package: Option<Package>,
    cut: Option<Failure>,
}

impl Members {
    /// Opens a container.
    pub(super) fn open(
        bytes: &Arc<Vec<u8>>,
        task: Task<'_>,
        left: Allowance,
        wanted: Option<&str>,
    ) -> Self {
        let open = || Package::open(bytes, task, left, wanted);
        match panic::catch_unwind(AssertUnwindSafe(open)) {
            Ok(Ok(package)) => Self { package: Some(package), cut: None },
            Ok(Err(failure)) => Self { package: None, cut: Some(failure) },
            Err(_) => Self { package: None, cut: Some(broke_down()) },
        }
    }

    /// The next member.
    pub(super) fn next(&mut self) -> Option<Member> {
        let package = self.package.as_mut()?;
        match panic::catch_unwind(AssertUnwindSafe(|| package.next())) {
            Ok(Some(member)) => return Some(member),
            Ok(None) => self.cut = package.cut().cloned(),
            Err(_) => self.cut = Some(broke_down()),
        }
        self.package = None;
        None
    }

    /// Why there may be more members; known after the last one.
    pub(super) fn cut(&self) -> Option<Failure> {
        self.cut.clone()
    }
}

fn broke_down() -> Failure {
    Failure::Damaged { detail: "the reader broke down over this file".into() }
}
