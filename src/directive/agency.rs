//! Bodies and places: a table from `schema/agencies.toml`.
//!
//! In: the letters of a number, or a name. Out: the [`Agency`], the spelling of its letters, the
//! spelling of a place. The list of bodies is open: unknown letters are no error anywhere.

use super::kind::System;
use crate::text::fold::fold;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// One body.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// The letters in a number: `UBND`.
    #[serde(default)]
    pub symbol: Option<String>,
    /// Its name; `{place}` stands for the place that the directive is dated from.
    #[serde(default)]
    pub name: Option<String>,
    /// Other ways to write the name.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// State or Party.
    pub system: System,
    /// The letters name this one body.
    #[serde(default)]
    pub unique: bool,
    #[serde(default)]
    slips: Vec<String>,
}

#[derive(Deserialize)]
struct Places {
    cities: Vec<String>,
    provinces: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    agency: Vec<Agency>,
    places: Places,
}

struct Table {
    agencies: &'static [Agency],
    /// Lower-case letters, marks kept.
    exact: HashMap<String, &'static Agency>,
    /// Folded letters and slips.
    repairs: HashMap<String, &'static Agency>,
    /// Folded place → its spelling, and whether it is a city.
    places: HashMap<String, (String, bool)>,
}

#[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File = serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/agencies.json")))
        .expect("agencies.toml");
    let agencies: &'static [Agency] = Box::leak(file.agency.into_boxed_slice());
    let (mut exact, mut repairs) = (HashMap::new(), HashMap::new());
    for agency in agencies {
        let Some(symbol) = &agency.symbol else { continue };
        exact.entry(symbol.to_lowercase()).or_insert(agency);
        repairs.entry(fold(symbol)).or_insert(agency);
        for slip in &agency.slips {
            repairs.entry(slip.to_lowercase()).or_insert(agency);
        }
    }
    let Places { cities, provinces } = file.places;
    let spell = |names: Vec<String>, city| names.into_iter().map(move |n| (fold(&n), (n, city)));
    let mut places: HashMap<_, _> = spell(cities, true).chain(spell(provinces, false)).collect();
    for short in ["tp. ho chi minh", "tp ho chi minh", "ho chi minh", "tp.ho chi minh"] {
        places.insert(short.into(), ("Thành phố Hồ Chí Minh".into(), true));
    }
    Table { agencies, exact, repairs, places }
});

/// All bodies, in the order of the table.
#[must_use]
pub fn agencies() -> &'static [Agency] {
    TABLE.agencies
}

/// The body that letters stand for, after repair: `TW`, `BCD` → `BCĐ`, `QH15` → `QH`.
#[must_use]
pub fn of_symbol(letters: &str) -> Option<&'static Agency> {
    let lower = letters.to_lowercase();
    TABLE.exact.get(&lower).or_else(|| TABLE.repairs.get(&lower)).copied().or_else(|| {
        let bare = lower.trim_end_matches(|c: char| c.is_ascii_digit());
        (bare.len() < lower.len()).then(|| TABLE.exact.get(bare).copied()).flatten()
    })
}

/// The right spelling of one part of a body's letters: `ttg` → `TTg`, `BCD` → `BCĐ`, digits at
/// the end kept. Unknown letters stay as they are, all-lower-case ones become capitals.
#[must_use]
pub fn spelling(letters: &str) -> String {
    let digits = letters.chars().rev().take_while(char::is_ascii_digit).count();
    let (bare, digits) = letters.split_at(letters.len() - digits);
    let lower = bare.to_lowercase();
    match TABLE.exact.get(&lower).or_else(|| TABLE.repairs.get(&lower)) {
        Some(agency) => format!("{}{digits}", agency.symbol.as_deref().unwrap_or(bare)),
        None if bare == lower => format!("{}{digits}", bare.to_uppercase()),
        None => letters.to_owned(),
    }
}

/// The spelling of a province or a city, marks and case aside (`Hung Yên` → `Hưng Yên`), and
/// whether it is a city under the centre.
#[must_use]
pub fn place(name: &str) -> Option<(&'static str, bool)> {
    let (spelled, city) = TABLE.places.get(fold(name).trim())?;
    Some((spelled, *city))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters() {
        assert_eq!(spelling("ttg"), "TTg");
        assert_eq!(spelling("TTG"), "TTg");
        assert_eq!(spelling("BCD"), "BCĐ");
        assert_eq!(spelling("BCP"), "BCĐ");
        assert_eq!(spelling("qh15"), "QH15");
        assert_eq!(spelling("bxd"), "BXD");
        assert_eq!(spelling("KTTHxyz"), "KTTHxyz");
        assert_eq!(of_symbol("UBTVQH14").and_then(|a| a.symbol.as_deref()), Some("UBTVQH"));
        assert_eq!(of_symbol("CP").map(|a| a.unique), Some(true));
    }

    #[test]
    fn places() {
        assert_eq!(place("HƯNG YÊN"), Some(("Hưng Yên", false)));
        assert_eq!(place("Hung Yên"), Some(("Hưng Yên", false)));
        assert_eq!(place("TP. Hồ Chí Minh"), Some(("Thành phố Hồ Chí Minh", true)));
        assert_eq!(place("Xã Tân Tiến"), None);
    }
}
