use super::digest::{Digest, sha256, short};
use super::facets::FacetIndex;
use super::index::{ContentIndex, HashedFile};
use offprint_model::{Counts, FileChunk, FileEntry, FileListRef, Release, SCHEMA_VERSION};

/// Where a release says what it is.
pub(crate) const RELEASE: &str = "offprint.json";

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
        app: &str,
        counts: Counts,
        index: &ContentIndex,
    ) -> serde_json::Result<Self> {
        entries.sort_by(|a, b| a.file.path.cmp(&b.file.path));
        let build = build_id(&entries);
        let chunks = split(entries)
            .into_iter()
            .enumerate()
            .map(|(number, files)| {
                let first = files.first().map(|entry| entry.file.path.clone()).unwrap_or_default();
                let chunk = FileChunk { schema: SCHEMA_VERSION, files };
                Ok((first, HashedFile::json(&format!("data/files-{number}"), &chunk)?))
            })
            .collect::<serde_json::Result<Vec<_>>>()?;
        let release = Release {
            schema: SCHEMA_VERSION,
            app: app.to_owned(),
            build,
            date: None,
            counts,
            site: index.site.file.clone(),
            posts: index.posts.iter().map(|(chunk, _)| chunk.clone()).collect(),
            facets: index.facets.as_ref().map(FacetIndex::named),
            offline: None,
            files: chunks
                .iter()
                .map(|(first, chunk)| FileListRef { file: chunk.file.clone(), first: first.clone() })
                .collect(),
        };
        let chunks = chunks.into_iter().map(|(_, chunk)| chunk).collect();
        Ok(Self { chunks, release: serde_json::to_vec(&release)? })
    }
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

/// Cuts where a path's own hash says so, at every 1,024th path on average and at the 4,096th at the
/// latest: a file that comes or goes changes its own chunk, not all that follow.
fn split(entries: Vec<FileEntry>) -> Vec<Vec<FileEntry>> {
    let mut chunks: Vec<Vec<FileEntry>> = vec![Vec::new()];
    for entry in entries {
        let hash = sha256(entry.file.path.as_bytes());
        let low = hash.get(..4).and_then(|digits| u16::from_str_radix(digits, 16).ok()).unwrap_or_default();
        if let Some(last) = chunks.last_mut() {
            last.push(entry);
            if low.is_multiple_of(1024) || last.len() >= 4096 {
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
        assert!(before.len() > 8, "{} chunks", before.len());
        assert_eq!(after.iter().filter(|chunk| !before.contains(chunk)).count(), 1);
        assert_eq!(after.concat().len(), 20_001);
    }
}
