//! What a server answers: files, and what it was told to do instead.

use super::{Fallback, Record};
use crate::harness::fault::{Cut, Event, Fault};
use crate::harness::fixture::Built;
use crate::harness::headers_file::{HeadersFile, matches};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, Response, StatusCode, header};
use sha2::Digest;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::watch;

type Change = Arc<dyn Fn(String) -> String + Send + Sync>;

/// The site that is served, and how.
pub struct Site {
    pub(super) folder: PathBuf,
    pub(super) base: String,
    pub(super) headers: HeadersFile,
    pub(super) fallback: Fallback,
    pub(super) only: Option<Vec<&'static str>>,
    pub(super) faults: Vec<(String, Fault)>,
    pub(super) planned: Vec<Planned>,
    pub(super) requests: Vec<String>,
    pub(super) records: Vec<(u64, Record)>,
    pub(super) next_number: u64,
    pub(super) compressed: Option<HashMap<(PathBuf, String), Vec<u8>>>,
    pub(super) one_request_a_connection: bool,
    pub(super) answers_conditions: bool,
    pub(super) is_up: watch::Sender<bool>,
}

/// Something that happens at a later request, once.
pub struct Planned {
    pub(super) pattern: String,
    /// Requests that fit until then, the one that it happens at included.
    pub(super) left: usize,
    pub(super) event: Event,
}

/// What is sent, and how.
pub struct Answer {
    pub(super) response: Response<Vec<u8>>,
    pub(super) cut: Option<Cut>,
    /// Where the body is cut into pieces.
    pub(super) pieces: Vec<usize>,
}

impl From<Response<Vec<u8>>> for Answer {
    fn from(response: Response<Vec<u8>>) -> Self {
        Self { response, cut: None, pieces: Vec::new() }
    }
}

pub(super) fn lock(site: &Mutex<Site>) -> MutexGuard<'_, Site> {
    site.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

pub(super) fn headers_of(folder: &Path) -> HeadersFile {
    HeadersFile::parse(
        &std::fs::read_to_string(folder.join("_headers")).expect("the site has a _headers file"),
    )
}

/// Answers a request that has been noted under a number.
pub(super) async fn answer(site: &Mutex<Site>, number: u64, request: &Parts) -> Answer {
    let answer = prepared(site, request).await;
    lock(site).note_status(number, answer.response.status());
    answer
}

async fn prepared(site: &Mutex<Site>, request: &Parts) -> Answer {
    let Some(path) = lock(site).path_of(request) else {
        return respond(StatusCode::NOT_FOUND, "text/plain", b"not of this site".to_vec()).into();
    };
    let fault = lock(site).fault_of(&path);
    let mut cuts: &[&str] = &[];
    let (mut cut, mut change, mut damage, mut other_type) = (None, None::<Change>, None, None);
    match fault {
        Some(Fault::Late(delay)) => tokio::time::sleep(delay).await,
        Some(Fault::Held(mut open)) => drop(open.wait_for(|open| *open).await),
        Some(Fault::NextRound(mut round)) => {
            let this = *round.borrow();
            drop(round.wait_for(|round| *round > this).await);
        }
        Some(Fault::Instead(page)) => return respond(StatusCode::OK, "text/html", page.into_bytes()).into(),
        Some(Fault::Missing) => return lock(site).no_file().into(),
        Some(Fault::Broken) => return refused(StatusCode::INTERNAL_SERVER_ERROR).into(),
        Some(Fault::Status(code)) => return refused(StatusCode::from_u16(code).expect("a status")).into(),
        Some(Fault::Redirect(url)) => return redirect(StatusCode::FOUND, &url).into(),
        Some(Fault::InPieces(words)) => cuts = words,
        Some(Fault::Changed(how)) => change = Some(how),
        Some(Fault::Lost) => cut = Some(Cut::Half),
        Some(Fault::Cut(place)) => cut = Some(place),
        Some(Fault::Damaged(how)) => damage = Some(how),
        Some(Fault::Type(name)) => other_type = Some(name),
        None => {}
    }
    let mut site = lock(site);
    let mut response = site.file(&path, change.as_deref()).unwrap_or_else(|| site.no_file());
    for (name, value) in site.headers.of(request.uri.path()) {
        let name = HeaderName::try_from(name).expect("a header's name");
        response.headers_mut().insert(name, value.parse().expect("a header's value"));
    }
    if let Some(name) = other_type {
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(name));
    }
    if let Some(damage) = damage {
        response = response.map(damage);
    }
    let brotli = request
        .headers
        .get(header::ACCEPT_ENCODING)
        .is_some_and(|value| value.as_bytes().windows(2).any(|w| w == b"br"));
    // A damaged file is no file to be remembered.
    if brotli && damage.is_none() {
        response = site.compressed(&path, response);
    }
    if site.answers_conditions {
        response = conditional(request, response);
    }
    let text = String::from_utf8_lossy(response.body());
    let mut pieces: Vec<usize> = cuts.iter().filter_map(|word| text.find(word)).collect();
    pieces.sort_unstable();
    Answer { response, cut, pieces }
}

impl Site {
    /// Where a request leads inside the site.
    fn path_of(&self, request: &Parts) -> Option<String> {
        percent_decoded(request.uri.path()).strip_prefix(self.base.as_str()).map(str::to_owned)
    }

