//! What goes through the pipes between the two sides: a line of JSON each, a file's bytes and the
//! texts of its pages raw behind theirs.
//!
//! ```text
//! Setup ▶                                 once
//! Request, bytes ▶                        for each file
//!     ◀ Page, Page, …                     before each page
//!     ◀ Document, texts  or  Failure
//!     ◀ Said                              behind a Document
//! ```

use super::reading::Said;
use crate::document::{Document, Failure, Page};
use crate::extract::{GivenUp, Limits};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Read, Write};
use std::time::Duration;

/// What a worker is told first.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Setup {
    /// The version of the program on the other side: a worker of another one ends.
    pub(super) version: String,
    pub(super) limits: Limits,
    pub(super) passwords: Vec<String>,
}

/// One file to read; its bytes follow.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) bytes: usize,
    /// What is left of the time for the file.
    pub(super) time: Duration,
    pub(super) given_up: GivenUp,
}

/// What a worker says.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Reply {
    /// A page, from 1, is begun.
    Page(u32),
    /// All pages, their texts taken out: those follow, of these lengths in bytes.
    Document(Document, Vec<usize>),
    /// There are no pages.
    Failure(Failure),
    /// What the pages say; `None` if a fault kept it from being read.
    Said(Option<Box<Said>>),
}

/// Bytes of a line: far more than any message has, far less than memory.
const LINE: u64 = 64 << 20;

/// Writes one message.
pub(super) fn send(output: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *output, message)?;
    output.write_all(b"\n")
}

/// Reads one message; `None` at the end of input.
pub(super) fn receive<T: DeserializeOwned>(input: &mut impl BufRead) -> io::Result<Option<T>> {
    let mut line = Vec::new();
    input.by_ref().take(LINE).read_until(b'\n', &mut line)?;
    if line.is_empty() { Ok(None) } else { Ok(Some(serde_json::from_slice(&line)?)) }
}

/// Writes a document.
pub(super) fn send_document(output: &mut impl Write, document: &mut Document) -> io::Result<()> {
    let take = |page: &mut Page| std::mem::take(&mut page.text);
    let texts: Vec<String> = document.pages.iter_mut().map(take).collect();
    let lengths = texts.iter().map(String::len).collect();
    let reply = Reply::Document(document.clone(), lengths);
    send(output, &reply)?;
    for (page, text) in document.pages.iter_mut().zip(texts) {
        output.write_all(text.as_bytes())?;
        page.text = text;
    }
    Ok(())
}

/// Puts the texts that follow a document into it.
pub(super) fn receive_texts(
    input: &mut impl Read,
    document: &mut Document,
    lengths: &[usize],
) -> io::Result<()> {
    for (page, length) in document.pages.iter_mut().zip(lengths) {
        let mut bytes = Vec::new();
        input.by_ref().take(*length as u64).read_to_end(&mut bytes)?;
        page.text = String::from_utf8(bytes).map_err(io::Error::other)?;
        if page.text.len() != *length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    Ok(())
}
