use super::{Claims, file_of, permalink};
use crate::{Finding, OldSite, Page, PageKind};
use offprint_model::Permalink;
use offprint_site::{Config, Library, address_by_rules};
use std::collections::{BTreeSet, HashMap};
use toml::Value;

/// Which file each part of an old site becomes, and at which address.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Pages, in the order of [`OldSite::pages`]; those that became nothing are missing.
    pub pages: Vec<PlannedPage>,
    /// Files by their number in [`OldSite::files`], and where they go.
    pub files: Vec<(usize, String)>,
    pub findings: Vec<Finding>,
}

/// A page that will be written.
#[derive(Debug)]
pub(crate) struct PlannedPage {
    /// Its place in [`OldSite::pages`].
    pub number: usize,
    /// Its file below the new folder.
    pub target: String,
    /// The front matter, with `path` and `aliases` where the old addresses need them.
    pub front_matter: Vec<(String, Value)>,
}

impl Plan {
    /// Plans a site for the configuration that it will have.
    pub(crate) fn new(site: &OldSite, config: &Config) -> Self {
        let mut plan = Self::default();
        let mut targets = Targets::default();
        let (mut claims, refused) = lists(site, config);
        let mut pages: Vec<(usize, &Page, String)> = Vec::new();
        for (number, page) in site.pages.iter().enumerate() {
            match targets.place(&page.target) {
                Some(target) => {
                    if target != page.target {
                        let message = format!("`{}` is taken: the new file is `{target}`", page.target);
                        plan.find(&page.source, message, "rename one of the two, if you like");
                    }
                    pages.push((number, page, target));
                }
                None => plan.find(
                    &page.source,
                    format!("`{}` is no place for a file: the page was not carried over", page.target),
                    "write it by hand",
                ),
            }
        }
        // Pages before files and aliases: these give way.
        let mut planned = Vec::new();
        for (number, page, target) in pages {
            planned.push(plan.address(number, page, target, config, &mut claims));
        }
        for (number, file) in site.files.iter().enumerate() {
            if let Some(holder) = refused.get(file.target.as_str()) {
                let message = format!("`{}` is not copied: {holder} is at its address", file.target);
                plan.find(&file.target, message, "carry over by hand what you need of it");
                continue;
            }
            let Some(target) = targets.exact(&file.target) else {
                let message =
                    format!("`{}` is taken by another file, or no place for one: not copied", file.target);
                plan.find(&file.target, message, "rename one of the two in the old folder");
                continue;
            };
            plan.files.push((number, target));
        }
        for (mut page, wanted) in planned {
            let Some(old) = site.pages.get(page.number) else { continue };
            let aliases = plan.aliases(old, &wanted, &mut claims);
            if !aliases.is_empty() {
                page.front_matter.push(("aliases".to_owned(), Value::from(aliases)));
            }
            plan.pages.push(page);
        }
        plan
    }

    /// Moves out of the way of lists what a look at the site has shown to be at the address of one: a page that only
    /// showed such a list goes, any other gets an address beside it, and aliases go. Gives back the targets that
    /// changed; one that is not planned any more is to be removed.
    pub(crate) fn give_way(&mut self, site: &OldSite, library: &Library) -> Vec<String> {
        let lists: BTreeSet<String> = library.lists().iter().map(|list| list.file().to_lowercase()).collect();
        let posts = library.posts.iter().map(|post| (post.source.as_str(), &post.summary.url));
        let documents = library.documents.iter().map(|page| (page.source.as_str(), &page.page.url));
        let built: HashMap<&str, &Permalink> = posts.chain(documents).collect();
        let mut claims = Claims::default();
        for file in library.files.iter().map(|file| &file.to).chain(&lists) {
            let _ = claims.claim(file, LIST);
        }
        for page in built.values() {
            let _ = claims.claim(&page.file(), "another page");
        }
        let mut changed = Vec::new();
        let mut pages = std::mem::take(&mut self.pages);
        pages.retain_mut(|planned| {
            let Some(old) = site.pages.get(planned.number) else { return true };
            let at_list = |file: &str| lists.contains(&file.to_lowercase());
            let mut change = false;
            for (key, value) in &mut planned.front_matter {
                if let ("aliases", Value::Array(aliases)) = (key.as_str(), value) {
                    let before = aliases.len();
                    aliases.retain(|alias| !alias.as_str().is_some_and(|alias| at_list(&file_of(alias))));
                    change |= aliases.len() != before;
                }
            }
            planned
                .front_matter
                .retain(|(key, value)| key != "aliases" || value.as_array() != Some(&Vec::new()));
            if let Some(url) = built.get(planned.target.as_str()).filter(|url| at_list(&url.file())) {
                change = true;
                if old.body.trim().is_empty() {
                    let message =
                        format!("the page had no text of its own: the list at `{url}` takes its place");
                    self.find(&old.source, message, "nothing to do");
                    changed.push(planned.target.clone());
                    return false;
                }
                planned.front_matter.retain(|(key, _)| key != "path");
                self.moved(old, url, &planned.target, &mut planned.front_matter, &mut claims);
            }
            if change {
                changed.push(planned.target.clone());
            }
            true
        });
        self.pages = pages;
        changed
    }

