use anyhow::{Context, Result, bail, ensure};

use super::package_manager;
use crate::command;

const DRIVER: &str = "chromedriver";
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

pub fn ensure() -> Result<()> {
    if found_browser()?.is_none() || command::version(DRIVER)?.is_none() {
        package_manager::install(
            &["chromium", "chromium-driver"],
            "the tests click through the blog in a real browser",
        )?;
    }
    check()
}

/// The browser and its driver must be of one release.
pub fn check() -> Result<()> {
    let browser = found_browser()?.context("Chromium is not on PATH")?;
    let driver = command::version(DRIVER)?.with_context(|| format!("`{DRIVER}` is not on PATH"))?;
    match (major(&browser), major(&driver)) {
        (Some(of_browser), Some(of_driver)) => ensure!(
            of_browser == of_driver,
            "`{browser}` and `{driver}` do not fit together; install the same version of both"
        ),
        _ => bail!("cannot read a version from `{browser}` and `{driver}`"),
    }
    Ok(())
}

fn found_browser() -> Result<Option<String>> {
    for name in BROWSERS {
        if let Some(version) = command::version(name)? {
            return Ok(Some(version));
        }
    }
    Ok(None)
}

/// `Chromium 156.0.8078.79 built on Debian` → 156.
fn major(version: &str) -> Option<u32> {
    version.split_whitespace().find_map(|word| word.split_once('.').and_then(|(major, _)| major.parse().ok()))
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn versions_are_read_from_what_browsers_say() {
        assert_eq!(major("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)"), Some(156));
        assert_eq!(major("Google Chrome 141.0.1.2"), Some(141));
        assert_eq!(major("ChromeDriver 156.0.8078.79 (a21ce95-refs/branch-heads/8078@{#1704})"), Some(156));
        assert_eq!(major(""), None);
    }
}
