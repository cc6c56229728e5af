//! A folder → an index opened for reading, which takes up what others commit.

use super::fault::of_store;
use super::folder;
use super::schema::{self, Fields, fingerprint};
use super::snapshot::{Snapshot, generation};
use crate::error::{Error, Result};
use std::path::{Path, PathBuf};
use std::sync::RwLock;
use tantivy::directory::MmapDirectory;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{IndexReader, IndexSettings, ReloadPolicy};

/// An index opened for reading.
pub struct Index {
    folder: PathBuf,
    reader: IndexReader,
    fields: Fields,
    snapshot: RwLock<Snapshot>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// Text that is packed together in the store, in bytes: neighbours share what they have in common; a
/// hit unpacks one block for its snippets.
const STORE_BLOCK: usize = 64 << 10;

/// Opens the store in a folder, made if need be.
pub(super) fn open_store(place: &Path) -> Result<(tantivy::Index, Fields)> {
    let (schema, fields) = schema::build();
    let failed = |error| of_store(place, error);
    let directory = MmapDirectory::open(place).map_err(|error| failed(error.into()))?;
    let settings = IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor::default()),
        docstore_blocksize: STORE_BLOCK,
        ..IndexSettings::default()
    };
    let index = tantivy::Index::builder()
        .schema(schema)
        .settings(settings)
        .tokenizers(schema::analyzers())
        .open_or_create(directory)
        .map_err(failed)?;
    Ok((index, fields))
}

impl Index {
    /// Opens the index in a folder.
    ///
    /// # Errors
    /// [`Error::NoIndex`], [`Error::NotAnIndex`], [`Error::Outdated`] if it was made by a program
    /// with another schema, [`Error::Io`], [`Error::Store`].
    pub fn open(folder: &Path) -> Result<Self> {
        let store = folder::current(folder)?;
        if store != fingerprint() {
            return Err(Error::Outdated(folder.into()));
        }
        let place = folder.join(&store);
        if !place.join("meta.json").is_file() {
            return Err(Error::NotAnIndex(folder.into()));
        }
        let (index, fields) = open_store(&place)?;
        let reader: IndexReader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(|error| of_store(folder, error))?;
        let snapshot = RwLock::new(Snapshot::new(folder, reader.searcher(), fields)?);
        Ok(Self { folder: folder.into(), reader, fields, snapshot })
    }

    /// The folder of the index.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Takes up what was committed since.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`]; the view before stays.
    pub fn reload(&self) -> Result<()> {
        self.reader.reload().map_err(|error| of_store(&self.folder, error))?;
        let fresh = Snapshot::new(&self.folder, self.reader.searcher(), self.fields)?;
        *self.snapshot.write().unwrap_or_else(std::sync::PoisonError::into_inner) = fresh;
        Ok(())
    }

    /// The view of the last commit taken up; cheap to clone, and it does not change.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        self.snapshot.read().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Takes up what was committed since, if anything was. `false`: it cannot be taken up, because the
    /// index was removed or made anew; opening it again says what is there now.
    #[must_use]
    pub fn refresh(&self) -> bool {
        self.is_current() || (self.reload().is_ok() && self.is_current())
    }

    /// Whether the last commit is the one that [`Index::snapshot`] shows.
    #[must_use]
    pub fn is_current(&self) -> bool {
        let in_force = folder::current(&self.folder).is_ok_and(|store| store == fingerprint());
        let snapshot = self.snapshot();
        let committed = snapshot.searcher().index().load_metas().map(|metas| {
            generation(metas.segments.iter().map(|meta| (meta.id(), meta.num_deleted_docs())))
        });
        in_force && committed.is_ok_and(|committed| committed == snapshot.generation())
    }
}
