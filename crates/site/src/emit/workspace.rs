use super::EmitError;
use super::swap::{self, Journal};
use offprint_model::Release;
use rayon::prelude::*;
use serde::Deserialize;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// Threads that remove an old release: they wait for the disk, not for a core.
const REMOVERS: usize = 8;

/// What a build reads of a site besides `offprint.toml`.
const SOURCES: [&str; 3] = ["content", "static", "theme"];

/// Refuses an output folder that the next build would take for the author's own files.
pub(crate) fn refuse_sources(site: &Path, out: &Path) -> Result<(), EmitError> {
    let path = resolved(out)?;
    let site = site.canonicalize().map_err(EmitError::io("find", site))?;
    let inside = |folder: &&str| {
        let source = site.join(folder);
        path.starts_with(source.canonicalize().unwrap_or(source))
    };
    match SOURCES.into_iter().find(inside) {
        Some(folder) => Err(EmitError::AmongSources { path, folder }),
        None => Ok(()),
    }
}

/// The folder beside the output in which a build works: `.public.offprint` for `public`. It is there
/// only while a build runs; one that a killed build left is repaired and cleared by the next.
///
/// - `lock` is held by the build at work;
/// - `new` is being staged, and after the swap holds the release before;
/// - `old` is the release before, where the system cannot exchange two folders at once;
/// - `journal` is there while a swap is under way: see [`Journal`].
#[derive(Debug)]
pub(crate) struct Workspace {
    out: PathBuf,
    folder: PathBuf,
    _lock: File,
}

impl Workspace {
    /// Takes the output folder for this build, once it is sure to be Offprint's to replace.
    pub(crate) fn open(out: &Path) -> Result<Self, EmitError> {
        let out = resolved(out)?;
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            return Err(EmitError::NotOurs { path: out });
        };
        let mut working = OsString::from(".");
        working.push(name);
        working.push(".offprint");
        let folder = parent.join(working);
        let lock = lock(&folder, &out)?;
        let workspace = Self { out, folder, _lock: lock };
        workspace.repair()?;
        if !is_ours(&workspace.out)? {
            return Err(EmitError::NotOurs { path: workspace.out.clone() });
        }
        let new = workspace.new_folder();
        fs::create_dir(&new).map_err(EmitError::io("create", &new))?;
        Ok(workspace)
    }

    /// The output folder, symbolic links resolved.
    pub(crate) fn out(&self) -> &Path {
        &self.out
    }

    /// Where this build stages.
    pub(crate) fn new_folder(&self) -> PathBuf {
        self.folder.join("new")
    }

    /// Puts what was staged in the output's place.
    pub(crate) fn swap(self, kept: Vec<String>) -> Result<(), EmitError> {
        let journal = Journal::new(self.folder.join("journal"), kept);
        journal.write()?;
        swap::swap(&self.out, &self.new_folder(), &self.old_folder())?;
        journal.carry_over(&self.out, &[self.new_folder(), self.old_folder()])?;
        journal.remove()
    }

    fn old_folder(&self) -> PathBuf {
        self.folder.join("old")
    }

    /// Undoes or completes what a killed build left, and clears it away.
    fn repair(&self) -> Result<(), EmitError> {
        let (new, old) = (self.new_folder(), self.old_folder());
        if !self.out.exists() && old.exists() {
            fs::rename(&old, &self.out).map_err(EmitError::io("restore", &self.out))?;
        }
        if let Some(journal) = Journal::read(self.folder.join("journal"))? {
            journal.carry_over(&self.out, &[new.clone(), old.clone()])?;
            journal.remove()?;
        }
        remove(&new)?;
        remove(&old)
    }
}

