//! A feed with whole texts, as platforms give it for moving away: RSS 2.0 (and 1.0), Atom (RFC 4287), JSON Feed 1.1.

mod atom;
mod json;
mod rss;

use crate::html::{LOST_SCRIPTS_HELP, lost_scripts, to_markdown};
use crate::measure::text_of;
use crate::xml::Element;
use crate::{Finding, ImportError, OldSite, Page, PageKind};
use offprint_model::Slug;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use toml::Value;

/// A feed, whatever it was written in.
#[derive(Debug, Default)]
struct Feed {
    title: String,
    description: String,
    language: Option<String>,
    link: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Default)]
struct Entry {
    line: Option<usize>,
    title: String,
    link: Option<String>,
    /// RFC 3339.
    date: Option<String>,
    updated: Option<String>,
    /// The whole text as HTML, if it is there.
    content: Option<String>,
    summary: Option<String>,
    authors: Vec<String>,
    tags: Vec<String>,
}

/// Reads a feed from its file.
///
/// # Errors
/// Where it is none.
pub fn read(from: &Path) -> Result<OldSite, ImportError> {
    let not_a_site =
        |expected: String| ImportError::NotASite { path: from.to_owned(), generator: "a feed", expected };
    if from.is_dir() {
        return Err(not_a_site("it is a folder; name the feed's file".to_owned()));
    }
    let bytes = fs::read(from).map_err(ImportError::io("read", from))?;
    let (text, _) = crate::source_front_matter::decode(&bytes);
    let feed = if text.trim_start().starts_with('{') {
        json::read(&text).map_err(not_a_site)?
    } else {
        let root = Element::parse(&text)
            .map_err(|problem| not_a_site(format!("line {}: {}", problem.line, problem.message)))?;
        match root.name.as_str() {
            "feed" => atom::read(&root),
            "rss" | "rdf:RDF" => rss::read(&root),
            other => return Err(not_a_site(format!("`{other}` is the name of no feed's element"))),
        }
    };
    let name = from.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(site(&feed, &name))
}

fn site(feed: &Feed, file: &str) -> OldSite {
    let mut site = OldSite::default();
    let mut keys: Vec<(String, Value)> = Vec::new();
    let title = text_of(&feed.title);
    keys.push(("title".to_owned(), Value::from(if title.is_empty() { "A blog".to_owned() } else { title })));
    let description = text_of(&feed.description);
    if !description.is_empty() {
        keys.push(("description".to_owned(), Value::from(description)));
    }
    if let Some(language) = feed.language.as_ref().filter(|language| !language.eq_ignore_ascii_case("en")) {
        keys.push(("language".to_owned(), Value::from(language.as_str())));
    }
    let host = host(&feed.link).unwrap_or_default();
    site.settings.base_url = (!host.is_empty()).then(|| format!("{host}/"));
    let mut names = BTreeSet::new();
    let mut has_html = false;
    for entry in &feed.entries {
        if let Some(undated) = undated(entry, file) {
            site.findings.push(undated);
        }
        let page = page(entry, host, file, &mut names, &mut has_html);
        if entry.content.as_deref().is_some_and(|html| lost_scripts(html, &page.body)) {
            site.findings.push(Finding {
                path: file.to_owned(),
                line: entry.line,
                message: format!("{}: scripts in its text are left out", text_of(&entry.title)),
                help: LOST_SCRIPTS_HELP.to_owned(),
            });
        }
        site.pages.push(page);
    }
    if has_html {
        let markdown = toml::Table::from_iter([("html".to_owned(), Value::from("trust"))]);
        keys.push(("markdown".to_owned(), Value::Table(markdown)));
        site.findings.push(Finding {
            path: file.to_owned(),
            line: None,
            message:
                "some texts hold HTML that Markdown has no word for: `[markdown] html = \"trust\"` is set"
                    .to_owned(),
            help: "take it out, if you don't know who wrote them".to_owned(),
        });
    }
    site.settings.keys = keys;
    site
}

