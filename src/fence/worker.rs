//! The inner side of the fence: a process that reads files until its input ends.

use super::message::{Reply, Request, Setup, receive, send, send_document};
use super::{confine, reading};
use crate::extract::{Limits, Task};
use std::io::{self, BufRead, Read, Write};
use std::panic;
use std::sync::{Arc, Mutex, PoisonError};

/// Reads the files that come in, and says what they hold. Ends with its input.
///
/// # Errors
/// If the other side is gone, or is another version of the program.
pub fn work(mut input: impl BufRead, output: impl Write + Send) -> io::Result<()> {
    let Some(setup) = receive::<Setup>(&mut input)? else { return Ok(()) };
    if setup.version != env!("CARGO_PKG_VERSION") {
        return Err(io::Error::other("a worker of another version"));
    }
    confine::end_with_parent();
    confine::memory(setup.limits.memory);
    // A fault is an answer here, not a message on the terminal.
    panic::set_hook(Box::new(|_| {}));
    let output = Mutex::new(output);
    while let Some(request) = receive::<Request>(&mut input)? {
        let mut bytes = Vec::with_capacity(request.bytes);
        input.by_ref().take(request.bytes as u64).read_to_end(&mut bytes)?;
        confine::processor_time(request.time + setup.limits.page_time + Limits::GRACE);
        let limits = Limits { file_time: request.time, ..setup.limits.clone() };
        read(&Arc::new(bytes), &limits, &setup, &request, &output)?;
    }
    Ok(())
}

fn read(
    bytes: &Arc<Vec<u8>>,
    limits: &Limits,
    setup: &Setup,
    request: &Request,
    output: &Mutex<impl Write + Send>,
) -> io::Result<()> {
    let say = |reply: &Reply| {
        let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
        send(&mut *output, reply)?;
        output.flush()
    };
    let task = Task {
        limits,
        passwords: &setup.passwords,
        given_up: &request.given_up,
        // Nobody listens any more: that shows when the document is sent.
        page_begun: &|page| drop(say(&Reply::Page(page))),
    };
    let mut document = match reading::document(bytes, task) {
        Ok(document) => document,
        Err(failure) => return say(&Reply::Failure(failure)),
    };
    {
        let mut output = output.lock().unwrap_or_else(PoisonError::into_inner);
        send_document(&mut *output, &mut document)?;
        output.flush()?;
    }
    let said = reading::said(&document.pages);
    say(&Reply::Said(said.map(Box::new)))
}
