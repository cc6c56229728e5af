//! How others name a directive, to be copied.

use crate::directive::field::Field;
use crate::index::Stored;
use crate::serve::shown;
use crate::text::fold::fold;
use crate::wording::{Quote, quote};

/// Characters before a subject that are looked at.
const BEFORE: usize = 14;

/// How others name a directive.
pub(in crate::serve::page) fn quoted(stored: &Stored) -> Quote {
    let Quote { first, later } = quote(&stored.record.directive, opening(stored));
    Quote { first: shown::line(&first), later: shown::line(&later) }
}

/// What the subject is printed behind.
fn opening(stored: &Stored) -> &'static str {
    let places = &stored.record.directive.places;
    let place = places.iter().find(|place| place.field == Field::Subject);
    let before = place.and_then(|place| place.span).and_then(|span| {
        let page = stored.pages().nth(usize::try_from(span.page.checked_sub(1)?).ok()?)?;
        let text = page.get(..span.start as usize)?;
        let from = text.char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
        text.get(from..)
    });
    // "V/v:" and "VỀ VIỆC" alike.
    let before: String = fold(before.unwrap_or_default());
    let words: Vec<&str> = before.split(|c: char| !c.is_alphanumeric()).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        [.., "v", "v"] | [.., "ve", "viec"] => "về việc",
        [.., "ve"] => "về",
        _ => "",
    }
}
