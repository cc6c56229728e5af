//! `status`: what the archive holds, and what it could not read and why.

use super::archive::Seen;
use super::reply::{Refusal, Reply};
use super::tool::{Tool, within};
use crate::index::{Summary, UnreadFile};
use crate::wording::{self, Lang};
use rmcp::schemars::{self, JsonSchema};
use serde::{Deserialize, Serialize};

pub(super) struct ArchiveStatus;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Arguments {
    /// Unread files listed (default 20)
    #[schemars(range(min = 0, max = 200))]
    limit: Option<usize>,
    /// How many of them to pass over
    #[schemars(range(min = 0))]
    offset: Option<usize>,
}

/// In the shape of the API.
#[derive(Serialize)]
struct Status<'s> {
    version: &'static str,
    #[serde(flatten)]
    summary: &'s Summary,
    unread_files: Vec<UnreadFile>,
}

impl Tool for ArchiveStatus {
    type Arguments = Arguments;
    const NAME: &'static str = "status";
    const TITLE: &'static str = "The archive (tình trạng kho)";
    const DESCRIPTION: &'static str = "\
What the archive holds: directives, files, and the files that could not be read, or not in full, with the reason. A search \
cannot speak for those: say so when an answer must be complete.";

    fn call(seen: &Seen, given: Arguments) -> Result<Reply, Refusal> {
        let limit = within("limit", given.limit, 20, 0..=200)?;
        let summary = seen.snapshot.summary();
        let unread = seen.snapshot.unread_files()?.into_iter();
        let unread_files: Vec<_> = unread.skip(given.offset.unwrap_or(0)).take(limit).collect();
        let status = Status { version: env!("CARGO_PKG_VERSION"), summary, unread_files };
        let mut reply = Reply::new(&status)?;
        reply.line(format!(
            "{} directives in {} files; {} files not read, or not in full; {} pages wait for OCR.",
            summary.directives, summary.files, summary.unread, summary.waiting_pages
        ));
        for file in &status.unread_files {
            reply.line(format!("- {}: {}", file.path, wording::outcome(Lang::En, &file.outcome)));
        }
        Ok(reply)
    }
}
