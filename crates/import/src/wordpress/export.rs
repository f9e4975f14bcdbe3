use crate::xml::Element;
use jiff::civil::DateTime;
use std::collections::{BTreeMap, BTreeSet};

/// A file of an export.
pub(super) struct Part {
    /// Its name.
    pub file: String,
    pub channel: Element,
}

impl Part {
    /// The site that it was taken from, with a last `/`; empty where it does not tell.
    pub(super) fn base_url(&self) -> String {
        let base = self.channel.text_of("wp:base_blog_url").or(self.channel.text_of("link"));
        let base = base.unwrap_or_default().trim_end_matches('/');
        if base.is_empty() { String::new() } else { format!("{base}/") }
    }
}

/// An export, read.
pub(super) struct Export<'a> {
    parts: &'a [Part],
    pub base_url: String,
    /// Names by login.
    authors: BTreeMap<String, String>,
    /// Slug and the parent's slug by name.
    categories: BTreeMap<String, (String, Option<String>)>,
    /// Slugs by name.
    pub tags: BTreeMap<String, String>,
    pub items: Vec<Item>,
    /// Their numbers.
    ids: BTreeSet<u64>,
    pub attachments: BTreeMap<u64, Attachment>,
}

/// A picture or another file.
#[derive(Clone, Debug)]
pub(super) struct Attachment {
    pub url: String,
    /// Below `uploads`.
    pub path: Option<String>,
    pub title: String,
    /// The post that it belongs to.
    pub parent: Option<u64>,
}

/// A post, a page, or something else.
#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    /// The name of the file that it is in.
    pub file: String,
    pub line: usize,
    pub id: u64,
    pub kind: String,
    pub status: String,
    pub title: String,
    pub author: Option<String>,
    /// RFC 3339; without an offset where the export does not know it.
    pub date: Option<String>,
    pub updated: Option<String>,
    pub content: String,
    /// The line on which it begins.
    pub content_line: usize,
    pub excerpt: Option<String>,
    pub categories: Vec<String>,
    pub tags: Vec<String>,
    /// As in [`crate::Page::url`].
    pub url: Option<String>,
    slug: String,
    old_slugs: Vec<String>,
    pub cover: Option<u64>,
    pub sticky: bool,
    pub has_password: bool,
    pub comments: usize,
}

impl<'a> Export<'a> {
    pub(super) fn new(parts: &'a [Part]) -> Self {
        let author = |author: &Element| {
            let login = author.text_of("wp:author_login")?.to_owned();
            let name = author.text_of("wp:author_display_name").map_or_else(|| login.clone(), str::to_owned);
            Some((login, name))
        };
        let category = |category: &Element| {
            let slug = category.text_of("wp:category_nicename")?.to_owned();
            let name = category.text_of("wp:cat_name").unwrap_or(&slug).to_owned();
            Some((name, (slug, category.text_of("wp:category_parent").map(str::to_owned))))
        };
        let tag = |tag: &Element| {
            let slug = tag.text_of("wp:tag_slug")?.to_owned();
            Some((tag.text_of("wp:tag_name").unwrap_or(&slug).to_owned(), slug))
        };
        let all = |name: &'static str| parts.iter().flat_map(move |part| part.channel.all(name));
        let base_url = parts.first().map(Part::base_url).unwrap_or_default();
        let mut export = Self {
            parts,
            authors: all("wp:author").filter_map(author).collect(),
            categories: all("wp:category").filter_map(category).collect(),
            tags: all("wp:tag").filter_map(tag).collect(),
            items: Vec::new(),
            ids: BTreeSet::new(),
            attachments: BTreeMap::new(),
            base_url,
        };
        for part in parts {
            for element in part.channel.all("item") {
                export.add(element, &part.file);
            }
        }
        export
    }

