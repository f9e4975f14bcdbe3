use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State as Shared;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri};
use offprint_model::BasePath;
use percent_encoding::percent_decode_str;

use super::address::{Entry, Target, target};
use super::edition::{Shown, State};
use super::header_rules::HeaderRules;
use super::reload;

const NOT_FOUND_PAGE: &str = "404.html";

/// Answers a request as a static host would that was given the output folder.
pub(crate) async fn answer(
    Shared(shown): Shared<Arc<Shown>>,
    method: Method,
    uri: Uri,
    request: HeaderMap,
) -> Response<Body> {
    if method != Method::GET && method != Method::HEAD {
        return Answer::text(StatusCode::METHOD_NOT_ALLOWED, "this server only shows pages\n")
            .with(header::ALLOW, "GET, HEAD")
            .response(&request);
    }
    let edition = shown.current();
    let reloads = !shown.untouched;
    let answer = match &edition.state {
        State::Built { base, rules } => {
            Visit { folder: shown.folder(), base, rules, edition: reloads.then_some(&edition.name) }
                .answer(&uri)
        }
        State::Broken { report } => broken(report, &edition.name),
    };
    answer.response(&request)
}

/// A request to an edition that is whole.
struct Visit<'a> {
    folder: &'a Path,
    base: &'a BasePath,
    rules: &'a HeaderRules,
    /// Where pages are told which edition they are of, so that they reload when there is a newer one.
    edition: Option<&'a String>,
}

impl Visit<'_> {
    fn answer(&self, uri: &Uri) -> Answer {
        match target(self.base, uri.path(), |path| entry(&self.folder.join(path))) {
            Target::Redirect(to) => {
                let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
                Answer::text(StatusCode::MOVED_PERMANENTLY, "")
                    .with(header::LOCATION, &format!("{to}{query}"))
                    // A browser would remember it for the next site on this port.
                    .with(header::CACHE_CONTROL, "no-store")
            }
            Target::File(path) => match fs::read(self.folder.join(&path)) {
                Ok(bytes) => self.file(StatusCode::OK, &path, bytes, uri.path()),
                Err(_) => self.missing(uri.path()),
            },
            Target::Missing => self.missing(uri.path()),
        }
    }

    fn missing(&self, url_path: &str) -> Answer {
        match fs::read(self.folder.join(NOT_FOUND_PAGE)) {
            Ok(bytes) => self.file(StatusCode::NOT_FOUND, NOT_FOUND_PAGE, bytes, url_path),
            Err(_) => Answer::text(StatusCode::NOT_FOUND, "there is no such page\n"),
        }
    }

    fn file(&self, status: StatusCode, path: &str, bytes: Vec<u8>, url_path: &str) -> Answer {
        let kind = media_type(path);
        let body = match self.edition {
            Some(edition) if kind.starts_with("text/html") => reload::with_script(bytes, edition),
            _ => bytes,
        };
        let mut answer = Answer { status, headers: HeaderMap::new(), body }
            .with(header::CACHE_CONTROL, "no-cache")
            .with(header::CONTENT_TYPE, &kind);
        let url_path = percent_decode_str(url_path).decode_utf8_lossy();
        for (name, value) in self.rules.of(&url_path) {
            answer = answer.with_rule(&name, &value);
        }
        answer
    }
}

fn entry(path: &Path) -> Option<Entry> {
    let metadata = fs::metadata(path).ok()?;
    if metadata.is_dir() { Some(Entry::Folder) } else { metadata.is_file().then_some(Entry::File) }
}

/// What a host would send as `Content-Type`. Text is UTF-8: Offprint writes nothing else.
fn media_type(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    if kind.type_() == "text" { format!("{kind}; charset=utf-8") } else { kind.to_string() }
}

/// What there is to see before the first build has succeeded. It goes away by itself.
fn broken(report: &str, edition: &str) -> Answer {
    let report = report.replace('&', "&amp;").replace('<', "&lt;");
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>This site has errors</title></head>\
         <body><h1>This site has errors</h1><p>The page comes as soon as they are mended.</p>\
         <pre>{report}</pre></body></html>\n"
    );
    let body = reload::with_script(page.into_bytes(), edition);
    Answer { status: StatusCode::SERVICE_UNAVAILABLE, headers: HeaderMap::new(), body }
        .with(header::CONTENT_TYPE, "text/html; charset=utf-8")
        .with(header::CACHE_CONTROL, "no-store")
}

/// A response before it is known whether the browser has it already.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn text(status: StatusCode, text: &str) -> Self {
        Self { status, headers: HeaderMap::new(), body: text.as_bytes().to_vec() }
            .with(header::CONTENT_TYPE, "text/plain; charset=utf-8")
    }

    /// Sets a header; a value that cannot be one is left out.
    fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// Sets a header that the site's `_headers` file gives.
    fn with_rule(self, name: &str, value: &str) -> Self {
        let Ok(name) = HeaderName::from_bytes(name.as_bytes()) else {
            return self;
        };
        // A host may promise that a file never changes. Here, the next site on this port may be another
        // one, and what an author saves must show.
        if name == header::CACHE_CONTROL && value.contains("max-age") {
            return self;
        }
        self.with(name, value)
    }

    fn response(self, request: &HeaderMap) -> Response<Body> {
        let mut hasher = DefaultHasher::new();
        self.body.hash(&mut hasher);
        let tag = format!("\"{:016x}\"", hasher.finish());
        let known = request.get(header::IF_NONE_MATCH).is_some_and(|tags| tags.as_bytes() == tag.as_bytes());
        let answer = self.with(header::ETAG, &tag);
        let (status, body) = if known && answer.status == StatusCode::OK {
            (StatusCode::NOT_MODIFIED, Vec::new())
        } else {
            (answer.status, answer.body)
        };
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        *response.headers_mut() = answer.headers;
        response
    }
}

#[cfg(test)]
mod tests {
    use super::media_type;

    #[test]
    fn files_have_the_media_types_that_browsers_insist_on() {
        for (path, kind) in [
            ("index.html", "text/html; charset=utf-8"),
            ("assets/app.js", "text/javascript; charset=utf-8"),
            ("assets/app.css", "text/css; charset=utf-8"),
            ("assets/app.wasm", "application/wasm"),
            ("data/site.json", "application/json"),
            ("feed.xml", "text/xml; charset=utf-8"),
            ("manifest.webmanifest", "application/manifest+json"),
            ("a/Picture.SVG", "image/svg+xml"),
            ("a/picture.avif", "image/avif"),
            ("font.woff2", "font/woff2"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("search.bin", "application/octet-stream"),
            ("LICENSE", "application/octet-stream"),
        ] {
            assert_eq!(media_type(path), kind, "{path}");
        }
    }
}
