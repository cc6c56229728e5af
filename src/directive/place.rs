//! Provinces, cities under the centre, and the levels below them: tables from `schema/agencies.toml`.
//!
//! In: a name, a day. Out: its spelling, which place it was, what became of it. One name may be two
//! provinces, before and after a merger.

use super::agency::FILE;
use super::history::{Change, Entry, History, Life, When};
use crate::error::Wrong;
use crate::text::fold::fold;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Provinces and cities under the centre, as the file lists them.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Places {
    cities: Vec<String>,
    provinces: Vec<String>,
    #[serde(default)]
    reorganized: Vec<Change>,
    /// Each name with its level: `tỉnh Hưng Yên`.
    #[serde(skip)]
    levelled: std::sync::OnceLock<Vec<String>>,
}

/// Levels below the province, as the file lists them.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Levels {
    names: Vec<String>,
    #[serde(default)]
    reorganized: Vec<Change>,
}

/// The level of a city under the centre, before its name.
const CITY: &str = "thành phố";

impl Places {
    pub(super) fn history(&self) -> Result<History<'_>, (usize, Wrong)> {
        let names = self.levelled.get_or_init(|| {
            let bare = |name: &String| {
                name.strip_prefix("Thành phố ").map_or_else(|| name.clone(), str::to_owned)
            };
            let cities = self.cities.iter().map(|name| format!("{CITY} {}", bare(name)));
            cities.chain(self.provinces.iter().map(|name| format!("tỉnh {name}"))).collect()
        });
        let entries = names.iter().map(|name| Entry { name, from: None, until: None });
        History::new(entries, &self.reorganized)
    }
}

impl Levels {
    pub(super) fn history(&self) -> Result<History<'_>, (usize, Wrong)> {
        let entries = self.names.iter().map(|name| Entry { name, from: None, until: None });
        History::new(entries, &self.reorganized)
    }
}

/// What became of provinces and cities.
#[expect(clippy::expect_used, reason = "a user's table is checked before it is put in force")]
static HISTORY: LazyLock<History<'static>> =
    LazyLock::new(|| FILE.places.history().map_err(|(_, wrong)| wrong).expect("agencies.toml"));

/// What became of the levels below.
#[expect(clippy::expect_used, reason = "a user's table is checked before it is put in force")]
static LEVELS: LazyLock<History<'static>> =
    LazyLock::new(|| FILE.levels.history().map_err(|(_, wrong)| wrong).expect("agencies.toml"));

/// Folded place → its spelling, and whether it is a city.
static SPELLED: LazyLock<HashMap<String, (&'static str, bool)>> = LazyLock::new(|| {
    let mut spelled = HashMap::new();
    // A name that was a province's and is a city's is the city's.
    for (names, city) in [(&FILE.places.cities, true), (&FILE.places.provinces, false)] {
        for name in names {
            let bare = name.strip_prefix("Thành phố ");
            let of_city = bare.into_iter().flat_map(|bare| {
                ["", "tp ", "tp. ", "tp."].map(|level| format!("{level}{}", fold(bare)))
            });
            for way in of_city.chain([fold(name)]) {
                spelled.entry(way).or_insert((name.as_str(), city));
            }
        }
    }
    spelled
});

/// The spelling of a province or a city, marks and case aside (`Hung Yên` → `Hưng Yên`), and
/// whether it is a city under the centre. Also of those that are no more.
#[must_use]
pub fn place(name: &str) -> Option<(&'static str, bool)> {
    SPELLED.get(fold(name).trim()).copied()
}

/// What became of provinces and cities; their names say the level: `tỉnh Hưng Yên`, `thành phố Huế`.
#[must_use]
pub fn history() -> &'static History<'static> {
    &HISTORY
}

/// What became of the levels below the province: `huyện`, `thành phố thuộc tỉnh`.
#[must_use]
pub fn levels() -> &'static History<'static> {
    &LEVELS
}

/// The province or city that a name meant on a day; without its level where only one of the two had it
/// then. `None` if there is none, or several may be meant.
#[must_use]
pub fn place_on(name: &str, on: Option<When>) -> Option<&'static Life<'static>> {
    let history = history();
    if history.lives(name).is_some() {
        return history.on(name, on);
    }
    let levels = ["tỉnh", CITY].map(|level| format!("{level} {name}"));
    let lives = levels.iter().filter_map(|name| history.lives(name)).flatten();
    let mut possible = lives.filter(|life| life.may_be(on));
    possible.next().filter(|_| possible.next().is_none())
}

