//! The outer side of the fence: one worker, and what becomes of a file that it is given.

use super::apart;
use super::message::{
    Reply, Request, Setup, receive, receive_png, receive_shades, receive_texts, send,
    send_with_texts,
};
use super::reading::Reading;
use super::watch::{Watch, Watched};
use crate::document::{Document, Failure};
use crate::extract::container::Allowance;
use crate::extract::{GivenUp, Limits, Picture, PlacedPage, Raster, ScannedPage, Zoom};
use std::io::{self, BufReader, Read, Write};
use std::path::Path;
use std::process::{ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Time for opening a file, beside that for a page: for each of these bytes one second.
const OPENING: u64 = 8 << 20;
/// Bytes of a worker's last words.
const LAST_WORDS: u64 = 4096;

/// A worker that waits for a file, or reads one.
#[derive(Debug)]
pub(super) struct Reader {
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    errors: ChildStderr,
    process: Arc<Watched>,
    /// Files that it has read.
    pub(super) files: u32,
}

/// How far a worker got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// No page was begun.
    Opening,
    /// In a page, from 1, or behind the last one.
    Page(u32),
    /// The pages are there; finding out what they say is not done.
    Record(Box<Document>),
}

/// What a file turned out to be.
#[derive(Debug)]
pub(super) enum Answer {
    Reading(Box<Reading>),
    Container,
}

/// What a worker says while it unpacks.
#[derive(Debug)]
pub(super) enum Piece {
    Member(String, Result<usize, Failure>),
    End(Option<Failure>),
}

/// Why a worker ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reason {
    TimeUp,
    OutOfMemory,
    /// What it said last, in one line.
    BrokeDown(String),
}

/// The end of a worker over a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Death {
    pub(super) reason: Reason,
    pub(super) step: Step,
}

impl Reason {
    /// What it means for a file of which nothing can be had.
    pub(super) fn failure(self, limits: &Limits) -> Failure {
        match self {
            Self::TimeUp => Failure::TimedOut { seconds: limits.file_time.as_secs() },
            Self::OutOfMemory => Failure::OutOfMemory { limit: limits.memory },
            Self::BrokeDown(words) => {
                Failure::Damaged { detail: format!("its reader broke down: {words}") }
            }
        }
    }
}

