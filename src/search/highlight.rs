//! The places of one directive that match a query.
//!
//! In: a directive's text and a query. Out: [`Mark`]s in reading order. The same analysis and the
//! same pattern as in search: what is counted is what is marked.

use super::answer::Match;
use super::near::Span;
use super::number::is_meant;
use super::pattern::{Grade, Pattern, Place};
use super::query::{Clause, Near, Query};
use super::slot::Relation;
use super::synonym::Variant;
use crate::directive::query::NumberQuery;
use crate::index::Stored;
use crate::index::analyzer::{Analyzed, PAGE_END, analyze};
use crate::index::recovered::{RecoveredToken, recovered};
use crate::text::aside::{asides, without};
use crate::text::restore::Shown;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// A marked place in a directive's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The page, from 1.
    pub page: u32,
    /// The first byte of the page's text.
    pub start: u32,
    /// One past the last byte. A phrase that runs over a page's end gives a mark on each page.
    pub end: u32,
    /// Which occurrence it belongs to, from 0: marks of one occurrence count once.
    pub occurrence: u32,
}

/// Marks what a query matches in a directive, each clause at its strongest match there; places of
/// the pages as they are shown ([`Stored::shown`]).
///
/// `forms` are the readings chosen in the archive for unmarked patterns, one a clause; without
/// them the form that the directive has most often is taken.
pub(crate) fn marks(
    stored: &Stored,
    query: &Query,
    forms: &[Option<Vec<String>>],
) -> (Option<Match>, Vec<Mark>) {
    let tokens: Vec<Analyzed> = analyze(&stored.body).collect();
    let read = recovered(&stored.body, &stored.guesses);
    let pages = Pages::new(&stored.body);
    let mut found: Vec<(Match, Vec<Range<usize>>)> = Vec::new();
    for (at, clause) in query.wanted() {
        let (matched, ranges) = match clause {
            Clause::Text(pattern, variants) => {
                let form = forms.get(at).and_then(Option::as_deref);
                let as_typed = strongest(pattern, &tokens, &read, form);
                if as_typed.0.is_some_and(|matched| matched < Match::Synonym) {
                    as_typed
                } else {
                    by_other_names(variants, &tokens).unwrap_or(as_typed)
                }
            }
            Clause::Near(near) => together(near, &tokens),
            Clause::Number(asked) => match of_number(stored, &asked.number, &pages) {
                (None, _) => match &asked.words {
                    Some(words) => strongest(words, &tokens, &read, None),
                    None => (None, Vec::new()),
                },
                found => found,
            },
            Clause::Record(_) => (None, Vec::new()),
        };
        found.extend(matched.map(|matched| (matched, ranges)));
    }
    // Of what is asked for either way, what is only nearly there is not what was found.
    let is_strict = |(matched, _): &(Match, _)| *matched < Match::Near;
    let either = query.has_either();
    if either && found.iter().any(is_strict) {
        found.retain(is_strict);
    }
    let matches = found.iter().map(|(matched, _)| *matched);
    let weakest = if either { matches.min() } else { matches.max() };
    let mut ranges: Vec<Range<usize>> = found.into_iter().flat_map(|(_, ranges)| ranges).collect();
    ranges.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    // A phrase may run past lines beside the text in which others stand.
    let mut ends = [0, 0];
    ranges.retain(|range| {
        let [text, beside] = &mut ends;
        let end = if pages.is_aside(range.start) { beside } else { text };
        let is_new = range.start >= *end;
        *end = (*end).max(range.end);
        is_new
    });
    let marks = (0u32..)
        .zip(ranges)
        .flat_map(|(occurrence, range)| pages.split(range, occurrence))
        .collect();
    (weakest, if stored.guesses.is_empty() { marks } else { as_shown(stored, marks) })
}

/// Marks moved from the pages as they were read to the pages as they are shown.
fn as_shown(stored: &Stored, marks: Vec<Mark>) -> Vec<Mark> {
    let pages: Vec<Shown<'_>> = stored.shown().collect();
    let moved = |mark: Mark| {
        let page = pages.get((mark.page as usize).checked_sub(1)?)?;
        let range = page.to_shown(mark.start as usize..mark.end as usize);
        Some(Mark { start: range.start.try_into().ok()?, end: range.end.try_into().ok()?, ..mark })
    };
    marks.into_iter().filter_map(moved).collect()
}

