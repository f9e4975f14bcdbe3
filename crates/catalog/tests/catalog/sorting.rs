//! The orders of lists.

use crate::fixture::{dated, part, post, site, stamp};
use offprint_catalog::{Catalog, Route};
use offprint_model::{Page, PostSummary, Slug};

fn titles(catalog: &Catalog, route: &Route, query: &str) -> String {
    let list = catalog.filtered(route, &catalog.query(query), &[]).expect("a list");
    list.posts.iter().map(|post| post.title.as_str()).collect::<Vec<_>>().join(" ")
}

fn sorts(catalog: &Catalog, route: &Route, query: &str) -> Vec<(String, String, bool)> {
    let list = catalog.filtered(route, &catalog.query(query), &[]).expect("a list");
    let panel = list.panel.expect("a panel");
    panel.sorts.into_iter().map(|sort| (sort.label, sort.query, sort.on)).collect()
}

fn labels(catalog: &Catalog, route: &Route) -> Vec<String> {
    sorts(catalog, route, "").into_iter().map(|(label, _, _)| label).collect()
}

#[test]
fn a_list_is_sorted_by_date_by_update_and_by_title() {
    let updated = |mut post: PostSummary, day: &str| {
        post.updated = Some(stamp(day));
        post
    };
    let mut pinned = dated(post("beta", "", &[]), "2024-02-01");
    pinned.weight = Some(1);
    let posts = vec![
        post("Zoo", "", &[]),
        updated(dated(post("Élan", "", &[]), "2024-01-01"), "2025-06-01"),
        pinned,
        dated(post("alpha", "", &[]), "2024-03-01"),
    ];
    let catalog = Catalog::new(site(None), posts);
    let home = Route::Home { page: 1 };
    assert_eq!(titles(&catalog, &home, ""), "beta alpha Élan Zoo");
    assert_eq!(titles(&catalog, &home, "sort=oldest"), "Zoo Élan beta alpha");
    assert_eq!(titles(&catalog, &home, "sort=updated"), "Élan alpha beta Zoo");
    assert_eq!(titles(&catalog, &home, "sort=title"), "alpha beta Élan Zoo");
    assert_eq!(
        sorts(&catalog, &home, "sort=title&q=a"),
        [
            ("Newest first", "q=a", false),
            ("Oldest first", "q=a&sort=oldest", false),
            ("Recently updated", "q=a&sort=updated", false),
            ("By title", "q=a&sort=title", true),
        ]
        .map(|(label, query, on)| (label.to_owned(), query.to_owned(), on))
    );
}

#[test]
fn a_series_stands_in_order_unless_the_reader_wants_it_otherwise() {
    let posts = vec![part("second", Some(2)), part("first", Some(1)), part("third", Some(3))];
    let catalog = Catalog::new(site(None), posts);
    let series = Route::Term { taxonomy: 1, term: Slug::from_label("Backend"), page: 1 };
    assert_eq!(titles(&catalog, &series, ""), "first second third");
    assert_eq!(titles(&catalog, &series, "sort=newest"), "third first second");
    assert_eq!(labels(&catalog, &series)[..3], ["In order", "Newest first", "Oldest first"]);
    assert_eq!(labels(&catalog, &Route::Home { page: 1 })[..2], ["Newest first", "Oldest first"]);
    let Page::List(list) = catalog.page(&series) else { panic!("a list") };
    assert!(list.numbered);
}

#[test]
fn a_list_in_which_every_post_has_a_weight_stands_in_order() {
    let weighted =
        |title: &str, weight: i32| PostSummary { weight: Some(weight), ..post(title, "notes/", &[]) };
    let posts = vec![weighted("b", 2), weighted("a", 1), post("c", "", &[])];
    let catalog = Catalog::new(site(None), posts);
    let notes = Route::Section { section: 0, page: 1 };
    assert_eq!(titles(&catalog, &notes, ""), "a b");
    assert_eq!(titles(&catalog, &notes, "sort=newest"), "a b");
    assert_eq!(labels(&catalog, &notes)[..2], ["In order", "Newest first"]);
    assert_eq!(labels(&catalog, &Route::Home { page: 1 })[0], "Newest first");
}

#[test]
fn terms_stand_a_to_z_with_the_date_of_their_newest_post() {
    let posts = vec![
        dated(post("a", "", &["beta", "Alpha"]), "2024-01-01"),
        dated(post("b", "", &["beta", "gamma"]), "2024-02-01"),
        dated(post("c", "", &["gamma", "beta"]), "2024-03-01"),
        dated(post("d", "", &["Alpha"]), "2024-04-01"),
        post("e", "", &["Alpha", "undated"]),
    ];
    let catalog = Catalog::new(site(None), posts);
    let Page::Terms(page) = catalog.page(&Route::Taxonomy { taxonomy: 0 }) else { panic!("terms") };
    let terms: Vec<_> = page
        .terms
        .iter()
        .map(|term| {
            let latest = term.latest.as_ref().map(|date| (date.iso.clone(), date.text.clone()));
            (term.label.as_str(), term.count, latest)
        })
        .collect();
    let on = |day: &str| Some((stamp(day).iso, vec![format!("on {day}")]));
    assert_eq!(
        terms,
        [
            ("Alpha", 3, on("2024-04-01")),
            ("beta", 3, on("2024-03-01")),
            ("gamma", 2, on("2024-03-01")),
            ("undated", 1, None),
        ]
    );
}
