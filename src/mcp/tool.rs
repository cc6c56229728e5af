//! The table of tools: name, description, what each takes, what it does.

use super::archive::Seen;
use super::reply::{Refusal, Reply};
use super::{citations, deadlines, document, likeness, search, status, suggest};
use crate::index::{Card, Stored};
use crate::search::named::{Named, named};
use rmcp::handler::server::common::{schema_for_empty_input, schema_for_input};
use rmcp::model::{JsonObject, ToolAnnotations};
use rmcp::schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::any::Any;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// What an assistant can ask for.
pub(super) trait Tool {
    /// What it takes, by name.
    type Arguments: DeserializeOwned + JsonSchema + Any;
    const NAME: &'static str;
    /// For people.
    const TITLE: &'static str;
    /// For the assistant: when to ask, what comes back.
    const DESCRIPTION: &'static str;

    /// Blocks.
    fn call(seen: &Seen, arguments: Self::Arguments) -> Result<Reply, Refusal>;
}

/// A line of the table.
pub(super) struct Entry {
    pub(super) name: &'static str,
    title: &'static str,
    description: &'static str,
    schema: fn() -> Arc<JsonObject>,
    call: fn(&Seen, JsonObject) -> Result<Reply, Refusal>,
}

/// All of them, those asked for most first.
pub(super) const TOOLS: [Entry; 9] = [
    entry::<search::Search>(),
    entry::<document::ShowDocument>(),
    entry::<citations::Citations>(),
    entry::<citations::MissingDocuments>(),
    entry::<deadlines::Deadlines>(),
    entry::<likeness::SimilarDocuments>(),
    entry::<likeness::CompareDocuments>(),
    entry::<suggest::Suggest>(),
    entry::<status::ArchiveStatus>(),
];

const fn entry<T: Tool>() -> Entry {
    Entry {
        name: T::NAME,
        title: T::TITLE,
        description: T::DESCRIPTION,
        schema: || schema_for_input::<T::Arguments>().unwrap_or_else(|_| schema_for_empty_input()),
        call: |seen, given| T::call(seen, arguments(given)?),
    }
}

fn arguments<T: DeserializeOwned>(given: JsonObject) -> Result<T, Refusal> {
    serde_json::from_value(Value::Object(given)).map_err(|error| {
        Refusal::argument(format!(
            "The arguments cannot be read: {error}. The tool's input schema says what it takes."
        ))
    })
}

impl Entry {
    /// As the protocol lists it.
    pub(super) fn described(&self) -> rmcp::model::Tool {
        let reads = ToolAnnotations::with_title(self.title)
            .read_only(true)
            .destructive(false)
            .idempotent(true)
            .open_world(false);
        rmcp::model::Tool::new(self.name, self.description, (self.schema)())
            .with_title(self.title)
            .with_annotations(reads)
    }

    pub(super) fn call(&self, seen: &Seen, given: JsonObject) -> Result<Reply, Refusal> {
        (self.call)(seen, given)
    }
}

/// A number within limits.
pub(super) fn within<T: PartialOrd + Display>(
    name: &str,
    given: Option<T>,
    usual: T,
    range: RangeInclusive<T>,
) -> Result<T, Refusal> {
    let Some(number) = given else { return Ok(usual) };
    if range.contains(&number) {
        return Ok(number);
    }
    let (least, most) = range.into_inner();
    Err(Refusal::argument(format!(
        "`{name}` is {number}: give a whole number from {least} to {most}."
    )))
}

/// One directive, or why it is not clear which.
pub(super) enum One {
    Found(Box<Stored>),
    /// Several have the number: they are listed.
    Several(Reply),
}

/// The directive that an id or a number means.
pub(super) fn one(seen: &Seen, what: &str) -> Result<One, Refusal> {
    let mut found = match named(&seen.snapshot, what)? {
        Named::Held(found) => found,
        Named::Neither => {
            return Err(Refusal::argument(format!(
                "{what:?} is neither an id (16 digits 0-9 a-f, as search answers it) nor a number such as \
                 202-KL/TW: look for it with search."
            )));
        }
        Named::NoSuchId => {
            let detail = format!(
                "No directive has the id {what:?}. It may have left the archive: search for it anew."
            );
            return Err(Refusal::Advice { code: "no-such-document", detail });
        }
        Named::NotHeld { citing } => {
            let detail = format!(
                "The archive holds no original of {what}; {citing} directives cite it (citations lists them)."
            );
            return Err(Refusal::Advice { code: "no-such-document", detail });
        }
    };
    if found.len() == 1
        && let Some(stored) = found.pop()
    {
        return Ok(One::Found(Box::new(stored)));
    }
    let several: Vec<Card> =
        found.iter().map(|of| Card::new(&of.record.id, &of.record.directive)).collect();
    let mut reply = Reply::new(&serde_json::json!({ "several": several }))?;
    reply.line(format!("{} directives have the number {what}: ask again by id.", several.len()));
    for (card, of) in several.iter().zip(&found) {
        let title = super::reply::Title::from(card);
        reply.line(format!("- {title} [id {}] {}", card.id, of.record.path));
    }
    Ok(One::Several(reply))
}
