use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use super::{cache, package_manager};
use crate::command;
use crate::versions::{Pinned, pinned};

/// `wasm-opt`: the one on PATH in the right version, else npm's where npm is, else the one that the
/// system's package manager has, whose older version gives a slightly larger file.
pub fn ensure() -> Result<PathBuf> {
    let pinned = pinned("binaryen")?;
    let on_path = command::version("wasm-opt")?;
    if on_path.as_deref().is_some_and(|version| is_pinned(version, &pinned)) {
        return Ok(PathBuf::from("wasm-opt"));
    }
    let cached = cache::folder("binaryen", &pinned)?.is_dir();
    if cached || command::version("npm")?.is_some() {
        match from_npm(&pinned) {
            Ok(path) => return Ok(path),
            Err(error) => println!("npm could not help: {error:#}"),
        }
    }
    if let Some(version) = on_path {
        println!("using {version}, as npm has no newer one for us");
        return Ok(PathBuf::from("wasm-opt"));
    }
    package_manager::install(&["binaryen"], &pinned.why)?;
    if command::version("wasm-opt")?.is_none() {
        bail!("`wasm-opt` is still not on PATH");
    }
    Ok(PathBuf::from("wasm-opt"))
}

fn from_npm(pinned: &Pinned) -> Result<PathBuf> {
    let folder = cache::install("binaryen", pinned, |staging| {
        let mut npm = Command::new("npm");
        npm.current_dir(staging).args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(staging);
        npm.arg(format!("binaryen@{}", pinned.version));
        command::run(&mut npm)
    })?;
    let path = folder.join("node_modules/.bin/wasm-opt");
    match command::version(&path)? {
        Some(version) if is_pinned(&version, pinned) => Ok(path),
        _ => bail!("`{}` is not binaryen {}", path.display(), pinned.version),
    }
}

/// `wasm-opt version 132 (version_132)` is npm's 132.0.0.
fn is_pinned(version: &str, pinned: &Pinned) -> bool {
    let major = pinned.version.split('.').next();
    major.is_some() && version.split_whitespace().nth(2) == major
}
