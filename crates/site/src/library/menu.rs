use crate::{Config, Document, Post};
use offprint_model::{MenuItem, Permalink, Section};

/// Entries of a menu that nobody wrote: more than this is no menu.
const LENGTH: usize = 6;

/// The main menu: the author's, else what the site has: its upper sections, its taxonomies, its pages.
pub(crate) fn menu(
    config: &Config,
    posts: &[Post],
    sections: &[Section],
    documents: &[Document],
) -> Vec<MenuItem> {
    if let Some(menu) = &config.menu {
        return menu.clone();
    }
    let item = |label: &str, url: &Permalink| MenuItem { label: label.to_owned(), url: config.base.url(url) };
    // A section that holds every post says nothing that the home list doesn't.
    let holds = |section: &Section| {
        posts.iter().filter(|post| post.summary.section.starts_with(&section.path)).count()
    };
    let upper = sections
        .iter()
        .filter(|section| section.path.matches('/').count() == 1)
        .filter(|section| (1..posts.len()).contains(&holds(section)));
    let taxonomies = config
        .taxonomies
        .iter()
        .filter(|taxonomy| posts.iter().any(|post| !post.summary.labels(&taxonomy.key).is_empty()));
    upper
        .map(|section| item(&section.title, &section.url))
        .chain(taxonomies.map(|taxonomy| item(&taxonomy.title, &taxonomy.permalink())))
        .chain(documents.iter().map(|document| item(&document.page.title, &document.page.url)))
        .take(LENGTH)
        .collect()
}
