use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The clone that the command runs in: where things lie.
pub struct Repository {
    root: PathBuf,
}

impl Repository {
    /// Cargo says where this crate lies; its parent is the repository.
    pub fn find() -> Result<Repository> {
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest.parent().context("xtask is not inside a repository")?.to_path_buf();
        Ok(Repository { root })
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Cargo's target folder.
    pub fn target(&self, relative: &str) -> PathBuf {
        let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
        self.root.join(target).join(relative)
    }

    /// The demo blog's folder.
    pub fn demo(&self) -> PathBuf {
        self.path("demo")
    }
}
