use super::browse::WrittenPage;
use super::table::{Findings, Table, Value, nearest, text, wrong};
use super::{AppConfig, CheckConfig, ConfigError, ImagesConfig, OfflineConfig, RedirectConfig, search};
use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;

/// `offprint.toml` as its author wrote it: right types, known keys, nothing decided yet.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub title: Option<String>,
    pub description: Option<String>,
    pub base_url: Option<Spanned<String>>,
    pub language: Option<Spanned<String>>,
    pub timezone: Option<Spanned<String>>,
    pub authors: Vec<String>,
    pub copyright: Option<String>,
    pub image: Option<String>,
    pub permalink: Option<Spanned<String>>,
    pub menu: Option<Vec<WrittenMenuItem>>,
    pub taxonomies: WrittenTaxonomies,
    pub topics: WrittenPage,
    pub archive: WrittenPage,
    pub search: bool,
    pub offline: OfflineConfig,
    pub app: AppConfig,
    pub feed_length: Option<Count>,
    pub feed_also: Vec<Spanned<String>>,
    pub redirects: Vec<RedirectConfig>,
    pub lists: WrittenLists,
    pub summary: WrittenSummary,
    pub markdown: WrittenMarkdown,
    pub images: ImagesConfig,
    pub remote_images: Option<Spanned<String>>,
    pub check: CheckConfig,
}

/// A number, or all that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Count {
    Number(u32),
    All,
}

#[derive(Debug)]
pub(super) struct WrittenMenuItem {
    pub label: String,
    pub url: Spanned<String>,
}

#[derive(Debug, Default)]
pub(super) enum WrittenTaxonomies {
    /// Nothing was said.
    #[default]
    Default,
    /// `taxonomies = ["tags"]`: these and no others.
    Exactly(Vec<Spanned<String>>),
    /// `[taxonomies.places]`: added to the default ones, or in place of one of them.
    Added(Vec<(Spanned<String>, WrittenTaxonomy)>),
}

#[derive(Debug, Default)]
pub(super) struct WrittenTaxonomy {
    /// `tags = false`
    pub off: bool,
    pub title: Option<String>,
    pub terms: Vec<(String, WrittenTerm)>,
}

#[derive(Debug, Default)]
pub(super) struct WrittenTerm {
    pub title: Option<String>,
    pub description: Option<String>,
}

#[derive(Debug, Default)]
pub(super) struct WrittenLists {
    pub all: WrittenList,
    pub home: WrittenList,
    pub sections: WrittenList,
    pub taxonomies: WrittenList,
    pub archive: WrittenList,
    pub section: Vec<(String, WrittenList)>,
    pub taxonomy: Vec<(Spanned<String>, WrittenList)>,
}

#[derive(Debug, Default)]
pub(super) struct WrittenList {
    pub per_page: Option<Count>,
    pub date_format: Option<Spanned<String>>,
    pub facts: Option<Vec<Spanned<String>>>,
}

#[derive(Debug, Default)]
pub(super) struct WrittenMarkdown {
    pub html: Option<Spanned<String>>,
    pub math: Option<bool>,
    pub smart_punctuation: Option<bool>,
}

#[derive(Debug, Default)]
pub(super) struct WrittenSummary {
    pub rule: Option<Spanned<String>>,
    pub ending: Option<String>,
    pub cut: Option<Spanned<String>>,
}

