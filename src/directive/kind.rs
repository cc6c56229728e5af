//! The kinds of directives (tên loại): a table from `schema/kinds.toml`.
//!
//! In: the letters of a number, or the words before it. Out: the [`Kind`]. Knows no grammar.

use crate::data::{self, Source};
use crate::error::{Result, Wrong};
use crate::text::fold::fold;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use utoipa::ToSchema;

/// Whose paper it is. State and Party write the same parts in another order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum System {
    /// Nghị định 30/2020/NĐ-CP: `33/CĐ-TTg`.
    State,
    /// Quy định 399-QĐ/TW: `202-KL/TW`.
    Party,
    /// Either.
    Both,
}

impl System {
    /// Whether a body or a kind of this system may stand in a paper of `other`.
    #[must_use]
    pub fn admits(self, other: Self) -> bool {
        self == Self::Both || other == Self::Both || self == other
    }
}

/// One kind.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// `Nghị quyết`.
    pub name: String,
    /// The letters in a number; the first is the usual one.
    pub abbreviations: Vec<String>,
    /// Further names of the same kind: `Thông báo kết luận`.
    #[serde(default)]
    pub names: Vec<String>,
    /// Whose kind it is.
    pub system: System,
    /// Numbered with a year (`178/2024/NĐ-CP`).
    #[serde(default)]
    pub act: bool,
    /// Its name before a year or a small count is a phrase: `kế hoạch 2025`, `báo cáo 6 tháng`.
    #[serde(default)]
    pub planning: bool,
    /// Known by its title: its name before a bare number is a phrase (`đề án 06`).
    #[serde(default)]
    pub titled: bool,
    /// What OCR makes of the letters.
    #[serde(default)]
    slips: Vec<String>,
    #[serde(default)]
    key: Option<String>,
}

impl Kind {
    /// The usual letters.
    #[must_use]
    pub fn abbreviation(&self) -> &str {
        self.abbreviations.first().map_or("", String::as_str)
    }

    /// The kind in a lookup key: its usual letters in lower case, or what tells it from another
    /// kind with the same letters.
    #[must_use]
    pub fn key(&self) -> String {
        self.key.clone().unwrap_or_else(|| self.abbreviation().to_lowercase())
    }
}

/// A name of a kind as folded words: `["ket", "luan"]`.
#[derive(Debug)]
pub(super) struct Name {
    /// The words.
    pub(super) words: Vec<String>,
    /// Which kind.
    pub(super) kind: &'static Kind,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Vec<Kind>,
}

/// Whether a user's table is sound.
///
/// # Errors
/// [`crate::error::Error::Table`]: what is wrong, and where.
pub fn check(source: &Source) -> Result<()> {
    let file: File = source.parse()?;
    let (mut names, mut keys, mut letters) = (HashSet::new(), HashSet::new(), HashMap::new());
    for (at, kind) in file.kind.iter().enumerate() {
        let wrong = |wrong| Err(source.wrong("kind", at, wrong));
        if fold(&kind.name).trim().is_empty() {
            return wrong(Wrong::Nameless);
        }
        if kind.abbreviations.is_empty() {
            return wrong(Wrong::NoLetters(kind.name.clone()));
        }
        for name in std::iter::once(&kind.name).chain(&kind.names) {
            let words: Vec<String> = fold(name).split_whitespace().map(str::to_owned).collect();
            if words.is_empty() {
                return wrong(Wrong::Nameless);
            }
            if !names.insert(words) {
                return wrong(Wrong::Twice(name.clone()));
            }
        }
        for abbreviation in &kind.abbreviations {
            let is_word = abbreviation.chars().all(char::is_alphabetic) && !abbreviation.is_empty();
            if !is_word {
                return wrong(Wrong::NotLetters(abbreviation.clone()));
            }
            // State and Party may mean two kinds by the same letters, and a key tells two kinds apart.
            let same: &mut Vec<(usize, System)> =
                letters.entry(abbreviation.to_lowercase()).or_default();
            let is_taken = |(of, system): &(usize, System)| *of != at && system.admits(kind.system);
            if kind.key.is_none() && same.iter().any(is_taken) {
                return wrong(Wrong::Twice(abbreviation.clone()));
            }
            same.push((at, kind.system));
        }
        if !keys.insert(kind.key()) {
            return wrong(Wrong::Twice(kind.key()));
        }
    }
    Ok(())
}

/// The kinds and their indexes.
struct Table {
    kinds: &'static [Kind],
    /// Lower-case letters, marks kept.
    exact: HashMap<String, Vec<&'static Kind>>,
    /// Folded letters and slips → the right letters.
    repairs: HashMap<String, String>,
    names: Vec<Name>,
    /// First word of a name → the names, most words first.
    first: HashMap<String, Vec<usize>>,
    /// Last word of a name → the names, most words first.
    last: HashMap<String, Vec<usize>>,
}

