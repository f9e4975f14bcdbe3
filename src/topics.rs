//! The page of all topics, narrowed by what a reader types and switches.

#[cfg(feature = "hydrate")]
pub mod narrowing;

use crate::components::counted;
use offprint_model::fold;

/// What articles must say to stay on the page: all of some words, each anywhere.
#[derive(Debug)]
pub struct Needle(Vec<String>);

impl Needle {
    /// From what was typed.
    pub fn new(typed: &str) -> Self {
        Self(fold(typed).split_whitespace().map(str::to_owned).collect())
    }

    /// Does a text, folded too, have all of it?
    pub fn is_in(&self, text: &str) -> bool {
        self.0.iter().all(|word| text.contains(word.as_str()))
    }

    /// Nothing was typed: it is in every text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What is left of the page, as it is told: nothing where all of it is.
pub fn left(articles: [usize; 2], topics: [usize; 2]) -> String {
    let [shown, all] = articles;
    if shown == all {
        return String::new();
    }
    if shown == 0 {
        return "No article fits".to_owned();
    }
    let [groups, all_groups] = topics;
    let articles = counted(all, "article", "articles");
    [
        &shown.to_string(),
        " of ",
        &articles,
        ", in ",
        &groups.to_string(),
        " of ",
        &all_groups.to_string(),
        " groups",
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::{Needle, left};

    #[test]
    fn an_article_stays_while_it_has_every_word_that_was_typed() {
        let text = "queues all of queues. backend · 06";
        assert!(Needle::new("").is_in(text) && Needle::new("  ").is_empty());
        assert!(Needle::new("Queue BACK").is_in(text));
        assert!(!Needle::new("queue front").is_in(text));
        assert!(Needle::new("Über").is_in("uber uns"));
    }

    #[test]
    fn what_is_left_is_told_once_something_is_gone() {
        assert_eq!(left([75, 75], [19, 19]), "");
        assert_eq!(left([3, 75], [2, 19]), "3 of 75 articles, in 2 of 19 groups");
        assert_eq!(left([0, 75], [0, 19]), "No article fits");
    }
}
