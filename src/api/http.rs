//! Requests, as the browser makes them.

use super::ApiError;
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response};

/// Asks for a root-relative URL. `cache` says whether a copy that the browser has will do.
pub async fn get(url: &str, cache: RequestCache) -> Result<Response, ApiError> {
    let options = RequestInit::new();
    options.set_cache(cache);
    let answer = JsFuture::from(window().fetch_with_str_and_init(url, &options)).await;
    answer.ok().and_then(|answer| answer.dyn_into().ok()).ok_or(ApiError::Network)
}

/// The type that an answer says it has.
pub fn content_type(response: &Response) -> Option<String> {
    response.headers().get("content-type").ok().flatten()
}
