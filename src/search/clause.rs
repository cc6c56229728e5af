//! One clause of a question over the whole index.
//!
//! In: a [`Clause`]. Out: the directives that meet it, segment by segment, and how; or, of what the
//! record must say, a test of each.

use super::answer::Match;
use super::condition::Passes;
use super::days::{Days, days};
use super::evaluate::{self, FormId, Forms, TextHit, TextHits};
use super::postings::Width;
use super::query::{Clause, NumberClause, Query};
use crate::directive::query::Reading;
use crate::error::Result;
use crate::index::{Snapshot, Whose};
use std::collections::{HashMap, HashSet};
use tantivy::{DocAddress, DocId};

/// A clause over the index.
pub(crate) enum Evaluated {
    /// The directives that meet it.
    Listed(Clauses),
    /// A test, segment by segment.
    Open(Vec<Passes>),
}

impl Evaluated {
    /// A clause that is not looked at.
    pub(crate) fn nothing() -> Self {
        Self::Listed(Clauses { segments: Vec::new(), forms: Forms::default() })
    }

    /// Whether any directive meets it strictly.
    pub(crate) fn is_met(&self) -> bool {
        match self {
            Self::Listed(listed) => {
                listed.segments.iter().flatten().any(|part| part.met.is_strict())
            }
            Self::Open(_) => true,
        }
    }
}

/// What meets a clause, one list a segment in the order of directives.
pub(crate) struct Clauses {
    pub(crate) segments: Vec<Vec<Part>>,
    pub(crate) forms: Forms,
}

/// How one directive meets one clause.
pub(crate) struct Part {
    pub(crate) doc: DocId,
    pub(crate) met: Met,
}

/// What a directive has of a clause.
pub(crate) enum Met {
    Number(Match),
    Text(TextHit),
    /// The words of a number that no directive has or cites: never a strict match.
    NumberAsText(TextHit),
}

/// All clauses of a question. What must not occur is looked for strictly.
///
/// # Errors
/// The machine's: the store cannot be read.
pub(crate) fn evaluated(
    snapshot: &Snapshot,
    query: &Query,
    width: Width,
) -> Result<Vec<Evaluated>> {
    let wanted: HashSet<usize> = query.wanted().map(|(at, _)| at).collect();
    let of = |(at, clause): (usize, &Clause)| {
        let width = if wanted.contains(&at) { width } else { Width::Strict };
        of_clause(snapshot, clause, width)
    };
    query.clauses.iter().enumerate().map(of).collect()
}

/// One clause.
///
/// # Errors
/// The machine's: the store cannot be read.
pub(crate) fn of_clause(snapshot: &Snapshot, clause: &Clause, width: Width) -> Result<Evaluated> {
    let listed = |hits: TextHits, met: fn(TextHit) -> Met| {
        let parts = |hits: Vec<TextHit>| {
            hits.into_iter().map(|hit| Part { doc: hit.doc, met: met(hit) }).collect()
        };
        let segments = hits.segments.into_iter().map(parts).collect();
        Evaluated::Listed(Clauses { segments, forms: hits.forms })
    };
    Ok(match clause {
        Clause::Text(pattern, variants) => {
            let mut hits = evaluate::text(snapshot, pattern, width)?;
            evaluate::add_variants(snapshot, variants, &mut hits)?;
            listed(hits, Met::Text)
        }
        Clause::Near(near) => listed(evaluate::near(snapshot, near, width)?, Met::Text),
        Clause::Record(condition) => Evaluated::Open(condition.on(snapshot)?),
        Clause::Number(number) => {
            let segments = numbers(snapshot, number)?;
            match &number.words {
                Some(pattern) if segments.iter().all(Vec::is_empty) => {
                    let hits = evaluate::text(snapshot, pattern, Width::Strict)?;
                    listed(hits, Met::NumberAsText)
                }
                _ => Evaluated::Listed(Clauses { segments, forms: Forms::default() }),
            }
        }
    })
}

