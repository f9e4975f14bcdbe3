use crate::components::{Frame, counted};
use crate::terms::Order;
use leptos::prelude::*;
use offprint_model::{TermCount, TermsPage};

/// The terms of a taxonomy, how many posts each has and when its newest came out. They stand by name; the
/// app sorts them by what their rows say.
pub fn terms(frame: &Frame, page: &TermsPage) -> impl IntoView + use<> {
    let terms: Vec<_> = page.terms.iter().enumerate().map(|(place, term)| row(frame, place, term)).collect();
    view! {
        <div class="list">
            <header class="page-head"><h1 tabindex="-1">{page.title.clone()}</h1></header>
            {orders(frame, page)}
            <ul class="terms">{terms}</ul>
        </div>
    }
}

fn row(frame: &Frame, place: usize, term: &TermCount) -> impl IntoView + use<> {
    let count = counted(term.count, "post", "posts");
    let latest = term.latest.as_ref().map(|date| {
        let text = date.text.first().cloned();
        view! { <time class="count" datetime=date.iso.clone()>{text}</time> }
    });
    view! {
        <li
            data-place=place
            data-count=term.count
            data-latest=term.latest.as_ref().map(|date| date.at.to_string())
        >
            <a href=frame.url(&term.url)>{term.label.clone()}</a>
            <span class="count">{count}</span>
            {latest}
        </li>
    }
}

/// Links that the app follows: without it they lead to the page as it is, so they are not shown.
fn orders(frame: &Frame, page: &TermsPage) -> Option<impl IntoView + use<>> {
    if page.terms.len() < 2 {
        return None;
    }
    let dated = page.terms.iter().any(|term| term.latest.is_some());
    let latest = dated.then_some(("Latest", Order::Latest, "?sort=latest"));
    let orders = [Some(("Name", Order::Name, "")), Some(("Posts", Order::Count, "?sort=count")), latest];
    let orders: Vec<_> = orders
        .into_iter()
        .flatten()
        .map(|(label, order, query)| {
            let url = [&frame.url(&page.url), query].concat();
            let current = (order == Order::Name).then_some("true");
            view! { <li><a id=order.link() href=url aria-current=current>{label}</a></li> }
        })
        .collect();
    Some(view! {
        <nav class="choices scripted" aria-label="Sort by">
            <p>"Sort by"</p>
            <ul>{orders}</ul>
        </nav>
    })
}

#[cfg(test)]
mod tests {
    use super::terms;
    use crate::components::sample;
    use leptos::prelude::*;
    use offprint_model::{TermCount, TermsPage};

    fn page(dated: bool, names: &[&str]) -> TermsPage {
        let term = |name: &&str| TermCount {
            label: (*name).to_owned(),
            url: sample::address(&format!("tags/{name}")),
            count: 12,
            latest: dated.then(|| sample::date("April 28, 2026", "2026-04-28")),
        };
        let terms = names.iter().map(term).collect();
        TermsPage { title: "Tags".to_owned(), url: sample::address("tags"), terms }
    }

    fn html(page: &TermsPage) -> String {
        terms(&sample::frame("/blog/"), page).to_html()
    }

    #[test]
    fn terms_can_be_sorted_by_links_that_say_which_is_on() {
        let html = html(&page(true, &["a", "b"]));
        for link in [
            "<a id=\"sort-name\" href=\"/blog/tags/\" aria-current=\"true\">Name</a>",
            "<a id=\"sort-count\" href=\"/blog/tags/?sort=count\">Posts</a>",
            "<a id=\"sort-latest\" href=\"/blog/tags/?sort=latest\">Latest</a>",
        ] {
            assert!(html.contains(link), "{link} in {html}");
        }
        assert!(html.contains("<li data-place=\"1\" data-count=\"12\" data-latest=\"0\"><a"), "{html}");
        let row = "<span class=\"count\">12 posts</span><time datetime=\"2026-04-28T00:00:00Z\" class=\"count\">April 28, 2026</time>";
        assert_eq!(html.matches(row).count(), 2, "{html}");
    }

    #[test]
    fn what_cannot_be_sorted_offers_nothing_to_sort_by() {
        assert!(!html(&page(true, &["a"])).contains("sort-"));
        assert!(!html(&page(false, &["a", "b"])).contains("sort-latest"));
    }
}
