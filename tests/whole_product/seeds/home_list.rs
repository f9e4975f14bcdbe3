//! A home list with every post on it: the date and the category before the title, an excerpt that is cut
//! anywhere, and four tags.

use super::seen_both_ways;
use super::source::posts;
use crate::harness::browser::Browser;
use crate::harness::fixture;
use crate::harness::server::Server;

/// The parts of each card as they are read, and last where the tags lead.
const CARDS: &str = "return [...document.querySelectorAll('#results article.post-item')].map((card) => [
    ...[...card.children].filter((part) => !part.matches('.tags')).map((part) => part.innerText.trim()),
    [...card.querySelectorAll('.tags a')].map((tag) => tag.innerText.trim()).join(' '),
    [...card.querySelectorAll('.tags a')].map((tag) => tag.getAttribute('href')).join(' '),
])";

/// The ends of four excerpts, as they were counted by hand: in a word, after a space, in a word after a
/// bracket, after a comma.
const ENDS: [(usize, &str); 4] = [
    (0, "by very little water, so that wh..."),
    (6, "a rolling boil that was only a lively one. ..."),
    (9, "wastes next to nothing b..."),
    (7, "For patient cooks,..."),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_post_is_on_the_home_page_with_an_excerpt_of_160_characters_and_four_tags() {
    let site = fixture::built("home-list");
    let cards: Vec<Vec<String>> = seen_both_ways(&site, "", CARDS).await;
    let posts = posts("home-list");
    assert_eq!((cards.len(), posts.len()), (14, 14));
    for (card, post) in cards.iter().zip(&posts) {
        let line = format!("{} · {}", short_date(post.text("date")), post.list("categories")[0]);
        // What stands at a line's end is not seen, and the excerpt may end in a space before its dots.
        let kept: String = one_line(&post.body).chars().take(157).collect();
        let excerpt = format!("{kept}...");
        assert_eq!(excerpt.chars().count(), 160);
        let tags = post.list("tags");
        assert_eq!(tags.len(), 4);
        let lists: Vec<String> = tags.iter().map(|tag| format!("/tags/{tag}/")).collect();
        assert_eq!(*card, [&line, post.text("title"), &excerpt, &tags.join(" "), &lists.join(" ")]);
    }
    for (number, end) in ENDS {
        assert!(cards[number][2].ends_with(end), "{:?}", cards[number]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_and_a_category_of_one_slug_have_each_their_own_list() {
    let site = fixture::built("home-list");
    let titles = "return [...document.querySelectorAll('#results h2')].map((title) => title.innerText)";
    let tagged: Vec<String> = seen_both_ways(&site, "tags/wok-hei/", titles).await;
    let in_category: Vec<String> = seen_both_ways(&site, "categories/wok-hei/", titles).await;
    assert_eq!(tagged, ["Carbon Steel vs Cast Iron Woks", "Overcooked Rice in Large Batches"]);
    assert_eq!(in_category, ["Carbon Steel vs Cast Iron Woks"]);

    let server = Server::start(&site).await;
    let browser = Browser::open().await;
    for (query, chip, expected) in [
        ("?tags=wok-hei", "Tags: wok-hei", &tagged),
        ("?categories=wok-hei", "Categories: Wok-Hei", &in_category),
    ] {
        browser.open_app(server.url(query)).await;
        let left = if expected.len() == 1 { "1 of 14 posts" } else { "2 of 14 posts" };
        browser.wait_for_status(left).await;
        let shown: Vec<String> = browser.value(titles).await;
        assert_eq!(shown, *expected, "{query}");
        let said: String = browser.value("return document.getElementById('chip-0').innerText").await;
        assert!(said.contains(chip), "{said}");
    }
    browser.has_no_complaints("filtering").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tag_of_a_card_leads_to_what_carries_it() {
    let server = Server::start(&fixture::built("home-list")).await;
    let browser = Browser::open().await;
    browser.open_app(server.url("")).await;
    browser.mark_document().await;
    browser.click("#results .tags a[href='/tags/leftovers/']").await;
    browser.wait_for_page(&server.url("tags/leftovers/"), "leftovers").await;
    let titles: Vec<String> = browser
        .value("return [...document.querySelectorAll('#results h2')].map((title) => title.innerText)")
        .await;
    assert_eq!(titles, ["Staff Meals: Generosity vs Arithmetic", "Overcooked Rice in Large Batches"]);
    assert!(browser.is_marked().await, "the app made the list");
    browser.has_no_complaints("following a tag").await;
}

/// "Nov 9, 2025" of "2025-11-09".
fn short_date(iso: &str) -> String {
    let [year, month, day] = [&iso[..4], &iso[5..7], &iso[8..10]];
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month: usize = month.parse().expect("a month");
    format!("{} {}, {year}", names[month - 1], day.trim_start_matches('0'))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
