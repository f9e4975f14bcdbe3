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
    /// All articles by topic.
    Topics,
    /// All dated posts by year and month.
    Archive,
    /// The posts of a year or a month, on a site with too many for one archive page.
    Period {
        /// From 0 to 9999.
        year: i16,
        /// From 1 to 12; `None` for the whole year.
        month: Option<u8>,
        /// From 1.
        page: usize,
    },
}

impl Route {
    /// Another page of the same list. What is not a list of posts has one page.
    pub fn at_page(&self, number: usize) -> Self {
        let mut route = self.clone();
        match &mut route {
            Self::Home { page }
            | Self::Section { page, .. }
            | Self::Term { page, .. }
            | Self::Period { page, .. } => *page = number,
            Self::Taxonomy { .. } | Self::Topics | Self::Archive => {}
        }
        route
    }

    /// The page's number, from 1.
    pub fn number(&self) -> usize {
        match self {
            Self::Home { page }
            | Self::Section { page, .. }
            | Self::Term { page, .. }
            | Self::Period { page, .. } => *page,
            Self::Taxonomy { .. } | Self::Topics | Self::Archive => 1,
        }
    }

    /// A list of posts, which can be filtered.
    pub fn is_list(&self) -> bool {
        !matches!(self, Self::Taxonomy { .. } | Self::Topics | Self::Archive)
    }
}
