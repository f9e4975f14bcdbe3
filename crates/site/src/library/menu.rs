use super::browse::Browse;
use crate::{Config, Document, Post};
use offprint_model::{MenuItem, Permalink, Section, Taxonomy};

/// Entries of a menu that nobody wrote: more than this is no menu.
const LENGTH: usize = 6;

/// The main menu: the author's, else what the site has: its upper sections, its topics, its taxonomies, its
/// archive, its pages.
pub(crate) fn menu(
    config: &Config,
    posts: &[Post],
    sections: &[Section],
    browse: &Browse,
    documents: &[Document],
) -> Vec<MenuItem> {
    if let Some(menu) = &config.menu {
        return menu.clone();
    }
    let item = |title: &str, url: &Permalink| MenuItem { label: title.to_owned(), url: config.base.url(url) };
    // A section that holds every post says nothing that the home list doesn't.
    let holds = |section: &Section| {
        posts.iter().filter(|post| post.summary.section.starts_with(&section.path)).count()
    };
    let upper = sections
        .iter()
        .filter(|section| section.path.matches('/').count() == 1)
        .filter(|section| (1..posts.len()).contains(&holds(section)));
    // Nor does the list of the one author who wrote them all.
    let says_something = |taxonomy: &&Taxonomy| taxonomy.key != "authors" || browse.terms_of(taxonomy) > 1;
    let taxonomies = browse.used().filter(says_something);
    upper
        .map(|section| item(&section.title, &section.url))
        .chain(browse.topics.iter().map(|topics| item(&topics.title, &topics.path)))
        .chain(taxonomies.map(|taxonomy| item(&taxonomy.title, &taxonomy.path)))
        .chain(browse.archive.iter().map(|archive| item(&archive.title, &archive.path)))
        .chain(documents.iter().map(|document| item(&document.page.title, &document.page.url)))
        .take(LENGTH)
        .collect()
}