    /// Notes a request before it is answered.
    pub(super) fn note(&mut self, request: &Parts) -> u64 {
        self.next_number += 1;
        let Some(path) = self.path_of(request) else { return self.next_number };
        self.requests.push(path.clone());
        let record = Record {
            path,
            method: request.method.clone(),
            is_page: request.headers.get("sec-fetch-mode").is_some_and(|mode| mode == "navigate"),
            by_worker: request
                .headers
                .get(header::REFERER)
                .is_some_and(|referrer| referrer.as_bytes().ends_with(b"/sw.js")),
            release: self.folder.clone(),
            status: 0,
            head: 0,
            body: 0,
            is_whole: false,
        };
        self.records.push((self.next_number, record));
        self.next_number
    }

    fn note_status(&mut self, number: u64, status: StatusCode) {
        let folder = self.folder.clone();
        if let Some((_, record)) = self.records.iter_mut().rev().find(|(of, _)| *of == number) {
            record.status = status.as_u16();
            record.release = folder;
        }
    }

    /// Notes how much of an answer has been sent.
    pub(super) fn note_sent(&mut self, number: u64, head: usize, body: usize, is_whole: bool) {
        if let Some((_, record)) = self.records.iter_mut().rev().find(|(of, _)| *of == number) {
            (record.head, record.body, record.is_whole) = (head, body, is_whole);
        }
    }

    pub(super) fn is_one_request_a_connection(&self) -> bool {
        self.one_request_a_connection
    }

    /// What is wrong with a path at this moment; what was planned for this request happens.
    fn fault_of(&mut self, path: &str) -> Option<Fault> {
        for planned in self.planned.iter_mut().filter(|planned| matches(&planned.pattern, path)) {
            planned.left -= 1;
        }
        let due = self.planned.iter().position(|planned| planned.left == 0);
        match due.map(|at| self.planned.remove(at).event) {
            Some(Event::Fault(fault)) => return Some(fault),
            Some(Event::Deploy(built)) => self.deploy(&built),
            Some(Event::Down) => {
                self.is_up.send_replace(false);
                // The connection ends when the host does; until then it is silent.
                return Some(Fault::Cut(Cut::BeforeHead));
            }
            None => {}
        }
        self.faults.iter().find(|(pattern, _)| matches(pattern, path)).map(|(_, fault)| fault.clone())
    }

    pub(super) fn deploy(&mut self, built: &Built) {
        self.folder.clone_from(&built.folder);
        self.base.clone_from(&built.base);
        self.headers = headers_of(&built.folder);
    }

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
            return Some(redirect(StatusCode::MOVED_PERMANENTLY, &format!("{}{path}/", self.base)));
        }
        let mut bytes = std::fs::read(&file).ok()?;
        if let Some(change) = change {
            bytes = change(String::from_utf8(bytes).expect("only text is changed")).into_bytes();
        }
        Some(respond(StatusCode::OK, super::media_type(&file), bytes))
    }

    fn compressed(&mut self, path: &str, response: Response<Vec<u8>>) -> Response<Vec<u8>> {
        let kind = response
            .headers()
            .get(header::CONTENT_TYPE)
            .map(|kind| kind.as_bytes().to_vec())
            .unwrap_or_default();
        match &mut self.compressed {
            Some(compressed) if !kind.starts_with(b"image/png") => {
                let key = (self.folder.clone(), path.to_owned());
                let mut response = response
                    .map(|bytes| compressed.entry(key).or_insert_with(|| super::brotli(&bytes)).clone());
                response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
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

/// What a host says of a file that the browser has (RFC 9110, 13), or wants a part of (14.2).
fn conditional(request: &Parts, mut response: Response<Vec<u8>>) -> Response<Vec<u8>> {
    if response.status() != StatusCode::OK || request.method != Method::GET {
        return response;
    }
    let digest = sha2::Sha256::digest(response.body());
    let tag: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let tag = HeaderValue::try_from(format!("\"{tag}\"")).expect("a tag");
    response.headers_mut().insert(header::ETAG, tag.clone());
    response.headers_mut().insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if request.headers.get(header::IF_NONE_MATCH) == Some(&tag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response.map(|_| Vec::new());
    }
    let range =
        request.headers.get(header::RANGE).and_then(|range| range.to_str().ok()?.strip_prefix("bytes="));
    let Some((from, to)) = range.and_then(|range| range.split_once('-')) else { return response };
    let length = response.body().len();
    let from: usize = from.parse().unwrap_or(0);
    let end = to.parse::<usize>().map_or(length, |last| (last + 1).min(length));
    if from >= end {
        return response;
    }
    *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    let said = HeaderValue::try_from(format!("bytes {from}-{}/{length}", end - 1)).expect("a range");
    response.headers_mut().insert(header::CONTENT_RANGE, said);
    response.map(|bytes| bytes[from..end].to_vec())
}

fn refused(status: StatusCode) -> Response<Vec<u8>> {
    respond(status, "text/plain", b"out of order".to_vec())
}

fn redirect(status: StatusCode, url: &str) -> Response<Vec<u8>> {
    let mut response = respond(status, "text/plain", Vec::new());
    response.headers_mut().insert(header::LOCATION, HeaderValue::try_from(url).expect("a URL"));
    response
}

fn respond(status: StatusCode, media_type: &str, bytes: Vec<u8>) -> Response<Vec<u8>> {
    let response = Response::builder().status(status).header(header::CONTENT_TYPE, media_type);
    response.body(bytes).expect("a response")
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
