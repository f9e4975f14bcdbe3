//! The server as an author meets it: a site on disk, built with a bundle that holds no app, and a browser
//! that is a socket.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use offprint_bundle::{APP, BOOT, Bundle, HEAD_END, HEAD_START, Manifest};
use tempfile::TempDir;
use tokio::sync::oneshot;

use super::edition::Shown;
use super::listen;
use super::studio::Studio;
use super::watch::{Stop, Watch};
use crate::arguments::Selection;

const POST: &str = "+++\ntitle = \"Café\"\ndate = 2026-01-01\n+++\nThe first text.\n";
const BROKEN_POST: &str = "+++\ntitle = \"Café\"\n";

/// A running `offprint serve`.
struct Serving {
    folder: TempDir,
    address: SocketAddr,
    working: Option<(Stop, JoinHandle<()>)>,
}

impl Serving {
    fn of(base_path: &str, post: &str) -> Self {
        Self::start(base_path, post, false)
    }

    fn start(base_path: &str, post: &str, offline: bool) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().canonicalize().expect("a path").join("site");
        fs::create_dir_all(site.join("content/posts")).expect("folders");
        fs::write(
            site.join("offprint.toml"),
            format!("title = \"Blog\"\nbase_url = \"https://example.org{base_path}\"\n"),
        )
        .expect("settings");
        fs::write(site.join("content/posts/café.md"), post).expect("a post");

        let (listener, address) = listen(([127, 0, 0, 1], 0).into()).expect("a free port");
        let shown = Arc::new(Shown::new(folder.path().join("out"), offline));
        let (watch, stop) = Watch::new(&site);
        let mut studio = Studio {
            bundle: bundle(),
            site,
            origin: format!("http://{address}"),
            selection: Selection { drafts: false, future: false },
            offline,
            shown: Arc::clone(&shown),
            warned: BTreeSet::new(),
        };
        let (built, first_build) = oneshot::channel();
        let working = thread::spawn(move || studio.work(watch, built));
        first_build.blocking_recv().expect("the first build ends");
        thread::spawn(move || serve_until_the_test_ends(listener, shown));
        Self { folder, address, working: Some((stop, working)) }
    }

    fn site(&self) -> std::path::PathBuf {
        self.folder.path().join("site")
    }

    fn write_post(&self, text: &str) {
        fs::write(self.site().join("content/posts/café.md"), text).expect("a post");
    }

    fn ask(&self, request: &str) -> Response {
        let mut stream = TcpStream::connect(self.address).expect("a connection");
        write!(stream, "{request}\r\nHost: x\r\nConnection: close\r\n\r\n").expect("a request");
        let mut text = String::new();
        stream.read_to_string(&mut text).expect("a response");
        let (head, body) = text.split_once("\r\n\r\n").expect("a head");
        Response { head: head.to_lowercase(), body: body.to_owned() }
    }

    fn get(&self, path: &str) -> Response {
        self.ask(&format!("GET {path} HTTP/1.1"))
    }

    /// The names of editions, as an open page hears them.
    fn events(&self) -> impl Iterator<Item = String> + use<> {
        let mut stream = TcpStream::connect(self.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time limit");
        write!(stream, "GET /__offprint/events HTTP/1.1\r\nHost: x\r\n\r\n").expect("a request");
        let lines = BufReader::new(stream).lines().map(|line| line.expect("an event in time"));
        lines.filter_map(|line| line.strip_prefix("data: ").map(str::to_owned))
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        if let Some((stop, working)) = self.working.take() {
            stop.stop();
            let _ = working.join();
        }
    }
}

struct Response {
    /// In lower case.
    head: String,
    body: String,
}

impl Response {
    fn status(&self) -> &str {
        &self.head["http/1.1 ".len()..][..3]
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
}

#[tokio::main(flavor = "current_thread")]
async fn serve_until_the_test_ends(listener: TcpListener, shown: Arc<Shown>) {
    let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
    axum::serve(listener, super::router(shown)).await.expect("a server");
}

fn bundle() -> Bundle {
    let template = format!(
        "<!doctype html><html lang=\"en\"><head>{HEAD_START}{HEAD_END}</head>\
         <body><div id=\"app\">{APP}</div>{BOOT}</body></html>"
    );
    let manifest = Manifest { app: "0123456789abcdef".to_owned(), sources: String::new() };
    Bundle { manifest, template, assets: Vec::new() }
}

#[test]
fn pages_come_as_a_host_would_send_them() {
    let serving = Serving::of("/blog/", POST);
    let page = serving.get("/blog/posts/caf%C3%A9/");
    assert_eq!(page.status(), "200");
    assert!(page.body.contains("The first text."));
    assert!(page.body.contains("/__offprint/reload.js?edition="));
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("cache-control"), Some("no-cache, no-transform"));
    assert!(page.header("content-security-policy").expect("a policy").starts_with("default-src 'none'"));

