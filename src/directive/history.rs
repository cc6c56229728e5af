//! What became of names: who had one on a day, what came before and after.
//!
//! In: names with the days they were in force, and the changes that ended some and began others.
//! Out: the lives of each name. A name that stands on both sides of a change has two lives: the body
//! before a merger is not the one after it, though both are called alike.

use crate::error::Wrong;
use crate::text::key;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer};
use std::collections::HashMap;
use std::fmt::{self, Display, Formatter};

/// A day, or a month or a year within which it lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    first: Date,
    last: Date,
}

impl When {
    /// `2025-07-01`, `2025-07`, `2025`; `None` if it is no date.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let month = parts.next().map(str::parse).transpose().ok()?;
        let day = parts.next().map(str::parse).transpose().ok()?;
        if parts.next().is_some() {
            return None;
        }
        let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        let last = match (month, day) {
            (_, Some(_)) => first,
            (Some(_), None) => first.last_of_month(),
            (None, None) => first.last_of_year(),
        };
        Some(Self { first, last })
    }

    /// The year that it begins in.
    #[must_use]
    pub fn year(self) -> i16 {
        self.first.year()
    }

    /// Whether it is over before `other` begins.
    #[must_use]
    pub fn ends_before(self, other: Self) -> bool {
        self.last < other.first
    }
}

impl Display for When {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Self { first, last } = self;
        if first == last {
            write!(formatter, "{first}")
        } else if first.month() == last.month() {
            write!(formatter, "{:04}-{:02}", first.year(), first.month())
        } else {
            write!(formatter, "{:04}", first.year())
        }
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// TOML has days of its own, and a year looks like a number.
        #[derive(Deserialize)]
        #[serde(
            untagged,
            expecting = "a date must be written \"2025-07-01\", \"2025-07\" or \"2025\""
        )]
        enum Written {
            Text(String),
            Year(i16),
            Day(toml::value::Datetime),
        }
        let text = match Written::deserialize(deserializer)? {
            Written::Text(text) => text,
            Written::Year(year) => year.to_string(),
            Written::Day(day) => day.to_string(),
        };
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "{text:?} is no date: it must be written \"2025-07-01\", \"2025-07\" or \"2025\""
            ))
        })
    }
}

/// What ended some names and began others.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The day since when it is so, or when about.
    pub on: When,
    /// The act: `Nghị quyết 202/2025/QH15`.
    #[serde(default)]
    pub by: Option<String>,
    /// The names that ended.
    #[serde(default)]
    pub from: Vec<String>,
    /// The names that began.
    #[serde(default)]
    pub to: Vec<String>,
}

impl Change {
    /// Whether it ends or begins this name, as it is spelled.
    pub(super) fn names(&self, name: &str) -> bool {
        self.from.iter().chain(&self.to).any(|other| other == name)
    }
}

/// A name of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'t> {
    pub(super) name: &'t str,
    pub(super) from: Option<When>,
    pub(super) until: Option<When>,
}

/// One body, or one place, as long as it had one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life<'t> {
    /// `tỉnh Hưng Yên`.
    pub name: &'t str,
    /// Since when, where no change tells it.
    pub from: Option<When>,
    /// The last day, where no change tells it.
    pub until: Option<When>,
    /// What began it.
    pub born: Option<&'t Change>,
    /// What ended it.
    pub gone: Option<&'t Change>,
}

impl Life<'_> {
    /// Since when.
    #[must_use]
    pub fn since(&self) -> Option<When> {
        self.born.map(|change| change.on).or(self.from)
    }

    /// Whether it may have been in force on this day; without a day, ever.
    #[must_use]
    pub fn may_be(&self, on: Option<When>) -> bool {
        on.is_none_or(|on| {
            self.since().is_none_or(|since| on.last >= since.first)
                && self.gone.is_none_or(|gone| on.first < gone.on.last)
                && self.until.is_none_or(|until| on.first <= until.last)
        })
    }

    /// Whether it was in force on this day for sure.
    fn must_be(&self, on: When) -> bool {
        self.since().is_none_or(|since| on.first >= since.last)
            && self.gone.is_none_or(|gone| on.last < gone.on.first)
            && self.until.is_none_or(|until| on.last <= until.first)
    }
}

/// What relates two lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Related<'t> {
    Same,
    /// The one became the other; the last change on the way.
    Became(&'t Change),
    Apart,
}

/// The lives of the names of one list.
#[derive(Debug)]
pub struct History<'t> {
    names: Vec<&'t str>,
    /// Key of a name → its lives, in their order.
    lives: HashMap<String, Vec<Life<'t>>>,
}