impl Drop for Workspace {
    /// Best effort: what stays is cleared by the next build.
    fn drop(&mut self) {
        if self.folder.join("journal").exists() {
            return;
        }
        let _ = remove_tree(&self.new_folder());
        let _ = remove_tree(&self.old_folder());
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// What stands at the top of an output folder and outlives a release: names with a dot (`.git`, and
/// `.nojekyll` or `.well-known` where the host or a hand put them), and `CNAME`, into which a host
/// writes the site's domain. What the release before or the new one names among its files is theirs.
pub(crate) fn outlives_a_release(name: &str) -> bool {
    name.starts_with('.') || name == "CNAME"
}

/// The release that an output folder holds, if it holds one that this version can read.
pub(crate) fn release_in(out: &Path) -> Option<Release> {
    serde_json::from_slice(&fs::read(out.join("offprint.json")).ok()?).ok()
}

/// What every version of `offprint.json` says, older ones and newer ones.
#[derive(Deserialize)]
struct Mark {
    #[serde(rename = "schema")]
    _schema: u32,
    #[serde(rename = "app")]
    _app: String,
    #[serde(rename = "build")]
    _build: String,
}

/// Whether an output folder holds a release, though perhaps not one that this version can read.
fn is_marked(out: &Path) -> bool {
    fs::read(out.join("offprint.json")).is_ok_and(|text| serde_json::from_slice::<Mark>(&text).is_ok())
}

/// A folder may be replaced when it isn't there, when there is nothing in it that a build would take
/// away, or when it holds a release with its pages.
fn is_ours(out: &Path) -> Result<bool, EmitError> {
    let entries = match fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Ok(false),
        Err(error) => return Err(EmitError::io("read", out)(error)),
    };
    let mut is_bare = true;
    for entry in entries {
        let entry = entry.map_err(EmitError::io("read", out))?;
        is_bare &= outlives_a_release(&entry.file_name().to_string_lossy());
    }
    Ok(is_bare || (is_marked(out) && out.join("index.html").is_file()))
}

/// An absolute path without symbolic links: a link's target is replaced, not the link.
fn resolved(out: &Path) -> Result<PathBuf, EmitError> {
    match fs::canonicalize(out) {
        Ok(path) => Ok(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let absolute = std::path::absolute(out).map_err(EmitError::io("find", out))?;
            match (absolute.parent(), absolute.file_name()) {
                (Some(parent), Some(name)) => {
                    fs::create_dir_all(parent).map_err(EmitError::io("create", parent))?;
                    Ok(fs::canonicalize(parent).map_err(EmitError::io("find", parent))?.join(name))
                }
                _ => Ok(absolute),
            }
        }
        Err(error) => Err(EmitError::io("find", out)(error)),
    }
}

/// Makes the working folder and holds its lock; the system lets go of it when the process ends, however
/// it ends.
fn lock(folder: &Path, out: &Path) -> Result<File, EmitError> {
    let path = folder.join("lock");
    loop {
        fs::create_dir_all(folder).map_err(EmitError::io("create", folder))?;
        let file = match OpenOptions::new().create(true).truncate(false).write(true).open(&path) {
            Ok(file) => file,
            // The build before cleared its folder away in between.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(EmitError::io("write", &path)(error)),
        };
        match file.try_lock() {
            Ok(()) if is_the_file_at(&file, &path) => return Ok(file),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(EmitError::Busy { path: out.to_owned() }),
            // A disk without locks: there is nothing to hold.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(EmitError::io("lock", &path)(error)),
        }
    }
}

/// Whether an open file still is the one that its path names.
#[cfg(unix)]
fn is_the_file_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(held), Ok(named)) => (held.dev(), held.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

/// Elsewhere a file that is open cannot be removed.
#[cfg(not(unix))]
fn is_the_file_at(_file: &File, _path: &Path) -> bool {
    true
}

fn remove(folder: &Path) -> Result<(), EmitError> {
    match remove_tree(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(EmitError::io("remove", folder)(error)),
        _ => Ok(()),
    }
}

/// Removes a folder, several of its parts at a time: many disks make each removal wait, and a release
/// has as many folders as pages.
fn remove_tree(folder: &Path) -> io::Result<()> {
    let mut parts = vec![folder.to_owned()];
    // Sections and taxonomies are at the top, posts and terms below them.
    for _ in 0..2 {
        let mut below = Vec::new();
        for entry in parts.iter().map(fs::read_dir).filter_map(Result::ok).flatten() {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                below.push(entry.path());
            }
        }
        parts = below;
    }
    match rayon::ThreadPoolBuilder::new().num_threads(REMOVERS).build() {
        Ok(pool) => pool.install(|| parts.par_iter().try_for_each(fs::remove_dir_all))?,
        Err(_) => parts.iter().try_for_each(fs::remove_dir_all)?,
    }
    fs::remove_dir_all(folder)
}
