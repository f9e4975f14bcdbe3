//! All pages of a Hugo site with their addresses.

use super::address::{Place, Published, alias};
use super::cascade::Cascade;
use super::config::Config;
use super::content::{ContentFile, Role};
use super::meta::Meta;
use super::path::normal;
use super::permalink::{Values, expand, expand_url};
use super::tree::{lowered, text};
use super::{HugoError, Kind};
use crate::Finding;
use crate::source_front_matter::{Table, Value, decode, split};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};

/// A page with its text.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its file.
    pub file: ContentFile,
    /// What it is.
    pub kind: Kind,
    /// What it says of itself.
    pub meta: Meta,
    /// Its text.
    pub body: String,
    /// The line on which the text begins.
    pub body_line: usize,
    /// Where it is.
    pub place: Published,
    /// Its old addresses.
    pub aliases: Vec<String>,
    /// Hugo publishes it.
    pub published: bool,
}

/// A site that has been read.
#[derive(Debug, Default)]
pub struct Site {
    /// Its configuration.
    pub config: Config,
    /// Its pages.
    pub entries: Vec<Entry>,
    /// Sections by language and path: those with a text, and first folders.
    pub sections: BTreeSet<(usize, String)>,
    /// Places of pages by language and path.
    by_path: BTreeMap<(usize, String), usize>,
    /// Places of pages by language and name; `None` where several have it.
    by_name: BTreeMap<(usize, String), Option<usize>>,
}

impl Site {
    /// Reads all pages among files.
    pub fn read(
        config: Config,
        files: &[ContentFile],
        now: Timestamp,
        findings: &mut Vec<Finding>,
    ) -> Result<Self, HugoError> {
        let zone = zone(&config, findings);
        let mut site = Self { config, ..Self::default() };
        let mut tables: Vec<(&ContentFile, Table, String, usize)> = Vec::new();
        for file in files.iter().filter(|file| !matches!(file.role, Role::Resource | Role::Inner)) {
            let read = |source| HugoError::Read { path: file.disk.clone(), source };
            let (text, guessed) = decode(&std::fs::read(&file.disk).map_err(read)?);
            let parts = split(&text);
            if file.ending.starts_with("htm") && parts.format.is_none() {
                // Without front matter it is a file like any other.
                continue;
            }
            let find = |line, message: String, help: &str| Finding {
                path: file.source.clone(),
                line,
                message,
                help: help.to_owned(),
            };
            if guessed {
                let message = "the text is not UTF-8 and was read as Latin-1".to_owned();
                findings.push(find(None, message, "look at its letters with accents"));
            }
            if let Some(problem) = &parts.problem {
                let message = format!("the front matter cannot be read: {}", problem.message);
                findings.push(find(Some(problem.line), message, "mend it there and import again"));
            }
            tables.push((file, lowered(&parts.values), parts.body.to_owned(), parts.body_line));
        }
        site.find_sections(tables.iter().map(|(file, ..)| *file));
        let cascades: BTreeMap<(usize, String), Vec<Cascade>> = tables
            .iter()
            .filter_map(|(file, keys, ..)| {
                Some(((file.language, file.path()), Cascade::read(keys.get("cascade")?)))
            })
            .collect();
        for (file, mut keys, body, body_line) in tables {
            let kind = site.kind(file);
            let path = file.path();
            let language =
                site.config.languages.get(file.language).map(|lang| lang.key.clone()).unwrap_or_default();
            for above in ancestors(&path) {
                for cascade in cascades.get(&(file.language, above)).into_iter().flatten() {
                    cascade.give(&mut keys, kind, &path, &language);
                }
            }
            for cascade in &site.config.cascades {
                cascade.give(&mut keys, kind, &path, &language);
            }
            let meta = Meta::new(keys, file.base_name(), &site.config, &zone);
            let published =
                meta.is_published(&site.config, now) && meta.render && site.config.makes(kind.name());
            let place = Published { link: String::new(), folder: String::new() };
            let (file, aliases) = (file.clone(), Vec::new());
            site.entries.push(Entry { file, kind, meta, body, body_line, place, aliases, published });
        }
        site.index();
        for at in 0..site.entries.len() {
            let place = site.place(at, findings);
            let entry = &site.entries[at];
            let prefix = site.prefix(entry.file.language);
            let ugly = site.config.ugly.is_for(&section_of(&entry.file));
            let aliases =
                entry.meta.aliases.iter().filter(|written| !written.contains("://")).map(|written| {
                    let path = alias(written, &place, prefix);
                    match path.strip_suffix('/') {
                        Some(file) if ugly && !file.is_empty() => format!("{file}.html"),
                        _ => path,
                    }
                });
            let aliases = aliases.collect();
            let entry = &mut site.entries[at];
            (entry.place, entry.aliases) = (place, aliases);
        }
        Ok(site)
    }

