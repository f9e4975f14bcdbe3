//! Posts by the words in their titles, summaries and labels.

use crate::fixture::{post, site};
use offprint_catalog::{Catalog, Route, word_shards};
use offprint_model::PostSummary;

fn found(posts: &[PostSummary], words: &str) -> Vec<String> {
    let catalog = Catalog::new(site(None), posts.to_vec());
    let query = catalog.query("").with_words(words);
    let list = catalog.filtered(&Route::Home { page: 1 }, &query, &[]).expect("a list");
    let mut urls: Vec<String> = list.posts.iter().map(|post| post.url.as_str().to_owned()).collect();
    urls.sort();
    urls
}

fn titled(title: &str) -> PostSummary {
    PostSummary { title: title.to_owned(), ..post("it", "", &[]) }
}

#[test]
fn a_word_is_found_by_its_beginning_whatever_its_case_and_accents() {
    for (title, words) in [
        ("Caching at the edge", "cach"),
        ("Caching at the edge", "EDGE caching"),
        ("Crème brûlée", "creme brulee"),
        ("Creme brulee", "crème brûlée"),
        ("C++ and C#", "c++"),
        ("C++ and C#", "c#"),
        ("C++ and C#", "c"),
        ("日本語の入門", "入門"),
        ("日本語の入門", "の"),
        ("हिन्दी में", "हिन्दी"),
        ("Ёлки", "елк"),
        ("Node.js 22", "js 22"),
    ] {
        assert_eq!(found(&[titled(title)], words), ["it/"], "{words} in {title}");
    }
    for (title, words) in [
        ("Caching", "aching"),
        ("Caching", "caching edge"),
        ("C and C#", "c++"),
        ("日本", "語"),
        ("हनद", "हिन्दी"),
    ] {
        assert!(found(&[titled(title)], words).is_empty(), "{words} in {title}");
    }
}

#[test]
fn words_are_looked_for_in_title_summary_and_labels() {
    let mut it = post("it", "", &["Rust"]);
    it.summary = "About borrowing".to_owned();
    it.authors = vec!["Ada Quill".to_owned()];
    it.topic = Some("Memory".to_owned());
    it.terms.insert("series".to_owned(), vec!["Backend".to_owned()]);
    let posts = [it, post("other", "", &["Go"])];
    for words in ["it", "borrow", "rust", "quill", "memory", "backend", "rust ada about"] {
        assert_eq!(found(&posts, words), ["it/"], "{words}");
    }
    assert_eq!(found(&posts, "").len(), 2);
    assert!(found(&posts, "rust go").is_empty());
    assert!(found(&posts, "notes").is_empty(), "the section is no word of the post");
}

#[test]
fn words_come_in_files_of_some_size_and_ascending() {
    let posts: Vec<PostSummary> = (0..3000)
        .map(|number| titled(&format!("word{} common thing{}", number % 1700, number % 900)))
        .collect();
    let shards = word_shards(&posts);
    assert!(shards.len() > 2, "{}", shards.len());
    let sizes =
        shards.iter().map(|shard| shard.words.iter().map(|(word, text)| word.len() + text.len() + 8).sum());
    let sizes: Vec<usize> = sizes.collect();
    assert!(sizes.iter().all(|size| *size <= 32 << 10), "{sizes:?}");
    let words: Vec<&String> = shards.iter().flat_map(|shard| &shard.words).map(|(word, _)| word).collect();
    assert!(words.is_sorted_by(|a, b| a < b));
    assert!(word_shards(&[]).is_empty());
}

#[test]
fn a_new_post_changes_few_files_of_words() {
    let posts = |count: usize| -> Vec<PostSummary> {
        (0..count).map(|number| titled(&format!("word{} thing{number}", number * 7919 % 100_000))).collect()
    };
    let (before, after) = (word_shards(&posts(6000)), word_shards(&posts(6001)));
    let changed = after.iter().filter(|shard| !before.contains(shard)).count();
    assert!(after.len() > 5 && changed <= 4, "{changed} of {}", after.len());
}
