//! One file → what the index is to hold of it.
//!
//! Runs in many threads at once; [`Contents`] sees to it that equal contents are extracted once.

use super::path;
use super::plan::Work;
use super::scans::Scans;
use super::walk::{Found, Stat, nanoseconds};
use crate::document::{DocId, Failure, Outcome};
use crate::extract::{self, Limits, container};
use crate::fence::{Fence, Opened, Package, Reading};
use crate::index::FileEntry;
use crate::index::record::Prepared;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

/// A file of this size or more is looked at before it is read whole: disk images and films lie in
/// archives, too.
const LARGE: u64 = 16 << 20;
/// Bytes looked at, at each end.
const END: i64 = 64 << 10;

/// What was made of one file.
#[derive(Debug)]
pub(super) struct Made {
    /// Its entry; the outcome is still open where `content` is [`Content::Elsewhere`].
    pub(super) entry: FileEntry,
    pub(super) content: Content,
}

/// Where the content of a file comes from.
#[derive(Debug)]
pub(super) enum Content {
    /// It was not read at all.
    Unread,
    /// It was extracted now; nothing to store if that failed.
    Fresh(Option<Box<Prepared>>),
    /// The index has it already: a copy, a moved file, a touched one.
    Known,
    /// Another thread is extracting the same content just now.
    Elsewhere(DocId),
}

/// What is known of each content, by all threads.
#[derive(Debug, Default)]
pub(super) struct Contents(Mutex<HashMap<DocId, Option<Outcome>>>);

impl Contents {
    /// Starts with what the index holds.
    pub(super) fn new(known: impl IntoIterator<Item = (DocId, Outcome)>) -> Self {
        Self(Mutex::new(known.into_iter().map(|(id, outcome)| (id, Some(outcome))).collect()))
    }

    /// Forgets all.
    pub(super) fn forget(&self) {
        self.lock().clear();
    }

    /// Lets a claimed content go: it is none that can be shared.
    fn release(&self, id: &DocId) {
        self.lock().remove(id);
    }

    /// Notes what became of a content.
    pub(super) fn settle(&self, id: DocId, outcome: Outcome) {
        self.lock().insert(id, Some(outcome));
    }

    /// What became of a content, if that is settled.
    pub(super) fn outcome(&self, id: &DocId) -> Option<Outcome> {
        self.lock().get(id).cloned().flatten()
    }

    /// Claims a content that nobody knows: `None`. Otherwise its outcome, as far as it is settled.
    fn claim(&self, id: &DocId) -> Option<Option<Outcome>> {
        let mut contents = self.lock();
        let found = contents.get(id).cloned();
        if found.is_none() {
            contents.insert(id.clone(), None);
        }
        found
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<DocId, Option<Outcome>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a file turned out to be.
pub(super) enum Step<'f> {
    /// It was read.
    Made(Made),
    /// Its entry, as far as it is known: it is to be opened.
    Container(Box<FileEntry>, Package<'f>),
}

/// What files are read with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Means<'m> {
    pub(super) fence: &'m Fence,
    /// Reads pages that wait for OCR; `None` leaves them.
    pub(super) scans: Option<&'m Scans>,
    /// Pages of the file that waited when it was last read.
    pub(super) expected: u64,
    /// Once set, further pages are left.
    pub(super) stop: &'m AtomicBool,
    /// Papers that carry a mark of secrecy are taken in like others.
    pub(super) allow_secret: bool,
}

impl Means<'_> {
    /// The same for one file.
    pub(super) fn for_work(self, work: &Work) -> Self {
        Self { expected: work.waiting, ..self }
    }

    /// Whether nothing of what was read may be kept.
    pub(super) fn withholds(self, reading: &Reading) -> bool {
        !self.allow_secret && reading.said.directive.secrecy.is_some()
    }

    /// Has the waiting pages of a document read.
    fn complete(self, reading: Reading, bytes: &Arc<Vec<u8>>, id: &DocId) -> Reading {
        let Some(scans) = self.scans else { return reading };
        let waiting = reading.document.waiting_pages();
        scans.find(waiting.len() as u64, self.expected);
        if waiting.is_empty() { reading } else { scans.fill(reading, bytes, id, &waiting, self) }
    }
}