/// The strongest match of a pattern, and where.
fn strongest(
    pattern: &Pattern,
    tokens: &[Analyzed],
    read: &[RecoveredToken],
    form: Option<&[String]>,
) -> (Option<Match>, Vec<Range<usize>>) {
    let places = places(pattern, tokens);
    let mut by_grade: BTreeMap<Grade, Vec<Vec<Place>>> = BTreeMap::new();
    pattern.phrases(&places, |grade, occurrence| {
        by_grade.entry(grade).or_default().push(occurrence.to_vec());
    });
    let token = |place: &Place| tokens.get(place.which as usize);
    let whole = |occurrence: &Vec<Place>| {
        let start = occurrence.first().and_then(token)?.range.start;
        let end = occurrence.last().and_then(token)?.range.end;
        Some(start..end)
    };
    let keys_of = |occurrence: &Vec<Place>| -> Vec<String> {
        occurrence.iter().filter_map(token).map(|token| token.key.clone()).collect()
    };
    let all = |occurrences: &[Vec<Place>]| occurrences.iter().filter_map(whole).collect();
    if let Some(found) = by_grade.get(&Grade::Exact) {
        return (Some(Match::Exact), all(found));
    }
    if let Some(found) = by_grade.get(&Grade::Unaccented) {
        return (Some(Match::Unaccented), all(found));
    }
    if let Some(found) = by_grade.get(&Grade::Form) {
        let wanted = form.map(<[String]>::to_vec).or_else(|| most_frequent(found, keys_of));
        let of_form: Vec<_> =
            found.iter().filter(|o| Some(keys_of(o)) == wanted).cloned().collect();
        return (Some(Match::Unaccented), all(&of_form));
    }
    let found = readings(pattern, read);
    if !found.is_empty() {
        return (Some(Match::Recovered), found);
    }
    if let Some(found) = by_grade.get(&Grade::Near) {
        return (Some(Match::Near), all(found));
    }
    if pattern.is_quoted {
        return (None, Vec::new());
    }
    let stretch = pattern.nearest(&places);
    let is_near = stretch.is_some_and(|stretch| pattern.is_near(stretch));
    let words: Vec<Range<usize>> = places
        .iter()
        .flatten()
        .filter(|place| place.relation <= Relation::Form)
        .filter(|place| match stretch {
            Some((first, last)) if is_near => (first..=last).contains(&place.position),
            _ => true,
        })
        .filter_map(|place| token(place).map(|token| token.range.clone()))
        .collect();
    let matched = if is_near { Match::Near } else { Match::Words };
    ((!words.is_empty()).then_some(matched), words)
}

/// Where other names of what was typed stand.
fn by_other_names(
    variants: &[Variant],
    tokens: &[Analyzed],
) -> Option<(Option<Match>, Vec<Range<usize>>)> {
    let mut ranges = Vec::new();
    for variant in variants {
        let places = places(&variant.pattern, tokens);
        variant.pattern.phrases(&places, |grade, occurrence| {
            let end = |place: Option<&Place>| tokens.get(place?.which as usize);
            if let (true, Some(first), Some(last)) =
                (grade <= Grade::Form, end(occurrence.first()), end(occurrence.last()))
            {
                ranges.push(first.range.start..last.range.end);
            }
        });
    }
    (!ranges.is_empty()).then_some((Some(Match::Synonym), ranges))
}

/// Where words or phrases stand near each other.
fn together(near: &Near, tokens: &[Analyzed]) -> (Option<Match>, Vec<Range<usize>>) {
    let Some(together) = near.together(&places(&near.row(), tokens)) else {
        return (None, Vec::new());
    };
    let range = |span: &Span| {
        let (first, last) = span.which;
        Some(tokens.get(first as usize)?.range.start..tokens.get(last as usize)?.range.end)
    };
    let matched = match together.grade {
        Grade::Exact => Match::Exact,
        Grade::Unaccented | Grade::Form => Match::Unaccented,
        Grade::Near => Match::Near,
    };
    (Some(matched), together.spans.iter().filter_map(range).collect())
}

/// Where what damaged pages most likely said holds the phrase.
fn readings(pattern: &Pattern, read: &[RecoveredToken]) -> Vec<Range<usize>> {
    let of = |slot: &super::slot::Slot| {
        let place = |(which, token): (u32, &RecoveredToken)| {
            let relation = slot.reading(&token.key, token.doubt, pattern.is_unmarked)?;
            Some(Place { position: token.position, which, relation })
        };
        (0..).zip(read).filter_map(place).collect()
    };
    let places: Vec<Vec<Place>> = pattern.slots.iter().map(of).collect();
    let range = |place: &Place| read.get(place.which as usize).map(|token| token.range.clone());
    let mut found = Vec::new();
    pattern.readings(&places, |occurrence| {
        let first = occurrence.first().and_then(range);
        let last = occurrence.last().and_then(range);
        found.extend(first.zip(last).map(|(first, last)| first.start..last.end));
    });
    found
}

