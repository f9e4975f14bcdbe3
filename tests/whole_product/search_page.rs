//! The search page: opened by its address, narrowed, sorted, turned, and come back to.

use crate::harness::browser::Browser;
use crate::harness::fixture::{self, Built};
use crate::harness::list::by_id;
use crate::harness::search::Results;
use crate::harness::server::Server;
use crate::sources::{Sources, slugs};
use offprint_model::PostSummary;
use std::collections::{BTreeMap, BTreeSet};

/// The fixture, served, and a browser.
pub async fn cafe() -> (Built, Server, Browser) {
    let site = fixture::built("repair-cafe");
    let server = Server::start(&site).await;
    (site, server, Browser::open().await)
}

/// The same with nobody but the page who fetches anything.
pub async fn cafe_without_workers() -> (Built, Server, Browser) {
    let site = fixture::built("repair-cafe");
    let server = Server::start(&site).await;
    (site, server, Browser::open_without_workers().await)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_with_a_query_and_a_filter_is_answered_when_it_is_opened_cold() {
    let (_, server, browser) = cafe().await;
    for address in
        ["search/?q=bench&tags=textiles", "search/?tag=textiles&q=bench", "search/?q=tag%3Atextiles+bench"]
    {
        let results = browser.open_search(server.url(address)).await;
        let titles: BTreeSet<&str> = results.titles().into_iter().collect();
        let expected = BTreeSet::from(["Darning, seen and unseen", "The sewing machine that skipped"]);
        assert_eq!(titles, expected, "{address}");
        assert!(results.status.starts_with("2 "), "{address}: {}", results.status);
        for hit in &results.hits {
            assert!(hit.marks.iter().all(|mark| mark == "bench") && !hit.marks.is_empty(), "{hit:?}");
            assert!(hit.excerpt.contains("bench"), "{hit:?}");
        }
    }
    let by_filter = browser.open_search(server.url("search/?q=bench&tags=textiles")).await;
    assert_eq!((by_filter.asked.as_str(), by_filter.chosen), ("bench", vec!["tags-textiles".to_owned()]));
    for address in ["search/?q=crystal+radio", "search/?q=crystal%20radio"] {
        let results = browser.open_search(server.url(address)).await;
        assert_eq!(results.asked, "crystal radio");
        assert_eq!(results.titles()[0], "Tuning the crystal radio", "{address}");
    }
    browser.has_no_complaints("on the search page").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn facets_count_all_hits_and_narrow_them() {
    let (site, server, browser) = cafe().await;
    let sources = Sources::of(&site);
    browser.open_search(server.url("search/?q=bench")).await;
    let (results, all) = all_of_them(&browser, &sources).await;
    assert!(all.len() > 10, "more than one page");
    for facet in ["tags", "year", "categories", "authors", "series"] {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for slug in all.iter().flat_map(|post| slugs(post, facet).into_keys()) {
            *counts.entry(format!("{facet}-{slug}")).or_default() += 1;
        }
        let shown = results.counts.iter().filter(|(key, _)| key.starts_with(&format!("{facet}-")));
        let shown: BTreeMap<String, usize> = shown.map(|(key, count)| (key.clone(), *count)).collect();
        assert!(!shown.is_empty(), "{facet} is shown");
        for (key, count) in shown {
            assert_eq!(Some(&count), counts.get(&key), "{key}");
        }
    }

    browser.mark_document().await;
    choose(&browser, "tags-textiles").await;
    let narrowed = browser.wait_for_search("?q=bench&tags=textiles").await;
    assert_eq!(narrowed.hits.len(), results.counts["tags-textiles"]);
    choose(&browser, "tags-clocks").await;
    let wider = browser.wait_for_search("?q=bench&tags=textiles,clocks").await;
    assert_eq!(wider.hits.len(), results.counts["tags-textiles"] + results.counts["tags-clocks"]);
    for (option, query) in [("tags-clocks", "?q=bench&tags=textiles"), ("tags-textiles", "?q=bench")] {
        choose(&browser, option).await;
        browser.wait_for_search(query).await;
    }
    assert_eq!(browser.results().await, results, "the same control takes its choice away");
    assert!(browser.is_marked().await, "no document was loaded");

    let either = browser.open_search(server.url("search/?q=bench&tags=textiles,clocks")).await;
    assert_eq!(either.hits.len(), results.counts["tags-textiles"] + results.counts["tags-clocks"]);
    let without = browser.open_search(server.url("search/?q=bench&year=2024&tags.without=textiles")).await;
    let expected = all.iter().filter(|post| {
        slugs(post, "year").contains_key("2024") && !slugs(post, "tags").contains_key("textiles")
    });
    let expected: BTreeSet<&str> = expected.map(|post| post.title.as_str()).collect();
    assert_eq!(without.titles().into_iter().collect::<BTreeSet<_>>(), expected);
    browser.has_no_complaints("with facets").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn hits_are_sorted_by_date_when_a_reader_wants_it() {
    let (site, server, browser) = cafe().await;
    let sources = Sources::of(&site);
    let best = browser.open_search(server.url("search/?q=bench")).await;
    browser.narrow("[data-search-sort=newest]").await;
    let newest = browser.wait_for_search("?q=bench&sort=newest").await;
    let dates = |results: &Results| -> Vec<i64> {
        posts(results, &sources).iter().map(|post| post.date.as_ref().unwrap().at).collect()
    };
    let found = dates(&newest);
    assert!(found.len() > 4 && found.is_sorted_by(|one, next| one >= next), "{found:?}");
    assert_ne!(newest.titles(), best.titles());
    browser.narrow("[data-search-sort=relevance]").await;
    let again = browser.wait_for_search("?q=bench").await;
    assert_eq!(again, best);
    let cold = browser.open_search(server.url("search/?q=bench&sort=newest")).await;
    assert_eq!(cold.titles(), newest.titles());
}

#[tokio::test(flavor = "multi_thread")]
async fn coming_back_from_a_post_shows_the_query_the_hits_and_the_place() {
    let (_, server, browser) = cafe().await;
    browser.resize(360, 500).await;
    browser.open_app(server.url("search/")).await;
    browser.mark_document().await;
    browser.ask("bench").await;
    browser.press(thirtyfour::Key::Enter).await;
    let before = browser.wait_for_search("?q=bench").await;
    let () = browser.value("scrollTo(0, 400)").await;
    browser.wait("the scroll", "Math.abs(scrollY - 400) < 3").await;
    // A scroll is remembered once the reader pauses; this is how long a reader's pause is at least.
    crate::harness::browser::pause(300).await;
    let hit = &before.hits[4];
    let () = browser.value(&format!("document.querySelector('.hit a[href=\"{}\"]').click()", hit.href)).await;
    browser.wait_for_page(&format!("{}{}", server.origin(), hit.page()), &hit.title).await;
    browser.driver().back().await.unwrap();
    let after = browser.wait_for_search("?q=bench").await;
    assert_eq!(after, before);
    browser.wait("the place", "Math.abs(scrollY - 400) < 3").await;
    browser.driver().forward().await.unwrap();
    browser.wait_for_page(&format!("{}{}", server.origin(), hit.page()), &hit.title).await;
    assert!(browser.is_marked().await, "no document was loaded");
    browser.has_no_complaints("going back").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn queries_one_after_the_other_are_steps_that_a_reader_goes_back() {
    let (_, server, browser) = cafe().await;
    let first = browser.open_search(server.url("search/?q=gramophone")).await;
    browser.mark_document().await;
    browser.ask("kettle").await;
    let second = browser.wait_for_search("?q=kettle").await;
    assert_ne!(second.titles(), [""; 0]);
    choose(&browser, "year-2024").await;
    browser.wait_for_search("?q=kettle&year=2024").await;
    browser.driver().back().await.unwrap();
    assert_eq!(browser.wait_for_search("?q=kettle").await, second);
    browser.driver().back().await.unwrap();
    assert_eq!(browser.wait_for_search("?q=gramophone").await, first);
    browser.driver().forward().await.unwrap();
    assert_eq!(browser.wait_for_search("?q=kettle").await, second);
    assert!(browser.is_marked().await, "no document was loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_box_suggests_tags_and_posts_and_so_does_the_page_without_scripts() {
    let (site, server, browser) = cafe().await;
    let start = "return [document.getElementById('search-start').checkVisibility(), [...document.querySelectorAll('#search-start a[href]')].map((link) => link.getAttribute('href'))]";
    browser.open_app(server.url("search/")).await;
    let (shown, links): (bool, Vec<String>) = browser.value(start).await;
    assert!(shown && links.iter().any(|link| link.contains("/posts/")), "{links:?}");
    assert!(links.iter().any(|link| link.contains("radio")), "the most used tag: {links:?}");
    browser.ask("gramophone").await;
    browser.wait("hits in their place", "!document.getElementById('search-start').checkVisibility()").await;
    let () = browser.value("document.getElementById('search-box').select()").await;
    browser.press(thirtyfour::Key::Backspace).await;
    browser
        .wait(
            "suggestions",
            "document.getElementById('search-start').checkVisibility() && !document.querySelector('.hit')",
        )
        .await;
    browser.has_no_complaints("in the empty state").await;

    let browser = Browser::open().await;
    browser.allow_scripts(false).await;
    browser.load(server.url("search/?q=radio")).await;
    let said: String = browser.value("return document.querySelector('main').innerText").await;
    assert!(said.to_lowercase().contains("script"), "it says what is missing: {said}");
    let links: Vec<String> = browser
        .value("return [...document.querySelectorAll('main a[href]')].filter((link) => link.checkVisibility()).map((link) => link.getAttribute('href'))")
        .await;
    for way in ["/", "/tags/", "/archive/"] {
        assert!(links.iter().any(|link| link == way), "{way} is among {links:?}");
    }
    assert!(site.sitemap().iter().all(|address| address != "search/?q="), "{:?}", site.sitemap());
}

/// Chooses a value of a facet.
pub async fn choose(browser: &Browser, option: &str) {
    browser.narrow(&by_id(&format!("sf-{option}"))).await;
}

/// The first hits, and the posts of all hits, once the reader has asked for more as long as there are more.
async fn all_of_them(browser: &Browser, sources: &Sources) -> (Results, Vec<PostSummary>) {
    let first = browser.results().await;
    let mut all = first.clone();
    for page in 2.. {
        if !browser.value::<bool>("return document.querySelector('nav.pages a[rel=next]') !== null").await {
            break;
        }
        browser.click("nav.pages a[rel=next]").await;
        all = browser.wait_for_search(&format!("?q={}&page={page}", first.asked)).await;
    }
    assert!(all.hits.starts_with(&first.hits), "more hits come after those that are there");
    let all = posts(&all, sources);
    let different: BTreeSet<&str> = all.iter().map(|post| post.url.as_str()).collect();
    assert_eq!(different.len(), all.len(), "no hit comes twice");
    assert!(first.status.starts_with(&format!("{} ", all.len())), "{}", first.status);
    (first, all)
}

/// What the content index says of the hits.
fn posts(results: &Results, sources: &Sources) -> Vec<PostSummary> {
    let post = |url: &str| {
        sources.posts.iter().find(|post| post.url.as_str() == url.trim_start_matches('/')).cloned()
    };
    results.hits.iter().map(|hit| post(hit.page()).unwrap_or_else(|| panic!("{hit:?} is a post"))).collect()
}