/// Reads one file.
pub(super) fn prepare<'m>(file: &Found, means: Means<'m>, contents: &Contents) -> Step<'m> {
    let mut entry = FileEntry {
        path: file.path.clone(),
        blake3: None,
        bytes: file.stat.bytes,
        changed: file.stat.changed,
        seen: nanoseconds(SystemTime::now()),
        outcome: Outcome::Read,
    };
    match bytes_of(&mut entry, means.fence.limits()) {
        Ok(bytes) => prepare_bytes(entry, bytes, means, contents),
        Err(failure) => {
            entry.outcome = Outcome::Failed(failure);
            Step::Made(Made { entry, content: Content::Unread })
        }
    }
}

/// Reads the bytes of one file, or of a member of a container.
pub(super) fn prepare_bytes<'m>(
    mut entry: FileEntry,
    bytes: Vec<u8>,
    means: Means<'m>,
    contents: &Contents,
) -> Step<'m> {
    let hash = blake3::hash(&bytes);
    let id = DocId::from_hash(&hash);
    let hex = hash.to_hex().to_string();
    entry.blake3 = Some(hex.clone());
    let known = |mut entry: FileEntry, outcome: Outcome| {
        entry.outcome = outcome;
        Step::Made(Made { entry, content: Content::Known })
    };
    if let Some(outcome) = contents.outcome(&id) {
        return known(entry, outcome);
    }
    let (size, bytes) = (bytes.len() as u64, Arc::new(bytes));
    // A container is no content to be shared: each has members by its own path. So what may be one is
    // looked at before it is claimed.
    let mut opened = None;
    if container::may_be_container(&bytes) {
        match means.fence.open(bytes.clone()) {
            Ok(Opened::Container(package)) => return Step::Container(Box::new(entry), package),
            other => opened = Some(other),
        }
    }
    match contents.claim(&id) {
        Some(Some(outcome)) => return known(entry, outcome),
        Some(None) => return Step::Made(Made { entry, content: Content::Elsewhere(id) }),
        None => {}
    }
    let opened = opened.unwrap_or_else(|| means.fence.open(bytes.clone()));
    let reading = match opened {
        Ok(Opened::Container(package)) => {
            contents.release(&id);
            return Step::Container(Box::new(entry), package);
        }
        Ok(Opened::Document(reading)) => Ok(means.complete(*reading, &bytes, &id)),
        Err(failure) => Err(failure),
    };
    let prepared = match reading {
        Ok(reading) if means.withholds(&reading) => {
            let level = reading.said.directive.secrecy.unwrap_or_default();
            entry.outcome = Outcome::Failed(Failure::Secret { level });
            None
        }
        Ok(reading) => {
            entry.outcome = reading.document.outcome();
            let path = entry.path.clone();
            let prepared = || Prepared::new(id, hex, path, size, reading);
            entry.is_indexed().then(|| Box::new(prepared()))
        }
        Err(failure) => {
            entry.outcome = Outcome::Failed(failure);
            None
        }
    };
    Step::Made(Made { entry, content: Content::Fresh(prepared) })
}

/// The bytes of a file. Its entry gets the size and time that it had before it was read; if it
/// changed meanwhile, it is entered so that the next run looks at it again.
fn bytes_of(entry: &mut FileEntry, limits: &Limits) -> Result<Vec<u8>, Failure> {
    let failed = |error: io::Error| Failure::Unreadable { detail: error.to_string() };
    let limit = limits.file_bytes;
    if entry.bytes > limit {
        return Err(Failure::TooLarge { size: entry.bytes, limit });
    }
    let mut file = File::open(path::from_text(&entry.path)).map_err(failed)?;
    let before = Stat::of(&file.metadata().map_err(failed)?);
    (entry.bytes, entry.changed) = (before.bytes, before.changed);
    if before.bytes >= LARGE && !can_be_document(&mut file).map_err(failed)? {
        return Err(Failure::NotADocument);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(before.bytes.min(limit)).unwrap_or(0));
    (&file).take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    let size = bytes.len() as u64;
    if size > limit {
        return Err(Failure::TooLarge { size: size.max(before.bytes), limit });
    }
    let after = Stat::of(&file.metadata().map_err(failed)?);
    if after != before || size != before.bytes {
        entry.seen = entry.changed;
    }
    Ok(bytes)
}

