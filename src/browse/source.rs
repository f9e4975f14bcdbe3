use crate::router::Target;
use offprint_catalog::{Catalog, Query, Route};
use offprint_model::Page;

/// What of a list is on the screen or in the reader's hand beside the address.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around<'a> {
    /// The choices are wanted even where nothing is chosen.
    pub open: bool,
    /// What is looked for in long facets.
    pub needles: &'a [(String, String)],
    /// The list's first page is on the screen, its introduction with it.
    pub here: bool,
    /// Rows may still be on their way.
    pub partly: bool,
}

/// A list from the content index, filtered as its address says, or `None` where the index is not enough.
pub fn list(catalog: &Catalog, target: &Target, around: Around<'_>) -> Option<Page> {
    let page = match question(catalog, target) {
        Some((route, query)) if around.open || !query.is_empty() => {
            Page::List(catalog.filtered(&route, &query, around.needles)?)
        }
        Some((route, _)) => catalog.page(&route),
        None => {
            let route = catalog.route(&target.permalink)?;
            if !catalog.wants(&route, &Query::default()).is_empty() {
                return None;
            }
            catalog.page(&route)
        }
    };
    let shown = match &page {
        Page::List(list) => around.partly || list.pending == 0,
        page => *page != Page::Missing,
    };
    (shown && (around.here || !has_remote_parts(&page))).then_some(page)
}

/// What an address asks of the index: a list, and what is chosen of it.
pub fn question(catalog: &Catalog, target: &Target) -> Option<(Route, Query)> {
    let query = catalog.query(target.search());
    // A list has its filtered pages at its own address, by their query.
    let (first, _) = target.permalink.split_page();
    let permalink = if query.is_empty() { &target.permalink } else { &first };
    let route = catalog.route(permalink)?;
    route.is_list().then_some((route, query))
}

