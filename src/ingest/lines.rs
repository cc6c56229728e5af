//! Documents as lines of JSON → an index of their own, to try questions on.
//!
//! In: lines `{"id": …, "title": …, "text": …}`. Out: directives in an index, each under its id as the
//! path. The title is taken for the subject, and stands before the text as a subject does in a
//! directive.

use crate::directive::{self, Said};
use crate::document::{DocId, Document, Encoding, Format, Page, PageStatus};
use crate::error::Result;
use crate::fence::Reading;
use crate::index::record::Prepared;
use crate::index::{FileEntry, Writer};
use serde::Deserialize;
use std::path::Path;

/// One document.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Line {
    /// Its name in the set.
    pub id: String,
    /// Its subject; maybe none.
    #[serde(default)]
    pub title: Option<String>,
    /// Its text; page ends are form feeds.
    pub text: String,
}

impl Line {
    /// Reads a line.
    ///
    /// # Errors
    /// What is wrong with it, for people.
    pub fn read(line: &str) -> std::result::Result<Self, String> {
        let line: Self = serde_json::from_str(line).map_err(|error| error.to_string())?;
        if line.id.trim().is_empty() { Err("`id` is empty".into()) } else { Ok(line) }
    }

    fn subject(&self) -> Option<String> {
        self.title.as_deref().map(str::trim).filter(|title| !title.is_empty()).map(str::to_owned)
    }

    /// The directive and the entry of its file.
    fn prepared(self) -> (Prepared, FileEntry) {
        let subject = self.subject();
        let head = subject.as_deref().map(|subject| format!("{subject}\n\n")).unwrap_or_default();
        let text = format!("{head}{}", self.text);
        // Two documents of a set may say the same.
        let hash = blake3::hash(format!("{}\n{text}", self.id).as_bytes());
        let page = |text: &str| Page { text: text.to_owned(), status: PageStatus::Text };
        let pages: Vec<Page> = text.split('\u{c}').map(page).collect();
        let mut directive = directive::read(&pages);
        directive.subject = subject.or(directive.subject);
        let document = Document {
            format: Format::Txt,
            encoding: Some(Encoding::Utf8),
            pages,
            warnings: Vec::new(),
            read_by_ocr: Vec::new(),
            has_pictures: false,
            doubted: Vec::new(),
        };
        let outcome = document.outcome();
        let said = Said { directive, guesses: Vec::new() };
        let reading = Reading { document, said, words: Vec::new() };
        let (hex, bytes) = (hash.to_hex().to_string(), text.len() as u64);
        let id = DocId::from_hash(&hash);
        let prepared = Prepared::new(id, hex.clone(), self.id.clone(), bytes, reading);
        let blake3 = Some(hex);
        let entry = FileEntry { path: self.id, blake3, bytes, changed: 0, seen: 0, outcome };
        (prepared, entry)
    }
}

/// Puts documents into an index; of two with one id the later counts.
///
/// # Errors
/// The machine's: [`crate::error::Error::DiskFull`], [`crate::error::Error::Io`],
/// [`crate::error::Error::Store`].
pub fn fill(folder: &Path, lines: impl IntoIterator<Item = Line>) -> Result<()> {
    let mut writer = Writer::open(folder)?;
    for line in lines {
        let (prepared, entry) = line.prepared();
        writer.put_directive(&prepared)?;
        writer.put_file(&entry)?;
    }
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Index;

    #[test]
    fn lines_are_read_or_say_what_is_wrong() {
        let line = Line::read(r#"{"id":"a","text":"hạ tầng số","more":1}"#).unwrap();
        assert_eq!((line.id.as_str(), line.title), ("a", None));
        for wrong in ["", "{}", r#"{"id":"","text":"a"}"#, r#"{"id":"a"}"#, r#"{"id":1,"text":""}"#]
        {
            assert!(Line::read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn documents_are_directives_with_their_titles_as_subjects() {
        let folder = tempfile::tempdir().unwrap();
        let lines =
            [("a", "Về hạ tầng số"), ("b", ""), ("c", "Về hạ tầng số")].map(|(id, title)| Line {
                id: id.into(),
                title: Some(title.into()),
                text: "Nội dung chung.".into(),
            });
        fill(folder.path(), lines).unwrap();
        let snapshot = Index::open(folder.path()).unwrap().snapshot();
        assert_eq!(snapshot.summary().directives, 3);
        let files = snapshot.files().unwrap();
        let first = files.iter().find(|file| file.path == "a").unwrap();
        let stored = snapshot.directive(&first.id().unwrap()).unwrap().unwrap();
        assert_eq!(stored.record.directive.subject.as_deref(), Some("Về hạ tầng số"));
        assert_eq!(stored.body, "Về hạ tầng số\n\nNội dung chung.");
    }
}
