//! Text of documents and names of files without what could disturb the page. Escaping is the
//! templates' work.

use crate::ingest::original::INSIDE;
use crate::ingest::path::display;

/// A text of several lines: without control characters, and without those that turn the direction
/// of what follows or hide in it.
pub(crate) fn text(given: &str) -> String {
    given.chars().filter(|c| *c == '\n' || !is_hidden(*c)).collect()
}

/// As [`text`], on one line.
pub(crate) fn line(given: &str) -> String {
    let spaced: String = given.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    text(&spaced)
}

/// Controls, separators of lines and paragraphs (extraction parts the cells of a table with one),
/// directional marks and embeddings (Unicode Bidi_Control), byte order marks, tags.
/// Joiners and zero-width spaces stay: they belong to words.
fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(
            c,
            '\u{61C}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2066}'..='\u{2069}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// A path of the ledger.
pub(crate) fn path(path: &str) -> String {
    line(&display(path))
}

/// The name of a file, by its path in the ledger; of a member of a container with that container's.
pub(crate) fn file_name(given: &str) -> String {
    let container = given.find(INSIDE).unwrap_or(given.len());
    let folder = given.get(..container).and_then(|path| path.rfind(['/', '\\']));
    path(given.get(folder.map_or(0, |at| at + 1)..).unwrap_or(given))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_and_of_what_they_hold() {
        assert_eq!(file_name("/kho/a/15.pdf"), "15.pdf");
        assert_eq!(file_name("/kho/thư.eml!/message.txt"), "thư.eml!/message.txt");
        assert_eq!(file_name("15.pdf"), "15.pdf");
    }

    #[test]
    fn hidden_characters_are_left_out() {
        assert_eq!(text("số\u{0}\u{1b}[31m\u{202e}12\u{2069}\r\nhai"), "số[31m12\nhai");
        assert_eq!(line("một\n\thai\u{200f}"), "một  hai");
    }
}
