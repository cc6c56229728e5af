use crate::document::{Document, Failure, Format};
use crate::extract::limits::Limits;
use crate::extract::office;
use proptest::prelude::*;
use std::io::{Cursor, Write};

/// Where the text of a made file begins.
const TEXT: usize = 1024;

/// A made file: its text, and its properties by the character at which each ends.
#[derive(Default)]
struct Made<'m> {
    text: &'m str,
    /// Characters as bytes of Windows-1252.
    is_compressed: bool,
    characters: Vec<(usize, Vec<u8>)>,
    paragraphs: Vec<(usize, Vec<u8>)>,
    fonts: &'m [&'m str],
    /// Characters at the end of the text that are of notes.
    noted: usize,
    /// Notes: the character that marks it, and where it ends among those.
    notes: &'m [(usize, usize)],
}

fn put(bytes: &mut [u8], at: usize, value: usize) {
    bytes[at..at + 4].copy_from_slice(&u32::try_from(value).unwrap().to_le_bytes());
}

impl Made<'_> {
    /// The two streams.
    fn streams(&self) -> (Vec<u8>, Vec<u8>) {
        let width = if self.is_compressed { 1 } else { 2 };
        let text: Vec<u8> = if self.is_compressed {
            self.text.chars().map(|c| u8::try_from(c).unwrap()).collect()
        } else {
            self.text.encode_utf16().flat_map(u16::to_le_bytes).collect()
        };
        let count = text.len() / width;
        let mut word = vec![0; TEXT];
        word.extend(&text);
        let mut table = vec![0; 4];
        let mut place = |word: &mut Vec<u8>, number: usize, content: &[u8]| {
            put(word, 0x9A + 8 * number, table.len());
            put(word, 0x9A + 8 * number + 4, content.len());
            table.extend(content);
        };
        let dwords = |values: &[usize]| -> Vec<u8> {
            values.iter().flat_map(|value| u32::try_from(*value).unwrap().to_le_bytes()).collect()
        };
        let start = if self.is_compressed { (TEXT * 2) | (1 << 30) } else { TEXT };
        let piece =
            [&[2][..], &dwords(&[16, 0, count]), &[0, 0], &dwords(&[start]), &[0, 0]].concat();
        place(&mut word, 33, &piece);
        for (number, runs, entry) in [(12, &self.characters, 1), (13, &self.paragraphs, 13)] {
            let size = word.len().next_multiple_of(512);
            word.resize(size, 0);
            let mut page = vec![0; 512];
            page[511] = u8::try_from(runs.len()).unwrap();
            put(&mut page, 0, TEXT);
            let mut end = 510;
            for (at, (stop, properties)) in runs.iter().enumerate() {
                put(&mut page, (at + 1) * 4, TEXT + stop * width);
                let length = if entry == 1 { properties.len() } else { properties.len() / 2 };
                let head: &[u8] = if entry == 1 { &[length as u8] } else { &[0, length as u8] };
                end = (end - head.len() - properties.len()) / 2 * 2;
                page[end..end + head.len()].copy_from_slice(head);
                let from = end + head.len();
                page[from..from + properties.len()].copy_from_slice(properties);
                page[(runs.len() + 1) * 4 + at * entry] = u8::try_from(end / 2).unwrap();
            }
            word.extend(&page);
            place(&mut word, number, &dwords(&[TEXT, TEXT + count * width, size / 512]));
        }
        let mut fonts = vec![self.fonts.len() as u8, 0, 0, 0];
        for font in self.fonts {
            let name: Vec<u8> = font.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
            fonts.push(u8::try_from(39 + name.len()).unwrap());
            fonts.extend([0; 39]);
            fonts.extend(name);
        }
        place(&mut word, 15, &fonts);
        let marks: Vec<usize> = self.notes.iter().map(|note| note.0).chain([count]).collect();
        let marks = [dwords(&marks), [1, 0].repeat(self.notes.len())].concat();
        let ends: Vec<usize> =
            [0].into_iter().chain(self.notes.iter().map(|note| note.1)).collect();
        for (number, content) in [(2, marks), (3, dwords(&ends))] {
            place(&mut word, number, &content);
        }
        word[..4].copy_from_slice(&[0xEC, 0xA5, 0xC1, 0]);
        put(&mut word, 0x4C, count - self.noted);
        put(&mut word, 0x50, self.noted);
        (word, table)
    }

    fn file(&self) -> Vec<u8> {
        let (word, table) = self.streams();
        compound([("WordDocument", word), ("0Table", table)])
    }

    fn texts(&self) -> Vec<String> {
        let document = read(&self.file()).unwrap();
        document.pages.into_iter().map(|page| page.text).collect()
    }
}

fn compound(streams: [(&str, Vec<u8>); 2]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, content) in streams {
        file.create_stream(name).unwrap().write_all(&content).unwrap();
    }
    file.into_inner().into_inner()
}

fn read(bytes: &[u8]) -> Result<Document, Failure> {
    office::extract(Format::Doc, bytes, &Limits::default())
}

#[test]
fn characters_that_stand_for_something() {
    let text = "Kính gửi:\tSở\u{b}ban\r\u{13}REF x\u{14}Trang\u{15} \u{13} PAGE \u{14}9\u{15}5\u{1e}6\u{1}\rTrang hai\u{c}Hạ tầng số\r";
    let made = Made { text, ..Made::default() };
    assert_eq!(made.texts(), ["Kính gửi:   Sở\nban\n\nTrang 5-6\n\nTrang hai\n", "Hạ tầng số\n"]);
}

