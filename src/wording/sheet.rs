//! Lists as rows of a spreadsheet: hits, what is missing, what falls due, what is alike.

use super::{Lang, matched, origin};
use crate::search::Hit;
use crate::search::graph::MissingDocument;
use crate::search::likeness::{Alike, Passage, Whose};
use crate::search::tasks::Task;
use serde::Serialize;

/// The columns of hits.
pub const HIT_HEAD: [&str; 12] = [
    "number",
    "date",
    "kind",
    "issuer",
    "subject",
    "match",
    "occurrences",
    "page",
    "snippet",
    "origin",
    "id",
    "path",
];

/// A hit under [`HIT_HEAD`], with its first place.
#[must_use]
pub fn hit_row(lang: Lang, hit: &Hit) -> [String; 12] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let snippet = hit.snippets.first();
    [
        text(if hit.number.is_some() { &hit.number } else { &hit.symbol }),
        text(&hit.date),
        text(&hit.kind_name),
        text(&hit.issuer),
        text(&hit.subject),
        matched(lang, hit.matched).to_owned(),
        hit.occurrences.to_string(),
        snippet.map(|snippet| snippet.page.to_string()).unwrap_or_default(),
        snippet.map(|snippet| snippet.text.clone()).unwrap_or_default(),
        origin(lang, hit.origin).to_owned(),
        hit.id.to_string(),
        hit.path.clone(),
    ]
}

/// The columns of missing documents.
pub const MISSING_HEAD: [&str; 8] =
    ["number", "kind", "date", "issuer", "cited_by", "since", "by", "examples"];

/// A missing document under [`MISSING_HEAD`]; lists are joined by `; `.
#[must_use]
pub fn missing_row(document: &MissingDocument) -> [String; 8] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let examples: Vec<&str> = document.examples.iter().map(|card| card.id.as_str()).collect();
    [
        document.number.clone(),
        text(&document.kind_name),
        text(&document.date),
        text(&document.issuer),
        document.cited_by.to_string(),
        text(&document.since),
        missing_by(document).join("; "),
        examples.join("; "),
    ]
}

/// Who cites a missing document, and how often: `Sở Nội vụ (3)`.
#[must_use]
pub fn missing_by(document: &MissingDocument) -> Vec<String> {
    document.issuers.iter().map(|by| format!("{} ({})", by.issuer, by.directives)).collect()
}

/// The columns of tasks.
pub const TASK_HEAD: [&str; 15] = [
    "date",
    "precision",
    "kind",
    "state",
    "who",
    "what",
    "text",
    "inherited",
    "document",
    "document_date",
    "page",
    "item",
    "task",
    "done_by",
    "later",
];

/// A task under [`TASK_HEAD`]; lists are joined by `; `.
#[must_use]
pub fn task_row(task: &Task) -> [String; 15] {
    let deadline = &task.deadline;
    let number = |number: &Option<String>, symbol: &Option<String>| {
        number.clone().or(symbol.clone()).unwrap_or_default()
    };
    let later: Vec<String> =
        task.later.iter().map(|card| number(&card.number, &card.symbol)).collect();
    [
        deadline.date.clone().unwrap_or_default(),
        deadline.precision.as_ref().map(code).unwrap_or_default(),
        code(&deadline.relation),
        code(&task.state),
        deadline.who.join("; "),
        deadline.what.clone(),
        deadline.text.clone(),
        deadline.inherited.to_string(),
        number(&task.document.number, &task.document.symbol),
        task.document.known_date(),
        deadline.span.page.to_string(),
        deadline.item.clone().unwrap_or_default(),
        task.task.clone(),
        task.done.as_ref().map(|done| done.value.clone()).unwrap_or_default(),
        later.join("; "),
    ]
}

/// The columns of similar directives.
pub const ALIKE_HEAD: [&str; 9] =
    ["a_in_b", "b_in_a", "number", "date", "kind", "issuer", "subject", "id", "path"];

/// A similar directive under [`ALIKE_HEAD`].
#[must_use]
pub fn alike_row(alike: &Alike) -> [String; 9] {
    let card = &alike.document;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    [
        format!("{:.3}", alike.a_in_b),
        format!("{:.3}", alike.b_in_a),
        text(if card.number.is_some() { &card.number } else { &card.symbol }),
        card.known_date(),
        text(&card.kind_name),
        text(&card.issuer),
        text(&card.subject),
        card.id.to_string(),
        alike.path.clone(),
    ]
}

/// The columns of compared passages.
pub const PASSAGE_HEAD: [&str; 6] = ["change", "page_a", "page_b", "text_a", "text_b", "words"];

/// A compared passage under [`PASSAGE_HEAD`]; of a changed one `words` has the words of the first text in
/// `[-…-]`, those of the second in `{+…+}`.
#[must_use]
pub fn passage_row(passage: &Passage) -> [String; 6] {
    let page = |at: &Option<crate::search::likeness::Place>| {
        at.as_ref().map(|at| at.page.to_string()).unwrap_or_default()
    };
    let text = |at: &Option<crate::search::likeness::Place>| {
        at.as_ref().map(|at| at.text.clone()).unwrap_or_default()
    };
    let pieces: Vec<String> = passage
        .pieces
        .iter()
        .map(|piece| match piece.of {
            Whose::Both => piece.text.clone(),
            Whose::A => format!("[-{}-]", piece.text),
            Whose::B => format!("{{+{}+}}", piece.text),
        })
        .collect();
    [
        code(&passage.change),
        page(&passage.a),
        page(&passage.b),
        text(&passage.a),
        text(&passage.b),
        pieces.join(" "),
    ]
}

/// The code of a value, as it stands in JSON.
fn code(value: &impl Serialize) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    json.trim_matches('"').to_owned()
}
