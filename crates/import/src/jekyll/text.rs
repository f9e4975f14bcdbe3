//! A document's text in Offprint's Markdown, and as the old page.

use super::config::Config;
use super::document::Document;
use super::kramdown::{Rules, to_html, to_offprint, to_words};
use super::liquid::{Flavour, Remnant, World, expand};
use super::value::Value;
use super::world::SiteWorld;
use crate::Finding;

/// A text, translated.
pub(super) struct Text {
    pub body: String,
    pub reference: String,
    pub findings: Vec<Finding>,
    /// Something of Liquid stands in it.
    pub has_liquid: bool,
    /// What stands before the separator of its excerpt.
    pub summary: Option<String>,
}

/// Translates a document's text.
pub(super) fn text(document: &Document, config: &Config, world: &SiteWorld) -> Text {
    let page = page(document);
    let (offprint, remnants) = expanded(document, &page, world, Flavour::Offprint);
    let (jekyll, _) = expanded(document, &page, world, Flavour::Jekyll);
    let mut findings: Vec<Finding> = remnants
        .iter()
        .map(|remnant| Finding {
            path: document.path.clone(),
            line: Some(document.body_line + remnant.line - 1),
            message: remnant.message.clone(),
            help: remnant.help.clone(),
        })
        .collect();
    let has_liquid = !remnants.is_empty();
    let relative = |link: &str| relative_link(link, document, config, world);
    let rules = rules(document, config, &relative);
    let summary = before_separator(&jekyll, document, config).map(|start| to_words(start, &rules));
    let summary = summary.filter(|words| !words.is_empty());
    if document.is_html_source(config) {
        let body = to_offprint(&as_html(&offprint), &rules).text;
        return Text { body, reference: without_base(&jekyll, config), findings, has_liquid, summary };
    }
    let translated = to_offprint(&offprint, &rules);
    findings.extend(translated.notes.into_iter().map(|note| Finding {
        path: document.path.clone(),
        line: line_of(document, &note.near),
        message: note.message,
        help: note.help,
    }));
    let reference = to_html(&jekyll, &rules);
    Text { body: translated.text, reference, findings, has_liquid, summary }
}

/// What of a page's text is there without Liquid.
pub(super) fn bare(document: &Document, config: &Config, world: &SiteWorld) -> String {
    let (text, _) = expanded(document, &page(document), world, Flavour::Bare);
    if document.is_html_source(config) {
        return text;
    }
    let relative = |_: &str| None;
    to_html(&text, &rules(document, config, &relative))
}

/// A text without what of Liquid is not known.
pub(super) fn without_liquid(document: &Document, config: &Config, world: &SiteWorld) -> Text {
    let (known, _) = expanded(document, &page(document), world, Flavour::Bare);
    let relative = |link: &str| relative_link(link, document, config, world);
    let rules = rules(document, config, &relative);
    let is_html = document.is_html_source(config);
    let body = to_offprint(&if is_html { as_html(&known) } else { known }, &rules).text;
    let reference = bare(document, config, world);
    Text { body, reference, findings: Vec::new(), has_liquid: false, summary: None }
}

/// What stands before `excerpt_separator`, where the site or the page has one of its own. The usual one ends the
/// first paragraph, and is no author's wish.
fn before_separator<'a>(text: &'a str, document: &Document, config: &Config) -> Option<&'a str> {
    let own = document.data.get("excerpt_separator").text();
    let separator = own.or_else(|| config.values.get("excerpt_separator").text())?;
    let start = (!separator.trim().is_empty()).then(|| text.split_once(separator)).flatten()?.0;
    Some(start)
}

/// The text of a page that is no HTML; `None` where something of it is not known.
pub(super) fn plain(document: &Document, world: &SiteWorld) -> Option<String> {
    let (text, remnants) = expanded(document, &page(document), world, Flavour::Jekyll);
    remnants.is_empty().then_some(text)
}

fn expanded(
    document: &Document,
    page: &Value,
    world: &SiteWorld,
    flavour: Flavour,
) -> (String, Vec<Remnant>) {
    if document.data.get("render_with_liquid").bool() == Some(false) {
        return (document.body.clone(), Vec::new());
    }
    let expanded = expand(&document.body, page, &document.relative_path, world as &dyn World, flavour);
    (expanded.text, expanded.remnants)
}

/// The variable `page`.
fn page(document: &Document) -> Value {
    let mut page = document.data.clone();
    page.set("url", document.url.as_str().into());
    page.set("path", document.relative_path.as_str().into());
    page.set("name", document.relative_path.rsplit('/').next().unwrap_or_default().into());
    page.set("title", document.title.as_str().into());
    page.set("slug", document.slug.as_str().into());
    if let Some(date) = &document.date {
        page.set("date", date.strftime("%Y-%m-%d %H:%M:%S %z").to_string().into());
    }
    for key in ["content", "output", "next", "previous", "id", "excerpt"] {
        if !page.has(key) {
            page.set(key, Value::Unknown);
        }
    }
    page
}

fn rules<'a>(
    document: &Document,
    config: &Config,
    relative_links: &'a dyn Fn(&str) -> Option<String>,
) -> Rules<'a> {
    const SCRIPTS: [&str; 6] = ["math", "mathjax", "use_math", "usemath", "katex", "latex"];
    let has_math = |values: &Value| {
        SCRIPTS.iter().any(|key| !matches!(values.get(key), Value::Nil | Value::Bool(false)))
    };
    Rules {
        gfm: config.is_gfm(),
        hard_wrap: config.kramdown("hard_wrap").bool() == Some(true),
        auto_ids: config.kramdown("auto_ids").bool() != Some(false),
        has_math: has_math(&document.data) || has_math(&config.values),
        base_path: config.base_path(),
        relative_links,
    }
}

/// jekyll-relative-links: a link to a file of Markdown leads to its page.
fn relative_link(link: &str, document: &Document, config: &Config, world: &SiteWorld) -> Option<String> {
    if !config.has_plugin("jekyll-relative-links") || link.contains("://") || link.starts_with('#') {
        return None;
    }
    let (path, fragment) = link.find('#').map_or((link, ""), |at| link.split_at(at));
    let ending = path.rsplit_once('.').map(|(_, ending)| ending)?;
    if !config.is_markdown(ending) {
        return None;
    }
    let mut parts: Vec<&str> = match path.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => document
            .relative_path
            .split('/')
            .collect::<Vec<_>>()
            .split_last()
            .map(|(_, folder)| folder.to_vec())?,
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    Some(format!("{}{fragment}", world.url_of(&parts.join("/"))?))
}

/// A page of HTML as one block of it.
fn as_html(text: &str) -> String {
    format!("<div>\n{}\n</div>\n", text.trim())
}

fn without_base(html: &str, config: &Config) -> String {
    let base = config.base_path();
    if base.is_empty() {
        return html.to_owned();
    }
    html.replace(&format!("=\"{base}/"), "=\"/").replace(&format!("='{base}/"), "='/")
}

/// Where something stands in the old file.
fn line_of(document: &Document, near: &str) -> Option<usize> {
    let first = near.lines().next().unwrap_or_default();
    if first.is_empty() {
        return None;
    }
    let line = document.body.lines().position(|line| line.contains(first))?;
    Some(document.body_line + line)
}

impl Document {
    fn is_html_source(&self, config: &Config) -> bool {
        matches!(self.ext.as_str(), ".html" | ".htm" | ".xhtml") && !config.is_markdown(&self.ext)
    }
}
