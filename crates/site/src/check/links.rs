use super::external::{Outside, web_address};
use super::orphans::matches;
use super::parts::Part;
use super::targets::{Inside, Place, Targets, shown};
use super::theme;
use crate::config::FILE;
use crate::emit::claims::Claims;
use crate::load::{Surveyed, join};
use crate::prerender::Planned;
use crate::{Code, Config, Diagnostic, Library, Reference};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// Follows every address of a site.
pub(super) struct Links<'a> {
    config: &'a Config,
    library: &'a Library,
    texts: HashMap<&'a str, &'a Surveyed>,
    targets: Targets<'a>,
    /// The pages by their files.
    numbers: HashMap<String, usize>,
    /// What was found of them.
    pub(super) findings: Vec<Diagnostic>,
    /// The parts of pages that are meant, to be looked for.
    pub(super) parts: Vec<Part>,
    /// Links to other sites, where these are to be asked.
    pub(super) outside: Option<Vec<Outside>>,
    /// How many there were.
    pub(super) followed: usize,
    /// The places of links to unpublished files, of which loading said only that they are not there.
    known: HashSet<(String, usize)>,
}

/// Where an address stands.
pub(super) struct Spot<'a> {
    pub(super) path: &'a str,
    pub(super) text: &'a Arc<str>,
    pub(super) span: Range<usize>,
}

impl Spot<'_> {
    pub(super) fn finding(&self, code: Code, message: String) -> Diagnostic {
        Diagnostic::of(code, self.path, message).at(self.text, self.span.clone())
    }
}

