use super::placed::{Placed, aliases};
use super::render::{Body, Rendered, Renderer};
use super::source::{Source, words};
use super::{ContentError, section_url};
use crate::config::FILE;
use crate::library::browse::Browse;
use crate::library::claims::{Claim, Claims};
use crate::library::redirects::Alias;
use crate::library::{menu, readable, sections, series};
use crate::{Code, Config, Diagnostic, Library, Origins, Redirect, Reference, StaticFile, Theme};
use offprint_catalog::LARGE;
use offprint_markdown::Spanned;
use offprint_model::{Masthead, Permalink, SCHEMA_VERSION, Section, Site};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// Puts a library together from what was read.
pub(super) struct Assembly<'a> {
    config: &'a Config,
    renderer: &'a Renderer<'a>,
    /// Each `_index.md` by its folder.
    indexes: HashMap<String, Source>,
    folders: BTreeSet<String>,
    claims: Claims,
    redirects: Vec<Redirect>,
    findings: Vec<Diagnostic>,
}

/// The sections of a site, and of each what its text needs and names.
#[derive(Default)]
struct Sections {
    sections: Vec<Section>,
    origins: Vec<Origins>,
    references: Vec<Vec<Reference>>,
}

/// The place in a file that decides its address.
type Mark = (Arc<str>, Range<usize>);

