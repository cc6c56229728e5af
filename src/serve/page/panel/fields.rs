//! What a directive says of itself, and where each value was read.

use super::super::look::Address;
use crate::directive::deadline::Deadline;
use crate::directive::field;
use crate::directive::places::Confidence;
use crate::document::{Encoding, Span};
use crate::index::{Record, Stored};
use crate::search::Mark;
use crate::serve::hits::Hits;
use crate::serve::{shown, words};
use crate::text::quality::{GOOD, Verdict};
use crate::wording::page::{corrected, labels, pages};
use crate::wording::{self, Lang};
use std::collections::BTreeMap;

/// A field of the record, with one value or several.
pub(in crate::serve::page) struct Field {
    pub(in crate::serve::page) label: &'static str,
    pub(in crate::serve::page) values: Vec<String>,
    /// Where it was read.
    pub(in crate::serve::page) read: Option<Read>,
    /// How far it can be trusted, if not wholly.
    pub(in crate::serve::page) doubt: Option<&'static str>,
    /// That a person corrected it, who and when, and what was read.
    pub(in crate::serve::page) corrected: Option<String>,
}

/// Where a value was read.
pub(in crate::serve::page) struct Read {
    pub(in crate::serve::page) page: u32,
    pub(in crate::serve::page) href: String,
}

/// The place of a field, as the only hit of the directive; `None` where it is not known to the letter.
pub(in crate::serve::page) fn marked(stored: &Stored, field: field::Field) -> Option<Hits> {
    let Span { page, start, end } = span(stored, field).filter(|span| is_exact(stored, *span))?;
    Some(Hits::new(&[Mark { page, start, end, occurrence: 0 }]))
}

fn span(stored: &Stored, field: field::Field) -> Option<Span> {
    let places = &stored.record.directive.places;
    places.iter().find(|place| place.field == field)?.span
}

/// Whether a page is shown as it was read: places of a restored page are others.
fn is_exact(stored: &Stored, span: Span) -> bool {
    let page = usize::try_from(span.page).ok().and_then(|page| page.checked_sub(1));
    page.and_then(|page| stored.guesses.get(page)).is_none_or(Vec::is_empty)
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

/// The fields of a record, in the order of a register.
struct Sheet<'a> {
    lang: Lang,
    stored: &'a Stored,
    here: Address<'a>,
    fields: Vec<Field>,
}

impl Sheet<'_> {
    /// A field of which is known where it was read.
    fn read(&mut self, field: field::Field, label: &'static str, values: Vec<String>) {
        let (say, record) = (labels(self.lang), &self.stored.record);
        let place = record.directive.places.iter().find(|place| place.field == field);
        let correction = record.corrections.iter().find(|of| of.field == field);
        let corrected = correction.map(|of| {
            let day = of.said.at.get(..10).unwrap_or(&of.said.at);
            let by = of.said.by.as_deref().map(shown::line);
            let was = of.was.as_deref().map(shown::line);
            corrected(self.lang, by.as_deref(), &words::day(self.lang, day), was.as_deref())
        });
        let mut values: Vec<_> = values.into_iter().filter(|value| !value.is_empty()).collect();
        if values.is_empty() {
            if corrected.is_none() {
                return;
            }
            values.push("—".into());
        }
        let span = place.and_then(|place| place.span);
        let read = span.map(|span| {
            let here = Address { field: Some(field), ..self.here };
            let href = if is_exact(self.stored, span) {
                here.at("hit=1", "hit-1")
            } else {
                self.here.page(span.page)
            };
            Read { page: span.page, href }
        });
        let doubt =
            place.filter(|_| corrected.is_none()).and_then(|place| match place.confidence {
                Confidence::High => None,
                Confidence::Medium => Some(say.mended),
                Confidence::Low if place.span.is_none() => Some(say.inferred),
                Confidence::Low => Some(say.doubted),
            });
        self.fields.push(Field { label, values, read, doubt, corrected });
    }

    /// Any other field.
    fn add(&mut self, label: &'static str, values: Vec<String>) {
        let values: Vec<_> = values.into_iter().filter(|value| !value.is_empty()).collect();
        if !values.is_empty() {
            self.fields.push(Field { label, values, read: None, doubt: None, corrected: None });
        }
    }
}

/// All that the record says.
pub(in crate::serve::page) fn fields(lang: Lang, stored: &Stored, here: Address<'_>) -> Vec<Field> {
    let mut sheet = Sheet { lang, stored, here, fields: Vec::new() };
    head(&mut sheet);
    people(&mut sheet);
    contents(&mut sheet);
    file(&mut sheet);
    sheet.fields
}

