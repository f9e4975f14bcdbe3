use crate::folder::Folder;

#[test]
fn a_post_is_at_its_sections_address_and_its_name() {
    let site = Folder::new()
        .post("posts/hello.md")
        .post("notes/rust/a-note.md")
        .post("Best Practices/One & Two.md")
        .post("loose.md");
    let mut found = site.addresses();
    found.sort();
    assert_eq!(found, ["/best-practices/one-two/", "/notes/rust/a-note/", "/posts/hello/", "/posts/loose/"]);
}

#[test]
fn writing_the_default_pattern_down_changes_nothing() {
    let site = Folder::new()
        .config("title = 'A site'\npermalink = '/posts/:slug/'")
        .post("notes/rust/a-note.md")
        .post("posts/deep/down.md");
    assert_eq!(site.addresses(), ["/notes/rust/a-note/", "/posts/deep/down/"]);
}

#[test]
fn a_pattern_moves_every_post_and_no_page() {
    let site = Folder::new()
        .config("title = 'A site'\npermalink = '/:year/:month/:day/:section/:slug.html'")
        .post("notes/rust/a-note.md")
        .post("loose.md")
        .page("about.md", "title = 'About'");
    let library = site.load();
    let posts: Vec<_> = library.posts.iter().map(|post| post.summary.url.as_str()).collect();
    assert_eq!(posts, ["2026/05/01/loose.html", "2026/05/01/notes/a-note.html"]);
    assert_eq!(library.documents[0].page.url.as_str(), "about/");
}

#[test]
fn a_pattern_may_use_all_folders() {
    let pattern = "title = 'A site'\npermalink = '/blog/:sections/:slug/'";
    let site = Folder::new().config(pattern).post("notes/rust/a-note.md");
    assert_eq!(site.addresses(), ["/blog/notes/rust/a-note/"]);
}

#[test]
fn a_slug_replaces_the_name_and_a_path_the_whole_address() {
    let site = Folder::new()
        .page("posts/a.md", "title = 'A'\nslug = 'Über/uns'")
        .page("posts/b.md", "title = 'B'\npath = '2014/10/30/Stability'")
        .page("posts/c.md", "title = 'C'\nurl = '/2014/10/31/old.html'");
    assert_eq!(site.addresses(), ["/posts/Über-uns/", "/2014/10/30/Stability/", "/2014/10/31/old.html"]);
}

#[test]
fn a_name_in_any_script_is_an_address() {
    let site = Folder::new().post("posts/入門.md").post("posts/cafe\u{301}.md");
    let mut found = site.addresses();
    found.sort();
    assert_eq!(found, ["/posts/caf\u{e9}/", "/posts/入門/"]);
}

#[test]
fn a_date_in_a_file_name_is_no_part_of_the_address() {
    let site = Folder::new()
        .page("posts/2026-05-01-a-walk.md", "title = 'A walk'")
        .page("posts/2026-05-02-a-trip/index.md", "title = 'A trip'");
    assert_eq!(site.addresses(), ["/posts/a-walk/", "/posts/a-trip/"]);
    let dates: Vec<_> =
        site.load().posts.iter().map(|post| post.summary.date.clone().expect("a date").iso).collect();
    assert_eq!(dates, ["2026-05-01T00:00:00+00:00", "2026-05-02T00:00:00+00:00"]);
}

#[test]
fn the_key_date_wins_over_the_file_name() {
    let site = Folder::new().page("posts/2026-05-01-a-walk.md", "title = 'A walk'\ndate = 2025-01-01");
    assert_eq!(site.only_post().summary.date.expect("a date").iso, "2025-01-01T00:00:00+00:00");
}

#[test]
fn a_page_outside_the_sections_without_a_date_is_no_post() {
    let site = Folder::new()
        .page("about.md", "title = 'About'")
        .page("imprint/index.md", "title = 'Imprint'")
        .page("dated.md", "title = 'Dated'\ndate = 2026-05-01")
        .page("notes/undated.md", "title = 'Undated'");
    let library = site.load();
    let documents: Vec<_> = library.documents.iter().map(|document| document.page.url.as_str()).collect();
    assert_eq!(documents, ["about/", "imprint/"]);
    assert_eq!(site.addresses(), ["/notes/undated/", "/posts/dated/"]);
}

#[test]
fn posts_stand_oldest_first_and_by_name_where_they_are_of_one_moment() {
    let site = Folder::new()
        .page("posts/c.md", "title = 'C'\ndate = 2026-05-01T00:00:00+02:00")
        .page("posts/b.md", "title = 'B'\ndate = 2026-05-01")
        .page("posts/a.md", "title = 'A'\ndate = 2026-05-01")
        .page("posts/z.md", "title = 'Z'");
    assert_eq!(site.addresses(), ["/posts/z/", "/posts/c/", "/posts/a/", "/posts/b/"]);
}

#[test]
fn an_old_address_leads_to_the_new_one() {
    let site = Folder::new()
        .page("posts/a.md", "title = 'A'\naliases = ['/old/a.html', 'older', '/posts/a/', 'older/']")
        .page("notes/_index.md", "title = 'Notes'\naliases = ['/jottings/']");
    let redirects: Vec<_> =
        site.load().redirects.iter().map(|redirect| format!("{} {}", redirect.from, redirect.to)).collect();
    assert_eq!(redirects, ["/jottings/ /notes/", "/old/a.html /posts/a/", "/older/ /posts/a/"]);
}

