//! Renders the app natively.

use crate::app::App;
use crate::components::Frame;
use crate::routes;
use crate::state::{Reader, Shown};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use offprint_model::{Boot, Page};
use std::sync::Arc;

/// The HTML inside `<div id="app">`, for a page and the HTML of its body (empty for a list). What the
/// browser then renders from the same boot data fits it node by node.
pub fn prerender(boot: &Boot, page: &Page, body: &str) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new())));
    let (base, masthead) = (boot.base.clone(), boot.masthead.clone());
    let frame = Frame { base: base.clone(), masthead: masthead.clone() };
    let html = owner.with(|| {
        let html = routes::page(&frame, page, body).to_html().into();
        let reader = Reader::new(Shown { html, place: boot.page.clone(), ..Shown::missing() });
        view! { <App base masthead reader /> }.to_html()
    });
    owner.unset_with_forced_cleanup();
    html
}

#[cfg(test)]
mod tests {
    use super::prerender;
    use crate::components::sample;
    use offprint_model::{DocumentPage, ListHeading, Page, SearchPage, TermCount, TermsPage};

    const BODY: &str = "<h2 id=\"ink\">On ink</h2><p>Black &amp; blue.</p>";

    fn html(page: Page) -> String {
        let body = if matches!(page, Page::Post(_) | Page::Document(_)) { BODY } else { "" };
        prerender(&sample::boot("/blog/", &page), &page, body)
    }

    fn post() -> String {
        html(Page::Post(Box::new(sample::post_page())))
    }

    fn document() -> String {
        html(Page::Document(DocumentPage {
            title: "About us".to_owned(),
            url: sample::address("about"),
            description: String::new(),
            canonical: None,
            contents: Vec::new(),
            cover: None,
        }))
    }

    fn terms() -> String {
        let term = |label: &str, path: &str, count| TermCount {
            label: label.to_owned(),
            url: sample::address(path),
            count,
            latest: None,
        };
        html(Page::Terms(TermsPage {
            title: "Tags".to_owned(),
            url: sample::address("tags"),
            terms: vec![term("CI/CD", "tags/ci-cd", 1), term("Über", "tags/über", 12)],
        }))
    }

    fn search() -> String {
        let (terms, newest) = (Vec::new(), Vec::new());
        html(Page::Search(SearchPage { url: sample::address("search"), terms, newest }))
    }

    #[track_caller]
    fn has(html: &str, parts: &[&str]) {
        for part in parts {
            assert!(html.contains(part), "no `{part}` in {html}");
        }
    }

    /// The page as a reader of plain text would get it: no tags, no markers.
    fn text(html: &str) -> String {
        let pieces = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
        pieces.collect::<String>().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    }

    #[test]
    fn every_page_has_its_landmarks_one_heading_and_a_skip_link() {
        let list = html(Page::List(sample::home(1, 1)));
        for html in [list, terms(), post(), document(), search(), html(Page::Missing)] {
            for landmark in [
                "<header class=\"masthead\"",
                "<nav aria-label=\"Main\" class=\"menu\"",
                "<main id=\"main\"",
                "<footer",
                "<h1 tabindex=\"-1\"",
            ] {
                assert_eq!(html.matches(landmark).count(), 1, "{landmark} in {html}");
            }
            assert!(html.starts_with("<a href=\"#main\" class=\"skip\""), "{html}");
            has(
                &html,
                &[
                    "<a href=\"/blog/\" class=\"brand\">Notes &amp; more</a>",
                    "<a href=\"/blog/about/\"",
                    "type=\"button\" class=\"theme-switch\" data-theme-switch=\"\"",
                    "<a href=\"/blog/search/\" data-search-open=\"page\" aria-keyshortcuts=\"/ Control+K Meta+K\" class=\"search-link\">Search</a>",
                    "href=\"/blog/feed.xml\"",
                    "© 2026 Ada Wong",
                    "<div role=\"progressbar\" aria-label=\"Loading the page\" hidden class=\"progress\">",
                    "<div role=\"alert\" class=\"trouble\"><!></div>",
                ],
            );
            assert!(
                !html.contains("style=") && !html.contains("<script") && !html.contains("onclick"),
                "{html}"
            );
        }
    }

