//! The text of a mail as a member: what it says, below who wrote it to whom, when, and about what.

/// What stands above the text of a mail, in the words of its own headers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) subject: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) date: String,
}

impl Head {
    fn lines(&self) -> impl Iterator<Item = (&'static str, String)> {
        let lines = [
            ("Subject", &self.subject),
            ("From", &self.from),
            ("To", &self.to),
            ("Date", &self.date),
        ];
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        lines
            .map(|(name, text)| (name, line(text)))
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
    }

    /// Above a plain text.
    pub(super) fn above_text(&self, text: &str) -> Vec<u8> {
        let head: String = self.lines().map(|(name, text)| format!("{name}: {text}\n")).collect();
        // The mark says that it is UTF-8, whatever its letters look like.
        format!("\u{feff}{head}\n{text}").into_bytes()
    }

    /// Above a web page.
    pub(super) fn above_page(&self, page: &str) -> Vec<u8> {
        let line = |(name, text): (&str, String)| format!("<p>{name}: {}</p>\n", escaped(&text));
        let head: String = self.lines().map(line).collect();
        // A page that says another encoding was decoded already; the mark goes before what it says.
        format!("\u{feff}<!DOCTYPE html>\n<meta charset=\"utf-8\">\n{head}{page}").into_bytes()
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
