//! What happened in a tab: requests, errors, dialogs.

use chromiumoxide::Page;
use chromiumoxide::cdp::IntoEventKind;
use chromiumoxide::cdp::browser_protocol::log::EventEntryAdded;
use chromiumoxide::cdp::browser_protocol::network::EventRequestWillBeSent;
use chromiumoxide::cdp::browser_protocol::page::EventJavascriptDialogOpening;
use chromiumoxide::cdp::js_protocol::runtime::{EventConsoleApiCalled, EventExceptionThrown};
use chromiumoxide::listeners::EventStream;
use futures_util::{FutureExt, StreamExt};
use serde::Serialize;
use serde_json::Value;

/// Listens from the moment it is made.
pub(super) struct Record {
    requests: EventStream<EventRequestWillBeSent>,
    console: EventStream<EventConsoleApiCalled>,
    exceptions: EventStream<EventExceptionThrown>,
    log: EventStream<EventEntryAdded>,
    dialogs: EventStream<EventJavascriptDialogOpening>,
}

impl Record {
    pub(super) async fn new(page: &Page) -> Self {
        Self {
            requests: listen(page).await,
            console: listen(page).await,
            exceptions: listen(page).await,
            log: listen(page).await,
            dialogs: listen(page).await,
        }
    }

    /// The addresses asked for since this was last called.
    pub(super) fn requests(&mut self) -> Vec<String> {
        let requests = taken(&mut self.requests);
        requests.iter().map(|event| event["request"]["url"].as_str().unwrap().to_owned()).collect()
    }

    /// What went wrong since this was last called: errors and warnings of the page and of the browser
    /// about it, and dialogs, which no page of ours opens.
    pub(super) fn errors(&mut self) -> Vec<String> {
        let is_bad = |event: &Value, key: &str| {
            matches!(event[key].as_str(), Some("error" | "warning" | "assert"))
        };
        let mut errors = taken(&mut self.exceptions);
        errors.extend(taken(&mut self.dialogs));
        errors.extend(taken(&mut self.console).into_iter().filter(|event| is_bad(event, "type")));
        let entries = taken(&mut self.log).into_iter().map(|mut event| event["entry"].take());
        errors.extend(entries.filter(|entry| is_bad(entry, "level")));
        errors.iter().map(Value::to_string).collect()
    }
}

async fn listen<T: IntoEventKind>(page: &Page) -> EventStream<T> {
    page.event_listener().await.unwrap()
}

fn taken<T: IntoEventKind + Serialize + Unpin>(stream: &mut EventStream<T>) -> Vec<Value> {
    let mut taken = Vec::new();
    while let Some(Some(event)) = stream.next().now_or_never() {
        taken.push(serde_json::to_value(&*event).unwrap());
    }
    taken
}
