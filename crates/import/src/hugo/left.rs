//! What of a Hugo site has no counterpart, said once each.

use super::config::Config;
use super::tree::{flag_at, text};
use crate::Finding;
use crate::source_front_matter::Value;
use std::collections::BTreeMap;
use std::path::Path;
use walkdir::WalkDir;

/// A site's own shortcodes and its themes': files and templates by name in lower case.
pub fn templates(from: &Path, config: &Config) -> BTreeMap<String, (String, String)> {
    let mut folders = vec![from.to_owned()];
    let themes = from.join(text(&config.keys, &["themesdir"]).unwrap_or_else(|| "themes".to_owned()));
    folders.extend(
        config.keys.get("theme").map(Value::texts).unwrap_or_default().iter().map(|theme| themes.join(theme)),
    );
    let mut found = BTreeMap::new();
    for folder in folders {
        for below in ["layouts/_shortcodes", "layouts/shortcodes"] {
            let root = folder.join(below);
            let walk = WalkDir::new(&root).follow_links(true).sort_by_file_name();
            for entry in walk.into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file()) {
                let Ok(name) = entry.path().strip_prefix(&root) else { continue };
                let name = name.to_string_lossy().replace('\\', "/").to_lowercase();
                let Some(name) = name.strip_suffix(".html").or_else(|| name.strip_suffix(".md")) else {
                    continue;
                };
                let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
                let file = entry.path().strip_prefix(from).unwrap_or(entry.path());
                let file = file.to_string_lossy().replace('\\', "/");
                found.entry(name.to_owned()).or_insert((file, text));
            }
        }
    }
    found
}

/// Says what is left behind.
pub fn behind(from: &Path, config: &Config, findings: &mut Vec<Finding>) {
    let mut find = |path: &str, message: &str, help: &str| {
        let (path, message, help) = (path.to_owned(), message.to_owned(), help.to_owned());
        findings.push(Finding { path, line: None, message, help });
    };
    for (path, message, help) in [
        (
            "layouts",
            "templates are not carried over",
            "Offprint has its own; `theme/` takes what you add to them",
        ),
        ("data", "data files are not carried over", "write into the posts what templates made of them"),
        ("i18n", "translations of the theme's words are not carried over", "nothing asks for them any more"),
        ("archetypes", "archetypes are not carried over", "`offprint new` begins a post"),
    ] {
        if from.join(path).is_dir() {
            find(path, message, help);
        }
    }
    for folder in ["layouts/_default/_markup", "layouts/_markup"] {
        if from.join(folder).is_dir() {
            find(
                folder,
                "render hooks are not carried over",
                "see that links, pictures and headings look right",
            );
        }
    }
    let keys = &config.keys;
    for theme in keys.get("theme").map(Value::texts).unwrap_or_default() {
        let help = "copy from its `static` what your texts show";
        find(&format!("themes/{theme}"), "the theme is not carried over, nor are its static files", help);
    }
    if keys.at(&["module", "imports"]).is_some() {
        find(
            &config.file,
            "modules are not carried over, nor what they bring along",
            "copy what your texts need into this site",
        );
    }
    let mut said = |path: &[&str], message: &str, help: &str| {
        if keys.at(path).is_some_and(|value| !matches!(value, Value::Null)) {
            find(&config.file, message, help);
        }
    };
    let never = "Offprint loads nothing from other hosts by itself";
    said(&["googleanalytics"], "`googleAnalytics` is not carried over", never);
    said(&["services", "googleanalytics"], "`services.googleAnalytics` is not carried over", never);
    said(&["disqusshortname"], "comments by Disqus are not carried over", never);
    said(&["services", "disqus"], "comments by Disqus are not carried over", never);
    said(
        &["ignorefiles"],
        "of `ignoreFiles` only endings and parts of paths are understood",
        "delete what should not be there",
    );
    said(&["related"], "`related` is not carried over", "Offprint has no such lists");
    said(&["outputformats"], "other formats of pages are not carried over", "pages are HTML, feeds are RSS");
    if flag_at(keys, &["enablegitinfo"]) == Some(true) {
        find(&config.file, "dates of changes came from Git", "write `updated` where a reader should know");
    }
    for language in config.languages.iter().skip(1) {
        let message = format!(
            "the pages in `{0}` lie in `content/{0}`, and stand in the lists of all posts too",
            language.key
        );
        find(&config.file, &message, "a site has one language: make another site of them, if you like");
    }
    if !from.join("static").is_dir()
        && config.mounts.iter().all(|mount| mount.component != super::config::Component::Static)
    {
        find(
            &config.file,
            "there are no static files in this folder",
            "pictures that texts name by `/…` belong into `static`",
        );
    }
}
