//! The record of a directive, as `schema/record.schema.json` promises it, and its entry in the
//! index. The only place where values are put into fields: a value of the wrong type would be
//! accepted by the store and lose the whole batch at commit.

use super::analyzer::PAGE_END;
use super::card::Card;
use super::edge::{self, Edge};
use super::entry::FileEntry;
use super::passage::{PoorPassage, judged, quality};
use super::recovered::pretokenized;
use super::schema::Fields;
use super::statement::Correction;
use crate::directive::deadline::Deadline;
use crate::directive::field::Field;
use crate::directive::number::Number;
use crate::directive::places::{Confidence, FieldPlace};
use crate::directive::{Citation, Directive, Said};
use crate::document::{DocId, Document, Encoding, Format, Origin, PageStatus, Warning};
use crate::fence::Reading;
use crate::text::quality::Features;
use crate::text::restore::Guess;
use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use utoipa::ToSchema;

/// All that is known of one directive.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Record {
    /// Which directive.
    pub id: DocId,
    /// The file it was read from: the first of its copies by path.
    pub path: String,
    /// blake3 of the content, hexadecimal.
    pub blake3: String,
    /// Size in bytes.
    pub bytes: u64,
    /// How many pages.
    pub pages: u32,
    /// What became of each page.
    pub page_status: Vec<PageStatus>,
    /// What it says of itself.
    #[serde(flatten)]
    pub directive: Directive,
    /// What the file is.
    pub format: Format,
    /// The encoding of a text file.
    pub encoding: Option<Encoding>,
    /// How its text came to be.
    pub origin: Origin,
    /// Whether its pages have pictures: those of a PDF, and of scans that stand in another file.
    pub has_pictures: bool,
    /// How well its text can be read, from 0 to 1; `None` if it has too few words to say.
    pub quality: Option<f32>,
    /// The same of each page.
    pub page_quality: Vec<Option<f32>>,
    /// What in it is not good Vietnamese, by page and place.
    pub poor_passages: Vec<PoorPassage>,
    /// Further files with the same content.
    pub copies: Vec<String>,
    /// What people have corrected.
    pub corrections: Vec<Correction>,
}

/// A directive ready for the index: its record and its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Prepared {
    /// What is known of it.
    pub record: Record,
    /// Its pages, joined by form feeds.
    pub body: String,
    /// What the words of each damaged page most likely said.
    pub guesses: Vec<Vec<Guess>>,
}

impl Prepared {
    /// Puts together what was read from one file.
    #[must_use]
    pub fn new(id: DocId, blake3: String, path: String, bytes: u64, reading: Reading) -> Self {
        let Reading { document, said: Said { directive, guesses }, .. } = reading;
        let body = joined(document.pages.iter().map(|page| page.text.as_str()));
        let by_page = (1..).zip(&document.pages).map(|(number, page)| judged(number, &page.text));
        let (by_page, poor): (Vec<Features>, Vec<_>) = by_page.unzip();
        let features = by_page.iter().fold(Features::default(), |all, page| all + *page);
        let origin = origin(&document);
        let mut directive = directive;
        if directive.number_span.is_some_and(|span| document.is_doubted(span)) {
            directive.warnings.push(Warning::NumberDoubted);
            let of_number = |place: &&mut FieldPlace| place.field == Field::Number;
            let place = directive.places.iter_mut().find(of_number);
            place.into_iter().for_each(|place| place.confidence = Confidence::Low);
        }
        directive.warnings.extend(document.warnings);
        directive.warnings.sort_unstable();
        directive.warnings.dedup();
        let record = Record {
            id,
            path,
            blake3,
            bytes,
            pages: u32::try_from(document.pages.len()).unwrap_or(u32::MAX),
            page_status: document.pages.iter().map(|page| page.status).collect(),
            directive,
            format: document.format,
            encoding: document.encoding,
            origin,
            has_pictures: document.has_pictures,
            quality: quality(&features),
            page_quality: by_page.iter().map(quality).collect(),
            poor_passages: poor.into_iter().flatten().collect(),
            copies: Vec::new(),
            corrections: Vec::new(),
        };
        Self { record, body, guesses }
    }