impl<'a> Links<'a> {
    pub(super) fn new(
        config: &'a Config,
        library: &'a Library,
        files: &'a [Surveyed],
        claims: &Claims,
        pages: &[Planned<'_>],
        external: bool,
    ) -> Self {
        Self {
            config,
            library,
            texts: files.iter().map(|file| (file.path.as_str(), file)).collect(),
            targets: Targets::new(config, library, files, claims, pages),
            numbers: pages.iter().enumerate().map(|(number, page)| (page.file.clone(), number)).collect(),
            findings: Vec::new(),
            parts: Vec::new(),
            outside: external.then(Vec::new),
            followed: 0,
            known: HashSet::new(),
        }
    }

    /// The addresses in the texts.
    pub(super) fn follow(&mut self) {
        let library = self.library;
        for post in &library.posts {
            self.page(&post.source, &post.summary.url.file(), &post.references);
        }
        for document in &library.documents {
            self.page(&document.source, &document.page.url.file(), &document.references);
        }
        self.page("content/_index.md", "index.html", &library.home_references);
        for (section, references) in library.site.sections.iter().zip(&library.section_references) {
            self.page(&format!("content/{}_index.md", section.path), &section.url.file(), references);
        }
    }

    fn page(&mut self, source: &str, file: &str, references: &[Reference]) {
        let Some(surveyed) = self.texts.get(source).copied() else { return };
        for reference in references {
            let spot = Spot { path: source, text: &surveyed.text, span: reference.span.clone() };
            if self.is_ignored(&reference.written) {
                // Loading has looked for the file already.
                self.known.insert((source.to_owned(), reference.span.start));
                continue;
            }
            self.followed += 1;
            if reference.missing {
                self.missing(&surveyed.name, reference, &spot);
            } else if !reference.loads {
                self.address(&reference.written, &reference.address, Some(file), &spot);
            } else {
                self.outside(&reference.written, &reference.address, &spot);
            }
        }
    }

    /// A file that is not there: perhaps readers don't get it yet.
    fn missing(&mut self, name: &str, reference: &Reference, spot: &Spot<'_>) {
        let path = reference.written.split(['?', '#']).next().unwrap_or_default();
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let below = match path.strip_prefix("@/").or_else(|| path.strip_prefix('/')) {
            Some(below) => below.to_owned(),
            None => join(folder, path),
        };
        if let Some(hidden) = self.targets.unpublished(&below) {
            self.known.insert((spot.path.to_owned(), spot.span.start));
            self.findings.push(unpublished(&reference.written, hidden, spot));
        }
    }

    /// The entries of the author's menu.
    pub(super) fn follow_menu(&mut self) {
        let Ok(text) = crate::load::read_text(&self.config.folder.join(FILE), FILE) else { return };
        let text: Arc<str> = text.into();
        let mut from = text.find("menu").unwrap_or(0);
        for item in self.config.menu.iter().flatten() {
            let written = item.url.strip_prefix(self.config.base.as_str()).unwrap_or(&item.url);
            // Entries stand in the file in the order of the menu.
            let quoted = [
                format!("\"/{written}\""),
                format!("\"{written}\""),
                format!("'/{written}'"),
                format!("'{written}'"),
            ];
            let place = quoted.iter().filter_map(|quoted| {
                let at = from + text.get(from..)?.find(quoted.as_str())?;
                Some(at + 1..at + quoted.len() - 1)
            });
            let span = place.min_by_key(|span| span.start).unwrap_or(from..from);
            from = span.end;
            self.followed += 1;
            let shown =
                text.get(span.clone()).filter(|shown| !shown.is_empty()).unwrap_or(&item.url).to_owned();
            let spot = Spot { path: FILE, text: &text, span };
            self.address(&shown, &item.url, None, &spot);
        }
    }

    /// The addresses in the author's additions to every page.
    pub(super) fn follow_theme(&mut self) {
        for named in theme::references(&self.library.theme) {
            self.followed += 1;
            let spot = Spot { path: named.path, text: &named.text, span: named.span };
            if named.is_hint && self.targets.inside(&named.address).is_none() {
                continue;
            }
            // A relative one means something else on each page, and `#main` a part of each.
            if !named.address.starts_with(['#', '?']) {
                self.address(&named.address, &named.address, None, &spot);
            }
        }
    }

    fn is_ignored(&self, written: &str) -> bool {
        self.config.check.ignore.iter().any(|pattern| matches(pattern, written.trim_start_matches('/')))
    }

    fn address(&mut self, written: &str, address: &str, page: Option<&str>, spot: &Spot<'_>) {
        if self.is_ignored(written) {
            return;
        }
        let Some(Inside { path, fragment }) = self.targets.inside(address) else {
            return self.outside(written, address, spot);
        };
        let number = match &path {
            None => page.and_then(|file| self.numbers.get(file)).copied(),
            Some(path) => self.place(written, path, spot),
        };
        if let Some(page) = number.filter(|_| !fragment.is_empty()) {
            self.parts.push(Part {
                page,
                fragment: fragment.to_owned(),
                written: written.to_owned(),
                path: spot.path.to_owned(),
                text: Arc::clone(spot.text),
                span: spot.span.clone(),
            });
        }
    }

    /// An address of another site, if it is one.
    fn outside(&mut self, written: &str, address: &str, spot: &Spot<'_>) {
        let Some(outside) = &mut self.outside else { return };
        let Some(url) = web_address(address).filter(|_| self.targets.inside(address).is_none()) else {
            return;
        };
        let allowed = &self.config.check.external_allow;
        if !allowed.iter().any(|pattern| matches(pattern, written) || matches(pattern, &url)) {
            outside.push(Outside {
                url,
                written: written.to_owned(),
                path: spot.path.to_owned(),
                text: Arc::clone(spot.text),
                span: spot.span.clone(),
            });
        }
    }

    /// The page that a path leads to, after saying what is wrong with it.
    fn place(&mut self, written: &str, path: &str, spot: &Spot<'_>) -> Option<usize> {
        let finding = match self.targets.find(path) {
            Place::Page(number) => return Some(number),
            Place::File => return None,
            Place::Slash(url, number) => {
                let message = format!("`{written}` leads on to `{url}`: its last slash is missing");
                self.findings.push(
                    spot.finding(Code::RedirectedLink, message)
                        .help(format!("write `{}`", self.mended(written, &url.to_string()))),
                );
                return Some(number);
            }
            Place::Alias(to) => {
                let message = format!("`{written}` is an old address, which leads on to `{to}`");
                let number = self.numbers.get(&to.file()).copied();
                self.findings.push(
                    spot.finding(Code::RedirectedLink, message)
                        .help(format!("write `{}`", self.mended(written, &to.to_string()))),
                );
                return number;
            }
            Place::Spelled(file) => {
                let there = shown(&file);
                let message =
                    format!("`{written}` leads nowhere: the address is `{there}`, and hosts tell case apart");
                spot.finding(Code::BrokenLink, message)
                    .help(format!("write `{}`", self.mended(written, &there)))
            }
            Place::Unpublished(hidden) => unpublished(written, hidden, spot),
            Place::Nowhere => {
                let message = format!("`{written}` leads nowhere: there is no `/{path}`");
                let finding = spot.finding(Code::BrokenLink, message);
                let base = self.config.base.as_str().trim_start_matches('/');
                let doubled = path.strip_prefix(base).filter(|_| !base.is_empty());
                match (doubled, self.targets.nearest(path)) {
                    (Some(rest), _) => {
                        finding.help(format!("the base path comes by itself: write `/{rest}`"))
                    }
                    (None, Some(near)) => finding.help(format!("is `{near}` meant?")),
                    (None, None) => finding.help("mend the address, or take the link away"),
                }
            }
        };
        self.findings.push(finding);
        None
    }

    /// An address that is right, with the query and the fragment of one that is not.
    fn mended(&self, written: &str, address: &str) -> String {
        let rest = written.find(['?', '#']).and_then(|at| written.get(at..)).unwrap_or_default();
        format!("{address}{rest}")
    }

    /// Whether this says more of a link than loading did.
    pub(super) fn says_better(&self, finding: &Diagnostic) -> bool {
        let start = finding.span.as_ref().map(|span| span.start);
        start.is_some_and(|start| self.known.contains(&(finding.path.clone(), start)))
            && matches!(finding.code, Code::BrokenLink | Code::MissingFile)
    }
}

fn unpublished(written: &str, hidden: &Surveyed, spot: &Spot<'_>) -> Diagnostic {
    let why = if hidden.front_matter.draft { "is a draft" } else { "is not published at this time" };
    let message = format!("`{written}` leads to a page that readers don't get: `{}` {why}", hidden.path);
    spot.finding(Code::UnpublishedLink, message).help("publish that page, or take the link away")
}
