use crate::folder::Folder;
use offprint_site::Severity;

#[test]
fn malformed_front_matter_is_pointed_at() {
    let site = Folder::new()
        .post("posts/ok.md")
        .file("content/posts/open.md", "+++\ntitle = 'A'\n\nText.\n")
        .file("content/posts/toml.md", "+++\ntitle = 'A'\ndate = \n+++\nText.\n")
        .file("content/posts/type.md", "+++\ntitle = 'A'\ndraft = 'no'\n+++\nText.\n")
        .file("content/posts/yaml.md", "---\ntitle: 'A\n---\nText.\n");
    let errors = site.errors();
    assert_eq!(errors[0], "content/posts/open.md:1:1: the closing `+++` of the front matter is missing");
    assert!(errors[1].starts_with("content/posts/toml.md:3:"), "{errors:#?}");
    assert!(errors[1].contains(": the front matter is not valid TOML: "), "{errors:#?}");
    assert!(errors[2].starts_with("content/posts/type.md:3:9: `draft` must be "), "{errors:#?}");
    assert!(errors[3].contains(": the front matter is not valid YAML: "), "{errors:#?}");
}

#[test]
fn a_bad_date_is_pointed_at() {
    let site = Folder::new()
        .page("posts/a.md", "title = 'A'\ndate = '2026-02-30'\nupdated = 'soon'")
        .page("posts/2026-13-01-b.md", "title = 'B'")
        .page("posts/c.md", "title = 'C'\npath = '2026/02/30/c'");
    assert_eq!(
        site.errors(),
        [
            "content/posts/2026-13-01-b.md: `2026-13-01` in the file name is not a date",
            "content/posts/a.md:3:8: `2026-02-30` is not a date",
            "content/posts/a.md:4:11: `soon` is not a date",
            "content/posts/c.md:3:8: `2026/02/30` in the path is not a date",
        ]
    );
}

#[test]
fn a_value_of_the_wrong_type_hides_no_other_error_and_adds_none() {
    let site = Folder::new()
        .page("posts/a.md", "title = 'A'\ndraft = 'no'\ndate = 'soon'\npath = '../a'")
        .page("posts/b.md", "title = 7\ntags = 7\nweight = 'x'")
        .page("posts/c.md", "weight = 'x'");
    assert_eq!(
        site.errors(),
        [
            "content/posts/a.md:3:9: `draft` must be true or false, not text",
            "content/posts/a.md:4:8: `soon` is not a date",
            "content/posts/a.md:5:8: not an address: `../a` has a `.` or `..` segment",
            "content/posts/b.md:2:9: `title` must be text, not a number",
            "content/posts/b.md:3:8: `tags` must be text or a list of texts, not a number",
            "content/posts/b.md:4:10: `weight` must be a whole number, not text",
            "content/posts/c.md:1:1: the title is missing",
            "content/posts/c.md:2:10: `weight` must be a whole number, not text",
        ]
    );
}

#[test]
fn a_byte_that_is_not_utf_8_is_named_with_its_place() {
    let site = Folder::new().file("content/posts/a.md", b"+++\ntitle = 'A'\n+++\nS\xc3\xbc\xdf.\n");
    assert_eq!(
        site.errors(),
        ["content/posts/a.md:4:3: the file is not UTF-8: byte 0xDF at line 4, column 3 (offset 23)"]
    );
    let errors = site.try_load().expect_err("an error");
    assert_eq!(errors[0].help.as_deref(), Some("save the file as UTF-8"));
    let (text, span) =
        (errors[0].source.clone().expect("an excerpt"), errors[0].span.clone().expect("a place"));
    assert_eq!(&text[span], "\u{fffd}");
}

