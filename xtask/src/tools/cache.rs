use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::versions::Pinned;

/// Where a version of a tool lies once it is installed: `~/.cache/offprint/tools/<tool>-<version>`.
pub fn folder(tool: &str, pinned: &Pinned) -> Result<PathBuf> {
    Ok(root()?.join(format!("{tool}-{}", pinned.version)))
}

fn root() -> Result<PathBuf> {
    let cache = match std::env::var_os("XDG_CACHE_HOME").filter(|dir| Path::new(dir).is_absolute()) {
        Some(dir) => PathBuf::from(dir),
        None => std::env::home_dir()
            .context("there is no home folder for a cache; set XDG_CACHE_HOME")?
            .join(".cache"),
    };
    Ok(cache.join("offprint/tools"))
}

/// Installs a tool into its folder unless it is there: `install` fills an empty folder beside it, which
/// then gets the name. A half-installed tool is never seen, and of two clones one waits for the other.
pub fn install(tool: &str, pinned: &Pinned, install: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    let folder = folder(tool, pinned)?;
    if folder.is_dir() {
        return Ok(folder);
    }
    let root = root()?;
    fs::create_dir_all(&root).with_context(|| format!("cannot create `{}`", root.display()))?;
    let lock_path = root.join(format!(".{tool}-{}.lock", pinned.version));
    let lock =
        File::create(&lock_path).with_context(|| format!("cannot create `{}`", lock_path.display()))?;
    if let Err(TryLockError::WouldBlock) = lock.try_lock() {
        println!("waiting: another clone is installing {tool} {}", pinned.version);
        lock.lock().with_context(|| format!("cannot lock `{}`", lock_path.display()))?;
    }
    if folder.is_dir() {
        return Ok(folder);
    }
    println!("installing {tool} {} (about {} min, once): {}", pinned.version, pinned.minutes, pinned.why);
    let staging = root.join(format!(".{tool}-{}.new", pinned.version));
    if staging.exists() {
        fs::remove_dir_all(&staging).with_context(|| format!("cannot remove `{}`", staging.display()))?;
    }
    fs::create_dir(&staging).with_context(|| format!("cannot create `{}`", staging.display()))?;
    let installed = install(&staging).and_then(|()| {
        fs::rename(&staging, &folder).with_context(|| format!("cannot create `{}`", folder.display()))
    });
    if installed.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_dir_all(&staging);
    }
    installed.with_context(|| format!("cannot install {tool} {}", pinned.version))?;
    Ok(folder)
}
