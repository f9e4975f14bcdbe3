//! HTTP/1.1 by hand, so that a connection can break off at any byte: no server library sends half a head.

use super::site::{Answer, Site, lock};
use crate::harness::fault::Cut;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Request, Response, header};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Longer than any head that a browser sends.
const LONGEST_HEAD: usize = 64 << 10;

/// Answers the requests of a connection until one of the two ends it.
pub async fn serve(mut stream: TcpStream, site: Arc<Mutex<Site>>) {
    // Small pieces are to be seen at once.
    let _ = stream.set_nodelay(true);
    let mut read = Vec::new();
    while let Some(request) = next_request(&mut stream, &mut read).await {
        let number = lock(&site).note(&request);
        let answer = super::site::answer(&site, number, &request).await;
        let alone = lock(&site).is_one_request_a_connection();
        let goes_on = send(&mut stream, &site, number, answer, alone).await && !alone;
        if !goes_on {
            break;
        }
    }
    // Says that nothing follows; what the browser still says of it is of no interest.
    let _ = stream.shutdown().await;
}

/// Reads a request with its body, which nothing here has a use for.
async fn next_request(stream: &mut TcpStream, read: &mut Vec<u8>) -> Option<Parts> {
    let end = loop {
        if let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        if read.len() > LONGEST_HEAD || stream.read_buf(read).await.ok()? == 0 {
            return None;
        }
    };
    let request = parse(std::str::from_utf8(&read[..end]).ok()?)?;
    let body = request.headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    let length = body.map_or(Some(0), |length| length.parse::<usize>().ok())?;
    while read.len() < end + length {
        if stream.read_buf(read).await.ok()? == 0 {
            return None;
        }
    }
    read.drain(..end + length);
    Some(request)
}

fn parse(head: &str) -> Option<Parts> {
    let mut lines = head.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let mut request = Request::builder().method(first.next()?).uri(first.next()?);
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        request = request.header(HeaderName::try_from(name).ok()?, HeaderValue::try_from(value.trim()).ok()?);
    }
    Some(request.body(()).ok()?.into_parts().0)
}

/// Sends an answer, or as much of it as it is meant to be sent, and notes how much that was. Says whether the
/// connection may be used again.
async fn send(stream: &mut TcpStream, site: &Mutex<Site>, number: u64, answer: Answer, alone: bool) -> bool {
    let head = head(&answer.response, alone);
    let body = answer.response.body();
    let sent = match answer.cut {
        Some(Cut::BeforeHead) => return false,
        Some(cut) => cut.bytes(body.len()),
        None => body.len(),
    };
    if stream.write_all(head.as_bytes()).await.is_err() {
        return false;
    }
    lock(site).note_sent(number, head.len(), 0, false);
    let mut from = 0;
    for end in answer.pieces.iter().copied().chain([sent]).filter(|end| *end <= sent) {
        if from > 0 || !answer.pieces.is_empty() {
            tokio::time::sleep(super::BETWEEN_PIECES).await;
        }
        if stream.write_all(&body[from..end]).await.is_err() {
            return false;
        }
        from = end;
        lock(site).note_sent(number, head.len(), from, from == body.len() && answer.cut.is_none());
    }
    answer.cut.is_none()
}

fn head(response: &Response<Vec<u8>>, alone: bool) -> String {
    let status = response.status();
    let mut head = format!("HTTP/1.1 {} {}\r\n", status.as_u16(), status.canonical_reason().unwrap_or("-"));
    for (name, value) in response.headers() {
        head.push_str(&format!("{name}: {}\r\n", String::from_utf8_lossy(value.as_bytes())));
    }
    if status != 304 {
        head.push_str(&format!("content-length: {}\r\n", response.body().len()));
    }
    if alone {
        head.push_str("connection: close\r\n");
    }
    head.push_str("\r\n");
    head
}
