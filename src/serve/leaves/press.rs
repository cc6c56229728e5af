//! The threads that have pages drawn: a few at a time, with a queue that is not endless.
//!
//! Threads of their own, not those of the runtime: on Linux a worker of the fence ends with the thread
//! that started it, and the runtime's come and go. Each keeps the worker of the file that it had last,
//! since whoever looks at a page looks at the next one, too.

use crate::fence::{Fence, Settings, Sheets};
use crate::index::Record;
use crate::serve::file;
use crate::serve::problem::Problem;
use std::collections::VecDeque;
use std::fmt;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;
use tokio::sync::oneshot;

/// Threads, at most: each may have a file and its worker in memory.
const THREADS: usize = 4;
/// Jobs that may wait.
const QUEUE: usize = 48;
/// How long a file and its worker are kept that nobody asks for.
const IDLE: Duration = Duration::from_secs(30);

/// Has files looked at, page by page.
pub(super) struct Press(Arc<Queue>);

struct Queue {
    settings: Settings,
    jobs: Mutex<Jobs>,
    news: Condvar,
}

#[derive(Default)]
struct Jobs {
    waiting: VecDeque<Job>,
    threads: usize,
    idle: usize,
    is_over: bool,
}

type Job = Box<dyn FnOnce(&mut Desk<'_>) + Send>;

/// What a thread has before it.
struct Desk<'f> {
    fence: &'f Fence,
    /// The file it had last, by its hash.
    open: Option<(String, Sheets<'f>)>,
}

impl Press {
    /// Threads are started as they are needed, and end with it.
    pub(super) fn new(settings: Settings) -> Self {
        let jobs = Mutex::new(Jobs::default());
        Self(Arc::new(Queue { settings, jobs, news: Condvar::new() }))
    }

    /// Has a file looked at. Work of somebody who stopped waiting is not begun.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        record: Arc<Record>,
        work: impl FnOnce(&mut Sheets<'_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (answer, answered) = oneshot::channel();
        let job = move |desk: &mut Desk<'_>| {
            if !answer.is_closed() {
                let _ = answer.send(desk.sheets(&record).and_then(work));
            }
        };
        self.put(Box::new(job))?;
        answered.await.unwrap_or(Err(Problem::Internal))
    }

    fn put(&self, job: Job) -> Result<(), Problem> {
        let mut jobs = self.0.lock();
        if jobs.waiting.len() >= QUEUE {
            return Err(Problem::Busy);
        }
        jobs.waiting.push_back(job);
        let most = thread::available_parallelism().map_or(2, NonZero::get).clamp(2, THREADS);
        if jobs.idle < jobs.waiting.len() && jobs.threads < most {
            let queue = Arc::clone(&self.0);
            let started = thread::Builder::new().name("press".into()).spawn(move || queue.work());
            match started {
                Ok(_) => jobs.threads += 1,
                Err(error) if jobs.threads == 0 => {
                    tracing::error!(%error, "no thread to draw pages");
                    jobs.waiting.clear();
                    return Err(Problem::Internal);
                }
                Err(_) => {}
            }
        }
        self.0.news.notify_one();
        Ok(())
    }
}

impl Drop for Press {
    fn drop(&mut self) {
        self.0.lock().is_over = true;
        self.0.news.notify_all();
    }
}

impl fmt::Debug for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Press").finish_non_exhaustive()
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Jobs> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a thread does until the server ends.
    fn work(&self) {
        let fence = Fence::new(self.settings.clone());
        let mut desk = Desk { fence: &fence, open: None };
        while let Some(job) = self.next(&mut desk) {
            if catch_unwind(AssertUnwindSafe(|| job(&mut desk))).is_err() {
                tracing::error!("drawing a page panicked");
                desk.open = None;
            }
        }
    }

    /// The next job; what lies on the desk is cleared away meanwhile, if that takes long.
    fn next(&self, desk: &mut Desk<'_>) -> Option<Job> {
        let mut jobs = self.lock();
        loop {
            if jobs.is_over {
                return None;
            }
            if let Some(job) = jobs.waiting.pop_front() {
                return Some(job);
            }
            jobs.idle += 1;
            let (woken, time) =
                self.news.wait_timeout(jobs, IDLE).unwrap_or_else(PoisonError::into_inner);
            jobs = woken;
            jobs.idle = jobs.idle.saturating_sub(1);
            if time.timed_out() {
                desk.open = None;
            }
        }
    }
}

impl<'f> Desk<'f> {
    /// The pages of a file, which is read if it is not the one of the last job.
    fn sheets(&mut self, record: &Record) -> Result<&mut Sheets<'f>, Problem> {
        let open = self.open.take().filter(|(hash, _)| *hash == record.blake3);
        let open = match open {
            Some(open) => open,
            None => {
                let bytes = Arc::new(file::bytes(record, self.fence)?);
                (record.blake3.clone(), self.fence.sheets(&bytes))
            }
        };
        Ok(&mut self.open.insert(open).1)
    }
}
