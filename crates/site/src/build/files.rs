use super::BuildError;
use crate::emit::claims::{Claims, Origin};
use crate::emit::index::{ContentIndex, HashedFile};
use crate::emit::schema::schema;
use crate::installable::{Installable, MANIFEST};
use crate::offline::{REMOVAL, WORKER, Worker};
use crate::policy::Policy;
use crate::prerender::{Planned, Prerenderer, Subject, name};
use crate::search::IndexFile;
use crate::sitemap::{self, Place};
use crate::{Config, Library, headers};
use offprint_bundle::Bundle;
use offprint_catalog::Route;
use offprint_model::{Masthead, Permalink};
use std::borrow::Cow;
use std::path::Path;

/// A file's path inside the output folder, and what is in it.
pub(super) type Written<'a> = (String, Cow<'a, [u8]>);

/// Claims every page and alias.
pub(super) fn claim_pages(claims: &mut Claims, prerenderer: &Prerenderer<'_>, pages: &[Planned<'_>]) {
    for page in pages {
        let origin = match &page.subject {
            Subject::Post(_, post) => Origin::Author(post.source.clone()),
            Subject::Document(document) => Origin::Author(document.source.clone()),
            subject => Origin::Made(name(subject, |route| prerenderer.catalog.permalink(route))),
        };
        claims.claim(&page.file, origin);
    }
    for alias in &prerenderer.library.redirects {
        claims.claim(&alias.from.file(), Origin::Made(format!("the alias of `{}`", alias.to)));
    }
}

/// Claims what is copied from the author's folder.
pub(super) fn claim_author_files(claims: &mut Claims, config: &Config, library: &Library) {
    for file in &library.files {
        claims.claim(&file.to, Origin::Author(relative(&file.from, &config.folder)));
    }
}

/// Claims the places of the search index, whose names are not known yet.
pub(super) fn claim_search(claims: &mut Claims, library: &Library) {
    if library.site.masthead.search.is_some() {
        claims.claim(offprint_search::ENTRY, search_index());
        claims.claim("data/search/*", search_index());
    }
}

/// Claims the files of the search index.
pub(super) fn claim_index(claims: &mut Claims, index: &[IndexFile]) {
    for (path, _) in index {
        claims.claim(path, search_index());
    }
}

fn search_index() -> Origin {
    Origin::Made("the search index".to_owned())
}

/// The app's files and the author's styles. One whose name carries no hash, such as the icon, gives way
/// to the author's own.
pub(super) fn assets<'a>(
    claims: &mut Claims,
    bundle: &'a Bundle,
    css: Option<HashedFile>,
) -> Vec<Written<'a>> {
    let mut written: Vec<Written<'a>> = Vec::new();
    let is_worker = |path: &str| path == WORKER || path == REMOVAL;
    for asset in bundle.assets.iter().filter(|asset| !is_worker(&asset.path)) {
        if asset.path.starts_with("assets/") || !claims.holds(&asset.path) {
            claims.claim(&asset.path, Origin::Made("a file of the app".to_owned()));
            written.push((asset.path.clone(), Cow::Borrowed(&asset.bytes)));
        }
    }
    if let Some(HashedFile { file, bytes }) = css {
        claims.claim(&file.path, Origin::Author("theme/custom.css".to_owned()));
        written.push((file.path, Cow::Owned(bytes)));
    }
    written
}

/// The service worker. Where nothing is kept, the author's own may take the place of the one that removes itself.
pub(super) fn worker<'a>(
    claims: &mut Claims,
    config: &Config,
    library: &Library,
    bundle: &Bundle,
) -> Result<Option<Written<'a>>, BuildError> {
    let offline = &library.site.masthead.offline;
    if offline.is_none() && claims.holds(WORKER) {
        return Ok(None);
    }
    let removes = offline.as_ref().is_none_or(|offline| offline.preview);
    let worker = Worker { base: &config.base, visited: config.offline.visited, removes };
    let script = worker.script(bundle)?;
    if script.is_some() {
        claims.claim(WORKER, Origin::Made("the service worker".to_owned()));
    }
    Ok(script.map(|script| (WORKER.to_owned(), Cow::Owned(script))))
}

/// The pictures of diagrams.
pub(super) fn drawings<'a>(claims: &mut Claims, library: &'a Library) -> Vec<Written<'a>> {
    let pictures = library.drawings.iter().map(|(path, svg)| {
        claims.claim(path, Origin::Made("the picture of a diagram".to_owned()));
        (path.clone(), Cow::Borrowed(svg.as_slice()))
    });
    pictures.collect()
}