    /// Adds an item, unless a file before has it.
    fn add(&mut self, element: &Element, file: &str) {
        let item = Item::new(element, file, &self.base_url);
        if item.id != 0 && !self.ids.insert(item.id) {
            return;
        }
        self.items.push(item);
        // Terms that stand at a post alone are known by it.
        for term in element.all("category") {
            let (Some(slug), name) = (term.attribute("nicename"), term.text.trim().to_owned()) else {
                continue;
            };
            match term.attribute("domain") {
                Some("category") => {
                    self.categories.entry(name).or_insert_with(|| (slug.to_owned(), None));
                }
                Some("post_tag") => {
                    self.tags.entry(name).or_insert_with(|| slug.to_owned());
                }
                _ => {}
            }
        }
        if let (Some(url), Some(id)) = (element.text_of("wp:attachment_url"), element.text_of("wp:post_id"))
            && let Ok(id) = id.parse()
        {
            let path = url.split_once("/wp-content/uploads/").map(|(_, path)| path.to_owned());
            let title = element.text_of("title").unwrap_or_default().to_owned();
            let parent = element.text_of("wp:post_parent").and_then(|id| id.parse().ok());
            self.attachments.insert(id, Attachment { url: url.to_owned(), path, title, parent });
        }
    }

    /// The name of the first file.
    pub(super) fn file(&self) -> &str {
        self.parts.first().map_or("", |part| part.file.as_str())
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.parts.iter().find_map(|part| part.channel.text_of(name)).map(str::to_owned)
    }

    /// The name that readers know an author by.
    pub(super) fn author(&self, login: &str) -> String {
        self.authors.get(login).cloned().unwrap_or_else(|| login.to_owned())
    }

    /// Where a category's page is, below `/category/`.
    pub(super) fn category_path(&self, name: &str) -> Option<String> {
        let (slug, mut parent) = self.categories.get(name).cloned()?;
        let mut path = slug;
        // As deep as it may be, it ends.
        for _ in 0..20 {
            let Some(above) = parent else { break };
            path = format!("{above}/{path}");
            parent = self
                .categories
                .values()
                .find(|(slug, _)| *slug == above)
                .and_then(|(_, parent)| parent.clone());
        }
        Some(path)
    }

    pub(super) fn has_deep_categories(&self) -> bool {
        self.categories.values().any(|(_, parent)| parent.is_some())
    }

    /// The pattern that most posts' addresses follow.
    pub(super) fn pattern(&self) -> Option<&'static str> {
        let posts: Vec<&Item> = self
            .items
            .iter()
            .filter(|item| item.kind == "post" && item.url.is_some() && item.date.is_some())
            .collect();
        let fits = |pattern: &str, item: &Item| {
            let date = item.date.as_deref().unwrap_or_default();
            let part = |range: std::ops::Range<usize>| date.get(range).unwrap_or_default();
            let url = pattern
                .replace(":year", part(0..4))
                .replace(":month", part(5..7))
                .replace(":day", part(8..10))
                .replace(":slug", &item.slug());
            item.url.as_deref() == Some(url.as_str())
        };
        let patterns =
            ["/:year/:month/:day/:slug/", "/:year/:month/:slug/", "/:year/:slug/", "/:slug/", "/blog/:slug/"];
        let count = |pattern: &str| posts.iter().filter(|item| fits(pattern, item)).count();
        patterns.into_iter().find(|pattern| count(pattern) * 2 > posts.len())
    }
}

