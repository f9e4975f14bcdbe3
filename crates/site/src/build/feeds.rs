use super::BuildError;
use crate::Progress;
use crate::emit::claims::{Claims, Origin};
use crate::emit::staging::Staging;
use crate::feed::{Feed, Feeds};
use offprint_model::FileEntry;
use rayon::prelude::*;

/// The feeds of a site, and the files that each is written to.
pub(super) struct PlannedFeeds<'a> {
    feeds: &'a Feeds<'a>,
    files: Vec<(&'a Feed, Vec<String>)>,
}

impl<'a> PlannedFeeds<'a> {
    /// Claims a file for each feed, a second one where nobody else has its name, and those of `[feed] also`.
    pub(super) fn claim(feeds: &'a Feeds<'a>, also: &[String], claims: &mut Claims) -> Self {
        let files = feeds.all().iter().map(|feed| {
            let mut files = vec![feed.path()];
            let other = feed.other_path();
            if !claims.holds(&other) {
                files.push(other);
            }
            for more in feed.more_paths(also) {
                // The site's own are asked for by name; beside the others, the author's files go first.
                let gives_way = feed.title.is_some() && claims.holds(&more);
                if !gives_way && !files.contains(&more) {
                    files.push(more);
                }
            }
            for file in &files {
                claims.claim(file, Origin::Made(format!("the generated `{file}`")));
            }
            (feed, files)
        });
        Self { feeds, files: files.collect() }
    }

    /// Writes them. Each is made when its turn comes: all together they may be larger than all posts.
    pub(super) fn write(
        &self,
        staging: &Staging,
        progress: &dyn Progress,
    ) -> Result<Vec<FileEntry>, BuildError> {
        progress.begin("feeds", self.files.len() as u64);
        let write = |(feed, files): &(&Feed, Vec<String>)| {
            let bytes = self.feeds.rss(feed).map_err(BuildError::Xml)?;
            let entries = files.iter().map(|file| staging.write(file, &bytes));
            let entries = entries.collect::<Result<Vec<_>, _>>()?;
            progress.advance(1);
            Ok(entries)
        };
        let entries: Result<Vec<_>, BuildError> = self.files.par_iter().map(write).collect();
        Ok(entries?.into_iter().flatten().collect())
    }
}
