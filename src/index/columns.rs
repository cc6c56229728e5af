//! Columns opened once, for what looks at very many directives.
//!
//! In: a [`Snapshot`]. Out: the day and the issuer of a directive at an address.

use super::snapshot::Snapshot;
use crate::error::{Error, Result};
use tantivy::DocAddress;
use tantivy::columnar::{Column, StrColumn};

/// The columns of days and issuers, by segment.
pub struct Columns<'s> {
    snapshot: &'s Snapshot,
    segments: Vec<(Column<u64>, Option<StrColumn>)>,
}

impl std::fmt::Debug for Columns<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Columns").field("segments", &self.segments.len()).finish_non_exhaustive()
    }
}

/// An issuer's place in a dictionary: cheap to compare and to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct IssuerAt(u32, u64);

impl<'s> Columns<'s> {
    /// Opens the columns of all segments.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn open(snapshot: &'s Snapshot) -> Result<Self> {
        let failed = |error| snapshot.failed(error);
        let mut segments = Vec::new();
        for segment in snapshot.searcher().segment_readers() {
            let fast = segment.fast_fields();
            segments.push((
                fast.u64("date_last").map_err(failed)?,
                fast.str("issuer").map_err(failed)?,
            ));
        }
        Ok(Self { snapshot, segments })
    }

    fn segment(&self, ord: u32) -> Option<&(Column<u64>, Option<StrColumn>)> {
        self.segments.get(usize::try_from(ord).ok()?)
    }

    /// The last day that the date of a directive can be, as yyyymmdd; 0 without one.
    #[must_use]
    pub fn last_day(&self, at: DocAddress) -> u64 {
        self.segment(at.segment_ord).and_then(|(days, _)| days.first(at.doc_id)).unwrap_or(0)
    }

    /// The issuer of a directive.
    #[must_use]
    pub fn issuer(&self, at: DocAddress) -> Option<IssuerAt> {
        let (_, issuers) = self.segment(at.segment_ord)?;
        let ord = issuers.as_ref()?.term_ords(at.doc_id).next()?;
        Some(IssuerAt(at.segment_ord, ord))
    }

    /// The name of an issuer.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn name(&self, IssuerAt(segment, ord): IssuerAt) -> Result<String> {
        let mut name = String::new();
        if let Some((_, Some(issuers))) = self.segment(segment) {
            let found = issuers.ord_to_str(ord, &mut name);
            found.map_err(|error| Error::io(self.snapshot.folder(), error))?;
        }
        Ok(name)
    }
}
