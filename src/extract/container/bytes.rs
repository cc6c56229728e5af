//! Reading a member to its end, or to what is allowed.

use crate::document::{Cap, Failure};
use std::io::Read;
use std::sync::Arc;

/// Bytes unpacked from which the ratio of packed and unpacked counts: a form of blanks packs well, too.
const FROM: u64 = 64 << 20;
/// Bytes made room for at first, whatever the container says of the size.
const ROOM: u64 = 1 << 20;

/// What became of a member.
#[derive(Debug)]
pub(super) enum Unpacked {
    Whole(Vec<u8>),
    /// More than is allowed, as far as known.
    TooLarge {
        size: u64,
    },
    /// Why, and how many bytes were unpacked before.
    Failed(Failure, u64),
}

/// Bytes that are shared by many readers.
#[derive(Debug, Clone)]
pub(super) struct Shared(pub(super) Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Reads a member that says of itself to have so many bytes; `packed` and `ratio` are those of an archive.
pub(super) fn read(
    mut from: impl Read,
    says: u64,
    most: u64,
    packing: Option<(u64, u64)>,
) -> Unpacked {
    if says > most {
        return Unpacked::TooLarge { size: says };
    }
    let mut bytes = Vec::with_capacity(usize::try_from(says.min(ROOM)).unwrap_or_default());
    let mut step = FROM;
    loop {
        let end = step.min(most.saturating_add(1));
        let wanted = end.saturating_sub(bytes.len() as u64);
        let read = match from.by_ref().take(wanted).read_to_end(&mut bytes) {
            Ok(read) => read as u64,
            Err(error) => {
                let failure = Failure::Damaged { detail: error.to_string() };
                return Unpacked::Failed(failure, bytes.len() as u64);
            }
        };
        let size = bytes.len() as u64;
        if size > most {
            return Unpacked::TooLarge { size };
        }
        if read < wanted {
            return Unpacked::Whole(bytes);
        }
        if let Some((packed, ratio)) = packing
            && size / packed.max(1) >= ratio
        {
            let failure = Failure::OverLimit { cap: Cap::Ratio, limit: ratio };
            return Unpacked::Failed(failure, size);
        }
        step = step.saturating_add(FROM);
    }
}
