//! Links between the pages of a site.

use crate::harness::fixture::{self, Built};
use crate::harness::server::percent_decoded;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn no_link_of_a_finished_site_leads_nowhere() {
    for base in ["/", "/blog/"] {
        assert_eq!(dead_links(&fixture::built_at("journal", base)), [""; 0], "{base}");
    }
}

/// Links and pictures that lead to no file of the site, or to no part of its page.
pub fn dead_links(site: &Built) -> Vec<String> {
    let files: BTreeMap<String, Vec<u8>> = site.files().into_iter().collect();
    let pages: BTreeMap<&str, String> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), String::from_utf8_lossy(bytes).into_owned()))
        .collect();
    let mut dead = BTreeSet::new();
    for (path, page) in &pages {
        for link in attributes(page, "href").chain(attributes(page, "src")) {
            let (address, fragment) = link.split_once('#').unwrap_or((link, ""));
            // What is chosen on a page is in its query string.
            let address = address.split('?').next().unwrap_or_default();
            let target = match address.strip_prefix('/') {
                Some(_) => address.strip_prefix(site.base.as_str()).map(percent_decoded),
                None if address.is_empty() => Some(path.trim_end_matches("index.html").to_owned()),
                // Another host's, or an address of e-mail.
                None => continue,
            };
            let file = target.map(|target| match target.strip_suffix('/') {
                Some(folder) => format!("{folder}/index.html"),
                None if target.is_empty() => "index.html".to_owned(),
                None => target,
            });
            let exists = file.as_ref().is_some_and(|file| files.contains_key(file));
            let page = file.and_then(|file| pages.get(file.as_str()));
            let has_part =
                fragment.is_empty() || page.is_some_and(|page| has_id(page, &percent_decoded(fragment)));
            if !exists || !has_part {
                dead.insert(format!("{path}: {link}"));
            }
        }
    }
    dead.into_iter().collect()
}

fn attributes<'a>(page: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let beginning = format!(" {name}=\"");
    let found: Vec<&str> =
        page.split(beginning.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect();
    found.into_iter()
}

fn has_id(page: &str, id: &str) -> bool {
    page.contains(&format!(" id=\"{id}\""))
}
