//! The archive for an assistant on the same machine: tools of the Model Context Protocol, over stdin and
//! stdout.
//!
//! In: lines of JSON-RPC. Out: the same; nothing else is ever written to stdout. Every tool only reads
//! (a table in `tool`), answers in the shapes of the API with a text beside it (`reply`), and says how
//! many files no answer can speak for. What directives say is data: it stays in strings, in a block of its
//! own where it is long, without characters that nobody sees (`visible`).

mod archive;
mod citations;
mod deadlines;
mod document;
mod likeness;
mod reply;
mod search;
mod server;
mod status;
mod suggest;
mod tool;
mod visible;

use crate::error::{Error, Result};
use crate::serve::{begun, told_to_stop};
use archive::Archive;
use rmcp::ServiceExt;
use rmcp::service::ServerInitializeError;
use rmcp::transport::async_rw::AsyncRwTransport;
use rmcp::transport::io::stdio_pipes;
use server::Server;
use std::io;
use std::path::Path;
use std::time::Duration;

/// The longest message that is read, in bytes: a question is far shorter.
const LONGEST_MESSAGE: usize = 1 << 20;

/// Serves an assistant until it closes stdin, or until Ctrl-C (on Unix, SIGTERM). There need not be an
/// index yet.
///
/// # Errors
/// [`Error::Io`] if the system gives no threads or signals, or if what comes in is not the protocol.
pub fn run(index: &Path) -> Result<()> {
    let failed = |error| Error::io("stdin", error);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(failed)?;
    let archive = Archive::new(index);
    let served = runtime.block_on(async {
        let stop = begun(told_to_stop()).await;
        tokio::select! {
            served = serve(archive) => served,
            () = stop => Ok(()),
        }
    });
    // A read of stdin may be under way, and nothing ends that.
    runtime.shutdown_timeout(Duration::from_secs(1));
    served.map_err(failed)
}

async fn serve(archive: Archive) -> io::Result<()> {
    let (read, write) = stdio_pipes();
    let lines = AsyncRwTransport::new_server(read, write).with_max_line_length(LONGEST_MESSAGE);
    match Server::new(archive).serve(lines).await {
        Ok(running) => running.waiting().await.map(|_| ()).map_err(io::Error::other),
        // Closed before anything was asked.
        Err(ServerInitializeError::ConnectionClosed(_) | ServerInitializeError::Cancelled) => {
            Ok(())
        }
        Err(error) => Err(io::Error::new(io::ErrorKind::InvalidData, error.to_string())),
    }
}
