//! A browser of a test's own: Chromium, or where a test asks for it Firefox.

use super::supervised::Supervised;
use super::{chromedriver, firefox};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities;
use thirtyfour::common::capabilities::desiredcapabilities::PageLoadStrategy;
use thirtyfour::{
    By, CapabilitiesHelper, DesiredCapabilities, Key, LoggingPrefsLogLevel, TypingData, WebDriver,
};

/// How long a condition may take to come true: two cores may have three browsers to feed.
const PATIENCE: Duration = Duration::from_secs(30);
const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
];

/// As in a page that came without HTTPS, or in some private windows.
const NO_WORKERS: &str = "Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined })";

/// Lets time pass in which something must not happen.
pub async fn pause(milliseconds: u64) {
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
}

/// Whose browser it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// It does all that a [`Browser`] can.
    Chromium,
    /// It has no DevTools protocol, and so nothing of a [`Browser`] that needs it.
    Firefox,
}

/// A browser with a profile of its own. Dropping it ends it.
pub struct Browser {
    engine: Engine,
    driver: WebDriver,
    // After the session, which it ends with.
    _process: Option<Supervised>,
    // After the driver: the folder goes once the browser is gone.
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts a browser of this engine with a window of 1280 × 800.
    pub async fn of(engine: Engine) -> Self {
        match engine {
            Engine::Chromium => Self::open().await,
            Engine::Firefox => {
                let profile = tempfile::tempdir().expect("a temporary folder");
                let process = firefox::driver();
                let driver = firefox::session(&process, profile.path()).await;
                Self { engine, driver, _process: Some(process), _profile: profile }
            }
        }
    }

    /// Starts a Chromium with a window of 1280 × 800.
    pub async fn open() -> Self {
        Self::open_that_waits_for(PageLoadStrategy::Normal, &[]).await
    }

    /// Starts a browser that knows no service workers: in it nothing is kept, and nothing is fetched for that.
    pub async fn open_without_workers() -> Self {
        let browser = Self::open().await;
        browser.know_no_workers().await;
        browser
    }

    /// Starts a browser with more flags on its command line.
    pub async fn open_with(flags: &[&str]) -> Self {
        Self::open_that_waits_for(PageLoadStrategy::Normal, flags).await
    }

    /// Starts a browser that goes on at once when a document is asked for, loaded or not.
    pub async fn open_impatient() -> Self {
        Self::open_that_waits_for(PageLoadStrategy::None, &[]).await
    }

    async fn open_that_waits_for(strategy: PageLoadStrategy, flags: &[&str]) -> Self {
        let profile = tempfile::tempdir().expect("a temporary folder");
        let mut capabilities = DesiredCapabilities::chrome();
        let folder = format!("--user-data-dir={}", profile.path().display());
        let flags = FLAGS.iter().chain(flags).copied();
        for flag in flags.chain([folder.as_str(), "--window-size=1280,800"]) {
            capabilities.add_arg(flag).expect("a flag");
        }
        capabilities.set_page_load_strategy(strategy).expect("a strategy");
        capabilities.set_browser_log_level(LoggingPrefsLogLevel::All).expect("a log level");
        let driver = WebDriver::new(chromedriver::address(), capabilities).await.expect("Chromium starts");
        Self { engine: Engine::Chromium, driver, _process: None, _profile: profile }
    }

    /// Whose browser it is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The WebDriver session.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Loads a document and waits for its `load` event.
    pub async fn load(&self, url: impl Into<String>) {
        self.driver.goto(url.into()).await.expect("a document loads");
    }

