//! The folder `.offprint` of a site: what commands keep between runs, and make anew where it is missing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where it is.
pub(crate) fn cache_folder(site: &Path) -> PathBuf {
    site.join(".offprint")
}

/// Makes a folder below that of a site, or that one itself, and has git pass it over.
pub(crate) fn prepare(site: &Path, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let ignored = cache_folder(site).join(".gitignore");
    if !ignored.exists() {
        write(&ignored, b"# Made by `offprint`, and made anew where it is missing.\n*\n")?;
    }
    Ok(())
}

/// Writes a file so that at its place there is all of it or nothing.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Another process, or another thread with the same file, may be writing it as well.
    let thread = format!("{:?}", std::thread::current().id());
    let thread: String = thread.chars().filter(char::is_ascii_digit).collect();
    let half = path.with_extension(format!("{}-{thread}.part", std::process::id()));
    fs::write(&half, bytes)?;
    fs::rename(&half, path)
}
