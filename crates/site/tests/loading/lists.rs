use crate::folder::Folder;
use offprint_model::{Fact, Permalink, Slug};

#[test]
fn every_folder_with_posts_has_a_list() {
    let site =
        Folder::new().post("posts/a.md").post("notes/rust-lang/b.md").post("trips/alps/index.md").file(
            "content/notes/rust-lang/_index.md",
            "+++\ntitle = 'Rust'\ndescription = 'All of it.'\n+++\n*Hello*\n",
        );
    let sections = site.load().site.sections;
    let found: Vec<_> = sections
        .iter()
        .map(|section| (section.path.as_str(), section.url.as_str(), section.title.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("notes/", "notes/", "Notes"),
            ("notes/rust-lang/", "notes/rust-lang/", "Rust"),
            ("posts/", "posts/", "Posts"),
            ("trips/", "trips/", "Trips"),
        ]
    );
    assert_eq!(sections[1].description.as_deref(), Some("All of it."));
    assert_eq!(sections[1].intro.as_deref().map(str::trim), Some("<p><em>Hello</em></p>"));
    assert_eq!(sections[0].intro, None);
}

#[test]
fn the_home_list_has_words_above_it() {
    let site = Folder::new().config("").post("posts/a.md").file(
        "content/_index.md",
        "+++\ntitle = 'My site'\ndescription = 'Mine.'\n+++\n![x](https://pictures.example/a.png)\n",
    );
    let library = site.load();
    assert_eq!(library.site.masthead.title, "My site");
    assert_eq!(library.site.masthead.description, "Mine.");
    assert!(library.site.intro.is_some_and(|intro| intro.contains("<img")));
    assert!(library.home_origins.media.contains("https://pictures.example"));
}

#[test]
fn a_menu_that_nobody_wrote_names_what_there_is() {
    let site = Folder::new()
        .base_url("https://example.org/blog/")
        .page("posts/a.md", "title = 'A'\ntags = ['x']")
        .post("notes/deep/b.md")
        .page("about.md", "title = 'About me'");
    let menu = |site: &Folder| -> Vec<String> {
        site.load().site.masthead.menu.iter().map(|item| format!("{} {}", item.label, item.url)).collect()
    };
    assert_eq!(
        menu(&site),
        [
            "Notes /blog/notes/",
            "Posts /blog/posts/",
            "Tags /blog/tags/",
            "Archive /blog/archive/",
            "About me /blog/about/"
        ]
    );
    let site = site.config("title = 'A site'\nmenu = []");
    assert_eq!(menu(&site), [""; 0]);
}

#[test]
fn each_list_can_have_its_own_look() {
    let site = Folder::new()
        .config(
            r#"
title = "A site"
[lists]
per_page = 5
date_format = "Nov 9, 2025"
facts = ["date", "words"]
[lists.home]
per_page = "all"
[lists.sections]
facts = ["summary"]
[lists.section."notes/rust"]
date_format = "iso"
[lists.taxonomy.tags]
date_format = "%d.%m.%Y"
per_page = 3
"#,
        )
        .post("posts/a.md")
        .post("notes/rust/b.md");
    let site = site.load().site;
    assert_eq!(site.date_formats, ["Nov 9, 2025", "iso", "%d.%m.%Y"]);
    assert_eq!((site.home.per_page, site.home.date_format), (None, 0));
    assert_eq!(site.home.facts, [Fact::Date, Fact::Words]);
    let section = |path: &str| &site.sections.iter().find(|section| section.path == path).expect(path).list;
    assert_eq!(section("posts/").facts, [Fact::Summary]);
    assert_eq!((section("posts/").per_page, section("posts/").date_format), (Some(5), 0));
    assert_eq!(
        (section("notes/rust/").date_format, section("notes/rust/").facts.as_slice()),
        (1, &[Fact::Summary][..])
    );
    let tags = site.taxonomies.iter().find(|taxonomy| taxonomy.key == "tags").expect("tags");
    assert_eq!((tags.list.per_page, tags.list.date_format), (Some(3), 2));
}

#[test]
fn a_series_is_shown_whole_unless_its_own_lists_are_told_otherwise() {
    let per_page = |config: &str| {
        let site = Folder::new().config(&format!("title = 'A'\n[lists]\nper_page = 5\n{config}"));
        let config = site.read_config();
        (config.lists.taxonomy("series").per_page, config.lists.taxonomy("tags").per_page)
    };
    assert_eq!(per_page(""), (None, Some(5)));
    assert_eq!(per_page("[lists.taxonomy.series]\nfacts = ['date']"), (None, Some(5)));
    assert_eq!(per_page("[lists.taxonomy.series]\nper_page = 3"), (Some(3), Some(5)));
    assert_eq!(per_page("[lists.taxonomies]\nper_page = 7"), (Some(7), Some(7)));
    assert_eq!(per_page("[lists.taxonomies]\nper_page = 'all'"), (None, None));
}

