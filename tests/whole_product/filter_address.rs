//! What a reader has chosen is in the address: it can be shared, reloaded and gone back to, and whatever
//! stands there does no harm.

use crate::harness::browser::{Browser, pause};
use crate::harness::fixture;
use crate::harness::list::by_id;
use crate::harness::server::Server;
use crate::sources::{As, Choice, Sources, status};

const SHARED: &str = "?q=the&year=2024,2025&tags=fruit,tools,weather&authors.without=tom-rudge";

fn shared() -> Choice {
    Choice {
        words: "the",
        terms: vec![
            ("year", As::Or, "2024"),
            ("year", As::Or, "2025"),
            ("tags", As::Or, "fruit"),
            ("tags", As::Or, "tools"),
            ("tags", As::Or, "weather"),
            ("authors", As::Without, "tom-rudge"),
        ],
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_address_shows_its_list_when_it_is_opened_and_when_it_is_reloaded() {
    for base in ["/", "/blog/"] {
        let site = fixture::built_at("allotment", base);
        let server = Server::start(&site).await;
        let sources = Sources::of(&site);
        let list = sources.list(&site, "");
        let browser = Browser::open().await;
        // The finished page is there at once; the app's code comes later.
        let gate = server.hold("assets/*.wasm");
        browser.load(server.url(SHARED)).await;
        let titles = "document.querySelectorAll('#results h2').length";
        assert_eq!(
            browser.value::<usize>(&format!("return {titles}")).await,
            6,
            "the whole list is shown until then"
        );
        gate.open();
        let left = list.iter().filter(|post| shared().fits(post)).count();
        assert!(left > 0 && left < 6);
        browser.wait_for_status(&status(left, list.len())).await;
        browser.open_filters().await;
        let opened = browser.seen().await;
        sources.confirm(&list, &shared(), &opened, 6);
        assert_eq!((opened.query.as_str(), opened.chips), (SHARED, 7), "{opened:?}");
        let words: String = browser.value("return document.getElementById('filter-words').value").await;
        assert_eq!(words, "the");

        browser.driver().refresh().await.unwrap();
        browser.wait_for_status(&status(left, list.len())).await;
        browser.open_filters().await;
        assert_eq!(browser.seen().await, opened);
        browser.has_no_complaints("at a shared address").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn back_and_forward_lead_through_the_choices_and_keep_the_place() {
    let site = fixture::built("allotment");
    let server = Server::start(&site).await;
    let browser = Browser::open().await;
    browser.resize(400, 500).await;
    browser.open_app(server.url("")).await;
    browser.mark_document().await;
    browser.open_filters().await;
    browser.choose("f-tags-tools").await;
    browser.wait_for_query("?tags=tools").await;
    browser.choose("f-tags-seeds").await;
    browser.wait_for_query("?tags=seeds,tools").await;
    let both = browser.seen().await;

    scroll_to(&browser, 420).await;
    let () = browser.value("document.querySelector('#results li:nth-last-child(2) h2 a').click()").await;
    browser.wait("a post", "document.querySelector('#body') && location.search === ''").await;
    browser.driver().back().await.unwrap();
    browser.wait_for_query("?tags=seeds,tools").await;
    browser.wait_for_status(&both.status).await;
    browser.wait("the old place", "Math.abs(scrollY - 420) < 3").await;
    assert_eq!(browser.seen().await.titles, both.titles, "after a post the list is as it was left");

    browser.driver().back().await.unwrap();
    browser.wait_for_query("?tags=tools").await;
    browser.wait("one chip", "document.querySelectorAll('#chips [id^=chip-]').length === 1").await;
    assert_ne!(browser.seen().await.titles, both.titles);
    browser.driver().back().await.unwrap();
    browser.wait_for_query("").await;
    browser.wait("no chip", "!document.querySelector('#chips a')").await;
    let seen = browser.seen().await;
    assert_eq!((seen.status.as_str(), seen.titles.len()), ("", 6));
    browser.driver().forward().await.unwrap();
    browser.driver().forward().await.unwrap();
    browser.wait_for_query("?tags=seeds,tools").await;
    browser.wait_for_status(&both.status).await;
    assert_eq!(browser.seen().await.titles, both.titles);
    assert!(browser.is_marked().await, "no document was loaded");
    browser.has_no_complaints("going back and forward").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_box_for_words_says_what_the_address_says() {
    let server = Server::start(&fixture::built("allotment")).await;
    let browser = Browser::open().await;
    browser.open_app(server.url("")).await;
    browser.mark_document().await;
    browser.open_filters().await;
    browser.click("#filter-words").await;
    browser.press("garlic").await;
    browser.wait_for_query("?q=garlic").await;
    browser.choose("f-tags-kitchen").await;
    browser.wait_for_query("?q=garlic&tags=kitchen").await;
    browser.wait_for_status(&status(1, 35)).await;
    browser.click("#clear").await;
    browser.wait_for_query("").await;
    browser.wait("an empty box", "document.getElementById('filter-words').value === ''").await;
    for (query, left) in [("?q=garlic&tags=kitchen", 1), ("?q=garlic", 2)] {
        browser.driver().back().await.unwrap();
        browser.wait_for_query(query).await;
        browser.wait_for_status(&status(left, 35)).await;
        let words: String = browser.value("return document.getElementById('filter-words').value").await;
        assert_eq!(words, "garlic");
    }
    assert!(browser.is_marked().await, "no document was loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_address_says_beside_the_filters_is_left_alone_and_links_drop_it() {
    let site = fixture::built("allotment");
    let server = Server::start(&site).await;
    let sources = Sources::of(&site);
    let browser = Browser::open().await;
    browser.open_app(server.url("?utm_source=letter&colour=blue")).await;
    pause(300).await;
    let seen = browser.seen().await;
    assert_eq!((seen.titles.len(), seen.status.as_str()), (6, ""), "it is the whole list");
    browser.open_app(server.url("?utm_source=letter&tags=bees&nonsense&tags.maybe=x")).await;
    let bees = Choice::terms(&[("tags", As::Or, "bees")]);
    browser.open_filters().await;
    sources.confirm(&sources.list(&site, ""), &bees, &browser.seen().await, 6);
    let links: Vec<String> = browser
        .value("return [...document.querySelectorAll('#filters a, #results .pages a')].map((a) => a.getAttribute('href'))")
        .await;
    assert!(links.iter().all(|link| !link.contains("utm") && !link.contains("nonsense")), "{links:?}");
    browser.has_no_complaints("with other parameters").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_in_an_address_breaks_the_page_or_runs() {
    let server = Server::start(&fixture::built("allotment")).await;
    let browser = Browser::open().await;
    let long = format!("?q={}", "word ".repeat(2_000).trim_end().replace(' ', "%20"));
    let many = format!("?tags={}", (0..900).map(|n| format!("t{n}")).collect::<Vec<_>>().join(","));
    let markup = "<img src=x onerror=window.harmed=1>\"'><script>window.harmed=1</script>";
    let encoded: String = markup.bytes().map(|byte| format!("%{byte:02x}")).collect();
    for query in [
        &*format!("?q={markup}"),
        &*format!("?q={encoded}"),
        &*format!("?tags={encoded}&year={encoded}&sort={encoded}&page={encoded}"),
        "?q=%",
        "?q=%ff%fe%00",
        "?%=%&&&==&q",
        "?page=99999999999999999999&tags=bees",
        "?page=0&tags=bees",
        "?page=-1",
        "?page=40&q=the",
        "?sort=__proto__&tags=constructor&tags.with=__proto__",
        "?q=+++&tags=,,,&year=,",
        "?q=%F0%9F%90%9D%20%E2%80%AE",
        &long,
        &many,
    ] {
        let short = query.get(..60).unwrap_or(query).to_owned();
        browser.open_app(server.url(query)).await;
        browser.open_filters().await;
        let (harmed, headings, boxes, images): (bool, usize, usize, usize) = browser
            .value("return [Boolean(window.harmed), document.querySelectorAll('h1').length, document.querySelectorAll('#filters').length, document.querySelectorAll('#filters img, #filters script').length]")
            .await;
        assert_eq!((harmed, headings, boxes, images), (false, 1, 1, 0), "{short}");
        let wide: bool = browser
            .value("const root = document.documentElement; return root.scrollWidth > root.clientWidth")
            .await;
        assert!(!wide, "{short} makes the page scroll sideways");
        browser.has_no_complaints(&short).await;
        // The reader gets on from there.
        if browser.value("return Boolean(document.getElementById('clear'))").await {
            browser.click("#clear").await;
            browser.wait_for_query("").await;
        }
        browser.choose("f-tags-seeds").await;
        browser
            .wait(
                "the list",
                &format!("document.querySelector(`{}[aria-current=true]`)", by_id("f-tags-seeds")),
            )
            .await;
    }
    let () = browser.value("document.getElementById('filter-words').focus()").await;
    browser.press(markup).await;
    browser.wait("an answer", "location.search.includes('onerror')").await;
    pause(200).await;
    let harmed: bool = browser.value("return Boolean(window.harmed)").await;
    assert!(!harmed, "what is typed does not run");
    browser.has_no_complaints("after typing markup").await;
}

async fn scroll_to(browser: &Browser, top: u32) {
    let () = browser.value(&format!("scrollTo(0, {top})")).await;
    browser.wait("the scroll", &format!("Math.abs(scrollY - {top}) < 3")).await;
    // A scroll is remembered once the reader pauses; this is how long a reader's pause is at least.
    pause(300).await;
}
