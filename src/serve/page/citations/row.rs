//! A document of the web as the page shows it, and trees of them as lists.
//!
//! In: branches of the web. Out: [`Item`]s, as many as fit; [`Row`]s of a list in a list.

use super::address;
use crate::directive::Relation;
use crate::search::graph::{Branch, Node};
use crate::serve::{shown, words};
use crate::wording::page::{further_documents, labels};
use crate::wording::{self, Lang};

/// A document.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) number: String,
    pub(super) kind: Option<String>,
    /// As the language writes it.
    pub(super) date: Option<String>,
    /// `2025-11-14`, or `2025`.
    pub(super) day: Option<String>,
    pub(super) issuer: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) is_held: bool,
    /// To the directive, or to the page of a document that is only cited.
    pub(super) href: Option<String>,
    /// To the page of citations of a directive that is held.
    pub(super) around: Option<String>,
    /// What the citing one does with the cited one, the strongest first; empty of the first document.
    pub(super) relations: Vec<&'static str>,
    /// Whether it is certain that this document is meant.
    pub(super) is_certain: bool,
    /// It stands elsewhere in the tree already.
    pub(super) is_seen: bool,
    pub(super) items: Vec<Item>,
    /// Further steps that are not listed.
    pub(super) more: Option<String>,
}

/// The number as a reader knows it.
pub(in crate::serve::page) fn number(lang: Lang, node: &Node) -> String {
    let number = words::number(node.number.as_deref(), node.symbol.as_deref());
    number.unwrap_or_else(|| labels(lang).number_blank.to_owned())
}

impl Item {
    pub(super) fn of(lang: Lang, node: &Node) -> Self {
        let line = |text: &Option<String>| text.as_deref().map(shown::line);
        let held = node.held.as_ref().map(|id| format!("/documents/{id}"));
        let around = address(node);
        Self {
            number: number(lang, node),
            kind: line(&node.kind_name),
            date: node.date.as_deref().map(|date| words::day(lang, date)),
            day: node.date.clone(),
            issuer: line(&node.issuer),
            subject: line(&node.subject).map(|subject| words::sentence(&subject)),
            is_held: held.is_some(),
            around: around.clone().filter(|_| held.is_some()),
            href: held.or(around),
            relations: Vec::new(),
            is_certain: true,
            is_seen: false,
            items: Vec::new(),
            more: None,
        }
    }
}

/// The steps of one direction, at most `room` with all that follow from them, the nearest first; and how
/// many of the nearest do not fit.
pub(super) fn items(lang: Lang, branches: &[Branch], room: usize) -> (Vec<Item>, u64) {
    let shown = branches.len().min(room);
    let share = (room - shown).checked_div(shown).unwrap_or(0);
    let items = branches.iter().take(shown).map(|branch| {
        let (items, cut) = items(lang, &branch.branches, share);
        let left = branch.left + cut;
        // That it is mentioned is what the list is about.
        let said = branch.relations.iter().filter(|said| **said != Relation::Mentions);
        Item {
            relations: said.map(|said| wording::relation(lang, *said)).collect(),
            is_certain: branch.certain,
            is_seen: branch.seen,
            items,
            more: (left > 0).then(|| further_documents(lang, left)),
            ..Item::of(lang, &branch.node)
        }
    });
    (items.collect(), (branches.len() - shown) as u64)
}

/// A line of a list in a list.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) item: Item,
    /// A list of its own follows.
    pub(super) opens: bool,
    /// So many lists end behind it.
    pub(super) closes: usize,
}

/// The lines of a tree, from the top.
pub(super) fn rows(items: &[Item]) -> Vec<Row> {
    let mut rows = Vec::new();
    for item in items {
        let opens = !item.items.is_empty();
        rows.push(Row { item: Item { items: Vec::new(), ..item.clone() }, opens, closes: 0 });
        let further = self::rows(&item.items);
        rows.extend(further);
        if let Some(last) = rows.last_mut().filter(|_| opens) {
            last.closes += 1;
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn branch(number: &str, branches: Vec<Branch>) -> Branch {
        Branch {
            relations: vec![Relation::BasedOn, Relation::Mentions],
            node: Node {
                number: Some(number.into()),
                symbol: None,
                kind_name: None,
                date: Some("2025".into()),
                issuer: None,
                subject: None,
                held: None,
            },
            certain: true,
            seen: false,
            branches,
            left: 0,
        }
    }

    #[test]
    fn the_nearest_are_kept_and_the_rest_is_counted() {
        let leaves = |n: usize| (0..n).map(|i| branch(&format!("{i}-QĐ/TW"), Vec::new())).collect();
        let tree: Vec<Branch> = (0..4).map(|i| branch(&format!("{i}-KL/TW"), leaves(9))).collect();
        let (all, cut) = items(Lang::Vi, &tree, 100);
        assert_eq!((all.len(), cut, all[0].items.len()), (4, 0, 9));
        let (some, cut) = items(Lang::Vi, &tree, 16);
        assert_eq!((some.len(), cut, some[0].items.len()), (4, 0, 3));
        assert_eq!(some[0].more.as_deref(), Some("và 6 văn bản khác"));
        assert_eq!(some[0].relations, ["Căn cứ"]);
        let (few, cut) = items(Lang::Vi, &tree, 3);
        assert_eq!((few.len(), cut, few[0].items.len()), (3, 1, 0));
        assert_eq!(items(Lang::Vi, &[], 0).0.len(), 0);
    }

    #[test]
    fn lists_open_and_close() {
        let tree = [branch("1-KL/TW", vec![branch("2-KL/TW", vec![branch("3-KL/TW", vec![])])])];
        let rows = rows(&items(Lang::Vi, &tree, 9).0);
        let form: Vec<(bool, usize)> = rows.iter().map(|row| (row.opens, row.closes)).collect();
        assert_eq!(form, [(true, 0), (true, 0), (false, 2)]);
    }
}
