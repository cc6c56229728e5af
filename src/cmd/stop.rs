//! Ctrl-C: the first asks to stop, the second ends at once.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// The exit code of a program that an interrupt ended.
const INTERRUPTED: i32 = 130;

/// The flag that Ctrl-C sets from now on. `notice` is said at the first.
pub(super) fn flag(notice: String) -> anyhow::Result<&'static AtomicBool> {
    ctrlc::set_handler(move || {
        if ASKED.swap(true, Ordering::SeqCst) {
            std::process::exit(INTERRUPTED);
        }
        let _ = writeln!(std::io::stderr().lock(), "\n{notice}");
    })?;
    Ok(&ASKED)
}
