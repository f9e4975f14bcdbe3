use crate::folder::Folder;
use offprint_model::Cover;

fn post(front_matter: &str) -> offprint_site::Post {
    Folder::new().page("posts/a.md", front_matter).only_post()
}

#[test]
fn every_value_reaches_the_post() {
    let post = post(
        r#"
title = "A walk"
date = 2026-05-01T10:00:00+05:30
updated = 2026-05-02
summary = "What lists say."
description = "What feeds say."
tags = ["Rust", "CI/CD", "rust"]
categories = ["Best Practices"]
topic = "Outside"
series = { name = "Walks", number = 2 }
authors = ["Ada", "Grace"]
weight = 3
canonical = "https://example.org/walk/"
"#,
    );
    let summary = post.summary;
    assert_eq!(summary.title, "A walk");
    let date = summary.date.expect("a date");
    assert_eq!(
        (date.iso.as_str(), date.text.as_slice()),
        ("2026-05-01T10:00:00+05:30", &["May 1, 2026".to_owned()][..])
    );
    assert_eq!(date.at, 1_777_609_800);
    assert_eq!(summary.updated.expect("an update").iso, "2026-05-02T00:00:00+00:00");
    assert_eq!(summary.summary, "What lists say.");
    assert_eq!(post.description, "What feeds say.");
    assert_eq!(summary.terms["tags"], ["Rust", "CI/CD"]);
    assert_eq!(summary.terms["categories"], ["Best Practices"]);
    assert_eq!(summary.terms["series"], ["Walks"]);
    assert_eq!((summary.part, summary.weight), (Some(2), Some(3)));
    assert_eq!(summary.topic.as_deref(), Some("Outside"));
    assert_eq!(summary.authors, ["Ada", "Grace"]);
    assert_eq!(summary.section, "posts/");
    assert_eq!(post.canonical.as_deref(), Some("https://example.org/walk/"));
}

#[test]
fn summary_and_description_stand_in_for_each_other_and_the_text_for_both() {
    let both = |front_matter: &str| {
        let post = post(&format!("title = 'A'\n{front_matter}"));
        (post.summary.summary, post.description)
    };
    let of = |summary: &str, description: &str| (summary.to_owned(), description.to_owned());
    assert_eq!(both("summary = 'S'\ndescription = 'D'"), of("S", "D"));
    assert_eq!(both("summary = 'S'"), of("S", "S"));
    assert_eq!(both("description = 'D'"), of("D", "D"));
    assert_eq!(both(""), of("Text.", "Text."));
}

#[test]
fn the_sites_author_signs_what_nobody_else_does() {
    let site = Folder::new().config("title = 'A site'\nauthor = 'Ada'").post("posts/a.md");
    assert_eq!(site.only_post().summary.authors, ["Ada"]);
    let site = Folder::new()
        .config("title = 'A site'\nauthors = ['Ada', 'Grace']")
        .page("posts/a.md", "title = 'A'\nauthor = 'Edsger'");
    assert_eq!(site.only_post().summary.authors, ["Edsger"]);
}

#[test]
fn a_cover_has_its_size_and_its_address() {
    let drawing = r#"<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"/>"#;
    let site = Folder::new()
        .base_url("https://example.org/blog/")
        .page("posts/a/index.md", "title = 'A'\ncover = { src = 'map.svg', alt = 'A map', caption = 'Here' }")
        .file("content/posts/a/map.svg", drawing);
    assert_eq!(
        site.only_post().summary.cover,
        Some(Cover {
            src: "/blog/posts/a/map.svg".to_owned(),
            alt: "A map".to_owned(),
            caption: Some("Here".to_owned()),
            width: Some(300),
            height: Some(200),
        })
    );
}

#[test]
fn yaml_and_json_say_the_same_as_toml() {
    let yaml = "---\ntitle: A walk\ndate: 2026-05-01\ntags: [outside]\n---\nText.\n";
    let json =
        "{\n  \"title\": \"A walk\",\n  \"date\": \"2026-05-01\",\n  \"tags\": [\"outside\"]\n}\nText.\n";
    let toml = "+++\ntitle = 'A walk'\ndate = 2026-05-01\ntags = ['outside']\n+++\nText.\n";
    let read = |text: &str| Folder::new().file("content/posts/a.md", text).only_post().summary;
    assert_eq!(read(yaml), read(toml));
    assert_eq!(read(json), read(toml));
}

#[test]
fn a_byte_order_mark_does_not_hide_the_front_matter() {
    let text = "\u{feff}+++\ntitle = 'A'\n+++\nText.\n";
    assert_eq!(Folder::new().file("content/posts/a.md", text).only_post().summary.title, "A");
}

#[test]
fn only_what_is_configured_is_a_taxonomy() {
    let site = Folder::new()
        .config("title = 'A site'\n[taxonomies.places]\ntitle = 'Places'")
        .page("posts/a.md", "title = 'A'\nplaces = ['Lisbon']\npeople = ['Ada']\ntags = ['x']");
    let terms = site.only_post().summary.terms;
    assert_eq!(terms.keys().collect::<Vec<_>>(), ["places", "tags"]);
}

#[test]
fn topics_and_authors_can_be_taxonomies() {
    let site = Folder::new()
        .config("title = 'A site'\nauthor = 'Ada'\ntaxonomies = ['topic', 'authors', 'reading_lists']")
        .page("posts/a.md", "title = 'A'\ntopic = 'Outside'\nreading-lists = 'Summer'");
    let summary = site.only_post().summary;
    assert_eq!(
        (summary.labels("topic"), summary.labels("authors")),
        (&["Outside".to_owned()][..], &["Ada".to_owned()][..])
    );
    // Said once: they are values of their own.
    assert!(summary.terms.keys().eq(["reading_lists"]), "{:?}", summary.terms);
    assert_eq!(summary.terms["reading_lists"], ["Summer"]);
    assert!(site.load().site.masthead.taxonomy_paths.keys().eq(["authors", "reading_lists", "topic"]));
}

#[test]
fn an_author_is_named_once() {
    let post = post("title = 'A'\nauthors = [' Ada ', 'ada', '', 'Grace']");
    assert_eq!(post.summary.authors, ["Ada", "Grace"]);
}
