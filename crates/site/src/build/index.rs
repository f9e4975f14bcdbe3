use super::{BuildError, BuildOptions, Report, read_config, read_library};
use crate::emit::digest::sha256;
use crate::emit::in_place::InPlace;
use crate::emit::index::ContentIndex;
use crate::emit::release::{About, RELEASE, ReleaseFiles, newest};
use crate::emit::schema::schema;
use crate::{Library, Silent};
use offprint_model::{Counts, FileEntry, FileRef, PostSummary};
use std::path::Path;

/// The app's identity in a release that holds no app.
const NO_APP: &str = "none";

/// Writes the content index alone into a folder, `offprint.json` and `data/`: what the app needs where no
/// page is prerendered, as under `trunk serve`. Other files in the folder stay.
///
/// # Errors
/// When the site has errors or the folder cannot be written.
pub fn write_index(options: &BuildOptions, into: &Path) -> Result<Report, BuildError> {
    let config = read_config(options)?;
    let mut library = read_library(options, &config, &Silent)?;
    // Neither are the pages that these would lead to.
    (library.site.masthead.search, library.site.masthead.offline) = (None, None);
    let summaries: Vec<PostSummary> = library.posts.iter().map(|post| post.summary.clone()).collect();
    let index = ContentIndex::new(&library.site, &summaries)?;
    let mut files = vec![("data/schema.json".to_owned(), serde_json::to_vec(&schema())?)];
    files.extend(index.files().map(|file| (file.file.path.clone(), file.bytes.clone())));
    let entries = files.iter().map(|(path, bytes)| FileEntry {
        file: FileRef { path: path.clone(), sha256: sha256(bytes) },
        bytes: bytes.len() as u64,
        parts: Vec::new(),
    });
    let counts = counts(&library);
    let about = About { app: NO_APP, counts, date: newest(summaries.iter()), offline: None };
    let last = ReleaseFiles::new(entries.collect(), about, &index)?;
    files.extend(last.chunks.into_iter().map(|chunk| (chunk.file.path, chunk.bytes)));
    files.push((RELEASE.to_owned(), last.release));

    let folder = InPlace::new(into);
    let mut written = 0;
    for (path, bytes) in &files {
        written += usize::from(folder.write(path, bytes)?);
    }
    folder.clear("data", &files)?;
    Ok(Report {
        pages: counts.pages,
        posts: counts.posts,
        files: files.len(),
        bytes: files.iter().map(|(_, bytes)| bytes.len() as u64).sum(),
        written,
        warnings: library.warnings,
        base: config.base,
    })
}

fn counts(library: &Library) -> Counts {
    Counts { posts: library.posts.len(), documents: library.documents.len(), pages: 0 }
}
