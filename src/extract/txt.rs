//! A text file → pages, split at form feeds only.
//!
//! In: bytes. Out: pages with line ends as `\n`. The characters stay as they are (NFC or NFD). Where
//! there are several pages, running headers and page numbers are marked as standing beside the text.

use super::encoding::{self, Decoded};
use super::limits::Limits;
use super::running::{Edges, Row, running};
use crate::document::{Document, Encoding, Failure, Format, Page, PageStatus, Warning};
use crate::text::aside::ASIDE;

/// Whether a file that begins so can be a text.
pub(super) fn is_text(head: &[u8]) -> bool {
    encoding::decode(head, head.len()).is_some()
}

/// Reads a text file.
///
/// # Errors
/// [`Failure::NotADocument`] for bytes that are no text, [`Failure::Empty`] for white space alone.
pub(super) fn extract(bytes: &[u8], limits: &Limits) -> Result<Document, Failure> {
    let Decoded { mut text, encoding, replaced } =
        encoding::decode(bytes, limits.text_bytes).ok_or(Failure::NotADocument)?;
    let mut warnings = Vec::new();
    if replaced {
        warnings.push(Warning::BytesReplaced);
    }
    if text.len() > limits.text_bytes {
        text.truncate(text.floor_char_boundary(limits.text_bytes));
        warnings.push(Warning::TextCut);
    }
    let text = line_feeds(text);
    if text.trim().is_empty() {
        return Err(Failure::Empty);
    }
    let body = text.strip_suffix('\u{C}').unwrap_or(&text);
    if body.split('\u{C}').nth(limits.pages).is_some() {
        warnings.push(Warning::PagesCut);
    }
    let page = |text: &str| {
        let status = match encoding {
            _ if text.trim().is_empty() => PageStatus::Blank,
            Encoding::Unknown => PageStatus::JunkText,
            _ => PageStatus::Text,
        };
        Page { text: text.to_owned(), status }
    };
    let mut pages: Vec<Page> = body.split('\u{C}').take(limits.pages).map(page).collect();
    if pages.len() > 1 {
        mark_running(&mut pages);
    }
    let (encoding, read_by_ocr) = (Some(encoding), Vec::new());
    Ok(Document {
        format: Format::Txt,
        encoding,
        pages,
        warnings,
        read_by_ocr,
        has_pictures: false,
        doubted: Vec::new(),
    })
}

/// Line ends of Windows and of old Macs become `\n`, and so does a vertical tab, which is Word's line
/// end within a paragraph.
fn line_feeds(text: String) -> String {
    let is_plain = !text.contains(['\r', ASIDE]);
    if is_plain { text } else { text.replace("\r\n", "\n").replace(['\r', ASIDE], "\n") }
}

/// Lines of a page, from an edge inwards, that may be running ones.
const ROWS: usize = 2;
/// Share of the longest line that the letters of a full one take.
const FULL: f32 = 0.6;

/// Marks running headers, footers and page numbers.
fn mark_running(pages: &mut [Page]) {
    let edges: Vec<Edges> = pages.iter().map(|page| edges(&page.text)).collect();
    for (at, page) in pages.iter_mut().enumerate() {
        let running = running(|page| edges.get(page), at, edges.len());
        if running.top.is_empty() && running.bottom.is_empty() {
            continue;
        }
        let shown = page.text.lines().filter(|line| !line.trim().is_empty()).count();
        let (mut place, mut text) = (0, String::with_capacity(page.text.len() + 8));
        for line in page.text.split_inclusive('\n') {
            let content = line.trim_end_matches('\n');
            text.push_str(content);
            if !content.trim().is_empty() {
                if running.top.contains(&place) || running.bottom.contains(&(shown - 1 - place)) {
                    text.push(ASIDE);
                }
                place += 1;
            }
            text.push_str(line.get(content.len()..).unwrap_or_default());
        }
        page.text = text;
    }
}

