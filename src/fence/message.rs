//! What goes through the pipes between the two sides: a line of JSON each, a file's bytes and the
//! texts of its pages raw behind theirs.
//!
//! ```text
//! Setup ▶                                 once
//! Read, bytes ▶                           for each file
//!     ◀ Page, Page, …                     before each page
//!     ◀ Document, texts  or  Failure  or  Container
//!     ◀ Said                              behind a Document
//! Unpack ▶                                for a Container, if at all
//!     ◀ Member, bytes, …, Unpacked
//! Draw, bytes ▶                           for each page that waits for OCR
//!     ◀ Raster, shades  or  Failure
//! Show, bytes ▶                           for each page that a person looks at
//!     ◀ Picture, PNG  or  Failure
//! Place, bytes ▶                          for each file whose pages a person looks at
//!     ◀ Leaf, Leaf, …, Whole  or  Failure
//! Fill, texts ▶                           for each file of which OCR has read pages
//!     ◀ Document, texts
//!     ◀ Words
//!     ◀ Said
//! ```

use crate::data::Tables;
use crate::directive::Said;
use crate::document::{Document, Failure, Page};
use crate::extract::container::Allowance;
use crate::extract::{GivenUp, Limits, Picture, PlacedPage, PlacedWord, Raster, ScannedPage, Zoom};
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
    /// Tables of the user.
    pub(super) tables: Tables,
}

/// What a worker is asked for.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Request {
    /// To read a file; so many bytes of it follow.
    Read {
        bytes: usize,
        /// What is left of the time for the file.
        time: Duration,
        given_up: GivenUp,
    },
    /// To unpack the file before, which is a container.
    Unpack {
        left: Allowance,
        /// The member that is asked for, or one that lies in it; all if `None`.
        wanted: Option<String>,
        /// For all of it.
        time: Duration,
    },
    /// To draw a page, from 1, of a file whose bytes follow, or of the one before if there are none.
    Draw { bytes: usize, page: u32 },
    /// To draw the picture of a page, from 1; of which file as with `Draw`.
    Show { bytes: usize, page: u32, zoom: Zoom },
    /// To say where the words of all pages stand; of which file as with `Draw`.
    Place {
        bytes: usize,
        /// For the file.
        time: Duration,
        given_up: GivenUp,
    },
    /// To fill pages, from 1, of a document whose texts follow, of these lengths in bytes.
    Fill { document: Document, texts: Vec<usize>, scanned: Vec<(u32, ScannedPage)> },
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
    /// There are no pages, but other files.
    Container,
    /// One of them: its path inside, and how many bytes follow or why none do.
    Member(String, Result<usize, Failure>),
    /// That was the last one, for this reason if there is any but the end.
    Unpacked(Option<Failure>),
    /// The image of a page; its shades follow, one byte each.
    Raster(Raster),
    /// The picture of a page; so many bytes of its PNG follow.
    Picture(Picture, usize),
    /// The words of a page, page by page.
    Leaf(PlacedPage),
    /// That was the last page.
    Whole,
    /// The words of pages, from 1, that OCR has filled; before the record.
    Words(Vec<(u32, Vec<PlacedWord>)>),
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
    send_with_texts(output, document, Reply::Document)
}

/// Writes a message about a document, whose texts follow it.
pub(super) fn send_with_texts<T: Serialize>(
    output: &mut impl Write,
    document: &mut Document,
    message: impl FnOnce(Document, Vec<usize>) -> T,
) -> io::Result<()> {
    let take = |page: &mut Page| std::mem::take(&mut page.text);
    let texts: Vec<String> = document.pages.iter_mut().map(take).collect();
    let lengths = texts.iter().map(String::len).collect();
    send(output, &message(document.clone(), lengths))?;
    for (page, text) in document.pages.iter_mut().zip(texts) {
        output.write_all(text.as_bytes())?;
        page.text = text;
    }
    Ok(())
}

/// Reads the shades that follow a raster into it.
///
/// # Errors
/// If they are cut off, or more than `most`: the other side is not to be trusted.
pub(super) fn receive_shades(
    input: &mut impl Read,
    raster: &mut Raster,
    most: usize,
) -> io::Result<()> {
    let pixels = u64::from(raster.width) * u64::from(raster.height);
    if pixels > most as u64 {
        return Err(io::ErrorKind::InvalidData.into());
    }
    input.by_ref().take(pixels).read_to_end(&mut raster.gray)?;
    if raster.is_whole() { Ok(()) } else { Err(io::ErrorKind::InvalidData.into()) }
}

/// Reads the PNG that follows a picture into it.
///
/// # Errors
/// If it is cut off, or more than `most` bytes: the other side is not to be trusted.
pub(super) fn receive_png(
    input: &mut impl Read,
    picture: &mut Picture,
    bytes: usize,
    most: usize,
) -> io::Result<()> {
    if bytes > most {
        return Err(io::ErrorKind::InvalidData.into());
    }
    input.by_ref().take(bytes as u64).read_to_end(&mut picture.png)?;
    if picture.png.len() == bytes { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
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
