//! A number asked for: how it is shown, and whether a number in a record is the one.

use super::days::{self, Days};
use crate::directive::number::Number;
use crate::directive::query::{NumberQuery, Reading};

/// Whether the canonical number of a record answers to what was typed.
pub(crate) fn is_meant(query: &NumberQuery, canonical: &str) -> bool {
    let Some(number) = Number::parse(canonical) else { return false };
    let held = number.keys(None, None);
    query.keys().iter().chain(&query.folded_keys()).any(|key| held.contains(key))
}

/// A number as it was understood, for people, with its date if one was typed: `202-KL/TW`, `KL 202/…`.
pub(crate) fn shown(query: &NumberQuery, days: Option<&Days>) -> String {
    match days {
        Some(days) => format!("{} ({})", bare(query), days::shown(days)),
        None => bare(query),
    }
}

fn bare(query: &NumberQuery) -> String {
    let kinds = |kinds: &[String]| kinds.join("|").to_uppercase();
    let dated = |year: &Option<u16>| year.map(|year| format!("/{year}")).unwrap_or_default();
    match &query.reading {
        Reading::Full(number) => number.to_string(),
        Reading::KindAndBody { kinds: of, numeral, body } => {
            format!("{} {}/{body}-…", kinds(of), numeral.as_str())
        }
        Reading::Kind { kinds: of, numeral, year } => {
            format!("{} {}{}/…", kinds(of), numeral.as_str(), dated(year))
        }
        Reading::Number { numeral, year } => format!("{}{}/…", numeral.as_str(), dated(year)),
        Reading::Symbol(symbol) => format!("…/{symbol}"),
    }
}
