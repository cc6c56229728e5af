//! A container on the outer side of the fence: its members come over one by one, when they are asked for.

use super::Fence;
use super::reader::{Piece, Reader, Reason, opening};
use super::reading::Members;
use crate::document::Failure;
use crate::extract::Task;
use crate::extract::container::{Allowance, Member};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A container that a worker has before it. What ends the worker costs what has not come over yet.
///
/// To be used on the thread that opened it: on Linux a worker ends with the thread that started it.
#[derive(Debug)]
pub struct Package<'f> {
    fence: &'f Fence,
    source: Source,
    /// Bytes of the member that was offered last and not taken yet.
    waiting: usize,
    /// Time for the first member: the container is opened for it.
    opening: Duration,
    /// Time that the worker took.
    taken: Duration,
    cut: Option<Failure>,
}

#[derive(Debug)]
enum Source {
    Worker(Box<Reader>),
    /// Without a fence.
    Here(Arc<Vec<u8>>, Option<Box<Members>>, Vec<u8>),
    /// There is no more to come.
    Over,
}

/// A member that may be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Its path inside.
    pub path: String,
    /// How many bytes it has, or why it cannot be had.
    pub content: Result<u64, Failure>,
}

impl<'f> Package<'f> {
    pub(super) fn behind(fence: &'f Fence, reader: Reader, bytes: &[u8]) -> Self {
        Self::new(fence, Source::Worker(Box::new(reader)), opening(bytes))
    }

    pub(super) fn here(fence: &'f Fence, bytes: &Arc<Vec<u8>>) -> Self {
        Self::new(fence, Source::Here(bytes.clone(), None, Vec::new()), Duration::ZERO)
    }

    fn new(fence: &'f Fence, source: Source, opening: Duration) -> Self {
        Self { fence, source, waiting: 0, opening, taken: Duration::ZERO, cut: None }
    }

    /// Has it unpacked, as far as is allowed; of its members only the one that is wanted, if any is, or the
    /// one in which that lies.
    pub fn unpack(&mut self, left: Allowance, wanted: Option<&str>) {
        let settings = &self.fence.settings;
        match &mut self.source {
            Source::Worker(reader) => {
                let begun = reader.unpack(left, wanted, &settings.limits);
                if let Err(reason) = begun {
                    self.fail(reason);
                }
            }
            Source::Here(bytes, members, _) => {
                let task = Task { passwords: &settings.passwords, ..Task::new(&settings.limits) };
                *members = Some(Box::new(Members::open(bytes, task, left, wanted)));
            }
            Source::Over => {}
        }
    }

    /// The next member.
    pub fn offer(&mut self) -> Option<Offer> {
        if self.waiting > 0 {
            self.take();
        }
        match &mut self.source {
            Source::Worker(reader) => {
                let limits = &self.fence.settings.limits;
                let left = limits.file_time.saturating_sub(self.taken) + limits.page_time;
                let time = left.min(limits.page_time + std::mem::take(&mut self.opening));
                let begun = Instant::now();
                let piece = reader.member(time);
                self.taken += begun.elapsed();
                match piece {
                    Ok(Piece::Member(path, content)) => {
                        let most = usize::try_from(limits.file_bytes).unwrap_or(usize::MAX);
                        if content.as_ref().is_ok_and(|length| *length > most) {
                            self.fail(Reason::BrokeDown("more than is allowed".into()));
                            return None;
                        }
                        self.waiting = content.as_ref().copied().unwrap_or_default();
                        Some(Offer { path, content: content.map(|length| length as u64) })
                    }
                    Ok(Piece::End(cut)) => {
                        self.cut = cut;
                        let source = std::mem::replace(&mut self.source, Source::Over);
                        if let Source::Worker(reader) = source {
                            self.fence.put_back(*reader);
                        }
                        None
                    }
                    Err(reason) => {
                        self.fail(reason);
                        None
                    }
                }
            }
            Source::Here(_, members, ready) => match members.as_mut()?.next() {
                Some(Member { path, content }) => {
                    let content = content.map(|bytes| {
                        *ready = bytes;
                        ready.len() as u64
                    });
                    Some(Offer { path, content })
                }
                None => {
                    self.cut = members.as_ref().and_then(|members| members.cut());
                    self.source = Source::Over;
                    None
                }
            },
            Source::Over => None,
        }
    }

    /// The bytes of the member that was offered last; `None` if the worker ended over them.
    pub fn take(&mut self) -> Option<Vec<u8>> {
        let length = std::mem::take(&mut self.waiting);
        match &mut self.source {
            Source::Worker(reader) => {
                match reader.bytes(length, self.fence.settings.limits.page_time) {
                    Ok(bytes) => Some(bytes),
                    Err(reason) => {
                        self.fail(reason);
                        None
                    }
                }
            }
            Source::Here(_, _, ready) => Some(std::mem::take(ready)),
            Source::Over => None,
        }
    }

    /// Why there may be more members than came; known after the last one.
    #[must_use]
    pub fn cut(&self) -> Option<&Failure> {
        self.cut.as_ref()
    }

    fn fail(&mut self, reason: Reason) {
        tracing::info!("a worker ended while it unpacked, {reason:?}");
        self.cut = Some(reason.failure(&self.fence.settings.limits));
        self.source = Source::Over;
    }
}
