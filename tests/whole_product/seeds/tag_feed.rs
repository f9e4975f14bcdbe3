//! The feed of a tag with 63 posts, read by a parser that is not ours and by a browser's.

use super::source::{Source, posts};
use crate::harness::browser::Browser;
use crate::harness::fixture;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const LIST: &str = "https://example.org/tags/weaving/";

/// `published` of the newest date in the site, which is that of a page outside the feed.
const LAST_CHANGE: &str = "Fri, 29 May 2026 17:20:46 +0530";

fn tagged() -> Vec<Source> {
    let mut posts = posts("tag-feed");
    posts.retain(|post| post.list("tags") == ["Weaving"]);
    posts
}

/// A description as HTML.
fn escaped(text: &str) -> String {
    let marks = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;")];
    marks.iter().fold(text.to_owned(), |text, (mark, escape)| text.replace(mark, escape))
}

#[test]
fn a_feed_reader_finds_every_post_of_the_tag() {
    let site = fixture::built("tag-feed");
    let feed = feed_rs::parser::parse(site.text("tags/weaving/feed.xml").as_bytes()).expect("a feed");
    assert_eq!(feed.feed_type, feed_rs::model::FeedType::RSS2);
    assert_eq!(feed.title.expect("a title").content, "Weaving on Sunniva Halvorsen");
    assert_eq!(
        feed.description.expect("a description").content,
        "Recent posts in Weaving on Sunniva Halvorsen"
    );
    let links: Vec<(Option<&str>, &str)> =
        feed.links.iter().map(|link| (link.rel.as_deref(), link.href.as_str())).collect();
    let own = format!("{LIST}feed.xml");
    assert!(links.contains(&(Some("self"), own.as_str())), "{links:?}");
    assert!(links.iter().any(|(rel, href)| *rel != Some("self") && *href == LIST), "{links:?}");
    let image = feed.logo.expect("an image");
    assert_eq!(image.uri, "https://example.org/img/loft.png");
    assert_eq!(image.title.as_deref(), Some("Sunniva Halvorsen"));
    assert_eq!(image.link.expect("the image leads to the site").href, "https://example.org/");
    assert_eq!(feed.generator.expect("a generator").content, "Offprint");
    assert_eq!(feed.language.as_deref(), Some("en"));
    assert_eq!(feed.rights.expect("a copyright").content, "© 2026 Sunniva Halvorsen & friends");
    assert_eq!(feed.updated.expect("a date").to_rfc3339(), "2026-05-29T11:50:46+00:00");

    let posts: BTreeMap<String, Source> =
        tagged().into_iter().map(|post| (format!("https://example.org/{}", post.address), post)).collect();
    assert_eq!((feed.entries.len(), posts.len()), (63, 63));
    let outside = posts.keys().filter(|url| !url.contains("/posts/")).count();
    assert_eq!(outside, 2, "two lie outside `/posts/`");
    for entry in &feed.entries {
        let post = posts.get(&entry.id).unwrap_or_else(|| panic!("{} is a post", entry.id));
        assert_eq!(entry.links[0].href, entry.id);
        assert_eq!(entry.title.as_ref().expect("a title").content, post.text("title"));
        assert_eq!(entry.summary.as_ref().expect("a description").content, escaped(post.text("description")));
    }
    let newest_first = feed.entries.is_sorted_by(|a, b| a.published > b.published);
    assert!(newest_first && feed.entries.iter().all(|entry| entry.published.is_some()));
    let days = feed.entries.iter().filter_map(|entry| Some(entry.published?.date_naive()));
    let days: std::collections::BTreeSet<_> = days.collect();
    assert!(days.len() < 15, "several of them on one day: {days:?}");
}

#[test]
fn both_names_of_a_feed_have_the_same_bytes() {
    let site = fixture::built("tag-feed");
    for list in
        ["", "tags/weaving/", "tags/garden/", "posts/weaving/", "mill-visits/", "authors/sunniva-halvorsen/"]
    {
        let feed = site.text(&format!("{list}feed.xml"));
        assert_eq!(site.text(&format!("{list}index.xml")), feed, "{list}");
        assert!(feed.contains(&format!("<lastBuildDate>{LAST_CHANGE}</lastBuildDate>")), "{list}");
    }
}

