use super::index::HashedFile;
use offprint_catalog::{LARGE, facet_chunks, title_order, update_order, word_shards};
use offprint_model::{FacetFiles, PostSummary, SCHEMA_VERSION, Site, WordDirectory, WordShard, WordShardRef};

/// The files by which a large site is filtered without its summaries.
#[derive(Debug)]
pub(crate) struct FacetIndex {
    chunks: Vec<HashedFile>,
    shards: Vec<HashedFile>,
    words: HashedFile,
    by_title: HashedFile,
    by_update: HashedFile,
}

impl FacetIndex {
    /// Those of a site and its posts, oldest first; none where the summaries are few enough to be read.
    pub(crate) fn new(site: &Site, posts: &[PostSummary]) -> serde_json::Result<Option<Self>> {
        if posts.len() <= LARGE {
            return Ok(None);
        }
        let file = |(number, chunk)| HashedFile::json(&format!("data/facets-{number}"), &chunk);
        let chunks = facet_chunks(site, posts).into_iter().enumerate().map(file);
        let (shards, words) = words(word_shards(posts))?;
        Ok(Some(Self {
            chunks: chunks.collect::<serde_json::Result<_>>()?,
            shards,
            words,
            by_title: HashedFile::json("data/order-title", &title_order(posts))?,
            by_update: HashedFile::json("data/order-update", &update_order(posts))?,
        }))
    }

    /// All of them.
    pub(crate) fn files(&self) -> impl Iterator<Item = &HashedFile> {
        self.chunks.iter().chain(&self.shards).chain([&self.words, &self.by_title, &self.by_update])
    }

    /// Which posts carry which term: enough to make lists that nobody has searched.
    pub(super) fn chunks(&self) -> &[HashedFile] {
        &self.chunks
    }

    /// Where the release says they are.
    pub(super) fn named(&self) -> FacetFiles {
        FacetFiles {
            chunks: self.chunks.iter().map(|chunk| chunk.file.clone()).collect(),
            words: self.words.file.clone(),
            by_title: self.by_title.file.clone(),
            by_update: self.by_update.file.clone(),
        }
    }
}

/// The files of words, and the one that says which words are in which.
fn words(shards: Vec<WordShard>) -> serde_json::Result<(Vec<HashedFile>, HashedFile)> {
    let mut directory = WordDirectory { schema: SCHEMA_VERSION, shards: Vec::with_capacity(shards.len()) };
    let mut files = Vec::with_capacity(shards.len());
    for shard in shards {
        let Some((from, _)) = shard.words.first() else { continue };
        // Without a number: a file more in the middle would give all that follow other names.
        let file = HashedFile::json("data/words-part", &shard)?;
        directory.shards.push(WordShardRef { from: from.clone(), file: file.file.clone() });
        files.push(file);
    }
    Ok((files, HashedFile::json("data/words", &directory)?))
}

#[cfg(test)]
mod tests {
    use super::words;
    use offprint_catalog::word_shards;
    use offprint_model::{Permalink, PostSummary};
    use std::collections::BTreeSet;

    /// Words that repeat as those of a language do: some are in every tenth post, most in a few.
    fn post(number: u64) -> PostSummary {
        let mut state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut word = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let place = state >> 40;
            format!("w{:x}", place * place % 11_003 * (place % 7))
        };
        let title: Vec<String> = (0..12).map(|_| word()).collect();
        PostSummary {
            url: Permalink::home().join(&number.to_string()),
            title: title.join(" "),
            summary: String::new(),
            date: None,
            updated: None,
            words: 1,
            minutes: 1,
            authors: Vec::new(),
            terms: Default::default(),
            topic: None,
            part: None,
            section: String::new(),
            weight: None,
            cover: None,
        }
    }

    #[test]
    fn a_new_post_changes_the_files_that_have_its_words() {
        let mut posts: Vec<PostSummary> = (0..8_000).map(post).collect();
        let (before, _) = words(word_shards(&posts)).expect("written");
        let old: BTreeSet<&str> = before.iter().map(|file| file.file.path.as_str()).collect();
        assert!(before.len() > 20, "{} files", before.len());
        for file in &before {
            let is_one_word = file.bytes.iter().filter(|byte| **byte == b'[').count() == 2;
            assert!(file.bytes.len() <= 64 << 10 || is_one_word, "{} bytes", file.bytes.len());
        }
        let changed = (8_000..8_008).map(|number| {
            posts.push(post(number));
            let (after, directory) = words(word_shards(&posts)).expect("written");
            posts.pop();
            assert!(directory.file.path.starts_with("data/words."), "{}", directory.file.path);
            after.iter().filter(|file| !old.contains(file.file.path.as_str())).count()
        });
        let changed: Vec<usize> = changed.collect();
        // A post has twelve words. One that makes its file too large moves the ends of some that follow, but
        // not of all: files cut by their size alone would change by the half.
        assert!(changed.iter().sum::<usize>() <= 8 * 12, "{changed:?} of {} files", before.len());
    }
}
