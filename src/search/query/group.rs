//! Which brackets of a question are groups.
//!
//! In: the question. Out: the bytes of the brackets that open and close groups, in order. A bracket is a
//! group if an operator stands in it or beside it; else it is punctuation, as in a pasted title.

use super::piece::{column, is_quote, operator};
use crate::search::answer::Advice;
use crate::search::field::Field;

/// Groups in groups.
pub(super) const MAX_DEPTH: usize = 8;

/// A bracket that is open.
struct Open {
    at: usize,
    is_group: bool,
}

/// The brackets of groups, and advice on those that are none.
pub(super) fn groups(text: &str) -> (Vec<usize>, Vec<Advice>) {
    let mut open: Vec<Open> = Vec::new();
    let (mut found, mut advice) = (Vec::new(), Vec::new());
    let mut quoted = false;
    // The next bracket stands behind an operator.
    let mut is_wanted = false;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let is_start = before.is_none_or(|c: char| c.is_whitespace() || matches!(c, '(' | ')'));
        before = Some(c);
        if is_quote(c) {
            quoted = !quoted;
            is_wanted = false;
            continue;
        }
        if quoted || c.is_whitespace() {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let is_operator = is_start && (operator(text, at).is_some() || is_sign(rest));
        let is_field = is_start && is_field(rest);
        if (is_operator || is_field)
            && let Some(open) = open.last_mut()
        {
            open.is_group = true;
        }
        match c {
            '(' => open.push(Open { at, is_group: std::mem::take(&mut is_wanted) }),
            ')' => {
                let Some(last) = open.pop() else { continue };
                let behind = rest.get(1..).unwrap_or_default();
                let next = at + 1 + (behind.len() - behind.trim_start().len());
                if last.is_group || operator(text, next).is_some() {
                    found.extend([last.at, at]);
                    if let Some(outer) = open.last_mut() {
                        outer.is_group = true;
                    }
                }
            }
            _ => {}
        }
        if is_operator {
            is_wanted = true;
        } else if c != '(' && is_start {
            is_wanted = false;
        }
    }
    // What was never closed ends with the question.
    for open in open.into_iter().filter(|open| open.is_group) {
        advice.push(Advice::OpenGroup { at: column(text, open.at) });
        found.push(open.at);
    }
    found.sort_unstable();
    if let Some(at) = too_deep(text, &found) {
        advice.push(Advice::TooDeep { limit: MAX_DEPTH, at: column(text, at) });
        found.clear();
    }
    (found, advice)
}

/// Where groups stand deeper in each other than is read.
fn too_deep(text: &str, groups: &[usize]) -> Option<usize> {
    let mut depth = 0_usize;
    groups.iter().copied().find(|&at| {
        let opens = text.get(at..).is_some_and(|rest| rest.starts_with('('));
        depth = if opens { depth + 1 } else { depth.saturating_sub(1) };
        depth > MAX_DEPTH
    })
}

/// A minus or plus sign right before a word, a phrase or a bracket.
fn is_sign(rest: &str) -> bool {
    let mut chars = rest.chars();
    let sign = chars.next().is_some_and(|c| matches!(c, '-' | '+'));
    sign && chars.next().is_some_and(|c| c.is_alphanumeric() || is_quote(c) || c == '(')
}

fn is_field(rest: &str) -> bool {
    const LONGEST: usize = 40;
    let end = rest.char_indices().take(LONGEST).find(|(_, c)| !c.is_alphabetic());
    end.is_some_and(|(end, c)| {
        c == ':' && end > 0 && rest.get(..end).is_some_and(|name| Field::named(name).is_some())
    })
}
