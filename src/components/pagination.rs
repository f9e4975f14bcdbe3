use super::Frame;
use super::filters::filter_url;
use leptos::either::EitherOf3;
use leptos::prelude::*;
use offprint_model::{FilterPanel, ListPage};

/// A place in the row of page numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Another page.
    Number(usize),
    /// The page on the screen.
    Here(usize),
    /// Pages left out.
    Gap,
}

/// The row of page numbers: the first, the last, and those around this one. A gap stands for two or more.
pub fn places(page: usize, pages: usize) -> Vec<Place> {
    let near = page.saturating_sub(1)..=page + 1;
    let shown = |number: usize| number == 1 || number == pages || near.contains(&number);
    let mut row = Vec::new();
    for number in 1..=pages {
        let alone = number > 1 && shown(number - 1) && shown(number + 1);
        if number == page {
            row.push(Place::Here(number));
        } else if shown(number) || alone {
            row.push(Place::Number(number));
        } else if row.last() != Some(&Place::Gap) {
            row.push(Place::Gap);
        }
    }
    row
}

/// What the links to the page before and after say. A list that runs from old to new, as a series does,
/// has no newer page before it; nor has one that is sorted by something else.
pub fn directions(list: &ListPage) -> (&'static str, &'static str) {
    let sorted = |panel: &FilterPanel| panel.sorts.iter().skip(1).any(|sort| sort.on);
    if list.numbered || list.panel.as_deref().is_some_and(sorted) {
        return ("Previous", "Next");
    }
    let mut dates = list.posts.iter().filter_map(|post| post.date.as_ref()).map(|date| date.at);
    match (dates.next(), dates.next_back()) {
        (Some(first), Some(last)) if first < last => ("Previous", "Next"),
        _ => ("Newer", "Older"),
    }
}

/// The URL of a page of a list. The pages of a filtered list differ in their query alone.
fn page_url(frame: &Frame, list: &ListPage, number: usize) -> String {
    match &list.panel {
        Some(panel) if !panel.query.is_empty() => {
            let url = filter_url(frame, list, &panel.query);
            if number > 1 { [&url, "&page=", &number.to_string()].concat() } else { url }
        }
        _ => frame.url(&list.url.page(number)),
    }
}

/// The way through a list of more than one page.
pub fn pagination(frame: &Frame, list: &ListPage) -> Option<impl IntoView + use<>> {
    if list.pages < 2 {
        return None;
    }
    let url = |number: usize| page_url(frame, list, number);
    let step = |class: &'static str, rel: &'static str, label: &'static str, number: Option<usize>| {
        number.map(|number| view! { <a class=class rel=rel href=url(number)>{label}</a> })
    };
    let (before, after) = directions(list);
    let before = step("newer", "prev", before, (list.page > 1).then(|| list.page - 1));
    let after = step("older", "next", after, (list.page < list.pages).then(|| list.page + 1));
    let numbers: Vec<_> = places(list.page, list.pages)
        .into_iter()
        .map(|place| match place {
            Place::Number(number) => {
                EitherOf3::A(view! { <li><a href=url(number) aria-label=page_label(number)>{number.to_string()}</a></li> })
            }
            Place::Here(number) => EitherOf3::B(
                view! { <li><a href=url(number) aria-label=page_label(number) aria-current="page">{number.to_string()}</a></li> },
            ),
            Place::Gap => EitherOf3::C(view! { <li class="gap">"…"</li> }),
        })
        .collect();
    Some(view! { <nav class="pages" aria-label="Pages">{before}<ol>{numbers}</ol>{after}</nav> })
}

fn page_label(number: usize) -> String {
    format!("Page {number}")
}

#[cfg(test)]
mod tests {
    use super::{Place, directions, page_url, places};
    use crate::components::sample;
    use offprint_model::{FilterPanel, PanelLink};

    fn row(page: usize, pages: usize) -> String {
        let texts: Vec<String> = places(page, pages)
            .into_iter()
            .map(|place| match place {
                Place::Number(number) => number.to_string(),
                Place::Here(number) => format!("[{number}]"),
                Place::Gap => "…".to_owned(),
            })
            .collect();
        texts.join(" ")
    }

    #[test]
    fn a_long_list_shows_its_ends_and_the_pages_around_this_one() {
        assert_eq!(row(1, 2), "[1] 2");
        assert_eq!(row(1, 75), "[1] 2 … 75");
        assert_eq!(row(38, 75), "1 … 37 [38] 39 … 75");
        assert_eq!(row(75, 75), "1 … 74 [75]");
    }

    #[test]
    fn no_gap_stands_for_a_single_page() {
        assert_eq!(row(4, 7), "1 2 3 [4] 5 6 7");
        assert_eq!(row(1, 4), "[1] 2 3 4");
        assert_eq!(row(5, 9), "1 … 4 [5] 6 … 9");
    }

    #[test]
    fn a_series_goes_on_to_the_next_page_not_to_older_posts() {
        let mut list = sample::home(2, 3);
        assert_eq!(directions(&list), ("Newer", "Older"));
        list.posts = vec![sample::post("a"), sample::post("b")];
        if let Some(date) = &mut list.posts[0].date {
            date.at -= 1;
        }
        assert_eq!(directions(&list), ("Previous", "Next"));
        list.posts.clear();
        assert_eq!(directions(&list), ("Newer", "Older"));
    }

    #[test]
    fn a_list_sorted_by_title_has_no_newer_page() {
        let sort = |on| PanelLink { label: String::new(), query: String::new(), on };
        let panel = |sorts: &[bool]| FilterPanel {
            sorts: sorts.iter().map(|on| sort(*on)).collect(),
            ..FilterPanel::default()
        };
        let mut list = sample::home(2, 3);
        list.panel = Some(Box::new(panel(&[true, false])));
        assert_eq!(directions(&list), ("Newer", "Older"));
        list.panel = Some(Box::new(panel(&[false, true])));
        assert_eq!(directions(&list), ("Previous", "Next"));
    }

    #[test]
    fn the_pages_of_a_filtered_list_keep_the_filter() {
        let frame = sample::frame("/blog/");
        let mut list = sample::term_list(2, 3);
        assert_eq!(page_url(&frame, &list, 3), "/blog/tags/rust/page/3/");
        list.panel = Some(Box::default());
        assert_eq!(page_url(&frame, &list, 3), "/blog/tags/rust/page/3/");
        list.panel = Some(Box::new(FilterPanel { query: "year=2025".to_owned(), ..FilterPanel::default() }));
        assert_eq!(page_url(&frame, &list, 1), "/blog/tags/rust/?year=2025");
        assert_eq!(page_url(&frame, &list, 3), "/blog/tags/rust/?year=2025&page=3");
    }
}
