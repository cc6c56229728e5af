//! What a file is, by its content alone: extensions lie (`.doc` that is RTF, DOCX or a web page).
//!
//! In: bytes. Out: the [`Kind`], by which [`extract`](super::extract) chooses its reader. Signatures
//! first; of archives and compound files, which many formats are, the names of their parts.

use super::{container, pdf, txt};
use crate::document::Format;
use std::io::Cursor;

/// What a file can be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Portable Document Format.
    Pdf,
    /// Office Open XML of a text (ECMA-376), by any name of its parts.
    Docx,
    /// OpenDocument of a text (ISO/IEC 26300).
    Odt,
    /// Word 97 to 2003 in a compound file ([MS-DOC]).
    Doc,
    /// Rich Text Format.
    Rtf,
    /// A web page.
    Html,
    /// An office file that is closed by a password: the package stands encrypted in a compound file
    /// ([MS-OFFCRYPTO]).
    Locked,
    /// A file that holds others.
    Container(Container),
    /// Plain text.
    Text,
    /// None of them.
    Other,
}

/// A file that holds others, by how it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// An archive of the ZIP kind that is no document.
    Zip,
    /// A mail (RFC 5322), or a web page saved as one.
    Mail,
    /// A message of Outlook in a compound file ([MS-OXMSG]).
    Outlook,
}

/// The first bytes of an archive of the ZIP kind, of a compound file, of RTF.
const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const RTF: &[u8] = b"{\\rtf";

/// Bytes at the start in which a web page says that it is one.
const HEAD: usize = 4 << 10;

impl Kind {
    /// What the bytes of a whole file are.
    pub(super) fn of(bytes: &[u8]) -> Self {
        match () {
            () if let Some(kind) = Self::of_packed(bytes) => kind,
            () if without_blanks(bytes).starts_with(RTF) => Self::Rtf,
            () if pdf::is_pdf(bytes) => Self::Pdf,
            () if is_flat(bytes) => Self::Odt,
            () if is_html(bytes) => Self::Html,
            () if txt::is_text(bytes) => Self::Text,
            () => Self::Other,
        }
    }

    /// What an archive, a compound file or a mail is; `None` for other files.
    pub(super) fn of_packed(bytes: &[u8]) -> Option<Self> {
        Some(match () {
            () if container::is_archive(bytes) => Self::Container(Container::Zip),
            () if bytes.starts_with(ZIP) => package(bytes),
            () if container::is_outlook(bytes) => Self::Container(Container::Outlook),
            () if bytes.starts_with(COMPOUND) => compound(bytes),
            () if container::is_mail(bytes) => Self::Container(Container::Mail),
            () => return None,
        })
    }

    /// The format of a file of a word processor.
    pub(super) fn written_by_office(self) -> Option<Format> {
        Some(match self {
            Self::Docx => Format::Docx,
            Self::Odt => Format::Odt,
            Self::Doc => Format::Doc,
            Self::Rtf => Format::Rtf,
            Self::Html => Format::Html,
            _ => return None,
        })
    }

    /// Whether a file that begins and ends with these bytes can be anything that is read.
    pub(super) fn may_be(head: &[u8], tail: &[u8]) -> bool {
        head.starts_with(ZIP)
            || head.starts_with(COMPOUND)
            || pdf::is_pdf(&[head, tail].concat())
            || txt::is_text(head)
    }
}

/// What an archive holds, by the names of its parts.
fn package(bytes: &[u8]) -> Kind {
    let Ok(archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        // Cut off: then it is a document that is damaged, and not something else.
        let has = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
        return match () {
            () if has(b"word/document.xml") => Kind::Docx,
            () if has(b"mimetypeapplication/vnd.oasis.opendocument.text") => Kind::Odt,
            () => Kind::Other,
        };
    };
    let has = |name: &str| archive.index_for_name(name).is_some();
    let is_word = || archive.file_names().flatten().any(|name| name.starts_with("word/"));
    match () {
        () if has("word/document.xml") || has("[Content_Types].xml") && is_word() => Kind::Docx,
        // A package that is encrypted as a whole.
        () if has("mimetype") && has("encrypted-package") => Kind::Locked,
        () if has("mimetype") && has("content.xml") && has("META-INF/manifest.xml") => Kind::Odt,
        () => Kind::Other,
    }
}

