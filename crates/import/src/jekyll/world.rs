//! What Liquid can ask the site.

use super::config::Config;
use super::document::Document;
use super::liquid::World;
use super::tree::{Kind, StaticFile, dated};
use super::value::Value;
use crate::source_front_matter::{decode, parse_json, parse_yaml_value};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A site as its templates see it.
pub(super) struct SiteWorld {
    site: Value,
    /// Addresses by path below the source.
    urls: HashMap<String, String>,
    /// Posts: the path below the source, the day and the slug, the address.
    posts: Vec<(String, String, String)>,
    source: PathBuf,
    includes: PathBuf,
}

impl SiteWorld {
    pub(super) fn new(config: &Config, documents: &[Document], files: &[(&StaticFile, String)]) -> Self {
        let mut urls = HashMap::new();
        for (file, url) in files {
            urls.insert(file.relative_path.trim_start_matches('/').to_owned(), url.clone());
        }
        let mut posts = Vec::new();
        for document in documents {
            urls.insert(document.relative_path.clone(), document.url.clone());
            if document.kind == Kind::Post {
                let day = document.date.as_ref().map(|date| date.strftime("%Y-%m-%d").to_string());
                let name = format!("{}-{}", day.unwrap_or_default(), document.slug);
                posts.push((document.relative_path.clone(), name, document.url.clone()));
            }
        }
        let folder = |key: &str, usual: &str| match config.values.get(key).text() {
            Some(folder) => config.source.join(folder),
            None => config.source.join(usual),
        };
        Self {
            site: site(config, &folder("data_dir", "_data")),
            urls,
            posts,
            includes: folder("includes_dir", "_includes"),
            source: config.source.clone(),
        }
    }

    pub(super) fn data(&self) -> &Value {
        self.site.get("data")
    }

    /// The address of a file below the source.
    pub(super) fn url_of(&self, path: &str) -> Option<&str> {
        self.urls.get(path).map(String::as_str)
    }
}

fn site(config: &Config, data: &Path) -> Value {
    let mut site = config.values.clone();
    // Offprint puts the base path before an address by itself, and an absolute one has it already.
    let url = site.get("url").written();
    site.set("url", format!("{}{}", url.trim_end_matches('/'), config.base_path()).into());
    site.set("baseurl", "".into());
    site.set("data", data_of(data, 0));
    const BUILT: [&str; 12] = [
        "posts",
        "pages",
        "documents",
        "static_files",
        "html_pages",
        "html_files",
        "related_posts",
        "collections",
        "categories",
        "tags",
        "time",
        "github",
    ];
    for key in BUILT.into_iter().chain(config.collections.iter().map(|collection| collection.label.as_str()))
    {
        site.set(key, Value::Unknown);
    }
    site
}

/// `_data`: a key for each file and folder.
fn data_of(folder: &Path, depth: usize) -> Value {
    let mut data = Value::Map(Vec::new());
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        let Some(name) = path.file_stem().and_then(|name| name.to_str()) else { continue };
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if path.is_dir() && depth < 10 {
            data.set(name, data_of(&path, depth + 1));
            continue;
        }
        let text = std::fs::read(&path).map(|bytes| decode(&bytes).0).unwrap_or_default();
        let value = match ending {
            "yml" | "yaml" => parse_yaml_value(&text).map_or(Value::Unknown, |value| (&value).into()),
            "json" => match parse_json(&text) {
                Ok(table) => (&table).into(),
                // A list of JSON is YAML too.
                Err(_) => parse_yaml_value(&text).map_or(Value::Unknown, |value| (&value).into()),
            },
            "csv" | "tsv" => Value::Unknown,
            _ => continue,
        };
        data.set(name, value);
    }
    data
}

impl World for SiteWorld {
    fn site(&self) -> &Value {
        &self.site
    }

    fn post_url(&self, name: &str) -> Option<String> {
        let name = name.trim_start_matches('/');
        let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
        // The matcher wants a date, and looks for the rest of the name up to the ending.
        let wanted = format!("{file}.x");
        let (date, slug, _) = dated(&wanted)?;
        let by_name = self.posts.iter().find(|(path, _, _)| {
            let (own_folder, own_name) = path.rsplit_once('/').unwrap_or(("", path));
            let stem = own_name.rfind('.').map_or(own_name, |dot| &own_name[..dot]);
            let below = if folder.is_empty() { "_posts".to_owned() } else { format!("_posts/{folder}") };
            let above = if folder.is_empty() { "_posts".to_owned() } else { format!("{folder}/_posts") };
            stem == file && (own_folder == below || own_folder == above)
        });
        let by_day = || {
            let day: Vec<&str> = date.split('-').collect();
            let day = format!("{:0>4}-{:0>2}-{:0>2}", day.first()?, day.get(1)?, day.get(2)?);
            self.posts.iter().find(|(_, own, _)| *own == format!("{day}-{slug}"))
        };
        let by_file = || {
            self.posts.iter().find(|(path, _, _)| {
                let own = path.rsplit('/').next().unwrap_or(path);
                own.rfind('.').map_or(own, |dot| &own[..dot]) == file
            })
        };
        by_name.or_else(by_day).or_else(by_file).map(|(_, _, url)| url.clone())
    }

    fn link(&self, path: &str) -> Option<String> {
        self.urls.get(path.trim_start_matches('/')).cloned()
    }

    fn include(&self, name: &str) -> Option<String> {
        inside(&self.includes, name)
    }

    fn relative(&self, path: &str) -> Option<String> {
        inside(&self.source, path)
    }
}

/// The text of a file below a folder, and of none above it.
fn inside(folder: &Path, name: &str) -> Option<String> {
    let name = name.trim_start_matches('/');
    let leaves = Path::new(name).components().any(|part| !matches!(part, std::path::Component::Normal(_)));
    let bytes = (!leaves).then(|| std::fs::read(folder.join(name)).ok()).flatten()?;
    Some(decode(&bytes).0)
}
