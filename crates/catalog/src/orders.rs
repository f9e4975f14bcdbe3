use crate::sorted::{by_text, descending};
use crate::{IndexError, Sort, postings};
use offprint_model::{PostOrder, PostSummary, SCHEMA_VERSION, fold};
use std::sync::OnceLock;

/// The orders that dates do not give.
#[derive(Clone, Debug, Default)]
pub(crate) struct Orders {
    title: OnceLock<Vec<u32>>,
    updated: OnceLock<Vec<u32>>,
}

impl Orders {
    /// Takes in what a file says.
    pub(crate) fn set(&mut self, sort: Sort, written: &PostOrder, count: u32) -> Result<(), IndexError> {
        match sort {
            Sort::Title => self.title = postings::decode_order(&written.posts, count)?.into(),
            Sort::Updated => self.updated = postings::decode_descent(&written.posts, count)?.into(),
            Sort::List | Sort::Newest | Sort::Oldest => {}
        }
        Ok(())
    }

    /// Is an order, if it is one of these, not there yet?
    pub(crate) fn lack(&self, sort: Sort) -> bool {
        match sort {
            Sort::Title => self.title.get().is_none(),
            Sort::Updated => self.updated.get().is_none(),
            Sort::List | Sort::Newest | Sort::Oldest => false,
        }
    }

    /// All posts by title or by last update; made from summaries where they are all at hand.
    pub(crate) fn all(&self, sort: Sort, posts: Option<&[PostSummary]>) -> Option<&[u32]> {
        let order = match (sort, posts) {
            (Sort::Title, Some(posts)) => Some(self.title.get_or_init(|| by_title(posts))),
            (Sort::Updated, Some(posts)) => Some(self.updated.get_or_init(|| by_update(posts))),
            (Sort::Title, None) => self.title.get(),
            (Sort::Updated, None) => self.updated.get(),
            (Sort::List | Sort::Newest | Sort::Oldest, _) => None,
        };
        order.map(Vec::as_slice)
    }
}

fn by_title(posts: &[PostSummary]) -> Vec<u32> {
    let numbers = (0_u32..).take(posts.len()).collect();
    by_text(numbers, |number| {
        (0, posts.get(*number as usize).map(|post| fold(&post.title)).unwrap_or_default())
    })
}

/// Of posts changed at one instant the newer stands first.
fn by_update(posts: &[PostSummary]) -> Vec<u32> {
    let changed = |post: &PostSummary| post.updated.as_ref().or(post.date.as_ref()).map(|date| date.at);
    let numbers: Vec<u32> = (0_u32..).take(posts.len()).collect();
    let numbers = numbers.into_iter().rev().collect();
    by_text(numbers, |number| (descending(posts.get(*number as usize).and_then(changed)), String::new()))
}

/// A site's posts by title, for its index.
pub fn title_order(posts: &[PostSummary]) -> PostOrder {
    PostOrder { schema: SCHEMA_VERSION, posts: postings::encode_order(&by_title(posts)) }
}

/// A site's posts by last update, for its index.
pub fn update_order(posts: &[PostSummary]) -> PostOrder {
    PostOrder { schema: SCHEMA_VERSION, posts: postings::encode_descent(&by_update(posts)) }
}
