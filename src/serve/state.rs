//! What all requests share: the index in force, the door to the threads, who may ask.
//!
//! Another process may write the index while this one serves: [`State::refresh`] takes up what was
//! committed since, also where there was no index at first.

use super::leaves::Leaves;
use super::limits::{EXPORTS, Gate};
use super::problem::Problem;
use super::token::Token;
use crate::error::Error;
use crate::fence::Settings;
use crate::index::{Index, Snapshot};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::sync::Semaphore;

/// Shared by all requests; cheap to clone.
#[derive(Debug, Clone)]
pub struct State(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    folder: PathBuf,
    address: SocketAddr,
    token: Option<Token>,
    gate: Gate,
    exports: Arc<Semaphore>,
    leaves: Leaves,
    reading: Settings,
    /// Two servers, or two runs of one, do not share generations.
    run: u128,
    index: RwLock<Opened>,
    /// One refresh at a time.
    refreshing: Mutex<()>,
}

/// The index as it was last found.
#[derive(Debug)]
enum Opened {
    Index(Arc<Index>),
    Not(Problem),
}

impl State {
    /// Opens the index if there is one; if not, every question is answered with why, until
    /// [`State::refresh`] finds one. Originals are drawn in this process, without a fence.
    #[must_use]
    pub fn new(folder: &Path, address: SocketAddr, token: Option<&str>) -> Self {
        Self::with(folder, address, token, Settings::default())
    }

    /// As [`State::new`], with how originals are read.
    #[must_use]
    pub fn with(
        folder: &Path,
        address: SocketAddr,
        token: Option<&str>,
        reading: Settings,
    ) -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let state = Self(Arc::new(Shared {
            folder: folder.into(),
            address,
            token: token.map(Token::new),
            gate: Gate::new(),
            exports: Arc::new(Semaphore::new(EXPORTS)),
            leaves: Leaves::new(reading.clone()),
            reading,
            run: since.as_nanos(),
            index: RwLock::new(Opened::Not(Problem::NoIndex)),
            refreshing: Mutex::new(()),
        }));
        // Why there is none is what every request is answered with.
        let _ = state.refresh();
        state
    }

    /// The address that the server listens on.
    pub(crate) fn address(&self) -> SocketAddr {
        self.0.address
    }

    /// What a request must show, if anything.
    pub(crate) fn token(&self) -> Option<&Token> {
        self.0.token.as_ref()
    }

    /// The folder of the index.
    pub(crate) fn folder(&self) -> &Path {
        &self.0.folder
    }

    /// The door to the threads that read the index.
    pub(crate) fn gate(&self) -> &Gate {
        &self.0.gate
    }

    /// The places of streams of all hits: each lasts as long as its client takes.
    pub(crate) fn exports(&self) -> &Arc<Semaphore> {
        &self.0.exports
    }

    /// The pages of originals.
    pub(crate) fn leaves(&self) -> &Leaves {
        &self.0.leaves
    }

    /// How originals are read.
    pub(crate) fn reading(&self) -> &Settings {
        &self.0.reading
    }

    /// The last commit taken up.
    pub(crate) fn snapshot(&self) -> Result<Snapshot, Problem> {
        match &*self.0.index.read().unwrap_or_else(PoisonError::into_inner) {
            Opened::Index(index) => Ok(index.snapshot()),
            Opened::Not(problem) => Err(problem.clone()),
        }
    }

    /// Names the content of all answers: it changes with every commit taken up.
    pub(crate) fn generation(&self) -> Result<String, Problem> {
        Ok(format!("{:x}.{:x}", self.0.run, self.snapshot()?.generation()))
    }

    fn index(&self) -> Option<Arc<Index>> {
        match &*self.0.index.read().unwrap_or_else(PoisonError::into_inner) {
            Opened::Index(index) => Some(Arc::clone(index)),
            Opened::Not(_) => None,
        }
    }

    /// Takes up what was committed since. Blocks. Says what keeps the snapshot from showing the
    /// last commit; a view that cannot be renewed stays.
    pub(crate) fn refresh(&self) -> Result<(), Problem> {
        let _one = self.0.refreshing.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(index) = self.index() else { return self.open() };
        if index.refresh() {
            return Ok(());
        }
        // Removed and made anew, perhaps; if not, opening it says what is wrong.
        let fresh = Index::open(&self.0.folder).map_err(why)?;
        self.put(Opened::Index(Arc::new(fresh)));
        Ok(())
    }

    fn open(&self) -> Result<(), Problem> {
        let opened = Index::open(&self.0.folder).map_err(why);
        let result = opened.as_ref().map(|_| ()).map_err(Clone::clone);
        self.put(match opened {
            Ok(index) => Opened::Index(Arc::new(index)),
            Err(problem) => Opened::Not(problem),
        });
        result
    }

    fn put(&self, opened: Opened) {
        *self.0.index.write().unwrap_or_else(PoisonError::into_inner) = opened;
    }
}

/// Why there is no index to show.
fn why(error: Error) -> Problem {
    match error {
        Error::NoIndex(_) => Problem::NoIndex,
        Error::Outdated(_) => Problem::IndexOutdated,
        error => {
            tracing::warn!(%error, "the index cannot be opened");
            Problem::IndexBroken
        }
    }
}