#[test]
fn an_alias_that_differs_in_case_alone_is_left_out() {
    let site = Folder::new().page("posts/a.md", "title = 'A'\naliases = ['/Posts/A/']");
    assert_eq!(
        site.warnings(),
        [
            "content/posts/a.md:3:12: the alias `/Posts/A/` is left out: it differs from the page's own address in case alone"
        ]
    );
    assert_eq!(site.load().redirects, []);
}

#[test]
fn what_lies_beside_a_bundle_lies_beside_its_page() {
    let site = Folder::new()
        .page("posts/trip/index.md", "title = 'A trip'\ndate = 2026-05-01\npath = '2026/trip'")
        .file("content/posts/trip/img/map one.png", "")
        .file("content/posts/photo.jpg", "")
        .file("content/posts/.DS_Store", "")
        .page("posts/draft/index.md", "title = 'A draft'\ndraft = true")
        .file("content/posts/draft/secret.png", "")
        .file("static/CNAME", "example.org")
        .file("static/.well-known/x", "")
        .file("static/.DS_Store", "");
    let library = site.load();
    let mut found: Vec<_> = library.files.iter().map(|file| file.to.as_str()).collect();
    found.sort_unstable();
    assert_eq!(found, [".well-known/x", "2026/trip/img/map one.png", "CNAME", "posts/photo.jpg"]);
}

#[test]
fn a_name_without_spaces_is_kept_and_one_with_spaces_is_read_as_a_title() {
    let site = Folder::new()
        .post("posts/a_b.md")
        .post("posts/a-b.md")
        .post("posts/[.md")
        .post("posts/].md")
        .post("posts/Release-1.0.md")
        .post("posts/Hello, World!.md");
    let mut found = site.addresses();
    found.sort();
    let expected = [
        "/posts/[/",
        "/posts/]/",
        "/posts/a-b/",
        "/posts/a_b/",
        "/posts/hello-world/",
        "/posts/release-1.0/",
    ];
    assert_eq!(found, expected);
}

#[test]
fn an_old_address_of_the_configuration_leads_to_a_page_a_list_or_a_feed() {
    let site = Folder::new()
        .config(
            "title = 'A site'\nbase_url = 'https://example.org/'\n[redirects]\n\
             '/old/a.html' = '/posts/a/'\n'/rss' = '/feed.xml'\n'/first' = '/second'\n'/second/' = '/posts/'",
        )
        .post("posts/a.md");
    let library = site.load();
    assert!(library.warnings.is_empty(), "{:?}", library.warnings);
    let found: Vec<_> =
        library.redirects.iter().map(|redirect| format!("{} {}", redirect.from, redirect.to)).collect();
    assert_eq!(found, ["/first/ /posts/", "/old/a.html /posts/a/", "/rss/ /feed.xml", "/second/ /posts/"]);
}

#[test]
fn a_redirect_that_cannot_work_is_an_error_at_its_line() {
    let site = Folder::new()
        .config(
            "title = 'A site'\n[redirects]\n'/posts/a' = '/posts/'\n'/x/' = '/y/'\n'/y/' = '/x/'\n'/z/' = '/gone/'",
        )
        .post("posts/a.md");
    assert_eq!(
        site.errors(),
        [
            "offprint.toml:3:1: nothing can lead on from `/posts/a/`: `content/posts/a.md` is there",
            "offprint.toml:4:1: the redirect from `/x/` goes round in circles",
            "offprint.toml:5:1: the redirect from `/y/` goes round in circles",
        ]
    );
    let site = Folder::new().config("title = 'A site'\n[redirects]\n'/z/' = '/gone/'").post("posts/a.md");
    assert_eq!(site.warnings(), ["offprint.toml:3:1: `/z/` leads to `/gone/`, and nothing is there"]);
    let site =
        Folder::new().config("title = 'A'\n[redirects]\n'/../a' = 'https://example.org/'").post("posts/a.md");
    assert_eq!(
        site.errors(),
        [
            "offprint.toml:3:1: `/../a` is not an address inside the site",
            "offprint.toml:3:11: `https://example.org/` is not an address inside the site",
        ]
    );
}

#[test]
fn the_rules_address_a_file_that_is_not_written_yet() {
    let site =
        Folder::new().config("title = 'A site'\npermalink = '/:year/:month/:slug/'").post("posts/a.md");
    let config = site.read_config();
    let address = |name: &str, slug: Option<&str>, date: Option<&str>| {
        offprint_site::address_by_rules(&config, name, slug, date).map(|url| url.to_string())
    };
    assert_eq!(address("posts/a.md", None, Some("2024-05-01")).as_deref(), Some("/2024/05/a/"));
    assert_eq!(address("posts/2024-05-02-b/index.md", None, None).as_deref(), Some("/2024/05/b/"));
    assert_eq!(address("about.md", Some("us"), None).as_deref(), Some("/us/"));
    assert_eq!(address("Some Notes/_index.md", None, None).as_deref(), Some("/some-notes/"));
    assert_eq!(address("posts/undated.md", None, None), None);
}
