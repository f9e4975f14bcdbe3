//! Zola, by its documentation: <https://www.getzola.org/documentation/>.

mod body;
mod config;
mod page;
mod places;
mod section;
mod shortcodes;
mod slug;
mod tree;

use crate::{Address, AddressKind, Finding, ImportError, OldSite};
use config::ZolaConfig;
use std::fs;
use std::path::Path;
use tree::Tree;

pub(crate) use tree::walk;

/// Reads the folder of a Zola site.
///
/// # Errors
/// Where there is none, or its configuration cannot be read.
pub fn read(from: &Path) -> Result<OldSite, ImportError> {
    let not_a_site =
        |expected: String| ImportError::NotASite { path: from.to_owned(), generator: "Zola", expected };
    let name = ["config.toml", "zola.toml"].into_iter().find(|name| from.join(name).is_file());
    let name = name.ok_or_else(|| not_a_site("it has no `config.toml`".to_owned()))?;
    let bytes = fs::read(from.join(name)).map_err(ImportError::io("read", from.join(name)))?;
    let (text, _) = crate::source_front_matter::decode(&bytes);
    let table = crate::source_front_matter::parse_toml(&text)
        .map_err(|problem| not_a_site(format!("`{name}`, line {}: {}", problem.line, problem.message)))?;
    let config = ZolaConfig::new(&table);
    if !from.join("content").is_dir() {
        return Err(not_a_site("it has no folder `content`".to_owned()));
    }
    let mut site = OldSite::default();
    config.settings(from, &table, name, &mut site);
    left_behind(from, &config, &mut site.findings);
    let tree = Tree::read(from, &config, &mut site.findings);
    tree.pages(&config, &mut site);
    tree.files(&mut site);
    tree.addresses(&config, &mut site);
    site.findings.sort();
    site.findings.dedup();
    Ok(site)
}

/// The parts of a Zola site that have no counterpart.
fn left_behind(from: &Path, config: &ZolaConfig, findings: &mut Vec<Finding>) {
    let mut find = |path: &str, message: &str, help: &str| {
        if from.join(path).exists() {
            findings.push(Finding {
                path: path.to_owned(),
                line: None,
                message: message.to_owned(),
                help: help.to_owned(),
            });
        }
    };
    find(
        "templates",
        "templates are not carried over",
        "Offprint has its own; `theme/head.html` and `theme/footer.html` add to them",
    );
    find("sass", "styles are not carried over", "write what you miss into `theme/custom.css`");
    find(
        "syntaxes",
        "syntaxes of your own are not carried over",
        "see which languages are coloured in the post on code blocks",
    );
    if let Some(theme) = &config.theme {
        find(
            &format!("themes/{theme}"),
            "the theme is not carried over, its static files are",
            "delete from `static` what nothing needs any more",
        );
    }
}

/// An address that Zola makes of itself.
fn address(url: String, kind: AddressKind) -> Address {
    Address { url, kind, to: None }
}
