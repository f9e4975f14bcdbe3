//! Where old files lie in the new folder.

use super::content::{ContentFile, Role};
use super::site::{Entry, Site};
use offprint_model::Slug;

/// The name of a text below `content`: its old one, in a folder of its own for another language than the first.
pub fn name(site: &Site, file: &ContentFile) -> String {
    let stem = match file.role {
        Role::Leaf => "index".to_owned(),
        Role::Branch => "_index".to_owned(),
        _ => file.stem.clone(),
    };
    format!("{}{stem}.md", folder(site, file))
}

/// The folder of a file below `content`, with a slash at its end unless it is `content`.
pub fn folder(site: &Site, file: &ContentFile) -> String {
    let language = match file.language {
        0 => String::new(),
        other => {
            site.config.languages.get(other).map(|language| format!("{}/", language.key)).unwrap_or_default()
        }
    };
    if file.folder.is_empty() { language } else { format!("{language}{}/", file.folder) }
}

/// The path from one text to another, as a link is written.
pub fn relative(site: &Site, from: &Entry, to: &Entry) -> String {
    let (from, to) = (folder(site, &from.file), name(site, &to.file));
    let from: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = to.split('/').collect();
    let shared = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    let mut path = "../".repeat(from.len() - shared);
    path.push_str(&to[shared..].join("/"));
    path
}

/// Where Offprint has the list of a folder: in lower case, and one with a space as a slug.
pub fn section(path: &str) -> String {
    let parts = path.split('/').filter(|part| !part.is_empty()).map(|part| {
        if part.contains(char::is_whitespace) {
            Slug::from_label(part).as_str().to_owned()
        } else {
            part.to_lowercase()
        }
    });
    parts.fold("/".to_owned(), |path, part| format!("{path}{part}/"))
}
