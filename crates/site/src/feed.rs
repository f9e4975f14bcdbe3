//! The site's feed: RSS 2.0 (RSS Advisory Board, version 2.0.11).

use crate::html::escape;
use crate::{Config, Library, Post};
use jiff::Zoned;
use jiff::tz::TimeZone;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// Where the site's feed is.
pub(crate) const PATH: &str = "feed.xml";

/// The feed of a whole site: its newest dated posts. Needs a site whose address is known.
pub(crate) fn rss(config: &Config, library: &Library) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer
        .create_element("rss")
        .with_attribute(("version", "2.0"))
        .with_attribute(("xmlns:atom", "http://www.w3.org/2005/Atom"))
        .write_inner_content(|writer| {
            writer.create_element("channel").write_inner_content(|writer| {
                channel(writer, config, library)?;
                let dated = library.posts.iter().rev().filter(|post| post.date.is_some());
                dated
                    .take(config.feed_length.unwrap_or(usize::MAX))
                    .try_for_each(|post| item(writer, config, library, post))
            })?;
            Ok(())
        })?;
    let mut text = writer.into_inner();
    text.push(b'\n');
    Ok(text)
}

fn channel(writer: &mut Writer<Vec<u8>>, config: &Config, library: &Library) -> io::Result<()> {
    let masthead = &library.site.masthead;
    element(writer, "title", &masthead.title)?;
    element(writer, "link", &masthead.base_url)?;
    // The element is required, whatever is in it.
    let description = if masthead.description.is_empty() { &masthead.title } else { &masthead.description };
    element(writer, "description", &escape(description))?;
    if let Some(image) = &masthead.image {
        writer.create_element("image").write_inner_content(|writer| {
            element(writer, "url", image)?;
            element(writer, "title", &masthead.title)?;
            element(writer, "link", &masthead.base_url)
        })?;
    }
    element(writer, "generator", "Offprint")?;
    element(writer, "language", &masthead.language)?;
    if let Some(copyright) = &masthead.copyright {
        element(writer, "copyright", copyright)?;
    }
    if let Some(date) = last_change(library).and_then(|date| rfc_822(date, &config.time_zone)) {
        element(writer, "lastBuildDate", &date)?;
    }
    let own = format!("{}{PATH}", masthead.base_url);
    writer
        .create_element("atom:link")
        .with_attribute(("href", own.as_str()))
        .with_attribute(("rel", "self"))
        .with_attribute(("type", "application/rss+xml"))
        .write_empty()?;
    Ok(())
}

fn item(writer: &mut Writer<Vec<u8>>, config: &Config, library: &Library, post: &Post) -> io::Result<()> {
    let url = format!("{}{}", library.site.masthead.base_url, post.summary.url.encoded());
    writer.create_element("item").write_inner_content(|writer| {
        element(writer, "title", &post.summary.title)?;
        element(writer, "link", &url)?;
        if let Some(date) = post.date.as_ref().and_then(|date| rfc_822(date, &config.time_zone)) {
            element(writer, "pubDate", &date)?;
        }
        writer
            .create_element("guid")
            .with_attribute(("isPermaLink", "true"))
            .write_text_content(BytesText::new(&url))?;
        // Readers of feeds take a description for HTML: its text is escaped as such, and then as XML.
        element(writer, "description", &escape(&post.description))
    })?;
    Ok(())
}

/// The newest date or update in the site: the feed says the same until something in it changes.
fn last_change(library: &Library) -> Option<&Zoned> {
    let posts = library.posts.iter().flat_map(|post| [&post.date, &post.updated]);
    let documents = library.documents.iter().map(|document| &document.updated);
    posts.chain(documents).flatten().max_by_key(|date| date.timestamp())
}

/// A date as RFC 822 writes it, with the four digits of the year that RSS wants.
fn rfc_822(date: &Zoned, zone: &TimeZone) -> Option<String> {
    jiff::fmt::rfc2822::to_string(&date.with_time_zone(zone.clone())).ok()
}

fn element(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    // XML 1.0 has no place for control characters, escaped or not.
    let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    writer.create_element(name).write_text_content(BytesText::new(&text))?;
    Ok(())
}
