//! Whole Jekyll sites, read: what their readers had, and what comes of it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper that cannot set up a test should stop it")]

use offprint_import::jekyll::{JekyllError, read};
use offprint_import::{AddressKind, OldSite, Page, PageKind, measure};

fn site(files: &[(&str, &str)]) -> OldSite {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    read(folder.path(), "2024-01-01T00:00:00Z".parse().unwrap()).unwrap()
}

#[track_caller]
fn page<'a>(site: &'a OldSite, source: &str) -> &'a Page {
    site.pages.iter().find(|page| page.source == source).unwrap_or_else(|| panic!("{source} is lost"))
}

fn value(page: &Page, key: &str) -> Option<String> {
    let value = page.front_matter.iter().find(|(name, _)| name == key).map(|(_, value)| value);
    value.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}

fn address<'a>(site: &'a OldSite, url: &str) -> Option<(AddressKind, Option<&'a str>)> {
    let address = site.addresses.iter().find(|address| address.url == url)?;
    Some((address.kind, address.to.as_deref()))
}

#[track_caller]
fn is_found(site: &OldSite, path: &str, line: Option<usize>, message: &str) {
    let found = site.findings.iter().any(|finding| {
        finding.path == path && (line.is_none() || finding.line == line) && finding.message.contains(message)
    });
    assert!(found, "{message}: {:#?}", site.findings);
}

const CONFIG: &str = "title: Notes\ntagline: Of a gardener\nurl: https://example.org\nbaseurl: /blog\n\
    lang: de_AT\ntimezone: Europe/Vienna\nauthor: ada\npermalink: pretty\npaginate: 2\n\
    plugins: [jekyll-feed, jekyll-archives, jekyll-redirect-from]\n\
    feed: {categories: [news]}\njekyll-archives: {enabled: [tags, year]}\nheader_pages: [about.md]\n";

fn blog() -> OldSite {
    site(&[
        ("_config.yml", CONFIG),
        ("_config.production.yml", "url: https://example.com\n"),
        ("_data/authors.yml", "ada:\n  name: Ada Lovelace\n"),
        (
            "_includes/figure.html",
            "<figure><img src=\"{{ include.src | relative_url }}\" alt=\"{{ include.alt }}\"></figure>\n",
        ),
        ("_includes/recent.html", "{% for post in site.posts limit:3 %}{{ post.title }}{% endfor %}\n"),
        (
            "index.html",
            "---\nlayout: home\n---\n<h1>Posts</h1>\n{% for post in paginator.posts %}<p>{{ post.title }}</p>{% endfor %}\n",
        ),
        (
            "about.md",
            "---\ntitle: About\nredirect_from: /who\n---\nWho I am, and [the first post]({% post_url 2013-05-06-first %}).\n",
        ),
        (
            "archive.html",
            "---\ntitle: All posts\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}\n",
        ),
        ("atom.xml", "---\n---\n<feed>{% for post in site.posts %}{% endfor %}</feed>\n"),
        ("assets/main.scss", "---\n---\n$a: 1;\n"),
        ("robots.txt", "---\n---\nSitemap: {{ '/sitemap.xml' | absolute_url }}\n"),
        ("img/cat.png", "png"),
        ("404.md", "---\n---\nNot here\n"),
        (
            "_posts/2013-05-06-first.md",
            "---\nlayout: post\ndate: 2013-05-06 10:00:00 +0200\ntags: garden tools\nimage: /img/cat.png\n\
             mood: good\nredirect_from:\n  - /old/first.html\n  - old/again/\nexcerpt: Short.\n\
             last_modified_at: 2014-01-02\n---\n\
             See ![a cat]({{ site.baseurl }}/img/cat.png) and [about]({% link about.md %}#me).\n\n\
             {% include figure.html src=\"/img/cat.png\" alt=\"Cat\" %}\n\n\
             {% highlight ruby linenos %}\nputs '{{ page.title }}'\n{% endhighlight %}\n\n\
             {% include recent.html %}\n\n## What's new?\n{: .fancy}\n\n* TOC\n{:toc}\n",
        ),
        ("news/_posts/2013-05-07-second.md", "---\nauthor: Grace\npublished: true\n---\nSecond.\n"),
        ("_posts/2013-05-08-third.html", "---\ntitle: Third\n---\n<div>\n\n    <p>Of HTML</p>\n</div>\n"),
        ("_posts/2013-05-09-gone.md", "---\ntitle: Withdrawn\npublished: false\n---\nNo.\n"),
        ("_drafts/idea.md", "---\ntitle: Idea\n---\nOne day.\n"),
    ])
}

