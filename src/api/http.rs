//! Requests, as the browser makes them.

use super::ApiError;
use gloo_net::http::{Request, Response};
use web_sys::RequestCache;

/// Asks for a root-relative URL. `cache` says whether a copy that the browser has will do.
pub async fn get(url: &str, cache: RequestCache) -> Result<Response, ApiError> {
    Request::get(url).cache(cache).send().await.map_err(|_| ApiError::Network)
}

/// The type that an answer says it has.
pub fn content_type(response: &Response) -> Option<String> {
    response.headers().get("content-type")
}
