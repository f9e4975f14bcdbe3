//! What holds for whoever reads, with whatever: names, landmarks, sizes, on every kind of page.

use crate::harness::browser::Browser;
use crate::harness::fixture;
use crate::harness::server::Server;
use crate::large_site::large;

/// What is wrong with the page on the screen.
pub const FLAWS: &str = r"
    const flaws = [];
    const all = (selector) => [...document.querySelectorAll(selector)];
    const seen = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const short = (e) => e.outerHTML.slice(0, 140);
    const name = (e) => (e.getAttribute('aria-label')
        ?? (e.getAttribute('aria-labelledby') && document.getElementById(e.getAttribute('aria-labelledby'))?.textContent)
        ?? (e.labels?.length ? [...e.labels].map((l) => l.textContent).join(' ') : null)
        ?? (e.textContent + [...e.querySelectorAll('img[alt]')].map((i) => i.alt).join(' '))).trim();
    for (const e of all('a[href], button, input, select, textarea, summary')) {
        if (!name(e)) flaws.push('without a name: ' + short(e));
    }
    const ids = all('[id]').map((e) => e.id);
    for (const id of ids.filter((id, at) => ids.indexOf(id) !== at)) flaws.push('twice: #' + id);
    if (all('h1').length !== 1) flaws.push(all('h1').length + ' headings of the first level');
    let level = 0;
    for (const h of all('h1, h2, h3, h4, h5, h6')) {
        if (Number(h.tagName[1]) > level + 1) flaws.push('a level is left out before ' + short(h));
        level = Number(h.tagName[1]);
    }
    for (const e of all('[aria-current]')) {
        if (!['page', 'true', 'step', 'location'].includes(e.getAttribute('aria-current'))) flaws.push(short(e));
    }
    for (const e of all('[aria-controls], [aria-describedby], label[for]')) {
        const id = e.getAttribute('aria-controls') ?? e.getAttribute('aria-describedby') ?? e.getAttribute('for');
        if (!document.getElementById(id)) flaws.push('points at nothing: ' + short(e));
    }
    for (const nav of all('nav, [role=search]')) if (!nav.getAttribute('aria-label')) flaws.push('an unnamed landmark: ' + short(nav));
    for (const list of all('ul, ol')) {
        if ([...list.children].some((child) => child.tagName !== 'LI')) flaws.push('a list of other things: ' + short(list));
    }
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) {
        const widest = all('body *').filter((e) => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 2).map(short);
        flaws.push('it scrolls sideways: ' + widest.join(' '));
    }
    // WCAG 2.2, 2.5.8: 24 px, save for links within a line of text.
    for (const e of all('main a[href], main button, main input, main summary').filter(seen)) {
        const target = e.matches('input[type=checkbox], input[type=radio]') ? e.closest('label') ?? e : e;
        const { width, height } = target.getBoundingClientRect();
        const inText = e.matches('a') && e.closest('p, .prose') && !e.closest('#filters');
        if (!inText && width > 1 && (width < 24 || height < 24)) flaws.push(`${Math.round(width)} × ${Math.round(height)} px: ` + short(e));
    }
    return flaws;";

/// Texts whose contrast with what lies behind them is below 4.5 : 1 (WCAG 2.2, 1.4.3).
const FAINT: &str = r"
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const rgb = (colour) => {
        canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = ([r, g, b]) => {
        const part = (v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 };
        return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    };
    const behind = (e) => {
        for (; e; e = e.parentElement) {
            const colour = rgb(getComputedStyle(e).backgroundColor);
            if (colour[3] > 250) return colour;
        }
        return [255, 255, 255, 255];
    };
    const found = new Map();
    const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const e = texts.currentNode.parentElement;
        if (!texts.currentNode.data.trim() || !e.checkVisibility({ visibilityProperty: true }) || e.closest('.visually-hidden')) continue;
        const [one, other] = [light(rgb(getComputedStyle(e).color)), light(behind(e))];
        const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        if (contrast < 4.5) found.set(e.tagName + '.' + e.className, `${contrast.toFixed(2)}: ` + e.outerHTML.slice(0, 120));
    }
    return [...found.values()];";

