//! The desk on which a directive is written: what is cited, what is due, what it says of itself.

use super::cited::{Said, Source};
use super::dues;
use super::offices::Office;
use super::random::Random;
use super::truth::Truth;
use super::{Form, words};
use jiff::civil::Date;
use tracuu::directive::Relation;

pub(super) struct Desk {
    pub(super) random: Random,
    pub(super) form: Form,
    pub(super) office: Office,
    pub(super) day: Date,
    /// What it calls itself: `Công văn`.
    pub(super) name: &'static str,
    /// Its own kind and numeral.
    pub(super) own: String,
    pub(super) truth: Truth,
    /// One for each of `truth.cited`.
    pub(super) sources: Vec<Source>,
}

impl Desk {
    pub(super) fn is_party(&self) -> bool {
        matches!(self.form, Form::PartyLetter | Form::PartyAct)
    }

    /// Its own day, where it says it.
    pub(super) fn own_day(&self) -> Option<Date> {
        self.truth.date.as_ref().map(|_| self.day)
    }

    /// Lays a source on the desk; another if it cannot be told from one that lies there.
    pub(super) fn lay(&mut self, make: impl Fn(&mut Random, Date) -> Source) -> usize {
        let number = self.truth.number.clone();
        loop {
            let source = make(&mut self.random, self.day);
            let clash = |other: &Source| {
                other.bare() == source.bare() || other.canonical() == source.canonical()
            };
            let own = self.own == source.bare() || Some(source.canonical()) == number;
            if !own && !self.sources.iter().any(clash) {
                self.truth.cited.push(source.truth());
                self.sources.push(source);
                return self.sources.len() - 1;
            }
        }
    }

    pub(super) fn lay_any(&mut self) -> usize {
        let party = self.is_party();
        self.lay(|random, day| Source::any(random, day, party))
    }

    /// What the directive does with what lies there.
    pub(super) fn relate(&mut self, at: usize, relation: Relation) {
        self.truth.cited[at].relations.insert(format!("{relation:?}"));
    }

    /// "Nhận được": it came in.
    pub(super) fn received(&mut self, at: usize) {
        self.truth.cited[at].relations.insert("Received".to_owned());
    }

    /// Whether the directive does this with what lies there.
    pub(super) fn is_related(&self, at: usize, relation: Relation) -> bool {
        self.truth.cited[at].relations.contains(&format!("{relation:?}"))
    }

    /// A first mention.
    pub(super) fn full(&mut self, at: usize) -> String {
        let random = &mut self.random;
        let said =
            Said { date: random.chance(85), issuer: random.chance(85), topic: random.chance(60) };
        self.sources[at].full(random, said, &mut self.truth.cited[at])
    }

    /// A first mention with its issuer and without its subject.
    pub(super) fn brief(&mut self, at: usize) -> String {
        let said = Said { date: self.random.chance(70), issuer: true, topic: false };
        self.sources[at].full(&mut self.random, said, &mut self.truth.cited[at])
    }

    /// A later mention, as short as may be.
    pub(super) fn later(&mut self, at: usize) -> String {
        if self.random.chance(15) {
            return self.brief(at);
        }
        self.sources[at].later(&mut self.random, true, &mut self.truth.cited[at])
    }

    /// A mention that follows from nothing: of something cited already, or new.
    pub(super) fn mention(&mut self) -> String {
        if !self.sources.is_empty() && self.random.chance(55) {
            let at = self.random.below(self.sources.len());
            // What was enclosed with another paper is not enclosed with this one.
            let enclosed = self.random.chance(8);
            let text = self.later(at);
            return match enclosed {
                true => format!("Quy chế ban hành kèm theo {text}"),
                false => text,
            };
        }
        let at = self.lay_any();
        let text = self.full(at);
        // Two or three that share a symbol.
        if self.random.chance(8) {
            return self.list();
        }
        text
    }

    /// `các Kế hoạch số 1033, 1440, 1416-KH/TU`, each of them new.
    fn list(&mut self) -> String {
        self.truth.cited.pop();
        self.sources.pop();
        let party = self.is_party();
        let kind = self.random.pick(&["Kế hoạch", "Công văn", "Quyết định"]);
        let tail = match (party, kind) {
            (true, "Kế hoạch") => "-KH/TU",
            (true, "Công văn") => "-CV/TU",
            (true, _) => "-QĐ/TU",
            (false, "Kế hoạch") => "/KH-UBND",
            (false, "Công văn") => "/UBND-KT",
            (false, _) => "/QĐ-UBND",
        };
        let issuer =
            if party { "Ban Thường vụ Tỉnh ủy" } else { "Ủy ban nhân dân tỉnh" };
        let first = self.lay(|random, day| Source::of(random, day, kind, tail, issuer));
        let source = self.sources[first].clone();
        let more = self.random.within(1, 2);
        let mut all = vec![first];
        for _ in 0..more {
            all.push(self.lay(|random, _| source.sibling(random)));
        }
        for at in &all {
            self.truth.cited[*at].mentions = 1;
            self.truth.cited[*at].issuer = Some(issuer.into());
        }
        let numerals: Vec<&str> = all.iter().map(|at| self.sources[*at].numeral()).collect();
        let numerals = match self.random.below(3) {
            0 => numerals.join(" và "),
            _ => numerals.join(", "),
        };
        format!("các {} số {numerals}{} của {issuer}", source.kind_name(), source.tail())
    }

    pub(super) fn doer(&mut self) -> String {
        let party = self.is_party();
        let all = if party { words::PARTY_DOERS } else { words::STATE_DOERS };
        self.random.pick(&all).to_owned()
    }

    pub(super) fn task(&mut self) -> String {
        self.random.pick(&words::TASKS).to_owned()
    }

    pub(super) fn due(&mut self) -> dues::Words {
        let own = self.own_day();
        dues::any(&mut self.random, self.day, own, self.name)
    }
}
