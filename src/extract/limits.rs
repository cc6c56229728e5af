//! Caps on what one file may cost.

use crate::document::Cap;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Caps on what one file may cost. Every cap has an outcome that names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of a file; a larger one is [`TooLarge`](crate::document::Failure::TooLarge).
    pub file_bytes: u64,
    /// Pages read of a file; the rest is not, with the warning `pages-cut`.
    pub pages: usize,
    /// Glyphs read of a page; the rest is not, with the warning `text-cut`. A dense A4 page of
    /// text has 4,000, a large table 20,000.
    pub page_glyphs: usize,
    /// Pixels of the image of a page that is drawn for OCR; a larger page is drawn smaller. A3 has
    /// 7.7 million at the usual resolution.
    pub page_pixels: usize,
    /// UTF-8 bytes of text kept of a file; the rest is not, with the warning `text-cut`. An act of
    /// 227 pages has 600,000.
    pub text_bytes: usize,
    /// Time for one page; a slower one has the status `timeout`. Extraction looks at the clock
    /// whenever the page draws something; behind the fence the page's process is ended
    /// [`GRACE`](Self::GRACE) later.
    pub page_time: Duration,
    /// Time for one file; pages not begun by then have the status `timeout`. A file of which
    /// nothing was read by then, and a page's time, is
    /// [`TimedOut`](crate::document::Failure::TimedOut).
    pub file_time: Duration,
    /// Time for reading one page by OCR; a slower one keeps waiting.
    pub ocr_time: Duration,
    /// Bytes of memory that the process reading the file may take (address space; on Unix). A page
    /// that needs more is `damaged`, a file is
    /// [`OutOfMemory`](crate::document::Failure::OutOfMemory).
    pub memory: u64,
    /// Members of a container, and of those inside it, in all; of further ones nothing is known.
    pub members: u64,
    /// Containers inside each other; one that lies deeper is not opened.
    pub depth: u64,
    /// Bytes unpacked of a container, and of those inside it, in all; the rest is not.
    pub unpacked: u64,
    /// Times that a member may be larger unpacked than packed, from 64 MB on.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 512 << 20,
            pages: 20_000,
            page_glyphs: 500_000,
            page_pixels: 16_000_000,
            text_bytes: 64 << 20,
            page_time: Duration::from_secs(10),
            file_time: Duration::from_secs(300),
            ocr_time: Duration::from_secs(120),
            memory: 1536 << 20,
            members: 100_000,
            depth: 4,
            unpacked: 8 << 30,
            ratio: 100,
        }
    }
}

/// The names of the limits, with what each is, in English.
pub const NAMES: [(&str, &str); 13] = [
    ("file-bytes", "size of a file; a larger one is not read"),
    ("pages", "pages read of a file"),
    ("page-glyphs", "glyphs read of a page"),
    ("page-pixels", "pixels of the image of a page that is read by OCR"),
    ("text-bytes", "bytes of text kept of a file"),
    ("page-time", "time for one page"),
    ("file-time", "time for one file"),
    ("ocr-time", "time for reading one page by OCR"),
    ("memory", "memory of the process that reads a file (Unix)"),
    ("members", "files in an archive or a mail, all depths together"),
    ("depth", "archives inside each other"),
    ("unpacked", "bytes unpacked of an archive or a mail, all depths together"),
    ("ratio", "times that a file may be larger than in its archive"),
];

/// Why a limit could not be set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongLimit {
    /// No limit has this name.
    #[error("there is no limit \"{0}\"; there are: {all}", all = NAMES.map(|(name, _)| name).join(", "))]
    Name(String),
    /// Not a value of this kind.
    #[error("\"{value}\" is no {what}")]
    Value {
        /// As it was written.
        value: String,
        /// What is wanted, with an example.
        what: &'static str,
    },
}

impl Limits {
    /// Time between the end of what a limit allows and the end of the process that went over it.
    pub const GRACE: Duration = Duration::from_secs(2);

    /// The most that `depth` can be.
    pub const DEEPEST: u64 = 32;

    /// The limit by which a cap on containers cuts.
    #[must_use]
    pub fn of(&self, cap: Cap) -> u64 {
        match cap {
            Cap::Members => self.members,
            Cap::Depth => self.depth,
            Cap::Unpacked => self.unpacked,
            Cap::Ratio => self.ratio,
        }
    }

