//! A reader narrows a list: with a mouse, with a finger, with keys alone.

use crate::harness::browser::{Browser, pause};
use crate::harness::fixture::{self, Built};
use crate::harness::list::by_id;
use crate::harness::server::Server;
use crate::sources::{As, Choice, Sources, folded, status};
use thirtyfour::Key;

/// Posts on a page of the allotment.
pub const PER_PAGE: usize = 6;

/// The fixture, served, with a browser and what its sources say.
pub async fn allotment() -> (Built, Server, Browser, Sources) {
    let site = fixture::built("allotment");
    let server = Server::start(&site).await;
    let sources = Sources::of(&site);
    (site, server, Browser::open().await, sources)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_click_on_a_filter_leaves_what_the_posts_say_and_every_count_is_true() {
    let (site, server, browser, sources) = allotment().await;
    let list = sources.list(&site, "");
    browser.open_app(server.url("")).await;
    browser.mark_document().await;
    let shown: Vec<String> = browser.seen().await.titles;
    browser.open_filters().await;
    let seen = browser.seen().await;
    assert_eq!(seen.titles, shown, "reaching for the filter changes nothing of the list");
    assert_eq!((seen.status.as_str(), seen.query.as_str(), seen.chips), ("", "", 0));

    let steps: &[(&str, &str, As, &str, &str)] = &[
        ("f-tags-tools", "tags", As::Or, "tools", "?tags=tools"),
        ("f-tags-bees", "tags", As::Or, "bees", "?tags=bees,tools"),
        ("f-categories-notes-without", "categories", As::Without, "notes", ""),
        ("f-authors-tom-rudge", "authors", As::Or, "tom-rudge", ""),
        ("f-year-2025", "year", As::Or, "2025", ""),
        ("f-year-2026", "year", As::Or, "2026", ""),
        ("f-tags-fruit-with", "tags", As::With, "fruit", ""),
    ];
    let mut choice = Choice::default();
    for (number, (control, facet, how, slug, query)) in steps.iter().enumerate() {
        browser.choose(control).await;
        choice.terms.push((facet, *how, slug));
        browser
            .wait(
                "the choice",
                &format!("document.querySelectorAll('#chips [id^=chip-]').length === {}", number + 1),
            )
            .await;
        let seen = browser.seen().await;
        sources.confirm(&list, &choice, &seen, PER_PAGE);
        assert!(seen.on.contains(&(*control).to_owned()), "{control} is shown as on: {:?}", seen.on);
        assert!(query.is_empty() || seen.query == *query, "{}", seen.query);
    }
    let query = browser.seen().await.query;
    let canonical =
        "?year=2025,2026&tags=bees,tools&tags.with=fruit&categories.without=notes&authors=tom-rudge";
    assert_eq!(query, canonical);

    // The same control takes its choice away, and so does a chip.
    browser.choose("f-tags-fruit-with").await;
    choice.terms.pop();
    browser.wait("six chips", "document.querySelectorAll('#chips [id^=chip-]').length === 6").await;
    sources.confirm(&list, &choice, &browser.seen().await, PER_PAGE);
    for left in (0..6).rev() {
        let said: String = browser.value("return document.getElementById('chip-0').textContent").await;
        browser.click("#chip-0").await;
        browser
            .wait(
                &format!("no “{said}”"),
                &format!("document.querySelectorAll('#chips [id^=chip-]').length === {left}"),
            )
            .await;
    }
    let seen = browser.seen().await;
    assert_eq!((seen.titles, seen.query.as_str(), seen.status.as_str()), (shown.clone(), "", ""));

    browser.choose("f-tags-frost").await;
    browser.choose("f-topic-weather").await;
    browser.wait_for_query("?tags=frost&topic=weather").await;
    browser.click("#clear").await;
    browser.wait_for_query("").await;
    assert_eq!(browser.seen().await.titles, shown);
    assert!(browser.is_marked().await, "no document was loaded");
    browser.has_no_complaints("while filtering").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_that_leaves_nothing_says_so_and_leads_back() {
    let (_, server, browser, sources) = allotment().await;
    browser.open_app(server.url("?tags.with=bees,frost")).await;
    browser.wait_for_status(&status(0, 35)).await;
    let seen = browser.seen().await;
    assert!(seen.titles.is_empty(), "{seen:?}");
    browser.click("#results .empty a").await;
    browser.wait_for_query("").await;
    assert_eq!(browser.seen().await.titles.len(), PER_PAGE);
    assert_eq!(sources.posts.len(), 35);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_filtered_on_a_phone_by_touch() {
    let (site, server, browser, sources) = allotment().await;
    let list = sources.list(&site, "");
    browser.become_a_phone(360, 740).await;
    browser.open_app(server.url("")).await;
    browser.mark_document().await;
    browser.tap("#filter-box > summary").await;
    browser.wait_for_choices().await;
    let mut choice = Choice::default();
    for (control, facet, how, slug) in [
        ("f-tags-seeds", "tags", As::Or, "seeds"),
        ("f-beds-south-with", "beds", As::With, "south"),
        ("f-tags-weather-without", "tags", As::Without, "weather"),
    ] {
        let group = format!("details.facet:has({}):not([open]) > summary", by_id(control));
        browser.wait(control, &format!("document.querySelector(`{}`)", by_id(control))).await;
        if browser.value(&format!("return Boolean(document.querySelector(`{group}`))")).await {
            browser.tap(&group).await;
        }
        browser.tap(&by_id(control)).await;
        choice.terms.push((facet, how, slug));
        let chips =
            format!("document.querySelectorAll('#chips [id^=chip-]').length === {}", choice.terms.len());
        browser.wait("the choice", &chips).await;
        sources.confirm(&list, &choice, &browser.seen().await, PER_PAGE);
    }
    browser.tap("#clear").await;
    browser.wait_for_query("").await;
    assert!(browser.is_marked().await, "no document was loaded");
    browser.has_no_complaints("on a phone").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_filtered_by_keys_alone_and_the_focus_stays_on_the_control() {
    let (site, server, browser, sources) = allotment().await;
    let list = sources.list(&site, "");
    browser.open_app(server.url("")).await;
    browser.mark_document().await;
    tab_to(&browser, "#filter-box > summary").await;
    browser.press(Key::Enter).await;
    browser.wait_for_choices().await;
    browser.press(Key::Tab).await;
    assert!(has_focus(&browser, "#filter-words").await, "the next stop is the box for words");
    browser.press("the").await;
    let words = Choice::words("the");
    let left = list.iter().filter(|post| words.fits(post)).count();
    browser.wait_for_status(&status(left, list.len())).await;
    assert!(has_focus(&browser, "#filter-words").await);
    browser.press(Key::Enter).await;
    pause(200).await;
    assert!(has_focus(&browser, "#filter-words").await, "Enter leaves the reader where he types");
    assert!(browser.is_marked().await, "and loads no document");

    let mut choice = words;
    for (control, facet, how, slug) in [
        ("f-tags-planning", "tags", As::Or, "planning"),
        ("f-tags-seeds-without", "tags", As::Without, "seeds"),
    ] {
        tab_to(&browser, &by_id(control)).await;
        browser.press(Key::Enter).await;
        choice.terms.push((facet, how, slug));
        let chips =
            format!("document.querySelectorAll('#chips [id^=chip-]').length === {}", choice.terms.len() + 1);
        browser.wait("the choice", &chips).await;
        browser
            .wait("the control", &format!("document.querySelector(`{}[aria-current=true]`)", by_id(control)))
            .await;
        sources.confirm(&list, &choice, &browser.seen().await, PER_PAGE);
        assert!(has_focus(&browser, &by_id(control)).await, "the focus stays on {control}");
    }
    // What has gone cannot keep the focus; it does not fall back to the top of the page.
    tab_to(&browser, "#clear").await;
    browser.press(Key::Enter).await;
    browser.wait_for_query("").await;
    browser.wait("a place for the focus", "document.activeElement !== document.body").await;
    let inside: bool =
        browser.value("return document.querySelector('main').contains(document.activeElement)").await;
    assert!(inside, "the focus stays in the content");
    assert!(browser.is_marked().await, "no document was loaded");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filtered_list_is_sorted_and_turned_page_by_page() {
    let (site, server, browser, sources) = allotment().await;
    let list = sources.list(&site, "");
    let dated: Vec<_> = list.iter().filter(|post| post.date.is_some()).collect();
    browser.open_app(server.url("?tags=planning,seeds,soil,tools,weather")).await;
    browser.open_filters().await;
    let choice =
        Choice::terms(&["planning", "seeds", "soil", "tools", "weather"].map(|tag| ("tags", As::Or, tag)));
    let left: Vec<_> = dated.iter().filter(|post| choice.fits(post)).collect();
    let mut by_title: Vec<&str> = left.iter().map(|post| post.title.as_str()).collect();
    by_title.sort_by_key(|title| folded(title));
    let mut by_update: Vec<_> = left
        .iter()
        .map(|post| (post.updated.as_ref().or(post.date.as_ref()).unwrap().at, post.title.as_str()))
        .collect();
    by_update.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let by_update: Vec<&str> = by_update.into_iter().map(|(_, title)| title).collect();
    let newest: Vec<&str> = left.iter().map(|post| post.title.as_str()).collect();
    let oldest: Vec<&str> = newest.iter().rev().copied().collect();
    assert!(left.len() > 3 * PER_PAGE && by_title != newest && by_update != newest);

    for (sort, expected) in [("title", by_title), ("updated", by_update), ("oldest", oldest), ("", newest)] {
        let query = "?tags=planning,seeds,soil,tools,weather";
        let sorted = if sort.is_empty() { query.to_owned() } else { format!("{query}&sort={sort}") };
        browser.click(&format!("nav[aria-label=Sort] a[href$='{sorted}']")).await;
        browser.wait_for_query(&sorted).await;
        let on: Vec<String> = browser
            .value("return [...document.querySelectorAll('nav[aria-label=Sort] a[aria-current=true]')].map((a) => a.getAttribute('href'))")
            .await;
        assert!(on.len() == 1 && on[0].ends_with(&sorted), "{on:?}");
        let mut found = browser.seen().await.titles;
        for page in 2.. {
            if !browser.value::<bool>("return Boolean(document.querySelector('nav.pages a[rel=next]'))").await
            {
                break;
            }
            browser.click("nav.pages a[rel=next]").await;
            browser.wait_for_query(&format!("{sorted}&page={page}")).await;
            found.extend(browser.seen().await.titles);
        }
        // The one post without a date stands at an end.
        found.retain(|title| title != "The rules on the gate");
        assert_eq!(found, expected, "sorted by `{sort}`");
    }
    browser.choose("f-tags-soil").await;
    browser.wait("the first page", "!location.search.includes('page=')").await;
    browser.has_no_complaints("while sorting").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_section_a_term_and_a_series_are_filtered_within_themselves() {
    let (site, server, browser, sources) = allotment().await;
    let all = usize::MAX;
    for (path, per_page, choice, query) in [
        ("posts/", PER_PAGE, Choice::terms(&[("tags", As::Or, "bees")]), "?tags=bees"),
        (
            "tags/tools/",
            PER_PAGE,
            Choice::terms(&[("categories", As::Or, "guides"), ("year", As::Or, "2025")]),
            "?year=2025&categories=guides",
        ),
        ("series/first-year/", all, Choice::terms(&[("tags", As::Without, "soil")]), "?tags.without=soil"),
        (
            "authors/tom-rudge/",
            PER_PAGE,
            Choice::terms(&[("tags", As::With, "tools"), ("tags", As::With, "wood")]),
            "?tags.with=tools,wood",
        ),
        ("posts/page/3/", PER_PAGE, Choice::terms(&[("beds", As::Or, "yard")]), "?beds=yard"),
    ] {
        let first_page = path.split("page/").next().unwrap();
        browser.open_app(server.url(&format!("{first_page}{query}"))).await;
        browser.open_filters().await;
        let seen = browser.seen().await;
        sources.confirm(&sources.list(&site, first_page), &choice, &seen, per_page);
        let clear: String =
            browser.value("return document.getElementById('clear').getAttribute('href')").await;
        assert_eq!(clear, format!("/{first_page}"));
        if path != first_page {
            // From a later page of a list a choice leads to the first page of what it leaves.
            browser.open_app(server.url(path)).await;
            browser.open_filters().await;
            browser.choose("f-beds-yard").await;
            browser
                .wait(
                    "the list",
                    &format!("location.pathname === '/{first_page}' && location.search === '{query}'"),
                )
                .await;
            assert_eq!(browser.seen().await, seen);
        }
    }
    browser.has_no_complaints("in the lists").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_lists_and_the_ways_to_browse_are_there_and_nothing_that_does_not_work() {
    let site = fixture::built("allotment");
    let server = Server::start(&site).await;
    let browser = Browser::open().await;
    browser.allow_scripts(false).await;
    browser.load(server.url("tags/tools/")).await;
    assert_eq!(browser.heading().await, "Tools");
    browser.click("#filter-box > summary").await;
    let visible = "[...document.querySelectorAll('#filters a, #filters input, #filters button')].filter((e) => e.checkVisibility())";
    let (links, others): (Vec<String>, usize) = browser
        .value(&format!("const all = {visible}; return [all.filter((e) => e.matches('a')).map((e) => e.getAttribute('href')), all.filter((e) => !e.matches('a')).length]"))
        .await;
    assert_eq!(others, 0, "the form is for the app");
    for href in ["/topics/", "/tags/", "/categories/", "/series/", "/authors/", "/beds/", "/archive/"] {
        assert!(links.contains(&href.to_owned()), "{href} is among {links:?}");
    }
    browser.click("#filters a[href='/authors/']").await;
    browser.wait_for_page(&server.url("authors/"), "Authors").await;
    browser.click("main a[href='/authors/jörg-külz/'], main a[href='/authors/j%C3%B6rg-k%C3%BClz/']").await;
    browser.wait("his list", "document.querySelector('h1').textContent === 'Jörg Külz'").await;
    let posts: usize = browser.value("return document.querySelectorAll('ol.posts h2').length").await;
    assert_eq!(posts, 4);
}

async fn has_focus(browser: &Browser, selector: &str) -> bool {
    browser.value(&format!("return document.activeElement.matches(`{selector}`)")).await
}

/// Presses Tab until an element has the focus, as a reader does. Groups on the way are unfolded by Enter.
async fn tab_to(browser: &Browser, selector: &str) {
    browser.wait(selector, &format!("document.querySelector(`{selector}`)")).await;
    for _ in 0..160 {
        if has_focus(browser, selector).await {
            return;
        }
        let folded = format!(
            "const stop = document.activeElement;
             return stop.matches('details.facet:not([open]) > summary') && Boolean(stop.parentElement.querySelector(`{selector}`))"
        );
        if browser.value(&folded).await {
            browser.press(Key::Enter).await;
        }
        browser.press(Key::Tab).await;
    }
    panic!("the Tab key does not lead to {selector}");
}
