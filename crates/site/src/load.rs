//! Reads an author's folder into a [`Library`]: walks it, reads it, gives everything an address, renders
//! it, and checks that it fits together.

mod addresses;
mod assemble;
mod error;
mod folder;
mod image_sizes;
mod links;
mod placed;
mod render;
mod snippets;
mod source;
mod survey;
mod text;

pub use error::ContentError;
pub(crate) use links::join;
pub use placed::address_by_rules;
pub(crate) use survey::{Surveyed, survey};
pub(crate) use text::read_text;

use crate::diagrams::Drawings;
use crate::{Config, Diagnostic, Library, Progress, Severity, Theme};
use addresses::Addresses;
use assemble::Assembly;
use folder::{Folder, is_markdown};
use image_sizes::ImageSizes;
use jiff::Timestamp;
use offprint_markdown::Highlighter;
use offprint_model::Permalink;
use placed::{Placed, segments};
use rayon::prelude::*;
use render::Renderer;
use source::Source;
use std::collections::HashSet;

/// What a load lets in, and when it happens.
#[derive(Clone, Copy, Debug)]
pub struct LoadOptions {
    /// Drafts come in.
    pub drafts: bool,
    /// Posts whose time has not come yet come in.
    pub future: bool,
    /// The moment that decides what is future and what has expired.
    pub now: Timestamp,
}

/// Reads a site's content, all of it, and finds everything that is wrong with it in one go.
///
/// # Errors
/// Everything that keeps the site from being built, by file and place.
pub fn load(
    config: &Config,
    options: &LoadOptions,
    progress: &dyn Progress,
) -> Result<Library, Vec<Diagnostic>> {
    let (mut library, mut findings) = load_all(config, options, progress);
    if findings.iter().any(|finding| finding.severity == Severity::Error) {
        findings.retain(|finding| finding.severity == Severity::Error);
        return Err(findings);
    }
    library.warnings = findings;
    Ok(library)
}

/// The same with all that was found, be it wrong or not. After an error the library lacks what is wrong.
pub(crate) fn load_all(
    config: &Config,
    options: &LoadOptions,
    progress: &dyn Progress,
) -> (Library, Vec<Diagnostic>) {
    let mut findings = config.warnings.clone();
    let theme = theme(config, &mut findings);
    let snippets = snippets::understood(&theme, &mut findings);
    let statics = Folder::walk(&config.folder, "static", true);
    let content = Folder::walk(&config.folder, "content", false);
    let nothing_found = content.findings.is_empty();
    findings.extend(statics.findings);
    findings.extend(content.findings);
    let (markdown, beside): (Vec<_>, Vec<_>) =
        content.files.into_iter().partition(|entry| is_markdown(&entry.name));
    if markdown.is_empty() && nothing_found {
        let there = config.folder.join("content").is_dir();
        let error = if there { ContentError::Empty } else { ContentError::NoContent };
        findings.push(error.in_file("content"));
    }

    let (indexes, pages): (Vec<_>, Vec<_>) =
        Source::read_all(&markdown, progress, &mut findings).into_iter().partition(Source::is_section);
    let indexes: Vec<Source> =
        indexes.into_iter().filter(|index| options.drafts || !index.front_matter.draft).collect();
    let bundles: HashSet<String> =
        pages.iter().filter(|page| page.is_bundle()).map(|page| page.folder().to_owned()).collect();
    let placed: Vec<Placed> =
        pages.into_iter().filter_map(|source| Placed::new(source, config, options, &mut findings)).collect();

    let mut addresses = Addresses::default();
    let mut files = Vec::new();
    for page in &placed {
        addresses.add_page(&page.source.name, &page.url);
    }
    for index in &indexes {
        addresses.add_page(&index.name, &section_url(index.folder()));
    }
    addresses.add_static(statics.files, &mut files);
    addresses.add_beside(beside, &placed, &bundles, &mut files);

    let sizes = ImageSizes::default();
    let highlighter = Highlighter::new();
    let drawings = Drawings::new(&config.base);
    let renderer = Renderer {
        config,
        addresses: &addresses,
        sizes: &sizes,
        highlighter: &highlighter,
        snippets: &snippets,
        drawings: &drawings,
    };
    let mut assembly = Assembly::new(config, &renderer, indexes);
    assembly.claim(&placed, &files);
    progress.begin("texts", placed.len() as u64);
    let rendered: Vec<_> = placed
        .into_par_iter()
        .map(|page| {
            let rendered = renderer.page(page);
            progress.advance(1);
            rendered
        })
        .collect();
    let mut library = assembly.finish(rendered, files, theme);
    library.drawings = drawings.into_files();
    findings.append(&mut library.warnings);
    Diagnostic::sort(&mut findings);
    (library, findings)
}

/// The address of a folder's list.
fn section_url(folder: &str) -> Permalink {
    segments(folder).iter().fold(Permalink::home(), |url, segment| url.join(segment))
}

fn theme(config: &Config, findings: &mut Vec<Diagnostic>) -> Theme {
    let folder = Folder::walk(&config.folder, "theme", false);
    findings.extend(folder.findings);
    let mut read = |name: &str| {
        let entry = folder.files.iter().find(|entry| entry.name == name)?;
        read_text(&entry.path, &format!("theme/{name}")).map_err(|error| findings.push(*error)).ok()
    };
    let (custom_css, head_html, footer_html) = (read("custom.css"), read("head.html"), read("footer.html"));
    let snippets = folder.files.iter().map(|entry| &entry.name).filter(|name| snippets::is_one(name));
    let snippets = snippets.filter_map(|name| Some((format!("theme/{name}"), read(name)?))).collect();
    Theme { custom_css, head_html, footer_html, snippets }
}
