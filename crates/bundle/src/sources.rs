use std::fs;
use std::path::Path;

use crate::BundleError;
use crate::hash::PartsHash;

/// What a bundle is compiled from and packed with, relative to the repository. A binary must embed a
/// bundle of the same sources that it is compiled from itself, or a page prerendered by the one would
/// not be the page that the other hydrates.
pub const SOURCES: &[&str] = &[
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "crates/bundle/src",
    "crates/catalog/src",
    "crates/model/src",
    "crates/search/src",
    "crates/unicode/src",
    "index.html",
    "public",
    "rust-toolchain.toml",
    "src",
    "style",
    "xtask/src/dist",
    "xtask/tools.toml",
];

/// Made from the demo by the hook of a plain `trunk serve`; never part of a bundle.
pub(crate) const DEMO_INDEX: [&str; 2] = ["data", "offprint.json"];

/// The hash of the [`SOURCES`] below `root`, which is the repository: 16 hexadecimal digits.
///
/// # Errors
/// When one of the files cannot be read. A source that does not exist counts as empty.
pub fn source_hash(root: &Path) -> Result<String, BundleError> {
    let mut hash = PartsHash::default();
    for source in SOURCES {
        add(&mut hash, &root.join(source), source)?;
    }
    Ok(hash.finish())
}

fn add(hash: &mut PartsHash, path: &Path, name: &str) -> Result<(), BundleError> {
    if DEMO_INDEX.iter().any(|made| name.strip_prefix("public/") == Some(*made)) {
        return Ok(());
    }
    if path.is_dir() {
        for child in children(path)? {
            add(hash, &path.join(&child), &format!("{name}/{child}"))?;
        }
    } else if path.exists() {
        hash.part(name.as_bytes());
        hash.part(&fs::read(path).map_err(BundleError::io("read", path))?);
    }
    Ok(())
}

/// Names in a folder, sorted, so that the order of the file system does not matter.
pub(crate) fn children(folder: &Path) -> Result<Vec<String>, BundleError> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(BundleError::io("read", folder))? {
        let entry = entry.map_err(BundleError::io("read", folder))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}
