//! The compound file that a DOC is ([MS-CFB]): opened, if need be with its length mended.

use crate::document::Failure;
use cfb::CompoundFile;
use std::borrow::Cow;
use std::io::{Cursor, Read};

/// An opened compound file.
pub(super) struct Compound<'b> {
    file: CompoundFile<Cursor<Cow<'b, [u8]>>>,
    length: usize,
    /// It was damaged; what could be read of it was.
    pub(super) is_mended: bool,
}

impl<'b> Compound<'b> {
    /// # Errors
    /// [`Failure::Damaged`] if its directory cannot be read.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Failure> {
        let open = |bytes: Cow<'b, [u8]>| {
            let length = bytes.len();
            CompoundFile::open(Cursor::new(bytes)).map(|file| (file, length))
        };
        let opened = open(Cow::Borrowed(bytes)).map(|opened| (opened, false));
        let opened = opened.or_else(|error| match mended(bytes).map(open) {
            Some(Ok(opened)) => Ok((opened, true)),
            _ => Err(error),
        });
        let ((file, length), is_mended) = opened
            .map_err(|error| Failure::Damaged { detail: format!("its compound file: {error}") })?;
        Ok(Self { file, length, is_mended })
    }

    /// The content of a stream; `None` if there is none of that name.
    pub(super) fn stream(&mut self, name: &str) -> Option<Vec<u8>> {
        let stream = self.file.open_stream(name).ok()?;
        let mut content = Vec::new();
        // No stream is longer than its file; a chain of sectors that says so is a circle.
        let read = stream.take(self.length as u64).read_to_end(&mut content);
        self.is_mended |= read.is_err();
        Some(content)
    }
}

/// The same file without what was appended to it, or filled up with zeros: to where its table of sectors
/// ends, as of a file that was cut, or to where its last sector ends.
fn mended(bytes: &[u8]) -> Option<Cow<'_, [u8]>> {
    /// Bytes of a place in the table of sectors.
    const ENTRY: usize = 4;
    /// Bytes that a file may lack.
    const LACKING: usize = 16 << 20;
    let number = |at: usize| {
        let number: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(number)).ok()
    };
    let sector = 1_usize << bytes.get(0x1E).filter(|shift| matches!(shift, 9 | 12))?;
    // The head takes a sector, too.
    let most = (number(0x2C)?.checked_mul(sector / ENTRY)?.checked_add(1)?).checked_mul(sector)?;
    if bytes.len() > most {
        return bytes.get(..most).map(Cow::Borrowed);
    }
    let is_near = most - bytes.len() <= LACKING;
    let filled = if is_near { most } else { bytes.len().next_multiple_of(sector) };
    let mut bytes = bytes.to_vec();
    bytes.resize(filled, 0);
    Some(Cow::Owned(bytes))
}
