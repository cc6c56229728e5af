//! The trees around a number.
//!
//! In: a number in any writing, or an id. Out: [`Neighbourhood`]. Bounded by depth and by steps listed
//! for each document; what is left out is counted.

use super::{Branch, Neighbourhood, Node, Tree};
use crate::directive::Relation;
use crate::directive::number::Number;
use crate::directive::query::{NumberQuery, Reading, number_in_field, numbers_in_query};
use crate::document::DocId;
use crate::error::Result;
use crate::index::edge::Own;
use crate::index::{Card, Columns, Edge, Snapshot, Whose};
use crate::search::number;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use tantivy::DocAddress;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// A number in any writing, or an id.
    pub query: String,
    /// How many steps to go, from 1.
    pub depth: u8,
    /// How many steps are listed for each document.
    pub most: usize,
}

impl Asked {
    /// Deepest tree.
    pub const DEEPEST: u8 = 10;
    /// Steps listed where nobody says.
    pub const MOST: usize = 50;

    /// One step in both directions.
    #[must_use]
    pub fn new(query: impl Into<String>) -> Self {
        Self { query: query.into(), depth: 1, most: Self::MOST }
    }
}

/// Citing directives that are looked through for what a number without a body may mean.
const LOOKED_THROUGH: usize = 300;

/// The documents that have a number, and what is around each.
///
/// # Errors
/// [`crate::error::Error::Io`], [`crate::error::Error::Store`].
pub fn neighbourhood(snapshot: &Snapshot, asked: &Asked) -> Result<Neighbourhood> {
    let columns = Columns::open(snapshot)?;
    let depth = asked.depth.clamp(1, Asked::DEEPEST);
    let walk = Walk { snapshot, columns, depth, most: asked.most };
    let id = DocId::parse(asked.query.trim());
    let (roots, number) = match id {
        Some(id) => (walk.by_id(&id)?, None),
        None => match read(&asked.query) {
            Some(query) => (walk.by_number(&query)?, Some(number::shown(&query, None))),
            None => (Vec::new(), None),
        },
    };
    let documents = roots.into_iter().map(|root| walk.tree(root)).collect::<Result<_>>()?;
    Ok(Neighbourhood { query: asked.query.clone(), number, documents })
}

fn read(text: &str) -> Option<NumberQuery> {
    number_in_field(text).or_else(|| Some(numbers_in_query(text).into_iter().next()?.1))
}

/// A document to go on from.
#[derive(Debug, Clone)]
enum Place {
    Held(DocAddress, Card),
    Cited(Edge),
}

impl Place {
    fn node(self) -> Node {
        match self {
            Self::Held(_, card) => card.into(),
            Self::Cited(edge) => edge.into(),
        }
    }

    /// The key under which it is cited, and what tells it from others with that; a directive without a
    /// number is not cited.
    fn cited_as(&self) -> Option<(String, Own)> {
        match self {
            Self::Held(_, card) => {
                let number = Number::parse(card.number.as_deref()?)?;
                Some((number.full_key(), card.own()))
            }
            Self::Cited(edge) => {
                let date = edge.date.clone().unwrap_or_default();
                let own = Own { date, issuer: edge.issuer.clone(), acting: None };
                Some((edge.key.clone(), own))
            }
        }
    }

    /// What tells it from all others.
    fn identity(&self) -> String {
        match self {
            Self::Held(_, card) => card.id.to_string(),
            Self::Cited(edge) => format!("{} {}", edge.key, edge.date.as_deref().unwrap_or("")),
        }
    }
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Cites,
    CitedBy,
}

struct Step {
    relations: Vec<Relation>,
    place: Place,
    certain: bool,
}

struct Walk<'s> {
    snapshot: &'s Snapshot,
    columns: Columns<'s>,
    depth: u8,
    most: usize,
}