    fn find_sections<'a>(&mut self, files: impl Iterator<Item = &'a ContentFile>) {
        for file in files {
            let path = match file.role {
                Role::Branch => normal(&file.folder),
                _ => normal(file.container()),
            };
            if file.role == Role::Branch && !path.is_empty() {
                self.sections.insert((file.language, format!("/{path}")));
            }
            if let Some(first) = path.split('/').next().filter(|first| !first.is_empty()) {
                self.sections.insert((file.language, format!("/{first}")));
            }
        }
    }

    fn kind(&self, file: &ContentFile) -> Kind {
        if file.role != Role::Branch {
            return Kind::Page;
        }
        let path = normal(&file.folder);
        let taxonomy = self
            .config
            .taxonomies
            .iter()
            .find(|plural| path == normal(plural) || path.starts_with(&format!("{}/", normal(plural))));
        match taxonomy {
            _ if path.is_empty() => Kind::Home,
            Some(plural) if path == normal(plural) => Kind::Taxonomy,
            Some(_) => Kind::Term,
            None => Kind::Section,
        }
    }

    fn index(&mut self) {
        for (at, entry) in self.entries.iter().enumerate() {
            let language = entry.file.language;
            self.by_path.entry((language, entry.file.path())).or_insert(at);
            let name = normal(entry.file.base_name());
            self.by_name.entry((language, name)).and_modify(|place| *place = None).or_insert(Some(at));
        }
    }

    /// The page of a path such as `/posts/a`.
    pub fn at_path(&self, language: usize, path: &str) -> Option<&Entry> {
        self.entries.get(*self.by_path.get(&(language, path.to_owned()))?)
    }

    /// The only page of a name; an error where there are several.
    pub fn named(&self, language: usize, name: &str) -> Result<Option<&Entry>, ()> {
        match self.by_name.get(&(language, name.to_owned())) {
            Some(Some(at)) => Ok(self.entries.get(*at)),
            Some(None) => Err(()),
            None => Ok(None),
        }
    }

    /// The segment of a language in addresses.
    pub fn prefix(&self, language: usize) -> &str {
        self.config.languages.get(language).map_or("", |language| &language.prefix)
    }

    /// The section that a page lies in; its own path for a section.
    fn current_section(&self, entry: &Entry) -> String {
        let path = entry.file.path();
        if entry.kind != Kind::Page {
            return path;
        }
        ancestors(&path)
            .skip(1)
            .find(|above| self.sections.contains(&(entry.file.language, above.clone())))
            .unwrap_or_else(|| "/".to_owned())
    }

    /// What a page puts into a pattern.
    fn values(&self, entry: &Entry) -> Values {
        let current = self.current_section(entry);
        let sections: Vec<String> =
            current.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let mut section_slugs = Vec::new();
        let mut above = String::new();
        for part in &sections {
            above.push('/');
            above.push_str(part);
            let branch = (entry.file.language, above.clone());
            if self.sections.contains(&branch) {
                let of = self.at_path(branch.0, &branch.1).filter(|entry| entry.kind != Kind::Page);
                section_slugs.push(match of {
                    Some(section) if !section.meta.slug.is_empty() => section.meta.slug.clone(),
                    Some(section) if !section.meta.title.is_empty() => section.meta.title.clone(),
                    _ => plural(part),
                });
            }
        }
        let title = match entry.kind {
            Kind::Page => entry.meta.title.clone(),
            _ if entry.meta.title.is_empty() => plural(entry.file.base_name()),
            _ => entry.meta.title.clone(),
        };
        let base_name = entry.file.base_name().to_owned();
        Values {
            title,
            slug: entry.meta.slug.clone(),
            date: entry.meta.date.as_ref().map(|date| date.clock),
            section: section_of(&entry.file),
            sections,
            section_slugs,
            filename: if entry.kind == Kind::Page { base_name.clone() } else { String::new() },
            base_name,
        }
    }

    fn place(&self, at: usize, findings: &mut Vec<Finding>) -> Published {
        let Some(entry) = self.entries.get(at) else {
            return Published { link: "/".to_owned(), folder: String::new() };
        };
        let rules = self.config.rules;
        let file = &entry.file;
        let values = self.values(entry);
        let path = file.path();
        let mut unknown = |pattern: &str| {
            findings.push(Finding {
                path: file.source.clone(),
                line: None,
                message: format!("the pattern `{pattern}` has a token that Hugo does not know"),
                help: "look at the page's old address, and add it to `aliases` if it is another".to_owned(),
            });
        };
        let url = entry.meta.url.as_ref().map(|url| {
            if !url.contains(':') {
                return url.clone();
            }
            expand_url(url, &values, rules).unwrap_or_else(|| {
                unknown(url);
                url.clone()
            })
        });
        let rule = self.config.permalinks.iter().find(|rule| rule.is_for(entry.kind, &path));
        let expanded = rule.filter(|_| entry.kind != Kind::Home).and_then(|rule| {
            let expanded = expand(&rule.pattern, &values, rules);
            if expanded.is_none() {
                unknown(&rule.pattern);
            }
            expanded
        });
        let folder =
            |folder: &str| format!("/{}", if rules.keep_case { folder.to_owned() } else { normal(folder) });
        let name = match entry.meta.slug.as_str() {
            slug if !slug.is_empty() && entry.kind == Kind::Page => slug.to_owned(),
            _ if rules.keep_case => file.base_name().to_owned(),
            _ => normal(file.base_name()),
        };
        Place {
            kind: entry.kind,
            url: url.as_deref(),
            expanded: expanded.as_deref(),
            section: &if entry.kind == Kind::Page {
                self.current_section(entry)
            } else {
                folder(&file.folder)
            },
            folder: &folder(file.container()),
            name: &name,
            is_bundle: file.role != Role::Single,
            ugly: self.config.ugly.is_for(&values.section),
            prefix: self.prefix(file.language),
            rules,
            ..Place::default()
        }
        .published()
    }

    /// Whether a page stands in a list, so that it counts there.
    pub fn is_listed(&self, entry: &Entry) -> bool {
        entry.kind == Kind::Page && entry.published && entry.meta.list
    }

    /// The labels of a taxonomy that a page has.
    pub fn labels(&self, entry: &Entry, plural: &str) -> Vec<String> {
        match entry.meta.keys.get(plural) {
            Some(Value::Table(_)) | None => Vec::new(),
            Some(value) => value.texts(),
        }
    }
}

