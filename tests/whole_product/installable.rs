//! A site can be installed like an app: Chromium's own checks find nothing to mend. They took the place of those
//! that Lighthouse had for it until version 12.

use crate::harness::browser::Browser;
use crate::harness::fixture::{self, write};
use crate::harness::server::Server;
use crate::serve::Served;
use offprint_model::{FileChunk, Release};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// What Chromium has against installing the page that is shown.
async fn errors(browser: &Browser) -> Value {
    browser.devtools("Page.getInstallabilityErrors", json!({})).await["installabilityErrors"].take()
}

/// The manifest of the page that is shown, as Chromium reads it, and as it stands in its file.
async fn manifest(browser: &Browser) -> (Value, Value) {
    let mut answer = browser.devtools("Page.getAppManifest", json!({})).await;
    assert_eq!(answer["errors"], json!([]));
    let text = answer["data"].as_str().expect("a manifest");
    let written = serde_json::from_str(text).expect("JSON");
    (answer["manifest"].take(), written)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_has_nothing_against_installing_a_site() {
    for base in ["/", "/blog/"] {
        let server = Server::start(&fixture::built_at("journal", base)).await;
        let browser = Browser::open().await;
        for page in ["", "posts/fog-signals/", "saved/"] {
            browser.load(server.url(page)).await;
            assert_eq!(errors(&browser).await, json!([]), "{base}{page}");
            browser.has_no_complaints(page).await;
        }
        let (read, written) = manifest(&browser).await;
        assert_eq!(read["name"], "The Tide Table");
        assert_eq!(read["id"], server.url(""));
        assert_eq!(read["scope"], server.url(""));
        assert_eq!(read["startUrl"], server.url("?start=app"));
        assert_eq!(read["display"], "kStandalone");

        let shortcuts = written["shortcuts"].as_array().expect("shortcuts");
        let icons = written["icons"].as_array().expect("icons").iter();
        for icon in
            icons.chain(shortcuts.iter().flat_map(|shortcut| shortcut["icons"].as_array().expect("icons")))
        {
            let size: String = browser
                .value_of(
                    "const picture = new Image(); picture.src = arguments[0];
                     return picture.decode().then(() => `${picture.naturalWidth}x${picture.naturalHeight}`);",
                    vec![icon["src"].clone()],
                )
                .await;
            assert_eq!(icon["sizes"], size, "{icon}");
        }
        let leads_to = shortcuts.iter().map(|shortcut| &shortcut["url"]).chain([&written["start_url"]]);
        for address in leads_to {
            let found: Value = browser
                .value_of(
                    "return fetch(arguments[0]).then(({ status, redirected }) => [status, redirected]);",
                    vec![address.clone()],
                )
                .await;
            assert_eq!(found, json!([200, false]), "{address}");
        }
        assert_eq!(shortcuts.len(), 2);
        browser.has_no_complaints("the icons").await;
    }
}

/// Else the test above would pass whatever was wrong.
#[tokio::test(flavor = "multi_thread")]
async fn a_browser_says_what_keeps_it_from_installing_a_site() {
    let site = fixture::copy("journal");
    write(&site.path().join("static/manifest.webmanifest"), "{\"name\":\"\",\"display\":\"browser\"}");
    let out = tempfile::tempdir().unwrap();
    let server = Server::start(&fixture::build(site.path(), &out.path().join("public"), "/")).await;
    let browser = Browser::open().await;
    browser.load(server.url("")).await;
    let found = errors(&browser).await;
    let found: Vec<&Value> = found.as_array().unwrap().iter().map(|error| &error["errorId"]).collect();
    assert!(found.iter().any(|id| id.as_str().unwrap().contains("icon")), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_colour_around_a_page_is_that_of_its_paper() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open().await;
    for scheme in ["light", "dark"] {
        browser.prefer_colours(scheme).await;
        browser.load(server.url("")).await;
        let same: bool = browser
            .value(
                "const probe = document.createElement('i');
                 document.body.append(probe);
                 const shown = (color) => { probe.style.color = color; return getComputedStyle(probe).color; };
                 const meta = [...document.querySelectorAll('meta[name=theme-color]')];
                 const colors = meta.filter((tag) => matchMedia(tag.media).matches).map((tag) => tag.content);
                 return colors.length === 1
                     && shown(colors[0]) === getComputedStyle(document.body).backgroundColor;",
            )
            .await;
        assert!(same, "{scheme}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_author_is_served_a_worker_that_removes_itself_unless_asked_otherwise() {
    let built = fixture::built("journal");
    let (worker, site) = (built.text("sw.js"), fixture::source("journal"));
    let after_first_line = |script: &str| script.split_once('\n').map(|(_, rest)| rest.to_owned()).unwrap();
    let fetched = async |url: String| reqwest::get(url).await.unwrap().text().await.unwrap();

    let drafts = Served::start_with(&site, &[]);
    let removal = fetched(drafts.url("sw.js")).await;
    assert!(removal.starts_with("const SITE = {\"base\":\"/\","), "{removal}");
    assert_ne!(after_first_line(&removal), after_first_line(&worker));
    let release: Release = serde_json::from_str(&fetched(drafts.url("offprint.json")).await).unwrap();
    assert_eq!(release.offline, None);
    assert!(fetched(drafts.url("")).await.contains("data-offline=\"preview\""));

    let trial = Served::start_with(&site, &["--offline"]);
    assert_eq!(after_first_line(&fetched(trial.url("sw.js")).await), after_first_line(&worker));
    let page = fetched(trial.url("")).await;
    assert!(page.contains("data-offline=\"on\""));
    // A worker knows pages by their hashes.
    let release: Release = serde_json::from_str(&fetched(trial.url("offprint.json")).await).unwrap();
    let list = release.files.iter().rev().find(|list| *list.first <= *"index.html").unwrap();
    let list: FileChunk = serde_json::from_str(&fetched(trial.url(&list.file.path)).await).unwrap();
    let entry = list.files.iter().find(|entry| entry.file.path == "index.html").unwrap();
    let sha256: String = Sha256::digest(page.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(sha256, entry.file.sha256);
}
