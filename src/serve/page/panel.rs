//! The record at the side of a directive: what it says of itself, what it cites, what to heed.

use super::encoded;
use super::look::Address;
use crate::directive::deadline::Deadline;
use crate::directive::{Citation, Relation};
use crate::document::Encoding;
use crate::error::Result;
use crate::index::{Card, Record, Snapshot, Stored, held, superseding};
use crate::serve::{shown, words};
use crate::text::quality::{GOOD, Verdict};
use crate::wording::page::{labels, pages, superseded_by};
use crate::wording::{self, Lang};
use std::collections::BTreeMap;

/// A field of the record, with one value or several.
pub(super) struct Field {
    pub(super) label: &'static str,
    pub(super) values: Vec<String>,
}

/// A link to a page.
pub(super) struct Leaf {
    pub(super) page: u32,
    pub(super) href: String,
}

/// A document that is cited.
pub(super) struct Cited {
    pub(super) number: String,
    pub(super) kind: Option<String>,
    /// `14/11/2025, Ban Chỉ đạo Trung ương`.
    pub(super) more: String,
    /// To a search for its number.
    pub(super) href: String,
    /// To the directives themselves, where the archive holds them.
    pub(super) held: Vec<String>,
    /// To the places that mention it.
    pub(super) pages: Vec<Leaf>,
}

/// What a reader should know: what the archive says of the paper first.
pub(super) fn warnings(lang: Lang, snapshot: &Snapshot, record: &Record) -> Result<Vec<String>> {
    let own = &record.directive;
    let mut warnings = Vec::new();
    for superseding in superseding(snapshot, &Card::new(&record.id, own))? {
        let by = &superseding.by;
        let said = wording::superseded(lang, superseding.relation);
        let number = by.number.as_deref().or(by.symbol.as_deref()).unwrap_or_default();
        let day = by.date.as_deref().map(|date| words::day(lang, date));
        let by = superseded_by(lang, said, &shown::line(number), day.as_deref());
        warnings.push(by);
    }
    warnings.extend(own.warnings.iter().map(|warning| words::warning(lang, *warning)));
    Ok(warnings)
}

/// A task in a few words: `Trước 15/12/2025: Sở Nội vụ: Rà soát …`.
fn task(lang: Lang, deadline: &Deadline) -> String {
    let kind = wording::deadline_kind(lang, deadline.relation);
    let date = deadline.date.as_deref().map(|date| wording::due(lang, date));
    let date = date.map_or_else(|| deadline.text.clone(), |date| format!("{kind} {date}"));
    let who = deadline.who.join("; ");
    let who = if who.is_empty() { who } else { format!("{who}: ") };
    shown::line(&format!("{date}: {who}{}", deadline.what))
}

