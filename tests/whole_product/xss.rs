//! A blog by somebody who means harm, in a real browser: of all payloads in all places none runs, with the
//! content security policy and without it, which is only the second line.
//!
//! The same blog is looked through file by file in `crates/site/tests/release/payloads.rs`.

#[path = "../payloads/site.rs"]
mod blog;

use crate::harness::browser::Browser;
use crate::harness::fixture::{self, Built};
use crate::harness::server::{Fault, Server};
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::LazyLock;
use thirtyfour::Key;

/// Before each document's own scripts: writes down what a payload calls, in all documents of the tab, and what
/// the policy had to forbid. Nothing in the document can take it away.
const TRAP: &str = "
    const record = (what) => {
        try {
            const all = JSON.parse(sessionStorage.getItem('ran') ?? '[]');
            sessionStorage.setItem('ran', JSON.stringify([...all, `${what} at ${location.href}`]));
        } catch { top.postMessage({ ran: what }, '*') }
    };
    for (const name of ['alert', 'prompt', 'confirm', 'print']) {
        Object.defineProperty(window, name, { value: (...said) => record(`${name}(${said})`), writable: false });
    }
    addEventListener('message', ({ data }) => data?.ran && record(data.ran));
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) => {
        if (!/^(img|media)-src/.test(effectiveDirective)) {
            record(`the policy forbade ${effectiveDirective} ${blockedURI} ${sourceFile}`);
        }
    });";

/// Sets off every handler of a document, clicks and focuses what can be clicked or focused, and says which elements
/// have a handler, or an address that runs, and what came from other hosts. Links to pages are not followed.
const PROVOKE: &str = "
    const provoke = (page) => {
        const runs = /^(javascript|vbscript|data|blob|filesystem|file):/i;
        const text = (address) => String(address?.baseVal ?? address ?? '').trim();
        const stay = (event) => {
            const link = event.target.closest?.('a, area');
            if (link && !runs.test(text(link.href))) event.preventDefault();
        };
        const keep = (event) => event.preventDefault();
        page.defaultView.addEventListener('click', stay, true);
        page.defaultView.addEventListener('submit', keep, true);
        const harmful = [];
        for (const element of page.querySelectorAll('*')) {
            const { localName } = element;
            for (const { name, value } of element.attributes) {
                if (/^(on|srcdoc$|style$|formaction$)/i.test(name)) harmful.push(`${localName} ${name}=${value}`);
                if (/^on/i.test(name)) element.dispatchEvent(new Event(name.slice(2).toLowerCase(), { cancelable: true }));
            }
            for (const address of [element.href, element.action, element.data, localName !== 'img' && element.src].map(text)) {
                if (runs.test(address) && !address.startsWith('data:image/')) harmful.push(`${localName} ${address}`);
            }
            if (/^(iframe|frame|object|embed|base|applet|style|portal)$/.test(localName)) harmful.push(localName);
            if (/^(script|meta|link|template)$/.test(localName) && element.closest('main')) harmful.push(`${localName} in a text`);
            if (element.matches('main :is(a, area, summary, label, button, [tabindex], input[type=checkbox])')) {
                element.focus();
                element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
            }
        }
        page.defaultView.removeEventListener('click', stay, true);
        page.defaultView.removeEventListener('submit', keep, true);
        // Pictures may be of other hosts; nothing else may.
        for (const { name, initiatorType } of page.defaultView.performance.getEntriesByType('resource')) {
            const ours = name.startsWith(`${location.origin}/`) || name.startsWith('data:');
            if (!ours && !/^(img|image|video|audio)$/.test(initiatorType)) harmful.push(`${initiatorType} ${name}`);
        }
        return harmful;
    };";

/// What the trap has caught; a document that is none of the tests' own has no trap.
const RAN: &str = "if (location.protocol !== 'http:') return [`the tab went to ${location}`];
    return JSON.parse(sessionStorage.getItem('ran') ?? '[]')";

/// The payloads, the site, and the same without the policy that each page carries.
struct Harmful {
    payloads: Vec<blog::Payload>,
    site: Built,
    bare: Built,
}

static BLOG: LazyLock<Harmful> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let payloads = blog::payloads();
    blog::write(folder.path(), &payloads);
    let site = fixture::build(folder.path(), &fixture::place("payloads"), "/");
    let bare = without_policy(&site, "payloads-without-policy");
    Harmful { payloads, site, bare }
});

