use crate::fixture::Folder;
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
    folder.post("copy", "2026-03-03", "canonical = \"https://elsewhere.example/\"", "Words.");
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
    for page in ["", "about/", "posts/first/", "posts/second/", "tags/", "tags/rust/", "tags/c-plus-plus/"] {
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
fn a_menu_entry_that_leads_nowhere_is_a_warning() {
    let folder = Folder::small();
    let urls =
        ["/", "/posts/", "/about/#who", "/feed.xml", "/pictures/dot.txt", "/gone/?a", "https://example.com/"];
    let menu: String = urls.iter().map(|url| format!("[[menu]]\nlabel = \"x\"\nurl = \"{url}\"\n")).collect();
    folder.configure("https://example.org/blog/", &menu);
    let warnings: Vec<_> = folder.build().warnings.into_iter().map(|warning| warning.message).collect();
    assert_eq!(warnings, ["the menu leads to `/blog/gone/?a`, and nothing is there"]);
}