/// The directives that have, or cite, a number.
fn numbers(snapshot: &Snapshot, asked: &NumberClause) -> Result<Vec<Vec<Part>>> {
    let mut strongest: HashMap<DocAddress, Match> = HashMap::new();
    let mut keys = asked.number.keys();
    keys.extend(asked.number.folded_keys());
    for key in keys {
        for (whose, matched) in [(Whose::Cited, Match::NumberCited), (Whose::Own, Match::NumberOwn)]
        {
            for address in snapshot.addresses_with_number(&key, whose)? {
                let entry = strongest.entry(address).or_insert(matched);
                *entry = matched.min(*entry);
            }
        }
    }
    if let Some(days) = &asked.days {
        keep_dated(snapshot, asked, days, &mut strongest)?;
    }
    let mut segments: Vec<Vec<Part>> = Vec::new();
    segments.resize_with(snapshot.searcher().segment_readers().len(), Vec::new);
    for (address, matched) in strongest {
        if let Some(parts) = segments.get_mut(address.segment_ord as usize) {
            parts.push(Part { doc: address.doc_id, met: Met::Number(matched) });
        }
    }
    for parts in &mut segments {
        parts.sort_unstable_by_key(|part| part.doc);
    }
    Ok(segments)
}

/// Leaves out what has, or cites, the number with another date.
fn keep_dated(
    snapshot: &Snapshot,
    asked: &NumberClause,
    wanted: &Days,
    strongest: &mut HashMap<DocAddress, Match>,
) -> Result<()> {
    let overlaps = |of: &Days| of.start() <= wanted.end() && of.end() >= wanted.start();
    let columns = snapshot
        .searcher()
        .segment_readers()
        .iter()
        .map(|segment| {
            let columns = segment.fast_fields();
            Ok((columns.u64("date_first")?, columns.u64("date_last")?))
        })
        .collect::<tantivy::Result<Vec<_>>>()
        .map_err(|error| snapshot.failed(error))?;
    let mut citing: Option<HashSet<DocAddress>> = None;
    if let Reading::Full(number) = &asked.number.reading {
        let mut fitting = HashSet::new();
        for posting in snapshot.citing(&number.full_key())? {
            let of = posting.of.date.as_deref().and_then(days);
            if of.as_ref().is_none_or(overlaps) {
                fitting.extend(posting.at);
            }
        }
        citing = Some(fitting);
    }
    strongest.retain(|address, matched| match matched {
        Match::NumberOwn => {
            let of = columns.get(address.segment_ord as usize).and_then(|(first, last)| {
                Some(first.first(address.doc_id)?..=last.first(address.doc_id)?)
            });
            of.as_ref().is_none_or(overlaps)
        }
        _ => citing.as_ref().is_none_or(|citing| citing.contains(address)),
    });
    Ok(())
}

impl Met {
    /// Whether it counts against a directive in which it must not occur.
    pub(crate) fn is_strict(&self) -> bool {
        match self {
            Self::Number(_) => true,
            Self::Text(hit) | Self::NumberAsText(hit) => hit.is_strict(),
        }
    }

    /// The strongest match, whether all words occur, occurrences, score; `None` if it is another
    /// reading of an unmarked question.
    pub(crate) fn grade(&self, chosen: Option<FormId>) -> Option<(Match, bool, u32, f32)> {
        let (hit, is_text) = match self {
            Self::Number(matched) => return Some((*matched, true, 1, 0.0)),
            Self::Text(hit) => (hit, true),
            Self::NumberAsText(hit) => (hit, false),
        };
        let of_form = chosen.and_then(|chosen| hit.forms.iter().find(|(form, _)| *form == chosen));
        let (matched, occurrences) = if hit.exact > 0 {
            (Match::Exact, hit.exact)
        } else if hit.unaccented > 0 {
            (Match::Unaccented, hit.unaccented)
        } else if let Some((_, count)) = of_form {
            (Match::Unaccented, *count)
        } else if hit.synonym > 0 {
            (Match::Synonym, hit.synonym)
        } else if hit.recovered > 0 {
            (Match::Recovered, hit.recovered)
        } else if !hit.forms.is_empty() {
            return None;
        } else if hit.near > 0 {
            (Match::Near, hit.near)
        } else if hit.is_together {
            (Match::Near, 1)
        } else {
            (Match::Words, 0)
        };
        let matched = if is_text { matched } else { matched.max(Match::Near) };
        Some((matched, hit.has_all, occurrences, hit.score))
    }
}
