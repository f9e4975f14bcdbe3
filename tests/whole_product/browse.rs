//! The ways to find a post without searching: topics, taxonomies, series, the archive, sections.

use crate::harness::browser::{Browser, pause};
use crate::harness::fixture;
use crate::harness::server::Server;
use crate::large_site::large;
use crate::sources::Sources;
use std::collections::{BTreeMap, BTreeSet};

#[tokio::test(flavor = "multi_thread")]
async fn the_terms_of_a_taxonomy_are_sorted_by_name_count_and_latest() {
    let site = fixture::built("allotment");
    let server = Server::start(&site).await;
    let sources = Sources::of(&site);
    let mut terms: BTreeMap<&str, (usize, i64)> = BTreeMap::new();
    for post in &sources.posts {
        for label in post.labels("tags") {
            let term = terms.entry(label).or_default();
            term.0 += 1;
            term.1 = term.1.max(post.date.as_ref().map_or(i64::MIN, |date| date.at));
        }
    }
    let browser = Browser::open().await;
    browser.open_app(server.url("tags/")).await;
    browser.mark_document().await;
    let shown = terms_on(&browser).await;
    let expected: BTreeMap<&str, usize> = terms.iter().map(|(label, (count, _))| (*label, *count)).collect();
    assert_eq!(
        shown.iter().map(|(label, count)| (label.as_str(), *count)).collect::<BTreeMap<_, _>>(),
        expected
    );
    let by_name: Vec<String> = labels(&shown);
    let mut sorted = by_name.clone();
    sorted.sort_by_key(|label| label.to_lowercase());
    assert_eq!(by_name, sorted, "A to Z");

    browser.click("main a[href$='?sort=count']").await;
    browser.wait_for_page(&server.url("tags/?sort=count"), "Tags").await;
    let counts: Vec<usize> = terms_on(&browser).await.into_iter().map(|(_, count)| count).collect();
    assert!(
        counts.is_sorted_by(|one, other| one >= other) && counts[0] > counts[counts.len() - 1],
        "{counts:?}"
    );
    browser.click("main a[href$='?sort=latest']").await;
    browser.wait_for_page(&server.url("tags/?sort=latest"), "Tags").await;
    let latest: Vec<i64> =
        labels(&terms_on(&browser).await).iter().map(|label| terms[label.as_str()].1).collect();
    assert!(latest.is_sorted_by(|one, other| one >= other), "{latest:?}");
    let by_latest = labels(&terms_on(&browser).await);
    assert_ne!(by_latest, by_name);
    assert!(browser.is_marked().await, "no document was loaded");

    browser.driver().refresh().await.unwrap();
    browser.wait_for_app().await;
    browser
        .wait(
            "the order of the address",
            &format!(
                "document.querySelector('ul.terms a').textContent === {}",
                serde_json::json!(by_latest[0])
            ),
        )
        .await;
    assert_eq!(labels(&terms_on(&browser).await), by_latest, "after a reload");
    let current: usize =
        browser.value("return document.querySelectorAll('main a[aria-current=true]').length").await;
    assert_eq!(current, 1, "one order is shown as the present one");
    browser
        .click(
            "main a[aria-current=true] ~ a, main li:has(a[aria-current=true]) ~ li a, main a[href$='/tags/']",
        )
        .await;
    browser.has_no_complaints("at the terms").await;
}

async fn terms_on(browser: &Browser) -> Vec<(String, usize)> {
    browser
        .value("return [...document.querySelectorAll('ul.terms > li')].map((li) => [li.querySelector('a').textContent.trim(), Number(li.querySelector('.count').textContent.match(/[0-9]+/)[0])])")
        .await
}

