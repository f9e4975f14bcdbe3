use crate::folder::Folder;
use offprint_site::Library;

/// Titles and addresses of the pages by which a reader finds posts.
fn browse(library: &Library) -> Vec<String> {
    library.site.masthead.browse.iter().map(|link| format!("{} {}", link.title, link.url)).collect()
}

/// A post with a topic, an author and a date.
fn site() -> Folder {
    Folder::new()
        .page("posts/a.md", "title = 'A'\ndate = 2026-05-01\ntopic = 'Outside'\ntags = ['x']\nauthor = 'Ada'")
}

#[test]
fn readers_find_posts_by_topic_by_taxonomy_and_by_time() {
    assert_eq!(
        browse(&site().load()),
        ["Topics /topics/", "Tags /tags/", "Authors /authors/", "Archive /archive/"]
    );
    // Nothing leads to a page with nothing on it.
    let bare = Folder::new().page("posts/a.md", "title = 'A'").load();
    assert_eq!(browse(&bare), [""; 0]);
    assert!(bare.site.topics.is_none() && bare.site.archive.is_none());
}

#[test]
fn the_author_names_and_places_the_pages_or_has_none() {
    let config = "title = 'A'\n[topics]\ntitle = 'All articles'\npath = '/all/topics/'\nseries = ['DevOps', 'Back end']\n\
                  noun = ['tag', 'tags']\n[archive]\ntitle = 'Old'\npath = 'über'\n[lists.archive]\nper_page = 3";
    let site_of = |config: &str| site().config(config).load().site;
    let found = site_of(config);
    let topics = found.topics.expect("topics");
    assert_eq!((topics.title.as_str(), topics.path.as_str()), ("All articles", "all/topics/"));
    assert_eq!(topics.noun, ["tag", "tags"]);
    assert!(topics.series.iter().map(|slug| slug.as_str()).eq(["devops", "back-end"]));
    let archive = found.archive.expect("an archive");
    assert_eq!((archive.title.as_str(), archive.path.as_str()), ("Old", "über/"));
    assert_eq!((archive.list.per_page, archive.months[2].as_str()), (Some(3), "March"));

    let none = site_of("title = 'A'\ntopics = false\narchive = false");
    assert!(none.topics.is_none() && none.archive.is_none());
    let asked = site_of("title = 'A'\ntopics = true\narchive = true");
    assert!(asked.topics.is_some() && asked.archive.is_some());
    let german = site_of("title = 'A'\nlanguage = 'de'").archive.expect("an archive");
    assert_eq!(german.months[2], "03");
}

#[test]
fn what_is_at_their_addresses_already_stays_there() {
    for (file, text) in [
        ("content/archive.md", "+++\ntitle = 'Mine'\n+++\n"),
        ("content/posts/b.md", "+++\ntitle = 'B'\naliases = ['/archive/']\n+++\n"),
        ("content/archive/b.md", "+++\ntitle = 'B'\n+++\n"),
        ("content/archive/_index.md", "+++\ntitle = 'Mine'\n+++\n"),
        ("static/archive/index.html", "mine"),
        ("static/archive", "mine"),
    ] {
        let library = site().file(file, text).load();
        assert!(library.site.archive.is_none(), "{file}");
        assert_eq!(library.warnings, [], "{file}");
        assert!(library.site.topics.is_some(), "{file}");
    }
    let beside = site().file("static/archive/old.zip", "").load();
    assert!(beside.site.archive.is_some());
}

#[test]
fn a_page_that_was_asked_for_and_is_left_out_is_a_warning() {
    let site = site()
        .config("title = 'A'\n[topics]\npath = 'tags'\n[archive]\ntitle = 'Old'")
        .page("archive.md", "title = 'Mine'");
    let library = site.load();
    assert!(library.site.topics.is_none() && library.site.archive.is_none());
    assert_eq!(
        site.warnings(),
        [
            "offprint.toml: the archive is left out: `content/archive.md` is at its address, `/archive/`",
            "offprint.toml: the page of all topics is left out: a list of the taxonomy `tags` is at its address, `/tags/`",
        ]
    );
}

#[test]
fn an_order_of_series_that_names_none_of_them_is_a_warning() {
    let site = site()
        .config("title = 'A'\n[topics]\nseries = ['Back end', 'Back-ends']")
        .page("posts/b.md", "title = 'B'\nseries = 'back end'");
    let found = "offprint.toml: `topics.series` names a series that no post is part of: `back-ends`";
    assert_eq!(site.warnings(), [found]);
}

#[test]
fn the_archive_stands_back_for_topics_that_have_its_address() {
    let library = site().config("title = 'A'\n[topics]\npath = 'archive'").load();
    assert_eq!(library.site.topics.map(|topics| topics.path.to_string()).as_deref(), Some("/archive/"));
    assert!(library.site.archive.is_none());
    assert_eq!(library.warnings, []);
    let asked = site().config("title = 'A'\n[topics]\npath = 'archive'\n[archive]\ntitle = 'Old'");
    let found =
        "offprint.toml: the archive is left out: the page of all topics is at its address, `/archive/`";
    assert_eq!(asked.warnings(), [found]);
}

#[test]
fn pages_about_authors_that_were_there_before_stay_and_take_the_taxonomys_place() {
    let keys = |site: &Folder| -> Vec<String> {
        site.load().site.taxonomies.into_iter().map(|taxonomy| taxonomy.key).collect()
    };
    assert_eq!(keys(&site()), ["tags", "categories", "series", "authors"]);
    for file in ["authors.md", "authors/ada.md", "authors/_index.md"] {
        let site = site().page(file, "title = 'Ada'");
        assert_eq!(keys(&site), ["tags", "categories", "series"], "{file}");
        assert!(!site.load().site.masthead.taxonomy_paths.contains_key("authors"), "{file}");
    }
    let alias = site().page("posts/b.md", "title = 'B'\naliases = ['/authors/ada/']");
    assert_eq!(keys(&alias), ["tags", "categories", "series"]);
    // One that was asked for stays: two pages at one address are then an error of the build.
    let asked = site().config("title = 'A'\n[taxonomies]\nauthors = true").page("authors.md", "title = 'Us'");
    assert!(keys(&asked).contains(&"authors".to_owned()));
}

#[test]
fn the_menu_names_the_authors_of_a_site_with_several() {
    let menu = |site: &Folder| -> Vec<String> {
        site.load().site.masthead.menu.into_iter().map(|item| item.label).collect()
    };
    assert_eq!(menu(&site()), ["Topics", "Tags", "Archive"]);
    let two = site().page("posts/b.md", "title = 'B'\nauthor = 'Grace'");
    assert_eq!(menu(&two), ["Topics", "Tags", "Authors", "Archive"]);
}

#[test]
fn lists_have_feeds_where_the_address_of_the_site_is_known() {
    assert!(!site().load().site.feeds);
    assert!(site().base_url("https://example.org/").load().site.feeds);
}
