use crate::emit::claims::Claims;
use crate::load::Surveyed;
use crate::prerender::Planned;
use crate::{Config, Library};
use offprint_model::Permalink;
use percent_encoding::percent_decode_str;
use std::borrow::Cow;
use std::collections::HashMap;

/// Everything that an address of the site can lead to.
pub(super) struct Targets<'a> {
    config: &'a Config,
    /// Files of the release, each with the page that it is.
    files: HashMap<String, Option<usize>>,
    /// The same in lower case.
    lower: HashMap<String, String>,
    /// Files of addresses that lead on.
    redirects: HashMap<String, &'a Permalink>,
    /// Files of pages that readers don't get.
    unpublished: HashMap<String, &'a Surveyed>,
    /// The same by their names below `content`.
    unpublished_names: HashMap<&'a str, &'a Surveyed>,
}

/// Where an address leads.
#[derive(Debug)]
pub(super) enum Place<'a> {
    /// To a page, by its number.
    Page(usize),
    /// To a file.
    File,
    /// To a page, by way of a redirect that a host makes: the address lacks its last slash.
    Slash(Permalink, usize),
    /// To a page, by way of an alias.
    Alias(&'a Permalink),
    /// Nowhere, as hosts tell case and forms of letters apart: this file is written almost alike.
    Spelled(String),
    /// To a page that readers don't get.
    Unpublished(&'a Surveyed),
    /// Nowhere.
    Nowhere,
}

/// An address of the site, in parts.
pub(super) struct Inside<'a> {
    /// Below the base path, decoded; `None` for the page that it stands on.
    pub(super) path: Option<String>,
    /// As written, without `#`.
    pub(super) fragment: &'a str,
}

impl<'a> Targets<'a> {
    pub(super) fn new(
        config: &'a Config,
        library: &'a Library,
        surveyed: &'a [Surveyed],
        claims: &Claims,
        pages: &[Planned<'_>],
    ) -> Self {
        let redirects: HashMap<_, _> =
            library.redirects.iter().map(|redirect| (redirect.from.file(), &redirect.to)).collect();
        let mut files: HashMap<String, Option<usize>> = claims
            .files()
            .filter(|file| !redirects.contains_key(*file))
            .map(|file| (file.to_owned(), None))
            .collect();
        for (number, page) in pages.iter().enumerate() {
            files.insert(page.file.clone(), Some(number));
        }
        let lower = files.keys().map(|file| (file.to_lowercase(), file.clone())).collect();
        let hidden: Vec<(String, &Surveyed)> = surveyed
            .iter()
            .filter_map(|file| Some((file.page.as_ref()?.url.file(), file)))
            .filter(|(file, _)| !files.contains_key(file))
            .collect();
        let unpublished_names = hidden.iter().map(|(_, file)| (file.name.as_str(), *file)).collect();
        let unpublished = hidden.into_iter().collect();
        Self { config, files, lower, redirects, unpublished, unpublished_names }
    }

    /// The address as one of this site; `None` where it is none.
    pub(super) fn inside<'b>(&self, address: &'b str) -> Option<Inside<'b>> {
        let address = address.trim();
        let (whole, fragment) = address.split_once('#').unwrap_or((address, ""));
        let path = whole.split('?').next().unwrap_or_default();
        if path.is_empty() {
            return Some(Inside { path: None, fragment });
        }
        let base = self.config.base.as_str();
        let below = match self.own_host(path) {
            Some(rest) => Some(rest),
            None if path.starts_with("//") => None,
            None if format!("{path}/") == base => Some(""),
            None => path.strip_prefix(base),
        };
        let decoded: Cow<'_, str> = percent_decode_str(below?).decode_utf8_lossy();
        Some(Inside { path: Some(decoded.into_owned()), fragment })
    }

    /// What follows the site's own absolute address.
    fn own_host<'b>(&self, address: &'b str) -> Option<&'b str> {
        let bare =
            |url: &'b str| url.strip_prefix("https:").or_else(|| url.strip_prefix("http:")).unwrap_or(url);
        let own = self.config.base_url.split_once(':').map(|(_, rest)| rest)?;
        let address = bare(address);
        if !address.starts_with("//") {
            return None;
        }
        address.strip_prefix(own).or_else(|| (format!("{address}/") == own).then_some(""))
    }

    /// Where a path below the base path leads.
    pub(super) fn find(&self, path: &str) -> Place<'a> {
        let file = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        let folder = format!("{}/index.html", path.trim_end_matches('/'));
        if let Some(to) = self.redirects.get(&file).or_else(|| self.redirects.get(&folder)) {
            return Place::Alias(to);
        }
        match self.files.get(&file) {
            Some(Some(page)) => return Place::Page(*page),
            Some(None) => return Place::File,
            None => {}
        }
        if let Some(Some(page)) = self.files.get(&folder)
            && let Ok(url) = Permalink::new(&folder)
        {
            return Place::Slash(url, *page);
        }
        if let Some(hidden) = self.unpublished.get(&file).or_else(|| self.unpublished.get(&folder)) {
            return Place::Unpublished(hidden);
        }
        let normal = Permalink::new(path).map(|url| url.file().to_lowercase());
        let alike = [file.to_lowercase(), folder.to_lowercase()].into_iter().chain(normal);
        match alike.filter_map(|file| self.lower.get(&file)).next() {
            Some(file) => Place::Spelled(file.clone()),
            None => Place::Nowhere,
        }
    }

    /// A content file that readers don't get, by its name below `content`.
    pub(super) fn unpublished(&self, name: &str) -> Option<&'a Surveyed> {
        self.unpublished_names.get(name).copied()
    }

    /// The address whose last part is most like that of a path that leads nowhere.
    pub(super) fn nearest(&self, path: &str) -> Option<String> {
        // Below this, a suggestion is a guess that helps nobody.
        const LIKENESS: f64 = 0.85;
        let last = |path: &str| {
            let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
            path.rsplit('/').next().unwrap_or_default().to_lowercase()
        };
        let wanted = last(path);
        if wanted.is_empty() {
            return None;
        }
        let like = |file: &String| strsim::jaro_winkler(&wanted, &last(file));
        let whole = |file: &String| strsim::jaro(path, file);
        let files =
            self.files.keys().filter(|file| !file.starts_with("assets/") && !file.starts_with("data/"));
        let candidates =
            files.map(|file| (like(file), whole(file), file)).filter(|(like, ..)| *like >= LIKENESS);
        let best = candidates.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(b.2.cmp(a.2)));
        best.map(|(.., file)| shown(file))
    }
}

/// A file's address as an author writes it: `/posts/a/`.
pub(super) fn shown(file: &str) -> String {
    let folder = file.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("/{}", folder.unwrap_or(file))
}