impl<'a> Assembly<'a> {
    pub(super) fn new(config: &'a Config, renderer: &'a Renderer<'a>, indexes: Vec<Source>) -> Self {
        Self {
            config,
            renderer,
            indexes: indexes.into_iter().map(|index| (index.folder().to_owned(), index)).collect(),
            folders: BTreeSet::new(),
            claims: Claims::default(),
            redirects: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// Gives every source its address, and finds the ones that two of them want. Lists that depend on
    /// terms and on numbers of posts are no sources: they are claimed when they are planned.
    pub(super) fn claim(&mut self, placed: &[Placed], files: &[StaticFile]) {
        let posts = placed.iter().filter(|page| page.is_post).map(|page| page.section.as_str());
        self.folders = sections::folders(posts, self.indexes.keys().map(String::as_str));
        let marks: HashMap<&str, Mark> = placed
            .iter()
            .map(|page| {
                let front = &page.source.front_matter;
                let span = page.source.span(front.path.as_ref().or(front.slug.as_ref()));
                (page.source.path.as_str(), (Arc::clone(&page.source.text), span))
            })
            .collect();
        let home = Claim::page(&Permalink::home(), "the home page".to_owned(), "content/_index.md");
        let lists = self.folders.iter().map(|folder| {
            let by = format!("the list of the section `{}`", folder.trim_end_matches('/'));
            Claim::page(&section_url(folder), by, &format!("content/{folder}_index.md"))
        });
        let pages = placed
            .iter()
            .map(|page| Claim::page(&page.url, format!("`{}`", page.source.path), &page.source.path));
        let copies = files.iter().map(|file| Claim::file(&file.to, &relative(file, self.config)));
        for claim in std::iter::once(home).chain(lists).chain(pages).chain(copies) {
            if let Err(taken) = self.claims.make(claim) {
                let (this, other) = *taken;
                self.findings.push(collision(&this, &other, marks.get(this.path.as_str())));
            }
        }
        for page in placed {
            for from in page.aliases.iter().cloned() {
                self.alias(from, &page.url, &page.source);
            }
        }
        let indexes = std::mem::take(&mut self.indexes);
        for (folder, index) in &indexes {
            for from in aliases(index, &mut self.findings) {
                self.alias(from, &section_url(folder), index);
            }
        }
        self.indexes = indexes;
        self.redirect();
        self.redirects.sort_by(|a, b| a.from.cmp(&b.from));
    }

    fn alias(&mut self, from: Permalink, to: &Permalink, source: &Source) {
        let written = from.to_string();
        let outcome = self.claims.alias(from, to, &source.path);
        let span =
            source.front_matter.aliases.iter().find(|alias| {
                Permalink::new(alias.value.trim()).is_ok_and(|alias| alias.to_string() == written)
            });
        let mark = (Arc::clone(&source.text), source.span(span));
        match outcome {
            Alias::Leads(redirect) => self.redirects.push(redirect),
            Alias::Idle => {}
            Alias::Case => {
                let message = format!(
                    "the alias `{written}` is left out: it differs from the page's own address in case alone"
                );
                self.findings.push(Diagnostic::warning(source.path.as_str(), message).at(&mark.0, mark.1));
            }
            Alias::Taken { this, other } => {
                let help = "an alias is an address that nothing else has any more: take it away";
                self.findings.push(collision(&this, &other, Some(&mark)).help(help));
            }
        }
    }

    /// Claims what `[redirects]` says. One that leads to another one leads where that does.
    fn redirect(&mut self) {
        let written = &self.config.redirects;
        let by_file: HashMap<String, &Permalink> =
            written.iter().map(|redirect| (redirect.from.file(), &redirect.to)).collect();
        for redirect in written {
            let mut to = &redirect.to;
            let mut steps = 0;
            while let Some(next) = by_file.get(&to.file()).filter(|_| steps <= written.len()) {
                (to, steps) = (next, steps + 1);
            }
            if steps > written.len() {
                let message = format!("the redirect from `{}` goes round in circles", redirect.from);
                self.findings.push(redirect.error(message).help("let it lead to a page that is there"));
                continue;
            }
            let claim = Claim::page(&redirect.from, format!("the redirect from `{}`", redirect.from), FILE);
            match self.claims.make(claim) {
                Ok(()) => self.redirects.push(Redirect { from: redirect.from.clone(), to: to.clone() }),
                Err(taken) => {
                    let message =
                        format!("nothing can lead on from `{}`: {} is there", redirect.from, taken.1.by);
                    self.findings.push(redirect.error(message).help("take the redirect away"));
                }
            }
        }
    }

    /// The library; its warnings hold every finding, errors included.
    pub(super) fn finish(
        mut self,
        rendered: Vec<(Rendered, Vec<Diagnostic>)>,
        files: Vec<StaticFile>,
        theme: Theme,
    ) -> Library {
        let (mut posts, mut documents) = (Vec::new(), Vec::new());
        for (page, warnings) in rendered {
            self.findings.extend(warnings);
            match page {
                Rendered::Post(post) => posts.push(*post),
                Rendered::Document(document) => documents.push(*document),
            }
        }
        posts.sort_by(|a, b| {
            let instant = |post: &crate::Post| post.date.as_ref().map(jiff::Zoned::timestamp);
            instant(a).cmp(&instant(b)).then_with(|| a.source.cmp(&b.source))
        });
        documents.sort_by(|a, b| a.page.url.cmp(&b.page.url));
        self.findings.extend(series::check(&posts));
        let Sections { sections, origins: section_origins, references: section_references } = self.sections();
        let home = self.indexes.remove("");
        let home_body = home.as_ref().and_then(|home| self.intro(home, &Permalink::home()));
        let mut browse = Browse::new(self.config, &posts, &self.claims);
        self.findings.append(&mut browse.findings);
        let menu = menu::menu(self.config, &posts, &sections, &browse, &documents);
        let (intro, home_origins, home_references) = split(home_body);
        let site = Site {
            schema: SCHEMA_VERSION,
            masthead: self.masthead(home.as_ref(), menu, &browse, posts.len()),
            home: self.config.lists.home.clone(),
            intro,
            taxonomies: browse.taxonomies,
            sections,
            date_formats: self
                .config
                .date_formats
                .iter()
                .map(|format| format.as_written().to_owned())
                .collect(),
            topics: browse.topics,
            archive: browse.archive,
            feeds: !self.config.base_url.is_empty(),
        };
        let mut library = Library {
            site,
            posts,
            documents,
            files,
            drawings: Vec::new(),
            redirects: self.redirects,
            home_origins,
            section_origins,
            home_references,
            section_references,
            theme,
            warnings: self.findings,
        };
        if !self.config.redirects.is_empty() {
            let served = library.served(self.config);
            let file_of = |to: &Permalink| {
                let file = to.as_str().trim_end_matches('/');
                (!served.contains_key(&to.file()) && served.contains_key(file))
                    .then(|| Permalink::of_file(file))
            };
            for redirect in &mut library.redirects {
                redirect.to = file_of(&redirect.to).unwrap_or_else(|| redirect.to.clone());
            }
            let leads_nowhere = self.config.redirects.iter().filter(|redirect| {
                !served.contains_key(&redirect.to.file()) && file_of(&redirect.to).is_none()
            });
            library.warnings.extend(leads_nowhere.map(|redirect| {
                redirect
                    .warning(format!("`{}` leads to `{}`, and nothing is there", redirect.from, redirect.to))
                    .code(Code::BrokenLink)
                    .help("mend the address that it leads to, or take the line out")
            }));
        }
        library
    }

    fn masthead(
        &mut self,
        home: Option<&Source>,
        menu: Vec<offprint_model::MenuItem>,
        browse: &Browse,
        posts: usize,
    ) -> Masthead {
        let config = self.config;
        let front = home.map(|home| &home.front_matter);
        let title = or(&config.title, front.and_then(|front| front.title.as_ref()));
        if title.is_empty() {
            self.findings.push(ContentError::NoSiteTitle.in_file(FILE));
        }
        Masthead {
            title,
            description: or(&config.description, front.and_then(|front| front.description.as_ref())),
            base_url: config.base_url.clone(),
            language: config.language.clone(),
            image: config.image.clone(),
            copyright: config.copyright.clone(),
            menu,
            // One without a term has no page that a link could lead to.
            taxonomy_paths: browse
                .used()
                .map(|taxonomy| (taxonomy.key.clone(), taxonomy.path.clone()))
                .collect(),
            browse: browse.links(),
            large: posts > LARGE,
            search: browse.search.clone(),
            offline: browse.offline.clone(),
        }
    }

    fn sections(&mut self) -> Sections {
        for path in self.config.lists.section_paths() {
            if !self.folders.contains(&format!("{path}/")) {
                let message = format!("`lists.section.{path}` means no section of this site");
                self.findings.push(Diagnostic::warning(FILE, message));
            }
        }
        let mut all = Sections::default();
        for path in std::mem::take(&mut self.folders) {
            let url = section_url(&path);
            let index = self.indexes.remove(&path);
            let (intro, origins, references) =
                split(index.as_ref().and_then(|index| self.intro(index, &url)));
            let front = index.as_ref().map(|index| &index.front_matter);
            let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            all.sections.push(Section {
                url,
                title: words(front.and_then(|front| front.title.as_ref())).unwrap_or_else(|| readable(name)),
                description: words(front.and_then(|front| front.description.as_ref())),
                intro,
                list: self.config.lists.section(&path).clone(),
                path,
            });
            all.origins.push(origins);
            all.references.push(references);
        }
        all
    }

    fn intro(&mut self, index: &Source, url: &Permalink) -> Option<Body> {
        if index.body().trim().is_empty() {
            return None;
        }
        Some(self.renderer.intro(index, url, &mut self.findings))
    }
}

/// The configuration's word, else the one of `content/_index.md`.
fn or(configured: &str, other: Option<&Spanned<String>>) -> String {
    if configured.is_empty() { words(other).unwrap_or_default() } else { configured.to_owned() }
}

fn split(body: Option<Body>) -> (Option<String>, Origins, Vec<Reference>) {
    body.map_or_else(Default::default, |body| (Some(body.html), body.origins, body.references))
}

fn collision(this: &Claim, other: &Claim, mark: Option<&Mark>) -> Diagnostic {
    let error =
        ContentError::Collision { address: this.address(), this: this.by.clone(), other: other.by.clone() };
    let mut finding = error.in_file(&this.path);
    if other.path.ends_with("/_index.md") && this.path == other.path.replace("/_index.md", "/index.md") {
        finding.help = Some("rename it to `_index.md`: its text then stands above the list".to_owned());
    }
    match mark {
        Some((text, span)) => finding.at(text, span.clone()),
        None => finding,
    }
}

/// A copied file's name below the site's folder.
fn relative(file: &StaticFile, config: &Config) -> String {
    let inner = file.from.strip_prefix(&config.folder).unwrap_or(&file.from);
    let parts: Vec<_> = inner.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
