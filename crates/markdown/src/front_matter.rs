mod error;
mod fence;
mod fields;
mod json;
mod node;
mod toml;
mod yaml;

pub use error::FrontMatterError;

use fence::Fenced;
use std::collections::BTreeMap;
use std::ops::Range;

/// A value with its place: the bytes of the file that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// A date as its author wrote it (a TOML date as RFC 3339 text). Only the site knows the time zone
/// that makes it an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateText(pub String);

/// A content file, cut in two.
#[derive(Clone, Debug)]
pub struct Parts<'a> {
    /// What it says of itself; all empty for a file without front matter.
    pub front_matter: FrontMatter,
    /// The Markdown after it.
    pub body: &'a str,
    /// Where the body begins in the file, in bytes.
    pub body_offset: usize,
    /// Values that are not what their keys take, in the order of the file. In `front_matter` they are
    /// missing; all else is there, so that what else is wrong with the file can be said as well.
    pub wrong: Vec<FrontMatterError>,
}

/// What a file says of itself. Keys are compared without case, `_` and `-`, so that `publishDate`,
/// `publish_date` and `publishdate` are one; unknown keys are passed over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// The span of the whole front matter with its fences; empty where there is none.
    pub span: Range<usize>,
    /// `title`
    pub title: Option<Spanned<String>>,
    /// `date`
    pub date: Option<Spanned<DateText>>,
    /// `updated` (also `lastmod`, `last_modified_at`, `modified`)
    pub updated: Option<Spanned<DateText>>,
    /// `publish_date`: not shown before
    pub publish_date: Option<Spanned<DateText>>,
    /// `expiry_date` (also `unpublish_date`): not shown after
    pub expiry_date: Option<Spanned<DateText>>,
    /// `description`: for metadata and feeds
    pub description: Option<Spanned<String>>,
    /// `summary` (also `excerpt`): for lists
    pub summary: Option<Spanned<String>>,
    /// `topic`
    pub topic: Option<Spanned<String>>,
    /// `slug`
    pub slug: Option<Spanned<String>>,
    /// `path` (also `url`, `permalink`)
    pub path: Option<Spanned<String>>,
    /// `canonical` (also `canonical_url`)
    pub canonical: Option<Spanned<String>>,
    /// Labels by key: `tags`, `categories`, `series`, Zola's `[taxonomies]`, and every other key with
    /// text or a list of texts, as any of them may name a taxonomy of the site. Keys in lower case.
    pub taxonomies: BTreeMap<String, Vec<String>>,
    /// `series`, with its number from `series = { name, number }`, `series_number`, `series_part`,
    /// `series_order` or `part`. The label is in `taxonomies["series"]` too.
    pub series: Option<Series>,
    /// `authors` (also `author`): names, in order
    pub authors: Vec<String>,
    /// `draft` (also `published: false`)
    pub draft: bool,
    /// `aliases` (also `redirect_from`): old addresses that lead here
    pub aliases: Vec<Spanned<String>>,
    /// `weight`
    pub weight: Option<i32>,
    /// `cover` (also `image`)
    pub cover: Option<CoverFields>,
    /// `extra` (also `params`)
    pub extra: serde_json::Map<String, serde_json::Value>,
    /// The keys that mean nothing above, as written, in the order of the file; those of Zola's `[taxonomies]`
    /// as `taxonomies.key`. Each may still name a taxonomy of the site.
    pub others: Vec<Spanned<String>>,
}

/// The series that a post belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its label.
    pub label: String,
    /// The post's number in it.
    pub number: Option<u32>,
}

/// The picture that stands for a post, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverFields {
    /// Address or path.
    pub src: Spanned<String>,
    /// What it shows, for who cannot see it.
    pub alt: String,
    /// A line below it.
    pub caption: Option<String>,
}

/// Cuts a content file into front matter (TOML between `+++`, YAML between `---`, JSON from `{` to
/// `}`) and body.
///
/// # Errors
/// What keeps the front matter from being read at all, in the order of the file.
pub fn split_front_matter(source: &str) -> Result<Parts<'_>, Vec<FrontMatterError>> {
    let (root, span, body_offset) = match fence::find(source).map_err(|error| vec![error])? {
        Fenced::None(body_offset) => {
            let front_matter = FrontMatter { span: body_offset..body_offset, ..FrontMatter::default() };
            return Ok(Parts { front_matter, body: &source[body_offset..], body_offset, wrong: Vec::new() });
        }
        Fenced::Toml(block) => {
            (toml::read(&source[block.inside.clone()], block.inside.start)?, block.whole, block.body)
        }
        Fenced::Yaml(block) => {
            let root = yaml::read(&source[block.inside.clone()], block.inside.start);
            (root.map_err(|error| vec![error])?, block.whole, block.body)
        }
        Fenced::Json(start) => {
            let (root, length) = json::read(&source[start..], start).map_err(|error| vec![error])?;
            let end = start + length;
            let line_end = source[end..].find('\n').map_or(source.len(), |at| end + at + 1);
            let body = if source[end..line_end].trim().is_empty() { line_end } else { end };
            (root, start..end, body)
        }
    };
    let (mut front_matter, wrong) = fields::read(&root, span).map_err(|error| vec![error])?;
    for key in &mut front_matter.others {
        key.span = place_of_key(source, &front_matter.span, key);
    }
    front_matter.others.sort_by_key(|key| key.span.start);
    Ok(Parts { front_matter, body: &source[body_offset..], body_offset, wrong })
}

/// Where a key stands whose span is that of its value: before it, or in the header of a table.
fn place_of_key(source: &str, whole: &Range<usize>, key: &Spanned<String>) -> Range<usize> {
    let name = key.value.rsplit('.').next().unwrap_or_default();
    let line_end = source.get(key.span.start..).and_then(|rest| rest.find('\n'));
    let end = line_end.map_or(source.len(), |at| key.span.start + at);
    let found = |end: usize| source.get(whole.start..end).and_then(|text| text.rfind(name));
    match found(key.span.start).or_else(|| found(end)) {
        Some(at) => whole.start + at..whole.start + at + name.len(),
        None => key.span.clone(),
    }
}