#[derive(Debug, Deserialize)]
struct Read {
    /// What is wrong with the XML.
    error: Option<String>,
    /// Names of the channel's elements, in order; an item's follow.
    channel: Vec<String>,
    item: Vec<String>,
    /// Texts of the channel by name.
    texts: BTreeMap<String, String>,
    /// The feed's own address.
    own: [String; 3],
    /// Title, address, date, guid and description of each item, as XML has them.
    items: Vec<[String; 5]>,
    /// The same with the dates that the sources say, computed here.
    expected: Vec<[String; 5]>,
}

/// The browser's parser is strict, and its dates are not ours either. A date without a zone is one of
/// +05:30.
const READ: &str = "
    const [xml, posts] = arguments;
    const feed = new DOMParser().parseFromString(xml, 'application/xml');
    const channel = feed.querySelector('rss[version=\"2.0\"] > channel');
    const children = (element) => [...element.children].filter((child) => child.tagName !== 'item');
    const items = [...channel.querySelectorAll(':scope > item')];
    const text = (item, name) => item.querySelector(name).textContent;
    const own = [...channel.children].find((child) => child.localName === 'link' && child.namespaceURI === 'http://www.w3.org/2005/Atom');
    const zoned = (date) => /(Z|[+-]\\d\\d:\\d\\d)$/.test(date) ? date : date + '+05:30';
    const rfc822 = (date) => new Date(Date.parse(zoned(date)) + 330 * 60000).toUTCString().replace('GMT', '+0530');
    const dated = posts.map((post) => ({ ...post, at: Date.parse(zoned(post.date)) })).sort((a, b) => b.at - a.at);
    return {
        error: feed.querySelector('parsererror')?.textContent ?? null,
        channel: children(channel).map((child) => child.tagName),
        item: children(items[0]).map((child) => child.tagName),
        texts: Object.fromEntries(children(channel).map((child) => [child.tagName, child.textContent.trim()])),
        own: ['href', 'rel', 'type'].map((name) => own.getAttribute(name)),
        items: items.map((item) => ['title', 'link', 'pubDate', 'guid', 'description'].map((name) => text(item, name))),
        expected: dated.map((post) => [post.title, post.url, rfc822(post.date), post.url, post.description]),
    };";

#[tokio::test(flavor = "multi_thread")]
async fn the_feed_is_sound_xml_with_dates_of_the_sites_zone() {
    let site = fixture::built("tag-feed");
    let sources: Vec<Value> = tagged()
        .iter()
        .map(|post| {
            json!({
                "title": post.text("title"),
                "url": format!("https://example.org/{}", post.address),
                "date": post.text("date"),
                "description": escaped(post.text("description")),
            })
        })
        .collect();
    let browser = Browser::open().await;
    let xml = site.text("tags/weaving/feed.xml");
    browser.load("about:blank").await;
    let feed: Read = browser.value_of(READ, vec![json!(xml), json!(sources)]).await;
    assert_eq!(feed.error, None);
    let channel = [
        "title",
        "link",
        "description",
        "image",
        "generator",
        "language",
        "copyright",
        "lastBuildDate",
        "atom:link",
    ];
    assert_eq!(feed.channel, channel);
    assert_eq!(feed.item, ["title", "link", "pubDate", "guid", "description"]);
    assert_eq!(feed.texts["link"], LIST);
    assert_eq!(feed.texts["lastBuildDate"], LAST_CHANGE);
    assert_eq!(feed.own, [format!("{LIST}feed.xml"), "self".to_owned(), "application/rss+xml".to_owned()]);
    assert_eq!((feed.items.len(), feed.expected.len()), (63, 63));
    for (item, expected) in feed.items.iter().zip(&feed.expected) {
        assert_eq!(item, expected);
    }
    assert!(feed.items.iter().all(|item| item[2].ends_with(" +0530")));
    // As XML writes what a title says, and a description whose marks are HTML's as well.
    assert!(xml.contains("<title>Madder &amp; Weld in One Pot"), "{xml}");
    assert!(xml.contains("the &lt; 20 Ends Question</title>"), "{xml}");
    assert!(xml.contains("why &amp;lt; 20 ends an inch is open"), "{xml}");
    assert!(xml.contains("when it isn&amp;#39;t worth the treadles"), "{xml}");
}
