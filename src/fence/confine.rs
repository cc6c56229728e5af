//! What the system enforces on a worker: the only place that knows Unix from others.
//!
//! Elsewhere the clock of the other side alone ends a worker, and memory is what the machine has.

use std::time::Duration;

/// Memory that this process may take, in bytes of address space; no core dumps.
#[cfg(unix)]
pub(super) fn memory(bytes: u64) {
    use rustix::process::Resource;
    limit(Resource::As, bytes);
    limit(Resource::Core, 0);
}

/// Processor time that this process may take from now on. The one to end it is the other side's
/// clock: this is for the case that the other side is gone.
#[cfg(unix)]
pub(super) fn processor_time(more: Duration) {
    use rustix::process::Resource;
    use rustix::time::{ClockId, clock_gettime};
    let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec;
    let used = u64::try_from(used).unwrap_or_default();
    limit(Resource::Cpu, used.saturating_add(more.as_secs()).saturating_add(1));
}

/// Sets what is enforced, and leaves what can be asked for: the processor's time is counted anew
/// for each file.
#[cfg(unix)]
fn limit(resource: rustix::process::Resource, most: u64) {
    use rustix::process::{Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(resource);
    let current = Some(maximum.map_or(most, |maximum| most.min(maximum)));
    // A system that does not know the limit leaves the clock.
    let _ = setrlimit(resource, Rlimit { current, maximum });
}

/// Has this process ended when the one that started it is.
#[cfg(target_os = "linux")]
pub(super) fn end_with_parent() {
    use rustix::process::{Signal, set_parent_process_death_signal};
    let _ = set_parent_process_death_signal(Some(Signal::KILL));
}

/// Does nothing: a worker ends when it next looks at its input.
#[cfg(not(target_os = "linux"))]
pub(super) fn end_with_parent() {}

/// Does nothing: such a limit is not known here.
#[cfg(not(unix))]
pub(super) fn memory(_bytes: u64) {}

/// Does nothing: such a limit is not known here.
#[cfg(not(unix))]
pub(super) fn processor_time(_more: Duration) {}
