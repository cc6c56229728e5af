//! What is in the archive more than once: the same content, or one number with several texts.
//!
//! In: a [`Snapshot`]. Out: [`Duplicates`]. Nothing is merged: which of them counts is for people to say.

use crate::error::Result;
use crate::index::edge::Own;
use crate::index::{Card, Snapshot};
use crate::search::likeness::{Marks, Text, shares};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use tantivy::DocAddress;
use utoipa::ToSchema;

/// What is held more than once.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Duplicates {
    /// Files with the same content.
    pub same_content: Vec<SameContent>,
    /// Directives with one number, issuer and date, and several texts.
    pub same_number: Vec<SameNumber>,
}

/// Files with the same content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SameContent {
    /// The directive.
    pub document: Card,
    /// Its files, by path.
    pub paths: Vec<String>,
}

/// Directives with one number, issuer and date.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SameNumber {
    /// The number.
    pub number: String,
    /// The directives, and how each compares with the first.
    pub documents: Vec<Compared>,
}

/// A directive beside the first one with its number.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Compared {
    /// Which.
    #[serde(flatten)]
    pub document: Card,
    /// Where its file is.
    pub path: String,
    /// How much of their words both have, in runs of five, from 0 to 1; 1 of the first.
    pub alike: f32,
    /// The first words in which it differs from the first directive, behind `−` what it lacks; nothing
    /// where only spaces, punctuation or marks differ.
    pub differs: Option<String>,
}

/// What is held more than once.
///
/// # Errors
/// [`crate::error::Error::Io`], [`crate::error::Error::Store`].
pub fn duplicates(snapshot: &Snapshot) -> Result<Duplicates> {
    Ok(Duplicates { same_content: same_content(snapshot)?, same_number: same_number(snapshot)? })
}

fn same_content(snapshot: &Snapshot) -> Result<Vec<SameContent>> {
    let mut paths: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in snapshot.files()? {
        if let Some(id) = entry.id().filter(|_| entry.is_indexed()) {
            paths.entry(id.to_string()).or_default().push(entry.path);
        }
    }
    let mut found = Vec::new();
    for (id, mut paths) in paths.into_iter().filter(|(_, paths)| paths.len() > 1) {
        paths.sort_unstable();
        let id = crate::document::DocId::parse(&id);
        let at = id.map(|id| snapshot.addresses_of(&id)).transpose()?.unwrap_or_default();
        if let Some(at) = at.first() {
            found.push(SameContent { document: snapshot.card(*at)?, paths });
        }
    }
    Ok(found)
}

fn same_number(snapshot: &Snapshot) -> Result<Vec<SameNumber>> {
    let mut numbers: HashMap<String, Vec<(Own, DocAddress)>> = HashMap::new();
    snapshot.each_own(|key, own, at| {
        let held = numbers.entry(key.to_owned()).or_default();
        held.extend(at.into_iter().map(|at| (own.clone(), at)));
    })?;
    let mut found = Vec::new();
    let mut keys: Vec<_> = numbers.into_iter().filter(|(_, held)| held.len() > 1).collect();
    keys.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (_, mut held) in keys {
        // Groups of those that may be one paper: same date, no other issuer.
        while let Some((own, at)) = held.pop() {
            let issuer = own.issuer.as_deref();
            let date = Some(own.date.as_str()).filter(|date| !date.is_empty());
            let is_same = |(other, _): &mut (Own, DocAddress)| {
                date.is_some() && other.date == own.date && other.may_be(date, issuer)
            };
            let mut group: Vec<DocAddress> =
                held.extract_if(.., is_same).map(|(_, at)| at).collect();
            group.push(at);
            if group.len() > 1 {
                found.extend(compared(snapshot, group)?);
            }
        }
    }
    Ok(found)
}

/// The directives of a group beside the first of them by path.
fn compared(snapshot: &Snapshot, group: Vec<DocAddress>) -> Result<Option<SameNumber>> {
    let mut texts = Vec::with_capacity(group.len());
    for at in group {
        let stored = snapshot.stored(at)?;
        texts.push((
            stored.record.path.clone(),
            Card::new(&stored.record.id, &stored.record.directive),
            stored.body,
        ));
    }
    // A copy that says so is no other text.
    if texts.iter().any(|(_, card, _)| card.copy.is_none()) {
        texts.retain(|(_, card, _)| card.copy.is_none());
    }
    if texts.len() < 2 {
        return Ok(None);
    }
    texts.sort_by(|a, b| a.0.cmp(&b.0));
    let number = texts.first().and_then(|(_, card, _)| card.number.clone()).unwrap_or_default();
    let mut first: Option<Text> = None;
    let mut documents = Vec::with_capacity(texts.len());
    for (path, document, body) in texts {
        let text = Text::new(body);
        let beside = first.as_ref().unwrap_or(&text);
        let (alike, differs) = (alike(beside, &text), differs(beside, &text));
        documents.push(Compared { document, path, alike, differs });
        first = first.or(Some(text));
    }
    Ok(Some(SameNumber { number, documents }))
}

/// The share of words that both have, in runs; marks do not count.
fn alike(a: &Text, b: &Text) -> f32 {
    let (a_in_b, b_in_a) = shares(&a.keys(Marks::Ignored), &b.keys(Marks::Ignored));
    (a_in_b + b_in_a) / 2.0
}

/// The first words of `b` that are not those of `a`.
fn differs(a: &Text, b: &Text) -> Option<String> {
    const SHOWN: usize = 12;
    let (of_a, of_b) = (a.keys(Marks::Ignored), b.keys(Marks::Ignored));
    let same = of_a.iter().zip(&of_b).take_while(|(x, y)| x == y).count();
    if same == of_a.len() && same == of_b.len() {
        return None;
    }
    let said = |text: &Text| text.said(same..(same + SHOWN).min(text.len()));
    // Where it only ends earlier, what it lacks.
    Some(if same == of_b.len() { format!("− {}", said(a)) } else { said(b) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_compared_by_words() {
        let text = |text: &str| Text::new(text.into());
        let (a, b) = (text("Thực hiện  kế hoạch"), text("Thuc hien\nkế hoạch"));
        assert_eq!((alike(&a, &b), differs(&a, &b)), (1.0, None));
        let c = text("Thực hiện quy hoạch mới");
        assert_eq!(differs(&a, &c).as_deref(), Some("quy hoạch mới"));
        assert!(alike(&a, &c) < 1.0);
        assert_eq!(differs(&c, &text("Thực hiện.")).as_deref(), Some("− quy hoạch mới"));
    }
}
