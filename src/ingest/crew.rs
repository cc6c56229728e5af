//! Threads that read what is found in containers, beside those that open them: an archive of an archive's
//! size is one file.
//!
//! They live as long as the run, because a worker ends with the thread that started it; and they open
//! whatever containers they meet by themselves, so that nobody waits in a circle.

use super::unpack::Inner;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, Scope};

/// Members that wait, for each thread.
const WAITING: usize = 2;

/// The threads, and what waits for them.
#[derive(Debug)]
pub(super) struct Crew<'r> {
    waiting: Mutex<Waiting<'r>>,
    news: Condvar,
    threads: AtomicUsize,
    most: usize,
}

#[derive(Debug, Default)]
struct Waiting<'r> {
    members: VecDeque<Inner<'r>>,
    is_over: bool,
}

/// The end of what is put in, whatever brings it about.
#[derive(Debug)]
pub(super) struct End<'c, 'r>(&'c Crew<'r>);

impl Drop for End<'_, '_> {
    fn drop(&mut self) {
        self.0.lock().is_over = true;
        self.0.news.notify_all();
    }
}

impl<'r> Crew<'r> {
    /// So many threads at most; they are started as they are needed.
    pub(super) fn new(most: usize) -> Self {
        let (waiting, threads) = (Mutex::default(), AtomicUsize::new(0));
        Self { waiting, news: Condvar::new(), threads, most }
    }

    /// Takes a member, unless there is enough to do: then the caller is to read it himself.
    pub(super) fn put<'s, 'e>(
        &'s self,
        inner: Inner<'r>,
        scope: &'s Scope<'s, 'e>,
        read: impl Fn(Inner<'r>) + Send + 's,
    ) -> Option<Inner<'r>>
    where
        'r: 's,
    {
        let threads = self.threads.load(Ordering::Relaxed);
        let mut waiting = self.lock();
        if waiting.members.len() >= self.most * WAITING {
            return Some(inner);
        }
        if threads < self.most && waiting.members.len() >= threads {
            self.threads.fetch_add(1, Ordering::Relaxed);
            let thread = thread::Builder::new().name(format!("member-{threads}"));
            if thread.spawn_scoped(scope, move || self.work(read)).is_err() {
                self.threads.fetch_sub(1, Ordering::Relaxed);
                if threads == 0 {
                    return Some(inner);
                }
            }
        }
        waiting.members.push_back(inner);
        drop(waiting);
        self.news.notify_one();
        None
    }

    /// Takes a member that waits.
    pub(super) fn take(&self) -> Option<Inner<'r>> {
        self.lock().members.pop_front()
    }

    /// Once this is dropped, nothing more will come.
    pub(super) fn ends(&self) -> End<'_, 'r> {
        End(self)
    }

    fn work(&self, read: impl Fn(Inner<'r>)) {
        while let Some(inner) = self.next() {
            read(inner);
        }
    }

    fn next(&self) -> Option<Inner<'r>> {
        let idle = |waiting: &mut Waiting<'_>| waiting.members.is_empty() && !waiting.is_over;
        let waiting = self.news.wait_while(self.lock(), idle);
        waiting.unwrap_or_else(PoisonError::into_inner).members.pop_front()
    }

    fn lock(&self) -> MutexGuard<'_, Waiting<'r>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
