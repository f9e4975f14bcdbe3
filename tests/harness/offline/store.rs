//! What is in a site's store, looked at from a page: every byte of it.

use crate::harness::browser::Browser;
use crate::harness::fixture::Built;
use crate::harness::server::Server;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::HashSet;

/// All that a site's store holds.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Store {
    /// Hash in the key, and hash of the bytes, in hexadecimal digits.
    pub blobs: Vec<(String, String)>,
    /// The records of complete releases, newest first.
    pub releases: Vec<Value>,
    /// The builds that are said to be complete.
    pub complete: Vec<String>,
    /// Names of the origin's stores.
    pub names: Vec<String>,
    /// Entries whose key says nothing that is known.
    pub strange: Vec<String>,
    /// Entries that were redirected, opaque or errors.
    pub unsound: Vec<String>,
    /// Bytes of all blobs.
    pub bytes: u64,
}

const READ: &str = "
    const base = arguments[0];
    return (async () => {
        const found = { blobs: [], releases: [], complete: [], names: await caches.keys(), strange: [], unsound: [], bytes: 0 };
        if (!found.names.includes('offprint ' + base)) return found;
        const store = await caches.open('offprint ' + base);
        const room = location.origin + base + '.offprint/1/';
        for (const request of await store.keys()) {
            const response = await store.match(request);
            if (!response) continue;
            if (!response.ok || response.redirected || response.type === 'opaque') found.unsound.push(request.url);
            const key = request.url.startsWith(room) ? request.url.slice(room.length) : request.url;
            if (key.startsWith('blob/')) {
                const bytes = await response.arrayBuffer();
                const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
                found.bytes += bytes.byteLength;
                found.blobs.push([key.slice(5), [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')]);
            } else if (key.startsWith('release/')) found.releases.push(await response.json());
            else if (key === 'releases') found.complete = await response.json();
            else if (!['pending', 'library', 'visited', 'clients', 'away'].includes(key)) found.strange.push(request.url);
        }
        // What is not named does not count; it is a release on its way in or out.
        found.releases = found.complete.map((build) => found.releases.find(({ release }) => release.build === build) ?? null);
        return found;
    })();";

impl Store {
    /// Reads the store of the site that the page on the screen is of.
    pub async fn of(browser: &Browser, server: &Server) -> Self {
        browser.value_of(READ, vec![json!(server.base())]).await
    }

    /// What is not as it has to be: a byte that is not of the releases that were served, a release that says that
    /// it is complete and is not.
    pub fn flaws(&self, served: &[&Built]) -> Vec<String> {
        let mut flaws = Vec::new();
        let known: HashSet<String> =
            served.iter().flat_map(|built| built.files()).map(|(_, bytes)| sha256(&bytes)).collect();
        for (name, hash) in &self.blobs {
            if name != hash {
                flaws.push(format!("blob {name} has the bytes of {hash}"));
            } else if !known.contains(hash) {
                flaws.push(format!("blob {name} is of no release that was served"));
            }
        }
        let there: HashSet<&str> = self.blobs.iter().map(|(name, _)| name.as_str()).collect();
        for record in &self.releases {
            let install = record["release"]["offline"]["install"].as_array();
            let Some(install) = install.filter(|install| !install.is_empty()) else {
                flaws.push(format!("a record without a list of what is installed: {record}"));
                continue;
            };
            for entry in install {
                let hash = entry["file"]["sha256"].as_str().unwrap_or_default();
                if !there.contains(hash) {
                    let build = &record["release"]["build"];
                    flaws.push(format!("release {build} is complete without {}", entry["file"]["path"]));
                }
            }
        }
        flaws.extend(self.strange.iter().map(|url| format!("what is {url}?")));
        flaws.extend(self.unsound.iter().map(|url| format!("{url} is an error or a redirect")));
        flaws
    }

    /// The builds that are complete, newest first.
    pub fn builds(&self) -> Vec<String> {
        self.releases
            .iter()
            .filter_map(|record| Some(record["release"]["build"].as_str()?.to_owned()))
            .collect()
    }

    /// Whether the bytes of a file of a build are there.
    pub fn has(&self, built: &Built, path: &str) -> bool {
        let hash = sha256(&std::fs::read(built.file(path)).expect("a file of the build"));
        self.blobs.iter().any(|(name, _)| *name == hash)
    }
}

/// The identity of a release.
pub fn build_of(built: &Built) -> String {
    let release: Value = serde_json::from_str(&built.text("offprint.json")).expect("JSON");
    release["build"].as_str().expect("a build").to_owned()
}

/// A hash in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
