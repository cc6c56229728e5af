//! Whether two names, each on its day, mean one body.
//!
//! In: names as headers and citations write them (`UBND tỉnh Hưng Yên`, `Bộ trưởng Bộ Y tế`), the days
//! of their papers. Out: [`Sameness`]. Two names are the same, or are not, only where the tables are
//! sure of both; everything else is [`Sameness::Unknown`].
//!
//! ```text
//! name  = [organ | head] kind {level Words}        organ of a Party committee, head of an office
//! kind  = a body of the table | "ủy ban nhân dân" | "sở" … | "tỉnh ủy" …
//! ```

mod wording;

use super::agency;
use super::history::{Change, History, Life, Related, When, name_key, words};
use super::place;
use std::collections::HashMap;
use std::slice::from_ref;
use std::sync::LazyLock;
use wording::{
    CENTRAL, CENTRE, CITY, CITY_OF_PROVINCE, COMMITTEES, HEADS, LEVELS, LOCAL, LOCAL_HEADS,
    PROVINCE, PROVINCIAL, SHORT,
};

/// How two bodies relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sameness {
    /// They are one body.
    Same,
    /// One became the other by a new name, a merger or a division; they may have one name. The last
    /// change between them.
    Renamed(&'static Change),
    /// They are two bodies.
    Different,
    /// The names do not tell, or not on these days.
    Unknown,
}

/// Whether two names mean one body. A day is that of the paper: when the body of this name acted.
#[must_use]
pub fn same_body(a: &str, a_on: Option<When>, b: &str, b_on: Option<When>) -> Sameness {
    let (a, b) = (Named::of(a), Named::of(b));
    let kind = a.kind_like(a_on, &b, b_on);
    if kind == Sameness::Different {
        return kind;
    }
    let whole = match (a.area.as_slice(), b.area.as_slice()) {
        ([], []) if a.is_local() || b.is_local() => Sameness::Unknown,
        ([], []) => kind,
        ([], _) | (_, []) => Sameness::Unknown,
        (a, b) => both(kind, areas(a, a_on, b, b_on)),
    };
    let is_one = matches!(whole, Sameness::Same | Sameness::Renamed(_));
    // Numbers begin anew with each term.
    if is_one && a.term.as_ref().zip(b.term.as_ref()).is_some_and(|(a, b)| a != b) {
        return Sameness::Different;
    }
    // The committee itself acts by each of its organs; of two organs nothing is sure.
    let apart = !a.organs.is_empty()
        && !b.organs.is_empty()
        && !a.organs.iter().any(|organ| b.organs.contains(organ));
    if apart && is_one { Sameness::Unknown } else { whole }
}

/// What two parts of a name come to.
fn both(kind: Sameness, place: Sameness) -> Sameness {
    match (kind, place) {
        // Other places are other bodies, whatever they are called; not so the other way round.
        (Sameness::Same | Sameness::Renamed(_), Sameness::Different) => Sameness::Different,
        (Sameness::Same, other) | (other, Sameness::Same) => other,
        (Sameness::Renamed(a), Sameness::Renamed(b)) => {
            Sameness::Renamed(if a.on.ends_before(b.on) { b } else { a })
        }
        _ => Sameness::Unknown,
    }
}

/// A part of the ground that a body is of.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Area {
    /// A province or city under the centre, by the key of its name with its level; several if only
    /// the day tells which.
    Province(Vec<String>),
    /// Below it: the key of its level, and of its name.
    Below(&'static str, String),
}

/// A name, taken apart. Words are keys: marks count, the ways to write them do not.
#[derive(Debug, Default)]
struct Named {
    /// Bodies that act for a committee.
    organs: Vec<&'static str>,
    /// `XIII`.
    term: Option<String>,
    kind: String,
    /// The smallest first.
    area: Vec<Area>,
}

/// Other names of the table → its own.
static ALIASES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let named =
        agency::agencies().iter().filter_map(|agency| Some((agency.name.as_ref()?, agency)));
    let plain = named.filter(|(name, _)| !name.contains('{'));
    plain
        .flat_map(|(name, agency)| {
            agency.aliases.iter().map(|alias| (name_key(alias), name_key(name)))
        })
        .collect()
});

