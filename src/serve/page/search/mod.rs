//! `/?q=…`: the answer to a question.

mod address;
mod groups;
mod row;

use super::{Frame, encoded, rendered, start};
use crate::index::Summary;
use crate::search::{Answer, ReadingPart, Request};
use crate::serve::parameters::Parameters;
use crate::serve::problem::Problem;
use crate::serve::state::State;
use crate::serve::visit::Visit;
use crate::serve::{api, feed, shown, words};
use crate::wording::page as sentences;
use crate::wording::page::labels;
use crate::wording::{self, Lang};
use address::{address, narrowed, table};
use askama::Template;
use axum::extract;
use axum::response::{IntoResponse, Redirect, Response};
use groups::{Group, Link, chips, facets, offers, orders};
use row::Row;

/// The search page; without a question, what the archive holds and how to ask.
pub(crate) async fn page(
    extract::State(state): extract::State<State>,
    visit: Visit,
    given: Parameters,
) -> Result<Response, Problem> {
    let request = api::request(&given)?;
    if let Some(days) = days(&given) {
        return Ok(Redirect::to(&narrowed(&request, &days)).into_response());
    }
    if request.query.trim().is_empty() {
        return start::page(&state, &visit).await;
    }
    let snapshot = state.snapshot()?;
    let answer = api::answer(&state, request.clone()).await?;
    Ok(rendered(&Results::new(&visit, &answer, snapshot.summary(), &request)))
}

/// What the form of days was sent with, in the language of questions.
fn days(given: &Parameters) -> Option<String> {
    let of = |name: &str, field: &str| given.text(name).map(|day| format!("{field}:{day}"));
    let days: Vec<String> = [of("from", "từ"), of("to", "đến")].into_iter().flatten().collect();
    (!days.is_empty()).then(|| days.join(" "))
}

#[derive(Template)]
#[template(path = "search.html")]
struct Results {
    frame: Frame,
    /// How the question was understood.
    reading: String,
    /// Its conditions.
    chips: Vec<Link>,
    advice: Vec<String>,
    /// `48 văn bản`, or why there is none.
    headline: String,
    /// The headline is a sentence, not a count.
    is_sentence: bool,
    is_empty: bool,
    /// What else is to be said before the hits.
    notes: Vec<String>,
    steps: Vec<Step>,
    /// To the citations of the number that is asked for.
    around: Option<String>,
    unread: Vec<String>,
    readings: Vec<Link>,
    /// What else may have been meant, and how what was widened is taken back.
    offers: Vec<Group>,
    orders: Vec<Link>,
    /// Leads to the hits that are not in the total.
    loose: Option<Link>,
    /// Leads to the hits without those in restored text, or back to all.
    verified: Option<Link>,
    hits: Vec<Row>,
    next: Option<String>,
    first: Option<String>,
    facets: Vec<Group>,
    /// Every hit as a table.
    csv: String,
    /// The feed of the question.
    feed: String,
}

struct Step {
    count: String,
    label: &'static str,
}

impl Results {
    fn new(visit: &Visit, answer: &Answer, summary: &Summary, asked: &Request) -> Self {
        let (lang, say) = (visit.lang, labels(visit.lang));
        let any_word = answer.total == 0 && answer.near == 0 && answer.also == 0;
        let readings = answer.readings.iter().map(|form| Link {
            count: words::count(lang, form.count),
            ..Link::new(address::other(asked, &form.text), shown::line(&form.text))
        });
        let from_start = || Request { after: None, ..asked.clone() };
        let loose = answer.total > 0 && !asked.loose && answer.near + answer.also > 0;
        let loose = loose.then(|| {
            let label = sentences::beyond(lang, answer.near, answer.also);
            Link::new(address(&Request { loose: true, ..from_start() }), label)
        });
        let verified = match (asked.verified, answer.counts.recovered) {
            (true, _) => Some((false, say.with_restored)),
            (false, 0) => None,
            (false, _) => Some((true, say.without_restored)),
        };
        let verified = verified.map(|(verified, label)| {
            Link::new(address(&Request { verified, ..from_start() }), label)
        });
        let next = answer.next.clone();
        let next = next.map(|after| address(&Request { after: Some(after), ..asked.clone() }));
        let title = format!("{} – {}", shown::line(&answer.query), say.brand);
        let hits = answer.hits.iter();
        Self {
            frame: Frame::new(visit, title, &answer.query),
            reading: shown::line(&wording::page::reading(lang, &answer.reading)),
            chips: chips(lang, answer, asked),
            advice: answer.reading.advice.iter().map(|a| words::advice(lang, a)).collect(),
            headline: headline(lang, answer, summary),
            is_sentence: answer.total == 0,
            is_empty: answer.hits.is_empty(),
            notes: notes(lang, answer),
            steps: steps(lang, answer),
            around: asked_number(answer)
                .filter(|_| answer.total > 0)
                .map(|number| format!("/numbers/{}", encoded(&number))),
            unread: sentences::unread(lang, summary),
            readings: readings.collect(),
            offers: offers(lang, answer, asked),
            orders: orders(lang, asked),
            loose,
            verified,
            hits: hits.map(|hit| Row::new(lang, hit, &answer.query, any_word)).collect(),
            next,
            first: asked.after.as_ref().map(|_| address(&from_start())),
            facets: facets(lang, answer, asked),
            csv: table(asked),
            feed: feed::address(&asked.query, asked.verified),
        }
    }
}

/// The total, or the honest word for none.
fn headline(lang: Lang, answer: &Answer, summary: &Summary) -> String {
    if answer.total > 0 {
        return sentences::documents(lang, answer.total);
    }
    if answer.hits.is_empty() {
        sentences::nothing_found(lang, summary)
    } else {
        sentences::nothing_strict(lang, summary)
    }
}

fn notes(lang: Lang, answer: &Answer) -> Vec<String> {
    let say = labels(lang);
    let mut notes = Vec::new();
    if let Some(number) = asked_number(answer) {
        let counts = &answer.counts;
        if counts.number_own == 0 && counts.number_cited > 0 {
            notes.push(sentences::only_cited(lang, &number, counts.number_cited));
        }
        if counts.number_own > 1 && !number.contains('…') {
            notes.push(sentences::several(lang, &number, counts.number_own));
        }
    }
    if answer.total == 0 && !answer.hits.is_empty() {
        let beyond = sentences::beyond(lang, answer.near, answer.also);
        notes.push(if beyond.is_empty() {
            say.only_some.into()
        } else {
            format!("{}: {beyond}.", say.below)
        });
    }
    notes
}

/// The number, if the question is nothing else.
fn asked_number(answer: &Answer) -> Option<String> {
    match answer.reading.parts.as_slice() {
        [ReadingPart::Number { text }] => Some(shown::line(text)),
        _ => None,
    }
}

fn steps(lang: Lang, answer: &Answer) -> Vec<Step> {
    let (counts, say) = (&answer.counts, labels(lang));
    [
        (counts.number_own, say.step_own),
        (counts.number_cited, say.step_cited),
        (counts.exact, say.step_exact),
        (counts.unaccented, say.step_unaccented),
        (counts.synonym, say.step_synonym),
        (counts.recovered, say.step_recovered),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, label)| Step { count: words::count(lang, count), label })
    .collect()
}
