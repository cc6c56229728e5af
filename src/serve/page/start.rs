//! `/` without a question: what the archive holds, and questions to begin with that it answers.

use super::{Frame, encoded, rendered};
use crate::index::Summary;
use crate::search::{Answer, Hit, Request};
use crate::serve::problem::Problem;
use crate::serve::state::State;
use crate::serve::visit::Visit;
use crate::serve::{api, shown, words};
use crate::text::fold::fold;
use crate::text::token::tokens;
use crate::wording::page::{archive_holds, labels, unread};
use crate::wording::{Lang, asking};
use askama::Template;
use axum::response::Response;

/// Every dated directive; the newest come first where nothing tells them apart.
const ALL_DATED: &str = "từ:1900";
/// Directives listed.
const LATEST: usize = 5;
/// Syllables of an example: two words, mostly.
const SYLLABLES: usize = 4;

#[derive(Template)]
#[template(path = "start.html")]
struct Start {
    frame: Frame,
    /// `Kho có 1.204 văn bản`
    holds: String,
    unread: Vec<String>,
    is_empty: bool,
    examples: Vec<Example>,
    latest: Vec<Line>,
    ways: Vec<Way>,
}

/// A way to ask.
struct Way {
    examples: Vec<Asked>,
    finds: &'static str,
}

struct Asked {
    query: &'static str,
    href: String,
}

fn ways(lang: Lang) -> Vec<Way> {
    let asked = |query: &'static str| Asked { query, href: format!("/?q={}", encoded(query)) };
    let way = |way: &asking::Way| Way {
        examples: way.examples.iter().copied().map(asked).collect(),
        finds: way.finds.to(lang),
    };
    asking::WAYS.iter().map(way).collect()
}

/// A question that the archive answers.
struct Example {
    query: String,
    href: String,
    what: &'static str,
}

struct Line {
    date: String,
    number: String,
    subject: String,
    href: String,
}

/// The start page.
pub(super) async fn page(state: &State, visit: &Visit) -> Result<Response, Problem> {
    let snapshot = state.snapshot()?;
    let request = Request { limit: LATEST, ..Request::new(ALL_DATED) };
    let newest = api::answer(state, request).await?;
    Ok(rendered(&Start::new(visit, snapshot.summary(), &newest)))
}

impl Start {
    fn new(visit: &Visit, summary: &Summary, newest: &Answer) -> Self {
        let (lang, say) = (visit.lang, labels(visit.lang));
        Self {
            frame: Frame::new(visit, say.brand, ""),
            holds: archive_holds(lang, summary.directives),
            unread: unread(lang, summary),
            is_empty: summary.files == 0,
            ways: ways(lang),
            examples: examples(lang, &newest.hits),
            latest: newest.hits.iter().map(|hit| Line::new(lang, hit)).collect(),
        }
    }
}

impl Line {
    fn new(lang: Lang, hit: &Hit) -> Self {
        let number = words::number(hit.number.as_deref(), hit.symbol.as_deref());
        Self {
            date: words::date(lang, hit.date.as_deref(), hit.year, hit.number.is_some()),
            number: number.unwrap_or_else(|| "—".into()),
            subject: hit.subject.as_deref().map_or_else(
                || shown::file_name(&hit.path),
                |text| words::sentence(&shown::line(text)),
            ),
            href: format!("/documents/{}", hit.id),
        }
    }
}

/// A number as it may be typed, a phrase, and the same phrase without marks.
fn examples(lang: Lang, hits: &[Hit]) -> Vec<Example> {
    let say = labels(lang);
    let mut dated = hits.iter().filter(|hit| hit.date.is_some());
    let number = dated.find_map(|hit| hit.number.as_deref());
    let phrase = hits.iter().find_map(|hit| phrase(hit.subject.as_deref()?));
    let bare = phrase.as_deref().map(fold);
    [(number.map(str::to_owned), say.by_number), (phrase, say.by_words), (bare, say.without_marks)]
        .into_iter()
        .filter_map(|(query, what)| {
            let query = shown::line(&query?);
            Some(Example { href: format!("/?q={}", encoded(&query)), query, what })
        })
        .collect()
}

/// The first syllables of a subject that no punctuation parts.
fn phrase(subject: &str) -> Option<String> {
    let words: Vec<&str> = tokens(subject)
        .take(SYLLABLES)
        .enumerate()
        .take_while(|(i, token)| {
            (*i == 0 || !token.after_break) && token.text.chars().all(char::is_alphabetic)
        })
        .map(|(_, token)| token.text)
        .collect();
    (words.len() == SYLLABLES).then(|| words.join(" ").to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_not_parted() {
        let of = |subject| phrase(subject);
        assert_eq!(of("Triển khai thực hiện Kết luận").unwrap(), "triển khai thực hiện");
        assert_eq!(of("Phòng, chống dịch bệnh mùa hè"), None);
        assert_eq!(of("Kế hoạch 12 tháng tới"), None);
    }
}
