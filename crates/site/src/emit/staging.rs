use super::EmitError;
use super::digest::{Digest, sha256};
use super::workspace::{Workspace, outlives_a_release, release_in};
use offprint_model::{FileChunk, FileEntry, FileRef};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// A release in the making, beside the one it will replace. Files may be added from many threads; one
/// that is the same as before becomes a hard link to it, so that it keeps its time on disk.
#[derive(Debug)]
pub(crate) struct Staging {
    workspace: Workspace,
    new: PathBuf,
    written: AtomicUsize,
    bytes: AtomicU64,
}

/// What a finished staging came to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Staged {
    /// Files whose bytes are not those of the release before.
    pub(crate) written: usize,
    /// Bytes of all files.
    pub(crate) bytes: u64,
}

/// Bytes read at once from a file that is copied.
const BLOCK: usize = 64 * 1024;

impl Staging {
    /// Begins a release that will lie in a folder.
    pub(crate) fn begin(out: &Path) -> Result<Self, EmitError> {
        let workspace = Workspace::open(out)?;
        let new = workspace.new_folder();
        Ok(Self { workspace, new, written: AtomicUsize::new(0), bytes: AtomicU64::new(0) })
    }

    /// Adds a file by its bytes.
    pub(crate) fn write(&self, path: &str, bytes: &[u8]) -> Result<FileEntry, EmitError> {
        let target = self.target(path)?;
        let before = self.workspace.out().join(path);
        let same = is_file_of_size(&before, bytes.len() as u64)
            && fs::read(&before).is_ok_and(|old| old == bytes)
            && fs::hard_link(&before, &target).is_ok();
        if !same {
            fs::write(&target, bytes).map_err(EmitError::io("write", &self.workspace.out().join(path)))?;
            self.written.fetch_add(1, Ordering::Relaxed);
        }
        Ok(self.entry(path, sha256(bytes), bytes.len() as u64))
    }

    /// Adds a copy of a file on disk.
    pub(crate) fn copy(&self, path: &str, from: &Path) -> Result<FileEntry, EmitError> {
        let target = self.target(path)?;
        let before = self.workspace.out().join(path);
        let size = fs::metadata(from).map_err(EmitError::io("read", from))?.len();
        if is_file_of_size(&before, size)
            && let Some(hash) = hash_if_same(from, &before).map_err(EmitError::io("read", from))?
            && fs::hard_link(&before, &target).is_ok()
        {
            return Ok(self.entry(path, hash, size));
        }
        let (hash, size) = copy_and_hash(from, &target)?;
        self.written.fetch_add(1, Ordering::Relaxed);
        Ok(self.entry(path, hash, size))
    }

    /// Puts the release in the output folder's place. What stands there and outlives a release stays.
    pub(crate) fn finish(self) -> Result<Staged, EmitError> {
        let kept = self.kept()?;
        let staged = Staged {
            written: self.written.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
        };
        self.workspace.swap(kept)?;
        Ok(staged)
    }

    fn target(&self, path: &str) -> Result<PathBuf, EmitError> {
        let target = self.new.join(path);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(EmitError::io("create", folder))?;
        }
        Ok(target)
    }

    fn entry(&self, path: &str, sha256: String, bytes: u64) -> FileEntry {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        FileEntry { file: FileRef { path: path.to_owned(), sha256 }, bytes, parts: Vec::new() }
    }

    fn kept(&self) -> Result<Vec<String>, EmitError> {
        let out = self.workspace.out();
        let Ok(entries) = fs::read_dir(out) else { return Ok(Vec::new()) };
        let made = top_level_of_release(out);
        let mut kept = Vec::new();
        for entry in entries {
            let name = entry.map_err(EmitError::io("read", out))?.file_name();
            let Some(text) = name.to_str() else {
                if name.to_string_lossy().starts_with('.') {
                    let error = io::Error::from(io::ErrorKind::InvalidFilename);
                    return Err(EmitError::io("keep", &out.join(&name))(error));
                }
                continue;
            };
            let is_new = fs::symlink_metadata(self.new.join(text)).is_ok();
            if outlives_a_release(text) && !is_new && !made.contains(text) {
                kept.push(text.to_owned());
            }
        }
        kept.sort();
        Ok(kept)
    }
}

/// Top-level names of the files that the release in a folder says are its own.
fn top_level_of_release(out: &Path) -> BTreeSet<String> {
    let chunks = release_in(out).map(|release| release.files).unwrap_or_default();
    chunks
        .iter()
        .filter_map(|chunk| {
            serde_json::from_slice::<FileChunk>(&fs::read(out.join(&chunk.file.path)).ok()?).ok()
        })
        .flat_map(|chunk| chunk.files)
        .filter_map(|entry| Some(entry.file.path.split('/').next()?.to_owned()))
        .collect()
}

/// Links are not followed: a hard link to one would be a link again.
fn is_file_of_size(path: &Path, size: u64) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == size)
}

/// The hash of two files, if they hold the same.
fn hash_if_same(a: &Path, b: &Path) -> io::Result<Option<String>> {
    let (mut a, mut b) = (File::open(a)?, File::open(b)?);
    let (mut block_a, mut block_b) = (Vec::with_capacity(BLOCK), Vec::with_capacity(BLOCK));
    let mut digest = Digest::default();
    loop {
        block_a.clear();
        block_b.clear();
        Read::by_ref(&mut a).take(BLOCK as u64).read_to_end(&mut block_a)?;
        Read::by_ref(&mut b).take(BLOCK as u64).read_to_end(&mut block_b)?;
        if block_a != block_b {
            return Ok(None);
        }
        if block_a.is_empty() {
            return Ok(Some(digest.finish()));
        }
        digest.update(&block_a);
    }
}

fn copy_and_hash(from: &Path, to: &Path) -> Result<(String, u64), EmitError> {
    let mut source = File::open(from).map_err(EmitError::io("read", from))?;
    let mut target = File::create(to).map_err(EmitError::io("write", to))?;
    let mut block = vec![0; BLOCK];
    let mut digest = Digest::default();
    let mut size = 0;
    loop {
        let read = source.read(&mut block).map_err(EmitError::io("read", from))?;
        let Some(bytes) = block.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        digest.update(bytes);
        target.write_all(bytes).map_err(EmitError::io("write", to))?;
        size += read as u64;
    }
    Ok((digest.finish(), size))
}