/// All that the record says besides number, kind, date, issuer and subject.
pub(super) fn fields(lang: Lang, stored: &Stored) -> Vec<Field> {
    let say = labels(lang);
    let record = &stored.record;
    let own = &record.directive;
    let mut fields = Vec::new();
    let mut add = |label, values: Vec<String>| {
        let values: Vec<_> = values.into_iter().filter(|value| !value.is_empty()).collect();
        if !values.is_empty() {
            fields.push(Field { label, values });
        }
    };
    let one = |value: &Option<String>| value.as_deref().map(shown::line).into_iter().collect();
    add(wording::PARENT.to(lang), one(&own.parent));
    add(
        wording::ACTING.to(lang),
        one(&own.acting.clone().filter(|acting| Some(acting) != own.issuer.as_ref())),
    );
    add(wording::PLACE.to(lang), one(&own.place));
    if let Some(signer) = &own.signer {
        add(wording::SIGNER.to(lang), one(&signer.name));
        add(wording::CAPACITY.to(lang), one(&signer.capacity));
        add(wording::TITLE.to(lang), one(&signer.title));
    }
    add(
        wording::ADDRESSEES.to(lang),
        own.addressees.iter().map(|value| shown::line(value)).collect(),
    );
    add(
        wording::RECIPIENTS.to(lang),
        own.recipients.iter().map(|value| shown::line(value)).collect(),
    );
    add(wording::SECRECY.to(lang), one(&own.secrecy));
    add(wording::URGENCY.to(lang), one(&own.urgency));
    add(
        wording::CIRCULATION.to(lang),
        own.circulation.iter().map(|value| shown::line(value)).collect(),
    );
    if own.draft {
        add(say.state, vec![say.draft.into()]);
    }
    add(
        wording::ATTACHMENTS.to(lang),
        own.attachments.iter().map(|value| shown::line(value)).collect(),
    );
    let copy = own.copy.as_ref().map(|copy| copy.number.as_deref().unwrap_or(&copy.kind));
    add(wording::COPY.to(lang), copy.map(shown::line).into_iter().collect());
    add(
        wording::DEADLINES.to(lang),
        own.deadlines.iter().map(|deadline| task(lang, deadline)).collect(),
    );
    let corrected = record.corrections.iter().map(|correction| {
        let was = correction.was.as_deref().unwrap_or("–");
        let by = correction.said.by.as_deref().unwrap_or_default();
        shown::line(&format!("{was} → {} ({by} {})", correction.said.value, correction.said.at))
    });
    add(wording::CORRECTED.to(lang), corrected.collect());
    let readable = words::quality(lang, verdict(record));
    add(
        wording::ORIGIN.to(lang),
        vec![format!("{}, {readable}", words::origin(lang, record.origin))],
    );
    let pages = pages(lang, record.pages);
    let (format, size) = (words::format(lang, record.format), wording::bytes(lang, record.bytes));
    add(
        wording::FILE.to(lang),
        vec![format!("{format}, {pages}, {size}"), shown::path(&record.path)],
    );
    let encoding = record.encoding.filter(|encoding| *encoding != Encoding::Utf8);
    add(
        wording::ENCODING.to(lang),
        encoding.map(|of| words::encoding(lang, of)).into_iter().collect(),
    );
    add(wording::COPIES.to(lang), record.copies.iter().map(|path| shown::path(path)).collect());
    fields
}

/// A score tells good from bad; the kind of bad is that of most of its poor passages.
fn verdict(record: &Record) -> Verdict {
    match record.quality {
        None => Verdict::TooShort,
        Some(score) if score >= GOOD => Verdict::Good,
        Some(_) => {
            let mut bytes: BTreeMap<Verdict, usize> = BTreeMap::new();
            for passage in &record.poor_passages {
                *bytes.entry(passage.verdict).or_default() += passage.end - passage.start;
            }
            let most = bytes.into_iter().max_by_key(|(_, bytes)| *bytes);
            most.map_or(Verdict::Junk, |(verdict, _)| verdict)
        }
    }
}

impl Cited {
    pub(super) fn new(
        lang: Lang,
        snapshot: &Snapshot,
        citation: &Citation,
        here: Address<'_>,
    ) -> Result<Self> {
        let held = held(snapshot, citation)?;
        let date = citation.date.as_deref().map(|day| words::day(lang, day));
        let issuer = citation.issuer.as_deref().map(shown::line);
        let relations = citation.relations.iter().filter(|said| **said != Relation::Mentions);
        let relations = relations.map(|said| wording::relation(lang, *said).to_owned());
        let more: Vec<String> = date.into_iter().chain(issuer).chain(relations).collect();
        let mut pages: Vec<u32> =
            citation.mentions.iter().map(|mention| mention.span.page).collect();
        pages.dedup();
        let there = Address { query: &citation.number, ..here };
        Ok(Self {
            number: shown::line(&citation.number),
            kind: citation.kind_name.as_deref().map(shown::line),
            more: more.join(", "),
            href: format!("/?q={}", encoded(&citation.number)),
            held: held.iter().map(|id| format!("/documents/{id}")).collect(),
            pages: pages
                .into_iter()
                .map(|page| Leaf { page, href: there.at(&format!("page={page}"), "here") })
                .collect(),
        })
    }
}
