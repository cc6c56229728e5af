//! The clock that ends workers which take too long.

use std::process::Child;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::{Duration, Instant};

/// Between two looks at the clock.
const EVERY: Duration = Duration::from_millis(50);

/// A process that is watched.
#[derive(Debug)]
pub(super) struct Watched {
    child: Mutex<Child>,
    deadline: Mutex<Option<Instant>>,
    is_late: AtomicBool,
}

impl Watched {
    /// The process is to be done by then; `None`: it may wait as long as it likes.
    pub(super) fn until(&self, deadline: Option<Instant>) {
        *lock(&self.deadline) = deadline;
    }

    /// Whether the process was ended because its time was over.
    pub(super) fn is_late(&self) -> bool {
        self.is_late.load(Ordering::Relaxed)
    }

    /// Ends the process, and waits until it is gone.
    pub(super) fn end(&self) {
        let mut child = lock(&self.child);
        let _ = child.kill();
        let _ = child.wait();
    }

    fn look(&self, now: Instant) {
        let deadline = *lock(&self.deadline);
        if deadline.is_some_and(|deadline| deadline < now) && !self.is_late() {
            self.is_late.store(true, Ordering::Relaxed);
            let _ = lock(&self.child).kill();
        }
    }
}

/// Looks at the clock for all workers of a fence, on a thread that ends with it.
#[derive(Debug, Default)]
pub(super) struct Watch(Mutex<Option<Arc<Workers>>>);

type Workers = Mutex<Vec<Weak<Watched>>>;

impl Watch {
    /// Watches a process from now on.
    pub(super) fn over(&self, child: Child) -> std::io::Result<Arc<Watched>> {
        let watched = Arc::new(Watched {
            child: Mutex::new(child),
            deadline: Mutex::new(None),
            is_late: AtomicBool::new(false),
        });
        let mut workers = lock(&self.0);
        let workers = match &*workers {
            Some(workers) => workers,
            None => workers.insert(start()?),
        };
        lock(workers).push(Arc::downgrade(&watched));
        Ok(watched)
    }
}

fn start() -> std::io::Result<Arc<Workers>> {
    let workers = Arc::new(Workers::default());
    let watched = Arc::downgrade(&workers);
    thread::Builder::new().name("fence".into()).spawn(move || {
        while let Some(workers) = watched.upgrade() {
            let now = Instant::now();
            lock(&workers).retain(|worker| {
                let worker = worker.upgrade();
                worker.as_ref().inspect(|worker| worker.look(now)).is_some()
            });
            drop(workers);
            thread::sleep(EVERY);
        }
    })?;
    Ok(workers)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
