use std::borrow::Cow;
use std::path::Path;

use crate::{Asset, BundleError, script};

/// Where Trunk copies `src/offline` to.
const FOLDER: &str = "offline/";

/// What a site has of reading offline, and what in [`FOLDER`] it is made of: the service worker, the script that a
/// page loads, and the worker that removes itself.
const SCRIPTS: [(&str, &str); 3] =
    [("sw.js", "worker/"), ("offline.js", "page/"), ("sw-removal.js", "removal.js")];

/// Puts three scripts in the place of everything below [`FOLDER`]. A script that is written in several files is
/// these in the order of their names: they share one scope, and a reader's browser fetches and updates it as
/// one. A worker keeps its name, by which browsers know it; what else lies there is for those who write it.
pub(crate) fn join(files: Vec<Asset>, dist: &Path) -> Result<Vec<Asset>, BundleError> {
    let (sources, mut joined): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|file| file.path.starts_with(FOLDER));
    for (name, made_of) in SCRIPTS {
        let beginning = format!("{FOLDER}{made_of}");
        let mut rooms: Vec<&Asset> = sources
            .iter()
            .filter(|file| file.path.starts_with(&beginning) && file.path.ends_with(".js"))
            .collect();
        if rooms.is_empty() {
            continue;
        }
        rooms.sort_by(|a, b| a.path.cmp(&b.path));
        let mut whole = String::new();
        for room in rooms {
            let text = std::str::from_utf8(&room.bytes)
                .map_err(|_| BundleError::NotText { path: dist.join(&room.path) })?;
            whole.push_str(&script::strip(text));
            if !whole.ends_with('\n') {
                whole.push('\n');
            }
        }
        joined.push(Asset { path: name.to_owned(), bytes: Cow::Owned(whole.into_bytes()) });
    }
    Ok(joined)
}