/// What a compound file holds, by the names in its directory: UTF-16, wherever they stand, so that
/// a broken chain of sectors does not hide them.
fn compound(bytes: &[u8]) -> Kind {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &name).is_some()
    };
    match () {
        // One that is encrypted may hold a text for programs that cannot open it.
        () if has("EncryptedPackage") && has("EncryptionInfo") => Kind::Locked,
        () if has("WordDocument") => Kind::Doc,
        // Its directory is not there: what it was cannot be told, but that it is damaged can.
        () if !has("Root Entry") => Kind::Doc,
        () => Kind::Other,
    }
}

/// Whether markup is an OpenDocument text in one file.
fn is_flat(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let has = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    without_blanks(head).starts_with(b"<")
        && has(b"<office:document")
        && has(b"application/vnd.oasis.opendocument.text")
}

/// Whether a text is a web page: it begins with a tag, and soon has one that only web pages have.
fn is_html(bytes: &[u8]) -> bool {
    const TAGS: [&[u8]; 8] =
        [b"<!doctype html", b"<html", b"<head", b"<body", b"<meta ", b"<table", b"<div", b"<p>"];
    // UTF-16 shows its ASCII letters among zeros.
    let head = bytes.get(..HEAD).unwrap_or(bytes).iter().filter(|byte| **byte != 0);
    let head: Vec<u8> = head.map(u8::to_ascii_lowercase).collect();
    let begins = without_blanks(head.strip_prefix(b"\xFF\xFE").unwrap_or(&head)).first();
    begins == Some(&b'<') && TAGS.iter().any(|tag| memchr::memmem::find(&head, tag).is_some())
}

/// Without a byte order mark and white space at the start.
fn without_blanks(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZIP_FILE: Kind = Kind::Container(Container::Zip);
    const MAIL: Kind = Kind::Container(Container::Mail);

    #[test]
    fn content_decides() {
        let compound = |name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            [COMPOUND, &[0; 504], &name].concat()
        };
        for (bytes, kind) in [
            (b"%PDF-1.7\n".to_vec(), Kind::Pdf),
            (b"\xEF\xBB\xBF {\\rtf1\\ansi}".to_vec(), Kind::Rtf),
            (b"\n<!DOCTYPE html><title>S\xE1\xBB\x91</title>".to_vec(), Kind::Html),
            (b"\xFF\xFE<\0h\0t\0m\0l\0>\0".to_vec(), Kind::Html),
            ("Thẻ <html> là gì".into(), Kind::Text),
            ("<b>Kết luận</b>".into(), Kind::Text),
            (b"PK\x03\x04".to_vec(), Kind::Other),
            (b"PK\x03\x04\0word/document.xml".to_vec(), Kind::Docx),
            (compound("WordDocument"), Kind::Doc),
            (compound("WordDocument EncryptionInfo EncryptedPackage"), Kind::Locked),
            (compound("Root Entry Workbook"), Kind::Other),
            (compound(""), Kind::Doc),
            (b"PK\x05\x06".iter().copied().chain([0; 18]).collect(), ZIP_FILE),
            (b"Message-ID: <1@x>\r\nFrom: a\r\n\r\nb".to_vec(), MAIL),
            (b"From: a\nTo: b\n\nno mail".to_vec(), Kind::Text),
            (b"Content-Type: text/plain\nno header\n".to_vec(), Kind::Text),
            (vec![0; 900], Kind::Other),
        ] {
            assert_eq!(Kind::of(&bytes), kind, "{:?}", String::from_utf8_lossy(&bytes));
        }
    }
}
