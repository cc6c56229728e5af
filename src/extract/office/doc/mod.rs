//! A DOC file, Word 6 to 2003 ([MS-DOC]) → its story.
//!
//! ```text
//! compound file ─▶ fib ─pieces─▶ characters ─fkp, sprm, styles, lists─▶ body ─▶ story
//! ```
//!
//! What a page of it shows, as of a DOCX. Whatever a damaged table says is taken for what it is, a
//! number that may lead nowhere: then there is less to tell of the text, and the text stays.

mod apart;
mod body;
mod bytes;
mod compound;
mod dialect;
mod fib;
mod fkp;
mod lists;
mod pieces;
mod properties;
mod sprm;
mod styles;
#[cfg(test)]
mod tests;

use super::Told;
use super::builder::{Apart, Builder};
use crate::document::Failure;
use body::{Body, Source};
use bytes::Bytes;
use compound::Compound;
use fib::{Fib, Table, Text};
use fkp::{Kind, Runs};
use pieces::Pieces;
use styles::Styles;

/// Reads a DOC.
///
/// # Errors
/// [`Failure::Encrypted`]; [`Failure::Damaged`] if its text cannot be found.
pub(super) fn read(bytes: &[u8], room: usize) -> Result<Told, Failure> {
    let damaged = |detail: String| Failure::Damaged { detail };
    let mut file = Compound::open(bytes)?;
    let word = file.stream("WordDocument").ok_or_else(|| damaged("it has no text".to_owned()))?;
    let (dialect, name) = Fib::table_stream(Bytes(&word))?;
    let table = file.stream(name).ok_or_else(|| damaged(format!("it has no {name}")))?;
    let data = file.stream("Data").unwrap_or_default();
    let fib = Fib::new(Bytes(&word), Bytes(&table), dialect);
    let told = tell(&fib, Bytes(&data), room);
    if told.story.blocks.is_empty() && fib.text(Text::Body).len() > 1 {
        return Err(damaged("where its text stands is lost".to_owned()));
    }
    Ok(Told { is_mended: told.is_mended || file.is_mended, ..told })
}

/// The streams of these names that a DOC has.
pub(super) fn streams<const N: usize>(
    bytes: &[u8],
    names: [&'static str; N],
) -> impl Iterator<Item = Vec<u8>> {
    let mut file = Compound::open(bytes).ok();
    names.into_iter().filter_map(move |name| file.as_mut()?.stream(name))
}

fn tell<'b>(fib: &Fib<'b>, data: Bytes<'b>, room: usize) -> Told {
    let (word, dialect) = (fib.word(), fib.dialect());
    let pieces = Pieces::read(fib, room);
    let fonts = styles::fonts(fib.table(Table::Fonts), dialect);
    let (uses, levels) = (fib.table_and_rest(Table::ListUses), fib.table_and_rest(Table::Lists));
    let lists = lists::read(levels, uses, &fonts);
    let (boxes, loose) = apart::boxes(fib);
    let sections = apart::sections(fib);
    let (headers, footers) = apart::running(fib, &sections);
    let (is_cut, is_short) = (pieces.is_cut, pieces.len() < fib.text(Text::Body).len());
    let source = Source {
        pieces,
        characters: Runs::read(word, fib.table(Table::Characters), Kind::Characters, dialect),
        paragraphs: Runs::read(word, fib.table(Table::Paragraphs), Kind::Paragraphs, dialect),
        styles: Styles::read(fib.table(Table::Styles), dialect),
        fonts,
        sections,
        notes: apart::notes(fib),
        boxes,
        data,
        dialect,
    };
    let mut body = Body::new(&source, lists, Builder::new(room));
    body.read(fib.text(Text::Body));
    for text in loose {
        body.read_apart(text, Apart::Box);
    }
    for (texts, what) in [(headers, Apart::Header), (footers, Apart::Footer)] {
        for text in texts {
            body.read_apart(text, what);
        }
    }
    let story = body.builder.finish();
    Told { story, is_mended: is_short && !is_cut, is_cut }
}
