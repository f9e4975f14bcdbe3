use super::address;
use super::config::ZolaConfig;
use super::page::Source;
use super::places::{Linked, Places};
use super::section::{self, Paginated};
use crate::glob;
use crate::{Address, AddressKind, File, FileSource, Finding, OldSite};
use offprint_model::Slug;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The folder `content`, read.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub pages: Vec<Source>,
    pub sections: Vec<Source>,
    /// Files that are no Markdown, by their name below `content`.
    pub others: BTreeMap<String, PathBuf>,
    /// The site's own and the theme's, by their name below `static`.
    statics: BTreeMap<String, PathBuf>,
}

/// Every file below a folder, by its name with slashes.
pub(crate) fn walk(folder: &Path, findings: &mut Vec<Finding>) -> BTreeMap<String, PathBuf> {
    let mut files = BTreeMap::new();
    if !folder.is_dir() {
        return files;
    }
    for entry in WalkDir::new(folder).follow_links(true) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let Ok(inner) = entry.path().strip_prefix(folder) else { continue };
                let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
                files.insert(parts.join("/"), entry.into_path());
            }
            Ok(_) => {}
            Err(error) => findings.push(Finding {
                path: error.path().unwrap_or(folder).display().to_string(),
                line: None,
                message: format!("cannot be read: {error}"),
                help: "copy by hand what is in it".to_owned(),
            }),
        }
    }
    files
}

/// Takes out what the old site kept to itself: hidden texts, and files that its patterns name.
fn leave_out(
    files: &mut BTreeMap<String, PathBuf>,
    folder: &str,
    patterns: &[String],
    findings: &mut Vec<Finding>,
) {
    let before = files.len();
    files.retain(|name, _| {
        let file = name.rsplit('/').next().unwrap_or(name);
        let whole = format!("{folder}/{name}");
        let is_ignored = |pattern: &String| {
            // `*` goes over slashes in Zola's patterns, and `**` means no more than that.
            let pattern = pattern.replace("**/", "*");
            [file, name.as_str(), whole.as_str()].iter().any(|name| glob::matches(&pattern, name, false))
                || name.split('/').any(|part| glob::matches(pattern.trim_start_matches('*'), part, false))
        };
        let is_hidden = folder == "content" && file.starts_with('.') && file.ends_with(".md");
        !is_hidden && !patterns.iter().any(is_ignored)
    });
    let left_out = before - files.len();
    if left_out > 0 {
        findings.push(Finding {
            path: "config.toml".to_owned(),
            line: None,
            message: format!(
                "{left_out} files of `{folder}` are not carried over: Zola did not publish them"
            ),
            help: format!("they are hidden, or `ignored_{folder}` names them: copy by hand what you want"),
        });
    }
}

impl Tree {
    pub(super) fn read(from: &Path, config: &ZolaConfig, findings: &mut Vec<Finding>) -> Self {
        let mut tree = Self::default();
        let mut files = walk(&from.join("content"), findings);
        leave_out(&mut files, "content", &config.ignored_content, findings);
        for (name, path) in files {
            if !name.ends_with(".md") {
                tree.others.insert(name, path);
                continue;
            }
            let bytes = match fs::read(&path) {
                Ok(bytes) => bytes,
                Err(error) => {
                    findings.push(Finding {
                        path: format!("content/{name}"),
                        line: None,
                        message: format!("cannot be read: {error}"),
                        help: "copy it by hand".to_owned(),
                    });
                    continue;
                }
            };
            let source = Source::read(&name, &bytes, config, findings);
            if source.is_section { tree.sections.push(source) } else { tree.pages.push(source) }
        }
        if let Some(theme) = &config.theme {
            tree.statics.extend(walk(&from.join("themes").join(theme).join("static"), findings));
        }
        tree.statics.extend(walk(&from.join("static"), findings));
        leave_out(&mut tree.statics, "static", &config.ignored_static, findings);
        tree
    }