/// How many of `words` a phrase takes at their start.
fn starts(words: &[String], phrase: &str) -> Option<usize> {
    let mut n = 0;
    for part in self::words(phrase) {
        (*words.get(n)? == part).then_some(())?;
        n += 1;
    }
    Some(n)
}

/// A level of government at the start of `words`; "xã hội" is none.
fn level(words: &[String]) -> Option<(&'static str, usize)> {
    let found = LEVELS.iter().find_map(|level| Some((*level, starts(words, level)?)));
    found.filter(|(level, _)| *level != "xã" || starts(words, "xã hội").is_none())
}

impl Named {
    fn of(name: &str) -> Self {
        let mut all: Vec<String> = Vec::new();
        for word in words(name) {
            match SHORT.iter().find(|(short, _)| name_key(short) == word) {
                Some((_, long)) => all.extend(words(long)),
                None => all.push(word),
            }
        }
        let mut named = Self::default();
        let mut rest = all.as_slice();
        if let Some(at) =
            rest.iter().position(|word| *word == name_key("khóa")).filter(|at| *at > 0)
        {
            named.term = rest.get(at + 1).cloned();
            rest = rest.get(..at).unwrap_or_default();
        }
        let joined = rest.join(" ");
        if let Some((_, organs)) = CENTRE.iter().find(|(name, _)| name_key(name) == joined) {
            named.organs = organs.to_vec();
            named.kind = name_key(CENTRAL);
            return named;
        }
        if let Some(n) = starts(rest, "ban chấp hành đảng bộ") {
            rest = rest.get(n..).unwrap_or_default();
            named.committee(PROVINCIAL, rest);
            return named;
        }
        for organ in ["ban thường vụ", "thường trực"] {
            let behind = starts(rest, organ).and_then(|n| rest.get(n..));
            let is_committee = |words: &&[String]| {
                COMMITTEES.iter().any(|(committee, _)| starts(words, committee).is_some())
            };
            if let Some(behind) = behind.filter(is_committee) {
                named.organs = vec![organ];
                rest = behind;
            }
        }
        for (head, of) in HEADS {
            let behind = starts(rest, head).and_then(|n| rest.get(n..));
            if let Some(behind) = behind.filter(|behind| starts(behind, of).is_some()) {
                rest = behind;
                break;
            }
        }
        let committee = COMMITTEES.iter().find_map(|(committee, level)| {
            let n = starts(rest, committee).filter(|_| !level.is_empty())?;
            Some((*committee, *level, rest.get(n..)?))
        });
        match committee {
            Some((committee, own, place)) if !place.is_empty() && level(place).is_none() => {
                let place: Vec<String> = words(own).chain(place.iter().cloned()).collect();
                named.committee(committee, &place);
            }
            Some((committee, ..)) => named.kind = name_key(committee),
            None => named.body(rest),
        }
        named
    }

    /// A committee of the Party, and the place it is of with its level.
    fn committee(&mut self, committee: &'static str, place: &[String]) {
        self.area = areas_of(place);
        let is_provincial = matches!(self.area.as_slice(), [Area::Province(_)]);
        self.kind = name_key(if is_provincial { PROVINCIAL } else { committee });
        // "Ban Chấp hành Đảng bộ xã …": which committee that is, its level tells.
        if !is_provincial && committee == PROVINCIAL {
            self.kind = name_key("ban chấp hành đảng bộ");
        }
    }

    /// Any other body.
    fn body(&mut self, rest: &[String]) {
        let whole = rest.join(" ");
        if let Some(name) = ALIASES.get(&whole) {
            self.kind.clone_from(name);
            return;
        }
        if agency::HISTORY.lives_of_key(&whole).is_some() {
            self.kind = whole;
            return;
        }
        let split = (1..rest.len()).find(|at| level(rest.get(*at..).unwrap_or_default()).is_some());
        if let Some(at) = split {
            self.kind = rest.get(..at).unwrap_or_default().join(" ");
            self.area = areas_of(rest.get(at..).unwrap_or_default());
            return;
        }
        self.kind = whole;
        if starts(rest, "sở").is_none() {
            return;
        }
        // "Sở Y tế Hưng Yên": the longest end that is a place.
        for at in 2..rest.len() {
            let (kind, place) = rest.split_at(at.min(rest.len()));
            let place = place.join(" ");
            let names = [PROVINCE, CITY].map(|level| format!("{} {place}", name_key(level)));
            let known: Vec<String> = names
                .into_iter()
                .filter(|name| place::history().lives_of_key(name).is_some())
                .collect();
            if !known.is_empty() {
                self.kind = kind.join(" ");
                self.area = vec![Area::Province(known)];
                return;
            }
        }
    }

