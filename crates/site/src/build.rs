//! A build from beginning to end: read, prerender, write, and take the old release's place.

mod feeds;
mod files;
mod index;
mod plan;

pub use index::write_index;
pub(crate) use plan::{Given, Plan};

use crate::check::missing_parts;
use crate::emit::EmitError;
use crate::emit::index::{ContentIndex, HashedFile};
use crate::emit::release::{About, RELEASE, ReleaseFiles, newest};
use crate::emit::staging::Staging;
use crate::emit::workspace::refuse_sources;
use crate::feed::Feeds;
use crate::installable::Installable;
use crate::offline::{self, Kept, Parts, Sources};
use crate::pictures::Pictures;
use crate::prerender::{Planned, Prerenderer, Setting, redirect};
use crate::search::{IndexFile, Texts};
use crate::template::{Template, TemplateError};
use crate::{Code, Config, Diagnostic, Library, LoadOptions, Overrides, Progress, load, policy, search};
pub(crate) use files::asset_paths;
use jiff::Timestamp;
use offprint_bundle::Bundle;
use offprint_model::{BasePath, Counts, FileEntry, MenuItem, Permalink};
use rayon::prelude::*;
use std::collections::HashSet;
use std::path::PathBuf;

/// What to build, and from what.
#[derive(Clone, Debug, Default)]
pub struct BuildOptions {
    /// The site's folder.
    pub site: PathBuf,
    /// The output folder.
    pub out: PathBuf,
    /// In place of the configured `base_url`.
    pub base_url: Option<String>,
    /// Drafts come in.
    pub drafts: bool,
    /// Posts whose time has not come yet come in.
    pub future: bool,
    /// The moment that decides what is future and what has expired; the clock's where none is given.
    pub now: Option<Timestamp>,
    /// The site is shown to its author while it is written: readers' devices shall keep nothing of it.
    pub preview: bool,
}

/// What a build came to.
#[derive(Clone, Debug)]
pub struct Report {
    /// HTML pages, lists and aliases included.
    pub pages: usize,
    /// Posts.
    pub posts: usize,
    /// Files of the release.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Files whose bytes are not those of the release before.
    pub written: usize,
    /// What the author should know.
    pub warnings: Vec<Diagnostic>,
    /// Where the site lies on its host.
    pub base: BasePath,
}

