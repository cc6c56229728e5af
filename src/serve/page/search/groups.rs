//! Links of an answer to others: what may be meant, and what narrows it.

use super::address::{address, narrowed, other};
use crate::document::Origin;
use crate::search::{Answer, CountedBy, Facet, Match, ReadingPart, Request, Sort, question_of};
use crate::serve::{shown, words};
use crate::wording::page::{labels, since};
use crate::wording::{self, Lang};

/// Something countable that may lead somewhere.
pub(super) struct Link {
    pub(super) href: Option<String>,
    pub(super) label: String,
    pub(super) count: String,
}

/// Links of a kind.
pub(super) struct Group {
    pub(super) title: &'static str,
    pub(super) values: Vec<Link>,
}

impl Link {
    pub(super) fn new(href: String, label: impl Into<String>) -> Self {
        Self { href: Some(href), label: label.into(), count: String::new() }
    }
}

/// What else may have been meant, and how what was widened is taken back.
pub(super) fn offers(lang: Lang, answer: &Answer, asked: &Request) -> Vec<Group> {
    let say = labels(lang);
    let link = |query: &str, label: &str, count: String| Link {
        count,
        ..Link::new(other(asked, query), shown::line(label))
    };
    let meant = answer.typing.iter().chain(&answer.did_you_mean);
    let meant = meant.map(|form| link(&form.text, &form.text, words::count(lang, form.count)));
    let synonyms = answer.reading.parts.iter().flat_map(|part| match part {
        ReadingPart::Words { synonyms, .. } => synonyms.as_slice(),
        _ => &[],
    });
    let exact = synonyms.map(|synonym| link(&synonym.off, &synonym.typed, String::new()));
    let formers = answer.formers.iter().map(|former| {
        let since = since(lang, &shown::line(&former.since), former.is_later);
        link(&format!("\"{}\"", former.name), &former.name, since)
    });
    let rewritten = answer.reading.rewritten.iter().map(|_| {
        let as_typed = format!("={}", answer.query);
        link(&as_typed, say.as_typed, String::new())
    });
    let mut groups = vec![
        Group { title: say.did_you_mean, values: meant.collect() },
        Group { title: say.just_typed, values: exact.collect() },
        Group { title: say.other_names, values: formers.collect() },
        Group { title: say.or_else, values: rewritten.collect() },
    ];
    groups.retain(|group| !group.values.is_empty());
    groups
}

/// The conditions of the question, each with the way to the question without it.
pub(super) fn chips(lang: Lang, answer: &Answer, asked: &Request) -> Vec<Link> {
    let mut chips: Vec<Link> = answer
        .reading
        .parts
        .iter()
        .filter_map(|part| match part {
            ReadingPart::Field { field, value, off } => {
                let label = format!("{}: {}", wording::page::field(lang, field), value);
                let without = Request { query: off.clone(), after: None, ..asked.clone() };
                Some(Link::new(address(&without), shown::line(&label)))
            }
            _ => None,
        })
        .collect();
    if let Some(only) = asked.only {
        let without = Request { only: None, after: None, ..asked.clone() };
        chips.push(Link::new(address(&without), words::matched(lang, only, false)));
    }
    chips
}

/// The orders that an answer can stand in; the one it stands in leads nowhere.
pub(super) fn orders(lang: Lang, asked: &Request) -> Vec<Link> {
    let say = labels(lang);
    let order = |(sort, label): (Sort, &str)| {
        let other = Request { sort, after: None, ..asked.clone() };
        let mut link = Link::new(address(&other), label);
        link.href = link.href.filter(|_| sort != asked.sort);
        link
    };
    [
        (Sort::Relevance, say.sort_relevance),
        (Sort::Newest, say.sort_newest),
        (Sort::Oldest, say.sort_oldest),
        (Sort::Number, say.sort_number),
    ]
    .map(order)
    .into()
}

/// What narrows an answer.
pub(super) fn facets(lang: Lang, answer: &Answer, asked: &Request) -> Vec<Group> {
    let say = labels(lang);
    let facets = &answer.facets;
    let group = |title, facet: &Facet, href: &dyn Fn(&str) -> Option<String>| Group {
        title,
        values: facet
            .iter()
            .map(|value| Link {
                href: href(&value.value),
                label: shown::line(&value.label),
                count: words::count(lang, value.count),
            })
            .collect(),
    };
    let by = |field: &str, value: &str| Some(narrowed(asked, &format!("{field}:{value}")));
    let quoted = |value: &str| format!("\"{}\"", value.replace('"', " "));
    // Just those that are counted: a name is found inside longer ones, too.
    let just = |by: CountedBy, value: &str| {
        question_of(by, Some(value)).map(|condition| narrowed(asked, &condition))
    };
    let mut groups = vec![
        group(wording::KIND.to(lang), &facets.kind, &|kind| just(CountedBy::Kind, kind)),
        group(wording::ISSUER.to(lang), &facets.issuer, &|body| just(CountedBy::Issuer, body)),
        group(say.year, &facets.year, &|year| just(CountedBy::Year, year)),
    ];
    if facets.origin.len() > 1 {
        let mut group =
            group(wording::ORIGIN.to(lang), &facets.origin, &|origin| by("nguồn", origin));
        for (link, value) in group.values.iter_mut().zip(&facets.origin) {
            let origin = Origin::of_code(&value.value);
            link.label = origin.map_or_else(|| link.label.clone(), |of| words::origin(lang, of));
        }
        groups.push(group);
    }
    if facets.matched.len() > 1 {
        let matched = |code: &str| {
            let only = Match::of_code(code);
            Some(address(&Request { only, after: None, ..asked.clone() }))
        };
        let mut group = group(say.how_matched, &facets.matched, &matched);
        for (link, value) in group.values.iter_mut().zip(&facets.matched) {
            let matched = Match::of_code(&value.value).unwrap_or(Match::Words);
            link.label = words::matched(lang, matched, false);
        }
        groups.push(group);
    }
    if !facets.secrecy.is_empty() {
        let secrecy = wording::SECRECY.to(lang);
        groups.push(group(secrecy, &facets.secrecy, &|value| by("mật", &quoted(value))));
    }
    groups.retain(|group| !group.values.is_empty());
    groups
}
