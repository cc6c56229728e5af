//! `/status`: what the archive holds, and what could not be read and why.

use super::{Frame, rendered};
use crate::serve::api::Status;
use crate::serve::problem::Problem;
use crate::serve::state::State;
use crate::serve::{shown, words};
use askama::Template;
use axum::extract;
use axum::response::Response;

/// Files listed in one group at most.
const LISTED: usize = 200;

#[derive(Template)]
#[template(path = "status.html")]
struct Archive {
    frame: Frame,
    directives: String,
    files: String,
    size: String,
    outcomes: Vec<Outcomes>,
    groups: Vec<Group>,
}

struct Outcomes {
    label: &'static str,
    count: String,
    is_read: bool,
}

struct Group {
    title: &'static str,
    count: String,
    files: Vec<Line>,
    /// Files of the group beyond those listed.
    more: Option<String>,
}

struct Line {
    path: String,
    reason: String,
    size: String,
    href: Option<String>,
}

/// The state of the archive.
pub(crate) async fn page(
    extract::State(state): extract::State<State>,
) -> Result<Response, Problem> {
    let snapshot = state.snapshot()?;
    let status = state.gate().run(move || Status::of(&snapshot)).await?;
    Ok(rendered(&Archive::new(&status)))
}

impl Archive {
    fn new(status: &Status) -> Self {
        let outcomes = status.outcomes.iter().map(|(code, count)| Outcomes {
            label: words::outcome_group(code),
            count: shown::count(*count),
            is_read: code == "read",
        });
        let mut outcomes: Vec<_> = outcomes.collect();
        outcomes.sort_by_key(|outcome| !outcome.is_read);
        let groups = status.outcomes.iter().filter(|(code, _)| *code != "read");
        Self {
            frame: Frame::new("Kho văn bản – tra cứu", ""),
            directives: shown::count(status.directives),
            files: shown::count(status.files),
            size: shown::size(status.bytes),
            outcomes,
            groups: groups.map(|(code, count)| Group::new(code, *count, status)).collect(),
        }
    }
}

impl Group {
    fn new(code: &str, count: u64, status: &Status) -> Self {
        let files = status.unread_files.iter().filter(|file| file.code == code);
        let files: Vec<Line> = files
            .take(LISTED)
            .map(|file| Line {
                path: shown::line(&file.path),
                reason: words::outcome(&file.outcome),
                size: shown::size(file.bytes),
                href: file.id.as_ref().map(|id| format!("/documents/{id}")),
            })
            .collect();
        let more = count.saturating_sub(files.len() as u64);
        Self {
            title: words::outcome_group(code),
            count: shown::count(count),
            files,
            more: (more > 0).then(|| shown::count(more)),
        }
    }
}
