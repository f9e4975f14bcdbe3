//! WordPress: its export, an RSS file with more in it (WXR), from *Tools → Export*.

mod autop;
mod content;
mod export;
mod shortcodes;

use crate::xml::Element;
use crate::{Address, AddressKind, File, FileSource, Finding, ImportError, OldSite, Page, PageKind};
use content::Contents;
use export::{Export, Item, Part};
use offprint_model::Slug;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use toml::Value;

/// Reads an export: a file, or a folder with the files of one in it, which WordPress cuts when it is large. The
/// folder `uploads` beside it, or in `wp-content` there, holds the attachments.
///
/// # Errors
/// Where there is none, or a file of it is broken.
pub fn read(from: &Path) -> Result<OldSite, ImportError> {
    let mut site = OldSite::default();
    let parts = if from.is_dir() {
        parts(from, &mut site)?
    } else {
        let no_export = || not_a_site(from, "its file is no export of WordPress".to_owned());
        vec![Part::read(from)?.ok_or_else(no_export)?]
    };
    let folder = if from.is_dir() { from } else { from.parent().unwrap_or(Path::new(".")) };
    let uploads = ["uploads", "wp-content/uploads"]
        .map(|name| folder.join(name))
        .into_iter()
        .find(|path| path.is_dir());
    let export = Export::new(&parts);
    let at_hand = files(uploads.as_deref(), &mut site);
    settings(&export, &mut site);
    let contents = Contents::new(&export, &at_hand);
    pages(&export, &contents, &mut site);
    addresses(&export, &mut site);
    left_behind(&export, &at_hand, &mut site);
    site.findings.sort();
    site.findings.dedup();
    Ok(site)
}

fn not_a_site(path: &Path, expected: String) -> ImportError {
    ImportError::NotASite { path: path.to_owned(), generator: "WordPress", expected }
}

impl Part {
    /// `None` for XML that is something else.
    fn read(path: &Path) -> Result<Option<Self>, ImportError> {
        let bytes = fs::read(path).map_err(ImportError::io("read", path))?;
        let (text, _) = crate::source_front_matter::decode(&bytes);
        let root = Element::parse(&text)
            .map_err(|problem| not_a_site(path, format!("line {}: {}", problem.line, problem.message)))?;
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let channel = root.children.into_iter().find(|child| child.name == "channel");
        let is_export =
            |channel: &Element| channel.children.iter().any(|child| child.name.starts_with("wp:"));
        Ok(channel.filter(is_export).map(|channel| Self { file, channel }))
    }
}

/// The files of the export in a folder, in the order of their names, which WordPress numbers.
fn parts(folder: &Path, site: &mut OldSite) -> Result<Vec<Part>, ImportError> {
    let entries = fs::read_dir(folder).map_err(ImportError::io("read", folder))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xml")));
    paths.sort();
    if paths.is_empty() {
        return Err(not_a_site(folder, "there is no export (a file ending in `.xml`) in it".to_owned()));
    }
    let mut parts: Vec<Part> = Vec::new();
    for path in paths {
        let part = Part::read(&path)?;
        let first = parts.first().map(Part::base_url);
        match part {
            Some(part) if first.is_none_or(|first| first == part.base_url()) => parts.push(part),
            other => {
                let message = match other {
                    Some(part) => format!("it is of another site, `{}`, and left out", part.base_url()),
                    None => "it is no export of WordPress, and left out".to_owned(),
                };
                site.findings.push(Finding {
                    path: path
                        .file_name()
                        .map(|name| name.to_string_lossy().into_owned())
                        .unwrap_or_default(),
                    line: None,
                    message,
                    help: "import it by itself, if you want what is in it".to_owned(),
                });
            }
        }
    }
    if parts.is_empty() {
        return Err(not_a_site(folder, "no file ending in `.xml` in it is an export".to_owned()));
    }
    Ok(parts)
}

/// The attachments that are there, by their path below `uploads`.
fn files(uploads: Option<&Path>, site: &mut OldSite) -> BTreeSet<String> {
    let mut at_hand = BTreeSet::new();
    let Some(uploads) = uploads else { return at_hand };
    for (name, path) in crate::zola::walk(uploads, &mut site.findings) {
        site.files.push(File {
            source: FileSource::Disk(path),
            url: format!("/wp-content/uploads/{name}"),
            target: format!("static/wp-content/uploads/{name}"),
        });
        at_hand.insert(name);
    }
    at_hand
}

