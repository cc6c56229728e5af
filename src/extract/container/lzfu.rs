//! The packed RTF of a message of Outlook ([MS-OXRTFCP]) → RTF.

/// What stands in the window before the first byte.
const BEFORE: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \
    \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\
    \\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
const WINDOW: usize = 4096;
/// Bytes of the head: sizes, kind, sum.
const HEAD: usize = 16;

/// Unpacks, up to so many bytes; what is cut off or damaged gives what comes before. `None` if it is no
/// packed RTF.
pub(super) fn unpack(packed: &[u8], most: usize) -> Option<Vec<u8>> {
    let body = packed.get(HEAD..)?;
    match packed.get(8..12)? {
        b"LZFu" => Some(inflate(body, most)),
        b"MELA" => Some(body.get(..most).unwrap_or(body).to_vec()),
        _ => None,
    }
}

fn inflate(body: &[u8], most: usize) -> Vec<u8> {
    // All that was written, the window is its end.
    let mut all = BEFORE.to_vec();
    let mut bytes = body.iter().copied();
    'runs: while let Some(control) = bytes.next() {
        for bit in 0..8 {
            let Some(first) = bytes.next() else { break 'runs };
            if control >> bit & 1 == 0 {
                all.push(first);
            } else {
                let Some(second) = bytes.next() else { break 'runs };
                let pair = usize::from(first) << 8 | usize::from(second);
                let (place, length) = (pair >> 4, (pair & 15) + 2);
                // How far before the end of what is written; at the end itself nothing more comes.
                let back = (all.len() + WINDOW - place) % WINDOW;
                if back == 0 {
                    break 'runs;
                }
                for _ in 0..length {
                    // Before the window was filled it holds zeros.
                    let byte = all.len().checked_sub(back).and_then(|at| all.get(at));
                    all.push(byte.copied().unwrap_or_default());
                }
            }
            if all.len() - BEFORE.len() >= most {
                break 'runs;
            }
        }
    }
    all.split_off(BEFORE.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_specification_is_unpacked() {
        let packed =
            b"\x2d\0\0\0\x2b\0\0\0LZFu\xf1\xc5\xc7\xa7\x03\0\x0a\0rcpg125B2\x0a\xf3 hel\x09\0 bw\
            \x05\xb0ld}\x0a\x80\x0f\xa0";
        let text = b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n";
        assert_eq!(BEFORE.len(), 207);
        assert_eq!(unpack(packed, 1000).unwrap(), text);
        assert_eq!(unpack(packed, 5).unwrap().get(..5), text.get(..5));
        for cut in 0..packed.len() {
            let part = unpack(&packed[..cut], 1000).unwrap_or_default();
            assert!(text.starts_with(&part));
        }
        assert_eq!(unpack(&[7; 40], 1000), None);
    }
}
