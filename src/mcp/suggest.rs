//! `suggest`: what the beginning of a question may mean.

use super::archive::Seen;
use super::reply::{Refusal, Reply};
use super::tool::{Tool, within};
use crate::search::suggest::{DEFAULT_LIMIT, MAX_LIMIT, Suggested, suggest};
use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;

pub(super) struct Suggest;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Arguments {
    /// The beginning of a number, phrase, issuer or subject, with or without marks (hạ tầ, ket luan 20)
    text: String,
    /// Suggestions at most (default 10)
    #[schemars(range(min = 1, max = 100))]
    limit: Option<usize>,
}

impl Tool for Suggest {
    type Arguments = Arguments;
    const NAME: &'static str = "suggest";
    const TITLE: &'static str = "Suggestions (gợi ý)";
    const DESCRIPTION: &'static str = "\
What the beginning of a question may mean in this archive: numbers that are held or cited, frequent phrases, issuers, \
subjects. Use it to learn how the archive writes a name before searching.";

    fn call(seen: &Seen, given: Arguments) -> Result<Reply, Refusal> {
        let limit = within("limit", given.limit, DEFAULT_LIMIT, 1..=MAX_LIMIT)?;
        let found = suggest(&seen.snapshot, &given.text, limit)?;
        let mut reply = Reply::new(&found)?;
        if found.suggestions.is_empty() {
            reply.line("Nothing in the archive begins so.");
        }
        for suggestion in &found.suggestions {
            let of = match suggestion.of {
                Suggested::Number => "number",
                Suggested::NumberCited => "number, cited and not held",
                Suggested::Phrase => "phrase",
                Suggested::Issuer => "issuer",
                Suggested::Subject => "subject",
            };
            let count = suggestion.count.map(|count| format!(", {count} directives"));
            reply.line(format!("- {} ({of}{})", suggestion.text, count.unwrap_or_default()));
        }
        Ok(reply)
    }
}
