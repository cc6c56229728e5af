//! Columns opened once, for what looks at very many directives.
//!
//! In: a [`Snapshot`]. Out: the id, the day and the issuer of a directive at an address.

use super::snapshot::Snapshot;
use crate::document::DocId;
use crate::error::{Error, Result};
use tantivy::DocAddress;
use tantivy::columnar::{Column, StrColumn};

/// The columns of ids, days and issuers, by segment.
pub struct Columns<'s> {
    snapshot: &'s Snapshot,
    segments: Vec<Segment>,
}

struct Segment {
    ids: Option<StrColumn>,
    days: Column<u64>,
    issuers: Option<StrColumn>,
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
            segments.push(Segment {
                ids: fast.str("id").map_err(failed)?,
                days: fast.u64("date_last").map_err(failed)?,
                issuers: fast.str("issuer").map_err(failed)?,
            });
        }
        Ok(Self { snapshot, segments })
    }

    fn segment(&self, ord: u32) -> Option<&Segment> {
        self.segments.get(usize::try_from(ord).ok()?)
    }

    /// The id of a directive; `None` of what is none.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn id(&self, at: DocAddress) -> Result<Option<DocId>> {
        let ids = self.segment(at.segment_ord).and_then(|segment| segment.ids.as_ref());
        let Some(ids) = ids else { return Ok(None) };
        let Some(ord) = ids.term_ords(at.doc_id).next() else { return Ok(None) };
        let mut id = String::new();
        let found = ids.ord_to_str(ord, &mut id);
        found.map_err(|error| Error::io(self.snapshot.folder(), error))?;
        Ok(DocId::parse(&id))
    }

    /// The last day that the date of a directive can be, as yyyymmdd; 0 without one.
    #[must_use]
    pub fn last_day(&self, at: DocAddress) -> u64 {
        self.segment(at.segment_ord).and_then(|segment| segment.days.first(at.doc_id)).unwrap_or(0)
    }

    /// The issuer of a directive.
    #[must_use]
    pub fn issuer(&self, at: DocAddress) -> Option<IssuerAt> {
        let issuers = self.segment(at.segment_ord)?.issuers.as_ref()?;
        let ord = issuers.term_ords(at.doc_id).next()?;
        Some(IssuerAt(at.segment_ord, ord))
    }

    /// The name of an issuer.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn name(&self, IssuerAt(segment, ord): IssuerAt) -> Result<String> {
        let mut name = String::new();
        if let Some(issuers) = self.segment(segment).and_then(|segment| segment.issuers.as_ref()) {
            let found = issuers.ord_to_str(ord, &mut name);
            found.map_err(|error| Error::io(self.snapshot.folder(), error))?;
        }
        Ok(name)
    }
}