/// A path and all above it, the home page last.
pub fn ancestors(path: &str) -> impl Iterator<Item = String> + use<> {
    let mut next = Some(path.to_owned());
    std::iter::from_fn(move || {
        let path = next.take()?;
        next = match path.rsplit_once('/') {
            Some(("", "")) | None => None,
            Some(("", _)) => Some("/".to_owned()),
            Some((above, _)) => Some(above.to_owned()),
        };
        Some(path)
    })
}

/// The first folder that a file lies in.
pub fn section_of(file: &ContentFile) -> String {
    let folder = match file.role {
        Role::Branch => &file.folder,
        _ => file.container(),
    };
    normal(folder.split('/').next().unwrap_or_default())
}

/// The title of a section that says none: `post` is "Posts".
pub fn plural(name: &str) -> String {
    let mut letters = name.chars();
    let capital = letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str());
    let name = capital.unwrap_or_default();
    match name.strip_suffix('y') {
        _ if name.is_empty() || name.ends_with('s') => name,
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{name}s"),
    }
}

/// `timeZone`, of dates that name none.
fn zone(config: &Config, findings: &mut Vec<Finding>) -> TimeZone {
    let Some(name) = text(&config.keys, &["timezone"]) else { return TimeZone::UTC };
    TimeZone::get(&name).unwrap_or_else(|_| {
        findings.push(Finding {
            path: config.file.clone(),
            line: None,
            message: format!("`timeZone` is no zone that is known: `{name}`"),
            help: "dates without a zone were read as UTC; set `timezone` in offprint.toml".to_owned(),
        });
        TimeZone::UTC
    })
}
