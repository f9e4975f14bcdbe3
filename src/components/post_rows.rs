use super::filters::is_filtered;
use super::{Frame, post_item};
use leptos::either::EitherOf3;
use leptos::prelude::*;
use offprint_model::{ListPage, PostSummary};

/// Between which numbers of a series posts are missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Gap {
    first: u32,
    last: u32,
}

impl Gap {
    /// The gap before a part, if the part before it is not the one just below. `before` is 0 at the start of
    /// the series, whose parts count from 1.
    fn between(before: Option<u32>, part: Option<u32>) -> Option<Self> {
        let (first, last) = (before?.checked_add(1)?, part?.checked_sub(1)?);
        (first <= last).then_some(Self { first, last })
    }

    fn wording(self) -> String {
        let (first, last) = (self.first.to_string(), self.last.to_string());
        if first == last {
            ["Part ", &first, " is not here"].concat()
        } else {
            ["Parts ", &first, "–", &last, " are not here"].concat()
        }
    }
}

/// The gap before each post of a series. Where a reader has filtered, what is missing says nothing; and
/// what a page before this one ended with is not known.
fn gaps(list: &ListPage) -> Vec<Option<Gap>> {
    if !list.numbered || is_filtered(list) {
        return vec![None; list.posts.len()];
    }
    let mut before = (list.page == 1).then_some(0);
    let mut gap = |post: &PostSummary| Gap::between(std::mem::replace(&mut before, post.part), post.part);
    list.posts.iter().map(&mut gap).collect()
}

/// The posts of a page in their order, the gaps of a series, and places for the posts that are on their way.
pub fn post_rows(frame: &Frame, list: &ListPage) -> impl IntoView + use<> {
    let mut rows = Vec::new();
    for (post, gap) in list.posts.iter().zip(gaps(list)) {
        if let Some(gap) = gap {
            rows.push(EitherOf3::A(view! { <li class="absent">{gap.wording()}</li> }));
        }
        rows.push(EitherOf3::B(post_item(frame, post, list)));
    }
    rows.extend(
        (0..list.pending).map(|_| EitherOf3::C(view! { <li class="pending" aria-hidden="true"></li> })),
    );
    let busy = (list.pending > 0).then_some("true");
    view! { <ol class=if list.numbered { "posts numbered" } else { "posts" } aria-busy=busy>{rows}</ol> }
}

#[cfg(test)]
mod tests {
    use super::gaps;
    use crate::components::sample;
    use offprint_model::{FilterPanel, ListPage};

    fn series(parts: &[Option<u32>]) -> ListPage {
        let mut list = sample::term_list(1, 1);
        list.numbered = true;
        list.posts = parts
            .iter()
            .map(|part| {
                let mut post = sample::post("a");
                post.part = *part;
                post
            })
            .collect();
        list
    }

    fn wordings(list: &ListPage) -> Vec<String> {
        gaps(list).into_iter().flatten().map(super::Gap::wording).collect()
    }

    #[test]
    fn a_series_says_which_parts_are_missing() {
        let parts = series(&[Some(2), Some(3), Some(5), Some(9), None, None]);
        assert_eq!(wordings(&parts), ["Part 1 is not here", "Part 4 is not here", "Parts 6–8 are not here"]);
    }

    #[test]
    fn nothing_is_missing_from_a_whole_series_or_one_that_counts_from_nought() {
        assert_eq!(wordings(&series(&[Some(1), Some(2), Some(2), Some(3)])), [""; 0]);
        assert_eq!(wordings(&series(&[Some(0), Some(1), None])), [""; 0]);
    }

    #[test]
    fn what_a_filter_leaves_out_is_no_gap() {
        let mut list = series(&[Some(1), Some(4)]);
        list.panel = Some(Box::new(FilterPanel { query: "tags=rust".to_owned(), ..FilterPanel::default() }));
        assert_eq!(wordings(&list), [""; 0]);
        list.panel = Some(Box::default());
        assert_eq!(wordings(&list), ["Parts 2–3 are not here"]);
    }

    #[test]
    fn a_later_page_starts_without_a_gap() {
        let mut list = series(&[Some(4), Some(6)]);
        list.page = 2;
        assert_eq!(wordings(&list), ["Part 5 is not here"]);
    }
}