const PAGES: &[&str] = &[
    "",
    "?q=the&year=2024,2025&tags=bees,tools&categories.without=notes&sort=title",
    "?tags.with=bees,frost",
    "posts/",
    "tags/",
    "tags/?sort=latest",
    "tags/tools/",
    "series/",
    "series/first-year/",
    "authors/tom-rudge/",
    "topics/",
    "archive/",
    "posts/frost-in-may/",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_new_page_is_usable_by_everybody_on_a_phone_and_on_a_desk_light_and_dark() {
    let server = Server::start(&fixture::built("allotment")).await;
    let browser = Browser::open().await;
    let mut flaws: Vec<String> = Vec::new();
    for (width, scheme) in [(360, "light"), (1280, "dark")] {
        browser.resize(width, 800).await;
        browser.prefer_colours(scheme).await;
        for path in PAGES {
            look_at(&browser, &server, path, &format!("{width} px, {scheme}"), &mut flaws).await;
        }
    }
    assert!(flaws.is_empty(), "{flaws:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_of_a_large_site_are_usable_by_everybody() {
    let server = Server::start(&large()).await;
    let browser = Browser::open().await;
    browser.resize(360, 740).await;
    let mut flaws: Vec<String> = Vec::new();
    for path in [
        "?categories=category-1&year=2020",
        "archive/",
        "archive/2020/",
        "archive/2020/03/",
        "tags/",
        "topics/",
    ] {
        look_at(&browser, &server, path, "360 px, large", &mut flaws).await;
    }
    assert!(flaws.is_empty(), "{flaws:#?}");
}

/// One of each kind of flaw.
const FLAWED: &str = r"
    document.querySelector('main').insertAdjacentHTML('beforeend', `
        <button id='flaw' aria-current='yes'></button><i id='flaw'></i><h1>Two</h1><h4>Deep</h4>
        <label for='nobody'>For nobody</label><nav>Where</nav><ul><p>No item</p></ul>
        <div><a href='/'>Tiny</a></div><div class='wide'>Wide</div><p class='faint'>Faint</p>`);
    const style = (selector, rules) => Object.assign(document.querySelector(selector).style, rules);
    style('.wide', { width: '3000px', overflow: 'visible' });
    style('.faint', { color: '#999', background: '#fff' });
    style('#flaw', { width: '12px', height: '12px', padding: 0, border: 0 });";

#[tokio::test(flavor = "multi_thread")]
async fn the_checks_see_what_is_wrong() {
    let server = Server::start(&fixture::built("allotment")).await;
    let browser = Browser::open().await;
    browser.resize(360, 740).await;
    browser.open_app(server.url("about/")).await;
    let () = browser.value(FLAWED).await;
    let found: Vec<String> = browser.value(FLAWS).await;
    for flaw in [
        "without a name",
        "twice: #flaw",
        "2 headings of the first level",
        "a level is left out",
        "aria-current",
        "points at nothing",
        "an unnamed landmark",
        "a list of other things",
        "it scrolls sideways",
        "12 × 12 px",
    ] {
        assert!(found.iter().any(|line| line.contains(flaw)), "{flaw} is not among {found:#?}");
    }
    let faint: Vec<String> = browser.value(FAINT).await;
    assert!(faint.iter().any(|line| line.contains("Faint")), "{faint:?}");
}

async fn look_at(browser: &Browser, server: &Server, path: &str, how: &str, flaws: &mut Vec<String>) {
    browser.open_app(server.url(path)).await;
    if browser.value::<bool>("return Boolean(document.querySelector('#filter-box'))").await {
        browser.open_filters().await;
        // Every group unfolded: what is in it counts too.
        let () = browser
            .value("for (const group of document.querySelectorAll('details.facet')) group.open = true")
            .await;
        crate::harness::browser::pause(60).await;
    }
    for script in [FLAWS, FAINT] {
        let found: Vec<String> = browser.value(script).await;
        flaws.extend(found.into_iter().take(6).map(|flaw| format!("{path} ({how}): {flaw}")));
    }
}