impl<'t> History<'t> {
    /// The lives of names by their changes; what is wrong with which change otherwise.
    pub(super) fn new(
        entries: impl IntoIterator<Item = Entry<'t>>,
        changes: &'t [Change],
    ) -> Result<Self, (usize, Wrong)> {
        let mut listed: HashMap<String, Entry<'t>> = HashMap::new();
        for entry in entries {
            listed.entry(name_key(entry.name)).or_insert(entry);
        }
        let mut order: Vec<(usize, &'t Change)> = changes.iter().enumerate().collect();
        order.sort_by_key(|(_, change)| change.on.first);
        let mut lives: HashMap<String, Vec<Life<'t>>> = HashMap::new();
        for (at, change) in order {
            if change.from.is_empty() && change.to.is_empty() {
                return Err((at, Wrong::NoChange));
            }
            for name in &change.from {
                let key = name_key(name);
                let entry = listed.get(&key).ok_or_else(|| (at, Wrong::Unlisted(name.clone())))?;
                let of_name = lives.entry(key).or_insert_with(|| vec![entry.life()]);
                match of_name.last_mut().filter(|life| life.gone.is_none()) {
                    Some(life) => life.gone = Some(change),
                    None => return Err((at, Wrong::EndedBefore(name.clone()))),
                }
            }
            for name in &change.to {
                let key = name_key(name);
                let entry = listed.get(&key).ok_or_else(|| (at, Wrong::Unlisted(name.clone())))?;
                let of_name = lives.entry(key).or_default();
                if of_name.last().is_some_and(|life| life.gone.is_none()) {
                    return Err((at, Wrong::ThereBefore(name.clone())));
                }
                of_name.push(Life { from: None, born: Some(change), ..entry.life() });
            }
        }
        for (key, entry) in &listed {
            let of_name = lives.entry(key.clone()).or_insert_with(|| vec![entry.life()]);
            // The end that the list tells is that of the last one.
            let last = of_name.len().saturating_sub(1);
            of_name.iter_mut().take(last).for_each(|life| life.until = None);
        }
        let mut names: Vec<&'t str> = listed.into_values().map(|entry| entry.name).collect();
        names.sort_unstable();
        Ok(Self { names, lives })
    }

    /// The names, in the order of their letters.
    #[must_use]
    pub fn names(&self) -> &[&'t str] {
        &self.names
    }

    /// The lives of a name, in their order; `None` if no list has it.
    #[must_use]
    pub fn lives(&self, name: &str) -> Option<&[Life<'t>]> {
        self.lives.get(&name_key(name)).map(Vec::as_slice)
    }

    /// The lives of a name, by its [`name_key`].
    pub(super) fn lives_of_key(&self, key: &str) -> Option<&[Life<'t>]> {
        self.lives.get(key).map(Vec::as_slice)
    }

    /// The one that a name meant on a day, or ever; `None` if none or several may be meant.
    #[must_use]
    pub fn on(&self, name: &str, on: Option<When>) -> Option<&Life<'t>> {
        let mut possible = self.lives(name)?.iter().filter(|life| life.may_be(on));
        possible.next().filter(|_| possible.next().is_none())
    }

    /// Whether a name was in force on a day; `None` where that cannot be said: of a name that no
    /// list has, of a day before the first that is known of it, or amid a change.
    #[must_use]
    pub fn in_force(&self, name: &str, on: When) -> Option<bool> {
        let lives = self.lives(name)?;
        if lives.iter().any(|life| life.must_be(on)) {
            return Some(true);
        }
        let early = lives.first()?.since().is_some_and(|since| on.first < since.first);
        (!early && !lives.iter().any(|life| life.may_be(Some(on)))).then_some(false)
    }

