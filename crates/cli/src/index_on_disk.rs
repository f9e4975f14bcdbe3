//! The search index of a built site, asked as readers' browsers ask it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use offprint_model::{BasePath, Release, Site};
use offprint_search::{Answer, ENTRY, IndexError, Request, Searcher, inflate};

/// An index in an output folder. What was read of it once stays in memory.
#[derive(Debug)]
pub(crate) struct IndexOnDisk {
    folder: PathBuf,
    searcher: Searcher,
}

/// Why an index gives no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum IndexOnDiskError {
    #[error(
        "`{}` has no search index (`{ENTRY}`); build the site with `offprint build`, or name the folder of its \
         files with `--site-out`",
        folder.display()
    )]
    Missing { folder: PathBuf },
    #[error("cannot read `{}`", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("the search index in `{}` asks for the same files again and again; build the site again", folder.display())]
    Endless { folder: PathBuf },
    #[error("the search index in `{}` cannot be used; build the site again", folder.display())]
    Unusable { folder: PathBuf, source: IndexError },
}

impl IndexOnDisk {
    /// Opens the index of a built site.
    pub(crate) fn open(folder: &Path) -> Result<Self, IndexOnDiskError> {
        let path = folder.join(ENTRY);
        let bytes = fs::read(&path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => IndexOnDiskError::Missing { folder: folder.to_owned() },
            _ => IndexOnDiskError::Unreadable { path, source },
        })?;
        let entry = inflate(ENTRY, &bytes).and_then(|entry| Searcher::open(&entry));
        let searcher = entry.map_err(|source| unusable(folder, source))?;
        Ok(Self { folder: folder.to_owned(), searcher })
    }

    /// The whole answer.
    pub(crate) fn ask(&mut self, request: &Request) -> Result<Answer, IndexOnDiskError> {
        let mut brought = BTreeSet::new();
        loop {
            let answer = self.searcher.ask(request);
            if answer.wants.is_empty() {
                return Ok(answer);
            }
            for path in answer.wants {
                self.bring(&path)?;
                if !brought.insert(path) {
                    return Err(IndexOnDiskError::Endless { folder: self.folder.clone() });
                }
            }
        }
    }

    fn bring(&mut self, path: &str) -> Result<(), IndexOnDiskError> {
        let file = self.folder.join(path);
        let bytes = fs::read(&file).map_err(|source| IndexOnDiskError::Unreadable { path: file, source })?;
        let supplied = inflate(path, &bytes).and_then(|bytes| self.searcher.supply(path, bytes));
        supplied.map_err(|source| unusable(&self.folder, source))
    }
}

fn unusable(folder: &Path, source: IndexError) -> IndexOnDiskError {
    IndexOnDiskError::Unusable { folder: folder.to_owned(), source }
}

/// Where a built site lies on its host, as far as its files say: the root, where they do not.
pub(crate) fn base_path(folder: &Path) -> BasePath {
    // What is not readable here is no matter of the index.
    let base_url = || -> Option<String> {
        let release: Release = serde_json::from_slice(&fs::read(folder.join("offprint.json")).ok()?).ok()?;
        let site: Site = serde_json::from_slice(&fs::read(folder.join(release.site.path)).ok()?).ok()?;
        Some(site.masthead.base_url)
    };
    let path_of = |url: &str| {
        let (_, rest) = url.split_once("://")?;
        BasePath::new(rest.split_once('/')?.1).ok()
    };
    base_url().and_then(|url| path_of(&url)).unwrap_or_default()
}
