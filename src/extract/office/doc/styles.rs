//! The styles of a Word file ([MS-DOC] 2.9.271), and its fonts.

use super::bytes::Bytes;
use super::properties::{Characters, Paragraph};

/// Styles that one is based on, one after the other; more are a circle.
const BASES: usize = 20;
/// The number that stands for none.
const NONE: u16 = 0x0FFF;

/// The styles by their numbers.
#[derive(Debug, Default)]
pub(super) struct Styles<'b> {
    styles: Vec<Style<'b>>,
    /// What holds where nothing else is said.
    usual: Characters,
}

#[derive(Debug, Clone, Copy, Default)]
struct Style<'b> {
    base: u16,
    paragraph: Bytes<'b>,
    characters: Bytes<'b>,
}

impl<'b> Styles<'b> {
    pub(super) fn read(table: Bytes<'b>) -> Self {
        let Some(length) = table.u16(0).map(usize::from) else { return Self::default() };
        let head = table.part(2, length).unwrap_or_default();
        let (count, base) = (head.u16(0).unwrap_or(0), usize::from(head.u16(2).unwrap_or(10)));
        let usual =
            Characters { ascii_font: head.u16(12), font: head.u16(16), ..Characters::default() };
        let mut at = 2 + length;
        let mut styles = Vec::new();
        for _ in 0..count {
            let Some(length) = table.u16(at).map(usize::from) else { break };
            let style = table.part(at + 2, length).unwrap_or_default();
            styles
                .push(Style::read(style, base).unwrap_or(Style { base: NONE, ..Style::default() }));
            at += 2 + length;
        }
        Self { styles, usual }
    }

    /// What a paragraph of this style is like, and its characters.
    pub(super) fn paragraph(&self, style: u16, data: Bytes<'_>) -> (Paragraph, Characters) {
        let bases = self.bases(style);
        let start = (Paragraph::default(), self.usual);
        bases.iter().rev().fold(start, |(paragraph, characters), style| {
            (paragraph.with(style.paragraph, data), characters.with(style.characters))
        })
    }

    /// What characters of this style are like, in a paragraph whose characters are like `around`.
    pub(super) fn characters(&self, style: u16, around: Characters) -> Characters {
        self.bases(style).iter().rev().fold(around, |own, style| own.with(style.characters))
    }

    /// A style and those it is based on.
    fn bases(&self, number: u16) -> Vec<Style<'b>> {
        let get = |number: u16| self.styles.get(usize::from(number)).copied();
        std::iter::successors(get(number), |style| get(style.base)).take(BASES).collect()
    }
}

impl<'b> Style<'b> {
    fn read(style: Bytes<'b>, base_length: usize) -> Option<Self> {
        let (kind, count) = (style.u16(2)? & 0xF, style.u16(4)? & 0xF);
        let base = style.u16(2)? >> 4;
        let name = usize::from(style.u16(base_length)?);
        // Behind the name, which has a zero at its end.
        let mut at = base_length + 2 + name * 2 + 2;
        let mut lists = Vec::new();
        for _ in 0..count {
            at += at % 2;
            let Some(length) = style.u16(at).map(usize::from) else { break };
            lists.push(style.part(at + 2, length).unwrap_or_default());
            at += 2 + length;
        }
        let list = |at: usize| lists.get(at).copied().unwrap_or_default();
        let (paragraph, characters) = match kind {
            // The number of the style stands before its modifiers.
            1 => (list(0).from(2), list(1)),
            2 => (Bytes::default(), list(0)),
            _ => (Bytes::default(), Bytes::default()),
        };
        Some(Self { base, paragraph, characters })
    }
}

/// The names of the fonts by their numbers ([MS-DOC] 2.9.286).
pub(super) fn fonts(table: Bytes<'_>) -> Vec<String> {
    /// Bytes of a font before its name.
    const BEFORE: usize = 40;
    let count = table.u16(0).unwrap_or_default();
    let mut at = 4;
    let mut names = Vec::new();
    for _ in 0..count {
        let Some(length) = table.byte(at).map(|length| usize::from(length) + 1) else { break };
        let font = table.part(at, length).unwrap_or_default();
        let units = font.from(BEFORE).0.chunks_exact(2).filter_map(|unit| Bytes(unit).u16(0));
        let name: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
        names.push(String::from_utf16_lossy(&name));
        at += length;
    }
    names
}
