use crate::fixture::Folder;
use feed_rs::parser;

fn parsed(folder: &Folder) -> feed_rs::model::Feed {
    folder.build();
    parser::parse(folder.output("feed.xml").as_bytes()).expect("a feed")
}

#[test]
fn a_feed_reader_reads_the_site() {
    let feed = parsed(&Folder::small());
    assert_eq!(feed.title.expect("a title").content, "A & B");
    assert_eq!(feed.links[0].href, "https://example.org/");
    assert_eq!(feed.language.as_deref(), Some("en"));
    assert_eq!(feed.generator.expect("a generator").content, "Offprint");
    assert_eq!(feed.rights.expect("a copyright").content, "© the authors");
    // Midnight of the newest update in New York, not the moment of the build.
    assert_eq!(feed.updated.expect("a date").to_rfc3339(), "2026-03-03T05:00:00+00:00");

    let titles: Vec<&str> =
        feed.entries.iter().map(|entry| entry.title.as_ref().expect("a title").content.as_str()).collect();
    assert_eq!(titles, ["Post second", "Post first"]);
    let first = &feed.entries[1];
    assert_eq!(first.id, "https://example.org/posts/first/");
    assert_eq!(first.links[0].href, "https://example.org/posts/first/");
    assert_eq!(first.published.expect("a date").to_rfc3339(), "2026-01-01T05:00:00+00:00");
    assert_eq!(first.summary.as_ref().expect("a description").content, "The first post.");
}

#[test]
fn dates_of_the_feed_are_in_the_zone_of_the_site() {
    let folder = Folder::small();
    folder.build();
    let feed = folder.output("feed.xml");
    assert!(feed.contains("<pubDate>Thu, 1 Jan 2026 00:00:00 -0500</pubDate>"), "{feed}");
    assert!(feed.contains("<lastBuildDate>Tue, 3 Mar 2026 00:00:00 -0500</lastBuildDate>"), "{feed}");
    let own = "<atom:link href=\"https://example.org/feed.xml\" rel=\"self\" type=\"application/rss+xml\"/>";
    assert!(feed.contains(own), "{feed}");
}

#[test]
fn a_description_with_markup_in_it_is_text() {
    let folder = Folder::new();
    folder.post("a", "2026-01-01", "description = \"Vec<T> & co.\"", "Words.");
    let feed = parsed(&folder);
    assert_eq!(feed.entries[0].summary.as_ref().expect("a description").content, "Vec&lt;T&gt; &amp; co.");
    assert!(
        folder.output("feed.xml").contains("<description>Vec&amp;lt;T&amp;gt; &amp;amp; co.</description>")
    );
}

#[test]
fn the_feed_is_as_long_as_it_was_asked_to_be() {
    let folder = Folder::small();
    folder.configure("https://example.org/", "[feed]\nlength = 1\n");
    assert_eq!(parsed(&folder).entries.len(), 1);
}

#[test]
fn a_site_without_an_address_has_no_feed_and_says_why() {
    let folder = Folder::small();
    folder.configure("", "");
    let report = folder.build();
    assert!(!folder.path("public/feed.xml").exists());
    assert!(!folder.path("public/sitemap.xml").exists());
    assert!(!folder.output("index.html").contains("application/rss+xml"));
    assert!(
        report.warnings.iter().any(|warning| warning.message.contains("feed.xml")),
        "{:?}",
        report.warnings
    );
}
