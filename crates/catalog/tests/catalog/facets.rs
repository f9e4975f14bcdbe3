//! The files by which a large site is filtered.

use crate::fixture::{dated, post};
use crate::made_up::{self, Dice};
use offprint_catalog::{Facets, IndexError, facet_chunks};
use offprint_model::{FacetChunk, PostSummary};

#[test]
fn files_say_what_the_summaries_say() {
    let site = made_up::site(Some(10));
    for count in [0, 1, 75, FacetChunk::SIZE + 40] {
        let posts = made_up::posts(&mut Dice(3), count);
        let chunks = facet_chunks(&site, &posts);
        assert_eq!(chunks.len(), count.div_ceil(FacetChunk::SIZE));
        let whole = Facets::of(&site, &posts);
        assert_eq!(Facets::from_chunks(&site, chunks), Ok(whole), "{count} posts");
    }
}

fn chunk() -> FacetChunk {
    let posts: Vec<PostSummary> =
        (0..20).map(|number| dated(post(&format!("p{number}"), "", &["Rust"]), "2025-03-04")).collect();
    facet_chunks(&made_up::site(None), &posts).remove(0)
}

#[test]
fn a_file_is_small_where_neighbours_are_alike() {
    let chunk = chunk();
    assert_eq!(chunk.terms["tags"]["rust"], ("Rust".to_owned(), "A".repeat(20)));
    assert_eq!(chunk.months, [(2025 * 12 + 2, 20)]);
    assert!(!chunk.terms.contains_key("series"));
}

#[test]
fn a_damaged_file_is_refused() {
    let damage = |change: fn(&mut FacetChunk)| {
        let mut chunk = chunk();
        change(&mut chunk);
        Facets::from_chunks(&made_up::site(None), vec![chunk]).err()
    };
    assert_eq!(damage(|_| {}), None);
    for (change, error) in [
        ((|chunk| chunk.first = 1) as fn(&mut FacetChunk), IndexError::Sequence),
        (|chunk| chunk.count = u32::MAX, IndexError::Sequence),
        (|chunk| chunk.count = 19, IndexError::Postings),
        (|chunk| chunk.count = 21, IndexError::Months),
        (|chunk| chunk.months = vec![(0, u32::MAX)], IndexError::Months),
        (|chunk| chunk.months = vec![(i32::MIN, 20)], IndexError::Months),
        (|chunk| chunk.months.clear(), IndexError::Months),
        (|chunk| chunk.weights = vec![(20, 1)], IndexError::Postings),
        (|chunk| chunk.parts = vec![(3, 1), (3, 2)], IndexError::Postings),
        (|chunk| drop(chunk.sections.insert("x/".to_owned(), "\u{7f}".to_owned())), IndexError::Postings),
        (
            |chunk| {
                let tags = chunk.terms.entry("tags".to_owned()).or_default();
                tags.insert("go".to_owned(), ("Rust".to_owned(), "A".to_owned()));
            },
            IndexError::Label,
        ),
    ] {
        assert_eq!(damage(change), Some(error));
    }
    let two = vec![chunk(), chunk()];
    assert_eq!(Facets::from_chunks(&made_up::site(None), two), Err(IndexError::Sequence));
}