    /// What one became: by a new name, a merger or a division.
    #[must_use]
    pub fn successors(&self, life: &Life<'t>) -> Vec<&Life<'t>> {
        let Some(change) = life.gone else { return Vec::new() };
        self.of(&change.to, |life| life.born.is_some_and(|born| std::ptr::eq(born, change)))
    }

    /// What one was before.
    #[must_use]
    pub fn predecessors(&self, life: &Life<'t>) -> Vec<&Life<'t>> {
        let Some(change) = life.born else { return Vec::new() };
        self.of(&change.from, |life| life.gone.is_some_and(|gone| std::ptr::eq(gone, change)))
    }

    fn of(&self, names: &[String], is: impl Fn(&Life<'t>) -> bool) -> Vec<&Life<'t>> {
        let lives = names.iter().filter_map(|name| self.lives(name));
        lives.flatten().filter(|life| is(life)).collect()
    }

    /// How two lives relate.
    pub(super) fn relation(&self, a: &Life<'t>, b: &Life<'t>) -> Related<'t> {
        if a == b {
            return Related::Same;
        }
        let change = self.way(a, b).or_else(|| self.way(b, a));
        change.map_or(Related::Apart, Related::Became)
    }

    /// The last change on the way from one to a later one. Changes go forward in time, so that it ends.
    fn way(&self, from: &Life<'t>, to: &Life<'t>) -> Option<&'t Change> {
        self.successors(from)
            .into_iter()
            .find_map(|next| if next == to { next.born } else { self.way(next, to) })
    }
}

impl<'t> Entry<'t> {
    fn life(&self) -> Life<'t> {
        let Entry { name, from, until } = *self;
        Life { name, from, until, born: None, gone: None }
    }
}

/// What names are compared by: the keys of their words.
pub(super) fn name_key(name: &str) -> String {
    words(name).collect::<Vec<_>>().join(" ")
}

/// The keys of the words of a name; signs are none.
pub(super) fn words(name: &str) -> impl Iterator<Item = String> {
    let is_sign = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || "–—…“”".contains(c);
    name.split(is_sign).filter(|word| !word.is_empty()).map(key::exact)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> When {
        When::parse(text).unwrap()
    }

    #[test]
    fn days_months_years() {
        for text in ["2025-07-01", "2025-07", "2025", "2024-02-29"] {
            assert_eq!(when(text).to_string(), text);
        }
        for text in ["", "25", "2025-13", "2025-02-30", "2025-07-01-1", "2025-07-xx", "năm"] {
            assert_eq!(When::parse(text), None, "{text}");
        }
        assert_eq!(when("2024-02").last, Date::constant(2024, 2, 29));
        assert!(when("2024").ends_before(when("2025-01-01")));
        assert!(!when("2025").ends_before(when("2025-06")));
        for toml in ["a = 2025-07-01", "a = \"2025-07-01\""] {
            let read: HashMap<String, When> = toml::from_str(toml).unwrap();
            assert_eq!(read.get("a"), Some(&when("2025-07-01")));
            // As JSON, in which tables go to workers.
            let json: serde_json::Value = toml::from_str(toml).unwrap();
            let read: HashMap<String, When> = serde_json::from_str(&json.to_string()).unwrap();
            assert_eq!(read.get("a"), Some(&when("2025-07-01")));
        }
        let read: HashMap<String, When> = toml::from_str("a = 1994").unwrap();
        assert_eq!(read.get("a"), Some(&when("1994")));
        let wrong = toml::from_str::<HashMap<String, When>>("a = \"July\"").unwrap_err();
        assert!(wrong.message().contains("July"), "{wrong}");
    }

    fn change(on: &str, from: &[&str], to: &[&str]) -> Change {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Change { on: when(on), by: None, from: names(from), to: names(to) }
    }

    fn entries(names: &[&'static str]) -> Vec<Entry<'static>> {
        names.iter().map(|name| Entry { name, from: None, until: None }).collect()
    }

    #[test]
    fn lives_of_names() {
        let changes = [
            change("2000", &["sông vân", "núi mây"], &["sông vân"]),
            change("1990-05-01", &["sông mây"], &["sông vân", "núi mây"]),
        ];
        let names = entries(&["sông vân", "núi mây", "sông mây", "biển"]);
        let history = History::new(names, &changes).unwrap();
        assert_eq!(history.lives("Sông Vân").unwrap().len(), 2);
        assert_eq!(history.in_force("sông vân", when("1995")), Some(true));
        assert_eq!(history.in_force("sông vân", when("1980")), None, "not known before");
        assert_eq!(history.in_force("núi mây", when("2000-06")), None, "amid the change");
        assert_eq!(history.in_force("núi mây", when("2001")), Some(false));
        assert_eq!(history.in_force("biển", when("2001")), Some(true));
        assert_eq!(history.in_force("hồ", when("2001")), None);
        assert_eq!(history.on("sông vân", None), None, "two");
        let old = history.on("sông mây", Some(when("1990-04-30"))).unwrap();
        let new = history.on("sông vân", Some(when("2020"))).unwrap();
        assert_eq!(history.relation(old, new), Related::Became(&changes[0]));
        assert_eq!(history.relation(new, old), Related::Became(&changes[0]));
        assert_eq!(history.on("sông mây", Some(when("1990-05-01"))), None, "ended that day");
        let names: Vec<&str> = history.successors(old).iter().map(|life| life.name).collect();
        assert_eq!(names, ["sông vân", "núi mây"]);
        let names: Vec<&str> = history.predecessors(new).iter().map(|life| life.name).collect();
        assert_eq!(names, ["sông vân", "núi mây"]);
        let sea = history.on("biển", None).unwrap();
        assert_eq!(history.relation(sea, old), Related::Apart);
    }

    #[test]
    fn what_cannot_be() {
        let of = |changes: &[Change]| History::new(entries(&["a", "b"]), changes).unwrap_err();
        assert_eq!(of(&[change("2000", &[], &[])]), (0, Wrong::NoChange));
        assert_eq!(of(&[change("2000", &["c"], &[])]), (0, Wrong::Unlisted("c".into())));
        let ended = [change("2001", &["a"], &["b"]), change("2000", &["a"], &[])];
        assert_eq!(of(&ended), (0, Wrong::EndedBefore("a".into())));
        let there = [change("2000", &["a"], &["b"]), change("2001", &[], &["b"])];
        assert_eq!(of(&there), (1, Wrong::ThereBefore("b".into())));
    }
}
