//! The content security policy: strict, and never in the way.

use crate::harness::browser::Browser;
use crate::harness::fixture::{self, Built};
use crate::harness::generated::blog::{self, Size};
use crate::harness::headers_file::HeadersFile;
use crate::harness::server::Server;

#[tokio::test(flavor = "multi_thread")]
async fn a_script_that_was_smuggled_into_a_page_does_not_run() {
    let server = Server::start(&fixture::built("journal")).await;
    let smuggle = "</main><script>window.harmed = true</script><p style='color:red'>styled</p>";
    server.change("about/", move |page| page.replacen("</main>", smuggle, 1));
    let browser = Browser::open().await;
    browser.load(server.url("about/")).await;
    let harmed: bool = browser.value("return window.harmed === true").await;
    assert!(!harmed);
    let complaints = browser.complaints().await;
    assert!(complaints.iter().any(|line| line.contains("Content Security Policy")), "{complaints:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filter_shows_an_introduction_with_remote_pictures_in_its_own_document() {
    let folder = tempfile::tempdir().unwrap();
    blog::write(folder.path(), Size { posts: 25, tags: 5, words: 200, series: 1 });
    let intro = "+++\ntitle = \"A blog\"\n+++\n\n![A chart](https://pictures.example/chart.png)\n";
    fixture::write(&folder.path().join("content/_index.md"), intro);
    let site = fixture::build(folder.path(), &fixture::place("remote-introduction"), "/");
    let server = Server::start(&site).await;
    let browser = Browser::open().await;
    // The introduction stands on the first page alone, and so does what its picture needs.
    browser.open_app(server.url("page/2/")).await;
    browser.open_filters().await;
    browser.mark_document().await;
    let tag: String =
        browser.value("return document.querySelector('#facets a.option[id^=f-tags-]').id").await;
    browser.choose(&tag).await;
    let shown = "document.querySelector('#chips [id^=chip-]') && document.querySelector('.intro img')";
    browser.wait("the first page, filtered", shown).await;
    assert!(!browser.is_marked().await, "a document was loaded");
    let refused = browser.complaints().await;
    assert!(!refused.iter().any(|line| line.contains("Content Security Policy")), "{refused:?}");
}

#[test]
fn the_policy_is_in_every_page_and_in_the_headers() {
    let site = fixture::built("journal");
    let headers = HeadersFile::parse(&site.text("_headers"));
    let sent = policy_sent(&headers, "/about/");
    for wanted in [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ] {
        assert!(sent.split("; ").any(|directive| directive == wanted), "{wanted}: {sent}");
    }
    let own = sent.trim_end_matches("; frame-ancestors 'none'");
    for (path, bytes) in site.files().iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        assert!(!page.contains(" style=") && !page.contains(" onclick="), "{path} has inline code or style");
        assert!(page.contains("http-equiv=\"Content-Security-Policy\""), "{path} has a policy");
        if !page.contains("http-equiv=\"refresh\"") {
            assert!(page.contains(own), "{path} has the site's policy: {own}");
        }
    }
}

#[test]
fn pages_are_asked_for_again_and_hashed_files_are_kept() {
    let site = fixture::built_at("journal", "/blog/");
    let headers = HeadersFile::parse(&site.text("_headers"));
    let caching = |path: &str| {
        let of_path = headers.of(&format!("/blog/{path}"));
        of_path
            .into_iter()
            .find(|(name, _)| name.eq_ignore_ascii_case("cache-control"))
            .map(|(_, value)| value)
    };
    for page in
        ["", "about/", "posts/the-first-light/", "archive/2020/harbour-wall.html", "404.html", "tags/ci-cd/"]
    {
        assert_eq!(caching(page).as_deref(), Some("no-cache, no-transform"), "{page}");
    }
    for (path, _) in site.files().iter().filter(|(path, _)| has_hash(path)) {
        assert_eq!(caching(path).as_deref(), Some("public, max-age=31536000, immutable"), "{path}");
    }
    assert_ne!(caching("images/buoy.png").as_deref(), Some("public, max-age=31536000, immutable"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_from_another_host_is_shown_whichever_way_one_comes() {
    let elsewhere = Server::plain(&fixture::built("journal")).await;
    let picture = elsewhere.url("images/buoy.png");
    let site = fixture::copy("journal");
    let post = format!("+++\ntitle = \"From afar\"\ndate = 2026-05-20\n+++\n\n![A buoy]({picture})\n");
    fixture::write(&site.path().join("content/posts/from-afar.md"), post);
    let out = tempfile::tempdir().unwrap();
    let built: Built = fixture::build(site.path(), &out.path().join("out"), "/");
    let origin = elsewhere.origin();
    assert!(built.text("posts/from-afar/index.html").contains(&origin));
    let others = ["about/index.html", "posts/the-first-light/index.html"];
    assert!(others.iter().all(|path| !built.text(path).contains(&origin)), "other pages do not let it in");

    let server = Server::start(&built).await;
    let browser = Browser::open().await;
    let shown = "(() => { const image = document.querySelector('#body img');
        image?.scrollIntoView(); return image && image.complete && image.naturalWidth === 120 })()";
    browser.open_app(server.url("posts/from-afar/")).await;
    browser.wait("the picture", shown).await;
    browser.open_app(server.url("")).await;
    browser.click("main a[href$='/posts/from-afar/']").await;
    browser.wait_for_page(&server.url("posts/from-afar/"), "From afar").await;
    browser.wait("the picture", shown).await;
    browser.has_no_complaints("with a picture from another host").await;
}

fn policy_sent(headers: &HeadersFile, path: &str) -> String {
    let is_policy = |(name, _): &(String, String)| name.eq_ignore_ascii_case("content-security-policy");
    headers.of(path).into_iter().find(is_policy).expect("a policy is sent").1
}

/// Sixteen hexadecimal digits between a dot or a hyphen and the ending.
fn has_hash(path: &str) -> bool {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let digits = stem.rsplit(['.', '-']).next().unwrap_or_default();
    stem.len() > digits.len() && digits.len() == 16 && digits.chars().all(|digit| digit.is_ascii_hexdigit())
}
