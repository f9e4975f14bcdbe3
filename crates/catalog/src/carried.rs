//! What each post carries.

use crate::Catalog;
use offprint_model::TermCount;

/// A dimension in which a reader can choose, and what each post carries of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// Its parameter in a query string: `tags`, `year`.
    pub key: String,
    /// Its name for readers.
    pub title: String,
    /// Each post's terms, oldest post first: slug, as a query string has it, and title.
    pub by_post: Vec<Vec<(String, String)>>,
}

impl Catalog {
    /// What the posts carry in every dimension that a reader can choose in, in the order of the panel above
    /// a list. What no post has anything of is left out.
    pub fn carried(&self) -> Vec<Carried> {
        let used = self.facets.facets.iter().filter(|facet| !facet.terms.is_empty());
        let carried = used.map(|facet| {
            let mut by_post = vec![Vec::new(); self.len()];
            for term in &facet.terms {
                for number in &term.posts {
                    if let Some(terms) = by_post.get_mut(*number as usize) {
                        terms.push((term.slug.as_str().to_owned(), term.title.clone()));
                    }
                }
            }
            Carried { key: facet.name.clone(), title: facet.title.clone(), by_post }
        });
        carried.collect()
    }

    /// The terms that most posts carry, `most` at the most: tags, or of the first taxonomy in use where there
    /// are none.
    pub fn most_used(&self, most: usize) -> Vec<TermCount> {
        let taxonomies = || self.site.taxonomies.iter().zip(&self.facets.facets);
        let used = || taxonomies().filter(|(_, facet)| !facet.terms.is_empty());
        let tags = used().find(|(taxonomy, _)| taxonomy.key == "tags");
        let Some((taxonomy, facet)) = tags.or_else(|| used().next()) else { return Vec::new() };
        let mut terms: Vec<_> = facet.by_title().collect();
        // Those that as many posts carry stay A to Z.
        terms.sort_by_key(|term| std::cmp::Reverse(term.posts.len()));
        let count = |term: &crate::facets::Term| TermCount {
            label: term.title.clone(),
            url: taxonomy.path.join(term.slug.as_str()),
            count: term.posts.len(),
            latest: None,
        };
        terms.into_iter().take(most).map(count).collect()
    }
}
