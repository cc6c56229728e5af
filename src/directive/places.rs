//! Where each field of a record was read, and how far it can be trusted.
//!
//! In: tokens and a record. Out: a [`FieldPlace`] for each field that has a value. A value is looked for
//! in its part of the paper: those of the head from the start, those of the foot from the end. Nothing is
//! read anew.

use super::Directive;
use super::date;
use super::field::Field;
use super::tokens::Tokens;
use crate::document::Span;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use utoipa::ToSchema;

/// Where a field was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FieldPlace {
    /// The field; of a list, of its first item.
    pub field: Field,
    /// Its place; `None` if its value is nowhere printed.
    pub span: Option<Span>,
    /// How far it can be trusted.
    pub confidence: Confidence,
}

/// How far the value of a field can be trusted.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// It follows from other fields, or OCR was not sure of it.
    Low,
    /// It is printed there with other marks, or in part: it was mended or completed.
    Medium,
    /// It is printed there so.
    High,
}

/// Words at the start in which fields of the head are looked for, and at the end for those of the foot.
const REACH: usize = 600;

/// The places of all fields that a record has.
pub(super) fn places(tokens: &Tokens, directive: &Directive) -> Vec<FieldPlace> {
    let words: Vec<usize> = (0..tokens.len()).filter(|i| is_word(tokens, *i)).collect();
    let head = words.get(..REACH.min(words.len())).unwrap_or_default();
    let foot = words.get(words.len().saturating_sub(REACH)..).unwrap_or_default();
    let place = |field: Field| {
        let value = field.of(directive)?;
        let (span, confidence) = match field {
            Field::Number => (directive.number_span, Confidence::High),
            Field::Date => dated(tokens, &value)
                .map_or((None, Confidence::Low), |span| (Some(span), Confidence::High)),
            Field::Draft => found(tokens, head, "dự thảo", false),
            Field::Signer | Field::Capacity | Field::Title | Field::Recipients => {
                found(tokens, foot, first(&value), true)
            }
            Field::Acting => found(tokens, foot, &value, true),
            _ => found(tokens, head, first(&value), false),
        };
        let confidence = if span.is_none() { Confidence::Low } else { confidence };
        Some(FieldPlace { field, span, confidence })
    };
    Field::all().filter_map(place).collect()
}

/// The first item of a list.
fn first(value: &str) -> &str {
    value.split("; ").next().unwrap_or(value)
}

fn is_word(tokens: &Tokens, i: usize) -> bool {
    tokens.is_word(i) || tokens.is_digits(i)
}

/// Where a value is printed among the words `at`, signs and line breaks aside; the last place if `last`.
fn found(tokens: &Tokens, at: &[usize], value: &str, last: bool) -> (Option<Span>, Confidence) {
    let wanted = Tokens::of_text(value);
    let wanted_words: Vec<usize> = (0..wanted.len()).filter(|i| is_word(&wanted, *i)).collect();
    if wanted_words.is_empty() {
        return (None, Confidence::Low);
    }
    let mut best: Option<(usize, Range<usize>)> = None;
    for start in 0..at.len() {
        let rest = at.get(start..).unwrap_or_default();
        let same = rest.iter().zip(&wanted_words);
        let equal = same.take_while(|(i, w)| tokens.folded(**i) == wanted.folded(**w)).count();
        let (Some(from), Some(to)) = (rest.first(), equal.checked_sub(1).and_then(|n| rest.get(n)))
        else {
            continue;
        };
        let better = best.as_ref().is_none_or(|(n, _)| equal > *n || last && equal == *n);
        if better {
            best = Some((equal, *from..to + 1));
        }
    }
    // Less of it may stand anywhere; a body on whose behalf one signs is completed by its committee.
    let enough =
        |equal: usize| equal * 3 >= wanted_words.len() && equal >= wanted_words.len().min(2);
    let Some((equal, range)) = best.filter(|(equal, _)| enough(*equal)) else {
        return (None, Confidence::Low);
    };
    let printed: Vec<String> = range
        .clone()
        .filter(|i| is_word(tokens, *i))
        .map(|i| tokens.nfc(i).to_lowercase())
        .collect();
    let said: Vec<String> = wanted_words.iter().map(|w| wanted.nfc(*w).to_lowercase()).collect();
    let whole = equal == wanted_words.len() && printed == said;
    (tokens.span(range), if whole { Confidence::High } else { Confidence::Medium })
}

/// Where a date is printed first.
fn dated(tokens: &Tokens, iso: &str) -> Option<Span> {
    (0..tokens.len()).find_map(|i| {
        let read = date::words_at(tokens, i).or_else(|| date::digits_at(tokens, i));
        let (date, end) = read?;
        (date.iso().as_deref() == Some(iso)).then(|| tokens.span(i..end)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::document::{Page, PageStatus};

    #[test]
    fn fields_are_found_where_they_are_printed() {
        let text = "TỈNH ỦY HƯNG YÊN\n*\nSố 453-CV/TU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nHung Yên, ngày 08 tháng \
                    5 năm 2026\n\nV/v công tác\nvăn thư\n\nKính gửi: Sở Nội vụ\n\nThực hiện.\n\nNơi \
                    nhận:\n- Như trên,\n- Lưu VPTU.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nVũ Thị Mai\n";
        let directive = read(&[Page { text: text.into(), status: PageStatus::Text }]);
        let of = |field: Field| {
            let place = directive.places.iter().find(|place| place.field == field).unwrap();
            let text = place.span.and_then(|span| text.get(span.start as usize..span.end as usize));
            (text, place.confidence)
        };
        assert_eq!(of(Field::Number), (Some("Số 453-CV/TU"), Confidence::High));
        assert_eq!(of(Field::Date), (Some("ngày 08 tháng 5 năm 2026"), Confidence::High));
        assert_eq!(of(Field::Issuer), (Some("TỈNH ỦY HƯNG YÊN"), Confidence::High));
        assert_eq!(of(Field::Place), (Some("HƯNG YÊN"), Confidence::High));
        assert_eq!(of(Field::Subject), (Some("công tác\nvăn thư"), Confidence::High));
        assert_eq!(of(Field::Signer), (Some("Vũ Thị Mai"), Confidence::High));
        assert_eq!(of(Field::Acting), (Some("BAN THƯỜNG VỤ"), Confidence::Medium));
        assert_eq!(of(Field::Recipients), (Some("Như trên"), Confidence::High));
        // By the letters of the number alone.
        assert_eq!(of(Field::Kind), (None, Confidence::Low));
    }
}
