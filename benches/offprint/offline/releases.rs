//! Releases of a site, one after the other: as it is, with the text of one post changed, with one post more, and
//! with another title, which stands on every page.

use crate::building;
use crate::corpus::Corpus;
use crate::harness::fixture::{files_below, write};
use crate::host::Host;
use std::path::{Path, PathBuf};

/// Releases, built.
pub struct Releases {
    /// What it is, for the table.
    pub name: String,
    /// The site as it is.
    pub first: PathBuf,
    /// A sentence stands below one of its posts.
    pub changed: PathBuf,
    /// And it has one post more, newer than all others.
    pub added: PathBuf,
    /// And it is called otherwise.
    pub renamed: PathBuf,
    /// Addresses of two posts.
    pub posts: [String; 2],
}

impl Releases {
    /// The demo, and a blog of 750 posts.
    pub fn both(folder: &Path) -> [Self; 2] {
        let demo = Corpus { name: "the demo".to_owned(), folder: folder.join("demo") };
        for (path, bytes) in files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("demo")) {
            write(&demo.folder.join(path), bytes);
        }
        [demo, Corpus::smaller(folder)].map(|corpus| Self::build(&corpus, folder))
    }

    fn build(corpus: &Corpus, folder: &Path) -> Self {
        let source = &corpus.folder;
        let name = source.file_name().unwrap_or_default().display().to_string();
        let build = |release: &str| {
            let out = folder.join(format!("{name}-{release}"));
            building::build_site(source, &out);
            out
        };
        let first = build("first");
        let post = middle_post(&source.join("content"));
        let text = std::fs::read_to_string(&post).expect("a post");
        write(&post, format!("{}\n\nA sentence that was not there before.\n", text.trim_end()));
        let changed = build("changed");
        // In another folder it would be in a section of its own, and that in every menu.
        write(&post.with_file_name("the-newest-of-all.md"), newest_like(&text));
        let added = build("added");
        let config = source.join("offprint.toml");
        let text = std::fs::read_to_string(&config).expect("a configuration");
        write(&config, text.replacen("title = \"", "title = \"The new ", 1));
        let renamed = build("renamed");
        let posts = posts_of(&first);
        Self { name: corpus.name.clone(), first, changed, added, renamed, posts }
    }

    /// Of the first release: files that can be saved, their bytes as they are sent, and as they are.
    pub fn size(&self, host: &Host) -> (f64, f64, f64) {
        let paths = saved_paths(&self.first);
        let sent: usize = host.sizes_of(&paths).into_iter().sum();
        let raw: u64 = paths
            .iter()
            .map(|path| std::fs::metadata(self.first.join(path)).map_or(0, |file| file.len()))
            .sum();
        (paths.len() as f64, sent as f64, raw as f64)
    }
}

/// What saving the whole site saves: no feeds, and nothing that only hosts and search engines read.
pub fn saved_paths(folder: &Path) -> Vec<String> {
    let for_readers = |path: &String| {
        !path.starts_with('_')
            && !path.split('/').any(|part| part.starts_with('.'))
            && !["404.html", "offprint.json", "sw.js", "robots.txt"].contains(&path.as_str())
            && !path.ends_with(".xml")
    };
    files_below(folder).into_iter().map(|(path, _)| path).filter(for_readers).collect()
}

fn middle_post(content: &Path) -> PathBuf {
    let is_post =
        |path: &String| path.ends_with(".md") && !path.ends_with("index.md") && !path.ends_with("about.md");
    let posts: Vec<String> = files_below(content).into_iter().map(|(path, _)| path).filter(is_post).collect();
    content.join(posts.get(posts.len() / 2).expect("a post"))
}

/// By the same authors and with the same tags, so that it comes into the lists that such a post comes into.
fn newest_like(post: &str) -> String {
    let front = post.split("+++").nth(1).unwrap_or_default();
    let kept: Vec<&str> = front
        .lines()
        .filter(|line| ["authors =", "tags =", "categories ="].iter().any(|key| line.starts_with(key)))
        .collect();
    format!(
        "+++\ntitle = \"A week of quiet improvements\"\ndate = 2026-12-30\n{}\n+++\n\nThe compiler now explains lifetimes of borrowed closures better, rustfmt keeps comments, and a crate for parsing dates got a maintainer again.\n",
        kept.join("\n")
    )
}

/// Two posts from the middle of the site.
fn posts_of(folder: &Path) -> [String; 2] {
    let json = |path: &str| -> serde_json::Value {
        let text = std::fs::read_to_string(folder.join(path)).expect("a file of the release");
        serde_json::from_str(&text).expect("JSON")
    };
    let release = json("offprint.json");
    let chunks = release["posts"].as_array().expect("the content index");
    let chunk = json(chunks[chunks.len() / 2]["file"]["path"].as_str().expect("a path"));
    let posts = chunk["posts"].as_array().expect("posts");
    [posts.len() / 3, posts.len() / 2].map(|at| posts[at]["url"].as_str().expect("an address").to_owned())
}