#[test]
fn no_post_is_lost_and_each_keeps_its_address() {
    let site = blog();
    let first = page(&site, "_posts/2013-05-06-first.md");
    assert_eq!(first.url.as_deref(), Some("/2013/05/06/first/"));
    assert_eq!(first.aliases, ["/old/first.html", "/old/again/"]);
    assert_eq!((first.kind, first.target.as_str()), (PageKind::Post, "content/posts/2013-05-06-first.md"));
    assert_eq!(
        page(&site, "news/_posts/2013-05-07-second.md").url.as_deref(),
        Some("/news/2013/05/07/second/")
    );
    assert_eq!(page(&site, "_posts/2013-05-08-third.html").url.as_deref(), Some("/2013/05/08/third/"));
    let about = page(&site, "about.md");
    assert_eq!((about.kind, about.target.as_str()), (PageKind::Page, "content/about.md"));
    assert_eq!(about.aliases, ["/who"]);
    assert_eq!(about.body, "Who I am, and [the first post](/2013/05/06/first/).\n");
    for hidden in ["_posts/2013-05-09-gone.md", "_drafts/idea.md"] {
        let page = page(&site, hidden);
        assert_eq!(page.url, None);
        assert_eq!(value(page, "draft").as_deref(), Some("true"));
    }
}

#[test]
fn front_matter_says_what_the_old_one_said() {
    let site = blog();
    let first = page(&site, "_posts/2013-05-06-first.md");
    let keys: Vec<&str> = first.front_matter.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["title", "date", "updated", "summary", "tags", "image"]);
    assert_eq!(value(first, "title").as_deref(), Some("First"));
    assert_eq!(value(first, "date").as_deref(), Some("2013-05-06T10:00:00+02:00"));
    assert_eq!(value(first, "updated").as_deref(), Some("2014-01-02"));
    assert_eq!(value(first, "tags").as_deref(), Some("[\"garden\", \"tools\"]"));
    let second = page(&site, "news/_posts/2013-05-07-second.md");
    assert_eq!(value(second, "date").as_deref(), Some("2013-05-07"));
    assert_eq!(value(second, "author").as_deref(), Some("Grace"));
    assert_eq!(value(second, "categories").as_deref(), Some("[\"news\"]"));
    is_found(
        &site,
        "_posts/2013-05-06-first.md",
        None,
        "keys of front matter are not carried over: `mood` (1 file)",
    );
}

#[test]
fn texts_are_offprints_and_what_is_not_known_stays_visible() {
    let site = blog();
    let first = page(&site, "_posts/2013-05-06-first.md");
    assert_eq!(
        first.body,
        "See ![a cat](/img/cat.png) and [about](/about/#me).\n\n\
         ![Cat](/img/cat.png)\n\n\
         ```ruby,linenos\nputs 'First'\n```\n\n\
         {% include recent.html %}\n\n## What's new? {.fancy}\n"
    );
    is_found(
        &site,
        "_posts/2013-05-06-first.md",
        Some(21),
        "`{% include recent.html %}` stands in the text as it was",
    );
    let before = measure(&first.reference);
    assert_eq!(before.images, ["/img/cat.png", "/img/cat.png"]);
    assert_eq!(before.links, ["/about/#me"]);
    assert_eq!(before.code_blocks, ["puts 'First'"]);
    assert_eq!(before.headings, ["What's new?"]);
    let third = page(&site, "_posts/2013-05-08-third.html");
    assert_eq!(third.body, "<div>\n<div>\n<p>Of HTML</p>\n</div>\n</div>\n");
}

