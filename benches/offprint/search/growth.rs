//! How much of an index changes when a post is added.

use super::engine::Engine;
use super::making::{index_pages, is_ours, page};
use super::stage::{Corpus, Stage, url};
use crate::building;
use crate::harness::fixture::{files_below, write};
use std::collections::HashMap;
use std::path::Path;

/// Files that are new or changed, and their bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Changed {
    pub files: f64,
    pub bytes: f64,
}

type Files = Vec<(String, Vec<u8>)>;

/// What the last document changes; engines with one file change all of it.
pub fn measure(stage: &Stage, engine: Engine, folder: &Path) -> Changed {
    match engine {
        Engine::Ours => ours(&stage.corpus, folder),
        Engine::Pagefind => pagefind(&stage.corpus, folder),
        _ => {
            let made = stage.made[&engine];
            Changed { files: made.files as f64, bytes: made.bytes as f64 }
        }
    }
}

fn changed(before: Files, after: Files) -> Changed {
    let before: HashMap<String, Vec<u8>> = before.into_iter().collect();
    let new: Vec<_> = after.into_iter().filter(|(path, bytes)| before.get(path) != Some(bytes)).collect();
    Changed { files: new.len() as f64, bytes: new.iter().map(|(_, bytes)| bytes.len() as f64).sum() }
}

fn pagefind(corpus: &Corpus, folder: &Path) -> Changed {
    let folder = folder.join("grown-pagefind");
    let pages = folder.join("pages");
    let (last, others) = corpus.documents.split_last().expect("documents");
    let put = |number: usize, document| {
        write(&pages.join(url(number).trim_start_matches('/')).join("index.html"), page(document));
    };
    others.iter().enumerate().for_each(|(number, document)| put(number, document));
    index_pages(&pages, &folder.join("before"));
    put(others.len(), last);
    index_pages(&pages, &folder.join("after"));
    changed(files_below(&folder.join("before")), files_below(&folder.join("after")))
}

/// The post is dated after all others, as new ones are.
fn ours(corpus: &Corpus, folder: &Path) -> Changed {
    let out = |name: &str| folder.join("grown-ours").join(name);
    let index = |name: &str| -> Files {
        building::build_site(&corpus.site, &out(name));
        files_below(&out(name)).into_iter().filter(|(path, _)| is_ours(path)).collect()
    };
    let before = index("before");
    let post = corpus.site.join("content/posts/the-newest-of-all.md");
    write(
        &post,
        "+++\ntitle = \"A week of quiet improvements\"\ndate = 2026-12-30\n+++\n\nThe compiler now explains lifetimes of borrowed closures better, rustfmt keeps comments, and a crate for parsing dates got a maintainer again.\n",
    );
    let after = index("after");
    std::fs::remove_file(post).expect("a file that was written");
    changed(before, after)
}
