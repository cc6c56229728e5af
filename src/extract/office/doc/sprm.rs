//! Modifiers of properties ([MS-DOC] 2.6): a code, and a value whose length the code tells.

use super::bytes::Bytes;

/// A modifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Modifier<'b> {
    pub(super) code: u16,
    /// Its value, without the length of a value of variable length.
    pub(super) value: Bytes<'b>,
}

impl Modifier<'_> {
    pub(super) fn byte(self) -> u8 {
        self.value.byte(0).unwrap_or_default()
    }

    pub(super) fn number(self) -> u16 {
        self.value.u16(0).unwrap_or_default()
    }

    /// A switch: on, off, as the style says, or the other way.
    pub(super) fn switch(self, of_style: bool) -> bool {
        match self.byte() {
            0x80 => of_style,
            0x81 => !of_style,
            value => value != 0,
        }
    }
}

/// Codes whose values have a length of two bytes, and one that may be longer than a byte tells.
const TABLE: u16 = 0xD608;
const TABLE_OLD: u16 = 0xD606;
const TABS: u16 = 0xC615;

/// The modifiers of a list, up to its end or to what is none.
pub(super) fn modifiers(list: Bytes<'_>) -> impl Iterator<Item = Modifier<'_>> {
    let mut rest = list;
    std::iter::from_fn(move || {
        let code = rest.u16(0)?;
        let (skip, length) = match code >> 13 {
            0 | 1 => (2, 1),
            2 | 4 | 5 => (2, 2),
            3 => (2, 4),
            7 => (2, 3),
            _ if matches!(code, TABLE | TABLE_OLD) => {
                (4, usize::from(rest.u16(2)?).checked_sub(1)?)
            }
            _ if code == TABS && rest.byte(2) == Some(255) => (3, tabs(rest)?),
            _ => (3, usize::from(rest.byte(2)?)),
        };
        let value = rest.part(skip, length)?;
        rest = rest.from(skip + length);
        Some(Modifier { code, value })
    })
}

/// Bytes of a list of tabs that is longer than 254: those deleted, then those added.
fn tabs(list: Bytes<'_>) -> Option<usize> {
    let deleted = usize::from(list.byte(3)?);
    let added = usize::from(list.byte(4 + deleted * 4)?);
    Some(2 + deleted * 4 + added * 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_follow_from_codes() {
        let list = [
            0x3C, 0x08, 1, // hidden, a byte
            0x4F, 0x4A, 2, 0, // font, two
            0x08, 0xD6, 4, 0, 9, 9, 9, // a table's columns, a length of two bytes
            0x46, 0x66, 1, 2, 3, 4, // a place, four
            0x15, 0xC6, 2, 7, 7, // tabs, a length
            0x16, 0x24, // cut off
        ];
        let codes: Vec<(u16, usize)> =
            modifiers(Bytes(&list)).map(|m| (m.code, m.value.len())).collect();
        assert_eq!(codes, [(0x083C, 1), (0x4A4F, 2), (0xD608, 3), (0x6646, 4), (0xC615, 2)]);
        assert_eq!(modifiers(Bytes(&[0x08, 0xD6, 0, 0])).count(), 0);
    }
}