#[test]
fn a_list_says_where_the_title_stands_and_links_to_the_post() {
    let site = Folder::new().config("title = 'A'\nlists.facts = ['date', 'title', 'summary', 'read-more']");
    let facts = site.read_config().lists.home.facts;
    assert_eq!(facts, [Fact::Date, Fact::Title, Fact::Summary, Fact::ReadMore]);
}

#[test]
fn a_date_has_a_text_for_every_format_in_use() {
    let site = Folder::new()
        .config("title = 'A site'\nlists.date_format = 'Nov 9, 2025'\nlists.home.date_format = 'iso'")
        .post("posts/a.md");
    assert_eq!(site.only_post().summary.date.expect("a date").text, ["May 1, 2026", "2026-05-01"]);
}

#[test]
fn names_of_months_are_english_and_other_languages_have_numbers() {
    let text = |config: &str| {
        let site = Folder::new().config(config).post("posts/a.md");
        site.only_post().summary.date.expect("a date").text
    };
    assert_eq!(text("title = 'A'\nlanguage = 'en-GB'"), ["May 1, 2026"]);
    assert_eq!(text("title = 'A'\nlanguage = 'de'"), ["2026-05-01"]);
    assert_eq!(text("title = 'A'\nlanguage = 'de'\nlists.date_format = '%d.%m.%Y'"), ["01.05.2026"]);
    let named = "title = 'A'\nlanguage = 'de'\nlists.date_format = 'April 28, 2026'";
    assert_eq!(text(named), ["2026-05-01"]);
    assert_eq!(
        Folder::new().config(named).post("posts/a.md").warnings(),
        ["offprint.toml:3:22: the date format `April 28, 2026` needs names of months or days"]
    );
}

#[test]
fn taxonomies_are_what_the_author_says() {
    let keys = |config: &str| -> Vec<String> {
        let site = Folder::new().config(&format!("title = 'A'\n{config}")).post("posts/a.md");
        site.load()
            .site
            .taxonomies
            .iter()
            .map(|taxonomy| format!("{} {}", taxonomy.title, taxonomy.path))
            .collect()
    };
    assert_eq!(keys(""), ["Tags /tags/", "Categories /categories/", "Series /series/", "Authors /authors/"]);
    assert_eq!(
        keys("taxonomies = ['tags', 'reading_lists']"),
        ["Tags /tags/", "Reading lists /reading-lists/"]
    );
    assert_eq!(keys("taxonomies = []"), [""; 0]);
    assert_eq!(
        keys("[taxonomies]\ncategories = false\nauthors = false\nplaces = { title = 'Where' }"),
        ["Tags /tags/", "Series /series/", "Where /places/"]
    );
}

#[test]
fn a_term_can_have_a_title_and_a_description() {
    let site = Folder::new()
        .config(
            "title = 'A'\n[taxonomies.tags.terms]\n\"CI/CD\" = { title = 'Delivery', description = 'On time.' }\nrust = 'Rust!'",
        )
        .post("posts/a.md");
    let tags = site.load().site.taxonomies.into_iter().next().expect("tags");
    let title = |label: &str| tags.titles[&Slug::from_label(label)].clone();
    assert_eq!(title("ci cd").title.as_deref(), Some("Delivery"));
    assert_eq!(title("CI/CD").description.as_deref(), Some("On time."));
    assert_eq!(title("Rust").title.as_deref(), Some("Rust!"));
}

#[test]
fn a_list_of_a_section_that_is_not_there_is_a_warning() {
    let site = Folder::new().config("title = 'A'\n[lists.section.nots]\nper_page = 3").post("notes/a.md");
    assert_eq!(site.warnings(), ["offprint.toml: `lists.section.nots` means no section of this site"]);
}

#[test]
fn the_theme_adds_to_every_page() {
    let site = Folder::new()
        .post("posts/a.md")
        .file("theme/custom.css", "p { color: red }")
        .file("theme/footer.html", "<p>Bye</p>");
    let theme = site.load().theme;
    assert_eq!(theme.custom_css.as_deref(), Some("p { color: red }"));
    assert_eq!(theme.head_html, None);
    assert_eq!(theme.footer_html.as_deref(), Some("<p>Bye</p>"));
}

#[test]
fn a_series_is_in_the_order_of_its_parts() {
    let site = Folder::new().post("posts/a.md");
    let site = site.load().site;
    let series = site.taxonomies.iter().find(|taxonomy| taxonomy.key == "series").expect("series");
    assert!(series.ordered);
    assert_eq!(series.path, Permalink::new("series").expect("a path"));
}

#[test]
fn nothing_leads_to_a_taxonomy_that_no_post_uses() {
    let site = Folder::new().post("posts/a.md").load().site;
    assert!(site.masthead.taxonomy_paths.is_empty(), "{:?}", site.masthead.taxonomy_paths);
    let post = "+++\ntitle = 'B'\ndate = 2026-01-02\ntags = ['x']\n+++\n";
    let site = Folder::new().file("content/posts/b.md", post).load().site;
    assert!(site.masthead.taxonomy_paths.keys().eq(["tags"]), "{:?}", site.masthead.taxonomy_paths);
}
