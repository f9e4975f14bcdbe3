//! `offprint serve`: the author's own machine shows what a host will.

use crate::harness::browser::Browser;
use crate::harness::fixture::{self, write};
use crate::harness::headers_file::HeadersFile;
use crate::harness::offprint;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};

const FIRST: &str = "content/posts/the-first-light.md";

#[tokio::test(flavor = "multi_thread")]
async fn the_server_sends_the_headers_of_production_and_the_404_page() {
    let served = Served::start(&fixture::source("journal"));
    let production = HeadersFile::parse(&fixture::built("journal").text("_headers"));
    let page = reqwest::get(served.url("about/")).await.unwrap();
    assert_eq!(page.status(), 200);
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
    for (name, value) in production.of("/about/") {
        assert_eq!(page.headers()[name.as_str()], value, "{name}");
    }
    assert!(page.text().await.unwrap().contains("About this journal"));
    let missing = reqwest::get(served.url("no/such/page/")).await.unwrap();
    assert_eq!(missing.status(), 404);
    assert!(missing.text().await.unwrap().contains("Page not found"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_site_below_a_path_is_served_below_it() {
    let site = fixture::copy("journal");
    let config = std::fs::read_to_string(site.path().join("offprint.toml")).unwrap();
    write(
        &site.path().join("offprint.toml"),
        config.replace("https://example.org/", "https://example.org/blog/"),
    );
    let served = Served::start(site.path());
    assert!(served.home.ends_with("/blog/"), "{}", served.home);
    let browser = Browser::open().await;
    browser.open_app(served.url("")).await;
    browser.mark_document().await;
    browser.click("nav[aria-label=Main] a[href='/blog/about/']").await;
    browser.wait_for_page(&served.url("about/"), "About this journal").await;
    assert!(browser.is_marked().await, "the app shows the page");
    browser.has_no_complaints("below a path").await;
    browser.open_app(served.url("no/such/page/")).await;
    assert_eq!(browser.heading().await, "Page not found");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_page_shows_what_the_author_saves() {
    let site = fixture::copy("journal");
    let served = Served::start(site.path());
    let browser = Browser::open().await;
    browser.open_app(served.url("posts/the-first-light/")).await;
    browser.mark_document().await;
    let text = std::fs::read_to_string(site.path().join(FIRST)).unwrap();
    write(&site.path().join(FIRST), text.replace("five in the evening", "half past five"));
    browser
        .wait("the new text", "document.querySelector('#body')?.textContent.includes('half past five')")
        .await;
    assert!(!browser.is_marked().await, "the page was loaded again");
    browser.wait_for_app().await;
    browser.has_no_complaints("after a change").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_leaves_the_last_good_site_on_the_screen() {
    let site = fixture::copy("journal");
    let served = Served::start(site.path());
    let browser = Browser::open().await;
    browser.open_app(served.url("posts/the-first-light/")).await;
    let text = std::fs::read_to_string(site.path().join(FIRST)).unwrap();
    write(&site.path().join(FIRST), "+++\ntitle = \n+++\n");
    served.says("the-first-light.md").await;
    let page = reqwest::get(served.url("posts/the-first-light/")).await.unwrap();
    assert_eq!(page.status(), 200);
    assert!(page.text().await.unwrap().contains("five in the evening"));
    write(&site.path().join(FIRST), text.replace("five in the evening", "half past five"));
    browser
        .wait("the new text", "document.querySelector('#body')?.textContent.includes('half past five')")
        .await;
}

/// A running `offprint serve`; it ends when it is dropped.
pub struct Served {
    process: Child,
    pub home: String,
    lines: std::sync::Mutex<std::sync::mpsc::Receiver<String>>,
}

impl Served {
    fn start(site: &Path) -> Self {
        Self::start_with(site, &[])
    }

    pub fn start_with(site: &Path, arguments: &[&str]) -> Self {
        let mut command = offprint::command(["serve", "--port", "0", "--site"]);
        let mut process =
            command.arg(site).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = std::sync::mpsc::channel();
        let outputs: [Box<dyn std::io::Read + Send>; 2] =
            [Box::new(process.stdout.take().unwrap()), Box::new(process.stderr.take().unwrap())];
        for output in outputs {
            let sender = sender.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        let address = |line: String| {
            line.split_whitespace().find(|word| word.starts_with("http://")).map(str::to_owned)
        };
        let home = lines.iter().find_map(address).expect("the server says where it is");
        Self { process, home, lines: lines.into() }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.home)
    }

    /// Waits until the terminal shows a text.
    async fn says(&self, text: &str) {
        let start = std::time::Instant::now();
        while !self.lines.lock().unwrap().try_iter().any(|line| line.contains(text)) {
            assert!(start.elapsed().as_secs() < 30, "the terminal never shows {text}");
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
