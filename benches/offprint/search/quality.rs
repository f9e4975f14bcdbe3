//! How good answers are.

mod cisi;
mod collection;
mod known_items;
mod ours;
mod posts;
mod typo;

pub use collection::{Collection, Document, QuerySet, Wanted};
pub use known_items::sets as known_items;
pub use ours::rankings as ours;
pub use posts::read as posts;

use std::path::Path;

const SEED: u64 = 4;

/// What engines are judged by: a collection with judgements, and the two blogs.
pub fn collections(corpora: &Path) -> Vec<Collection> {
    let blog = |key: &str, folder: &str| {
        let documents = posts(&corpora.join(folder).join("content"));
        let sets = known_items(&documents, SEED);
        Collection { name: key.to_owned(), documents, sets }
    };
    vec![cisi::read(&corpora.join("cisi")), blog("zola", "zola-rust-blog"), blog("tldr", "tldr-en")]
}
