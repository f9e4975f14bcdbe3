//! Links that would lead somewhere else in Offprint: those from the host's root where the site lies below a path,
//! and to files of a bundle whose page is no folder.

use crate::hugo::content::Role;
use crate::hugo::site::{Entry, Site};
use pulldown_cmark::{Event, LinkType, Parser, Tag};
use std::ops::Range;

/// The new address for an old one in a page, where it is another.
pub fn new_address(site: &Site, entry: &Entry, old: &str) -> Option<String> {
    if old.starts_with("//") || old.contains("://") || old.starts_with(['#', '?']) || old.is_empty() {
        return None;
    }
    let base = site.config.base_path();
    if let Some(path) = old.strip_prefix('/') {
        if base.is_empty() {
            return None;
        }
        return match path.strip_prefix(base.as_str()) {
            Some(rest) if rest.is_empty() || rest.starts_with(['/', '?', '#']) => {
                Some(if rest.starts_with('/') { rest.to_owned() } else { format!("/{rest}") })
            }
            // Beside the site, on its host.
            _ => {
                let url = site.config.base_url.as_deref()?;
                let host = url.find("://").map(|at| at + 3)?;
                let end = url[host..].find('/').map_or(url.len(), |at| host + at);
                Some(format!("{}{old}", &url[..end]))
            }
        };
    }
    let file = entry.file.role == Role::Leaf && entry.place.link != format!("{}/", entry.place.folder);
    let name = old.split(['?', '#']).next().unwrap_or_default().trim_start_matches("./");
    let there = entry.file.disk.parent().is_some_and(|folder| folder.join(name).is_file());
    (file && there && !name.is_empty())
        .then(|| format!("{}/{}", entry.place.folder, old.trim_start_matches("./")))
}

/// A text with these links changed.
pub fn moved(text: &str, site: &Site, entry: &Entry) -> String {
    let parser = Parser::new_ext(text, crate::hugo::render::extensions());
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    for (_, definition) in parser.reference_definitions().iter() {
        change(text, &definition.span, &definition.dest, site, entry, &mut changes);
    }
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(
                Tag::Link { link_type: LinkType::Inline, dest_url, .. }
                | Tag::Image { link_type: LinkType::Inline, dest_url, .. },
            ) => change(text, &range, &dest_url, site, entry, &mut changes),
            Event::Html(_) | Event::InlineHtml(_) => attributes(text, &range, site, entry, &mut changes),
            _ => {}
        }
    }
    changes.sort_by_key(|(range, _)| range.start);
    changes.dedup_by(|a, b| a.0.start < b.0.end);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (range, new) in changes {
        out.push_str(text.get(done..range.start).unwrap_or_default());
        out.push_str(&new);
        done = range.end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

fn change(
    text: &str,
    range: &Range<usize>,
    old: &str,
    site: &Site,
    entry: &Entry,
    changes: &mut Vec<(Range<usize>, String)>,
) {
    let Some(new) = new_address(site, entry, old) else { return };
    let source = text.get(range.clone()).unwrap_or_default();
    // The address stands behind the text, which may hold it too: but a picture in a link ends before it.
    let behind = source.rfind("](").or_else(|| source.find("]:")).map_or(0, |at| at + 2);
    if let Some(at) = source[behind..].find(old) {
        let start = range.start + behind + at;
        changes.push((start..start + old.len(), new));
    }
}

/// `href` and `src` of an author's HTML.
fn attributes(
    text: &str,
    range: &Range<usize>,
    site: &Site,
    entry: &Entry,
    changes: &mut Vec<(Range<usize>, String)>,
) {
    let html = text.get(range.clone()).unwrap_or_default();
    for name in ["href=\"", "src=\"", "href='", "src='"] {
        for (at, _) in html.match_indices(name) {
            let start = at + name.len();
            let quote = name.chars().next_back().unwrap_or('"');
            let Some(end) = html[start..].find(quote) else { continue };
            if let Some(new) = new_address(site, entry, &html[start..start + end]) {
                changes.push((range.start + start..range.start + start + end, new));
            }
        }
    }
}
