//! A large site, of which the browser reads what a page needs and no more.

use crate::fixture::address;
use crate::made_up::{self, Dice};
use offprint_catalog::{
    Catalog, Facets, IndexError, Query, Route, Sort, Wants, facet_chunks, title_order, update_order,
    word_shards,
};
use offprint_model::{
    FileRef, Page, PostChunk, PostOrder, PostSummary, SCHEMA_VERSION, WordDirectory, WordShard, WordShardRef,
};

const POSTS: usize = 900;

/// The files of an index, and a catalog that reads them.
struct Reading {
    posts: Vec<PostSummary>,
    shards: Vec<WordShard>,
    catalog: Catalog,
    /// How often something was read.
    read: usize,
}

impl Reading {
    fn new() -> Self {
        let site = made_up::site(Some(7));
        let mut posts = made_up::posts(&mut Dice(11), POSTS);
        for (number, post) in posts.iter_mut().enumerate() {
            // So that there are several files of words.
            post.summary = format!("{} w{number} v{} u{number}x", post.summary, number * 31 % 5000);
        }
        let facets = Facets::from_chunks(&site, facet_chunks(&site, &posts)).expect("facets");
        let shards = word_shards(&posts);
        assert!(shards.len() > 1, "several files of words");
        Self { catalog: Catalog::partial(site, facets), posts, shards, read: 0 }
    }

    fn whole(&self) -> Catalog {
        Catalog::new(self.catalog.site().clone(), self.posts.clone())
    }

    fn directory(&self) -> WordDirectory {
        let file = FileRef { path: String::new(), sha256: String::new() };
        let from = |shard: &WordShard| shard.words.first().expect("a word").0.clone();
        let shards = self.shards.iter().map(|shard| WordShardRef { from: from(shard), file: file.clone() });
        WordDirectory { schema: SCHEMA_VERSION, shards: shards.collect() }
    }

    /// Reads exactly what is wanted, until nothing is.
    fn read(&mut self, route: &Route, query: &Query) {
        for _ in 0..5 {
            let wants = self.catalog.wants(route, query);
            if wants.is_empty() {
                return;
            }
            self.read += 1;
            for place in wants.chunks {
                let first = place * PostChunk::SIZE;
                let posts = self.posts.iter().skip(first).take(PostChunk::SIZE).cloned().collect();
                let chunk = PostChunk::new(u32::try_from(first).expect("small"), posts);
                assert_eq!(self.catalog.add_posts(chunk), Ok(()));
            }
            if wants.words {
                self.catalog.set_words(&self.directory());
            }
            for place in wants.shards {
                assert_eq!(self.catalog.add_words(place, self.shards[place].clone()), Ok(()));
            }
            if let Some(sort) = wants.order {
                let by_title = sort == Sort::Title;
                let order = if by_title { title_order(&self.posts) } else { update_order(&self.posts) };
                assert_eq!(self.catalog.set_order(sort, &order), Ok(()));
            }
        }
        panic!("{route:?} {query} wants more and more");
    }
}

#[test]
fn what_it_has_read_answers_as_all_would() {
    let mut reading = Reading::new();
    let whole = reading.whole();
    for route in whole.routes() {
        assert_eq!(whole.wants(&route, &Query::default()), Wants::default());
        reading.read(&route, &Query::default());
        assert_eq!(reading.catalog.page(&route), whole.page(&route), "{route:?}");
    }
    assert_eq!(reading.catalog.routes(), whole.routes());
    let mut dice = Dice(5);
    let lists: Vec<Route> = whole.routes().into_iter().filter(Route::is_list).collect();
    let queries = [
        "q=cach",
        "q=c%2B%2B+of",
        "q=w12&tags.without=rust",
        "sort=title",
        "sort=updated&tags=c-plus-plus",
        "tags=rust,go&page=2",
        "year=2021&sort=oldest",
        "q=zzz",
        "topic.with=caching&authors=ada-quill",
        "sort=newest&page=4",
        "q=u&sort=title&page=3",
    ];
    for query in queries {
        // A catalog that has read nothing for the queries before.
        let mut reading = Reading::new();
        for _ in 0..6 {
            let route = lists.get(dice.roll(lists.len())).expect("a list");
            let query = whole.query(query);
            reading.read(route, &query);
            let expected = whole.filtered(route, &query, &[]);
            assert!(expected.is_some());
            assert_eq!(reading.catalog.filtered(route, &query, &[]), expected, "{query} on {route:?}");
        }
    }
}

