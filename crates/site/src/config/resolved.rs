use super::lists::Lists;
use super::table::{Findings, Table, nearest};
use super::written::{Count, Written, word};
use super::{
    AppConfig, BrowseConfig, CheckConfig, ConfigError, FILE, ImagesConfig, OfflineConfig, PermalinkPattern,
    RedirectConfig, TaxonomyConfig, base_url,
};
use crate::Diagnostic;
use crate::clock::{DateFormat, zone, zone_names};
use jiff::tz::TimeZone;
use offprint_markdown::{Cut, RawHtml, SummaryLength, SummaryRule};
use offprint_model::{BasePath, MenuItem};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeTable;

/// A site's configuration, checked and complete.
#[derive(Clone, Debug)]
pub struct Config {
    /// The site's folder.
    pub folder: PathBuf,
    /// The site's title; empty where `offprint.toml` has none and `content/_index.md` may have one.
    pub title: String,
    /// The site's description.
    pub description: String,
    /// Where the site lives, absolute with the base path and a trailing slash; empty when not known.
    pub base_url: String,
    /// The path part of the base URL: `/` or `/blog/`.
    pub base: BasePath,
    /// BCP 47 tag.
    pub language: String,
    /// The zone of dates that name none.
    pub time_zone: TimeZone,
    /// The authors of posts that name none.
    pub authors: Vec<String>,
    /// The copyright line.
    pub copyright: Option<String>,
    /// URL of the picture that stands for the site: absolute where the site's address is known.
    pub image: Option<String>,
    /// The shape of posts' addresses. `None` is the default, `/posts/:slug/`, written or not: it is meant for
    /// what lies in `content/posts` or in `content` itself, and posts of other sections keep their path
    /// (`content/notes/rust/a.md` is at `/notes/rust/a/`). Any other pattern is for all posts.
    pub permalink: Option<PermalinkPattern>,
    /// The main menu; `None` where the author wrote none.
    pub menu: Option<Vec<MenuItem>>,
    /// The taxonomies that have pages, in order.
    pub taxonomies: Vec<TaxonomyConfig>,
    /// The pages of all topics and of the archive.
    pub browse: BrowseConfig,
    /// Readers can search all text.
    pub search: bool,
    /// What readers' devices keep for reading offline.
    pub offline: OfflineConfig,
    /// How the site looks where a reader installs it.
    pub app: AppConfig,
    /// Posts in a feed; `None` is all.
    pub feed_length: Option<usize>,
    /// Further files with the same feeds: a name stands beside every feed, a path (with a slash at its start)
    /// is of the site's own.
    pub feed_also: Vec<String>,
    /// Old addresses that lead to new ones, besides the aliases of pages.
    pub redirects: Vec<RedirectConfig>,
    /// How lists look.
    pub lists: Lists,
    /// The date formats that lists use; the site's own comes first.
    pub date_formats: Vec<DateFormat>,
    /// How a summary is made where a post has none.
    pub summary: SummaryRule,
    /// Whether raw HTML in Markdown is trusted.
    pub html: RawHtml,
    /// Whether `$…$` and `$$…$$` in Markdown are formulas.
    pub math: bool,
    /// Whether quotes, dashes and dots in Markdown are printed as the site's language has them.
    pub smart_punctuation: bool,
    /// Which versions of the site's own pictures are made.
    pub images: ImagesConfig,
    /// What happens to pictures on other hosts.
    pub remote_images: Remote,
    /// What a check passes over.
    pub check: CheckConfig,
    /// What the author should know.
    pub warnings: Vec<Diagnostic>,
}

const DEFAULT_PATTERN: &str = "posts/:slug";

/// What happens to pictures on other hosts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remote {
    /// They are shown, and the page's policy names exactly their hosts.
    Allow,
    /// The page's policy does not let them in.
    Block,
}

/// What the command line says in place of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// In place of `base_url`.
    pub base_url: Option<String>,
}

impl Config {
    /// Reads `offprint.toml` in a site's folder.
    pub fn read(folder: &Path, overrides: &Overrides) -> Result<Self, Vec<Diagnostic>> {
        let text = crate::load::read_text(&folder.join(FILE), FILE).map_err(|diagnostic| {
            let help = "a site is a folder with a file `offprint.toml`; `offprint new` makes one";
            vec![if folder.join(FILE).exists() { *diagnostic } else { diagnostic.help(help) }]
        })?;
        Self::parse(folder, text.into(), overrides)
    }

