//! Filters and counts: against their definition, and as a reader sees them.

use crate::fixture::{dated, post, site};
use crate::made_up::{self, Dice};
use crate::naive::{Choices, FACETS, is_single, keeps, slugs};
use offprint_catalog::{Catalog, Route};
use offprint_model::{Facet, FilterPanel, ListPage, Mode, PostSummary, Slug};
use std::collections::BTreeSet;

fn filtered(catalog: &Catalog, route: &Route, query: &str) -> ListPage {
    catalog.filtered(route, &catalog.query(query), &[]).expect("a list")
}

fn panel(list: &ListPage) -> &FilterPanel {
    list.panel.as_deref().expect("a panel")
}

fn facet<'a>(list: &'a ListPage, key: &str) -> &'a Facet {
    panel(list).facets.iter().find(|facet| facet.key == key).expect(key)
}

fn counts<'a>(list: &'a ListPage, key: &str) -> Vec<(&'a str, usize)> {
    facet(list, key).options.iter().map(|option| (option.label.as_str(), option.count)).collect()
}

const HOME: Route = Route::Home { page: 1 };

/// A query string of some choices, and the same for the naive filter.
fn choose(dice: &mut Dice, posts: &[PostSummary]) -> (String, Choices) {
    let mut choices = Choices { terms: Vec::new(), words: Vec::new() };
    let mut parts = Vec::new();
    for (facet, name) in FACETS {
        let all: BTreeSet<String> = posts.iter().flat_map(|post| slugs(post, facet)).collect();
        let mut all: Vec<String> = all.into_iter().chain(["unheard-of".to_owned()]).collect();
        while dice.one_in(3) && !all.is_empty() {
            let slug = all.remove(dice.roll(all.len()));
            let (mode, ending) = match dice.roll(4) {
                0 => (Mode::With, ".with"),
                1 => (Mode::Without, ".without"),
                _ => (Mode::Or, ""),
            };
            parts.push(format!("{name}{ending}={slug}"));
            choices.terms.push((facet, slug, mode));
        }
    }
    for word in ["cach", "uber", "Q", "c%2B%2B", "日本", "of", "Éclair", "ada", "ci"] {
        if dice.one_in(20) {
            parts.push(format!("q={word}"));
            choices.words = vec![if word == "c%2B%2B" { "c++" } else { word }];
        }
    }
    // The last words of a query string hold.
    (parts.join("&"), choices)
}

#[test]
fn results_and_counts_are_those_of_the_definition() {
    let mut dice = Dice(7);
    let mut some = 0;
    for round in 0..10 {
        let posts = made_up::posts(&mut dice, 60 + round * 5);
        let catalog = Catalog::new(made_up::site(None), posts.clone());
        let lists: Vec<Route> = catalog.routes().into_iter().filter(Route::is_list).collect();
        for _ in 0..25 {
            let route = lists.get(dice.roll(lists.len())).expect("a list");
            let offprint_model::Page::List(whole) = catalog.page(route) else {
                panic!("a list at {route:?}")
            };
            let (query, choices) = choose(&mut dice, &posts);
            let list = filtered(&catalog, route, &query);
            let expected: Vec<&str> = whole
                .posts
                .iter()
                .filter(|post| keeps(&posts, post, &choices, None))
                .map(|post| post.title.as_str())
                .collect();
            let shown: Vec<&str> = list.posts.iter().map(|post| post.title.as_str()).collect();
            assert_eq!(shown, expected, "{query} on {route:?}");
            assert_eq!((list.total, panel(&list).of), (expected.len(), whole.total));
            some += usize::from(!expected.is_empty() && !query.is_empty());

            for (facet, name) in FACETS {
                let around: Vec<Vec<String>> = whole
                    .posts
                    .iter()
                    .filter(|post| keeps(&posts, post, &choices, Some(facet)))
                    .map(|post| slugs(post, facet))
                    .collect();
                let is_own = |slug: &str| match route {
                    Route::Term { taxonomy, term, .. } => {
                        let key = ["tags", "series", "categories", "key:year"].get(*taxonomy);
                        key == Some(&facet) && term.as_str() == slug
                    }
                    _ => false,
                };
                let chosen = |slug: &str| {
                    choices
                        .terms
                        .iter()
                        .find(|(key, name, _)| *key == facet && name == slug)
                        .map(|found| found.2)
                };
                let all: BTreeSet<String> = posts.iter().flat_map(|post| slugs(post, facet)).collect();
                let expected: BTreeSet<(String, usize, Option<Mode>)> = all
                    .into_iter()
                    .map(|slug| {
                        let count = around.iter().filter(|slugs| slugs.contains(&slug)).count();
                        let chosen = chosen(&slug);
                        (slug, count, chosen)
                    })
                    .filter(|(slug, count, chosen)| chosen.is_some() || *count > 0 && !is_own(slug))
                    .collect();
                let shown = panel(&list).facets.iter().find(|shown| shown.key == name);
                let options = shown.map_or(&[][..], |shown| &shown.options);
                let options: BTreeSet<_> =
                    options.iter().map(|option| (option.slug.clone(), option.count, option.chosen)).collect();
                assert_eq!(options, expected, "{name} for {query} on {route:?}");
                if let Some(shown) = shown {
                    assert_eq!(shown.single, is_single(&posts, facet), "{name}");
                }
            }
        }
    }
    assert!(some > 50, "choices that leave something: {some}");
}

