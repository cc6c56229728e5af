//! Hits over HTTP: the page for people, the API for programs, the health checks for machines.
//!
//! [`run`] serves until it is told to stop; [`router`] is the same without a network. Nothing is
//! written: the index may be updated by another process meanwhile and is taken up by itself.

mod api;
mod assets;
mod cache;
mod export;
mod facets;
mod feed;
mod file;
mod health;
mod hits;
mod leaves;
mod likeness;
mod limits;
pub mod openapi;
mod page;
mod parameters;
mod problem;
mod responses;
mod saved;
mod security;
mod shown;
pub mod state;
mod status;
mod stop;
mod suggest;
mod token;
mod visit;
mod web;
mod words;

pub use state::State;
pub(crate) use stop::{begun, told_to_stop};

use crate::error::{Error, Result};
use crate::fence::Settings;
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{Response, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::get;
use problem::Problem;
use std::any::Any;
use std::future::Future;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

/// How often a new commit is looked for.
const LOOK_FOR_COMMITS: Duration = Duration::from_secs(2);
/// How long requests under way may take once the server is told to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// What is served, where, and to whom.
#[derive(Clone)]
pub struct Options {
    /// The folder of the index; it need not exist yet.
    pub index: PathBuf,
    /// Where to listen; port 0 takes any that is free.
    pub address: SocketAddr,
    /// What a request must show; `None` serves everybody who reaches the address.
    pub token: Option<String>,
    /// How originals are read whose pages somebody looks at.
    pub reading: Settings,
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options")
            .field("index", &self.index)
            .field("address", &self.address)
            .field("token", &self.token.as_ref().map(|_| "…"))
            .finish_non_exhaustive()
    }
}

impl Options {
    /// Whether anybody on the network can read the archive.
    #[must_use]
    pub fn is_open_to_network(&self) -> bool {
        !self.address.ip().is_loopback() && self.token.is_none()
    }
}

/// Serves until Ctrl-C (or, on Unix, SIGTERM); requests under way are answered first. `ready` is
/// told the address as soon as it is listened on.
///
/// # Errors
/// [`Error::Io`] with the address if it cannot be listened on (taken, not allowed, not of this
/// machine), or if the system gives no threads or signals.
pub fn run(options: &Options, ready: impl FnOnce(SocketAddr)) -> Result<()> {
    run_until(options, ready, told_to_stop())
}

/// As [`run`], until `stop` is done.
///
/// # Errors
/// As [`run`].
pub fn run_until(
    options: &Options,
    ready: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    let failed = |error| Error::io(options.address.to_string(), error);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(failed)?;
    let served = runtime.block_on(serve(options, ready, stop));
    runtime.shutdown_timeout(Duration::from_secs(1));
    served.map_err(failed)
}

async fn serve(
    options: &Options,
    ready: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind(options.address).await?;
    let address = listener.local_addr()?;
    if options.is_open_to_network() {
        tracing::warn!(%address, "serving the network without a token: whoever reaches the \
                                  address can read the archive");
    }
    let token = options.token.as_deref();
    let state = State::with(&options.index, address, token, options.reading.clone());
    let watching = tokio::spawn(watch(state.clone()));
    let stop = begun(stop).await;
    ready(address);
    let (stopping, stopped) = tokio::sync::oneshot::channel();
    let told = async move {
        stop.await;
        let _ = stopping.send(());
    };
    let patience = async move {
        // An error says that the server ended by itself: then there is nothing to cut short.
        if stopped.await.is_err() {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(LAST_REQUESTS).await;
    };
    let served = tokio::select! {
        served = axum::serve(listener, router(state)).with_graceful_shutdown(told) => served,
        () = patience => Ok(()),
    };
    watching.abort();
    served
}

/// Takes up commits of other processes while requests are answered.
async fn watch(state: State) {
    let mut ticks = tokio::time::interval(LOOK_FOR_COMMITS);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let state = state.clone();
        let refresh = move || {
            let _ = state.refresh();
            if let Ok(snapshot) = state.snapshot()
                && let Err(error) = crate::search::suggest::warm(&snapshot)
            {
                tracing::warn!(%error, "suggestions cannot be made ready");
            }
        };
        let _ = tokio::task::spawn_blocking(refresh).await;
    }
}

/// All routes with all their layers.
pub fn router(state: State) -> Router {
    let (answers, originals) = openapi::routers();
    let answers =
        page::router().merge(answers).layer(from_fn_with_state(state.clone(), cache::etag));
    let compressible = DefaultPredicate::new().and(NotForContentType::new("application/pdf"));
    // From the outside in. What a layer answers passes through those before it: a panic, a time
    // limit and a refused host get their body in `face`, and the headers of every other response.
    let layers = ServiceBuilder::new()
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
        .layer(TraceLayer::new_for_http().make_span_with(span))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(CompressionLayer::new().compress_when(compressible))
        .layer(from_fn(security::headers))
        .layer(from_fn(visit::remember))
        .layer(from_fn(problem::face))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, limits::TIMEOUT))
        .layer(from_fn_with_state(state.clone(), security::host))
        .layer(from_fn_with_state(state.clone(), token::guard))
        .layer(RequestBodyLimitLayer::new(limits::BODY_BYTES));
    Router::new()
        .merge(answers)
        .merge(originals)
        .merge(page::daily())
        .merge(assets::router())
        .route("/api/openapi.json", get(async || axum::Json(openapi::document())))
        .route("/livez", get(health::live))
        .route("/readyz", get(health::ready))
        .fallback(async || Problem::NoSuchPage)
        .layer(layers)
        .with_state(state)
}

/// Without what stands behind the `?`: questions are the reader's own, and a token may be there.
fn span(request: &Request) -> tracing::Span {
    let id = request.headers().get("x-request-id").and_then(|id| id.to_str().ok());
    tracing::info_span!(
        "request",
        method = %request.method(),
        path = request.uri().path(),
        id = id.unwrap_or_default(),
    )
}

fn panicked(panic: Box<dyn Any + Send>) -> Response<Body> {
    let what = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned());
    tracing::error!(what = what.unwrap_or_default(), "a request panicked");
    Problem::Internal.into_response()
}
