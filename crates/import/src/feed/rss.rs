use super::{Entry, Feed};
use crate::xml::Element;
use jiff::fmt::rfc2822;

/// RSS 2.0; and 1.0, whose items stand beside the channel.
pub(super) fn read(root: &Element) -> Feed {
    let empty = Element::default();
    let channel = root.child("channel").unwrap_or(&empty);
    let text = |name: &str| channel.text_of(name).unwrap_or_default().to_owned();
    let items = channel.all("item").chain(root.all("item"));
    Feed {
        title: text("title"),
        description: text("description"),
        language: channel.text_of("language").or(channel.text_of("dc:language")).map(str::to_owned),
        link: text("link"),
        entries: items.map(entry).collect(),
    }
}

fn entry(item: &Element) -> Entry {
    let text = |name: &str| item.text_of(name).map(str::to_owned);
    let guid = item.child("guid").filter(|guid| guid.attribute("isPermaLink") != Some("false"));
    let guid = guid.map(|guid| guid.text.trim().to_owned()).filter(|guid| guid.contains("://"));
    let description = text("description");
    let content = text("content:encoded");
    // A description with paragraphs in it is the whole text.
    let is_whole =
        |text: &String| ["<p", "<br", "<div", "<h2", "<ul", "<pre"].iter().any(|tag| text.contains(tag));
    let whole = content.is_none() && description.as_ref().is_some_and(is_whole);
    let authors = item.all("dc:creator").map(|author| author.text.trim().to_owned());
    // `ada@example.org (Ada)`
    let author = text("author").map(|author| match author.split_once('(') {
        Some((_, name)) => name.trim_end_matches(')').trim().to_owned(),
        None => author,
    });
    let mut authors: Vec<String> = authors.filter(|name| !name.is_empty()).collect();
    if authors.is_empty() {
        authors.extend(author.filter(|name| !name.is_empty()));
    }
    let tags = item.all("category").map(|tag| tag.text.trim().to_owned()).filter(|tag| !tag.is_empty());
    Entry {
        line: Some(item.line),
        title: text("title").unwrap_or_default(),
        link: text("link").or(guid),
        date: text("pubDate").and_then(|date| rfc_822(&date)).or_else(|| text("dc:date")),
        updated: text("atom:updated"),
        content: content.clone().or_else(|| description.clone().filter(|_| whole)),
        summary: description.filter(|_| !whole),
        authors,
        tags: tags.collect(),
    }
}

/// `Tue, 05 May 2026 09:10:00 +0530` as RFC 3339, in the same zone.
pub(super) fn rfc_822(text: &str) -> Option<String> {
    let zoned = rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_zoned(text.trim()).ok()?;
    Some(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}