#[test]
fn a_choice_of_a_facet_does_not_zero_the_terms_beside_it() {
    let posts = vec![post("a", "", &["Rust", "Web"]), post("b", "", &["Go"]), post("c", "", &["Rust"])];
    let catalog = Catalog::new(site(None), posts);
    let list = filtered(&catalog, &HOME, "tags=rust");
    assert_eq!(list.total, 2);
    assert_eq!(counts(&list, "tags"), [("Rust", 2), ("Go", 1), ("Web", 1)]);
    let list = filtered(&catalog, &HOME, "tags.with=rust");
    assert_eq!(counts(&list, "tags"), [("Rust", 2), ("Web", 1)], "Go beside Rust leaves nothing");
}

#[test]
fn every_link_of_an_option_is_the_state_that_it_says() {
    let posts = vec![post("a", "", &["Rust", "Web"]), post("b", "", &["Go"]), post("c", "", &["Rust"])];
    let catalog = Catalog::new(site(None), posts);
    let list = filtered(&catalog, &HOME, "q=a&tags=rust&page=3");
    let [rust, web] = &facet(&list, "tags").options[..] else { panic!("{:?}", facet(&list, "tags")) };
    assert_eq!((rust.chosen, rust.or.as_str()), (Some(Mode::Or), "q=a"));
    assert_eq!((rust.with.as_str(), rust.without.as_str()), ("q=a&tags.with=rust", "q=a&tags.without=rust"));
    assert_eq!((web.chosen, web.or.as_str()), (None, "q=a&tags=rust,web"));
    assert_eq!(web.without, "q=a&tags=rust&tags.without=web");
    assert_eq!(panel(&list).query, "q=a&tags=rust");
    let chips: Vec<_> =
        panel(&list).chips.iter().map(|chip| (&*chip.facet, &*chip.label, &*chip.query)).collect();
    assert_eq!(chips, [("Words", "a", "tags=rust"), ("Tags", "Rust", "q=a")]);
}

#[test]
fn a_term_that_nothing_carries_leaves_nothing_and_can_be_taken_away() {
    let catalog = Catalog::new(site(None), vec![post("a", "", &["Rust"])]);
    let list = filtered(&catalog, &HOME, "tags=cobol");
    assert_eq!((list.total, list.pages, list.page), (0, 1, 1));
    assert_eq!(counts(&list, "tags"), [("Rust", 1)]);
    let [chip] = &panel(&list).chips[..] else { panic!("one chip") };
    assert_eq!((chip.label.as_str(), chip.query.as_str()), ("cobol", ""));
}

#[test]
fn a_list_of_a_term_is_filtered_within_the_term() {
    let posts = vec![post("a", "", &["Rust", "Web"]), post("b", "", &["Web"]), post("c", "", &["Rust"])];
    let catalog = Catalog::new(site(None), posts);
    let route = Route::Term { taxonomy: 0, term: Slug::from_label("rust"), page: 1 };
    let list = filtered(&catalog, &route, "");
    assert_eq!((list.total, panel(&list).of), (2, 2));
    assert_eq!(counts(&list, "tags"), [("Web", 1)], "every post here has Rust");
}

#[test]
fn years_stand_newest_first_and_titles_are_the_authors_own() {
    let posts = vec![
        dated(post("a", "", &["rust"]), "2019-05-01"),
        dated(post("b", "", &["rust"]), "2023-05-01"),
        dated(post("c", "", &["rust"]), "2023-06-01"),
        post("d", "", &["go"]),
    ];
    let mut site = site(None);
    let title = offprint_model::TermTitle { title: Some("Rust, the language".to_owned()), description: None };
    site.taxonomies[0].titles.insert(Slug::from_label("Rust"), title);
    let catalog = Catalog::new(site, posts);
    let list = filtered(&catalog, &HOME, "year=2019");
    assert_eq!(counts(&list, "year"), [("2023", 2), ("2019", 1)]);
    assert_eq!(counts(&list, "tags"), [("Rust, the language", 1)]);
}