#[test]
fn a_list_needs_no_more_than_the_chunks_of_its_rows() {
    let mut reading = Reading::new();
    let route = Route::Home { page: 1 };
    let query = reading.catalog.query("sort=newest");
    assert_eq!(reading.catalog.wants(&route, &query).chunks, [POSTS / PostChunk::SIZE]);
    reading.read(&route, &query);
    assert_eq!(reading.read, 1);
    assert!(reading.catalog.wants(&route, &query).is_empty());
    assert!(reading.catalog.post(0).is_none());
    assert_eq!(reading.catalog.post(899), reading.posts.last());
    assert_eq!((reading.catalog.len(), reading.catalog.posts().len()), (POSTS, 0));
}

#[test]
fn a_search_reads_the_directory_then_the_words_then_the_rows() {
    let mut reading = Reading::new();
    let route = Route::Home { page: 1 };
    let query = reading.catalog.query("q=w123");
    let wants = reading.catalog.wants(&route, &query);
    assert!(wants.words && wants.shards.is_empty() && wants.chunks.is_empty());
    assert!(reading.catalog.filtered(&route, &query, &[]).is_none(), "the answer waits");
    reading.catalog.set_words(&reading.directory());
    let wants = reading.catalog.wants(&route, &query);
    assert!(!wants.words && !wants.shards.is_empty() && wants.shards.len() <= 2, "{wants:?}");
    reading.read(&route, &query);
    let list = reading.catalog.filtered(&route, &query, &[]).expect("a list");
    assert_eq!((list.total, list.pending), (1, 0));
}

#[test]
fn rows_are_shown_up_to_the_first_that_is_missing() {
    let mut reading = Reading::new();
    let query = reading.catalog.query("sort=oldest");
    reading.read(&Route::Home { page: 1 }, &query);
    // Page 29 goes from post 196 to 202: across the first chunk's end.
    let route = Route::Home { page: 1 };
    let list = reading.catalog.filtered(&route, &query.at_page(29), &[]).expect("a list");
    assert_eq!((list.posts.len(), list.pending, list.total), (4, 3, POSTS));
    assert_eq!(list.posts[0], reading.posts[196]);
    let term = reading.catalog.route(&address("tags/rust")).expect("a list");
    let Page::List(term) = reading.catalog.page(&term) else { panic!("a list") };
    assert_eq!((term.posts.len(), term.pending), (0, 7));
}

#[test]
fn files_of_another_index_are_refused() {
    let mut reading = Reading::new();
    let chunk = |first: usize, count: usize| {
        let posts = made_up::posts(&mut Dice(1), count);
        PostChunk::new(u32::try_from(first).expect("small"), posts)
    };
    for (first, count) in [(0, 199), (0, 201), (1, 200), (800, 200), (1000, 0), (4_000_000_000, 200)] {
        assert_eq!(reading.catalog.add_posts(chunk(first, count)), Err(IndexError::Chunk), "{first} {count}");
    }
    let shard = |words: &[(&str, &str)]| WordShard {
        schema: SCHEMA_VERSION,
        words: words.iter().map(|(word, text)| ((*word).to_owned(), (*text).to_owned())).collect(),
    };
    assert_eq!(reading.catalog.add_words(0, shard(&[])), Err(IndexError::Words), "no directory");
    reading.catalog.set_words(&reading.directory());
    assert_eq!(reading.catalog.add_words(99, shard(&[])), Err(IndexError::Words));
    assert_eq!(reading.catalog.add_words(0, shard(&[("zb", "A"), ("za", "A")])), Err(IndexError::Words));
    assert_eq!(
        reading.catalog.add_words(1, shard(&[("!", "A")])),
        Err(IndexError::Words),
        "of another place"
    );
    assert_eq!(reading.catalog.add_words(0, shard(&[("za", "!")])), Err(IndexError::Postings));
    let order = PostOrder { schema: SCHEMA_VERSION, posts: "AB".to_owned() };
    for sort in [Sort::Title, Sort::Updated] {
        assert_eq!(reading.catalog.set_order(sort, &order), Err(IndexError::Order));
    }
    let wants = reading.catalog.wants(&Route::Home { page: 1 }, &reading.catalog.query("sort=title"));
    assert_eq!(wants.order, Some(Sort::Title), "still wanted");
}