    /// Where what pages name is.
    fn places(&self) -> Places<'_> {
        let all = self.pages.iter().chain(&self.sections);
        let linked = |source: &Source| {
            let name = source.target().trim_start_matches("content/").to_owned();
            let linked = match source.redirect() {
                Some(url) => Linked { url, name: None },
                None => Linked { url: source.url.clone(), name: Some(name) },
            };
            (source.name.clone(), linked)
        };
        Places {
            pages: all.map(linked).collect(),
            files: self.beside().into_iter().map(|(name, file)| (name, file.url)).collect(),
            statics: &self.statics,
        }
    }

    /// Turns sources into pages.
    pub(super) fn pages(&self, config: &ZolaConfig, site: &mut OldSite) {
        let places = self.places();
        let mut templates: BTreeMap<String, usize> = BTreeMap::new();
        for source in &self.sections {
            section::add(source, config, &places, site);
        }
        for source in &self.pages {
            if let Some(template) = source.text("template") {
                *templates.entry(template).or_default() += 1;
            }
            let page = source.page(config, &places, &mut site.findings);
            site.pages.push(page);
        }
        for (template, count) in templates {
            site.findings.push(Finding {
                path: format!("templates/{template}"),
                line: None,
                message: format!(
                    "{count} of the pages have this template of their own, which is not carried over"
                ),
                help: "look at how they are shown now".to_owned(),
            });
        }
    }

    /// What lies beside pages and sections, by its name below `content`.
    fn beside(&self) -> Vec<(&str, File)> {
        let mut files = Vec::new();
        let mut used = BTreeSet::new();
        let of = |folder: &str| {
            let folder = folder.to_owned();
            self.others.range(folder.clone()..).take_while(move |(name, _)| name.starts_with(&folder))
        };
        for page in self.pages.iter().filter(|page| page.is_bundle()) {
            for (name, path) in of(page.folder()) {
                let inner = &name[page.folder().len()..];
                used.insert(name);
                let url = format!("{}{inner}", page.url);
                let target = format!("{}{inner}", page.target().trim_end_matches("index.md"));
                files.push((name.as_str(), File { source: FileSource::Disk(path.clone()), url, target }));
            }
        }
        for section in &self.sections {
            for (name, path) in of(section.folder()) {
                let inner = &name[section.folder().len()..];
                if inner.contains('/') || !used.insert(name) {
                    continue;
                }
                let url = format!("{}{inner}", section.url);
                let target = format!("{}{inner}", section.target().trim_end_matches("_index.md"));
                files.push((name.as_str(), File { source: FileSource::Disk(path.clone()), url, target }));
            }
        }
        files
    }

    /// Copies `static`, and what lies beside pages and sections.
    pub(super) fn files(&self, site: &mut OldSite) {
        for (name, path) in &self.statics {
            site.files.push(File {
                source: FileSource::Disk(path.clone()),
                url: format!("/{name}"),
                target: format!("static/{name}"),
            });
        }
        let beside = self.beside();
        let used: BTreeSet<&str> = beside.iter().map(|(name, _)| *name).collect();
        for name in self.others.keys().filter(|name| !used.contains(name.as_str())) {
            site.findings.push(Finding {
                path: format!("content/{name}"),
                line: None,
                message: "Zola published this file with no page, so it is not copied".to_owned(),
                help: "copy it into `static`, if something needs it".to_owned(),
            });
        }
        site.files.extend(beside.into_iter().map(|(_, file)| file));
    }

    /// What Zola makes of itself: lists, terms and feeds.
    pub(super) fn addresses(&self, config: &ZolaConfig, site: &mut OldSite) {
        let mut add = |url: String, kind| site.addresses.push(address(url, kind));
        add("/".to_owned(), AddressKind::List);
        let feeds = |url: &str, add: &mut dyn FnMut(String, AddressKind)| {
            for file in &config.feed_files {
                add(format!("{url}{file}"), AddressKind::Feed);
            }
        };
        if config.feeds {
            feeds("/", &mut add);
        }
        for (code, has_feed) in &config.languages {
            if *has_feed {
                feeds(&format!("/{code}/"), &mut add);
            }
        }
        add("/sitemap.xml".to_owned(), AddressKind::List);
        add("/robots.txt".to_owned(), AddressKind::List);
        for Paginated { url, path, pages, feed } in self.paginated(config) {
            for number in 1..=pages {
                add(format!("{url}{path}/{number}/"), AddressKind::List);
            }
            if feed {
                feeds(&url, &mut add);
            }
        }
        for taxonomy in config.taxonomies.iter().filter(|taxonomy| taxonomy.render) {
            let mut terms: BTreeMap<String, (usize, String)> = BTreeMap::new();
            for page in
                self.pages.iter().filter(|page| page.is_published() && page.language == taxonomy.language)
            {
                let labels = page.labels(&taxonomy.name);
                let slugs: BTreeMap<String, &String> =
                    labels.iter().map(|label| (config.terms.path(label), label)).collect();
                for (slug, label) in slugs {
                    terms.entry(slug).or_insert_with(|| (0, label.clone())).0 += 1;
                }
            }
            let top = format!("{}/{}/", config.prefix(&taxonomy.language), config.terms.path(&taxonomy.name));
            if !terms.is_empty() {
                site.addresses.push(address(top.clone(), AddressKind::Term));
            }
            for (slug, (count, label)) in terms {
                let url = format!("{top}{slug}/");
                // What Zola writes in Latin letters, Offprint writes as it is.
                let ours = format!("/{}/{}/", Slug::from_label(&taxonomy.name), Slug::from_label(&label));
                let to = (url != ours).then_some(ours);
                site.addresses.push(Address { url: url.clone(), kind: AddressKind::Term, to: to.clone() });
                if let (Some(to), true) = (&to, taxonomy.feed) {
                    for file in &config.feed_files {
                        let to = Some(format!("{to}feed.xml"));
                        site.addresses.push(Address {
                            url: format!("{url}{file}"),
                            kind: AddressKind::Feed,
                            to,
                        });
                    }
                }
                let mut add = |url: String, kind| site.addresses.push(address(url, kind));
                for number in 1..=taxonomy.per_page.map_or(0, |per_page| count.div_ceil(per_page)) {
                    add(format!("{url}{}/{number}/", taxonomy.page_path), AddressKind::Term);
                }
                if taxonomy.feed && to.is_none() {
                    feeds(&url, &mut add);
                }
            }
        }
    }
}