#[test]
fn a_long_facet_shows_its_first_terms_those_chosen_and_those_looked_for() {
    let posts = (0..40).map(|number| post(&format!("p{number}"), "", &[&format!("tag {number:02}"), "all"]));
    let catalog = Catalog::new(site(None), posts.collect());
    let query = catalog.query("tags=tag-39,tag-38");
    let list = catalog.filtered(&HOME, &query, &[]).expect("a list");
    let tags = facet(&list, "tags");
    assert_eq!((tags.options.len(), tags.total), (Facet::SHOWN, 41));
    let first: Vec<_> = tags.options.iter().take(4).map(|option| option.label.as_str()).collect();
    assert_eq!(first, ["tag 38", "tag 39", "all", "tag 00"], "chosen, then by count, then A to Z");
    let needles = [("tags".to_owned(), "2".to_owned())];
    let list = catalog.filtered(&HOME, &query, &needles).expect("a list");
    let labels: Vec<_> = facet(&list, "tags").options.iter().map(|option| option.label.as_str()).collect();
    assert_eq!(labels[..4], ["tag 38", "tag 39", "tag 20", "tag 21"]);
    assert_eq!((labels.len(), facet(&list, "tags").total), (12, 41));
    assert_eq!(facet(&list, "tags").needle, "2");
}

#[test]
fn a_term_that_is_looked_for_by_its_whole_name_stands_first() {
    let others = (0..20).flat_map(|number| [number, number]).map(|number| format!("Go {number}"));
    let others: Vec<_> =
        others.enumerate().map(|(at, tag)| post(&format!("p{at}"), "", &[&tag, "C++", "c"])).collect();
    let posts = others.into_iter().chain([post("go", "", &["Go", "C#"])]).collect();
    let catalog = Catalog::new(site(None), posts);
    for (needle, label, count) in [("go", "Go", 1), ("c#", "C#", 1), ("c", "c", 40), ("C++ ", "C++", 40)] {
        let needles = [("tags".to_owned(), needle.to_owned())];
        let list = catalog.filtered(&HOME, &catalog.query(""), &needles).expect("a list");
        assert_eq!(counts(&list, "tags").first(), Some(&(label, count)), "{needle}");
    }
}

#[test]
fn a_term_without_a_word_is_found_by_its_signs() {
    let others = (0..20).map(|number| post(&format!("p{number}"), "", &[&format!("tag {number}")]));
    let catalog = Catalog::new(site(None), others.chain([post("party", "", &["🎉"])]).collect());
    let found = |needle: &str| {
        let needles = [("tags".to_owned(), needle.to_owned())];
        catalog.filtered(&HOME, &catalog.query(""), &needles).expect("a list")
    };
    assert_eq!(counts(&found(" 🎉 "), "tags"), [("🎉", 1)]);
    assert_eq!(counts(&found(" "), "tags").len(), Facet::SHOWN);
}

#[test]
fn a_filtered_list_goes_on_on_further_pages() {
    let posts =
        (0..9).map(|number| post(&format!("p{number}"), "", if number % 2 == 0 { &["even"] } else { &[] }));
    let catalog = Catalog::new(site(Some(2)), posts.collect());
    let titles = |query: &str| {
        let list = filtered(&catalog, &Route::Home { page: 2 }, query);
        (
            list.posts.iter().map(|post| post.title.clone()).collect::<Vec<_>>().join(" "),
            list.page,
            list.pages,
        )
    };
    assert_eq!(titles("tags=even"), ("p8 p6".to_owned(), 1, 3));
    assert_eq!(titles("tags=even&page=3"), ("p0".to_owned(), 3, 3));
    assert_eq!(titles("tags=even&page=400"), ("p0".to_owned(), 3, 3), "beyond the last page is the last");
    assert_eq!(titles(""), ("p6 p5".to_owned(), 2, 5), "with nothing chosen the list's own page");
}

#[test]
fn what_is_no_list_of_posts_is_not_filtered() {
    let catalog = Catalog::new(site(None), vec![post("a", "", &["Rust"])]);
    let query = catalog.query("tags=rust");
    for route in [
        Route::Taxonomy { taxonomy: 0 },
        Route::Topics,
        Route::Archive,
        Route::Section { section: 9, page: 1 },
    ] {
        assert!(catalog.filtered(&route, &query, &[]).is_none(), "{route:?}");
    }
}
