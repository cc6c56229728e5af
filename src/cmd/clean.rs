//! Text of documents and file systems, made safe for a terminal.

use tracuu::ingest::path;

/// One line: no character that moves the cursor, changes colours or turns the reading direction;
/// line ends and tabs become spaces.
pub(super) fn line(text: &str) -> String {
    path::display(text)
        .chars()
        .filter_map(|c| match c {
            '\n' | '\t' | '\u{c}' | '\u{2028}' | '\u{2029}' => Some(' '),
            c => (!is_unsafe(c)).then_some(c),
        })
        .collect()
}

/// A path of the ledger for people: from the folder they are in, where it lies under that.
pub(super) fn path(text: &str) -> String {
    let here = std::env::current_dir().map(|here| path::to_text(&here)).unwrap_or_default();
    let under =
        text.strip_prefix(&here).and_then(|rest| rest.strip_prefix(std::path::is_separator));
    line(under.filter(|under| !under.is_empty()).unwrap_or(text))
}

/// As [`line`], with line ends and tabs kept.
pub(super) fn block(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !is_unsafe(*c)).collect()
}

/// JSON, with what a terminal would obey written as `\u…`: to a program it is the same.
pub(super) fn json(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        if is_unsafe(c) && c != '\n' {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                safe.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

/// Control characters, and those that turn the reading direction.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_that_it_would_obey() {
        let hostile = "a\u{1b}[2Jb\u{202e}c\u{9b}31m\r\nd\te\u{7f}";
        assert_eq!(line(hostile), "a[2Jbc31m d e");
        assert_eq!(block(hostile), "a[2Jbc31m\nd\te");
        let text = serde_json::to_string(hostile).unwrap();
        let safe = json(&text);
        assert!(!safe.chars().any(is_unsafe));
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), hostile);
    }

    #[test]
    fn vietnamese_stays_as_it_is() {
        let text = "Kết luận số 202-KL/TW — “hạ tầng số” ta\u{302}\u{300}ng";
        assert_eq!(line(text), text);
    }
}
