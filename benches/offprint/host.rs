//! A host as sites are served by: HTTP/2 over TLS (six connections of HTTP/1.1 would make one engine's
//! requests wait for each other that no real host lets wait), with brotli, and over a link of any kind. It
//! writes down when it began and ended each answer.
//!
//! The link is made here and not by the browser's DevTools, so that workers are slowed down as pages are,
//! whatever those do for them: each answer begins so many milliseconds after its request, and all answers share
//! so many bits a second.

mod link;
mod tls;

use crate::harness::fixture::write;
use crate::harness::headers_file::HeadersFile;
use crate::harness::server::{brotli, media_type, percent_decoded};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
pub use link::Link;
use link::Pace;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};
pub use tls::trusting;

/// Larger files are compressed with [`HASTY`] quality: the best would take minutes, for a few percent.
const LARGE: usize = 8_000_000;
const HASTY: i32 = 9;

/// An answer as it went over the link.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The path, without the first `/`.
    pub path: String,
    /// When the request came.
    pub begun: Instant,
    /// When the last byte went.
    pub ended: Instant,
    /// Bytes of the body, as compressed as they went.
    pub bytes: usize,
}

/// Serves one folder after the other until it is dropped.
pub struct Host {
    port: u16,
    shared: Arc<Shared>,
    task: tokio::task::JoinHandle<()>,
}

struct Shared {
    site: Mutex<Site>,
    pace: Arc<Pace>,
    before_workers: Mutex<Option<&'static str>>,
    log: Mutex<Log>,
    /// By content and whether hosts compress its kind, so that what two releases share is compressed once.
    bodies: Mutex<HashMap<(Vec<u8>, bool), Sent>>,
}

/// What is served.
#[derive(Clone)]
struct Site {
    folder: PathBuf,
    headers: Arc<HeadersFile>,
}

#[derive(Default)]
struct Log {
    answered: Vec<Answered>,
    underway: usize,
    latest: Option<Instant>,
}

/// A file as it is sent.
#[derive(Clone)]
struct Sent {
    bytes: Bytes,
    compressed: bool,
}

/// An answer that is underway; it is written down when it goes, sent to its end or given up.
struct Going {
    shared: Arc<Shared>,
    path: String,
    begun: Instant,
    bytes: usize,
}

impl Drop for Going {
    fn drop(&mut self) {
        let ended = Instant::now();
        let mut log = self.shared.log();
        log.underway -= 1;
        log.latest = Some(ended);
        let path = std::mem::take(&mut self.path);
        log.answered.push(Answered { path, begun: self.begun, ended, bytes: self.bytes });
    }
}

impl Host {
    /// Serves a folder, with the headers that its `_headers` asks for, if there is one.
    pub async fn start(folder: &Path) -> Self {
        let shared = Arc::new(Shared {
            site: Mutex::new(Site::of(folder)),
            pace: Arc::default(),
            before_workers: Mutex::default(),
            log: Mutex::default(),
            bodies: Mutex::default(),
        });
        let listener = tls::Listener::bind().await;
        let port = listener.port();
        let router = Router::new().fallback(answer).with_state(Arc::clone(&shared));
        let task =
            tokio::spawn(async move { axum::serve(listener, router).await.expect("a listening socket") });
        Self { port, shared, task }
    }

    /// The folder that is served.
    pub fn folder(&self) -> PathBuf {
        self.shared.site_in_hand().folder.clone()
    }

    /// The URL of a path.
    pub fn url(&self, path: &str) -> String {
        format!("https://localhost:{}/{path}", self.port)
    }

    /// Answers over such a link from now on.
    pub fn link(&self, link: Link) {
        self.shared.pace.set(link);
    }

    /// Puts another release in place of the one that is served.
    pub fn deploy(&self, folder: &Path) {
        *self.shared.site_in_hand() = Site::of(folder);
    }

    /// Compresses a file before it is asked for.
    pub fn compress(&self, path: &str) {
        let folder = self.folder();
        assert!(self.shared.sent(&folder.join(path)).is_some(), "`{path}` is not there");
    }