    /// Sets one limit as a person writes it: sizes as bytes or with `k`, `m`, `g` (of 1,024),
    /// times in seconds or with `s`, `m`, `h`.
    ///
    /// # Errors
    /// [`WrongLimit`] says what is wrong with the name or the value.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), WrongLimit> {
        match name {
            "file-bytes" => self.file_bytes = bytes(value)?,
            "pages" => self.pages = count(value)?,
            "page-glyphs" => self.page_glyphs = count(value)?,
            "page-pixels" => self.page_pixels = count(value)?,
            "text-bytes" => self.text_bytes = usize::try_from(bytes(value)?).unwrap_or(usize::MAX),
            "page-time" => self.page_time = time(value)?,
            "file-time" => self.file_time = time(value)?,
            "ocr-time" => self.ocr_time = time(value)?,
            "memory" => self.memory = bytes(value)?,
            "members" => self.members = number(value, &[], COUNT)?,
            "depth" => {
                let depth = number(value, &[], COUNT)?;
                let wrong = || WrongLimit::Value { value: value.to_owned(), what: DEPTHS };
                self.depth =
                    Some(depth).filter(|depth| *depth <= Self::DEEPEST).ok_or_else(wrong)?;
            }
            "unpacked" => self.unpacked = bytes(value)?,
            "ratio" => self.ratio = number(value, &[], COUNT)?,
            _ => return Err(WrongLimit::Name(name.to_owned())),
        }
        Ok(())
    }
}

/// A positive number with one of these units behind it, or none.
fn number(value: &str, units: &[(char, u64)], what: &'static str) -> Result<u64, WrongLimit> {
    let wrong = || WrongLimit::Value { value: value.to_owned(), what };
    let lower = value.trim().to_ascii_lowercase();
    let unit = units.iter().find(|(unit, _)| lower.ends_with(*unit));
    let (digits, factor) = match unit {
        Some((unit, factor)) => (lower.trim_end_matches(*unit).trim_end(), *factor),
        None => (lower.as_str(), 1),
    };
    let number: u64 = digits.parse().map_err(|_| wrong())?;
    number.checked_mul(factor).filter(|product| *product > 0).ok_or_else(wrong)
}

fn bytes(value: &str) -> Result<u64, WrongLimit> {
    number(value, &[('k', 1 << 10), ('m', 1 << 20), ('g', 1 << 30)], "size, such as 64m or 2g")
}

const DEPTHS: &str = "number from 1 to 32";
const COUNT: &str = "number, such as 5000";

fn count(value: &str) -> Result<usize, WrongLimit> {
    usize::try_from(number(value, &[], COUNT)?)
        .map_err(|_| WrongLimit::Value { value: value.to_owned(), what: COUNT })
}

fn time(value: &str) -> Result<Duration, WrongLimit> {
    let units = [('s', 1), ('m', 60), ('h', 3600)];
    Ok(Duration::from_secs(number(value, &units, "time, such as 30s or 5m")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_limit_is_set_by_its_name() {
        for (name, _) in NAMES {
            let mut limits = Limits::default();
            limits.set(name, "7").unwrap();
            assert_ne!(limits, Limits::default(), "{name}");
        }
        let mut limits = Limits::default();
        limits.set("memory", "2G").unwrap();
        limits.set("page-time", "1m").unwrap();
        limits.set("text-bytes", "3 k").unwrap();
        assert_eq!(limits.memory, 2 << 30);
        assert_eq!(limits.page_time, Duration::from_secs(60));
        assert_eq!(limits.text_bytes, 3072);
    }

    #[test]
    fn what_is_no_limit_is_said() {
        let mut limits = Limits::default();
        for (name, value) in
            [("memory", ""), ("memory", "-1"), ("memory", "99999999999999g"), ("pages", "5k")]
        {
            let wrong = limits.set(name, value);
            assert!(matches!(wrong, Err(WrongLimit::Value { .. })), "{name}={value}: {wrong:?}");
        }
        assert!(limits.set("pages", "0").is_err());
        let unknown = limits.set("ram", "1g").unwrap_err().to_string();
        assert!(unknown.contains("memory"), "{unknown}");
        assert_eq!(limits, Limits::default());
    }
}
