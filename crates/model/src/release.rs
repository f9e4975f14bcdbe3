use serde::{Deserialize, Serialize};

/// `offprint.json`, the one small file without a hash in its name: which release is current, and where
/// its index files are. Its size hardly grows with the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Release {
    /// See [`crate::SCHEMA_VERSION`].
    pub schema: u32,
    /// Identity of the app, as in every page's boot data.
    pub app: String,
    /// Identity of the release: the hash of its sorted list of paths and hashes.
    pub build: String,
    /// When the newest post was published or updated, as ISO 8601 has it: what tells a reader how new a release
    /// is. A build's own time would make two builds of the same sources differ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// How much there is.
    pub counts: Counts,
    /// The site without its posts.
    pub site: FileRef,
    /// The content index, oldest posts first.
    pub posts: Vec<ChunkRef>,
    /// What is needed to filter without the summaries; absent where the summaries are few.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facets: Option<FacetFiles>,
    /// What a reader's device keeps for reading offline, unless the author wants none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offline: Option<OfflineFiles>,
    /// The list of the release's files, sorted by path.
    pub files: Vec<FileListRef>,
}

/// The part of a release that is kept without being asked for, so that a site opens offline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OfflineFiles {
    /// Its files, sorted by path, with all that is needed to fetch them and to know them whole.
    pub install: Vec<FileEntry>,
    /// The page that shows lists from the content index: [`FileRef::path`] of one of them.
    pub shell: String,
    /// The page of what is saved: another one.
    pub saved: String,
}

/// Where the index is by which a large site is filtered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FacetFiles {
    /// Which posts carry which term: [`crate::FacetChunk`], oldest posts first.
    pub chunks: Vec<FileRef>,
    /// Where the words of titles, summaries and terms are: [`crate::WordDirectory`].
    pub words: FileRef,
    /// The order by title: a [`crate::PostOrder`].
    pub by_title: FileRef,
    /// The order by last update: a [`crate::PostOrder`].
    pub by_update: FileRef,
}

/// How much a release holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Counts {
    /// Posts.
    pub posts: usize,
    /// Pages outside the lists.
    pub documents: usize,
    /// HTML pages, lists and aliases included.
    pub pages: usize,
}

/// A file of the release and its hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileRef {
    /// Path inside the output folder, without percent-encoding.
    pub path: String,
    /// SHA-256 of its bytes, hexadecimal, 64 digits.
    pub sha256: String,
}

/// A file of the content index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChunkRef {
    /// The file.
    pub file: FileRef,
    /// Number of its first post, counted from the site's oldest.
    pub first: u32,
    /// Posts in it.
    pub count: u32,
}

/// A file of `data/files-*`. A file of the release is in the last one whose first path is not after its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileListRef {
    /// The file.
    pub file: FileRef,
    /// The first path in it.
    pub first: String,
}

/// A file of `data/files-*`: some of the release's files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileChunk {
    /// See [`crate::SCHEMA_VERSION`].
    pub schema: u32,
    /// The files, sorted by path.
    pub files: Vec<FileEntry>,
}

/// A file of the release with its size.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileEntry {
    /// The file.
    pub file: FileRef,
    /// Size in bytes.
    pub bytes: u64,
    /// Of a page: paths of the files of this release that it shows beside the app's own, such as its images.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
}
