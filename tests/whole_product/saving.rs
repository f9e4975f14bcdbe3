//! Saving while it goes on: how far it is, a pause, a cut, waiting for a turn, and what stops it.

use crate::harness::browser::{Browser, pause};
use crate::harness::server::{Fault, Gate, Server};
use crate::saved_page::{
    BUTTON, DIALOG, STATUS, ask_for_size, cafe, items, left, open, open_saved, press, save, saved,
};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn saving_shows_how_far_it_is_and_is_paused_and_resumed() {
    let (server, browser) = cafe().await;
    open_saved(&browser, &server).await;
    ask_for_size(&browser).await;
    let gate = server.hold("posts/*");
    browser.click("#save-dialog .first").await;
    browser.wait("progress", "document.querySelector('#save-progress')?.value > 0").await;
    let (value, max): (f64, f64) = browser
        .value("const bar = document.querySelector('#save-progress'); return [bar.value, bar.max]")
        .await;
    assert!(value > 0.0 && value < max, "{value} of {max}");
    browser.wait("it on the button", &format!("/^Saving… [1-9]\\d? %$/.test({BUTTON}.textContent)")).await;
    press(&browser, "#save-dialog", "Pause").await;
    // The files that are on their way come first.
    pause(1000).await;
    gate.open();
    browser.wait("the pause", &format!("{DIALOG}.includes('Saving is paused.')")).await;
    let said: String = browser.value(&format!("return {BUTTON}.textContent")).await;
    assert_eq!(said, "Saving is paused");
    server.mend();

    // It stays so, whatever page is opened.
    server.take_requests();
    open_saved(&browser, &server).await;
    pause(1000).await;
    let row: String = browser.value("return document.querySelector('#saved-items li').innerText").await;
    assert!(row.contains("Saving is paused.") && row.contains(" of "), "{row}");
    assert_eq!(server.requests_of("posts/*"), 0);
    press(&browser, "#saved-items", "Resume").await;
    browser.wait("the end", "document.querySelector('#saved-items li progress').hidden").await;
    let listed = items(&browser).await;
    assert!(listed[0].1.contains(" posts, ") && !listed[0].1.contains(" of "), "{listed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_cut_or_a_reload_leaves_in_part_goes_on_by_itself() {
    let (server, browser) = cafe().await;
    open(&browser, server.url("tags/radio/")).await;
    let gate = server.hold("posts/valve-radio/");
    ask_for_size(&browser).await;
    server.take_requests();
    browser.click("#save-dialog .first").await;
    server.is_asked_for("posts/valve-radio/").await;
    browser.wait("progress", "document.querySelector('#save-progress')?.value > 0").await;
    server.down().await;
    gate.open();
    browser.wait("the cut", &format!("{DIALOG}.includes('The connection broke off.')")).await;
    server.up().await;
    server.mend();
    open(&browser, server.url("about/")).await;
    open_saved(&browser, &server).await;
    browser.wait("the end", "document.querySelector('#saved-items li progress')?.hidden").await;

    // A reload in the middle.
    let gate = server.hold("posts/darning/");
    open(&browser, server.url("series/thread/")).await;
    ask_for_size(&browser).await;
    browser.click("#save-dialog .first").await;
    server.is_asked_for("posts/darning/").await;
    open(&browser, server.url("series/thread/")).await;
    gate.open();
    saved(&browser).await;
    let requests = server.take_requests();
    for path in ["posts/crystal-radio/", "posts/car-radio/", "posts/zips/"] {
        let times = requests.iter().filter(|request| *request == path).count();
        assert_eq!(times, 1, "{path} was fetched {times} times");
    }
}

/// A tag is being saved, and one of its posts does not come until the gate is opened.
async fn saving_a_tag(browser: &Browser, server: &Server) -> Gate {
    open(browser, server.url("tags/radio/")).await;
    ask_for_size(browser).await;
    let gate = server.hold("posts/valve-radio/");
    browser.click("#save-dialog .first").await;
    server.is_asked_for("posts/valve-radio/").await;
    gate
}

async fn another_tab(browser: &Browser) {
    let tab = browser.driver().new_tab().await.expect("a tab");
    browser.driver().switch_to_window(tab).await.expect("the tab");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_to_be_saved_can_be_paused_and_removed() {
    let (server, browser) = cafe().await;
    let gate = saving_a_tag(&browser, &server).await;
    another_tab(&browser).await;
    open(&browser, server.url("posts/zips/")).await;
    // However long it stays on the screen it does not count as read, or it would be kept for that.
    let () = browser.value("Object.defineProperty(document, 'hidden', { value: true })").await;
    ask_for_size(&browser).await;
    server.take_requests();
    browser.click("#save-dialog .first").await;
    browser.wait("that it waits", &format!("{DIALOG}.includes('Pause')")).await;
    press(&browser, "#save-dialog", "Pause").await;
    browser.wait("the pause", &format!("{DIALOG}.includes('Saving is paused.')")).await;
    press(&browser, "#save-dialog", "Resume").await;
    browser.wait("that it waits again", &format!("{DIALOG}.includes('Pause')")).await;
    // Of what waits for its turn here and in the other tab, one thing is not wanted any more.
    open_saved(&browser, &server).await;
    browser.wait("both", "document.querySelectorAll('#saved-items li').length === 2").await;
    press(&browser, "#saved-items [data-item=\"post:posts/zips/\"]", "Remove").await;
    browser.wait("one", "document.querySelectorAll('#saved-items li').length === 1").await;
    gate.open();
    browser.wait("the end", "document.querySelector('#saved-items li progress').hidden").await;
    pause(2000).await;
    assert_eq!(items(&browser).await.len(), 1, "{:?}", items(&browser).await);
    assert_eq!(server.requests_of("posts/zips/"), 0, "what was removed is not fetched");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_tab_that_waits_brings_back_what_its_reader_wants_gone() {
    let (server, browser) = cafe().await;
    let gate = saving_a_tag(&browser, &server).await;
    // It would go on with what is here in part.
    another_tab(&browser).await;
    open(&browser, server.url("posts/vacuum/")).await;
    browser.wait("what is saved", &format!("{BUTTON}?.dataset.saved === 'none'")).await;
    pause(4000).await;
    another_tab(&browser).await;
    open_saved(&browser, &server).await;
    browser.wait("the tag", "document.querySelectorAll('#saved-items li').length === 1").await;
    browser.click("#saved-keep").await;
    press(&browser, "#save-dialog", "Remove all").await;
    browser.wait("that nothing is kept", &format!("{STATUS}.includes('as you wish')")).await;
    gate.open();
    pause(3000).await;
    assert_eq!(left(&browser).await, [0, 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_says_so_and_loses_nothing() {
    let (server, browser) = cafe().await;
    open(&browser, server.url("posts/vacuum/")).await;
    save(&browser).await;
    // Chromium counts what it stores with some padding: little more than what is there already is as good as full.
    let used: f64 = browser.value("return navigator.storage.estimate().then(({ usage }) => usage)").await;
    let quota = |bytes: f64| json!({ "origin": server.origin(), "quotaSize": bytes });
    browser.devtools("Storage.overrideQuotaForOrigin", quota(used + 30_000.0)).await;
    open_saved(&browser, &server).await;
    ask_for_size(&browser).await;
    browser.click("#save-dialog .first").await;
    let full = "There is no room left on this device. What was saved before is kept.";
    browser.wait("the message", &format!("{DIALOG}.includes('{full}')")).await;
    browser.press(thirtyfour::Key::Escape).await;
    let row: String = browser
        .value("return document.querySelector('#saved-items li[data-item=\"site:\"]').innerText")
        .await;
    assert!(row.contains(full), "{row}");
    server.down().await;
    browser.load(server.url("posts/vacuum/")).await;
    browser.wait("the saved post", &format!("{BUTTON}?.dataset.saved === 'whole'")).await;
    server.up().await;
    browser.devtools("Storage.overrideQuotaForOrigin", json!({ "origin": server.origin() })).await;
    // It is not tried at every page, but when the reader says so, who has made room.
    server.take_requests();
    open_saved(&browser, &server).await;
    pause(1000).await;
    assert_eq!(server.requests_of("posts/*"), 0);
    press(&browser, "#saved-items [data-item=\"site:\"]", "Resume").await;
    browser
        .wait(
            "the whole site",
            "document.querySelector('#saved-items li[data-item=\"site:\"] progress')?.hidden",
        )
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_file_stops_saving_until_the_reader_tries_again() {
    let (server, browser) = cafe().await;
    open(&browser, server.url("series/thread/")).await;
    server.fault("posts/darning/", Fault::altered());
    ask_for_size(&browser).await;
    browser.click("#save-dialog .first").await;
    let damaged = "A file arrived damaged. What arrived whole is kept; try again later.";
    browser.wait("the message", &format!("{DIALOG}.includes('{damaged}')")).await;
    // Pages that are read do not fetch it again and again.
    open(&browser, server.url("posts/zips/")).await;
    browser.wait("that it is read", "document.documentElement.dataset.offline === 'ready'").await;
    server.take_requests();
    pause(5000).await;
    assert_eq!(server.requests_of("posts/darning/"), 0);
    server.mend();
    open_saved(&browser, &server).await;
    let row: String = browser.value("return document.querySelector('#saved-items li').innerText").await;
    assert!(row.contains(damaged), "{row}");
    press(&browser, "#saved-items", "Resume").await;
    browser.wait("the end", "document.querySelector('#saved-items li progress').hidden").await;
}
