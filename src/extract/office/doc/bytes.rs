//! Numbers in a stream, little endian, at any place; a place outside it gives none.

/// A stream, or a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Bytes<'b>(pub(super) &'b [u8]);

impl<'b> Bytes<'b> {
    pub(super) fn byte(self, at: usize) -> Option<u8> {
        self.0.get(at).copied()
    }

    pub(super) fn u16(self, at: usize) -> Option<u16> {
        let bytes = self.part(at, 2)?;
        Some(u16::from_le_bytes(bytes.0.try_into().ok()?))
    }

    pub(super) fn u32(self, at: usize) -> Option<u32> {
        let bytes = self.part(at, 4)?;
        Some(u32::from_le_bytes(bytes.0.try_into().ok()?))
    }

    pub(super) fn i32(self, at: usize) -> Option<i32> {
        self.u32(at).map(u32::cast_signed)
    }

    /// A number of 32 bits that is a place or a length.
    pub(super) fn size(self, at: usize) -> Option<usize> {
        usize::try_from(self.u32(at)?).ok()
    }

    /// So many bytes from there; none if there are fewer.
    pub(super) fn part(self, at: usize, length: usize) -> Option<Self> {
        self.0.get(at..at.checked_add(length)?).map(Self)
    }

    /// All bytes from there.
    pub(super) fn from(self, at: usize) -> Self {
        Self(self.0.get(at..).unwrap_or_default())
    }

    pub(super) fn len(self) -> usize {
        self.0.len()
    }

    /// A text of UTF-16 units behind their count; and where it ends.
    pub(super) fn counted_text(self, at: usize) -> Option<(Vec<u16>, usize)> {
        let count = usize::from(self.u16(at)?);
        let units = self.part(at + 2, count * 2)?;
        let units = units.0.chunks_exact(2).filter_map(|unit| Bytes(unit).u16(0)).collect();
        Some((units, at + 2 + count * 2))
    }
}

/// A table of places in the text and of what stands between them ([MS-DOC] 2.8): n + 1 places, n items
/// of `size` bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plc<'b> {
    bytes: Bytes<'b>,
    count: usize,
    size: usize,
}

impl<'b> Plc<'b> {
    pub(super) fn new(bytes: Bytes<'b>, size: usize) -> Self {
        let count = bytes.len().saturating_sub(4) / (4 + size);
        Self { bytes, count, size }
    }

    pub(super) fn len(self) -> usize {
        self.count
    }

    /// The place before item `at`, up to the one behind the last.
    pub(super) fn place(self, at: usize) -> Option<usize> {
        if at > self.count { None } else { self.bytes.size(at * 4) }
    }

    pub(super) fn item(self, at: usize) -> Option<Bytes<'b>> {
        if at >= self.count {
            return None;
        }
        self.bytes.part((self.count + 1) * 4 + at * self.size, self.size)
    }

    /// The places on both sides of an item, in order.
    pub(super) fn range(self, at: usize) -> Option<std::ops::Range<usize>> {
        let (start, end) = (self.place(at)?, self.place(at + 1)?);
        (start <= end).then_some(start..end)
    }
}
