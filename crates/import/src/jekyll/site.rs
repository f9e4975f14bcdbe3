//! All parts of a site put together.

mod files;
mod place;
mod trust;

use super::addresses::Lists;
use super::config::Config;
use super::document::Document;
use super::front_matter::{READ, front_matter};
use super::permalink;
use super::settings::{Seen, settings};
use super::text::{Text, bare, text, without_liquid};
use super::tree::{Kind, StaticFile, Tree};
use super::world::SiteWorld;
use crate::{Finding, OldSite, Page, PageKind, measure};
use files::url_of_file;
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap, HashSet};
use trust::needs_trust;

/// Words of its own that a page of lists may have and still be nothing but its lists.
const FEW_WORDS: usize = 30;

pub(super) struct Assembly<'a> {
    config: &'a Config,
    now: Timestamp,
    world: SiteWorld,
    site: OldSite,
    targets: HashSet<String>,
    /// Files that are copied, by address.
    files: HashMap<String, ()>,
    /// Keys of front matter that nobody reads, with the first file and how many have them.
    unread: BTreeMap<String, (String, usize)>,
    /// The same of documents of collections that are not written.
    unwritten: BTreeMap<String, (String, usize)>,
    has_raw_html: bool,
    /// Addresses that lead to a page, by its file.
    moved: HashMap<String, Vec<String>>,
    /// Styles and scripts that Jekyll made of sources.
    made: Vec<String>,
}

pub(super) fn assembled(config: &Config, tree: Tree, now: Timestamp, mut findings: Vec<Finding>) -> OldSite {
    let documents: Vec<Document> =
        tree.texts.into_iter().map(|file| Document::new(file, config, &mut findings)).collect();
    let files: Vec<(&StaticFile, String)> =
        tree.files.iter().map(|file| (file, url_of_file(file, config))).collect();
    let world = SiteWorld::new(config, &documents, &files);
    for path in &tree.nameless {
        findings.push(Finding {
            path: path.clone(),
            line: None,
            message: "is no post: its name does not begin with a date, and Jekyll passes it over".to_owned(),
            help: "name it `2013-05-06-name.md` and import again if it should be one".to_owned(),
        });
    }
    for path in &tree.guessed {
        findings.push(Finding {
            path: path.clone(),
            line: None,
            message: "is no UTF-8; it was read as Latin-1".to_owned(),
            help: "look whether its letters are right".to_owned(),
        });
    }
    let mut assembly = Assembly {
        config,
        now,
        world,
        site: OldSite { findings, ..OldSite::default() },
        targets: HashSet::new(),
        files: HashMap::new(),
        unread: BTreeMap::new(),
        unwritten: BTreeMap::new(),
        has_raw_html: false,
        moved: HashMap::new(),
        made: Vec::new(),
    };
    assembly.copy(&files);
    assembly.read(&documents);
    assembly.finish(&documents)
}

