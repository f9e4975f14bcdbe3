use crate::load::Surveyed;
use crate::{Code, Config, Diagnostic, Library};
use percent_encoding::percent_decode_str;
use std::collections::HashSet;
use std::fs;

/// Endings of pictures.
const PICTURES: [&str; 8] = ["avif", "gif", "jpeg", "jpg", "jxl", "png", "svg", "webp"];

/// Endings of texts in `static` that may name a picture.
const TEXTS: [&str; 10] = ["css", "htm", "html", "js", "json", "md", "svg", "txt", "webmanifest", "xml"];

/// Pictures that browsers and devices ask for by themselves.
const ASKED_FOR: [&str; 6] =
    ["favicon", "apple-touch-icon", "android-chrome", "mstile", "icon", "safari-pinned-tab"];

/// Pictures beside posts and in `static` that nothing names. Any text of the site that has a picture's name in it
/// counts: a picture too many is better than a picture lost.
pub(super) fn check(config: &Config, library: &Library, files: &[Surveyed]) -> Vec<Diagnostic> {
    let Some(allowed) = &config.check.orphans else { return Vec::new() };
    let pictures: Vec<_> = library.files.iter().filter(|file| ends_in(&file.to, &PICTURES)).collect();
    if pictures.is_empty() {
        return Vec::new();
    }
    let texts = texts(config, library, files);
    let named: HashSet<String> = texts.iter().flat_map(|text| mentions(text)).collect();
    let is_orphan = |to: &str| {
        let name = to.rsplit('/').next().unwrap_or_default();
        let is_asked_for =
            ASKED_FOR.iter().any(|known| name.starts_with(known)) || to.starts_with(".well-known/");
        let is_plain = name.chars().all(is_of_name);
        !is_asked_for
            && !allowed.iter().any(|pattern| matches(pattern, to))
            && !named.contains(name)
            && (is_plain || !texts.iter().any(|text| text.contains(name)))
    };
    let finding = |file: &&crate::StaticFile| {
        let inside = file.from.strip_prefix(&config.folder).unwrap_or(&file.from);
        let path: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        let help = "take it away, or name it in `[check] orphans` in `offprint.toml`";
        Diagnostic::of(Code::OrphanImage, path.join("/"), "no page shows this picture or leads to it")
            .help(help)
    };
    pictures.iter().filter(|file| is_orphan(&file.to)).map(finding).collect()
}

/// Every text that may name a picture.
fn texts(config: &Config, library: &Library, files: &[Surveyed]) -> Vec<String> {
    let mut texts: Vec<String> = files.iter().map(|file| file.text.to_string()).collect();
    let theme = &library.theme;
    texts.extend([&theme.custom_css, &theme.head_html, &theme.footer_html].into_iter().flatten().cloned());
    texts.extend(theme.snippets.values().cloned());
    texts.extend(fs::read_to_string(config.folder.join(crate::config::FILE)));
    let others = library.files.iter().filter(|file| ends_in(&file.to, &TEXTS));
    texts.extend(others.filter_map(|file| fs::read_to_string(&file.from).ok()));
    texts
}

/// The names of pictures in a text.
fn mentions(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !is_of_name(c) && c != '%');
    let names = words.filter(|word| ends_in(word, &PICTURES));
    names
        .map(|name| {
            percent_decode_str(name).decode_utf8_lossy().rsplit('/').next().unwrap_or_default().to_owned()
        })
        .collect()
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || "._-+@~".contains(c)
}

fn ends_in(name: &str, endings: &[&str]) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| endings.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

/// Whether a text is as a pattern says, in which `*` stands for anything.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.trim_start_matches('/').split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = rest.get(at + part.len()..).unwrap_or_default();
    }
    rest.len() >= last.len() && rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::{matches, mentions};

    #[test]
    fn a_star_stands_for_anything() {
        assert!(matches("press/*", "press/a/b.png"));
        assert!(matches("/press/*.png", "press/b.png"));
        assert!(matches("https://*.example/*", "https://a.example/b"));
        assert!(matches("a.png", "a.png"));
        assert!(!matches("a.png", "b/a.png"));
        assert!(!matches("a*a", "a"));
    }

    #[test]
    fn a_picture_is_named_however_it_is_written() {
        let found = mentions("![x](/img/a%20b.png) src=\"c.JPG\" [d]: ../d.svg?x background:url(e-1.webp);");
        assert_eq!(found, ["a b.png", "c.JPG", "d.svg", "e-1.webp"]);
    }
}
