//! What a reader of a directive should know: what the archive says of the paper first.

use crate::error::Result;
use crate::index::{Card, Record, Snapshot, superseding};
use crate::serve::{shown, words};
use crate::wording::page::superseded_by;
use crate::wording::{self, Lang};

/// A thing to know, and where more of it stands.
pub(in crate::serve::page) struct Warned {
    pub(in crate::serve::page) text: String,
    /// To the directive that says so.
    pub(in crate::serve::page) href: Option<String>,
}

/// What to know of a directive.
pub(in crate::serve::page) fn warnings(
    lang: Lang,
    snapshot: &Snapshot,
    record: &Record,
) -> Result<Vec<Warned>> {
    let own = &record.directive;
    let mut warnings = Vec::new();
    for superseding in superseding(snapshot, &Card::new(&record.id, own))? {
        let by = &superseding.by;
        let said = wording::superseded(lang, superseding.relation);
        let number = by.number.as_deref().or(by.symbol.as_deref()).unwrap_or_default();
        let day = by.date.as_deref().map(|date| words::day(lang, date));
        let text = superseded_by(lang, said, &shown::line(number), day.as_deref());
        warnings.push(Warned { text, href: Some(format!("/documents/{}", by.id)) });
    }
    let own = own.warnings.iter();
    warnings.extend(own.map(|warning| Warned { text: words::warning(lang, *warning), href: None }));
    Ok(warnings)
}
