//! Writing: directives and files in, one commit publishes both.
//!
//! One writer at a time holds the lock of the store. The store's own queue holds 10,000 documents
//! of any size, so the writer commits by bytes of text.

use super::entry::FileEntry;
use super::fault::of_store;
use super::folder;
use super::merge::{self, Closing};
use super::open::open_store;
use super::record::{Prepared, Record, file_to_store};
use super::schema::{Fields, fingerprint};
use super::snapshot::Snapshot;
use super::statement::{self, Statements};
use super::stored::Stored;
use crate::document::DocId;
use crate::error::{Error, Result};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tantivy::TantivyError;
use tantivy::directory::Directory;
use tantivy::directory::error::LockError;
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, Term};

/// Memory for the postings in the making, all threads together, in bytes.
const POSTINGS_BUDGET: usize = 192 << 20;
/// Threads that make postings: extraction needs the other cores.
const THREADS: usize = 2;
/// Text handed over between two commits, in bytes.
const TEXT_BETWEEN_COMMITS: usize = 128 << 20;

/// The one writer of an index.
pub struct Writer {
    folder: PathBuf,
    store: String,
    writer: IndexWriter,
    fields: Fields,
    text_since_commit: usize,
    /// Directives of which people have said something.
    stated: HashSet<DocId>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Writer {
    /// Opens the index for writing, made if need be.
    ///
    /// # Errors
    /// [`Error::Busy`] while another run writes, [`Error::NotAnIndex`] if the folder holds
    /// something else, [`Error::DiskFull`], [`Error::Io`].
    pub fn open(folder: &Path) -> Result<Self> {
        let store = fingerprint();
        let place = folder::prepare(folder, &store)?;
        let (index, fields) = open_store(&place)?;
        let failed = |error| of_store(folder, error);
        let writer = lock(&index).map_err(failed)?;
        writer.set_merge_policy(Box::new(merge::running()));
        // A kill inside a commit leaves files that the next commit would stumble over.
        writer.garbage_collect_files().wait().map_err(failed)?;
        let stated = statement::ids(folder)?;
        Ok(Self { folder: folder.into(), store, writer, fields, text_since_commit: 0, stated })
    }

    /// Whether the store in force was made by a program with another schema, so that everything
    /// must be read again; its name.
    #[must_use]
    pub fn replaces(&self) -> Option<String> {
        folder::current(&self.folder).ok().filter(|name| *name != self.store)
    }

    /// What is committed so far in the store that is written, in force or not.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn snapshot(&self) -> Result<Snapshot> {
        let reader = self.writer.index().reader_builder().reload_policy(ReloadPolicy::Manual);
        let reader: IndexReader =
            reader.try_into().map_err(|error| of_store(&self.folder, error))?;
        Snapshot::new(&self.folder, reader.searcher(), self.fields)
    }

    /// Adds a directive, in place of the one with the same id.
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::Store`]; what was committed before is whole.
    pub fn put_directive(&mut self, prepared: &Prepared) -> Result<()> {
        self.delete_directive(&prepared.record.id);
        let corrected = self.corrected(prepared)?;
        let prepared = corrected.as_ref().unwrap_or(prepared);
        let doc = prepared
            .to_store(&self.fields)
            .map_err(|error| Error::Store(format!("{}: {error}", prepared.record.path)))?;
        self.writer.add_document(doc).map_err(|error| of_store(&self.folder, error))?;
        self.text_since_commit += prepared.body.len();
        if self.text_since_commit >= TEXT_BETWEEN_COMMITS {
            self.commit()?;
        }
        Ok(())
    }

    /// Adds a directive that is in the index already once more, by what people now say of it.
    ///
    /// # Errors
    /// As [`Writer::put_directive`].
    pub fn put_again(&mut self, stored: Stored) -> Result<Record> {
        let Stored { mut record, body, guesses } = stored;
        let corrections = std::mem::take(&mut record.corrections);
        statement::undo(&mut record.directive, &corrections);
        self.stated.insert(record.id.clone());
        let read = Prepared { record, body, guesses };
        self.put_directive(&read)?;
        Ok(self.corrected(&read)?.unwrap_or(read).record)
    }

    /// A directive as people say it is; `None` if nobody said anything.
    fn corrected(&self, read: &Prepared) -> Result<Option<Prepared>> {
        if !self.stated.contains(&read.record.id) {
            return Ok(None);
        }
        let mut corrected = read.clone();
        let said = Statements::load(&self.folder, &read.record.id)?;
        corrected.record.corrections = said.apply(&mut corrected.record.directive);
        Ok(Some(corrected))
    }

    /// Removes a directive.
    pub fn delete_directive(&mut self, id: &DocId) {
        self.writer.delete_term(Term::from_field_text(self.fields.id, id.as_str()));
    }

    /// Enters a file, in place of the entry with the same path.
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::Store`].
    pub fn put_file(&mut self, entry: &FileEntry) -> Result<()> {
        self.delete_file(&entry.path);
        let doc = file_to_store(entry, &self.fields)
            .map_err(|error| Error::Store(format!("{}: {error}", entry.path)))?;
        self.writer.add_document(doc).map_err(|error| of_store(&self.folder, error))?;
        Ok(())
    }

    /// Removes the entry of a path.
    pub fn delete_file(&mut self, path: &str) {
        self.writer.delete_term(Term::from_field_text(self.fields.file_path, path));
    }

    /// Publishes all that was put and removed, at once.
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::Store`]; what was committed before is whole.
    pub fn commit(&mut self) -> Result<()> {
        let failed = |error| of_store(&self.folder, error);
        self.writer.commit().map_err(failed)?;
        // The store renames its list of segments and leaves the folder unsynced.
        self.writer.index().directory().sync_directory().map_err(|error| {
            Error::io(&self.folder, std::io::Error::new(error.kind(), error.to_string()))
        })?;
        self.text_since_commit = 0;
        // The first index of a folder can be searched from the first commit on; one that replaces
        // another when it is whole.
        if self.replaces().is_none() {
            folder::put_in_force(&self.folder, &self.store)
        } else {
            Ok(())
        }
    }

    /// Commits, waits for merges, and puts the store in force.
    ///
    /// # Errors
    /// As [`Writer::commit`].
    pub fn finish(mut self) -> Result<()> {
        self.writer.set_merge_policy(Box::new(Closing::new()));
        self.commit()?;
        self.writer.wait_merging_threads().map_err(|error| of_store(&self.folder, error))?;
        folder::put_in_force(&self.folder, &self.store)
    }
}

/// Takes the lock of the store. A program that was started while the lock was held elsewhere in
/// this process keeps it for the moment between its start and its own first step: so a busy lock is
/// tried again for a second before it counts.
fn lock(index: &tantivy::Index) -> tantivy::Result<IndexWriter> {
    const TRIES: u32 = 20;
    const PAUSE: Duration = Duration::from_millis(50);
    for _ in 1..TRIES {
        match index.writer_with_num_threads(THREADS, POSTINGS_BUDGET) {
            Err(TantivyError::LockFailure(LockError::LockBusy, _)) => std::thread::sleep(PAUSE),
            taken => return taken,
        }
    }
    index.writer_with_num_threads(THREADS, POSTINGS_BUDGET)
}
