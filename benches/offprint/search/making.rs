//! What making an index costs.

use super::engine::{Engine, Rivals};
use super::quality::Document;
use super::stage::{Corpus, url};
use crate::building::{self, Run};
use crate::harness::fixture::{files_below, write};
use crate::host::Host;
use offprint_search::{Builder, Schema, Section, analyze};
use serde::Deserialize;
use serde_json::json;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

/// What an index cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Made {
    /// From the documents to the files; of ours, how much longer the blog's build takes, which does it beside
    /// other work.
    pub seconds: f64,
    /// Most memory of the process that did it; of ours, of all of the build.
    pub peak_mib: f64,
    /// Of the index on the disk.
    pub bytes: usize,
    /// Of the index.
    pub files: usize,
}

impl Made {
    fn of_files<'a>(mut self, files: impl Iterator<Item = &'a Vec<u8>>) -> Self {
        for bytes in files {
            self.files += 1;
            self.bytes += bytes.len();
        }
        self
    }
}

/// Is this file of a built site one of the search index?
pub fn is_ours(path: &str) -> bool {
    path == "search.bin" || path.starts_with("data/search/")
}

/// How much longer the build of the blog takes than without search, and the most memory of all of it.
pub fn ours(corpus: &Corpus, folder: &Path) -> Made {
    let config = std::fs::read_to_string(corpus.site.join("offprint.toml")).expect("a configuration");
    // Chance weighs less in a long build.
    let runs = if corpus.documents.len() > 10_000 { 1 } else { 3 };
    let build = |search: bool| {
        write(&corpus.site.join("offprint.toml"), format!("{config}\n[search]\nenabled = {search}\n"));
        let out = folder.join(if search { "out" } else { "out-without" });
        (0..runs)
            .map(|_| {
                if out.exists() {
                    std::fs::remove_dir_all(&out).expect("the output folder goes");
                }
                building::build_site(&corpus.site, &out)
            })
            .min_by(|one, other| one.seconds.total_cmp(&other.seconds))
            .expect("a build")
    };
    let (without, with) = (build(false), build(true));
    let files = files_below(&folder.join("out"));
    let made = Made { seconds: with.seconds - without.seconds, peak_mib: with.peak_mib, ..Made::default() };
    made.of_files(files.iter().filter(|(path, _)| is_ours(path)).map(|(_, bytes)| bytes))
}

/// How long the crate alone takes from the documents to the bytes of the files, in seconds, on one core.
pub fn crate_alone(documents: &[Document]) -> f64 {
    let start = Instant::now();
    let schema = Schema { language: "en".to_owned(), facets: Vec::new() };
    let mut builder = Builder::new(schema.clone());
    for (number, document) in documents.iter().enumerate() {
        let sections = document.sections.iter().enumerate().map(|(section, (heading, text))| Section {
            id: format!("s{section}"),
            heading: heading.clone(),
            text: text.clone(),
        });
        let document = offprint_search::Document {
            url: url(number),
            title: document.title.clone(),
            sections: sections.collect(),
            ..Default::default()
        };
        builder.add(analyze(&schema, document));
    }
    let bytes: usize = builder.finish().iter().map(|file| file.compressed().len()).sum();
    assert!(bytes > 0, "an index");
    start.elapsed().as_secs_f64()
}

/// Pagefind's own indexer over plain pages.
pub fn pagefind(documents: &[Document], folder: &Path, web: &Path) -> Made {
    let pages = folder.join("pages");
    for (number, document) in documents.iter().enumerate() {
        write(&pages.join(url(number).trim_start_matches('/')).join("index.html"), page(document));
    }
    let run = index_pages(&pages, &web.join("pagefind"));
    let files = files_below(&web.join("pagefind"));
    let made = Made { seconds: run.seconds, peak_mib: run.peak_mib, ..Made::default() };
    // The ready-made interfaces are not the index.
    let index = files
        .iter()
        .filter(|(path, _)| path.contains('/') || path.contains(".pf_") || path.ends_with(".json"));
    made.of_files(index.map(|(_, bytes)| bytes))
}

/// Lets Pagefind index a folder of pages.
pub fn index_pages(pages: &Path, out: &Path) -> Run {
    let mut command = Rivals::installed().pagefind();
    command.arg("--site").arg(pages).arg("--output-path").arg(out);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    building::watched(&mut command)
}

/// A document as a page with its title, headings and paragraphs.
pub fn page(document: &Document) -> String {
    let title = escaped(&document.title);
    let mut page = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title><body data-pagefind-body><h1>{title}</h1>\n"
    );
    for (number, (heading, text)) in document.sections.iter().enumerate() {
        if !heading.is_empty() {
            let _ = writeln!(page, "<h2 id=s{number}>{}</h2>", escaped(heading));
        }
        for line in text.lines() {
            let _ = writeln!(page, "<p>{}</p>", escaped(line));
        }
    }
    page
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

const BUILD: &str = "
    const [engine] = arguments;
    const { build } = await import(`/bench/${engine}.js`);
    const documents = await (await fetch('/documents.json')).json();
    const start = performance.now();
    const files = await build(documents);
    const seconds = (performance.now() - start) / 1000;
    const sizes = [];
    for (const [name, text] of Object.entries(files)) {
        const body = new Blob([text]);
        sizes.push(body.size);
        await fetch(`/${engine}/data/${name}`, { method: 'POST', body });
    }
    return { seconds, sizes };";

/// A rival's own JavaScript, in Chromium. The host keeps the files.
pub async fn in_browser(engine: Engine, host: &Host) -> Made {
    #[derive(Deserialize)]
    struct Told {
        seconds: f64,
        sizes: Vec<usize>,
    }
    let browser = super::browser().await;
    browser.load(host.url(&format!("{}/", engine.key()))).await;
    let data = engine.data().split(' ').map(|name| format!("{}/data/{name}", engine.key()));
    let told: Told = browser.value_of(&super::asynchronous(BUILD), vec![json!(engine.key())]).await;
    let peak_mib = super::memory::largest_renderer();
    // Not while a reader waits for it.
    data.for_each(|path| host.compress(&path));
    Made { seconds: told.seconds, peak_mib, bytes: told.sizes.iter().sum(), files: told.sizes.len() }
}
