use super::facets::facet_options;
use super::{chips, facets, filters, results, status};
use crate::components::sample;
use leptos::prelude::*;
use offprint_model::{Chip, Facet, FacetOption, FilterPanel, ListPage, Mode, PanelLink};

fn option(slug: &str, label: &str, chosen: Option<Mode>) -> FacetOption {
    FacetOption {
        slug: slug.to_owned(),
        label: label.to_owned(),
        count: 12,
        chosen,
        or: format!("tags={slug}"),
        with: format!("tags.with={slug}"),
        without: format!("tags.without={slug}"),
    }
}

fn facet(key: &str, title: &str, single: bool, options: Vec<FacetOption>) -> Facet {
    let total = options.len();
    Facet { key: key.to_owned(), title: title.to_owned(), options, total, needle: String::new(), single }
}

fn chip(label: &str, mode: Mode) -> Chip {
    Chip { facet: "Tags".to_owned(), label: label.to_owned(), mode, query: "year=2025&q=a".to_owned() }
}

/// A list of 75 posts of which `left` are left.
fn list(left: usize, chips: Vec<Chip>) -> ListPage {
    let sort =
        |label: &str, query: &str, on| PanelLink { label: label.to_owned(), query: query.to_owned(), on };
    let tags = vec![option("rust", "Rust", Some(Mode::Without)), option("ci-cd", "CI/CD", Some(Mode::Or))];
    let mut list = sample::term_list(1, 1);
    list.total = left;
    list.panel = Some(Box::new(FilterPanel {
        query: if chips.is_empty() { String::new() } else { "tags=rust".to_owned() },
        words: String::new(),
        of: 75,
        sorts: vec![sort("Newest first", "", true), sort("Title", "sort=title", false)],
        chips,
        facets: vec![
            facet("tags", "Tags", false, tags),
            facet("topic", "Topic", true, vec![option("data", "Data", None)]),
            facet("year", "Year", true, vec![option("2025", "2025", None)]),
        ],
    }));
    list
}

fn facets_html(list: &ListPage) -> String {
    facets(&sample::frame("/blog/"), list).to_html()
}

#[track_caller]
fn has(html: &str, part: &str) {
    assert!(html.contains(part), "no `{part}` in {html}");
}

#[test]
fn the_status_counts_what_is_left_of_the_list() {
    let chosen = || vec![chip("Rust", Mode::Or)];
    assert_eq!(status(&list(12, chosen())), "12 of 75 posts");
    assert_eq!(status(&list(1, chosen())), "1 of 75 posts");
    assert_eq!(status(&list(0, chosen())), "No posts: take a filter away");
    assert_eq!(status(&list(75, Vec::new())), "");
    assert_eq!(status(&sample::home(1, 1)), "");
    let mut sorted = list(75, Vec::new());
    let panel = sorted.panel.as_mut().expect("a panel");
    for (number, sort) in panel.sorts.iter_mut().enumerate() {
        sort.on = number == 1;
    }
    assert_eq!(status(&sorted), "Sort: Title");
}

#[test]
fn chips_say_how_a_term_was_chosen_and_take_it_away() {
    let chosen = [("Rust", Mode::Or), ("Go", Mode::Or), ("CI/CD", Mode::With), ("Perl", Mode::Without)];
    let chosen = chosen.map(|(label, mode)| chip(label, mode)).to_vec();
    let html = chips(&sample::frame("/blog/"), &list(12, chosen)).to_html();
    has(&html, "<a id=\"chip-0\" href=\"/blog/tags/rust/?year=2025&amp;q=a\">");
    for (number, text) in ["Rust", "or Go", "with CI/CD", "without Perl"].into_iter().enumerate() {
        has(&html, &format!("id=\"chip-{number}\""));
        has(
            &html,
            &format!("<span class=\"of\">Tags: </span>{text}<span class=\"visually-hidden\">, take away"),
        );
    }
    has(&html, "<a id=\"clear\" href=\"/blog/tags/rust/\" class=\"clear\">Clear all</a>");
    assert!(!chips(&sample::frame("/"), &list(75, Vec::new())).to_html().contains("<ul"));
}

