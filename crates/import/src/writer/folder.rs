use crate::{Finding, ImportError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What an import wrote, below the new folder.
const MANIFEST: &str = ".offprint/import.json";

/// The new folder, while it is written.
#[derive(Debug)]
pub(crate) struct Folder {
    root: PathBuf,
    generator: String,
    /// What earlier runs wrote: hashes by path.
    before: BTreeMap<String, BTreeSet<String>>,
    /// What this run wrote, or would have written where the author's own stands.
    now: BTreeMap<String, BTreeSet<String>>,
    /// Files of the author's that were left as they are.
    kept: BTreeSet<String>,
    /// The same, of what the old site has no more.
    orphans: BTreeSet<String>,
    /// Folders that are known to lie inside.
    inside: HashSet<PathBuf>,
    /// What stood there before this run wrote it: a hash, or nothing.
    originals: BTreeMap<String, Option<String>>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Manifest {
    /// 1
    format: u32,
    generator: String,
    files: BTreeMap<String, BTreeSet<String>>,
}

impl Folder {
    /// Opens a folder that is new, empty, or of an earlier import by the same generator.
    pub(crate) fn open(from: &Path, to: &Path, generator: &str) -> Result<Self, ImportError> {
        let (old, new) = (absolute(from)?, absolute(to)?);
        if old.starts_with(&new) || new.starts_with(&old) {
            return Err(ImportError::Nested { from: from.to_owned(), to: to.to_owned() });
        }
        if to.exists() && !to.is_dir() {
            return Err(ImportError::NotAFolder(to.to_owned()));
        }
        let before = match manifest(to)? {
            Some(manifest) if manifest.generator == generator => manifest.files,
            Some(manifest) => {
                let (was, now) = (manifest.generator, generator.to_owned());
                return Err(ImportError::OtherGenerator { to: to.to_owned(), was, now });
            }
            None if is_empty(to)? => BTreeMap::new(),
            None => return Err(ImportError::NotEmpty(to.to_owned())),
        };
        fs::create_dir_all(to).map_err(ImportError::io("create", to))?;
        let root = to.canonicalize().map_err(ImportError::io("read", to))?;
        let (now, kept, orphans, inside, originals) = Default::default();
        Ok(Self { root, generator: generator.to_owned(), before, now, kept, orphans, inside, originals })
    }

    /// The folder's own path.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Files whose bytes are others than before this run.
    pub(crate) fn written(&self) -> usize {
        let is_new = |(path, original): &(&String, &Option<String>)| {
            let hashes = self.now.get(*path);
            hashes.is_some_and(|hashes| original.as_ref().is_none_or(|original| !hashes.contains(original)))
        };
        self.originals.iter().filter(is_new).count()
    }

    /// Writes a file, unless the author has changed it since an earlier run, or it is the author's own.
    pub(crate) fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), ImportError> {
        let target = self.root.join(path);
        let parent = target.parent().unwrap_or(&self.root).to_owned();
        self.make_folder(&parent)?;
        let hash = hash(bytes);
        let known = self.before.get(path).into_iter().chain(self.now.get(path)).flatten();
        let known: BTreeSet<&String> = known.collect();
        let there = read_file(&target)?;
        let original = there.as_deref().map(self::hash);
        match there {
            Some(there) if self::hash(&there) == hash => {
                self.now.insert(path.to_owned(), BTreeSet::from([hash]));
                return Ok(());
            }
            Some(there) if !known.contains(&self::hash(&there)) => {
                self.kept.insert(path.to_owned());
                // What stood there before the author's change stays known: it is still changed next time.
                let known: BTreeSet<String> = known.into_iter().cloned().collect();
                if !known.is_empty() {
                    self.now.insert(path.to_owned(), known);
                }
                return Ok(());
            }
            _ => {}
        }
        // There is a manifest before there is a file: an import that is killed can be run again.
        if self.now.is_empty() {
            let before = self.before.clone();
            self.save(&before)?;
        }
        replace(&target, bytes)?;
        self.originals.entry(path.to_owned()).or_insert(original);
        self.now.insert(path.to_owned(), BTreeSet::from([hash]));
        Ok(())
    }

    /// Takes a file of this run back: [`Folder::sweep`] removes it.
    pub(crate) fn take_back(&mut self, path: &str) {
        if let Some(hashes) = self.now.remove(path) {
            self.before.entry(path.to_owned()).or_default().extend(hashes);
        }
    }

    /// Writes a file that is the import's alone, whatever stands there.
    pub(crate) fn overwrite(&mut self, path: &str, bytes: &[u8]) -> Result<(), ImportError> {
        replace(&self.root.join(path), bytes)
    }

    /// Removes what earlier runs wrote and this one did not, unless the author changed it.
    pub(crate) fn sweep(&mut self) -> Result<(), ImportError> {
        let gone: Vec<String> =
            self.before.keys().filter(|path| !self.now.contains_key(*path)).cloned().collect();
        for path in gone.into_iter().filter(|path| !self.kept.contains(path)).collect::<Vec<_>>() {
            let target = self.root.join(&path);
            let Some(there) = read_file(&target)? else { continue };
            if self.before.get(&path).is_some_and(|known| known.contains(&hash(&there))) {
                fs::remove_file(&target).map_err(ImportError::io("remove", &target))?;
                self.remove_empty_folders(&target);
            } else {
                self.orphans.insert(path);
            }
        }
        Ok(())
    }

    /// Notes what is there, and says what was left as the author has it.
    pub(crate) fn finish(&mut self) -> Result<Vec<Finding>, ImportError> {
        self.sweep()?;
        let now = self.now.clone();
        self.save(&now)?;
        let finding = |path: &String, message: &str, help: &str| Finding {
            path: path.clone(),
            line: None,
            message: message.to_owned(),
            help: help.to_owned(),
        };
        let orphans = self.orphans.iter().map(|path| {
            let message =
                "the old site has this file no more, and you changed it since it was imported: it stays";
            finding(path, message, "delete it, if you don't want it")
        });
        let kept = self.kept.iter().map(|path| {
            let message = "this file is yours, or you changed it since it was imported: it stays as it is";
            finding(path, message, "delete it and import again, if you want what the old site has")
        });
        Ok(orphans.chain(kept).collect())
    }

    fn save(&self, files: &BTreeMap<String, BTreeSet<String>>) -> Result<(), ImportError> {
        let manifest = Manifest { format: 1, generator: self.generator.clone(), files: files.clone() };
        let path = self.root.join(MANIFEST);
        let text = serde_json::to_vec_pretty(&manifest)
            .map_err(|error| ImportError::io("write", &path)(io::Error::other(error)))?;
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder).map_err(ImportError::io("create", folder))?;
        replace(&path, &text)
    }

    /// Makes a folder, and makes sure that no link leads out of the new site on the way to it: behind it might be
    /// the old one.
    fn make_folder(&mut self, folder: &Path) -> Result<(), ImportError> {
        if self.inside.contains(folder) {
            return Ok(());
        }
        let mut there = folder.to_owned();
        while !there.exists() && there.pop() {}
        let real = there.canonicalize().map_err(ImportError::io("read", &there))?;
        if !real.starts_with(&self.root) {
            return Err(ImportError::LeadsOut(folder.to_owned()));
        }
        fs::create_dir_all(folder).map_err(ImportError::io("create", folder))?;
        self.inside.insert(folder.to_owned());
        Ok(())
    }

    fn remove_empty_folders(&self, file: &Path) {
        let folders = file.ancestors().skip(1).take_while(|folder| *folder != self.root);
        for folder in folders {
            // Only an empty one goes; the first that is not ends it.
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}

/// Exchanges a file in one step. A link in its place is replaced, never followed.
fn replace(target: &Path, bytes: &[u8]) -> Result<(), ImportError> {
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(".importing");
    let beside = target.with_file_name(name);
    fs::write(&beside, bytes).map_err(ImportError::io("write", &beside))?;
    fs::rename(&beside, target).map_err(ImportError::io("write", target))
}

fn read_file(path: &Path) -> Result<Option<Vec<u8>>, ImportError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(ImportError::io("read", path)(error)),
    }
}