#[test]
fn settings_are_carried_over() {
    let settings = blog().settings;
    assert_eq!(settings.base_url.as_deref(), Some("https://example.org/blog/"));
    let written: Vec<String> = settings.keys.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    assert_eq!(
        written,
        [
            "title = \"Notes\"",
            "description = \"Of a gardener\"",
            "language = \"de-AT\"",
            "timezone = \"Europe/Vienna\"",
            "author = \"Ada Lovelace\"",
            "menu = [{ label = \"About\", url = \"/about/\" }]",
            "lists = { per_page = 2 }",
            "markdown = { smart_punctuation = true }",
        ]
    );
    is_found(&blog(), "_config.production.yml", None, "is not read");
}

#[test]
fn lists_terms_and_feeds_have_someone_to_answer_for_them() {
    let site = blog();
    assert_eq!(address(&site, "/"), Some((AddressKind::List, None)));
    assert_eq!(address(&site, "/page2/"), Some((AddressKind::List, Some("/page/2/"))));
    assert_eq!(address(&site, "/page3/"), None);
    assert_eq!(address(&site, "/archive/"), Some((AddressKind::List, None)));
    assert_eq!(address(&site, "/tag/garden/"), Some((AddressKind::Term, Some("/tags/garden/"))));
    assert_eq!(address(&site, "/2013/"), Some((AddressKind::List, Some("/archive/"))));
    assert_eq!(address(&site, "/feed.xml"), Some((AddressKind::Feed, None)));
    assert_eq!(address(&site, "/atom.xml"), Some((AddressKind::Feed, Some("/feed.xml"))));
    assert_eq!(
        address(&site, "/feed/news.xml"),
        Some((AddressKind::Feed, Some("/categories/news/feed.xml")))
    );
    assert!(address(&site, "/404/").is_some());
}

#[test]
fn files_are_copied_and_what_is_not_is_found() {
    let site = blog();
    let files: Vec<(&str, &str)> =
        site.files.iter().map(|file| (file.url.as_str(), file.target.as_str())).collect();
    assert_eq!(files, [("/img/cat.png", "static/img/cat.png"), ("/robots.txt", "static/robots.txt")]);
    is_found(&site, "index.html", None, "is a list that Liquid makes");
    is_found(&site, "assets/main.scss", None, "styles and scripts that Jekyll compiles are not carried over");
    is_found(&site, "_data", None, "data files are not carried over: authors");
    assert!(site.findings.iter().all(|finding| !finding.help.is_empty()));
}

#[test]
fn collections_become_sections() {
    let site = site(&[
        (
            "_config.yml",
            "title: T\ncollections:\n  docs:\n    output: true\n    permalink: /:collection/:path/\n  people: {}\n",
        ),
        ("_docs/index.md", "---\npermalink: /docs/\ntitle: Docs\n---\nRead these.\n"),
        ("_docs/a/b.md", "---\ntitle: B\nredirect_to: https://example.com/b\n---\n"),
        ("_docs/a.md", "---\n---\nText.\n"),
        ("_people/ada.md", "---\nname: Ada\n---\n"),
    ]);
    assert_eq!(page(&site, "_docs/index.md").target, "content/docs/_index.md");
    assert_eq!(page(&site, "_docs/index.md").kind, PageKind::Section);
    assert_eq!(page(&site, "_docs/a/b.md").target, "content/docs/a-b.md");
    assert_eq!(page(&site, "_docs/a/b.md").url.as_deref(), Some("/docs/a/b/"));
    assert!(page(&site, "_docs/a/b.md").body.contains("https://example.com/b"));
    assert_eq!(value(page(&site, "_docs/a.md"), "title").as_deref(), Some("A"));
    is_found(&site, "_people/ada.md", None, "the collection `people` (1 file) has no pages of its own");
}

#[test]
fn the_home_page_keeps_its_text_and_loses_its_lists() {
    let words = "word ".repeat(40);
    let home = format!(
        "---\n---\n<p>{words}</p>\n{{% for post in site.posts %}}{{{{ post.title }}}}{{% endfor %}}\n"
    );
    let site = site(&[("_config.yml", "title: T\n"), ("index.html", &home)]);
    let home = page(&site, "index.html");
    assert_eq!((home.kind, home.target.as_str()), (PageKind::Section, "content/_index.md"));
    assert_eq!(home.body, format!("<div>\n<p>{words}</p>\n</div>\n"));
    is_found(&site, "index.html", None, "has lists that Liquid makes, which are left out");
}