    let on_disk =
        fs::read_to_string(serving.folder.path().join("out/posts/café/index.html")).expect("the page");
    assert!(!on_disk.contains("__offprint"), "what is built is what a host would get");
}

#[test]
fn to_be_read_offline_pages_come_as_they_were_built() {
    let serving = Serving::start("/blog/", POST, true);
    let built =
        fs::read_to_string(serving.folder.path().join("out/posts/café/index.html")).expect("the page");
    assert_eq!(serving.get("/blog/posts/caf%C3%A9/").body, built);
    let release = serving.get("/blog/offprint.json");
    assert!(release.body.contains("\"offline\":{\"install\":"), "{}", release.body);
    assert!(!Serving::of("/", POST).get("/offprint.json").body.contains("\"offline\""));
}

#[test]
fn addresses_lead_where_a_host_would_lead_them() {
    let serving = Serving::of("/blog/", POST);
    let to = |path| serving.get(path).header("location").map(str::to_owned);
    assert_eq!(to("/").as_deref(), Some("/blog/"));
    assert_eq!(to("/blog?a=b").as_deref(), Some("/blog/?a=b"));
    assert_eq!(to("/blog/posts/caf%C3%A9?a=b").as_deref(), Some("/blog/posts/caf%c3%a9/?a=b"));

    let missing = serving.get("/blog/nowhere/");
    assert_eq!(missing.status(), "404");
    assert!(missing.body.contains("<html"), "the site's own page says so");
    assert!(missing.header("content-security-policy").is_some());
    assert_eq!(serving.get("/blog/_headers").status(), "404");
    assert_eq!(serving.get("/blog/%2e%2e/site/offprint.toml").status(), "404");
}

#[test]
fn what_a_browser_has_is_not_sent_again() {
    let serving = Serving::of("/", POST);
    let release = serving.get("/offprint.json");
    assert_eq!(release.header("content-type"), Some("application/json"));
    let tag = release.header("etag").expect("a tag");
    let again = serving.ask(&format!("GET /offprint.json HTTP/1.1\r\nIf-None-Match: {tag}"));
    assert_eq!((again.status(), again.body.as_str()), ("304", ""));

    let head = serving.ask("HEAD /offprint.json HTTP/1.1");
    assert_eq!((head.status(), head.body.as_str()), ("200", ""));
    assert_eq!(head.header("content-length"), Some(release.body.len().to_string().as_str()));
    assert_eq!(serving.ask("POST /offprint.json HTTP/1.1").status(), "405");
}

#[test]
fn nothing_is_kept_for_a_year_on_the_authors_own_machine() {
    let serving = Serving::of("/", POST);
    let schema = serving.get("/data/schema.json");
    assert_eq!(schema.status(), "200");
    assert_eq!(schema.header("cache-control"), Some("no-cache"));
}

#[test]
fn a_saved_post_is_shown_and_open_pages_hear_of_it() {
    let serving = Serving::of("/", POST);
    let mut editions = serving.events();
    let first = editions.next().expect("the edition that is shown");
    assert!(serving.get("/posts/caf%C3%A9/").body.contains(&format!("?edition={first}\"")));

    serving.write_post(&POST.replace("first", "second"));
    let second = editions.next().expect("the next edition");
    assert_ne!(first, second);
    let page = serving.get("/posts/caf%C3%A9/");
    assert!(page.body.contains("The second text."));
    assert!(page.body.contains(&format!("?edition={second}\"")));
}

#[test]
fn an_error_keeps_the_last_good_pages() {
    let serving = Serving::of("/", POST);
    let mut editions = serving.events();
    let first = editions.next().expect("the edition that is shown");
    serving.write_post(BROKEN_POST);
    thread::sleep(Duration::from_secs(1));
    assert!(serving.get("/posts/caf%C3%A9/").body.contains("The first text."));

    serving.write_post(&POST.replace("first", "mended"));
    assert_ne!(editions.next().expect("the next edition"), first);
    assert!(serving.get("/posts/caf%C3%A9/").body.contains("The mended text."));
}

#[test]
fn a_site_that_is_broken_from_the_start_says_why_until_it_is_mended() {
    let serving = Serving::of("/blog/", BROKEN_POST);
    let mut editions = serving.events();
    editions.next().expect("the edition that is shown");
    let page = serving.get("/blog/anything/");
    assert_eq!(page.status(), "503");
    assert!(page.body.contains("content/posts/café.md"), "{}", page.body);
    assert!(page.body.contains("1 error in 1 file"), "{}", page.body);

    serving.write_post(POST);
    editions.next().expect("the next edition");
    assert_eq!(serving.get("/blog/posts/caf%C3%A9/").status(), "200");
}

#[test]
fn building_leaves_the_authors_folder_alone() {
    let serving = Serving::of("/", POST);
    let names = |folder: &Path| {
        let mut names: Vec<_> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(&serving.site()), ["content", "offprint.toml"]);
}
