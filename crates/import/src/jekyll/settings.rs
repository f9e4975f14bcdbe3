//! `offprint.toml` from `_config.yml`.

use super::config::Config;
use super::front_matter::picture;
use super::value::Value;
use crate::{Finding, Settings};

/// What the rest of the site says about its settings.
pub(super) struct Seen<'a> {
    /// Texts hold HTML that sanitising would take away.
    pub has_raw_html: bool,
    /// `_data`.
    pub data: &'a Value,
    /// The title and address of a page by its path below the source.
    pub page: &'a dyn Fn(&str) -> Option<(String, String)>,
    /// A file is copied to this address.
    pub has_file: &'a dyn Fn(&str) -> bool,
    /// An address of the old site.
    pub has_address: &'a dyn Fn(&str) -> bool,
}

pub(super) fn settings(config: &Config, seen: &Seen<'_>, findings: &mut Vec<Finding>) -> Settings {
    let values = &config.values;
    let said = |key: &str| {
        let text = values.get(key).written();
        Some(text.trim().to_owned())
            .filter(|text| !text.is_empty() && !matches!(values.get(key), Value::Map(_)))
    };
    let mut keys: Vec<(String, toml::Value)> = Vec::new();
    let mut put = |key: &str, value: toml::Value| keys.push((key.to_owned(), value));
    put("title", said("title").or_else(|| said("name")).unwrap_or_else(|| "Untitled".to_owned()).into());
    if let Some(description) = said("description").or_else(|| said("tagline")) {
        put("description", description.split_whitespace().collect::<Vec<_>>().join(" ").into());
    }
    if let Some(language) = said("lang").or_else(|| said("locale")).or_else(|| said("language")) {
        put("language", language.replace('_', "-").into());
    }
    if let Some(zone) = said("timezone") {
        if jiff::tz::TimeZone::get(&zone).is_ok() {
            put("timezone", zone.into());
        } else {
            find(
                findings,
                format!("`timezone` is `{zone}`, which is no name of a zone"),
                "set `timezone` in `offprint.toml`",
            );
        }
    }
    let author = match values.get("author") {
        Value::Map(_) => values.get("author").get("name").text().map(str::to_owned),
        other => {
            let key = other.written();
            let name = seen.data.get("authors").get(&key).get("name").text().map(str::to_owned);
            name.or(Some(key).filter(|key| !key.trim().is_empty()))
        }
    };
    if let Some(author) = author {
        put("author", author.into());
    }
    let image = picture(config.defaults.of("", None).get("image"), config);
    let image = image.or_else(|| picture(values.get("image"), config));
    if let Some(image) = image.filter(|image| image.contains("://") || (seen.has_file)(image)) {
        put("image", image.into());
    }
    let menu = menu(config, seen);
    if !menu.is_empty() {
        put("menu", toml::Value::Array(menu));
    }
    let per_page = match values.get("paginate") {
        Value::Nil => values.get("pagination").get("per_page"),
        number => number,
    };
    if let Some(number) = per_page.integer().filter(|number| *number > 0) {
        let mut lists = toml::Table::new();
        lists.insert("per_page".to_owned(), number.into());
        put("lists", lists.into());
    }
    let mut markdown = toml::Table::new();
    if seen.has_raw_html {
        markdown.insert("html".to_owned(), "trust".into());
    }
    // kramdown makes quotes and dashes typographic unless GitHub's quirk is asked for.
    let quirks = config.kramdown("gfm_quirks").texts();
    if !quirks.iter().any(|quirk| quirk.contains("no_auto_typographic")) {
        markdown.insert("smart_punctuation".to_owned(), true.into());
    }
    if !markdown.is_empty() {
        put("markdown", markdown.into());
    }
    report(config, findings);
    Settings { keys, base_url: base_url(config) }
}

fn base_url(config: &Config) -> Option<String> {
    let url = config.values.get("url").written();
    let url = url.trim().trim_end_matches('/');
    (url.starts_with("http://") || url.starts_with("https://"))
        .then(|| format!("{url}{}/", config.base_path()))
}

fn find(findings: &mut Vec<Finding>, message: String, help: &str) {
    findings.push(Finding { path: "_config.yml".to_owned(), line: None, message, help: help.to_owned() });
}

/// `header_pages`, or the data file that most themes have their menu in.
fn menu(config: &Config, seen: &Seen<'_>) -> Vec<toml::Value> {
    let mut menu = Vec::new();
    let mut put = |label: &str, url: &str| {
        let mut item = toml::Table::new();
        item.insert("label".to_owned(), label.into());
        item.insert("url".to_owned(), url.into());
        menu.push(toml::Value::Table(item));
    };
    let pages = config.values.get("header_pages").texts();
    for (title, url) in pages.iter().filter_map(|path| (seen.page)(path)) {
        put(&title, &url);
    }
    if !pages.is_empty() {
        return menu;
    }
    const FILES: [&str; 7] = ["navigation", "nav", "menu", "menus", "primary_nav", "main_menu", "links"];
    let data = FILES.iter().map(|name| seen.data.get(name)).find(|data| !data.is_blank());
    let items = match data {
        Some(map @ Value::Map(_)) => ["main", "header", "items", "nav", "menu", "toplevel"]
            .iter()
            .map(|key| map.get(key).list())
            .find(|items| !items.is_empty())
            .unwrap_or_default(),
        Some(list) => list.list(),
        None => config.values.get("navigation").list(),
    };
    let base = config.base_path();
    for item in items {
        let text = |keys: &[&str]| keys.iter().find_map(|key| item.get(key).text()).map(str::trim);
        let (Some(label), Some(url)) =
            (text(&["title", "name", "label", "text"]), text(&["url", "link", "href", "path"]))
        else {
            continue;
        };
        let url = url.strip_prefix(base.as_str()).filter(|rest| rest.starts_with('/')).unwrap_or(url);
        let url =
            if url.contains("://") || url.starts_with('/') { url.to_owned() } else { format!("/{url}") };
        let path = url.split(['#', '?']).next().unwrap_or_default();
        if url.contains("://") || (seen.has_address)(path) || (seen.has_address)(&format!("{path}/")) {
            put(label, &url);
        }
    }
    menu
}

/// Keys that change what readers see, and have no counterpart.
fn report(config: &Config, findings: &mut Vec<Finding>) {
    let values = &config.values;
    for (key, help) in [
        ("google_analytics", "Offprint counts nobody; a counter can be put into your theme"),
        ("disqus", "comments are not carried over"),
        ("disqus_shortname", "comments are not carried over"),
        ("comments", "comments are not carried over"),
        ("limit_posts", "Offprint shows all posts"),
        ("sass", "Offprint has its own styles; yours go into `theme/`"),
    ] {
        if !values.get(key).is_blank() {
            find(findings, format!("`{key}` is not carried over"), help);
        }
    }
    for (plugin, help) in [
        ("jekyll-mentions", "`@name` is text now: write a link where it matters"),
        ("jekyll-avatar", "pictures of people are not made: write them as pictures"),
        ("jekyll-scholar", "references are not made: write them as text"),
        ("jekyll-polyglot", "one language of the site is carried over"),
        ("jekyll-multiple-languages-plugin", "one language of the site is carried over"),
        ("jekyll-asciidoc", "texts in AsciiDoc stay as they are: turn them into Markdown"),
        ("jekyll-textile-converter", "texts in Textile stay as they are: turn them into Markdown"),
    ] {
        if config.has_plugin(plugin) {
            find(findings, format!("the plugin `{plugin}` has no counterpart"), help);
        }
    }
}
