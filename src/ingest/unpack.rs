//! A container → the files in it, each made like a file of its own.
//!
//! In: a container that a worker has before it. Out: an [`Inner`] for each member, and the entry of the
//! container itself. A member is known by the path of the container, `!/`, and its path inside.

use super::budget::{Rooms, Share};
use super::path;
use super::prepare::{Content, Contents, Made, Means, Step, prepare_bytes};
use super::walk::nanoseconds;
use crate::document::{Cap, Failure, Outcome};
use crate::extract::Limits;
use crate::extract::container::Allowance;
use crate::fence::Package;
use crate::index::FileEntry;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

/// Between two looks at whether there is a member to help with.
const LOOK: Duration = Duration::from_millis(100);

/// What is left for a container, and for those inside it.
#[derive(Debug)]
pub(super) struct Tree {
    members: AtomicU64,
    bytes: AtomicU64,
    /// Members that are not read yet.
    waiting: Mutex<u64>,
    done: Condvar,
}

/// A member that is not read yet, until it is dropped.
#[derive(Debug)]
struct Ticket(Arc<Tree>);

impl Ticket {
    fn new(tree: &Arc<Tree>) -> Self {
        *tree.lock() += 1;
        Self(tree.clone())
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        *self.0.lock() -= 1;
        self.0.done.notify_all();
    }
}

impl Tree {
    pub(super) fn new(limits: &Limits) -> Self {
        let Allowance { members, bytes } = Allowance::new(limits);
        let (members, bytes) = (AtomicU64::new(members), AtomicU64::new(bytes));
        Self { members, bytes, waiting: Mutex::new(0), done: Condvar::new() }
    }

    /// Waits until all members are read. `help` reads one of those that nobody has begun, if there is any.
    pub(super) fn wait(&self, help: impl Fn() -> bool) {
        while *self.lock() > 0 {
            if !help() {
                let waiting = self.lock();
                let _ = self.done.wait_timeout_while(waiting, LOOK, |waiting| *waiting > 0);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, u64> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn left(&self) -> Allowance {
        let left = |of: &AtomicU64| of.load(Ordering::Relaxed);
        Allowance { members: left(&self.members), bytes: left(&self.bytes) }
    }

    /// Takes a member of so many bytes, or says what is at its end.
    fn take(&self, bytes: u64) -> Result<(), Cap> {
        let take = |from: &AtomicU64, much: u64| {
            let less = |left: u64| left.checked_sub(much);
            from.try_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
        };
        match () {
            () if !take(&self.members, 1) => Err(Cap::Members),
            () if !take(&self.bytes, bytes) => Err(Cap::Unpacked),
            () => Ok(()),
        }
    }
}

/// A member of a container, to be read.
#[derive(Debug)]
pub(super) struct Inner<'r> {
    /// Its entry, as far as it is known.
    entry: FileEntry,
    content: Result<Vec<u8>, Failure>,
    /// In how many containers it lies.
    depth: u64,
    ticket: Ticket,
    share: Option<Share<'r>>,
}

/// What containers are opened with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unpacker<'r> {
    pub(super) means: Means<'r>,
    pub(super) contents: &'r Contents,
    pub(super) rooms: &'r Rooms,
}

impl<'r> Unpacker<'r> {
    /// Opens the container of an entry, which lies in so many others; its members are given to `each`. `None` if
    /// the run was stopped meanwhile.
    pub(super) fn open(
        &self,
        mut entry: FileEntry,
        mut package: Package<'_>,
        depth: u64,
        tree: &Arc<Tree>,
        each: &mut dyn FnMut(Inner<'r>),
    ) -> Option<FileEntry> {
        let limits = self.means.fence.limits();
        if depth >= limits.depth {
            let failure = Failure::OverLimit { cap: Cap::Depth, limit: limits.depth };
            entry.outcome = Outcome::Failed(failure);
            return Some(entry);
        }
        let is_shadowed = path::from_text(&format!("{}!", entry.path)).exists();
        let (mut members, mut cut) = (0_u32, None);
        package.unpack(tree.left(), None);
        while let Some(offer) = package.offer() {
            if self.means.stop.load(Ordering::Relaxed) {
                return None;
            }
            let bytes = offer.content.as_ref().copied().unwrap_or_default();
            if let Err(cap) = tree.take(bytes) {
                cut = Some(Failure::OverLimit { cap, limit: limits.of(cap) });
                break;
            }
            let share = self.rooms.take(depth + 1, bytes);
            let content = match offer.content {
                Ok(_) => match package.take() {
                    Some(bytes) => Ok(bytes),
                    None => break,
                },
                Err(failure) => Err(failure),
            };
            members = members.saturating_add(1);
            let path = format!("{}!/{}", entry.path, offer.path);
            // Files in a folder that is called so are files: theirs is the path.
            if is_shadowed && path::from_text(&path).exists() {
                continue;
            }
            let seen = nanoseconds(SystemTime::now());
            let (changed, outcome) = (entry.changed, Outcome::Read);
            let entry = FileEntry { path, blake3: None, bytes, changed, seen, outcome };
            each(Inner { entry, content, depth: depth + 1, ticket: Ticket::new(tree), share });
        }
        entry.outcome = match cut.or_else(|| package.cut().cloned()) {
            Some(failure) if members == 0 => Outcome::Failed(failure),
            cut => Outcome::Opened { members, cut },
        };
        Some(entry)
    }

    /// Reads a member and, if it is a container, what it holds; all that is made is given to `send`.
    pub(super) fn read(&self, inner: Inner<'r>, send: &mut dyn FnMut(Made, Option<Share<'r>>)) {
        let Inner { mut entry, content, depth, ticket, share } = inner;
        let bytes = match content {
            Ok(bytes) => bytes,
            Err(failure) => {
                entry.outcome = Outcome::Failed(failure);
                return send(Made { entry, content: Content::Unread }, share);
            }
        };
        match prepare_bytes(entry, bytes, self.means, self.contents) {
            Step::Made(made) => send(made, share),
            Step::Container(entry, package) => {
                let stopped = Failure::Unreadable { detail: "the run was stopped".into() };
                let stopped = FileEntry { outcome: Outcome::Failed(stopped), ..(*entry).clone() };
                let opened = self.open(*entry, package, depth, &ticket.0, &mut |inner| {
                    self.read(inner, send);
                });
                // What is around it may have been read to its end: so this says that it was not.
                let entry = opened.unwrap_or(stopped);
                send(Made { entry, content: Content::Unread }, share);
            }
        }
    }
}
