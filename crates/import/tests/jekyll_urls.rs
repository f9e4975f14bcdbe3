//! Addresses of Jekyll's pages, each case from <https://jekyllrb.com/docs/permalinks/>, the documentation of
//! collections, or from the source named beside it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper that cannot set up a test should stop it")]

use offprint_import::jekyll::read;
use std::path::Path;

/// The clock of all cases.
const NOW: &str = "2024-01-01T00:00:00Z";

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// The address of a single file: with front matter, or copied where there is none.
fn url(config: &str, path: &str, front_matter: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "_config.yml", &format!("title: T\n{config}\n"));
    let text = if front_matter == "none" {
        "Text of its own.\n".to_owned()
    } else {
        format!("---\n{front_matter}\n---\nText of its own, long enough.\n")
    };
    write(folder.path(), path, &text);
    let site = read(folder.path(), NOW.parse().unwrap()).unwrap();
    let page = site.pages.iter().find(|page| page.source == path).map(|page| page.url.clone());
    let file = || site.files.iter().find(|file| file.url != "/_config.yml").map(|file| file.url.clone());
    page.flatten().or_else(file)
}

#[track_caller]
fn all(cases: &[(&str, &str, &str, Option<&str>)]) {
    let mut wrong = Vec::new();
    for (config, path, front_matter, expected) in cases {
        let found = url(config, path, front_matter);
        if found.as_deref() != *expected {
            wrong.push(format!("{path} ({config}; {front_matter}): {found:?} instead of {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const POST: &str = "_posts/2009-04-29-slap-chop.md";

#[test]
fn built_in_styles_are_those_of_the_documentation() {
    all(&[
        ("", POST, "", Some("/2009/04/29/slap-chop.html")),
        ("permalink: date", POST, "categories: [a, B]", Some("/a/b/2009/04/29/slap-chop.html")),
        ("permalink: pretty", POST, "category: cat", Some("/cat/2009/04/29/slap-chop/")),
        ("permalink: ordinal", POST, "", Some("/2009/119/slap-chop.html")),
        ("permalink: weekdate", POST, "", Some("/2009/W18/Wed/slap-chop.html")),
        ("permalink: none", POST, "", Some("/slap-chop.html")),
        ("permalink: none", POST, "category: cat", Some("/cat/slap-chop.html")),
        // A style in a document's front matter is a template (`Document#permalink`).
        ("", POST, "permalink: pretty", Some("/pretty")),
    ]);
}

#[test]
fn templates_know_all_tokens() {
    let date = "date: 2009-04-09 15:03:07 +0000";
    let case = |template: &'static str, expected: &'static str| {
        (format!("permalink: \"{template}\""), date, expected)
    };
    let cases = [
        case("/:year/:month/:day/:title/", "/2009/04/09/slap-chop/"),
        case("/:short_year/:i_month/:i_day/:title", "/09/4/9/slap-chop"),
        case("/:short_month/:long_month/:title.html", "/Apr/April/slap-chop.html"),
        case("/:y_day/:title/", "/099/slap-chop/"),
        case("/:w_year/:week/:w_day/:short_day/:long_day/:slug/", "/2009/15/4/Thu/Thursday/slap-chop/"),
        case("/:hour/:minute/:second/:title:output_ext", "/15/03/07/slap-chop.html"),
        case("/:collection/:name:output_ext", "/posts/2009-04-29-slap-chop.html"),
        case("/:path/", "/2009-04-29-slap-chop/"),
        case("/:categories/:title/", "/slap-chop/"),
        // `URL#possible_keys`: an underscore after a token is not its own.
        case("/:month_:day/:title/", "/04_09/slap-chop/"),
        // `URL.sanitize_url`
        case("a//b/../:title", "/a/b/slap-chop"),
        case("/blog/:title.html", "/blog/slap-chop.html"),
    ];
    for (config, front_matter, expected) in &cases {
        all(&[(config.as_str(), POST, front_matter, Some(expected))]);
    }
}

#[test]
fn file_names_dates_and_slugs_make_addresses() {
    let none = "permalink: none";
    all(&[
        ("", "_posts/2013-5-6-one-digit.md", "", Some("/2013/05/06/one-digit.html")),
        ("", "_posts/13-05-06-short.md", "", Some("/2013/05/06/short.html")),
        ("", "_posts/2013-05-06-name.markdown", "", Some("/2013/05/06/name.html")),
        ("", "_posts/2013-05-06-name.html", "", Some("/2013/05/06/name.html")),
        ("", "_posts/2013-05-06-v1.0.md", "", Some("/2013/05/06/v1.0.html")),
        ("", "_posts/2013-05-06-Big-Name.md", "", Some("/2013/05/06/Big-Name.html")),
        ("permalink: /:slug/", "_posts/2013-05-06-Big-Name.md", "", Some("/big-name/")),
        ("", "_posts/2013-05-06-a b!c.md", "", Some("/2013/05/06/a-b!c.html")),
        ("permalink: /:slug/", "_posts/2013-05-06-a b!c.md", "", Some("/a-b-c/")),
        ("", "_posts/2013-05-06-ünï.md", "", Some("/2013/05/06/ünï.html")),
        (none, "_posts/2013-05-06-日本.md", "", Some("/日本.html")),
        (none, "_posts/sub/folder/2013-05-06-a.md", "", Some("/a.html")),
        (none, POST, "slug: own slug", Some("/own-slug.html")),
        ("permalink: /:name/", POST, "slug: own", Some("/2009-04-29-slap-chop/")),
        // Front matter's date wins over the file name's.
        ("", POST, "date: 2010-01-02", Some("/2010/01/02/slap-chop.html")),
        // The day is that of the site's zone.
        (
            "timezone: America/Los_Angeles",
            POST,
            "date: 2013-05-06 02:12:52 +0200",
            Some("/2013/05/05/slap-chop.html"),
        ),
        ("timezone: Asia/Tokyo", POST, "date: 2013-05-06 20:00:00 +0000", Some("/2013/05/07/slap-chop.html")),
        ("", POST, "date: 2013-05-06 02:12:52 +0200", Some("/2013/05/06/slap-chop.html")),
        ("", POST, "date: 2013-05-06 01:12:52 +0200", Some("/2013/05/05/slap-chop.html")),
        // SafeYAML's times without a zone are UTC; without seconds they are text, and of the site's zone.
        ("timezone: Asia/Tokyo", POST, "date: 2013-05-06 20:00:00", Some("/2013/05/07/slap-chop.html")),
        ("timezone: Asia/Tokyo", POST, "date: 2013-05-06 20:00", Some("/2013/05/06/slap-chop.html")),
    ]);
}

#[test]
fn categories_come_from_folders_defaults_and_front_matter() {
    let none = "permalink: none";
    all(&[
        (none, "news/_posts/2013-05-06-a.md", "", Some("/news/a.html")),
        (none, "news/tech/_posts/2013-05-06-a.md", "categories: more", Some("/news/tech/more/a.html")),
        (none, "news/_posts/sub/2013-05-06-a.md", "category: news", Some("/news/a.html")),
        (none, POST, "categories: one two", Some("/one/two/slap-chop.html")),
        (none, POST, "category: one two", Some("/one two/slap-chop.html")),
        (none, POST, "categories: [One, one, Two]", Some("/one/two/slap-chop.html")),
        (none, POST, "category: a\ncategories: [b]", Some("/b/a/slap-chop.html")),
        (
            "permalink: /:slugified_categories/:title/",
            POST,
            "categories: [A B, \"C & D\"]",
            Some("/a-b/c-d/slap-chop/"),
        ),
        (
            "permalink: none\ndefaults: [{scope: {path: \"\", type: posts}, values: {categories: [d]}}]",
            POST,
            "categories: e",
            Some("/d/e/slap-chop.html"),
        ),
    ]);
}

#[test]
fn permalinks_of_front_matter_and_defaults_win() {
    all(&[
        ("permalink: pretty", POST, "permalink: /own/:title.html", Some("/own/slap-chop.html")),
        ("", POST, "permalink: /a%20b/", Some("/a b/")),
        ("", POST, "permalink: own", Some("/own")),
        (
            "defaults: [{scope: {path: \"\", type: posts}, values: {permalink: /d/:title/}}]",
            POST,
            "",
            Some("/d/slap-chop/"),
        ),
        ("defaults: [{scope: {path: about}, values: {permalink: /who/}}]", "about.md", "", Some("/who/")),
        ("", "about.md", "permalink: /who/:basename/", Some("/who/about/")),
    ]);
}

#[test]
fn pages_stay_where_they_are() {
    all(&[
        ("", "about.md", "", Some("/about.html")),
        ("permalink: pretty", "about.md", "", Some("/about/")),
        ("permalink: pretty", "a/b/index.md", "", Some("/a/b/")),
        ("permalink: /blog/:title/", "about.md", "", Some("/about/")),
        ("permalink: /blog/:title", "about.md", "", Some("/about")),
        ("permalink: /blog/:title:output_ext", "a/About Me.md", "", Some("/a/About Me.html")),
        ("permalink: weekdate", "about.md", "", Some("/about")),
        ("", "about.html", "", Some("/about.html")),
        ("", "about.md", "permalink: /about/", Some("/about/")),
        ("", "a/page.mkdn", "", Some("/a/page.html")),
        ("include: [_pages]", "_pages/about.md", "", Some("/_pages/about.html")),
        ("include: [_pages]", "_pages/about.md", "permalink: /about/", Some("/about/")),
        ("", "_pages/about.md", "", None),
        ("exclude: [old/]", "old/about.md", "", None),
        ("markdown_ext: text", "about.text", "", Some("/about.html")),
        ("source: src", "src/about.md", "", Some("/about.html")),
        ("permalink: pretty", "robots.txt", "layout: null", Some("/robots.txt")),
    ]);
}

#[test]
fn files_without_front_matter_are_copied() {
    all(&[
        ("", "img/a b.png", "none", Some("/img/a b.png")),
        ("", "README.md", "none", Some("/README.md")),
        ("plugins: [jekyll-readme-index]", "README.md", "none", Some("/")),
        ("plugins: [jekyll-optional-front-matter]", "note.md", "none", Some("/note.html")),
        ("plugins: [jekyll-optional-front-matter]", "LICENSE.md", "none", Some("/LICENSE.md")),
        ("", ".htaccess", "none", Some("/.htaccess")),
        ("", ".env", "none", None),
        ("", "_includes/a.png", "none", None),
        ("collections: {docs: {output: true}}", "_docs/a/b.png", "none", Some("/docs/a/b.png")),
        ("collections: {docs: {output: false}}", "_docs/a/b.png", "none", None),
    ]);
}

#[test]
fn collections_have_templates_of_their_own() {
    let docs = "collections: {docs: {output: true}}";
    all(&[
        (docs, "_docs/a/b.md", "", Some("/docs/a/b.html")),
        ("permalink: pretty\ncollections: {docs: {output: true}}", "_docs/a.md", "", Some("/docs/a/")),
        (
            "collections: {docs: {output: true, permalink: \"/:collection/:path/\"}}",
            "_docs/a/b.md",
            "",
            Some("/docs/a/b/"),
        ),
        (
            "collections: {docs: {output: true, permalink: \"/d/:name.html\"}}",
            "_docs/a/B C.md",
            "",
            Some("/d/b-c.html"),
        ),
        (
            "collections: {docs: {output: true, permalink: \"/:title\"}}",
            "_docs/B.md",
            "slug: x Y",
            Some("/x-Y"),
        ),
        (
            "collections: {docs: {output: true, permalink: \"/:year/:title/\"}}",
            "_docs/2013-05-06-b.md",
            "",
            Some("/2013/b/"),
        ),
        (docs, "_docs/index.md", "permalink: /docs/", Some("/docs/")),
        ("collections: [docs]", "_docs/a.md", "", None),
        (
            "collections_dir: col\ncollections: {docs: {output: true}}",
            "col/_docs/a.md",
            "",
            Some("/docs/a.html"),
        ),
        ("collections_dir: col", "col/_posts/2009-04-29-a.md", "", Some("/2009/04/29/a.html")),
        ("collections: {posts: {permalink: \"/n/:title/\"}}", POST, "", Some("/n/slap-chop/")),
    ]);
}

#[test]
fn what_is_not_published_has_no_address() {
    let future = "_posts/2030-01-01-later.md";
    all(&[
        ("", "_drafts/idea.md", "", None),
        ("", POST, "published: false", None),
        ("unpublished: true", POST, "published: false", Some("/2009/04/29/slap-chop.html")),
        ("", future, "", None),
        ("future: true", future, "", Some("/2030/01/01/later.html")),
        ("collections: {posts: {future: true}}", future, "", Some("/2030/01/01/later.html")),
        ("", "about.md", "published: false", None),
        ("", "_posts/no-date.md", "", None),
        ("", "_posts/_hidden/2013-05-06-a.md", "", None),
    ]);
}
