//! Where Hugo publishes what: each case follows its documentation (<https://gohugo.io/content-management/urls/>,
//! <https://gohugo.io/configuration/permalinks/>, <https://gohugo.io/configuration/ugly-urls/>) or its source.

#![allow(clippy::expect_used, reason = "a helper that cannot set up a test should stop it")]

use offprint_import::{OldSite, hugo};
use std::fs;
use std::path::Path;

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// Reads a site of a configuration and some files.
fn site(config: &str, files: &[(&str, &str)]) -> OldSite {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "hugo.toml", config);
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    hugo::read(folder.path(), "2024-01-01T00:00:00Z".parse().expect("a moment")).expect("a site")
}

/// The address of a page with this front matter (YAML), beside others.
fn address(config: &str, path: &str, front_matter: &str, others: &[(&str, &str)]) -> Option<String> {
    let source = format!("content/{path}");
    let text = format!("---\n{front_matter}\n---\nText.\n");
    let mut files = vec![(source.as_str(), text.as_str())];
    files.extend(others);
    let site = site(config, &files);
    let page = site.pages.iter().find(|page| page.source == source).expect(path);
    page.url.clone()
}

const SECTIONS: &str = "[permalinks]\nposts = '/:year/:month/:title/'\n";
const DATED: &str = "title: My First Post\ndate: 2023-04-05";

