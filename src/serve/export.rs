//! Every hit of a question as one stream: `/api/v1/search.csv`, `/api/v1/search.jsonl`.
//!
//! The question is evaluated as any other; then a thread of its own words one hit after another, as fast as
//! the client takes them and no faster. A client that leaves, or takes nothing for a minute, ends the work.
//! What fails on the way breaks the stream off, so that no client takes a part for the whole.

use super::api::request;
use super::file::disposition;
use super::limits::STALLED;
use super::parameters::Parameters;
use super::problem::Problem;
use super::responses::{BadParameter, Unavailable, Unchanged};
use super::state::State;
use crate::search::{self, All, Hit};
use crate::wording::{self, Lang, csv};
use axum::body::{Body as Stream, Bytes};
use axum::extract;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream::poll_fn;
use std::io::{self, Write};
use std::sync::Arc;
use std::task::Poll;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::time::timeout;
use utoipa::IntoParams;

/// Bytes sent at a time, and how many such may wait for the client.
const CHUNK: usize = 16 << 10;
const WAITING: usize = 2;
/// Characters of a question that name the file.
const NAMED: usize = 60;

/// What `/api/v1/search.csv` and `.jsonl` take.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "read by name, so that a wrong value is answered with what to do")]
struct ExportParameters {
    /// The question, as for `/api/v1/search`.
    #[param(example = "hạ tầng số")]
    q: Option<String>,
    /// `1` lists `near` and `also` behind the strict hits.
    #[param(example = "1", pattern = "^(0|1|true|false)?$")]
    loose: Option<String>,
    /// `1` leaves out what was found only by restoring a damaged text.
    #[param(example = "1", pattern = "^(0|1|true|false)?$")]
    verified: Option<String>,
    /// Order of the hits, as for `/api/v1/search`.
    #[param(example = "newest", pattern = "^(relevance|newest|oldest|number)?$")]
    sort: Option<String>,
    /// Lists only what matches in this way, as for `/api/v1/search`.
    #[param(
        example = "exact",
        pattern = "^(exact|unaccented|synonym|recovered|near|words|number-own|number-cited)?$"
    )]
    r#match: Option<String>,
}

/// Every hit of a question as a table for spreadsheets.
///
/// UTF-8 with a byte order mark. A cell that a spreadsheet would take for a formula has an apostrophe before
/// it. If something fails on the way, the stream breaks off without its end.
#[utoipa::path(
    get,
    path = "/api/v1/search.csv",
    tag = "search",
    params(ExportParameters),
    responses(
        (status = 200, description = "All hits, the best first", body = String,
            content_type = "text/csv"),
        Unchanged,
        BadParameter,
        Unavailable,
    )
)]
pub(crate) async fn search_csv(
    extract::State(state): extract::State<State>,
    given: Parameters,
) -> Result<Response, Problem> {
    export(&state, &given, Form::Csv).await
}

/// Every hit of a question, one JSON value a line, each as in `hits` of `/api/v1/search`.
///
/// If something fails on the way, the stream breaks off without its end.
#[utoipa::path(
    get,
    path = "/api/v1/search.jsonl",
    tag = "search",
    params(ExportParameters),
    responses(
        (status = 200, description = "All hits, the best first", body = Hit,
            content_type = "application/jsonl"),
        Unchanged,
        BadParameter,
        Unavailable,
    )
)]
pub(crate) async fn search_jsonl(
    extract::State(state): extract::State<State>,
    given: Parameters,
) -> Result<Response, Problem> {
    export(&state, &given, Form::Jsonl).await
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Csv,
    Jsonl,
}

