//! A reader types: words to look for in a list, and the name of a term in a long facet.

use crate::filters::{PER_PAGE, allotment};
use crate::harness::browser::pause;
use crate::sources::{Choice, status};
use thirtyfour::Key;

#[tokio::test(flavor = "multi_thread")]
async fn words_find_posts_by_their_beginnings_whatever_their_case_and_marks() {
    let (site, server, browser, sources) = allotment().await;
    let list = sources.list(&site, "");
    browser.open_app(server.url("")).await;
    browser.open_filters().await;
    for (words, some) in [
        ("garl", true),
        ("KÜRBIS", true),
        ("kurb", true),
        ("cafe", true),
        ("creme cass", true),
        ("tom hive", true),
        ("külz", true),
        ("arlic", false),
        ("bees yards", false),
        ("beet", false),
    ] {
        browser.wait("an empty box", "document.getElementById('filter-words').value === ''").await;
        browser.click("#filter-words").await;
        browser.press(words).await;
        let choice = Choice::words(words);
        let found = list.iter().filter(|post| choice.fits(post)).count();
        assert_eq!(found > 0, some, "{words}");
        browser.wait_for_words(words).await;
        browser.wait_for_status(&status(found, list.len())).await;
        sources.confirm(&list, &choice, &browser.seen().await, PER_PAGE);
        let () = browser.value("document.getElementById('filter-words').select()").await;
        browser.press(Key::Backspace).await;
        browser.wait_for_query("").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_reader_types_changes_the_list_and_nothing_else() {
    let (_, server, browser, sources) = allotment().await;
    let bees = status(sources.posts.iter().filter(|post| Choice::words("bees").fits(post)).count(), 35);
    browser.open_app(server.url("")).await;
    browser.open_filters().await;
    let () = browser
        .value(
            "window.kept = ['#filter-words', '#filters', 'header', 'h1', '#filter-status', 'footer'].map((s) => [s, document.querySelector(s)]);
             window.entries = history.length;
             window.heard = [];
             new MutationObserver(() => heard.push(document.getElementById('filter-status').textContent.trim()))
                 .observe(document.getElementById('filter-status'), { childList: true, characterData: true, subtree: true });",
        )
        .await;
    browser.click("#filter-words").await;
    browser.press("bes").await;
    browser.wait_for_status(&status(0, 35)).await;
    browser.press(Key::Left + "e").await;
    browser.wait_for_status(&bees).await;
    let (value, caret, focused): (String, u32, bool) = browser
        .value("const box = document.getElementById('filter-words'); return [box.value, box.selectionStart, box === document.activeElement]")
        .await;
    assert_eq!((value.as_str(), caret, focused), ("bees", 3, true), "the caret stays where it was");
    let replaced: Vec<String> = browser
        .value("return kept.filter(([s, e]) => document.querySelector(s) !== e).map(([s]) => s)")
        .await;
    assert!(replaced.is_empty(), "{replaced:?} were made anew");
    let (scroll, added, open): (f64, u32, bool) = browser
        .value("return [scrollY, history.length - entries, document.getElementById('filter-box').open]")
        .await;
    assert!(scroll < 1.0 && open);
    assert_eq!(added, 1, "all that is typed at a time is one step to go back by");
    let heard: Vec<String> = browser.value("return heard").await;
    assert!(heard.contains(&bees), "a screen reader hears it: {heard:?}");

    // Who writes with an input method is not disturbed while a word is not finished.
    let () = browser.value("document.getElementById('filter-words').select()").await;
    browser.compose("ku").await;
    pause(500).await;
    let composing: String = browser.value("return document.getElementById('filter-words').value").await;
    assert_eq!(composing, "ku");
    browser.compose_finally("kür").await;
    browser.wait_for_status(&status(1, 35)).await;
    let value: String = browser.value("return document.getElementById('filter-words').value").await;
    assert_eq!(value, "kür");
    browser.has_no_complaints("while typing").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_box_of_a_long_facet_finds_its_terms() {
    let (_, server, browser, _) = allotment().await;
    browser.open_app(server.url("")).await;
    browser.open_filters().await;
    let shown = browser.seen().await.counts.keys().filter(|id| id.starts_with("f-tags-")).count();
    assert_eq!(shown, 12, "the tags that leave most");
    browser.click("#find-tags").await;
    browser.press("pu").await;
    browser.wait("the tag", "document.querySelectorAll('#options-tags a.option').length === 1").await;
    let (found, focused): (String, bool) = browser
        .value("return [document.querySelector('#options-tags a.option').id, document.activeElement.id === 'find-tags']")
        .await;
    assert_eq!((found.as_str(), focused), ("f-tags-pumpkins", true));
    browser.choose("f-tags-pumpkins").await;
    browser.wait_for_query("?tags=pumpkins").await;
    browser.wait_for_status(&status(3, 35)).await;
    assert_eq!(browser.seen().await.on, ["sort-0", "f-tags-pumpkins"]);
}
