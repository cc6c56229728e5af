//! Reading: one consistent view of directives and files.

use super::entry::FileEntry;
use super::fault::of_store;
use super::record::Record;
use super::schema::Fields;
use super::stored::Stored;
use crate::document::{DocId, Outcome, PageStatus};
use crate::error::{Error, Result};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;
use tantivy::index::SegmentId;
use tantivy::query::{Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, Searcher, TantivyDocument, Term};
use utoipa::ToSchema;

/// Names what is visible: segments never change but by deletions, and their ids never come again.
/// (The store's own count of operations begins anew with an index that is made anew.)
pub(super) fn generation(segments: impl Iterator<Item = (SegmentId, u32)>) -> u64 {
    let mut parts: Vec<String> =
        segments.map(|(id, deleted)| format!("{} {deleted}", id.uuid_string())).collect();
    parts.sort_unstable();
    let hash = blake3::hash(parts.join("\n").as_bytes());
    hash.as_bytes().first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

/// One consistent view of the index.
#[derive(Clone)]
pub struct Snapshot {
    folder: Arc<Path>,
    searcher: Searcher,
    fields: Fields,
    generation: u64,
    summary: Arc<Summary>,
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Snapshot").field("generation", &self.generation).finish_non_exhaustive()
    }
}

/// What the index holds, counted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, ToSchema)]
pub struct Summary {
    /// Directives: contents, however many copies they have.
    pub directives: u64,
    /// Files, read or not.
    pub files: u64,
    /// Files of which not everything could be read: a search cannot speak for those.
    pub unread: u64,
    /// Files that wait for OCR.
    pub scans: u64,
    /// Bytes of all files; of archives and mails those of the files in them.
    pub bytes: u64,
    /// Files by the code of their outcome (`read partial scan junk opened opened-in-part` or of a failure).
    pub outcomes: BTreeMap<String, u64>,
    /// Pages that could not be read, by their status; those of files that failed as a whole are
    /// not known, and not among them.
    pub unread_pages: BTreeMap<PageStatus, u64>,
    /// How many of those OCR may bring a text for.
    pub waiting_pages: u64,
}

impl Snapshot {
    pub(super) fn new(folder: &Path, searcher: Searcher, fields: Fields) -> Result<Self> {
        let segments = searcher.segment_readers().iter();
        let generation = generation(segments.map(|s| (s.segment_id(), s.num_deleted_docs())));
        let mut snapshot =
            Self { folder: folder.into(), searcher, fields, generation, summary: Arc::default() };
        snapshot.summary = Arc::new(snapshot.summarize()?);
        Ok(snapshot)
    }

    /// Changes with every commit; for caches.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// What the index holds, counted when the snapshot was taken.
    #[must_use]
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    pub(crate) fn failed(&self, error: tantivy::TantivyError) -> Error {
        of_store(&self.folder, error)
    }