    /// Compresses these files before they are asked for, on all cores, and says how long each is as it is sent.
    pub fn sizes_of(&self, paths: &[String]) -> Vec<usize> {
        let folder = self.folder();
        let sizes: Vec<AtomicUsize> = paths.iter().map(|_| AtomicUsize::new(0)).collect();
        let next = AtomicUsize::new(0);
        let work = || {
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some((path, size)) = paths.get(at).zip(sizes.get(at)) else { return };
                let sent = self.shared.sent(&folder.join(path));
                size.store(
                    sent.unwrap_or_else(|| panic!("`{path}` is not there")).bytes.len(),
                    Ordering::Relaxed,
                );
            }
        };
        std::thread::scope(|threads| {
            let cores = std::thread::available_parallelism().map_or(1, usize::from);
            (0..cores).for_each(|_| drop(threads.spawn(work)));
        });
        sizes.into_iter().map(AtomicUsize::into_inner).collect()
    }

    /// Sends this before the script of each worker from now on.
    pub fn before_workers(&self, script: Option<&'static str>) {
        *self.shared.before_workers.lock().expect("nobody panics with it in hand") = script;
    }

    /// What was answered since this was last asked, in the order of the requests.
    pub fn take_answered(&self) -> Vec<Answered> {
        let mut answered = std::mem::take(&mut self.shared.log().answered);
        answered.sort_by_key(|answer| answer.begun);
        answered
    }

    /// Waits until nothing has been asked for or answered for a while.
    pub async fn falls_silent(&self, moment: Duration) {
        loop {
            let quiet = {
                let log = self.shared.log();
                log.underway == 0 && log.latest.is_none_or(|latest| latest.elapsed() > moment)
            };
            if quiet {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Shared {
    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().expect("nobody panics with the log in hand")
    }

    fn sent(&self, file: &Path) -> Option<Sent> {
        let bytes = std::fs::read(file).ok()?;
        let before = *self.before_workers.lock().expect("nobody panics with it in hand");
        if let Some(before) = before.filter(|_| is_worker(file)) {
            let bytes = [before.as_bytes(), &bytes].concat();
            return Some(Sent { bytes: bytes.into(), compressed: false });
        }
        let bodies = || self.bodies.lock().expect("nobody panics with the files in hand");
        let key = (Sha256::digest(&bytes).to_vec(), is_compressed_by_hosts(file));
        if let Some(sent) = bodies().get(&key) {
            return Some(sent.clone());
        }
        let sent = match bytes.len() {
            _ if !key.1 => Sent { bytes: bytes.into(), compressed: false },
            0..LARGE => Sent { bytes: brotli(&bytes).into(), compressed: true },
            _ => Sent { bytes: hastily(&bytes).into(), compressed: true },
        };
        bodies().insert(key, sent.clone());
        Some(sent)
    }

    fn site_in_hand(&self) -> MutexGuard<'_, Site> {
        self.site.lock().expect("nobody panics with the site in hand")
    }
}

impl Site {
    fn of(folder: &Path) -> Self {
        let headers = std::fs::read_to_string(folder.join("_headers")).unwrap_or_default();
        Self { folder: folder.to_owned(), headers: Arc::new(HeadersFile::parse(&headers)) }
    }
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response<Body> {
    let begun = Instant::now();
    let path = percent_decoded(request.uri().path()).trim_start_matches('/').to_owned();
    let site = shared.site_in_hand().clone();
    if request.method() == Method::POST {
        let bytes = axum::body::to_bytes(request.into_body(), usize::MAX).await.expect("a body");
        write(&site.folder.join(&path), &bytes);
        return Response::new(Body::empty());
    }
    shared.log().underway += 1;
    let mut file = site.folder.join(&path);
    if path.is_empty() || path.ends_with('/') {
        file.push("index.html");
    }
    let sent = {
        let (shared, file) = (Arc::clone(&shared), file.clone());
        tokio::task::spawn_blocking(move || shared.sent(&file)).await.expect("a file or none")
    };
    let status = if sent.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let headers = headers(&site, request.uri().path(), &file, sent.as_ref());
    let bytes = sent.map(|sent| sent.bytes).unwrap_or_default();
    shared.pace.latency(begun).await;
    let going = Going { shared: Arc::clone(&shared), path, begun, bytes: bytes.len() };
    let body = link::body(Arc::clone(&shared.pace), bytes, going);
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

fn headers(site: &Site, path: &str, file: &Path, sent: Option<&Sent>) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in site.headers.of(path) {
        let name = header::HeaderName::try_from(name).expect("a header's name");
        headers.insert(name, value.parse().expect("a header's value"));
    }
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(file)));
    if sent.is_some_and(|sent| sent.compressed) {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    // Without these two a page may not measure its memory.
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-embedder-policy", HeaderValue::from_static("require-corp"));
    headers
}

/// Text and code; what else an index consists of is compressed by its builder.
fn is_compressed_by_hosts(file: &Path) -> bool {
    let kinds = ["html", "css", "js", "mjs", "json", "wasm", "svg", "xml", "txt"];
    file.extension().and_then(|kind| kind.to_str()).is_some_and(|kind| kinds.contains(&kind))
}

fn is_worker(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().contains("worker"))
}

fn hastily(bytes: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    let parameters = ::brotli::enc::BrotliEncoderParams { quality: HASTY, lgwin: 24, ..Default::default() };
    ::brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters).expect("memory");
    compressed
}
