//! What is cited and not held: by how many, since when, by whom.
//!
//! In: a [`Snapshot`]. Out: [`Missing`]. Reads the dictionary of citations and the columns of dates and
//! issuers, no record.

use crate::error::Result;
use crate::index::columns::IssuerAt;
use crate::index::edge::{Own, may_be};
use crate::index::{Card, Columns, Edge, Snapshot, Whose};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use tantivy::DocAddress;
use utoipa::ToSchema;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingRequest {
    /// How many documents are listed, the most cited first.
    pub limit: usize,
    /// How many to pass over.
    pub offset: usize,
    /// Cited by at least so many directives.
    pub least: u64,
}

impl Default for MissingRequest {
    fn default() -> Self {
        Self { limit: 100, offset: 0, least: 1 }
    }
}

/// Documents that are cited and not held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Missing {
    /// How many there are, listed or not.
    pub total: u64,
    /// The most cited first.
    pub documents: Vec<MissingDocument>,
}

/// A document that is cited and not held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MissingDocument {
    /// Its canonical number; of one that is only named by kind and digits, `18-NQ`.
    pub number: String,
    /// Name of its kind.
    pub kind_name: Option<String>,
    /// `2025-11-14`, or `2025`, as far as it is said.
    pub date: Option<String>,
    /// Its issuer, as far as it is said.
    pub issuer: Option<String>,
    /// How many directives cite it.
    pub cited_by: u64,
    /// The first day of the first of them that is dated.
    pub since: Option<String>,
    /// Who cites it, and how often, the most often first; at most ten.
    pub issuers: Vec<Citing>,
    /// Some of those that cite it, the latest first; at most five.
    pub examples: Vec<Card>,
}

/// An issuer that cites a missing document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Citing {
    /// Who.
    pub issuer: String,
    /// How many of its directives.
    pub directives: u64,
}

/// Citing issuers and examples that are listed.
const ISSUERS: usize = 10;
const EXAMPLES: usize = 5;

/// A document that is cited: a number with a date.
#[derive(Debug, Default)]
struct Cited {
    edge: Option<Edge>,
    at: HashSet<DocAddress>,
}

/// What is cited and not held.
///
/// # Errors
/// [`crate::error::Error::Io`], [`crate::error::Error::Store`].
pub fn missing(snapshot: &Snapshot, asked: &MissingRequest) -> Result<Missing> {
    let mut own: HashMap<String, Vec<Own>> = HashMap::new();
    snapshot.each_own(|key, of, _| own.entry(key.to_owned()).or_default().push(of))?;
    let mut cited: HashMap<String, BTreeMap<Option<String>, Cited>> = HashMap::new();
    snapshot.each_citation(|edge, at| {
        let held = own.get(&edge.key).into_iter().flatten();
        if held.into_iter().any(|own| edge.may_be(own)) {
            return;
        }
        let dates = cited.entry(edge.key.clone()).or_default();
        let document = dates.entry(edge.date.clone()).or_default();
        document.at.extend(at);
        match &mut document.edge {
            Some(known) => known.issuer = known.issuer.take().or(edge.issuer),
            None => document.edge = Some(edge),
        }
    })?;
    let mut documents: Vec<Cited> = cited.into_values().flat_map(merged).collect();
    documents.retain(|document| document.at.len() as u64 >= asked.least);
    // What is named by kind and digits alone is held if anything with them is.
    let mut kept = Vec::with_capacity(documents.len());
    for document in documents {
        let bare = document.edge.as_ref().filter(|edge| edge.is_bare());
        let held = bare.map(|edge| snapshot.addresses_with_number(&edge.key, Whose::Own));
        if held.transpose()?.is_none_or(|held| held.is_empty()) {
            kept.push(document);
        }
    }
    let number = |cited: &Cited| cited.edge.as_ref().map(|edge| edge.number.clone());
    kept.sort_by_cached_key(|cited| (std::cmp::Reverse(cited.at.len()), number(cited)));
    let total = kept.len() as u64;
    let listed = kept.into_iter().skip(asked.offset).take(asked.limit);
    let columns = Columns::open(snapshot)?;
    let documents = listed.filter_map(|cited| described(snapshot, &columns, cited).transpose());
    Ok(Missing { total, documents: documents.collect::<Result<_>>()? })
}

/// The documents that the dates of one number mean: what is cited without a date, or by its year, is the
/// dated one that fits, if there is only one.
fn merged(dates: BTreeMap<Option<String>, Cited>) -> Vec<Cited> {
    let full = |date: &Option<String>| date.as_ref().is_some_and(|date| date.len() > 4);
    let (mut dated, vague): (Vec<_>, Vec<_>) = dates.into_iter().partition(|(date, _)| full(date));
    for (date, cited) in vague {
        let fits = |(of, _): &&mut (Option<String>, Cited)| {
            may_be(date.as_deref(), of.as_deref().unwrap_or_default())
        };
        let mut fitting = dated.iter_mut().filter(fits);
        match (fitting.next(), fitting.next()) {
            (Some((_, only)), None) => {
                only.at.extend(cited.at);
                if let (Some(known), Some(edge)) = (&mut only.edge, cited.edge) {
                    known.issuer = known.issuer.take().or(edge.issuer);
                }
            }
            _ => dated.push((date, cited)),
        }
    }
    dated.into_iter().map(|(_, cited)| cited).collect()
}

fn described(
    snapshot: &Snapshot,
    columns: &Columns<'_>,
    cited: Cited,
) -> Result<Option<MissingDocument>> {
    let Some(edge) = cited.edge else { return Ok(None) };
    let mut dated = Vec::with_capacity(cited.at.len());
    let mut counted: HashMap<IssuerAt, u64> = HashMap::new();
    for at in cited.at {
        dated.push((columns.last_day(at), at));
        if let Some(issuer) = columns.issuer(at) {
            *counted.entry(issuer).or_default() += 1;
        }
    }
    // The same issuer stands in the dictionary of each segment.
    let mut issuers: HashMap<String, u64> = HashMap::new();
    for (issuer, directives) in counted {
        *issuers.entry(columns.name(issuer)?).or_default() += directives;
    }
    dated.sort_unstable_by(|a, b| b.cmp(a));
    let first = dated.iter().map(|(day, _)| *day).filter(|day| *day > 0).min();
    let mut issuers: Vec<Citing> =
        issuers.into_iter().map(|(issuer, directives)| Citing { issuer, directives }).collect();
    issuers.sort_by(|a, b| (b.directives, &a.issuer).cmp(&(a.directives, &b.issuer)));
    issuers.truncate(ISSUERS);
    let examples = dated.iter().take(EXAMPLES).map(|(_, at)| snapshot.card(*at));
    Ok(Some(MissingDocument {
        number: edge.number,
        kind_name: edge.kind_name,
        date: edge.date,
        issuer: edge.issuer,
        cited_by: dated.len() as u64,
        since: first
            .map(|day| format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100)),
        issuers,
        examples: examples.collect::<Result<_>>()?,
    }))
}
