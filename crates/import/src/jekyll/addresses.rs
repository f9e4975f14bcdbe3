//! The addresses that Jekyll and its plugins made without a file: lists, archives, feeds.

use super::config::Config;
use super::document::Document;
use super::permalink::{plain, sanitized};
use super::slug::slugify;
use super::tree::Kind;
use super::value::Value;
use crate::{Address, AddressKind};
use offprint_model::Slug;

/// What the addresses are made of: published posts, newest first.
pub(super) struct Lists<'a> {
    pub config: &'a Config,
    pub posts: &'a [&'a Document],
    /// Addresses of the site's own pages, which take the place of what plugins make.
    pub taken: &'a dyn Fn(&str) -> bool,
}

impl Lists<'_> {
    pub(super) fn all(&self) -> Vec<Address> {
        let mut all = vec![list("/", None)];
        all.extend(self.pagination());
        all.extend(self.archives());
        all.extend(self.feeds());
        let mut seen = std::collections::HashSet::new();
        all.retain(|address| !(self.taken)(&address.url) && seen.insert(address.url.clone()));
        all
    }

    /// jekyll-paginate, and what of jekyll-paginate-v2 is like it.
    fn pagination(&self) -> Vec<Address> {
        let second = self.config.values.get("pagination");
        let is_second = second.get("enabled").bool() == Some(true);
        let per_page = if is_second { second.get("per_page") } else { self.config.values.get("paginate") };
        let per_page = match per_page.integer().and_then(|number| usize::try_from(number).ok()) {
            Some(number) if number > 0 => number,
            _ if is_second => 10,
            _ => return Vec::new(),
        };
        let written =
            if is_second { second.get("permalink") } else { self.config.values.get("paginate_path") };
        let usual = if is_second { "/page/:num/" } else { "/page:num" };
        let path = sanitized(&written.text().unwrap_or(usual).replace(":title", ""));
        let pages = self.posts.len().div_ceil(per_page);
        let mut all = Vec::new();
        if let Some((folder, _)) = path.split_once(":num") {
            let folder = &folder[..folder.rfind('/').map_or(0, |at| at + 1)];
            if folder != "/" && !is_second {
                all.push(list(folder, Some("/".to_owned())));
            }
        }
        for number in 2..=pages {
            let path = path.replace(":num", &number.to_string());
            let has_ending = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
            let url = if path.ends_with('/') || has_ending { path } else { format!("{path}/") };
            let new = format!("/page/{number}/");
            all.push(list(&url, (url != new).then_some(new)));
        }
        all
    }

    /// jekyll-archives.
    fn archives(&self) -> Vec<Address> {
        let settings = self.config.values.get("jekyll-archives");
        if !self.config.has_plugin("jekyll-archives") && settings.is_nil() {
            return Vec::new();
        }
        let enabled = settings.get("enabled");
        let is_on = |what: &str| match enabled {
            Value::Bool(on) => *on,
            Value::Text(all) => all == "all",
            list => list.texts().iter().any(|name| name == what),
        };
        let template =
            |kind: &str, usual: &str| settings.get("permalinks").get(kind).text().unwrap_or(usual).to_owned();
        let mode = settings.get("slug_mode").text();
        let mut all = Vec::new();
        for (what, kind, usual) in
            [("tags", "tag", "/tag/:name/"), ("categories", "category", "/category/:name/")]
        {
            for name in if is_on(what) { self.terms(what) } else { Vec::new() } {
                let url =
                    plain(&template(kind, usual), &[("name", &slugify(&name, mode, false)), ("type", kind)]);
                all.push(term(&url, &term_url(what, &name)));
            }
        }
        for post in self.posts {
            let Some(date) = &post.date else { continue };
            let [year, month, day] = ["%Y", "%m", "%d"].map(|part| date.strftime(part).to_string());
            let tokens = [("year", year.as_str()), ("month", month.as_str()), ("day", day.as_str())];
            for (what, usual) in
                [("year", "/:year/"), ("month", "/:year/:month/"), ("day", "/:year/:month/:day/")]
            {
                if is_on(what) {
                    all.push(list(&plain(&template(what, usual), &tokens), Some("/archive/".to_owned())));
                }
            }
        }
        all
    }

    /// jekyll-feed.
    fn feeds(&self) -> Vec<Address> {
        let settings = self.config.values.get("feed");
        if !self.config.has_plugin("jekyll-feed") {
            return Vec::new();
        }
        let mut all = Vec::new();
        let path = settings.get("path").text().unwrap_or("/feed.xml");
        all.push(feed(path, "/feed.xml"));
        for category in settings.get("categories").texts() {
            all.push(feed(&format!("/feed/{category}.xml"), &self.feed_of("categories", &category)));
        }
        let collections = settings.get("collections");
        let labels: Vec<String> = match collections {
            Value::Map(entries) => entries.iter().map(|(label, _)| label.clone()).collect(),
            list => list.texts(),
        };
        for label in labels {
            let meta = collections.get(&label);
            let is_posts = label == "posts";
            let (prefix, new) = if is_posts {
                ("/feed".to_owned(), "/feed.xml".to_owned())
            } else {
                (format!("/feed/{label}"), format!("/{}/feed.xml", label.to_lowercase()))
            };
            let path = meta.get("path").text().map_or_else(|| format!("{prefix}.xml"), str::to_owned);
            all.push(feed(&path, &new));
            for category in meta.get("categories").texts() {
                all.push(feed(&format!("{prefix}/{category}.xml"), &self.feed_of("categories", &category)));
            }
        }
        let tags = settings.get("tags");
        if tags.is_truthy() {
            let path = tags.get("path").text().unwrap_or("/feed/by_tag/");
            let only = tags.get("only").texts();
            let except = tags.get("except").texts();
            for tag in self.terms("tags") {
                let is_wanted = (only.is_empty() || only.contains(&tag)) && !except.contains(&tag);
                // Others the plugin passes over.
                let is_plain = tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
                if is_wanted && is_plain {
                    all.push(feed(&format!("{path}{tag}.xml"), &self.feed_of("tags", &tag)));
                }
            }
        }
        all
    }

    fn feed_of(&self, taxonomy: &str, name: &str) -> String {
        if self.terms(taxonomy).iter().any(|term| term == name) {
            format!("{}feed.xml", term_url(taxonomy, name))
        } else {
            "/feed.xml".to_owned()
        }
    }

    /// Terms of a taxonomy in the order in which they come up.
    pub(super) fn terms(&self, taxonomy: &str) -> Vec<String> {
        let mut terms: Vec<String> = Vec::new();
        for post in self.posts.iter().filter(|post| post.kind == Kind::Post) {
            let own = if taxonomy == "tags" { &post.tags } else { &post.categories };
            own.iter().for_each(|term| {
                if !terms.contains(term) {
                    terms.push(term.clone())
                }
            });
        }
        terms
    }

    /// Where a page of Liquid leads that was a list: what Offprint makes of the same kind.
    pub(super) fn list_like(&self, url: &str) -> Address {
        let name = url.to_lowercase();
        let (kind, to) = if name.contains("tag") && !self.terms("tags").is_empty() {
            (AddressKind::Term, "/tags/")
        } else if name.contains("categor") && !self.terms("categories").is_empty() {
            (AddressKind::Term, "/categories/")
        } else if name.contains("search") {
            (AddressKind::List, "/search/")
        } else if name.contains("archive") || name.contains("all") {
            (AddressKind::List, "/archive/")
        } else {
            (AddressKind::List, "/")
        };
        let to = if self.posts.is_empty() && to != "/search/" { "/" } else { to };
        Address { url: url.to_owned(), kind, to: (url != to).then(|| to.to_owned()) }
    }
}

/// Offprint's page of a term.
fn term_url(taxonomy: &str, name: &str) -> String {
    format!("/{taxonomy}/{}/", Slug::from_label(name))
}

fn list(url: &str, to: Option<String>) -> Address {
    Address { url: url.to_owned(), kind: AddressKind::List, to }
}

fn term(url: &str, to: &str) -> Address {
    Address { url: url.to_owned(), kind: AddressKind::Term, to: (url != to).then(|| to.to_owned()) }
}

pub(super) fn feed(url: &str, to: &str) -> Address {
    let url = sanitized(url);
    let to = (url != to).then(|| to.to_owned());
    Address { url, kind: AddressKind::Feed, to }
}
