//! A record as it is handed out: the keys of `schema/record.schema.json`, in its order.

use super::card::Card;
use super::edge::Edge;
use super::passage::PoorPassage;
use super::record::Record;
use super::snapshot::Snapshot;
use super::statement::Correction;
use crate::directive::deadline::Deadline;
use crate::directive::kind::System;
use crate::directive::number::Number;
use crate::directive::places::FieldPlace;
use crate::directive::{Citation, CopyMark, Mention, Relation, Signer};
use crate::document::{DocId, Encoding, Format, Origin, PageStatus, Warning};
use crate::error::Result;
use serde::Serialize;
use std::cmp::Reverse;
use utoipa::ToSchema;

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
    /// Of a copy: the original, if it is held.
    pub original: Option<DocId>,
    pub format: Format,
    pub encoding: Option<Encoding>,
    pub origin: Origin,
    pub has_pictures: bool,
    pub quality: Option<f32>,
    pub page_quality: &'r [Option<f32>],
    pub poor_passages: &'r [PoorPassage],
    pub page_status: &'r [PageStatus],
    pub warnings: &'r [Warning],
    pub citations: Vec<PublishedCitation<'r>>,
    pub deadlines: &'r [Deadline],
    pub places: &'r [FieldPlace],
    /// What in the archive replaces, repeals, withdraws, amends or corrects it.
    pub superseded_by: Vec<Superseding>,
    pub copies: &'r [String],
    pub corrections: &'r [Correction],
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
            original: match archive.filter(|_| own.copy.is_some()) {
                Some(snapshot) => original(snapshot, &Card::new(&record.id, own))?,
                None => None,
            },
            format: record.format,
            encoding: record.encoding,
            origin: record.origin,
            has_pictures: record.has_pictures,
            quality: record.quality,
            page_quality: &record.page_quality,
            poor_passages: &record.poor_passages,
            page_status: &record.page_status,
            warnings: &own.warnings,
            citations: own.citations.iter().map(citation).collect::<Result<_>>()?,
            deadlines: &own.deadlines,
            places: &own.places,
            superseded_by: match archive {
                Some(snapshot) => superseding(snapshot, &Card::new(&record.id, own))?,
                None => Vec::new(),
            },
            copies: &record.copies,
            corrections: &record.corrections,
        })
    }
}

/// A directive in the archive that changes or ends another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Superseding {
    /// What it does.
    pub relation: Relation,
    /// The directive that does it.
    #[serde(flatten)]
    pub by: Card,
}

/// What in the archive replaces, repeals, withdraws, amends or corrects a directive, by its own words;
/// the latest first. Not a statement of law: only what is held is known.
///
/// # Errors
/// As [`Snapshot::citing`].
pub fn superseding(snapshot: &Snapshot, card: &Card) -> Result<Vec<Superseding>> {
    let Some(number) = card.number.as_deref().and_then(Number::parse) else {
        return Ok(Vec::new());
    };
    let own = card.own();
    let mut found = Vec::new();
    for citing in snapshot.citing(&number.full_key())? {
        let strong =
            citing.of.relations.first().filter(|relation| **relation <= Relation::Corrects);
        let Some(relation) = strong.filter(|_| citing.of.may_be(&own)) else {
            continue;
        };
        for address in citing.at {
            let by = snapshot.card(address)?;
            if by.id != card.id {
                found.push(Superseding { relation: *relation, by });
            }
        }
    }
    found.sort_by_key(|found| Reverse(found.by.known_date()));
    Ok(found)
}

/// The directive that a copy is of: with its number, date and issuer, and no copy itself.
fn original(snapshot: &Snapshot, copy: &Card) -> Result<Option<DocId>> {
    let Some(number) = copy.number.as_deref().and_then(Number::parse) else { return Ok(None) };
    let own = copy.own();
    for held in snapshot.holding(&number.full_key())? {
        if held.of.date != own.date || !held.of.may_be(Some(&own.date), own.issuer.as_deref()) {
            continue;
        }
        for at in held.at {
            let card = snapshot.card(at)?;
            if card.copy.is_none() && card.id != copy.id {
                return Ok(Some(card.id));
            }
        }
    }
    Ok(None)
}

/// The directives that a citation means, the oldest first.
///
/// # Errors
/// As [`Snapshot::held`].
pub fn held(snapshot: &Snapshot, citation: &Citation) -> Result<Vec<DocId>> {
    let Some(edge) = Edge::new(citation) else { return Ok(Vec::new()) };
    Ok(snapshot.held(&edge)?.into_iter().map(|(_, card)| card.id).collect())
}
