//! `search`: directives by words or by number.

use super::archive::Seen;
use super::reply::{Refusal, Reply, Title};
use super::tool::{Tool, within};
use crate::search::{self, Answer, Hit, Match, Request, Sort, is_cursor};
use crate::wording::{self, Lang};
use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;
use serde_json::Value;

/// Values of each facet that are handed out.
const FACET_VALUES: usize = 10;

pub(super) struct Search;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Arguments {
    /// What is looked for: words in Vietnamese, with marks or all without (ha tang so), a number in any writing
    /// (202-KL/TW, kết luận 202), "a phrase in quotation marks". Also: -word, OR, NEAR/5, (groups), tần*, and
    /// the fields số: loại: cơquan: ký: nơi: từ:2025-01-01 đến:2026-01 hạn:<2025-12-31 giao: việndẫn:
    #[schemars(length(max = 4000))]
    query: String,
    /// Hits listed (default 10)
    #[schemars(range(min = 1, max = 50))]
    limit: Option<usize>,
    /// `next` of the answer before, to go on behind it
    cursor: Option<String>,
    /// Leave out what was found only by restoring a damaged text
    verified: Option<bool>,
    /// List near matches, too, behind the strict ones
    loose: Option<bool>,
    /// Order of the hits (default relevance)
    sort: Option<SortArgument>,
    /// List only what matches in this way
    only: Option<MatchArgument>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
enum SortArgument {
    Relevance,
    Newest,
    Oldest,
    Number,
}

#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
enum MatchArgument {
    NumberOwn,
    NumberCited,
    Exact,
    Unaccented,
    Synonym,
    Recovered,
    Near,
    Words,
}

impl From<SortArgument> for Sort {
    fn from(of: SortArgument) -> Self {
        match of {
            SortArgument::Relevance => Self::Relevance,
            SortArgument::Newest => Self::Newest,
            SortArgument::Oldest => Self::Oldest,
            SortArgument::Number => Self::Number,
        }
    }
}

impl From<MatchArgument> for Match {
    fn from(of: MatchArgument) -> Self {
        match of {
            MatchArgument::NumberOwn => Self::NumberOwn,
            MatchArgument::NumberCited => Self::NumberCited,
            MatchArgument::Exact => Self::Exact,
            MatchArgument::Unaccented => Self::Unaccented,
            MatchArgument::Synonym => Self::Synonym,
            MatchArgument::Recovered => Self::Recovered,
            MatchArgument::Near => Self::Near,
            MatchArgument::Words => Self::Words,
        }
    }
}

impl Tool for Search {
    type Arguments = Arguments;
    const NAME: &'static str = "search";
    const TITLE: &'static str = "Search directives (tra cứu văn bản)";
    const DESCRIPTION: &'static str = "\
Finds directives by words, or by number (số, ký hiệu). Answers how many match strictly (`total`, by way of matching in \
`counts`), how many nearly (`near`, `also`), and a page of hits: id, number, date, issuer (cơ quan ban hành), subject \
(trích yếu), path of the file, how it matched, snippets with their page. Where nothing matches strictly, near \
matches are listed and the total is 0. A number answers the directive itself and those that cite it.";

    fn call(seen: &Seen, given: Arguments) -> Result<Reply, Refusal> {
        if given.cursor.as_deref().is_some_and(|cursor| !is_cursor(cursor)) {
            return Err(Refusal::argument(
                "`cursor` is none: give the `next` of a former answer to the same question, or leave it out.",
            ));
        }
        let request = Request {
            limit: within("limit", given.limit, 10, 1..=50)?,
            after: given.cursor,
            loose: given.loose.unwrap_or_default(),
            verified: given.verified.unwrap_or_default(),
            sort: given.sort.map(Sort::from).unwrap_or_default(),
            only: given.only.map(Match::from),
            ..Request::new(given.query)
        };
        let answer = search::search(&seen.snapshot, &request)?;
        let mut reply = Reply::new(&answer)?;
        if let Some(Value::Object(facets)) = reply.structured.get_mut("facets") {
            for facet in facets.values_mut().filter_map(Value::as_array_mut) {
                facet.truncate(FACET_VALUES);
            }
        }
        worded(&mut reply, &answer);
        Ok(reply)
    }
}

fn worded(reply: &mut Reply, answer: &Answer) {
    let nearly = if answer.total == 0 && !answer.hits.is_empty() {
        " Nothing matches strictly; what is listed matches nearly."
    } else {
        ""
    };
    reply.line(format!(
        "{} directives match {:?} ({}); {} nearly, {} hold all the words apart.{nearly}",
        answer.total, answer.query, answer.reading.text, answer.near, answer.also
    ));
    for advice in &answer.reading.advice {
        reply.line(wording::advice(Lang::En, advice));
    }
    if let [_, others @ ..] = answer.readings.as_slice()
        && !others.is_empty()
    {
        let others: Vec<String> =
            others.iter().map(|form| format!("{} ({})", form.text, form.count)).collect();
        reply.line(format!("Other words it may mean, not counted: {}", others.join("; ")));
    }
    for meant in answer.did_you_mean.iter().chain(&answer.typing) {
        reply.line(format!("Perhaps meant: {} ({} directives)", meant.text, meant.count));
    }
    for hit in &answer.hits {
        listed(reply, hit);
    }
    if let Some(next) = &answer.next {
        reply.line(format!("There are more: cursor {next}"));
    }
}

fn listed(reply: &mut Reply, hit: &Hit) {
    reply.line(format!("- {} [id {}]", Title::from(hit), hit.id));
    reply.line(format!(
        "  {}; {} places; file {}",
        wording::matched(Lang::En, hit.matched),
        hit.occurrences,
        hit.path
    ));
    for snippet in &hit.snippets {
        reply.line(format!("  page {}: “{}”", snippet.page, snippet.text));
    }
}