impl Written {
    pub(super) fn read(mut file: Table<'_>, findings: &mut Findings) -> Self {
        let mut authors = file.texts("author", findings).unwrap_or_default();
        authors.extend(file.texts("authors", findings).unwrap_or_default());
        let (feed_length, feed_also) = single(&mut file, "feed", findings, |feed, findings| {
            Some((count(feed, "length", findings), feed.texts("also", findings).unwrap_or_default()))
        })
        .unwrap_or_default();
        let (images, remote_images) = ImagesConfig::read(&mut file, findings);
        let written = Self {
            title: plain(file.text("title", findings)),
            description: plain(file.text("description", findings)),
            base_url: file.text("base_url", findings),
            language: file.text("language", findings),
            timezone: file.text("timezone", findings),
            authors: authors
                .into_iter()
                .map(Spanned::into_inner)
                .filter(|name| !name.trim().is_empty())
                .collect(),
            copyright: plain(file.text("copyright", findings)),
            image: plain(file.text("image", findings)),
            permalink: file.text("permalink", findings),
            menu: menu(&mut file, findings),
            taxonomies: taxonomies(&mut file, findings),
            topics: WrittenPage::topics(&mut file, findings),
            archive: WrittenPage::archive(&mut file, findings),
            search: search::enabled(&mut file, findings),
            offline: OfflineConfig::read(&mut file, findings),
            app: AppConfig::read(&mut file, findings),
            feed_length,
            feed_also,
            redirects: RedirectConfig::read(&mut file, findings),
            lists: single(&mut file, "lists", findings, |table, findings| Some(lists(table, findings)))
                .unwrap_or_default(),
            summary: single(&mut file, "summary", findings, |table, findings| {
                Some(WrittenSummary {
                    rule: table.text("rule", findings),
                    ending: table.text("ending", findings).map(Spanned::into_inner),
                    cut: table.text("cut", findings),
                })
            })
            .unwrap_or_default(),
            markdown: single(&mut file, "markdown", findings, |table, findings| {
                let mut flag = |key: &'static str, findings: &mut Findings| {
                    let value = table.take(key)?;
                    search::flag(value, &table.name_of(key), findings)
                };
                Some(WrittenMarkdown {
                    math: flag("math", findings),
                    smart_punctuation: flag("smart_punctuation", findings),
                    html: table.text("html", findings),
                })
            })
            .unwrap_or_default(),
            images,
            remote_images,
            check: CheckConfig::read(&mut file, findings),
        };
        file.finish(findings);
        written
    }
}

/// A table of fixed keys, read to its end.
fn single<'a, T>(
    file: &mut Table<'a>,
    key: &'static str,
    findings: &mut Findings,
    read: impl FnOnce(&mut Table<'a>, &mut Findings) -> Option<T>,
) -> Option<T> {
    let mut table = file.table(key, findings)?;
    let value = read(&mut table, findings);
    table.finish(findings);
    value
}

/// A text whose place nobody will ask for; an empty one says nothing.
fn plain(text: Option<Spanned<String>>) -> Option<String> {
    text.map(Spanned::into_inner).filter(|text| !text.trim().is_empty())
}

fn count(table: &mut Table<'_>, key: &'static str, findings: &mut Findings) -> Option<Count> {
    let value = table.take(key)?;
    let name = table.name_of(key);
    match value.get_ref() {
        DeValue::String(text) if text.as_ref() == "all" => Some(Count::All),
        DeValue::Integer(number) => {
            let digits = number.as_str().replace('_', "");
            match i128::from_str_radix(&digits, number.radix()) {
                Ok(number) if number >= 1 => Some(Count::Number(u32::try_from(number).unwrap_or(u32::MAX))),
                _ => {
                    findings.error(&ConfigError::TooSmall { name, found: digits }, value.span());
                    None
                }
            }
        }
        _ => wrong(value, &name, "a whole number or `\"all\"`", findings),
    }
}

fn menu(file: &mut Table<'_>, findings: &mut Findings) -> Option<Vec<WrittenMenuItem>> {
    let value = file.take("menu")?;
    let DeValue::Array(items) = value.get_ref() else {
        return wrong(value, "menu", "a list of tables, each below `[[menu]]`", findings);
    };
    let items = items.iter().filter_map(|item| {
        let mut table = super::table::table(item, "menu", findings)?;
        let (label, url) = (table.text("label", findings), table.text("url", findings));
        table.finish(findings);
        for (key, there) in [("menu.label", label.is_some()), ("menu.url", url.is_some())] {
            if !there {
                findings.error(&ConfigError::Missing(key.to_owned()), item.span());
            }
        }
        Some(WrittenMenuItem { label: label?.into_inner(), url: url? })
    });
    Some(items.collect())
}

