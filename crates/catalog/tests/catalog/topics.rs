//! The page of all topics.

use crate::fixture::{full_site, in_series, post};
use offprint_catalog::{Catalog, Route};
use offprint_model::{Page, PostSummary, Site, Slug, TermTitle, TopicsPage};

fn article(title: &str, topic: &str, series: Option<(&str, Option<u32>)>) -> PostSummary {
    let mut post = post(title, "", &[]);
    post.topic = Some(topic.to_owned());
    match series {
        Some((series, number)) => in_series(post, series, number),
        None => post,
    }
}

fn page(site: Site, posts: Vec<PostSummary>) -> TopicsPage {
    match Catalog::new(site, posts).page(&Route::Topics) {
        Page::Topics(page) => page,
        other => panic!("expected topics, got {other:?}"),
    }
}

fn site_in_order(series: &[&str]) -> Site {
    let mut site = full_site(None);
    let options = site.topics.as_mut().expect("topics");
    options.series = series.iter().map(|label| Slug::from_label(label)).collect();
    site
}

#[test]
fn the_lead_says_how_much_there_is() {
    let of = |posts: Vec<PostSummary>| page(full_site(None), posts).lead;
    assert_eq!(of(vec![article("a", "Async", None)]), "Browse 1 article by topic — 1 topic.");
    assert_eq!(
        of(vec![article("a", "Async", Some(("Backend", None))), article("b", "async", None)]),
        "Browse 2 articles by topic — 1 topic across Backend series."
    );
    let mut posts: Vec<PostSummary> = (0..75)
        .map(|number| {
            let series = if number < 39 { "Backend" } else { "DevOps" };
            article(&format!("p{number}"), &format!("t{}", number % 19), Some((series, Some(number))))
        })
        .collect();
    posts.push(post("no article", "", &[]));
    assert_eq!(of(posts), "Browse 75 articles by topic — 19 topics across Backend and DevOps series.");
    let three = ["Backend", "DevOps", "Frontend"];
    let posts = three.map(|series| article(series, series, Some((series, None)))).to_vec();
    let mut site = full_site(None);
    site.topics.as_mut().expect("topics").noun = ["tag".to_owned(), "tags".to_owned()];
    assert_eq!(
        page(site, posts).lead,
        "Browse 3 articles by topic — 3 tags across Backend, DevOps and Frontend series."
    );
}

#[test]
fn topics_stand_a_to_z_and_articles_by_series_number_and_title() {
    let posts = vec![
        article("loose b", "Delivery", None),
        article("ops 2", "Delivery", Some(("DevOps", Some(2)))),
        article("unlisted", "Delivery", Some(("Appendix", Some(1)))),
        article("back 11", "Delivery", Some(("Backend", Some(11)))),
        article("loose a", "delivery", None),
        article("back, no number", "Delivery", Some(("Backend", None))),
        article("back 2", "Delivery", Some(("backend", Some(2)))),
        article("x", "async", None),
        article("y", "CI/CD", None),
    ];
    let page = page(site_in_order(&["DevOps", "Backend"]), posts);
    let topics: Vec<_> = page.topics.iter().map(|topic| (topic.label.as_str(), topic.id.as_str())).collect();
    assert_eq!(topics, [("async", "async"), ("CI/CD", "ci-cd"), ("Delivery", "delivery")]);
    let articles = &page.topics[2].articles;
    let articles: Vec<_> =
        articles.iter().map(|article| (article.title.as_str(), article.label.as_deref())).collect();
    assert_eq!(
        articles,
        [
            ("ops 2", Some("DevOps · 02")),
            ("back 2", Some("Backend · 02")),
            ("back 11", Some("Backend · 11")),
            ("back, no number", Some("Backend")),
            ("unlisted", Some("Appendix · 01")),
            ("loose a", None),
            ("loose b", None),
        ]
    );
    let series: Vec<_> = page.series.iter().map(|series| (series.title.as_str(), series.count)).collect();
    assert_eq!(series, [("DevOps", 1), ("Backend", 3), ("Appendix", 1)]);
    assert_eq!(page.topics[2].articles[1].series, Some(1));
}

#[test]
fn a_series_starts_at_its_first_part_with_a_topic_or_without() {
    let first = in_series(post("first", "", &[]), "Backend", Some(1));
    let posts = vec![article("last", "Async", Some(("Backend", Some(104)))), first];
    let mut site = full_site(None);
    let title = TermTitle { title: Some("Back end".to_owned()), description: None };
    site.taxonomies[1].titles.insert(Slug::from_label("Backend"), title);
    let page = page(site, posts);
    let [series] = &page.series[..] else { panic!("one series") };
    let start = series.start.as_ref().expect("a start");
    assert_eq!((start.number.as_str(), start.link.title.as_str()), ("001", "first"));
    assert_eq!((series.title.as_str(), series.count), ("Back end", 1));
    assert_eq!(series.url.as_ref().map(|url| url.as_str()), Some("series/backend/"));
    assert_eq!(page.topics[0].articles[0].label.as_deref(), Some("Back end · 104"));
}

#[test]
fn series_without_pages_are_series_too() {
    let mut site = full_site(None);
    site.taxonomies.retain(|taxonomy| !taxonomy.ordered);
    let posts = vec![article("a", "Async", Some(("Backend", Some(3))))];
    let page = page(site, posts);
    assert_eq!(page.series[0].url, None);
    assert_eq!(page.series[0].start.as_ref().map(|start| start.number.as_str()), Some("03"));
    assert_eq!(page.topics[0].articles[0].label.as_deref(), Some("Backend · 03"));
}

#[test]
fn a_topic_takes_no_id_of_the_page() {
    let page = page(full_site(None), vec![article("a", "Main", None), article("b", "Topic main", None)]);
    let ids: Vec<_> = page.topics.iter().map(|topic| topic.id.as_str()).collect();
    assert_eq!(ids, ["main-1", "topic-main"]);
}

#[test]
fn there_is_no_page_of_topics_without_a_topic() {
    let catalog = Catalog::new(full_site(None), vec![post("a", "", &[])]);
    assert!(!catalog.routes().contains(&Route::Topics));
    assert_eq!(catalog.route(&crate::fixture::address("topics")), None);
    assert_eq!(catalog.page(&Route::Topics), Page::Missing);
    let mut site = full_site(None);
    site.topics = None;
    let catalog = Catalog::new(site, vec![article("a", "Async", None)]);
    assert!(!catalog.routes().contains(&Route::Topics));
    assert_eq!(catalog.page(&Route::Topics), Page::Missing);
}
