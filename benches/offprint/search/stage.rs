//! A corpus with everything that is measured on it: the blog as Offprint builds it, and a folder in which
//! each rival has its index of the same documents and a page with a box.

use super::engine::{Engine, Rivals};
use super::five_times;
use super::making::{self, Made};
use super::quality::{self, Document, QuerySet};
use crate::harness::fixture::{Built, files_below, write};
use crate::host::Host;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The corpora, smallest first: how `bench search` calls them, and the folder they are read from.
const CORPORA: [(&str, &str); 3] = [("zola", "zola-rust-blog"), ("tldr", "tldr-en"), ("five", "tldr-en")];
const SEED: u64 = 4;

/// Documents and where they lie.
pub struct Corpus {
    /// As on the command line.
    pub key: &'static str,
    /// Source folder of the blog.
    pub site: PathBuf,
    /// What every engine indexes.
    pub documents: Vec<Document>,
    /// What readers look for in it.
    pub queries: Vec<QuerySet>,
}

impl Corpus {
    /// Reads a corpus, or makes it.
    pub fn new(key: &str, corpora: &Path, folder: &Path) -> Self {
        let (key, source) = *CORPORA.iter().find(|(name, _)| *name == key).expect("a corpus");
        let (content, site) = (corpora.join(source).join("content"), folder.join(key).join("site"));
        write(&site.join("offprint.toml"), "title = \"A corpus\"\nbase_url = \"https://example.org/\"\n");
        if key == "five" {
            five_times::write_posts(&content, &site.join("content"));
        } else {
            for (path, bytes) in files_below(&content) {
                write(&site.join("content").join(path), bytes);
            }
        }
        let documents = quality::posts(&site.join("content"));
        let queries = quality::known_items(&documents, SEED);
        Self { key, site, documents, queries }
    }

    /// What it is, for the table.
    pub fn name(&self) -> String {
        format!("{} documents ({})", self.documents.len(), self.key)
    }

    /// So many queries of a kind, from all over it.
    pub fn some(&self, kind: &str, count: usize) -> Vec<String> {
        let queries = self.queries.iter().find(|set| set.name == kind).map_or(&[][..], |set| &set.queries);
        let step = (queries.len() / count).max(1);
        queries.iter().step_by(step).take(count).map(|query| query.text.clone()).collect()
    }
}

/// Where a corpus is served.
pub struct Stage {
    /// The corpus.
    pub corpus: Corpus,
    /// The rivals: each at `<engine>/`.
    pub rivals: Host,
    /// The blog as it is, if it was asked for.
    pub ours: Option<Host>,
    /// What making the indexes took.
    pub made: BTreeMap<Engine, Made>,
}

impl Stage {
    /// Builds every index, each by its own means.
    pub async fn prepare(corpus: Corpus, engines: &[Engine], folder: &Path) -> Self {
        let folder = folder.join(corpus.key);
        let web = folder.join("web");
        write_web(&corpus.documents, &web);
        let mut made = BTreeMap::new();
        Rivals::installed().bundle(&web.join("bench"));
        let rivals = Host::start(&web).await;
        for &engine in engines {
            eprintln!("{}: {} makes its index", corpus.key, engine.name());
            let cost = match engine {
                Engine::Ours => making::ours(&corpus, &folder),
                Engine::Pagefind => making::pagefind(&corpus.documents, &folder, &web),
                _ => making::in_browser(engine, &rivals).await,
            };
            made.insert(engine, cost);
        }
        let site = folder.join("out");
        let ours = match site.is_dir() {
            true => Some(Host::start(&Built { folder: site, base: "/".to_owned() }.folder).await),
            false => None,
        };
        Self { corpus, rivals, ours, made }
    }
}

/// Documents as engines in JavaScript take them, and a page for each engine.
pub fn write_web(documents: &[Document], web: &Path) {
    let numbered = documents.iter().enumerate();
    let documents: Vec<_> = numbered
        .map(|(id, document)| {
            json!({ "id": id, "url": url(id), "title": document.title, "text": document.body() })
        })
        .collect();
    write(&web.join("documents.json"), serde_json::to_vec(&documents).expect("JSON"));
    for engine in Engine::ALL {
        // What sets Pagefind up is ours and has to be there; its own code comes with the focus, as that of others.
        let preload = match engine {
            Engine::Pagefind => "<link rel=modulepreload href=/bench/pagefind.js>",
            _ => "",
        };
        let page = format!(
            "<!doctype html><html lang=en data-engine={} data-files=\"{}\"><meta charset=utf-8>{preload}\
             <title>{}</title><input id=box type=search><ol id=list></ol>\
             <script type=module src=/bench/page.js></script>",
            engine.key(),
            engine.data(),
            engine.name()
        );
        write(&web.join(engine.key()).join("index.html"), page);
    }
}

/// Where a document is said to be.
pub fn url(document: usize) -> String {
    format!("/d/{document}/")
}
