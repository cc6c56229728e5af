//! Columns opened once, for what looks at very many directives.
//!
//! In: a [`Snapshot`]. Out: the id, the day and the issuer of a directive at an address; the cards of all;
//! the texts of some.

use super::snapshot::Snapshot;
use crate::document::DocId;
use crate::error::{Error, Result};
use tantivy::columnar::{Column, StrColumn};
use tantivy::schema::Value;
use tantivy::{DocAddress, TantivyDocument};

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

impl Snapshot {
    /// The beginnings of the texts of so many directives, from all over the archive.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn sample(&self, directives: usize, bytes: usize) -> Result<Vec<String>> {
        let every = usize::try_from(self.summary().directives).unwrap_or(usize::MAX);
        let every = every.div_ceil(directives.max(1)).max(1);
        let mut texts = Vec::new();
        for (ord, segment) in (0u32..).zip(self.searcher().segment_readers()) {
            let column = segment.fast_fields().str("id").map_err(|error| self.failed(error))?;
            let Some(column) = column else { continue };
            let held =
                segment.doc_ids_alive().filter(|doc| column.term_ords(*doc).next().is_some());
            for doc in held.step_by(every) {
                let document = self.searcher().doc::<TantivyDocument>(DocAddress::new(ord, doc));
                let document = document.map_err(|error| self.failed(error))?;
                let body = document.get_first(self.fields().body);
                let body = body.and_then(|value| value.as_str()).unwrap_or_default();
                let end = (0..=bytes.min(body.len())).rev().find(|&end| body.is_char_boundary(end));
                texts.push(body.get(..end.unwrap_or(0)).unwrap_or_default().to_owned());
            }
        }
        Ok(texts)
    }
}
