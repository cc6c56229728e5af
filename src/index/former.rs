//! The store in force, made by a program with another schema: which files it knew.
//!
//! Of such a store nothing but the paths of its ledger is read, by the name of their field.

use super::fault::of_store;
use super::folder;
use crate::error::{Error, Result};
use std::path::Path;
use tantivy::ReloadPolicy;
use tantivy::directory::MmapDirectory;

/// The paths in the ledger of the store in force, in no order.
///
/// # Errors
/// [`Error::NoIndex`], [`Error::NotAnIndex`]; [`Error::Store`] if that store keeps its ledger in a
/// way that this program does not know.
pub fn paths(index: &Path) -> Result<Vec<String>> {
    let place = index.join(folder::current(index)?);
    let failed = |error| of_store(index, error);
    let directory = MmapDirectory::open(&place).map_err(|error| failed(error.into()))?;
    let store = tantivy::Index::open(directory).map_err(failed)?;
    let reader = store.reader_builder().reload_policy(ReloadPolicy::Manual);
    let reader: tantivy::IndexReader = reader.try_into().map_err(failed)?;
    let mut paths = Vec::new();
    for segment in reader.searcher().segment_readers() {
        let Some(column) = segment.fast_fields().str("file_path").map_err(failed)? else {
            continue;
        };
        for doc in segment.doc_ids_alive() {
            for ord in column.term_ords(doc) {
                let mut path = String::new();
                let found = column.ord_to_str(ord, &mut path);
                found.map_err(|error| Error::io(index, error))?;
                paths.push(path);
            }
        }
    }
    Ok(paths)
}
