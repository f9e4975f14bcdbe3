use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::cache;
use crate::command;
use crate::versions::pinned;

/// A program from crates.io: the one on PATH in the right version, the one in the cache, or a new
/// build. A debug build compiles in half the time, and none of these tools is busy for long.
pub fn ensure(package: &str, program: &str, locked: bool) -> Result<PathBuf> {
    let pinned = pinned(package)?;
    let named = |version: &str| version.split_whitespace().nth(1) == Some(pinned.version.as_str());
    if command::version(program)?.as_deref().is_some_and(named) {
        return Ok(PathBuf::from(program));
    }
    let folder = cache::install(package, &pinned, |staging| {
        let build = staging.join("build");
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        // Not in the repository, whose Cargo configuration is its own affair.
        cargo.current_dir(staging);
        cargo.args(["install", package, "--version", &pinned.version, "--debug"]);
        if locked {
            cargo.arg("--locked");
        }
        cargo.arg("--root").arg(staging);
        cargo.env("CARGO_TARGET_DIR", &build);
        // Nobody debugs them; without this the build writes gigabytes.
        cargo.env("CARGO_PROFILE_DEV_DEBUG", "false");
        command::run(&mut cargo)?;
        fs::remove_dir_all(&build).with_context(|| format!("cannot remove `{}`", build.display()))
    })?;
    let path = folder.join("bin").join(program).with_extension(std::env::consts::EXE_EXTENSION);
    let found = command::version(&path)?;
    ensure!(
        found.as_deref().is_some_and(named),
        "`{}` is not {package} {}; remove the folder `{}` and try again",
        path.display(),
        pinned.version,
        folder.display()
    );
    Ok(path)
}
