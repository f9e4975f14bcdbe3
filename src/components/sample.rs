//! A small site for tests: what the views are given.

use super::Frame;
use offprint_model::{
    BasePath, Cover, DateStamp, Fact, Heading, Link, ListHeading, ListPage, Masthead, MenuItem, OfflinePlace,
    Permalink, PostListOptions, PostPage, PostSummary, SearchPlace, SeriesBox,
};
use std::collections::BTreeMap;

pub fn address(path: &str) -> Permalink {
    Permalink::new(path).expect(path)
}

pub fn frame(base: &str) -> Frame {
    let base = BasePath::new(base).expect(base);
    let item = |label: &str, path: &str| MenuItem { label: label.to_owned(), url: format!("{base}{path}") };
    let page = |title: &str, path: &str| Link { title: title.to_owned(), url: address(path) };
    let masthead = Masthead {
        title: "Notes & more".to_owned(),
        description: "What we learned.".to_owned(),
        base_url: format!("https://example.org{base}"),
        language: "en".to_owned(),
        image: None,
        copyright: Some("© 2026 Ada Wong".to_owned()),
        menu: vec![item("Posts", "posts/"), item("Tags", "tags/"), item("About", "about/")],
        taxonomy_paths: ["categories", "series", "tags"].map(|key| (key.to_owned(), address(key))).into(),
        browse: vec![page("All Topics", "topics"), page("Tags", "tags"), page("Series", "series")],
        large: false,
        search: Some(SearchPlace { url: address("search"), own: false }),
        offline: Some(OfflinePlace { url: address("saved"), preview: false }),
    };
    Frame { base, masthead }
}

#[cfg(feature = "ssr")]
pub fn boot(base: &str, page: &offprint_model::Page) -> offprint_model::Boot {
    let Frame { base, masthead } = frame(base);
    let page = offprint_model::Place::of(page);
    offprint_model::Boot { app: "0123456789abcdef".to_owned(), base, masthead, page }
}

pub fn date(long: &str, iso: &str) -> DateStamp {
    DateStamp { at: 0, iso: format!("{iso}T00:00:00Z"), text: vec![long.to_owned(), iso.to_owned()] }
}

pub fn post(name: &str) -> PostSummary {
    let labels = |labels: &[&str]| labels.iter().map(|label| (*label).to_owned()).collect::<Vec<_>>();
    PostSummary {
        url: address(&format!("posts/{name}")),
        title: format!("Why <{name}> & why not"),
        summary: format!("What {name} says."),
        date: Some(date("April 28, 2026", "2026-04-28")),
        updated: None,
        words: 1493,
        minutes: 8,
        authors: labels(&["Ada Wong", "Bo Li"]),
        terms: BTreeMap::from([
            ("tags".to_owned(), labels(&["Rust", "CI/CD"])),
            ("categories".to_owned(), labels(&["Best-Practices"])),
        ]),
        topic: None,
        part: None,
        section: "posts/".to_owned(),
        weight: None,
        cover: None,
    }
}

pub fn post_page() -> PostPage {
    let link = |name: &str| Link { title: format!("About {name}"), url: address(&format!("posts/{name}")) };
    let heading = |level, id: &str| Heading { level, id: id.to_owned(), text: format!("On {id}") };
    let mut post = post("a");
    post.part = Some(2);
    post.cover = Some(Cover {
        src: "/blog/posts/a/cover.jpg".to_owned(),
        alt: "A press".to_owned(),
        caption: Some("Our press.".to_owned()),
        width: Some(1200),
        height: Some(630),
    });
    PostPage {
        post,
        description: "What a says, at length.".to_owned(),
        canonical: None,
        contents: vec![heading(2, "ink"), heading(3, "black-ink"), heading(2, "paper")],
        series: Some(SeriesBox {
            title: "Printing".to_owned(),
            url: address("series/printing"),
            previous: Some(link("part-1")),
            next: Some(link("part-3")),
        }),
        older: Some(link("older")),
        newer: Some(link("newer")),
    }
}

pub fn home(page: usize, pages: usize) -> ListPage {
    list(ListHeading::Home, Permalink::home(), page, pages)
}

pub fn term_list(page: usize, pages: usize) -> ListPage {
    let heading = ListHeading::Term {
        taxonomy: "Tags".to_owned(),
        taxonomy_url: address("tags"),
        title: "Rust".to_owned(),
        description: Some("All on Rust.".to_owned()),
    };
    list(heading, address("tags/rust"), page, pages)
}

pub fn list(heading: ListHeading, url: Permalink, page: usize, pages: usize) -> ListPage {
    ListPage {
        heading,
        url,
        intro: (page == 1).then(|| "<p>Hello <em>reader</em>.</p>".to_owned()),
        posts: vec![post("b"), post("a")],
        options: PostListOptions {
            per_page: Some(2),
            date_format: 0,
            facts: vec![Fact::Date, Fact::ReadingTime, Fact::Words, Fact::Author, Fact::Tags, Fact::Summary],
        },
        total: pages * 2,
        page,
        pages,
        feed: None,
        numbered: false,
        panel: None,
        pending: 0,
    }
}
