//! The inner side of the fence: a process that reads files until its input ends.

use super::message::{Reply, Request, Setup, receive, receive_texts, send, send_document};
use super::reading::Members;
use super::{confine, reading};
use crate::data;
use crate::document::Document;
use crate::extract::container::{Allowance, Member};
use crate::extract::{GivenUp, Limits, ScannedPage, Task, Zoom};
use std::io::{self, BufRead, Read, Write};
use std::panic;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Reads the files that come in, and says what they hold. Ends with its input.
///
/// # Errors
/// If the other side is gone, or is another version of the program.
pub fn work(mut input: impl BufRead, output: impl Write + Send) -> io::Result<()> {
    let Some(mut setup) = receive::<Setup>(&mut input)? else { return Ok(()) };
    if setup.version != env!("CARGO_PKG_VERSION") {
        return Err(io::Error::other("a worker of another version"));
    }
    data::accept(std::mem::take(&mut setup.tables));
    confine::end_with_parent();
    confine::memory(setup.limits.memory);
    // A fault is an answer here, not a message on the terminal.
    panic::set_hook(Box::new(|_| {}));
    let output = Mutex::new(output);
    let mut worker = Worker { setup, file: Arc::default(), output };
    while let Some(request) = receive::<Request>(&mut input)? {
        match request {
            Request::Read { bytes, time, given_up } => {
                worker.take(&mut input, bytes)?;
                worker.read(time, &given_up)?;
            }
            Request::Unpack { left, wanted, time } => {
                worker.unpack(left, wanted.as_deref(), time)?;
            }
            Request::Draw { bytes, page } => {
                if bytes > 0 {
                    worker.take(&mut input, bytes)?;
                }
                worker.draw(page)?;
            }
            Request::Show { bytes, page, zoom } => {
                if bytes > 0 {
                    worker.take(&mut input, bytes)?;
                }
                worker.show(page, zoom)?;
            }
            Request::Place { bytes, time, given_up } => {
                if bytes > 0 {
                    worker.take(&mut input, bytes)?;
                }
                worker.place(time, &given_up)?;
            }
            Request::Fill { mut document, texts, scanned } => {
                receive_texts(&mut input, &mut document, &texts)?;
                worker.fill(document, &scanned)?;
            }
        }
    }
    Ok(())
}

/// What a worker keeps from one request to the next.
struct Worker<W> {
    setup: Setup,
    /// The file of the last request.
    file: Arc<Vec<u8>>,
    output: Mutex<W>,
}

impl<W: Write + Send> Worker<W> {
    /// Takes a file in.
    fn take(&mut self, input: &mut impl Read, length: usize) -> io::Result<()> {
        // The one before makes room first.
        self.file = Arc::default();
        let mut bytes = Vec::with_capacity(length);
        input.by_ref().take(length as u64).read_to_end(&mut bytes)?;
        self.file = Arc::new(bytes);
        Ok(())
    }

    fn read(&self, time: Duration, given_up: &GivenUp) -> io::Result<()> {
        let Setup { limits, passwords, .. } = &self.setup;
        confine::processor_time(time + limits.page_time + Limits::GRACE);
        let limits = &Limits { file_time: time, ..limits.clone() };
        if reading::is_container(&self.file, limits) {
            return self.say(&Reply::Container);
        }
        // Nobody listens any more: that shows when the document is sent.
        let page_begun = &|page| drop(self.say(&Reply::Page(page)));
        match reading::document(&self.file, Task { limits, passwords, given_up, page_begun }) {
            Ok(document) => self.tell(document, None),
            Err(failure) => self.say(&Reply::Failure(failure)),
        }
    }

    fn unpack(&self, left: Allowance, wanted: Option<&str>, time: Duration) -> io::Result<()> {
        let Setup { limits, passwords, .. } = &self.setup;
        confine::processor_time(time + limits.page_time + Limits::GRACE);
        let task = Task { passwords, ..Task::new(limits) };
        let mut members = Members::open(&self.file, task, left, wanted);
        while let Some(Member { path, content }) = members.next() {
            let (length, bytes) = match content {
                Ok(bytes) => (Ok(bytes.len()), bytes),
                Err(failure) => (Err(failure), Vec::new()),
            };
            let mut output = self.output();
            send(&mut *output, &Reply::Member(path, length))?;
            output.write_all(&bytes)?;
            output.flush()?;
        }
        self.say(&Reply::Unpacked(members.cut()))
    }

    fn draw(&self, page: u32) -> io::Result<()> {
        let Setup { limits, passwords, .. } = &self.setup;
        confine::processor_time(limits.page_time + Limits::GRACE);
        match reading::raster(&self.file, Task { passwords, ..Task::new(limits) }, page) {
            Ok(raster) => {
                let mut output = self.output();
                send(&mut *output, &Reply::Raster(raster.clone()))?;
                output.write_all(&raster.gray)?;
                output.flush()
            }
            Err(failure) => self.say(&Reply::Failure(failure)),
        }
    }

    fn show(&self, page: u32, zoom: Zoom) -> io::Result<()> {
        let Setup { limits, passwords, .. } = &self.setup;
        confine::processor_time(limits.page_time + Limits::GRACE);
        match reading::picture(&self.file, Task { passwords, ..Task::new(limits) }, page, zoom) {
            Ok(picture) => {
                let mut output = self.output();
                send(&mut *output, &Reply::Picture(picture.clone(), picture.png.len()))?;
                output.write_all(&picture.png)?;
                output.flush()
            }
            Err(failure) => self.say(&Reply::Failure(failure)),
        }
    }

    fn place(&self, time: Duration, given_up: &GivenUp) -> io::Result<()> {
        let Setup { limits, passwords, .. } = &self.setup;
        confine::processor_time(time + Limits::GRACE);
        let limits = &Limits { file_time: time, ..limits.clone() };
        match reading::words(&self.file, Task { passwords, given_up, ..Task::new(limits) }) {
            Ok(pages) => {
                let mut output = self.output();
                for page in pages {
                    send(&mut *output, &Reply::Leaf(page))?;
                }
                send(&mut *output, &Reply::Whole)?;
                output.flush()
            }
            Err(failure) => self.say(&Reply::Failure(failure)),
        }
    }

    fn fill(&self, document: Document, scanned: &[(u32, ScannedPage)]) -> io::Result<()> {
        let limits = &self.setup.limits;
        confine::processor_time(limits.file_time + limits.page_time + Limits::GRACE);
        let (document, words) = reading::filled(document, scanned);
        self.tell(document, Some(Reply::Words(words)))
    }

    /// Says the pages of a document, what there is beside them, and what they say.
    fn tell(&self, mut document: Document, beside: Option<Reply>) -> io::Result<()> {
        {
            let mut output = self.output();
            send_document(&mut *output, &mut document)?;
            output.flush()?;
        }
        if let Some(beside) = beside {
            self.say(&beside)?;
        }
        let said = reading::said(&document.pages);
        self.say(&Reply::Said(said.map(Box::new)))
    }

    fn say(&self, reply: &Reply) -> io::Result<()> {
        let mut output = self.output();
        send(&mut *output, reply)?;
        output.flush()
    }

    fn output(&self) -> MutexGuard<'_, W> {
        self.output.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