/// A copy of a site whose pages carry no policy.
fn without_policy(site: &Built, name: &str) -> Built {
    let folder = fixture::place(name);
    for (path, mut bytes) in site.files() {
        if path.ends_with(".html") {
            let page = String::from_utf8(bytes).expect("UTF-8");
            let (before, rest) =
                page.split_once("<meta http-equiv=\"Content-Security-Policy\"").expect("a policy");
            bytes = format!("{before}{}", rest.split_once('>').expect("its end").1).into_bytes();
        }
        fixture::write(&folder.join(path), bytes);
    }
    Built { folder, base: site.base.clone() }
}

/// A browser with the trap, which knows no host but the tests' own.
async fn browser_with_trap() -> Browser {
    let browser = Browser::open_with(&["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]).await;
    browser.know_no_workers().await;
    browser.before_each_page(TRAP).await;
    browser
}

async fn nothing_ran(browser: &Browser, where_: &str) {
    assert!(browser.driver().get_alert_text().await.is_err(), "{where_}: a dialog is open");
    let ran: Vec<String> = browser.value(RAN).await;
    assert!(ran.is_empty(), "{where_}: {ran:#?}");
}

/// Sets off what waits in the document.
async fn provoke(browser: &Browser, where_: &str) {
    let harmful: Vec<String> = browser.value(&format!("{PROVOKE} return provoke(document)")).await;
    assert!(harmful.is_empty(), "{where_}: {harmful:#?}");
    nothing_ran(browser, where_).await;
}

/// Loads pages in frames, several in the time of one, sets off what waits in them, and says what is harmful. A
/// frame is a document of its own, with the trap in it.
async fn harmful_in_frames(browser: &Browser, server: &Server, paths: &[&String]) -> Vec<String> {
    // Around them stands a document without a policy, which would not let them in.
    server.fault("frames", Fault::Instead("<!doctype html><title>Frames</title>".to_owned()));
    browser.load(server.url("frames")).await;
    let open = format!(
        "{PROVOKE}
        const open = (address) => new Promise((done) => {{
            const frame = document.createElement('iframe');
            frame.src = address;
            // What a click sets off runs a moment later.
            const end = (found) => setTimeout(() => {{
                frame.remove();
                done(found.map((what) => `${{address}}: ${{what}}`));
            }}, 50);
            const waited = setTimeout(() => end(['does not load']), 20000);
            frame.onload = () => setTimeout(() => {{
                clearTimeout(waited);
                frame.onload = null;
                end(frame.contentDocument?.querySelector('h1') ? provoke(frame.contentDocument) : ['is no page']);
            }}, 50);
            document.body.append(frame);
        }});
        return Promise.all(arguments[0].map(open)).then((all) => all.flat());"
    );
    let mut harmful = Vec::new();
    for batch in paths.chunks(8) {
        let batch: Vec<String> = batch.iter().map(|path| server.url(path)).collect();
        harmful.extend(browser.value_of::<Vec<String>>(&open, vec![json!(batch)]).await);
    }
    harmful
}

/// Sets off what waits in pages, in frames.
async fn provoke_in_frames(browser: &Browser, server: &Server, paths: &[&String]) {
    let harmful = harmful_in_frames(browser, server, paths).await;
    assert!(harmful.is_empty(), "{harmful:#?}");
    nothing_ran(browser, "in a frame").await;
}

/// Pages that are no redirects, by what their paths begin with, as addresses.
fn pages(site: &Built, beginning: &str) -> Vec<String> {
    let is_page = |path: &str, bytes: &[u8]| {
        path.starts_with(beginning)
            && path.ends_with(".html")
            && !String::from_utf8_lossy(bytes).contains("<meta http-equiv=\"refresh\"")
    };
    let files = site.files().into_iter().filter(|(path, bytes)| is_page(path, bytes));
    files.map(|(path, _)| path.split('/').map(encoded).collect::<Vec<_>>().join("/")).collect()
}

/// A site whose author is trusted with all HTML, and uses it to run something in every way.
fn trusting() -> Built {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let config =
        "title = \"x\"\nbase_url = \"https://example.org/\"\n\n[markdown]\nhtml = \"trust\"\nmath = false\n";
    fixture::write(&folder.path().join("offprint.toml"), config);
    let page = "+++\ntitle = \"Trusted\"\n+++\n\n<script>alert('script')</script>\n\n\
                <img src=\"x\" onerror=\"alert('error')\">\n\n<p onmouseover=\"alert('event')\">x</p>\n\n\
                <button onfocus=\"alert('focus')\">x</button>\n\n<p onclick=\"alert('click')\">x</p>\n\n\
                <a id=\"link\">x</a>\n\n\
                <iframe srcdoc=\"&lt;script>alert('frame')&lt;/script>\"></iframe>\n\n\
                <iframe src=\"data:text/html,<script>alert('elsewhere')</script>\"></iframe>\n\n\
                <script src=\"//attacker.example/x.js\"></script>\n";
    fixture::write(&folder.path().join("content/trusted.md"), page);
    fixture::build(folder.path(), &fixture::place("trusting"), "/")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trap_catches_whatever_runs() {
    let site = trusting();
    let bare = without_policy(&site, "trusting-without-policy");
    let server = Server::plain(&bare).await;
    // No author has such a link, trusted or not.
    let running = "<a id=\"link\" href=\"javascript:alert('link')\">";
    server.change("trusted/", move |page| page.replacen("<a id=\"link\">", running, 1));
    let browser = browser_with_trap().await;
    for in_frame in [false, true] {
        browser.load(server.url("404.html")).await;
        let () = browser.value("sessionStorage.clear()").await;
        let harmful: Vec<String> = if in_frame {
            harmful_in_frames(&browser, &server, &[&"trusted/".to_owned()]).await
        } else {
            browser.load(server.url("trusted/")).await;
            browser.value(&format!("{PROVOKE} return provoke(document)")).await
        };
        for what in ["img onerror", "p onmouseover", "a javascript:", "iframe", "http://attacker.example"] {
            assert!(harmful.iter().any(|line| line.contains(what)), "{what}: {harmful:#?}");
        }
        for what in ["script", "error", "event", "focus", "click", "link", "frame", "elsewhere"] {
            let caught = format!("sessionStorage.getItem('ran')?.includes('alert({what})')");
            browser.wait(what, &caught).await;
        }
    }
    // What is really clicked is caught, too.
    browser.load(server.url("trusted/")).await;
    let () = browser.value("sessionStorage.clear()").await;
    browser.click("#link").await;
    browser.wait("a click", "sessionStorage.getItem('ran')?.includes('alert(link)')").await;
    // With the policy nothing runs, and the trap says what was stopped.
    let server = Server::start(&site).await;
    browser.load(server.url("trusted/")).await;
    browser
        .wait("the policy", "sessionStorage.getItem('ran')?.includes('the policy forbade script-src')")
        .await;
    let ran: Vec<String> = browser.value(RAN).await;
    assert!(!ran.iter().any(|line| line.starts_with("alert")), "{ran:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_payload_runs_in_a_text() {
    let blog = &*BLOG;
    let texts = pages(&blog.site, "texts/");
    let server = Server::plain(&blog.site).await;
    let browser = browser_with_trap().await;
    server.fault("assets/*", Fault::Missing);
    provoke_in_frames(&browser, &server, &texts.iter().collect::<Vec<_>>()).await;

    // Without the policy, with a reader's keys and pointer as they come.
    let server = Server::plain(&blog.bare).await;
    let mut seen = BTreeSet::new();
    for path in texts {
        browser.load(server.url(path.trim_end_matches("index.html"))).await;
        browser.press(Key::Tab + Key::Tab).await;
        if seen.is_empty() {
            // There the pointer stays.
            browser.hover("#body").await;
        }
        provoke(&browser, &path).await;
        let after = "return [...document.querySelectorAll('[id^=after-]')].map(({ id }) => id)";
        seen.extend(browser.value::<Vec<String>>(after).await);
    }
    let unseen = |(number, payload): &(usize, &blog::Payload)| {
        !blog::swallows(&payload.text) && !seen.contains(&format!("after-{number}"))
    };
    let unseen: Vec<_> = blog.payloads.iter().enumerate().filter(unseen).collect();
    assert!(unseen.is_empty(), "these hide what comes after them: {unseen:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_payload_runs_in_what_a_page_says_of_itself() {
    let blog = &*BLOG;
    // The sanitiser alone, and no app: the HTML as it comes.
    let server = Server::plain(&blog.bare).await;
    server.fault("assets/*", Fault::Missing);
    let browser = browser_with_trap().await;
    let is_label = |path: &&String| {
        ["tags/", "series/", "categories/", "authors/"].iter().any(|taxonomy| path.starts_with(taxonomy))
    };
    let all = pages(&blog.bare, "");
    let (labels, others): (Vec<&String>, Vec<&String>) = all.iter().partition(is_label);
    let others = others.into_iter().filter(|path| !path.starts_with("texts/") && *path != "shell.html");
    // A label's page is the largest, and differs from others in its heading: every list has all labels among its choices.
    let paths: Vec<&String> = others.chain(labels.into_iter().step_by(8)).collect();
    assert!(paths.len() > blog.payloads.len(), "{} pages", paths.len());
    provoke_in_frames(&browser, &server, &paths).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_app_shows_payloads_as_text_wherever_it_makes_a_page() {
    let blog = &*BLOG;
    for server in [Server::start(&blog.site).await, Server::plain(&blog.bare).await] {
        let browser = browser_with_trap().await;
        lists_of_the_app(&browser, &server).await;
        search_of_the_app(&browser, &server).await;
    }
}

/// From page to page in the app: a list, its posts, a list of lists, and lists that it makes of data.
async fn lists_of_the_app(browser: &Browser, server: &Server) {
    browser.open_app(server.url("")).await;
    provoke(browser, "home").await;
    browser.mark_document().await;
    for number in 2..=3 {
        browser.click("a[rel=next]").await;
        browser.wait("the next page", &format!("location.pathname.endsWith('/page/{number}/')")).await;
        provoke(browser, "an older page").await;
    }
    browser.click("#results ol.posts h2 a").await;
    browser.wait("a post", "document.getElementById('body')").await;
    provoke(browser, "a post").await;
    assert!(browser.is_marked().await, "the app showed these pages");
    for taxonomy in ["tags", "series", "authors"] {
        browser.open_app(server.url(&format!("{taxonomy}/"))).await;
        provoke(browser, taxonomy).await;
        browser.click(&format!("main a[href*='/{taxonomy}/'][href*=alert]")).await;
        browser.wait("a label", &format!("location.pathname.length > '/{taxonomy}/'.length")).await;
        browser.wait("its posts", "document.querySelector('main ol.posts h2')").await;
        provoke(browser, "a label").await;
    }
    browser.open_app(server.url("?q=alert")).await;
    browser.wait_for_words("alert").await;
    browser.open_filters().await;
    provoke(browser, "a filtered list").await;
    browser.open_app(server.url("archive/")).await;
    provoke(browser, "the archive").await;
}

/// The search page, the page of a hit, and the palette.
async fn search_of_the_app(browser: &Browser, server: &Server) {
    for query in ["script", "alert"] {
        let results = browser.open_search(server.url(&format!("search/?q={query}"))).await;
        let shows_one = results.hits.iter().any(|hit| hit.title.contains('<') || hit.excerpt.contains('<'));
        assert!(shows_one, "{query}: {:?}", results.hits);
        provoke(browser, "the search page").await;
    }
    browser.click("#search-results .hit a").await;
    browser.wait("a hit", "!location.pathname.startsWith('/search/') && document.querySelector('h1')").await;
    provoke(browser, "a hit").await;
    browser.open_palette().await;
    let palette = browser.ask_palette("alert").await;
    assert!(!palette.hits.is_empty());
    provoke(browser, "the palette").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_address_says_does_not_run() {
    let server = Server::plain(&BLOG.bare).await;
    let browser = browser_with_trap().await;
    for query in
        ["javascript:alert(1)//\"><img src=x onerror=alert(1)>", "</script><script>alert(1)</script>"]
    {
        let asked = encoded(query);
        for path in [
            format!("search/?q={asked}"),
            format!("?q={asked}&tags={asked}&sort={asked}"),
            format!("404.html?{asked}#{asked}"),
            format!("shell.html?{asked}#{asked}"),
        ] {
            browser.open_app(server.url(&path)).await;
            provoke(&browser, &path).await;
        }
    }
}

/// A text as it stands in an address.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