    /// The entry for the index.
    ///
    /// # Errors
    /// If the record cannot be written as JSON.
    pub(super) fn to_store(&self, fields: &Fields) -> serde_json::Result<TantivyDocument> {
        let record = &self.record;
        let directive = &record.directive;
        let mut doc = TantivyDocument::new();
        doc.add_text(fields.id, record.id.as_str());
        doc.add_text(fields.record, serde_json::to_string(record)?);
        doc.add_text(fields.body, &self.body);
        doc.add_text(fields.pairs, &self.body);
        if !self.guesses.is_empty() {
            doc.add_pre_tokenized_text(fields.recovered, pretokenized(&self.body, &self.guesses));
            doc.add_text(fields.guesses, serde_json::to_string(&self.guesses)?);
        }
        if let Some(subject) = &directive.subject {
            doc.add_text(fields.subject, subject);
        }
        for key in directive.keys() {
            doc.add_text(fields.number_own, key);
        }
        let mut cited: Vec<String> = directive.citations.iter().flat_map(Citation::keys).collect();
        cited.sort_unstable();
        cited.dedup();
        for key in cited {
            doc.add_text(fields.number_cited, key);
        }
        if let Some(own) = edge::own_term(directive) {
            doc.add_text(fields.own, own);
        }
        let mut edges: Vec<String> =
            directive.citations.iter().filter_map(Edge::new).map(|edge| edge.term()).collect();
        edges.sort_unstable();
        edges.dedup();
        for edge in edges {
            doc.add_text(fields.cites, edge);
        }
        doc.add_text(fields.card, Card::new(&record.id, directive).line());
        for deadline in &directive.deadlines {
            doc.add_u64(fields.due, due(deadline));
        }
        if let Some(secrecy) = &directive.secrecy {
            doc.add_text(fields.secrecy, secrecy);
        }
        if let Some(kind) = &directive.kind {
            doc.add_text(fields.kind, kind);
        }
        if let Some(issuer) = &directive.issuer {
            doc.add_text(fields.issuer, issuer);
        }
        let texts = [
            (fields.signer, directive.signer.as_ref().and_then(|signer| signer.name.clone())),
            (fields.place, directive.place.clone()),
            (fields.number_order, order(directive)),
        ];
        for (field, text) in texts {
            text.into_iter().for_each(|text| doc.add_text(field, text));
        }
        let mut tasks: Vec<&String> = directive.deadlines.iter().flat_map(|d| &d.who).collect();
        tasks.sort_unstable();
        tasks.dedup();
        tasks.into_iter().for_each(|who| doc.add_text(fields.task, who));
        if let Some((first, last)) = days(directive) {
            doc.add_u64(fields.date_first, first);
            doc.add_u64(fields.date_last, last);
        }
        doc.add_text(fields.origin, record.origin.code());
        Ok(doc)
    }
}

/// What puts numbers in the order of a register: symbol, year, numeral.
fn order(directive: &Directive) -> Option<String> {
    let number = Number::parse(directive.number.as_deref()?)?;
    let year = number.year().map(i32::from).or_else(|| directive.year.map(i32::from));
    let (year, numeral) = (year.unwrap_or_default(), number.numeral().key());
    let digits = numeral.chars().take_while(char::is_ascii_digit).count();
    let (digits, letters) = numeral.split_at(digits);
    Some(format!("{}\t{year:04}\t{digits:0>9}{letters}", number.symbol().key()))
}

/// The first and last day that the date can be, as yyyymmdd.
fn days(directive: &Directive) -> Option<(u64, u64)> {
    if let Some(date) = &directive.date {
        let digits: String = date.chars().filter(char::is_ascii_digit).collect();
        if let (8, Ok(day)) = (digits.len(), digits.parse()) {
            return Some((day, day));
        }
    }
    let year = u64::try_from(directive.year?).ok()?;
    Some((year * 10_000 + 101, year * 10_000 + 1231))
}

/// The last day of a deadline as yyyymmdd; 0 if it has no date.
fn due(deadline: &Deadline) -> u64 {
    let day = deadline.last_day();
    let digits = day.map(|day| day.strftime("%Y%m%d").to_string());
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// How the text came to be: as the document says, unless words of damaged pages are guessed.
fn origin(document: &Document) -> Origin {
    let has = |status| document.pages.iter().any(|page| page.status == status);
    match (has(PageStatus::JunkText), has(PageStatus::Text)) {
        (false, _) => document.origin(),
        (true, true) => Origin::Mixed,
        (true, false) => Origin::Recovered,
    }
}

/// Joins pages into a body; a form feed inside a page would move the pages behind it.
fn joined<'t>(pages: impl Iterator<Item = &'t str>) -> String {
    let mut body = String::new();
    for (i, page) in pages.enumerate() {
        if i > 0 {
            body.push(PAGE_END);
        }
        body.extend(page.chars().map(|c| if c == PAGE_END { ' ' } else { c }));
    }
    body
}

impl Record {
    /// Whether a part of it could not be read.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.directive.warnings.contains(&Warning::PagesUnread)
            || self
                .page_status
                .iter()
                .any(|status| !matches!(status, PageStatus::Text | PageStatus::Blank))
    }
}

/// The entry of a file for the index.
///
/// # Errors
/// If the outcome cannot be written as JSON.
pub(super) fn file_to_store(
    entry: &FileEntry,
    fields: &Fields,
) -> serde_json::Result<TantivyDocument> {
    let mut doc = TantivyDocument::new();
    doc.add_text(fields.file_path, &entry.path);
    if let Some(id) = entry.id() {
        doc.add_text(fields.file_of, id.as_str());
    }
    let hash = entry.blake3.as_deref().and_then(|hash| blake3::Hash::from_hex(hash).ok());
    if let Some(hash) = hash {
        doc.add_bytes(fields.file_hash, hash.as_bytes());
    }
    doc.add_u64(fields.file_bytes, entry.bytes);
    doc.add_i64(fields.file_changed, entry.changed);
    doc.add_i64(fields.file_seen, entry.seen);
    doc.add_text(fields.file_outcome, serde_json::to_string(&entry.outcome)?);
    Ok(doc)
}