/// Why a build came to nothing. The old output is whole.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The site's files are not right.
    #[error("the site has {} to mend", errors(.0.len()))]
    Content(Vec<Diagnostic>),
    /// The output folder could not be written.
    #[error(transparent)]
    Emit(#[from] EmitError),
    /// The app's bundle is broken.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// The content index could not be written as JSON.
    #[error("cannot write the content index as JSON")]
    Json(#[from] serde_json::Error),
    /// The feed or the sitemap could not be written as XML.
    #[error("cannot write the feed or the sitemap as XML")]
    Xml(#[source] std::io::Error),
}

fn errors(count: usize) -> String {
    if count == 1 { "1 error".to_owned() } else { format!("{count} errors") }
}

/// Builds a site into its output folder.
///
/// # Errors
/// When the site has errors, or the output folder cannot be written or is not Offprint's to replace; what
/// was there stays as it was.
pub fn build(options: &BuildOptions, bundle: &Bundle, progress: &dyn Progress) -> Result<Report, BuildError> {
    let config = read_config(options)?;
    refuse_sources(&options.site, &options.out)?;
    // First of all: it repairs what a killed build left, and refuses a folder before any work is done.
    let staging = Staging::begin(&options.out)?;
    let mut library = read_library(options, &config, progress)?;
    if let Some(offline) = &mut library.site.masthead.offline {
        offline.preview = options.preview;
    }
    let texts = Texts::take(&mut library);
    let now = options.now.unwrap_or_else(Timestamp::now);
    let mut pictures = Pictures::take(&config, &mut library, options.preview, now.into(), progress);
    library.warnings.append(&mut pictures.warnings);
    let css = styles(&library);
    let css_path = css.as_ref().map(|css| css.file.path.clone());
    let installable =
        Installable::new(&config, &library, bundle).map_err(|error| BuildError::Content(vec![*error]))?;
    let setting = Setting {
        app: &bundle.manifest.app,
        base: config.base.clone(),
        head_end: head_end(&config, &library, css_path.as_deref(), &installable),
    };
    let place = offline::Site { base_url: &config.base_url, base: &config.base };
    let warned = installable.warnings.clone();
    let template = Template::new(&bundle.template, &config.base)?;
    let prerenderer = Prerenderer::new(template, &library, setting);
    let pages = prerenderer.pages();
    let index = ContentIndex::new(&library.site, prerenderer.catalog.posts())?;
    let app = asset_paths(bundle, css.as_ref());
    let feeds = library.site.feeds.then(|| Feeds::new(&config, &library));
    let given = Given {
        config: &config,
        library: &library,
        bundle,
        index: &index,
        feeds: feeds.as_ref(),
        hashed: &app,
    };
    let Plan { mut claims, assets, generated, feeds } =
        Plan::new(given, &prerenderer, &pages, css, installable)?;

    // Much of the search index is made on one thread: pages are made beside it.
    let (search, entries) = rayon::join(
        || search_index(&prerenderer, texts),
        || write_pages(&staging, &prerenderer, &pages, &pictures, place, progress),
    );
    files::claim_index(&mut claims, &search);
    claims.check().map_err(BuildError::Content)?;
    let mut entries = entries?;
    let masthead = &library.site.masthead;
    let aliases = library.redirects.par_iter().map(|alias| {
        Ok(staging.write(&alias.from.file(), redirect(&alias.to, masthead, &config.base).as_bytes())?)
    });
    entries.extend(aliases.collect::<Result<Vec<_>, BuildError>>()?);
    if let Some(feeds) = feeds {
        entries.extend(feeds.write(&staging, progress)?);
    }
    progress.begin("files", library.files.len() as u64);
    let copies = library.files.par_iter().map(|file| {
        let entry = staging.copy(&file.to, &file.from)?;
        progress.advance(1);
        Ok(entry)
    });
    entries.extend(copies.collect::<Result<Vec<_>, BuildError>>()?);
    for (path, bytes) in &assets {
        entries.push(staging.write(path, bytes)?);
    }
    for (path, bytes) in &generated {
        entries.push(staging.write(path, bytes)?);
    }
    let found = search.par_iter().map(|(path, bytes)| Ok(staging.write(path, bytes)?));
    entries.extend(found.collect::<Result<Vec<_>, BuildError>>()?);

    let counts = Counts {
        posts: library.posts.len(),
        documents: library.documents.len(),
        // Less 404.html and shell.html, which stand for no address.
        pages: pages.len() - 2 + library.redirects.len(),
    };
    let kept = Kept {
        app: &app,
        styles: library.theme.custom_css.as_deref().zip(css_path.as_deref()),
        index: &index,
    };
    let parts = Parts::new(&entries, Sources::new(place, &library.files));
    let about = About {
        app: &bundle.manifest.app,
        counts,
        date: newest(prerenderer.catalog.posts().iter()),
        offline: offline::install(&mut entries, masthead, &kept, parts),
    };
    let last = ReleaseFiles::new(entries.clone(), about, &index)?;
    for chunk in &last.chunks {
        entries.push(staging.write(&chunk.file.path, &chunk.bytes)?);
    }
    entries.push(staging.write(RELEASE, &last.release)?);
    let mut warnings = library.warnings.clone();
    warnings.extend(general_warnings(&config, &library));
    warnings.extend(warned);
    warnings.extend(missing_parts(&config, &prerenderer, &pages));
    warnings.extend(menu_to_nowhere(&config, &entries));
    let staged = staging.finish()?;
    Ok(Report {
        pages: counts.pages,
        posts: counts.posts,
        files: entries.len(),
        bytes: staged.bytes,
        written: staged.written,
        warnings,
        base: config.base,
    })
}

fn read_config(options: &BuildOptions) -> Result<Config, BuildError> {
    let overrides = Overrides { base_url: options.base_url.clone() };
    Config::read(&options.site, &overrides).map_err(BuildError::Content)
}

fn read_library(
    options: &BuildOptions,
    config: &Config,
    progress: &dyn Progress,
) -> Result<Library, BuildError> {
    let now = options.now.unwrap_or_else(Timestamp::now);
    let load_options = LoadOptions { drafts: options.drafts, future: options.future, now };
    load(config, &load_options, progress).map_err(BuildError::Content)
}

/// The search index, where readers can search.
fn search_index(prerenderer: &Prerenderer<'_>, texts: Texts) -> Vec<IndexFile> {
    let library = prerenderer.library;
    let wanted = library.site.masthead.search.is_some();
    if wanted { search::index(library, &prerenderer.catalog, texts) } else { Vec::new() }
}

fn write_pages(
    staging: &Staging,
    prerenderer: &Prerenderer<'_>,
    pages: &[Planned<'_>],
    pictures: &Pictures,
    place: offline::Site<'_>,
    progress: &dyn Progress,
) -> Result<Vec<FileEntry>, BuildError> {
    progress.begin("pages", pages.len() as u64);
    let write = |page: &Planned<'_>| {
        let html = pictures.with_cover(prerenderer.html(&page.subject)?);
        let mut entry = staging.write(&page.file, html.as_bytes())?;
        entry.parts = offline::of_page(&html, &page.file, place);
        progress.advance(1);
        Ok(entry)
    };
    pages.par_iter().map(write).collect()
}

/// The author's styles as a file of the release.
pub(crate) fn styles(library: &Library) -> Option<HashedFile> {
    let css = library.theme.custom_css.as_ref();
    css.map(|css| HashedFile::new("assets/custom", "css", css.clone().into_bytes()))
}

/// What stands at the end of every head: what makes the site installable, the author's styles after the app's,
/// then the author's tags.
fn head_end(config: &Config, library: &Library, css: Option<&str>, installable: &Installable) -> String {
    let mut tags = installable.head.clone();
    if let Some(path) = css {
        tags.push_str(&format!("<link rel=\"stylesheet\" href=\"{}\">", config.base.file(path)));
    }
    tags.push_str(library.theme.head_html.as_deref().unwrap_or_default());
    tags
}

/// Entries of the author's menu that lead to a page of the site that is not there.
fn menu_to_nowhere(config: &Config, entries: &[FileEntry]) -> Vec<Diagnostic> {
    let there: HashSet<&str> = entries.iter().map(|entry| entry.file.path.as_str()).collect();
    let leads_nowhere = |item: &&MenuItem| {
        let Some(path) = item.url.strip_prefix(config.base.as_str()) else { return false };
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let is_site = !path.starts_with('/');
        is_site
            && !there.contains(path)
            && Permalink::new(path).is_ok_and(|page| !there.contains(page.file().as_str()))
    };
    let warning = |item: &MenuItem| {
        let message = format!("the menu leads to `{}`, and nothing is there", item.url);
        Diagnostic::warning("offprint.toml", message).code(Code::BrokenLink)
    };
    config.menu.iter().flatten().filter(leads_nowhere).map(warning).collect()
}

/// What there is to say of a site as a whole, besides what was found while it was loaded.
pub(crate) fn general_warnings(config: &Config, library: &Library) -> Vec<Diagnostic> {
    let mut warnings = policy::blocked(&library.theme);
    if config.base_url.is_empty() {
        let message = "`feed.xml` and `sitemap.xml` are left out: they need the site's address";
        let found = Diagnostic::of(Code::MissingBaseUrl, "offprint.toml", message);
        warnings
            .push(found.help("set `base_url = \"https://…/\"`, or give it to the command with `--base-url`"));
    }
    warnings
}
