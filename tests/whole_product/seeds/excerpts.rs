//! A list of automatic excerpts, each with a link to read on.

use super::seen_both_ways;
use super::source::posts;
use crate::harness::browser::Browser;
use crate::harness::fixture;
use crate::harness::server::Server;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Title, excerpt, the words of the link that are seen, and where it leads.
const CARDS: &str = "return [...document.querySelectorAll('#results article.post-item')].map((card) => {
    const link = card.querySelector('.read-more a');
    const seen = [...link.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    return [
        card.querySelector('h2').innerText,
        card.querySelector('.summary').innerText,
        seen.map((node) => node.data).join('').trim(),
        link.getAttribute('href'),
    ];
})";

#[tokio::test(flavor = "multi_thread")]
async fn ten_excerpts_of_55_words_go_on_behind_a_link() {
    let site = fixture::built("excerpts");
    let cards: Vec<[String; 4]> = seen_both_ways(&site, "", CARDS).await;
    let posts = posts("excerpts");
    assert_eq!((cards.len(), posts.len()), (10, 10));
    for ([title, excerpt, link, target], post) in cards.iter().zip(&posts) {
        assert_eq!(title, post.text("title"));
        let kept: Vec<&str> = post.body.split_whitespace().take(55).collect();
        assert_eq!(*excerpt, format!("{} […]", kept.join(" ")));
        assert_eq!(link, "Read more");
        assert_eq!(*target, format!("/{}", post.address));
    }
    let ends = |number: usize, end: &str| assert!(cards[number][1].ends_with(end), "{:?}", cards[number]);
    ends(0, "There is no way to […]");
    ends(1, "to the moon in its arch, […]");
    ends(9, "It plainly does. […]");
}

#[tokio::test(flavor = "multi_thread")]
async fn links_to_read_on_are_told_apart_by_ear() {
    let server = Server::start(&fixture::built("excerpts")).await;
    let browser = Browser::open().await;
    browser.load(server.url("")).await;
    let tree = browser.devtools("Accessibility.getFullAXTree", json!({})).await;
    let nodes = tree["nodes"].as_array().expect("a tree");
    let is_link = |node: &&Value| node["role"]["value"] == "link" && node["ignored"] == false;
    let names = nodes.iter().filter(is_link).filter_map(|node| node["name"]["value"].as_str());
    let names: Vec<&str> = names.filter(|name| name.starts_with("Read more")).collect();
    assert_eq!(names.len(), 10, "{names:?}");
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), 10, "{names:?}");
    for (name, post) in names.iter().zip(posts("excerpts")) {
        assert!(name.contains(post.text("title")), "{name}");
    }
}
