//! What search fetches, when, and how a reader who types faster than the network answers is served.

use crate::harness::browser::{Browser, pause};
use crate::harness::headers_file::matches;
use crate::harness::search::FILES;
use crate::harness::server::{Fault, Server};
use crate::large_site::large;
use crate::search_page::cafe_without_workers;
use crate::sources::Sources;
use std::time::{Duration, Instant};
use thirtyfour::Key;

/// Ten hits or all, each with the text around what matched.
const EXCERPTS: &str = "document.querySelectorAll('.hit-excerpt').length > 0 && [...document.querySelectorAll('.hit-excerpt')].every((excerpt) => excerpt.textContent.trim())";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_search_is_fetched_before_a_reader_reaches_for_it() {
    let (_, server, browser) = cafe_without_workers().await;
    browser.open_app(server.url("")).await;
    browser.open_filters().await;
    browser.choose("f-tags-radio").await;
    browser.wait_for_query("?tags=radio").await;
    browser.click("#results h2 a").await;
    browser.wait("a post", "document.querySelector('#body')").await;
    // Idle moments included.
    pause(1_000).await;
    for pattern in FILES {
        assert_eq!(server.requests_of(pattern), 0, "{:?}", server.take_requests());
    }
    browser.hover("header .search-link").await;
    server.is_asked_for("search.bin").await;
    pause(300).await;
    assert_eq!(server.requests_of("data/search/*"), 0, "what a query needs waits for a query");
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("search/")).await;
    server.take_requests();
    let () = browser
        .value("document.getElementById('search-box').blur(); document.getElementById('search-box').focus()")
        .await;
    browser.ask("gramophone").await;
    assert!(server.requests_of("search.bin") <= 1, "{:?}", server.take_requests());
}

#[tokio::test(flavor = "multi_thread")]
async fn hits_with_their_text_are_there_after_three_rounds() {
    let site = large();
    let query = words_of_a_title(&Sources::of(&site), 3);
    for palette in [true, false] {
        let server = Server::start(&site).await;
        let browser = Browser::open_without_workers().await;
        let rounds = server.hold_by_rounds(&FILES);
        if palette {
            browser.open_app(server.url("")).await;
            server.take_requests();
            browser.open_palette().await;
            browser.press(query.as_str()).await;
        } else {
            browser.load(server.url(&format!("search/?q={}", query.replace(' ', "+")))).await;
        }
        let mut fetched: Vec<Vec<String>> = Vec::new();
        while let Some(round) = next_round(&server, &browser).await {
            rounds.next();
            match fetched.last_mut() {
                // Without HTTP/2 a browser asks a host for six files at a time.
                Some(last) if last.len() % 6 == 0 && kind(&last[0]) == kind(&round[0]) => last.extend(round),
                _ => fetched.push(round),
            }
        }
        assert!(fetched.len() <= 3, "{} rounds: {fetched:#?}", fetched.len());
        let requests = fetched.iter().flatten().count();
        println!("{requests} requests in {} rounds: {fetched:#?}", fetched.len());
        assert!(requests <= 30, "{requests} requests: {fetched:#?}");
        let shown: usize = browser.value("return document.querySelectorAll('.hit-excerpt').length").await;
        assert!(shown >= 5, "{shown} hits");
        browser.has_no_complaints("on a cold start").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_key_shows_at_once_and_the_last_answer_stands() {
    let site = large();
    let query = words_of_a_title(&Sources::of(&site), 2);
    let expected = {
        let server = Server::start(&site).await;
        let browser = Browser::open_without_workers().await;
        browser.open_app(server.url("")).await;
        browser.open_palette().await;
        browser.ask_palette(&query).await
    };
    assert!(expected.hits.len() > 3, "{expected:?}");
    // The files of what was typed first come last: they stay on the way while all later ones are quick.
    for slow in ["search.bin", "data/search/*"] {
        let server = Server::start(&site).await;
        let browser = Browser::open_without_workers().await;
        browser.open_app(server.url("")).await;
        let gate = server.hold(slow);
        browser.open_palette().await;
        let typed = "return document.querySelector('#palette input').value";
        browser.press("b").await;
        server.is_asked_for(slow).await;
        server.fault(slow, Fault::Late(Duration::from_millis(30)));
        browser.press(Key::Backspace).await;
        for (end, letter) in query.char_indices() {
            browser.press(letter.to_string()).await;
            let shown: String = browser.value(typed).await;
            assert_eq!(shown, query[..=end], "each key shows at once");
        }
        if slow == "data/search/*" {
            let answer = browser.wait_for_palette_answer(&query).await;
            assert_eq!(answer.titles(), expected.titles());
        }
        gate.open();
        let answer = browser.wait_for_palette_answer(&query).await;
        assert_eq!(answer, expected);
        pause(500).await;
        assert_eq!(browser.palette().await, expected, "what comes late changes nothing");
        browser.has_no_complaints("typing fast").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_there_is_not_fetched_again() {
    let (_, server, browser) = cafe_without_workers().await;
    browser.open_app(server.url("search/")).await;
    browser.ask("gramophone").await;
    browser.ask("crystal radio").await;
    let fetched = server.take_requests();
    let mut searched: Vec<&String> = fetched.iter().filter(|path| path.starts_with("data/search/")).collect();
    searched.sort();
    assert!(!searched.is_empty() && searched.windows(2).all(|pair| pair[0] != pair[1]), "{searched:#?}");
    browser.ask("gramophone").await;
    let again = server.requests_of("data/search/*");
    assert_eq!(again, 0, "{:?}", server.take_requests());
}

/// What is asked for until nothing more comes; none once the hits are there with their text.
async fn next_round(server: &Server, browser: &Browser) -> Option<Vec<String>> {
    let of_search = |path: &String| FILES.iter().any(|pattern| matches(pattern, path));
    let mut round: Vec<String> = Vec::new();
    let mut quiet = Instant::now();
    loop {
        let more: Vec<String> = server.take_requests().into_iter().filter(of_search).collect();
        if !more.is_empty() {
            quiet = Instant::now();
            round.extend(more);
        }
        if round.is_empty() && browser.comes_true(EXCERPTS, Duration::ZERO).await {
            return None;
        }
        if !round.is_empty() && quiet.elapsed() > Duration::from_millis(400) {
            return Some(round);
        }
        assert!(quiet.elapsed() < Duration::from_secs(30), "nothing is asked for, and there is no answer");
        pause(20).await;
    }
}

/// What a file of the index holds, by its name.
fn kind(path: &str) -> &str {
    path.strip_prefix("data/search/").and_then(|name| name.split('-').next()).unwrap_or(path)
}

/// Words of a post's title, none of them a small one.
fn words_of_a_title(sources: &Sources, count: usize) -> String {
    let words = |title: &str| -> Vec<String> {
        title.to_lowercase().split(' ').filter(|word| word.len() > 5).map(str::to_owned).collect()
    };
    let title = sources.posts.iter().skip(400).map(|post| words(&post.title)).find(|words| words.len() >= 3);
    title.expect("a title with long words")[..count].join(" ")
}
