//! Of the documents that a directive cites: which of them the archive holds.

use crate::directive::Citation;
use crate::directive::number::Number;
use crate::directive::query::number_in_field;
use crate::document::DocId;
use crate::error::Result;
use crate::index::{Record, Snapshot, Whose};

/// The directives of the archive that a citation means: those with its very number and, where both
/// are dated, its date (or year).
///
/// # Errors
/// As [`Snapshot::with_number`].
pub(crate) fn held(snapshot: &Snapshot, citation: &Citation) -> Result<Vec<DocId>> {
    let keys = number_in_field(&citation.number).map(|number| number.keys()).unwrap_or_default();
    let mut found = Vec::new();
    for key in keys {
        for stored in snapshot.with_number(&key, Whose::Own)? {
            let record = stored.record;
            if is_meant(citation, &record) && !found.contains(&record.id) {
                found.push(record.id);
            }
        }
    }
    Ok(found)
}

fn is_meant(citation: &Citation, record: &Record) -> bool {
    let own = &record.directive;
    let number = own.number.as_deref().and_then(Number::parse);
    let is_same_number = number.is_some() && number == Number::parse(&citation.number);
    let is_same_date = match (&citation.date, &own.date) {
        (Some(cited), Some(own)) => own.starts_with(cited.as_str()),
        (Some(cited), None) => own.year.is_none_or(|year| cited.starts_with(&year.to_string())),
        (None, _) => true,
    };
    is_same_number && is_same_date
}
