use offprint_model::Slug;

/// A list page of a site. Posts and pages outside the lists are no routes: each is a file of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// The newest posts of the site.
    Home {
        /// From 1.
        page: usize,
    },
    /// The posts of a section and the sections below it.
    Section {
        /// Its place in [`offprint_model::Site::sections`].
        section: usize,
        /// From 1.
        page: usize,
    },
    /// The terms of a taxonomy.
    Taxonomy {
        /// Its place in [`offprint_model::Site::taxonomies`].
        taxonomy: usize,
    },
    /// The posts that carry a term.
    Term {
        /// Its taxonomy's place in [`offprint_model::Site::taxonomies`].
        taxonomy: usize,
        /// The term.
        term: Slug,
        /// From 1.
        page: usize,
    },
}
