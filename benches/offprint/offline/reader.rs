//! A browser that has nothing yet, and what it asks the service worker for.
//!
//! The page's own part is kept out: it waits until a page has been read, and it does not say when the worker has
//! done. The bench sends the worker the same messages and takes its answers.

use crate::harness::browser::Browser;
use crate::harness::offline::device;
use crate::host::{self, Host};
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// A page that asks for nothing for so long has loaded.
const SILENCE: Duration = Duration::from_millis(600);
/// The worker looks for a newer release once in a minute at most.
const PATIENCE: Duration = Duration::from_secs(100);

const REGISTER: &str = "
    await navigator.serviceWorker.register('/sw.js');
    while (!navigator.serviceWorker.controller) await new Promise((done) => setTimeout(done, 5));";

/// The last answer to a message: numbers that grow are no last answer.
const ASK: &str = "
    const [message] = arguments;
    const start = performance.now();
    const { port1, port2 } = new MessageChannel();
    const answer = await new Promise((done) => {
        port1.onmessage = ({ data }) => { if (typeof data.done !== 'number') done(data); };
        navigator.serviceWorker.controller.postMessage(message, [port2]);
    });
    return { answer, seconds: (performance.now() - start) / 1000 };";

/// What went over the link, and how long it took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Transfer {
    pub files: f64,
    pub bytes: f64,
    pub seconds: f64,
}

impl Transfer {
    /// Says how it goes on, to who waits for the table.
    pub fn told(self, what: &str) -> Self {
        let Self { files, bytes, seconds } = self;
        eprintln!("  {what}: {files} files, {bytes} bytes, {seconds:.1} s");
        self
    }
}

/// A browser on a page of a host.
pub struct Reader<'a> {
    pub browser: Browser,
    host: &'a Host,
}

#[derive(Deserialize)]
struct Answered {
    answer: Value,
    seconds: f64,
}

impl<'a> Reader<'a> {
    /// Opens a page over a free link, with a worker that has installed nothing.
    pub async fn arrive(host: &'a Host, path: &str) -> Self {
        let reader = Self::without_worker(host, path).await;
        let () = reader.browser.value(&asynchronous(REGISTER)).await;
        host.falls_silent(SILENCE).await;
        host.take_answered();
        reader
    }

    /// Opens a page over a free link; no worker ever comes.
    pub async fn without_worker(host: &'a Host, path: &str) -> Self {
        let browser = Browser::open_with(&[&host::trusting()]).await;
        browser.driver().set_script_timeout(Duration::from_secs(600)).await.expect("a timeout");
        browser.devtools("Network.enable", json!({})).await;
        browser.devtools("Network.setBlockedURLs", json!({ "urls": ["*/assets/offline-*"] })).await;
        browser.load(host.url(path)).await;
        host.falls_silent(SILENCE).await;
        Self { browser, host }
    }

    /// Tells the worker that a page was read, until it has the release that the host has.
    pub async fn visit(&self) -> Transfer {
        let current = std::fs::read_to_string(self.host.folder().join("offprint.json")).expect("a release");
        let current: Value = serde_json::from_str(&current).expect("JSON");
        let start = Instant::now();
        loop {
            self.host.take_answered();
            let Answered { answer, seconds } = self.ask(json!({ "type": "visit", "path": "" })).await;
            if answer["release"]["build"] == current["build"] {
                assert_eq!(answer["state"], "whole", "{answer}");
                return self.transfer(seconds).await;
            }
            assert!(start.elapsed() < PATIENCE, "no newer release: {answer}");
            self.sleep().await;
            tokio::time::sleep(Duration::from_secs(2)).await;
        }
    }

    /// Saves all of the site.
    pub async fn save_site(&self) -> Transfer {
        self.host.take_answered();
        let message = |name| json!({ "type": name, "what": { "kind": "site" }, "search": true });
        let mut all = self.ask(message("want")).await.seconds;
        loop {
            let Answered { answer, seconds } = self.ask(message("save")).await;
            all += seconds;
            if answer["finished"] == true {
                return self.transfer(all).await;
            }
            assert_eq!(answer["more"], true, "{answer}");
        }
    }

    /// Has the worker awake.
    pub async fn wake(&self) {
        self.ask(json!({ "type": "status" })).await;
    }

    /// Ends the worker, as browsers do after half a minute in which it had nothing to do.
    pub async fn sleep(&self) {
        let start = Instant::now();
        // A late request of the page wakes it again.
        while self.is_awake().await {
            assert!(start.elapsed() < Duration::from_secs(10), "the worker does not end");
            device::stop_workers(&self.browser).await;
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    async fn is_awake(&self) -> bool {
        let targets = self.browser.devtools("Target.getTargets", json!({})).await;
        let targets = targets["targetInfos"].as_array().cloned().unwrap_or_default();
        targets.iter().any(|target| target["type"] == "service_worker")
    }

    async fn ask(&self, message: Value) -> Answered {
        self.browser.value_of(&asynchronous(ASK), vec![message]).await
    }

    async fn transfer(&self, seconds: f64) -> Transfer {
        self.host.falls_silent(Duration::from_millis(100)).await;
        let answered = self.host.take_answered();
        let bytes: usize = answered.iter().map(|answer| answer.bytes).sum();
        Transfer { files: answered.len() as f64, bytes: bytes as f64, seconds }
    }
}

/// A script that waits for promises.
fn asynchronous(script: &str) -> String {
    format!("return (async function () {{ {script} }}).apply(null, arguments)")
}
