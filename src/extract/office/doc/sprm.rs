//! Modifiers of properties ([MS-DOC] 2.6): a code, and a value whose length the code tells.
//!
//! Codes of Word 6 are bytes, whose lengths stand in a table; those that matter are given as the codes
//! that Word 97 has for the same.

use super::bytes::Bytes;
use super::dialect::Dialect;

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

/// A list of modifiers, up to its end or to what is none.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Modifiers<'b> {
    rest: Bytes<'b>,
    dialect: Dialect,
}

impl<'b> Modifiers<'b> {
    pub(super) fn new(bytes: Bytes<'b>, dialect: Dialect) -> Self {
        Self { rest: bytes, dialect }
    }

    /// As Word 97 wrote them.
    pub(super) fn of_97(bytes: Bytes<'b>) -> Self {
        Self::new(bytes, Dialect::Word97)
    }
}

impl<'b> Iterator for Modifiers<'b> {
    type Item = Modifier<'b>;

    fn next(&mut self) -> Option<Modifier<'b>> {
        let (code, skip, length) = match self.dialect {
            Dialect::Word97 => head_97(self.rest)?,
            Dialect::Word6 => head_6(self.rest)?,
        };
        let value = self.rest.part(skip, length)?;
        self.rest = self.rest.from(skip + length);
        Some(Modifier { code, value })
    }
}

/// Codes whose values have a length of two bytes, and one that may be longer than a byte tells.
const TABLE: u16 = 0xD608;
const TABLE_OLD: u16 = 0xD606;
const TABS: u16 = 0xC615;

/// The code, the bytes before the value, and those of the value.
fn head_97(list: Bytes<'_>) -> Option<(u16, usize, usize)> {
    let code = list.u16(0)?;
    let (skip, length) = match code >> 13 {
        0 | 1 => (2, 1),
        2 | 4 | 5 => (2, 2),
        3 => (2, 4),
        7 => (2, 3),
        _ if matches!(code, TABLE | TABLE_OLD) => (4, usize::from(list.u16(2)?).checked_sub(1)?),
        _ if code == TABS && list.byte(2) == Some(255) => (3, tabs(list)?),
        _ => (3, usize::from(list.byte(2)?)),
    };
    Some((code, skip, length))
}

/// Bytes of a list of tabs that is longer than 254: those deleted, then those added.
fn tabs(list: Bytes<'_>) -> Option<usize> {
    let deleted = usize::from(list.byte(3)?);
    let added = usize::from(list.byte(4 + deleted * 4)?);
    Some(2 + deleted * 4 + added * 3)
}

/// The lines of a table in Word 6, which are kept otherwise than in Word 97.
pub(super) const TABLE_LINES_6: u16 = 187;

fn head_6(list: Bytes<'_>) -> Option<(u16, usize, usize)> {
    let code = list.byte(0)?;
    let (skip, length) = match code {
        83 => (1, 0),
        4..=11 | 13 | 14 | 24 | 25 | 29 | 37 | 44 | 50 | 51 | 65..=67 | 71 | 75 | 85..=92 => (1, 1),
        94 | 98..=102 | 104 | 111..=116 | 131 | 132 | 138 | 139 | 142 | 143 | 146 | 147 => (1, 1),
        150..=153 | 158 | 159 | 162 | 185 | 186 => (1, 1),
        2 | 16..=19 | 21 | 22 | 26..=28 | 30..=36 | 38..=43 | 45..=49 | 69 | 72 | 80 | 93 => (1, 2),
        96 | 97 | 107 | 109 | 110 | 140 | 141 | 144 | 145 | 148 | 149 | 154..=157 => (1, 2),
        160 | 161 | 164..=171 | 182..=184 | 189 | 195 | 197 | 198 => (1, 2),
        73 | 95 | 136 | 137 => (1, 3),
        20 | 70 | 192 | 194 | 196 | 200 => (1, 4),
        193 | 199 => (1, 5),
        187 => (1, 12),
        188 | 190 => (3, usize::from(list.u16(1)?).checked_sub(1)?),
        3 | 12 | 15 | 23 | 68 | 74 | 81 | 82 | 103 | 105 | 106 | 108 | 133 | 191 => {
            (2, usize::from(list.byte(1)?))
        }
        // Its length is not known, so neither is where the next begins.
        _ => return None,
    };
    let same = match code {
        5 => 0x2403,
        9 => 0x2407,
        21 => 0xA413,
        22 => 0xA414,
        24 => 0x2416,
        25 => 0x2417,
        80 => 0x4A30,
        90 => 0x083A,
        91 => 0x083B,
        92 => 0x083C,
        93 => 0x4A4F,
        104 => 0x2A48,
        142 => 0x3009,
        143 => 0x300A,
        187 => TABLE_LINES_6,
        // None that matters; no code of Word 97.
        _ => 0,
    };
    Some((same, skip, length))
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
            Modifiers::of_97(Bytes(&list)).map(|m| (m.code, m.value.len())).collect();
        assert_eq!(codes, [(0x083C, 1), (0x4A4F, 2), (0xD608, 3), (0x6646, 4), (0xC615, 2)]);
        assert_eq!(Modifiers::of_97(Bytes(&[0x08, 0xD6, 0, 0])).count(), 0);
    }

    #[test]
    fn codes_of_word_6_are_bytes() {
        let list = [93, 2, 0, 85, 1, 92, 1, 23, 2, 0, 0, 255, 7];
        let codes: Vec<(u16, u8)> =
            Modifiers::new(Bytes(&list), Dialect::Word6).map(|m| (m.code, m.byte())).collect();
        assert_eq!(codes, [(0x4A4F, 2), (0, 1), (0x083C, 1), (0, 0)]);
    }
}