#[test]
fn a_page_that_leads_to_another_is_an_alias_of_it() {
    let site = site(&[
        (
            "_config.yml",
            "title: T\nsource: .tmp/src\ncollections: {pages: {output: true, permalink: \"/:name\"}}\n",
        ),
        ("src/_pages/who.md", "---\ntitle: Who\n---\nI.\n"),
        ("src/old.md", "---\nredirect_to: /who#me\nredirect_from: /older\n---\n"),
    ]);
    assert_eq!(site.pages.len(), 1);
    assert_eq!((site.pages[0].kind, site.pages[0].target.as_str()), (PageKind::Page, "content/who.md"));
    assert_eq!(site.pages[0].url.as_deref(), Some("/who"));
    assert_eq!(site.pages[0].aliases, ["/old.html", "/older"]);
    is_found(&site, "_config.yml", None, "`source` is `.tmp/src`, which is not there: `./src/` was read");
}

#[test]
fn a_summary_ends_where_the_excerpt_did() {
    let site = site(&[
        ("_config.yml", "title: T\nexcerpt_separator: <!--more-->\n"),
        (
            "_posts/2013-05-06-a.md",
            "---\ntitle: A\n---\n**One** [two](b).\n\nThree.\n\n<!--more-->\n\nFour.\n",
        ),
        ("_posts/2013-05-07-b.md", "---\ntitle: B\n---\nOne.\n"),
    ]);
    assert_eq!(value(page(&site, "_posts/2013-05-06-a.md"), "summary").as_deref(), Some("One two. Three."));
    assert_eq!(value(page(&site, "_posts/2013-05-07-b.md"), "summary"), None);
}

#[test]
fn html_that_needs_trust_is_trusted() {
    let trusting = |body: &str| {
        let text = format!("---\ntitle: T\n---\n{body}\n");
        let site = site(&[("_config.yml", "title: T\n"), ("_posts/2013-05-06-a.md", &text)]);
        site.settings.keys.iter().any(|(key, value)| key == "markdown" && value.to_string().contains("trust"))
    };
    assert!(trusting("<iframe src=\"https://example.com/\"></iframe>"));
    assert!(trusting("<p style=\"color: red\">a</p>"));
    assert!(!trusting("<iframe src=\"https://www.youtube.com/embed/abc\"></iframe>"));
    assert!(!trusting("`<script>` and <kbd>b</kbd>\n\n```\n<script>\n```"));
}

#[test]
fn broken_files_are_found_and_kept() {
    let site = site(&[
        ("_config.yml", "title: T\n"),
        ("_posts/2013-05-06-a.md", "---\ntags: x\ntitle: \"Of\nlines\"\n---\nText.\n"),
        ("_posts/2013-05-07-b.md", "---\ntitle: B\ndate: soon\n---\nText.\n"),
        ("_posts/notes.md", "---\n---\nText.\n"),
    ]);
    assert_eq!(page(&site, "_posts/2013-05-06-a.md").url.as_deref(), Some("/2013/05/06/a.html"));
    is_found(&site, "_posts/2013-05-06-a.md", None, "the front matter is broken");
    assert_eq!(value(page(&site, "_posts/2013-05-06-a.md"), "title").as_deref(), Some("Of lines"));
    assert_eq!(value(page(&site, "_posts/2013-05-06-a.md"), "tags").as_deref(), Some("[\"x\"]"));
    is_found(&site, "_posts/2013-05-07-b.md", None, "`soon` is no date");
    is_found(&site, "_posts/notes.md", None, "is no post: its name does not begin with a date");
}

#[test]
fn a_folder_that_is_no_site_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let now = "2024-01-01T00:00:00Z".parse().unwrap();
    assert!(matches!(read(folder.path(), now), Err(JekyllError::NoSite(_))));
    assert!(matches!(read(&folder.path().join("none"), now), Err(JekyllError::NotAFolder(_))));
}
