use super::error::MOST_TERMS;
use super::render::labels;
use super::source::Source;
use super::{ContentError, LoadOptions};
use crate::clock::{date_in_name, date_in_path, moment};
use crate::config::PatternValues;
use crate::{Config, Diagnostic};
use jiff::Zoned;
use jiff::civil::Date;
use offprint_markdown::{DateText, Spanned};
use offprint_model::{Permalink, Slug};

/// A content file that will be published, with its address.
#[derive(Debug)]
pub(super) struct Placed {
    pub source: Source,
    pub title: String,
    /// A post has a date or lies in a section; anything else is a page of its own.
    pub is_post: bool,
    /// As in [`offprint_model::PostSummary::section`].
    pub section: String,
    pub date: Option<Zoned>,
    pub updated: Option<Zoned>,
    pub url: Permalink,
    pub aliases: Vec<Permalink>,
}

impl Placed {
    /// Decides whether a file is published, and where. `None` with no new finding: it stays out.
    pub(super) fn new(
        source: Source,
        config: &Config,
        options: &LoadOptions,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let front = &source.front_matter;
        if front.draft && !options.drafts {
            return None;
        }
        let before = findings.len();
        let mut read = |text: &Option<Spanned<DateText>>| {
            let written = text.as_ref()?;
            let read = moment(&written.value.0, &config.time_zone);
            if read.is_none() {
                let error = ContentError::Date { text: written.value.0.clone() };
                findings.push(error.in_file(&source.path).at(&source.text, written.span.clone()));
            }
            read
        };
        let (written_date, updated) = (read(&front.date), read(&front.updated));
        let (publish, expiry) = (read(&front.publish_date), read(&front.expiry_date));
        let (section, name) = place(source.folder(), source.stem());
        let (dated_name, slug_name) = match date_in_name(name) {
            Some((date, rest)) => (Some(date), rest),
            None => (None, name),
        };
        let date = match &front.date {
            Some(_) => written_date,
            None => derived_date(&source, dated_name, config, findings),
        };
        let starts = publish.as_ref().or(date.as_ref()).map(Zoned::timestamp);
        let is_future = starts.is_some_and(|start| start > options.now) && !options.future;
        let is_over = expiry.is_some_and(|end| end.timestamp() <= options.now);
        if findings.len() == before && (is_future || is_over) {
            return None;
        }
        let is_post = date.is_some() || front.date.is_some() || !section.is_empty();
        let title = front.title.as_ref().map(|title| title.value.trim().to_owned()).unwrap_or_default();
        if title.is_empty() && !source.is_wrong("title") {
            if source.is_sound() && is_blank(&source) {
                let warning =
                    Diagnostic::warning(source.path.as_str(), "nothing to publish: no title and no text");
                findings.push(warning);
                return None;
            }
            let missing = ContentError::NoTitle.in_file(&source.path);
            findings.push(missing.at(&source.text, source.span(front.title.as_ref())));
        }
        let slug = match front.slug.as_ref().map(|slug| slug.value.trim()).filter(|slug| !slug.is_empty()) {
            Some(slug) => slug.to_owned(),
            None => segment(slug_name),
        };
        let url = written_address(&source)
            .unwrap_or_else(|| address(config, is_post, &section, date.as_ref(), &slug))
            .map_err(|error| {
                let written = front.path.as_ref().or(front.slug.as_ref());
                if written.is_none() && !source.is_sound() {
                    // What it lacks may be the value that is wrong, and has been said.
                    return;
                }
                findings.push(error.in_file(&source.path).at(&source.text, source.span(written)));
            })
            .ok();
        let aliases = aliases(&source, findings);
        if let Some(canonical) = front.canonical.as_ref().filter(|url| !is_absolute(&url.value)) {
            let error = ContentError::Canonical(canonical.value.clone()).in_file(&source.path);
            findings.push(error.at(&source.text, canonical.span.clone()));
        }
        let too_many = too_many_terms(&source, config);
        if !source.is_sound() || !too_many.is_empty() {
            findings.extend(too_many);
            return None;
        }
        Some(Self { title, is_post, section, date, updated, url: url?, aliases, source })
    }
}

/// An error for each taxonomy that a file has too many terms of.
fn too_many_terms(source: &Source, config: &Config) -> Vec<Diagnostic> {
    let front = &source.front_matter;
    let counted = config.taxonomies.iter().map(|taxonomy| match taxonomy.key.as_str() {
        "authors" => ("authors", front.authors.len()),
        key => (key, labels(front, key).len()),
    });
    let too_many = counted.filter(|(_, count)| *count > MOST_TERMS).map(|(key, count)| {
        let error = ContentError::TooManyTerms { key: key.to_owned(), count }.in_file(&source.path);
        error.at(&source.text, source.span::<()>(None))
    });
    too_many.collect()
}