    fn find(&mut self, path: &str, message: impl Into<String>, help: &str) {
        self.findings.push(Finding {
            path: path.to_owned(),
            line: None,
            message: message.into(),
            help: help.to_owned(),
        });
    }

    /// Gives a page its address: the old one, wherever that can be. Beside it are addresses that must lead there.
    fn address(
        &mut self,
        number: usize,
        page: &Page,
        target: String,
        config: &Config,
        claims: &mut Claims,
    ) -> (PlannedPage, Vec<Permalink>) {
        let value =
            |key: &str| page.front_matter.iter().find(|(name, _)| name == key).map(|(_, value)| value);
        let slug = value("slug").and_then(Value::as_str);
        let date = value("date").map(|date| match date {
            Value::Datetime(date) => date.to_string(),
            other => other.as_str().unwrap_or_default().to_owned(),
        });
        let name = target.strip_prefix("content/").unwrap_or(&target);
        let ruled = address_by_rules(config, name, slug, date.as_deref());
        let mut front_matter = page.front_matter.clone();
        let mut wanted = Vec::new();
        let old = page.url.as_deref().and_then(|url| {
            let old = permalink(url);
            if old.is_none() {
                let message = format!("`{url}` is no address that a file can have");
                self.find(&page.source, message, "let your web server lead it on");
            }
            old
        });
        if page.kind == PageKind::Section {
            // A list is where its folder is; the home page is where the site is.
            wanted.extend(old.into_iter().filter(|old| Some(old) != ruled.as_ref()));
        } else if let Some(old) = old {
            if claims.claim(&old.file(), &format!("`{}`", page.source)).is_ok() {
                if ruled.as_ref() != Some(&old) {
                    front_matter.push(("path".to_owned(), Value::from(written(&old))));
                }
            } else {
                self.moved(page, &old, &target, &mut front_matter, claims);
            }
        } else if page.url.is_none()
            && let Some(ruled) = ruled
            && claims.claim(&ruled.file(), &format!("`{}`", page.source)).is_err()
        {
            // A draft has no old address, and may not take that of another page.
            self.moved(page, &ruled, &target, &mut front_matter, claims);
        }
        (PlannedPage { number, target, front_matter }, wanted)
    }

    /// Somebody has the address already: the page gets one beside it.
    fn moved(
        &mut self,
        page: &Page,
        old: &Permalink,
        target: &str,
        front_matter: &mut Vec<(String, Value)>,
        claims: &mut Claims,
    ) {
        let base = old.as_str().trim_end_matches('/').trim_end_matches(".html");
        let base = if base.is_empty() { "home" } else { base };
        for number in 1..10_000 {
            let ending = if number == 1 { "-page".to_owned() } else { format!("-page-{number}") };
            let Some(beside) = permalink(&format!("/{base}{ending}/")) else { break };
            if claims.claim(&beside.file(), &format!("`{}`", page.source)).is_ok() {
                let message =
                    format!("`{old}` is a list, or of another page: `{target}` is at `{beside}` instead");
                self.find(
                    &page.source,
                    message,
                    "give it the address that you want in its front matter, as `path`",
                );
                front_matter.push(("path".to_owned(), Value::from(written(&beside))));
                return;
            }
        }
    }

    /// The aliases of a page that nothing else has.
    fn aliases(&mut self, page: &Page, wanted: &[Permalink], claims: &mut Claims) -> Vec<String> {
        let mut aliases = Vec::new();
        let own = page.url.as_deref().map(file_of);
        let old = page.aliases.iter().filter_map(|url| {
            let alias = permalink(url);
            if alias.is_none() {
                let message = format!("the old address `{url}` is none that a file can have");
                self.find(&page.source, message, "let your web server lead it on");
            }
            alias
        });
        let old: Vec<Permalink> = old.collect();
        for alias in wanted.iter().chain(&old) {
            let file = alias.file();
            let by = format!("an alias of `{}`", page.source);
            if own.as_ref().is_some_and(|own| own.eq_ignore_ascii_case(&file))
                || aliases.contains(&written(alias))
            {
                continue;
            }
            match claims.claim(&file, &by) {
                Ok(()) => aliases.push(written(alias)),
                // What a list answers needs no alias.
                Err(holder) if holder == LIST => {}
                Err(holder) => {
                    let message = format!("the alias `{alias}` is left out: {holder} is there");
                    self.find(&page.source, message, "nothing to do, if that is what readers should find");
                }
            }
        }
        aliases
    }
}