#[cfg(unix)]
#[test]
fn a_symlink_out_of_the_site_is_not_followed() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    std::fs::write(elsewhere.path().join("secret.md"), "+++\ntitle = 'Secret'\n+++\n").expect("a file");
    let site = Folder::new().post("posts/a.md").file("shared/b.md", "+++\ntitle = 'B'\n+++\nText.\n");
    let link = |target: &std::path::Path, name: &str| {
        std::os::unix::fs::symlink(target, site.path().join(name)).expect("a symlink");
    };
    link(&site.path().join("shared/b.md"), "content/posts/b.md");
    assert_eq!(site.addresses(), ["/posts/b/", "/posts/a/"]);

    link(elsewhere.path(), "content/elsewhere");
    link(&elsewhere.path().join("secret.md"), "content/posts/secret.md");
    let target = elsewhere.path().display();
    assert_eq!(
        site.errors(),
        [
            format!("content/elsewhere: the symlink leaves the site: it leads to `{target}`"),
            format!("content/posts/secret.md: the symlink leaves the site: it leads to `{target}/secret.md`"),
        ]
    );
}

#[cfg(unix)]
#[test]
fn a_symlink_that_leads_nowhere_or_in_a_circle_is_an_error() {
    let site = Folder::new().post("posts/a.md");
    std::os::unix::fs::symlink("gone.md", site.path().join("content/posts/b.md")).expect("a symlink");
    std::os::unix::fs::symlink(site.path().join("content"), site.path().join("content/posts/round"))
        .expect("a symlink");
    assert_eq!(
        site.errors(),
        [
            "content/posts/b.md: the symlink leads nowhere",
            "content/posts/round: the symlink leads in a circle"
        ]
    );
}

#[test]
fn a_file_without_a_title_is_an_error() {
    let site = Folder::new()
        .page("posts/a.md", "date = 2026-05-01")
        .page("posts/b.md", "title = ''")
        .file("content/posts/c.md", "Nothing but text.\n");
    assert_eq!(
        site.errors(),
        [
            "content/posts/a.md:1:1: the title is missing",
            "content/posts/b.md:1:1: the title is missing",
            "content/posts/c.md:1:1: the title is missing",
        ]
    );
    let errors = site.try_load().expect_err("errors");
    assert_eq!(errors[0].help.as_deref(), Some("add `title = \"…\"` to the front matter"));
    assert!(errors.iter().all(|error| error.severity == Severity::Error));
}

#[test]
fn a_file_with_neither_title_nor_text_is_passed_over() {
    let site =
        Folder::new().post("posts/a.md").file("content/posts/latest.md", "+++\ntemplate = 'x.html'\n+++\n\n");
    assert_eq!(site.addresses(), ["/posts/a/"]);
    assert_eq!(site.warnings(), ["content/posts/latest.md: nothing to publish: no title and no text"]);
}

#[test]
fn two_posts_at_one_address_name_both() {
    let site = Folder::new()
        .post("posts/a.md")
        .page("posts/b.md", "title = 'B'\nslug = 'A'")
        .page("posts/c/index.md", "title = 'C'\npath = '/posts/a'");
    assert_eq!(
        site.errors(),
        [
            "content/posts/b.md:3:8: `content/posts/b.md` and `content/posts/a.md` are both at the address `/posts/A/`",
            "content/posts/c/index.md:3:8: `content/posts/c/index.md` and `content/posts/a.md` are both at the address `/posts/a/`",
        ]
    );
}

#[test]
fn a_post_cannot_take_the_place_of_a_list_or_a_file() {
    let site = Folder::new()
        .post("posts/a.md")
        .page("notes.md", "title = 'Notes'")
        .post("notes/b.md")
        .page("posts/c.md", "title = 'C'\npath = 'logo.html'")
        .file("static/logo.html", "")
        .page("posts/home.md", "title = 'Home'\npath = '/'");
    assert_eq!(
        site.errors(),
        [
            "content/notes.md:1:1: `content/notes.md` and the list of the section `notes` are both at the address `/notes/`",
            "content/posts/home.md:3:8: `content/posts/home.md` and the home page are both at the address `/`",
            "static/logo.html: `static/logo.html` and `content/posts/c.md` are both at the address `/logo.html`",
        ]
    );
}

#[test]
fn an_alias_cannot_take_a_pages_address() {
    let site =
        Folder::new().post("posts/a.md").page("posts/b.md", "title = 'B'\naliases = ['/old/', '/posts/a/']");
    assert_eq!(
        site.errors(),
        [
            "content/posts/b.md:3:21: an alias of `content/posts/b.md` and `content/posts/a.md` are both at the address `/posts/a/`"
        ]
    );
    assert_eq!(
        site.try_load().expect_err("a site with errors")[0].help.as_deref(),
        Some("an alias is an address that nothing else has any more: take it away")
    );
}

