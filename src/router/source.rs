use super::PageCache;
use crate::state::Shown;
use offprint_catalog::Catalog;
use offprint_model::{Page, Permalink};

/// The page at an address if this tab can show it without a request: a list from the content index, or
/// a page seen before. `back` is true for a page that the reader returns to, which may be old.
pub fn at_hand(
    catalog: Option<&Catalog>,
    cache: &PageCache,
    permalink: &Permalink,
    url: &str,
    now: f64,
    back: bool,
) -> Option<Shown> {
    let listed = || catalog.and_then(|catalog| list(catalog, permalink));
    if back { cache.get(url).or_else(listed) } else { listed().or_else(|| cache.fresh(url, now)) }
}

/// A list from the content index.
pub fn list(catalog: &Catalog, permalink: &Permalink) -> Option<Shown> {
    let page = catalog.page(&catalog.route(permalink)?);
    (page != Page::Missing && !has_remote_parts(&page)).then(|| Shown::new(page, ""))
}

/// An author's introduction may show pictures of other hosts. Only the page's own document allows them.
fn has_remote_parts(page: &Page) -> bool {
    match page {
        Page::List(list) => {
            list.intro.as_ref().is_some_and(|html| html.contains("src") && html.contains("//"))
        }
        _ => false,
    }
}

/// Pages that are shown at any address, such as a missing one, are not kept under one.
pub fn may_keep(page: &Page) -> bool {
    *page != Page::Missing
}

/// A page's own address; a missing page has none.
pub fn address(page: &Page) -> Option<Permalink> {
    match page {
        Page::List(list) => Some(list.url.page(list.page)),
        Page::Terms(terms) => Some(terms.url.clone()),
        Page::Topics(topics) => Some(topics.url.clone()),
        Page::Archive(archive) => Some(archive.url.clone()),
        Page::Post(page) => Some(page.post.url.clone()),
        Page::Document(document) => Some(document.url.clone()),
        Page::Missing => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{at_hand, list};
    use crate::router::PageCache;
    use crate::state::Shown;
    use offprint_catalog::Catalog;
    use offprint_model::{Masthead, Page, Permalink, PostListOptions, PostSummary, SCHEMA_VERSION, Site};

    fn catalog(intro: Option<&str>) -> Catalog {
        let site = Site {
            schema: SCHEMA_VERSION,
            masthead: Masthead {
                title: "Blog".into(),
                description: String::new(),
                base_url: String::new(),
                language: "en".into(),
                image: None,
                copyright: None,
                menu: Vec::new(),
                taxonomy_paths: Default::default(),
                browse: Vec::new(),
            },
            home: PostListOptions { per_page: Some(1), date_format: 0, facts: Vec::new() },
            intro: intro.map(str::to_owned),
            taxonomies: Vec::new(),
            sections: Vec::new(),
            date_formats: Vec::new(),
            topics: None,
            archive: None,
            feeds: false,
        };
        let post = |name: &str| -> PostSummary {
            serde_json::from_value(serde_json::json!({
                "url": format!("posts/{name}/"), "title": name, "words": 1, "minutes": 1,
            }))
            .expect("a summary")
        };
        Catalog::new(site, vec![post("a"), post("b")])
    }

    fn permalink(path: &str) -> Permalink {
        Permalink::new(path).expect("a permalink")
    }

    fn seen(body: &str) -> Shown {
        Shown::new(Page::Missing, body)
    }

    #[test]
    fn a_list_needs_no_request_once_the_content_index_is_there() {
        let (catalog, cache) = (catalog(None), PageCache::default());
        for (path, shown) in [("", true), ("page/2/", true), ("page/3/", false), ("posts/a/", false)] {
            let found = at_hand(Some(&catalog), &cache, &permalink(path), path, 0.0, false);
            assert_eq!(found.is_some(), shown, "{path}");
            assert_eq!(at_hand(None, &cache, &permalink(path), path, 0.0, false), None);
        }
    }

    #[test]
    fn going_back_shows_the_page_as_it_was() {
        let mut cache = PageCache::default();
        cache.put("/", seen("as it was"), 0.0);
        let catalog = catalog(None);
        let home = permalink("");
        let later = PageCache::FRESH * 2.0;
        assert_eq!(at_hand(Some(&catalog), &cache, &home, "/", later, true), Some(seen("as it was")));
        assert_eq!(at_hand(Some(&catalog), &cache, &home, "/", later, false), list(&catalog, &home));
        assert_eq!(at_hand(None, &cache, &home, "/", later, false), None);
    }

    #[test]
    fn a_list_with_a_remote_picture_comes_as_its_own_document() {
        let remote = catalog(Some("<img src=\"https://pictures.example/a.png\">"));
        assert_eq!(list(&remote, &permalink("")), None);
        assert!(list(&remote, &permalink("page/2/")).is_some());
        assert!(list(&catalog(Some("<a href=\"https://x.example/\">x</a>")), &permalink("")).is_some());
    }
}
