use super::addresses::Addresses;
use super::image_sizes::ImageSizes;
use super::links::PageLinks;
use super::placed::Placed;
use super::source::{Source, words};
use crate::clock::stamp;
use crate::config::Remote;
use crate::diagrams::Drawings;
use crate::{Code, Config, Diagnostic, Document, Origins, Post, Reference};
use offprint_markdown::{
    FrontMatter, Highlighter, Links, Options, Snippets, is_safe_source, render, summarize,
};
use offprint_model::{Cover, DocumentPage, Heading, Permalink, PostSummary, Slug};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// What to do about a name that leads to no file.
const MISSING_HELP: &str = "mend the name, or add the file";

/// Turns the sources of a site into pages.
pub(super) struct Renderer<'a> {
    pub config: &'a Config,
    pub addresses: &'a Addresses,
    pub sizes: &'a ImageSizes,
    pub highlighter: &'a Highlighter,
    pub snippets: &'a Snippets,
    pub drawings: &'a Drawings<'a>,
}

/// A page of either kind.
pub(super) enum Rendered {
    Post(Box<Post>),
    Document(Box<Document>),
}

/// The text of a source, and what it needs.
pub(super) struct Body {
    pub html: String,
    pub origins: Origins,
    pub references: Vec<Reference>,
}

impl Renderer<'_> {
    /// A post or a page outside the lists, with what its author should know.
    pub(super) fn page(&self, placed: Placed) -> (Rendered, Vec<Diagnostic>) {
        let Placed { source, title, is_post, section, date, updated, url, aliases: _ } = placed;
        let mut warnings = Vec::new();
        let (mut body, document) = self.render(&source, &url, &mut warnings);
        let cover = self.cover(&source, &url, &mut body.origins, &mut warnings);
        let front = &source.front_matter;
        let (summary, description) = (words(front.summary.as_ref()), words(front.description.as_ref()));
        let short = summary.or_else(|| description.clone());
        let short = short.unwrap_or_else(|| summarize(&document.text, &self.config.summary));
        let description = description.unwrap_or_else(|| short.clone());
        let contents = contents(document.headings);
        let text = if self.config.search { document.sections } else { Vec::new() };
        let canonical = words(front.canonical.as_ref());
        let rendered = if is_post {
            let authors = if front.authors.is_empty() { &self.config.authors } else { &front.authors };
            let stamp = |moment: &jiff::Zoned| stamp(moment, &self.config.date_formats);
            Rendered::Post(Box::new(Post {
                source: source.path,
                summary: PostSummary {
                    url,
                    title,
                    summary: short,
                    date: date.as_ref().map(stamp),
                    updated: updated.as_ref().map(stamp),
                    words: document.words,
                    minutes: document.minutes,
                    authors: once(authors),
                    terms: self.terms(front),
                    topic: words(front.topic.as_ref()),
                    part: front.series.as_ref().and_then(|series| series.number),
                    section,
                    weight: front.weight,
                    cover,
                },
                description,
                canonical,
                date,
                updated,
                html: body.html,
                text,
                contents,
                origins: body.origins,
                references: body.references,
            }))
        } else {
            let page = DocumentPage { title, url, description, canonical, contents, cover };
            let Body { html, origins, references } = body;
            let source = source.path;
            Rendered::Document(Box::new(Document { source, page, updated, html, text, origins, references }))
        };
        (rendered, warnings)
    }

    /// The words of a section.
    pub(super) fn intro(&self, source: &Source, url: &Permalink, warnings: &mut Vec<Diagnostic>) -> Body {
        self.render(source, url, warnings).0
    }

    fn links<'a>(&'a self, source: &'a Source, url: &'a Permalink) -> PageLinks<'a> {
        PageLinks {
            base: &self.config.base,
            addresses: self.addresses,
            sizes: self.sizes,
            url,
            folder: source.folder(),
            missing: RefCell::default(),
        }
    }

    fn render(
        &self,
        source: &Source,
        url: &Permalink,
        warnings: &mut Vec<Diagnostic>,
    ) -> (Body, offprint_markdown::Document) {
        let links = self.links(source, url);
        let options = Options {
            html: self.config.html,
            math: self.config.math,
            quotes: self.config.smart_punctuation.then_some(&*self.config.language),
            snippets: Some(self.snippets),
            diagrams: Some(self.drawings),
            ..Options::new(&links, self.highlighter)
        };
        let mut document = render(source.body(), &options);
        let offset = source.body_offset();
        for warning in std::mem::take(&mut document.warnings) {
            let span = warning.span.start + offset..warning.span.end + offset;
            let found = Diagnostic::warning(source.path.as_str(), warning.message).code(Code::Markdown);
            let mut found = found.at(&source.text, span);
            found.help = warning.help;
            warnings.push(found);
        }
        let missing: BTreeSet<String> = links.missing.into_inner().into_iter().collect();
        let references = std::mem::take(&mut document.references).into_iter().map(|reference| Reference {
            missing: missing.contains(&reference.written),
            written: reference.written,
            address: reference.address,
            loads: reference.loads,
            span: reference.span.start + offset..reference.span.end + offset,
        });
        let references: Vec<Reference> = references.collect();
        for reference in references.iter().filter(|reference| reference.missing) {
            let code = if reference.loads { Code::MissingFile } else { Code::BrokenLink };
            let message = format!("`{}` is not there", reference.written);
            let found = Diagnostic::warning(source.path.as_str(), message).code(code).help(MISSING_HELP);
            warnings.push(found.at(&source.text, reference.span.clone()));
        }
        let media = std::mem::take(&mut document.remote_hosts);
        let frames = std::mem::take(&mut document.frame_hosts);
        let mut origins = Origins { media, frames };
        self.block(source, &mut origins, warnings);
        (Body { html: std::mem::take(&mut document.html), origins, references }, document)
    }

    /// Takes away what the author does not want readers' browsers to load, and says so.
    fn block(&self, source: &Source, origins: &mut Origins, warnings: &mut Vec<Diagnostic>) {
        if self.config.remote_images == Remote::Block && !origins.media.is_empty() {
            let hosts: Vec<String> = origins.media.iter().map(|host| format!("`{host}`")).collect();
            let message = format!("pictures from {} will not be shown", hosts.join(", "));
            let help = "`remote = \"block\"` below `[images]` in `offprint.toml` keeps them out";
            warnings.push(Diagnostic::warning(source.path.as_str(), message).help(help));
            origins.media.clear();
        }
    }

    fn cover(
        &self,
        source: &Source,
        url: &Permalink,
        origins: &mut Origins,
        warnings: &mut Vec<Diagnostic>,
    ) -> Option<Cover> {
        let written = source.front_matter.cover.as_ref()?;
        let src = written.src.value.trim();
        if src.is_empty() {
            return None;
        }
        if !is_safe_source(src) {
            let message = format!("the cover `{src}` is left out: a page loads no pictures from there");
            let help =
                "use a file beside the post, one in `static/`, or an address that begins with `https://`";
            let found = Diagnostic::warning(source.path.as_str(), message).help(help);
            warnings.push(found.at(&source.text, written.src.span.clone()));
            return None;
        }
        let links = self.links(source, url);
        let image = links.image(src);
        if let Some(missing) = links.missing.into_inner().first() {
            let message = format!("the cover `{missing}` is not there");
            let found = Diagnostic::warning(source.path.as_str(), message).code(Code::MissingFile);
            warnings.push(found.at(&source.text, written.src.span.clone()).help(MISSING_HELP));
        }
        if let Some(origin) = origin(&image.src) {
            let mut own = Origins { media: BTreeSet::from([origin]), frames: BTreeSet::new() };
            self.block(source, &mut own, warnings);
            if own.media.is_empty() {
                return None;
            }
            origins.media.append(&mut own.media);
        }
        Some(Cover {
            src: image.src,
            alt: written.alt.clone(),
            caption: written.caption.clone(),
            width: image.size.map(|(width, _)| width),
            height: image.size.map(|(_, height)| height),
        })
    }

    /// The labels of every taxonomy that has pages, and of the ones that every list can show; less `topic`
    /// and `authors`, which are values of their own.
    fn terms(&self, front: &FrontMatter) -> BTreeMap<String, Vec<String>> {
        let own = self.config.taxonomies.iter().map(|taxonomy| taxonomy.key.as_str());
        let keys: BTreeSet<&str> = own.chain(["tags", "categories", "series"]).collect();
        let terms = keys
            .into_iter()
            .filter(|key| !matches!(*key, "topic" | "authors"))
            .map(|key| (key.to_owned(), once(labels(front, key))));
        terms.filter(|(_, labels)| !labels.is_empty()).collect()
    }
}

