//! The nouns that every stage passes on: [`Document`], [`Page`], [`Span`], [`DocId`], [`Outcome`].
//!
//! Plain data, no I/O and no rules.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use utoipa::ToSchema;

/// The identity of a content: the first 16 hex digits of its blake3.
///
/// Two files with the same bytes have the same id and are one document with copies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct DocId(String);

impl DocId {
    /// Hexadecimal digits in an id.
    pub const DIGITS: usize = 16;

    /// The id of a content with this blake3.
    #[must_use]
    pub fn from_hash(hash: &blake3::Hash) -> Self {
        Self(hash.to_hex().chars().take(Self::DIGITS).collect())
    }

    /// Reads an id as a person or a link writes it; `None` if it is not 16 hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_id = text.len() == Self::DIGITS && text.bytes().all(|b| b.is_ascii_hexdigit());
        is_id.then(|| Self(text.to_ascii_lowercase()))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A place in a document: UTF-8 bytes `start..end` of the text of page `page` (from 1).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
pub struct Span {
    /// The page, from 1.
    pub page: u32,
    /// The first byte of the page's text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// How the text of a page, or of a whole document, came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The file's own text.
    Text,
    /// Read from the page's image by OCR.
    Ocr,
    /// Some pages by OCR, some the file's own text.
    Mixed,
    /// Restored by guess from a damaged text.
    Recovered,
}

impl Origin {
    /// All.
    pub const ALL: [Self; 4] = [Self::Text, Self::Ocr, Self::Mixed, Self::Recovered];

    /// Its code, as it stands in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Ocr => "ocr",
            Self::Mixed => "mixed",
            Self::Recovered => "recovered",
        }
    }

    /// The origin with this code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|origin| origin.code() == code)
    }
}

/// What became of one page. Never an empty success: a page without text says why.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum PageStatus {
    /// Its text was read.
    Text,
    /// It has text, but not one that a person could read (wrong OCR, unknown font encoding).
    JunkText,
    /// It shows an image and no text: it waits for OCR.
    Scan,
    /// Nothing is on it.
    Blank,
    /// Closed by a password.
    Encrypted,
    /// Broken: it could not be interpreted.
    Damaged,
    /// Took longer than the limit.
    Timeout,
}

/// One page: its text in reading order, lines ended by `\n`, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The text: NFC is *not* assumed, `\r` never occurs, a line's end is `\n`. Lines beside the text
    /// (running headers, page numbers, footnotes, stamps) end with a vertical tab before that
    /// ([`text::aside`](crate::text::aside)).
    pub text: String,
    /// What became of the page.
    pub status: PageStatus,
}

/// What a file is, by its content (its name's extension may lie).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text; pages are split at form feeds only.
    Txt,
    /// Portable Document Format.
    Pdf,
    /// Word since 2007 (ECMA-376).
    Docx,
    /// Word 97 to 2003.
    Doc,
    /// Rich Text Format.
    Rtf,
    /// OpenDocument.
    Odt,
    /// A web page.
    Html,
}

/// What the bytes of a text file were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-16, little endian.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, big endian.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// TCVN3 (ABC); also where each byte was saved as a character of UTF-8, as for the next four.
    Tcvn3,
    /// VNI for Windows.
    Vni,
    /// Windows-1258.
    #[serde(rename = "windows-1258")]
    Windows1258,
    /// VISCII.
    Viscii,
    /// VPS.
    Vps,
    /// UTF-8 that was read as Windows-1252 and saved again, once or several times ("Há»™i").
    #[serde(rename = "utf-8-as-windows-1252")]
    Utf8AsWindows1252,
    /// Windows-1252: text of a Western language.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// Paragraphs in different encodings.
    Mixed,
    /// An eight-bit encoding that was not recognised; its text is shown as Windows-1252.
    Unknown,
}

/// Something a reader of the record should know; stable codes, worded by the interface.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Warning {
    /// The number and the date are blank (numbers follow the signature); not a draft.
    Unnumbered,
    /// Some pages could not be read.
    PagesUnread,
    /// The file is damaged and its structure was mended: pages may be missing.
    SecondReader,
    /// Bytes that are no text in the file's encoding were replaced by U+FFFD.
    BytesReplaced,
    /// More pages than the limit; the rest was not read.
    PagesCut,
    /// More text, or glyphs on a page, than the limit; the rest was not read.
    TextCut,
    /// What the document says of itself could not be made out: its text is there, its record not.
    RecordUnread,
    /// Its number was read off an image, and the OCR program was not sure: often it is written by hand.
    NumberDoubted,
}