#[test]
fn every_page_is_where_hugo_has_it() {
    let cases: &[(&str, &str, &str, Option<&str>)] = &[
        // By the file's path.
        ("", "posts/post-1.md", "title: A", Some("/posts/post-1/")),
        ("", "about.md", "title: A", Some("/about/")),
        ("", "posts/2020/old/a.md", "title: A", Some("/posts/2020/old/a/")),
        ("", "posts/post-1/index.md", "title: A", Some("/posts/post-1/")),
        ("", "about/index.md", "title: A", Some("/about/")),
        ("", "posts/_index.md", "title: A", Some("/posts/")),
        ("", "_index.md", "title: A", Some("/")),
        ("", "posts/post-1.markdown", "title: A", Some("/posts/post-1/")),
        ("", "posts/post-1.html", "title: A", Some("/posts/post-1/")),
        // What may stand in a path.
        ("", "posts/My Post.md", "title: A", Some("/posts/my-post/")),
        ("", "My Section/Post.md", "title: A", Some("/my-section/post/")),
        ("", "posts/grpc-js-1.0.md", "title: A", Some("/posts/grpc-js-1.0/")),
        ("", "posts/C#_and+more~@x.md", "title: A", Some("/posts/c#_and+more~@x/")),
        ("", "posts/What's new (2)!.md", "title: A", Some("/posts/whats-new-2/")),
        ("", "posts/Über-uns.md", "title: A", Some("/posts/über-uns/")),
        ("", "posts/日本語 入門.md", "title: A", Some("/posts/日本語-入門/")),
        ("", "posts/a -- b.md", "title: A", Some("/posts/a----b/")),
        ("disablePathToLower = true", "posts/a -- b.md", "title: A", Some("/posts/a--b/")),
        ("", "posts/a, b.md", "title: A", Some("/posts/a-b/")),
        ("disablePathToLower = true", "posts/My Post.md", "title: A", Some("/posts/My-Post/")),
        ("removePathAccents = true", "posts/Résumé.md", "title: A", Some("/posts/resume/")),
        // `slug`
        ("", "posts/post-1.md", "slug: my-first-post", Some("/posts/my-first-post/")),
        ("", "posts/post-1.md", "slug: My First Post", Some("/posts/my-first-post/")),
        ("", "posts/post-1.md", "slug: -a-", Some("/posts/a/")),
        ("", "posts/post-1.md", "slug: a/b", Some("/posts/a/b/")),
        ("", "posts/post-1/index.md", "slug: other", Some("/posts/other/")),
        ("", "posts/_index.md", "slug: other", Some("/posts/")),
        ("", "posts/post-1.md", "slug: 404", Some("/posts/404/")),
        // `url`
        ("", "posts/post-1.md", "url: articles/my-first-article", Some("/articles/my-first-article/")),
        ("", "posts/post-1.md", "url: /articles/a/", Some("/articles/a/")),
        ("", "posts/post-1.md", "url: articles/a.html", Some("/articles/a.html")),
        ("", "posts/post-1.md", "url: /About Us/Team", Some("/About Us/Team/")),
        ("", "posts/post-1.md", "url: a\nslug: b", Some("/a/")),
        ("", "posts/post-1.md", "url: /v1.2/notes/", Some("/v1.2/notes/")),
        ("", "posts/post-1.md", "url: /caf%C3%A9/", Some("/café/")),
        ("", "posts/post-1.md", "url: 'my\\:example'", Some("/my:example/")),
        (
            "",
            "posts/post-1.md",
            "url: '/:year/:slug/'\ntitle: The Title\ndate: 2020-02-03",
            Some("/2020/the-title/"),
        ),
        ("", "posts/_index.md", "url: /blog/", Some("/blog/")),
        ("", "posts/post-1.md", "url: ../a/b", Some("/a/b/")),
        // `permalinks`
        (SECTIONS, "posts/post-1.md", DATED, Some("/2023/04/my-first-post/")),
        (SECTIONS, "posts/2020/post-1.md", DATED, Some("/2023/04/my-first-post/")),
        (SECTIONS, "notes/post-1.md", DATED, Some("/notes/post-1/")),
        (SECTIONS, "posts/post-1.md", "title: C++ rocks!\ndate: 2023-04-05", Some("/2023/04/c-rocks/")),
        (SECTIONS, "posts/post-1.md", "title: A\ndate: 2023-04-05\nurl: /b/", Some("/b/")),
        (SECTIONS, "posts/_index.md", "title: A", Some("/posts/")),
        (SECTIONS, "posts/post-1.md", "title: A\ndate: 2023-04-05T23:30:00-07:00", Some("/2023/04/a/")),
        ("[permalinks]\nposts = '/:slug/'\n", "posts/post-1.md", "title: A B\nslug: own", Some("/own/")),
        ("[permalinks]\nposts = '/:slug/'\n", "posts/post-1.md", "title: A B", Some("/a-b/")),
        (
            "[permalinks]\nposts = '/:section/:filename/'\n",
            "posts/Post 1.md",
            "title: A",
            Some("/posts/post-1/"),
        ),
        ("[permalinks]\nposts = '/:filename/'\n", "posts/post-1/index.md", "title: A", Some("/post-1/")),
        ("[permalinks]\nposts = '/:slugorfilename/'\n", "posts/post-1.md", "title: A", Some("/post-1/")),
        (
            "[permalinks]\nposts = '/:slugorcontentbasename/'\n",
            "posts/post-1.md",
            "title: A\nslug: s",
            Some("/s/"),
        ),
        ("[permalinks]\nposts = '/p/:contentbasename'\n", "posts/a/index.md", "title: B", Some("/p/a/")),
        (
            "[permalinks]\nposts = '/:year/:month/:day/:slug'\n",
            "posts/a.md",
            DATED,
            Some("/2023/04/05/my-first-post/"),
        ),
        ("[permalinks]\nposts = '/:06/:1/:2/:title/'\n", "posts/a.md", DATED, Some("/23/4/5/my-first-post/")),
        (
            "[permalinks]\nposts = '/:monthname/:weekdayname/:yearday/:weekday/'\n",
            "posts/a.md",
            DATED,
            Some("/april/wednesday/95/3/"),
        ),
        ("[permalinks]\nposts = '/:title.html'\n", "posts/a.md", DATED, Some("/my-first-post.html/")),
        ("[permalinks]\n'/' = '/site/:slug/'\n", "about.md", "title: About", Some("/site/about/")),
        ("[permalinks]\n'/' = '/site/:slug/'\n", "posts/a.md", "title: About", Some("/posts/a/")),
        (
            "[permalinks.page]\nposts = '/articles/:slug/'\n[permalinks.section]\nposts = '/articles/'\n",
            "posts/a.md",
            "title: A",
            Some("/articles/a/"),
        ),
        (
            "[permalinks.page]\nposts = '/articles/:slug/'\n[permalinks.section]\nposts = '/articles/'\n",
            "posts/_index.md",
            "title: A",
            Some("/articles/"),
        ),
        (
            "[[permalinks]]\npattern = '/x/:slug/'\n[permalinks.target]\nkind = 'page'\npath = '/posts/**'\n",
            "posts/a.md",
            "title: A",
            Some("/x/a/"),
        ),
        ("[permalinks]\nposts = '/:slug/'\n", "posts/a.md", "title: ''", Some("/")),
        // `uglyURLs`
        ("uglyURLs = true", "posts/post-1.md", "title: A", Some("/posts/post-1.html")),
        ("uglyURLs = true", "posts/_index.md", "title: A", Some("/posts/index.html")),
        ("[uglyURLs]\nposts = true", "posts/post-1.md", "title: A", Some("/posts/post-1.html")),
        ("[uglyURLs]\nposts = true", "notes/post-1.md", "title: A", Some("/notes/post-1/")),
        (
            "uglyURLs = true\n[permalinks]\nposts = '/:year/:slug'\n",
            "posts/a.md",
            DATED,
            Some("/2023/my-first-post.html"),
        ),
        ("uglyURLs = true", "posts/post-1.md", "url: /a/b/", Some("/a/b/")),
        // What is not published.
        ("", "posts/a.md", "draft: true", None),
        ("", "posts/a.md", "date: 2030-01-01", None),
        ("", "posts/a.md", "expiryDate: 2020-01-01", None),
        ("", "posts/a/index.md", "headless: true", None),
        ("", "posts/a.md", "build: {render: never}", None),
        ("disableKinds = ['page']", "posts/a.md", "title: A", None),
        ("buildFuture = true", "posts/a.md", "date: 2030-01-01", Some("/posts/a/")),
        // Languages.
        (
            "defaultContentLanguage = 'en'\ndefaultContentLanguageInSubdir = true",
            "posts/a.md",
            "title: A",
            Some("/en/posts/a/"),
        ),
        ("[languages.en]\n[languages.de]\n", "posts/a.md", "title: A", Some("/posts/a/")),
        ("[languages.en]\n[languages.de]\n", "posts/a.de.md", "title: A", Some("/de/posts/a/")),
        ("[languages.en]\n[languages.de]\n", "posts/a/index.de.md", "title: A", Some("/de/posts/a/")),
        ("[languages.en]\n[languages.de]\n", "posts/a.de.md", "url: /about", Some("/about/")),
        ("[languages.en]\n[languages.de]\n", "posts/a.de.md", "url: about", Some("/de/about/")),
        (
            "[languages.en]\ncontentDir = 'content/en'\n[languages.de]\ncontentDir = 'content/de'\n",
            "de/posts/a.md",
            "title: A",
            Some("/de/posts/a/"),
        ),
        ("[languages.en]\ncontentDir = 'content/en'\n", "en/posts/a.md", "title: A", Some("/posts/a/")),
        // Dates in file names.
        (
            "[frontmatter]\ndate = [':filename', ':default']\n",
            "posts/2020-01-02-a.md",
            "title: A",
            Some("/posts/a/"),
        ),
        ("", "posts/2020-01-02-a.md", "title: A", Some("/posts/2020-01-02-a/")),
    ];
    for (config, path, front_matter, expected) in cases {
        let found = address(config, path, front_matter, &[]);
        assert_eq!(found.as_deref(), *expected, "{path} with {front_matter:?} and {config:?}");
    }
}