    /// The configuration in the text of an `offprint.toml`.
    pub fn parse(folder: &Path, text: Arc<str>, overrides: &Overrides) -> Result<Self, Vec<Diagnostic>> {
        let mut findings = Findings::new(&text);
        let (file, errors) = DeTable::parse_recoverable(&text);
        if !errors.is_empty() {
            for error in errors {
                let span = error.span().unwrap_or(0..0);
                findings.error(&ConfigError::Syntax(error.message().to_owned()), span);
            }
            return Err(findings.finish());
        }
        let written = Written::read(Table::new("", file.get_ref()), &mut findings);
        let config = Self::resolve(folder, &text, written, overrides, &mut findings);
        let errors = findings.finish();
        if errors.is_empty() { Ok(config) } else { Err(errors) }
    }

    fn resolve(
        folder: &Path,
        text: &Arc<str>,
        written: Written,
        overrides: &Overrides,
        findings: &mut Findings,
    ) -> Self {
        let mut or_default = |result: Result<_, ConfigError>, span: std::ops::Range<usize>| {
            result.map_err(|error| findings.error(&error, span)).unwrap_or_default()
        };
        // A wrong `base_url` in the file is an error even when the command line has another.
        let written_url =
            written.base_url.as_ref().map(|url| or_default(base_url::parse(url.get_ref()), url.span()));
        let (base_url, base) = match &overrides.base_url {
            Some(url) => or_default(base_url::parse(url), 0..0),
            None => written_url.unwrap_or_default(),
        };
        let language = written.language.as_ref().map_or("en", |tag| tag.get_ref().as_str());
        if let Some(tag) = written.language.as_ref().filter(|tag| !is_language(tag.get_ref())) {
            findings.error(&ConfigError::Language(tag.get_ref().clone()), tag.span());
        }
        let english = language.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case("en"));
        let site_format = if english { DateFormat::long() } else { DateFormat::iso() };
        let (lists, mut date_formats) = Lists::resolve(&written.lists, site_format, findings);
        let mut warnings = Vec::new();
        if !english {
            for format in date_formats.iter_mut().filter(|format| format.has_names()) {
                let message =
                    format!("the date format `{}` needs names of months or days", format.as_written());
                let help = "such names are known in English only; dates are shown as `2026-04-28` instead";
                warnings.push(Diagnostic::warning(FILE, message).help(help));
                *format = DateFormat::iso();
            }
        }
        // To write the default down changes nothing.
        let own_pattern =
            written.permalink.as_ref().filter(|text| text.get_ref().trim_matches('/') != DEFAULT_PATTERN);
        let permalink = own_pattern.and_then(|pattern| {
            PermalinkPattern::parse(pattern.get_ref())
                .map_err(|error| findings.error(&error, pattern.span()))
                .ok()
        });
        let menu = written.menu.as_ref().map(|items| {
            let urls = items.iter().filter_map(|item| {
                let url = menu_url(item.url.get_ref(), &base);
                if url.is_none() {
                    findings.error(&ConfigError::MenuUrl(item.url.get_ref().clone()), item.url.span());
                }
                Some(MenuItem { label: item.label.clone(), url: url? })
            });
            urls.collect()
        });
        let taxonomies = TaxonomyConfig::resolve(&written.taxonomies, findings);
        for (key, _) in &written.lists.taxonomy {
            if !taxonomies.iter().any(|taxonomy| taxonomy.key == *key.get_ref()) {
                let keys = taxonomies.iter().map(|taxonomy| taxonomy.key.as_str());
                let error = ConfigError::UnknownKey {
                    key: key.get_ref().clone(),
                    table: "lists.taxonomy".to_owned(),
                    nearest: nearest(key.get_ref(), keys.clone()).map(str::to_owned),
                    known: keys.map(str::to_owned).collect(),
                };
                findings.error(&error, key.span());
            }
        }
        let remote = written.remote_images.as_ref();
        let download = remote.filter(|value| value.get_ref() == "download");
        if let Some(value) = download {
            findings.error(&ConfigError::Download, value.span());
        }
        let remote = if download.is_some() { None } else { remote };
        Self {
            folder: folder.to_owned(),
            title: written.title.unwrap_or_default(),
            description: written.description.unwrap_or_default(),
            language: language.to_owned(),
            time_zone: time_zone(written.timezone.as_ref(), findings),
            authors: written.authors,
            copyright: written.copyright,
            image: written.image.map(|image| absolute(&image, &base_url, &base)),
            permalink,
            menu,
            taxonomies,
            browse: BrowseConfig::resolve(written.topics, written.archive, english, findings),
            search: written.search,
            offline: written.offline,
            app: written.app,
            feed_length: match written.feed_length {
                Some(Count::All) => None,
                Some(Count::Number(number)) => Some(number as usize),
                None => Some(20),
            },
            feed_also: written.feed_also.into_iter().filter_map(|file| feed_file(file, findings)).collect(),
            redirects: written.redirects,
            lists,
            date_formats,
            summary: SummaryRule {
                length: written
                    .summary
                    .rule
                    .as_ref()
                    .map_or(SummaryLength::Sentence, |rule| length(rule, findings)),
                ending: written.summary.ending.unwrap_or_else(|| "…".to_owned()),
                cut: word(
                    written.summary.cut.as_ref(),
                    "summary.cut",
                    &[("word", Cut::Word), ("exact", Cut::Exact)],
                    findings,
                )
                .unwrap_or(Cut::Word),
            },
            html: word(
                written.markdown.html.as_ref(),
                "markdown.html",
                &[("sanitize", RawHtml::Sanitize), ("trust", RawHtml::Trust)],
                findings,
            )
            .unwrap_or(RawHtml::Sanitize),
            math: written.markdown.math.unwrap_or(true),
            smart_punctuation: written.markdown.smart_punctuation.unwrap_or(false),
            images: written.images,
            remote_images: word(
                remote,
                "images.remote",
                &[("allow", Remote::Allow), ("block", Remote::Block)],
                findings,
            )
            .unwrap_or(Remote::Allow),
            check: written.check,
            base_url,
            base,
            warnings: warnings.into_iter().map(|warning| place(warning, text)).collect(),
        }
    }
}

