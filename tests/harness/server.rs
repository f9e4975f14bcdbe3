//! A plain static file server that does as it is told: late, wrong, or from another release.

pub use super::fault::{Fault, Gate, Rounds};

use super::fixture::Built;
use super::headers_file::{HeadersFile, matches};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{Response, StatusCode, header};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;

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

struct Site {
    folder: PathBuf,
    base: String,
    headers: HeadersFile,
    fallback: Fallback,
    only: Option<Vec<&'static str>>,
    faults: Vec<(String, Fault)>,
    requests: Vec<String>,
    compressed: Option<HashMap<String, Vec<u8>>>,
}

/// A server on a port of its own; it stops when it is dropped.
pub struct Server {
    address: SocketAddr,
    site: Arc<Mutex<Site>>,
    task: JoinHandle<()>,
}

impl Server {
    /// Serves a built site as a good host does: its `_headers`, its 404 page.
    pub async fn start(built: &Built) -> Self {
        let site = Site {
            folder: built.folder.clone(),
            base: built.base.clone(),
            headers: headers_of(&built.folder),
            fallback: Fallback::MissingPage,
            only: None,
            faults: Vec::new(),
            requests: Vec::new(),
            compressed: None,
        };
        let site = Arc::new(Mutex::new(site));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound socket");
        let router = Router::new().fallback(answer).with_state(Arc::clone(&site));
        let task =
            tokio::spawn(async move { axum::serve(listener, router).await.expect("a listening socket") });
        Self { address, site, task }
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

    /// Scheme, host and port.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
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

    /// Holds the files that fit any of these patterns back, round by round.
    pub fn hold_by_rounds(&self, patterns: &[&str]) -> Rounds {
        let (rounds, held) = Rounds::first();
        for pattern in patterns {
            self.fault(pattern, held.clone());
        }
        rounds
    }

    /// Serves files well again.
    pub fn mend(&self) {
        self.site().faults.clear();
    }

    /// Puts another release in place of the one that is served; the old one's files are gone.
    pub fn deploy(&self, built: &Built) {
        let mut site = self.site();
        site.folder.clone_from(&built.folder);
        site.headers = headers_of(&built.folder);
    }

    /// The paths asked for so far, relative to the base, in order; they are forgotten.
    pub fn take_requests(&self) -> Vec<String> {
        std::mem::take(&mut self.site().requests)
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
        lock(&self.site)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn lock(site: &Mutex<Site>) -> MutexGuard<'_, Site> {
    site.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn headers_of(folder: &Path) -> HeadersFile {
    HeadersFile::parse(
        &std::fs::read_to_string(folder.join("_headers")).expect("the site has a _headers file"),
    )
}

async fn answer(State(site): State<Arc<Mutex<Site>>>, request: Request) -> Response<Body> {
    let (request, _) = request.into_parts();
    let mut response = respond_to(&site, &request).await;
    if response.extensions_mut().remove::<BreakingOff>().is_some() {
        return response.map(|bytes| breaking_off(&bytes));
    }
    match response.extensions_mut().remove::<Pieces>() {
        Some(Pieces(cuts)) => response.map(|bytes| in_pieces(&bytes, cuts)),
        None => response.map(Body::from),
    }
}

#[derive(Clone)]
struct Pieces(&'static [&'static str]);

/// The connection breaks off in the middle.
#[derive(Clone)]
struct BreakingOff;

fn breaking_off(bytes: &[u8]) -> Body {
    let half = bytes.get(..bytes.len() / 2).unwrap_or_default().to_vec();
    let pieces = [Ok(half), Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset))];
    Body::from_stream(futures::stream::iter(pieces))
}

fn in_pieces(bytes: &[u8], cuts: &[&str]) -> Body {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut places: Vec<usize> =
        cuts.iter().filter_map(|cut| text.find(cut)).chain([0, text.len()]).collect();
    places.sort_unstable();
    let pieces: Vec<String> = places.windows(2).map(|ends| text[ends[0]..ends[1]].to_owned()).collect();
    Body::from_stream(futures::stream::unfold(pieces.into_iter(), |mut pieces| async move {
        let piece = pieces.next()?;
        tokio::time::sleep(BETWEEN_PIECES).await;
        Some((Ok::<_, std::convert::Infallible>(piece), pieces))
    }))
}

