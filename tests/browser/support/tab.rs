//! A tab of the browser, used as a person uses it: by mouse and keys, and by looking until something is there.

use super::record::Record;
use chromiumoxide::Page;
use chromiumoxide::cdp::browser_protocol::emulation::{
    MediaFeature, SetDeviceMetricsOverrideParams, SetEmulatedMediaParams,
    SetFocusEmulationEnabledParams, SetScriptExecutionDisabledParams,
};
use chromiumoxide::cdp::browser_protocol::input::{
    DispatchKeyEventParams, DispatchKeyEventType, DispatchMouseEventParams, DispatchMouseEventType,
    InsertTextParams, MouseButton,
};
use chromiumoxide::cdp::browser_protocol::network::SetCacheDisabledParams;
use chromiumoxide::cdp::browser_protocol::page::NavigateParams;
use chromiumoxide::cdp::js_protocol::runtime::EvaluateParams;
use chromiumoxide::types::Command;
use serde_json::Value;
use std::cell::RefCell;
use std::time::{Duration, Instant};
use tokio::runtime::Handle;
use tokio::time::{sleep, timeout};

/// How long anything may take on a machine with other work.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
/// Between two looks.
const LOOK: Duration = Duration::from_millis(25);
/// A window on a desk.
const WIDE: (u32, u32) = (1280, 900);

/// A tab; closed when it is dropped.
pub(crate) struct Tab {
    page: Page,
    record: RefCell<Record>,
    base: String,
}

impl Drop for Tab {
    fn drop(&mut self) {
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(self.page.clone().close());
        }
    }
}

impl Tab {
    pub(super) async fn new(page: Page, base: String) -> Self {
        let record = RefCell::new(Record::new(&page).await);
        let tab = Self { page, record, base };
        // Each tab believes that a person looks at it.
        tab.execute(SetFocusEmulationEnabledParams::new(true)).await;
        tab.resize(WIDE).await;
        tab
    }

    async fn execute<C: Command>(&self, command: C) -> C::Response {
        let answer = timeout(PATIENCE, self.page.execute(command)).await;
        answer.expect("the browser answers").unwrap().result
    }

    /// Goes to an address of the server and waits until all of it is there.
    pub(crate) async fn open(&self, address: &str) {
        let url = format!("{}{address}", self.base);
        self.execute(NavigateParams::new(url)).await;
        self.is_whole().await;
    }

    /// Waits until the page is there with its scripts run and its pictures.
    pub(crate) async fn is_whole(&self) {
        self.until("document.readyState === 'complete'").await;
    }

    /// The size of what is seen, in CSS pixels.
    pub(crate) async fn resize(&self, (width, height): (u32, u32)) {
        let is_phone = width < 500;
        self.execute(SetDeviceMetricsOverrideParams::new(width, height, 1.0, is_phone)).await;
    }

    /// `light` or `dark`.
    pub(crate) async fn prefer(&self, scheme: &str) {
        let feature = MediaFeature::new("prefers-color-scheme", scheme);
        self.execute(SetEmulatedMediaParams::builder().feature(feature).build()).await;
    }

    /// Pages opened from now on run no script of theirs.
    pub(crate) async fn without_script(&self) {
        self.execute(SetScriptExecutionDisabledParams::new(true)).await;
    }

    /// Whatever is opened from now on comes from the server.
    pub(crate) async fn without_cache(&self) {
        self.execute(SetCacheDisabledParams::new(true)).await;
    }

    /// What an expression, or its promise, is worth; an error while a page gives way to the next.
    async fn evaluate(&self, expression: &str) -> Result<Value, String> {
        let asked = EvaluateParams::builder().expression(expression);
        let asked = asked.return_by_value(true).await_promise(true).build().unwrap();
        let answer = timeout(PATIENCE, self.page.execute(asked)).await;
        let answer = answer.map_err(|late| late.to_string())?.map_err(|error| error.to_string())?;
        match &answer.exception_details {
            Some(thrown) => Err(serde_json::to_string(thrown).unwrap()),
            None => Ok(answer.result.result.value.unwrap_or(Value::Null)),
        }
    }

    /// What an expression, or its promise, is worth.
    pub(crate) async fn value(&self, expression: &str) -> Value {
        self.evaluate(expression).await.unwrap_or_else(|error| panic!("{expression:.200}: {error}"))
    }

    /// A text that an expression gives.
    pub(crate) async fn text(&self, expression: &str) -> String {
        let value = self.value(expression).await;
        value.as_str().unwrap_or_else(|| panic!("{expression}: {value}")).to_owned()
    }