impl Item {
    fn new(element: &Element, file: &str, base_url: &str) -> Self {
        let text = |name: &str| element.text_of(name).map(str::to_owned);
        let terms = |domain: &str| {
            let terms = element.all("category").filter(|term| term.attribute("domain") == Some(domain));
            terms.map(|term| term.text.trim().to_owned()).filter(|name| !name.is_empty()).collect()
        };
        let meta = |key: &'static str| {
            let all = element.all("wp:postmeta").filter(move |meta| meta.text_of("wp:meta_key") == Some(key));
            all.filter_map(|meta| meta.text_of("wp:meta_value"))
        };
        let url = text("link").and_then(|link| {
            let path = link.strip_prefix(base_url.trim_end_matches('/')).map(str::to_owned);
            let path = path.or_else(|| {
                let rest = link.split_once("://")?.1;
                Some(rest[rest.find('/').unwrap_or(rest.len())..].to_owned())
            })?;
            let decoded = percent_encoding::percent_decode_str(&path).decode_utf8_lossy().into_owned();
            Some(if decoded.starts_with('/') { decoded } else { format!("/{decoded}") })
        });
        let comment = |comment: &&Element| {
            comment.text_of("wp:comment_approved") == Some("1")
                && !matches!(comment.text_of("wp:comment_type"), Some("pingback" | "trackback"))
        };
        Self {
            file: file.to_owned(),
            line: element.line,
            id: text("wp:post_id").and_then(|id| id.parse().ok()).unwrap_or_default(),
            kind: text("wp:post_type").unwrap_or_else(|| "post".to_owned()),
            status: text("wp:status").unwrap_or_else(|| "publish".to_owned()),
            title: text("title").unwrap_or_default(),
            author: text("dc:creator"),
            date: moment(text("wp:post_date").as_deref(), text("wp:post_date_gmt").as_deref()),
            updated: moment(text("wp:post_modified").as_deref(), text("wp:post_modified_gmt").as_deref()),
            content: element.child("content:encoded").map(|content| content.text.clone()).unwrap_or_default(),
            content_line: element.child("content:encoded").map_or(element.line, |content| content.line),
            excerpt: text("excerpt:encoded")
                .map(|html| crate::measure::text_of(&html))
                .filter(|text| !text.is_empty()),
            categories: terms("category"),
            tags: terms("post_tag"),
            slug: text("wp:post_name").unwrap_or_default(),
            old_slugs: meta("_wp_old_slug").map(str::to_owned).collect(),
            cover: meta("_thumbnail_id").next().and_then(|id| id.parse().ok()),
            sticky: text("wp:is_sticky").as_deref() == Some("1"),
            has_password: text("wp:post_password").is_some(),
            comments: element.all("wp:comment").filter(comment).count(),
            url,
        }
    }

    /// Its title, or a name for what has none.
    pub(super) fn name(&self) -> String {
        let title = crate::measure::text_of(&self.title);
        if title.is_empty() { format!("Untitled {}", self.id) } else { title }
    }

    /// The last part of its address.
    pub(super) fn slug(&self) -> String {
        let slug = percent_encoding::percent_decode_str(&self.slug)
            .decode_utf8_lossy()
            .replace(['/', '\\', ':'], "-");
        if slug.is_empty() {
            offprint_model::Slug::from_label(&self.name()).as_str().to_owned()
        } else {
            slug
        }
    }

    /// A page's whole path as one name: what lies in a folder would be a post.
    pub(super) fn flat_path(&self, slug: &str) -> String {
        let path = self.url.as_deref().unwrap_or_default().trim_matches('/');
        if path.is_empty() || path.contains('?') { slug.to_owned() } else { path.replace('/', "-") }
    }

    /// Where it was before its address was changed.
    pub(super) fn old_urls(&self) -> Vec<String> {
        let Some(url) = self.url.as_deref().filter(|url| !url.contains('?')) else { return Vec::new() };
        let inner = url.trim_end_matches('/');
        let folder = inner.rfind('/').map_or("/", |slash| &inner[..=slash]);
        self.old_slugs.iter().map(|slug| format!("{folder}{slug}/")).collect()
    }
}

/// A local date and time, with the offset that the other one tells.
fn moment(local: Option<&str>, gmt: Option<&str>) -> Option<String> {
    let read = |text: Option<&str>| text.filter(|text| !text.starts_with("0000"))?.parse::<DateTime>().ok();
    let local = read(local)?;
    let text = local.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    let Some(gmt) = read(gmt) else { return Some(text) };
    let minutes = local.duration_since(gmt).as_mins();
    if minutes.abs() > 14 * 60 {
        return Some(text);
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    Some(format!("{text}{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60))
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn a_date_knows_its_zone_by_the_other_one() {
        let of = |local, gmt| moment(Some(local), Some(gmt));
        assert_eq!(
            of("2019-05-06 12:30:00", "2019-05-06 10:30:00").as_deref(),
            Some("2019-05-06T12:30:00+02:00")
        );
        assert_eq!(
            of("2019-05-05 23:00:00", "2019-05-06 04:30:00").as_deref(),
            Some("2019-05-05T23:00:00-05:30")
        );
        assert_eq!(of("2019-05-06 12:30:00", "0000-00-00 00:00:00").as_deref(), Some("2019-05-06T12:30:00"));
        assert_eq!(of("0000-00-00 00:00:00", "0000-00-00 00:00:00"), None);
    }
}
