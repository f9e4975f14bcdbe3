//! The posts that are built.

use crate::harness::fixture::{files_below, write};
use crate::harness::generated;
use std::path::{Path, PathBuf};

/// A site of a known size.
pub struct Corpus {
    /// What it is, for the table.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
}

impl Corpus {
    /// The smaller and the larger one.
    pub fn both(folder: &Path) -> [Self; 2] {
        [Self::smaller(folder), Self::new(folder, "tldr-en", 7_424)]
    }

    /// The smaller one.
    pub fn smaller(folder: &Path) -> Self {
        Self::new(folder, "zola-rust-blog", 750)
    }

    fn new(folder: &Path, name: &str, posts: usize) -> Self {
        let corpora = std::env::var_os("OFFPRINT_CORPORA").map(PathBuf::from);
        let content =
            corpora.map(|corpora| corpora.join(name).join("content")).filter(|content| content.is_dir());
        let (site, name) = match &content {
            Some(_) => (folder.join(name), format!("{posts} posts ({name})")),
            None => (folder.join(format!("generated-{posts}")), format!("{posts} posts (generated)")),
        };
        match content {
            Some(content) => {
                let config = "title = \"A corpus\"\nbase_url = \"https://example.org/\"\n";
                write(&site.join("offprint.toml"), config);
                for (path, bytes) in files_below(&content) {
                    write(&site.join("content").join(path), bytes);
                }
            }
            None => generated::site(&site, posts),
        }
        Self { name, folder: site }
    }
}