/// What makes the site installable.
pub(super) fn installable<'a>(claims: &mut Claims, installable: Installable) -> Vec<Written<'a>> {
    let icons = installable.icons.into_iter().map(|icon| (icon.file.path, icon.bytes));
    let manifest = installable.manifest.map(|bytes| (MANIFEST.to_owned(), bytes));
    let written = icons.chain(manifest).map(|(path, bytes)| {
        claims.claim(&path, Origin::Made("a file of the web app manifest".to_owned()));
        (path, Cow::Owned(bytes))
    });
    written.collect()
}

/// The paths of those whose names carry a hash.
pub(crate) fn asset_paths(bundle: &Bundle, css: Option<&HashedFile>) -> Vec<String> {
    let hashed = bundle.assets.iter().map(|asset| &asset.path).filter(|path| path.starts_with("assets/"));
    hashed.chain(css.map(|css| &css.file.path)).cloned().collect()
}

/// The files that Offprint makes beside the pages.
pub(super) struct Generated(Vec<(String, Vec<u8>)>);

impl Generated {
    pub(super) fn new(
        config: &Config,
        prerenderer: &Prerenderer<'_>,
        pages: &[Planned<'_>],
        hashed: &[String],
    ) -> Result<Self, BuildError> {
        let library = prerenderer.library;
        let mut files = vec![("data/schema.json".to_owned(), serde_json::to_vec(&schema())?)];
        if library.site.feeds {
            let places = places(&library.site.masthead, prerenderer, pages);
            files.extend(sitemap::sitemaps(&config.base_url, &places).map_err(BuildError::Xml)?);
        }
        files.push(("robots.txt".to_owned(), sitemap::robots(&config.base_url).into_bytes()));
        let headers = headers::headers(
            &config.base,
            &whole_policy(library),
            hashed.iter().map(String::as_str),
            pages.iter().map(|page| page.file.as_str()),
        );
        files.push(("_headers".to_owned(), headers.into_bytes()));
        files.push((
            "_redirects".to_owned(),
            headers::redirects(&config.base, &library.redirects).into_bytes(),
        ));
        Ok(Self(files))
    }

    /// Claims them, those of the content index too. An author's own `robots.txt` takes the place of ours.
    pub(super) fn claim<'a>(self, claims: &mut Claims, index: &'a ContentIndex) -> Vec<Written<'a>> {
        let mut written: Vec<Written<'a>> = Vec::new();
        for file in index.files() {
            claims.claim(&file.file.path, Origin::Made("the content index".to_owned()));
            written.push((file.file.path.clone(), Cow::Borrowed(&file.bytes)));
        }
        for (path, bytes) in self.0 {
            if path == "robots.txt" && claims.holds(&path) {
                continue;
            }
            claims.claim(&path, Origin::Made(format!("the generated `{path}`")));
            written.push((path, Cow::Owned(bytes)));
        }
        claims.claim(crate::emit::release::RELEASE, Origin::Made("the release".to_owned()));
        written
    }
}

/// What all pages together need.
fn whole_policy(library: &Library) -> Policy {
    let mut policy = Policy::of(&library.home_origins);
    let sections = library.section_origins.iter();
    let posts = library.posts.iter().map(|post| &post.origins);
    let documents = library.documents.iter().map(|document| &document.origins);
    sections.chain(posts).chain(documents).for_each(|origins| policy.add(origins));
    policy
}

/// The addresses that a search engine should know: first pages of lists, documents and posts, less what
/// has its original elsewhere.
fn places(masthead: &Masthead, prerenderer: &Prerenderer<'_>, pages: &[Planned<'_>]) -> Vec<Place> {
    let place = |url: &Permalink, changed: Option<String>| {
        Some(Place { url: format!("{}{}", masthead.base_url, url.encoded()), changed })
    };
    let of = |page: &Planned<'_>| match &page.subject {
        Subject::List(
            route @ (Route::Home { page: 1 }
            | Route::Section { page: 1, .. }
            | Route::Term { page: 1, .. }
            | Route::Period { page: 1, .. }
            | Route::Taxonomy { .. }
            | Route::Topics
            | Route::Archive),
        ) => place(&prerenderer.catalog.permalink(route), None),
        Subject::Post(_, post) if post.canonical.is_none() => {
            let changed = post.summary.updated.as_ref().or(post.summary.date.as_ref());
            place(&post.summary.url, changed.map(|date| date.iso.clone()))
        }
        Subject::Document(document) if document.page.canonical.is_none() => place(&document.page.url, None),
        _ => None,
    };
    pages.iter().filter_map(of).collect()
}

fn relative(path: &Path, folder: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    inside.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}
