//! Which directives have a text like that of one.
//!
//! In: the id of a directive. Out: [`Similar`]. From each stretch of its text the rarest pairs of syllables that
//! stand elsewhere, too, lead to candidates; the texts of those that share the most telling ones are read
//! and compared. So a copy of a part is found, and the cost does not grow with the archive but by the
//! postings of rare pairs.

use super::compare::common_marks;
use super::overlap::shares;
use super::words::Text;
use crate::document::DocId;
use crate::error::Result;
use crate::index::analyzer::{analyze, pair};
use crate::index::{Card, Snapshot};
use serde::Serialize;
use std::collections::HashSet;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED, Term};
use utoipa::ToSchema;

/// Stretches of the text, and pairs of each.
const STRETCHES: usize = 16;
const PAIRS: usize = 8;
/// Pairs of which it is looked up how many directives have them.
const LOOKED_UP: usize = 4_000;
/// Postings that are read.
const POSTINGS: u64 = 500_000;
/// Candidates whose texts are compared.
const COMPARED: usize = 50;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SimilarRequest {
    /// Directives listed, up to 50.
    pub limit: usize,
    /// How much of either must stand in the other, from 0 to 1.
    pub least: f32,
}

impl Default for SimilarRequest {
    fn default() -> Self {
        Self { limit: 20, least: 0.3 }
    }
}

/// The directives with a text like that of one.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Similar {
    /// That one.
    pub document: Card,
    /// How many syllables of it were compared.
    pub syllables: u64,
    /// The others, those that share the most first.
    pub documents: Vec<Alike>,
}

/// A directive with a text like that of another, `a`.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Alike {
    /// Which, `b`.
    #[serde(flatten)]
    pub document: Card,
    /// Where its file is.
    pub path: String,
    /// How much of `a` stands in it, from 0 to 1, by syllables.
    pub a_in_b: f32,
    /// How much of it stands in `a`.
    pub b_in_a: f32,
}

/// The directives with a text like that of the one with this id; `None` if that is not held.
///
/// # Errors
/// [`crate::error::Error::Io`], [`crate::error::Error::Store`].
pub fn similar(snapshot: &Snapshot, id: &DocId, asked: &SimilarRequest) -> Result<Option<Similar>> {
    let Some(stored) = snapshot.directive(id)? else { return Ok(None) };
    let own = snapshot.addresses_of(id)?;
    let text = Text::of(&stored);
    let mut documents = Vec::new();
    for at in candidates(snapshot, &stored.body, &own)? {
        let other = snapshot.stored(at)?;
        let of_other = Text::of(&other);
        let marks = common_marks(&text, &of_other);
        let (a_in_b, b_in_a) = shares(&text.keys(marks), &of_other.keys(marks));
        if a_in_b.max(b_in_a) >= asked.least {
            let document = Card::new(&other.record.id, &other.record.directive);
            documents.push(Alike { document, path: other.record.path, a_in_b, b_in_a });
        }
    }
    documents.sort_by(|x, y| {
        let both = |alike: &Alike| alike.a_in_b + alike.b_in_a;
        both(y).total_cmp(&both(x)).then_with(|| x.document.id.cmp(&y.document.id))
    });
    documents.truncate(asked.limit);
    let document = Card::new(&stored.record.id, &stored.record.directive);
    Ok(Some(Similar { document, syllables: text.len() as u64, documents }))
}

/// The directives that share the most telling pairs with a text.
fn candidates(snapshot: &Snapshot, body: &str, own: &[DocAddress]) -> Result<Vec<DocAddress>> {
    let directives = snapshot.summary().directives.max(1) as f32;
    let mut left = POSTINGS;
    // The rarest come first, so that what is left out tells the least.
    let telling = telling(snapshot, body)?.into_iter().map_while(|(frequency, term)| {
        left = left.checked_sub(frequency)?;
        Some((term, (directives / frequency as f32).ln().max(0.01)))
    });
    let telling: Vec<(Term, f32)> = telling.collect();
    let mut found: Vec<(f32, DocAddress)> = Vec::new();
    for (ord, segment) in (0u32..).zip(snapshot.searcher().segment_readers()) {
        let index = segment.inverted_index(snapshot.fields().pairs);
        let index = index.map_err(|error| snapshot.failed(error))?;
        let mut scores: Vec<f32> = vec![0.0; segment.max_doc() as usize];
        for (term, weight) in &telling {
            let postings = index.read_postings(term, IndexRecordOption::Basic);
            let postings = postings.map_err(|error| snapshot.failed(error.into()))?;
            let Some(mut postings) = postings else { continue };
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if let Some(score) = scores.get_mut(doc as usize) {
                    *score += weight;
                }
                doc = postings.advance();
            }
        }
        let scored = (0u32..).zip(scores).filter(|(doc, score)| {
            *score > 0.0 && !segment.is_deleted(*doc) && !own.contains(&DocAddress::new(ord, *doc))
        });
        found.extend(scored.map(|(doc, score)| (score, DocAddress::new(ord, doc))));
        let first = |(a, x): &(f32, DocAddress), (b, y): &(f32, DocAddress)| {
            b.total_cmp(a).then_with(|| x.cmp(y))
        };
        if found.len() > COMPARED {
            found.select_nth_unstable_by(COMPARED, first);
            found.truncate(COMPARED);
        }
        found.sort_unstable_by(first);
    }
    Ok(found.into_iter().map(|(_, at)| at).collect())
}

/// The most telling pairs of a text, the rarest first, each with how many directives have it: of every
/// stretch the rarest that another directive has, too.
fn telling(snapshot: &Snapshot, body: &str) -> Result<Vec<(u64, Term)>> {
    let mut pairs: Vec<String> = Vec::new();
    let mut known: HashSet<String> = HashSet::new();
    let mut before: Option<crate::index::analyzer::Analyzed> = None;
    for token in analyze(body) {
        if let Some(before) = before.filter(|before| before.position + 1 == token.position) {
            let pair = pair(&before.key, &token.key);
            if known.insert(pair.clone()) {
                pairs.push(pair);
            }
        }
        before = Some(token);
    }
    let step = pairs.len().div_ceil(LOOKED_UP).max(1);
    let pairs: Vec<String> = pairs.into_iter().step_by(step).collect();
    let mut all = Vec::new();
    for stretch in pairs.chunks(pairs.len().div_ceil(STRETCHES).max(1)) {
        let mut found = Vec::with_capacity(stretch.len());
        for pair in stretch {
            let term = Term::from_field_text(snapshot.fields().pairs, pair);
            let frequency = snapshot.searcher().doc_freq(&term);
            let frequency = frequency.map_err(|error| snapshot.failed(error))?;
            if frequency > 1 {
                found.push((frequency, term));
            }
        }
        found.sort();
        found.truncate(PAIRS);
        all.extend(found);
    }
    all.sort();
    Ok(all)
}
