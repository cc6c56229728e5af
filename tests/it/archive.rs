//! A small index made from texts in memory.

use tempfile::TempDir;
use tracuu::directive;
use tracuu::directive::{Directive, Said};
use tracuu::document::{DocId, Document, Encoding, Format, Page, PageStatus};
use tracuu::fence::Reading;
use tracuu::index::record::Prepared;
use tracuu::index::{FileEntry, Index, Snapshot, Writer};
use tracuu::search::{Answer, Request, all, search};

/// An index in a folder of its own.
pub(crate) struct Archive {
    _folder: TempDir,
    index: Index,
}

impl Archive {
    /// Indexes texts under the names given; pages are split at form feeds.
    pub(crate) fn new<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::open(folder.path()).unwrap();
        for (name, text) in texts {
            put(&mut writer, name, text);
        }
        writer.finish().unwrap();
        let index = Index::open(folder.path()).unwrap();
        Self { _folder: folder, index }
    }

    pub(crate) fn snapshot(&self) -> Snapshot {
        self.index.snapshot()
    }

    /// The whole answer to a question.
    pub(crate) fn ask(&self, query: &str) -> Answer {
        search(&self.snapshot(), &Request { limit: 1000, ..Request::new(query) }).unwrap()
    }

    /// Names of the files with strict hits, sorted.
    pub(crate) fn strict(&self, query: &str) -> Vec<String> {
        let hits = all(&self.snapshot(), &Request::new(query)).unwrap();
        if hits.answer().total == 0 {
            return Vec::new();
        }
        let mut names: Vec<String> = hits.map(|hit| hit.unwrap().path).collect();
        names.sort();
        names
    }
}

fn put(writer: &mut Writer, name: &str, text: &str) {
    let pages: Vec<Page> = pages(text);
    put_as(writer, name, text, directive::read(&pages));
}

fn pages(text: &str) -> Vec<Page> {
    text.split('\u{c}').map(|page| Page { text: page.into(), status: PageStatus::Text }).collect()
}

/// Puts a text with a record of any make.
pub(crate) fn put_as(writer: &mut Writer, name: &str, text: &str, directive: Directive) {
    let hash = blake3::hash(format!("{name}\n{text}").as_bytes());
    let document = Document {
        format: Format::Txt,
        encoding: Some(Encoding::Utf8),
        pages: pages(text),
        warnings: Vec::new(),
        read_by_ocr: Vec::new(),
        has_pictures: false,
        doubted: Vec::new(),
    };
    let (id, bytes) = (DocId::from_hash(&hash), text.len() as u64);
    let blake3 = hash.to_hex().to_string();
    let outcome = document.outcome();
    let path = name.to_owned();
    let reading =
        Reading { document, said: Said { directive, guesses: Vec::new() }, words: Vec::new() };
    let prepared = Prepared::new(id, blake3.clone(), path, bytes, reading);
    writer.put_directive(&prepared).unwrap();
    let (path, blake3) = (name.to_owned(), Some(blake3));
    let entry = FileEntry { path, blake3, bytes, changed: 0, seen: 0, outcome };
    writer.put_file(&entry).unwrap();
}