    #[test]
    fn home_lists_posts_with_their_facts_and_the_way_to_older_ones() {
        let html = html(Page::List(sample::home(2, 3)));
        has(
            &html,
            &[
                "<h2><a href=\"/blog/posts/b/\">Why &lt;b&gt; &amp; why not</a></h2>",
                "<time datetime=\"2026-04-28T00:00:00Z\">April 28, 2026</time>",
                "<a href=\"/blog/tags/ci-cd/\">CI/CD</a>",
                "<p class=\"summary\">What b says.</p>",
                "<a rel=\"prev\" href=\"/blog/\" class=\"newer\">Newer</a>",
                "<a rel=\"next\" href=\"/blog/page/3/\" class=\"older\">Older</a>",
                "<a href=\"/blog/page/2/\" aria-label=\"Page 2\" aria-current=\"page\">2</a>",
            ],
        );
        let text = text(&html);
        has(&text, &["April 28, 2026 · 8 min · 1493 words · Ada Wong, Bo Li", "Page 2 of 3"]);
        assert!(!text.contains("Hello reader"), "the introduction stands on the first page alone");
    }

    #[test]
    fn a_term_names_its_taxonomy_and_the_menu_shows_where_it_lies() {
        let html = html(Page::List(sample::term_list(1, 1)));
        has(
            &html,
            &[
                "<p class=\"above\"><a href=\"/blog/tags/\">Tags</a></p>",
                "<h1 tabindex=\"-1\">Rust</h1>",
                "<p class=\"lead\">All on Rust.</p>",
                "2 posts",
                "<div class=\"prose intro\"><p>Hello <em>reader</em>.</p></div>",
                "<a href=\"/blog/tags/\" aria-current=\"true\">Tags</a>",
            ],
        );
        assert!(!html.contains("class=\"pages\""), "one page needs no way through: {html}");
    }

    #[test]
    fn an_empty_list_says_so() {
        let mut list = sample::list(ListHeading::Home, sample::address(""), 1, 1);
        list.posts.clear();
        has(&html(Page::List(list)), &["There are no posts here yet."]);
    }

    #[test]
    fn terms_stand_with_their_counts() {
        let html = terms();
        has(
            &html,
            &[
                "<a href=\"/blog/tags/ci-cd/\">CI/CD</a><span class=\"count\">1 post</span>",
                "<a href=\"/blog/tags/%C3%BCber/\">Über</a><span class=\"count\">12 posts</span>",
                "<a href=\"/blog/tags/\" aria-current=\"page\">Tags</a>",
            ],
        );
    }

    #[test]
    fn a_post_shows_its_text_and_all_that_stands_around_it() {
        let html = post();
        has(
            &html,
            &[
                "<h1 tabindex=\"-1\">Why &lt;a&gt; &amp; why not</h1>",
                "<img src=\"/blog/posts/a/cover.jpg\" alt=\"A press\" width=\"1200\" height=\"630\"",
                "<figcaption>Our press.</figcaption>",
                "<a href=\"/blog/series/printing/\">Printing</a>",
                "<a href=\"/blog/posts/part-1/\">About part-1</a>",
                "<a href=\"/blog/posts/part-3/\">About part-3</a>",
                "<nav aria-label=\"Contents\"><ol><li><a href=\"#ink\">On ink</a></li><li data-depth=\"1\"><a href=\"#black-ink\">",
                &format!("<div id=\"body\" class=\"prose\">{BODY}</div>"),
                "<a rel=\"prev\" href=\"/blog/posts/older/\" class=\"older\">",
                "<a rel=\"next\" href=\"/blog/posts/newer/\" class=\"newer\">",
                "<a href=\"/blog/posts/\" aria-current=\"true\">Posts</a>",
            ],
        );
        has(
            &text(&html),
            &[
                "April 28, 2026 · 8 min · 1493 words · Ada Wong, Bo Li · Best-Practices",
                "Part 2 of the series Printing",
            ],
        );
    }

    #[test]
    fn a_document_is_a_title_and_a_text() {
        let html = document();
        has(&html, &["<h1 tabindex=\"-1\">About us</h1>", BODY, "aria-current=\"page\">About</a>"]);
        assert!(!html.contains("class=\"facts\""), "{html}");
    }

    #[test]
    fn a_missing_page_offers_ways_on() {
        has(
            &html(Page::Missing),
            &[
                "Page not found",
                "<a href=\"/blog/\">Home</a>",
                "<a href=\"/blog/series/\">Series</a>",
                "<a href=\"/blog/search/\">Search</a></li>",
            ],
        );
    }
}
