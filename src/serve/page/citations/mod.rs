//! `/numbers/{number}`: the documents that have a number; of each what it cites and what cites it, as a
//! picture along an axis of dates, and the same as lists.

mod axis;
mod picture;
mod row;

use super::{Frame, encoded, rendered};
use crate::search::graph::{Asked, Neighbourhood, Node, Tree, neighbourhood};
use crate::serve::parameters::Parameters;
use crate::serve::problem::Problem;
use crate::serve::shown;
use crate::serve::state::State;
use crate::serve::visit::Visit;
use crate::wording::Lang;
use crate::wording::page::{
    cited_by_count, cites_count, further_documents, labels, unknown_number,
};
use askama::Template;
use axum::extract::{self, Path};
use axum::response::Response;
use picture::Picture;
use row::{Item, Row, rows};

pub(in crate::serve::page) use row::number;

/// Steps in both directions where nobody says.
const DEPTH: u8 = 2;
/// The deepest tree that is drawn.
const DEEPEST: u8 = 4;
/// Steps looked up for each document.
const MOST: usize = 40;
/// Steps drawn in one direction.
const DRAWN: usize = 80;
/// Documents with one number that are drawn.
const DOCUMENTS: usize = 6;

/// The citation page.
pub(crate) async fn page(
    extract::State(state): extract::State<State>,
    Path(number): Path<String>,
    visit: Visit,
    given: Parameters,
) -> Result<Response, Problem> {
    let depth = given.number("depth", 1..=DEEPEST.into())?;
    let depth = depth.and_then(|depth| u8::try_from(depth).ok()).unwrap_or(DEPTH);
    let asked = Asked { query: number, depth, most: MOST };
    let snapshot = state.snapshot()?;
    let found = state.gate().run(move || Ok(neighbourhood(&snapshot, &asked)?)).await?;
    Ok(rendered(&Page::new(&visit, &found, depth)))
}

/// The address of the page of a document: by its number, or by its id where it is held.
pub(in crate::serve::page) fn address(node: &Node) -> Option<String> {
    let held = node.held.as_ref().map(ToString::to_string);
    Some(format!("/numbers/{}", held.or_else(|| node.number.as_deref().map(encoded))?))
}

#[derive(Template)]
#[template(path = "citations.html")]
struct Page {
    frame: Frame,
    title: String,
    /// Why there is nothing to see.
    nothing: Option<String>,
    depths: Vec<Depth>,
    documents: Vec<Document>,
    /// Documents with the number beyond those drawn.
    more: Option<String>,
}

/// A number of steps; the one in force leads nowhere.
struct Depth {
    steps: u8,
    href: Option<String>,
}

/// A document and what is around it.
struct Document {
    /// A number for its parts' names on the page.
    at: usize,
    head: Item,
    picture: Option<Picture>,
    cites: Direction,
    cited_by: Direction,
}

/// One direction as a list.
struct Direction {
    count: String,
    rows: Vec<Row>,
    /// What is not listed, and where to see it.
    more: Option<(String, String)>,
}

impl Page {
    fn new(visit: &Visit, found: &Neighbourhood, depth: u8) -> Self {
        let (lang, say) = (visit.lang, labels(visit.lang));
        let first = found.documents.first().map(|tree| number(lang, &tree.node));
        let asked = found.number.as_deref().map(shown::line).or(first);
        let asked = asked.unwrap_or_else(|| shown::line(&found.query));
        let title = format!("{}: {asked}", say.citations);
        let here = encoded(&found.query);
        let depths = (1..=DEEPEST).map(|steps| Depth {
            steps,
            href: (steps != depth).then(|| format!("/numbers/{here}?depth={steps}")),
        });
        let more = found.documents.len().saturating_sub(DOCUMENTS);
        let documents = found.documents.iter().take(DOCUMENTS).enumerate();
        Self {
            frame: Frame::new(visit, format!("{title} – {}", say.brand), ""),
            title,
            nothing: found.documents.is_empty().then(|| unknown_number(lang, &asked)),
            depths: depths.collect(),
            documents: documents.map(|(at, tree)| Document::new(lang, at, tree)).collect(),
            more: (more > 0).then(|| further_documents(lang, more as u64)),
        }
    }
}

impl Document {
    fn new(lang: Lang, at: usize, tree: &Tree) -> Self {
        let head = Item::of(lang, &tree.node);
        let (cites, cites_cut) = row::items(lang, &tree.cites, DRAWN);
        let (cited_by, cited_cut) = row::items(lang, &tree.cited_by, DRAWN);
        let total = |listed: usize, left: u64| listed as u64 + left;
        let picture = Picture::new(lang, &head, &cites, &cited_by);
        let left = tree.cites_left + cites_cut;
        let beyond = tree.node.held.as_ref().filter(|_| left > 0);
        let of_text = beyond.map(|id| (further_documents(lang, left), format!("/documents/{id}")));
        let left = tree.cited_by_left + cited_cut;
        let beyond = tree.node.number.as_deref().filter(|_| left > 0);
        let search = beyond.map(|number| {
            let href = format!("/?q={}&match=number-cited", encoded(number));
            (further_documents(lang, left), href)
        });
        Self {
            at,
            head,
            picture,
            cites: Direction {
                count: match &tree.node.held {
                    Some(_) => cites_count(lang, total(tree.cites.len(), tree.cites_left)),
                    None => labels(lang).cites_unknown.to_owned(),
                },
                rows: rows(&cites),
                more: of_text,
            },
            cited_by: Direction {
                count: cited_by_count(lang, total(tree.cited_by.len(), tree.cited_by_left)),
                rows: rows(&cited_by),
                more: search,
            },
        }
    }
}