/// What extraction makes of one file's bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// What the file is.
    pub format: Format,
    /// The encoding of a text file; `None` for formats that say it themselves.
    pub encoding: Option<Encoding>,
    /// The pages in order; at least one.
    pub pages: Vec<Page>,
    /// What a reader should know, without doubles.
    pub warnings: Vec<Warning>,
    /// Pages, from 1, whose text was read off their images, in order.
    pub read_by_ocr: Vec<u32>,
    /// Words with digits that were read off images and are not certain.
    pub doubted: Vec<Span>,
    /// Whether its pages have pictures: those of a PDF, and of scans that stand in another file.
    pub has_pictures: bool,
}

/// Why a file gave no document. The file is listed with this reason; the run goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error, ToSchema)]
#[serde(tag = "code", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Failure {
    /// 0 bytes, or nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// Neither text nor a format that is read.
    #[error("neither a text, a PDF, a Word file nor a web page")]
    NotADocument,
    /// A password is needed.
    #[error("closed by a password")]
    Encrypted,
    /// Broken beyond reading.
    #[error("damaged: {detail}")]
    Damaged {
        /// What was found, in English, for the log.
        detail: String,
    },
    /// Over the limit on size.
    #[error("larger than the limit: {size} bytes, limit {limit}")]
    TooLarge {
        /// The file's size in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// Reading it took longer than the limit.
    #[error("took longer than the limit of {seconds} s")]
    TimedOut {
        /// The limit in seconds.
        seconds: u64,
    },
    /// Reading it took more memory than the limit.
    #[error("took more memory than the limit of {limit} bytes")]
    OutOfMemory {
        /// The limit in bytes.
        limit: u64,
    },
    /// Over a limit on containers: it lies too deep in others, or it is packed so that it could fill a disk.
    #[error("over the limit of {limit} on {cap}")]
    OverLimit {
        /// The limit by its name.
        cap: Cap,
        /// Its value.
        limit: u64,
    },
    /// It carries a mark of secrecy, and secret papers are not admitted: nothing of it is kept.
    #[error("marked secret: {level}")]
    Secret {
        /// Độ mật: `Mật`, `Tối mật`, `Tuyệt mật`.
        level: String,
    },
    /// The system would not give its bytes (permission, a file that went away, a bad disk).
    #[error("cannot be opened: {detail}")]
    Unreadable {
        /// What the system said.
        detail: String,
    },
}

/// A limit on containers, by the name under which it is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Cap {
    /// Members of a container.
    Members,
    /// Containers inside each other.
    Depth,
    /// Bytes unpacked of a container in all.
    Unpacked,
    /// Times that a member is larger unpacked than packed.
    Ratio,
}

impl Cap {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Members => "members",
            Self::Depth => "depth",
            Self::Unpacked => "unpacked",
            Self::Ratio => "ratio",
        }
    }
}

impl fmt::Display for Cap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What became of a file, as kept in the index and shown to people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// Every page read (blank ones included).
    Read,
    /// Some pages read, some not.
    Partial {
        /// Pages with readable text, and blank ones.
        read: u32,
        /// All pages. Not `pages` in JSON: a record beside it has a key of that name.
        #[serde(rename = "page_count")]
        pages: u32,
        /// How many of the others there are of each status.
        unread: BTreeMap<PageStatus, u32>,
        /// How many of them OCR may bring a text for.
        #[serde(rename = "waiting_pages")]
        waiting: u32,
    },
    /// No page can be read, and some are images: they wait for OCR.
    Scan {
        /// All pages.
        #[serde(rename = "page_count")]
        pages: u32,
    },
    /// No page can be read, since its text is junk (wrong OCR, unknown font encoding).
    Junk {
        /// All pages.
        #[serde(rename = "page_count")]
        pages: u32,
        /// How many of them OCR may bring a text for: none in a file without images.
        #[serde(rename = "waiting_pages")]
        waiting: u32,
    },
    /// A container: what it holds has entries of its own.
    Opened {
        /// Files found in it, read or not; those in containers inside it are not counted.
        members: u32,
        /// Why there may be more; `None` if that is all.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        cut: Option<Failure>,
    },
    /// Nothing read.
    Failed(Failure),
}