impl Reader {
    /// Starts a worker.
    pub(super) fn start(program: &Path, setup: &Setup, watch: &Watch) -> io::Result<Self> {
        let mut command = Command::new(program);
        command.arg(super::WORKER);
        // For the allocator of glibc: one arena (each further one reserves 64 MB of what the memory
        // limit counts), grown in larger steps. Measured: 8 % less processor time for three pages.
        command.env("MALLOC_ARENA_MAX", "1").env("MALLOC_TOP_PAD_", "1048576");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        apart(&mut command);
        let mut child = command.spawn()?;
        let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let process = watch.over(child)?;
        let (Some(input), Some(output), Some(errors)) = pipes else {
            process.end();
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let mut reader = Self {
            input,
            output: BufReader::with_capacity(64 << 10, output),
            errors,
            process,
            files: 0,
        };
        send(&mut reader.input, setup)?;
        Ok(reader)
    }

    /// Has one file read. After a [`Death`] there is nothing more to be had of this worker.
    pub(super) fn read(
        &mut self,
        bytes: &[u8],
        given_up: &GivenUp,
        limits: &Limits,
        begun: Instant,
    ) -> Result<Result<Answer, Failure>, Death> {
        let mut step = Step::Opening;
        let result = self.talk(bytes, given_up, limits, begun, &mut step);
        self.process.until(None);
        self.files += 1;
        result.map_err(|error| Death { reason: self.reason(&error), step })
    }

    fn talk(
        &mut self,
        bytes: &[u8],
        given_up: &GivenUp,
        limits: &Limits,
        begun: Instant,
        step: &mut Step,
    ) -> io::Result<Result<Answer, Failure>> {
        let end = begun + limits.file_time + limits.page_time + Limits::GRACE;
        let within = |time: Duration| Some(end.min(Instant::now() + time + Limits::GRACE));
        self.process.until(within(limits.page_time + opening(bytes)));
        let request = Request::Read {
            bytes: bytes.len(),
            time: limits.file_time.saturating_sub(begun.elapsed()),
            given_up: given_up.clone(),
        };
        send(&mut self.input, &request)?;
        self.input.write_all(bytes)?;
        self.listen(step, end, limits)
    }

    /// What a worker says that was asked for a document.
    fn listen(
        &mut self,
        step: &mut Step,
        end: Instant,
        limits: &Limits,
    ) -> io::Result<Result<Answer, Failure>> {
        let within = |time: Duration| Some(end.min(Instant::now() + time + Limits::GRACE));
        let mut words = Vec::new();
        loop {
            match receive::<Reply>(&mut self.output)?.ok_or(io::ErrorKind::UnexpectedEof)? {
                Reply::Page(page) => {
                    *step = Step::Page(page);
                    self.process.until(within(limits.page_time));
                }
                Reply::Failure(failure) => return Ok(Err(failure)),
                Reply::Container => return Ok(Ok(Answer::Container)),
                Reply::Document(mut document, lengths) => {
                    receive_texts(&mut self.output, &mut document, &lengths)?;
                    self.process.until(Some(end));
                    *step = Step::Record(Box::new(document));
                }
                Reply::Words(placed) => words = placed,
                Reply::Said(said) => {
                    let Step::Record(document) = std::mem::replace(step, Step::Opening) else {
                        return Err(io::Error::other("a record without a document"));
                    };
                    let reading = Reading::new(*document, said.map(|said| *said));
                    return Ok(Ok(Answer::Reading(Box::new(Reading { words, ..reading }))));
                }
                Reply::Raster(_)
                | Reply::Picture(..)
                | Reply::Leaf(_)
                | Reply::Whole
                | Reply::Member(..)
                | Reply::Unpacked(_) => {
                    return Err(io::Error::other("an answer to another question"));
                }
            }
        }
    }

    /// Has a page, from 1, of a file drawn; no bytes: of the file before.
    pub(super) fn draw(
        &mut self,
        bytes: &[u8],
        page: u32,
        limits: &Limits,
    ) -> Result<Result<Raster, Failure>, Reason> {
        self.process
            .until(Some(Instant::now() + limits.page_time + opening(bytes) + Limits::GRACE));
        let drawn = self.talk_of_page(bytes, page, limits.page_pixels);
        self.process.until(None);
        drawn.map_err(|error| self.reason(&error))
    }

    fn talk_of_page(
        &mut self,
        bytes: &[u8],
        page: u32,
        pixels: usize,
    ) -> io::Result<Result<Raster, Failure>> {
        match self.ask(&Request::Draw { bytes: bytes.len(), page }, bytes)? {
            Reply::Raster(mut raster) => {
                receive_shades(&mut self.output, &mut raster, pixels)?;
                Ok(Ok(raster))
            }
            Reply::Failure(failure) => Ok(Err(failure)),
            _ => Err(io::Error::other("no raster")),
        }
    }

    /// Has the picture of a page, from 1, of a file drawn; no bytes: of the file before.
    pub(super) fn show(
        &mut self,
        bytes: &[u8],
        page: u32,
        zoom: Zoom,
        limits: &Limits,
    ) -> Result<Result<Picture, Failure>, Reason> {
        self.process
            .until(Some(Instant::now() + limits.page_time + opening(bytes) + Limits::GRACE));
        let request = Request::Show { bytes: bytes.len(), page, zoom };
        let shown = self.ask(&request, bytes).and_then(|reply| match reply {
            Reply::Picture(mut picture, length) => {
                // Packed or not, a pixel has three bytes, and a row one more.
                let most = limits.page_pixels.saturating_mul(4);
                receive_png(&mut self.output, &mut picture, length, most)?;
                Ok(Ok(picture))
            }
            Reply::Failure(failure) => Ok(Err(failure)),
            _ => Err(io::Error::other("no picture")),
        });
        self.process.until(None);
        shown.map_err(|error| self.reason(&error))
    }

    /// Has it said where the words of each page of a file stand; no bytes: of the file before.
    pub(super) fn place(
        &mut self,
        bytes: &[u8],
        given_up: &GivenUp,
        limits: &Limits,
    ) -> Result<Result<Vec<PlacedPage>, Failure>, Reason> {
        let time = limits.file_time;
        self.process.until(Some(Instant::now() + time + opening(bytes) + Limits::GRACE));
        let request = Request::Place { bytes: bytes.len(), time, given_up: given_up.clone() };
        let placed = self.ask(&request, bytes).and_then(|mut reply| {
            let mut pages = Vec::new();
            loop {
                match reply {
                    Reply::Leaf(page) if pages.len() < limits.pages => pages.push(page),
                    Reply::Whole => return Ok(Ok(pages)),
                    Reply::Failure(failure) => return Ok(Err(failure)),
                    _ => return Err(io::Error::other("no words")),
                }
                reply = receive(&mut self.output)?.ok_or(io::ErrorKind::UnexpectedEof)?;
            }
        });
        self.process.until(None);
        placed.map_err(|error| self.reason(&error))
    }

    /// Asks about a file; what is answered first.
    fn ask(&mut self, request: &Request, bytes: &[u8]) -> io::Result<Reply> {
        send(&mut self.input, request)?;
        self.input.write_all(bytes)?;
        Ok(receive::<Reply>(&mut self.output)?.ok_or(io::ErrorKind::UnexpectedEof)?)
    }

    /// Has pages, from 1, of a document filled.
    pub(super) fn fill(
        &mut self,
        document: &mut Document,
        scanned: &[(u32, ScannedPage)],
        limits: &Limits,
    ) -> Result<Result<Reading, Failure>, Reason> {
        let end = Instant::now() + limits.file_time + limits.page_time + Limits::GRACE;
        self.process.until(Some(end));
        let scanned = scanned.to_vec();
        let message = |document, texts| Request::Fill { document, texts, scanned };
        let mut step = Step::Opening;
        let result = send_with_texts(&mut self.input, document, message)
            .and_then(|()| self.listen(&mut step, end, limits));
        self.process.until(None);
        match result {
            Ok(Ok(Answer::Reading(reading))) => Ok(Ok(*reading)),
            Ok(Ok(Answer::Container)) => Err(self.reason(&io::Error::other("no document"))),
            Ok(Err(failure)) => Ok(Err(failure)),
            Err(error) => Err(self.reason(&error)),
        }
    }

    /// Has the file before, which is a container, unpacked: what it holds is to be asked for.
    pub(super) fn unpack(
        &mut self,
        left: Allowance,
        wanted: Option<&str>,
        limits: &Limits,
    ) -> Result<(), Reason> {
        let wanted = wanted.map(str::to_owned);
        let request = Request::Unpack { left, wanted, time: limits.file_time };
        send(&mut self.input, &request).map_err(|error| self.reason(&error))
    }

    /// The next member: its path and how many bytes follow; or why there is none.
    pub(super) fn member(&mut self, time: Duration) -> Result<Piece, Reason> {
        self.process.until(Some(Instant::now() + time + Limits::GRACE));
        let reply = receive::<Reply>(&mut self.output)
            .and_then(|reply| reply.ok_or_else(|| io::ErrorKind::UnexpectedEof.into()));
        self.process.until(None);
        match reply {
            Ok(Reply::Member(path, length)) => Ok(Piece::Member(path, length)),
            Ok(Reply::Unpacked(cut)) => Ok(Piece::End(cut)),
            Ok(_) => Err(self.reason(&io::Error::other("no member"))),
            Err(error) => Err(self.reason(&error)),
        }
    }

    /// The bytes of that member.
    pub(super) fn bytes(&mut self, length: usize, time: Duration) -> Result<Vec<u8>, Reason> {
        self.process.until(Some(Instant::now() + time + Limits::GRACE));
        let mut bytes = Vec::with_capacity(length);
        let read = self.output.by_ref().take(length as u64).read_to_end(&mut bytes);
        self.process.until(None);
        match read {
            Ok(read) if read == length => Ok(bytes),
            Ok(_) => Err(self.reason(&io::ErrorKind::UnexpectedEof.into())),
            Err(error) => Err(self.reason(&error)),
        }
    }

    /// Why there is no answer, by the clock or by what the worker said last.
    fn reason(&mut self, error: &io::Error) -> Reason {
        self.process.end();
        if self.process.is_late() {
            return Reason::TimeUp;
        }
        let mut words = Vec::new();
        let _ = self.errors.by_ref().take(LAST_WORDS).read_to_end(&mut words);
        let words = String::from_utf8_lossy(&words);
        // As the standard library words it; the system's own limit shows as nothing at all.
        if words.contains("memory allocation of") {
            return Reason::OutOfMemory;
        }
        let last = words.lines().map(str::trim).rfind(|line| !line.is_empty());
        Reason::BrokeDown(last.map_or_else(|| error.to_string(), str::to_owned))
    }
}

/// Time for taking in and opening a file.
pub(super) fn opening(bytes: &[u8]) -> Duration {
    Duration::from_secs(bytes.len() as u64 / OPENING)
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.process.end();
    }
}
