//! A question as it was understood. Vietnamese is what the search says itself.

use crate::search::{Reading, ReadingPart};
use crate::wording::Lang;

/// The whole question.
#[must_use]
pub fn reading(lang: Lang, of: &Reading) -> String {
    match lang {
        Lang::Vi => of.text.clone(),
        Lang::En => in_english(&of.parts),
    }
}

fn in_english(parts: &[ReadingPart]) -> String {
    let parts = parts.iter().map(|part| match part {
        ReadingPart::Words { text, synonyms } => {
            let widened = synonyms.iter().map(|s| format!("{} = {}", s.typed, s.means.join(", ")));
            match widened.collect::<Vec<_>>().join("; ") {
                none if none.is_empty() => text.clone(),
                widened => format!("{text} ({widened})"),
            }
        }
        ReadingPart::Phrase { text } => format!("the phrase “{text}”"),
        ReadingPart::Near { texts, words } => {
            let texts: Vec<String> = texts.iter().map(|text| format!("“{text}”")).collect();
            format!("{} with at most {words} words between", texts.join(" and "))
        }
        ReadingPart::Number { text } => format!("the number {text}"),
        ReadingPart::Without { text } => format!("without “{text}”"),
        ReadingPart::Either { options } => {
            let options: Vec<String> = options.iter().map(|option| in_english(option)).collect();
            format!("({})", options.join(" or "))
        }
        ReadingPart::Field { field, value, .. } => {
            format!("{}: {value}", super::field(Lang::En, field))
        }
    });
    parts.collect::<Vec<_>>().join("; ")
}
