//! From the focus in the box to the first results: bytes, requests, round trips, time.

use super::engine::Engine;
use super::stage::Stage;
use crate::harness::browser::Browser;
use crate::host::{Answered, Host, Link};
use serde::Deserialize;
use serde_json::json;
use std::time::{Duration, Instant};

/// A page that asks for nothing for so long has loaded.
const SILENCE: Duration = Duration::from_millis(400);
/// Longer than this nobody waits, in milliseconds.
const PATIENCE: f64 = 60_000.0;

/// What a query took in a page that had just been loaded.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// From the focus, with the query typed at once, to the results on the screen.
    pub milliseconds: f64,
    /// How many results were shown.
    pub hits: f64,
    /// What was fetched for them.
    pub fetched: Vec<Answered>,
}

/// Where the box of an engine is, and when its results are there.
struct Place {
    path: String,
    box_: &'static str,
    /// Before the query is typed.
    before: &'static str,
    ready: &'static str,
    hits: &'static str,
}

impl Place {
    fn of(engine: Engine) -> Self {
        match engine {
            Engine::Ours => Self {
                path: "search/".to_owned(),
                box_: "#search-box",
                before: "const results = document.querySelector('#search-results');
                    const old = results.querySelector('ol');
                    let asked = false;
                    new MutationObserver(() => { asked = true; }).observe(results, { attributes: true });",
                ready: "asked && (!results.ariaBusy
                    || results.querySelector('ol') !== old && results.querySelectorAll('.hit').length >= 10)",
                hits: "#search-results .hit",
            },
            _ => Self {
                path: format!("{}/", engine.key()),
                box_: "#box",
                before: "const list = document.querySelector('#list');",
                ready: "list.dataset.answered === text",
                hits: "#list li",
            },
        }
    }

    fn script(&self) -> String {
        format!(
            "const [text] = arguments;
            const box = document.querySelector('{}');
            {}
            return new Promise((done) => {{
                const start = performance.now();
                const shown = () => {{
                    const milliseconds = performance.now() - start;
                    done({{ milliseconds, hits: document.querySelectorAll('{}').length }});
                }};
                const look = () => requestAnimationFrame(() => {{
                    if ({}) setTimeout(shown);
                    else if (performance.now() - start > {PATIENCE}) done(null);
                    else look();
                }});
                look();
                box.focus();
                box.value = text;
                box.dispatchEvent(new InputEvent('input', {{ bubbles: true }}));
            }})",
            self.box_, self.before, self.hits, self.ready
        )
    }
}

#[derive(Deserialize)]
struct Shown {
    milliseconds: f64,
    hits: f64,
}

/// Loads the engine's page anew, over a free link.
pub async fn open(browser: &Browser, stage: &Stage, engine: Engine) {
    let host = host(stage, engine);
    host.link(Link::FREE);
    browser.devtools("Network.clearBrowserCache", json!({})).await;
    browser.load(host.url(&Place::of(engine).path)).await;
    host.falls_silent(SILENCE).await;
    host.take_answered();
}

/// Puts a query into the box of the page that is open and waits for the results.
pub async fn ask(browser: &Browser, engine: Engine, query: &str) {
    let _: Option<Shown> = browser.value_of(&Place::of(engine).script(), vec![json!(query)]).await;
}

/// Loads the engine's page anew and asks over a link; nothing where it takes too long.
pub async fn load(
    browser: &Browser,
    stage: &Stage,
    engine: Engine,
    query: &str,
    link: Link,
) -> Option<Loaded> {
    open(browser, stage, engine).await;
    let host = host(stage, engine);
    host.link(link);
    let shown: Option<Shown> = browser.value_of(&Place::of(engine).script(), vec![json!(query)]).await;
    let until = Instant::now();
    if shown.is_some() {
        host.falls_silent(Duration::from_millis(50) + link.latency).await;
    }
    let fetched = host.take_answered().into_iter().filter(|answer| answer.ended <= until).collect();
    let Shown { milliseconds, hits } = shown?;
    Some(Loaded { milliseconds, hits, fetched })
}

/// Who serves the engine.
pub fn host(stage: &Stage, engine: Engine) -> &Host {
    match engine {
        Engine::Ours => stage.ours.as_ref().expect("the blog was built"),
        _ => &stage.rivals,
    }
}

impl Loaded {
    /// Bytes of bodies as they were sent.
    pub fn bytes(&self) -> f64 {
        self.fetched.iter().map(|answer| answer.bytes as f64).sum()
    }

    /// The part of them that is code.
    pub fn code(&self) -> f64 {
        self.fetched.iter().filter(|answer| is_code(&answer.path)).map(|answer| answer.bytes as f64).sum()
    }

    /// The longest chain of requests each of which came after the one before had been answered.
    pub fn round_trips(&self) -> f64 {
        let mut depths: Vec<(Instant, usize)> = Vec::new();
        for answer in &self.fetched {
            let before = depths.iter().filter(|(ended, _)| *ended <= answer.begun).map(|(_, depth)| *depth);
            let depth = 1 + before.max().unwrap_or_default();
            depths.push((answer.ended, depth));
        }
        depths.iter().map(|(_, depth)| *depth).max().unwrap_or_default() as f64
    }
}

/// WebAssembly and JavaScript; Pagefind's module has a name of its own.
fn is_code(path: &str) -> bool {
    path.ends_with(".js") || path.ends_with(".wasm") || path.contains("/wasm.")
}