fn taxonomies(file: &mut Table<'_>, findings: &mut Findings) -> WrittenTaxonomies {
    let Some(value) = file.take("taxonomies") else { return WrittenTaxonomies::Default };
    match value.get_ref() {
        DeValue::Array(keys) => WrittenTaxonomies::Exactly(
            keys.iter().filter_map(|key| text(key, "taxonomies", findings)).collect(),
        ),
        DeValue::Table(table) => {
            let entries = Table::new("taxonomies", table).rest().into_iter();
            let read = entries.filter_map(|(key, span, value)| {
                Some((Spanned::new(span, key.to_owned()), taxonomy(key, value, findings)?))
            });
            WrittenTaxonomies::Added(read.collect())
        }
        _ => {
            let expected = "a list of keys, or a table for each";
            wrong(value, "taxonomies", expected, findings).unwrap_or_default()
        }
    }
}

fn taxonomy(key: &str, value: Value<'_>, findings: &mut Findings) -> Option<WrittenTaxonomy> {
    let name = format!("taxonomies.{key}");
    let mut table = match value.get_ref() {
        DeValue::Boolean(on) => return Some(WrittenTaxonomy { off: !on, ..WrittenTaxonomy::default() }),
        DeValue::Table(table) => Table::new(name, table),
        _ => return wrong(value, &name, "a table, or `false` for none", findings),
    };
    let title = plain(table.text("title", findings));
    let terms = table.table("terms", findings).map_or_else(Vec::new, |mut terms| {
        terms
            .rest()
            .into_iter()
            .filter_map(|(label, _, value)| {
                Some((label.to_owned(), term(&terms.name_of(label), value, findings)?))
            })
            .collect()
    });
    table.finish(findings);
    Some(WrittenTaxonomy { off: false, title, terms })
}

/// A term is a table, or its title alone.
fn term(name: &str, value: Value<'_>, findings: &mut Findings) -> Option<WrittenTerm> {
    match value.get_ref() {
        DeValue::String(title) => Some(WrittenTerm { title: Some(title.to_string()), description: None }),
        DeValue::Table(table) => {
            let mut table = Table::new(name, table);
            let term = WrittenTerm {
                title: plain(table.text("title", findings)),
                description: plain(table.text("description", findings)),
            };
            table.finish(findings);
            Some(term)
        }
        _ => wrong(value, name, "a title or a table", findings),
    }
}

fn lists(table: &mut Table<'_>, findings: &mut Findings) -> WrittenLists {
    let mut of =
        |key| single(table, key, findings, |table, findings| Some(list(table, findings))).unwrap_or_default();
    let (home, sections, taxonomies) = (of("home"), of("sections"), of("taxonomies"));
    let archive = of("archive");
    WrittenLists {
        home,
        sections,
        taxonomies,
        archive,
        section: each(table, "section", findings).into_iter().map(|(key, _, list)| (key, list)).collect(),
        taxonomy: each(table, "taxonomy", findings)
            .into_iter()
            .map(|(key, span, list)| (Spanned::new(span, key), list))
            .collect(),
        all: list(table, findings),
    }
}

fn each(
    table: &mut Table<'_>,
    key: &'static str,
    findings: &mut Findings,
) -> Vec<(String, Range<usize>, WrittenList)> {
    let Some(mut lists) = table.table(key, findings) else { return Vec::new() };
    let entries = lists.rest().into_iter();
    let read = entries.filter_map(|(key, span, value)| {
        let mut table = super::table::table(value, &lists.name_of(key), findings)?;
        let list = list(&mut table, findings);
        table.finish(findings);
        Some((key.to_owned(), span, list))
    });
    read.collect()
}

fn list(table: &mut Table<'_>, findings: &mut Findings) -> WrittenList {
    WrittenList {
        per_page: count(table, "per_page", findings),
        date_format: table.text("date_format", findings),
        facts: table.texts("facts", findings),
    }
}

/// One of a few words.
pub(super) fn word<T: Copy>(
    written: Option<&Spanned<String>>,
    name: &str,
    words: &[(&str, T)],
    findings: &mut Findings,
) -> Option<T> {
    let written = written?;
    let found = words.iter().find(|(word, _)| word == written.get_ref());
    if found.is_none() {
        let error = ConfigError::UnknownValue {
            name: name.to_owned(),
            found: written.get_ref().clone(),
            nearest: nearest(written.get_ref(), words.iter().map(|(word, _)| *word)).map(str::to_owned),
            expected: words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(", "),
        };
        findings.error(&error, written.span());
    }
    found.map(|(_, value)| *value)
}
