//! The pages of originals as they look, and where their words stand.
//!
//! In: a directive's record, a page. Out: a PNG; words with boxes. Both are made behind the fence from
//! the untouched file, and kept in memory by the file's content, so that turning back costs nothing.

mod address;
mod boxes;
mod image;
mod kept;
mod marks;
mod press;

pub(crate) use boxes::{Fractions, Leaf, Source, ocr_boxes};
pub(crate) use image::{__path_image, image};
pub(crate) use marks::{__path_marks, marks};

use super::problem::Problem;
use crate::document::{DocId, Failure, PageStatus};
use crate::extract::{GivenUp, PlacedPage, PlacedWord, Zoom};
use crate::fence::Settings;
use crate::index::Record;
use axum::body::Bytes;
use kept::Kept;
use press::Press;
use std::mem::size_of;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Bytes of pictures kept in memory: some 500 pages of text.
const PICTURES: usize = 64 << 20;
/// Bytes of words kept in memory: some 2,000 pages of text.
const WORDS: usize = 32 << 20;
/// Time for a page, and for the words of a file: less than a request has.
const TIME: Duration = Duration::from_secs(6);
/// How long a page is not tried again that could not be drawn: it may have been the machine's load.
const NOT_AGAIN: Duration = Duration::from_secs(600);

/// A picture, or when it turned out that there is none.
type Drawn = Result<Bytes, Instant>;
/// The words of a file's pages, or when it turned out that they cannot be had.
type Placed = Result<Arc<Vec<PlacedPage>>, Instant>;

/// Draws pages and finds words; shared by all requests.
#[derive(Debug)]
pub(crate) struct Leaves {
    press: Press,
    pictures: Kept<(DocId, u32, Zoom), Drawn>,
    words: Kept<DocId, Placed>,
}

impl Leaves {
    /// Files are read as they are for the index, in less time.
    pub(crate) fn new(mut settings: Settings) -> Self {
        let limits = &mut settings.limits;
        limits.page_time = limits.page_time.min(TIME);
        limits.file_time = limits.file_time.min(TIME);
        Self { press: Press::new(settings), pictures: Kept::new(PICTURES), words: Kept::new(WORDS) }
    }

    /// The picture of a page, from 1.
    pub(crate) async fn picture(
        &self,
        record: Arc<Record>,
        page: u32,
        zoom: Zoom,
    ) -> Result<Bytes, Problem> {
        let key = (record.id.clone(), page, zoom);
        match self.pictures.get(&key) {
            Some(Ok(png)) => return Ok(png),
            Some(Err(when)) if when.elapsed() < NOT_AGAIN => return Err(Problem::NotDrawn),
            _ => {}
        }
        let drawn = self.press.run(record, move |sheets| {
            sheets.picture(page, zoom).map_err(|failure| problem(&failure))
        });
        match drawn.await {
            Ok(picture) => {
                let png = Bytes::from(picture.png);
                self.pictures.put(key, Ok(png.clone()), png.len());
                Ok(png)
            }
            Err(problem) => {
                if problem == Problem::NotDrawn {
                    self.pictures.put(key, Err(Instant::now()), 0);
                }
                Err(problem)
            }
        }
    }

    /// Size and words of each page, by the file's own text.
    pub(crate) async fn words(&self, record: Arc<Record>) -> Result<Arc<Vec<PlacedPage>>, Problem> {
        let key = record.id.clone();
        match self.words.get(&key) {
            Some(Ok(pages)) => return Ok(pages),
            Some(Err(when)) if when.elapsed() < NOT_AGAIN => return Err(Problem::NotDrawn),
            _ => {}
        }
        // Pages that ended a worker before would do so again.
        let is_unread =
            |status: &PageStatus| matches!(status, PageStatus::Damaged | PageStatus::Timeout);
        let statuses = (1..).zip(&record.page_status).filter(|(_, status)| is_unread(status));
        let pages = statuses.map(|(page, status)| (page, *status)).collect();
        let given_up = GivenUp { pages, rest: None };
        let placed = self.press.run(record, move |sheets| {
            sheets.words(&given_up).map_err(|failure| problem(&failure))
        });
        match placed.await {
            Ok(pages) => {
                let bytes = |page: &PlacedPage| {
                    size_of::<PlacedPage>() + page.words.len() * size_of::<PlacedWord>()
                };
                let bytes = pages.iter().map(bytes).sum();
                let pages = Arc::new(pages);
                self.words.put(key, Ok(Arc::clone(&pages)), bytes);
                Ok(pages)
            }
            Err(problem) => {
                if problem == Problem::NotDrawn {
                    self.words.put(key, Err(Instant::now()), 0);
                }
                Err(problem)
            }
        }
    }
}

/// What it means for a request that a file could not be looked at.
fn problem(failure: &Failure) -> Problem {
    tracing::info!(?failure, "an original cannot be shown");
    match failure {
        // There is no process to do it, which is not the file's fault.
        Failure::Unreadable { .. } => Problem::Internal,
        Failure::Encrypted => Problem::FileEncrypted,
        _ => Problem::NotDrawn,
    }
}
