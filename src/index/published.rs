//! A record as it is handed out: the keys of `schema/record.schema.json`, in its order.

use super::passage::PoorPassage;
use super::record::Record;
use super::snapshot::{Snapshot, Whose};
use crate::directive::deadline::Deadline;
use crate::directive::kind::System;
use crate::directive::number::Number;
use crate::directive::{Citation, CopyMark, Mention, Relation, Signer};
use crate::document::{DocId, Encoding, Format, Origin, PageStatus, Warning};
use crate::error::Result;
use serde::Serialize;

/// A record with what the archive knows beyond the directive itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "each key is described at `Record` and `Directive`")]
pub struct Published<'r> {
    pub id: &'r DocId,
    pub path: &'r str,
    pub blake3: &'r str,
    pub bytes: u64,
    pub pages: u32,
    pub number: Option<&'r str>,
    pub symbol: Option<&'r str>,
    pub kind: Option<&'r str>,
    pub kind_name: Option<&'r str>,
    pub date: Option<&'r str>,
    pub year: Option<i16>,
    pub issuer: Option<&'r str>,
    pub parent: Option<&'r str>,
    pub acting: Option<&'r str>,
    pub system: Option<System>,
    pub place: Option<&'r str>,
    pub subject: Option<&'r str>,
    pub signer: Option<&'r Signer>,
    pub addressees: &'r [String],
    pub recipients: &'r [String],
    pub secrecy: Option<&'r str>,
    pub urgency: Option<&'r str>,
    pub circulation: &'r [String],
    pub draft: bool,
    pub attachments: &'r [String],
    pub copy: Option<&'r CopyMark>,
    pub format: Format,
    pub encoding: Option<Encoding>,
    pub origin: Origin,
    pub quality: Option<f32>,
    pub page_quality: &'r [Option<f32>],
    pub poor_passages: &'r [PoorPassage],
    pub page_status: &'r [PageStatus],
    pub warnings: &'r [Warning],
    pub citations: Vec<PublishedCitation<'r>>,
    pub deadlines: &'r [Deadline],
    pub copies: &'r [String],
}

/// A cited document, and whether the archive holds it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "each key is described at `Citation`")]
pub struct PublishedCitation<'r> {
    pub number: &'r str,
    pub kind: Option<&'r str>,
    pub kind_name: Option<&'r str>,
    pub date: Option<&'r str>,
    pub issuer: Option<&'r str>,
    pub subject: Option<&'r str>,
    pub relations: &'r [Relation],
    /// The directive in the archive; `None` if it is not held.
    pub held: Option<DocId>,
    pub mentions: &'r [Mention],
}

impl<'r> Published<'r> {
    /// A record as an archive hands it out; without an archive nothing is held.
    ///
    /// # Errors
    /// [`crate::error::Error::Io`], [`crate::error::Error::Store`].
    pub fn new(record: &'r Record, archive: Option<&Snapshot>) -> Result<Self> {
        let own = &record.directive;
        let citation = |citation: &'r Citation| {
            let held = archive.map(|snapshot| held(snapshot, citation)).transpose()?;
            let held = held.and_then(|held| held.into_iter().next());
            Ok(PublishedCitation {
                number: &citation.number,
                kind: citation.kind.as_deref(),
                kind_name: citation.kind_name.as_deref(),
                date: citation.date.as_deref(),
                issuer: citation.issuer.as_deref(),
                subject: citation.subject.as_deref(),
                relations: &citation.relations,
                held,
                mentions: &citation.mentions,
            })
        };
        Ok(Self {
            id: &record.id,
            path: &record.path,
            blake3: &record.blake3,
            bytes: record.bytes,
            pages: record.pages,
            number: own.number.as_deref(),
            symbol: own.symbol.as_deref(),
            kind: own.kind.as_deref(),
            kind_name: own.kind_name.as_deref(),
            date: own.date.as_deref(),
            year: own.year,
            issuer: own.issuer.as_deref(),
            parent: own.parent.as_deref(),
            acting: own.acting.as_deref(),
            system: own.system,
            place: own.place.as_deref(),
            subject: own.subject.as_deref(),
            signer: own.signer.as_ref(),
            addressees: &own.addressees,
            recipients: &own.recipients,
            secrecy: own.secrecy.as_deref(),
            urgency: own.urgency.as_deref(),
            circulation: &own.circulation,
            draft: own.draft,
            attachments: &own.attachments,
            copy: own.copy.as_ref(),
            format: record.format,
            encoding: record.encoding,
            origin: record.origin,
            quality: record.quality,
            page_quality: &record.page_quality,
            poor_passages: &record.poor_passages,
            page_status: &record.page_status,
            warnings: &own.warnings,
            citations: own.citations.iter().map(citation).collect::<Result<_>>()?,
            deadlines: &own.deadlines,
            copies: &record.copies,
        })
    }
}

/// The directives that a citation means: those with its very number and, where both are dated, its
/// date (or year); the oldest first. Several may fit: a number goes round again in the next term.
///
/// # Errors
/// As [`Snapshot::with_number`].
pub fn held(snapshot: &Snapshot, citation: &Citation) -> Result<Vec<DocId>> {
    let Some(number) = Number::parse(&citation.number) else { return Ok(Vec::new()) };
    let mut held: Vec<_> = snapshot
        .with_number(&number.full_key(), Whose::Own)?
        .into_iter()
        .map(|stored| stored.record)
        .filter(|record| is_meant(citation, &number, record))
        .map(|record| (record.directive.date, record.id))
        .collect();
    held.sort();
    held.dedup();
    Ok(held.into_iter().map(|(_, id)| id).collect())
}

fn is_meant(citation: &Citation, number: &Number, record: &Record) -> bool {
    let own = &record.directive;
    let is_same_date = match (&citation.date, &own.date) {
        (Some(cited), Some(own)) => own.starts_with(cited.as_str()),
        (Some(cited), None) => own.year.is_none_or(|year| cited.starts_with(&year.to_string())),
        (None, _) => true,
    };
    own.number.as_deref().and_then(Number::parse).as_ref() == Some(number) && is_same_date
}
