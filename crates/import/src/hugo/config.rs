//! The configuration of a Hugo site: which files it is in, and what it means for addresses.

mod files;
mod mounts;

use super::cascade::Cascade;
use super::path::PathRules;
use super::permalink::Rule;
use super::tree::{flag_at, text};
use crate::Finding;
use crate::source_front_matter::{Table, Value};
pub use mounts::{Component, Mount};
use std::path::Path;

/// A site's configuration, as far as it says something of content and addresses.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// All of it, keys in lower case, with what the default language says of itself.
    pub keys: Table,
    /// The file that an author looks into first.
    pub file: String,
    /// The languages in order, the default one first.
    pub languages: Vec<Language>,
    /// Where content, static files and assets lie.
    pub mounts: Vec<Mount>,
    /// `baseURL`.
    pub base_url: Option<String>,
    /// How names become addresses.
    pub rules: PathRules,
    /// `permalinks`, for the default language.
    pub permalinks: Vec<Rule>,
    /// `uglyURLs`.
    pub ugly: Ugly,
    /// Taxonomies by the plural that addresses and front matter have.
    pub taxonomies: Vec<String>,
    /// Kinds without pages.
    pub disabled: Vec<String>,
    /// Posts on a page of a list.
    pub per_page: usize,
    /// The word before a page's number.
    pub paginate_path: String,
    /// Where the dates of a page come from.
    pub dates: DateKeys,
    /// What all pages inherit.
    pub cascades: Vec<Cascade>,
    /// Raw HTML is shown.
    pub html: bool,
    /// Drafts are published.
    pub drafts: bool,
    /// Pages of the future are published.
    pub future: bool,
    /// Pages that have expired are published.
    pub expired: bool,
}

/// A language of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Language {
    /// The key: `de`.
    pub key: String,
    /// The first segment of its addresses; empty for the default one, mostly.
    pub prefix: String,
    /// What it says of itself.
    pub keys: Table,
}

/// Which sections have addresses with `.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Ugly {
    /// None.
    #[default]
    No,
    /// All.
    Yes,
    /// These.
    Sections(Vec<String>),
}

impl Ugly {
    /// Whether a section has.
    pub fn is_for(&self, section: &str) -> bool {
        match self {
            Self::No => false,
            Self::Yes => true,
            Self::Sections(sections) => sections.iter().any(|ugly| ugly == section),
        }
    }
}

/// Keys of front matter that dates are looked for in, in order; those with a colon are no keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateKeys {
    /// For the date of a page.
    pub date: Vec<String>,
    /// For its last change.
    pub lastmod: Vec<String>,
    /// From when on it is published.
    pub publish: Vec<String>,
    /// Until when.
    pub expiry: Vec<String>,
}

impl Default for DateKeys {
    fn default() -> Self {
        Self::read(&Table::default())
    }
}

impl DateKeys {
    /// `frontmatter` of the configuration, over the defaults of `page_frontmatter.go`.
    fn read(keys: &Table) -> Self {
        let of = |key: &str, defaults: &[&str]| {
            let written = keys.at(&["frontmatter", key]).map(Value::texts);
            let written = written.unwrap_or_else(|| vec![":default".to_owned()]);
            let mut all: Vec<String> = Vec::new();
            for name in written.iter().map(|name| name.to_lowercase()) {
                let names = if name == ":default" {
                    defaults.iter().map(|name| (*name).to_owned()).collect()
                } else {
                    vec![name]
                };
                for name in names {
                    let aliases: &[&str] = match name.as_str() {
                        "lastmod" => &["modified"],
                        "publishdate" => &["pubdate", "published"],
                        "expirydate" => &["unpublishdate"],
                        _ => &[],
                    };
                    all.push(name);
                    all.extend(aliases.iter().map(|alias| (*alias).to_owned()));
                }
            }
            all
        };
        Self {
            date: of("date", &["date", "publishdate", "lastmod"]),
            lastmod: of("lastmod", &[":git", "lastmod", "date", "publishdate"]),
            publish: of("publishdate", &["publishdate", "date"]),
            expiry: of("expirydate", &["expirydate"]),
        }
    }
}

impl Config {
    /// Reads the configuration of a folder.
    ///
    /// # Errors
    /// Where there is none, or one of its files cannot be read.
    pub fn read(from: &Path, findings: &mut Vec<Finding>) -> Result<Self, super::HugoError> {
        let (keys, file) = files::read(from)?;
        Ok(Self::of(keys, file, from, findings))
    }

