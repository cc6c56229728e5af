//! Words or phrases near each other, in any order: `"hạ tầng" NEAR/5 số`.
//!
//! Pure: in go the places of every word, out come the occurrences of each phrase that have one of the
//! next within reach. Search feeds it from postings, the highlighter from a page's tokens.

use super::pattern::{Grade, Pattern, Place};
use super::query::Near;

/// Positions that a phrase of a question spans at most.
const LONGEST: u32 = 1024;

/// A phrase in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    /// Positions of its first and last word.
    pub first: u32,
    pub last: u32,
    pub grade: Grade,
    /// The tokens of its first and last word.
    pub which: (u32, u32),
}

/// How phrases stand near each other in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Together {
    /// The weakest grade among the best of each phrase.
    pub grade: Grade,
    /// How often, at least.
    pub count: u32,
    /// All phrases that have the next, and the one before, within reach.
    pub spans: Vec<Span>,
}

impl Near {
    /// All words of all phrases as one row, for their places.
    pub(crate) fn row(&self) -> Pattern {
        let slots = self.operands.iter().flat_map(|operand| operand.slots.clone()).collect();
        let is_unmarked = self.operands.iter().all(|operand| operand.is_unmarked);
        Pattern { text: String::new(), slots, is_quoted: true, is_unmarked }
    }

    /// Where they stand near each other, given the places of each word of [`Near::row`].
    pub(crate) fn together(&self, places: &[Vec<Place>]) -> Option<Together> {
        let mut all: Vec<Vec<Span>> = Vec::with_capacity(self.operands.len());
        let mut at = 0;
        for operand in &self.operands {
            let end = at + operand.slots.len();
            let mut spans = Vec::new();
            operand.phrases(places.get(at..end)?, |grade, occurrence| {
                if let (Some(first), Some(last)) = (occurrence.first(), occurrence.last()) {
                    let which = (first.which, last.which);
                    let (first, last) = (first.position, last.position);
                    spans.push(Span { first, last, grade, which });
                }
            });
            at = end;
            all.push(spans);
        }
        // Forwards, then backwards: what is left has both neighbours.
        for at in 1..all.len() {
            self.keep(&mut all, at, at - 1);
        }
        for at in (1..all.len()).rev() {
            self.keep(&mut all, at - 1, at);
        }
        let count = all.iter().map(Vec::len).min().filter(|count| *count > 0)?;
        let best = |spans: &Vec<Span>| spans.iter().map(|span| span.grade).min();
        let grade = all.iter().filter_map(best).max()?;
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        Some(Together { grade, count, spans: all.into_iter().flatten().collect() })
    }

    /// Keeps the occurrences of one phrase that have one of another within reach; both are in order.
    fn keep(&self, all: &mut [Vec<Span>], of: usize, other: usize) {
        let others = all.get(other).cloned().unwrap_or_default();
        let Some(spans) = all.get_mut(of) else { return };
        let reach = self.words;
        spans.retain(|span| {
            let near = |a: u32, b: u32| a.saturating_add(reach).saturating_add(1) >= b;
            let from = others.partition_point(|other| {
                other.first.saturating_add(LONGEST).saturating_add(reach) < span.first
            });
            let others = others.iter().skip(from);
            others.take_while(|other| near(span.last, other.first)).any(|other| {
                (other.last < span.first || other.first > span.last) && near(other.last, span.first)
            })
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(operands: &[&str], words: u32, text: &str) -> Option<u32> {
        let operands: Vec<Pattern> =
            operands.iter().map(|text| Pattern::new(text, true, false).unwrap()).collect();
        let near = Near { operands, words };
        let row = near.row();
        let places: Vec<Vec<Place>> =
            row.slots.iter().map(|slot| slot.places_in(text, false)).collect();
        near.together(&places).map(|together| together.count)
    }

    #[test]
    fn phrases_within_reach() {
        let text = "đầu tư hạ tầng, phát triển kinh tế số và hạ tầng của tỉnh";
        assert_eq!(count(&["hạ tầng", "số"], 2, text), Some(1));
        assert_eq!(count(&["số", "hạ tầng"], 2, text), Some(1));
        assert_eq!(count(&["hạ tầng", "số"], 10, text), Some(1));
        assert_eq!(count(&["hạ tầng", "tỉnh"], 0, text), None);
        assert_eq!(count(&["hạ tầng", "của"], 0, text), Some(1));
        assert_eq!(count(&["hạ tầng", "nông thôn"], 50, text), None);
        assert_eq!(count(&["đầu tư", "số", "tỉnh"], 9, text), Some(1));
        assert_eq!(count(&["hạ tầng", "hạ tầng"], 50, "hạ tầng của tỉnh"), None);
    }
}
