use super::digest::{Digest, sha256, short};
use super::facets::FacetIndex;
use super::index::{ContentIndex, HashedFile};
use offprint_model::{
    Counts, FileChunk, FileEntry, FileListRef, OfflineFiles, PostSummary, Release, SCHEMA_VERSION,
};

/// Where a release says what it is.
pub(crate) const RELEASE: &str = "offprint.json";

/// What a release says of itself beside its files.
#[derive(Debug)]
pub(crate) struct About<'a> {
    /// Identity of the app.
    pub(crate) app: &'a str,
    pub(crate) counts: Counts,
    /// When its newest post was published or updated.
    pub(crate) date: Option<String>,
    /// What readers' devices keep.
    pub(crate) offline: Option<OfflineFiles>,
}

/// The last files of a release: the list of the others, in chunks, and the release itself.
#[derive(Debug)]
pub(crate) struct ReleaseFiles {
    pub(crate) chunks: Vec<HashedFile>,
    pub(crate) release: Vec<u8>,
}

impl ReleaseFiles {
    /// Closes a release over all files written so far.
    pub(crate) fn new(
        mut entries: Vec<FileEntry>,
        about: About<'_>,
        index: &ContentIndex,
    ) -> serde_json::Result<Self> {
        entries.sort_by(|a, b| a.file.path.cmp(&b.file.path));
        let build = build_id(&entries);
        let (mut chunks, mut files) = (Vec::new(), Vec::new());
        for list in split(entries) {
            let Some(first) = list.first().map(|entry| entry.file.path.clone()) else { continue };
            // Without a number: a chunk more in the middle would give all that follow other names.
            let chunk =
                HashedFile::json("data/files-part", &FileChunk { schema: SCHEMA_VERSION, files: list })?;
            files.push(FileListRef { file: chunk.file.clone(), first });
            chunks.push(chunk);
        }
        let release = Release {
            schema: SCHEMA_VERSION,
            app: about.app.to_owned(),
            build,
            date: about.date,
            counts: about.counts,
            site: index.site.file.clone(),
            posts: index.posts.iter().map(|(chunk, _)| chunk.clone()).collect(),
            facets: index.facets.as_ref().map(FacetIndex::named),
            offline: about.offline,
            files,
        };
        Ok(Self { chunks, release: serde_json::to_vec(&release)? })
    }
}

/// The newest date of a post, or of its update.
pub(crate) fn newest<'a>(posts: impl Iterator<Item = &'a PostSummary>) -> Option<String> {
    let dates = posts.flat_map(|post| post.date.iter().chain(&post.updated));
    dates.max_by_key(|date| date.at).map(|date| date.iso.clone())
}

/// Hash of the sorted list of paths and hashes.
fn build_id(entries: &[FileEntry]) -> String {
    let mut digest = Digest::default();
    for FileEntry { file, .. } in entries {
        for part in [file.path.as_str(), "\0", &file.sha256, "\n"] {
            digest.update(part.as_bytes());
        }
    }
    short(&digest.finish()).to_owned()
}

/// Files in a chunk of a small site's list, on average.
const SMALLEST: usize = 128;

/// Chunks that a list has at most, on average: so many are named in `offprint.json`.
const CHUNKS: usize = 64;

/// Cuts where a path's own hash says so: a file that comes or goes changes its own chunk, not all that follow.
/// A chunk's average size is a power of two, so that it doubles rarely.
fn split(entries: Vec<FileEntry>) -> Vec<Vec<FileEntry>> {
    let average = entries.len().div_ceil(CHUNKS).next_power_of_two().max(SMALLEST);
    let mut chunks: Vec<Vec<FileEntry>> = vec![Vec::new()];
    for entry in entries {
        let hash = sha256(entry.file.path.as_bytes());
        let low = hash.get(..8).and_then(|digits| usize::from_str_radix(digits, 16).ok()).unwrap_or_default();
        if let Some(last) = chunks.last_mut() {
            last.push(entry);
            if low.is_multiple_of(average) {
                chunks.push(Vec::new());
            }
        }
    }
    chunks.retain(|chunk| !chunk.is_empty());
    chunks
}

#[cfg(test)]
mod tests {
    use super::split;
    use offprint_model::{FileEntry, FileRef};

    fn entries(names: impl Iterator<Item = String>) -> Vec<FileEntry> {
        let entry =
            |path| FileEntry { file: FileRef { path, sha256: String::new() }, bytes: 0, parts: Vec::new() };
        let mut entries: Vec<FileEntry> = names.map(entry).collect();
        entries.sort_by(|a, b| a.file.path.cmp(&b.file.path));
        entries
    }

    #[test]
    fn a_new_file_changes_one_chunk_of_the_list() {
        let names = |count: usize| (0..count).map(|number| format!("posts/post-{number:05}/index.html"));
        let before = split(entries(names(20_000)));
        let after = split(entries(names(20_000).chain(["posts/post-00500-b/index.html".to_owned()])));
        // An average of 512 files.
        assert!((24..=64).contains(&before.len()), "{} chunks", before.len());
        assert_eq!(after.iter().filter(|chunk| !before.contains(chunk)).count(), 1);
        assert_eq!(after.concat().len(), 20_001);
    }

    #[test]
    fn a_list_is_named_in_about_as_few_lines_however_long_it_is() {
        for count in [100, 2_000, 60_000] {
            let names = (0..count).map(|number| format!("posts/post-{number:05}/index.html"));
            let chunks = split(entries(names)).len();
            assert!(chunks <= 96, "{chunks} chunks of {count}");
        }
    }
}
