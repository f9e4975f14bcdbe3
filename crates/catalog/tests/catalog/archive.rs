//! The archive, and the lists of years and months.

use crate::fixture::{address, dated, full_site, post};
use offprint_catalog::{Catalog, LARGE, Route};
use offprint_model::{ArchivePage, ListHeading, Page, PostSummary};

fn archive(catalog: &Catalog) -> ArchivePage {
    match catalog.page(&Route::Archive) {
        Page::Archive(page) => page,
        other => panic!("expected an archive, got {other:?}"),
    }
}

/// So many posts in October and November 2024 and in January 2025.
fn posts(each: usize) -> Vec<PostSummary> {
    let mut posts = Vec::new();
    for month in ["2024-10", "2024-11", "2025-01"] {
        posts.extend(
            (0..each)
                .map(|number| dated(post(&format!("{month} {number}"), "", &[]), &format!("{month}-05"))),
        );
    }
    posts
}

#[test]
fn a_small_site_has_all_its_posts_in_the_archive() {
    let mut all = posts(2);
    all.insert(0, post("undated", "", &[]));
    if let Some(pinned) = all.get_mut(1) {
        pinned.weight = Some(1);
    }
    let catalog = Catalog::new(full_site(Some(10)), all);
    let page = archive(&catalog);
    assert_eq!(page.total, 6);
    let years: Vec<_> = page.years.iter().map(|year| (year.year, year.count, year.url.clone())).collect();
    assert_eq!(years, [(2025, 2, None), (2024, 4, None)]);
    let months: Vec<_> =
        page.years[1].months.iter().map(|month| (&*month.id, &*month.name, month.count)).collect();
    assert_eq!(months, [("2024-11", "November", 2), ("2024-10", "October", 2)]);
    let entries: Vec<_> = page.years[1].months[1].posts.iter().map(|entry| entry.title.as_str()).collect();
    assert_eq!(entries, ["2024-10 1", "2024-10 0"], "newest first, weights aside");
    assert_eq!(page.years[0].months[0].posts[0].date.text, ["on 2025-01-05"]);
    assert!(!catalog.routes().iter().any(|route| matches!(route, Route::Period { .. })));
    assert_eq!(catalog.route(&address("archive/2025")), None);
}

#[test]
fn a_large_site_has_lists_of_years_and_months() {
    let each = LARGE / 3 + 1;
    let catalog = Catalog::new(full_site(Some(50)), posts(each));
    let page = archive(&catalog);
    assert_eq!(page.years[1].url, Some(address("archive/2024")));
    assert_eq!(page.years[1].months[1].url, Some(address("archive/2024/10")));
    assert!(page.years[1].months[1].posts.is_empty());
    let list = |path: &str| {
        let route = catalog.route(&address(path)).unwrap_or_else(|| panic!("a list at {path}"));
        let Page::List(list) = catalog.page(&route) else { panic!("a list at {path}") };
        list
    };
    let october = list("archive/2024/10");
    assert_eq!((october.total, october.feed.clone()), (each, None));
    assert!(matches!(october.heading, ListHeading::Period { title, .. } if title == "October 2024"));
    assert_eq!(october.posts[0].title, format!("2024-10 {}", each - 1));
    let year = list("archive/2024/page/2");
    assert_eq!((year.total, year.page), (each * 2, 2));
    assert!(
        matches!(year.heading, ListHeading::Period { title, archive, .. } if title == "2024" && archive == "Archive")
    );
    for path in [
        "archive/2023",
        "archive/2024/1",
        "archive/2024/09",
        "archive/2024/13",
        "archive/02024",
        "archive/2024/10/1",
        "archive/x",
    ] {
        assert_eq!(catalog.route(&address(path)), None, "{path}");
    }
}

#[test]
fn a_list_of_a_year_can_be_filtered() {
    let catalog = Catalog::new(full_site(None), posts(LARGE));
    let route = Route::Period { year: 2024, month: None, page: 1 };
    let list = catalog.filtered(&route, &catalog.query("q=11"), &[]).expect("a list");
    let panel = list.panel.expect("a panel");
    assert_eq!((panel.of, list.total > 0 && list.total < panel.of), (LARGE * 2, true));
    assert!(panel.facets.iter().all(|facet| facet.key != "year"), "there is but one year here");
}

#[test]
fn there_is_no_archive_without_dates() {
    let catalog = Catalog::new(full_site(None), vec![post("a", "", &[])]);
    assert!(!catalog.routes().contains(&Route::Archive));
    assert_eq!(catalog.route(&address("archive")), None);
    assert_eq!(catalog.page(&Route::Archive), Page::Missing);
}
