use super::Feed;
use crate::html::escape;
use crate::{Config, Library, Post};
use jiff::Zoned;
use jiff::tz::TimeZone;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// The feeds of a site as RSS 2.0 (RSS Advisory Board, version 2.0.11). Needs a site whose address is known.
#[derive(Debug)]
pub(crate) struct Feeds<'a> {
    config: &'a Config,
    library: &'a Library,
    /// When the site last changed, as RFC 822 writes it.
    last_change: Option<String>,
    feeds: Vec<Feed>,
}

impl<'a> Feeds<'a> {
    /// Plans the feeds of a site.
    pub(crate) fn new(config: &'a Config, library: &'a Library) -> Self {
        Self {
            config,
            library,
            last_change: last_change(library).map(|date| rfc_822(date, &config.time_zone)),
            feeds: Feed::all(library, config.feed_length),
        }
    }

    /// All of them, the site's own first.
    pub(crate) fn all(&self) -> &[Feed] {
        &self.feeds
    }

    /// A feed's bytes.
    pub(crate) fn rss(&self, feed: &Feed) -> io::Result<Vec<u8>> {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        writer
            .create_element("rss")
            .with_attribute(("version", "2.0"))
            .with_attribute(("xmlns:atom", "http://www.w3.org/2005/Atom"))
            .write_inner_content(|writer| {
                writer.create_element("channel").write_inner_content(|writer| {
                    self.channel(writer, feed)?;
                    let posts =
                        feed.posts.iter().filter_map(|number| self.library.posts.get(*number as usize));
                    posts.into_iter().try_for_each(|post| self.item(writer, post))
                })?;
                Ok(())
            })?;
        let mut text = writer.into_inner();
        text.push(b'\n');
        Ok(text)
    }

    fn channel(&self, writer: &mut Writer<Vec<u8>>, feed: &Feed) -> io::Result<()> {
        let masthead = &self.library.site.masthead;
        element(writer, "title", feed.title.as_ref().unwrap_or(&masthead.title))?;
        element(writer, "link", &format!("{}{}", masthead.base_url, feed.list.encoded()))?;
        element(writer, "description", &as_html(&self.description(feed)))?;
        if let Some(image) = &masthead.image {
            writer.create_element("image").write_inner_content(|writer| {
                element(writer, "title", &masthead.title)?;
                element(writer, "url", image)?;
                element(writer, "link", &masthead.base_url)
            })?;
        }
        element(writer, "generator", "Offprint")?;
        element(writer, "language", &masthead.language)?;
        if let Some(copyright) = &masthead.copyright {
            element(writer, "copyright", copyright)?;
        }
        if let Some(date) = &self.last_change {
            element(writer, "lastBuildDate", date)?;
        }
        let own = format!("{}{}{}", masthead.base_url, feed.list.encoded(), super::NAME);
        writer
            .create_element("atom:link")
            .with_attribute(("href", own.as_str()))
            .with_attribute(("rel", "self"))
            .with_attribute(("type", "application/rss+xml"))
            .write_empty()?;
        Ok(())
    }

    /// The element is required, whatever is in it.
    fn description(&self, feed: &Feed) -> String {
        let masthead = &self.library.site.masthead;
        match (&feed.description, &feed.title) {
            (Some(description), _) => description.clone(),
            (None, Some(title)) => format!("Recent posts in {title}"),
            (None, None) if masthead.description.is_empty() => masthead.title.clone(),
            (None, None) => masthead.description.clone(),
        }
    }

    fn item(&self, writer: &mut Writer<Vec<u8>>, post: &Post) -> io::Result<()> {
        let url = format!("{}{}", self.library.site.masthead.base_url, post.summary.url.encoded());
        writer.create_element("item").write_inner_content(|writer| {
            element(writer, "title", &post.summary.title)?;
            element(writer, "link", &url)?;
            if let Some(date) = &post.date {
                element(writer, "pubDate", &rfc_822(date, &self.config.time_zone))?;
            }
            writer
                .create_element("guid")
                .with_attribute(("isPermaLink", "true"))
                .write_text_content(BytesText::new(&url))?;
            element(writer, "description", &as_html(&post.description))
        })?;
        Ok(())
    }
}

/// A description's text. Readers of feeds take it for HTML: it is escaped as such, apostrophes too as other
/// generators do, and then as XML.
fn as_html(text: &str) -> String {
    escape(text).replace('\'', "&#39;")
}

/// The newest date or update in the site: the feeds say the same until something in it changes.
fn last_change(library: &Library) -> Option<&Zoned> {
    let posts = library.posts.iter().flat_map(|post| [&post.date, &post.updated]);
    let documents = library.documents.iter().map(|document| &document.updated);
    posts.chain(documents).flatten().max_by_key(|date| date.timestamp())
}

/// A date as RFC 822 writes it, with the four digits of the year that RSS wants.
fn rfc_822(date: &Zoned, zone: &TimeZone) -> String {
    date.with_time_zone(zone.clone()).strftime("%a, %d %b %Y %H:%M:%S %z").to_string()
}

fn element(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    // XML 1.0 has no place for control characters, escaped or not.
    let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    writer.create_element(name).write_text_content(BytesText::new(&text))?;
    Ok(())
}