/// An author's introduction may show pictures of other hosts. Only the page's own document allows them.
fn has_remote_parts(page: &Page) -> bool {
    match page {
        Page::List(list) => {
            list.intro.as_deref().is_some_and(|html| html.contains("src") && html.contains("//"))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Around, list, question};
    use crate::router::Target;
    use offprint_catalog::{Catalog, Facets, facet_chunks};
    use offprint_model::{
        BasePath, ListPage, Masthead, Page, Place, PostListOptions, PostSummary, SCHEMA_VERSION, Site,
        Taxonomy,
    };

    fn site(intro: Option<&str>) -> Site {
        let options = PostListOptions { per_page: Some(1), date_format: 0, facts: Vec::new() };
        let tags = target("tags/").permalink;
        Site {
            schema: SCHEMA_VERSION,
            masthead: Masthead {
                title: "Blog".into(),
                description: String::new(),
                base_url: String::new(),
                language: "en".into(),
                image: None,
                copyright: None,
                menu: Vec::new(),
                taxonomy_paths: [("tags".to_owned(), tags.clone())].into(),
                browse: Vec::new(),
                large: false,
                search: None,
                offline: None,
            },
            home: options.clone(),
            intro: intro.map(str::to_owned),
            taxonomies: vec![Taxonomy {
                key: "tags".into(),
                title: "Tags".into(),
                path: tags,
                titles: Default::default(),
                list: options,
                ordered: false,
            }],
            sections: Vec::new(),
            date_formats: Vec::new(),
            topics: None,
            archive: None,
            feeds: false,
        }
    }

    fn posts() -> Vec<PostSummary> {
        let post = |name: &str, tags: &[&str]| -> PostSummary {
            serde_json::from_value(serde_json::json!({
                "url": format!("posts/{name}/"), "title": name, "words": 1, "minutes": 1, "section": "posts/",
                "terms": { "tags": tags },
            }))
            .expect("a summary")
        };
        vec![post("a", &["Rust", "Go"]), post("b", &["Rust"]), post("c", &[])]
    }

    fn catalog(intro: Option<&str>) -> Catalog {
        Catalog::new(site(intro), posts())
    }

    fn target(address: &str) -> Target {
        let href = ["https://example.org/", address].concat();
        Target::of(&href, "https://example.org", &BasePath::default()).expect(address)
    }

    fn shown(catalog: &Catalog, address: &str, around: Around<'_>) -> Option<ListPage> {
        match list(catalog, &target(address), around)? {
            Page::List(list) => Some(list),
            page => panic!("{page:?}"),
        }
    }

    fn titles(list: Option<ListPage>) -> Vec<String> {
        list.map(|list| list.posts.iter().map(|post| post.title.clone()).collect()).unwrap_or_default()
    }

    #[test]
    fn a_list_needs_no_request_once_the_content_index_is_there() {
        let catalog = catalog(None);
        for (path, post) in [("", "c"), ("page/2/", "b"), ("tags/rust/", "b"), ("?utm_source=feed", "c")] {
            assert_eq!(titles(shown(&catalog, path, Around::default())), [post], "{path}");
        }
        for path in ["page/4/", "posts/a/", "tags/none/"] {
            assert_eq!(list(&catalog, &target(path), Around::default()), None, "{path}");
        }
    }

    #[test]
    fn a_query_filters_the_list_that_it_stands_behind() {
        let catalog = catalog(None);
        for (address, post, total) in [
            ("?tags=rust", "b", 2),
            ("?tags=rust&page=2", "a", 2),
            ("page/3/?tags=go", "a", 1),
            ("tags/rust/?tags.without=go&utm_source=feed", "b", 1),
            ("?q=a", "a", 1),
        ] {
            let list = shown(&catalog, address, Around::default());
            assert_eq!(list.as_ref().map(|list| list.total), Some(total), "{address}");
            assert_eq!(titles(list), [post], "{address}");
        }
    }

    #[test]
    fn an_open_box_has_its_choices_where_nothing_is_chosen() {
        let catalog = catalog(None);
        assert!(shown(&catalog, "page/2/", Around::default()).is_some_and(|list| list.panel.is_none()));
        let needles = [("tags".to_owned(), "g".to_owned())];
        let open = Around { open: true, needles: &needles, ..Around::default() };
        let list = shown(&catalog, "page/2/", open).expect("a list");
        assert_eq!((list.page, list.total), (2, 3));
        let panel = list.panel.expect("a panel");
        let tags = panel.facets.iter().find(|facet| facet.key == "tags").expect("tags");
        let labels: Vec<&str> = tags.options.iter().map(|option| option.label.as_str()).collect();
        assert_eq!(labels, ["Go"]);
    }

    #[test]
    fn a_filtered_list_has_the_address_of_the_whole() {
        let catalog = catalog(None);
        let address_of = |path| Place::of(&list(&catalog, &target(path), Around::default())?).url;
        assert_eq!(address_of("page/2/").map(|page| page.to_string()), Some("/page/2/".to_owned()));
        assert_eq!(address_of("page/2/?tags=rust&page=2"), Some(target("").permalink));
    }

    #[test]
    fn of_a_large_site_a_list_is_shown_once_its_rows_are_there() {
        let (site, posts) = (site(None), posts());
        let facets = Facets::from_chunks(&site, facet_chunks(&site, &posts)).expect("facets");
        let catalog = Catalog::partial(site, facets);
        assert_eq!(list(&catalog, &target("?tags=go"), Around::default()), None);
        let partly = Around { partly: true, ..Around::default() };
        assert_eq!(shown(&catalog, "?tags=go", partly).map(|list| list.pending), Some(1));
        // Which rows there are takes the words.
        assert_eq!(list(&catalog, &target("?q=a"), partly), None);
        assert!(
            question(&catalog, &target("?q=a"))
                .is_some_and(|(route, query)| catalog.wants(&route, &query).words)
        );
        assert_eq!(question(&catalog, &target("tags/?q=a")), None);
    }

    #[test]
    fn a_list_with_a_remote_picture_comes_as_its_own_document() {
        let intro = "<img src=\"https://pictures.example/a.png\">";
        let remote = catalog(Some(intro));
        assert_eq!(list(&remote, &target(""), Around::default()), None);
        assert!(shown(&remote, "page/2/", Around::default()).is_some());
        assert!(shown(&remote, "", Around { here: true, ..Around::default() }).is_some());
        let link = catalog(Some("<a href=\"https://x.example/\">x</a>"));
        assert!(shown(&link, "", Around::default()).is_some());
    }
}
