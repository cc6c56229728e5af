//! Citations as the archive holds them: who cites what, without unpacking a single record.
//!
//! In: records. Out: terms of the fields `own` and `cites`, and what a [`Snapshot`] answers about them.
//!
//! ```text
//! own    key \t date \t issuer \t acting body                  of a directive: its own number
//! cites  key \t date \t number \t kind \t issuer \t relations   of a directive: each that it cites
//! ```
//!
//! A key is that of [`Number::full_key`]; a date may be a year, or empty. All citations of a number are
//! one range of the dictionary, and equal ones one term.

use super::card::Card;
use super::snapshot::{Snapshot, Whose};
use crate::directive::history::When;
use crate::directive::number::{Form, Number};
use crate::directive::sameness::{Sameness, same_body};
use crate::directive::{Citation, Directive, Relation};
use crate::document::DocId;
use crate::error::{Error, Result};
use jiff::civil::Date;
use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, SegmentReader, TERMINATED};

/// Between the parts of a term; no part holds one.
pub(super) const BETWEEN: char = '\t';

/// A citation as the archive holds it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// [`Number::full_key`] of the cited number.
    pub key: String,
    /// Its date, or year, as far as the text says.
    pub date: Option<String>,
    /// The canonical number.
    pub number: String,
    /// Name of its kind.
    pub kind_name: Option<String>,
    /// Its issuer, as the text says.
    pub issuer: Option<String>,
    /// What is done with it.
    pub relations: Vec<Relation>,
}

impl Edge {
    /// Of a citation; `None` if its number cannot be read back.
    #[must_use]
    pub fn new(citation: &Citation) -> Option<Self> {
        let key = Number::parse(&citation.number)?.full_key();
        Some(Self {
            key,
            date: citation.date.clone(),
            number: citation.number.clone(),
            kind_name: citation.kind_name.clone(),
            issuer: citation.issuer.clone(),
            relations: citation.relations.clone(),
        })
    }

    /// Whether a directive with its number may be the one that is cited.
    #[must_use]
    pub fn may_be(&self, own: &Own) -> bool {
        own.may_be(self.date.as_deref(), self.issuer.as_deref())
    }

    /// Whether only kind and number are known (`18-NQ`).
    #[must_use]
    pub fn is_bare(&self) -> bool {
        Number::parse(&self.number).is_some_and(|number| number.symbol().form() == Form::Bare)
    }

    pub(super) fn term(&self) -> String {
        let relations = serde_json::to_string(&self.relations).unwrap_or_default();
        let parts = [
            Some(self.key.as_str()),
            self.date.as_deref(),
            Some(&self.number),
            self.kind_name.as_deref(),
            self.issuer.as_deref(),
            Some(&relations),
        ];
        let plain = |part: Option<&str>| part.unwrap_or_default().replace(BETWEEN, " ");
        parts.map(plain).join(&BETWEEN.to_string())
    }

    fn parse(term: &str) -> Option<Self> {
        let mut parts = term.split(BETWEEN);
        let mut part = || parts.next().map(str::to_owned);
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        Some(Self {
            key: part()?,
            date: some(part()?),
            number: part()?,
            kind_name: some(part()?),
            issuer: some(part()?),
            relations: serde_json::from_str(&part()?).ok()?,
        })
    }
}

/// The term of a directive's own number.
pub(super) fn own_term(directive: &Directive) -> Option<String> {
    let number = Number::parse(directive.number.as_deref()?)?;
    let year = || directive.year.map(|year| year.to_string());
    let date = directive.date.clone().or_else(year).unwrap_or_default();
    let parts = [
        &number.full_key(),
        &date,
        directive.issuer.as_deref().unwrap_or_default(),
        directive.acting.as_deref().unwrap_or_default(),
    ];
    Some(parts.map(|part| part.replace(BETWEEN, " ")).join(&BETWEEN.to_string()))
}

/// A directive that has a number: what tells it from others with the same one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Own {
    /// As much of its date as is known; empty without any.
    pub date: String,
    /// Who issued it.
    pub issuer: Option<String>,
    /// On whose behalf it is signed.
    pub acting: Option<String>,
}

impl Own {
    fn parse(rest: &str) -> Self {
        let mut parts = rest.split(BETWEEN).map(str::to_owned);
        let mut part = || parts.next().filter(|part| !part.is_empty());
        Self { date: part().unwrap_or_default(), issuer: part(), acting: part() }
    }