#[test]
fn sections_of_sections_count_where_they_have_a_text() {
    let others = [("content/docs/a/_index.md", "---\ntitle: The A\nslug: sa\n---\n")];
    for (pattern, expected) in [
        ("/:sections/:slug/", "/docs/a/x/"),
        ("/:sections[last]/:slug/", "/a/x/"),
        ("/:sections[1:]/:slug/", "/a/x/"),
        ("/:sectionslugs/:slug/", "/docs/sa/x/"),
        ("/:sectionslug/:slug/", "/docs/x/"),
    ] {
        let config = format!("[permalinks]\ndocs = '{pattern}'\n");
        let found = address(&config, "docs/a/b/c.md", "title: X", &others);
        assert_eq!(found.as_deref(), Some(expected), "{pattern}");
    }
}

#[test]
fn a_section_gives_its_pages_what_they_lack() {
    let cascade = |text: &str| vec![("content/posts/_index.md".to_owned(), format!("---\n{text}\n---\n"))];
    for (section, path, front_matter, expected) in [
        ("cascade:\n  url: '/p/:slug/'", "posts/a.md", "title: A", Some("/p/a/")),
        ("cascade:\n  draft: true", "posts/a.md", "title: A", None),
        ("cascade:\n  draft: true", "posts/a.md", "title: A\ndraft: false", Some("/posts/a/")),
        ("cascade:\n- _target: {path: '/posts/b*'}\n  url: /x/", "posts/a.md", "title: A", Some("/posts/a/")),
        (
            "cascade:\n- target: {path: '/posts/b*', kind: page}\n  url: /x/",
            "posts/b1.md",
            "title: A",
            Some("/x/"),
        ),
    ] {
        let others = cascade(section);
        let others: Vec<(&str, &str)> =
            others.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let found = address("", path, front_matter, &others);
        assert_eq!(found.as_deref(), expected, "{section}");
    }
    let config = "[[cascade]]\nurl = '/all/:slug/'\n[cascade.target]\nkind = 'page'\n";
    assert_eq!(address(config, "posts/a.md", "title: A", &[]).as_deref(), Some("/all/a/"));
}

