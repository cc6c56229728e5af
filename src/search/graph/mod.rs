//! The web of citations: who carries out what, and what the archive does not hold.
//!
//! In: a number or an id, and a [`Snapshot`](crate::index::Snapshot). Out: the [`Neighbourhood`] of the
//! directives that have it, as trees; or [`Missing`] documents. What is said is what the directives held
//! say; it is no statement of law.

mod duplicates;
mod missing;
mod neighbourhood;

pub use duplicates::{Compared, Duplicates, SameContent, SameNumber, duplicates};
pub use missing::{Citing, Missing, MissingDocument, MissingRequest, missing};
pub use neighbourhood::{Asked, neighbourhood};

use crate::directive::Relation;
use crate::document::DocId;
use crate::index::{Card, Edge};
use serde::Serialize;
use utoipa::ToSchema;

/// A document of the web, held or only cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Node {
    /// Its canonical number; `None` of a directive whose number is blank.
    pub number: Option<String>,
    /// The number's tail.
    pub symbol: Option<String>,
    /// Name of its kind.
    pub kind_name: Option<String>,
    /// `2025-11-14`, or `2025`.
    pub date: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// The directive in the archive; `None` if it is only cited.
    pub held: Option<DocId>,
}

impl From<Card> for Node {
    fn from(card: Card) -> Self {
        let date = Some(card.known_date()).filter(|date| !date.is_empty());
        Self {
            number: card.number,
            symbol: card.symbol,
            kind_name: card.kind_name,
            date,
            issuer: card.issuer,
            subject: card.subject,
            held: Some(card.id),
        }
    }
}

impl From<Edge> for Node {
    fn from(edge: Edge) -> Self {
        Self {
            number: Some(edge.number),
            symbol: None,
            kind_name: edge.kind_name,
            date: edge.date,
            issuer: edge.issuer,
            subject: None,
            held: None,
        }
    }
}

/// A step from one document to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Branch {
    /// What the citing one does with the cited one, the strongest first.
    pub relations: Vec<Relation>,
    /// The document at its end.
    pub node: Node,
    /// Whether it is certain that this document is meant: only one has the number, or the date says so.
    pub certain: bool,
    /// It stands elsewhere in the tree already, and is not followed again.
    pub seen: bool,
    /// The steps from there on, in the same direction.
    #[schema(no_recursion)]
    pub branches: Vec<Branch>,
    /// How many further steps from there are not listed.
    pub left: u64,
}

/// A document and what is around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Tree {
    /// The document.
    #[serde(flatten)]
    pub node: Node,
    /// What it cites.
    pub cites: Vec<Branch>,
    /// How many further ones are not listed.
    pub cites_left: u64,
    /// What cites it.
    pub cited_by: Vec<Branch>,
    /// How many further ones are not listed.
    pub cited_by_left: u64,
}

/// The documents that have a number, each with what is around it. Several may have one number: they
/// differ by issuer or date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Neighbourhood {
    /// What was asked.
    pub query: String,
    /// The number as it was understood; `None` if it is an id, or no number.
    pub number: Option<String>,
    /// The documents, those held first.
    pub documents: Vec<Tree>,
}
