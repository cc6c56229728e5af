//! `/status`: what the archive holds, and what could not be read and why.

use super::{Frame, rendered};
use crate::serve::api::Status;
use crate::serve::problem::Problem;
use crate::serve::state::State;
use crate::serve::visit::Visit;
use crate::serve::{shown, words};
use crate::wording::page::{labels, more_files};
use crate::wording::{self, Lang};
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
    /// Pages that could not be read: what became of them, and how many.
    unread_pages: Vec<(String, String)>,
    groups: Vec<Group>,
}

struct Outcomes {
    label: String,
    count: String,
    is_read: bool,
}

struct Group {
    title: String,
    count: String,
    /// What a person can do about it.
    remedy: Option<&'static str>,
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
    visit: Visit,
) -> Result<Response, Problem> {
    let snapshot = state.snapshot()?;
    let status = state.gate().run(move || Status::of(&snapshot)).await?;
    Ok(rendered(&Archive::new(&visit, &status)))
}

impl Archive {
    fn new(visit: &Visit, status: &Status) -> Self {
        let (lang, say) = (visit.lang, labels(visit.lang));
        let outcomes = status.summary.outcomes.iter().map(|(code, count)| Outcomes {
            label: words::outcome_group(lang, code),
            count: words::count(lang, *count),
            is_read: code == "read",
        });
        let mut outcomes: Vec<_> = outcomes.collect();
        outcomes.sort_by_key(|outcome| !outcome.is_read);
        let groups = status.summary.outcomes.iter().filter(|(code, _)| *code != "read");
        Self {
            frame: Frame::new(visit, format!("{} – {}", say.archive, say.brand), ""),
            directives: words::count(lang, status.summary.directives),
            files: words::count(lang, status.summary.files),
            size: wording::bytes(lang, status.summary.bytes),
            outcomes,
            unread_pages: (status.summary.unread_pages.iter())
                .map(|(status, pages)| (words::page(lang, *status), words::count(lang, *pages)))
                .collect(),
            groups: groups.map(|(code, count)| Group::new(lang, code, *count, status)).collect(),
        }
    }
}

impl Group {
    fn new(lang: Lang, code: &str, count: u64, status: &Status) -> Self {
        let files = status.unread_files.iter().filter(|file| file.code == code);
        let files: Vec<Line> = files
            .take(LISTED)
            .map(|file| Line {
                path: shown::path(&file.path),
                reason: words::outcome(lang, &file.outcome),
                size: wording::bytes(lang, file.bytes),
                href: file.id.as_ref().map(|id| format!("/documents/{id}")),
            })
            .collect();
        let more = count.saturating_sub(files.len() as u64);
        Self {
            title: words::outcome_group(lang, code),
            count: words::count(lang, count),
            remedy: wording::remedy(lang, code),
            files,
            more: (more > 0).then(|| more_files(lang, more)),
        }
    }
}
