use crate::fixture::Folder;

#[test]
fn a_static_file_in_the_place_of_a_generated_one_is_an_error_that_names_both() {
    let folder = Folder::small();
    folder.write("static/feed.xml", "<rss/>");
    folder.write("static/404.html", "gone");
    folder.write("static/tags", "mine");
    assert_eq!(
        folder.errors(),
        [
            "static/404.html: the page for missing addresses and `static/404.html` both want the same file, `404.html`",
            "static/feed.xml: `static/feed.xml` and the generated `feed.xml` both want the same file, `feed.xml`",
            "static/tags: `static/tags` and the generated `tags/c-plus-plus/feed.xml` both want `tags`, one as a file and one as a folder",
        ]
    );
}

#[test]
fn the_icon_and_the_robots_of_the_author_take_the_place_of_ours() {
    let folder = Folder::small();
    folder.write("static/favicon.svg", "<svg>mine</svg>");
    folder.write("static/robots.txt", "User-agent: *\nDisallow: /\n");
    folder.build();
    assert_eq!(folder.output("favicon.svg"), "<svg>mine</svg>");
    assert_eq!(folder.output("robots.txt"), "User-agent: *\nDisallow: /\n");
}

#[test]
fn an_old_address_leads_to_the_new_one_with_and_without_the_help_of_the_host() {
    let folder = Folder::small();
    folder.build();
    assert_eq!(folder.output("_redirects"), "/old/first.html /posts/first/ 301\n");
    let page = folder.output("old/first.html");
    assert!(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=/posts/first/\">"), "{page}");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/posts/first/\">"), "{page}");
    assert!(!page.contains("<script"), "{page}");
}
