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
    assert!(feed.contains("<pubDate>Thu, 01 Jan 2026 00:00:00 -0500</pubDate>"), "{feed}");
    assert!(feed.contains("<lastBuildDate>Tue, 03 Mar 2026 00:00:00 -0500</lastBuildDate>"), "{feed}");
    let own = "<atom:link href=\"https://example.org/feed.xml\" rel=\"self\" type=\"application/rss+xml\"/>";
    assert!(feed.contains(own), "{feed}");
}

#[test]
fn a_description_with_markup_in_it_is_text() {
    let folder = Folder::new();
    folder.post("a", "2026-01-01", "description = \"Vec<T> & co. don't\"", "Words.");
    let feed = parsed(&folder);
    assert_eq!(
        feed.entries[0].summary.as_ref().expect("a description").content,
        "Vec&lt;T&gt; &amp; co. don&#39;t"
    );
    assert!(
        folder
            .output("feed.xml")
            .contains("<description>Vec&amp;lt;T&amp;gt; &amp;amp; co. don&amp;#39;t</description>")
    );
}

/// A site whose lists all have something to say of themselves.
fn with_lists() -> Folder {
    let folder = Folder::small();
    folder.configure(
        "https://example.org/blog/",
        "author = \"Ada\"\nimage = \"/me.png\"\n[taxonomies.tags.terms]\nrust = { title = \"Rust & co\", description = \"A <language>.\" }",
    );
    folder.write("content/posts/_index.md", "+++\ntitle = \"Posts\"\ndescription = \"All of them.\"\n+++\n");
    for number in [2, 1] {
        let more = format!("series = {{ name = \"Steps\", number = {number} }}\ntags = [\"C++\"]");
        folder.post(&format!("step{number}"), &format!("2026-04-0{}", 4 - number), &more, "A step.");
    }
    folder.write(
        "content/notes/loose.md",
        "+++\ntitle = \"Undated\"\ntags = [\"C++\", \"loose\"]\n+++\nA note.\n",
    );
    folder
}

#[test]
fn every_list_has_a_feed_of_its_own_at_two_addresses() {
    let folder = with_lists();
    folder.build();
    for (list, title, description, posts) in [
        ("", "A & B", "Of &lt;things&gt;", 4),
        ("posts/", "Posts on A & B", "All of them.", 4),
        ("notes/", "Notes on A & B", "Recent posts in Notes on A &amp; B", 0),
        ("tags/rust/", "Rust & co on A & B", "A &lt;language&gt;.", 2),
        ("tags/c-plus-plus/", "C++ on A & B", "Recent posts in C++ on A &amp; B", 3),
        ("tags/loose/", "loose on A & B", "Recent posts in loose on A &amp; B", 0),
        ("series/steps/", "Steps on A & B", "Recent posts in Steps on A &amp; B", 2),
        ("authors/ada/", "Ada on A & B", "Recent posts in Ada on A &amp; B", 4),
    ] {
        let text = folder.output(&format!("{list}feed.xml"));
        assert_eq!(folder.output(&format!("{list}index.xml")), text, "{list}");
        let feed = parser::parse(text.as_bytes()).expect("a feed");
        assert_eq!(feed.title.expect("a title").content, title);
        assert_eq!(feed.description.expect("a description").content, description);
        let own = format!("https://example.org/blog/{list}");
        assert_eq!(feed.links[0].href, own);
        assert_eq!(feed.entries.len(), posts, "{list}");
        let logo = feed.logo.expect("an image");
        assert_eq!(logo.uri, "https://example.org/blog/me.png");
        assert_eq!(logo.title.as_deref(), Some("A & B"));
        assert_eq!(logo.link.expect("a link").href, "https://example.org/blog/");
        assert_eq!(
            (feed.language.as_deref(), feed.rights.expect("a copyright").content.as_str()),
            (Some("en"), "© the authors")
        );
        // The newest change in the site, whatever is in the list.
        assert_eq!(feed.updated.expect("a date").to_rfc3339(), "2026-04-03T04:00:00+00:00", "{list}");
        let link = format!("<atom:link href=\"{own}feed.xml\" rel=\"self\" type=\"application/rss+xml\"/>");
        assert!(text.contains(&link), "{text}");
    }
    // Pages that are no lists of posts have none.
    for path in ["tags/feed.xml", "archive/feed.xml", "about/feed.xml"] {
        assert!(!folder.path("public").join(path).exists(), "{path}");
    }
}

#[test]
fn the_feed_of_a_series_is_newest_first_too() {
    let folder = with_lists();
    folder.build();
    let feed = parser::parse(folder.output("series/steps/feed.xml").as_bytes()).expect("a feed");
    let titles: Vec<_> = feed.entries.into_iter().filter_map(|entry| Some(entry.title?.content)).collect();
    assert_eq!(titles, ["Post step1", "Post step2"]);
    let html = folder.output("series/steps/index.html");
    assert!(html.find("Post step1") < html.find("Post step2"), "{html}");
}

#[test]
fn what_an_author_has_at_the_second_address_stays_there() {
    let folder = with_lists();
    folder.write("static/index.xml", "<mine/>");
    folder.write("static/tags/rust/index.xml", "<mine/>");
    folder.post("moved", "2026-01-02", "aliases = [\"/posts/index.xml\"]", "Words.");
    folder.build();
    for path in ["index.xml", "tags/rust/index.xml"] {
        assert_eq!(folder.output(path), "<mine/>");
    }
    assert!(folder.output("posts/index.xml").contains("http-equiv=\"refresh\""));
    for path in ["feed.xml", "tags/rust/feed.xml", "posts/feed.xml"] {
        assert!(parser::parse(folder.output(path).as_bytes()).is_ok(), "{path}");
    }
    folder.write("static/tags/rust/feed.xml", "<mine/>");
    assert_eq!(
        folder.errors(),
        [
            "static/tags/rust/feed.xml: `static/tags/rust/feed.xml` and the generated `tags/rust/feed.xml` both want \
             the same file, `tags/rust/feed.xml`"
        ]
    );
}

#[test]
fn the_feed_is_as_long_as_it_was_asked_to_be() {
    let folder = Folder::small();
    folder.configure("https://example.org/", "[feed]\nlength = 1\n");
    assert_eq!(parsed(&folder).entries.len(), 1);
    let rust = parser::parse(folder.output("tags/rust/feed.xml").as_bytes()).expect("a feed");
    assert_eq!(rust.entries[0].title.as_ref().expect("a title").content, "Post second");
    assert_eq!(rust.entries.len(), 1);
}

#[test]
fn a_site_without_an_address_has_no_feed_and_says_why() {
    let folder = Folder::small();
    folder.configure("", "");
    let report = folder.build();
    assert!(!folder.tree().keys().any(|path| path.ends_with(".xml")));
    assert!(!folder.output("index.html").contains("application/rss+xml"));
    assert!(
        report.warnings.iter().any(|warning| warning.message.contains("feed.xml")),
        "{:?}",
        report.warnings
    );
}

#[test]
fn a_feed_has_further_names_where_its_readers_know_it_by_them() {
    let folder = Folder::small();
    folder.configure("https://example.org/", "[feed]\nalso = [\"atom.xml\", \"/blog/rss.xml\"]\n");
    folder.build();
    let feed = folder.output("feed.xml");
    assert_eq!(folder.output("atom.xml"), feed);
    assert_eq!(folder.output("blog/rss.xml"), feed);
    assert_eq!(folder.output("tags/rust/atom.xml"), folder.output("tags/rust/feed.xml"));
    assert!(!folder.path("public/tags/rust/blog/rss.xml").exists());
}