fn settings(export: &Export<'_>, site: &mut OldSite) {
    let mut keys: Vec<(String, Value)> = Vec::new();
    let mut add = |key: &str, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            keys.push((key.to_owned(), Value::from(text)));
        }
    };
    add("title", export.text("title"));
    add("description", export.text("description"));
    add(
        "language",
        export.text("language").filter(|language| language != "en").map(|tag| tag.replace('_', "-")),
    );
    add("permalink", export.pattern().map(str::to_owned));
    let table = |entries: &[(&str, &str)]| {
        Value::Table(entries.iter().map(|(key, value)| ((*key).to_owned(), Value::from(*value))).collect())
    };
    keys.push(("summary".to_owned(), table(&[("rule", "words:55"), ("ending", " […]")])));
    keys.push(("markdown".to_owned(), table(&[("html", "trust")])));
    site.settings.keys = keys;
    site.settings.base_url = Some(export.base_url.clone()).filter(|url| !url.is_empty());
    site.findings.push(Finding {
        path: export.file().to_owned(),
        line: None,
        message: "`[markdown] html = \"trust\"` is set, since WordPress shows the HTML of its authors"
            .to_owned(),
        help: "take it out, if nobody else writes for you and you want raw HTML cleaned".to_owned(),
    });
}

fn pages(export: &Export<'_>, contents: &Contents<'_>, site: &mut OldSite) {
    for item in export.items.iter().filter(|item| matches!(item.kind.as_str(), "post" | "page")) {
        let mut find = |message: String, help: &str| {
            site.findings.push(Finding {
                path: item.file.clone(),
                line: Some(item.line),
                message: format!("{}: {message}", item.name()),
                help: help.to_owned(),
            });
        };
        match item.status.as_str() {
            "trash" | "auto-draft" => {
                find(
                    format!("it is left out: its status is `{}`", item.status),
                    "restore it in WordPress, if you want it",
                );
                continue;
            }
            "private" => find(
                "it was private, and is a draft now".to_owned(),
                "publish it only if everybody may read it",
            ),
            "pending" => {
                find("it waited to be reviewed, and is a draft now".to_owned(), "publish it when it is ready")
            }
            _ => {}
        }
        if item.has_password {
            find(
                "it had a password, and is a draft now: files on a web server have none".to_owned(),
                "publish it only if everybody may read it",
            );
        }
        if item.sticky {
            find(
                "it stood above all others (sticky): lists have the newest first".to_owned(),
                "link to it from the menu or from the text of the home page",
            );
        }
        if item.comments > 0 {
            find(
                format!("its comments are not carried over: {}", item.comments),
                "keep the export, or put a page of them together by hand",
            );
        }
        let is_draft = item.has_password || matches!(item.status.as_str(), "draft" | "private" | "pending");
        let is_published = !is_draft && item.status == "publish";
        let text = contents.text(item, &mut site.findings);
        let is_post = item.kind == "post";
        let slug = item.slug();
        let target = if is_post {
            format!("content/posts/{slug}.md")
        } else {
            format!("content/{}.md", item.flat_path(&slug))
        };
        site.pages.push(Page {
            source: format!("{}:{}", item.file, item.line),
            kind: if is_post { PageKind::Post } else { PageKind::Page },
            url: item.url.clone().filter(|_| is_published),
            aliases: if is_published { item.old_urls() } else { Vec::new() },
            target,
            front_matter: front_matter(item, export, is_draft, text.summary),
            body: text.body,
            reference: text.reference,
        });
    }
}

fn front_matter(
    item: &Item,
    export: &Export<'_>,
    is_draft: bool,
    summary: Option<String>,
) -> Vec<(String, Value)> {
    let mut keys: Vec<(String, Value)> = vec![("title".to_owned(), Value::from(item.name()))];
    let mut add = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            keys.push((key.to_owned(), value));
        }
    };
    let texts = |texts: Vec<String>| {
        (!texts.is_empty()).then(|| Value::Array(texts.into_iter().map(Value::from).collect()))
    };
    let is_post = item.kind == "post";
    add(
        "date",
        item.date.clone().filter(|_| is_post).and_then(|date| date.parse().ok()).map(Value::Datetime),
    );
    add("updated", item.updated.clone().and_then(|date| date.parse().ok()).map(Value::Datetime));
    add("authors", texts(item.author.iter().map(|login| export.author(login)).collect()).filter(|_| is_post));
    add("categories", texts(item.categories.clone()));
    add("tags", texts(item.tags.clone()));
    add("summary", item.excerpt.clone().or(summary).map(Value::from));
    add(
        "cover",
        item.cover
            .and_then(|id| export.attachments.get(&id))
            .map(|attachment| Value::from(attachment.url.as_str())),
    );
    add("draft", is_draft.then_some(Value::Boolean(true)));
    keys
}

