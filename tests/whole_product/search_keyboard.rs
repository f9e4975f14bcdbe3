//! Search by keys alone, and as a screen reader tells it (the combobox pattern of the ARIA Authoring
//! Practices).

use crate::access::FLAWS;
use crate::search_page::cafe;
use thirtyfour::Key;

const LIST_SHOWN: &str = "document.getElementById('palette-list').checkVisibility()";

#[tokio::test(flavor = "multi_thread")]
async fn hits_are_walked_through_by_arrows_and_opened_by_enter() {
    let (_, server, browser) = cafe().await;
    browser.open_app(server.url("about/")).await;
    browser.mark_document().await;
    browser.open_palette().await;
    let empty = browser.palette().await;
    assert_eq!((empty.expanded.as_str(), empty.active), ("false", None), "{empty:?}");
    let answer = browser.ask_palette("radio").await;
    assert!(answer.hits.len() >= 5 && answer.expanded == "true", "{answer:?}");
    browser
        .wait(
            "the count",
            "/^[0-9]+ results/.test(document.querySelector('#palette [role=status]').textContent)",
        )
        .await;
    let count = answer.hits.len();
    let first = answer.active;
    let step = |from: Option<usize>| from.map_or(0, |at| at + 1);
    browser.press(Key::Down).await;
    let second = browser.palette().await.active;
    assert_eq!(second, Some(step(first)));
    browser.press(Key::Down + Key::Down).await;
    assert_eq!(browser.palette().await.active, Some(step(first) + 2));
    browser.press(Key::Up).await;
    let palette = browser.palette().await;
    assert_eq!(palette.active, Some(step(first) + 1));
    assert_eq!(palette.asked, "radio", "the caret stays in the box");
    // Round about: after the last comes the first again, or the box.
    for _ in 0..=count {
        browser.press(Key::Down).await;
    }
    let around = browser.palette().await.active;
    assert!(around.is_none_or(|at| at < count), "{around:?}");
    while browser.palette().await.active != Some(2) {
        browser.press(Key::Down).await;
    }
    let seen: bool = browser
        .value(
            "const option = document.querySelector('#palette-list [aria-selected=true]').getBoundingClientRect();
             return option.top >= 0 && option.bottom <= innerHeight",
        )
        .await;
    assert!(seen, "what is chosen is in sight");
    let hit = browser.palette().await.hits.remove(2);
    browser.press(Key::Enter).await;
    browser.wait_for_page(&format!("{}{}", server.origin(), hit.page()), &hit.title).await;
    browser.wait_for_no_palette().await;
    assert!(browser.is_marked().await, "no document was loaded");
    browser.has_no_complaints("by keys").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_hits_are_reached_from_the_palette_and_the_page_is_used_by_keys() {
    let (_, server, browser) = cafe().await;
    browser.open_app(server.url("")).await;
    browser.mark_document().await;
    browser.open_palette().await;
    browser.ask_palette("bench").await;
    let all: String = browser
        .value("return document.querySelector('#palette a[href*=\"search/?q=\"]').getAttribute('href')")
        .await;
    assert_eq!(all, "/search/?q=bench");
    let () = browser.value("document.querySelector('#palette a[href*=\"search/?q=\"]').focus()").await;
    browser.press(Key::Enter).await;
    let results = browser.wait_for_search("?q=bench").await;
    assert!(results.hits.len() >= 10, "{results:?}");
    browser.wait_for_no_palette().await;
    let () = browser.value("document.getElementById('search-box').focus()").await;
    browser.press(Key::Enter).await;
    assert_eq!(browser.wait_for_search("?q=bench").await, results, "Enter stays");
    // The next stops lead from the box to the hits.
    for _ in 0..200 {
        if browser.value("return document.activeElement.matches('.hit a[href]')").await {
            break;
        }
        browser.press(Key::Tab).await;
    }
    let focused: String = browser.value("return document.activeElement.getAttribute('href')").await;
    let hit = results.hits.iter().find(|hit| hit.href == focused).expect("a hit has the focus");
    browser.press(Key::Enter).await;
    browser.wait_for_page(&format!("{}{}", server.origin(), hit.page()), &hit.title).await;
    assert!(browser.is_marked().await, "no document was loaded");
    browser.has_no_complaints("by keys").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_screen_reader_is_told_is_whole() {
    let (_, server, browser) = cafe().await;
    let mut flaws: Vec<String> = Vec::new();
    for (width, scheme) in [(360, "light"), (1280, "dark")] {
        browser.resize(width, 740).await;
        browser.prefer_colours(scheme).await;
        for path in ["search/", "search/?q=bench", "search/?q=xylophonist", "search/?q=soldring&tags=safety"]
        {
            browser.open_app(server.url(path)).await;
            if path.contains("?q=") {
                browser.open_search(server.url(path)).await;
            }
            let found: Vec<String> = browser.value(FLAWS).await;
            flaws.extend(found.into_iter().map(|flaw| format!("{path} ({width} px): {flaw}")));
        }
        for path in ["", "posts/crystal-radio/"] {
            browser.open_app(server.url(path)).await;
            browser.open_palette().await;
            browser.ask_palette("radio").await;
            let found: Vec<String> = browser.value(FLAWS).await;
            flaws.extend(found.into_iter().map(|flaw| format!("palette over {path} ({width} px): {flaw}")));
        }
    }
    assert!(flaws.is_empty(), "{flaws:#?}");
    let (roles, list_shown): (Vec<Option<String>>, bool) = browser
        .value(&format!(
            "const input = document.querySelector('#palette input');
             return [[input.getAttribute('role'), input.getAttribute('aria-autocomplete'), input.getAttribute('aria-controls'),
                 document.getElementById('palette').getAttribute('aria-label'), document.getElementById('palette-list').getAttribute('role'),
                 document.querySelector('#palette [role=status]') && 'status'], {LIST_SHOWN}]"
        ))
        .await;
    let expected = ["combobox", "list", "palette-list", "Search", "listbox", "status"];
    assert_eq!(roles, expected.map(|role| Some(role.to_owned())));
    assert!(list_shown);
    // The dialog keeps the reader in it.
    for _ in 0..30 {
        browser.press(Key::Tab).await;
        let inside: bool = browser
            .value("return document.activeElement === document.body || Boolean(document.activeElement.closest('#palette'))")
            .await;
        assert!(inside, "the Tab key leaves the palette");
    }
}
