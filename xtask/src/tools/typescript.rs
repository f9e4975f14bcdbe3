use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use super::{cache, package_manager};
use crate::command;
use crate::versions::{Pinned, pinned};

/// `tsc`: the one on PATH in the right version, else npm's where npm is, else the one that the system's package
/// manager has. An older one knows less and finds less; from 4.8 on it reads our scripts.
pub fn ensure() -> Result<PathBuf> {
    let pinned = pinned("typescript")?;
    let on_path = command::version("tsc")?;
    if on_path.as_deref().is_some_and(|version| is_pinned(version, &pinned)) {
        return Ok(PathBuf::from("tsc"));
    }
    let cached = cache::folder("typescript", &pinned)?.is_dir();
    if cached || command::version("npm")?.is_some() {
        match from_npm(&pinned) {
            Ok(path) => return Ok(path),
            Err(error) => println!("npm could not help: {error:#}"),
        }
    }
    if let Some(version) = on_path {
        println!("using tsc {version}, as npm has no newer one for us");
        return Ok(PathBuf::from("tsc"));
    }
    package_manager::install(&["node-typescript"], &pinned.why)?;
    if command::version("tsc")?.is_none() {
        bail!("`tsc` is still not on PATH; run `sudo apt-get install -y node-typescript` and try again");
    }
    Ok(PathBuf::from("tsc"))
}

fn from_npm(pinned: &Pinned) -> Result<PathBuf> {
    let folder = cache::install("typescript", pinned, |staging| {
        let mut npm = Command::new("npm");
        npm.current_dir(staging).args(["install", "--ignore-scripts", "--no-audit", "--no-fund"]);
        npm.arg("--prefix").arg(staging).arg(format!("typescript@{}", pinned.version));
        command::run(&mut npm)
    })?;
    let path = folder.join("node_modules/.bin/tsc");
    match command::version(&path)? {
        Some(version) if is_pinned(&version, pinned) => Ok(path),
        _ => bail!("`{}` is not TypeScript {}", path.display(), pinned.version),
    }
}

/// `Version 7.0.2` is what it says.
fn is_pinned(version: &str, pinned: &Pinned) -> bool {
    version.split_whitespace().nth(1) == Some(pinned.version.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_version_is_not_taken_for_the_pinned_one() {
        let pinned = pinned("typescript").expect("pinned");
        assert!(is_pinned(&format!("Version {}", pinned.version), &pinned));
        assert!(!is_pinned("Version 4.8.4", &pinned));
        assert!(!is_pinned("", &pinned));
    }
}