fn most_frequent(
    occurrences: &[Vec<Place>],
    keys_of: impl Fn(&Vec<Place>) -> Vec<String>,
) -> Option<Vec<String>> {
    let mut counts: HashMap<Vec<String>, usize> = HashMap::new();
    for occurrence in occurrences {
        *counts.entry(keys_of(occurrence)).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)))
        .map(|(keys, _)| keys)
}

/// The places of each word, by position; `which` is the token.
fn places(pattern: &Pattern, tokens: &[Analyzed]) -> Vec<Vec<Place>> {
    let of = |slot: &super::slot::Slot| {
        let may_be_off = pattern.may_have_a_wrong_letter();
        (0u32..)
            .zip(tokens)
            .filter_map(|(which, token)| {
                let relation = slot.relation(&token.key, pattern.is_unmarked).or_else(|| {
                    (may_be_off && slot.is_letter_off(crate::text::key::folded(&token.key)))
                        .then_some(Relation::Letter)
                })?;
                Some(Place { position: token.position, which, relation })
            })
            .collect()
    };
    pattern.slots.iter().map(of).collect()
}

/// Where a directive has, or cites, a number.
fn of_number(
    stored: &Stored,
    number: &NumberQuery,
    pages: &Pages<'_>,
) -> (Option<Match>, Vec<Range<usize>>) {
    let directive = &stored.record.directive;
    let own = directive.number.as_deref().is_some_and(|own| is_meant(number, own));
    let mut spans: Vec<_> = directive
        .citations
        .iter()
        .filter(|citation| is_meant(number, &citation.number))
        .flat_map(|citation| citation.mentions.iter().map(|mention| mention.span))
        .collect();
    let matched = match (own, spans.is_empty()) {
        (true, _) => Some(Match::NumberOwn),
        (false, false) => Some(Match::NumberCited),
        (false, true) => None,
    };

    if own {
        spans.extend(directive.number_span);
    }
    (matched, spans.into_iter().filter_map(|span| pages.range(span)).collect())
}

/// Where each page begins in the body, and what stands beside the text.
struct Pages<'b> {
    body: &'b str,
    starts: Vec<usize>,
    asides: Vec<Range<usize>>,
}

impl<'b> Pages<'b> {
    fn new(body: &'b str) -> Self {
        let ends = body.match_indices(PAGE_END).map(|(at, end)| at + end.len());
        let starts = std::iter::once(0).chain(ends).collect();
        Self { body, starts, asides: asides(body) }
    }

    /// Whether a byte of the body stands beside the text.
    fn is_aside(&self, at: usize) -> bool {
        let next = self.asides.partition_point(|aside| aside.end <= at);
        self.asides.get(next).is_some_and(|aside| aside.start <= at)
    }

    /// The bytes of the body that a span names.
    fn range(&self, span: crate::document::Span) -> Option<Range<usize>> {
        let start = self.starts.get(span.page.checked_sub(1)? as usize)?;
        Some(start + span.start as usize..start + span.end as usize)
    }

    /// The parts of a range, page by page, without what stands beside the text; or the range itself
    /// if that is where it stands.
    fn split(&self, range: Range<usize>, occurrence: u32) -> Vec<Mark> {
        let beside = if self.is_aside(range.start) { &[] } else { &*self.asides };
        without(range, beside).flat_map(|part| self.by_page(part, occurrence)).collect()
    }

    /// The parts of a range, page by page, without the white at their ends.
    fn by_page(&self, range: Range<usize>, occurrence: u32) -> Vec<Mark> {
        let first = self.starts.partition_point(|start| *start <= range.start).saturating_sub(1);
        let ends = self.starts.iter().skip(1).map(|start| start - PAGE_END.len_utf8());
        let ends = ends.chain(std::iter::once(self.body.len()));
        (1u32..)
            .zip(self.starts.iter().zip(ends))
            .skip(first)
            .take_while(|(_, (start, _))| **start < range.end)
            .filter_map(|(page, (&start, end))| {
                let text = self.body.get(range.start.max(start)..range.end.min(end))?;
                let end = range.end.min(end) - (text.len() - text.trim_end().len());
                let from = end.checked_sub(text.trim().len()).filter(|from| *from < end)?;
                let byte = |at: usize| u32::try_from(at - start).ok();
                Some(Mark { page, start: byte(from)?, end: byte(end)?, occurrence })
            })
            .collect()
    }
}
