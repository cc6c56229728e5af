//! The fence around a hostile file: a file's bytes → what was read of it, in a process of its own.
//!
//! No catching of panics stops a stack overflow, an allocation of all memory or a loop without
//! end. So files are read by workers: processes of this very program, with limits on memory and
//! processor time that the system enforces, and a clock on this side that ends what takes too
//! long. A worker that ends over a page costs that page: its file is read again without it.
//!
//! In: bytes. Out: a [`Reading`], or the [`Failure`] that the file's entry will say. Nothing of the
//! file is interpreted in the process that holds the index.

mod apart;
mod confine;
mod message;
mod package;
mod reader;
mod reading;
mod sheets;
mod watch;
mod worker;

pub(crate) use apart::apart;
pub use package::{Offer, Package};
pub use reading::Reading;
pub use sheets::Sheets;
pub use worker::work;

use crate::document::{Failure, Outcome, PageStatus};
use crate::extract::{GivenUp, Limits, Task};
use message::Setup;
use reader::{Answer, Death, Reader, Reason, Step};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use watch::Watch;

/// The only argument of a worker.
pub const WORKER: &str = "worker";

/// Pages given up one by one; at the next that ends a worker, all from there on are.
const PAGES_GIVEN_UP: usize = 3;
/// Files after which a worker is replaced: its memory may be in pieces.
const FILES_A_WORKER: u32 = 5_000;

/// How files are read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// The program that calls [`work`] if its only argument is [`WORKER`]: this very one. `None` reads in this process,
    /// without a fence: for tests, and for files that nobody else has made.
    pub program: Option<PathBuf>,
    /// Caps on what one file may cost.
    pub limits: Limits,
    /// Tried on files that are closed by a password.
    pub passwords: Vec<String>,
}

/// What a file turned out to be.
#[derive(Debug)]
pub enum Opened<'f> {
    /// A document, which was read.
    Document(Box<Reading>),
    /// Files in a file, which are to be asked for.
    Container(Package<'f>),
}

/// Reads files behind the fence; shared by all threads, each of which has a worker to itself.
#[derive(Debug, Default)]
pub struct Fence {
    settings: Settings,
    idle: Mutex<Vec<Reader>>,
    watch: Watch,
}

impl Fence {
    /// A fence; workers are started as they are needed, and end with it.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { settings, ..Self::default() }
    }

    /// Caps on what one file may cost.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.settings.limits
    }

    /// Reads one file.
    ///
    /// # Errors
    /// Why nothing of the file was read. Pages that could not be read are none: they say so in
    /// their status. A container is no document.
    pub fn read(&self, bytes: impl Into<Arc<Vec<u8>>>) -> Result<Reading, Failure> {
        match self.open(bytes)? {
            Opened::Document(reading) => Ok(*reading),
            Opened::Container(_) => Err(Failure::NotADocument),
        }
    }

    /// Reads one file, or opens it if it is a container.
    ///
    /// # Errors
    /// As [`Fence::read`].
    pub fn open(&self, bytes: impl Into<Arc<Vec<u8>>>) -> Result<Opened<'_>, Failure> {
        let bytes = bytes.into();
        match &self.settings.program {
            Some(program) => self.open_behind(program, &bytes),
            None => self.open_here(&bytes),
        }
    }

    fn open_here(&self, bytes: &Arc<Vec<u8>>) -> Result<Opened<'_>, Failure> {
        let Settings { limits, passwords, .. } = &self.settings;
        if reading::is_container(bytes, limits) {
            return Ok(Opened::Container(Package::here(self, bytes)));
        }
        let task = Task { passwords, ..Task::new(limits) };
        let document = reading::document(bytes, task)?;
        let said = reading::said(&document.pages);
        Ok(Opened::Document(Box::new(Reading::new(document, said))))
    }

    fn open_behind(&self, program: &Path, bytes: &[u8]) -> Result<Opened<'_>, Failure> {
        let limits = &self.settings.limits;
        let begun = Instant::now();
        let mut given_up = GivenUp::default();
        let mut used = self.idle().pop();
        let mut last = None;
        loop {
            let is_fresh = used.is_none();
            let mut reader = used.take().map_or_else(|| self.start(program), Ok)?;
            let Death { reason, step } = match reader.read(bytes, &given_up, limits, begun) {
                Ok(Ok(Answer::Container)) => {
                    return Ok(Opened::Container(Package::behind(self, reader, bytes)));
                }
                Ok(Ok(Answer::Reading(reading))) => {
                    self.put_back(reader);
                    let reading = named(Ok(*reading), last, limits)?;
                    return Ok(Opened::Document(Box::new(reading)));
                }
                Ok(Err(failure)) => {
                    self.put_back(reader);
                    return Err(failure);
                }
                Err(death) => death,
            };
            tracing::info!("a worker ended, {reason:?}");
            // What many files before have left behind in a worker is not this one's fault.
            if !is_fresh && reason != Reason::TimeUp {
                continue;
            }
            let status = match reason {
                Reason::TimeUp => PageStatus::Timeout,
                Reason::OutOfMemory | Reason::BrokeDown(_) => PageStatus::Damaged,
            };
            let is_late = begun.elapsed() > limits.file_time;
            match step {
                Step::Record(document) => {
                    return Ok(Opened::Document(Box::new(Reading::new(*document, None))));
                }
                Step::Page(page) if given_up.rest.is_none() => {
                    if is_late || given_up.pages.len() >= PAGES_GIVEN_UP {
                        given_up.rest = Some((page, status));
                    } else {
                        given_up.pages.push((page, status));
                    }
                }
                Step::Page(_) | Step::Opening => return Err(reason.failure(limits)),
            }
            last = Some(reason);
        }
    }

    fn start(&self, program: &Path) -> Result<Reader, Failure> {
        let setup = Setup {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            limits: self.settings.limits.clone(),
            passwords: self.settings.passwords.clone(),
            tables: crate::data::given(),
        };
        Reader::start(program, &setup, &self.watch).map_err(|error| Failure::Unreadable {
            detail: format!("no process to read it: {error}"),
        })
    }

    /// Keeps a worker for the next file.
    fn put_back(&self, reader: Reader) {
        if reader.files < FILES_A_WORKER {
            self.idle().push(reader);
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Reader>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file without a page that could be read says what kept its pages from it, if we know.
fn named(
    result: Result<Reading, Failure>,
    last: Option<Reason>,
    limits: &Limits,
) -> Result<Reading, Failure> {
    match (result, last) {
        (Ok(reading), Some(reason))
            if matches!(reading.document.outcome(), Outcome::Failed(Failure::Damaged { .. })) =>
        {
            Err(reason.failure(limits))
        }
        (result, _) => result,
    }
}
