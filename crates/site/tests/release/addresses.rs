use crate::fixture::Folder;
use offprint_catalog::LARGE;
use quick_xml::Reader;
use quick_xml::events::Event;

#[test]
fn under_a_base_path_every_address_starts_with_it() {
    let folder = Folder::small();
    folder.configure("https://example.org/blog/", "");
    let report = folder.build();
    assert_eq!(report.base.as_str(), "/blog/");
    for (path, bytes) in folder.tree() {
        if path.ends_with(".html") {
            let html = String::from_utf8_lossy(&bytes);
            let stray: Vec<&str> = ["href=\"", "src=\""]
                .iter()
                .flat_map(|attribute| html.split(attribute).skip(1))
                .filter_map(|rest| rest.split('"').next())
                .filter(|url| url.starts_with('/') && !url.starts_with("/blog/"))
                .collect();
            assert!(stray.is_empty(), "{path}: {stray:?}");
        }
    }
    assert!(folder.output("shell.html").contains("<meta name=\"offprint-base\" content=\"/blog/\">"));
    assert!(folder.output("feed.xml").contains("<link>https://example.org/blog/posts/first/</link>"));
    assert!(folder.output("_redirects").starts_with("/blog/old/first.html /blog/posts/first/"));
}

#[test]
fn the_sitemap_names_every_page_that_is_an_original() {
    let folder = Folder::small();
    folder.post("copy", "2026-03-03", "topic = \"A\"\ncanonical = \"https://elsewhere.example/\"", "Words.");
    folder.build();
    let xml = folder.output("sitemap.xml");
    let mut reader = Reader::from_str(&xml);
    let (mut places, mut inside) = (Vec::new(), false);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => inside = start.name().as_ref() == "loc",
            Event::Text(text) if inside => places.push(text.to_string()),
            Event::End(_) => inside = false,
            Event::Eof => break,
            _ => {}
        }
    }
    let lists = ["", "posts/", "tags/", "tags/rust/", "tags/c-plus-plus/", "topics/", "archive/"];
    for page in ["about/", "posts/first/", "posts/second/"].iter().chain(&lists) {
        assert!(places.iter().any(|place| *place == format!("https://example.org/{page}")), "{page}: {xml}");
    }
    assert!(!xml.contains("posts/copy/"), "{xml}");
    assert!(
        xml.contains(
            "<loc>https://example.org/posts/second/</loc><lastmod>2026-03-03T00:00:00-05:00</lastmod>"
        ),
        "{xml}"
    );
    assert!(folder.output("robots.txt").contains("Sitemap: https://example.org/sitemap.xml"));
}

#[test]
fn a_large_archive_has_a_list_for_every_year_and_month() {
    let folder = Folder::new();
    for number in 0..=LARGE {
        let date = jiff::civil::date(2024, 11, 30) + jiff::Span::new().hours(3 * number as i64);
        folder.post(&format!("p{number}"), &date.to_string(), "", "Words.");
    }
    folder.build();
    let (tree, sitemap) = (folder.tree(), folder.output("sitemap.xml"));
    for page in [
        "archive/",
        "archive/2024/",
        "archive/2024/11/",
        "archive/2024/12/",
        "archive/2025/",
        "archive/2025/01/",
    ] {
        assert!(tree.contains_key(&format!("{page}index.html")), "{page}");
        assert!(sitemap.contains(&format!("<loc>https://example.org/{page}</loc>")), "{page}");
    }
    assert!(tree.contains_key("archive/2024/12/page/2/index.html"));
    assert!(!sitemap.contains("/page/"), "{sitemap}");
    assert!(folder.output("archive/2024/12/index.html").contains("<title>December 2024 · A &amp; B</title>"));

    // An author's own page at one of their addresses: the archive stands back as a whole.
    folder.write("content/leap.md", "+++\ntitle = \"Leap\"\npath = \"archive/2024\"\n+++\nA year.\n");
    folder.build();
    let own: Vec<String> = folder.tree().into_keys().filter(|path| path.starts_with("archive/")).collect();
    assert_eq!(own, ["archive/2024/index.html"]);
    // What lies deeper is no list of theirs.
    folder.write("content/leap.md", "+++\ntitle = \"Leap\"\npath = \"archive/2024/leap\"\n+++\nA year.\n");
    folder.build();
    assert!(folder.tree().contains_key("archive/2024/11/index.html"));
}

#[test]
fn a_menu_entry_that_leads_nowhere_is_a_warning() {
    let folder = Folder::small();
    let urls =
        ["/", "/posts/", "/about/#who", "/feed.xml", "/pictures/dot.txt", "/gone/?a", "https://example.com/"];
    let menu: String = urls.iter().map(|url| format!("[[menu]]\nlabel = \"x\"\nurl = \"{url}\"\n")).collect();
    folder.configure("https://example.org/blog/", &menu);
    let warnings: Vec<_> = folder.build().warnings.into_iter().map(|warning| warning.message).collect();
    assert_eq!(warnings, ["the menu leads to `/blog/gone/?a`, and nothing is there"]);
}