async fn respond_to(site: &Mutex<Site>, request: &Parts) -> Response<Vec<u8>> {
    let host_path = percent_decoded(request.uri.path());
    let (fault, path) = {
        let mut site = lock(site);
        let Some(path) = host_path.strip_prefix(site.base.as_str()).map(str::to_owned) else {
            return respond(StatusCode::NOT_FOUND, "text/plain", b"not of this site".to_vec());
        };
        site.requests.push(path.clone());
        let fault = site.faults.iter().find(|(pattern, _)| matches(pattern, &path));
        (fault.map(|(_, fault)| fault.clone()), path)
    };
    let mut pieces = None;
    let mut changed: Option<Arc<dyn Fn(String) -> String + Send + Sync>> = None;
    let mut damage: Option<fn(Vec<u8>) -> Vec<u8>> = None;
    let mut is_lost = false;
    match fault {
        Some(Fault::Late(delay)) => tokio::time::sleep(delay).await,
        Some(Fault::Held(mut open)) => drop(open.wait_for(|open| *open).await),
        Some(Fault::Instead(page)) => return respond(StatusCode::OK, "text/html", page.into_bytes()),
        Some(Fault::InPieces(cuts)) => pieces = Some(Pieces(cuts)),
        Some(Fault::Missing) => return lock(site).no_file(),
        Some(Fault::Changed(change)) => changed = Some(change),
        Some(Fault::Broken) => {
            return respond(StatusCode::INTERNAL_SERVER_ERROR, "text/plain", b"out of order".to_vec());
        }
        Some(Fault::Lost) => is_lost = true,
        Some(Fault::Damaged(change)) => damage = Some(change),
        Some(Fault::NextRound(mut round)) => {
            let this = *round.borrow();
            drop(round.wait_for(|round| *round > this).await);
        }
        None => {}
    }
    let mut site = lock(site);
    let mut response = site.file(&path, changed.as_deref()).unwrap_or_else(|| site.no_file());
    for (name, value) in site.headers.of(request.uri.path()) {
        let name = header::HeaderName::try_from(name).expect("a header's name");
        response.headers_mut().insert(name, value.parse().expect("a header's value"));
    }
    if let Some(damage) = damage {
        response = response.map(damage);
    }
    if let Some(pieces) = pieces {
        response.extensions_mut().insert(pieces);
    }
    if is_lost {
        response.extensions_mut().insert(BreakingOff);
    }
    let brotli = request
        .headers
        .get(header::ACCEPT_ENCODING)
        .is_some_and(|value| value.as_bytes().windows(2).any(|w| w == b"br"));
    if brotli { site.compressed(&path, response) } else { response }
}

impl Site {
    fn file(
        &self,
        path: &str,
        change: Option<&(dyn Fn(String) -> String + Send + Sync)>,
    ) -> Option<Response<Vec<u8>>> {
        if self.only.as_ref().is_some_and(|only| !only.iter().any(|beginning| path.starts_with(beginning))) {
            return None;
        }
        let mut file = self.folder.join(path);
        if path.is_empty() || path.ends_with('/') {
            file = file.join("index.html");
        } else if file.is_dir() {
            let mut response = respond(StatusCode::MOVED_PERMANENTLY, "text/plain", Vec::new());
            let place = format!("{}{path}/", self.base).parse().ok()?;
            response.headers_mut().insert(header::LOCATION, place);
            return Some(response);
        }
        let mut bytes = std::fs::read(&file).ok()?;
        if let Some(change) = change {
            bytes = change(String::from_utf8(bytes).expect("only text is changed")).into_bytes();
        }
        Some(respond(StatusCode::OK, media_type(&file), bytes))
    }

    fn compressed(&mut self, path: &str, response: Response<Vec<u8>>) -> Response<Vec<u8>> {
        let kind = response
            .headers()
            .get(header::CONTENT_TYPE)
            .map(|kind| kind.as_bytes().to_vec())
            .unwrap_or_default();
        match &mut self.compressed {
            Some(compressed) if !kind.starts_with(b"image/png") => {
                let mut response = response
                    .map(|bytes| compressed.entry(path.to_owned()).or_insert_with(|| brotli(&bytes)).clone());
                response
                    .headers_mut()
                    .insert(header::CONTENT_ENCODING, header::HeaderValue::from_static("br"));
                response
            }
            _ => response,
        }
    }

    fn no_file(&self) -> Response<Vec<u8>> {
        let (status, name) = match self.fallback {
            Fallback::MissingPage => (StatusCode::NOT_FOUND, "404.html"),
            Fallback::File(name) => (StatusCode::OK, name),
            Fallback::Nothing => {
                return respond(StatusCode::NOT_FOUND, "text/plain", b"no such file".to_vec());
            }
        };
        let page = std::fs::read(self.folder.join(name)).expect("the fallback page exists");
        respond(status, "text/html; charset=utf-8", page)
    }
}

fn respond(status: StatusCode, media_type: &str, bytes: Vec<u8>) -> Response<Vec<u8>> {
    let response = Response::builder().status(status).header(header::CONTENT_TYPE, media_type);
    response.body(bytes).expect("a response")
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

/// A path as a file system knows it.
pub fn percent_decoded(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escaped = path.get(path.len() - tail.len()..path.len() - tail.len() + 2);
        match escaped.filter(|_| first == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
