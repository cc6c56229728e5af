//! What was read off pages, kept on disk: no page is paid for twice, whatever becomes of the index.
//!
//! Keyed by the image of the page, the version of the OCR program and how it is called. What is read
//! back is checked: a file that is cut off, or another's, is as good as none.

use super::engine::Engine;
use crate::document::DocId;
use crate::extract::Raster;
use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes of a table, unpacked, that are taken back.
const LARGEST: u64 = 32 << 20;

/// A folder of what was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cache {
    folder: PathBuf,
}

/// What something is kept under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name(String);

/// The name of what was read off a page's image.
pub(super) fn name(engine: &Engine, raster: &Raster) -> Name {
    let mut hasher = blake3::Hasher::new();
    let Raster { width, height, scale, skew, .. } = raster;
    let how = format!("{}\n{width} {height} {scale} {skew}\n", engine.settings());
    hasher.update(how.as_bytes());
    hasher.update(&raster.gray);
    Name(hasher.finalize().to_hex().to_string())
}

impl Name {
    /// The name of what belongs to a directive; shorter than those of images.
    pub(super) fn of_directive(id: &DocId) -> Self {
        Self(id.as_str().to_owned())
    }
}

impl Cache {
    /// What is kept in this folder; it is made when there is something to keep.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// The one in the folder of an index, where it outlives the index.
    #[must_use]
    pub fn of_index(index: &Path) -> Self {
        Self::new(index.join("keep").join("ocr"))
    }

    /// What was kept; `None` if nothing was, or it is not as it was.
    pub(super) fn get(&self, name: &Name) -> Option<String> {
        let packed = fs::read(self.path(name)).ok()?;
        let (sum, packed) = packed.split_at_checked(blake3::OUT_LEN)?;
        if blake3::hash(packed).as_bytes() != sum {
            return None;
        }
        let mut table = String::new();
        DeflateDecoder::new(packed).take(LARGEST).read_to_string(&mut table).ok()?;
        Some(table)
    }

    /// Keeps a table.
    ///
    /// # Errors
    /// If the disk is full, or the folder cannot be written to.
    pub(super) fn put(&self, name: &Name, table: &str) -> io::Result<()> {
        /// Names of files that are not finished differ, also between processes.
        static DRAFT: AtomicU64 = AtomicU64::new(0);
        let mut packed = Vec::new();
        DeflateEncoder::new(table.as_bytes(), Compression::default()).read_to_end(&mut packed)?;
        let mut bytes = blake3::hash(&packed).as_bytes().to_vec();
        bytes.append(&mut packed);
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap_or(&self.folder))?;
        let number = DRAFT.fetch_add(1, Ordering::Relaxed);
        let draft = path.with_extension(format!("{}-{number}.new", std::process::id()));
        let kept = fs::write(&draft, bytes).and_then(|()| fs::rename(&draft, &path));
        kept.inspect_err(|_| drop(fs::remove_file(&draft)))
    }

    /// Removes a table; one that is not there is no fault.
    ///
    /// # Errors
    /// If it cannot be removed.
    pub(super) fn remove(&self, name: &Name) -> io::Result<()> {
        match fs::remove_file(self.path(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// In one of 256 folders: no folder with a million files.
    fn path(&self, name: &Name) -> PathBuf {
        let (folder, name) = name.0.split_at_checked(2).unwrap_or(("00", &name.0));
        self.folder.join(folder).join(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(of: &str) -> Name {
        Name(blake3::hash(of.as_bytes()).to_string())
    }

    #[test]
    fn what_was_kept_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::of_index(folder.path());
        assert_eq!(cache.get(&name("a")), None);
        cache.put(&name("a"), "hạ tầng số").unwrap();
        cache.put(&name("b"), "").unwrap();
        cache.put(&name("a"), "hạ tầng").unwrap();
        assert_eq!(cache.get(&name("a")).as_deref(), Some("hạ tầng"));
        assert_eq!(cache.get(&name("b")).as_deref(), Some(""));
        assert_eq!(cache.get(&name("c")), None);
    }

    #[test]
    fn what_is_damaged_is_as_good_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path());
        cache.put(&name("a"), "hạ tầng số").unwrap();
        let path = cache.path(&name("a"));
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            fs::write(&path, &bytes).unwrap();
            assert_eq!(cache.get(&name("a")), None);
            fs::write(&path, &whole[..at]).unwrap();
            assert_eq!(cache.get(&name("a")), None);
        }
        // Sound, and no text.
        let packed = [3, 0, 0xFF, 0xFE];
        fs::write(&path, [&blake3::hash(&packed).as_bytes()[..], &packed].concat()).unwrap();
        assert!(cache.get(&name("a")).is_none_or(|table| table.is_empty()));
        cache.put(&name("a"), "lại").unwrap();
        assert_eq!(cache.get(&name("a")).as_deref(), Some("lại"));
    }

    #[test]
    fn a_full_or_closed_folder_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "x").unwrap();
        assert!(Cache::new(&file).put(&name("a"), "x").is_err());
    }
}