#[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let file: File = data::table("kinds").expect("kinds.toml");
    let kinds: &'static [Kind] = Box::leak(file.kind.into_boxed_slice());
    let mut table = Table {
        kinds,
        exact: HashMap::new(),
        repairs: HashMap::new(),
        names: Vec::new(),
        first: HashMap::new(),
        last: HashMap::new(),
    };
    for kind in kinds {
        for letters in &kind.abbreviations {
            table.exact.entry(letters.to_lowercase()).or_default().push(kind);
        }
        for name in std::iter::once(&kind.name).chain(&kind.names) {
            let words = fold(name).split_whitespace().map(str::to_owned).collect();
            table.names.push(Name { words, kind });
        }
    }
    for kind in kinds {
        let first = kind.abbreviation();
        for (slip, right) in kind
            .abbreviations
            .iter()
            .map(|letters| (fold(letters), letters.as_str()))
            .chain(kind.slips.iter().map(|slip| (slip.to_lowercase(), first)))
        {
            table.repairs.entry(slip).or_insert_with(|| right.to_owned());
        }
    }
    // Longest name first, so that "Thông báo kết luận" is tried before "Kết luận".
    table.names.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
    for (at, name) in table.names.iter().enumerate() {
        if let (Some(first), Some(last)) = (name.words.first(), name.words.last()) {
            table.first.entry(first.clone()).or_default().push(at);
            table.last.entry(last.clone()).or_default().push(at);
        }
    }
    table
});

/// All kinds, in the order of the table.
#[must_use]
pub fn kinds() -> &'static [Kind] {
    TABLE.kinds
}

/// All names of kinds, those with most words first.
pub(super) fn names() -> &'static [Name] {
    &TABLE.names
}

/// The names that begin with this folded word, those with most words first.
pub(super) fn names_from(word: &str) -> impl Iterator<Item = &'static Name> {
    TABLE.first.get(word).into_iter().flatten().filter_map(|&at| TABLE.names.get(at))
}

/// The names that end with this folded word, those with most words first.
pub(super) fn names_to(word: &str) -> impl Iterator<Item = &'static Name> {
    TABLE.last.get(word).into_iter().flatten().filter_map(|&at| TABLE.names.get(at))
}

/// The kind that letters stand for in a number of `system`: `QĐ`, `qđ`, `QĐNS`; after
/// [`spelling`].
#[must_use]
pub fn of_letters(letters: &str, system: System) -> Option<&'static Kind> {
    let kinds = TABLE.exact.get(&letters.to_lowercase())?;
    kinds
        .iter()
        .find(|k| k.system == system)
        .or_else(|| kinds.iter().find(|k| k.system.admits(system)))
        .or_else(|| kinds.first())
        .copied()
}

/// Every kind that letters may stand for: `TT` is Thông tư and Thông tri.
#[must_use]
pub fn all_of_letters(letters: &str) -> &'static [&'static Kind] {
    TABLE.exact.get(&letters.to_lowercase()).map_or(&[], Vec::as_slice)
}

/// The kind of this name, marks and case aside.
#[must_use]
pub fn of_name(name: &str) -> Option<&'static Kind> {
    let folded = fold(name);
    let mut words = folded.split_whitespace();
    let words: Vec<&str> = words.by_ref().take(8).collect();
    names().iter().find(|n| n.words == words).map(|n| n.kind)
}

/// The right spelling of the letters of a kind: `qđ` → `QĐ`, `CTR` → `CTr`, and the slips of OCR,
/// `CD` → `CĐ`, `NP` → `NĐ`. Letters that are a kind as they stand are never repaired (`HD` stays
/// Hướng dẫn). `None` if they are no kind of the table.
#[must_use]
pub fn spelling(letters: &str) -> Option<&'static str> {
    let lower = letters.to_lowercase();
    let spelled = TABLE.exact.get(&lower).and_then(|kinds| kinds.first()).and_then(|kind| {
        kind.abbreviations
            .iter()
            .find(|a| a.as_str() == letters)
            .or_else(|| kind.abbreviations.iter().find(|a| a.to_lowercase() == lower))
    });
    let spelled = spelled.or_else(|| TABLE.repairs.get(&lower)).map(String::as_str);
    // "QĐĐ": the bar of the letter, read as another.
    spelled.or_else(|| lower.contains("đđ").then(|| spelling(&lower.replace("đđ", "đ"))).flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        for kind in kinds() {
            assert!(!kind.name.is_empty() && !kind.abbreviations.is_empty(), "{kind:?}");
            for letters in &kind.abbreviations {
                assert_eq!(spelling(letters), Some(letters.as_str()));
                assert!(letters.chars().all(char::is_alphabetic), "{letters}");
            }
            for slip in &kind.slips {
                assert!(!TABLE.exact.contains_key(&slip.to_lowercase()), "{slip} is a kind");
            }
        }
        let mut names: Vec<&Vec<String>> = names().iter().map(|n| &n.words).collect();
        names.sort();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "every name means one kind");
        let keys: std::collections::HashSet<String> = kinds().iter().map(Kind::key).collect();
        assert_eq!(keys.len(), kinds().len(), "every kind has a key of its own");
    }

    #[test]
    fn letters() {
        assert_eq!(spelling("CD"), Some("CĐ"));
        assert_eq!(spelling("NP"), Some("NĐ"));
        assert_eq!(spelling("QĐĐ"), Some("QĐ"));
        assert_eq!(spelling("ND"), Some("NĐ"));
        assert_eq!(spelling("OD"), Some("QĐ"));
        assert_eq!(spelling("HD"), Some("HD"));
        assert_eq!(spelling("hđ"), Some("HĐ"));
        assert_eq!(spelling("DA"), Some("DA"));
        assert_eq!(spelling("ctr"), Some("CTr"));
        assert_eq!(spelling("ZZ"), None);
        let name = |l, s| of_letters(l, s).map(|k| k.name.as_str());
        assert_eq!(name("TT", System::Party), Some("Thông tri"));
        assert_eq!(name("TT", System::State), Some("Thông tư"));
        assert_eq!(of_name("KẾT  LUẬN").map(Kind::key), Some("kl".into()));
    }
}
