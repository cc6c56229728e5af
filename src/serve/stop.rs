//! What ends a server: Ctrl-C or, on Unix, SIGTERM.

use std::future::poll_fn;
use std::task::Poll;

/// Done once somebody asks to stop.
pub(crate) async fn told_to_stop() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => tokio::select! {
                () = interrupted => {}
                _ = terminated.recv() => {}
            },
            Err(_) => interrupted.await,
        }
    }
    #[cfg(not(unix))]
    interrupted.await;
}

/// Begins to wait for `stop`; what is returned goes on with it. Signals are listened for from the first look
/// on: whoever asks to stop as soon as a server answers must be heard.
pub(crate) async fn begun<S: Future<Output = ()>>(stop: S) -> impl Future<Output = ()> + use<S> {
    let mut stop = Box::pin(stop);
    let is_done = poll_fn(|context| Poll::Ready(stop.as_mut().poll(context).is_ready())).await;
    async move {
        if !is_done {
            stop.await;
        }
    }
}
