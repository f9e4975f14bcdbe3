//! Search on a phone: by touch, on a small screen, and nothing jumps.

use crate::search_page::cafe_without_workers;

/// What has moved since the page was shown, without the reader's doing or within half a second of it.
const SHIFTS: &str = "
    window.shifts = [];
    const box = ({ x, y, width, height }) => [x, y, width, height].join(' ');
    const place = ({ node, previousRect, currentRect }) =>
        `${box(previousRect)} -> ${box(currentRect)}: ${(node?.outerHTML ?? node?.textContent ?? '').slice(0, 120)}`;
    const add = (list) => {
        for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifts.push(`${shift.value}: ${shift.sources.map(place).join('; ')}`);
    };
    new PerformanceObserver(add).observe({ type: 'layout-shift', buffered: true });";

#[tokio::test(flavor = "multi_thread")]
async fn on_a_phone_a_reader_searches_narrows_and_opens_by_touch() {
    let (_, server, browser) = cafe_without_workers().await;
    browser.become_a_phone(360, 740).await;
    browser.open_app(server.url("")).await;
    browser.mark_document().await;
    browser.tap("header .search-link").await;
    browser.wait_for_palette().await;
    browser.ask_palette("bench").await;
    fits(&browser, "the palette").await;
    let size: f64 = browser
        .value("return parseFloat(getComputedStyle(document.querySelector('#palette input')).fontSize)")
        .await;
    assert!(size >= 16.0, "a phone zooms into smaller text: {size} px");
    browser.tap("#palette a[href*='search/?q=']").await;
    let results = browser.wait_for_search("?q=bench").await;
    fits(&browser, "the search page").await;
    browser.tap("#search-narrow > summary").await;
    browser.tap("[id='sf-tags-textiles']").await;
    let narrowed = browser.wait_for_search("?q=bench&tags=textiles").await;
    assert!(narrowed.hits.len() < results.hits.len() && !narrowed.hits.is_empty(), "{narrowed:?}");
    fits(&browser, "the narrowed hits").await;
    browser.tap(".hit a[href]").await;
    browser.wait("the post", "document.querySelector('#body')").await;
    assert!(browser.is_marked().await, "no document was loaded");
    browser.has_no_complaints("on a phone").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_jumps_when_hits_come() {
    for (width, height) in [(360, 740), (1280, 800)] {
        for pattern in ["search.bin", "data/search/*"] {
            // A browser of its own, that has none of the files yet.
            let (_, server, browser) = cafe_without_workers().await;
            browser.resize(width, height).await;
            // Later than what counts as the reader's own doing.
            let gate = server.hold(pattern);
            browser.load(server.url("search/?q=bench")).await;
            let () = browser.value(SHIFTS).await;
            server.is_asked_for(pattern).await;
            gate.open();
            browser.wait_for_answer("bench").await;
            let () = browser
                .value_of("return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))", Vec::new())
                .await;
            let shifts: Vec<String> = browser.value("return window.shifts").await;
            assert!(shifts.is_empty(), "{pattern} at {width} px: {shifts:#?}");
        }
    }
}

async fn fits(browser: &crate::harness::browser::Browser, what: &str) {
    let wide: Vec<String> = browser
        .value(
            "const root = document.documentElement;
             const sticks_out = (e) => { const box = e.getBoundingClientRect(); return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1) };
             if (root.scrollWidth <= root.clientWidth && root.clientWidth <= 360)
                 return [...document.querySelectorAll('#palette[open] *')].filter((e) => e.checkVisibility() && sticks_out(e) && !e.matches('.visually-hidden')).map((e) => e.outerHTML.slice(0, 120));
             return [`${root.scrollWidth} px`, ...[...document.querySelectorAll('body *')].filter(sticks_out).slice(0, 3).map((e) => e.outerHTML.slice(0, 160))]",
        )
        .await;
    assert!(wide.is_empty(), "{what}: {wide:#?}");
}