#[test]
fn every_choice_is_a_link_that_says_what_it_does_and_whether_it_is_on() {
    let html = facets_html(&list(75, Vec::new()));
    has(
        &html,
        "<a id=\"f-tags-ci-cd\" href=\"/blog/tags/rust/?tags=ci-cd\" aria-label=\"CI/CD, 12 posts\" aria-current=\"true\" class=\"option\">CI/CD <span class=\"count\">12</span></a>",
    );
    has(
        &html,
        "<a id=\"f-tags-rust-with\" href=\"/blog/tags/rust/?tags.with=rust\" aria-label=\"only posts with Rust\" class=\"way\">only</a>",
    );
    has(
        &html,
        "<a id=\"f-tags-rust-without\" href=\"/blog/tags/rust/?tags.without=rust\" aria-label=\"not posts with Rust\" aria-current=\"true\" class=\"way\">not</a>",
    );
    has(&html, "<a id=\"sort-0\" href=\"/blog/tags/rust/\" aria-current=\"true\">Newest first</a>");
    has(&html, "<a id=\"sort-1\" href=\"/blog/tags/rust/?sort=title\">Title</a>");
}

#[test]
fn a_choice_that_would_say_the_same_twice_is_not_offered() {
    let html = facets_html(&list(75, Vec::new()));
    assert!(!html.contains("f-topic-data-with\"") && html.contains("f-topic-data-without"), "{html}");
    assert!(!html.contains("f-year-2025-with\"") && html.contains("f-year-2025-without"), "{html}");
}

#[test]
fn a_key_of_two_words_makes_ids_without_a_space() {
    let mut list = list(75, Vec::new());
    let panel = list.panel.as_mut().expect("a panel");
    panel.facets[0].key = "reading lists".to_owned();
    panel.facets[0].total = 340;
    let html = facets_html(&list);
    has(&html, "id=\"facet-reading-lists\"");
    has(&html, "id=\"f-reading-lists-rust\"");
    has(&html, "id=\"find-reading-lists\" data-facet=\"reading lists\"");
}

#[test]
fn a_long_facet_has_a_box_to_find_its_terms() {
    let (frame, mut list) = (sample::frame("/"), list(75, Vec::new()));
    assert!(!facets_html(&list).contains("class=\"find\""));
    let panel = list.panel.as_mut().expect("a panel");
    panel.facets[0].total = 340;
    let tags = panel.facets[0].clone();
    has(&facets_html(&list), "id=\"find-tags\" data-facet=\"tags\" aria-label=\"Find in Tags\"");
    has(&facet_options(&frame, &list, &tags).to_html(), "2 of 340");
    let none = Facet { needle: "zzz".to_owned(), ..facet("tags", "Tags", false, Vec::new()) };
    has(&facet_options(&frame, &list, &none).to_html(), "Nothing of that name.");
}

#[test]
fn until_the_index_is_there_the_pages_by_which_posts_are_found_stand_in() {
    let html = facets_html(&sample::home(1, 1));
    has(&html, "<li><a href=\"/blog/topics/\">All Topics</a></li>");
    has(&html, "<li><a href=\"/blog/tags/\">Tags</a></li>");
}

#[test]
fn a_list_that_was_always_empty_has_nothing_to_filter() {
    let frame = sample::frame("/");
    let mut empty = sample::home(1, 1);
    assert!(filters(&frame, &empty).is_some());
    (empty.total, empty.posts) = (0, Vec::new());
    assert!(filters(&frame, &empty).is_none());
    has(&results(&frame, &empty).to_html(), "There are no posts here yet.");
    let mut filtered = list(0, vec![chip("Rust", Mode::Or)]);
    filtered.posts.clear();
    assert!(filters(&frame, &filtered).is_some());
    has(&results(&frame, &filtered).to_html(), "<a href=\"/tags/rust/\">See all 75 posts</a>");
}

#[test]
fn posts_on_their_way_have_their_places() {
    let mut list = list(3, Vec::new());
    list.posts.truncate(1);
    list.pending = 2;
    let html = results(&sample::frame("/"), &list).to_html();
    has(&html, "<ol aria-busy=\"true\" class=\"posts\">");
    assert_eq!(html.matches("<li aria-hidden=\"true\" class=\"pending\"></li>").count(), 2, "{html}");
}

#[test]
fn words_in_titles_lead_on_to_all_text() {
    let frame = sample::frame("/blog/");
    let mut found = list(0, vec![chip("Rust", Mode::Or)]);
    assert!(!results(&frame, &found).to_html().contains("Search all text"), "no words, nothing to look for");
    if let Some(panel) = &mut found.panel {
        (panel.words, panel.query) = ("<ink> jar".to_owned(), "q=%3Cink%3E+jar&tags=rust".to_owned());
    }
    let link =
        "<a href=\"/blog/search/?q=%3Cink%3E+jar&amp;tags=rust\">Search all text for “&lt;ink&gt; jar”</a>";
    has(&results(&frame, &found).to_html(), link);
}
