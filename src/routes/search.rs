use super::missing::ways_on;
use crate::components::{Frame, counted};
use leptos::prelude::*;
use offprint_model::{Link, SearchPage, TermCount};

/// Hits on a page of results.
const HITS: &str = "10";

/// Where a reader searches all text. What is found is filled in by the search itself, which is a module of its
/// own; without it the page says how to browse.
pub fn search(frame: &Frame, page: &SearchPage) -> impl IntoView + use<> {
    let ways: Vec<_> =
        ways_on(frame).into_iter().map(|(label, url)| view! { <li><a href=url>{label}</a></li> }).collect();
    view! {
        <div class="search-page" data-search-page="" data-results=HITS>
            <header class="page-head">
                <h1 tabindex="-1">"Search"</h1>
            </header>
            <form
                class="search-form scripted"
                role="search"
                aria-label="Search all text"
                action=frame.url(&page.url)
            >
                <label class="visually-hidden" for="search-box">"Search all text"</label>
                <input
                    id="search-box"
                    type="search"
                    name="q"
                    placeholder="Search all text"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    enterkeyhint="search"
                />
            </form>
            <noscript>
                <p class="lead">"Searching takes a script, and this browser runs none. Everything here can be browsed, too."</p>
            </noscript>
            <p id="search-status" role="status" aria-live="polite"></p>
            <details id="search-narrow" class="search-narrow scripted">
                <summary>"Narrow and sort"</summary>
                <aside id="search-facets" aria-label="Narrow the results"></aside>
            </details>
            <div id="search-results"></div>
            <div id="search-start">
                {terms(frame, &page.terms)}
                {newest(frame, &page.newest)}
                <section>
                    <h2>"Browse"</h2>
                    <ul class="ways-on">{ways}</ul>
                </section>
            </div>
        </div>
    }
}

fn terms(frame: &Frame, terms: &[TermCount]) -> Option<impl IntoView + use<>> {
    let term = |term: &TermCount| {
        let posts = counted(term.count, "post", "posts");
        view! { <li><a href=frame.url(&term.url) title=posts>{term.label.clone()}</a></li> }
    };
    let items: Vec<_> = terms.iter().map(term).collect();
    (!items.is_empty()).then(|| {
        view! { <section><h2>"Much written about"</h2><ul class="tags">{items}</ul></section> }
    })
}

fn newest(frame: &Frame, posts: &[Link]) -> Option<impl IntoView + use<>> {
    let post = |post: &Link| view! { <li><a href=frame.url(&post.url)>{post.title.clone()}</a></li> };
    let items: Vec<_> = posts.iter().map(post).collect();
    (!items.is_empty()).then(|| {
        view! { <section><h2>"Newest"</h2><ul class="newest">{items}</ul></section> }
    })
}

#[cfg(test)]
mod tests {
    use super::search;
    use crate::components::sample;
    use leptos::prelude::*;
    use offprint_model::{Link, SearchPage, TermCount};

    fn html(page: &SearchPage) -> String {
        search(&sample::frame("/blog/"), page).to_html()
    }

    fn empty() -> SearchPage {
        SearchPage { url: sample::address("search"), terms: Vec::new(), newest: Vec::new() }
    }

    #[track_caller]
    fn has(html: &str, part: &str) {
        assert!(html.contains(part), "no `{part}` in {html}");
    }

    #[test]
    fn the_box_leads_to_the_page_itself() {
        let html = html(&empty());
        has(&html, "<form role=\"search\" aria-label=\"Search all text\" action=\"/blog/search/\"");
        has(&html, "id=\"search-box\" type=\"search\" name=\"q\"");
        for id in ["search-status", "search-facets", "search-results", "search-start"] {
            assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
        }
    }

    #[test]
    fn before_a_search_there_is_something_to_begin_with() {
        let term = TermCount {
            label: "CI/CD".to_owned(),
            url: sample::address("tags/ci-cd"),
            count: 3,
            latest: None,
        };
        let post = Link { title: "On <ink>".to_owned(), url: sample::address("posts/ink") };
        let html = html(&SearchPage { terms: vec![term], newest: vec![post], ..empty() });
        has(&html, "<a href=\"/blog/tags/ci-cd/\" title=\"3 posts\">CI/CD</a>");
        has(&html, "<a href=\"/blog/posts/ink/\">On &lt;ink&gt;</a>");
        has(&html, "<a href=\"/blog/topics/\">All Topics</a>");
    }

    #[test]
    fn who_runs_no_scripts_is_told_how_to_browse() {
        let html = html(&empty());
        has(&html, "<noscript><p class=\"lead\">Searching takes a script");
        assert!(!html.contains("class=\"tags\"") && !html.contains("class=\"newest\""), "{html}");
    }
}
