//! The state of the archive, for programs: what it holds, what could not be read, the last runs, the one that is on.
//!
//! Runs change without the index: so nothing of this has an ETag.

use super::parameters::Parameters;
use super::problem::Problem;
use super::responses::{BadParameter, Unavailable};
use super::state::State;
use super::visit;
use crate::index::{self, Progress, Run, Running, Snapshot, Summary, UnreadFile};
use crate::wording::{self, Lang};
use axum::Json;
use axum::extract;
use axum::http::{HeaderMap, Uri};
use serde::Serialize;
use std::path::Path;
use utoipa::{IntoParams, ToSchema};

/// Files listed at most.
pub(crate) const LISTED_FILES: usize = 10_000;

/// What the index holds, and what it could not read.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Status {
    /// The program's version.
    version: &'static str,
    #[serde(flatten)]
    pub(crate) summary: Summary,
    /// The run that is on; `null` if none is.
    pub(crate) running: Option<Running>,
    /// The last runs, the latest first; 50 at most.
    pub(crate) runs: Vec<Run>,
    /// The files that could not be read, or not in full, by outcome and path; 10,000 at most.
    pub(crate) unread_files: Vec<UnreadFile>,
}

impl Status {
    /// Of an archive; `files` are listed. While the first run is on there is no index yet, and nothing is held.
    pub(crate) fn of(
        seen: Result<&Snapshot, Problem>,
        folder: &Path,
        files: usize,
    ) -> Result<Self, Problem> {
        let running = index::running(folder);
        let (summary, mut unread_files) = match seen {
            Ok(snapshot) if files > 0 => (snapshot.summary().clone(), snapshot.unread_files()?),
            Ok(snapshot) => (snapshot.summary().clone(), Vec::new()),
            Err(_) if running.is_some() => Default::default(),
            Err(problem) => return Err(problem),
        };
        unread_files.truncate(files);
        let version = env!("CARGO_PKG_VERSION");
        Ok(Self { version, summary, running, runs: index::runs(folder), unread_files })
    }
}

/// What `/api/v1/status` takes.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by name, so that a wrong value is answered with what to do")]
struct StatusParameters {
    /// Files listed that could not be read.
    #[param(minimum = 0, maximum = 10000, default = 10000)]
    files: Option<u32>,
}

/// What the index holds, what it could not read, and what was done to it.
#[utoipa::path(
    get,
    path = "/api/v1/status",
    tag = "status",
    params(StatusParameters),
    responses(
        (status = 200, description = "The state of the archive", body = Status),
        BadParameter,
        Unavailable,
    )
)]
pub(crate) async fn status(
    extract::State(state): extract::State<State>,
    given: Parameters,
) -> Result<Json<Status>, Problem> {
    let files = given.number("files", 0..=LISTED_FILES)?.unwrap_or(LISTED_FILES);
    let (seen, folder) = (state.snapshot(), state.folder().to_owned());
    let status = move || Status::of(seen.as_ref().map_err(Clone::clone), &folder, files);
    Ok(Json(state.gate().run(status).await?))
}

/// How far the run is that is on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Ongoing {
    /// The run; `null` if none is on.
    pub(crate) running: Option<Running>,
    /// How much of its reading is done, from 0 to 1; `null` before that begins.
    pub(crate) share: Option<f64>,
    /// The same in words: `Đang cập nhật kho: 1.204/5.000 tệp, còn khoảng 6 phút`.
    pub(crate) text: Option<String>,
}

impl Ongoing {
    pub(crate) fn new(lang: Lang, running: Option<Running>) -> Self {
        let of = |run: &Running| wording::running(lang, run);
        let progress: Option<&Progress> = running.as_ref().map(|run| &run.progress);
        Self { share: progress.and_then(Progress::share), text: running.as_ref().map(of), running }
    }
}

/// How far the run is that is on: light, to be asked every two seconds. It needs no index, since the first run makes one.
#[utoipa::path(
    get,
    path = "/api/v1/progress",
    tag = "status",
    responses(
        (status = 200, description = "The run; that none is on is an answer too", body = Ongoing),
        Unavailable,
    )
)]
pub(crate) async fn progress(
    extract::State(state): extract::State<State>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Json<Ongoing>, Problem> {
    let lang = visit::lang_of_program(&uri, &headers);
    let folder = state.folder().to_owned();
    let running = state.gate().run(move || Ok(index::running(&folder))).await?;
    Ok(Json(Ongoing::new(lang, running)))
}
