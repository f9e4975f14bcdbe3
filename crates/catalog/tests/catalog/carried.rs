//! What each post carries, for what searches posts elsewhere.

use crate::fixture::{dated, part, post, site};
use offprint_catalog::Catalog;

fn catalog() -> Catalog {
    let mut ci = post("b", "", &["CI/CD", "Rust"]);
    ci.authors = vec!["Ada".to_owned()];
    let posts = vec![dated(post("a", "", &["Rust"]), "2024-05-06"), ci, part("c", Some(1))];
    Catalog::new(site(None), posts)
}

#[test]
fn every_post_comes_with_what_it_can_be_filtered_by() {
    let carried = catalog().carried();
    let keys: Vec<_> = carried.iter().map(|facet| (facet.key.as_str(), facet.title.as_str())).collect();
    // Topics are left out: no post has one.
    assert_eq!(keys, [("tags", "Tags"), ("series", "Series"), ("authors", "Authors"), ("year", "Years")]);
    let of = |facet: usize| -> Vec<String> {
        let written = |terms: &Vec<(String, String)>| {
            terms.iter().map(|(slug, title)| format!("{slug}={title}")).collect::<Vec<_>>().join(" ")
        };
        carried[facet].by_post.iter().map(written).collect()
    };
    assert_eq!(of(0), ["rust=Rust", "ci-cd=CI/CD rust=Rust", ""]);
    assert_eq!(of(1), ["", "", "backend=Backend"]);
    assert_eq!(of(2), ["", "ada=Ada", ""]);
    assert_eq!(of(3), ["2024=2024", "", ""]);
}

#[test]
fn the_terms_of_most_posts_come_first() {
    let terms = |most| -> Vec<String> {
        let terms = catalog().most_used(most).into_iter();
        terms.map(|term| format!("{} {} {}", term.label, term.url, term.count)).collect()
    };
    assert_eq!(terms(12), ["Rust /tags/rust/ 2", "CI/CD /tags/ci-cd/ 1"]);
    assert_eq!(terms(1), ["Rust /tags/rust/ 2"]);
    // Without tags, of what there is.
    let parts = Catalog::new(site(None), vec![part("a", Some(1)), part("b", Some(2))]);
    assert_eq!(parts.most_used(12).first().map(|term| term.label.clone()).as_deref(), Some("Backend"));
    assert!(Catalog::new(site(None), Vec::new()).most_used(12).is_empty());
}