    /// What a configuration means. Its keys are in lower case.
    pub fn of(mut keys: Table, file: String, from: &Path, findings: &mut Vec<Finding>) -> Self {
        let languages = languages(&keys);
        if let Some(first) = languages.first() {
            for (key, value) in &first.keys {
                let shared = keys.get(key).and_then(Value::table).cloned();
                match (shared, value.table()) {
                    (Some(mut shared), Some(own)) if key == "params" => {
                        super::tree::overlay(&mut shared, own);
                        keys.insert(key.clone(), Value::Table(shared));
                    }
                    _ => keys.insert(key.clone(), value.clone()),
                }
            }
        }
        let mounts = mounts::read(&keys, &languages, from, &file, findings);
        let number = |path: &[&str]| keys.at(path).and_then(Value::integer);
        let per_page = number(&["pagination", "pagersize"]).or_else(|| number(&["paginate"])).unwrap_or(10);
        let paginate_path = text(&keys, &["pagination", "path"]).or_else(|| text(&keys, &["paginatepath"]));
        let disabled = keys.get("disablekinds").map(Value::texts).unwrap_or_default();
        let mut config = Self {
            base_url: text(&keys, &["baseurl"]),
            rules: PathRules {
                keep_case: flag_at(&keys, &["disablepathtolower"]).unwrap_or(false),
                remove_accents: flag_at(&keys, &["removepathaccents"]).unwrap_or(false),
            },
            permalinks: permalinks(&keys),
            ugly: ugly(&keys),
            taxonomies: taxonomies(&keys),
            disabled: disabled.iter().map(|kind| kind.to_lowercase()).collect(),
            per_page: usize::try_from(per_page).ok().filter(|number| *number > 0).unwrap_or(10),
            paginate_path: paginate_path.unwrap_or_else(|| "page".to_owned()),
            dates: DateKeys::read(&keys),
            cascades: keys.get("cascade").map(Cascade::read).unwrap_or_default(),
            html: flag_at(&keys, &["markup", "goldmark", "renderer", "unsafe"]).unwrap_or(false),
            drafts: flag_at(&keys, &["builddrafts"]).unwrap_or(false),
            future: flag_at(&keys, &["buildfuture"]).unwrap_or(false),
            expired: flag_at(&keys, &["buildexpired"]).unwrap_or(false),
            keys,
            file,
            languages,
            mounts,
        };
        if config.disabled.iter().any(|kind| kind == "taxonomyterm") {
            // Before 0.73, the list of terms was called so, and a term `taxonomy`.
            config.disabled.push("term".to_owned());
        }
        config
    }

    /// Whether pages of a kind are made.
    pub fn makes(&self, kind: &str) -> bool {
        !self.disabled.iter().any(|disabled| disabled == kind)
    }

    /// The path that the whole site lies under, without slashes: `blog`.
    pub fn base_path(&self) -> String {
        let url = self.base_url.as_deref().unwrap_or_default();
        let after = url.split_once("://").map_or("", |(_, rest)| rest);
        let path = after.split_once('/').map_or("", |(_, path)| path);
        let path = path.split(['?', '#']).next().unwrap_or_default();
        percent_encoding::percent_decode_str(path.trim_matches('/')).decode_utf8_lossy().into_owned()
    }

    /// A setting of the site's own parameters, by the path that templates name it with.
    pub fn param(&self, path: &str) -> Option<String> {
        let lower = path.to_lowercase();
        let mut keys = vec!["params"];
        keys.extend(lower.split('.'));
        self.keys.at(&keys)?.text()
    }

    /// Whether lists of a kind have a feed, and its file's name.
    pub fn feed(&self, kind: &str) -> Option<String> {
        if !self.makes("rss") {
            return None;
        }
        let written = self.keys.at(&["outputs", kind]).map(Value::texts);
        let has =
            written.is_none_or(|formats| formats.iter().any(|format| format.eq_ignore_ascii_case("rss")));
        let base = text(&self.keys, &["outputformats", "rss", "basename"]);
        has.then(|| format!("{}.xml", base.unwrap_or_else(|| "index".to_owned())))
    }
}

fn languages(keys: &Table) -> Vec<Language> {
    let default = text(keys, &["defaultcontentlanguage"]);
    let in_folder = flag_at(keys, &["defaultcontentlanguageinsubdir"]).unwrap_or(false);
    let off = keys.get("disablelanguages").map(Value::texts).unwrap_or_default();
    let mut all: Vec<Language> = keys
        .get("languages")
        .and_then(Value::table)
        .into_iter()
        .flatten()
        .filter_map(|(key, value)| {
            let keys = value.table()?.clone();
            Some(Language { key: key.clone(), prefix: key.clone(), keys })
        })
        .filter(|language| !off.contains(&language.key))
        .filter(|language| !flag_at(&language.keys, &["disabled"]).unwrap_or(false))
        .collect();
    let weight = |language: &Language| language.keys.get("weight").and_then(Value::integer).unwrap_or(0);
    all.sort_by_key(|language| (weight(language) == 0, weight(language)));
    let key = default.map(|key| key.to_lowercase()).unwrap_or_else(|| "en".to_owned());
    match all.iter().position(|language| language.key == key) {
        Some(place) => all[..=place].rotate_right(1),
        None if all.is_empty() => {
            all.push(Language { prefix: key.clone(), key, keys: Table::default() });
        }
        None => {}
    }
    if let Some(first) = all.first_mut()
        && !in_folder
    {
        first.prefix = String::new();
    }
    all
}

