//! What a directive cites, and what cites it.

use super::super::citations;
use super::super::encoded;
use super::super::look::Address;
use crate::directive::{Citation, Relation};
use crate::error::Result;
use crate::index::{Record, Snapshot, held};
use crate::search::graph::{Asked, Node, neighbourhood};
use crate::serve::{shown, words};
use crate::wording::page::{cited_by_count, further_documents};
use crate::wording::{self, Lang};

/// Directives listed that cite this one.
const LISTED: usize = 8;

/// A link to a page.
pub(in crate::serve::page) struct Leaf {
    pub(in crate::serve::page) page: u32,
    pub(in crate::serve::page) href: String,
}

/// A document that is cited.
pub(in crate::serve::page) struct Cited {
    pub(in crate::serve::page) number: String,
    pub(in crate::serve::page) kind: Option<String>,
    /// `14/11/2025, Ban Chỉ đạo Trung ương`.
    pub(in crate::serve::page) more: String,
    /// To a search for its number.
    pub(in crate::serve::page) href: String,
    /// To the directives themselves, where the archive holds them.
    pub(in crate::serve::page) held: Vec<String>,
    /// To the places that mention it.
    pub(in crate::serve::page) pages: Vec<Leaf>,
}

/// What a directive cites, in the order of first mention.
pub(in crate::serve::page) fn cited(
    lang: Lang,
    snapshot: &Snapshot,
    record: &Record,
    here: Address<'_>,
) -> Result<Vec<Cited>> {
    let citations = record.directive.citations.iter();
    citations.map(|citation| Cited::new(lang, snapshot, citation, here)).collect()
}

impl Cited {
    fn new(
        lang: Lang,
        snapshot: &Snapshot,
        citation: &Citation,
        here: Address<'_>,
    ) -> Result<Self> {
        let held = held(snapshot, citation)?;
        let date = citation.date.as_deref().map(|day| words::day(lang, day));
        let issuer = citation.issuer.as_deref().map(shown::line);
        let relations = citation.relations.iter().filter(|said| **said != Relation::Mentions);
        let relations = relations.map(|said| wording::relation(lang, *said).to_owned());
        let more: Vec<String> = date.into_iter().chain(issuer).chain(relations).collect();
        let mut pages: Vec<u32> =
            citation.mentions.iter().map(|mention| mention.span.page).collect();
        pages.dedup();
        let there = Address { query: &citation.number, field: None, ..here };
        Ok(Self {
            number: shown::line(&citation.number),
            kind: citation.kind_name.as_deref().map(shown::line),
            more: more.join(", "),
            href: format!("/?q={}", encoded(&citation.number)),
            held: held.iter().map(|id| format!("/documents/{id}")).collect(),
            pages: pages
                .into_iter()
                .map(|page| Leaf { page, href: there.at(&format!("page={page}"), "here") })
                .collect(),
        })
    }
}

/// What cites a directive.
pub(in crate::serve::page) struct CitedBy {
    /// `Được viện dẫn tại 12 văn bản`.
    pub(in crate::serve::page) title: String,
    /// The latest first.
    pub(in crate::serve::page) documents: Vec<Citing>,
    /// `và 4 văn bản khác`.
    pub(in crate::serve::page) more: Option<String>,
    /// To the page of all that is around it.
    pub(in crate::serve::page) href: String,
}

/// A directive that cites this one.
pub(in crate::serve::page) struct Citing {
    pub(in crate::serve::page) number: String,
    pub(in crate::serve::page) kind: Option<String>,
    pub(in crate::serve::page) more: String,
    pub(in crate::serve::page) href: String,
}

/// What cites a directive; `None` if nothing is around it at all.
pub(in crate::serve::page) fn cited_by(
    lang: Lang,
    snapshot: &Snapshot,
    record: &Record,
) -> Result<Option<CitedBy>> {
    let asked = Asked { most: LISTED, ..Asked::new(record.id.as_str()) };
    let found = neighbourhood(snapshot, &asked)?;
    let Some(tree) = found.documents.into_iter().next() else { return Ok(None) };
    let number = tree.cited_by.len() as u64 + tree.cited_by_left;
    let href = citations::address(&tree.node).filter(|_| number > 0 || !tree.cites.is_empty());
    let citing = tree.cited_by.into_iter().filter_map(|branch| {
        let said = branch.relations.into_iter().filter(|said| *said != Relation::Mentions);
        let said: Vec<&str> = said.map(|said| wording::relation(lang, said)).collect();
        Citing::new(lang, &branch.node, &said)
    });
    let more = tree.cited_by_left;
    Ok(href.map(|href| CitedBy {
        title: cited_by_count(lang, number),
        documents: citing.collect(),
        more: (more > 0).then(|| further_documents(lang, more)),
        href,
    }))
}

impl Citing {
    fn new(lang: Lang, node: &Node, relations: &[&str]) -> Option<Self> {
        let date = node.date.as_deref().map(|day| words::day(lang, day));
        let issuer = node.issuer.as_deref().map(shown::line);
        let more = date.into_iter().chain(issuer).chain(relations.iter().map(ToString::to_string));
        Some(Self {
            number: citations::number(lang, node),
            kind: node.kind_name.as_deref().map(shown::line),
            more: more.collect::<Vec<_>>().join(", "),
            href: format!("/documents/{}", node.held.as_ref()?),
        })
    }
}
