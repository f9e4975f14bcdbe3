//! Light and dark.

use crate::harness::browser::Browser;
use crate::harness::fixture;
use crate::harness::server::Server;

const BRIGHTNESS: &str = "(() => {
    const shown = [document.body, document.documentElement].map((e) => getComputedStyle(e).backgroundColor);
    const colour = shown.find((c) => c !== 'rgba(0, 0, 0, 0)') ?? 'rgb(255, 255, 255)';
    const context = document.createElement('canvas').getContext('2d');
    context.fillStyle = colour; context.fillRect(0, 0, 1, 1);
    const [r, g, b] = context.getImageData(0, 0, 1, 1).data;
    return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
})()";
const DARK: f64 = 0.3;
const LIGHT: f64 = 0.7;

#[tokio::test(flavor = "multi_thread")]
async fn a_page_looks_as_the_system_wants_it_with_and_without_scripts() {
    let server = Server::start(&fixture::built("journal")).await;
    for scripts in [true, false] {
        let browser = Browser::open().await;
        browser.allow_scripts(scripts).await;
        browser.prefer_colours("dark").await;
        browser.load(server.url("posts/tables-of-tides/")).await;
        assert!(brightness(&browser).await < DARK, "dark, scripts: {scripts}");
        browser.prefer_colours("light").await;
        assert!(brightness(&browser).await > LIGHT, "light, scripts: {scripts}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_readers_choice_stays_and_never_flashes() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open().await;
    browser.prefer_colours("light").await;
    browser.open_app(server.url("")).await;
    browser.click("[data-theme-switch]").await;
    browser.wait("the dark theme", &format!("{BRIGHTNESS} < {DARK}")).await;
    browser.click("nav[aria-label=Main] a[href$='/about/']").await;
    browser.wait_for_page(&server.url("about/"), "About this journal").await;
    assert!(brightness(&browser).await < DARK, "after a page of the app");

    // Every frame until the page has loaded writes down how bright it is.
    let watch = format!(
        "window.frames_ = [];
         const frame = () => {{
             if (document.body) window.frames_.push({BRIGHTNESS});
             if (document.readyState !== 'complete' || window.frames_.length < 5) requestAnimationFrame(frame);
         }};
         requestAnimationFrame(frame);"
    );
    browser.before_each_page(&watch).await;
    browser.slow_cpu(4).await;
    browser.open_app(server.url("posts/a-long-winter/")).await;
    browser.wait("some frames", "window.frames_.length >= 5").await;
    let frames: Vec<f64> = browser.value("return window.frames_").await;
    assert!(frames.iter().all(|brightness| *brightness < DARK), "never light: {frames:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_switch_works_without_the_app() {
    let server = Server::start(&fixture::built("journal")).await;
    server.fault("assets/*.wasm", crate::harness::server::Fault::Missing);
    let browser = Browser::open().await;
    browser.prefer_colours("dark").await;
    browser.load(server.url("")).await;
    browser.click("[data-theme-switch]").await;
    browser.wait("the light theme", &format!("{BRIGHTNESS} > {LIGHT}")).await;
    browser.load(server.url("about/")).await;
    assert!(brightness(&browser).await > LIGHT, "on the next page, too");
}

async fn brightness(browser: &Browser) -> f64 {
    browser.value(&format!("return {BRIGHTNESS}")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_browsers_own_bars_are_of_the_theme_that_the_reader_chose() {
    let server = Server::start(&fixture::built("journal")).await;
    let browser = Browser::open().await;
    browser.prefer_colours("light").await;
    browser.load(server.url("about/")).await;
    let bars = "return [...document.querySelectorAll('meta[name=theme-color]')]
        .filter(({ media }) => matchMedia(media).matches).map(({ content }) => content)";
    let light: Vec<String> = browser.value(bars).await;
    browser.prefer_colours("dark").await;
    let dark: Vec<String> = browser.value(bars).await;
    assert!(light.len() == 1 && dark.len() == 1 && light != dark, "{light:?}, {dark:?}");
    browser.click("[data-theme-switch]").await;
    assert_eq!(browser.value::<Vec<String>>(bars).await, light, "chosen against the system");
    browser.load(server.url("")).await;
    assert_eq!(browser.value::<Vec<String>>(bars).await, light, "on the next page, too");
    browser.click("[data-theme-switch]").await;
    assert_eq!(browser.value::<Vec<String>>(bars).await, dark, "as the system has it");
}
