//! Paths ⇄ the text under which the ledger knows them, without loss.
//!
//! Archives from before Unicode hold names that are no UTF-8 (or, on Windows, no UTF-16): each unit
//! that is none is written as one private-use character, and a character of that block that
//! really stands in a name as the units it is made of, so that every path comes back as it was.
//! Links are not resolved: a directive is filed under the name that people see.
//!
//! The only place that knows what a path is made of on each system.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Component, Path, PathBuf};

/// The absolute form of a path that a person named.
///
/// `..` is resolved as the system would (behind a link it leads elsewhere than the text says), so
/// that one file does not get two names by the folder a run was started in.
///
/// # Errors
/// If the folder that `..` starts from cannot be looked at, or the current folder is gone.
pub fn absolute(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let parts: Vec<Component<'_>> = path.components().collect();
    let Some(last) = parts.iter().rposition(|part| *part == Component::ParentDir) else {
        return Ok(path.components().collect());
    };
    let (before, behind) = parts.split_at(last + 1);
    let mut resolved = before.iter().collect::<PathBuf>().canonicalize()?;
    resolved.extend(behind);
    Ok(resolved)
}

/// A path as the ledger writes it.
#[must_use]
pub fn to_text(path: &Path) -> String {
    native::to_text(path.as_os_str())
}

/// The path of a ledger entry.
#[must_use]
pub fn from_text(text: &str) -> PathBuf {
    native::from_text(text).into()
}

/// A path of the ledger as people read it: what is no character shows as U+FFFD.
#[must_use]
pub fn display(text: &str) -> Cow<'_, str> {
    if text.contains(native::is_escape) {
        Cow::Owned(text.replace(native::is_escape, "\u{FFFD}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a path of the ledger is the given one, or lies under it.
#[must_use]
pub fn is_under(text: &str, folder: &str) -> bool {
    match text.strip_prefix(folder) {
        Some("") => true,
        Some(rest) => {
            folder.ends_with(std::path::is_separator) || rest.starts_with(std::path::is_separator)
        }
        None => false,
    }
}

/// Bytes: a name is any bytes but `/` and 0.
#[cfg(unix)]
mod native {
    use super::{OsStr, OsString};
    use std::os::unix::ffi::{OsStrExt, OsStringExt};

    /// Stands for byte 0; the other bytes follow.
    const FIRST: u32 = 0x10_FE00;

    pub(super) fn is_escape(c: char) -> bool {
        (FIRST..FIRST + 0x100).contains(&u32::from(c))
    }

    fn escape(byte: u8) -> char {
        char::from_u32(FIRST + u32::from(byte)).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    pub(super) fn to_text(name: &OsStr) -> String {
        let mut text = String::with_capacity(name.len());
        for chunk in name.as_bytes().utf8_chunks() {
            for c in chunk.valid().chars() {
                if is_escape(c) {
                    text.extend(c.encode_utf8(&mut [0; 4]).bytes().map(escape));
                } else {
                    text.push(c);
                }
            }
            text.extend(chunk.invalid().iter().copied().map(escape));
        }
        text
    }

    pub(super) fn from_text(text: &str) -> OsString {
        let mut bytes = Vec::with_capacity(text.len());
        for c in text.chars() {
            match u32::from(c).checked_sub(FIRST).and_then(|unit| u8::try_from(unit).ok()) {
                Some(byte) => bytes.push(byte),
                None => bytes.extend(c.encode_utf8(&mut [0; 4]).bytes()),
            }
        }
        OsString::from_vec(bytes)
    }
}

/// 16-bit units, of which surrogates may stand alone.
#[cfg(windows)]
mod native {
    use super::{OsStr, OsString};
    use std::os::windows::ffi::{OsStrExt, OsStringExt};

    /// Stands for the surrogate D800; the other 2,047 follow.
    const FIRST: u32 = 0x10_F600;

    pub(super) fn is_escape(c: char) -> bool {
        (FIRST..FIRST + 0x800).contains(&u32::from(c))
    }

    fn escape(unit: u16) -> char {
        let surrogate = u32::from(unit).saturating_sub(0xD800);
        char::from_u32(FIRST + surrogate).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    pub(super) fn to_text(name: &OsStr) -> String {
        let mut text = String::with_capacity(name.len());
        for unit in char::decode_utf16(name.encode_wide()) {
            match unit {
                Ok(c) if is_escape(c) => {
                    text.extend(c.encode_utf16(&mut [0; 2]).iter().copied().map(escape));
                }
                Ok(c) => text.push(c),
                Err(lone) => text.push(escape(lone.unpaired_surrogate())),
            }
        }
        text
    }

    pub(super) fn from_text(text: &str) -> OsString {
        let mut units = Vec::with_capacity(text.len());
        for c in text.chars() {
            match u32::from(c).checked_sub(FIRST).filter(|surrogate| *surrogate < 0x800) {
                Some(surrogate) => units.extend(u16::try_from(0xD800 + surrogate)),
                None => units.extend(c.encode_utf16(&mut [0; 2]).iter()),
            }
        }
        OsString::from_wide(&units)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_names_stay_as_they_are() {
        let name = "Kết luận 202-KL⁄TW (bản \u{e000} chính).pdf";
        assert_eq!(to_text(Path::new(name)), name);
        assert_eq!(from_text(name), Path::new(name));
        assert_eq!(display(name), name);
    }

    #[cfg(unix)]
    #[test]
    fn names_of_other_encodings_come_back() {
        use std::os::unix::ffi::OsStrExt;
        let bytes = b"/kho/C\xB5ng v\xA8n \xF4\x8F\xB8\x81.txt";
        let text = to_text(Path::new(OsStr::from_bytes(bytes)));
        assert_eq!(from_text(&text).as_os_str().as_bytes(), bytes);
        assert_eq!(display("/kho/C\u{10FEB5}ng"), "/kho/C\u{FFFD}ng");
    }

    #[test]
    fn parents_are_resolved() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir_all(root.join("a/b")).unwrap();
        assert_eq!(absolute(&root.join("a/../a/b/../b/./x.txt")).unwrap(), root.join("a/b/x.txt"));
        assert_eq!(absolute(&root.join("a/b/..")).unwrap(), root.join("a"));
        assert!(absolute(&root.join("c/../x.txt")).is_err());
    }

    #[test]
    fn under_means_by_whole_names() {
        let text = |parts: &[&str]| to_text(&parts.iter().collect::<PathBuf>());
        let folder = text(&["/", "kho", "a"]);
        assert!(is_under(&folder, &folder));
        assert!(is_under(&text(&["/", "kho", "a", "x.pdf"]), &folder));
        assert!(!is_under(&text(&["/", "kho", "ab", "x.pdf"]), &folder));
        assert!(!is_under(&text(&["/", "kho"]), &folder));
        assert!(is_under(&folder, &text(&["/"])));
    }

    proptest! {
        #[cfg(unix)]
        #[test]
        fn every_name_comes_back(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            use std::os::unix::ffi::OsStrExt;
            let path = Path::new(OsStr::from_bytes(&bytes));
            let back = from_text(&to_text(path));
            prop_assert_eq!(back.as_os_str(), path.as_os_str());
        }

        #[test]
        fn every_text_comes_back(name in "[\u{10F600}-\u{10FFFD}\u{80}-\u{2FF}a-z]{0,20}") {
            let back = from_text(&to_text(Path::new(&name)));
            prop_assert_eq!(back.as_os_str(), OsStr::new(&name));
        }
    }
}
