//! How much of the truth was read.

use super::Paper;
use super::print::old_tones;
use super::truth::{Cited, Due, Truth};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use tracuu::directive::deadline::Deadline;
use tracuu::directive::{Citation, Directive};
use unicode_normalization::UnicodeNormalization;

/// Found, missed, and read where nothing is.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    found: usize,
    missed: usize,
    false_ones: usize,
}

impl Pairs {
    /// The harmonic mean of precision and recall.
    pub(super) fn f1(&self) -> f64 {
        let all = 2 * self.found + self.missed + self.false_ones;
        if all == 0 { 1.0 } else { (2 * self.found) as f64 / all as f64 }
    }
}

/// Right and all.
#[derive(Debug, Default, Clone, Copy)]
struct Share {
    right: usize,
    all: usize,
}

impl Share {
    fn add(&mut self, is_right: bool) {
        self.right += usize::from(is_right);
        self.all += 1;
    }

    fn of_1(self) -> f64 {
        if self.all == 0 { 1.0 } else { self.right as f64 / self.all as f64 }
    }
}

/// The score of many directives.
#[derive(Debug, Default)]
pub(super) struct Score {
    fields: BTreeMap<&'static str, Share>,
    pub(super) citations: Pairs,
    details: BTreeMap<&'static str, Share>,
    relations: Share,
    pub(super) deadlines: Pairs,
    wrong: Vec<(&'static str, u64, String)>,
}

/// A value as it is compared: one form of letters, tones, dashes and white.
fn plain(text: &str) -> String {
    let composed: String = text.nfc().collect::<String>().to_lowercase();
    let text = old_tones(&composed).replace(['–', '—'], "-").replace("**", "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn maybe(text: Option<&str>) -> String {
    text.map_or_else(|| "∅".into(), plain)
}

fn list<T: AsRef<str>>(items: &[T]) -> String {
    items.iter().map(|item| plain(item.as_ref())).collect::<Vec<_>>().join(" | ")
}

/// Who, whatever the list was split at.
fn people(who: &[String]) -> BTreeSet<String> {
    let parts = |name: &String| {
        let name = plain(name).replace(" và ", ",");
        name.split([',', ';']).map(|part| part.trim().to_owned()).collect::<Vec<_>>()
    };
    who.iter().flat_map(parts).filter(|part| !part.is_empty()).collect()
}

/// Field, wanted, read.
fn fields(truth: &Truth, read: &Directive) -> Vec<(&'static str, String, String)> {
    let signer = read.signer.clone().unwrap_or_default();
    let copy = |copy: Option<&tracuu::directive::CopyMark>| {
        copy.map_or_else(|| "∅".into(), |copy| format!("{copy:?}"))
    };
    let exact = |text: &Option<String>| text.clone().unwrap_or_else(|| "∅".into());
    let system = |system| format!("{system:?}");
    vec![
        ("number", exact(&truth.number), exact(&read.number)),
        ("symbol", exact(&truth.symbol), exact(&read.symbol)),
        ("kind_name", plain(&truth.kind_name), maybe(read.kind_name.as_deref())),
        ("date", exact(&truth.date), exact(&read.date)),
        ("year", format!("{:?}", truth.year), format!("{:?}", read.year)),
        ("issuer", plain(&truth.issuer), maybe(read.issuer.as_deref())),
        ("parent", maybe(truth.parent.as_deref()), maybe(read.parent.as_deref())),
        ("acting", maybe(truth.acting.as_deref()), maybe(read.acting.as_deref())),
        ("system", system(truth.system), system(read.system)),
        ("place", maybe(truth.place.as_deref()), maybe(read.place.as_deref())),
        ("subject", maybe(truth.subject.as_deref()), maybe(read.subject.as_deref())),
        ("name", plain(&truth.name), maybe(signer.name.as_deref())),
        ("capacity", maybe(truth.capacity.as_deref()), maybe(signer.capacity.as_deref())),
        ("title", maybe(truth.title.as_deref()), maybe(signer.title.as_deref())),
        ("addressees", list(&truth.addressees), list(&read.addressees)),
        ("recipients", list(&truth.recipients), list(&read.recipients)),
        ("secrecy", maybe(truth.secrecy), maybe(read.secrecy.as_deref())),
        ("urgency", maybe(truth.urgency), maybe(read.urgency.as_deref())),
        ("circulation", list(&truth.circulation), list(&read.circulation)),
        ("draft", truth.draft.to_string(), read.draft.to_string()),
        ("attachments", truth.attachments.to_string(), read.attachments.len().to_string()),
        ("copy", copy(truth.copy.as_ref()), copy(read.copy.as_ref())),
    ]
}

impl Score {
    /// Adds a directive.
    pub(super) fn add(&mut self, index: u64, paper: &Paper, read: &Directive) {
        for (name, wanted, got) in fields(&paper.truth, read) {
            if paper.truth.unjudged.contains(&name) {
                continue;
            }
            let share = self.fields.entry(name).or_default();
            share.add(wanted == got);
            if wanted != got {
                self.wrong.push((name, index, format!("{wanted:?} read {got:?}")));
            }
        }
        self.cite(index, &paper.truth, read);
        self.due(index, paper, read);
    }

    fn cite(&mut self, index: u64, truth: &Truth, read: &Directive) {
        let mut left: Vec<&Citation> = read.citations.iter().collect();
        for wanted in &truth.cited {
            let Some(at) = left.iter().position(|cited| cited.number == wanted.number) else {
                self.citations.missed += 1;
                self.wrong.push(("citations", index, format!("missed {}", wanted.number)));
                continue;
            };
            self.citations.found += 1;
            self.compare(index, wanted, left.remove(at));
        }
        for cited in left {
            self.citations.false_ones += 1;
            let text = cited.mentions.first().map_or("", |mention| mention.text.as_str());
            self.wrong.push(("citations", index, format!("none is {} ({text})", cited.number)));
        }
    }

    fn compare(&mut self, index: u64, wanted: &Cited, cited: &Citation) {
        let issuer = |issuer: Option<&str>| {
            // "Tỉnh ủy" is completed by the directive's own place.
            maybe(issuer)
        };
        let (asked, got) = (issuer(wanted.issuer.as_deref()), issuer(cited.issuer.as_deref()));
        let completed = ["tỉnh uỷ", "thành uỷ"].iter().any(|end| asked.ends_with(end))
            && got.starts_with(&asked);
        let is_right = [
            ("kind", plain(&wanted.kind_name) == maybe(cited.kind_name.as_deref())),
            ("date", wanted.date == cited.date),
            ("issuer", asked == got || completed),
            ("mentions", wanted.mentions == cited.mentions.len()),
        ];
        for (name, is_right) in is_right {
            self.details.entry(name).or_default().add(is_right);
            if !is_right {
                let texts: Vec<&str> = cited.mentions.iter().map(|m| m.text.as_str()).collect();
                let text = format!(
                    "{name} of {}: {wanted:?} read {:?} {:?} {:?} {texts:?}",
                    wanted.number, cited.kind_name, cited.date, cited.issuer
                );
                self.wrong.push(("details", index, text));
            }
        }
        let relations = cited.relations.iter().map(|relation| format!("{relation:?}"));
        let relations: BTreeSet<_> = relations.collect();
        let is_right = relations == wanted.relations();
        self.relations.add(is_right);
        if !is_right {
            let text = format!("{}: {:?} read {relations:?}", wanted.number, wanted.relations());
            self.wrong.push(("relations", index, text));
        }
    }

    fn due(&mut self, index: u64, paper: &Paper, read: &Directive) {
        let mut left: Vec<&Deadline> = read.deadlines.iter().collect();
        let is = |wanted: &Due, got: &Deadline| {
            wanted.kinds.contains(&got.relation)
                && wanted.date == got.date
                && wanted.inherited == got.inherited
                && people(&wanted.who) == people(&got.who)
        };
        for wanted in &paper.truth.dues {
            let Some(at) = left.iter().position(|got| is(wanted, got)) else {
                self.deadlines.missed += 1;
                self.wrong.push((
                    "deadlines",
                    index,
                    format!("missed {:?} {wanted:?}", wanted.words),
                ));
                continue;
            };
            self.deadlines.found += 1;
            let got = left.remove(at);
            let page = paper.pages.get((got.span.page - 1) as usize);
            let span = got.span.start as usize..got.span.end as usize;
            let stands = page.and_then(|page| page.text.get(span)) == Some(got.text.as_str());
            assert!(stands, "directive {index}: {:?} does not stand at {:?}", got.text, got.span);
        }
        for got in left {
            self.deadlines.false_ones += 1;
            let text = format!(
                "none is {:?} {:?} {:?} inherited {}: {:?}",
                got.relation, got.date, got.who, got.inherited, got.text
            );
            self.wrong.push(("deadlines", index, text));
        }
    }

    /// The share of right values over all fields but these.
    pub(super) fn fields(&self) -> f64 {
        let mut sum = Share::default();
        for share in self.fields.values() {
            sum = Share { right: sum.right + share.right, all: sum.all + share.all };
        }
        sum.of_1()
    }

    /// The share of right kinds, dates, issuers and counts of mentions of the citations found.
    pub(super) fn details(&self) -> f64 {
        let sum = |of: fn(&Share) -> usize| self.details.values().map(of).sum::<usize>();
        Share { right: sum(|share| share.right), all: sum(|share| share.all) }.of_1()
    }

    /// The share of citations found whose relations are right.
    pub(super) fn relations(&self) -> f64 {
        self.relations.of_1()
    }

    /// All figures and the first wrong values of each kind; all of the kind `whole`.
    pub(super) fn report(&self, whole: Option<&str>) -> String {
        const FEW: usize = 4;
        let mut text = format!("fields {:.4}", self.fields());
        for (name, share) in &self.fields {
            write!(text, " {name} {:.4}", share.of_1()).unwrap();
        }
        write!(text, "\ncitations {:.4} {:?}", self.citations.f1(), self.citations).unwrap();
        for (name, share) in &self.details {
            write!(text, " {name} {:.4}", share.of_1()).unwrap();
        }
        write!(text, "\nrelations {:.4}", self.relations()).unwrap();
        writeln!(text, "\ndeadlines {:.4} {:?}", self.deadlines.f1(), self.deadlines).unwrap();
        let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
        for (name, index, wrong) in &self.wrong {
            let count = shown.entry(name).or_default();
            *count += 1;
            let all = whole == Some(name) || whole == Some("all");
            if all || whole.is_none() && *count <= FEW {
                writeln!(text, "  {index} {name}: {wrong}").unwrap();
            }
        }
        text
    }
}
