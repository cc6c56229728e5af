//! Lines that stand beside the text: running headers, page numbers, footnotes, stamps.
//!
//! Such a line stays where a person sees it, at its page's start or end, and says what it is by its
//! last character, [`ASIDE`], before the line's end: so whoever has the text has the mark, too. A
//! sentence runs past these lines from the end of one page to the start of the next. Extraction
//! tells them; this module only finds the mark.

use std::ops::Range;

/// The last character of a line that stands beside the text (a vertical tab: white space to whoever
/// does not know it).
pub const ASIDE: char = '\u{b}';

/// The stretches of such lines in a text, in order: bytes, line ends included. Lines that follow
/// one another are one stretch. A line ends with `\n`, a form feed or the text.
#[must_use]
pub fn asides(text: &str) -> Vec<Range<usize>> {
    let mut asides: Vec<Range<usize>> = Vec::new();
    for (at, mark) in text.match_indices(ASIDE) {
        let end = at + mark.len();
        let end = match text.as_bytes().get(end) {
            Some(b'\n') => end + 1,
            Some(b'\x0c') | None => end,
            Some(_) => continue,
        };
        let before = text.get(..at).and_then(|head| head.rfind(['\n', '\u{c}']));
        let start = before.map_or(0, |line_end| line_end + 1);
        match asides.last_mut() {
            Some(last) if last.end == start => last.end = end,
            _ => asides.push(start..end),
        }
    }
    asides
}

/// What remains of `range` without the stretches `asides`, which are in order.
pub fn without(range: Range<usize>, asides: &[Range<usize>]) -> impl Iterator<Item = Range<usize>> {
    let first = asides.partition_point(|aside| aside.end <= range.start);
    let inside = asides.get(first..).unwrap_or_default().iter();
    let inside = inside.take_while(move |aside| aside.start < range.end);
    let starts = std::iter::once(range.start).chain(inside.clone().map(|aside| aside.end));
    let ends = inside.map(|aside| aside.start).chain(std::iter::once(range.end));
    starts.zip(ends).map(|(start, end)| start..end).filter(|part| part.start < part.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_lines_are_found_with_their_ends() {
        let text = "CÔNG BÁO\u{b}\nSố 5\u{b}\nhạ\u{b}tầng\n2\u{b}\u{c}3\u{b}";
        let found: Vec<&str> = asides(text).into_iter().filter_map(|r| text.get(r)).collect();
        assert_eq!(found, ["CÔNG BÁO\u{b}\nSố 5\u{b}\n", "2\u{b}", "3\u{b}"]);
        assert!(asides("hạ tầng\n").is_empty());
    }

    #[test]
    fn what_remains_of_a_range() {
        let parts = |range| {
            without(range, &[2..4, 6..7]).map(|part| (part.start, part.end)).collect::<Vec<_>>()
        };
        assert_eq!(parts(0..9), [(0, 2), (4, 6), (7, 9)]);
        assert_eq!(parts(4..6), [(4, 6)]);
        assert_eq!(parts(2..4), []);
        assert_eq!(parts(3..7), [(4, 6)]);
    }
}
