//! A site with more posts than a browser should have to read: a choice costs what it shows, not what there is.

use crate::harness::browser::{Browser, pause};
use crate::harness::fixture::{self, Built};
use crate::harness::generated::blog::{self, Size};
use crate::harness::list::by_id;
use crate::harness::server::{Server, brotli};
use crate::sources::{As, Choice, Sources, status};
use offprint_model::{PostSummary, Release};
use std::sync::LazyLock;

const POSTS: usize = 1_250;
const PER_PAGE: usize = 10;

/// The large site that tests share.
pub fn large() -> Built {
    static BUILT: LazyLock<Built> = LazyLock::new(|| {
        let folder = tempfile::tempdir().unwrap();
        blog::write(folder.path(), Size { posts: POSTS, tags: 200, words: 5_000, series: 5 });
        fixture::build(folder.path(), &fixture::place("large"), "/")
    });
    BUILT.clone()
}

/// Its home list with the box open, and what its sources say of it.
async fn opened() -> (Server, Browser, Sources, Vec<PostSummary>) {
    let site = large();
    let server = Server::start(&site).await;
    let sources = Sources::of(&site);
    let list = sources.list(&site, "");
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("")).await;
    browser.open_filters().await;
    (server, browser, sources, list)
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_the_index_is_fetched_before_a_reader_reaches_for_the_filter() {
    let site = large();
    let server = Server::start(&site).await;
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("tags/")).await;
    browser.click("main ul.terms a").await;
    browser.wait("a tag's list", "document.querySelector('#results h2')").await;
    browser.click("nav.pages a[rel=next]").await;
    browser.wait("its next page", "location.pathname.includes('/page/2/')").await;
    browser.click("#results h2 a").await;
    browser.wait("a post", "document.querySelector('#body')").await;
    // Idle moments included.
    pause(1_500).await;
    let fetched: Vec<String> =
        server.take_requests().into_iter().filter(|path| path.starts_with("data/")).collect();
    assert!(fetched.is_empty(), "{fetched:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_fetches_the_facets_and_the_posts_it_shows_and_is_right() {
    let site = large();
    let server = Server::start(&site).await;
    let sources = Sources::of(&site);
    let list = sources.list(&site, "");
    let chunks = release(&site).posts.len();
    assert!(chunks >= 6);
    let browser = Browser::open_without_workers().await;
    browser.open_app(server.url("")).await;
    server.take_requests();
    browser.open_filters().await;
    let fetched = data(&server);
    assert!(fetched.iter().any(|path| path.starts_with("data/facets-")), "{fetched:?}");
    assert!(
        !fetched.iter().any(|path| path.starts_with("data/words")),
        "words are for who types: {fetched:?}"
    );
    assert!(
        !fetched.iter().any(|path| path.starts_with("data/order-")),
        "orders are for who sorts: {fetched:?}"
    );

    let seen = browser.seen().await;
    let author = seen.counts.into_keys().filter(|id| id.starts_with("f-authors-")).nth(2).unwrap().leak();
    let mut choice = Choice::default();
    for (control, facet, how, slug) in [
        (&*author, "authors", As::Or, author.strip_prefix("f-authors-").unwrap()),
        ("f-year-2025-without", "year", As::Without, "2025"),
        ("f-categories-category-3", "categories", As::Or, "category-3"),
        ("f-categories-category-5", "categories", As::Or, "category-5"),
    ] {
        browser.choose(control).await;
        choice.terms.push((facet, how, slug));
        let chips =
            format!("document.querySelectorAll('#chips [id^=chip-]').length === {}", choice.terms.len());
        browser.wait("the choice", &chips).await;
        let left = list.iter().filter(|post| choice.fits(post)).count();
        browser.wait_for_status(&status(left, POSTS)).await;
        sources.confirm(&list, &choice, &browser.seen().await, PER_PAGE);
    }
    let fetched = data(&server);
    let posts = fetched.iter().filter(|path| path.starts_with("data/posts-")).count();
    assert!(posts >= 1 && posts < chunks, "{posts} of {chunks} parts were fetched: {fetched:?}");
    browser.has_no_complaints("on a large site").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_sorting_and_terms_of_a_large_site_are_right_and_read_few_files() {
    let (server, browser, sources, list) = opened().await;
    let shards = large().files().iter().filter(|(path, _)| path.starts_with("data/words-")).count();
    server.take_requests();
    for words in ["gra", "the inti", "category 1"] {
        let () = browser.value("document.getElementById('filter-words').select()").await;
        browser.press(words).await;
        let choice = Choice::words(words);
        let left = list.iter().filter(|post| choice.fits(post)).count();
        assert!(left > 0, "{words}");
        browser.wait_for_words(words).await;
        browser.wait_for_status(&status(left, POSTS)).await;
        sources.confirm(&list, &choice, &browser.seen().await, PER_PAGE);
    }
    let read = data(&server).iter().filter(|path| path.starts_with("data/words-")).count();
    assert!(read >= 1 && (read < shards || shards <= 3), "{read} of {shards} files of words");

    // A tag's own list, sorted by title.
    let tag = sources.site.taxonomies.iter().find(|taxonomy| taxonomy.key == "tags").unwrap();
    let path = format!("{}{}/", tag.path.as_str(), offprint_model::Slug::from_label(&blog::tag_label(0)));
    let of_tag = sources.list(&large(), &path);
    browser.open_app(server.url(&format!("{path}?year=2020,2021&sort=title"))).await;
    let choice = Choice::terms(&[("year", As::Or, "2020"), ("year", As::Or, "2021")]);
    let mut titles: Vec<&str> =
        of_tag.iter().filter(|post| choice.fits(post)).map(|post| post.title.as_str()).collect();
    titles.sort_by_key(|title| title.to_lowercase());
    assert!(titles.len() > PER_PAGE);
    browser.wait_for_status(&status(titles.len(), of_tag.len())).await;
    assert_eq!(browser.seen().await.titles, titles[..PER_PAGE]);
    browser.click("nav.pages a[rel=next]").await;
    browser.wait_for_query("?year=2020,2021&sort=title&page=2").await;
    let shown = titles.len().min(2 * PER_PAGE);
    browser
        .wait(
            "the page",
            &format!("document.querySelectorAll('#results h2').length === {}", shown - PER_PAGE),
        )
        .await;
    assert_eq!(browser.seen().await.titles, titles[PER_PAGE..shown]);
    browser.has_no_complaints("on a large site").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_are_on_their_way_keep_their_place() {
    let (server, browser, sources, list) = opened().await;
    let gate = server.hold("data/posts-*");
    browser.unfold("f-year-2017").await;
    browser.click(&by_id("f-year-2017")).await;
    let choice = Choice::terms(&[("year", As::Or, "2017")]);
    let left = list.iter().filter(|post| choice.fits(post)).count();
    let said = status(left, POSTS);
    browser
        .wait(
            "the answer before its rows",
            &format!("document.getElementById('filter-status').textContent.trim() === '{said}'"),
        )
        .await;
    let (pending, height): (usize, f64) = browser
        .value("return [document.querySelectorAll('#results .pending').length, document.querySelector('#results ol').offsetHeight]")
        .await;
    assert_eq!(pending, PER_PAGE);
    assert!(height > 300.0, "the rows' place is kept: {height} px");
    gate.open();
    browser.wait_for_status(&said).await;
    sources.confirm(&list, &choice, &browser.seen().await, PER_PAGE);
}

#[test]
fn the_index_for_filters_costs_a_few_bytes_a_post() {
    let site = large();
    let facets = release(&site).facets.expect("a large site has facets");
    let bytes = |path: &str| std::fs::read(site.file(path)).unwrap();
    let files: Vec<Vec<u8>> =
        facets.chunks.iter().map(|chunk| bytes(&chunk.path)).chain([bytes(&facets.words.path)]).collect();
    let raw: usize = files.iter().map(Vec::len).sum();
    let compressed: usize = files.iter().map(|file| brotli(file).len()).sum();
    println!("{raw} bytes, {compressed} compressed, for {POSTS} posts");
    // 200 tags, 12 categories, 20 authors: their names alone are some 6 kB.
    assert!(raw <= 24 * POSTS, "{raw} bytes, or {} a post", raw / POSTS);
    assert!(compressed <= 14 * POSTS, "{compressed} bytes compressed, or {} a post", compressed / POSTS);
    let orders = bytes(&facets.by_title.path).len() + bytes(&facets.by_update.path).len();
    assert!(orders <= 8 * POSTS, "{orders} bytes of orders");
    for (path, bytes) in site.files().iter().filter(|(path, _)| path.starts_with("data/words-")) {
        assert!(bytes.len() <= 40 * 1024, "{path} has {} bytes", bytes.len());
    }
}

/// The files of the index asked for since the last time.
fn data(server: &Server) -> Vec<String> {
    server.take_requests().into_iter().filter(|path| path.starts_with("data/")).collect()
}

fn release(site: &Built) -> Release {
    serde_json::from_str(&site.text("offprint.json")).unwrap()
}