#[test]
fn what_is_no_address_is_refused() {
    let site = Folder::new()
        .page("posts/a.md", "title = 'A'\npath = '../../etc/passwd'\naliases = ['a//b']")
        .page("posts/b.md", "title = 'B'\ncanonical = 'example.org'");
    assert_eq!(
        site.errors(),
        [
            "content/posts/a.md:3:8: not an address: `../../etc/passwd` has a `.` or `..` segment",
            "content/posts/a.md:4:12: not an address: `a//b` has an empty segment",
            "content/posts/b.md:3:13: `example.org` is not an absolute URL",
        ]
    );
}

#[test]
fn a_pattern_with_a_date_needs_dated_posts() {
    let site = Folder::new()
        .config("title = 'A site'\npermalink = '/:year/:slug/'")
        .page("posts/a.md", "title = 'A'");
    assert_eq!(
        site.errors(),
        ["content/posts/a.md:1:1: the permalink pattern needs a date, and this post has none"]
    );
}

#[test]
fn a_site_without_content_says_what_is_missing() {
    assert_eq!(Folder::new().errors(), ["content: the folder `content` is missing"]);
    let empty = Folder::new().file("content/posts/picture.png", "");
    assert_eq!(empty.errors(), ["content: there is no Markdown file in `content`"]);
    let no_folder = Folder::new().file("content", "");
    assert_eq!(no_folder.errors(), ["content: `content` is not a folder"]);
    let no_theme = Folder::new().post("posts/a.md").file("theme", "").file("static", "");
    assert_eq!(no_theme.errors(), ["static: `static` is not a folder", "theme: `theme` is not a folder"]);
}

#[test]
fn a_folder_named_like_a_file_is_an_error() {
    let site = Folder::new().post("posts/a.md").post("posts/b.md/c.md");
    assert_eq!(site.errors(), ["content/posts/b.md: this is a folder, but it is named like a Markdown file"]);
}

#[test]
fn the_home_page_has_an_underscore() {
    let site = Folder::new().post("posts/a.md").page("index.md", "title = 'Home'");
    assert_eq!(site.errors(), ["content/index.md:1:1: `content/index.md` would take the home page's place"]);
}

#[test]
fn everything_that_is_wrong_is_said_at_once_and_in_file_order() {
    let site = Folder::new()
        .config("")
        .page("posts/b.md", "date = '?'\ncanonical = '?'")
        .file("content/posts/a.md", b"\xff")
        .page("about.md", "")
        .file("theme/head.html", b"<\xfe>");
    assert_eq!(
        site.errors(),
        [
            "content/about.md:1:1: the title is missing",
            "content/posts/a.md:1:1: the file is not UTF-8: byte 0xFF at line 1, column 1 (offset 0)",
            "content/posts/b.md:1:1: the title is missing",
            "content/posts/b.md:2:8: `?` is not a date",
            "content/posts/b.md:3:13: `?` is not an absolute URL",
            "offprint.toml: the site has no title",
            "theme/head.html:1:2: the file is not UTF-8: byte 0xFE at line 1, column 2 (offset 1)",
        ]
    );
}

#[test]
fn two_parts_with_one_number_are_a_warning() {
    let site = Folder::new()
        .page("posts/a.md", "title = 'A'\ndate = 2026-05-01\nseries = { name = 'S', number = 1 }")
        .page("posts/b.md", "title = 'B'\ndate = 2026-05-02\nseries = { name = 's', number = 1 }");
    assert_eq!(
        site.warnings(),
        ["content/posts/b.md: part 1 of the series \"s\" is also `content/posts/a.md`"]
    );
}

#[test]
fn the_words_of_a_section_have_an_underscore_too() {
    let site = Folder::new().post("posts/a.md").page("posts/index.md", "title = 'Posts'");
    let errors = site.try_load().expect_err("an error");
    assert_eq!(
        errors[0].message,
        "`content/posts/index.md` and the list of the section `posts` are both at the address `/posts/`"
    );
    assert_eq!(
        errors[0].help.as_deref(),
        Some("rename it to `_index.md`: its text then stands above the list")
    );
}