/// What WordPress makes of itself: <https://developer.wordpress.org/themes/basics/template-hierarchy/>.
fn addresses(export: &Export<'_>, site: &mut OldSite) {
    let mut add = |url: String, kind, to: Option<String>| site.addresses.push(Address { url, kind, to });
    let posts: Vec<&Item> = export
        .items
        .iter()
        .filter(|item| item.kind == "post" && item.status == "publish" && !item.has_password)
        .collect();
    add("/".to_owned(), AddressKind::List, None);
    // Ten posts a page, if nobody said otherwise; the export does not tell.
    for page in 2..=posts.len().div_ceil(10) {
        add(format!("/page/{page}/"), AddressKind::List, None);
    }
    add("/feed/".to_owned(), AddressKind::Feed, Some("/feed.xml".to_owned()));
    add("/feed/atom/".to_owned(), AddressKind::Feed, Some("/feed.xml".to_owned()));
    add("/comments/feed/".to_owned(), AddressKind::Feed, Some("/feed.xml".to_owned()));
    let mut list = |url: String, to: String| {
        add(format!("{url}feed/"), AddressKind::Feed, Some(format!("{to}feed.xml")));
        add(url, AddressKind::Term, Some(to));
    };
    for name in used(&posts, |post| &post.categories) {
        if let Some(path) = export.category_path(name) {
            list(format!("/category/{path}/"), format!("/categories/{}/", Slug::from_label(name)));
        }
    }
    for name in used(&posts, |post| &post.tags) {
        if let Some(slug) = export.tags.get(name) {
            list(format!("/tag/{slug}/"), format!("/tags/{}/", Slug::from_label(name)));
        }
    }
    for login in posts.iter().filter_map(|post| post.author.as_ref()).collect::<BTreeSet<_>>() {
        let slug = Slug::from_label(&export.author(login));
        list(format!("/author/{}/", slug_of_login(login)), format!("/authors/{slug}/"));
    }
    let dates: BTreeSet<String> = posts
        .iter()
        .filter_map(|post| post.date.as_deref())
        .flat_map(|date| [date.get(..4), date.get(..7), date.get(..10)])
        .flatten()
        .map(|date| date.replace('-', "/"))
        .collect();
    for date in dates {
        add(format!("/{date}/"), AddressKind::List, Some("/archive/".to_owned()));
    }
}

/// The terms of posts, each once.
fn used<'a>(posts: &[&'a Item], of: fn(&Item) -> &Vec<String>) -> BTreeSet<&'a String> {
    posts.iter().flat_map(|post| of(post)).collect()
}

/// As WordPress makes a nicename of a login: lower case, hyphens for the rest.
fn slug_of_login(login: &str) -> String {
    let slug: String =
        login.to_lowercase().chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '-' }).collect();
    slug.trim_matches('-').to_owned()
}

fn left_behind(export: &Export<'_>, at_hand: &BTreeSet<String>, site: &mut OldSite) {
    let mut find = |line, message: String, help: &str| {
        site.findings.push(Finding { path: export.file().to_owned(), line, message, help: help.to_owned() });
    };
    let missing = export
        .attachments
        .values()
        .filter(|file| file.path.as_ref().is_none_or(|path| !at_hand.contains(path)));
    let missing = missing.count();
    if missing > 0 {
        find(
            None,
            format!("{missing} attachments are not at hand: texts go on naming them at their old address"),
            "copy the folder `wp-content/uploads` of the old server beside the export as `uploads`, and import again",
        );
    }
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for item in &export.items {
        *kinds.entry(item.kind.as_str()).or_default() += 1;
    }
    for (kind, count) in kinds {
        match kind {
            "post" | "page" | "attachment" => {}
            "nav_menu_item" => find(
                None,
                format!("the menus are not carried over: {count} entries"),
                "write `[[menu]]` in offprint.toml",
            ),
            kind => find(
                None,
                format!("{count} of the kind `{kind}` are not carried over"),
                "write by hand what you need of them",
            ),
        }
    }
    if export.has_deep_categories() {
        find(
            None,
            "categories lie in each other there, and beside each other here".to_owned(),
            "nothing to do, if their names tell them apart",
        );
    }
    find(
        None,
        "addresses such as `/?p=123` cannot be answered by files".to_owned(),
        "let your web server lead them on, if somebody still links to them",
    );
}
