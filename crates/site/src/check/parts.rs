use super::markup::ids;
use crate::config::Config;
use crate::prerender::{Planned, Prerenderer, Subject};
use crate::{Code, Diagnostic, Reference};
use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// A part of a page that a link means.
#[derive(Debug)]
pub(super) struct Part {
    /// The page, by its number.
    pub(super) page: usize,
    /// As written, without `#`.
    pub(super) fragment: String,
    /// The link as written.
    pub(super) written: String,
    /// Where it stands.
    pub(super) path: String,
    pub(super) text: Arc<str>,
    pub(super) span: Range<usize>,
}

/// Says which parts of pages are not there. Only pages that are asked for are rendered.
pub(super) fn missing(
    parts: Vec<Part>,
    prerenderer: &Prerenderer<'_>,
    pages: &[Planned<'_>],
) -> Vec<Diagnostic> {
    let wanted: BTreeSet<usize> = parts.iter().map(|part| part.page).collect();
    let known: HashMap<usize, HashSet<String>> = wanted
        .into_par_iter()
        .filter_map(|number| Some((number, ids(&prerenderer.html(&pages.get(number)?.subject).ok()?))))
        .collect();
    let is_missing = |part: &Part| {
        let ids = known.get(&part.page)?;
        (!is_part(ids, &part.fragment)).then_some(ids)
    };
    let finding = |part: &Part| {
        let ids = is_missing(part)?;
        let finding =
            Diagnostic::of(Code::BrokenAnchor, part.path.as_str(), message(&part.written, &part.fragment));
        let finding = finding.at(&part.text, part.span.clone());
        Some(match nearest(&part.fragment, ids.iter().map(String::as_str)) {
            Some(near) => finding.help(format!("is `#{near}` meant?")),
            None => finding.help("name a heading of that page, or give the place an id: `## Heading {#id}`"),
        })
    };
    parts.iter().filter_map(finding).collect()
}

fn message(written: &str, fragment: &str) -> String {
    format!("`{written}` leads to a page that has no part `#{fragment}`")
}

fn is_part(ids: &HashSet<String>, fragment: &str) -> bool {
    // What follows `:~:` is no part, but words that a browser looks for (URL Fragment Text Directives).
    let fragment = fragment.split(":~:").next().unwrap_or_default();
    let decoded = percent_decode_str(fragment).decode_utf8_lossy();
    fragment.is_empty()
        || decoded.eq_ignore_ascii_case("top")
        || ids.contains(fragment)
        || ids.contains(decoded.as_ref())
}

fn nearest<'a>(fragment: &str, ids: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    const LIKENESS: f64 = 0.85;
    let decoded = percent_decode_str(fragment).decode_utf8_lossy().to_lowercase();
    let like = |id: &'a str| (strsim::jaro_winkler(&decoded, &id.to_lowercase()), id);
    let near = ids.map(like).filter(|(likeness, _)| *likeness >= LIKENESS);
    near.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1))).map(|(_, id)| id)
}

/// What a build says of links by file, `other.md#heading`, to a heading that is not there.
pub(crate) fn missing_parts(
    config: &Config,
    prerenderer: &Prerenderer<'_>,
    pages: &[Planned<'_>],
) -> Vec<Diagnostic> {
    let library = prerenderer.library;
    let posts = library.posts.iter().map(|post| (post.source.as_str(), &post.references));
    let documents = library.documents.iter().map(|document| (document.source.as_str(), &document.references));
    let by_file = |reference: &&Reference| {
        let path = reference.written.split_once('#').map(|(path, _)| path);
        !reference.missing && path.is_some_and(|path| path.ends_with(".md"))
    };
    let named: Vec<(&str, &Reference)> = posts
        .chain(documents)
        .flat_map(|(source, references)| {
            references.iter().filter(by_file).map(move |reference| (source, reference))
        })
        .collect();
    if named.is_empty() {
        return Vec::new();
    }
    let numbers: HashMap<&str, usize> =
        pages.iter().enumerate().map(|(number, page)| (page.file.as_str(), number)).collect();
    let part = |(source, reference): (&str, &Reference)| {
        let (address, fragment) = reference.address.split_once('#')?;
        let url = config.base.strip(address.split('?').next()?)?;
        let page = *numbers.get(url.file().as_str())?;
        let is_text = matches!(pages.get(page)?.subject, Subject::Post(..) | Subject::Document(_));
        let text = crate::load::read_text(&config.folder.join(source), source).ok().filter(|_| is_text)?;
        Some(Part {
            page,
            fragment: fragment.to_owned(),
            written: reference.written.clone(),
            path: source.to_owned(),
            text: text.into(),
            span: reference.span.clone(),
        })
    };
    let parts = named.into_iter().filter_map(part).collect();
    let as_warning = |finding: Diagnostic| Diagnostic { severity: crate::Severity::Warning, ..finding };
    missing(parts, prerenderer, pages).into_iter().map(as_warning).collect()
}
