use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use super::cache;
use crate::command;
use crate::versions::Pinned;

const PACKAGE: &str = include_str!("../../../benches/offprint/search/rivals/package.json");

/// The search engines that the bench measures beside Offprint's, in exact versions; they depend on nothing but
/// their own programs. npm fetches them and runs no script of theirs. The folder is of the list's content.
pub fn ensure() -> Result<PathBuf> {
    let mut hasher = DefaultHasher::new();
    PACKAGE.hash(&mut hasher);
    let pinned = Pinned {
        version: format!("{:016x}", hasher.finish()),
        minutes: 1,
        why: "the bench of search compares them with Offprint's".to_owned(),
    };
    cache::install("search-rivals", &pinned, |staging| {
        fs::write(staging.join("package.json"), PACKAGE)?;
        let mut npm = Command::new("npm");
        npm.current_dir(staging).args([
            "install",
            "--ignore-scripts",
            "--no-package-lock",
            "--no-audit",
            "--no-fund",
        ]);
        command::run(&mut npm)
    })
}
