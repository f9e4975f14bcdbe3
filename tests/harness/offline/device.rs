//! What a device does to a site without asking: it ends the worker, throws stores away, has no room left, lets a
//! tab sleep. Chromium's DevTools protocol alone can do most of it.

use crate::harness::browser::{Browser, Engine};
use crate::harness::firefox;
use crate::harness::server::Server;
use serde_json::json;

/// Ends every worker, as a browser does with one that has nothing to do. The next event starts it anew.
pub async fn stop_workers(browser: &Browser) {
    if browser.engine() == Engine::Firefox {
        // It stops them by itself.
        tokio::time::sleep(2 * firefox::WORKER_IDLE).await;
        return;
    }
    browser.devtools("ServiceWorker.enable", json!({})).await;
    browser.devtools("ServiceWorker.stopAllWorkers", json!({})).await;
}

/// Lets more than a minute pass for the worker of the site at this base, whose page is on the screen: it asks the
/// host again, and what failed is tried again.
pub async fn a_minute_later(browser: &Browser, base: &str) {
    let script = "const base = arguments[0];
        return (async () => {
            if (!(await caches.has('offprint ' + base))) return;
            const store = await caches.open('offprint ' + base);
            for (const name of ['pending', 'away']) {
                const key = `${base}.offprint/1/${name}`;
                const entry = await (await store.match(key))?.json();
                if (entry) await store.put(key, new Response(JSON.stringify({ ...entry, at: 0 })));
            }
        })()";
    let _: serde_json::Value = browser.value_of(script, vec![json!(base)]).await;
    stop_workers(browser).await;
}

/// Throws every store of the page's origin away, behind the worker's back.
pub async fn delete_caches(browser: &Browser) {
    let script =
        "return (async () => { for (const name of await caches.keys()) await caches.delete(name) })()";
    let () = browser.value(script).await;
}

/// Leaves an origin so much room, in bytes; nothing: as much as there is.
pub async fn limit_room(browser: &Browser, server: &Server, bytes: Option<u64>) {
    let mut parameters = json!({ "origin": server.origin() });
    if let Some(bytes) = bytes {
        parameters["quotaSize"] = json!(bytes);
    }
    browser.devtools("Storage.overrideQuotaForOrigin", parameters).await;
}

/// Bytes that the page's origin uses, as the browser counts them.
pub async fn room_used(browser: &Browser, server: &Server) -> u64 {
    let used = browser.devtools("Storage.getUsageAndQuota", json!({ "origin": server.origin() })).await;
    used["usage"].as_f64().unwrap_or_default() as u64
}

/// Lets the tab sleep, or wakes it.
pub async fn sleep(browser: &Browser, asleep: bool) {
    let state = if asleep { "frozen" } else { "active" };
    browser.devtools("Page.setWebLifecycleState", json!({ "state": state })).await;
}
