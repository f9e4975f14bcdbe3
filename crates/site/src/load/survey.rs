use super::folder::{Folder, is_markdown};
use super::placed::Placed;
use super::source::Source;
use super::{LoadOptions, section_url};
use crate::{Config, Silent};
use jiff::{Timestamp, Zoned};
use offprint_markdown::FrontMatter;
use offprint_model::Permalink;
use std::sync::Arc;

/// A content file as its author wrote it, published or not.
#[derive(Debug)]
pub(crate) struct Surveyed {
    /// Its name below `content`: `posts/a.md`.
    pub(crate) name: String,
    /// Its name below the site's folder.
    pub(crate) path: String,
    pub(crate) text: Arc<str>,
    pub(crate) front_matter: FrontMatter,
    /// `None` where it is wrong, or is nothing.
    pub(crate) page: Option<SurveyedPage>,
}

/// What it says of its page.
#[derive(Debug)]
pub(crate) struct SurveyedPage {
    pub(crate) url: Permalink,
    /// A post, and neither a page of its own nor the words of a section.
    pub(crate) is_post: bool,
    pub(crate) section: String,
    pub(crate) title: String,
    pub(crate) date: Option<Zoned>,
    pub(crate) updated: Option<Zoned>,
}

/// Reads every content file that can be read. What is wrong with them is said when the site is loaded.
pub(crate) fn survey(config: &Config) -> Vec<Surveyed> {
    let mut files = Folder::walk(&config.folder, "content", false).files;
    files.retain(|entry| is_markdown(&entry.name));
    let all = LoadOptions { drafts: true, future: true, now: Timestamp::MIN };
    let sources = Source::read_all(&files, &Silent, &mut Vec::new());
    sources.into_iter().map(|source| surveyed(source, config, &all)).collect()
}

fn surveyed(source: Source, config: &Config, options: &LoadOptions) -> Surveyed {
    let (name, path, text) = (source.name.clone(), source.path.clone(), Arc::clone(&source.text));
    let front_matter = source.front_matter.clone();
    let page = if source.is_section() {
        Some(SurveyedPage {
            url: section_url(source.folder()),
            is_post: false,
            section: String::new(),
            title: String::new(),
            date: None,
            updated: None,
        })
    } else {
        Placed::new(source, config, options, &mut Vec::new()).map(|placed| SurveyedPage {
            url: placed.url,
            is_post: placed.is_post,
            section: placed.section,
            title: placed.title,
            date: placed.date,
            updated: placed.updated,
        })
    };
    Surveyed { name, path, text, front_matter, page }
}
