//! How many bytes of files are in memory at once.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A number of bytes to share; who takes waits until enough is left.
#[derive(Debug)]
pub(super) struct Budget {
    all: u64,
    left: Mutex<u64>,
    returned: Condvar,
}

/// What members of containers may take beside the files: as much again for each depth. Whoever holds a share
/// of one depth waits for one of the next alone, so that nobody waits for himself.
#[derive(Debug)]
pub(super) struct Rooms(Vec<Budget>);

impl Rooms {
    pub(super) fn new(bytes: u64, depth: u64) -> Self {
        Self((0..=depth).map(|_| Budget::new(bytes)).collect())
    }

    /// Takes the bytes of a member in this many containers, or of a file: in none.
    pub(super) fn take(&self, depth: u64, bytes: u64) -> Option<Share<'_>> {
        let depth = usize::try_from(depth).unwrap_or(usize::MAX);
        self.0.get(depth).or(self.0.last()).map(|budget| budget.take(bytes))
    }
}

/// A taken share; given back when dropped.
#[derive(Debug)]
pub(super) struct Share<'b> {
    budget: &'b Budget,
    bytes: u64,
}

impl Budget {
    pub(super) fn new(bytes: u64) -> Self {
        Self { all: bytes, left: Mutex::new(bytes), returned: Condvar::new() }
    }

    /// Takes the bytes of a file. One that is larger than the whole budget takes all of it, and so
    /// is read alone.
    pub(super) fn take(&self, bytes: u64) -> Share<'_> {
        let bytes = bytes.min(self.all);
        let enough = |left: &mut u64| *left < bytes;
        let left = self.returned.wait_while(self.lock(), enough);
        *left.unwrap_or_else(PoisonError::into_inner) -= bytes;
        Share { budget: self, bytes }
    }

    fn lock(&self) -> MutexGuard<'_, u64> {
        self.left.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        *self.budget.lock() += self.bytes;
        self.budget.returned.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    #[test]
    fn no_more_than_the_budget_is_out() {
        let budget = Budget::new(100);
        let (out, most) = (AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for thread in 0..8_u64 {
                let (budget, out, most) = (&budget, &out, &most);
                scope.spawn(move || {
                    for round in 0..50 {
                        let bytes = (thread * 37 + round * 13) % 130;
                        let _share = budget.take(bytes);
                        let now = out.fetch_add(bytes.min(100), Ordering::SeqCst) + bytes.min(100);
                        most.fetch_max(now, Ordering::SeqCst);
                        std::thread::yield_now();
                        out.fetch_sub(bytes.min(100), Ordering::SeqCst);
                    }
                });
            }
        });
        assert!(most.load(Ordering::SeqCst) <= 100);
        assert_eq!(*budget.lock(), 100);
    }
}
