use crate::folders::{Folders, answer, write};
use offprint_import::{Answer, Generator, Imported, import};

fn imported(folders: &Folders, name: &str, text: &str) -> Imported {
    let from = folders.old().join(name);
    write(&from, text.as_bytes());
    import(Generator::Feed, &from, &folders.to(), "2030-01-01T00:00:00Z".parse().expect("a moment"))
        .expect("an import")
}

#[test]
fn posts_of_an_rss_feed_keep_text_address_and_date() {
    let folders = Folders::new();
    let imported = imported(
        &folders,
        "feed.xml",
        "<rss version=\"2.0\"><channel><title>A &amp; B</title><link>https://old.example/</link><description>D</description><language>de</language>\
         <item><title>One</title><link>https://old.example/p/one</link><guid>https://old.example/p/one</guid><pubDate>Tue, 05 May 2026 09:10:00 +0530</pubDate>\
         <dc:creator>Ada</dc:creator><category>Rust</category><description>In short.</description>\
         <content:encoded><![CDATA[<p>All of <em>it</em>, <a href=\"https://x.example/\">linked</a>.</p><pre><code>code</code></pre><p><img src=\"https://cdn.example/a.png\" alt=\"\"></p>]]></content:encoded></item>\
         </channel></rss>",
    );
    let text = folders.read("content/posts/one.md");
    assert_eq!(
        text,
        "+++\ntitle = \"One\"\ndate = 2026-05-05T09:10:00+05:30\nauthors = [\"Ada\"]\ntags = [\"Rust\"]\nsummary = \"In short.\"\npath = \"/p/one/\"\n+++\n\n\
         All of *it*, [linked](https://x.example/).\n\n```\ncode\n```\n\n![](https://cdn.example/a.png)\n"
    );
    assert_eq!(answer(&imported, "/p/one"), Answer::Page);
    for (what, share) in imported.report.totals.kept.shares() {
        assert_eq!(share.lost(), 0, "{what}");
    }
}

#[test]
fn a_feed_without_texts_gives_link_posts() {
    let folders = Folders::new();
    imported(
        &folders,
        "tag.xml",
        "<rss version=\"2.0\"><channel><title>T</title><link>https://old.example/tags/x/</link><description/>\
         <item><title>One — two</title><link>https://old.example/posts/x/one/</link><pubDate>Tue, 05 May 2026 09:10:00 +0530</pubDate><guid>https://old.example/posts/x/one/</guid><description>What it &amp;amp; that say.</description></item></channel></rss>",
    );
    let text = folders.read("content/posts/one.md");
    assert!(text.contains("title = \"One — two\"\ndate = 2026-05-05T09:10:00+05:30\n"), "{text}");
    assert!(text.contains("summary = \"What it & that say.\"\ncanonical = \"https://old.example/posts/x/one/\"\npath = \"/posts/x/one/\"\n"), "{text}");
    assert!(
        text.contains(
            "\nWhat it &amp; that say.\n\n[Read it on old.example](<https://old.example/posts/x/one/>)\n"
        ),
        "{text}"
    );
}

#[test]
fn atom_and_json_say_the_same() {
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>T</title><link href=\"https://old.example/\"/><author><name>Ada</name></author>\
         <entry><title type=\"html\">One &amp;amp; two</title><link rel=\"alternate\" href=\"https://old.example/one/\"/><published>2024-01-02T03:04:05Z</published><updated>2024-02-02T03:04:05Z</updated>\
         <category term=\"x\" label=\"X\"/><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Mixed <b>up</b> words.</p></div></content></entry></feed>";
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "T", "home_page_url": "https://old.example/", "authors": [{"name": "Ada"}],
        "items": [{"id": "1", "url": "https://old.example/one/", "title": "One & two", "content_html": "<p>Mixed <b>up</b> words.</p>", "date_published": "2024-01-02T03:04:05Z", "date_modified": "2024-02-02T03:04:05Z", "tags": ["X"]}]}"#;
    let texts = [("feed.atom", atom), ("feed.json", json)].map(|(name, text)| {
        let folders = Folders::new();
        imported(&folders, name, text);
        folders.read("content/posts/one.md")
    });
    assert_eq!(texts[0], texts[1]);
    assert!(texts[0].contains("title = \"One & two\"\ndate = 2024-01-02T03:04:05Z\nupdated = 2024-02-02T03:04:05Z\nauthors = [\"Ada\"]\ntags = [\"X\"]\n"), "{}", texts[0]);
    assert!(texts[0].ends_with("\nMixed **up** words.\n"), "{}", texts[0]);
}

#[test]
fn what_is_no_feed_is_refused() {
    for (name, text) in
        [("a.xml", "<html></html>"), ("b.xml", "words"), ("c.json", "{\"a\": 1}"), ("d.xml", "")]
    {
        let folders = Folders::new();
        let from = folders.old().join(name);
        write(&from, text.as_bytes());
        let now = "2030-01-01T00:00:00Z".parse().expect("a moment");
        let error = import(Generator::Feed, &from, &folders.to(), now).expect_err(text);
        assert!(error.to_string().contains("from a feed: "), "{error}");
    }
}

#[test]
fn an_entry_without_a_date_is_told_and_the_sites_own_addresses_are_known_by_any_name() {
    let folders = Folders::new();
    let imported = imported(
        &folders,
        "feed.xml",
        "<rss version=\"2.0\"><channel><title>T</title><link>https://www.old.example/</link><description/>\
         <item><title>One</title><link>http://old.example/p/one/</link><pubDate>yesterday</pubDate><description>Words.</description></item>\
         <item><title>Two</title><link>https://other.example/p/two/</link><pubDate>Tue, 05 May 2026 09:10:00 +0530</pubDate><description>Words.</description></item>\
         </channel></rss>",
    );
    assert_eq!(answer(&imported, "/p/one/"), Answer::Page);
    assert!(!folders.read("content/posts/two.md").contains("/p/two/\"\npath"));
    let told: Vec<_> = imported.report.findings.iter().map(|finding| finding.message.as_str()).collect();
    assert!(told.iter().any(|message| message.contains("“One” has no date")), "{told:?}");
    assert!(!told.iter().any(|message| message.contains("“Two”")), "{told:?}");
}
