//! A file of bytes → groups of lines that are of one kind: the unit that an encoding is decided for.
//!
//! In: bytes. Out: [`Group`]s in order, which together are the bytes. A group ends at a blank line,
//! where the kind of the lines changes, and at [`GROUP`] bytes. Nothing is decoded here: the kind
//! comes from the bytes that begin the characters of UTF-8, one cheap pass.

/// Bytes of a group. A longer line is cut, at white space if there is any.
const GROUP: usize = 64 << 10;

/// What the bytes of a line tell before any decoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing but ASCII: the same in every encoding.
    Ascii,
    /// UTF-8 with the letters that only Vietnamese has.
    Vietnamese,
    /// UTF-8 with characters of Latin-1, and hardly one that only Vietnamese has: some Western
    /// language, or bytes of another encoding, each shown as a character.
    Latin,
    /// Any other UTF-8.
    Foreign,
    /// No UTF-8.
    Invalid,
}

/// Lines that follow each other and are of one kind; lines of ASCII alone go with either.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group<'b> {
    pub(super) bytes: &'b [u8],
    pub(super) kind: Kind,
}

/// The groups of a file; `is_utf8` says that all of it is known to be UTF-8.
pub(super) fn groups(bytes: &[u8], is_utf8: bool) -> impl Iterator<Item = Group<'_>> {
    let mut rest = bytes;
    let mut next: Option<(&[u8], Kind)> = None;
    std::iter::from_fn(move || {
        let (mut length, mut kind) = (0, Kind::Ascii);
        let whole = rest;
        loop {
            let line = next.take().or_else(|| {
                let line = first_line(whole.get(length..)?);
                (!line.is_empty()).then(|| (line, kind_of(line, is_utf8)))
            });
            let Some((line, line_kind)) = line else { break };
            let changes = line_kind != kind && line_kind != Kind::Ascii && kind != Kind::Ascii;
            if changes || length > 0 && length + line.len() > GROUP {
                next = Some((line, line_kind));
                break;
            }
            length += line.len();
            if kind == Kind::Ascii {
                kind = line_kind;
            }
            if line.iter().all(u8::is_ascii_whitespace) {
                break;
            }
        }
        let (group, after) = whole.split_at_checked(length)?;
        rest = after;
        (length > 0).then_some(Group { bytes: group, kind })
    })
}

/// The first line with its end (`\n`, `\r\n`, or `\r` alone), or as much of it as a group holds.
fn first_line(bytes: &[u8]) -> &[u8] {
    let window = bytes.get(..GROUP).unwrap_or(bytes);
    let end = window.iter().position(|b| matches!(b, b'\n' | b'\r'));
    let length = match end {
        Some(at) if window.get(at..at + 2) == Some(b"\r\n") => at + 2,
        Some(at) => at + 1,
        None if window.len() == bytes.len() => bytes.len(),
        None => cut(window),
    };
    bytes.get(..length).unwrap_or(bytes)
}

/// Where to cut a line that is too long: behind white space, or else before a character of UTF-8.
fn cut(window: &[u8]) -> usize {
    let behind_space = || window.iter().rposition(u8::is_ascii_whitespace).map(|at| at + 1);
    let last = window.len().saturating_sub(4);
    let tail = window.get(last..).unwrap_or_default();
    let before_character =
        || tail.iter().rposition(|b| !(0x80..0xC0).contains(b)).map(|at| last + at);
    behind_space().or_else(before_character).filter(|at| *at > 0).unwrap_or(window.len())
}

fn kind_of(line: &[u8], is_utf8: bool) -> Kind {
    if line.is_ascii() {
        return Kind::Ascii;
    }
    if !is_utf8 && std::str::from_utf8(line).is_err() {
        return Kind::Invalid;
    }
    let (mut latin, mut special) = (0_u32, 0_u32);
    let mut bytes = line.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            // U+0080–U+00FF.
            0xC2 | 0xC3 => latin += 1,
            // Ă ă Đ đ Ĩ ĩ · Ũ ũ · Ơ ơ Ư ư · combining marks · U+1E80–U+1EFF.
            0xC4 => special += hit(bytes.peek(), &[0x82, 0x83, 0x90, 0x91, 0xA8, 0xA9]),
            0xC5 => special += hit(bytes.peek(), &[0xA8, 0xA9]),
            0xC6 => special += hit(bytes.peek(), &[0xA0, 0xA1, 0xAF, 0xB0]),
            0xCC => special += 1,
            0xE1 => special += hit(bytes.peek(), &[0xBA, 0xBB]),
            _ => {}
        }
    }
    if special > 0 && special * 2 >= latin {
        Kind::Vietnamese
    } else if latin > 0 {
        Kind::Latin
    } else {
        Kind::Foreign
    }
}

fn hit(byte: Option<&u8>, of: &[u8]) -> u32 {
    u32::from(byte.is_some_and(|byte| of.contains(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kinds(bytes: &[u8]) -> Vec<(Kind, usize)> {
        groups(bytes, false).map(|g| (g.kind, g.bytes.len())).collect()
    }

    #[test]
    fn lines_of_one_kind_stay_together() {
        let text = "Số: 15\nNgay\nvề hạ tầng\nC«ng v¨n\nso 5\r\n\r\nAscii\n\nпривет";
        let found: Vec<_> = groups(text.as_bytes(), true).map(|g| g.kind).collect();
        use Kind::{Ascii, Foreign, Latin, Vietnamese};
        assert_eq!(found, [Vietnamese, Latin, Ascii, Foreign]);
        let mixed = [&b"C\xABng v\xA8n\r"[..], "số".as_bytes(), b"\r", b"v\xA8n"].concat();
        assert_eq!(kinds(&mixed), [(Kind::Invalid, 9), (Kind::Vietnamese, 5), (Kind::Invalid, 3)]);
    }

    #[test]
    fn a_line_without_end_is_cut() {
        let long = "hạtầng".repeat(40_000);
        let found: Vec<_> = groups(long.as_bytes(), false).collect();
        assert!(found.len() > 4 && found.iter().all(|g| g.kind == Kind::Vietnamese));
        assert!(found.iter().all(|g| g.bytes.len() <= GROUP));
    }

    proptest! {
        #[test]
        fn groups_are_the_bytes(
            bytes in prop::collection::vec(
                prop_oneof![Just(b'\n'), Just(b'\r'), Just(b'a'), any::<u8>()], 0..300
            )
        ) {
            let joined: Vec<u8> = groups(&bytes, false).flat_map(|g| g.bytes.to_vec()).collect();
            prop_assert_eq!(joined, bytes);
        }
    }
}
