//! What a reader does, and what a page says to the worker for them.

use super::oracle::{Shown, Sight, Way};
use crate::harness::browser::{Browser, Engine};
use crate::harness::server::{Record, Server};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// How long a release may take to be installed, and a tag to be saved.
const PATIENCE: Duration = Duration::from_secs(40);
/// A server that nobody asked anything for so long is not asked by this page any more.
const QUIET: Duration = Duration::from_millis(700);
/// The same while a fault is still to come: a browser on a busy machine is slow to get there.
const SLOW: Duration = Duration::from_secs(5);
/// How often a reader goes on with a page whose worker is not there yet, some seconds each time.
const TRIES: usize = 8;

/// Where a redirect inside the site leads.
pub const REDIRECTED: &str = "about/";

/// The worker's registration of the site at this base, or nothing.
const REGISTRATION: &str = "
    const registration = async () => {
        const found = await navigator.serviceWorker?.getRegistration(location.origin + arguments[0]);
        return found?.scope === location.origin + arguments[0] ? found : undefined;
    };";

const ASK: &str = "
    const [, message, patience] = arguments;
    return (async () => {
        const worker = (await registration())?.active;
        if (!worker) return { error: 'none' };
        const { port1, port2 } = new MessageChannel();
        let progress = [];
        const answer = await new Promise((resolve) => {
            let end = 0;
            const wait = () => {
                clearTimeout(end);
                end = setTimeout(() => resolve({ error: 'silent' }), patience);
            };
            wait();
            port1.onmessage = ({ data }) => {
                if (typeof data?.done === 'number') { progress.push([data.done, data.total]); wait(); return; }
                clearTimeout(end);
                resolve(data);
            };
            worker.postMessage(message, [port2]);
        });
        port1.close();
        return { ...answer, progress };
    })();";

