//! A tag's list with the whole summary of every post, and how long it takes to read.

use super::seen_both_ways;
use super::source::posts;
use crate::harness::fixture;

/// What the cards of a list say, part by part.
const CARDS: &str = "return [...document.querySelectorAll('#results article.post-item')]
    .map((card) => [...card.children].map((part) => part.innerText.trim()))";

/// Minutes and words of the ten newest.
const LENGTHS: [(usize, usize); 10] = [
    (8, 1493),
    (7, 1292),
    (8, 1504),
    (7, 1366),
    (8, 1508),
    (8, 1590),
    (7, 1485),
    (8, 1620),
    (7, 1416),
    (8, 1687),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_tags_first_page_has_ten_titles_whole_summaries_and_reading_times() {
    let site = fixture::built("tag-list");
    let cards: Vec<Vec<String>> = seen_both_ways(&site, "tags/railways/", CARDS).await;
    let posts = posts("tag-list");
    let tagged: Vec<_> = posts.iter().filter(|post| post.list("tags").contains(&"Railways")).collect();
    assert!(tagged.len() > 10 && tagged.len() < posts.len(), "{} of {}", tagged.len(), posts.len());
    assert_eq!(cards.len(), 10);
    for ((card, post), (minutes, words)) in cards.iter().zip(&tagged).zip(LENGTHS) {
        assert_eq!(minutes, words.div_ceil(213));
        let line = format!("April 21, 2026 · {minutes} min · {words} words · Philippa Harcourt");
        assert_eq!(*card, [post.text("title"), post.text("summary"), line.as_str()]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rest_of_the_tag_is_on_its_second_page() {
    let site = fixture::built("tag-list");
    let script = "return [
        [...document.querySelectorAll('#results article.post-item h2')].map((title) => title.innerText),
        [document.querySelector('.page-head').innerText],
        [...document.querySelectorAll('nav[aria-label=Pages] a')].map((link) => link.getAttribute('href')),
    ]";
    let [titles, head, pages]: [Vec<String>; 3] =
        seen_both_ways(&site, "tags/railways/page/2/", script).await;
    let posts = posts("tag-list");
    let tagged = posts.iter().filter(|post| post.list("tags").contains(&"Railways"));
    let rest: Vec<&str> = tagged.skip(10).map(|post| post.text("title")).collect();
    assert_eq!(titles, rest);
    assert!(head[0].contains("13 posts, page 2 of 2"), "{head:?}");
    assert!(pages.contains(&"/tags/railways/".to_owned()), "{pages:?}");
}

#[test]
fn a_list_shows_the_summary_and_the_feed_the_description() {
    let site = fixture::built("tag-list");
    let feed = feed_rs::parser::parse(site.text("tags/railways/feed.xml").as_bytes()).expect("a feed");
    let posts = posts("tag-list");
    assert_eq!(feed.entries.len(), 13);
    for entry in feed.entries {
        let post = posts.iter().find(|post| entry.id.ends_with(&post.address)).expect(&entry.id);
        assert_ne!(post.text("description"), post.text("summary"));
        let description = entry.summary.expect("a description").content;
        assert_eq!(description.replace("&#39;", "'"), post.text("description"), "{}", entry.id);
    }
}
