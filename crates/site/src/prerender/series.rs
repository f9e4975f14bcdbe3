use offprint_catalog::Catalog;
use offprint_model::{Link, Permalink, PostSummary, SeriesBox, Slug};
use std::collections::{HashMap, HashSet};

/// For each post that is a part of a series its box.
#[derive(Debug, Default)]
pub(super) struct SeriesBoxes(HashMap<Permalink, SeriesBox>);

impl SeriesBoxes {
    /// The boxes of a site. A series is a term of an ordered taxonomy; a post that is in several shows
    /// the first.
    pub(super) fn new(catalog: &Catalog) -> Self {
        let mut boxes = HashMap::new();
        for taxonomy in catalog.site().taxonomies.iter().filter(|taxonomy| taxonomy.ordered) {
            let mut seen = HashSet::new();
            let firsts = catalog.posts().iter().filter_map(|post| post.labels(&taxonomy.key).first());
            for label in firsts {
                let slug = Slug::from_label(label);
                if !seen.insert(slug.clone()) {
                    continue;
                }
                let given = taxonomy.titles.get(&slug).and_then(|title| title.title.clone());
                let title = given.unwrap_or_else(|| label.clone());
                let parts = catalog.posts_of_term(&taxonomy.key, label);
                for (number, post) in parts.iter().enumerate() {
                    let is_first = post.labels(&taxonomy.key).first().map(|label| Slug::from_label(label));
                    if is_first.as_ref() != Some(&slug) {
                        continue;
                    }
                    boxes.entry(post.url.clone()).or_insert_with(|| SeriesBox {
                        title: title.clone(),
                        url: taxonomy.path.join(slug.as_str()),
                        previous: number.checked_sub(1).and_then(|number| link(&parts, number)),
                        next: link(&parts, number + 1),
                    });
                }
            }
        }
        Self(boxes)
    }

    /// The box of a post.
    pub(super) fn of(&self, post: &PostSummary) -> Option<SeriesBox> {
        self.0.get(&post.url).cloned()
    }
}

fn link(parts: &[&PostSummary], number: usize) -> Option<Link> {
    parts.get(number).map(|post| Link { title: post.title.clone(), url: post.url.clone() })
}
