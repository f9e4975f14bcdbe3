use super::{Entry, Feed};
use crate::xml::Element;

/// Atom.
pub(super) fn read(root: &Element) -> Feed {
    let text = |name: &str| root.text_of(name).unwrap_or_default().to_owned();
    let authors = names(root);
    let entries = root.all("entry").map(|item| {
        let mut entry = entry(item);
        if entry.authors.is_empty() {
            entry.authors.clone_from(&authors);
        }
        entry
    });
    Feed {
        title: text("title"),
        description: text("subtitle"),
        language: root.attribute("xml:lang").map(str::to_owned),
        link: link(root).or_else(|| root.text_of("id").map(str::to_owned)).unwrap_or_default(),
        entries: entries.collect(),
    }
}

fn entry(item: &Element) -> Entry {
    let text = |name: &str| item.text_of(name).map(str::to_owned);
    let tags = item.all("category").filter_map(|tag| tag.attribute("label").or(tag.attribute("term")));
    Entry {
        line: Some(item.line),
        title: item.child("title").map(html).unwrap_or_default(),
        link: link(item),
        date: text("published"),
        updated: text("updated"),
        content: item.child("content").map(html).filter(|html| !html.trim().is_empty()),
        summary: item.child("summary").map(html),
        authors: names(item),
        tags: tags.map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect(),
    }
}

/// The address of what is described: `rel="alternate"`, or without a `rel`.
fn link(element: &Element) -> Option<String> {
    let own = element.all("link").find(|link| matches!(link.attribute("rel"), None | Some("alternate")));
    own.and_then(|link| link.attribute("href")).map(str::to_owned)
}

fn names(element: &Element) -> Vec<String> {
    element.all("author").filter_map(|author| author.text_of("name")).map(str::to_owned).collect()
}

/// A text construct as HTML (RFC 4287 §3.1).
fn html(element: &Element) -> String {
    match element.attribute("type") {
        Some("html" | "text/html") => element.text.clone(),
        Some("xhtml" | "application/xhtml+xml") => element.inner.clone().unwrap_or_default(),
        _ => escaped(&element.text),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
