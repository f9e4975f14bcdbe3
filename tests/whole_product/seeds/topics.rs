//! All articles by topic: two series, parted into groups that fold.

use super::seen_both_ways;
use super::source::{Source, posts};
use crate::harness::browser::Browser;
use crate::harness::fixture;
use crate::harness::server::Server;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The series in the configured order, and their parts.
const SERIES: [(&str, u32); 2] = [("Foundry", 39), ("Bindery", 36)];

/// How many articles each topic has, as the page has them.
const TOPICS: [(&str, usize); 19] = [
    ("adhesives", 1),
    ("Colophon", 2),
    ("Construction", 8),
    ("Daily Work", 7),
    ("Drying", 2),
    ("Durability", 3),
    ("Enclosures", 3),
    ("Gathering", 3),
    ("Groundwork", 11),
    ("Guarding", 5),
    ("Imposition", 3),
    ("Ink/Paper", 4),
    ("Inspection", 4),
    ("Jig", 3),
    ("Make-ready", 3),
    ("Proofs", 1),
    ("Revived Habits", 3),
    ("Trade", 4),
    ("Type", 5),
];

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Seen {
    title: String,
    lead: String,
    groups: Vec<Group>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Group {
    name: String,
    count: String,
    /// Label, title and blurb of each article, in the order in which they are read.
    articles: Vec<Vec<String>>,
}

const PAGE: &str = "
    const text = (element) => element.innerText.trim();
    return {
        title: text(document.querySelector('h1')),
        lead: text(document.querySelector('.lead')),
        groups: [...document.querySelectorAll('details.topic')].map((group) => ({
            name: text(group.querySelector('h2')),
            count: text(group.querySelector('summary .count')),
            articles: [...group.querySelectorAll('li')].map((article) => [...article.children].map(text)),
        })),
    };";

#[tokio::test(flavor = "multi_thread")]
async fn every_article_stands_in_its_topic_by_series_and_number() {
    let site = fixture::built("topics");
    let seen: Seen = seen_both_ways(&site, "topics/", PAGE).await;
    let below_a_path = fixture::built_at("topics", "/blog/");
    assert_eq!(seen_both_ways::<Seen>(&below_a_path, "topics/", PAGE).await, seen);
    assert_eq!(seen.title, "All Topics");
    assert_eq!(seen.lead, "Browse 75 articles by topic — 19 tags across Foundry and Bindery series.");
    let counts: Vec<(&str, usize)> =
        seen.groups.iter().map(|group| (group.name.as_str(), group.articles.len())).collect();
    assert_eq!(counts, TOPICS);
    for group in &seen.groups {
        let many = group.articles.len();
        assert_eq!(group.count, if many == 1 { "1 article".to_owned() } else { format!("{many} articles") });
    }
    assert_eq!(seen.groups, expected());

    let labels = seen.groups.iter().flat_map(|group| &group.articles).map(|article| article[0].clone());
    let mut labels: Vec<String> = labels.collect();
    labels.sort();
    let parts = |(series, last): (&'static str, u32)| (1..=last).map(move |n| format!("{series} · {n:02}"));
    let mut all: Vec<String> = SERIES.into_iter().flat_map(parts).collect();
    all.sort();
    assert_eq!(labels, all, "every number of both series, once");
    let paper = &seen.groups[11].articles[0];
    let first = "Damp weather in every pile. The shortest quarrel between ink and what it lies upon.";
    assert_eq!(*paper, ["Bindery · 06", "Sheets That Curl Back", first]);
}

/// The groups as the sources have them.
fn expected() -> Vec<Group> {
    let mut topics: BTreeMap<String, Vec<Source>> = BTreeMap::new();
    for post in posts("topics") {
        topics.entry(post.text("topic").to_owned()).or_default().push(post);
    }
    let mut topics: Vec<(String, Vec<Source>)> = topics.into_iter().collect();
    topics.sort_by_key(|(name, _)| name.to_lowercase());
    let groups = topics.into_iter().map(|(name, mut articles)| {
        articles.sort_by_key(|article| {
            let (series, number) = article.part();
            (SERIES.iter().position(|(name, _)| *name == series), number)
        });
        let count = articles.len();
        let articles = articles.iter().map(|article| {
            let (series, number) = article.part();
            let label = format!("{series} · {number:02}");
            vec![label, article.text("title").to_owned(), article.text("summary").to_owned()]
        });
        let count = if count == 1 { "1 article".to_owned() } else { format!("{count} articles") };
        Group { name, count, articles: articles.collect() }
    });
    groups.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn groups_fold_and_are_jumped_to_without_a_script() {
    let server = Server::start(&fixture::built("topics")).await;
    let browser = Browser::open().await;
    browser.allow_scripts(false).await;
    browser.load(server.url("topics/")).await;
    let shown =
        "return [...document.querySelectorAll('#ink-paper li')].filter((li) => li.checkVisibility()).length";
    assert_eq!(browser.value::<usize>(shown).await, 4, "open at first");
    browser.click("#ink-paper > summary").await;
    assert_eq!(browser.value::<usize>(shown).await, 0, "folded");
    browser.click("#ink-paper > summary").await;
    assert_eq!(browser.value::<usize>(shown).await, 4);
    browser.click("nav[aria-label=Topics] a[href='#trade']").await;
    browser
        .wait("the group", "Math.abs(document.getElementById('trade').getBoundingClientRect().top) < 120")
        .await;
    let idle = "return [...document.querySelectorAll('#narrow, input[name=series]')].filter((input) => input.checkVisibility()).length";
    assert_eq!(browser.value::<usize>(idle).await, 0, "nothing is offered that needs a script");
    browser.click(".series-switches a[href='/posts/a-binder-s-whole-day/']").await;
    browser.wait_for_page(&server.url("posts/a-binder-s-whole-day/"), "A Binder's Whole Day").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_narrows_to_what_is_typed() {
    let server = Server::start(&fixture::built("topics")).await;
    let browser = Browser::open().await;
    browser.open_app(server.url("topics/")).await;
    for typed in ["PAPER", "paper bindery", "bindery · 06", "no such thing", ""] {
        let () = browser.value("document.getElementById('narrow').select()").await;
        browser
            .press(if typed.is_empty() {
                char::from(thirtyfour::Key::Delete).to_string()
            } else {
                typed.to_owned()
            })
            .await;
        let left = left(&|text| typed.to_lowercase().split(' ').all(|word| text.contains(word)));
        is_left(&browser, &left).await;
    }
    browser.has_no_complaints("narrowing").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_series_is_switched_off_and_on() {
    let server = Server::start(&fixture::built("topics")).await;
    let browser = Browser::open().await;
    browser.open_app(server.url("topics/")).await;
    let bindery = "input[name=series][value='1']";
    browser.click(bindery).await;
    is_left(&browser, &left(&|text| text.contains("foundry · "))).await;
    browser.click("input[name=series][value='0']").await;
    is_left(&browser, &[]).await;
    browser.click(bindery).await;
    is_left(&browser, &left(&|text| text.contains("bindery · "))).await;
    browser.click("#narrow").await;
    browser.press("glue").await;
    is_left(&browser, &left(&|text| text.contains("bindery · ") && text.contains("glue"))).await;
    browser.has_no_complaints("switching").await;
}

/// Topic and title of the articles whose text, in small letters, fits.
fn left(fits: &dyn Fn(&str) -> bool) -> Vec<[String; 2]> {
    let groups = expected().into_iter();
    let articles =
        groups.flat_map(|group| group.articles.into_iter().map(move |article| (group.name.clone(), article)));
    let fitting = articles
        .filter(|(_, article)| fits(&format!("{} {} {}", article[1], article[2], article[0]).to_lowercase()));
    fitting.map(|(topic, article)| [topic, article[1].clone()]).collect()
}

/// Takes the page if it shows these articles, no group without one, a jump to each group that is left, and
/// says so.
async fn is_left(browser: &Browser, left: &[[String; 2]]) {
    let mut topics: Vec<&str> = left.iter().map(|[topic, _]| topic.as_str()).collect();
    topics.dedup();
    let status = match left.len() {
        75 => String::new(),
        0 => "No article fits".to_owned(),
        some => format!("{some} of 75 articles, in {} of 19 groups", topics.len()),
    };
    let said = format!("document.getElementById('narrow-status').textContent === '{status}'");
    browser.wait(&format!("“{status}”"), &said).await;
    let script = "
        const seen = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility());
        return [
            seen('.topic li').map((li) => [li.closest('.topic').querySelector('h2').innerText, li.querySelector('h3').innerText]),
            seen('.topic').map((group) => group.querySelector('h2').innerText),
            seen('nav[aria-label=Topics] a').map((link) => link.firstChild.data.trim()),
        ];";
    let (articles, groups, jumps): (Vec<[String; 2]>, Vec<String>, Vec<String>) = browser.value(script).await;
    assert_eq!(articles, left);
    assert_eq!(groups, topics);
    assert_eq!(jumps, topics);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_jump_opens_the_group_and_a_series_is_started_at_its_first_part() {
    let server = Server::start(&fixture::built("topics")).await;
    let browser = Browser::open().await;
    browser.open_app(server.url("topics/")).await;
    let jumps: Vec<String> = browser
        .value("return [...document.querySelectorAll('nav[aria-label=Topics] a')].map((link) => link.innerText.trim())")
        .await;
    let expected: Vec<String> = TOPICS.iter().map(|(name, count)| format!("{name} {count}")).collect();
    assert_eq!(jumps, expected);
    browser.mark_document().await;
    browser.click("#revived-habits > summary").await;
    browser.wait("the fold", "!document.getElementById('revived-habits').open").await;
    browser.click("nav[aria-label=Topics] a[href='#revived-habits']").await;
    browser
        .wait(
            "the open group",
            "document.getElementById('revived-habits').open && location.hash === '#revived-habits'
             && Math.abs(document.getElementById('revived-habits').getBoundingClientRect().top) < 120",
        )
        .await;
    for (series, path, title) in [
        ("Foundry", "posts/what-is-a-foundry/", "What Is a Foundry?"),
        ("Bindery", "posts/a-binder-s-whole-day/", "A Binder's Whole Day"),
    ] {
        browser.open_app(server.url("topics/")).await;
        let text: String = browser
            .value(&format!("return document.querySelector('a.start[href=\"/{path}\"]').textContent"))
            .await;
        assert_eq!(text, format!("Start at 01 of {series}"));
        browser.mark_document().await;
        browser.click(&format!("a.start[href='/{path}']")).await;
        browser.wait_for_page(&server.url(path), title).await;
        assert!(browser.is_marked().await, "the app shows the page");
    }
    browser.has_no_complaints("starting a series").await;
}
