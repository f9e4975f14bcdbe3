use crate::components::Frame;
use leptos::prelude::*;

/// Where a reader can go on from a page that is not there: label and URL. Home, the menu, and the pages
/// by which posts are found that the menu leaves out.
pub(super) fn ways_on(frame: &Frame) -> Vec<(String, String)> {
    let mut ways = vec![("Home".to_owned(), frame.base.to_string())];
    ways.extend(frame.masthead.menu.iter().map(|item| (item.label.clone(), item.url.clone())));
    ways.extend(frame.masthead.browse.iter().map(|link| (link.title.clone(), frame.url(&link.url))));
    let mut seen: Vec<String> = Vec::new();
    ways.retain(|(_, url)| {
        let new = !seen.contains(url);
        seen.push(url.clone());
        new
    });
    ways
}

/// No such page.
pub fn missing(frame: &Frame) -> impl IntoView + use<> {
    let search = frame.masthead.search.iter().map(|search| ("Search".to_owned(), frame.url(&search.url)));
    let ways: Vec<_> = ways_on(frame)
        .into_iter()
        .chain(search)
        .map(|(label, url)| view! { <li><a href=url>{label}</a></li> })
        .collect();
    view! {
        <div class="missing">
            <header class="page-head">
                <p class="above">"404"</p>
                <h1 tabindex="-1">"Page not found"</h1>
                <p class="lead">"There is no page at this address. It may have moved, or the link has a mistake."</p>
            </header>
            <nav aria-label="Ways on"><ul class="ways-on">{ways}</ul></nav>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::ways_on;
    use crate::components::sample;

    #[test]
    fn a_missing_page_offers_each_way_on_once() {
        let ways = ways_on(&sample::frame("/blog/"));
        let labels: Vec<_> = ways.iter().map(|(label, _)| label.as_str()).collect();
        assert_eq!(labels, ["Home", "Posts", "Tags", "About", "All Topics", "Series"]);
        assert!(ways.iter().all(|(_, url)| url.starts_with("/blog/")));
    }
}