    /// Whether a citation with this date and issuer may mean it: neither says otherwise. A date may be a
    /// year; two names are two bodies only where that is sure.
    #[must_use]
    pub fn may_be(&self, date: Option<&str>, issuer: Option<&str>) -> bool {
        if !may_be(date, &self.date) {
            return false;
        }
        let Some(issuer) = issuer else { return true };
        if self.issuer.as_deref() == Some(issuer) || self.acting.as_deref() == Some(issuer) {
            return true;
        }
        let on = |date: &str| When::parse(date);
        let (said_on, own_on) = (date.and_then(on), on(&self.date));
        let names = [self.issuer.as_deref(), self.acting.as_deref()];
        let mut names = names.into_iter().flatten().peekable();
        let is_other = |own| same_body(issuer, said_on, own, own_on) == Sameness::Different;
        names.peek().is_none() || !names.all(is_other)
    }
}

/// Whether a citation with one date may mean a directive with another; either may be a year or unknown.
#[must_use]
pub fn may_be(cited: Option<&str>, own: &str) -> bool {
    let Some(cited) = cited.filter(|_| !own.is_empty()) else { return true };
    own.starts_with(cited) || cited.starts_with(own)
}

/// The directives of one term.
#[derive(Debug, Clone)]
pub struct Posting<T> {
    /// What the term says.
    pub of: T,
    /// Where the directives are.
    pub at: Vec<DocAddress>,
}

impl Snapshot {
    /// Where the directive with this id is.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn addresses_of(&self, id: &DocId) -> Result<Vec<DocAddress>> {
        self.addresses(self.fields().id, id.as_str())
    }

    /// The directives with deadlines that may fall between two days, or with any if neither is given;
    /// `undated`: also those with deadlines that have no date.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn with_deadlines(
        &self,
        from: Option<Date>,
        to: Option<Date>,
        undated: bool,
    ) -> Result<Vec<DocAddress>> {
        let number = |day: Date| {
            let [year, month, day] = [i64::from(day.year()), day.month().into(), day.day().into()];
            u64::try_from(year * 10_000 + month * 100 + day).unwrap_or(0)
        };
        let from = from.map_or(1, number);
        let to = to.map_or(u64::MAX, number);
        let mut found = Vec::new();
        for (ord, segment) in (0u32..).zip(self.searcher().segment_readers()) {
            let column = segment.fast_fields().u64("due").map_err(|error| self.failed(error))?;
            let fits = |due: u64| (from..=to).contains(&due) || due == 0 && undated;
            let docs = segment.doc_ids_alive();
            let docs = docs.filter(|doc| column.values_for_doc(*doc).any(fits));
            found.extend(docs.map(|doc| DocAddress::new(ord, doc)));
        }
        Ok(found)
    }

    /// What the directive at an address cites.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn edges(&self, address: DocAddress) -> Result<Vec<Edge>> {
        let terms = self.column(address, "cites")?;
        Ok(terms.iter().filter_map(|term| Edge::parse(term)).collect())
    }

    /// The directives that cite a number, by what they say of it.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn citing(&self, key: &str) -> Result<Vec<Posting<Edge>>> {
        let mut found = Vec::new();
        self.each_term(self.fields().cites, key, |term, at| {
            found.extend(Edge::parse(term).map(|of| Posting { of, at }));
        })?;
        Ok(found)
    }

    /// The directives whose own number this is.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn holding(&self, key: &str) -> Result<Vec<Posting<Own>>> {
        let mut found = Vec::new();
        self.each_term(self.fields().own, key, |term, at| {
            let rest = term.split_once(BETWEEN).map_or("", |(_, rest)| rest);
            found.push(Posting { of: Own::parse(rest), at });
        })?;
        Ok(found)
    }

    /// The directives that a citation means: those with its very number, unless date or issuer say
    /// otherwise; the oldest first. Several may fit: a number goes round again in the next term. A
    /// bare number means the one directive with its kind and digits, if there is only one.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn held(&self, edge: &Edge) -> Result<Vec<(DocAddress, Card)>> {
        let addresses = if edge.is_bare() {
            self.addresses_with_number(&edge.key, Whose::Own)?
        } else {
            let fits = |held: &Posting<Own>| edge.may_be(&held.of);
            self.holding(&edge.key)?.into_iter().filter(fits).flat_map(|held| held.at).collect()
        };
        let mut held = Vec::with_capacity(addresses.len());
        for address in addresses {
            let card = self.card(address)?;
            if edge.may_be(&card.own()) {
                held.push((address, card));
            }
        }
        let first = held.first().and_then(|(_, card)| card.number.clone());
        if edge.is_bare() && held.iter().any(|(_, card)| card.number != first) {
            held.clear();
        }
        held.sort_by(|(_, a), (_, b)| (a.known_date(), &a.id).cmp(&(b.known_date(), &b.id)));
        Ok(held)
    }

    /// Every number that is cited, by what is said of it.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn each_citation(&self, mut each: impl FnMut(Edge, Vec<DocAddress>)) -> Result<()> {
        self.each_term(self.fields().cites, "", |term, at| {
            if let Some(edge) = Edge::parse(term) {
                each(edge, at);
            }
        })
    }

    /// Every number that is held: its key, and what tells the directives that have it apart.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn each_own(&self, mut each: impl FnMut(&str, Own, Vec<DocAddress>)) -> Result<()> {
        self.each_term(self.fields().own, "", |term, at| {
            let (key, rest) = term.split_once(BETWEEN).unwrap_or((term, ""));
            each(key, Own::parse(rest), at);
        })
    }

    /// The terms of a field whose first part is `key` (all, if it is empty), segment by segment, with
    /// the directives that have them.
    fn each_term(
        &self,
        field: Field,
        key: &str,
        mut each: impl FnMut(&str, Vec<DocAddress>),
    ) -> Result<()> {
        for (ord, segment) in (0u32..).zip(self.searcher().segment_readers()) {
            let index = segment.inverted_index(field).map_err(|error| self.failed(error))?;
            let failed = |error| Error::io(self.folder(), error);
            let range = index.terms().range();
            let range = if key.is_empty() {
                range
            } else {
                let above = char::from_u32(BETWEEN as u32 + 1).unwrap_or(BETWEEN);
                range.ge(format!("{key}{BETWEEN}")).lt(format!("{key}{above}"))
            };
            let mut terms = range.into_stream().map_err(failed)?;
            while let Some((term, info)) = terms.next() {
                let Ok(term) = std::str::from_utf8(term) else { continue };
                let mut postings = index
                    .read_postings_from_terminfo(info, IndexRecordOption::Basic)
                    .map_err(failed)?;
                let at = alive(segment, ord, &mut postings);
                if !at.is_empty() {
                    each(term, at);
                }
            }
        }
        Ok(())
    }

    /// The values of a text column at an address.
    pub(super) fn column(&self, address: DocAddress, name: &str) -> Result<Vec<String>> {
        let segment = self.searcher().segment_reader(address.segment_ord);
        let column = segment.fast_fields().str(name).map_err(|error| self.failed(error))?;
        let Some(column) = column else { return Ok(Vec::new()) };
        let mut values = Vec::new();
        for ord in column.term_ords(address.doc_id) {
            let mut value = String::new();
            let found = column.ord_to_str(ord, &mut value);
            found.map_err(|error| Error::io(self.folder(), error))?;
            values.push(value);
        }
        Ok(values)
    }
}