fn manifest(to: &Path) -> Result<Option<Manifest>, ImportError> {
    let path = to.join(MANIFEST);
    let Some(bytes) = read_file(&path)? else { return Ok(None) };
    let read = serde_json::from_slice(&bytes);
    read.map(Some).map_err(|error| ImportError::io("read", path)(io::Error::other(error)))
}

/// Nothing is in it but a repository that was just made, and what a killed import left of its notes.
fn is_empty(folder: &Path) -> Result<bool, ImportError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(ImportError::io("read", folder)(error)),
    };
    for entry in entries {
        let entry = entry.map_err(ImportError::io("read", folder))?;
        if entry.file_name() != ".git" && entry.file_name() != ".offprint" {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Where a path leads, as far as it exists.
fn absolute(path: &Path) -> Result<PathBuf, ImportError> {
    let whole = env::current_dir().map_err(ImportError::io("read", "."))?.join(path);
    let mut there = whole.as_path();
    let mut rest = Vec::new();
    loop {
        if let Ok(real) = there.canonicalize() {
            return Ok(rest.iter().rev().fold(real, |path, name| path.join(name)));
        }
        match (there.file_name(), there.parent()) {
            (Some(name), Some(parent)) => {
                rest.push(name.to_owned());
                there = parent;
            }
            _ => return Ok(whole.clone()),
        }
    }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