fn permalinks(keys: &Table) -> Vec<Rule> {
    let mut rules = Vec::new();
    match keys.get("permalinks") {
        Some(Value::Table(table)) => {
            for (key, value) in table {
                match value {
                    Value::Table(sections) => {
                        rules.extend(sections.iter().filter_map(|(section, pattern)| {
                            Some(Rule::of_section(key, section, &pattern.text()?))
                        }))
                    }
                    // The older form is for pages and for terms.
                    _ => rules.extend(value.text().into_iter().flat_map(|pattern| {
                        ["page", "term"].map(|kind| Rule::of_section(kind, key, &pattern))
                    })),
                }
            }
            // Go takes the rules of a table by chance; the one that says more is meant.
            rules.sort_by_key(|rule| std::cmp::Reverse(rule.path.as_deref().map_or(0, str::len)));
        }
        Some(Value::List(items)) => rules.extend(items.iter().filter_map(|item| {
            let item = item.table()?;
            Some(Rule {
                kind: text(item, &["target", "kind"]),
                path: text(item, &["target", "path"]),
                pattern: text(item, &["pattern"])?,
            })
        })),
        _ => {}
    }
    rules
}

fn ugly(keys: &Table) -> Ugly {
    match keys.get("uglyurls") {
        Some(Value::Table(sections)) => Ugly::Sections(
            sections
                .iter()
                .filter(|(_, on)| super::tree::flag(on).unwrap_or(false))
                .map(|(section, _)| section.clone())
                .collect(),
        ),
        Some(on) if super::tree::flag(on).unwrap_or(false) => Ugly::Yes,
        _ => Ugly::No,
    }
}

fn taxonomies(keys: &Table) -> Vec<String> {
    match keys.get("taxonomies").and_then(Value::table) {
        Some(written) => {
            let plurals = written.iter().filter_map(|(_, plural)| plural.text());
            plurals.map(|plural| plural.to_lowercase()).filter(|plural| !plural.is_empty()).collect()
        }
        None => vec!["categories".to_owned(), "tags".to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::{Config, Ugly};
    use crate::hugo::tree::lowered;
    use crate::source_front_matter::parse_toml;
    use std::path::Path;

    fn config(text: &str) -> Config {
        let keys = lowered(&parse_toml(text).expect(text));
        Config::of(keys, "hugo.toml".to_owned(), Path::new("/nowhere"), &mut Vec::new())
    }

    #[test]
    fn keys_have_no_case_and_the_defaults_are_hugos() {
        let config = config("BASEURL = 'https://example.org/blog/'\n[Taxonomies]\ntag = 'Tags'\n");
        assert_eq!(config.base_path(), "blog");
        assert_eq!(config.taxonomies, ["tags"]);
        assert_eq!((config.per_page, config.paginate_path.as_str()), (10, "page"));
        assert_eq!(config.languages.len(), 1);
        assert_eq!(config.dates.publish, ["publishdate", "pubdate", "published", "date"]);
        assert_eq!(config.feed("section").as_deref(), Some("index.xml"));
    }

    #[test]
    fn the_default_language_comes_first_and_speaks_for_the_site() {
        let config = config(
            "title = 'All'\ndefaultContentLanguage = 'de'\n[params]\na = 1\nb = 1\n[languages.en]\nweight = 1\n\
             [languages.de]\nweight = 2\ntitle = 'Alle'\n[languages.de.params]\nb = 2\n[languages.fr]\ndisabled = true\n",
        );
        let keys: Vec<_> = config.languages.iter().map(|language| language.key.as_str()).collect();
        assert_eq!(keys, ["de", "en"]);
        assert_eq!((config.languages[0].prefix.as_str(), config.languages[1].prefix.as_str()), ("", "en"));
        assert_eq!(config.keys.get("title").and_then(|title| title.text()).as_deref(), Some("Alle"));
        assert_eq!((config.param("A").as_deref(), config.param("b").as_deref()), (Some("1"), Some("2")));
    }

    #[test]
    fn both_forms_of_pagination_and_ugly_addresses_are_read() {
        let old = config("paginate = 5\npaginatePath = 'p'\nuglyURLs = true\n");
        assert_eq!((old.per_page, old.paginate_path.as_str(), &old.ugly), (5, "p", &Ugly::Yes));
        let new =
            config("[pagination]\npagerSize = 7\npath = 'seite'\n[uglyURLs]\nposts = true\nfilms = false\n");
        assert_eq!((new.per_page, new.paginate_path.as_str()), (7, "seite"));
        assert!(new.ugly.is_for("posts") && !new.ugly.is_for("films"));
    }

    #[test]
    fn dates_come_from_where_the_site_says() {
        let config = config("[frontmatter]\ndate = [':filename', ':default']\nlastmod = ['changed']\n");
        assert_eq!(
            config.dates.date,
            [":filename", "date", "publishdate", "pubdate", "published", "lastmod", "modified"]
        );
        assert_eq!(config.dates.lastmod, ["changed"]);
    }
}
