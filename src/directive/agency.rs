//! Bodies: a table from `schema/agencies.toml`.
//!
//! In: the letters of a number, or a name. Out: the [`Agency`], the spelling of its letters, what became
//! of it. The list of bodies is open: unknown letters are no error anywhere.

use super::history::{Change, Entry, History, When};
use super::kind::System;
pub use super::place::place;
use super::place::{Levels, Places};
use crate::data::{self, Source};
use crate::error::{Result, Wrong};
use crate::text::fold::fold;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
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
    /// Since when it has the name, where no change tells it.
    #[serde(default)]
    pub from: Option<When>,
    /// The last day, where no change tells it.
    #[serde(default)]
    pub until: Option<When>,
    #[serde(default)]
    slips: Vec<String>,
}

/// Names that stand in changes alone.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Former {
    names: Vec<String>,
}

/// `agencies.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    agency: Vec<Agency>,
    #[serde(default)]
    former: Former,
    #[serde(default)]
    renamed: Vec<Change>,
    #[serde(default)]
    pub(super) places: Places,
    #[serde(default)]
    pub(super) levels: Levels,
}

#[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
pub(super) static FILE: LazyLock<File> =
    LazyLock::new(|| data::table("agencies").expect("agencies.toml"));

impl File {
    /// What became of bodies: of those that one can be sure to know by their name.
    fn history(&self) -> std::result::Result<History<'_>, (usize, Wrong)> {
        let changed = |name: &str| self.renamed.iter().any(|change| change.names(name));
        let known = self.agency.iter().filter_map(|agency| {
            let name = agency.name.as_deref().filter(|name| !name.contains('{'))?;
            let sure = agency.unique || agency.from.is_some() || agency.until.is_some();
            let entry = Entry { name, from: agency.from, until: agency.until };
            (sure || changed(name)).then_some(entry)
        });
        let former = self.former.names.iter().map(|name| Entry { name, from: None, until: None });
        History::new(known.chain(former), &self.renamed)
    }
}

/// What became of bodies.
#[expect(clippy::expect_used, reason = "a user's table is checked before it is put in force")]
pub(super) static HISTORY: LazyLock<History<'static>> =
    LazyLock::new(|| FILE.history().map_err(|(_, wrong)| wrong).expect("agencies.toml"));

/// What became of bodies: ministries, organs of the Party's centre, the State's highest bodies.
#[must_use]
pub fn history() -> &'static History<'static> {
    &HISTORY
}

/// What became of bodies, change by change.
#[must_use]
pub fn renamings() -> &'static [Change] {
    &FILE.renamed
}

/// Whether a user's table is sound.
///
/// # Errors
/// [`crate::error::Error::Table`]: what is wrong, and where.
pub fn check(source: &Source) -> Result<()> {
    let file: File = source.parse()?;
    let mut symbols = HashSet::new();
    for (at, agency) in file.agency.iter().enumerate() {
        let wrong = |wrong| Err(source.wrong("agency", at, wrong));
        let name = agency.name.as_deref().or(agency.symbol.as_deref()).unwrap_or_default();
        if fold(name).trim().is_empty() {
            return wrong(Wrong::Nameless);
        }
        if agency.from.zip(agency.until).is_some_and(|(from, until)| until.ends_before(from)) {
            return wrong(Wrong::Backwards(name.to_owned()));
        }
        if let Some(symbol) = &agency.symbol
            && !symbols.insert(symbol.to_lowercase())
        {
            return wrong(Wrong::Twice(symbol.clone()));
        }
    }
    let tables = [
        ("renamed", file.history().map(|_| ())),
        ("places.reorganized", file.places.history().map(|_| ())),
        ("levels.reorganized", file.levels.history().map(|_| ())),
    ];
    for (list, sound) in tables {
        sound.map_err(|(at, wrong)| source.wrong(list, at, wrong))?;
    }
    Ok(())
}

struct Table {
    agencies: &'static [Agency],
    /// Lower-case letters, marks kept.
    exact: HashMap<String, &'static Agency>,
    /// Folded letters and slips.
    repairs: HashMap<String, &'static Agency>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let agencies = FILE.agency.as_slice();
    let (mut exact, mut repairs) = (HashMap::new(), HashMap::new());
    for agency in agencies {
        let Some(symbol) = &agency.symbol else { continue };
        exact.entry(symbol.to_lowercase()).or_insert(agency);
        repairs.entry(fold(symbol)).or_insert(agency);
        for slip in &agency.slips {
            repairs.entry(slip.to_lowercase()).or_insert(agency);
        }
    }
    Table { agencies, exact, repairs }
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
    fn bodies_by_day() {
        let on = |name: &str, date: &str| history().on(name, When::parse(date));
        let by =
            |name, date| on(name, date).and_then(|life| life.born).and_then(|c| c.by.as_deref());
        assert_eq!(by("Bộ Nội vụ", "2026"), Some("Nghị quyết 176/2025/QH15"));
        assert_eq!(by("Bộ Nội vụ", "2010"), Some("Nghị quyết 02/2002/QH11"));
        assert_eq!(history().lives("Bộ Nội vụ").map(<[_]>::len), Some(4));
        let next = |name, date| -> Vec<&str> {
            let life = on(name, date).unwrap();
            history().successors(life).iter().map(|life| life.name).collect()
        };
        assert_eq!(next("Bộ Kế hoạch và Đầu tư", "2024"), ["Bộ Tài chính"]);
        assert_eq!(next("Bộ Nội vụ", "1990"), ["Bộ Công an"]);
        assert_eq!(next("Hội đồng Bộ trưởng", "1985"), ["Chính phủ"]);
        let before = history().predecessors(on("Bộ Nông nghiệp và Môi trường", "2026").unwrap());
        let before: Vec<&str> = before.iter().map(|life| life.name).collect();
        assert_eq!(
            before,
            ["Bộ Nông nghiệp và Phát triển nông thôn", "Bộ Tài nguyên và Môi trường"]
        );
        let in_force = |name: &str, date| history().in_force(name, When::parse(date).unwrap());
        assert_eq!(in_force("Bộ Giao thông vận tải", "2025-02-28"), Some(true));
        assert_eq!(in_force("Bộ Giao thông vận tải", "2025-03-01"), Some(false));
        assert_eq!(in_force("Bộ Thông tin và Truyền thông", "2007-08-15"), None, "amid the change");
        assert_eq!(in_force("Tổng cục Thuế", "2026"), Some(false));
        assert_eq!(in_force("Sở Nội vụ", "2026"), None, "not a body of this table");
    }

    #[test]
    fn every_entry_is_found_by_itself() {
        for agency in agencies() {
            if let Some(symbol) = &agency.symbol {
                assert_eq!(of_symbol(symbol), Some(agency));
                for written in [symbol.clone(), symbol.to_lowercase(), format!("{symbol}15")] {
                    let spelled = spelling(&written);
                    assert_eq!(spelled.trim_end_matches("15"), symbol);
                }
            }
        }
        for name in HISTORY.names() {
            assert!(HISTORY.lives(name).is_some_and(|lives| !lives.is_empty()), "{name}");
        }
    }
}