fn alive(segment: &SegmentReader, ord: u32, postings: &mut impl Postings) -> Vec<DocAddress> {
    let mut at = Vec::new();
    let mut doc = postings.doc();
    while doc != TERMINATED {
        if !segment.is_deleted(doc) {
            at.push(DocAddress::new(ord, doc));
        }
        doc = postings.advance();
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_is_read_back() {
        let citation = Citation {
            number: "202-KL/TW".into(),
            kind: Some("KL".into()),
            kind_name: Some("Kết luận".into()),
            date: None,
            issuer: Some("Bộ Chính trị".into()),
            subject: None,
            relations: vec![Relation::Implements, Relation::BasedOn],
            mentions: Vec::new(),
        };
        let edge = Edge::new(&citation).unwrap();
        assert_eq!(Edge::parse(&edge.term()), Some(edge.clone()));
        assert_eq!(edge.key, "kl:202/tw");
    }

    #[test]
    fn dates_that_may_be_one() {
        for (cited, own, same) in [
            (Some("2025-11-14"), "2025-11-14", true),
            (Some("2025"), "2025-11-14", true),
            (Some("2025-11-14"), "2025", true),
            (None, "2025-11-14", true),
            (Some("2025-11-14"), "", true),
            (Some("2025-11-14"), "2025-11-15", false),
            (Some("2024"), "2025-11-14", false),
        ] {
            assert_eq!(may_be(cited, own), same, "{cited:?} {own}");
        }
    }
}