    /// Sends a command of the DevTools protocol.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Value {
        let answer = self.driver.cdp().send_raw(method, parameters).await;
        answer.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// What a script returns.
    pub async fn value<T: DeserializeOwned>(&self, script: &str) -> T {
        self.try_value(script).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// What a script with arguments returns; a promise is waited for.
    pub async fn value_of<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> T {
        let answer = self.driver.execute(script, arguments).await.and_then(|answer| answer.convert());
        answer.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    async fn try_value<T: DeserializeOwned>(
        &self,
        script: &str,
    ) -> Result<T, thirtyfour::error::WebDriverError> {
        self.driver.execute(script, Vec::new()).await?.convert()
    }

    /// Waits until an expression is true. A document that is being replaced counts as "not yet".
    pub async fn wait(&self, what: &str, expression: &str) {
        if !self.comes_true(expression, PATIENCE).await {
            let state = "return [location.href, document.title, (document.querySelector('dialog[open]') ?? document.body)?.innerText.slice(0, 600)]";
            let state = self.try_value::<Value>(state).await;
            let log = self.log().await;
            panic!("waited in vain for {what}: {expression}\nstate: {state:#?}\nlog: {log:#?}");
        }
    }

    /// Whether an expression comes true in time.
    pub async fn comes_true(&self, expression: &str, patience: Duration) -> bool {
        let script = format!("return Boolean({expression})");
        let start = Instant::now();
        loop {
            if self.try_value(&script).await.unwrap_or(false) {
                return true;
            }
            if start.elapsed() > patience {
                return false;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// Clicks the first element that a selector finds, scrolled into view, with a real pointer.
    pub async fn click(&self, selector: &str) {
        self.wait(&format!("`{selector}`"), &format!("document.querySelector({})", json!(selector))).await;
        let element = self.driver.find(By::Css(selector)).await.expect(selector);
        element.click().await.unwrap_or_else(|error| panic!("clicking `{selector}`: {error}"));
    }

    /// Presses keys, one after the other, at what has the focus.
    pub async fn press(&self, keys: impl Into<TypingData>) {
        self.driver.action_chain().send_keys(keys).perform().await.expect("keys");
    }

    /// Presses Shift and Tab together.
    pub async fn press_shift_tab(&self) {
        let chain = self.driver.action_chain().key_down(Key::Shift).send_keys(Key::Tab).key_up(Key::Shift);
        chain.perform().await.expect("keys");
    }

    /// Moves the pointer over the first element that a selector finds.
    pub async fn hover(&self, selector: &str) {
        let element = self.driver.find(By::Css(selector)).await.expect(selector);
        self.driver.action_chain().move_to_element_center(&element).perform().await.expect("a pointer");
    }

    /// A window of this size, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Lets pages run scripts, or not.
    pub async fn allow_scripts(&self, allowed: bool) {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": !allowed })).await;
    }

    /// What the system wants pages to look like: `dark` or `light`.
    pub async fn prefer_colours(&self, scheme: &str) {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    /// Takes the network away, or gives it back.
    pub async fn offline(&self, offline: bool) {
        self.link(offline, 0.0, 0.0).await;
    }

    /// A link of so many kilobits a second, with so many milliseconds of latency.
    pub async fn slow_link(&self, kilobits: f64, latency: f64) {
        self.link(false, kilobits * 1000.0 / 8.0, latency).await;
    }

    async fn link(&self, offline: bool, bytes: f64, latency: f64) {
        self.devtools("Network.enable", json!({})).await;
        let bytes = if bytes > 0.0 { bytes } else { -1.0 };
        let conditions = json!({
            "offline": offline, "latency": latency, "downloadThroughput": bytes, "uploadThroughput": bytes,
        });
        self.devtools("Network.emulateNetworkConditions", conditions).await;
    }

    /// Asks the server for every file anew from now on.
    pub async fn keep_no_files(&self) {
        self.devtools("Network.enable", json!({})).await;
        self.devtools("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await;
    }

    /// A processor so many times slower.
    pub async fn slow_cpu(&self, factor: u32) {
        self.devtools("Emulation.setCPUThrottlingRate", json!({ "rate": factor })).await;
    }

    /// Runs a script in every document from now on, before its own.
    pub async fn before_each_page(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    }

    /// Knows no service workers from now on.
    pub async fn know_no_workers(&self) {
        self.before_each_page(NO_WORKERS).await;
    }

    /// What the browser complains of since it was last asked: errors, uncaught exceptions, files that do
    /// not load, violations of the content security policy.
    pub async fn complaints(&self) -> Vec<String> {
        assert_eq!(self.engine, Engine::Chromium, "Firefox does not tell what it complains of");
        let severe = |line: &String| line.starts_with("SEVERE") || line.contains("Content Security Policy");
        self.log().await.into_iter().filter(severe).collect()
    }

    /// Takes no complaint at all.
    pub async fn has_no_complaints(&self, where_: &str) {
        let complaints = self.complaints().await;
        assert!(complaints.is_empty(), "{where_}: {complaints:#?}");
    }

    async fn log(&self) -> Vec<String> {
        let entries = self.driver.browser_log().await.unwrap_or_default();
        entries.into_iter().map(|entry| format!("{} {}", entry.level, entry.message)).collect()
    }
}