fn labels(terms: &[(String, usize)]) -> Vec<String> {
    terms.iter().map(|(label, _)| label.clone()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_series_shows_its_numbers_and_where_one_is_missing() {
    let server = Server::start(&fixture::built("allotment")).await;
    let browser = Browser::open().await;
    browser.allow_scripts(false).await;
    browser.load(server.url("series/first-year/")).await;
    let rows: Vec<String> = browser
        .value("return [...document.querySelectorAll('ol.posts > li')].map((li) => li.querySelector('h2') ? li.innerText.replace(/\\s+/g, ' ') : `gap: ${li.innerText}`)")
        .await;
    assert_eq!(rows.len(), 5, "{rows:#?}");
    for (row, (number, title)) in rows.iter().zip([
        ("1", "The first spade"),
        ("2", "An order of seeds"),
        ("3", "gap: "),
        ("4", "Frost in May"),
        ("5", "The first harvest"),
    ]) {
        assert!(row.contains(number) && row.contains(title), "{row}: {number} {title}");
    }
    // On a post's page the way leads over the gap.
    browser.click("ol.posts a[href$='/posts/frost-in-may/']").await;
    browser.wait("the post", "document.querySelector('.series')").await;
    let series: String = browser.value("return document.querySelector('.series').innerText").await;
    assert!(series.contains("Part 4") || series.contains("04"), "{series}");
    browser.click(".series a[href$='/posts/seed-order/']").await;
    browser.wait_for_page(&server.url("posts/seed-order/"), "An order of seeds").await;
    browser.click(".series a[href$='/posts/frost-in-may/']").await;
    browser.wait_for_page(&server.url("posts/frost-in-may/"), "Frost in May").await;
    browser.click(".series a[href$='/posts/first-harvest/']").await;
    browser.wait_for_page(&server.url("posts/first-harvest/"), "The first harvest").await;
    let next: usize = browser.value("return document.querySelectorAll('.series li').length").await;
    assert_eq!(next, 1, "the last part has no next one");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_archive_has_every_dated_post_under_its_month_with_counts_that_add_up() {
    let site = fixture::built("allotment");
    let server = Server::start(&site).await;
    let sources = Sources::of(&site);
    let mut months: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for post in sources.posts.iter().rev().filter(|post| post.date.is_some()) {
        let date = post.date.as_ref().unwrap();
        months.entry(date.iso[..7].to_owned()).or_default().push(&post.title);
    }
    let browser = Browser::open().await;
    browser.open_app(server.url("archive/")).await;
    for (month, titles) in &months {
        let (count, shown): (String, Vec<String>) = browser
            .value(&format!(
                "const month = document.getElementById('{month}');
                 const around = month.matches('section, li, details') ? month : month.parentElement;
                 return [around.querySelector('.count')?.textContent ?? '', [...around.querySelectorAll('li a')].map((a) => a.textContent.trim())]"
            ))
            .await;
        assert_eq!(&shown, titles, "{month}");
        assert!(count.contains(&titles.len().to_string()), "{month}: {count}");
    }
    let total: usize = months.values().map(Vec::len).sum();
    let text: String = browser.value("return document.querySelector('.page-head').innerText").await;
    assert!(text.contains(&total.to_string()), "{total}: {text}");
    browser.click("main a[href$='/posts/honey/']").await;
    browser.wait_for_page(&server.url("posts/honey/"), "Nineteen jars").await;
    browser.has_no_complaints("in the archive").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_archive_of_a_large_site_leads_to_lists_of_years_and_months() {
    let site = large();
    let server = Server::start(&site).await;
    let sources = Sources::of(&site);
    let of = |beginning: &str| {
        sources.posts.iter().filter(|post| post.date.as_ref().unwrap().iso.starts_with(beginning)).count()
    };
    let browser = Browser::open().await;
    browser.open_app(server.url("archive/")).await;
    browser.mark_document().await;
    let posts: usize =
        browser.value("return document.querySelectorAll('main a[href*=\"/posts/\"]').length").await;
    assert_eq!(posts, 0, "more than five hundred posts are too many for one page");
    for (path, beginning) in [("archive/2019/", "2019-"), ("archive/2024/02/", "2024-02-")] {
        browser.click(&format!("main a[href$='/{path}']")).await;
        browser
            .wait(
                "the list",
                &format!("location.pathname === '/{path}' && document.querySelector('#results h2')"),
            )
            .await;
        let head: String = browser.value("return document.querySelector('.page-head').innerText").await;
        assert!(head.contains(&format!("{} posts", of(beginning))), "{head}");
        let dates: Vec<String> = browser
            .value("return [...document.querySelectorAll('#results time')].map((time) => time.dateTime)")
            .await;
        assert!(!dates.is_empty() && dates.iter().all(|date| date.starts_with(beginning)), "{dates:?}");
        browser.driver().back().await.unwrap();
        browser.wait("the archive", "location.pathname === '/archive/'").await;
    }
    assert!(browser.is_marked().await, "no document was loaded");
    browser.has_no_complaints("in the archive").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_topics_are_narrowed_folded_switched_and_jumped_to() {
    let site = fixture::built("allotment");
    let server = Server::start(&site).await;
    let sources = Sources::of(&site);
    let articles = sources.posts.iter().filter(|post| post.topic.is_some()).count();
    let topics: BTreeSet<&str> = sources.posts.iter().filter_map(|post| post.topic.as_deref()).collect();
    let browser = Browser::open().await;
    browser.allow_scripts(false).await;
    browser.load(server.url("topics/")).await;
    let (lead, groups): (String, Vec<String>) = browser
        .value("return [document.querySelector('.page-head').innerText, [...document.querySelectorAll('main details[id] h2')].map((h) => h.textContent.trim())]")
        .await;
    assert!(
        lead.contains(&format!(
            "Browse {articles} articles by topic — {} topics across First Year and Keeping Bees series",
            topics.len()
        )),
        "{lead}"
    );
    assert_eq!(groups.len(), topics.len());
    for (group, topic) in groups.iter().zip(&topics) {
        assert!(group.starts_with(topic), "A to Z: {groups:?}");
    }
    let shown: usize = browser.value("return [...document.querySelectorAll('main li[data-text]')].filter((li) => li.checkVisibility()).length").await;
    assert_eq!(shown, articles, "without scripts every article is there");
    browser.click("#bees > summary").await;
    let shown_bees =
        "return [...document.querySelectorAll('#bees li')].filter((li) => li.checkVisibility()).length";
    assert_eq!(browser.value::<usize>(shown_bees).await, 0, "a group folds without scripts");
    let dead: usize = browser
        .value("return [...document.querySelectorAll('main input, main button')].filter((e) => e.checkVisibility()).length")
        .await;
    assert_eq!(dead, 0, "what needs a script is not shown without one");

    browser.allow_scripts(true).await;
    browser.open_app(server.url("topics/")).await;
    let visible = "[...document.querySelectorAll('main li[data-text]')].filter((li) => li.checkVisibility())";
    browser.click("#narrow").await;
    browser.press("garl").await;
    browser.wait("the one that fits", &format!("{visible}.length === 1")).await;
    let (open, said): (usize, String) = browser
        .value("return [[...document.querySelectorAll('main details[id]')].filter((d) => d.checkVisibility()).length, document.querySelector('main [role=status]').textContent]")
        .await;
    assert_eq!(open, 1, "groups without an article left are not shown");
    assert!(said.contains('1'), "it is said how many are left: {said}");
    let () = browser.value("document.getElementById('narrow').select()").await;
    browser.press(thirtyfour::Key::Backspace).await;
    browser.wait("all of them", &format!("{visible}.length === {articles}")).await;

    let bees = sources
        .posts
        .iter()
        .filter(|post| post.topic.is_some() && post.labels("series").iter().any(|s| s == "Keeping Bees"))
        .count();
    browser.click("main label:has(input[name=series][value='1']), input[name=series][value='1']").await;
    browser.wait("those of the other series", &format!("{visible}.length === {}", articles - bees)).await;
    browser.click("main label:has(input[name=series][value='1']), input[name=series][value='1']").await;
    browser.wait("all of them", &format!("{visible}.length === {articles}")).await;

    browser.click("#weather > summary").await;
    browser.wait("a folded group", "!document.getElementById('weather').open").await;
    browser.click("main nav a[href$='#weather']").await;
    browser.wait("the group it leads to", "document.getElementById('weather').open && Math.abs(document.getElementById('weather').getBoundingClientRect().top) < innerHeight").await;
    browser.mark_document().await;
    browser.click("main a[href$='/posts/bees-arrive/']").await;
    browser.wait_for_page(&server.url("posts/bees-arrive/"), "The bees arrive").await;
    assert!(browser.is_marked().await, "no document was loaded");
    browser.has_no_complaints("at the topics").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_that_was_read_to_its_end_is_marked_wherever_it_is_listed() {
    let server = Server::start(&fixture::built("allotment")).await;
    let browser = Browser::open().await;
    browser.resize(800, 600).await;
    let mark = |path: &str| {
        format!("document.querySelector('main [data-read-url=\"{path}\"]')?.classList.contains('read')")
    };
    browser.open_app(server.url("tags/weather/")).await;
    browser.wait("an item that can be marked", "document.querySelector('main [data-read-url]')").await;
    let marked: usize = browser.value("return document.querySelectorAll('main .read').length").await;
    assert_eq!(marked, 0);
    // A glance at its beginning is not a reading.
    browser.click("main a[href$='/posts/snow/']").await;
    browser.wait("the post", "document.querySelector('#body')").await;
    pause(400).await;
    browser.driver().back().await.unwrap();
    browser.wait("the list", "document.querySelector('#results h2')").await;
    pause(200).await;
    assert!(
        !browser.value::<bool>(&format!("return Boolean({})", mark("posts/snow/"))).await,
        "not read to its end"
    );
    browser.click("main a[href$='/posts/snow/']").await;
    browser.wait("the post", "document.querySelector('#body')").await;
    let () = browser.value("scrollTo(0, document.documentElement.scrollHeight)").await;
    browser
        .wait("the mark in memory", "(localStorage.getItem('offprint.read') ?? '').includes('posts/snow/')")
        .await;
    browser.driver().back().await.unwrap();
    browser.wait("the mark", &mark("posts/snow/")).await;
    let heard: String = browser
        .value("return document.querySelector('main [data-read-url=\"posts/snow/\"]').textContent")
        .await;
    assert!(heard.contains("read"), "who does not see it hears it: {heard}");
    // Elsewhere and later too; also when the app makes the list itself.
    browser.open_app(server.url("topics/")).await;
    browser.wait("the mark among the topics", &mark("posts/snow/")).await;
    browser.open_app(server.url("?tags=frost")).await;
    browser.wait("the mark in a filtered list", &mark("posts/snow/")).await;
    let stored: Vec<String> = browser.value("return JSON.parse(localStorage.getItem('offprint.read'))").await;
    assert_eq!(stored, ["posts/snow/"]);
    // What is in the way of marks is no harm.
    let () = browser.value("localStorage.setItem('offprint.read', '{\"not\": [\"a list')").await;
    browser.open_app(server.url("topics/")).await;
    pause(200).await;
    browser.has_no_complaints("with broken marks").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_section_has_its_posts_and_no_others() {
    let site = fixture::built("allotment");
    let sources = Sources::of(&site);
    for (path, title) in [("letters/", "Letters"), ("posts/", "Entries")] {
        let listed: BTreeSet<String> = sources.list(&site, path).into_iter().map(|post| post.title).collect();
        let of_section: BTreeSet<String> =
            sources.posts.iter().filter(|post| post.section == path).map(|post| post.title.clone()).collect();
        assert!(listed.len() >= 4);
        assert_eq!(listed, of_section, "{title}");
        assert!(site.text(&format!("{path}index.html")).contains(&format!(">{title}</h1>")));
    }
}
