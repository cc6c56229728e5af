//! `/status`: what the archive holds, what could not be read and why, the last runs, and the one that is on.

mod held;
mod runs;

use super::{Frame, rendered};
use crate::search::{self, Counted, Request};
use crate::serve::problem::Problem;
use crate::serve::state::State;
use crate::serve::status::{LISTED_FILES, Ongoing, Status};
use crate::serve::visit::Visit;
use crate::serve::{shown, words};
use crate::wording::page::{labels, more_files};
use crate::wording::{self, Lang};
use askama::Template;
use axum::extract;
use axum::response::Response;
use held::Held;

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
    /// How many pages wait for OCR, and what to do.
    waiting: Option<String>,
    held: Option<Held>,
    runs: Vec<runs::Line>,
    running: Option<Ongoing>,
    groups: Vec<Group>,
}

struct Outcomes {
    code: String,
    label: String,
    count: String,
    is_read: bool,
}

struct Group {
    /// Of the outcome, for links within the page.
    code: String,
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
    let (seen, folder) = (state.snapshot(), state.folder().to_owned());
    let (status, counted) = state
        .gate()
        .run(move || {
            let seen = seen.as_ref();
            let status = Status::of(seen.map_err(Clone::clone), &folder, LISTED_FILES)?;
            let count = |snapshot| search::counted(snapshot, &Request::new(""));
            Ok((status, seen.ok().map(count).transpose()?))
        })
        .await?;
    Ok(rendered(&Archive::new(&visit, &status, counted.as_ref())))
}

impl Archive {
    fn new(visit: &Visit, status: &Status, counted: Option<&Counted>) -> Self {
        let (lang, say) = (visit.lang, labels(visit.lang));
        let outcomes = status.summary.outcomes.iter().map(|(code, count)| Outcomes {
            label: words::outcome_group(lang, code),
            count: words::count(lang, *count),
            is_read: is_read(code),
            code: code.clone(),
        });
        let mut outcomes: Vec<_> = outcomes.collect();
        outcomes.sort_by_key(|outcome| !outcome.is_read);
        let groups = status.summary.outcomes.iter().filter(|(code, _)| !is_read(code));
        Self {
            frame: Frame::new(visit, format!("{} – {}", say.archive, say.brand), ""),
            directives: words::count(lang, status.summary.directives),
            files: words::count(lang, status.summary.files),
            size: wording::bytes(lang, status.summary.bytes),
            outcomes,
            unread_pages: (status.summary.unread_pages.iter())
                .map(|(status, pages)| (words::page(lang, *status), words::count(lang, *pages)))
                .collect(),
            waiting: (status.summary.waiting_pages > 0)
                .then(|| wording::waiting(lang, status.summary.waiting_pages)),
            held: counted.and_then(|counted| Held::new(lang, counted)),
            runs: runs::lines(lang, &status.runs),
            running: status.running.clone().map(|running| Ongoing::new(lang, Some(running))),
            groups: groups.map(|(code, count)| Group::new(lang, code, *count, status)).collect(),
        }
    }
}

/// Whether nothing is left to be said of files with this outcome.
fn is_read(code: &str) -> bool {
    matches!(code, "read" | "opened")
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
            code: code.to_owned(),
            title: words::outcome_group(lang, code),
            count: words::count(lang, count),
            remedy: wording::remedy(lang, code),
            files,
            more: (more > 0).then(|| more_files(lang, more)),
        }
    }
}