#[test]
fn aliases_start_from_the_root_or_beside_their_page() {
    for (config, path, front_matter, expected) in [
        (
            "",
            "examples/example-1.md",
            "aliases: [/old-url, old-name, ../old/path]",
            &["/old-url/", "/examples/old-name/", "/old/path/"][..],
        ),
        ("", "examples/a.md", "aliases: [/old.html, '/x/']", &["/old.html", "/x/"]),
        ("[languages.de]\n[languages.en]\n", "a.de.md", "aliases: [/old]", &["/de/old/"]),
        ("uglyURLs = true", "examples/a.md", "aliases: [/old]", &["/old.html"]),
    ] {
        let source = format!("content/{path}");
        let text = format!("---\ntitle: A\n{front_matter}\n---\nText.\n");
        let site = site(config, &[(&source, &text)]);
        assert_eq!(site.pages[0].aliases, expected, "{front_matter}");
    }
}

#[test]
fn lists_terms_and_feeds_have_addresses_too() {
    let posts: Vec<(String, String)> = (1..=12)
        .map(|number| {
            let tags = if number == 1 { "[C++, CI/CD, Über uns]" } else { "[Go]" };
            let text =
                format!("---\ntitle: P{number}\ndate: 2020-01-{number:02}\ntags: {tags}\n---\nText.\n");
            (format!("content/posts/p{number}.md"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> = posts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let urls = |config: &str| {
        let site = site(config, &files);
        site.addresses.iter().map(|address| address.url.clone()).collect::<Vec<_>>()
    };
    let all = urls("");
    for url in [
        "/",
        "/index.xml",
        "/posts/",
        "/posts/index.xml",
        "/tags/",
        "/tags/index.xml",
        "/tags/go/",
        "/tags/go/index.xml",
        "/tags/c++/",
        "/tags/ci/cd/",
        "/tags/über-uns/",
        "/categories/",
        "/page/2/",
        "/posts/page/2/",
        "/tags/go/page/2/",
        "/posts/page/1/",
    ] {
        assert!(all.iter().any(|found| found == url), "{url} is not in {all:?}");
    }
    assert!(!all.iter().any(|url| url == "/page/3/"));
    let other = urls("paginate = 5\npaginatePath = 'seite'\ndisableKinds = ['RSS', 'taxonomy', 'term']\n");
    assert!(other.iter().any(|url| url == "/posts/seite/3/"), "{other:?}");
    assert!(!other.iter().any(|url| url.contains("tags") || url.ends_with(".xml")), "{other:?}");
    let topics = urls(
        "[taxonomies]\ntag = 'tags'\n[permalinks.term]\ntags = '/thema/:slug/'\n[outputs]\nhome = ['html']\n",
    );
    assert!(topics.iter().any(|url| url == "/thema/go/"), "{topics:?}");
    assert!(!topics.iter().any(|url| url == "/index.xml" || url == "/categories/"), "{topics:?}");
    let ugly = urls("uglyURLs = true\n");
    for url in ["/posts/index.html", "/tags/go.html", "/posts/index.xml"] {
        assert!(ugly.iter().any(|found| found == url), "{url} is not in {ugly:?}");
    }
}

#[test]
fn what_belongs_to_a_page_lies_below_it() {
    let files = [
        ("content/posts/My Trip/index.md", "---\ntitle: A\nslug: trip\n---\n"),
        ("content/posts/My Trip/IMG 1.JPG", "x"),
        ("content/posts/My Trip/data/a.csv", "x"),
        ("content/posts/My Trip/more.md", "---\ntitle: More\n---\n"),
        ("content/posts/pic.png", "x"),
        ("content/posts/2020/deep.png", "x"),
        ("content/root.txt", "x"),
        ("content/page.html", "<p>no front matter</p>"),
        ("content/.hidden", "x"),
        ("static/img/a.png", "x"),
        ("static/.well-known/x", "x"),
        ("content/posts/_index.md", "---\ntitle: Posts\n---\n"),
    ];
    let site = site("", &files);
    let mut urls: Vec<&str> = site.files.iter().map(|file| file.url.as_str()).collect();
    urls.sort_unstable();
    assert_eq!(
        urls,
        [
            "/.well-known/x",
            "/img/a.png",
            "/page.html",
            "/posts/2020/deep.png",
            "/posts/pic.png",
            "/posts/trip/IMG 1.JPG",
            "/posts/trip/data/a.csv",
            "/root.txt",
        ]
    );
    assert!(site.findings.iter().any(|finding| finding.path.ends_with("more.md")), "{:?}", site.findings);
    let ugly = targets_of_ugly(&files);
    assert!(ugly.contains(&"static/posts/trip/IMG 1.JPG".to_owned()), "{ugly:?}");
}

fn targets_of_ugly(files: &[(&str, &str)]) -> Vec<String> {
    site("uglyURLs = true", files).files.into_iter().map(|file| file.target).collect()
}
