//! The release and its content index.

use super::{ApiError, answer, json};
use gloo_net::http::{Request, Response};
use js_sys::Uint8Array;
use leptos::prelude::window;
use offprint_catalog::Catalog;
use offprint_model::{BasePath, FileRef, PostChunk, Release, SCHEMA_VERSION, Site};
use serde::de::DeserializeOwned;
use wasm_bindgen_futures::JsFuture;
use web_sys::RequestCache;

/// Which release is current, asked of the server.
pub async fn release(base: &BasePath) -> Result<Release, ApiError> {
    let path = "offprint.json";
    let request = Request::get(&base.file(path)).cache(RequestCache::NoCache);
    let response = request.send().await.map_err(|_| ApiError::Network)?;
    let release: Release = read(path, &bytes(path, &response).await?)?;
    check(release.schema)?;
    Ok(release)
}

/// The content index of a release, whole.
pub async fn catalog(base: &BasePath, release: &Release) -> Result<Catalog, ApiError> {
    let site: Site = file(base, &release.site).await?;
    check(site.schema)?;
    let mut posts = Vec::with_capacity(release.counts.posts);
    for chunk in &release.posts {
        let chunk: PostChunk = file(base, &chunk.file).await?;
        check(chunk.schema)?;
        posts.extend(chunk.posts);
    }
    Ok(Catalog::new(site, posts))
}

fn check(found: u32) -> Result<(), ApiError> {
    if found == SCHEMA_VERSION { Ok(()) } else { Err(ApiError::Version { expected: SCHEMA_VERSION, found }) }
}

/// A file of the release. Its name carries its hash, so any copy that a cache has will do.
async fn file<T: DeserializeOwned>(base: &BasePath, named: &FileRef) -> Result<T, ApiError> {
    let response = Request::get(&base.file(&named.path)).send().await.map_err(|_| ApiError::Network)?;
    let bytes = bytes(&named.path, &response).await?;
    match sha256(&bytes).await {
        Some(hash) if hash != named.sha256 => Err(ApiError::Gone { path: named.path.clone() }),
        _ => read(&named.path, &bytes),
    }
}

async fn bytes(path: &str, response: &Response) -> Result<Vec<u8>, ApiError> {
    let content_type = response.headers().get("content-type");
    if answer::is_data(response.status(), content_type.as_deref()) {
        response.binary().await.map_err(|_| ApiError::Network)
    } else if answer::is_gone(response.status()) {
        Err(ApiError::Gone { path: path.to_owned() })
    } else {
        Err(ApiError::Network)
    }
}

fn read<T: DeserializeOwned>(path: &str, bytes: &[u8]) -> Result<T, ApiError> {
    let text = std::str::from_utf8(bytes).ok();
    text.and_then(|text| json::read(text).ok()).ok_or_else(|| ApiError::Gone { path: path.to_owned() })
}

/// The hash as the release writes it; `None` where the browser has no cryptography to offer, which is so
/// on plain HTTP.
async fn sha256(bytes: &[u8]) -> Option<String> {
    if !window().is_secure_context() {
        return None;
    }
    let subtle = window().crypto().ok()?.subtle();
    let promise = subtle.digest_with_str_and_js_u8_array("SHA-256", &Uint8Array::from(bytes)).ok()?;
    let digest = JsFuture::from(promise).await.ok()?;
    Some(answer::hex(&Uint8Array::new(&digest).to_vec()))
}