    /// A number that an expression gives.
    pub(crate) async fn number(&self, expression: &str) -> f64 {
        let value = self.value(expression).await;
        value.as_f64().unwrap_or_else(|| panic!("{expression}: {value}"))
    }

    /// Looks until a condition holds, over as many pages as it takes.
    pub(crate) async fn until(&self, condition: &str) {
        let begun = Instant::now();
        loop {
            let last = self.evaluate(condition).await;
            if last == Ok(Value::Bool(true)) {
                return;
            }
            if begun.elapsed() > PATIENCE {
                let place = self.evaluate("location.href").await;
                panic!("never came true: {condition}; {last:?}, at {place:?}");
            }
            sleep(LOOK).await;
        }
    }

    /// Asserts a condition at once.
    pub(crate) async fn holds(&self, condition: &str) {
        let value = self.value(condition).await;
        let place = self.text("location.href").await;
        assert_eq!(value, Value::Bool(true), "{condition}, at {place}");
    }

    /// Waits for an element, brings it into sight, and clicks at the middle of it with the mouse.
    pub(crate) async fn click(&self, selector: &str) {
        self.click_named(selector, "").await;
    }

    /// The same for the first of several whose text holds `name`.
    pub(crate) async fn click_named(&self, selector: &str, name: &str) {
        let (selector, name) = (Value::from(selector), Value::from(name));
        let middle = format!(
            "(() => {{
               const named = [...document.querySelectorAll({selector})]
                 .find((one) => one.textContent.includes({name}));
               if (!named || document.readyState !== 'complete') return null;
               named.scrollIntoView({{ block: 'center', behavior: 'instant' }});
               const box = named.getClientRects()[0];
               if (!box) return null;
               const at = [box.x + box.width / 2, box.y + box.height / 2];
               return named.contains(document.elementFromPoint(...at)) ? at : null;
             }})()"
        );
        self.until(&format!("{middle} !== null")).await;
        let at = self.value(&middle).await;
        let (x, y) = (at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
        for kind in [
            DispatchMouseEventType::MouseMoved,
            DispatchMouseEventType::MousePressed,
            DispatchMouseEventType::MouseReleased,
        ] {
            let event = DispatchMouseEventParams::builder().r#type(kind).x(x).y(y);
            let event = event.button(MouseButton::Left).click_count(1);
            self.execute(event.build().unwrap()).await;
        }
    }

    /// Types into what has the focus, a character at a time, as an input method does.
    pub(crate) async fn write(&self, text: &str) {
        for c in text.chars() {
            self.execute(InsertTextParams::new(c)).await;
        }
    }

    /// Presses a key by its name: `Enter`, `ArrowDown`, `n`.
    pub(crate) async fn press(&self, key: &str) {
        let (code, number, text) = match key {
            "Enter" => (key.to_owned(), 13, Some("\r")),
            "Escape" => (key.to_owned(), 27, None),
            "Tab" => (key.to_owned(), 9, None),
            "ArrowUp" => (key.to_owned(), 38, None),
            "ArrowDown" => (key.to_owned(), 40, None),
            "/" => ("Slash".to_owned(), 191, Some(key)),
            letter => {
                let capital = letter.to_ascii_uppercase();
                (format!("Key{capital}"), i64::from(capital.as_bytes()[0]), Some(letter))
            }
        };
        for kind in [DispatchKeyEventType::KeyDown, DispatchKeyEventType::KeyUp] {
            let mut event = DispatchKeyEventParams::builder().r#type(kind.clone()).key(key);
            event = event.code(code.clone()).windows_virtual_key_code(number);
            if let (DispatchKeyEventType::KeyDown, Some(text)) = (kind, text) {
                event = event.text(text);
            }
            self.execute(event.build().unwrap()).await;
        }
    }

    /// What went wrong in the tab since this was last asked.
    pub(crate) fn errors(&self) -> Vec<String> {
        self.record.borrow_mut().errors()
    }

    /// Looks until something has gone wrong that says `sign`.
    pub(crate) async fn until_error(&self, sign: &str) {
        let begun = Instant::now();
        while !self.errors().iter().any(|error| error.contains(sign)) {
            assert!(begun.elapsed() < PATIENCE, "never noticed: {sign}");
            sleep(LOOK).await;
        }
    }

    /// Requests to anywhere but the server, since this was last asked. What is in its own address (the icon
    /// that the browser puts into a field for days) asks nobody.
    pub(crate) fn strangers(&self) -> Vec<String> {
        let mut requests = self.record.borrow_mut().requests();
        let own = format!("{}/", self.base);
        requests.retain(|url| !url.starts_with(&own) && !url.starts_with("data:"));
        requests
    }
}