/// Waits until a promise that is made anew each time gives true.
pub async fn until(browser: &Browser, what: &str, promise: &str) {
    let start = Instant::now();
    loop {
        let answer = browser.driver().execute(&format!("return ({promise})"), Vec::new()).await;
        if answer.is_ok_and(|answer| answer.json() == &Value::Bool(true)) {
            return;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain for {what}: {promise}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Goes to an address. That there is no page there is an answer, too.
pub async fn go(browser: &Browser, server: &Server, address: &str) {
    // A driver calls it an error when the network fails; what is on the screen then is looked at.
    let _ = browser.driver().goto(server.url(address)).await;
}

/// Loads the document again.
pub async fn reload(browser: &Browser) {
    if browser.engine() == Engine::Chromium {
        // As above.
        let _ = browser.driver().refresh().await;
        return;
    }
    // Firefox' driver reloads as a reader does who holds Shift: past the worker.
    browser.mark_document().await;
    let () = browser.value("location.reload()").await;
    browser.wait("the document, anew", "!window.sameDocument && document.readyState === 'complete'").await;
}

/// Goes to an address and says what is there. The network is well, or down.
pub async fn look(browser: &Browser, server: &Server, address: &str) -> Shown {
    go(browser, server, address).await;
    // A page that was on its way somewhere itself may have won; a reader would try again.
    let elsewhere = format!(
        "location.protocol === 'http:' && decodeURIComponent(location.pathname) !== {}",
        json!(format!("{}{address}", server.base()))
    );
    if browser.comes_true(&elsewhere, Duration::ZERO).await {
        go(browser, server, address).await;
    }
    Sight::of(browser).await.verdict(&server.base(), address, Way::Document)
}

/// The same, while something may be wrong with the network; `with_deploy`: another release may come out.
pub async fn look_in_trouble(browser: &Browser, server: &Server, address: &str, with_deploy: bool) -> Shown {
    let before = server.records().len();
    // The tab may still show the page of another host, whose worker has nothing to say here.
    let here =
        format!("location.origin === {} && navigator.serviceWorker?.controller", json!(server.origin()));
    let by_worker = browser.comes_true(&here, Duration::ZERO).await;
    go(browser, server, address).await;
    let sight = Sight::of(browser).await;
    let address = redirected(server, before, &sight).unwrap_or(address);
    let way = way_of(server, before, address, by_worker, with_deploy);
    sight.verdict(&server.base(), address, way)
}

/// Where the host's redirect has led the reader, if it is there that they are.
pub fn redirected(server: &Server, before: usize, sight: &Sight) -> Option<&'static str> {
    let is_redirect = |record: &Record| record.status == 302;
    let told = server.records().iter().skip(before).any(is_redirect);
    (told && sight.is_at(&server.base(), REDIRECTED)).then_some(REDIRECTED)
}

/// How the page came whose records begin at `before`, in a network that is not well. A document that came whole is
/// the network's; one that broke off is only shown where no worker is.
pub fn way_of(server: &Server, before: usize, address: &str, by_worker: bool, with_deploy: bool) -> Way {
    let from_network = server
        .records()
        .iter()
        .skip(before)
        .any(|record| record.path == address && record.status == 200 && (record.is_whole || !by_worker));
    if from_network { Way::Troubled { by_worker, with_deploy } } else { Way::Document }
}

/// Whether the document on the screen is in the hands of a worker.
pub async fn is_controlled(browser: &Browser) -> bool {
    browser.comes_true("navigator.serviceWorker?.controller", Duration::ZERO).await
}

/// Reads the page to its end, as soon as somebody takes notice of it.
pub async fn read(browser: &Browser) {
    browser.wait("the page's part", "document.documentElement.dataset.offline").await;
    scroll_to_the_end(browser).await;
}

/// Scrolls as a reader does: a page that is shown whole does not scroll by itself, but says so when it is tried.
pub async fn scroll_to_the_end(browser: &Browser) {
    let scroll = "scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' }); dispatchEvent(new Event('scroll'))";
    let _ = browser.driver().execute(scroll, Vec::new()).await;
}

/// Opens a page, reads it, and waits until a whole release is on the device.
pub async fn settle_in(browser: &Browser, server: &Server, address: &str) {
    go(browser, server, address).await;
    read(browser).await;
    browser.wait("a whole release", "document.documentElement.dataset.offline === 'ready'").await;
    // The page that was read is kept, too, when the visit has been answered.
    visit(browser, server).await;
}

/// Does what a reader can for a release to be installed, whatever the network does to it: reads the page, and
/// waits for the worker's answer, or until nothing is asked for any more. Says what the worker says.
pub async fn try_to_settle(browser: &Browser, server: &Server) -> Value {
    let start = Instant::now();
    let mut asked = (server.records().len(), Instant::now());
    loop {
        scroll_to_the_end(browser).await;
        let script = format!(
            "{REGISTRATION} return registration().then((found) => found?.active?.state === 'activated')"
        );
        let at_work = browser.driver().execute(&script, vec![json!(server.base())]).await;
        if at_work.is_ok_and(|answer| answer.json() == &Value::Bool(true)) {
            return visit(browser, server).await;
        }
        let now = server.records().len();
        if now != asked.0 {
            asked = (now, Instant::now());
        }
        let quiet = if server.planned() > 0 { SLOW } else { QUIET };
        if asked.1.elapsed() > quiet && start.elapsed() > 3 * QUIET || start.elapsed() > PATIENCE {
            return json!({ "error": "none" });
        }
        tokio::time::sleep(Duration::from_millis(40)).await;
    }
}

/// The same in a network that is well: a browser that has no worker yet is only busy.
pub async fn settle(browser: &Browser, server: &Server) -> Value {
    let mut answer = json!({ "error": "none" });
    for _ in 0..TRIES {
        answer = try_to_settle(browser, server).await;
        if answer["error"] != "none" {
            break;
        }
    }
    answer
}

/// Tells the worker something, and has its last answer; one that says nothing for long has no answer; `progress` in it is the list of `[done, total]`.
pub async fn ask(browser: &Browser, server: &Server, message: Value) -> Value {
    let script = format!("{REGISTRATION} {ASK}");
    let patience = json!(PATIENCE.as_millis() as u64 / 2);
    let answer = browser.driver().execute(&script, vec![json!(server.base()), message, patience]).await;
    answer.map_or_else(|error| json!({ "error": error.to_string() }), |answer| answer.json().clone())
}

/// Tells the worker that the page on the screen was read.
pub async fn visit(browser: &Browser, server: &Server) -> Value {
    let path: String = browser
        .value_of(
            "return decodeURIComponent(location.pathname).slice(arguments[0].length)",
            vec![json!(server.base())],
        )
        .await;
    ask(browser, server, json!({ "type": "visit", "path": path })).await
}

/// What is on the device, as the saved page would tell.
pub async fn status(browser: &Browser, server: &Server) -> Value {
    ask(browser, server, json!({ "type": "status" })).await
}

/// Says that something is wanted.
pub async fn want(browser: &Browser, server: &Server, what: Value, search: bool) -> Value {
    ask(browser, server, json!({ "type": "want", "what": what, "search": search })).await
}

/// Saves something until the worker says that it is done, or why it is not. The worker ends after a while of
/// work and is asked again.
pub async fn save(browser: &Browser, server: &Server, what: Value, search: bool) -> Value {
    let wanted = want(browser, server, what.clone(), search).await;
    if wanted["done"] != true {
        return wanted;
    }
    let start = Instant::now();
    loop {
        let message = json!({ "type": "save", "what": what, "search": search });
        let answer = ask(browser, server, message).await;
        if answer["more"] != true {
            return answer;
        }
        assert!(start.elapsed() < 6 * PATIENCE, "saving {what} does not end: {answer}");
    }
}

/// A list to save.
pub fn list(path: &str) -> Value {
    json!({ "kind": "list", "path": path, "title": path })
}

/// A post to save.
pub fn post(path: &str) -> Value {
    json!({ "kind": "post", "path": path, "title": path })
}

/// The whole site.
pub fn site() -> Value {
    json!({ "kind": "site", "path": "", "title": "The whole site" })
}
