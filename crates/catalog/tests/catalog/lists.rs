//! What a reader sees on list pages.

use crate::fixture::{address, dated, full_site, part, post, site};
use crate::made_up::{self, Dice};
use offprint_catalog::{Catalog, Route};
use offprint_model::{ListHeading, ListPage, Page, Permalink};
use std::collections::BTreeSet;

fn list(catalog: &Catalog, path: &str) -> ListPage {
    let route = catalog.route(&address(path)).expect("a list is there");
    match catalog.page(&route) {
        Page::List(list) => list,
        other => panic!("expected a list at {path}, got {other:?}"),
    }
}

fn titles(list: &ListPage) -> Vec<&str> {
    list.posts.iter().map(|post| post.title.as_str()).collect()
}

#[test]
fn home_shows_the_newest_first_and_goes_on_on_the_next_page() {
    let posts = ["a", "b", "c", "d", "e"].map(|title| post(title, "", &[])).to_vec();
    let catalog = Catalog::new(site(Some(2)), posts);
    let first = list(&catalog, "/");
    assert_eq!(titles(&first), ["e", "d"]);
    assert_eq!((first.page, first.pages, first.total), (1, 3, 5));
    assert_eq!(first.intro.as_deref(), Some("<p>Hello.</p>"));
    let last = list(&catalog, "/page/3/");
    assert_eq!(titles(&last), ["a"]);
    assert_eq!(last.intro, None);
    assert_eq!(last.url, Permalink::home());
    assert_eq!(catalog.route(&address("/page/4/")), None);
}

#[test]
fn all_posts_can_stand_on_one_page() {
    let posts = (0..30).map(|number| post(&format!("p{number}"), "", &[])).collect();
    assert_eq!(list(&Catalog::new(site(None), posts), "/").posts.len(), 30);
}

#[test]
fn a_weighted_post_stands_before_the_others() {
    let mut pinned = post("pinned", "", &[]);
    pinned.weight = Some(1);
    let catalog = Catalog::new(site(None), vec![pinned, post("new", "", &[])]);
    assert_eq!(titles(&list(&catalog, "/")), ["pinned", "new"]);
}

#[test]
fn weights_go_before_dates_smallest_first() {
    let weights = [None, Some(3), Some(-2), None, Some(3), Some(i32::MIN), Some(i32::MAX)];
    let posts = weights.into_iter().zip(["a", "b", "c", "d", "e", "f", "g"]).map(|(weight, title)| {
        let mut post = post(title, "notes/", &["Rust"]);
        post.weight = weight;
        post
    });
    let catalog = Catalog::new(site(None), posts.collect());
    for path in ["/", "/notes/", "/tags/rust/"] {
        assert_eq!(titles(&list(&catalog, path)), ["f", "c", "e", "b", "g", "d", "a"], "{path}");
    }
}

#[test]
fn labels_that_differ_in_case_are_one_term_named_as_first_written() {
    let posts = vec![post("old", "", &["CI/CD"]), post("new", "", &["ci-cd", "Rust"])];
    let catalog = Catalog::new(site(None), posts);
    let Page::Terms(terms) = catalog.page(&Route::Taxonomy { taxonomy: 0 }) else { panic!("expected terms") };
    let shown: Vec<_> = terms.terms.iter().map(|term| (term.label.as_str(), term.count)).collect();
    assert_eq!(shown, [("CI/CD", 2), ("Rust", 1)]);
    let term = list(&catalog, "/tags/ci-cd/");
    assert_eq!(titles(&term), ["new", "old"]);
    assert!(matches!(term.heading, ListHeading::Term { title, .. } if title == "CI/CD"));
}

#[test]
fn a_label_written_twice_in_a_post_counts_once() {
    let catalog = Catalog::new(site(None), vec![post("a", "", &["Go", "go"])]);
    assert_eq!(list(&catalog, "/tags/go/").total, 1);
}

#[test]
fn a_series_stands_in_the_order_of_its_parts() {
    let posts = vec![part("second", Some(2)), part("loose", None), part("first", Some(1))];
    let catalog = Catalog::new(site(None), posts);
    assert_eq!(titles(&list(&catalog, "/series/backend/")), ["first", "second", "loose"]);
}

#[test]
fn a_section_holds_what_lies_below_it() {
    let posts = vec![post("a", "notes/", &[]), post("b", "notes/rust/", &[]), post("c", "posts/", &[])];
    assert_eq!(titles(&list(&Catalog::new(site(None), posts), "/notes/")), ["b", "a"]);
}

#[test]
fn every_route_is_found_at_its_own_address() {
    let posts = (0..5).map(|number| post(&format!("p{number}"), "notes/", &["Rust"])).collect();
    let catalog = Catalog::new(site(Some(2)), posts);
    let routes = catalog.routes();
    assert_eq!(routes.len(), 10, "three pages each of home, section and term, and one of terms");
    for route in routes {
        assert_eq!(catalog.route(&catalog.permalink(&route)), Some(route.clone()));
        assert!(!matches!(catalog.page(&route), Page::Missing), "{route:?}");
    }
}

#[test]
fn the_routes_of_a_large_site_are_all_different_pages() {
    let posts = made_up::posts(&mut Dice(2), 700);
    let catalog = Catalog::new(made_up::site(Some(40)), posts);
    let routes = catalog.routes();
    for kind in [Route::Topics, Route::Archive, Route::Period { year: 2021, month: Some(3), page: 1 }] {
        assert!(routes.contains(&kind), "{kind:?}");
    }
    let mut addresses = BTreeSet::new();
    for route in &routes {
        let address = catalog.permalink(route);
        assert_eq!(catalog.route(&address).as_ref(), Some(route), "{address}");
        assert!(!matches!(catalog.page(route), Page::Missing), "{address}");
        assert!(addresses.insert(address.collision_key()), "{address} twice");
    }
}

#[test]
fn a_list_names_its_feed_where_the_site_has_feeds() {
    let posts = vec![dated(post("a", "notes/", &["C++"]), "2025-01-02")];
    let catalog = Catalog::new(full_site(None), posts.clone());
    for (path, feed) in [
        ("/", "feed.xml"),
        ("/notes/", "notes/feed.xml"),
        ("/tags/c-plus-plus/", "tags/c-plus-plus/feed.xml"),
    ] {
        assert_eq!(list(&catalog, path).feed, Some(address(feed)));
    }
    assert_eq!(list(&Catalog::new(site(None), posts), "/").feed, None);
}

#[test]
fn an_empty_site_has_an_empty_home() {
    let catalog = Catalog::new(site(Some(10)), Vec::new());
    assert_eq!(catalog.routes().len(), 2, "home and the configured section");
    assert_eq!(list(&catalog, "/").pages, 1);
    assert_eq!(catalog.page(&Route::Section { section: 9, page: 1 }), Page::Missing);
}
