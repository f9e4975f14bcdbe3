use std::path::PathBuf;

use anyhow::{Context, Result};

use super::{cargo_tool, package_manager};
use crate::command;

/// Debian's package and program, then what others call it.
const BROWSERS: [&str; 2] = ["firefox-esr", "firefox"];

/// Firefox, and the driver that the tests steer it with.
pub fn ensure() -> Result<PathBuf> {
    if found_browser()?.is_none() {
        package_manager::install(&["firefox-esr"], "the tests read a blog offline in a second browser")?;
    }
    found_browser()?.context("Firefox is not on PATH")?;
    // Debian's package has no driver; Mozilla publishes it as a crate. It speaks to every Firefox since 128.
    cargo_tool::ensure("geckodriver", "geckodriver", true)
}

fn found_browser() -> Result<Option<String>> {
    for name in BROWSERS {
        if let Some(version) = command::version(name)? {
            return Ok(Some(version));
        }
    }
    Ok(None)
}
