//! The API for programs, `/api/v1`: what the page shows, as JSON. Additive changes only.

use super::parameters::{self, Parameters};
use super::problem::{Problem, Wanted};
use super::responses::{BadParameter, NoSuchDocument, Unavailable, Unchanged};
use super::state::State;
use crate::directive::Citation;
use crate::document::DocId;
use crate::index::TextPage;
use crate::index::held;
use crate::index::{Record, Snapshot, Stored};
use crate::search::{self, Answer, Match, Request, Sort};
use axum::Json;
use axum::extract::{self, Path};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

/// The parameters of a search, for the API and the page alike.
pub(crate) fn request(given: &Parameters) -> Result<Request, Problem> {
    if let Some(after) = given.text("after").filter(|after| !search::is_cursor(after)) {
        let value = after.into();
        return Err(Problem::BadParameter { name: "after", value, wanted: Wanted::Cursor });
    }
    Ok(Request {
        query: given.text("q").unwrap_or_default().to_owned(),
        limit: given.number("limit", 1..=search::MAX_LIMIT)?.unwrap_or(search::DEFAULT_LIMIT),
        after: given.text("after").map(str::to_owned),
        loose: given.flag("loose")?,
        verified: given.flag("verified")?,
        sort: given
            .one_of("sort", "relevance newest oldest number", Sort::parse)?
            .unwrap_or_default(),
        only: given.one_of(
            "match",
            "number-own number-cited exact unaccented synonym recovered near words",
            Match::of_code,
        )?,
        explain: given.flag("explain")?,
    })
}

/// Answers a question on a thread of its own.
pub(crate) async fn answer(state: &State, request: Request) -> Result<Answer, Problem> {
    let snapshot = state.snapshot()?;
    state.gate().run(move || Ok(search::search(&snapshot, &request)?)).await
}

/// What `/api/v1/search` takes.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by name, so that a wrong value is answered with what to do")]
struct SearchParameters {
    /// The question: words, a number in any writing, "phrases", fields. Past 512 characters it is
    /// cut, with advice.
    #[param(example = "hạ tầng số")]
    q: Option<String>,
    /// Hits a page.
    #[param(minimum = 1, maximum = 1000, default = 20)]
    limit: Option<u32>,
    /// `next` of the answer before.
    #[param(pattern = "^(h[0-9]{1,9})?$")]
    after: Option<String>,
    /// `1` lists `near` and `also` behind the strict hits.
    #[param(example = "1", pattern = "^(0|1|true|false)?$")]
    loose: Option<String>,
    /// `1` leaves out what was found only by restoring a damaged text.
    #[param(example = "1", pattern = "^(0|1|true|false)?$")]
    verified: Option<String>,
    /// Order of the hits: `relevance`, `newest`, `oldest`, `number`.
    #[param(example = "newest", pattern = "^(relevance|newest|oldest|number)?$")]
    sort: Option<String>,
    /// Lists only what matches in this way: `exact`, `unaccented`, `synonym`, `recovered`, `near`, `words`,
    /// `number-own`, `number-cited`.
    #[param(
        example = "exact",
        pattern = "^(exact|unaccented|synonym|recovered|near|words|number-own|number-cited)?$"
    )]
    r#match: Option<String>,
    /// `1` says of every hit why it stands where it stands.
    #[param(example = "1", pattern = "^(0|1|true|false)?$")]
    explain: Option<String>,
}

/// Searches the archive.
#[utoipa::path(
    get,
    path = "/api/v1/search",
    tag = "search",
    params(SearchParameters),
    responses(
        (status = 200, description = "The answer; nothing found is an answer too", body = Answer),
        Unchanged,
        BadParameter,
        Unavailable,
    )
)]
pub(crate) async fn search(
    extract::State(state): extract::State<State>,
    given: Parameters,
) -> Result<Json<Answer>, Problem> {
    Ok(Json(answer(&state, request(&given)?).await?))
}

/// A directive's record, and its text where it is asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Document {
    #[serde(flatten)]
    #[schema(value_type = Record)]
    record: serde_json::Map<String, serde_json::Value>,
    /// What it cites, in the order of first mention.
    citations: Vec<HeldCitation>,
    /// Its pages; only with `text=1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Vec<TextPage>>,
}

/// A document that is cited, and whether the archive holds it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HeldCitation {
    #[serde(flatten)]
    citation: Citation,
    /// The directive in the archive; `null` if it is not held.
    held: Option<DocId>,
}

impl Document {
    fn new(snapshot: &Snapshot, stored: Stored, with_text: bool) -> Result<Self, Problem> {
        let text = with_text.then(|| stored.text_pages());
        let mut citations = Vec::new();
        for citation in &stored.record.directive.citations {
            let held = held(snapshot, citation)?.into_iter().next();
            citations.push(HeldCitation { citation: citation.clone(), held });
        }
        let mut record = match serde_json::to_value(&stored.record) {
            Ok(serde_json::Value::Object(record)) => record,
            _ => return Err(Problem::Internal),
        };
        record.remove("citations");
        Ok(Self { record, citations, text })
    }
}

/// What `/api/v1/documents/{id}` takes.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by name, so that a wrong value is answered with what to do")]
struct DocumentParameters {
    /// `1` adds the text page by page.
    #[param(example = "1", pattern = "^(0|1|true|false)?$")]
    text: Option<String>,
    /// `1` restores pages that are typed without marks, too: `restored` has them with the marks that they
    /// most likely had.
    #[param(pattern = "^(0|1|true|false)?$")]
    marks: Option<String>,
}

/// One directive.
#[utoipa::path(
    get,
    path = "/api/v1/documents/{id}",
    tag = "documents",
    params(
        ("id" = String, Path, description = "The directive's id: 16 hexadecimal digits", pattern = "^[0-9A-Fa-f]{16}$"),
        DocumentParameters,
    ),
    responses(
        (status = 200, description = "The directive", body = Document),
        Unchanged,
        BadParameter,
        NoSuchDocument,
        Unavailable,
    )
)]
pub(crate) async fn document(
    extract::State(state): extract::State<State>,
    Path(id): Path<String>,
    given: Parameters,
) -> Result<Json<Document>, Problem> {
    let id = parameters::id(&id)?;
    let (with_text, with_marks) = (given.flag("text")?, given.flag("marks")?);
    let snapshot = state.snapshot()?;
    let made = state.gate().run(move || {
        let mut stored = stored(&snapshot, &id)?;
        if with_marks {
            stored.add_marks();
        }
        Document::new(&snapshot, stored, with_text)
    });
    Ok(Json(made.await?))
}

/// The directive with this id.
pub(crate) fn stored(snapshot: &Snapshot, id: &DocId) -> Result<Stored, Problem> {
    snapshot.directive(id)?.ok_or_else(|| Problem::NoSuchDocument(id.to_string()))
}