/// Labels without space around them, each term once.
fn once(written: &[String]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let labels = written.iter().map(|label| label.trim()).filter(|label| !label.is_empty());
    labels.filter(|label| seen.insert(Slug::from_label(label))).map(str::to_owned).collect()
}

/// The labels below a key, which is the same with `_` and `-` and in any case.
pub(super) fn labels<'a>(front: &'a FrontMatter, key: &str) -> &'a [String] {
    let folded = |key: &str| key.replace('-', "_").to_lowercase();
    let same = front.taxonomies.iter().find(|(name, _)| folded(name) == folded(key));
    same.map_or(&[], |(_, labels)| labels.as_slice())
}

/// The two upper levels of headings, for a table of contents; none where there are fewer than three.
fn contents(mut headings: Vec<Heading>) -> Vec<Heading> {
    let top = headings.iter().map(|heading| heading.level).min().unwrap_or(1);
    headings.retain(|heading| heading.level <= top.saturating_add(1));
    if headings.len() < 3 { Vec::new() } else { headings }
}

/// The origin of an absolute URL: `https://example.org`.
fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = match url.strip_prefix("//") {
        Some(rest) => ("https", rest),
        None => url.split_once("://")?,
    };
    let host = rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())?;
    Some(format!("{}://{}", scheme.to_ascii_lowercase(), host.to_lowercase()))
}
