//! The browser: found on this machine, started without a window and with a folder of its own.

use super::PATIENCE;
use chromiumoxide::browser::BrowserConfigBuilder;
use chromiumoxide::cdp::browser_protocol::target::{
    CreateBrowserContextParams, CreateTargetParams,
};
use chromiumoxide::{Browser, BrowserConfig, Page};
use futures_util::StreamExt;
use std::collections::HashMap;
use std::fmt::{Display, Formatter};
use std::path::{Path, PathBuf};
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// Names a program; looked at before the usual names.
const VARIABLE: &str = "TRACUU_CHROMIUM";
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// No browser on this machine.
#[derive(Debug)]
pub(crate) struct Missing;

impl Display for Missing {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "no {} on PATH; {VARIABLE} names another one", NAMES.join(", no "))
    }
}

/// The browser of this machine.
pub(crate) fn find() -> Result<PathBuf, Missing> {
    if let Some(named) = std::env::var_os(VARIABLE) {
        return Ok(named.into());
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let places = NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    places.into_iter().find(|place| place.is_file()).ok_or(Missing)
}

/// A browser that runs.
pub(super) struct Chromium {
    browser: Browser,
    handler: JoinHandle<()>,
}

impl Chromium {
    /// `profile` is a folder that nobody else uses.
    pub(super) async fn start(program: &Path, profile: &Path) -> Self {
        let config = config(BrowserConfig::builder(), program, profile);
        let (browser, mut events) = Browser::launch(config).await.unwrap();
        // Whoever polls the events drives the connection.
        let handler = tokio::spawn(async move { while events.next().await.is_some() {} });
        Self { browser, handler }
    }

    /// An empty page that shares nothing with others.
    pub(super) async fn page(&self) -> Page {
        let context = CreateBrowserContextParams::default();
        let context = self.browser.create_browser_context(context).await.unwrap();
        let target = CreateTargetParams::builder().url("about:blank").browser_context_id(context);
        self.browser.new_page(target.build().unwrap()).await.unwrap()
    }

    /// Asks it to end, and ends it.
    pub(super) async fn end(mut self) {
        let _ = timeout(PATIENCE / 4, self.browser.close()).await;
        if timeout(PATIENCE / 4, self.browser.wait()).await.is_err() {
            let _ = self.browser.kill().await;
        }
        self.handler.abort();
    }
}

fn config(builder: BrowserConfigBuilder, program: &Path, profile: &Path) -> BrowserConfig {
    // What it writes beside its profile goes there, too.
    let home = HashMap::from([("HOME".to_owned(), profile.display().to_string())]);
    builder
        .chrome_executable(program)
        .user_data_dir(profile)
        .envs(home)
        // It looks at nothing but our own page, and containers do not allow the sandbox.
        .no_sandbox()
        .viewport(None)
        .launch_timeout(PATIENCE)
        .request_timeout(PATIENCE)
        .args(["no-proxy-server", "disable-component-update", "disable-crash-reporter"])
        .build()
        .unwrap()
}