impl Assembly<'_> {
    fn find(&mut self, path: &str, message: &str, help: &str) {
        self.site.findings.push(Finding {
            path: path.to_owned(),
            line: None,
            message: message.to_owned(),
            help: help.to_owned(),
        });
    }

    fn read(&mut self, documents: &[Document]) {
        let posts = published_posts(documents, self.config, self.now);
        let taken = |_: &str| false;
        let lists = Lists { config: self.config, posts: &posts, taken: &taken };
        for document in documents {
            let is_draft = document.kind == Kind::Draft;
            let is_published = document.is_published(self.config, self.now);
            if let Kind::Document(label) = &document.kind
                && self.config.collection(label).is_none_or(|collection| !collection.is_written)
            {
                self.made_of_data(label, document);
                continue;
            }
            if !document.is_html() {
                if is_published {
                    self.other(document);
                }
                continue;
            }
            if document.kind == Kind::Page && !is_published {
                self.find(
                    &document.path,
                    "is not published, and not carried over",
                    "take `published: false` away and import again if it should be",
                );
                continue;
            }
            let mut text = text(document, self.config, &self.world);
            if document.kind == Kind::Page && is_published && self.is_replaced(document, &text, &lists) {
                continue;
            }
            if document.url == "/" && text.has_liquid {
                // Below the text of the home page stands the list of posts, which Liquid made before.
                text = without_liquid(document, self.config, &self.world);
                self.find(
                    &document.path,
                    "has lists that Liquid makes, which are left out",
                    "Offprint lists posts below this text",
                );
            }
            if self.moves(document, documents) {
                continue;
            }
            self.page(document, text, is_published, is_draft);
        }
    }

    /// A page that only leads to another one of the site becomes an alias of that.
    fn moves(&mut self, document: &Document, documents: &[Document]) -> bool {
        let Some(to) = document.data.get("redirect_to").texts().into_iter().next() else { return false };
        let own = self.config.values.get("url").written();
        let path = to.strip_prefix(own.trim_end_matches('/')).filter(|_| !own.is_empty()).unwrap_or(&to);
        let path = path.split(['#', '?']).next().unwrap_or_default();
        let target = documents.iter().find(|other| {
            other.path != document.path
                && other.is_html()
                && other.is_published(self.config, self.now)
                && other.data.get("redirect_to").is_blank()
                && other.url.trim_end_matches('/') == path.trim_end_matches('/')
        });
        let Some(target) = target.filter(|_| path.starts_with('/') && path.len() > 1) else { return false };
        let mut from: Vec<String> = vec![document.url.clone()];
        from.extend(
            document.data.get("redirect_from").texts().iter().map(|from| permalink::plain(from, &[])),
        );
        self.moved.entry(target.path.clone()).or_default().extend(from);
        true
    }

    /// A page that Offprint makes itself: a list, a search, the page for what is not there.
    fn is_replaced(&mut self, document: &Document, text: &Text, lists: &Lists<'_>) -> bool {
        let url = document.url.as_str();
        if matches!(url, "/404.html" | "/404/" | "/404") {
            self.find(
                &document.path,
                "is not carried over: Offprint has a page of its own for what is not there",
                "nothing has to be done",
            );
            self.site.addresses.push(crate::Address {
                url: url.to_owned(),
                kind: crate::AddressKind::List,
                to: (url != "/404.html").then(|| "/404.html".to_owned()),
            });
            return true;
        }
        if !document.data.get("redirect_to").is_blank() {
            return false;
        }
        let is_empty = text.body.trim().is_empty();
        let is_home = url == "/";
        let is_list = is_empty
            || text.has_liquid && {
                let own = measure(&bare(document, self.config, &self.world));
                own.word_count() < FEW_WORDS
            };
        if !is_list {
            return false;
        }
        let address = lists.list_like(url);
        let to = address.to.clone().unwrap_or_else(|| url.to_owned());
        let message = if is_empty {
            "has no text of its own (its layout makes the page), and is not carried over".to_owned()
        } else {
            "is a list that Liquid makes, and is not carried over".to_owned()
        };
        self.find(&document.path, &message, &format!("Offprint makes lists itself: `{to}` answers for it"));
        if !is_home {
            self.site.addresses.push(address);
        }
        true
    }

    /// A document of a collection that is only shown in others.
    fn made_of_data(&mut self, label: &str, document: &Document) {
        let entry = self.unwritten.entry(label.to_owned()).or_insert_with(|| (document.path.clone(), 0));
        entry.1 += 1;
    }

    fn page(&mut self, document: &Document, mut text: Text, is_published: bool, is_draft: bool) {
        let (kind, target) = self.place(document);
        let redirect = document.data.get("redirect_to").texts().into_iter().next();
        if let Some(to) = redirect {
            text.body = format!("This page has moved to [{to}]({to}).\n");
            text.reference = format!("<p><a href=\"{to}\">{to}</a></p>");
            text.findings.clear();
            self.find(
                &document.path,
                &format!("leads to {to}"),
                "it is a page with a link now: let your host redirect it",
            );
        }
        self.site.findings.append(&mut text.findings);
        for (key, value) in document.own.entries() {
            if !READ.contains(&key.as_str()) && !value.is_blank() {
                let entry = self.unread.entry(key.clone()).or_insert_with(|| (document.path.clone(), 0));
                entry.1 += 1;
            }
        }
        self.has_raw_html |= needs_trust(&text.body);
        let is_withdrawn = is_draft || document.data.get("published").bool() == Some(false);
        let files = &self.files;
        let has_file = |image: &str| image.contains("://") || files.contains_key(image);
        let authors = self.world.data().get("authors");
        let front_matter =
            front_matter(document, self.config, authors, is_withdrawn, text.summary, &has_file);
        let aliases = document.data.get("redirect_from").texts();
        let aliases =
            aliases.iter().map(|alias| permalink::plain(alias, &[])).filter(|alias| *alias != document.url);
        self.site.pages.push(Page {
            source: document.path.clone(),
            kind,
            url: is_published.then(|| document.url.clone()),
            aliases: aliases.collect(),
            target,
            front_matter,
            body: text.body,
            reference: text.reference,
        });
    }

    fn finish(mut self, documents: &[Document]) -> OldSite {
        for page in &mut self.site.pages {
            page.aliases.extend(self.moved.remove(&page.source).unwrap_or_default());
        }
        for (label, (path, count)) in std::mem::take(&mut self.unwritten) {
            let files = counted(count);
            self.find(
                &path,
                &format!(
                    "the collection `{label}` ({files}) has no pages of its own, and is not carried over"
                ),
                "set `output: true` for it and import again, or write its texts where they were shown",
            );
        }
        let unread: Vec<String> =
            self.unread.iter().map(|(key, (_, count))| format!("`{key}` ({})", counted(*count))).collect();
        if let Some((path, _)) = self.unread.values().max_by_key(|(_, count)| *count).cloned() {
            let message = format!("keys of front matter are not carried over: {}", unread.join(", "));
            self.find(&path, &message, "your theme may have used them: Offprint does not");
        }
        if let Some(first) = self.made.first().cloned() {
            let files = counted(self.made.len());
            let message = format!("styles and scripts that Jekyll compiles are not carried over ({files})");
            self.find(&first, &message, "Offprint has its own look; yours goes into `theme/`");
        }
        if !self.world.data().entries().is_empty() {
            let names: Vec<&str> =
                self.world.data().entries().iter().map(|(name, _)| name.as_str()).collect();
            let message = format!("data files are not carried over: {}", names.join(", "));
            self.find("_data", &message, "what stood in texts by Liquid was written into them");
        }
        let posts = published_posts(documents, self.config, self.now);
        let taken: HashSet<String> = self
            .site
            .pages
            .iter()
            .filter(|page| page.kind != PageKind::Section)
            .filter_map(|page| page.url.clone())
            .chain(self.site.addresses.iter().map(|address| address.url.clone()))
            .chain(self.files.keys().cloned())
            .collect();
        let is_taken = |url: &str| taken.contains(url);
        let lists = Lists { config: self.config, posts: &posts, taken: &is_taken };
        let mut addresses = lists.all();
        self.site.addresses.append(&mut addresses);
        let page = |path: &str| {
            let document = documents.iter().find(|document| document.relative_path == path)?;
            Some((document.title.clone(), document.url.clone()))
        };
        let known: HashSet<&str> = documents
            .iter()
            .map(|document| document.url.as_str())
            .chain(self.site.addresses.iter().map(|address| address.url.as_str()))
            .collect();
        let files = &self.files;
        let seen = Seen {
            has_raw_html: self.has_raw_html,
            data: self.world.data(),
            page: &page,
            has_file: &|url| files.contains_key(url),
            has_address: &|url| known.contains(url) || files.contains_key(url),
        };
        let mut findings = Vec::new();
        self.site.settings = settings(self.config, &seen, &mut findings);
        if self.has_raw_html {
            findings.push(Finding {
                path: "_config.yml".to_owned(),
                line: None,
                message: "texts hold HTML that sanitising would take away: `[markdown] html` is \"trust\""
                    .to_owned(),
                help: "Jekyll trusts all HTML; set it to \"sanitize\" where you do not need that".to_owned(),
            });
        }
        self.site.findings.append(&mut findings);
        self.site
    }
}

fn counted(files: usize) -> String {
    if files == 1 { "1 file".to_owned() } else { format!("{files} files") }
}

/// Newest first.
fn published_posts<'a>(documents: &'a [Document], config: &Config, now: Timestamp) -> Vec<&'a Document> {
    let mut posts: Vec<&Document> = documents
        .iter()
        .filter(|document| document.kind == Kind::Post && document.is_published(config, now))
        .collect();
    posts.sort_by_key(|post| std::cmp::Reverse(post.date.as_ref().map(|date| date.timestamp())));
    posts
}
