//! The styles of a Word file ([MS-DOC] 2.9.271), and its fonts.

use super::bytes::Bytes;
use super::dialect::Dialect;
use super::properties::{Characters, Paragraph};
use super::sprm::Modifiers;

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
    paragraph: Modifiers<'b>,
    characters: Modifiers<'b>,
}

impl<'b> Styles<'b> {
    pub(super) fn read(table: Bytes<'b>, dialect: Dialect) -> Self {
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
            styles.push(
                Style::read(style, base, dialect)
                    .unwrap_or(Style { base: NONE, ..Style::default() }),
            );
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
    fn read(style: Bytes<'b>, base_length: usize, dialect: Dialect) -> Option<Self> {
        let (kind, count) = (style.u16(2)? & 0xF, style.u16(4)? & 0xF);
        let base = style.u16(2)? >> 4;
        // Behind the name, which has a zero at its end.
        let mut at = base_length
            + match dialect {
                Dialect::Word6 => 1 + usize::from(style.byte(base_length)?) + 1,
                Dialect::Word97 => 2 + usize::from(style.u16(base_length)?) * 2 + 2,
            };
        let mut lists = Vec::new();
        for _ in 0..count {
            at += at % 2;
            let Some(length) = style.u16(at).map(usize::from) else { break };
            lists.push(style.part(at + 2, length).unwrap_or_default());
            at += 2 + length;
        }
        let bytes = |at: usize| lists.get(at).copied().unwrap_or_default();
        let list = |at: usize| Modifiers::new(bytes(at), dialect);
        let (paragraph, characters) = match kind {
            // The number of the style stands before its modifiers.
            1 => (Modifiers::new(bytes(0).from(2), dialect), list(1)),
            2 => (Modifiers::default(), list(0)),
            _ => (Modifiers::default(), Modifiers::default()),
        };
        Some(Self { base, paragraph, characters })
    }
}

/// The names of the fonts by their numbers ([MS-DOC] 2.9.286).
pub(super) fn fonts(table: Bytes<'_>, dialect: Dialect) -> Vec<String> {
    // Bytes before the first font, of a font before its name, and of a character of that.
    let (mut at, before, width) = match dialect {
        Dialect::Word6 => (2, 6, 1),
        Dialect::Word97 => (4, 40, 2),
    };
    let mut names = Vec::new();
    while let Some(length) = table.byte(at).map(|length| usize::from(length) + 1) {
        let font = table.part(at, length).unwrap_or_default();
        let units = font.from(before).0.chunks_exact(width);
        let units =
            units.filter_map(|unit| Bytes(unit).u16(0).or(unit.first().copied().map(u16::from)));
        let name: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
        names.push(String::from_utf16_lossy(&name));
        at += length;
    }
    names
}