fn one(value: Option<&str>) -> Vec<String> {
    value.map(shown::line).into_iter().collect()
}

fn many(values: &[String]) -> Vec<String> {
    values.iter().map(|value| shown::line(value)).collect()
}

/// What stands at its head.
fn head(sheet: &mut Sheet<'_>) {
    let (lang, say) = (sheet.lang, labels(sheet.lang));
    let own = &sheet.stored.record.directive;
    let number = words::number(own.number.as_deref(), own.symbol.as_deref());
    let number = number.unwrap_or_else(|| say.number_blank.into());
    let or_none = |value: &Option<String>| one(Some(value.as_deref().unwrap_or("—")));
    sheet.read(field::Field::Number, wording::NUMBER.to(lang), one(Some(&number)));
    sheet.read(field::Field::Kind, wording::KIND.to(lang), or_none(&own.kind_name));
    let date = words::date(lang, own.date.as_deref(), own.year, own.number.is_some());
    sheet.read(field::Field::Date, wording::DATE.to(lang), vec![date]);
    sheet.read(field::Field::Issuer, wording::ISSUER.to(lang), or_none(&own.issuer));
    sheet.read(field::Field::Parent, wording::PARENT.to(lang), one(own.parent.as_deref()));
    let acting = own.acting.as_deref().filter(|acting| Some(*acting) != own.issuer.as_deref());
    sheet.read(field::Field::Acting, wording::ACTING.to(lang), one(acting));
    sheet.read(field::Field::Place, wording::PLACE.to(lang), one(own.place.as_deref()));
    sheet.read(field::Field::Subject, wording::SUBJECT.to(lang), one(own.subject.as_deref()));
}

/// Who signed it, and whom it is for.
fn people(sheet: &mut Sheet<'_>) {
    let (lang, own) = (sheet.lang, &sheet.stored.record.directive);
    let signer = own.signer.clone().unwrap_or_default();
    sheet.read(field::Field::Signer, wording::SIGNER.to(lang), one(signer.name.as_deref()));
    sheet.read(field::Field::Capacity, wording::CAPACITY.to(lang), one(signer.capacity.as_deref()));
    sheet.read(field::Field::Title, wording::TITLE.to(lang), one(signer.title.as_deref()));
    sheet.read(field::Field::Addressees, wording::ADDRESSEES.to(lang), many(&own.addressees));
    sheet.read(field::Field::Recipients, wording::RECIPIENTS.to(lang), many(&own.recipients));
    sheet.read(field::Field::Secrecy, wording::SECRECY.to(lang), one(own.secrecy.as_deref()));
    sheet.read(field::Field::Urgency, wording::URGENCY.to(lang), one(own.urgency.as_deref()));
    sheet.add(wording::CIRCULATION.to(lang), many(&own.circulation));
}

/// What it is, encloses and asks for.
fn contents(sheet: &mut Sheet<'_>) {
    let (lang, say) = (sheet.lang, labels(sheet.lang));
    let own = &sheet.stored.record.directive;
    let draft = own.draft.then_some(say.draft);
    sheet.read(field::Field::Draft, say.state, one(draft));
    sheet.add(wording::ATTACHMENTS.to(lang), many(&own.attachments));
    let copy = own.copy.as_ref().map(|copy| copy.number.as_deref().unwrap_or(&copy.kind));
    sheet.add(wording::COPY.to(lang), one(copy));
    let tasks = own.deadlines.iter().map(|deadline| task(lang, deadline)).collect();
    sheet.add(wording::DEADLINES.to(lang), tasks);
}

/// Where its text is from.
fn file(sheet: &mut Sheet<'_>) {
    let (lang, record) = (sheet.lang, &sheet.stored.record);
    let readable = words::quality(lang, verdict(record));
    let origin = format!("{}, {readable}", words::origin(lang, record.origin));
    sheet.add(wording::ORIGIN.to(lang), vec![origin]);
    let pages = pages(lang, record.pages);
    let (format, size) = (words::format(lang, record.format), wording::bytes(lang, record.bytes));
    let file = vec![format!("{format}, {pages}, {size}"), shown::path(&record.path)];
    sheet.add(wording::FILE.to(lang), file);
    let encoding = record.encoding.filter(|encoding| *encoding != Encoding::Utf8);
    let encoding = encoding.map(|of| words::encoding(lang, of));
    sheet.add(wording::ENCODING.to(lang), encoding.into_iter().collect());
    let copies = record.copies.iter().map(|path| shown::path(path)).collect();
    sheet.add(wording::COPIES.to(lang), copies);
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
