//! Requests, as the browser makes them.

use super::ApiError;
use gloo_net::http::{Request, Response};
#[cfg(feature = "hydrate")]
use web_sys::AbortSignal;
use web_sys::RequestCache;

/// An answer comes within so many milliseconds, or it is not waited for.
#[cfg(feature = "hydrate")]
const PATIENCE: u32 = 4000;

/// Asks for a root-relative URL. `cache` says whether a copy that the browser has will do.
pub async fn get(url: &str, cache: RequestCache) -> Result<Response, ApiError> {
    Request::get(url).cache(cache).send().await.map_err(|_| ApiError::Network)
}

/// The status of the answer to a request; `None` where none comes in time.
#[cfg(feature = "hydrate")]
pub async fn status(url: &str) -> Option<u16> {
    let patience = AbortSignal::timeout_with_u32(PATIENCE);
    let request = Request::get(url).abort_signal(Some(&patience));
    request.send().await.ok().map(|answer| answer.status())
}

/// The type that an answer says it has.
pub fn content_type(response: &Response) -> Option<String> {
    response.headers().get("content-type")
}