    /// The whole ledger, in no order.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn files(&self) -> Result<Vec<FileEntry>> {
        let mut files = Vec::new();
        self.for_each_file(|_| true, |entry| files.push(entry))?;
        Ok(files)
    }

    /// The ids of all directives in the store.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn ids(&self) -> Result<HashSet<DocId>> {
        let mut ids = HashSet::new();
        for segment in self.searcher.segment_readers() {
            let column = segment.fast_fields().str("id");
            let Some(column) = column.map_err(|error| self.failed(error))? else { continue };
            for doc in segment.doc_ids_alive() {
                let Some(ord) = column.term_ords(doc).next() else { continue };
                let mut id = String::new();
                let found = column.ord_to_str(ord, &mut id);
                found.map_err(|error| Error::io(&*self.folder, error))?;
                ids.extend(DocId::parse(&id));
            }
        }
        Ok(ids)
    }

    /// The ids of all directives that carry a mark of secrecy.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn secret_ids(&self) -> Result<HashSet<DocId>> {
        let mut ids = HashSet::new();
        for (ord, segment) in (0u32..).zip(self.searcher.segment_readers()) {
            let column = segment.fast_fields().str("secrecy");
            let Some(column) = column.map_err(|error| self.failed(error))? else { continue };
            for doc in segment.doc_ids_alive().filter(|doc| column.term_ords(*doc).next().is_some())
            {
                ids.extend(self.card(DocAddress::new(ord, doc)).map(|card| card.id));
            }
        }
        Ok(ids)
    }

    fn summarize(&self) -> Result<Summary> {
        let mut summary = Summary::default();
        let mut ids = HashSet::new();
        let each = |entry: FileEntry| {
            summary.files += 1;
            // What a container holds is counted by itself.
            let is_container = matches!(entry.outcome, Outcome::Opened { .. });
            summary.bytes += if is_container { 0 } else { entry.bytes };
            summary.unread += u64::from(entry.is_unread());
            summary.scans += u64::from(matches!(entry.outcome, Outcome::Scan { .. }));
            summary.waiting_pages += u64::from(entry.outcome.waiting_pages());
            for (status, pages) in entry.outcome.unread_pages() {
                *summary.unread_pages.entry(status).or_default() += u64::from(pages);
            }
            *summary.outcomes.entry(outcome_code(&entry.outcome)).or_default() += 1;
            if let Some(id) = entry.id().filter(|_| entry.is_indexed()) {
                ids.insert(id);
            }
        };
        self.for_each_file(|_| true, each)?;
        summary.directives = ids.len() as u64;
        Ok(summary)
    }

    /// The files with an outcome that is wanted. Columns, not stored documents: those would unpack every page of the
    /// archive. Names and hashes are looked up for what is wanted alone: that is what takes time.
    pub(super) fn for_each_file(
        &self,
        wanted: impl Fn(&Outcome) -> bool,
        mut each: impl FnMut(FileEntry),
    ) -> Result<()> {
        for segment in self.searcher.segment_readers() {
            let failed = |error| self.failed(error);
            let columns = segment.fast_fields();
            let texts = |name| columns.str(name).map_err(failed);
            let (Some(paths), Some(outcomes)) = (texts("file_path")?, texts("file_outcome")?)
            else {
                continue;
            };
            let hashes = columns.bytes("file_hash").map_err(failed)?;
            let hash = |doc: u32| -> Result<Option<String>> {
                let Some(hashes) = &hashes else { return Ok(None) };
                let Some(ord) = hashes.term_ords(doc).next() else { return Ok(None) };
                let mut hash = Vec::new();
                let found = hashes.ord_to_bytes(ord, &mut hash);
                found.map_err(|error| Error::io(&*self.folder, error))?;
                Ok(blake3::Hash::from_slice(&hash).ok().map(|hash| hash.to_hex().to_string()))
            };
            let bytes = columns.u64("file_bytes").map_err(failed)?;
            let changed = columns.i64("file_changed").map_err(failed)?;
            let seen = columns.i64("file_seen").map_err(failed)?;
            let text =
                |column: &tantivy::columnar::StrColumn, doc: u32| -> Result<Option<String>> {
                    let Some(ord) = column.term_ords(doc).next() else { return Ok(None) };
                    let mut out = String::new();
                    let found = column.ord_to_str(ord, &mut out);
                    found.map_err(|error| Error::io(&*self.folder, error))?;
                    Ok(Some(out))
                };
            // Few outcomes are the outcome of very many files.
            let mut known: HashMap<u64, Outcome> = HashMap::new();
            for doc in segment.doc_ids_alive() {
                let Some(ord) = outcomes.term_ords(doc).next() else { continue };
                let outcome = match known.get(&ord) {
                    Some(outcome) => outcome.clone(),
                    None => {
                        let json = text(&outcomes, doc)?.unwrap_or_default();
                        let outcome: Outcome = serde_json::from_str(&json)
                            .map_err(|error| Error::Store(format!("an outcome: {error}")))?;
                        known.insert(ord, outcome.clone());
                        outcome
                    }
                };
                if !wanted(&outcome) {
                    continue;
                }
                let Some(path) = text(&paths, doc)? else { continue };
                each(FileEntry {
                    path,
                    blake3: hash(doc)?,
                    bytes: bytes.first(doc).unwrap_or_default(),
                    changed: changed.first(doc).unwrap_or_default(),
                    seen: seen.first(doc).unwrap_or_default(),
                    outcome,
                });
            }
        }
        Ok(())
    }

    /// The directive with this id, with its text.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn directive(&self, id: &DocId) -> Result<Option<Stored>> {
        let found = self.addresses(self.fields.id, id.as_str())?;
        found.first().map(|address| self.stored(*address)).transpose()
    }

    /// The directive at an address.
    pub(crate) fn stored(&self, address: DocAddress) -> Result<Stored> {
        let failed = |error| self.failed(error);
        let doc: TantivyDocument = self.searcher.doc(address).map_err(failed)?;
        let text = |field: Field| doc.get_first(field).and_then(|value| value.as_str());
        let json = text(self.fields.record).unwrap_or_default();
        let mut record: Record = serde_json::from_str(json)
            .map_err(|error| Error::Store(format!("a record cannot be read: {error}")))?;
        let mut paths = self.paths(&record.id)?;
        if !paths.is_empty() {
            record.path = paths.remove(0);
            record.copies = paths;
        }
        let guesses = text(self.fields.guesses).map(serde_json::from_str).transpose();
        let guesses = guesses
            .map_err(|error| Error::Store(format!("restored words cannot be read: {error}")))?
            .unwrap_or_default();
        Ok(Stored { record, body: text(self.fields.body).unwrap_or_default().to_owned(), guesses })
    }

    /// The files that hold this content, sorted by path.
    fn paths(&self, id: &DocId) -> Result<Vec<String>> {
        let mut paths = Vec::new();
        for address in self.addresses(self.fields.file_of, id.as_str())? {
            let segment = self.searcher.segment_reader(address.segment_ord);
            let column = segment.fast_fields().str("file_path");
            let Some(column) = column.map_err(|error| self.failed(error))? else { continue };
            let Some(ord) = column.term_ords(address.doc_id).next() else { continue };
            let mut path = String::new();
            let found = column.ord_to_str(ord, &mut path);
            found.map_err(|error| Error::io(&*self.folder, error))?;
            paths.push(path);
        }
        paths.sort_unstable();
        Ok(paths)
    }

    /// The directives that have, or cite, a number with this key.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn with_number(&self, key: &str, whose: Whose) -> Result<Vec<Stored>> {
        let found = self.addresses_with_number(key, whose)?;
        found.into_iter().map(|address| self.stored(address)).collect()
    }

    /// Where the directives are that have, or cite, a number with this key.
    pub(crate) fn addresses_with_number(&self, key: &str, whose: Whose) -> Result<Vec<DocAddress>> {
        let field = match whose {
            Whose::Own => self.fields.number_own,
            Whose::Cited => self.fields.number_cited,
        };
        self.addresses(field, key)
    }

    /// Alive documents with this term.
    pub(super) fn addresses(&self, field: Field, text: &str) -> Result<Vec<DocAddress>> {
        let query = TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic);
        let mut found = Vec::new();
        let weight = query
            .weight(tantivy::query::EnableScoring::disabled_from_searcher(&self.searcher))
            .map_err(|error| self.failed(error))?;
        for (ord, segment) in (0u32..).zip(self.searcher.segment_readers()) {
            weight
                .for_each_no_score(segment, &mut |docs| {
                    found.extend(docs.iter().map(|&doc| DocAddress::new(ord, doc)));
                })
                .map_err(|error| self.failed(error))?;
        }
        found.retain(|address| {
            !self.searcher.segment_reader(address.segment_ord).is_deleted(address.doc_id)
        });
        Ok(found)
    }
}

/// Whose number is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The directive's own.
    Own,
    /// One that it cites.
    Cited,
}

/// The stable code of an outcome.
#[must_use]
pub fn outcome_code(outcome: &Outcome) -> String {
    use crate::document::Failure;
    match outcome {
        Outcome::Read => "read",
        Outcome::Partial { .. } => "partial",
        Outcome::Scan { .. } => "scan",
        Outcome::Junk { .. } => "junk",
        Outcome::Opened { cut: None, .. } => "opened",
        Outcome::Opened { cut: Some(_), .. } => "opened-in-part",
        Outcome::Failed(failure) => match failure {
            Failure::Empty => "empty",
            Failure::NotADocument => "not-a-document",
            Failure::Encrypted => "encrypted",
            Failure::Damaged { .. } => "damaged",
            Failure::TooLarge { .. } => "too-large",
            Failure::TimedOut { .. } => "timed-out",
            Failure::OutOfMemory { .. } => "out-of-memory",
            Failure::OverLimit { .. } => "over-limit",
            Failure::Secret { .. } => "secret",
            Failure::Unreadable { .. } => "unreadable",
        },
    }
    .to_owned()
}
