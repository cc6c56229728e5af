//! Clauses put together over one segment, as a question says.
//!
//! In: clauses over the index and a [`Node`]. Out: the directives, and how strongly each matches.

use super::answer::Match;
use super::clause::{Evaluated, Met, Part};
use super::condition::Passes;
use super::evaluate::FormId;
use super::query::Node;
use crate::error::Result;
use crate::index::Snapshot;
use tantivy::DocId;

/// One segment with all clauses.
pub(crate) struct Segment<'e> {
    clauses: Vec<OfSegment<'e>>,
    /// All directives, for questions about the record alone.
    directives: Vec<DocId>,
}

enum OfSegment<'e> {
    Listed(&'e [Part]),
    Open(Option<&'e Passes>),
}

/// How strongly a directive matches.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Graded {
    /// `None` if only its record was asked for.
    pub matched: Option<Match>,
    pub has_all: bool,
    /// It is the one whose number was asked for.
    pub has_number: bool,
    pub occurrences: u32,
    pub score: f32,
}

impl<'e> Segment<'e> {
    /// All segments.
    ///
    /// # Errors
    /// The machine's: the store cannot be read.
    pub(crate) fn all(snapshot: &Snapshot, clauses: &'e [Evaluated]) -> Result<Vec<Self>> {
        let is_open = clauses.iter().any(|clause| matches!(clause, Evaluated::Open(_)));
        let mut segments = Vec::new();
        for (ord, segment) in snapshot.searcher().segment_readers().iter().enumerate() {
            let mut directives = Vec::new();
            if is_open {
                // Files have no id of a directive.
                let ids = segment.fast_fields().str("id");
                if let Some(ids) = ids.map_err(|error| snapshot.failed(error))? {
                    let alive = segment.doc_ids_alive();
                    directives.extend(alive.filter(|&doc| ids.term_ords(doc).next().is_some()));
                }
            }
            let of = |clause: &'e Evaluated| match clause {
                Evaluated::Listed(listed) => {
                    OfSegment::Listed(listed.segments.get(ord).map_or(&[][..], Vec::as_slice))
                }
                Evaluated::Open(passes) => OfSegment::Open(passes.get(ord)),
            };
            segments.push(Self { clauses: clauses.iter().map(of).collect(), directives });
        }
        Ok(segments)
    }

    /// What a directive has of a clause.
    pub(crate) fn met(&self, clause: usize, doc: DocId) -> Option<&'e Met> {
        let Some(OfSegment::Listed(parts)) = self.clauses.get(clause) else { return None };
        let at = parts.binary_search_by_key(&doc, |part| part.doc).ok()?;
        parts.get(at).map(|part| &part.met)
    }

    fn passes(&self, clause: usize, doc: DocId) -> bool {
        match self.clauses.get(clause) {
            Some(OfSegment::Open(Some(passes))) => passes.passes(doc),
            Some(OfSegment::Listed(_)) => self.met(clause, doc).is_some(),
            _ => false,
        }
    }

    /// Whether the directives can be named without a look at all of them.
    fn is_listed(&self, node: &Node) -> bool {
        match node {
            Node::Clause(at) => matches!(self.clauses.get(*at), Some(OfSegment::Listed(_))),
            Node::All { parts, .. } => parts.iter().any(|part| self.is_listed(part)),
            Node::Any(options) => options.iter().all(|option| self.is_listed(option)),
        }
    }

    /// The directives that match, in order.
    pub(crate) fn docs(&self, node: &Node) -> Vec<DocId> {
        match node {
            Node::Clause(at) => match self.clauses.get(*at) {
                Some(OfSegment::Listed(parts)) => parts.iter().map(|part| part.doc).collect(),
                _ => self.all_that(node),
            },
            // Nothing but what must not occur asks for nothing.
            Node::All { parts, .. } if parts.is_empty() => Vec::new(),
            Node::All { parts, .. } => match parts.iter().position(|part| self.is_listed(part)) {
                Some(first) => {
                    let mut docs = parts.get(first).map(|part| self.docs(part)).unwrap_or_default();
                    docs.retain(|doc| self.holds(node, *doc));
                    docs
                }
                None => self.all_that(node),
            },
            Node::Any(options) => {
                let mut docs: Vec<DocId> =
                    options.iter().flat_map(|option| self.docs(option)).collect();
                docs.sort_unstable();
                docs.dedup();
                docs
            }
        }
    }

    fn all_that(&self, node: &Node) -> Vec<DocId> {
        self.directives.iter().copied().filter(|doc| self.holds(node, *doc)).collect()
    }

    /// Whether a directive matches, in whatever reading.
    fn holds(&self, node: &Node, doc: DocId) -> bool {
        match node {
            Node::Clause(at) => self.passes(*at, doc),
            Node::All { parts, without } => {
                parts.iter().all(|part| self.holds(part, doc)) && !self.is_excluded(without, doc)
            }
            Node::Any(options) => options.iter().any(|option| self.holds(option, doc)),
        }
    }

    fn is_excluded(&self, without: &[Node], doc: DocId) -> bool {
        without.iter().any(|node| self.holds_strictly(node, doc))
    }

    fn holds_strictly(&self, node: &Node, doc: DocId) -> bool {
        match node {
            Node::Clause(at) => match self.clauses.get(*at) {
                Some(OfSegment::Listed(_)) => self.met(*at, doc).is_some_and(Met::is_strict),
                _ => self.passes(*at, doc),
            },
            Node::All { parts, without } => {
                parts.iter().all(|part| self.holds_strictly(part, doc))
                    && !self.is_excluded(without, doc)
            }
            Node::Any(options) => options.iter().any(|option| self.holds_strictly(option, doc)),
        }
    }

    /// Whether a directive has what the record must say, the clauses that are `required`, and nothing that
    /// must not occur, whatever its words.
    pub(crate) fn is_let_pass(&self, node: &Node, doc: DocId, required: &[bool]) -> bool {
        match node {
            Node::Clause(at) => match self.clauses.get(*at) {
                Some(OfSegment::Open(_)) => self.passes(*at, doc),
                _ if required.get(*at) == Some(&true) => self.holds_strictly(node, doc),
                _ => true,
            },
            Node::All { parts, without } => {
                parts.iter().all(|part| self.is_let_pass(part, doc, required))
                    && !self.is_excluded(without, doc)
            }
            Node::Any(options) => {
                options.iter().any(|option| self.is_let_pass(option, doc, required))
            }
        }
    }

    /// How strongly a directive matches, as weak as the weakest of what must all match; `chosen` are the
    /// readings of unmarked words, one a clause. `None` if it has another reading.
    pub(crate) fn grade(
        &self,
        node: &Node,
        doc: DocId,
        chosen: &[Option<FormId>],
    ) -> Option<Graded> {
        let nothing =
            Graded { matched: None, has_all: true, has_number: false, occurrences: 0, score: 0.0 };
        match node {
            Node::Clause(at) => match self.met(*at, doc) {
                Some(met) => {
                    let graded = met.grade(chosen.get(*at).copied().flatten())?;
                    let (matched, has_all, occurrences, score) = graded;
                    let has_number = matched == Match::NumberOwn;
                    let matched = Some(matched);
                    Some(Graded { matched, has_all, has_number, occurrences, score })
                }
                None => self.passes(*at, doc).then_some(nothing),
            },
            Node::All { parts, .. } => parts.iter().try_fold(nothing, |sum, part| {
                let part = self.grade(part, doc, chosen)?;
                Some(Graded {
                    matched: sum.matched.max(part.matched),
                    has_all: sum.has_all && part.has_all,
                    has_number: sum.has_number || part.has_number,
                    occurrences: sum.occurrences.saturating_add(part.occurrences),
                    score: sum.score + part.score,
                })
            }),
            Node::Any(options) => {
                let options = options.iter().filter(|option| self.holds(option, doc));
                let graded = options.filter_map(|option| self.grade(option, doc, chosen));
                graded.reduce(|a, b| Graded {
                    matched: Some(
                        a.matched.unwrap_or(Match::Exact).min(b.matched.unwrap_or(Match::Exact)),
                    ),
                    has_all: a.has_all || b.has_all,
                    has_number: a.has_number || b.has_number,
                    occurrences: a.occurrences.saturating_add(b.occurrences),
                    score: a.score.max(b.score),
                })
            }
        }
    }
}