/// An address as front matter has it: [`Permalink::new`] decodes percent signs.
fn written(address: &Permalink) -> String {
    address.to_string().replace('%', "%25")
}

/// Who has the addresses of lists.
const LIST: &str = "a list";

/// What Offprint writes at the top of a site.
const OWN: [&str; 11] = [
    "404.html",
    "shell.html",
    "feed.xml",
    "sitemap.xml",
    "_headers",
    "_redirects",
    "sw.js",
    "offprint.json",
    "search.bin",
    "manifest.webmanifest",
    "robots.txt",
];

/// The addresses of copied files and of lists, which no page can have; and the files for which there is no room.
fn lists<'a>(site: &'a OldSite, config: &Config) -> (Claims, HashMap<&'a str, String>) {
    let mut claims = Claims::default();
    // An author's own `robots.txt` takes the place of ours.
    for file in OWN.iter().filter(|file| **file != "robots.txt") {
        let _ = claims.claim(file, "a file that Offprint makes");
    }
    let _ = claims.claim("index.html", LIST);
    let mut list = |url: Option<Permalink>| {
        if let Some(url) = url {
            let _ = claims.claim(&url.file(), LIST);
        }
    };
    for page in &site.pages {
        let name = page.target.strip_prefix("content/").unwrap_or(&page.target);
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let folder = match name.rsplit_once('/').map_or(name, |(_, file)| file) {
            "index.md" => folder.rsplit_once('/').map_or("", |(section, _)| section),
            _ => folder,
        };
        if page.kind == PageKind::Page || folder.is_empty() {
            continue;
        }
        let ends = folder.match_indices('/').map(|(slash, _)| slash).chain([folder.len()]);
        for end in ends {
            list(address_by_rules(config, &format!("{}/_index.md", &folder[..end]), None, None));
        }
    }
    for taxonomy in &config.taxonomies {
        let used = |page: &Page| {
            let named = page.front_matter.iter().any(|(key, _)| *key == taxonomy.key);
            let tables = page.front_matter.iter().filter(|(key, _)| key == "taxonomies");
            named
                || tables
                    .filter_map(|(_, value)| value.as_table())
                    .any(|table| table.contains_key(&taxonomy.key))
        };
        if site.pages.iter().any(|page| page.kind == PageKind::Post && used(page)) {
            list(Some(taxonomy.permalink()));
        }
    }
    let mut refused = HashMap::new();
    for file in &site.files {
        if let Some(path) = file.target.strip_prefix("static/")
            && let Err(holder) = claims.claim(path, "a file")
            && holder != "a file"
        {
            refused.insert(file.target.as_str(), holder);
        }
    }
    let _ = claims.claim("robots.txt", "a file that Offprint makes");
    (claims, refused)
}

/// The files of the new folder, without regard to case.
#[derive(Debug, Default)]
struct Targets {
    taken: HashMap<String, ()>,
    folders: BTreeSet<String>,
}

impl Targets {
    /// A target, or one like it that is free.
    fn place(&mut self, target: &str) -> Option<String> {
        if let Some(exact) = self.exact(target) {
            return Some(exact);
        }
        if !is_safe(target) {
            return None;
        }
        let (stem, ending) = target.rsplit_once('.').unwrap_or((target, ""));
        let (stem, ending) = match stem.strip_suffix("/index") {
            Some(folder) => (folder, format!("/index.{ending}")),
            None => (stem, format!(".{ending}")),
        };
        (2..10_000).find_map(|number| self.exact(&format!("{stem}-{number}{ending}")))
    }

    /// A target, if it is free and stays inside the new folder.
    fn exact(&mut self, target: &str) -> Option<String> {
        let key = target.to_lowercase();
        let mut folders = key.match_indices('/').filter_map(|(slash, _)| key.get(..slash));
        let blocked = self.taken.contains_key(&key)
            || self.folders.contains(&key)
            || folders.any(|folder| self.taken.contains_key(folder));
        if blocked || !is_safe(target) {
            return None;
        }
        let folders = key.match_indices('/').filter_map(|(slash, _)| key.get(..slash));
        self.folders.extend(folders.map(str::to_owned));
        self.taken.insert(key, ());
        Some(target.to_owned())
    }
}

/// A relative path of plain names.
fn is_safe(target: &str) -> bool {
    let odd = |c: char| c.is_control() || c == '\\';
    let plain = |name: &str| !matches!(name, "" | "." | "..") && !name.contains(odd) && name.len() < 250;
    target.split('/').all(plain) && !target.starts_with(".offprint") && target != "offprint.toml"
}
