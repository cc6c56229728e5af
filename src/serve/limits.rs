//! How much is done at once: work that reads the index runs on threads of its own, a few at a time,
//! with a queue before it that is not endless.

use super::problem::Problem;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// The longest that a request may take until its answer begins.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(10);
/// The largest body of a request, in bytes: none needs one.
pub(crate) const BODY_BYTES: usize = 64 << 10;
/// When a client that found the queue full may ask again.
pub(crate) const RETRY_AFTER_SECONDS: u64 = 3;
/// Streams of all hits that are sent at once; further ones are told to come again.
pub(crate) const EXPORTS: usize = 2;
/// How long a client of such a stream may take nothing before it is given up.
pub(crate) const STALLED: Duration = Duration::from_secs(60);
/// Requests that may wait for a thread.
const QUEUE: usize = 64;

/// The door to the threads that read the index.
#[derive(Debug, Clone)]
pub(crate) struct Gate {
    /// Running and waiting.
    places: Arc<Semaphore>,
    /// Running.
    threads: Arc<Semaphore>,
}

impl Gate {
    /// As many at once as the machine has cores.
    pub(crate) fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self::with(cores.max(2), QUEUE)
    }

    fn with(threads: usize, queue: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(threads + queue)),
            threads: Arc::new(Semaphore::new(threads)),
        }
    }

    /// Runs work that blocks. Whoever stops waiting (the time limit, a client that left) leaves its
    /// place only when the work is done, so that abandoned work counts too.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| Problem::Busy)?;
        let thread =
            Arc::clone(&self.threads).acquire_owned().await.map_err(|_| Problem::Internal)?;
        let done = tokio::task::spawn_blocking(move || {
            let _held = (place, thread);
            work()
        });
        done.await.unwrap_or_else(|error| {
            tracing::error!(%error, "a request panicked");
            Err(Problem::Internal)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn past_the_queue_the_server_says_that_it_is_busy() {
        let gate = Gate::with(1, 1);
        let (open, wait) = std::sync::mpsc::channel::<()>();
        let running = tokio::spawn({
            let gate = gate.clone();
            async move {
                gate.run(move || {
                    let _ = wait.recv();
                    Ok(1)
                })
                .await
            }
        });
        while gate.threads.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let waiting = tokio::spawn({
            let gate = gate.clone();
            async move { gate.run(|| Ok(2)).await }
        });
        while gate.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(gate.run(|| Ok(3)).await, Err(Problem::Busy));
        open.send(()).unwrap();
        assert_eq!(running.await.unwrap(), Ok(1));
        assert_eq!(waiting.await.unwrap(), Ok(2));
        assert_eq!(gate.run(|| Ok(3)).await, Ok(3));
    }

    #[tokio::test]
    async fn a_panic_is_a_problem_and_gives_its_place_back() {
        let gate = Gate::with(1, 0);
        let panicking = gate.run(|| -> Result<(), Problem> { panic!("as it may") }).await;
        assert_eq!(panicking, Err(Problem::Internal));
        assert_eq!(gate.run(|| Ok(1)).await, Ok(1));
    }
}