/// Points a warning at the first place where the text that it quotes stands.
fn place(warning: Diagnostic, text: &Arc<str>) -> Diagnostic {
    let quoted = warning.message.split('`').nth(1).map(str::to_owned);
    match quoted.and_then(|quoted| text.find(&quoted).map(|start| start..start + quoted.len())) {
        Some(span) => warning.at(text, span),
        None => warning,
    }
}

/// Whether a text has the shape of a BCP 47 tag (RFC 5646 §2.1): `de`, `pt-BR`, `zh-Hant-TW`.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().is_some_and(|part| {
        (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    primary
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

fn time_zone(written: Option<&Spanned<String>>, findings: &mut Findings) -> TimeZone {
    let Some(written) = written else { return TimeZone::UTC };
    zone(written.get_ref()).unwrap_or_else(|| {
        let names = zone_names();
        let error = ConfigError::TimeZone {
            found: written.get_ref().clone(),
            nearest: nearest(written.get_ref(), names.iter().map(String::as_str)).map(str::to_owned),
        };
        findings.error(&error, written.span());
        TimeZone::UTC
    })
}

/// A further file of a feed: a name, or a path with a slash at its start.
fn feed_file(written: Spanned<String>, findings: &mut Findings) -> Option<String> {
    let text = written.get_ref().trim();
    let path = text.strip_prefix('/').unwrap_or(text);
    let odd = |c: char| c.is_control() || matches!(c, '\\' | '?' | '#' | '%');
    if path.contains(odd) || path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        findings.error(&ConfigError::FeedFile(text.to_owned()), written.span());
        return None;
    }
    Some(if path.contains('/') { format!("/{path}") } else { text.to_owned() })
}

/// `sentence`, `words:55`, `chars:160` or `whole`.
fn length(rule: &Spanned<String>, findings: &mut Findings) -> SummaryLength {
    let text = rule.get_ref().as_str();
    let number = |text: &str| text.trim().parse().ok().filter(|number| *number > 0);
    let length = match text.split_once(':') {
        None if text == "sentence" => Some(SummaryLength::Sentence),
        None if text == "whole" => Some(SummaryLength::Whole),
        Some(("words", count)) => number(count).map(SummaryLength::Words),
        Some(("chars", count)) => number(count).map(SummaryLength::Chars),
        _ => None,
    };
    length.unwrap_or_else(|| {
        let known = ["sentence", "words:55", "chars:160", "whole"];
        let error = ConfigError::UnknownValue {
            name: "summary.rule".to_owned(),
            found: text.to_owned(),
            nearest: nearest(text, known).map(str::to_owned),
            expected: known.map(|rule| format!("`{rule}`")).join(", "),
        };
        findings.error(&error, rule.span());
        SummaryLength::Sentence
    })
}

/// Where a menu entry leads: a path of the site gets the base path, another host is left as it is.
fn menu_url(url: &str, base: &BasePath) -> Option<String> {
    let url = url.trim();
    let scheme = url.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| {
        !scheme.is_empty()
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });
    match scheme.map(str::to_ascii_lowercase).as_deref() {
        Some("http" | "https" | "mailto") => Some(url.to_owned()),
        Some(_) => None,
        None if url.starts_with("//") || url.starts_with('#') => Some(url.to_owned()),
        None => Some(format!("{base}{}", url.trim_start_matches('/'))),
    }
}

/// A picture's URL, as absolute as the site's address allows.
fn absolute(url: &str, base_url: &str, base: &BasePath) -> String {
    if url.contains("://") {
        return url.to_owned();
    }
    let path = url.trim_start_matches('/');
    if base_url.is_empty() {
        base.file(path)
    } else {
        format!("{base_url}{}", BasePath::default().file(path).trim_start_matches('/'))
    }
}