impl Walk<'_> {
    fn by_id(&self, id: &DocId) -> Result<Vec<Place>> {
        let found = self.snapshot.addresses_of(id)?;
        found.into_iter().take(1).map(|at| Ok(Place::Held(at, self.snapshot.card(at)?))).collect()
    }

    /// The directives that have the number, then the documents with it that are only cited.
    fn by_number(&self, query: &NumberQuery) -> Result<Vec<Place>> {
        let mut held: BTreeMap<(String, DocId), (DocAddress, Card)> = BTreeMap::new();
        for key in query.keys().iter().chain(&query.folded_keys()) {
            for at in self.snapshot.addresses_with_number(key, Whose::Own)? {
                let card = self.snapshot.card(at)?;
                held.insert((card.known_date(), card.id.clone()), (at, card));
            }
        }
        let mut places: Vec<Place> =
            held.into_values().map(|(at, card)| Place::Held(at, card)).collect();
        for edge in self.cited(query)? {
            if self.snapshot.held(&edge)?.is_empty() {
                places.push(Place::Cited(edge));
            }
        }
        Ok(places)
    }

    /// The cited documents that a number may mean, one for each key and date; what is cited without a
    /// date is the only dated one with its key.
    fn cited(&self, query: &NumberQuery) -> Result<Vec<Edge>> {
        let mut edges: BTreeMap<(String, Option<String>), Edge> = BTreeMap::new();
        let mut keep = |edge: Edge| {
            let known =
                edges.entry((edge.key.clone(), edge.date.clone())).or_insert_with(|| edge.clone());
            known.issuer = known.issuer.take().or(edge.issuer);
        };
        let mut keys = query.folded_keys();
        match &query.reading {
            Reading::Full(number) => {
                self.snapshot
                    .citing(&number.full_key())?
                    .into_iter()
                    .for_each(|found| keep(found.of));
            }
            _ => keys.extend(query.keys()),
        }
        for key in keys {
            let cited = self.snapshot.addresses_with_number(&key, Whose::Cited)?;
            for at in cited.into_iter().take(LOOKED_THROUGH) {
                let found = self.snapshot.edges(at)?.into_iter();
                found.filter(|edge| number::is_meant(query, &edge.number)).for_each(&mut keep);
            }
        }
        let dated: HashSet<String> =
            edges.keys().filter(|(_, date)| date.is_some()).map(|(key, _)| key.clone()).collect();
        edges.retain(|(key, date), _| date.is_some() || !dated.contains(key));
        Ok(edges.into_values().collect())
    }

    fn tree(&self, root: Place) -> Result<Tree> {
        let start = || HashSet::from([root.identity()]);
        let (cites, cites_left) = self.branches(&root, Way::Cites, self.depth, &mut start())?;
        let (cited_by, cited_by_left) =
            self.branches(&root, Way::CitedBy, self.depth, &mut start())?;
        Ok(Tree { node: root.node(), cites, cites_left, cited_by, cited_by_left })
    }

    /// The steps from a document in one direction, and how many are left out.
    fn branches(
        &self,
        from: &Place,
        way: Way,
        depth: u8,
        seen: &mut HashSet<String>,
    ) -> Result<(Vec<Branch>, u64)> {
        let (steps, left) = match way {
            Way::Cites => self.cites(from)?,
            Way::CitedBy => self.cited_by(from)?,
        };
        let mut branches = Vec::with_capacity(steps.len());
        for Step { relations, place, certain } in steps {
            let is_new = seen.insert(place.identity());
            let (further, left) = match depth.checked_sub(1) {
                Some(depth @ 1..) if is_new => self.branches(&place, way, depth, seen)?,
                _ => (Vec::new(), 0),
            };
            let node = place.node();
            branches.push(Branch {
                relations,
                node,
                certain,
                seen: !is_new,
                branches: further,
                left,
            });
        }
        Ok((branches, left))
    }

    fn cites(&self, from: &Place) -> Result<(Vec<Step>, u64)> {
        let Place::Held(at, _) = from else { return Ok((Vec::new(), 0)) };
        let edges = self.snapshot.edges(*at)?;
        let left = edges.len().saturating_sub(self.most) as u64;
        let mut steps = Vec::new();
        for edge in edges.into_iter().take(self.most) {
            let held = self.snapshot.held(&edge)?;
            let (relations, certain) = (edge.relations.clone(), held.len() == 1);
            if held.is_empty() {
                steps.push(Step { relations, place: Place::Cited(edge), certain: true });
                continue;
            }
            for (at, card) in held {
                let place = Place::Held(at, card);
                steps.push(Step { relations: relations.clone(), place, certain });
            }
        }
        steps.sort_by(|a, b| a.relations.cmp(&b.relations));
        Ok((steps, left))
    }

    /// What cites a document, the latest first.
    fn cited_by(&self, from: &Place) -> Result<(Vec<Step>, u64)> {
        let Some((key, own)) = from.cited_as() else { return Ok((Vec::new(), 0)) };
        let held: usize = self.snapshot.holding(&key)?.iter().map(|held| held.at.len()).sum();
        let mut found: Vec<(u64, DocAddress, Vec<Relation>, bool)> = Vec::new();
        for citing in self.snapshot.citing(&key)? {
            if !citing.of.may_be(&own) {
                continue;
            }
            let dated = citing.of.date.as_ref().is_some_and(|cited| *cited == own.date);
            let certain = held <= 1 || dated;
            for at in citing.at {
                let day = self.columns.last_day(at);
                found.push((day, at, citing.of.relations.clone(), certain));
            }
        }
        found.sort_by_key(|found| Reverse((found.0, found.1)));
        found.dedup_by_key(|found| found.1);
        let left = found.len().saturating_sub(self.most) as u64;
        let mut steps = Vec::new();
        for (_, at, relations, certain) in found.into_iter().take(self.most) {
            let place = Place::Held(at, self.snapshot.card(at)?);
            // A paper that says its own number once more does not cite itself.
            if place.identity() != from.identity() {
                steps.push(Step { relations, place, certain });
            }
        }
        Ok((steps, left))
    }
}
