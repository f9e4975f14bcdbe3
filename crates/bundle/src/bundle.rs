use std::borrow::Cow;
use std::fs;
use std::path::Path;

use offprint_model::SCHEMA_VERSION;
use serde::{Deserialize, Serialize};

use crate::BundleError;
use crate::hash::PartsHash;
use crate::sources::children;

const MANIFEST: &str = "bundle.json";
const TEMPLATE: &str = "template.html";
const FILES: &str = "files";

/// The compiled app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// What it is and what it was made from.
    pub manifest: Manifest,
    /// The HTML around every page, with [`crate::BASE`] for the base path and the markers
    /// [`crate::HEAD_START`], [`crate::HEAD_END`], [`crate::APP`] and [`crate::BOOT`].
    pub template: String,
    /// The files that the template names, sorted by path.
    pub assets: Vec<Asset>,
}

/// Identity of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Hash of template, assets and [`SCHEMA_VERSION`]: pages with different ones do not mix.
    pub app: String,
    /// [`crate::source_hash`] of what it was compiled from.
    pub sources: String,
}

/// A file of a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Where a site serves it, below the base path: `assets/app-<hash>.js`, `favicon.svg`.
    pub path: String,
    /// What is in it.
    pub bytes: Cow<'static, [u8]>,
}

impl Bundle {
    pub(crate) fn new(template: String, mut assets: Vec<Asset>, sources: &str) -> Bundle {
        assets.sort_by(|a, b| a.path.cmp(&b.path));
        let mut hash = PartsHash::default();
        hash.part(&SCHEMA_VERSION.to_le_bytes());
        hash.part(template.as_bytes());
        for asset in &assets {
            hash.part(asset.path.as_bytes());
            hash.part(&asset.bytes);
        }
        let manifest = Manifest { app: hash.finish(), sources: sources.to_owned() };
        Bundle { manifest, template, assets }
    }

    /// Reads a bundle's folder.
    ///
    /// # Errors
    /// When the folder is not a bundle or cannot be read.
    pub fn read(dir: &Path) -> Result<Bundle, BundleError> {
        let manifest_path = dir.join(MANIFEST);
        let manifest = fs::read(&manifest_path).map_err(BundleError::io("read", &manifest_path))?;
        let manifest = serde_json::from_slice(&manifest)
            .map_err(|source| BundleError::Manifest { path: manifest_path, source })?;
        let template_path = dir.join(TEMPLATE);
        let template = read_text(&template_path)?;
        let mut assets = Vec::new();
        read_assets(&dir.join(FILES), "", &mut assets)?;
        assets.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Bundle { manifest, template, assets })
    }

    /// Where an asset lies in a bundle's folder, relative to it.
    pub fn file_of(asset: &Asset) -> String {
        format!("{FILES}/{}", asset.path)
    }

    /// Writes the folder that [`Bundle::read`] reads; `into` is replaced. The manifest goes last: a
    /// folder without one is not a bundle.
    pub(crate) fn write(&self, into: &Path) -> Result<(), BundleError> {
        if into.exists() {
            fs::remove_dir_all(into).map_err(BundleError::io("replace", into))?;
        }
        fs::create_dir_all(into).map_err(BundleError::io("create", into))?;
        for asset in &self.assets {
            write_file(&into.join(Self::file_of(asset)), &asset.bytes)?;
        }
        write_file(&into.join(TEMPLATE), self.template.as_bytes())?;
        let manifest_path = into.join(MANIFEST);
        let manifest = serde_json::to_vec_pretty(&self.manifest)
            .map_err(|source| BundleError::Manifest { path: manifest_path.clone(), source })?;
        write_file(&manifest_path, &manifest)
    }
}

pub(crate) fn read_text(path: &Path) -> Result<String, BundleError> {
    let bytes = fs::read(path).map_err(BundleError::io("read", path))?;
    String::from_utf8(bytes).map_err(|_| BundleError::NotText { path: path.to_path_buf() })
}

/// Adds every file below `folder`, whose path in the bundle starts with `prefix`.
pub(crate) fn read_assets(folder: &Path, prefix: &str, assets: &mut Vec<Asset>) -> Result<(), BundleError> {
    for name in children(folder)? {
        let path = folder.join(&name);
        if path.is_dir() {
            read_assets(&path, &format!("{prefix}{name}/"), assets)?;
        } else {
            let bytes = fs::read(&path).map_err(BundleError::io("read", &path))?;
            assets.push(Asset { path: format!("{prefix}{name}"), bytes: Cow::Owned(bytes) });
        }
    }
    Ok(())
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), BundleError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(BundleError::io("create", folder))?;
    }
    fs::write(path, bytes).map_err(BundleError::io("write", path))
}