/// The place that has the ground of another one today, or had it last; `None` if it was divided.
#[must_use]
pub fn today(life: &'static Life<'static>) -> Option<&'static Life<'static>> {
    let mut life = life;
    while life.gone.is_some() {
        life = match history().successors(life).as_slice() {
            [one] => one,
            _ => return None,
        };
    }
    Some(life)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(name: &str, date: &str) -> Option<&'static Life<'static>> {
        place_on(name, When::parse(date))
    }

    #[test]
    fn places() {
        assert_eq!(place("HƯNG YÊN"), Some(("Hưng Yên", false)));
        assert_eq!(place("Hung Yên"), Some(("Hưng Yên", false)));
        for name in ["TP. Hồ Chí Minh", "thành phố Hồ Chí Minh", "HỒ CHÍ MINH", "TP HO CHI MINH"]
        {
            assert_eq!(place(name), Some(("Thành phố Hồ Chí Minh", true)));
        }
        assert_eq!(place("Hà Nam Ninh"), Some(("Hà Nam Ninh", false)));
        assert_eq!(place("Cần Thơ"), Some(("Cần Thơ", true)));
        assert_eq!(place("Xã Tân Tiến"), None);
    }

    #[test]
    fn thirty_four_of_sixty_three() {
        let count = |date: &str| {
            let on = When::parse(date).unwrap();
            let names = history().names().iter();
            names.filter(|name| history().in_force(name, on) == Some(true)).count()
        };
        assert_eq!(count("2025-07-01"), 34);
        assert_eq!(count("2025-06-30"), 63);
        assert_eq!(count("2009"), 63);
        assert_eq!(count("2006"), 64);
        assert_eq!(count("2000"), 61);
        assert_eq!(count("1995"), 53);
    }

    #[test]
    fn one_name_two_provinces() {
        let (old, new) =
            (on("Hưng Yên", "2025-06-30").unwrap(), on("Hưng Yên", "2025-07-01").unwrap());
        assert_ne!(old, new);
        assert_eq!(new.since(), When::parse("2025-07-01"));
        assert_eq!(
            new.born.and_then(|change| change.by.as_deref()),
            Some("Nghị quyết 202/2025/QH15")
        );
        let before: Vec<&str> = history().predecessors(new).iter().map(|life| life.name).collect();
        assert_eq!(before, ["tỉnh Hưng Yên", "tỉnh Thái Bình"]);
        assert_eq!(today(on("Thái Bình", "2020").unwrap()), Some(new));
        assert_eq!(on("Hưng Yên", "2025"), None, "either");
        assert_eq!(place_on("Hưng Yên", None), None, "either");
        assert_eq!(
            place_on("Nghệ An", When::parse("2025")).map(|life| life.name),
            Some("tỉnh Nghệ An")
        );
    }

    #[test]
    fn former_places() {
        assert_eq!(on("Hà Tây", "2000").map(|life| life.name), Some("tỉnh Hà Tây"));
        assert_eq!(on("Hà Tây", "2010"), None);
        let now = today(on("Hà Tây", "2000").unwrap()).unwrap();
        assert_eq!(now.name, "thành phố Hà Nội");
        assert_eq!(today(on("Hà Nam Ninh", "1980").unwrap()), None, "divided");
        assert_eq!(on("Cần Thơ", "2000").map(|life| life.name), Some("tỉnh Cần Thơ"));
        assert_eq!(on("Cần Thơ", "2010").map(|life| life.name), Some("thành phố Cần Thơ"));
        assert_eq!(on("Huế", "2025-02-01").map(|life| life.name), Some("thành phố Huế"));
        assert_eq!(on("Huế", "2024-02-01"), None);
    }

    #[test]
    fn districts_have_ended() {
        let in_force = |level, date| levels().in_force(level, When::parse(date).unwrap());
        for level in ["huyện", "quận", "thị xã", "thị trấn", "thành phố thuộc tỉnh"]
        {
            assert_eq!(in_force(level, "2025-06-30"), Some(true), "{level}");
            assert_eq!(in_force(level, "2025-07-01"), Some(false), "{level}");
        }
        assert_eq!(in_force("xã", "2026"), Some(true));
        assert_eq!(in_force("đặc khu", "2026"), Some(true));
    }

    #[test]
    fn every_place_is_found_by_itself() {
        for name in history().names() {
            let bare = name.trim_start_matches("tỉnh ").trim_start_matches("thành phố ");
            let (spelled, _) = place(bare).unwrap();
            assert_eq!(spelled.trim_start_matches("Thành phố "), bare);
            assert_eq!(place(&fold(bare)), place(bare));
            let lives = history().lives(name).unwrap();
            let [.., last] = lives else { panic!("{}", name) };
            if last.gone.is_none() {
                assert_eq!(history().on(name, When::parse("2026")), Some(last));
            }
        }
    }
}
