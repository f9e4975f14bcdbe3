use offprint_bundle::Bundle;
use offprint_model::BasePath;
use serde::Serialize;

/// Where browsers find the service worker: its folder is all that it may serve.
pub(crate) const WORKER: &str = "sw.js";

/// The worker that takes itself and what it kept off a reader's device, as the bundle names it.
pub(crate) const REMOVAL: &str = "sw-removal.js";

/// Which worker a site is served with, and what that one has to know.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Worker<'a> {
    /// Where the site lies on its host.
    pub(crate) base: &'a BasePath,
    /// Most bytes of pages kept because they were visited.
    pub(crate) visited: u64,
    /// Nothing is kept, and what was is taken away.
    pub(crate) removes: bool,
}

#[derive(Serialize)]
struct Known<'a> {
    base: &'a str,
    visited: u64,
}

impl Worker<'_> {
    /// The script; none where the bundle has none.
    pub(crate) fn script(&self, bundle: &Bundle) -> serde_json::Result<Option<Vec<u8>>> {
        let name = if self.removes { REMOVAL } else { WORKER };
        let Some(source) = bundle.assets.iter().find(|asset| asset.path == name) else { return Ok(None) };
        let known = Known { base: self.base.as_str(), visited: self.visited };
        let mut script = format!("const SITE = {};\n", serde_json::to_string(&known)?).into_bytes();
        script.extend_from_slice(&source.bytes);
        Ok(Some(script))
    }
}
