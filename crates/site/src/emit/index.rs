use super::digest::{sha256, short};
use super::facets::FacetIndex;
use offprint_model::{ChunkRef, FileRef, PostChunk, PostSummary, Site};
use serde::Serialize;

/// Most bytes of a content index that is kept whole.
const KEPT: usize = 1_000_000;

/// A file of the output, named by the hash of its bytes.
#[derive(Debug)]
pub(crate) struct HashedFile {
    /// Its path and hash.
    pub(crate) file: FileRef,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
}

impl HashedFile {
    /// `<stem>.<hash>.<ending>`.
    pub(crate) fn new(stem: &str, ending: &str, bytes: Vec<u8>) -> Self {
        let sha256 = sha256(&bytes);
        let path = format!("{stem}.{}.{ending}", short(&sha256));
        Self { file: FileRef { path, sha256 }, bytes }
    }

    pub(super) fn json(stem: &str, value: &impl Serialize) -> serde_json::Result<Self> {
        Ok(Self::new(stem, "json", serde_json::to_vec(value)?))
    }
}

/// The content index: the site, the summaries of its posts in chunks, and on a large site what is needed to
/// filter without them. Chunks are counted from the oldest post, so that a new post changes the last one alone.
#[derive(Debug)]
pub(crate) struct ContentIndex {
    pub(crate) site: HashedFile,
    pub(crate) posts: Vec<(ChunkRef, HashedFile)>,
    pub(crate) facets: Option<FacetIndex>,
}

impl ContentIndex {
    /// The index of a site and its posts, oldest first.
    pub(crate) fn new(site: &Site, posts: &[PostSummary]) -> serde_json::Result<Self> {
        let chunks = posts.chunks(PostChunk::SIZE).zip(0u32..).map(|(posts, number)| {
            let first = number.saturating_mul(PostChunk::SIZE as u32);
            let chunk = PostChunk::new(first, posts.to_vec());
            let file = HashedFile::json(&format!("data/posts-{number}"), &chunk)?;
            Ok((ChunkRef { file: file.file.clone(), first, count: posts.len() as u32 }, file))
        });
        Ok(Self {
            site: HashedFile::json("data/site", site)?,
            posts: chunks.collect::<serde_json::Result<_>>()?,
            facets: FacetIndex::new(site, posts)?,
        })
    }

    /// The files that a reader's device keeps unasked: all of them, or of a large site what shows its newest
    /// posts and counts the others.
    pub(crate) fn kept(&self) -> Vec<&HashedFile> {
        let all: Vec<&HashedFile> = self.files().collect();
        if all.iter().map(|file| file.bytes.len()).sum::<usize>() <= KEPT {
            return all;
        }
        let facets = self.facets.iter().flat_map(FacetIndex::chunks);
        let newest = self.posts.last().map(|(_, file)| file);
        std::iter::once(&self.site).chain(facets).chain(newest).collect()
    }

    /// Its files.
    pub(crate) fn files(&self) -> impl Iterator<Item = &HashedFile> {
        let posts = self.posts.iter().map(|(_, file)| file);
        std::iter::once(&self.site).chain(posts).chain(self.facets.iter().flat_map(FacetIndex::files))
    }
}