async fn export(state: &State, given: &Parameters, form: Form) -> Result<Response, Problem> {
    let request = request(given)?;
    let place = Arc::clone(state.exports()).try_acquire_owned().map_err(|_| Problem::Busy)?;
    let (kind, ending) = match form {
        Form::Csv => ("text/csv; charset=utf-8", "csv"),
        Form::Jsonl => ("application/jsonl; charset=utf-8", "jsonl"),
    };
    let name = disposition(&format!("{}.{ending}", name(&request.query)), true);
    let name = HeaderValue::try_from(name).map_err(|_| Problem::Internal)?;
    let snapshot = state.snapshot()?;
    let all = state.gate().run(move || Ok(search::all(&snapshot, &request)?)).await?;
    let (to, mut from) = mpsc::channel(WAITING);
    let runtime = Handle::current();
    tokio::task::spawn_blocking(move || {
        let _held = place;
        let mut client = Client { to, runtime, chunk: Vec::with_capacity(CHUNK) };
        match write(form, all, &mut client) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                tracing::warn!(%error, "an export broke off");
            }
            _ => {}
        }
    });
    let mut is_ended = false;
    let parts = poll_fn(move |context| {
        // Who packs the body asks once more after its end.
        if is_ended {
            return Poll::Ready(None);
        }
        from.poll_recv(context).map(|part| match part {
            Some(Part::Bytes(bytes)) => Some(Ok(bytes)),
            Some(Part::End) => {
                is_ended = true;
                None
            }
            // Whatever ended the work: what was sent is not the whole.
            None => Some(Err(io::Error::from(io::ErrorKind::UnexpectedEof))),
        })
    });
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, Stream::from_stream(parts)).into_response())
}

/// What a file of a question's hits is called.
fn name(query: &str) -> String {
    let is_of_path = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    let plain = |c| if is_of_path(c) { '-' } else { c };
    let query: String = query.chars().take(NAMED).map(plain).collect();
    let query = query.trim_matches([' ', '-', '.']);
    format!("tracuu {query}").trim_end().to_owned()
}

fn write(form: Form, all: All, client: &mut Client) -> io::Result<()> {
    if form == Form::Csv {
        client.write_all(csv::BYTE_ORDER_MARK.as_bytes())?;
        csv::write_row(client, wording::HIT_HEAD)?;
    }
    for hit in all {
        let hit = hit.map_err(io::Error::other)?;
        match form {
            Form::Csv => csv::write_row(client, wording::hit_row(Lang::Vi, &hit))?,
            Form::Jsonl => {
                serde_json::to_writer(&mut *client, &hit)?;
                client.write_all(b"\n")?;
            }
        }
    }
    client.send()?;
    client.pass(Part::End)
}

/// What is passed on to the client.
#[derive(Debug)]
enum Part {
    Bytes(Bytes),
    /// All is sent.
    End,
}

/// The client, as a thread that blocks writes to it.
struct Client {
    to: mpsc::Sender<Part>,
    runtime: Handle,
    chunk: Vec<u8>,
}

impl Client {
    /// Sends what is written, once there is room for it.
    fn send(&mut self) -> io::Result<()> {
        if self.chunk.is_empty() {
            return Ok(());
        }
        let chunk = std::mem::replace(&mut self.chunk, Vec::with_capacity(CHUNK));
        self.pass(Part::Bytes(chunk.into()))
    }

    fn pass(&self, part: Part) -> io::Result<()> {
        match self.runtime.block_on(timeout(STALLED, self.to.send(part))) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }
}

impl Write for Client {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.chunk.extend_from_slice(bytes);
        if self.chunk.len() >= CHUNK {
            self.send()?;
        }
        Ok(bytes.len())
    }

    /// Full chunks go by themselves; the last one when all is written.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_after_its_question() {
        for (query, called) in [
            ("hạ tầng số", "tracuu hạ tầng số"),
            ("202-KL/TW", "tracuu 202-KL-TW"),
            ("\"hạ tầng\" -giáo", "tracuu hạ tầng- -giáo"),
            ("../../etc\0", "tracuu etc"),
            ("", "tracuu"),
        ] {
            assert_eq!(name(query), called);
        }
    }
}