#[test]
fn cells_and_rows_by_their_marks() {
    const IN_TABLE: [u8; 6] = [0, 0, 0x16, 0x24, 1, 0];
    // The style, in a table, the end of a row, lines on four sides of two cells.
    let mut row_end = vec![0, 0, 0x16, 0x24, 1, 0x17, 0x24, 1, 0x08, 0xD6, 48, 0, 2];
    row_end.extend([0; 6]);
    let line = [4, 1, 0, 0];
    let cell = [&[0; 4][..], &line, &line, &line, &line].concat();
    row_end.extend([cell.clone(), cell].concat());
    row_end.push(0);
    let text = "Việc một\u{7}Sở A\u{7}\u{7}Việc hai\u{7}Sở B\u{7}\u{7}Hết\r";
    let paragraphs = vec![
        (14, IN_TABLE.to_vec()),
        (15, row_end.clone()),
        (29, IN_TABLE.to_vec()),
        (30, row_end),
        (34, vec![0, 0]),
    ];
    let made = Made { text, paragraphs, ..Made::default() };
    assert_eq!(made.texts(), ["Việc một\t\u{2029}Sở A\nViệc hai\t\u{2029}Sở B\n\nHết\n"]);
}

#[test]
fn notes_that_lead_to_themselves_end() {
    let text = "Hạ tầng\u{2} số\r\u{2}là gì\u{2}\r";
    let made = Made { text, noted: 8, notes: &[(7, 8)], ..Made::default() };
    assert_eq!(made.texts(), ["Hạ tầng¹ số\n\n¹ là gì\u{b}\n"]);
    // The third has the text of the first, in which its mark stands.
    let made = Made { notes: &[(7, 8), (7, 0), (18, 8)], ..made };
    assert_eq!(made.texts().len(), 1);
}

#[test]
fn legacy_fonts_are_decoded_and_hidden_text_is_not_shown() {
    let font = |number: u8| vec![0x4F, 0x4A, number, 0, 0x51, 0x4A, number, 0];
    let hidden = [font(1), vec![0x3C, 0x08, 1]].concat();
    let text =
        "\u{f1}y ban nh\u{a9}n d\u{a9}n ph\u{1f}\u{ea}ng\rnh\u{a9}n\rquy\u{d5}t \u{ae}\u{de}nh\r";
    let characters = vec![(23, font(1)), (28, hidden), (39, font(2))];
    let made = Made {
        text,
        is_compressed: true,
        characters,
        fonts: &["Times New Roman", ".VnTime", ".VnTimeH"],
        ..Made::default()
    };
    assert_eq!(made.texts(), ["ủy ban nhân dân phường\n\nQUYẾT ĐỊNH\n"]);
}

#[test]
fn what_cannot_be_read_says_why() {
    let made = Made { text: "Kết luận\r", ..Made::default() };
    let with = |change: fn(&mut Vec<u8>)| {
        let (mut word, table) = made.streams();
        change(&mut word);
        read(&compound([("WordDocument", word), ("0Table", table)]))
    };
    assert_eq!(with(|word| word[11] |= 1), Err(Failure::Encrypted));
    for change in [
        (|word| word.truncate(8)) as fn(&mut Vec<u8>),
        |word| word[0] = 7,
        |word| word[11] |= 2,
        |word| put(word, 0x9A + 8 * 33, 0x7FFF_FFFF),
    ] {
        assert!(matches!(with(change), Err(Failure::Damaged { .. })));
    }
    assert!(matches!(read(&made.file()[..600]), Err(Failure::Damaged { .. })));
}

/// A download that broke off: what came of the text is read, and it is said that it is damaged.
#[test]
fn a_file_that_was_cut_shows_what_there_is() {
    let text = "Kết luận số 15 ".repeat(20_000) + "\r";
    let (word, table) = Made { text: &text, ..Made::default() }.streams();
    let bytes = compound([("0Table", table), ("WordDocument", word)]);
    let document = read(&bytes[..bytes.len() * 3 / 4]).unwrap();
    assert!(document.pages[0].text.starts_with("Kết luận số 15 Kết luận"));
    assert!(!document.warnings.is_empty());
}

#[test]
fn circles_of_sectors_end() {
    let text = "Kết luận số 15 ".repeat(2000) + "\r";
    let bytes = Made { text: &text, ..Made::default() }.file();
    // Each chain of sectors leads back to each of the first ones.
    for back in 0..4_u32 {
        for at in (512..bytes.len()).step_by(512) {
            let mut circle = bytes.clone();
            for entry in circle[at..at + 512].chunks_exact_mut(4) {
                entry.copy_from_slice(&back.to_le_bytes());
            }
            let _ = read(&circle);
        }
    }
}

proptest! {
    #[test]
    fn any_change_has_an_outcome(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let made = Made {
            text: "Việc\u{7}Sở A\u{7}\u{7}\u{13}PAGE\u{14}2\u{15}\r\u{2}Hết\u{c}trang\r",
            characters: vec![(9, vec![0x51, 0x4A, 1, 0]), (20, vec![0x3C, 0x08, 1])],
            paragraphs: vec![(10, vec![0, 0, 0x16, 0x24, 1, 0]), (11, vec![0, 0, 0x17, 0x24, 1, 0])],
            fonts: &["A", ".VnTime"],
            ..Made::default()
        };
        let (mut word, mut table) = made.streams();
        for (at, value) in changes {
            let at = at.index(word.len() + table.len());
            match at.checked_sub(word.len()) {
                Some(at) => table[at] = value,
                None => word[at] = value,
            }
        }
        if is_cut {
            let length = cut.index(word.len());
            word.truncate(length);
        }
        if let Ok(document) = read(&compound([("WordDocument", word), ("0Table", table)])) {
            prop_assert!(!document.pages.is_empty());
        }
    }
}
