//! Keeps a panic of a PDF library inside the page that caused it.
//!
//! What this cannot stop, a stack overflow or a failed allocation, is for the process that runs
//! the extraction to fence.

use std::any::Any;
use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::thread;

/// Stack of the parsing thread, bytes: PDF objects nest, and the libraries recurse.
const STACK: usize = 16 << 20;

thread_local! {
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Why a guarded call gave no value.
#[derive(Debug, thiserror::Error)]
pub(super) enum Stopped {
    /// [`stop`] was called.
    #[error("a limit was reached")]
    Limit,
    /// The library panicked; its message.
    #[error("panic: {0}")]
    Panic(String),
}

/// What [`stop`] unwinds with.
struct Stop;

/// Leaves the guarded call from within a callback of a library that knows no other way out.
pub(super) fn stop() -> ! {
    panic::resume_unwind(Box::new(Stop))
}

/// Calls `work`; a panic in it is returned, and nothing of it is printed.
pub(super) fn guard<T>(work: impl FnOnce() -> T) -> Result<T, Stopped> {
    hush_once();
    let outer = QUIET.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    QUIET.set(outer);
    result.map_err(|payload| reason(&*payload))
}

/// Calls `work` on a thread with a large stack.
///
/// # Errors
/// What the system said when it would not start a thread.
pub(super) fn on_large_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, String> {
    thread::scope(|scope| {
        let builder = thread::Builder::new().name("extract".into()).stack_size(STACK);
        let handle = builder.spawn_scoped(scope, work).map_err(|e| e.to_string())?;
        handle.join().map_err(|payload| reason(&*payload).to_string())
    })
}

/// The process's panic hook prints; one before it keeps quiet on threads inside [`guard`].
fn hush_once() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !QUIET.get() {
                print(info);
            }
        }));
    });
}

fn reason(payload: &(dyn Any + Send)) -> Stopped {
    if payload.is::<Stop>() {
        return Stopped::Limit;
    }
    let message = payload.downcast_ref::<String>().map(String::as_str);
    let message = message.or_else(|| payload.downcast_ref::<&str>().copied());
    Stopped::Panic(message.unwrap_or("panic without a message").to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_a_stop_and_a_panic_are_told_apart() {
        assert_eq!(guard(|| 7).unwrap(), 7);
        assert!(matches!(guard(|| stop()), Err::<(), _>(Stopped::Limit)));
        let text = guard(|| panic!("at {}", 5));
        assert!(matches!(text, Err::<(), _>(Stopped::Panic(m)) if m == "at 5"));
    }

    #[test]
    fn deep_recursion_fits() {
        fn depth(n: u64) -> u64 {
            let room = std::hint::black_box([n; 64]);
            if n == 0 { 0 } else { 1 + depth(n - 1) + room[0] - n }
        }
        assert_eq!(on_large_stack(|| depth(10_000)).unwrap(), 10_000);
    }
}
