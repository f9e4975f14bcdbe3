use crate::fixture::Folder;

#[test]
fn a_post_says_what_it_is_to_who_shares_it() {
    let folder = Folder::small();
    folder.post(
        "third",
        "2026-03-03",
        "description = \"\\\"Quoted\\\" <b>\"\ncover = \"/dot.png\"",
        "Words.",
    );
    folder.write("static/dot.png", "not a picture");
    folder.build();
    let html = folder.output("posts/third/index.html");
    for tag in [
        "<title>Post third · A &amp; B</title>",
        "<meta name=\"description\" content=\"&quot;Quoted&quot; &lt;b&gt;\">",
        "<link rel=\"canonical\" href=\"https://example.org/posts/third/\">",
        "<meta property=\"og:type\" content=\"article\">",
        "<meta property=\"og:title\" content=\"Post third\">",
        "<meta property=\"og:site_name\" content=\"A &amp; B\">",
        "<meta property=\"og:image\" content=\"https://example.org/dot.png\">",
        "<meta property=\"article:published_time\" content=\"2026-03-03T00:00:00-05:00\">",
        "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"A &amp; B\" href=\"/feed.xml\">",
        "<meta name=\"offprint-base\" content=\"/\">",
    ] {
        assert!(html.contains(tag), "{tag}\n{html}");
    }
}

#[test]
fn pages_of_a_list_name_their_neighbours() {
    let folder = Folder::new();
    for number in 0..25 {
        folder.post(&format!("p{number}"), "2026-01-01", "", "Words.");
    }
    folder.build();
    let (first, second) = (folder.output("index.html"), folder.output("page/2/index.html"));
    assert!(!first.contains("<link rel=\"prev\""), "{first}");
    assert!(first.contains("<link rel=\"next\" href=\"/page/2/\">"), "{first}");
    assert!(second.contains("<link rel=\"prev\" href=\"/\">"), "{second}");
    assert!(second.contains("<link rel=\"next\" href=\"/page/3/\">"), "{second}");
}

#[test]
fn a_list_names_its_own_feed_before_the_sites() {
    let folder = Folder::small();
    folder.write("content/notes/a.md", "+++\ntitle = \"A\"\ndate = 2026-01-03\n+++\nWords.\n");
    folder.build();
    let feeds = |page: &str| -> Vec<String> {
        let html = folder.output(page);
        let start = "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"";
        let links = html.split(start).skip(1).filter_map(|rest| rest.split_once('>'));
        links.map(|(link, _)| link.replace("\" href=\"", " ").trim_end_matches('"').to_owned()).collect()
    };
    let site = "A &amp; B /feed.xml";
    for page in
        ["index.html", "tags/index.html", "archive/index.html", "about/index.html", "posts/first/index.html"]
    {
        assert_eq!(feeds(page), [site], "{page}");
    }
    assert_eq!(feeds("tags/c-plus-plus/index.html"), ["C++ on A &amp; B /tags/c-plus-plus/feed.xml", site]);
    assert_eq!(feeds("notes/index.html"), ["Notes on A &amp; B /notes/feed.xml", site]);
    folder.configure("", "");
    folder.build();
    assert_eq!(feeds("notes/index.html"), [""; 0]);
}

#[test]
fn a_list_says_what_its_address_can_ask_for() {
    let folder = Folder::small();
    folder.configure(
        "https://example.org/",
        "author = \"Ada\"\n[taxonomies]\n\"reading list\" = {}\nauthors = false\nyear = {}\n",
    );
    folder.post(
        "third",
        "2026-03-03",
        "\"reading list\" = \"summer\"\ntopic = \"Outside\"\nyear = \"Leap\"",
        "Words.",
    );
    folder.write("content/empty/_index.md", "+++\ntitle = \"Empty\"\n+++\n");
    folder.build();
    let meta =
        "<meta name=\"offprint-filters\" content=\"q year sort page tags reading%20list topic authors\">";
    for page in ["index.html", "posts/index.html", "tags/rust/index.html"] {
        assert!(folder.output(page).contains(meta), "{page}: {}", folder.output(page));
    }
    for page in [
        "empty/index.html",
        "tags/index.html",
        "topics/index.html",
        "about/index.html",
        "404.html",
        "shell.html",
    ] {
        assert!(!folder.output(page).contains("offprint-filters"), "{page}");
    }
}

#[test]
fn a_missing_page_and_the_shell_name_no_address_of_their_own() {
    let folder = Folder::small();
    folder.build();
    let (missing, shell) = (folder.output("404.html"), folder.output("shell.html"));
    assert!(!missing.contains("rel=\"canonical\""), "{missing}");
    assert!(missing.contains("<meta name=\"robots\" content=\"noindex\">"), "{missing}");
    assert!(missing.contains("id=\"boot\""), "{missing}");
    assert!(!shell.contains("id=\"boot\""), "{shell}");
    assert!(shell.contains("<div id=\"app\"></div>"), "{shell}");
}

#[test]
fn the_author_adds_to_every_page() {
    let folder = Folder::small();
    folder.write("theme/custom.css", "body { color: red }");
    folder.write("theme/head.html", "<meta name=\"author\" content=\"me\">");
    folder.write("theme/footer.html", "<p>Mine</p>");
    folder.build();
    let html = folder.output("index.html");
    let css =
        folder.tree().into_keys().find(|path| path.starts_with("assets/custom.")).expect("a stylesheet");
    let tags =
        format!("<link rel=\"stylesheet\" href=\"/{css}\"><meta name=\"author\" content=\"me\"></head>");
    assert!(html.contains(&tags), "{html}");
    assert!(html.contains("</div><p>Mine</p><script type=\"application/json\""), "{html}");
    assert_eq!(folder.output(&css), "body { color: red }");
}

#[test]
fn a_page_costs_little_more_than_its_body() {
    let folder = Folder::small();
    let body = format!("## A heading\n\n{}\n\n", "Some words to read, and then more. ".repeat(40)).repeat(50);
    folder.post("long", "2026-03-03", "tags = [\"a\", \"b\", \"c\"]\nseries = \"S\"", &body);
    folder.build();
    for name in ["first", "long"] {
        let html = folder.output(&format!("posts/{name}/index.html"));
        let body =
            html.split("id=\"body\"").nth(1).expect("a body").split("<script").next().expect("an end").len();
        assert!(html.len() as f64 <= 1.1 * body as f64 + 8192.0, "{name}: {} for {body}", html.len());
    }
}