/// Whether the ends of a large file are those of a document; leaves the file at its start.
fn can_be_document(file: &mut File) -> io::Result<bool> {
    let mut ends = [Vec::new(), Vec::new()];
    for (end, from) in ends.iter_mut().zip([SeekFrom::Start(0), SeekFrom::End(-END)]) {
        file.seek(from)?;
        Read::take(&mut *file, END.unsigned_abs()).read_to_end(end)?;
    }
    file.rewind()?;
    let [head, tail] = ends;
    Ok(extract::can_be_document(&head, &tail))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fence::Settings;
    use std::path::Path;

    fn prepare(file: &Found, fence: &Fence, contents: &Contents) -> Made {
        let stop = &AtomicBool::new(false);
        let means = Means { fence, scans: None, expected: 0, stop, allow_secret: false };
        match super::prepare(file, means, contents) {
            Step::Made(made) => made,
            Step::Container(..) => panic!("a container"),
        }
    }

    fn found(path: &Path) -> Found {
        let stat = Stat::of(&std::fs::metadata(path).unwrap());
        Found { path: path::to_text(path), stat }
    }

    #[test]
    fn equal_contents_are_claimed_once() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
        std::fs::write(&a, "Kết luận").unwrap();
        std::fs::write(&b, "Kết luận").unwrap();
        let (fence, contents) = (Fence::default(), Contents::default());
        let first = prepare(&found(&a), &fence, &contents);
        assert!(matches!(first.content, Content::Fresh(_)));
        let second = prepare(&found(&b), &fence, &contents);
        let id = first.entry.id().unwrap();
        assert!(matches!(&second.content, Content::Elsewhere(same) if *same == id));
        contents.settle(id, Outcome::Scan { pages: 1 });
        let third = prepare(&found(&b), &fence, &contents);
        assert!(matches!(third.content, Content::Known));
        assert_eq!(third.entry.outcome, Outcome::Scan { pages: 1 });
    }

    #[test]
    fn a_large_file_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "0123456789").unwrap();
        let limits = Limits { file_bytes: 9, ..Limits::default() };
        let fence = Fence::new(Settings { limits, ..Settings::default() });
        let mut seen_small = found(&path);
        seen_small.stat.bytes = 3; // it grew since the walk
        for file in [found(&path), seen_small] {
            let made = prepare(&file, &fence, &Contents::default());
            let too_large = Failure::TooLarge { size: 10, limit: 9 };
            assert_eq!(made.entry.outcome, Outcome::Failed(too_large));
            assert_eq!(made.entry.blake3, None);
        }
    }

    #[test]
    fn a_large_file_that_is_no_document_is_not_read_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("film.pdf");
        std::fs::File::create(&path).unwrap().set_len(LARGE).unwrap();
        let made = prepare(&found(&path), &Fence::default(), &Contents::default());
        assert_eq!(made.entry.outcome, Outcome::Failed(Failure::NotADocument));
        assert_eq!(made.entry.blake3, None);
        let text = "Kết luận về hạ tầng số\n".repeat(600_000);
        std::fs::write(&path, &text).unwrap();
        let made = prepare(&found(&path), &Fence::default(), &Contents::default());
        assert_eq!((made.entry.outcome, made.entry.bytes), (Outcome::Read, text.len() as u64));
        assert!(made.entry.bytes >= LARGE);
    }

    #[test]
    fn a_file_that_went_away_is_unreadable() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "x").unwrap();
        let file = found(&path);
        std::fs::remove_file(&path).unwrap();
        let made = prepare(&file, &Fence::default(), &Contents::default());
        assert!(matches!(made.entry.outcome, Outcome::Failed(Failure::Unreadable { .. })));
    }
}
