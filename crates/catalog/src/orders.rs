use crate::sorted::{by_text, descending};
use crate::{IndexError, Sort, postings};
use offprint_model::{PostOrders, PostSummary, SCHEMA_VERSION, fold};
use std::sync::OnceLock;

/// The orders that dates do not give.
#[derive(Clone, Debug, Default)]
pub(crate) struct Orders(OnceLock<Both>);

#[derive(Clone, Debug)]
struct Both {
    title: Vec<u32>,
    updated: Vec<u32>,
}

impl Both {
    fn of(posts: &[PostSummary]) -> Self {
        let numbers: Vec<u32> = (0_u32..).take(posts.len()).collect();
        let post = |number: u32| posts.get(number as usize);
        let changed = |post: &PostSummary| post.updated.as_ref().or(post.date.as_ref()).map(|date| date.at);
        // Of posts changed at one instant the newer stands first.
        let updated = numbers.iter().rev().copied().collect();
        Self {
            title: by_text(numbers, |number| {
                (0, post(*number).map(|post| fold(&post.title)).unwrap_or_default())
            }),
            updated: by_text(updated, |number| (descending(post(*number).and_then(changed)), String::new())),
        }
    }
}

impl Orders {
    /// The orders that a file says.
    pub(crate) fn read(written: &PostOrders, count: u32) -> Result<Self, IndexError> {
        let title = postings::decode_order(&written.title, count)?;
        let updated = postings::decode_descent(&written.updated, count)?;
        Ok(Self(OnceLock::from(Both { title, updated })))
    }

    /// Are they there?
    pub(crate) fn are_known(&self) -> bool {
        self.0.get().is_some()
    }

    /// All posts by title or by last update; made from summaries where they are all at hand.
    pub(crate) fn all(&self, sort: Sort, posts: Option<&[PostSummary]>) -> Option<&[u32]> {
        let both = match posts {
            Some(posts) => self.0.get_or_init(|| Both::of(posts)),
            None => self.0.get()?,
        };
        match sort {
            Sort::Title => Some(&both.title),
            Sort::Updated => Some(&both.updated),
            Sort::List | Sort::Newest | Sort::Oldest => None,
        }
    }
}

/// The orders of a site's posts, for its index.
pub fn post_orders(posts: &[PostSummary]) -> PostOrders {
    let both = Both::of(posts);
    PostOrders {
        schema: SCHEMA_VERSION,
        title: postings::encode_order(&both.title),
        updated: postings::encode_descent(&both.updated),
    }
}
