//! The release and the files of its content index.

use crate::api::{ApiError, answer, http, json};
use gloo_net::http::Response;
use js_sys::{Promise, Uint8Array};
use leptos::prelude::window;
use offprint_catalog::{Catalog, Facets};
use offprint_model::{BasePath, FacetChunk, FileRef, PostChunk, Release, SCHEMA_VERSION, Site};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::RequestCache;

/// Which release is current, asked of the server.
pub async fn release(base: &BasePath) -> Result<Release, ApiError> {
    let path = "offprint.json";
    let response = http::get(&base.file(path), RequestCache::NoCache).await?;
    let release: Release = read(path, &bytes(path, &response).await?)?;
    check(release.schema)?;
    Ok(release)
}

/// All that lists are made of: of a small site every summary, of a large one what it is filtered by.
pub async fn catalog(base: &BasePath, release: &Release) -> Result<Catalog, ApiError> {
    match &release.facets {
        None => whole(base, release).await,
        Some(files) => {
            let site = File::ask(base, &release.site);
            let chunks: Vec<File> = files.chunks.iter().map(|file| File::ask(base, file)).collect();
            let site = site_of(site).await?;
            let mut read = Vec::with_capacity(chunks.len());
            let gone = || ApiError::Gone {
                path: files.chunks.first().map(|file| file.path.clone()).unwrap_or_default(),
            };
            for chunk in chunks {
                let chunk: FacetChunk = chunk.read().await?;
                check(chunk.schema)?;
                read.push(chunk);
            }
            let facets = Facets::from_chunks(&site, read).map_err(|_| gone())?;
            Ok(Catalog::partial(site, facets))
        }
    }
}

async fn whole(base: &BasePath, release: &Release) -> Result<Catalog, ApiError> {
    let site = File::ask(base, &release.site);
    let chunks: Vec<File> = release.posts.iter().map(|chunk| File::ask(base, &chunk.file)).collect();
    let site = site_of(site).await?;
    let mut posts = Vec::with_capacity(release.counts.posts);
    for chunk in chunks {
        let chunk: PostChunk = chunk.read().await?;
        check(chunk.schema)?;
        posts.extend(chunk.posts);
    }
    Ok(Catalog::new(site, posts))
}

async fn site_of(file: File) -> Result<Site, ApiError> {
    let site: Site = file.read().await?;
    check(site.schema)?;
    Ok(site)
}

/// Is a file written for this app?
pub fn check(found: u32) -> Result<(), ApiError> {
    if found == SCHEMA_VERSION { Ok(()) } else { Err(ApiError::Version { expected: SCHEMA_VERSION, found }) }
}

/// A file of the release on its way. Its name carries its hash, so any copy that a cache has will do.
pub struct File {
    path: String,
    /// Its bytes; where there are none, whether it was the network. It is never rejected: several files are
    /// waited for in turn, and of the last ones nobody may hear any more.
    bytes: Promise,
}

impl File {
    /// Asks for a file. Several asked for one after the other come at the same time.
    pub fn ask(base: &BasePath, named: &FileRef) -> Self {
        let (url, named, path) = (base.file(&named.path), named.clone(), named.path.clone());
        let bytes = future_to_promise(async move {
            Ok(match checked(&url, &named).await {
                Ok(bytes) => bytes.into(),
                Err(error) => JsValue::from_bool(error == ApiError::Network),
            })
        });
        Self { path, bytes }
    }

    /// Waits for it and reads it.
    pub async fn read<T: DeserializeOwned>(self) -> Result<T, ApiError> {
        let answer = JsFuture::from(self.bytes).await.unwrap_or(JsValue::TRUE);
        match answer.as_bool() {
            None => read(&self.path, &answer.unchecked_into()),
            Some(true) => Err(ApiError::Network),
            Some(false) => Err(ApiError::Gone { path: self.path }),
        }
    }
}

async fn checked(url: &str, named: &FileRef) -> Result<Uint8Array, ApiError> {
    match copy(url, named, RequestCache::Default).await {
        // What a cache on the way holds of a file that never changes may be broken for good.
        Err(ApiError::Gone { .. }) => copy(url, named, RequestCache::Reload).await,
        answer => answer,
    }
}

async fn copy(url: &str, named: &FileRef, cache: RequestCache) -> Result<Uint8Array, ApiError> {
    let response = http::get(url, cache).await?;
    let bytes = bytes(&named.path, &response).await?;
    match sha256(&bytes).await {
        Some(hash) if hash != named.sha256 => Err(ApiError::Gone { path: named.path.clone() }),
        _ => Ok(bytes),
    }
}

async fn bytes(path: &str, response: &Response) -> Result<Uint8Array, ApiError> {
    if answer::is_data(response.status(), http::content_type(response).as_deref()) {
        let bytes = response.binary().await.map_err(|_| ApiError::Network)?;
        Ok(Uint8Array::from(bytes.as_slice()))
    } else if answer::is_gone(response.status()) {
        Err(ApiError::Gone { path: path.to_owned() })
    } else {
        Err(ApiError::Network)
    }
}

fn read<T: DeserializeOwned>(path: &str, bytes: &Uint8Array) -> Result<T, ApiError> {
    let text = String::from_utf8(bytes.to_vec()).ok();
    text.and_then(|text| json::read(&text).ok()).ok_or_else(|| ApiError::Gone { path: path.to_owned() })
}

/// The hash as the release writes it; `None` where the browser has no cryptography to offer, which is so
/// on plain HTTP.
async fn sha256(bytes: &Uint8Array) -> Option<String> {
    if !window().is_secure_context() {
        return None;
    }
    let subtle = window().crypto().ok()?.subtle();
    let promise = subtle.digest_with_str_and_buffer_source("SHA-256", bytes).ok()?;
    let digest = JsFuture::from(promise).await.ok()?;
    Some(answer::hex(&Uint8Array::new(&digest).to_vec()))
}