impl Outcome {
    /// How many pages there are of each status that keeps a search from them; of files whose pages
    /// could not even be counted, none.
    #[must_use]
    pub fn unread_pages(&self) -> BTreeMap<PageStatus, u32> {
        match self {
            Self::Partial { unread, .. } => unread.clone(),
            Self::Scan { pages } => BTreeMap::from([(PageStatus::Scan, *pages)]),
            Self::Junk { pages, .. } => BTreeMap::from([(PageStatus::JunkText, *pages)]),
            Self::Read | Self::Opened { .. } | Self::Failed(_) => BTreeMap::new(),
        }
    }

    /// How many pages OCR may bring a text for, or a better one.
    #[must_use]
    pub fn waiting_pages(&self) -> u32 {
        match self {
            Self::Partial { waiting, .. } | Self::Junk { waiting, .. } => *waiting,
            Self::Scan { pages } => *pages,
            Self::Read | Self::Opened { .. } | Self::Failed(_) => 0,
        }
    }

    /// Whether a search cannot speak for all of it.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        !matches!(self, Self::Read | Self::Opened { cut: None, .. })
    }
}

impl PageStatus {
    /// Whether OCR may bring a text, or a better one.
    #[must_use]
    pub fn waits_for_ocr(self) -> bool {
        matches!(self, Self::Scan | Self::JunkText)
    }
}

impl Document {
    /// Pages, from 1, that OCR may bring a text for: of a PDF, and of pictures that make up another file.
    #[must_use]
    pub fn waiting_pages(&self) -> Vec<u32> {
        let is_waiting = |page: &Page| {
            let is_drawn = self.format == Format::Pdf || page.status == PageStatus::Scan;
            is_drawn && page.status.waits_for_ocr()
        };
        (1..).zip(&self.pages).filter(|(_, page)| is_waiting(page)).map(|(at, _)| at).collect()
    }

    /// Whether a place has a word of which OCR was not certain.
    #[must_use]
    pub fn is_doubted(&self, span: Span) -> bool {
        let meets =
            |word: &Span| word.page == span.page && word.start < span.end && span.start < word.end;
        self.doubted.iter().any(meets)
    }

    /// How its text came to be.
    #[must_use]
    pub fn origin(&self) -> Origin {
        let is_own = |(number, page): (u32, &Page)| {
            !page.text.trim().is_empty() && !self.read_by_ocr.contains(&number)
        };
        match () {
            () if self.read_by_ocr.is_empty() => Origin::Text,
            () if (1..).zip(&self.pages).any(is_own) => Origin::Mixed,
            () => Origin::Ocr,
        }
    }

    /// What became of the file as a whole, from its pages.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let mut counts: BTreeMap<PageStatus, u32> = BTreeMap::new();
        for page in &self.pages {
            *counts.entry(page.status).or_default() += 1;
        }
        let of = |status: PageStatus| counts.get(&status).copied().unwrap_or_default();
        let pages = counts.values().sum();
        let (text, blank) = (of(PageStatus::Text), of(PageStatus::Blank));
        let waiting = u32::try_from(self.waiting_pages().len()).unwrap_or(u32::MAX);
        if text > 0 && text + blank == pages {
            Outcome::Read
        } else if text > 0 {
            counts.retain(|status, _| !matches!(status, PageStatus::Text | PageStatus::Blank));
            Outcome::Partial { read: text + blank, pages, unread: counts, waiting }
        } else if of(PageStatus::Scan) > 0 {
            Outcome::Scan { pages }
        } else if of(PageStatus::JunkText) > 0 {
            Outcome::Junk { pages, waiting }
        } else if of(PageStatus::Encrypted) > 0 {
            Outcome::Failed(Failure::Encrypted)
        } else if blank == pages {
            Outcome::Failed(Failure::Empty)
        } else {
            Outcome::Failed(Failure::Damaged { detail: "no page could be read".into() })
        }
    }
}