    /// Whether it says nothing without a place.
    fn is_local(&self) -> bool {
        let kind: Vec<String> = self.kind.split(' ').map(str::to_owned).collect();
        self.is_one_of(&LOCAL) || LOCAL_HEADS.iter().any(|head| starts(&kind, head).is_some())
    }

    fn is_one_of(&self, kinds: &[&str]) -> bool {
        kinds.iter().any(|kind| name_key(kind) == self.kind)
    }

    /// How the kinds of two bodies relate, their places aside.
    fn kind_like(&self, on: Option<When>, other: &Self, other_on: Option<When>) -> Sameness {
        let history: &'static History<'static> = &agency::HISTORY;
        let known = |named: &Self| history.lives_of_key(&named.kind).is_some();
        if known(self) && known(other) {
            return related(history, from_ref(&self.kind), on, from_ref(&other.kind), other_on);
        }
        if self.kind == other.kind {
            // A name that the table is not sure of is one body only together with its place.
            let sure = !self.area.is_empty() && !other.area.is_empty();
            return if sure { Sameness::Same } else { Sameness::Unknown };
        }
        let sure = |named: &Self| known(named) || named.is_one_of(&LOCAL);
        if sure(self) && sure(other) { Sameness::Different } else { Sameness::Unknown }
    }
}

/// Places with their levels, the smallest first; empty if one cannot be made out.
fn areas_of(words: &[String]) -> Vec<Area> {
    let mut areas = Vec::new();
    let mut rest = words;
    while let Some((own, n)) = level(rest) {
        let behind = rest.get(n..).unwrap_or_default();
        let end = (1..behind.len())
            .find(|at| level(behind.get(*at..).unwrap_or_default()).is_some())
            .unwrap_or(behind.len());
        let (name, further) = behind.split_at(end);
        if name.is_empty() {
            return Vec::new();
        }
        let name = name.join(" ");
        let whole = format!("{} {name}", name_key(own));
        areas.push(if own == PROVINCE || place::history().lives_of_key(&whole).is_some() {
            Area::Province(vec![whole])
        } else {
            Area::Below(if own == CITY { CITY_OF_PROVINCE } else { own }, name)
        });
        rest = further;
    }
    areas
}

/// How two places relate.
fn areas(a: &[Area], a_on: Option<When>, b: &[Area], b_on: Option<When>) -> Sameness {
    match (a, b) {
        ([Area::Province(a)], [Area::Province(b)]) => related(place::history(), a, a_on, b, b_on),
        // Names below the province recur in other provinces, and most communes were redrawn.
        ([Area::Below(level, name), a @ ..], [Area::Below(other, same), b @ ..]) => {
            let levels = place::levels();
            let life = |on| levels.on(level, on);
            let is_one = level == other
                && name == same
                && !a.is_empty()
                && life(a_on).is_some()
                && life(a_on) == life(b_on);
            let above = areas(a, a_on, b, b_on);
            match above {
                Sameness::Same if is_one => Sameness::Same,
                _ => Sameness::Unknown,
            }
        }
        _ => Sameness::Unknown,
    }
}

/// How the bearers of two names relate: what is so for all that may be meant.
fn related(
    history: &'static History<'static>,
    a: &[String],
    a_on: Option<When>,
    b: &[String],
    b_on: Option<When>,
) -> Sameness {
    let lives = |names: &[String], on| -> Vec<&'static Life<'static>> {
        let all = names.iter().filter_map(|name| history.lives_of_key(name)).flatten();
        all.filter(|life| life.may_be(on)).collect()
    };
    let (a, b) = (lives(a, a_on), lives(b, b_on));
    let mut answers = a.iter().flat_map(|a| {
        b.iter().map(|b| match history.relation(a, b) {
            Related::Same => Sameness::Same,
            Related::Became(change) => Sameness::Renamed(change),
            Related::Apart => Sameness::Different,
        })
    });
    match answers.next() {
        Some(first) if answers.all(|answer| answer == first) => first,
        _ => Sameness::Unknown,
    }
}

#[cfg(test)]
mod tests;
