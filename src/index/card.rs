//! What a list shows of a directive, without unpacking its record.
//!
//! In: records. Out: a [`Card`] for each, in a column:
//!
//! ```text
//! id \t number \t symbol \t name of kind \t date \t year \t issuer \t acting body \t subject \t copy
//! ```

use super::edge::{BETWEEN, Own};
use super::snapshot::Snapshot;
use crate::directive::Directive;
use crate::document::DocId;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use tantivy::DocAddress;
use utoipa::ToSchema;

/// What a list shows of a directive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Card {
    /// Which directive.
    pub id: DocId,
    /// Its canonical number.
    pub number: Option<String>,
    /// The number's tail.
    pub symbol: Option<String>,
    /// Name of its kind.
    pub kind_name: Option<String>,
    /// Its day.
    pub date: Option<String>,
    /// Its year.
    pub year: Option<i16>,
    /// Its issuer.
    pub issuer: Option<String>,
    /// The body on whose behalf it is signed.
    pub acting: Option<String>,
    /// Its subject.
    pub subject: Option<String>,
    /// It is a copy of another paper: `SY`, `TrS`, `SL`.
    pub copy: Option<String>,
}

impl Card {
    /// Of a record.
    #[must_use]
    pub fn new(id: &DocId, directive: &Directive) -> Self {
        let of = directive.clone();
        Self {
            id: id.clone(),
            number: of.number,
            symbol: of.symbol,
            kind_name: of.kind_name,
            date: of.date,
            year: of.year,
            issuer: of.issuer,
            acting: of.acting,
            subject: of.subject,
            copy: of.copy.map(|copy| copy.kind),
        }
    }

    /// What tells it from others with its number.
    #[must_use]
    pub fn own(&self) -> Own {
        let (issuer, acting) = (self.issuer.clone(), self.acting.clone());
        Own { date: self.known_date(), issuer, acting }
    }

    /// As much of the date as is known: `2025-11-14`, `2025`, or nothing.
    #[must_use]
    pub fn known_date(&self) -> String {
        let year = || self.year.map(|year| year.to_string());
        self.date.clone().or_else(year).unwrap_or_default()
    }

    /// As the column holds it.
    pub(super) fn line(&self) -> String {
        let year = self.year.map(|year| year.to_string());
        let parts = [
            Some(self.id.as_str()),
            self.number.as_deref(),
            self.symbol.as_deref(),
            self.kind_name.as_deref(),
            self.date.as_deref(),
            year.as_deref(),
            self.issuer.as_deref(),
            self.acting.as_deref(),
            self.subject.as_deref(),
            self.copy.as_deref(),
        ];
        let plain = |part: Option<&str>| part.unwrap_or_default().replace(BETWEEN, " ");
        parts.map(plain).join(&BETWEEN.to_string())
    }

    fn parse(line: &str) -> Option<Self> {
        let mut parts = line.split(BETWEEN);
        let id = DocId::parse(parts.next()?)?;
        let mut part = || parts.next().filter(|part| !part.is_empty()).map(str::to_owned);
        Some(Self {
            id,
            number: part(),
            symbol: part(),
            kind_name: part(),
            date: part(),
            year: part().and_then(|year| year.parse().ok()),
            issuer: part(),
            acting: part(),
            subject: part(),
            copy: part(),
        })
    }
}

impl Snapshot {
    /// What a list shows of the directive at an address.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn card(&self, address: DocAddress) -> Result<Card> {
        let texts = self.column(address, "card")?;
        let line = texts.first().map_or("", String::as_str);
        Card::parse(line).ok_or_else(|| Error::Store(format!("a card cannot be read: {line:?}")))
    }

    /// Calls back with the card of every directive, in no order.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Store`].
    pub fn each_card(&self, mut each: impl FnMut(Card)) -> Result<()> {
        for segment in self.searcher().segment_readers() {
            let column = segment.fast_fields().str("card").map_err(|error| self.failed(error))?;
            let Some(column) = column else { continue };
            let mut ords: Vec<u64> =
                segment.doc_ids_alive().filter_map(|doc| column.term_ords(doc).next()).collect();
            // The dictionary is read once, from its beginning to its end.
            ords.sort_unstable();
            let read = column.dictionary().sorted_ords_to_term_cb(&ords, |line| {
                let card = std::str::from_utf8(line).ok().and_then(Card::parse);
                card.into_iter().for_each(&mut each);
            });
            read.map_err(|error| Error::io(self.folder(), error))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_read_back() {
        let full = Card {
            id: DocId::parse("0123456789abcdef").unwrap(),
            number: Some("202-KL/TW".into()),
            symbol: Some("KL/TW".into()),
            kind_name: Some("Kết luận".into()),
            date: Some("2025-11-14".into()),
            year: Some(2025),
            issuer: Some("Bộ Chính trị".into()),
            acting: Some("Ban Bí thư".into()),
            subject: Some("Về hạ tầng số".into()),
            copy: Some("SY".into()),
        };
        let bare = Card::new(&full.id, &Directive::default());
        for card in [full, bare] {
            assert_eq!(Card::parse(&card.line()), Some(card));
        }
        assert_eq!(Card::parse(""), None);
    }
}