fn page(entry: &Entry, host: &str, file: &str, names: &mut BTreeSet<String>, has_html: &mut bool) -> Page {
    let path = entry.link.as_deref().and_then(|link| {
        let inside = inside(link, host)?;
        let path = &inside[..inside.find(['?', '#']).unwrap_or(inside.len())];
        let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned();
        (path.starts_with('/') && path.len() > 1).then_some(path)
    });
    let title = text_of(&entry.title);
    let summary = entry.summary.as_deref().map(text_of).filter(|text| !text.is_empty());
    let title = if title.is_empty() {
        summary.clone().map_or_else(|| "Untitled".to_owned(), |text| beginning(&text))
    } else {
        title
    };
    let last = path.as_deref().and_then(|path| path.trim_end_matches('/').rsplit('/').next());
    let name = last.map_or_else(|| title.clone(), |last| last.trim_end_matches(".html").to_owned());
    let name = Slug::from_label(&name).as_str().to_owned();
    let mut free = name.clone();
    let mut number = 1;
    while !names.insert(free.clone()) {
        number += 1;
        free = format!("{name}-{number}");
    }
    let (body, reference) = match &entry.content {
        Some(html) => {
            let converted = to_markdown(html, &[]);
            *has_html |= converted.has_html;
            (converted.markdown, html.clone())
        }
        None => {
            // A link post: what it says in short, and where it is.
            let words = summary.clone().unwrap_or_default();
            let link = entry.link.as_ref().map(|link| {
                let place = link.split_once("://").map_or(link.as_str(), |(_, rest)| rest);
                let place = place.split('/').next().unwrap_or_default().trim_start_matches("www.");
                format!("[Read it on {place}](<{link}>)")
            });
            let html = format!("<p>{}</p>", words.replace('&', "&amp;").replace('<', "&lt;"));
            let mut body = to_markdown(&html, &[]).markdown;
            if let Some(link) = link {
                body = format!("{body}\n\n{link}");
            }
            (body, html)
        }
    };
    let mut front_matter = vec![("title".to_owned(), Value::from(title))];
    let mut add = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            front_matter.push((key.to_owned(), value));
        }
    };
    let date =
        |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok()).map(Value::Datetime);
    let texts = |texts: &[String]| {
        (!texts.is_empty())
            .then(|| Value::Array(texts.iter().map(|text| Value::from(text.as_str())).collect()))
    };
    add("date", date(&entry.date).or_else(|| date(&entry.updated)));
    add("updated", date(&entry.updated).filter(|_| entry.date.is_some() && entry.date != entry.updated));
    add("authors", texts(&entry.authors));
    add("tags", texts(&entry.tags));
    add(
        "summary",
        summary
            .filter(|summary| *summary != text_of(&reference))
            .or_else(|| entry.content.is_none().then(|| text_of(&reference)).filter(|text| !text.is_empty()))
            .map(Value::from),
    );
    add("canonical", entry.link.as_deref().filter(|_| entry.content.is_none()).map(Value::from));
    let place = entry.line.map_or_else(String::new, |line| format!(":{line}"));
    Page {
        source: format!("{file}{place}"),
        kind: PageKind::Post,
        url: Some(path.unwrap_or_else(|| format!("/posts/{free}/"))),
        aliases: Vec::new(),
        target: format!("content/posts/{free}.md"),
        front_matter,
        body,
        reference,
    }
}

/// An entry whose date is missing, or is none.
fn undated(entry: &Entry, file: &str) -> Option<Finding> {
    let is_date = |text: &str| text.parse::<toml::value::Datetime>().is_ok();
    let written = entry.date.as_ref().or(entry.updated.as_ref());
    let message = match written {
        Some(written) if is_date(written) => return None,
        Some(written) => {
            format!("`{written}` is no date: the post \u{201c}{}\u{201d} has none", text_of(&entry.title))
        }
        None => format!("the post \u{201c}{}\u{201d} has no date", text_of(&entry.title)),
    };
    let help = "write `date = 2026-11-05` into its front matter: without a date it stands last in every list";
    Some(Finding { path: file.to_owned(), line: entry.line, message, help: help.to_owned() })
}

/// What of an address follows its host, if that is the site's: by `http` or `https`, with or without `www.`.
fn inside<'a>(link: &'a str, host: &str) -> Option<&'a str> {
    let bare = |host: &str| {
        let host = host.split_once("://").map_or(host, |(_, host)| host).to_lowercase();
        host.strip_prefix("www.").map_or(host.clone(), str::to_owned)
    };
    let own = self::host(link).filter(|_| !host.is_empty())?;
    (bare(own) == bare(host)).then(|| &link[own.len()..])
}

/// Scheme and host of an address.
fn host(url: &str) -> Option<&str> {
    let start = url.find("://")? + 3;
    let end = url[start..].find('/').map_or(url.len(), |at| start + at);
    url.get(..end)
}

/// The beginning of a text, as a title for what has none.
fn beginning(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(8).collect();
    let short = words.join(" ");
    if short.len() < text.len() { format!("{short}…") } else { short }
}
