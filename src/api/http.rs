//! Requests, as the browser makes them.

use super::ApiError;
#[cfg(feature = "hydrate")]
use gloo_net::http::{Method, RequestBuilder};
use gloo_net::http::{Request, Response};
#[cfg(feature = "hydrate")]
use web_sys::AbortSignal;
use web_sys::RequestCache;

/// A server gives a sign of life within so many milliseconds, or it has none.
#[cfg(feature = "hydrate")]
const ALIVE: u32 = 4000;

/// Asks for a root-relative URL. `cache` says whether a copy that the browser has will do.
pub async fn get(url: &str, cache: RequestCache) -> Result<Response, ApiError> {
    Request::get(url).cache(cache).send().await.map_err(|_| ApiError::Network)
}

/// Does the server give a sign of life? Only it can: the service worker has an answer to a request for headers
/// as little as the browser's cache.
#[cfg(feature = "hydrate")]
pub async fn is_alive(url: &str) -> bool {
    let patience = AbortSignal::timeout_with_u32(ALIVE);
    let request = RequestBuilder::new(url).method(Method::HEAD).cache(RequestCache::NoStore);
    let request = request.abort_signal(Some(&patience));
    // What stands before a server that is down says so.
    request.send().await.is_ok_and(|answer| !matches!(answer.status(), 502..=504))
}

/// The type that an answer says it has.
pub fn content_type(response: &Response) -> Option<String> {
    response.headers().get("content-type")
}