/// The old addresses that lead to a file's page.
pub(super) fn aliases(source: &Source, findings: &mut Vec<Diagnostic>) -> Vec<Permalink> {
    let read = source.front_matter.aliases.iter().filter_map(|alias| {
        let permalink = Permalink::new(alias.value.trim());
        permalink
            .map_err(|error| {
                let error = ContentError::from(error).in_file(&source.path);
                findings.push(error.at(&source.text, alias.span.clone()));
            })
            .ok()
    });
    read.collect()
}

/// The section's path and the name that an address is made of: the folder's for a bundle.
fn place<'a>(folder: &'a str, stem: &'a str) -> (String, &'a str) {
    if stem != "index" {
        return (folder.to_owned(), stem);
    }
    let folder = folder.trim_end_matches('/');
    match folder.rsplit_once('/') {
        Some((section, name)) => (format!("{section}/"), name),
        None => (String::new(), folder),
    }
}

/// The date in a path or a file name, midnight in the site's zone.
fn derived_date(
    source: &Source,
    dated_name: Option<Result<Date, &str>>,
    config: &Config,
    findings: &mut Vec<Diagnostic>,
) -> Option<Zoned> {
    let path = source.front_matter.path.as_ref();
    let in_path = path.and_then(|path| date_in_path(&path.value));
    let (date, place) = match in_path {
        Some(date) => (date, "path"),
        None => (dated_name?, "file name"),
    };
    match date {
        Ok(date) => date.to_zoned(config.time_zone.clone()).ok(),
        Err(text) => {
            let error = ContentError::DateInName { place, text: text.to_owned() }.in_file(&source.path);
            findings.push(if place == "path" { error.at(&source.text, source.span(path)) } else { error });
            None
        }
    }
}

/// The address that a file asks for, or the error of one that can't have any.
fn written_address(source: &Source) -> Option<Result<Permalink, ContentError>> {
    if source.is_bundle() && source.folder().is_empty() {
        return Some(Err(ContentError::HomeTaken));
    }
    let path = source.front_matter.path.as_ref()?;
    Some(Permalink::new(path.value.trim()).map_err(ContentError::from))
}

/// The address by the rules of the site.
fn address(
    config: &Config,
    is_post: bool,
    section: &str,
    date: Option<&Zoned>,
    slug: &str,
) -> Result<Permalink, ContentError> {
    let sections = segments(section);
    match &config.permalink {
        Some(pattern) if is_post => {
            let date = date.map(|date| (date.year(), date.month(), date.day()));
            Ok(pattern.permalink(&PatternValues { date, slug, sections: &sections })?)
        }
        _ if is_post && sections.is_empty() => Ok(Permalink::home().join("posts").join(slug)),
        _ => Ok(sections.iter().fold(Permalink::home(), |folder, segment| folder.join(segment)).join(slug)),
    }
}

/// The address that a file would have if its front matter named none: `name` is its name below `content`,
/// `slug` and `date` are what its front matter says of them. `None` where the rules give it no address.
pub fn address_by_rules(
    config: &Config,
    name: &str,
    slug: Option<&str>,
    date: Option<&str>,
) -> Option<Permalink> {
    let (folder, file) = name.rfind('/').map_or(("", name), |slash| name.split_at(slash + 1));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    if stem == "_index" {
        return Some(super::section_url(folder));
    }
    if stem == "index" && folder.is_empty() {
        return None;
    }
    let (section, name) = place(folder, stem);
    let (dated, slug_name) = match date_in_name(name) {
        Some((date, rest)) => (date.ok(), rest),
        None => (None, name),
    };
    let date = match date {
        Some(date) => Some(moment(date, &config.time_zone)?),
        None => dated.and_then(|date| date.to_zoned(config.time_zone.clone()).ok()),
    };
    let slug = slug.map(str::trim).filter(|slug| !slug.is_empty());
    let slug = slug.map_or_else(|| segment(slug_name), str::to_owned);
    let is_post = date.is_some() || !section.is_empty();
    address(config, is_post, &section, date.as_ref(), &slug).ok()
}

/// The folders of a section as address segments: `Best Practices/` is `best-practices`.
pub(super) fn segments(section: &str) -> Vec<String> {
    section.split('/').filter(|folder| !folder.is_empty()).map(segment).collect()
}

/// A file's or folder's name as an address segment, in lower case. One with a space in it was written as
/// a title and becomes a slug. Any other keeps its punctuation: `a_b` and `a-b`, `[` and `]`, 1.0 and 10
/// are different names, and would be the same slugs.
fn segment(name: &str) -> String {
    if name.contains(char::is_whitespace) {
        Slug::from_label(name).as_str().to_owned()
    } else {
        name.to_lowercase()
    }
}

fn is_blank(source: &Source) -> bool {
    source.body().trim().is_empty()
}

fn is_absolute(url: &str) -> bool {
    let host = url.trim().strip_prefix("https://").or_else(|| url.trim().strip_prefix("http://"));
    host.is_some_and(|host| !host.is_empty() && !host.starts_with('/') && !host.contains(char::is_whitespace))
}
