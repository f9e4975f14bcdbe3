use crate::fixture::Folder;
use offprint_search::{Answer, ENTRY, Request, Searcher, inflate};
use std::fs;

fn ask(folder: &Folder, query: &str) -> Answer {
    let read = |path: &str| {
        let bytes = fs::read(folder.path("public").join(path)).expect("a file of the index");
        inflate(path, &bytes).expect("a whole file")
    };
    let mut searcher = Searcher::open(&read(ENTRY)).expect("an index");
    let request = Request { query: query.to_owned(), limit: 10, facets: true, ..Request::default() };
    for _ in 0..10 {
        let answer = searcher.ask(&request);
        if answer.wants.is_empty() {
            return answer;
        }
        for path in answer.wants {
            searcher.supply(&path, read(&path)).expect("a file of the index");
        }
    }
    panic!("`{query}` has no end");
}

fn urls(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|hit| hit.url.as_str()).collect()
}

#[test]
fn a_word_is_found_wherever_it_is_read() {
    let folder = Folder::small();
    let body = "Intro.\n\n## On *paper*\n\nA sheet of vellum.\n\n```rust\nlet quire = 24;\n```\n\n\
                | size |\n|------|\n| octavo |\n\nMore[^1].\n\n[^1]: Of parchment.\n";
    folder.post("sheets", "2026-04-04", "", body);
    folder.build();
    for word in ["sheets", "paper", "vellum", "quire", "octavo", "parchment"] {
        let answer = ask(&folder, word);
        assert_eq!(urls(&answer), ["posts/sheets/"], "{word}");
        assert_eq!(answer.hits[0].note, "April 4, 2026");
    }
    let place = ask(&folder, "vellum").hits[0].place.clone().expect("a heading above it");
    assert_eq!((place.id.as_str(), place.heading.as_str()), ("on-paper", "On paper"));
    assert_eq!(urls(&ask(&folder, "writes")), ["about/"]);
}

#[test]
fn what_is_found_can_be_narrowed_as_lists_are() {
    let folder = Folder::small();
    folder.post(
        "third",
        "2025-03-03",
        "tags = [\"C++\"]\nseries = \"Ink\"\nauthor = \"Ada\"",
        "The third post.",
    );
    folder.build();
    let answer = ask(&folder, "post");
    assert_eq!(answer.total, 3);
    let facets: Vec<_> = answer
        .facets
        .iter()
        .map(|facet| {
            let values = facet.values.iter().map(|value| format!("{} {}", value.key, value.count));
            (facet.key.as_str(), values.collect::<Vec<_>>().join(", "))
        })
        .collect();
    let expected = [
        ("tags", "c-plus-plus 2, rust 2"),
        ("series", "ink 1"),
        ("authors", "ada 1"),
        ("year", "2026 2, 2025 1"),
    ];
    assert_eq!(facets, expected.map(|(key, values)| (key, values.to_owned())));
    assert_eq!(urls(&ask(&folder, "post tag:c-plus-plus author:ada")), ["posts/third/"]);
    assert_eq!(ask(&folder, "post year:2026").total, 2);
}

#[test]
fn drafts_are_found_where_they_are_shown() {
    let folder = Folder::small();
    folder.post("draft", "2026-04-04", "draft = true", "A colophon.");
    folder.build();
    assert!(urls(&ask(&folder, "colophon")).is_empty());
    let options = offprint_site::BuildOptions { drafts: true, ..folder.options() };
    offprint_site::build(&options, &crate::fixture::bundle(), &offprint_site::Silent).expect("built");
    assert_eq!(urls(&ask(&folder, "colophon")), ["posts/draft/"]);
}

#[test]
fn the_search_page_is_a_page_that_search_engines_leave_aside() {
    let folder = Folder::small();
    folder.build();
    let html = folder.output("search/index.html");
    for part in [
        "<title>Search · A &amp; B</title>",
        "<link rel=\"canonical\" href=\"https://example.org/search/\">",
        "<meta name=\"robots\" content=\"noindex\">",
        "<meta name=\"offprint-search\" content=\"page\">",
        "<a href=\"/tags/rust/\" title=\"2 posts\">rust</a>",
        "<a href=\"/posts/second/\">Post second</a>",
        "\"kind\":\"search\"",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    assert!(!html.contains("offprint-filters"), "its query chooses nothing of a list");
    assert!(!folder.output("sitemap.xml").contains("/search/"));
    assert!(folder.output("about/index.html").contains("href=\"/search/\""));
    let headers = folder.output("_headers");
    assert!(headers.contains("/search.bin\n  Cache-Control: no-cache\n"), "{headers}");
    assert!(headers.contains("/data/search/*\n  Cache-Control: public, max-age=31536000, immutable\n"));
}

#[test]
fn a_site_without_search_has_nothing_of_it() {
    for setting in ["search = false", "[search]\nenabled = false"] {
        let folder = Folder::small();
        folder.configure("https://example.org/", setting);
        folder.build();
        let of_search = |path: &&String| path.starts_with("search") || path.starts_with("data/search");
        let tree = folder.tree();
        assert_eq!(tree.keys().find(of_search), None, "{setting}");
        assert!(!folder.output("index.html").contains("data-search-open"), "{setting}");
    }
}

#[test]
fn an_authors_own_page_stays_where_it_is() {
    let folder = Folder::small();
    folder.write("content/search.md", "+++\ntitle = \"Look here\"\n+++\nMine.\n");
    folder.build();
    assert!(folder.output("search/index.html").contains("Mine."));
    assert!(folder.output("index.html").contains("data-search-open=\"palette\""));
    assert!(folder.tree().contains_key("search.bin"));
    folder.remove("content/search.md");
    folder.build();
    assert!(folder.output("index.html").contains("data-search-open=\"page\""));
}
