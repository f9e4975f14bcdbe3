//! A plain static file server that does as it is told: late, wrong, broken off, from another release, or not at
//! all.

mod connection;
mod host;
mod site;

pub use super::fault::{Cut, Event, Fault, Gate, Rounds};
pub use site::percent_decoded;

use super::fixture::Built;
use super::headers_file::{HeadersFile, matches};
use axum::http::Method;
use host::Host;
use site::{Planned, Site, headers_of};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

/// Long enough for a browser to paint what it has.
const BETWEEN_PIECES: Duration = Duration::from_millis(120);

/// What a server answers where there is no file.
#[derive(Clone, Debug)]
pub enum Fallback {
    /// `404.html` with the status 404.
    MissingPage,
    /// A line of text with the status 404.
    Nothing,
    /// A file with the status 200.
    File(&'static str),
}

/// A request and what was sent for it.
#[derive(Clone, Debug)]
pub struct Record {
    /// Relative to the base, decoded.
    pub path: String,
    /// GET, mostly.
    pub method: Method,
    /// The browser was on its way to a document.
    pub is_page: bool,
    /// The service worker asked by itself, not for a page.
    pub by_worker: bool,
    /// The folder of the release that was served at this moment.
    pub release: PathBuf,
    /// 0: nothing was said.
    pub status: u16,
    /// Bytes of the head.
    pub head: usize,
    /// Bytes of the body, as they were sent: compressed, cut.
    pub body: usize,
    /// All of the body was sent.
    pub is_whole: bool,
}

/// A server on a port of its own; it stops when it is dropped.
pub struct Server {
    site: Arc<Mutex<Site>>,
    host: Host,
}

impl Server {
    /// Serves a built site as a good host does: its `_headers`, its 404 page.
    pub async fn start(built: &Built) -> Self {
        let (is_up, ups) = tokio::sync::watch::channel(true);
        let site = Site {
            folder: built.folder.clone(),
            base: built.base.clone(),
            headers: headers_of(&built.folder),
            fallback: Fallback::MissingPage,
            only: None,
            faults: Vec::new(),
            planned: Vec::new(),
            requests: Vec::new(),
            records: Vec::new(),
            next_number: 0,
            compressed: None,
            one_request_a_connection: false,
            answers_conditions: false,
            is_up,
        };
        let site = Arc::new(Mutex::new(site));
        let host = Host::start(Arc::clone(&site), ups).await;
        Self { site, host }
    }

    /// Serves a built site as the plainest of hosts does: files, and nothing else.
    pub async fn plain(built: &Built) -> Self {
        let server = Self::start(built).await;
        server.site().headers = HeadersFile::default();
        server.site().fallback = Fallback::Nothing;
        server
    }

    /// Sends text and code as a good host does, compressed with brotli. Each file is compressed once.
    pub fn compress(&self) {
        self.site().compressed = Some(HashMap::new());
    }

    /// Answers so where there is no file.
    pub fn fall_back_to(&self, fallback: Fallback) {
        self.site().fallback = fallback;
    }

    /// Keeps everything else than paths with these beginnings to itself.
    pub fn serve_only(&self, beginnings: &[&'static str]) {
        self.site().only = Some(beginnings.to_vec());
    }

    /// The URL of an address that is relative to the site's base.
    pub fn url(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin(), self.site().base)
    }

    /// `/`, or `/blog/`.
    pub fn base(&self) -> String {
        self.site().base.clone()
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> String {
        format!("http://{}", self.host.address())
    }

    /// Ends every connection after one answer. A browser asks again, without a word, where a connection that it
    /// used before breaks off before the first byte; so every fault is met as it is.
    pub fn answer_one_request_a_connection(&self) {
        self.site().one_request_a_connection = true;
    }

    /// Knows validators and ranges of bytes, as good hosts do.
    pub fn answer_conditions(&self) {
        self.site().answers_conditions = true;
    }

    /// Goes down: what is under way breaks off, and connections are refused.
    pub async fn down(&self) {
        self.site().is_up.send_replace(false);
        self.is_down().await;
    }

    /// Waits until [`Event::Down`] has come true.
    pub async fn is_down(&self) {
        self.host.is_listening(false).await;
    }

    /// Serves again, on the same port.
    pub async fn up(&self) {
        self.site().is_up.send_replace(true);
        self.host.is_listening(true).await;
    }

    /// Does something else with every path that fits a pattern (relative to the base; `*` is any text)
    /// than to serve the file. Later faults win.
    pub fn fault(&self, pattern: &str, fault: Fault) {
        self.site().faults.insert(0, (pattern.to_owned(), fault));
    }

    /// Changes the text of the files that fit a pattern.
    pub fn change(&self, pattern: &str, change: impl Fn(String) -> String + Send + Sync + 'static) {
        self.fault(pattern, Fault::Changed(Arc::new(change)));
    }

    /// Holds the files that fit a pattern back until the gate is opened.
    pub fn hold(&self, pattern: &str) -> Gate {
        let (gate, held) = Gate::shut();
        self.fault(pattern, held);
        gate
    }

    /// A gate, and the fault that waits for it.
    pub fn gate(&self) -> (Gate, Fault) {
        Gate::shut()
    }

    /// Holds the files that fit any of these patterns back, round by round.
    pub fn hold_by_rounds(&self, patterns: &[&str]) -> Rounds {
        let (rounds, held) = Rounds::first();
        for pattern in patterns {
            self.fault(pattern, held.clone());
        }
        rounds
    }

    /// Lets something happen once: at the so many-th request from now, counted from 1, of those whose path fits
    /// a pattern.
    pub fn at(&self, number: usize, pattern: &str, event: Event) {
        assert!(number > 0, "requests are counted from 1");
        self.site().planned.push(Planned { pattern: pattern.to_owned(), left: number, event });
    }

    /// How much of what was planned has not happened.
    pub fn planned(&self) -> usize {
        self.site().planned.len()
    }

    /// Serves files well again; what was planned does not happen any more.
    pub fn mend(&self) {
        let mut site = self.site();
        site.faults.clear();
        site.planned.clear();
    }

    /// Puts another release in place of the one that is served, at its own base; the old one's files are gone.
    pub fn deploy(&self, built: &Built) {
        self.site().deploy(built);
    }

    /// The paths asked for so far, relative to the base, in order; they are forgotten.
    pub fn take_requests(&self) -> Vec<String> {
        std::mem::take(&mut self.site().requests)
    }

    /// What was asked for so far and what was sent, in the order of the requests; it is forgotten.
    pub fn take_records(&self) -> Vec<Record> {
        std::mem::take(&mut self.site().records).into_iter().map(|(_, record)| record).collect()
    }

    /// What was asked for since the records were last taken.
    pub fn records(&self) -> Vec<Record> {
        self.site().records.iter().map(|(_, record)| record.clone()).collect()
    }

    /// How often a path was asked for since the requests were last taken.
    pub fn requests_of(&self, pattern: &str) -> usize {
        self.site().requests.iter().filter(|path| matches(pattern, path)).count()
    }

    /// Waits until a path that fits a pattern has been asked for.
    pub async fn is_asked_for(&self, pattern: &str) {
        let start = Instant::now();
        while self.requests_of(pattern) == 0 {
            assert!(start.elapsed() < Duration::from_secs(30), "nobody asks for {pattern}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    fn site(&self) -> MutexGuard<'_, Site> {
        site::lock(&self.site)
    }
}

/// Bytes compressed with brotli at its best.
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 24, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters).expect("memory");
    compressed
}

/// The media type of a file, by its name.
pub fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