/// The first and last lines of a page that are not blank, by their places among those.
fn edges(page: &str) -> Edges {
    /// Farther apart than lines that are level with each other.
    const PITCH: f32 = 10.0;
    let letters = |line: &str| line.chars().filter(|c| !c.is_whitespace()).count() as f32;
    let longest = page.lines().map(letters).fold(0.0, f32::max);
    let row = |(place, line): (u8, &str)| {
        Row::new(line.split_whitespace(), f32::from(place) * PITCH, letters(line) > FULL * longest)
    };
    let shown = || page.lines().filter(|line| !line.trim().is_empty());
    Edges {
        top: (0..).zip(shown().take(ROWS)).map(row).collect(),
        bottom: (0..).zip(shown().rev().take(ROWS)).map(row).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Document {
        extract(bytes, &Limits::default()).unwrap()
    }

    fn texts(document: &Document) -> Vec<&str> {
        document.pages.iter().map(|p| p.text.as_str()).collect()
    }

    #[test]
    fn line_ends_become_line_feeds() {
        let document = read("Số: 15-CV/TU\r\nNgày 02\rKính gửi\n\r\n".as_bytes());
        assert_eq!(texts(&document), ["Số: 15-CV/TU\nNgày 02\nKính gửi\n\n"]);
        assert_eq!(document.encoding, Some(Encoding::Utf8));
    }

    #[test]
    fn pages_are_split_at_form_feeds_only() {
        let document = read("một\n\u{C}\n \n\u{C}ba\u{2028}ba\u{C}".as_bytes());
        assert_eq!(texts(&document), ["một\n", "\n \n", "ba\u{2028}ba"]);
        let statuses: Vec<_> = document.pages.iter().map(|p| p.status).collect();
        assert_eq!(statuses, [PageStatus::Text, PageStatus::Blank, PageStatus::Text]);
    }

    #[test]
    fn running_lines_are_marked_and_nothing_else() {
        let page = |number: u32, from: &str| {
            format!("CÔNG BÁO/Số 5\n\n{from} triển khai ngay, phát triển hạ\n\n  {number}\n")
        };
        let text = [page(1, "một"), page(2, "tầng số"), page(3, "ba")].join("\u{C}");
        let document = read(text.as_bytes());
        assert_eq!(
            texts(&document)[1],
            "CÔNG BÁO/Số 5\u{b}\n\ntầng số triển khai ngay, phát triển hạ\n\n  2\u{b}\n"
        );
        let marked = texts(&document).concat();
        assert_eq!(marked.replace(ASIDE, ""), text.replace('\u{C}', ""));
        let one = "2\nhạ tầng số\n";
        assert_eq!(texts(&read(one.as_bytes())), [one]);
        let line = "phát triển hạ tầng số ".repeat(9);
        let broken = read(format!("{line}\u{b}{line}").as_bytes());
        assert_eq!(texts(&broken), [format!("{line}\n{line}")]);
    }

    #[test]
    fn decomposed_letters_stay_decomposed() {
        let decomposed = "Ha\u{323} ta\u{302}\u{300}ng so\u{302}\u{301}";
        assert_eq!(texts(&read(decomposed.as_bytes())), [decomposed]);
    }

    #[test]
    fn an_unknown_encoding_is_reported_as_junk() {
        // Russian in KOI8-R.
        let document = read(b"\xF0\xC9\xD3\xD8\xCD\xCF 15");
        assert_eq!(document.encoding, Some(Encoding::Unknown));
        assert_eq!(document.pages[0].status, PageStatus::JunkText);
    }

    #[test]
    fn failures_are_told_apart() {
        let limits = Limits::default();
        assert_eq!(extract(b" \r\n\t\x0C ", &limits), Err(Failure::Empty));
        assert_eq!(extract(b"\xEF\xBB\xBF", &limits), Err(Failure::Empty));
        assert_eq!(extract(b"\x7FELF\x02\x01\x01\0\0\0\0\0", &limits), Err(Failure::NotADocument));
    }

    #[test]
    fn caps_have_their_warning() {
        let limits = Limits { pages: 2, ..Limits::default() };
        let document = extract(b"a\x0Cb\x0Cc", &limits).unwrap();
        assert_eq!(
            (texts(&document), &document.warnings[..]),
            (vec!["a", "b"], &[Warning::PagesCut][..])
        );
        let limits = Limits { text_bytes: 4, ..Limits::default() };
        let document = extract("số số".as_bytes(), &limits).unwrap();
        assert_eq!(
            (texts(&document), &document.warnings[..]),
            (vec!["số"], &[Warning::TextCut][..])
        );
    }
}
